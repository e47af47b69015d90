"""Reads pages back: the text of HTML, PDF and DOCX in the order in which it is meant to be read, and the PDF's tags."""

from __future__ import annotations

import io
import re
import zipfile
from ctypes import create_string_buffer
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.rendering.tree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HYPHENS_AND_BLANKS = re.compile(r"[\s\x02\u00ad\u2010\u200b\u2060-]+")  # PDFium reads hyphens at a line's end as \x02


def squashed(text: str) -> str:
    """The text without what depends on where lines end."""
    return HYPHENS_AND_BLANKS.sub("", text)


@dataclass
class Tag:
    """One element of a PDF's structure tree."""

    role: str
    attributes: dict[str, pikepdf.Object | None]
    children: list[Tag] = field(default_factory=list)
    text: str = ""  # of the marked content directly in it
    page: int = 0  # on which that stands

    def all(self, role: str) -> list[Tag]:
        """Every element of this role here or below, in reading order."""
        own = [self] if self.role == role else []
        return own + [tag for child in self.children for tag in child.all(role)]

    def begins(self) -> int:
        """The page, from 0, on which its first text stands."""
        return next((tag.page for tag in self.all("") if tag.text.strip()), 0)

    def words(self) -> str:
        """The text here and below, in reading order."""
        return self.text + "".join(child.words() for child in self.children)


def tags(pdf: bytes) -> Tag:
    """The structure tree of a PDF with the text of its marked content, as an element `Document`."""
    drawn = _marked_text(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.objgen: number for number, page in enumerate(opened.pages)}
        return _tag(opened.Root.StructTreeRoot.K[0], drawn, pages)


def _tag(element: pikepdf.Dictionary, drawn: dict[tuple[int, int], str], pages: dict[tuple[int, int], int]) -> Tag:
    tag = Tag(str(element.S)[1:], {key: element.get(key) for key in ("/A", "/Alt", "/ID")})
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            tag.children.append(_drawn(drawn, pages[element.Pg.objgen], kid))
        elif kid.get("/Type") == "/MCR":
            tag.children.append(_drawn(drawn, pages[kid.Pg.objgen], int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            tag.children.append(Tag("OBJR", {}))
        else:
            tag.children.append(_tag(kid, drawn, pages))
    return tag


def _drawn(drawn: dict[tuple[int, int], str], page: int, mcid: int) -> Tag:
    return Tag("", {}, text=drawn.get((page, mcid), ""), page=page)


def _marked_text(pdf: bytes) -> dict[tuple[int, int], str]:
    """The text of every marked content, by page (from 0) and MCID."""
    found: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            texts = page.get_textpage()
            for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                mcid = pdfium.FPDFPageObj_GetMarkedContentID(drawn.raw)
                size = pdfium.FPDFTextObj_GetText(drawn.raw, texts.raw, None, 0)
                buffer = create_string_buffer(size)
                pdfium.FPDFTextObj_GetText(
                    drawn.raw, texts.raw, pdfium.ctypes.cast(buffer, pdfium.ctypes.POINTER(pdfium.FPDF_WCHAR)), size
                )
                text = buffer.raw.decode("utf-16-le").rstrip("\0")
                found[number, mcid] = found.get((number, mcid), "") + text
    return found


def in_order(tag: Tag) -> Iterator[Tag]:
    """The tag and all in it, in reading order."""
    yield tag
    for child in tag.children:
        yield from in_order(child)


def notes_apart(tree: Tag) -> list[tuple[int, int, str]]:
    """Every footnote that does not begin on the page of its mark: both pages, from 0, and its words."""
    marked = [tag for tag in in_order(tree) if tag.role in {"Reference", "Note"} and not tag.all("Link")]
    pairs = [(mark, note) for mark, note in pairwise(marked) if (mark.role, note.role) == ("Reference", "Note")]
    return [(m.begins(), note.begins(), note.words()) for m, note in pairs if m.begins() != note.begins()]


def html_words(root: Element) -> str:
    """The text of a page's main part; footnotes at the place of their marks, the table of contents left out."""
    main = root.find("body/main")
    assert main is not None
    return "".join(_outside(main))


def _outside(element: Element) -> Iterator[str]:
    if element.tag != "nav":
        yield element.text or ""
        for child in element:
            yield from _outside(child)
            yield child.tail or ""


def parts(docx: bytes) -> dict[str, Element]:
    """The XML parts of a DOCX by name (`document`, `footnotes`, `styles`)."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {
            name.removeprefix("word/").removesuffix(".xml"): etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }


def docx_words(docx: bytes) -> str:
    """The text of a DOCX's body; footnotes at the place of their marks, the table of contents left out."""
    read = parts(docx)
    notes = {note.get(f"{W}id"): "".join(note.itertext(f"{W}t")) for note in read["footnotes"]}
    starts = {
        number.get(f"{W}numId"): start
        for number in read["numbering"].iter(f"{W}num")
        for start in number.iter(f"{W}startOverride")
    }
    said, question = [], 0
    for paragraph in read["document"].iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None or style.get(f"{W}val") in {"contents", "TOC1", "TOC2", "TOC3"}:
            continue
        if style.get(f"{W}val") == "QuestionHeading":
            own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
            question = question + 1 if own is None else int(starts[own.get(f"{W}val")].get(f"{W}val"))
            said.append(f"Question {question}:")
        for piece in paragraph.iter(f"{W}t", f"{W}footnoteReference", f"{W}noBreakHyphen"):
            match etree.QName(piece).localname:
                case "t":
                    said.append(piece.text or "")
                case "noBreakHyphen":
                    said.append("\u2011")
                case _:
                    said.append(notes[piece.get(f"{W}id")])
    return "".join(said)
