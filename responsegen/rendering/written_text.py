"""Read the passages of a paper, whoever saved it last: what stands between head and foot, without what programs number.

A file may come from anywhere. Nothing in it is run, fetched or unpacked beyond a size.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from string import ascii_letters
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

PDF, DOCX = "pdf", "docx"
MOST_BYTES: Final = 50_000_000  # of a file, and of each part of one
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS: Final = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_RELATIONS: Final = {"_rels/.rels": ("officeDocument",), "word/_rels/document.xml.rels": ("footnotes", "endnotes")}
_FEET: Final = "word/footer"
_STRUCK: Final = tuple(f"{_WORD}{name}" for name in ("del", "moveFrom"))
_BEGINS: Final = f"{_WORD}p"
_ELSEWHERE: Final = frozenset(f"{_WORD}{name}" for name in ("altChunk", "subDoc", "dataBinding"))
_FILLED_IN: Final = re.compile(
    r"\s*(PAGE|NUMPAGES|PAGEREF|TOC|HYPERLINK)\b.*", re.DOTALL
)  # fields that say nothing new
_NUMBERED: Final = re.compile(r"^(\w+\s*[0-9]+:)?\s*(.*?)[\s.…]*[0-9]*$", re.DOTALL)  # "Question 3: Size   7"
# Ghostscript 10 writes the letters of a ligature with their bytes exchanged, 昀椀 for "fi", and the last two of three
# as one letter, whose number is the sum of theirs.
_EXCHANGED: Final = {ord(letter) << 8: letter for letter in ascii_letters}
_EXCHANGED_TWO: Final = {(ord(first) + ord(last)) << 8: first + last for first, last in ("fi", "fl")}
_LIGATURE: Final = re.compile(
    f"[{''.join(map(chr, _EXCHANGED))}]+[{''.join(map(chr, {**_EXCHANGED, **_EXCHANGED_TWO}))}]"
)
STRIKE: Final = "\N{COMBINING LONG STROKE OVERLAY}"
HEAD, FOOT = 66, 72  # points from the edges of a page: what stands beyond them is head and foot


class NotReadable(Exception):  # noqa: N818 -- said as one says it: "raises NotReadable"
    """The file is no PDF or DOCX, or holds no text; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a DOCX, or a line of a PDF."""

    text: str
    page: int | None = None  # from 1; a DOCX has none


@dataclass(frozen=True, slots=True)
class WrittenText:
    """What a file says."""

    form: str  # PDF or DOCX
    passages: tuple[Passage, ...]
    foot: str  # of all pages


def read_text(content: bytes) -> WrittenText:
    """Read a PDF or a DOCX. Raises NotReadable."""
    if len(content) > MOST_BYTES:
        message = f"it is larger than {MOST_BYTES // 1_000_000} million bytes"
        raise NotReadable(message)
    if content.startswith(b"%PDF-"):
        passages, foot = _pdf(content)
    elif zipfile.is_zipfile(BytesIO(content)):
        passages, foot = _docx(content)
    else:
        message = "it is neither a PDF nor a DOCX"
        raise NotReadable(message)
    if not passages:
        message = "it holds no text: a scan cannot be compared"
        raise NotReadable(message)
    return WrittenText(PDF if content.startswith(b"%PDF-") else DOCX, passages, foot)


def _pdf(content: bytes) -> tuple[tuple[Passage, ...], str]:
    import pypdfium2  # noqa: PLC0415 -- 0.1 s, for this alone

    try:
        document = pypdfium2.PdfDocument(content)
        passages: list[Passage] = []
        feet: list[str] = []
        for number, page in enumerate(document, 1):
            left, bottom, right, top = page.get_bbox()
            text = page.get_textpage()
            body = text.get_text_bounded(left=left, bottom=bottom + FOOT, right=right, top=top - HEAD)
            passages += (Passage(_letters(line.strip()), number) for line in body.splitlines() if line.strip())
            feet.append(_letters(text.get_text_bounded(left=left, bottom=bottom, right=right, top=bottom + FOOT)))
    except pypdfium2.PdfiumError as error:
        message = "it is a PDF that cannot be read: damaged, or kept by a password"
        raise NotReadable(message) from error
    return tuple(passages), " ".join(feet)


def _letters(text: str) -> str:
    return _LIGATURE.sub(lambda found: found[0].translate(_EXCHANGED | _EXCHANGED_TWO), text)


def _docx(content: bytes) -> tuple[tuple[Passage, ...], str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            wanted = (*_PARTS, *_RELATIONS, _FEET)
            names = [name for name in package.namelist() if name.lower().startswith(wanted)]
            parts = {name: _part(package, name) for name in names}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        message = "it is a DOCX that cannot be read: damaged, or kept by a password"
        raise NotReadable(message) from error
    if _PARTS[0] not in parts:
        message = "it is neither a PDF nor a DOCX"
        raise NotReadable(message)
    if len({name.lower() for name in names}) < len(names) or not _are_read(parts):
        message = "it is a DOCX whose text is not where Word and LibreOffice put it"
        raise NotReadable(message)
    paragraphs = [one for name in _PARTS if name in parts for one in _paragraphs(parts[name])]
    known = {paragraph.own.strip() for paragraph in paragraphs}
    said = (paragraph.said(known).strip() for paragraph in paragraphs)
    feet = (one.own for name, part in parts.items() if name.startswith(_FEET) for one in _paragraphs(part))
    return tuple(Passage(text) for text in said if text), " ".join(feet)


def _part(package: zipfile.ZipFile, name: str) -> _Element:
    from lxml import etree  # noqa: PLC0415 -- as above

    with package.open(name) as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        message = f"{name} is too large"
        raise ValueError(message)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(name) from error


def _are_read(parts: Mapping[str, _Element]) -> bool:
    """Return whether the parts that hold text are those that are read here, as the package names them."""
    named = {
        posixpath.join("/", posixpath.dirname(posixpath.dirname(name)), relation.get("Target", "")).removeprefix("/")
        for name, kinds in _RELATIONS.items()
        if name in parts
        for relation in parts[name]
        if relation.get("Type", "").endswith(tuple(f"/{kind}" for kind in kinds))
    }
    return _PARTS[0] in named and named <= {*_PARTS}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What stands in a paragraph, piece by piece, and whether programs fill that piece in."""

    pieces: tuple[tuple[str, bool], ...]

    @property
    def own(self) -> str:
        return "".join(text for text, is_filled_in in self.pieces if not is_filled_in)

    def said(self, known: Collection[str]) -> str:
        """Return what it says; nothing where it is an entry of the contents, which repeats a heading and its page."""
        whole = "".join(text for text, _ in self.pieces)
        entry = None if self.own.strip() else _NUMBERED.fullmatch(whole.strip())
        return "" if entry and entry[2] in known else whole


