"""Find what WeasyPrint has drawn: each piece of marked content, with the element of the page that it belongs to.

WeasyPrint numbers marked content (MCID) page by page, and walks boxes and structure in one order; so the boxes with
text or a picture in them, taken in that order, and the MCIDs of the structure it built are two lists of equal length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import Box, MarginBox, ReplacedBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

if TYPE_CHECKING:
    import pydyf
    import weasyprint


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of marked content, or (without an MCID) the active area of a link."""

    page: int  # from 0
    element: Element
    part: str  # "" or the pseudo-element: "marker", "footnote-call", "footnote-marker", "before", "after"
    mcid: int | None = None
    is_leader: bool = False  # the dots between an entry and its page number
    annotation: pydyf.Dictionary | None = None
    bounds: tuple[float, float, float, float] | None = None  # of a picture, in points from the page's lower left


def referenced(pdf: pydyf.PDF, reference: bytes | str) -> pydyf.Dictionary:
    """Return the object that `7 0 R` names."""
    return pdf.objects[int(reference.split()[0])]


def marks_of(document: weasyprint.Document, pdf: pydyf.PDF) -> Iterator[Mark]:
    """Yield all marks in reading order, those of the page's margins left out."""
    root = referenced(pdf, pdf.catalog["StructTreeRoot"])
    mcids: dict[bytes, list[int]] = {}
    for page_reference, mcid in _mcids(pdf, referenced(pdf, root["K"][0])):
        mcids.setdefault(page_reference, []).append(mcid)
    for number, (page, page_reference) in enumerate(zip(document.pages, pdf.page_references, strict=True)):
        unused = iter(mcids.pop(page_reference, ()))
        for box, is_leader in _drawn(page._page_box):  # noqa: SLF001 -- the laid-out boxes have no public name
            element, part = box.element, box.element_tag.partition("::")[2]
            if box.link_annotation:
                yield Mark(number, element, part, annotation=box.link_annotation)
            if isinstance(box, TextBox | ReplacedBox):
                bounds = _bounds(box, page.height) if isinstance(box, ReplacedBox) else None
                yield Mark(number, element, part, next(unused), is_leader, bounds=bounds)
        if next(unused, None) is not None:
            msg = f"page {number + 1} has more marked content than boxes"
            raise ValueError(msg)


def _mcids(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[tuple[bytes, int]]:
    """Yield page and MCID of every marked content in WeasyPrint's structure, in its order."""
    for kid in element.get("K", ()):
        if isinstance(kid, int):
            yield element["Pg"], kid
        else:
            yield from _mcids(pdf, referenced(pdf, kid))


def _drawn(box: Box, *, is_leader: bool = False) -> Iterator[tuple[Box, bool]]:
    """Yield boxes outside the margins as WeasyPrint tags them, in its order, and whether each is part of a leader."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001 -- what the placeholder stands for has no public name
    if isinstance(box, MarginBox):
        return
    is_leader = is_leader or box.is_leader
    if box.element is not None:
        yield box, is_leader
    for child in getattr(box, "children", ()):
        yield from _drawn(child, is_leader=is_leader)


def _bounds(box: Box, page_height: float) -> tuple[float, float, float, float]:
    """Return bounds in points from the bottom, as PDF has them; WeasyPrint has CSS pixels (0.75 pt) from the top."""
    left, top = box.content_box_x(), box.content_box_y()
    return left * 0.75, (page_height - top - box.height) * 0.75, (left + box.width) * 0.75, (page_height - top) * 0.75
