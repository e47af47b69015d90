"""From a page's text to the same with each range in an element of its own, in which no line ends: `24–60`, `a–c`.

A line may end behind any dash, and no character forbids it everywhere: a browser may give the one that Unicode has for
it (U+2060) a width, PDF would hand it out with the text, and Word may draw it as a box where a font has none. Word
knows no such element either: there a line may end behind the dash.
"""

from __future__ import annotations

import re

from responsegen.documents.wording import unbroken

DASH = "\N{EN DASH}"
WHOLE = "whole"  # the class of the element
NUMBER = r"\d+(?:[\u00a0.,]\d+)*k?"
RANGE = re.compile(rf"(?<![\w{DASH}])(?:{NUMBER}{DASH}{NUMBER}|[a-z]{DASH}[a-z])(?![\w{DASH}])")
TEXT = re.compile(r"<(?:title|style)>.*?</(?:title|style)>|<[^>]*>|[^<]+", re.DOTALL)


def with_ranges_whole(html: str) -> str:
    """The page with `<span class="whole">24–60</span>`, and a no-break space between a number and its unit.

    Its attributes, title and styles stay as they are.
    """
    return TEXT.sub(lambda found: found[0] if found[0].startswith("<") else _whole(found[0]), html)


def _whole(text: str) -> str:
    return RANGE.sub(_marked, unbroken(text))


def _marked(found: re.Match[str]) -> str:
    return f'<span class="{WHOLE}">{found[0]}</span>'
