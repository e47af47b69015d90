"""Of a word.docx only its look goes out; what cannot be used, acts or leads elsewhere is refused in a sentence."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from responsegen.rendering.docx import write_docx
from responsegen.rendering.docx.packing import packed
from responsegen.rendering.docx.word_template import open_template
from responsegen.rendering.failure import RenderingFailed
from tests.rendering.conftest import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Callable

    from responsegen.rendering.tree import Element

UNREADABLE, PAGE = "a Word document", "a page with a size and margins"


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


def with_parts(*more: tuple[str, bytes]) -> Callable[[bytes], bytes]:
    """The file with more parts, which nothing names."""

    def change(template: bytes) -> bytes:
        content = io.BytesIO(template)
        with zipfile.ZipFile(content, "a") as package:
            for name, part in more:
                package.writestr(name, part)
        return content.getvalue()

    return change


def in_its_directory(offset: int, value: bytes) -> Callable[[bytes], bytes]:
    """Another value at this place of every entry of the archive's directory (APPNOTE.TXT, 4.3.12)."""

    def change(template: bytes) -> bytes:
        before, *entries = template.split(b"PK\x01\x02")
        return b"PK\x01\x02".join((before, *(e[: offset - 4] + value + e[offset - 4 + len(value) :] for e in entries)))

    return change


DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
ALL = rb"\A.*\Z"
UNUSABLE: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "text": (lambda _: b"# Letter\n", UNREADABLE, "File is not a zip file"),
    "empty": (lambda _: b"", UNREADABLE, "File is not a zip file"),
    "cut off": (lambda template: template[:2000], UNREADABLE, "File is not a zip file"),
    "encrypted": (in_its_directory(8, b"\x01\x00"), UNREADABLE, "File '"),
    "packed as nobody packs": (in_its_directory(10, b"\x63\x00"), UNREADABLE, "That compression"),
    "damaged": (lambda template: template[:3000] + bytes(500) + template[3500:], UNREADABLE, "Error -3"),
    "no document": (without(DOCUMENT), UNREADABLE, "There is no item named"),
    "no relations": (without("word/_rels/document.xml.rels"), "a part for numbering", "none"),
    "no lists": (changed("word/_rels/document.xml.rels", b'/numbering"', b'/other"'), "a part for numbering", "none"),
    "a workbook": (changed(DOCUMENT, ALL, b"<workbook/>"), UNREADABLE, "<workbook> for <w:document>"),
    "broken document": (changed(DOCUMENT, b"</w:body>", b""), UNREADABLE, "Opening and ending tag"),
    "broken styles": (changed(STYLES, b"</w:styles>", b""), UNREADABLE, "Premature end of data"),
    "no types": (without("[Content_Types].xml"), UNREADABLE, "There is no item named"),
    "other document": (changed(DOCUMENT, ALL, b"<a/>"), UNREADABLE, "<a> for <w:document>"),
    "other styles": (changed(STYLES, ALL, b"<a/>"), UNREADABLE, "<a> for <w:styles>"),
    "other numbering": (changed(NUMBERING, ALL, b"<a/>"), UNREADABLE, "<a> for <w:numbering>"),
    "other settings": (changed("word/settings.xml", ALL, b"<a/>"), UNREADABLE, "<a> for <w:settings>"),
    "no body": (changed(DOCUMENT, b"<w:body>.*</w:body>", b""), UNREADABLE, "no section"),
    "no section": (changed(DOCUMENT, b"<w:sectPr>.*</w:sectPr>", b""), UNREADABLE, "no section"),
    "no size": (changed(DOCUMENT, b"<w:pgSz[^>]*>", b""), PAGE, "sectPr without pgSz"),
    "no margins": (changed(DOCUMENT, b"<w:pgMar[^>]*>", b""), PAGE, "sectPr without pgMar"),
    "a size of letters": (changed(DOCUMENT, b"11906", b"A4"), PAGE, "invalid literal for int"),
    "no left margin": (changed(DOCUMENT, b'w:left="1247"', b""), PAGE, "invalid literal for int"),
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


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS, OF_SETTINGS = "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"
SETTINGS, THEME = "word/settings.xml", "word/theme/theme1.xml"


