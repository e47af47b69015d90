"""Where the pages of the shipped papers end: no lone heading, no few rows of a table, a footnote beside its mark."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.rendering.reading import Tag, in_order, notes_apart, tags

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAPERS = ("response", "synthesis", "fiches/DE", "fiches/UK")
FREE = ("Rules", "Outcome")  # tables of which any row may stand alone: they are short, and their rows tall


@pytest.fixture(scope="module")
def read(shipped_build: Path) -> Callable[[str], Tag]:
    return cache(lambda paper: tags((shipped_build / f"{paper}.pdf").read_bytes()))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_footnote_begins_on_the_page_of_its_mark(read: Callable[[str], Tag], paper: str) -> None:
    assert notes_apart(read(paper)) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_no_page_has_few_rows_of_a_table(read: Callable[[str], Tag], paper: str) -> None:
    for table in read(paper).all("Table"):
        rows = [row for body in table.all("TBody") for row in body.all("TR") if row.words().strip()]
        pages = Counter(row.begins() for row in rows)
        caption = table.all("Caption")[0].words()
        if not caption.startswith(FREE):
            assert pages[max(pages)] >= min(4, len(rows)), caption
            assert pages[min(pages)] >= min(2, len(rows)), caption


@pytest.mark.parametrize("paper", PAPERS)
def test_no_heading_stands_alone_at_the_end_of_a_page(read: Callable[[str], Tag], paper: str) -> None:
    drawn = [tag for tag in in_order(read(paper)) if tag.role in {"H2", "H3", "P", "LI", "TR", "Figure", "TOCI"}]
    lone = [h.words() for h, after in pairwise(drawn) if h.role in {"H2", "H3"} and h.begins() != after.begins()]
    assert lone == []


def test_the_response_is_summed_up_on_its_first_page_and_takes_no_more_than_eight(read: Callable[[str], Tag]) -> None:
    drawn = [tag for tag in in_order(read("response")) if tag.role in {"H2", "P", "LI", "TR"}]
    (first_question,) = (i for i, tag in enumerate(drawn) if tag.role == "H2" and "Question 1:" in tag.words())
    assert {tag.begins() for tag in drawn[:first_question]} == {0}
    assert max(tag.begins() for tag in drawn) < 8
