"""Turn the HTML of one document into what each peer starts from.

A document NAME becomes, in one folder: NAME.page.html as it is (WeasyPrint), NAME.html with its charts as PNG files
beside it and without what stands on each page (pandoc), NAME.typ (typst) and NAME.json, a list of blocks (docxtpl,
python-docx).
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import resvg_py
from docx import Document
from lxml import html

from responsegen.rendering.fonts import FACES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from lxml.html import HtmlElement

# pandoc has footnotes but knows none of HTML's, so that a user gives it three lines of Lua.
FOOTNOTES = """
function Span(span)
  if span.classes:includes("footnote") then return pandoc.Note({pandoc.Para(span.content)}) end
end
"""
# pandoc puts each table into a figure, and typst keeps a figure on one page, over its end, unless it is told otherwise.
BREAKABLE = "#show figure: set block(breakable: true)\n"
HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
BLOCKS = (*HEADINGS, "p", "li", "dt", "dd", "img", "caption", "figcaption", "table")
NOT_IN_THE_TEXT = ("page-header", "page-footer")
FORMS = ("page", "html", "json", "typ")


@dataclass(frozen=True, slots=True)
class Page:
    """The HTML of one document."""

    name: str  # of its files, without folder and suffix: "synthesis", "SE"
    text: str


class Do(Protocol):
    """Does one thing."""

    def __call__(self, what: Callable[..., None], /, *given: object) -> object:
        """Do it now, or see to it that it is done."""


def now(what: Callable[..., None], /, *given: object) -> None:
    """Do it now."""
    what(*given)


def prepare(page: Page, folder: Path, forms: Collection[str], pandoc: str | None, do: Do) -> None:
    """Write into `folder` what peers start from for one document, in these forms; no typst where there is no pandoc.

    `do` does, now or beside what follows, what takes long: drawing its charts, and what pandoc makes of it.
    """
    if "page" in forms:
        (folder / f"{page.name}.page.html").write_text(page.text, encoding="utf-8")
    tree = html.fromstring(page.text.encode())
    for number, image in enumerate(tree.iter("img"), 1):
        picture = folder / f"{page.name}-{number}.png"
        do(draw, image.get("src", ""), picture)
        image.set("src", picture.name)
    body = tree.find("body")
    for part in [each for each in body if each.get("class") in NOT_IN_THE_TEXT]:
        body.remove(part)
    if "html" in forms or "typ" in forms:
        source = folder / f"{page.name}.html"
        source.write_bytes(html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))
        (folder / "footnotes.lua").write_text(FOOTNOTES, encoding="utf-8")
        (folder / "head.typ").write_text(BREAKABLE, encoding="utf-8")
    if "json" in forms:
        (folder / f"{page.name}.json").write_text(json.dumps(_blocks(body), ensure_ascii=False), encoding="utf-8")
    if "typ" in forms and pandoc:
        do(write_typst, pandoc, page.name, folder)


def draw(address: str, picture: Path) -> None:
    """One chart, from its `data:` address to a PNG file."""
    picture.write_bytes(
        bytes(
            resvg_py.svg_to_bytes(
                svg_string=b64decode(address.partition(",")[2]).decode(),
                zoom=2.25,
                background="#ffffff",
                skip_system_fonts=True,
                font_files=[str(face.path) for face in FACES],
            )
        )
    )


def write_typst(pandoc: str, name: str, folder: Path) -> None:
    """What pandoc makes of a document's HTML, for typst."""
    options = ("--standalone", "--lua-filter=footnotes.lua", "--include-in-header=head.typ")
    command = (pandoc, *options, f"--output={name}.typ", f"{name}.html")
    subprocess.run(command, check=True, capture_output=True, cwd=folder)


def write_template(path: Path) -> None:
    """Write the template of docxtpl: a paragraph for each kind of block, and a table that grows both ways."""
    document = Document()
    document.add_paragraph("{%p for block in blocks %}")
    for number, (kind, style) in enumerate(
        {
            "1": "Heading 1",
            "2": "Heading 2",
            "3": "Heading 3",
            "li": "List Bullet",
            "caption": "Caption",
            "picture": None,
            "table": None,
            "p": "Normal",
        }.items()
    ):
        document.add_paragraph(f"{{%p {'el' if number else ''}if block.kind == '{kind}' %}}")
        if kind == "table":
            table = document.add_table(rows=3, cols=3, style="Table Grid")
            table.cell(0, 0).text = "{%tr for row in block.rows %}"
            table.cell(1, 0).text = "{%tc for cell in row %}"
            table.cell(1, 1).text = "{% colspan cell.span %}{{r cell.text }}"
            table.cell(1, 2).text = "{%tc endfor %}"
            table.cell(2, 0).text = "{%tr endfor %}"
        elif kind == "picture":
            document.add_paragraph("{{ block.picture }}")
        else:
            document.add_paragraph("{{r block.text }}", style=style)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


def _blocks(body: HtmlElement) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    for element in body.iter(*BLOCKS):
        match element.tag:
            case "img":
                blocks.append({"kind": "picture", "file": element.get("src"), "alt": element.get("alt")})
            case "table":
                blocks.append({"kind": "table", "rows": _rows(element), "head": len(element.findall("thead/tr"))})
            case tag if element.xpath("ancestor::td or ancestor::th") or (
                tag == "li" and element.find(".//p") is not None
            ):
                continue  # its text is that of the block around it, or below it
            case tag:
                blocks.append({"kind": _kind(tag), "text": _runs(element)})
    return blocks


def _kind(tag: str) -> str:
    return str(HEADINGS.get(tag, "caption" if tag.endswith("caption") else "li" if tag == "li" else "p"))


def _rows(table: HtmlElement) -> list[list[dict[str, Any]]]:
    """The cells of each row; below one that spans rows, an empty one."""
    rows: list[list[dict[str, Any]]] = []
    below: dict[int, int] = {}  # for how many more rows a column is taken
    for row in table.iter("tr"):
        cells: list[dict[str, Any]] = []
        column = 0
        for cell in row:
            while below.get(column, 0):
                below[column] -= 1
                cells.append({"span": 1, "text": []})
                column += 1
            span = int(cell.get("colspan", "1"))
            for each in range(column, column + span):
                below[each] = int(cell.get("rowspan", "1")) - 1
            cells.append({"span": span, "text": _runs(cell)})
            column += span
        while below.get(column, 0):
            below[column] -= 1
            cells.append({"span": 1, "text": []})
            column += 1
        rows.append(cells)
    return rows


def _runs(element: HtmlElement) -> list[tuple[str, bool, bool]]:
    """The text with what is bold and what is italic; a footnote stands in round brackets in its place."""
    found: list[tuple[str, bool, bool]] = []

    def walk(node: HtmlElement, *, bold: bool, italic: bool) -> None:
        note = node.get("class") == "footnote"
        if node.tag == "br":
            found.append(("\n", False, False))
        found.append((" (" * note + " ".join((node.text or "").split("\n")), bold, italic))
        for child in node:
            if child.tag not in {"ul", "ol", "table"}:
                walk(child, bold=bold or child.tag == "strong", italic=italic or child.tag == "em")
            found.append((" ".join((child.tail or "").split("\n")), bold, italic))
        if note:
            found.append((")", bold, italic))

    walk(element, bold=False, italic=False)
    return [run for run in found if run[0]]