def related(kind: str, target: str, *, outside: bool = False, part: str = RELATIONS) -> Callable[[bytes], bytes]:
    """The file with one more relationship of a part."""
    mode = ' TargetMode="External"' if outside else ""
    new = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    if part == RELATIONS:
        return changed(part, b"</Relationships>", new.encode())
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return with_parts((part, f"{start}{new}".encode()))


def holding(part: str, element: str) -> Callable[[bytes], bytes]:
    """The file with one more element at the beginning of a part's root."""
    return changed(part, rb"\A(.*?<[aw]:\w+ [^>]*>)", rb"\1" + element.encode())


WEB, DELETE = "https://example.org/x", "Delete what leads there"
REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a picture from elsewhere": (
        related("image", WEB, outside=True, part="word/_rels/numbering.xml.rels"),
        f'a link (image) to "{WEB}"). {DELETE}',
    ),
    "a frame": (related("frame", WEB, outside=True), f'a link (frame) to "{WEB}"). {DELETE}'),
    "a link in its text": (related("hyperlink", WEB, outside=True), f'a link (hyperlink) to "{WEB}"). {DELETE}'),
    "a mail merge": (
        related("mailMergeSource", "file:///C:/x.mdb", outside=True, part=OF_SETTINGS),
        "a mail merge). In Word, choose Mailings, Start Mail Merge, Normal Word Document",
    ),
    "an attached template": (
        related("attachedTemplate", "file:///C:/x.dotm", outside=True, part=OF_SETTINGS),
        "an attached template). In Word, choose Developer, Document Template, and attach Normal",
    ),
    "macros": (related("vbaProject", "theme/theme1.xml"), "macros). In Word, save it as .docx without macros"),
    "a document with macros": (
        lambda template: changed("[Content_Types].xml", rb"vnd[\w.-]*document\.main", b"vnd.ms-word.macroEnabled.main")(
            related("vbaProject", "theme/theme1.xml")(template)
        ),
        "macros). In Word, save it as .docx without macros",
    ),
    "an object": (related("oleObject", "theme/theme1.xml"), "an embedded object). Delete it"),
    "a workbook in it": (related("package", "theme/theme1.xml"), "an embedded file). Delete it"),
    "a control": (related("control", "theme/theme1.xml"), "a control). Delete it"),
    "a page of HTML": (related("aFChunk", "theme/theme1.xml"), "another document in it). Delete it"),
}


@pytest.mark.parametrize(("spoil", "found"), REFUSED.values(), ids=list(REFUSED))
def test_what_acts_or_leads_elsewhere_is_refused_by_name(
    word_template: bytes, spoil: Callable[[bytes], bytes], found: str
) -> None:
    with pytest.raises(RenderingFailed) as caught:
        open_template(spoil(word_template))
    expected = "templates/word.docx:1:1: error: expected a Word file that holds nothing active and leads nowhere"
    assert str(caught.value) == f"{expected} (got {found}"
    assert caught.value.problems[0].code == "RG933"