def _paragraphs(part: _Element) -> Iterator[_Paragraph]:
    """Yield what each paragraph says: nothing hidden, no list numbers, and what was deleted but not yet is, struck."""
    fields: list[bool] = []  # that are open, over paragraphs too: whether what it shows is filled in by the program
    pieces: list[tuple[str, bool]] = []
    for element in part.iter("*"):
        kind = element.tag.rpartition("}")[2]
        if element.tag == _BEGINS:
            yield _Paragraph(tuple(pieces))
            pieces = []
        elif kind == "fldChar":
            match element.get(f"{_WORD}fldCharType"):
                case "begin":
                    fields.append(True)
                case "end" if fields:
                    fields.pop()
        elif kind in {"instrText", "fldSimple"}:
            instruction = (element.text if kind == "instrText" else element.get(f"{_WORD}instr")) or ""
            if instruction.strip() and not _FILLED_IN.fullmatch(instruction):
                pieces.append((f"[{instruction.strip()}]", False))
        elif element.tag in _ELSEWHERE:
            pieces.append(("[text from elsewhere]", False))
        elif kind in {"t", "delText", "tab", "br", "cr", "sym"} and not _is_hidden(element):
            pieces.append((_text(element), bool(fields) or _is_within(element, f"{_WORD}fldSimple")))
    yield _Paragraph(tuple(pieces))


def _text(element: _Element) -> str:
    number = element.get(f"{_WORD}char")
    text = chr(int(number, 16)) if number else element.text or " "
    return "".join(f"{letter}{STRIKE}" for letter in text) if _is_within(element, *_STRUCK) else text


def _is_within(element: _Element, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _is_hidden(element: _Element) -> bool:
    hidden = element.find(f"../{_WORD}rPr/{_WORD}vanish")
    return hidden is not None and hidden.get(f"{_WORD}val") not in {"0", "false", "off"}
