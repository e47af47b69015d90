"""Every sign has words behind it, in each format; who blocks stands out without colour."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest

from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse, write_html
from tests.rendering.reading import W, parts
from tests.rendering.test_html import PAGE

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element

MEANINGS = {"✓": "for", "✗": "against, and alone in it", "–": "abstains"}
MEANINGS |= {"●": "undecided", "○": "not heard", "■": "not asked"}


def test_a_browser_reads_the_words_of_a_sign(sample: Element) -> None:
    written = write_html(sample)
    for sign, meaning in MEANINGS.items():
        assert f'title="{meaning}" role="img" aria-label="{meaning}">{sign}</span>' in written


def test_a_pdf_says_the_words_of_a_sign(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as opened:
        said = [
            str(each.ActualText)
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each and each.get("/S") == "/Span"
        ]
    assert set(said) == set(MEANINGS.values())
    assert len(said) == 4 * 17  # a cell


def test_word_lists_the_signs_with_their_table(sample_docx: bytes) -> None:
    (described,) = parts(sample_docx)["document"].iter(f"{W}tblDescription")
    assert set(described.get(f"{W}val").split("; ")) == {f"{sign} {meaning}" for sign, meaning in MEANINGS.items()}


def test_who_blocks_stands_in_a_frame(sample_docx: bytes) -> None:
    framed = {
        run.text
        for run in docx.Document(io.BytesIO(sample_docx)).element.xpath("//w:r[w:rPr/w:rStyle/@w:val='blocks']")
    }
    assert framed == {"✗"}


@pytest.mark.parametrize("title", ["", ' title=" "'])
def test_a_sign_without_words_is_refused(title: str) -> None:
    with pytest.raises(RenderingFailed, match="title"):
        parse(PAGE.format(f'<p><span class="sign"{title}>×</span></p>'), "x.html")
