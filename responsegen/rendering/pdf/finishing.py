"""From a PDF as WeasyPrint draws it to the one that is written: only our fonts, its conformance declared, tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed, problem
from responsegen.rendering.fonts import FAMILIES
from responsegen.rendering.pdf.conformance import declare_pdf_ua
from responsegen.rendering.pdf.settled import settle
from responsegen.rendering.pdf.tagging import tag_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    import pydyf
    import weasyprint

    from responsegen.problem import Problem


def finish(root: Element, document: weasyprint.Document, pdf: pydyf.PDF, name: str) -> None:
    """Say what the file is, tag it, and let it change no more; `root` is the page as WeasyPrint read it.

    Raises RenderingFailed for fonts that are not ours.
    """
    if problems := tuple(_foreign_fonts(document, name)):
        raise RenderingFailed(problems)
    declare_pdf_ua(pdf)
    tag_document(root, document, pdf)
    settle(pdf)


def _foreign_fonts(document: weasyprint.Document, name: str) -> Iterator[Problem]:
    """Fonts that are not ours mean that a family name is wrong or a glyph was looked for elsewhere."""
    for font in document.fonts.values():
        if font.family not in FAMILIES:
            yield problem(Place(name), "RG923", f"only {' and '.join(sorted(FAMILIES))}", font.family)
        for codepoint in font.missing:
            yield problem(Place(name), "RG923", f"characters that {font.family} can draw", f"U+{codepoint:04X}")
