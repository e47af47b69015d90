"""Take the blocks of a page apart: each begins a page of its own, whatever comes before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from lxml import etree

from responsegen.rendering.tree import Element, classes

# What a block alone cannot tell: on which side, or how far on, a page is; and what others hold.
_DEPENDS = re.compile(
    r"@page[^{]*:|break-(?:before|after)\s*:\s*(?:left|right|recto|verso)|:(?:has|empty)\b|\bcounters\(|(?:open|close)-quote"
)
_SCREEN = re.compile(r"@media screen\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
HIDDEN = "display: none !important"


@dataclass(frozen=True)
class Page:
    """A page without its style sheets, whose blocks can be taken from it."""

    root: Element
    style: str

    @property
    def main(self) -> Element:
        """Return what holds all blocks."""
        main = self.root.find("body/main")
        if main is None:
            message = "a page without main"
            raise ValueError(message)
        return main

    @cached_property
    def blocks(self) -> Sequence[range]:
        """Return which children of `main` each block has; their classes say where one begins."""
        starts = [number for number, child in enumerate(self.main) if number == 0 or _begins(child)]
        return [range(*ends) for ends in zip(starts, [*starts[1:], len(self.main)], strict=True)]

    @property
    def depends(self) -> str:
        """Return the first thing in its style by which a block depends on others; nothing where there is none."""
        found = _DEPENDS.search(_SCREEN.sub("", self.style))
        return found[0].strip() if found else ""

    def alone(self, block: range) -> Element:
        """Return the page with this block alone; all else is empty and hidden, so that selectors find what they did."""
        return self._with_body(
            _hidden(part) if part is not self.main else self._with_children(self._in(block)) for part in self.body
        )

    def outline(self, block: range) -> Element:
        """Return the same without what is in the parts of the block: all that decides how they are set."""
        root = self.alone(block)
        for part in parts_of(root[1], block):
            part.text = part.tail = None
            del part[:]
        return root

    def contents(self, block: range) -> Sequence[str]:
        """Return the sha256 of each part of a block."""
        return [sha256(etree.tostring(part)).hexdigest() for part in parts_of(self.body, block)]

    def frame(self, names: Sequence[str]) -> Element:
        """Return the page without its text: header and footer, and so many empty pages of these names."""
        breaks = [f"page: {name or 'auto'}; break-before: page" for name in names]
        empty = [etree.Element("div", {"style": style}) for style in breaks]
        return self._with_body(
            deepcopy(part) if part is not self.main else self._with_children(empty) for part in self.body
        )

    @property
    def body(self) -> Element:
        """Return what holds header, footer and `main`."""
        return self.root[1]

    def _in(self, block: range) -> Iterator[Element]:
        return (deepcopy(child) if number in block else _hidden(child) for number, child in enumerate(self.main))

    def _with_children(self, children: Iterator[Element] | Sequence[Element]) -> Element:
        main = _empty(self.main)
        main.extend(children)
        return main

    def _with_body(self, parts: Iterator[Element]) -> Element:
        root, body = _empty(self.root), _empty(self.body)
        body.extend(parts)
        root.extend((etree.Element("head"), body))
        return root


def parts_of(body: Any, block: range) -> Sequence[Any]:  # noqa: ANN401 -- lxml's elements, or those of Python
    """Return what a block's pages are made of: its elements, or what is in it where it is only one."""
    elements = [*body.find("main")][block.start : block.stop]
    return [*elements[0]] if len(elements) == 1 else elements


def _begins(child: Element) -> bool:
    before = child.getprevious()
    is_apart = [element is not None and {"block", "landscape"} & {*classes(element)} for element in (child, before)]
    return any(is_apart) or "new-page" in classes(child)


def _hidden(element: Element) -> Element:
    hidden = _empty(element)
    hidden.set("style", f"{element.get('style', '')}; {HIDDEN}")
    return hidden


def _empty(element: Element) -> Element:
    empty = etree.Element(element.tag)
    for name, value in element.items():
        empty.set(name, value)
    return empty
