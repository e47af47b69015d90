"""Every part, relationship, stream and attribute of every file that a build writes is one of a closed list."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest
from lxml import etree

from tests.building.only_html import is_whole
from tests.conftest import CHECKOUT
from tests.rendering.reading import W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PARTS = {  # each part of a DOCX, and its content type
    r"\[Content_Types\]\.xml|docProps/core\.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    r"(word/)?_rels/(\w+\.xml)?\.rels": "application/vnd.openxmlformats-package.relationships+xml",
    r"word/document\.xml": f"{WORD}document.main+xml",
    r"word/styles\.xml": f"{WORD}styles+xml",
    r"word/numbering\.xml": f"{WORD}numbering+xml",
    r"word/settings\.xml": f"{WORD}settings+xml",
    r"word/fontTable\.xml": f"{WORD}fontTable+xml",
    r"word/footnotes\.xml": f"{WORD}footnotes+xml",
    r"word/header[0-9]+\.xml": f"{WORD}header+xml",
    r"word/footer[0-9]+\.xml": f"{WORD}footer+xml",
    r"word/theme/theme1\.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    r"word/media/image[0-9]+\.png": "image/png",
}
RELATIONSHIPS = {
    f"{OFFICE}{kind}"
    for kind in "officeDocument styles numbering settings fontTable footnotes header footer theme image".split()  # noqa: SIM905
} | {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"}
FIELDS = {"PAGE", "NUMPAGES", "TOC", "PAGEREF"}
CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"sBIT", b"IDAT", b"IEND"}

PDF_TYPES = {
    *("/Catalog", "/Pages", "/Page", "/Font", "/FontDescriptor", "/XObject", "/Metadata", "/Outlines", "/OutputIntent"),
    *("/StructTreeRoot", "/StructElem", "/MCR", "/OBJR", "/Annot", "/Border", "/Filespec", "/EmbeddedFile"),
    *("/ObjStm", "/XRef", "/Action", "/ExtGState", "/Pattern", "/Group", "/Mask"),
}
ACTIVE = {
    *("/OpenAction", "/AA", "/JS", "/JavaScript", "/AcroForm", "/XFA", "/RichMedia", "/Launch", "/Collection"),
    *("/Renditions", "/PieceInfo", "/Perms", "/OCProperties", "/Thumb", "/SpiderInfo", "/Threads"),
}
INFO = {"/Title", "/Author", "/Subject", "/Keywords", "/Producer", "/CreationDate", "/ModDate"}
XMP = {
    *("adobe:ns:meta/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"),
    *("http://ns.adobe.com/pdf/1.3/", "http://ns.adobe.com/xap/1.0/"),
    *("http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/"),
    *("http://www.aiim.org/pdfa/ns/extension/", "http://www.aiim.org/pdfa/ns/schema#"),
    "http://www.aiim.org/pdfa/ns/property#",
}
ATTRIBUTES = {  # of HTML
    *("alt", "charset", "class", "colspan", "content", "href", "http-equiv", "id", "lang", "name", "rowspan", "scope"),
    *("span", "src", "start", "style", "title", "aria-label", "data-head", "headers", "role", "tabindex"),
}


def files(build: Path, suffix: str) -> list[Path]:
    """The files of this format that are what a build writes."""
    paths = {path.relative_to(build).with_suffix("").as_posix(): path for path in sorted(build.rglob(f"*{suffix}"))}
    found = [path for document, path in paths.items() if suffix == ".html" or is_whole(document)]
    assert len(found) == (32 if suffix == ".html" else 10)
    return found


def test_a_build_writes_no_other_kind_of_file(shipped_build: Path) -> None:
    written = {path.relative_to(shipped_build).as_posix() for path in shipped_build.rglob("*") if path.is_file()}
    documents, data = (
        r"(response|synthesis|brief|fiches/[A-Z]{2})",
        r"(joint-answer|manifest|(positions|dossier|distribution)\.schema)",
    )
    named = rf"{documents}\.(pdf|docx|html)|{data}\.json|\.seal|\.cache/[0-9a-f]{{64}}"
    assert [name for name in written if not re.fullmatch(named, name)] == []


def test_a_docx_holds_known_parts_and_relationships_alone(shipped_build: Path) -> None:
    for path in files(shipped_build, ".docx"):
        with zipfile.ZipFile(path) as package:
            content = {name: package.read(name) for name in package.namelist()}
        types = etree.fromstring(content["[Content_Types].xml"])
        given = {found.get("PartName", "")[1:]: found.get("ContentType", "") for found in types.iter("{*}Override")}
        standard = {found.get("Extension", ""): found.get("ContentType", "") for found in types.iter("{*}Default")}
        for name in content:
            (kind,) = (kind for pattern, kind in PARTS.items() if re.fullmatch(pattern, name))
            assert name == "[Content_Types].xml" or given.get(name, standard.get(name.rpartition(".")[2])) == kind
        for name in (name for name in content if name.endswith(".rels")):
            for found in etree.fromstring(content[name]):
                known = found.get("Type") in RELATIONSHIPS and found.get("TargetMode") is None
                assert known or leads_to_the_web(found), (path.name, name, dict(found.attrib))
        for name in (name for name in content if name.endswith(".png")):
            assert set(chunks(content[name])) <= CHUNKS
        document = etree.fromstring(content["word/document.xml"])
        assert {" ".join((code.text or "").split()[:1]) for code in document.iter(f"{W}instrText")} <= FIELDS
        assert not [*document.iter(f"{W}fldSimple", f"{W}altChunk", f"{W}object", f"{W}control", f"{W}subDoc")]


def leads_to_the_web(relationship: etree._Element) -> bool:
    """Whether this is a link that a reader follows by a click."""
    target = relationship.get("Target", "").startswith(("https://", "http://", "mailto:"))
    return relationship.get("Type") == f"{OFFICE}hyperlink" and target


def chunks(png: bytes) -> Iterator[bytes]:
    place = 8
    while place < len(png):
        yield png[place + 4 : place + 8]
        place += 12 + int.from_bytes(png[place : place + 4], "big")


@pytest.mark.parametrize("group", ["fiches", "."])
def test_a_pdf_holds_known_objects_actions_and_attachments_alone(shipped_build: Path, group: str) -> None:
    for path in (path for path in files(shipped_build, ".pdf") if path.parent == shipped_build / group):
        with pikepdf.open(path) as opened:
            found = list(opened.objects)
            inside = [one for each in found for one in within(each)]
            assert {str(one.get("/Type", "/Page")) for one in inside} <= PDF_TYPES, path.name
            assert {key for one in inside for key in one} & ACTIVE == set(), path.name
            actions = [one for one in inside if one.get("/S") in {"/URI", "/GoTo", "/GoToR", "/Launch", "/JavaScript"}]
            assert {str(one["/S"]) for one in actions} <= {"/URI", "/GoTo"}
            assert all(str(one["/URI"]).startswith(("http", "mailto:")) for one in actions if "/URI" in one)
            assert {str(one.get("/Subtype")) for one in inside if one.get("/Type") == "/Annot"} <= {"/Link"}
            assert opened.docinfo.keys() <= INFO
            assert spaces(opened.Root.Metadata.read_bytes()) <= XMP
            assert set(opened.attachments) == attached(path), path.name
            embedded = [one for one in inside if one.get("/Type") == "/EmbeddedFile"]
            assert len(embedded) == len(opened.attachments)


def within(found: object) -> Iterator[pikepdf.Dictionary | pikepdf.Stream]:
    """The object and all in it that is no object of its own."""
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        yield found
        for value in found.values():
            yield from within(value) if direct(value) else ()
    elif isinstance(found, pikepdf.Array):
        for value in found:
            yield from within(value) if direct(value) else ()


def direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def spaces(xmp: bytes) -> set[str]:
    """The namespaces of a PDF's metadata; its instructions that frame it are XMP's own."""
    return {etree.QName(element).namespace or "" for element in etree.fromstring(xmp).iter(etree.Element)}


def attached(pdf: Path) -> set[str]:
    """What a PDF may carry: the brief all, the synthesis no draft, a fiche its own answers, the response nothing."""
    answered = {path.stem for path in (CHECKOUT / "positions").glob("*.yaml")}
    match pdf.stem:
        case "response":
            return set()
        case "brief":
            return {f"{delegation}.yaml" for delegation in answered} | {"joint-answer.json"}
        case "synthesis":
            return {f"{delegation}.yaml" for delegation in answered - {"IE"}} | {"joint-answer.json"}
        case delegation:
            return {f"{delegation}.yaml"} if delegation in answered else set()


def test_html_holds_known_attributes_and_addresses_alone(shipped_build: Path) -> None:
    for path in files(shipped_build, ".html"):
        page = etree.fromstring(path.read_bytes())
        for element in page.iter(etree.Element):
            assert {str(name) for name in element.attrib} <= ATTRIBUTES, (path.name, element.tag)
            assert re.match(r"#|https?://|mailto:", element.get("href", "#")), path.name
            assert re.match(r"data:image/(png|svg\+xml)[;,]", element.get("src", "data:image/png,")), path.name
            assert element.tag not in {"script", "link", "base", "iframe", "object", "embed", "form"}
        assert not [*page.iter(etree.Comment, etree.PI)]
        assert "url(" not in re.sub(r"url\(['\"]?(data:|#)", "", "".join(page.itertext("style")))
