"""Lay out one block of a document as if all that comes before it had been laid out, too.

WeasyPrint 70 lays out whole documents, and knows no way to begin in the middle. This can go when it has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import layout
from weasyprint.formatting_structure import build

Counters = Mapping[str, int]
FORCED = "page"  # the one break that leads to the next page, whichever side it is on


class NotExact(Exception):  # noqa: N818 -- said as one says it
    """This block cannot be laid out on its own; the sentence says why."""


@dataclass(slots=True)
class Block:
    """A block that is laid out: its first element, those around it, and the counters at both its ends."""

    before: Element | None
    first: Element
    behind: Element | None
    begins_with: Counters
    ends_with: Counters = field(default_factory=dict)
    context: Any = None  # WeasyPrint's
    has_fixed: bool = False  # something on it is on every page


@contextmanager
def alone(block: Block) -> Iterator[None]:
    """Let WeasyPrint lay out this block: with the counters that it begins with, and without what stands in margins.

    Raises NotExact where something in it depends on pages, or on what is not in it.
    """
    to_box = build.element_to_box

    def element_to_box(element: Element, *others: Any) -> Any:  # noqa: ANN401 -- WeasyPrint's
        if element is block.first:
            for name, value in block.begins_with.items():
                _values(others).setdefault(name, [0])[-1] = value
        elif element is block.behind:
            block.ends_with = {name: each[-1] for name, each in _values(others).items() if name != "list-item"}
        return to_box(element, *others)

    def no_margin_boxes(context: Any, page: Any, _: Any) -> tuple[()]:  # noqa: ANN401 -- as above
        block.context, block.has_fixed = context, block.has_fixed or bool(page.fixed_boxes)
        return ()

    margin_boxes = layout.make_margin_boxes
    build.element_to_box, layout.make_margin_boxes = element_to_box, no_margin_boxes
    try:
        yield
    finally:
        build.element_to_box, layout.make_margin_boxes = to_box, margin_boxes
    _refuse_inexact(block)


def _values(others: tuple[Any, ...]) -> dict[str, list[int]]:
    """Return the values of counters from what WeasyPrint hands on from element to element."""
    values: dict[str, list[int]] = others[-1][1]
    return values


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
    elif context.reported_footnotes or context.broken_out_of_flow:
        message = "something in it would go on in what follows"
    else:
        return
    raise NotExact(message)
