"""The names of a file's pages are made once, and again only when there are more pages."""

import pydyf

from responsegen.rendering.pdf import engine


def test_page_names_are_made_once_for_as_many_pages() -> None:
    assert engine
    pdf = pydyf.PDF()
    assert pdf.page_references == ()
    pdf.add_page(pydyf.Dictionary())
    first = pdf.page_references
    assert first == (b"3 0 R",)
    assert pdf.page_references is first
    pdf.add_page(pydyf.Dictionary())
    assert pdf.page_references == (b"3 0 R", b"4 0 R")
