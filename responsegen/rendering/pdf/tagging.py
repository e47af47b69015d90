"""The PDF's structure tree, made anew from the page's own tree (ISO 32000-1, clauses 14.7 and 14.8).

WeasyPrint tags page by page, so that a table over three pages becomes three tables. What it has drawn is kept; whom it
belongs to is said again here: one element of the page is one element of the structure, whatever pages it is on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydyf

from responsegen.rendering.pdf.marks import marks_of, referenced
from responsegen.rendering.pdf.structure import Structure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    import weasyprint

PAGINATION = {"Type": "/Pagination"}


def tag_document(root: Element, document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Replace the structure tree of a finished, not yet written PDF; what belongs to nothing becomes an artifact."""
    marks = tuple(marks_of(document, pdf))
    old_root = referenced(pdf, pdf.catalog["StructTreeRoot"])
    parent_tree = referenced(pdf, old_root["ParentTree"])
    pages = [len(mcids) for mcids in parent_tree["Nums"][1 : 2 * len(document.pages) : 2]]

    structure = Structure(root, pdf, _emptied(pdf))
    for mark in marks:
        structure.add(mark)

    numbers = pydyf.Array()
    for page, size in enumerate(pages):
        owners = [structure.owners.get((page, mcid)) for mcid in range(size)]
        numbers += [page, pydyf.Array([owner.reference if owner else b"null" for owner in owners])]
        _make_artifacts(_contents(pdf, page), (mcid for mcid, owner in enumerate(owners) if owner is None))
    for annotation, owner in sorted(structure.links, key=lambda link: link[0]["StructParent"]):
        numbers += [annotation["StructParent"], owner.reference]
    parent_tree["Nums"] = numbers
    structure.finish(old_root)


def _emptied(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    """The old structure's objects, emptied: new elements take their numbers, so that none is left over in the file."""
    old = [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") in ("/StructElem", "/OBJR")]
    for element in old:
        element.clear()
    return old[::-1]


def _contents(pdf: pydyf.PDF, page: int) -> pydyf.Stream:
    return referenced(pdf, referenced(pdf, pdf.page_references[page])["Contents"])


def _make_artifacts(stream: pydyf.Stream, mcids: Iterable[int]) -> None:
    """Turn `/Span <</MCID 7>> BDC` into `/Artifact <</Type /Pagination>> BDC`."""
    wanted = set(mcids)
    for i, operand in enumerate(stream.stream):
        if isinstance(operand, dict) and operand.get("MCID") in wanted:
            wanted.remove(operand["MCID"])
            stream.stream[i - 1 : i + 1] = ["/Artifact", pydyf.Dictionary(PAGINATION)]
    if wanted:
        msg = f"marked content {sorted(wanted)} is not in the page's own stream"
        raise ValueError(msg)
