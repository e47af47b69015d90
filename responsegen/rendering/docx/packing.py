"""Pack a finished document: it describes itself, says nothing of the machine, and has the same bytes every time.

Once it is issued, a line is written into the foot of every page; nothing else is changed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml.ns import qn
from lxml import etree

from responsegen.documents.content import PageFrame
from responsegen.rendering.docx.wordml import culture, w

if TYPE_CHECKING:
    from docx.document import Document


EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold
LONGEST_PROPERTY = 255  # characters: Word and python-docx take no more
BLANK: Final = "\N{NO-BREAK SPACE}"  # all that stands in a foot where the line of a copy comes


def describe(document: Document, furniture: PageFrame) -> None:
    """Set properties and language."""
    properties = document.core_properties
    exercise = " (EXERCISE)" if furniture.exercise else ""
    properties.title = (
        f"{_shortened(f'{furniture.kind}: {furniture.title}', LONGEST_PROPERTY - len(exercise))}{exercise}"
    )
    properties.author = properties.last_modified_by = _shortened(furniture.author)
    properties.subject = _shortened(" ".join(filter(None, (furniture.reference, furniture.revision))))
    properties.keywords = _shortened(furniture.marking)
    properties.created = properties.modified = furniture.as_of
    for date in properties._element.iter("{*}created", "{*}modified"):  # noqa: SLF001 -- it drops the offset
        date.text = furniture.as_of.isoformat()
    properties.language = furniture.language
    language = culture(furniture.language)
    for defaults in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        etree.strip_elements(defaults, qn("w:lang"))
        defaults.append(w("lang", val=language, eastAsia=language, bidi="ar-SA"))


def _shortened(text: str, longest: int = LONGEST_PROPERTY) -> str:
    """Return a text as long as a document property may be."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def packed(document: Document) -> bytes:
    """Return the package, written anew: fixed dates, order and modes."""
    members = _members(document)
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name in sorted(members, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            package.writestr(entry, members[name], compresslevel=9)
    return content.getvalue()


def _members(document: Document) -> Mapping[str, bytes]:
    """Return what `document.save` would zip; but it would date that by the clock, and no zip file can be dated 1970."""
    package = document.part.package
    for part in package.parts:
        part.before_marshal()
    types: Any = _ContentTypesItem  # this class alone comes without types
    members = {CONTENT_TYPES_URI: types.from_parts(package.parts).blob, PACKAGE_URI.rels_uri: package.rels.xml}
    for part in package.parts:
        members[part.partname] = part.blob
        if part.rels:
            members[part.partname.rels_uri] = part.rels.xml
    return {uri.membername: content for uri, content in members.items()}


def stamp_docx(docx: bytes, line: str, identifier: str) -> bytes:
    """Return the DOCX with this line in each foot. Raises ValueError where it has no empty line there."""
    content, written = BytesIO(), 0
    with zipfile.ZipFile(BytesIO(docx)) as package, zipfile.ZipFile(content, "w") as made:
        for entry in package.infolist():
            member = package.read(entry)
            if entry.filename.startswith("word/footer"):
                member, count = re.subn(f"(<w:t[^>]*>){BLANK}(</w:t>)".encode(), _line(line), member)
                written += count
            elif entry.filename == "docProps/core.xml":
                named = f"<dc:identifier>{escape(identifier)}</dc:identifier></cp:coreProperties>"
                member = member.replace(b"</cp:coreProperties>", named.encode())
            made.writestr(entry, member, compresslevel=9)
    if not written:
        message = "no foot has a line for the copy"
        raise ValueError(message)
    return content.getvalue()


def _line(line: str) -> bytes:
    return rb"\g<1>" + escape(line, quote=False).replace("\\", r"\\").encode() + rb"\g<2>"
