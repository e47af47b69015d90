"""A footnote begins on the page of its mark, however high the page is."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from responsegen.rendering.pdf import write_pdf
from tests.rendering.reading import notes_apart, tags

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element


def noted(sample: Element, top: int) -> Element:
    """A page with paragraphs of two to five lines, each with a footnote in its first, and so high."""
    page = deepcopy(sample)
    main, style = page.find("body/main"), page.find("head/style")
    assert main is not None
    assert style is not None
    for element in list(main)[1:]:
        main.remove(element)
    style.text = f"{style.text}\n@page {{ margin-top: {top}mm }}"
    for i in range(24):
        note = f'<span class="footnote">Note {i}, of {"many " * (i % 3 * 12)} words.</span>'
        main.append(etree.fromstring(f"<p>Text {i}{note} {'goes on and on ' * (8 + 6 * (i % 4))}</p>"))
    return page


# Without a cure, 25 fails by a rounding, and the others where one more line would have fitted without a footnote.
@pytest.mark.parametrize("top", [21, 25, 38, 45])
def test_a_footnote_begins_on_the_page_of_its_mark(sample: Element, top: int) -> None:
    tree = tags(write_pdf(noted(sample, top), "sample.html"))
    assert len(tree.all("Note")) == 24
    assert notes_apart(tree) == []