PARAGRAPH = "<w:p><w:r><w:t>hidden</w:t></w:r></w:p>"
LEFT_BEHIND: dict[str, Callable[[bytes], bytes]] = {
    "its text": changed(DOCUMENT, b"<w:p/>", PARAGRAPH.encode()),
    "comments": with_parts(("word/comments.xml", b"<hidden/>")),
    "people": with_parts(("word/people.xml", b"<hidden/>")),
    "a glossary": with_parts(("word/glossary/document.xml", b"<hidden/>")),
    "data": with_parts(("customXml/item1.xml", b"<hidden/>")),
    "labels": with_parts(("docMetadata/LabelInfo.xml", b"<hidden/>")),
    "fonts": with_parts(("word/fonts/font1.odttf", b"hidden")),
    "a zip": with_parts(("word/hidden.zip", b"PK")),
    "a way out": with_parts(("/../hidden", b"hidden")),
    "text where none stands": holding(STYLES, "hidden"),
    "a comment of XML": holding(STYLES, "<!-- hidden --><?hidden ?>"),
    "an unknown element": holding(STYLES, '<w:unknown w:val="hidden"/>'),
    "an element of another namespace": holding(SETTINGS, '<x:hidden xmlns:x="urn:hidden"/>'),
    "an attribute of another namespace": holding(STYLES, '<w:style xmlns:x="urn:hidden" x:hidden="hidden"/>'),
    "a picture of a style": holding(STYLES, '<w:style r:id="hidden" r:embed="hidden" r:link="hidden"/>'),
    "who changed it": holding(STYLES, '<w:style><w:rPrChange w:author="hidden"/></w:style>'),
    "where it was edited": holding(SETTINGS, '<w:rsids><w:rsid w:val="hidden"/></w:rsids>'),
    "variables": holding(SETTINGS, '<w:docVars><w:docVar w:name="hidden" w:val="hidden"/></w:docVars>'),
    "its own properties": changed("docProps/core.xml", b"/>", b"><dc:subject>hidden</dc:subject></cp:coreProperties>"),
    "its footnotes": changed("word/footnotes.xml", b"</w:footnotes>", PARAGRAPH.encode() + b"</w:footnotes>"),
    "its endnotes' settings": holding(SETTINGS, '<w:endnotePr><w:endnote w:id="7"/></w:endnotePr>'),
    "a protection": holding(SETTINGS, '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
    "a picture as a bullet": holding(NUMBERING, '<w:numPicBullet w:numPicBulletId="0"><w:pict/></w:numPicBullet>'),
    "a picture in its theme": holding(THEME, "<a:blip/>"),
    "macros that nothing names": with_parts(("word/vbaProject.bin", b"hidden")),
    "links that nothing names": related("frame", WEB, outside=True, part="word/_rels/webSettings.xml.rels"),
}


@pytest.mark.parametrize("change", LEFT_BEHIND.values(), ids=list(LEFT_BEHIND))
def test_what_is_not_its_look_stays_behind(word_template: bytes, change: Callable[[bytes], bytes]) -> None:
    before, after = (contents(packed(open_template(template))) for template in (word_template, change(word_template)))
    empty = b"<w:style/>"  # what is left of a style that held nothing else
    assert {name: content.replace(empty, b"") for name, content in after.items()} == before


KEPT = (
    '<w:defaultTabStop w:val="720"/>',
    '<w:consecutiveHyphenLimit w:val="2"/>',
    '<w:footnotePr><w:numFmt w:val="lowerRoman"/><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:val="14"/></w:compat>',
    '<w:themeFontLang w:val="fr-BE"/>',
)


@pytest.mark.parametrize("setting", KEPT)
def test_settings_of_its_look_are_kept(word_template: bytes, setting: str) -> None:
    made = contents(packed(open_template(holding(SETTINGS, setting)(word_template))))
    assert setting in made[SETTINGS].decode()


def contents(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


TABLE_TEXT = rb'(<w:name w:val="Table Text"/><w:basedOn w:val=")Normal("/>.*?)<w:sz w:val="[0-9]*"/>'
USABLE = {
    "styles in a circle": changed(STYLES, TABLE_TEXT, rb"\1TableText\2"),
    "a style without a name": changed(STYLES, rb"</w:styles>", b'<w:style w:type="paragraph"/></w:styles>'),
    "broken footnotes": changed("word/footnotes.xml", ALL, b"<a>"),
    "no theme, fonts and settings": changed(RELATIONS, b'/(theme|fontTable|settings)"', b'/other"'),
    "names from the root": changed(RELATIONS, b'Target="', b'Target="/word/'),
}


@pytest.mark.parametrize("change", USABLE.values(), ids=list(USABLE))
def test_what_is_odd_in_a_word_template_and_needs_no_answer_is_passed_over(
    sample: Element, word_template: bytes, change: Callable[[bytes], bytes]
) -> None:
    assert write_docx(sample, FURNITURE, change(word_template), "sample.html").startswith(b"PK")
