"""Take the blocks of a page apart: each begins a page of its own, whatever comes before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
        root = self._without_head()
        (main,) = root.iterfind("body/main")
        others = (child for number, child in enumerate(main) if number not in block)
        for part in (*others, *(part for part in root[1] if part is not main)):
            _empty(part)
            part.set("style", f"{part.get('style', '')}; {HIDDEN}")
        return root

    def outline(self, block: range) -> Element:
        """Return the same without what is in the parts of the block: all that decides how they are set."""
        root = self.alone(block)
        for part in parts_of(root[1], block):
            _empty(part)
        return root

    def contents(self, block: range) -> Sequence[str]:
        """Return the sha256 of each part of a block."""
        return [sha256(etree.tostring(part)).hexdigest() for part in parts_of(self.root[1], block)]

    def frame(self, names: Sequence[str]) -> Element:
        """Return the page without its text: header and footer, and so many empty pages of these names."""
        root = self._without_head()
        breaks = [f"page: {name or 'auto'}; break-before: page" for name in names]
        for main in root.iterfind("body/main"):
            main[:] = [etree.Element("div", {"style": style}) for style in breaks]
        return root

    def _without_head(self) -> Element:
        root = deepcopy(self.root)
        _empty(root[0])
        return root


def parts_of(body: Any, block: range) -> Sequence[Any]:  # noqa: ANN401 -- lxml's elements, or those of Python
    """Return what a block's pages are made of: its elements, or what is in it where it is only one."""
    elements = [*body.find("main")][block.start : block.stop]
    return [*elements[0]] if len(elements) == 1 else elements


def _begins(child: Element) -> bool:
    before = child.getprevious()
    is_apart = [element is not None and {"block", "landscape"} & {*classes(element)} for element in (child, before)]
    return any(is_apart) or "new-page" in classes(child)


def _empty(element: Element) -> None:
    element.text = element.tail = None
    del element[:]
