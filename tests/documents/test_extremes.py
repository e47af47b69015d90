"""Papers made of extreme dossiers: nothing empty, nothing broken, no number at odds with its noun, no name too many."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import ComposedDocument, compose
from responsegen.documents.words import FILTERS
from responsegen.dossier.model import Release
from responsegen.dossier.reading import read_dossier
from responsegen.rendering.docx import write_docx
from responsegen.rendering.html import parse
from responsegen.rendering.pdf import write_pdf
from responsegen.rendering.templates import TemplateFolders, render_html
from responsegen.rendering.tree import words
from tests.documents import extremes
from tests.rendering.reading import Tag, notes_apart, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from responsegen.rendering.tree import Element

    Papers = Callable[[extremes.Make], list["Paper"]]

FICHES = {"DE", "FR", "HU", "XK"}  # of those that there are, enough to see every kind

# What no reader should meet, as it stands in the text of one paragraph, cell or heading.
BLEMISHES = (
    r"\bNone\b(?! of| is)",
    r"\bUndefined\b|\{\{|\}\}",
    r"(?<!\.)\.\.(?!\.)",
    r"[,;:]\s*[.;,]",
    r"\(\s*\)|\[\s*\]",
    r"(?<=\w) [,.;:]",
    r"\b(?:1|one|no) (?:delegations|points|members|headings|pairs|ranges|personnels|months|days)\b",
    r"\b(?:one|delegation|point) (?:are|have)\b",
    r"\b(?:delegations|points) (?:is|has)\b",
    r"\b([a-z]{3,}) \1\b",
    r"\([^()]* \([^()]*\)",
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as HTML: its text, and its tree once it was found sound."""

    document: ComposedDocument
    html: str
    page: Element


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Callable[[extremes.Make], list[Paper]]:
    """The papers of an extreme dossier, each made once for all tests."""

    @cache
    def made(make: extremes.Make) -> list[Paper]:
        folder = tmp_path_factory.mktemp(make.__name__)
        for name, text in make().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        found = read_dossier(folder)
        assert found.dossier is not None, found.problems
        documents = compose(found.dossier, joint_answer(found.dossier))
        return [paper(d) for d in documents if d.delegation is None or d.delegation in FICHES]

    return made


def paper(document: ComposedDocument) -> Paper:
    html = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
    return Paper(document, html, parse(html, document.path))


def lines(page: Element) -> list[str]:
    """The text of every paragraph, cell, heading and item, and the words for every picture."""
    said = [words(e) for e in page.iter("p", "li", "th", "td", "dt", "dd", "h1", "h2", "h3", "caption", "figcaption")]
    return said + [str(img.get("alt")) for img in page.iter("img")]


@pytest.mark.parametrize("make", extremes.EXTREMES, ids=lambda make: make.__name__)
def test_no_paper_has_a_blemish(papers: Papers, make: extremes.Make) -> None:
    made = papers(make)
    found = [
        (p.document.path, blemish, line)
        for p in made
        for line in lines(p.page)
        for blemish in BLEMISHES
        if re.search(blemish, line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "blemished"),
    [
        ("Sent by 1 delegations.", True),
        ("Supported by one delegation: The Union will list ships.", False),
        ("Not agreed..", True),
        ("One delegation are undecided.", True),
        ("Nobody is for it ().", True),
        ("The answer is None.", True),
        ("None of the three points agreed yet.", False),
        ("Ships (supported by three delegations (Weimar))", True),
        ("Ships (supported by three) and banks (supported by two).", False),
    ],
)
def test_a_blemish_is_seen(line: str, *, blemished: bool) -> None:
    assert any(re.search(blemish, line) for blemish in BLEMISHES) == blemished


