"""Make the document that is filled from the bytes of word.docx, or say what is wrong with it."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from responsegen.rendering.docx.closed_parts import ADVICE, KINDS, closed_parts, no_document
from responsegen.rendering.docx.context import TEMPLATE
from responsegen.rendering.docx.pages import turned, width_between_margins
from responsegen.rendering.docx.wordml import child, value
from responsegen.rendering.failure import failure
from responsegen.rendering.templates import TemplateFolders

if TYPE_CHECKING:
    from docx.document import Document

    from responsegen.rendering.tree import Element as Xml

OFFICE = RELATIONSHIP_TYPE.STYLES.rpartition("/")[0]
NARROWEST = 1440  # twips between the margins, an inch: a table has up to nine columns


def open_template(word_template: bytes) -> Document:
    """The document that is filled: the shipped package, with those parts of the template that may go out.

    Raises RenderingFailed where the template is no Word document, lacks something, or has no room on its page.
    """
    parts = closed_parts(word_template)
    body = parse_xml(parts["document"]).find(qn("w:body"))
    if body is None:
        raise no_document(found="no <w:body>")
    section = body.find(qn("w:sectPr"))
    if found := _unfit(section):
        raise failure(TEMPLATE, "RG930", "a page with a size, and room between its margins", found, ADVICE)
    document = docx.Document(io.BytesIO(_shipped()))
    document.element.body.replace(document.element.body.sectPr, section)
    for kind in KINDS.keys() & parts:
        part = document.part.part_related_by(f"{OFFICE}/{kind}")
        if isinstance(part, XmlPart):
            part._element = parse_xml(parts[kind])  # noqa: SLF001 -- python-docx fills parts, but exchanges none
        else:
            part._blob = parts[kind]  # noqa: SLF001 -- as above
    return document


@lru_cache
def _shipped() -> bytes:
    return TemplateFolders.of().word()


def _unfit(section: Xml | None) -> str:
    """What is wrong with the page of a template; empty where nothing is."""
    if section is None:
        return "no section"
    try:
        widths = [width_between_margins(turned(section, landscape=landscape)) for landscape in (False, True)]
        size, margins = child(section, "pgSz"), child(section, "pgMar")
        height = min(int(value(size, side)) for side in ("w", "h"))
        distance = max(int(value(margins, end)) for end in ("header", "footer"))
    except ValueError as error:
        return f"{error}"
    if distance > height // 4:
        return f"a head or foot {distance} twips from the edge"
    return f"{min(widths)} twips" if min(widths) < NARROWEST else ""
