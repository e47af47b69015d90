"""The footnotes part of the package: made anew for each document (ISO/IEC 29500-1, 17.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml

from responsegen.rendering.docx.inlines import Inlines, nodes
from responsegen.rendering.docx.wordml import paragraph, run, text_run, w

if TYPE_CHECKING:
    from docx.document import Document

    from responsegen.rendering.docx.context import Context
    from responsegen.rendering.tree import Element
    from responsegen.rendering.tree import Element as Xml


class Footnotes:
    """Takes the footnotes in the order of their marks; `close` writes them out."""

    def __init__(self, document: Document) -> None:
        """Begin with the two separators."""
        self._part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        self._count = 0
        self._root = w(
            "footnotes",
            w("footnote", w("p", run(w("separator"))), type="separator", id=-1),
            w("footnote", w("p", run(w("continuationSeparator"))), type="continuationSeparator", id=0),
        )

    def add(self, context: Context, element: Element) -> Xml:
        """Write a footnote's text into the part; the run with its mark."""
        self._count += 1
        mark = w("rStyle", val=context.styles["character", "footnote reference"])
        style = context.styles["paragraph", "footnote text"]
        said = Inlines(context, self._part, notes=None).runs(nodes(element))
        runs = [run(w("footnoteRef"), properties=[mark]), text_run(" "), *said]
        self._root.append(w("footnote", paragraph(style, runs), id=self._count))
        again = w("rStyle", val=context.styles["character", "footnote reference"])
        return run(w("footnoteReference", id=self._count), properties=[again])

    def close(self) -> None:
        """Put the finished XML into the package."""
        self._part._blob = serialize_part_xml(self._root)  # noqa: SLF001 -- the only way to give a plain part content