@pytest.mark.parametrize("make", extremes.EXTREMES, ids=lambda make: make.__name__)
def test_every_heading_is_followed_by_something_and_every_table_by_rows(papers: Papers, make: extremes.Make) -> None:
    made = papers(make)
    for p in made:
        for heading in p.page.iter("h2", "h3"):
            after = heading.getnext()
            assert after is not None, words(heading)
            assert after.tag not in {"h1", "h2"}, words(heading)
        for table in p.page.iter("table"):
            assert table.findall("tbody/tr"), words(table)
            assert table.getprevious().tag in {"p", "ol", "ul", "h2", "h3"}, words(table)


def outcome_pages(read: Tag) -> set[int]:
    """The pages, from 0, on which rows of the outcome and what stands below them begin."""
    table = next(table for table in read.all("Table") if "Not agreed:" in table.words())
    below = [p for p in read.all("P") if p.words().startswith("In bold")] or [table]
    return {part.begins() for part in (*table.all("TR"), *below)}


def test_the_first_page_holds_the_outcome_of_forty_delegations(papers: Papers) -> None:
    (synthesis,) = (p for p in papers(extremes.forty_delegations) if p.document.release is Release.PARTICIPANTS)
    assert outcome_pages(tags(write_pdf(synthesis.page, "synthesis.pdf"))) == {0}


@pytest.mark.parametrize("make", extremes.EXTREMES, ids=lambda make: make.__name__)
def test_a_response_speaks_of_footnotes_and_brackets_where_it_has_some(papers: Papers, make: extremes.Make) -> None:
    (response,) = (p for p in papers(make) if p.document.release is Release.ADDRESSEE)
    announced = "Reservations are recorded in footnotes." in response.html
    assert announced == ('class="footnote"' in response.html)


@pytest.mark.parametrize("make", [extremes.all_grouped, extremes.all_anonymous], ids=lambda make: make.__name__)
def test_unless_attribution_is_named_no_picture_and_no_word_holds_a_code(papers: Papers, make: extremes.Make) -> None:
    made = papers(make)
    code = re.compile(rf"\b(?:{'|'.join(extremes.FIVE)})\b")
    several = [p for p in made if p.document.release is not Release.DELEGATION]
    assert len(several) == 2
    for p in several:
        drawn = [base64.b64decode(str(img.get("src")).partition(",")[2]).decode() for img in p.page.iter("img")]
        assert not [text for text in (*drawn, unescape(p.html)) if code.search(re.sub(r"<style>.*?</style>", "", text))]


def test_kosovo_carries_its_footnote_exactly_where_it_is_named(papers: Papers) -> None:
    made = papers(extremes.forty_delegations)
    noted = {p.document.path for p in made if "UNSCR 1244/1999" in p.html}
    assert noted == {"synthesis", "fiches/XK"}
    assert all("Kosovo*" in p.html for p in made if p.document.path in noted)


def test_the_last_page_of_a_response_is_not_a_table_alone(papers: Papers) -> None:
    made = papers(extremes.one_against_all)
    (response,) = (p for p in made if p.document.release is Release.ADDRESSEE)
    read = tags(write_pdf(response.page, "response.pdf"))
    table, before = read.all("Table")[-1], read.all("LBody")[-1]
    assert table.begins() == before.begins() == read.all("TR")[-1].begins() > 0


@pytest.mark.parametrize("make", [extremes.long_words, extremes.thirty_options], ids=lambda make: make.__name__)
def test_extreme_pages_become_pdf_and_docx(papers: Papers, make: extremes.Make) -> None:
    made = papers(make)
    (synthesis,) = (p for p in made if p.document.release is Release.PARTICIPANTS)
    pdf = write_pdf(synthesis.page, "synthesis.pdf")
    assert pdf.startswith(b"%PDF-")
    read = tags(pdf)
    assert notes_apart(read) == []
    assert outcome_pages(read) == {0}
    template = TemplateFolders.of().word()
    assert write_docx(synthesis.page, synthesis.document.furniture, template, "synthesis.docx").startswith(b"PK")
