"""How long the same content takes with other tools, as PDF and DOCX: the synthesis, and all documents.

Run it from the checkout: `./run bench` (which installs the peers in an environment of their own), or, as that does,
`.venv/bin/python -m benchmarks.peers [ROUNDS]`. What is wanted: ahead of docxtpl with LibreOffice on the whole build,
and of all of them after one line was edited. Each peer gets the content ready to be set, and makes its synthesis anew
after an edit as before it. Ours reads, checks and merges the positions as well, and writes HTML and data too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peer_content import prepare, write_template
from benchmarks.peer_outputs import facts
from benchmarks.ratios import CHECKOUT, PEERS, Run, compare, copy_dossier, edit_a_line, peer

PROGRAM = (sys.executable, "-P", "-m", "responsegen", "build", "--quiet", "--dossier")
PROGRAMS = CHECKOUT / "benchmarks/peer_programs.py"
OTHER_DOCUMENTS = re.compile(r"(?m)^  (response|fiche): \{release: .*\n")
INSTALLED_APART = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
FIND_PANDOC = "import pypandoc; print(pypandoc.get_pandoc_path())"
OURS = "ours"
REPEATABLE = "same bytes when made again"


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to both formats, and the tools that it takes."""

    name: str
    program: str
    needs: tuple[str, ...]


DOCXTPL = Peer("docxtpl + LibreOffice", "docxtpl", ("docxtpl", "LibreOffice"))
ALL = (
    DOCXTPL,
    Peer("pandoc + typst", "pandoc-typst", ("pandoc", "typst")),
    Peer("pandoc + WeasyPrint", "pandoc-weasyprint", ("pandoc",)),
    Peer("typst + python-docx", "typst-python-docx", ("pandoc", "typst", "python-docx")),
)


def main(rounds: int = 3) -> None:
    """Print what each takes for the synthesis and for all documents, and what each leaves out."""
    tools = _tools()
    peers = [each for each in ALL if _is_complete(each, tools)]
    with TemporaryDirectory() as place:
        folder = Path(place)
        whole, alone, content = folder / "whole", folder / "synthesis", folder / "content"
        for dossier in (whole, alone):
            copy_dossier(dossier)
        order = alone / "dossier.yaml"
        order.write_text(OTHER_DOCUMENTS.sub("", order.read_text(encoding="utf-8")), encoding="utf-8")
        content.mkdir()
        for dossier in (whole, alone):
            Run((*PROGRAM, str(dossier))).seconds()
        for page in sorted((whole / "build").rglob("*.html")):
            prepare(page, content, tools.get("pandoc"))
        write_template(content / "template.docx")
        makers = {each.name: _Maker(each, content, folder / each.program, tools) for each in peers}
        for maker in makers.values():
            maker.run("synthesis").seconds()  # LibreOffice makes its profile once
        outputs = {OURS: alone / "build"} | {name: maker.out for name, maker in makers.items()}

        synthesis = {name: maker.run("synthesis") for name, maker in makers.items()}
        synthesis["ours, from nothing"] = Run((*PROGRAM, str(alone)), partial(shutil.rmtree, alone / "build"))
        synthesis["ours, after an edit"] = Run((*PROGRAM, str(alone)), partial(edit_a_line, alone))
        synthesis["ours, after an edit, all it changes"] = Run((*PROGRAM, str(whole)), partial(edit_a_line, whole))
        print("The synthesis, as PDF and DOCX")
        compare(next(iter(synthesis)), synthesis, rounds)

        names = [page.stem for page in sorted((whole / "build").rglob("*.html"))]
        everything = {name: maker.run(*names) for name, maker in makers.items() if name == DOCXTPL.name}
        everything[OURS] = Run((*PROGRAM, str(whole)), partial(shutil.rmtree, whole / "build"))
        print(f"All {len(names)} documents, as PDF and DOCX")
        compare(next(iter(everything)), everything, rounds)

        again = {OURS: Run((*PROGRAM, str(alone)), partial(shutil.rmtree, alone / "build"))}
        again |= {name: maker.run("synthesis") for name, maker in makers.items()}
        _print_facts(outputs, again)


@dataclass(frozen=True, slots=True)
class _Maker:
    peer: Peer
    content: Path
    out: Path
    tools: dict[str, str]

    def run(self, *names: str) -> Run:
        """The run that makes these documents; what was made before is gone first."""
        command = (str(PEERS / "bin/python"), "-P", str(PROGRAMS), self.peer.program, str(self.content), str(self.out))
        paths = {"PANDOC": self.tools.get("pandoc", ""), "SOFFICE": self.tools.get("LibreOffice", "")}
        return Run((*command, *names), self._clear, os.environ | paths | {"OUR_PYTHON": sys.executable})

    def _clear(self) -> None:
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()


def _tools() -> dict[str, str]:
    """The tools that are here, by name, each with its path or the interpreter that can import it."""
    python = str(PEERS / "bin/python")
    found = {
        name: python
        for name in ("docxtpl", "typst", "python-docx")
        if _prints(python, f"import {_module(name)}") is not None
    }
    found["pandoc"] = (_prints(python, FIND_PANDOC) or "").strip() or _new_enough(peer("pandoc"))
    found["LibreOffice"] = peer("soffice") or peer("libreoffice") or shutil.which(INSTALLED_APART) or ""
    return {name: path for name, path in found.items() if path}


def _module(tool: str) -> str:
    return {"python-docx": "docx"}.get(tool, tool)


def _prints(*command: str) -> str | None:
    """What a short Python program prints; None where it fails or there is no such interpreter."""
    interpreter, program = command
    if not Path(interpreter).exists():
        return None
    done = subprocess.run((interpreter, "-P", "-c", program), capture_output=True, text=True, check=False)
    return None if done.returncode else done.stdout


def _new_enough(pandoc: str | None) -> str:
    """This pandoc, if it can write typst."""
    if pandoc is None:
        return ""
    formats = subprocess.run((pandoc, "--list-output-formats"), capture_output=True, text=True, check=True)
    return pandoc if "typst" in formats.stdout.split() else ""


def _is_complete(peer: Peer, tools: dict[str, str]) -> bool:
    """Whether all its tools are here; says in one sentence which are not."""
    ways = {"LibreOffice": "install it, so that soffice is on PATH"}
    missing = [f"{name} ({ways.get(name, '`./run bench` installs it')})" for name in peer.needs if name not in tools]
    if missing:
        print(f"{peer.name} is left out, for want of {' and '.join(missing)}.")
    return not missing


def _print_facts(outputs: dict[str, Path], again: dict[str, Run]) -> None:
    """Print what is in each synthesis, looked up in the files, and whether a second run makes the same ones."""
    columns: dict[str, dict[str, str]] = {}
    for name, out in outputs.items():
        pdf, docx = out / "synthesis.pdf", out / "synthesis.docx"
        found = facts(pdf, docx)
        before = {path.suffix: path.read_bytes() for path in (pdf, docx)}
        again[name].seconds()
        for path in (pdf, docx):
            same = path.read_bytes() == before[path.suffix]
            found[f"{path.suffix[1:].upper()}: {REPEATABLE}"] = "yes" if same else "no"
        columns[name] = found
    print("What is in the synthesis of each, looked up in its files")
    print(f"{'':<38}" + "".join(f"{name:>23}" for name in columns))
    for fact in columns[OURS]:
        print(f"{fact:<38}" + "".join(f"{found[fact]:>23}" for found in columns.values()))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
