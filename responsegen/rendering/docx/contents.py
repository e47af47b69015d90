"""From `nav.toc` to Word's table of contents: a TOC field with its entries in it, so that Word need not ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.rendering.docx.inlines import nodes
from responsegen.rendering.docx.wordml import begin_with, field_begins, field_ends, paragraph
from responsegen.rendering.tree import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.rendering.docx.blocks import Blocks, Setting
    from responsegen.rendering.tree import Element
    from responsegen.rendering.tree import Element as Xml


def contents(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """The heading, then one linked line for each entry.

    The lines bear no page numbers: only Word knows where its pages end, and fills them in with "Update field".
    """
    entries: list[Xml] = []
    for part in element:
        if tag(part) == "ol":
            entries += _entries(blocks, part, 1)
        else:
            yield from blocks.block(part, setting)
    deepest = max(1 + sum(1 for _ in item.iterancestors("li")) for item in element.iter("li"))
    begin_with(entries[0], field_begins(rf'TOC \o "1-{deepest}" \h \z \u'))
    entries[-1].append(field_ends())
    yield from entries


def _entries(blocks: Blocks, listed: Element, level: int) -> Iterator[Xml]:
    style = blocks.context.styles["paragraph", f"toc {level}"]
    for item in listed:
        inline = [node for node in nodes(item) if isinstance(node, str) or tag(node) != "ol"]
        made = paragraph(style, blocks.inlines.runs(inline))
        blocks.mark(item, [made])
        yield made
        for deeper in item.iterchildren("ol"):
            yield from _entries(blocks, deeper, level + 1)
