"""Each peer as a program of its own, in the benchmarks' environment: `peer_programs.py PEER FOLDER OUT NAME …`.

It takes what `peer_content` left in FOLDER for each NAME (the largest first), and writes OUT/NAME.docx and
OUT/NAME.pdf. What can be done at the same time is: our build uses every core, too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def docxtpl(folder: Path, out: Path, names: list[str]) -> None:
    """DOCX by docxtpl on every core, then all PDF by one call of LibreOffice, with a profile that it knows."""
    with ProcessPoolExecutor(min(len(names), os.cpu_count() or 1)) as pool:
        list(pool.map(fill_template, [folder] * len(names), [out] * len(names), names))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(out / f"{name}.docx") for name in names]
    run(os.environ["SOFFICE"], profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), *files)


def pandoc_typst(folder: Path, out: Path, name: str) -> None:
    """DOCX by pandoc, and PDF by typst from what pandoc makes of the HTML, at the same time."""
    with start(*pandoc(folder, out / f"{name}.docx", name)) as docx:
        source = folder / f"{name}-timed.typ"
        run(*pandoc(folder, source, name, f"--include-in-header={folder / 'head.typ'}"))
        compile_typst(source, out / f"{name}.pdf")
    finished(docx)


def pandoc_weasyprint(folder: Path, out: Path, name: str) -> None:
    """DOCX by pandoc, and PDF by WeasyPrint (from the environment that is ours, and holds it), at the same time."""
    write = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
    with start(*pandoc(folder, out / f"{name}.docx", name)) as docx:
        run(os.environ["OUR_PYTHON"], "-P", "-c", write, str(folder / f"{name}.page.html"), str(out / f"{name}.pdf"))
    finished(docx)


def typst_python_docx(folder: Path, out: Path, name: str) -> None:
    """PDF by typst and DOCX by python-docx, at the same time."""
    with start(sys.executable, __file__, "python-docx", str(folder), str(out), name) as docx:
        compile_typst(folder / f"{name}.typ", out / f"{name}.pdf")
    finished(docx)


def python_docx(folder: Path, out: Path, names: list[str]) -> None:
    """DOCX alone: one half of typst with python-docx."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    styles = {"1": "Heading 1", "2": "Heading 2", "3": "Heading 3", "li": "List Bullet", "caption": "Caption"}
    for name in names:
        document = Document()
        for block in blocks(folder, name):
            match block["kind"]:
                case "picture":
                    document.add_picture(str(folder / block["file"]), width=Cm(15))
                case "table":
                    grid = document.add_table(0, max(sum(cell["span"] for cell in row) for row in block["rows"]))
                    grid.style = "Table Grid"
                    for number, row in enumerate(block["rows"]):
                        cells = grid.add_row().cells
                        column = 0
                        for cell in row:
                            place = cells[column]
                            column += cell["span"]
                            if cell["span"] > 1:
                                place = place.merge(cells[column - 1])
                            add_runs(place.paragraphs[0], cell["text"])
                        if number < block["head"]:
                            grid.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
                case kind:
                    add_runs(document.add_paragraph(style=styles.get(kind)), block["text"])
        document.save(str(out / f"{name}.docx"))


def fill_template(folder: Path, out: Path, name: str) -> None:
    """One DOCX by docxtpl."""
    from docx.shared import Cm
    from docxtpl import DocxTemplate, InlineImage, RichText

    def rich(runs: list[tuple[str, bool, bool]]) -> object:
        text = RichText()
        for words, bold, italic in runs:
            text.add(words, bold=bold, italic=italic)
        return text

    template = DocxTemplate(folder / "template.docx")
    content = blocks(folder, name)
    for block in content:
        if "text" in block:
            block["text"] = rich(block["text"])
        if "file" in block:
            block["picture"] = InlineImage(template, str(folder / block["file"]), width=Cm(15))
        for row in block.get("rows", ()):
            for cell in row:
                cell["text"] = rich(cell["text"])
    template.render({"blocks": content}, autoescape=True)
    template.save(out / f"{name}.docx")


def blocks(folder: Path, name: str) -> list[dict]:
    """What `peer_content` made of the document's text."""
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def add_runs(paragraph: object, runs: list[tuple[str, bool, bool]]) -> None:
    """Add text, bold and italic where it is."""
    for words, bold, italic in runs:
        run = paragraph.add_run(words)
        run.bold, run.italic = bold or None, italic or None


def pandoc(folder: Path, output: Path, name: str, *more: str) -> tuple[str, ...]:
    """The command that makes `output` of the document's HTML."""
    source = str(folder / f"{name}.html")
    options = ("--standalone", f"--lua-filter={folder / 'footnotes.lua'}", f"--resource-path={folder}")
    return (os.environ["PANDOC"], *options, *more, f"--output={output}", source)


def compile_typst(source: Path, output: Path) -> None:
    """One PDF by typst, with tags, which it makes unless told not to."""
    import typst

    typst.compile(str(source), output=str(output), root=str(source.parent))


def on_every_core(make: Callable[[Path, Path, str], None], folder: Path, out: Path, names: list[str]) -> None:
    """As many documents at a time as there are cores."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(make, folder, out), names))


def start(*command: str) -> subprocess.Popen[bytes]:
    """Start a command beside this process."""
    return subprocess.Popen(command)


def run(*command: str) -> None:
    """Run a command to its end, which has to be a good one."""
    subprocess.run(command, check=True)


def finished(process: subprocess.Popen[bytes]) -> None:
    """A half that failed is a failure of the whole."""
    if process.returncode:
        raise SystemExit(process.returncode)


PEERS = {
    "docxtpl": docxtpl,
    "pandoc-typst": partial(on_every_core, pandoc_typst),
    "pandoc-weasyprint": partial(on_every_core, pandoc_weasyprint),
    "typst-python-docx": partial(on_every_core, typst_python_docx),
    "python-docx": python_docx,
}

if __name__ == "__main__":
    peer, folder, out, *names = sys.argv[1:]
    PEERS[peer](Path(folder), Path(out), names)
