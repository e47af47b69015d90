"""From the bytes of word.docx to the document that is filled; of a file that is none it says what is wrong with it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import docx
from lxml import etree

from responsegen.rendering.docx.context import TEMPLATE
from responsegen.rendering.docx.pages import turned, width_between_margins
from responsegen.rendering.docx.wordml import child, qn, value
from responsegen.rendering.failure import RenderingFailed, failure

if TYPE_CHECKING:
    from docx.document import Document

    from responsegen.rendering.tree import Element as Xml

ADVICE = "Save it in Word as .docx, or take the shipped one anew"
NARROWEST = 1440  # twips between the margins, an inch: a table has up to nine columns


def opened(word_template: bytes) -> Document:
    """The template, all parts that the writers need found and read.

    Raises RenderingFailed where it is no Word document, or lacks one of them.
    """
    stream = io.BytesIO(word_template)
    try:
        document = docx.Document(stream)
        parts = {
            "document": document.element,
            "settings": document.settings.element,
            "styles": document.styles.element,
            "numbering": _numbering(document),
        }
        _ = document.core_properties
    except (MemoryError, RenderingFailed):
        raise
    except Exception as error:  # a broken file makes zipfile, zlib, lxml and python-docx raise whatever they like
        raise failure(TEMPLATE, "RG930", "a Word document", _said(error, stream), ADVICE) from error
    for name, element in parts.items():
        if element.tag != qn(f"w:{name}"):
            raise failure(
                TEMPLATE, "RG930", "a Word document", f"<{etree.QName(element).localname}> for <w:{name}>", ADVICE
            )
    if document.element.body is None:
        raise failure(TEMPLATE, "RG930", "a Word document", "no <w:body>", ADVICE)
    if found := _unfit(document.element.body.sectPr):
        raise failure(TEMPLATE, "RG930", "a page with a size, and room between its margins", found, ADVICE)
    return document


def _numbering(document: Document) -> Xml:
    try:
        numbering: Xml = document.part.numbering_part.element
    except NotImplementedError as error:  # python-docx makes every part that is missing but this one
        raise failure(TEMPLATE, "RG930", "a numbering for lists", "none", ADVICE) from error
    return numbering


def _said(error: Exception, stream: io.BytesIO) -> str:
    """The words of the library; it names a file as an object in memory, at another place each time."""
    words = f"{error.args[0] if isinstance(error, KeyError) else error}".replace(f"'{stream}' ", "")
    own = isinstance(error, ValueError | KeyError | BadZipFile)
    return words if own else f"{type(error).__name__}: {words}"


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
