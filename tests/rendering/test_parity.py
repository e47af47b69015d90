"""PDF, DOCX and HTML say the same: the same words, numbers and footnotes, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from responsegen.rendering.tree import Element, words
from tests.rendering.reading import Tag, docx_words, html_words, squashed, tags

if TYPE_CHECKING:
    from pathlib import Path


def said(tag: Tag, *, numbered: bool = False) -> str:
    """The text in the order of the tags, without contents, pictures, and numbers of items and notes."""
    if tag.role in {"TOC", "Reference", "Figure"} or (tag.role == "Lbl" and numbered):
        return ""
    numbered = {"L": bool(tag.attributes.get("/A")), "Note": True, "LI": numbered}.get(tag.role, False)
    return tag.text + "".join(said(child, numbered=numbered) for child in tag.children)


def pdf_words(pdf: bytes, page: Element) -> str:
    """The text of a PDF in the order of its tags, the table of contents left out with its heading."""
    headings = [squashed(words(heading)) for heading in page.iterfind("body/main/nav/h2")]
    read = squashed(said(tags(pdf)))
    for heading in headings:
        assert heading in read
        read = read.replace(heading, "", 1)
    return read


def test_the_pdf_holds_the_same_text_as_the_html(sample: Element, sample_pdf: bytes) -> None:
    assert pdf_words(sample_pdf, sample) == squashed(html_words(sample))


def test_the_docx_holds_the_same_text_as_the_html(sample: Element, sample_docx: bytes) -> None:
    assert squashed(docx_words(sample_docx)) == squashed(html_words(sample))


@pytest.mark.parametrize("document", ["response", "synthesis", "fiches/SE", "fiches/HU"])
def test_every_shipped_document_says_the_same_in_all_formats(shipped_build: Path, document: str) -> None:
    page = etree.fromstring((shipped_build / f"{document}.html").read_bytes())
    expected = squashed(html_words(page))
    assert squashed(docx_words((shipped_build / f"{document}.docx").read_bytes())) == expected
    assert pdf_words((shipped_build / f"{document}.pdf").read_bytes(), page) == expected
