"""Lay out one block of a document as if all that comes before it had been laid out, too.

WeasyPrint 70 lays out whole documents, and knows no way to begin in the middle. This can go when it has one.

A page of a block depends on where it begins, and on the parts of the block that were tried for it. Where both are as
they were, an empty page is laid out, which stands for the one that was drawn then.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import layout
from weasyprint.formatting_structure import build
from weasyprint.layout import block as flow
from weasyprint.layout import page as pages

Counters = Mapping[str, int]
Made = Any  # WeasyPrint's, which comes without types
FORCED = "page"  # the one break that leads to the next page, whichever side it is on
TO_BOX, TO_PAGE, TO_FLOW = build.element_to_box, pages.make_page, flow._in_flow_layout  # noqa: SLF001 -- no public name


class NotExact(Exception):  # noqa: N818 -- said as one says it
    """This block cannot be laid out on its own; the sentence says why."""


@dataclass(slots=True)
class Block:
    """A block that is laid out: its first element, those around it, its parts, and the counters at both its ends."""

    before: Element | None
    first: Element
    behind: Element | None
    parts: Mapping[Element, int]  # in their order, each with its number
    begins_with: Counters
    drawn: Mapping[str, Any]  # pages that need not be laid out, by where each begins
    ends_with: Counters = field(default_factory=dict)
    context: Made = None
    has_fixed: bool = False  # something on it is on every page
    counters: dict[Element, str] = field(default_factory=dict)  # with which each part begins
    tried: int = 0  # the last part that was tried for the page at hand

    def element_to_box(self, element: Element, *others: Made) -> Made:
        """Make the box of an element, with the counters that the block begins with."""
        values: dict[str, list[int]] = others[-1][1] if others[-1] else {}  # nothing yet for the root
        if element is self.first:
            for name, value in self.begins_with.items():
                values.setdefault(name, [0])[-1] = value
        elif element is self.behind:
            self.ends_with = {name: each[-1] for name, each in values.items() if name != "list-item"}
        if element in self.parts:
            self.counters[element] = repr(sorted(values.items()))
        return TO_BOX(element, *others)

    def make_page(self, context: Made, root: Made, kind: Made, start: Made, *more: Made) -> Made:
        """Make a page: an empty one where it is drawn already."""
        boxes, (first, _) = self._boxes(root), self._place(start)
        state = (start, bool(context.forced_break), kind.index > 0, kind.name)
        begins = f"{state} {self.counters[boxes[first].element]}" if boxes and not _goes_on(context) else ""
        if drawn := self.drawn.get(begins):
            page, _, _ = TO_PAGE(context, root.copy_with_children([]), kind, None, *more)
            page.drawn = drawn
            return page, *literal_eval(drawn.ends)
        self.tried = first
        page, end, next_page = TO_PAGE(context, root, kind, start, *more)
        last, within = self._place(end)
        if begins and not _goes_on(context) and not (within and _has_bookmark(boxes[last])):
            page.depends = begins, repr((end, next_page)), (first, max(self.tried, last))
        return page, end, next_page

    def in_flow_layout(self, context: Made, box: Made, index: int, child: Made, *more: Made) -> Made:
        """Lay out a box, and remember of which part it is."""
        self.tried = max(self.tried, self.parts.get(child.element, 0))
        return TO_FLOW(context, box, index, child, *more)

    def no_margin_boxes(self, context: Made, page: Made, _: Made) -> tuple[()]:
        """Leave out what stands in margins."""
        self.context, self.has_fixed = context, self.has_fixed or bool(page.fixed_boxes)
        return ()

    def _boxes(self, root: Made) -> Sequence[Made]:
        """Return the boxes of the parts; none where something else flows over the pages."""
        boxes = root.children[0].children[0].children  # of body, and of main
        if boxes and self.first not in self.parts:
            boxes = getattr(boxes[0], "children", ())
        flows = [box.element for box in boxes if box.is_in_normal_flow()] == [*self.parts]
        return boxes if flows and len(boxes) == len(self.parts) else ()

    def _place(self, start: Made) -> tuple[int, bool]:
        """Return in which part a page starts, and whether within it: `{0: {0: {5: None}}}` is before the sixth."""
        number = 0
        for _ in range(3 if self.first in self.parts else 4):
            ((number, start),) = start.items() if start else ((0, None),)
        return number, start is not None


@contextmanager
def alone(block: Block) -> Iterator[None]:
    """Let WeasyPrint lay out this block: with the counters that it begins with, and without what stands in margins.

    Raises NotExact where something in it depends on pages, or on what is not in it.
    """
    changed: tuple[tuple[Any, str, Any], ...] = (
        (build, TO_BOX.__name__, block.element_to_box),
        (pages, TO_PAGE.__name__, block.make_page),
        (flow, TO_FLOW.__name__, block.in_flow_layout),
        (layout, layout.make_margin_boxes.__name__, block.no_margin_boxes),
    )
    before = [(module, name, getattr(module, name)) for module, name, _ in changed]
    for change in changed:
        setattr(*change)
    try:
        yield
    finally:
        for change in before:
            setattr(*change)
    _refuse_inexact(block)


def _goes_on(context: Made) -> bool:
    """Return whether something beside the text goes on on the next page."""
    return bool(context.reported_footnotes or context.broken_out_of_flow)


def _has_bookmark(part: Made) -> bool:
    """Return whether a heading is in a part: where it goes over two pages, the outline names the first alone."""
    return any(box.bookmark_label for box in (part, *part.descendants()))


def _refuse_inexact(block: Block) -> None:
    context = block.context
    targets, style_of = context.target_collector, context.style_for
    if block.before is not None and FORCED not in (
        style_of(block.before)["break_after"],
        style_of(block.first)["break_before"],
    ):
        message = "it begins no page"
    elif targets.counter_lookup_items or any(
        item.parse_again_functions for item in targets.target_lookup_items.values()
    ):
        message = "its text names pages, or quotes what stands elsewhere"
    elif context.string_set or any(context.running_elements.values()) or block.has_fixed:
        message = "its text puts something on other pages"
    elif _goes_on(context):
        message = "something in it would go on in what follows"
    else:
        return
    raise NotExact(message)
