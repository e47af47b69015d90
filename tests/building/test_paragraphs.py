"""Paragraphs, lines and lists of what people write stay apart, wherever it is printed, in HTML, PDF and DOCX alike."""

from __future__ import annotations

import io
import json
import re
import zipfile
from shutil import copytree
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from lxml import etree

from responsegen.building.document import Job, Renderer
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.merge import merge
from responsegen.documents.compose import compose
from responsegen.rendering.paragraphs import paragraphs
from responsegen.rendering.templates import TemplateFolders
from tests.conftest import CHECKOUT
from tests.rendering.reading import W

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PIECES = ("one", "two", "three", "four", "five")
TEXT = "{0}one\n\n{0}two\n- {0}three\n- {0}four\n\n{0}five"
# Each text that is written so: what stands in its place, and what is put there.
WRITTEN = {
    "question": ("text: What else is needed?", "text: {}"),
    "option": ("text: The cap is lowered.", "text: {}"),
    "reservation": ("text: The Riksdag has to be consulted.", "text: {}"),
    "crew": ("comment: Mechanised infantry.", "comment: {}"),
    "fleet": ("shadow-fleet: support", "shadow-fleet: {{stance: support, comment: {}}}"),
    "cap": ("would_support_if: LNG is exempted", "would_support_if: {}"),
    "shells": ("artillery: {quantity: 50000,", "artillery: {{comment: {}, quantity: 50000,"),
    "quote": ("conflicts: false", "conflicts: false, quote: {}"),
    "summary": ("quote: We may.", "summary: {}"),
    "red": ("[No troops without air defence.]", "[{}, Nothing else.]"),
    "notes": ("notes: Call again in the evening.", "notes: {}"),
}
PRINTED = {
    "response": {"question", "option", "reservation"},
    "synthesis": {"question", "reservation", "cap", "quote", "summary"},
    "brief": {"red", "notes"},
    "fiches/SE": {"reservation", "crew", "fleet", "cap", "shells", "quote", "summary"},
}
LISTED = {  # the others stand within a sentence, where a line begins with its dash
    "response": set(),
    "synthesis": {"reservation", "summary"},
    "brief": {"red", "notes"},
    "fiches/SE": {"reservation", "shells", "crew", "fleet", "cap", "summary"},
}
DOCUMENTS = """documents:
  response: {release: addressee, attribution: named}
  synthesis: {release: participants, attribution: named}
  brief: {release: internal, attribution: named}
  fiche: {release: delegation, attribution: named}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of a dossier each of whose long texts have two paragraphs, a list, and one more."""
    folder = tmp_path_factory.mktemp("paragraphs")
    copytree(CHECKOUT / "tests/dossier/small", folder / "dossier")
    for name in ("dossier.yaml", "positions/SE.yaml"):
        file = folder / "dossier" / name
        text = file.read_text("utf-8")
        for place, (before, after) in WRITTEN.items():
            text = text.replace(before, after.format(json.dumps(TEXT.format(place))))
        file.write_text(re.sub(r"documents:\n.*", DOCUMENTS, text, flags=re.DOTALL), "utf-8")
    merged = merge(folder / "dossier")
    render = Renderer(TemplateFolders.of(), folder, LeakGuard(merged.dossier))
    for document in compose(merged.dossier, merged.answer):
        if document.path in PRINTED:
            render(Job(document, ()))
    return folder


def lines_of_html(path: Path) -> list[str]:
    page = etree.fromstring(path.read_bytes())
    for element in page.iter("br", "p", "li", "td", "th"):
        element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
    return "".join(page.itertext()).splitlines()


def lines_of_docx(path: Path) -> list[str]:
    lines: list[str] = []
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        for part in ("word/document.xml", "word/footnotes.xml"):
            for paragraph in etree.fromstring(package.read(part)).iter(f"{W}p"):
                said = [
                    "\n" if piece.tag == f"{W}br" else piece.text or "" for piece in paragraph.iter(f"{W}t", f"{W}br")
                ]
                lines += "".join(said).split("\n")
    return lines


def lines_of_pdf(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document).splitlines()


@pytest.mark.parametrize("lines", [lines_of_html, lines_of_docx, lines_of_pdf])
@pytest.mark.parametrize("path", PRINTED)
def test_what_stands_on_lines_of_its_own_stays_there(
    built: Path, path: str, lines: Callable[[Path], list[str]]
) -> None:
    suffix = lines.__name__.rpartition("_")[2]
    named = re.compile(f"(?:{'|'.join(WRITTEN)})(?:{'|'.join(PIECES)})")
    found = [named.findall(line.lower()) for line in lines(built / f"{path}.{suffix}")]
    apart = [pieces for pieces in found if pieces]
    for place in PRINTED[path]:
        said = [piece for pieces in apart for piece in pieces if piece.startswith(place)]
        assert said[:5] == [f"{place}{piece}" for piece in PIECES]
        assert all(sum(piece.startswith(place) for piece in pieces) <= 1 for pieces in apart), place


@pytest.mark.parametrize("path", PRINTED)
def test_a_list_is_a_list_where_blocks_may_stand(built: Path, path: str) -> None:
    page = etree.fromstring((built / f"{path}.html").read_bytes())
    items = {"".join(item.itertext()).strip(" .") for item in page.iter("li")}
    listed = {place for place in WRITTEN if {f"{place}three", f"{place}four"} <= items}
    assert listed == LISTED[path]


def test_text_of_one_paragraph_is_no_block() -> None:
    assert paragraphs("One & one", "em") == "<em>One &amp; one</em>"
    assert paragraphs("One") == "One"
