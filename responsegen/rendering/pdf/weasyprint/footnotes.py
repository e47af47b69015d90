"""Keep footnotes on the page of their marks, where WeasyPrint 70 moves them, and at times the page's lines with them.

- By the luck of a rounding (its issue 2502): it asks whether the last footnote ends below their area by comparing two
  sums of the same heights. Where these differ in their last digit, each goes to a page after that of its mark.
- To fit one more line (its issue 2432): where the first line of a paragraph still has room and the second has not, it
  moves the page's footnotes to the next page, whatever their `footnote-policy`. Here the paragraph goes there.

This can go when both issues are closed in the oldest WeasyPrint that we allow.
"""

from __future__ import annotations

from math import isinf
from typing import Any

from weasyprint.layout import LayoutContext

NAME = "_footnotes_that_stay"
_update = LayoutContext._update_footnote_area  # noqa: SLF001 -- there is no public name


class Staying(list[Any]):
    """The footnotes of a page: untrue in `while footnotes: move the last one`."""

    def __bool__(self) -> bool:
        """Say that there is nothing to move."""
        return False


def update(context: LayoutContext) -> bool:
    """Make room for the footnotes; whether they overflow, which they cannot where their area may grow."""
    staying = context.current_page_footnotes
    setattr(context, NAME, list(staying))  # as it is, while they are laid out
    try:
        overflows: bool = _update(context)
    finally:
        setattr(context, NAME, staying)
    return overflows and not isinf(context.current_footnote_area.max_height)


def keep_with_marks() -> None:
    """Let every page of this process have them."""
    LayoutContext._update_footnote_area = update  # noqa: SLF001 -- as above
    LayoutContext.current_page_footnotes = property(
        lambda context: getattr(context, NAME), lambda context, footnotes: setattr(context, NAME, Staying(footnotes))
    )
