"""Every page of a DOCX bears its marking, whatever head and foot the dossier's own word.docx has."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from responsegen.rendering.docx import write_docx
from responsegen.rendering.docx.word_template import open_template
from responsegen.rendering.docx.wordml import w
from tests.rendering.conftest import FURNITURE
from tests.rendering.reading import W, parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

    from responsegen.rendering.tree import Element


def other_first_page(template: Document) -> None:
    template.sections[0].different_first_page_header_footer = True


def first_page_with_content(template: Document) -> None:
    other_first_page(template)
    template.sections[0].first_page_header.paragraphs[0].text = "Letterhead"
    template.sections[0].first_page_footer.paragraphs[0].text = "Letterhead"


def other_even_pages(template: Document) -> None:
    template.settings.odd_and_even_pages_header_footer = True


def even_pages_with_content(template: Document) -> None:
    other_even_pages(template)
    template.sections[0].even_page_header.paragraphs[0].text = "Letterhead"
    template.sections[0].even_page_footer.paragraphs[0].text = "Letterhead"


def all_pages_with_content(template: Document) -> None:
    template.sections[0].header.paragraphs[0].text = "Letterhead"
    template.sections[0].footer.paragraphs[0].text = "Letterhead"


def several_sections_linked(template: Document) -> None:
    first_page_with_content(template)
    all_pages_with_content(template)
    added = template.add_section(WD_SECTION.NEW_PAGE)
    added.different_first_page_header_footer = True
    assert added.header.is_linked_to_previous


def begins_on_an_odd_page(template: Document) -> None:
    """Word would put an empty page before it, without head and foot."""
    template.sections[0].start_type = WD_SECTION.ODD_PAGE


def change_of_a_section(template: Document) -> None:
    """Whoever refuses the change in Word would have another first page."""
    section = template.sections[0]._sectPr  # noqa: SLF001 -- python-docx has no name of its own for it
    section.append(w("sectPrChange", w("sectPr", w("titlePg")), id=1, author="A"))


SPOILT = [
    other_first_page,
    first_page_with_content,
    other_even_pages,
    even_pages_with_content,
    all_pages_with_content,
    several_sections_linked,
    begins_on_an_odd_page,
    change_of_a_section,
]


@pytest.mark.parametrize("spoil", SPOILT, ids=[spoil.__name__ for spoil in SPOILT])
def test_no_page_is_without_its_marking(
    sample: Element, word_template: bytes, spoil: Callable[[Document], None]
) -> None:
    template, stored = docx.Document(io.BytesIO(word_template)), io.BytesIO()
    spoil(template)
    template.save(stored)
    written = write_docx(sample, FURNITURE, stored.getvalue(), "sample.html")
    xml, read = parts(written), docx.Document(io.BytesIO(written))
    sections = list(xml["document"].iter(f"{W}sectPr"))
    assert len(sections) == 3
    for section in sections:
        kinds = [etree.QName(child).localname for child in section]
        assert kinds[:2] == ["headerReference", "footerReference"]
        assert not {"titlePg", "type", "sectPrChange"} & set(kinds)
        assert {reference.get(f"{W}type") for reference in section[:2]} == {"default"}
    assert xml["settings"].find(f"{W}evenAndOddHeaders") is None
    heads = [relation for relation in read.part.rels.values() if relation.reltype == RELATIONSHIP_TYPE.HEADER]
    assert len(heads) == len(sections)
    for head in heads:
        said = "".join(head.target_part.element.itertext())
        assert "EXERCISE EXERCISE EXERCISE" in said
        assert "LIMITE" in said
    assert not [name for name, part in xml.items() if "Letterhead" in "".join(part.itertext())]


def test_no_style_hides_a_marking(word_template: bytes) -> None:
    template, stored = docx.Document(io.BytesIO(word_template)), io.BytesIO()
    template.styles["Header"].font.hidden = template.styles["marking"].font.hidden = True
    (default,) = template.styles.element.iter(f"{W}rPrDefault")
    default.find(f"{W}rPr").append(w("vanish"))
    template.save(stored)
    assert not [*open_template(stored.getvalue()).styles.element.iter(f"{W}vanish")]
