"""A layout that comes to an end: it is given ten times what a paper of its length needs, and then it is stopped."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxml import etree

from responsegen.problems import Place
from responsegen.rendering.alarm import watched_over
from responsegen.rendering.failure import failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.rendering.tree import Element

# Three thousand delegations are 8 200 kB, and take 190 seconds; the longest paper shipped, 280 kB, takes three.
SECONDS, SECONDS_PER_KILOBYTE = 60.0, 0.2
MEMORY, MEMORY_PER_KILOBYTE = 2_000_000_000, 2_000_000
ADVICE = "Look in the style sheet at margins, columns and variables, and in drawings at <use>"


class Stopped(BaseException):
    """What stops a layout: WeasyPrint passes over many an Exception, and would go on with the next picture."""


def seconds_for(kilobytes: float) -> float:
    """How long the layout of a page of this length may take."""
    return SECONDS + SECONDS_PER_KILOBYTE * kilobytes


def memory_for(kilobytes: float) -> float:
    """How many bytes it may take."""
    return MEMORY + MEMORY_PER_KILOBYTE * kilobytes


@contextmanager
def that_ends(root: Element, name: str) -> Iterator[None]:
    """Stop what goes on with this page when it takes too much. Raises RenderingFailed with the document's name."""
    kilobytes = len(etree.tostring(root)) / 1000
    seconds, memory = round(seconds_for(kilobytes)), memory_for(kilobytes)
    try:
        with watched_over(seconds, memory, lambda found: Stopped(f"{found} for {kilobytes:.0f} kB")):
            yield
    except Stopped as stopped:
        raise failure(Place(name), "RG925", "a layout that comes to an end", f"{stopped}", ADVICE) from stopped
