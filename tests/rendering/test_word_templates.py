"""A word.docx that cannot be used is told in a sentence with its place, whatever the libraries make of it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from responsegen.rendering.docx import write_docx
from responsegen.rendering.everything import everything_in_package
from responsegen.rendering.failure import RenderingFailed
from tests.rendering.conftest import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Callable

    from responsegen.rendering.tree import Element

UNREADABLE, PAGE = "a Word document", "a page with a size, and room between its margins"


def changed(part: str, pattern: bytes, replacement: bytes) -> Callable[[bytes], bytes]:
    """Another content of one part of a file; the pattern must be there."""

    def change(template: bytes) -> bytes:
        content, found = io.BytesIO(), 0
        with zipfile.ZipFile(io.BytesIO(template)) as read, zipfile.ZipFile(content, "w") as written:
            for name in read.namelist():
                if name != part:
                    written.writestr(name, read.read(name))
                else:
                    changed, found = re.subn(pattern, replacement, read.read(name), flags=re.DOTALL)
                    written.writestr(name, changed)
        assert found
        return content.getvalue()

    return change


def without(part: str) -> Callable[[bytes], bytes]:
    def change(template: bytes) -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(template)) as read, zipfile.ZipFile(content, "w") as written:
            for name in set(read.namelist()) - {part}:
                written.writestr(name, read.read(name))
        return content.getvalue()

    return change


def in_its_directory(offset: int, value: bytes) -> Callable[[bytes], bytes]:
    """Another value at this place of every entry of the archive's directory (APPNOTE.TXT, 4.3.12)."""

    def change(template: bytes) -> bytes:
        before, *entries = template.split(b"PK\x01\x02")
        return b"PK\x01\x02".join((before, *(e[: offset - 4] + value + e[offset - 4 + len(value) :] for e in entries)))

    return change


DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
ALL, MAIN = rb"\A.*\Z", rb"wordprocessingml\.document\.main"
UNUSABLE: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "text": (lambda _: b"# Letter\n", UNREADABLE, "File is not a zip file"),
    "empty": (lambda _: b"", UNREADABLE, "File is not a zip file"),
    "cut off": (lambda template: template[:2000], UNREADABLE, "File is not a zip file"),
    "encrypted": (in_its_directory(8, b"\x01\x00"), UNREADABLE, "RuntimeError: File"),
    "packed as nobody packs": (in_its_directory(10, b"\x63\x00"), UNREADABLE, "NotImplementedError: That compression"),
    "damaged": (lambda template: template[:3000] + bytes(500) + template[3500:], UNREADABLE, "error: Error -3"),
    "no document": (without(DOCUMENT), UNREADABLE, "There is no item named"),
    "no types": (without("[Content_Types].xml"), UNREADABLE, "There is no item named"),
    "no relations": (without("word/_rels/document.xml.rels"), "a numbering", "none"),
    "a workbook": (changed("[Content_Types].xml", MAIN, b"spreadsheetml.sheet.main"), UNREADABLE, "file is not a Word"),
    "broken document": (changed(DOCUMENT, b"</w:body>", b""), UNREADABLE, "XMLSyntaxError: Opening and ending tag"),
    "broken styles": (changed(STYLES, b"</w:styles>", b""), UNREADABLE, "XMLSyntaxError: Premature end of data"),
    "broken relations": (changed("word/_rels/document.xml.rels", ALL, b"<a/>"), UNREADABLE, "AttributeError"),
    "other document": (changed(DOCUMENT, ALL, b"<a/>"), UNREADABLE, "<a> for <w:document>"),
    "other styles": (changed(STYLES, ALL, b"<a/>"), UNREADABLE, "<a> for <w:styles>"),
    "other numbering": (changed(NUMBERING, ALL, b"<a/>"), UNREADABLE, "<a> for <w:numbering>"),
    "other settings": (changed("word/settings.xml", ALL, b"<a/>"), UNREADABLE, "<a> for <w:settings>"),
    "no body": (changed(DOCUMENT, b"<w:body>.*</w:body>", b""), UNREADABLE, "no <w:body>"),
    "no section": (changed(DOCUMENT, b"<w:sectPr>.*</w:sectPr>", b""), PAGE, "no section"),
    "no size": (changed(DOCUMENT, b"<w:pgSz[^>]*>", b""), PAGE, "sectPr without pgSz"),
    "no margins": (changed(DOCUMENT, b"<w:pgMar[^>]*>", b""), PAGE, "sectPr without pgMar"),
    "a size of letters": (changed(DOCUMENT, b"11906", b"A4"), PAGE, "invalid literal for int"),
    "no left margin": (changed(DOCUMENT, b'w:left="1417"', b""), PAGE, "invalid literal for int"),
    "no room": (changed(DOCUMENT, b'w:left="1417"', b'w:left="10000"'), PAGE, "489 twips"),
    "a head out of sight": (changed(DOCUMENT, b'w:header="[0-9]*"', b'w:header="20000"'), PAGE, "a head or foot 20000"),
    "a foot out of sight": (changed(DOCUMENT, b'w:footer="[0-9]*"', b'w:footer="9000"'), PAGE, "a head or foot 9000"),
    "no numbers": (changed(NUMBERING, b"<w:num .*</w:num>", b""), 'numbering in the style "ListNumber', ""),
    "no kinds": (changed(NUMBERING, b"<w:abstractNumId [^>]*>", b""), 'numbering in the style "ListNumber', ""),
}


@pytest.mark.parametrize(("spoil", "expected", "found"), UNUSABLE.values(), ids=list(UNUSABLE))
def test_a_word_template_that_cannot_be_used_is_told(
    sample: Element, word_template: bytes, spoil: Callable[[bytes], bytes], expected: str, found: str
) -> None:
    with pytest.raises(RenderingFailed) as caught:
        write_docx(sample, FURNITURE, spoil(word_template), "sample.html")
    said = str(caught.value)
    assert said.startswith(f"templates/word.docx:1:1: error: expected {expected}")
    assert f"(got {found}" in said or not found
    assert " object at 0x" not in said


@pytest.mark.parametrize("spoil", [spoil for spoil, _, _ in UNUSABLE.values()], ids=list(UNUSABLE))
def test_words_are_looked_for_in_what_can_be_read_of_it(word_template: bytes, spoil: Callable[[bytes], bytes]) -> None:
    assert isinstance(everything_in_package(spoil(word_template)), str)


def test_words_are_looked_for_in_a_part_that_is_broken(word_template: bytes) -> None:
    broken = changed("word/footnotes.xml", ALL, b"<a>No boots on the ground")
    assert "No boots on the ground" in everything_in_package(broken(word_template))


TABLE_TEXT = rb'(<w:name w:val="Table Text"/><w:basedOn w:val=")Normal("/>.*?)<w:sz w:val="[0-9]*"/>'
USABLE = {
    "styles in a circle": changed(STYLES, TABLE_TEXT, rb"\1TableText\2"),
    "a style without a name": changed(STYLES, rb"</w:styles>", b'<w:style w:type="paragraph"/></w:styles>'),
    "broken footnotes": changed("word/footnotes.xml", ALL, b"<a>"),
}


@pytest.mark.parametrize("change", USABLE.values(), ids=list(USABLE))
def test_what_is_odd_in_a_word_template_and_needs_no_answer_is_passed_over(
    sample: Element, word_template: bytes, change: Callable[[bytes], bytes]
) -> None:
    assert write_docx(sample, FURNITURE, change(word_template), "sample.html").startswith(b"PK")
