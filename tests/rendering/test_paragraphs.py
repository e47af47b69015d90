"""A range of numbers stays on one line, in the page, in PDF and in Word."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest
from lxml import etree

from responsegen.rendering.docx import write_docx
from responsegen.rendering.paragraphs import with_ranges_whole
from responsegen.rendering.pdf import write_pdf
from tests.rendering.conftest import FURNITURE

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("<p>50–100 vehicles</p>", ["50–100"]),
        (
            "<p>23\u00a0450–34\u00a0450\u00a0personnel (2–5\u00a0years, 4.5–6\u00a0%)</p>",
            ["23\u00a0450–34\u00a0450", "2–5", "4.5–6"],
        ),
        ("<td>30–50k</td><td>≥20k</td>", ["30–50k"]),
        ("<p>14–20 February, 09.00–18.00</p>", ["14–20", "09.00–18.00"]),
        ("<p>a–c 12–14, non–state</p>", ["a–c", "12–14"]),
        ("<p>Security – 5 points; 5 – 6; 2025-02-16; A4–5b; 1–2–3</p>", []),
        ('<title>14–20 February</title><style>p { top: 1–2 }</style><img alt="5–9"/><p title="5–9">five</p>', []),
    ],
)
def test_a_range_of_numbers_is_an_element_of_its_own(text: str, ranges: list[str]) -> None:
    marked = with_ranges_whole(text)
    found = etree.fromstring(f"<body>{marked}</body>").iter("span")
    assert [(span.get("class"), span.text) for span in found] == [("whole", text) for text in ranges]
    assert marked.replace('<span class="whole">', "").replace("</span>", "") == text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("<td>155 mm ammunition</td>", "<td>155~mm ammunition</td>"),
        ("<th>Consultations within 24 hours</th>", "<th>Consultations within 24~hours</th>"),
        ("<p>30 000 drones, 65 % of them for 2 years</p>", "<p>30~000 drones, 65~% of them for 2~years</p>"),
        ('<img alt="24 hours"/>', '<img alt="24 hours"/>'),
        ("<p>BE 24, NL 25; 4 of 7; 5 hoursoever</p>", "<p>BE 24, NL 25; 4 of 7; 5 hoursoever</p>"),
    ],
)
def test_a_number_stays_with_its_unit_whoever_typed_it(text: str, whole: str) -> None:
    assert with_ranges_whole(text).replace("\u00a0", "~") == whole


def with_ranges(sample: Element) -> Element:
    """The sample, and paragraphs with a range wherever a line may end."""
    page = deepcopy(sample)
    main = page.find("body/main")
    assert main is not None
    for length in range(60, 110):
        main.append(
            etree.fromstring(with_ranges_whole(f"<p>{'ab ' * (length // 3)}{'c' * (length % 3)} 500–100 rounds</p>"))
        )
    return page


def test_no_line_of_a_pdf_ends_within_a_range(sample: Element) -> None:
    with pypdfium2.PdfDocument(write_pdf(with_ranges(sample), "sample.html")) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    lines = [line.strip() for line in text.splitlines()]
    assert [line for line in lines if line.endswith("500–")] == []
    assert [line for line in lines if line.startswith("500–100")]  # some had to go to the next line
    assert text.count("500–100 rounds") + text.count("500–100\r\nrounds") == 50
    assert "\u2060" not in text


def test_word_gets_the_range_as_it_is_written(sample: Element, word_template: bytes) -> None:
    document = docx.Document(io.BytesIO(write_docx(with_ranges(sample), FURNITURE, word_template, "sample.html")))
    assert {p.text.split()[-2] for p in document.paragraphs[-50:]} == {"500–100"}
