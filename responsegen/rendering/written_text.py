"""Read the passages of a paper, whoever saved it last: what stands between head and foot, without what programs number.

A file may come from anywhere. Nothing in it is run, fetched or unpacked beyond a size.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

PDF, DOCX = "pdf", "docx"
MOST_BYTES: Final = 50_000_000  # of a file, and of each part of one
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS: Final = ("word/document.xml", "word/footnotes.xml")
_FEET: Final = "word/footer"
_NOT_SAID: Final = tuple(f"{_WORD}{name}" for name in ("del", "moveFrom", "fldSimple"))
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
            width, height = page.get_size()
            text = page.get_textpage()
            body = text.get_text_bounded(left=0, bottom=FOOT, right=width, top=height - HEAD)
            passages += (Passage(line.strip(), number) for line in body.splitlines() if line.strip())
            feet.append(text.get_text_bounded(left=0, bottom=0, right=width, top=FOOT))
    except pypdfium2.PdfiumError as error:
        message = "it is a PDF that cannot be read: damaged, or kept by a password"
        raise NotReadable(message) from error
    return tuple(passages), " ".join(feet)


def _docx(content: bytes) -> tuple[tuple[Passage, ...], str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = {name: _part(package, name) for name in package.namelist() if name.startswith((*_PARTS, _FEET))}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        message = "it is a DOCX that cannot be read: damaged, or kept by a password"
        raise NotReadable(message) from error
    if _PARTS[0] not in parts:
        message = "it is neither a PDF nor a DOCX"
        raise NotReadable(message)
    said = (text.strip() for name in _PARTS if name in parts for text in _paragraphs(parts[name]))
    feet = (text for name, part in parts.items() if name.startswith(_FEET) for text in _paragraphs(part))
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


def _paragraphs(part: _Element) -> Iterator[str]:
    """Yield what each paragraph says, insertions accepted: no deletions, contents, fields or list numbers."""
    fields = 0  # that are open, over paragraphs too: what stands in one is filled in by the program
    text: list[str] = []
    for element in part.iter(*(f"{_WORD}{name}" for name in ("p", "t", "tab", "br", "fldChar"))):
        if element.tag == f"{_WORD}p":
            yield "".join(text)
            text = []
        elif element.tag == f"{_WORD}fldChar":
            fields += {"begin": 1, "end": -1}.get(element.get(f"{_WORD}fldCharType", ""), 0)
        elif not fields and next(element.iterancestors(*_NOT_SAID), None) is None:
            text.append(element.text or " ")
    yield "".join(text)
