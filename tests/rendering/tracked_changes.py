"""Accept or reject the tracked changes of a DOCX, as ISO/IEC 29500-1, 17.13.5 says, and read what is left."""

import io
import re
import zipfile

from lxml import etree

from responsegen.rendering.tree import Element
from responsegen.rendering.written_text import read_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTES = "word/footnotes.xml"


def resolved(package: bytes, *, accept: bool) -> bytes:
    """The DOCX with all changes accepted, or all rejected."""
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    document = etree.fromstring(parts["word/document.xml"])
    _resolve(document, gone, kept)
    parts["word/document.xml"] = etree.tostring(document)
    if NOTES in parts:
        notes = etree.fromstring(parts[NOTES])
        _resolve(notes, gone, kept)
        referred = {mark.get(f"{W}id") for mark in document.iter(f"{W}footnoteReference")}
        for note in notes.findall(f"{W}footnote"):
            if not note.get(f"{W}type") and note.get(f"{W}id") not in referred:
                notes.remove(note)
        parts[NOTES] = etree.tostring(notes)
    with zipfile.ZipFile(made, "w") as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return made.getvalue()


def paragraphs(package: bytes) -> list[str]:
    """What each paragraph says, without blanks, and without the number that Word may write itself."""
    said = ("".join(passage.text.split()) for passage in read_text(package).passages)
    return [text for text in (re.sub("^Question[0-9]+:", "", text) for text in said) if text]


def _resolve(root: Element, gone: str, kept: str) -> None:
    for row in [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}{gone}") is not None]:
        _remove(row)
    for table in [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tr") is None]:
        _remove(table)
    ended = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None]
    for change in [*root.iter(f"{W}{gone}")]:
        _remove(change)
    for change in [*root.iter(f"{W}{kept}")]:
        parent = change.getparent()
        assert parent is not None
        at = parent.index(change)
        parent[at : at + 1] = list(change)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for paragraph in ended:  # it has no end any more, and goes on in the next
        after = paragraph.getnext()
        if after is not None and after.tag == f"{W}p":
            begins = 1 if after.find(f"{W}pPr") is not None else 0
            after[begins:begins] = [part for part in paragraph if part.tag != f"{W}pPr"]
            _remove(paragraph)


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
