"""No paragraph of the PDF ends with a line of fewer than six letters."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from responsegen.rendering.html import parse
from responsegen.rendering.pdf import write_pdf

FILL = "The delegations agree that a force of this size is needed at once and for a long time and all hope so"
ENDS = [
    "in it.",
    "reconnaissance.",
    "to be <strong>agreed</strong>.",
    "by <em>all of us</em>",
    "30 000 men.",
    "a b c d e f",
]


@pytest.mark.parametrize("end", ENDS)
def test_the_last_line_has_six_letters(sample_html: str, end: str) -> None:
    fills = [" ".join(FILL.split()[:number]) for number in range(8, 22)]
    body = "".join(f"<p>§ {fill} {end}</p>" for fill in fills)
    page = re.sub("<main>.*</main>", lambda _: f"<main><h1>Title</h1>{body}</main>", sample_html, flags=re.DOTALL)
    with pypdfium2.PdfDocument(write_pdf(parse(page, "x"), "x")) as document:
        said = "".join(page.get_textpage().get_text_range() for page in document)
    lasts = [part.split("Page")[0].strip().splitlines()[-1] for part in said.split("§")[1:-1]]
    assert [line for line in lasts if len(re.findall(r"\w", line)) < 6] == []
    assert any(len(line) < 40 for line in lasts)


@pytest.mark.parametrize("note", ["word.{} (four)", "<em>word.</em>{} four", "<strong>a</strong> wo.{}, four"])
def test_no_line_begins_with_the_mark_of_a_note(sample_html: str, note: str) -> None:
    fills = [f"{'.' * number} {' '.join(FILL.split()[:13])}" for number in range(1, 60)]
    said = note.format('<span class="footnote">Two delegations.</span>')
    body = "".join(f"<p>§ {fill} {said}</p>" for fill in fills)
    page = re.sub("<main>.*</main>", lambda _: f"<main><h1>Title</h1>{body}</main>", sample_html, flags=re.DOTALL)
    with pypdfium2.PdfDocument(write_pdf(parse(page, "x"), "x")) as document:
        lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    marked = [line for line in lines if re.search(r"\bwo(?:rd)?\.|\(?four", line)]
    assert not [line for line in lines if re.match(r"\d+(?: \(?four|, four)", line)], marked
