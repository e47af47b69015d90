"""Plain lines of text in drawings are set whole, where WeasyPrint alone would set them, and others are left to it."""

import base64
import io
from collections import Counter

import pikepdf
import pypdfium2
import pytest
from weasyprint.svg import SVG

from responsegen.rendering.html import parse
from responsegen.rendering.pdf import write_pdf
from responsegen.rendering.pdf.weasyprint import svg_text

FIGURES = """
<text x="200" y="20" font-size="12">30 000</text>
<text x="200" y="40" font-size="12" font-weight="600" text-anchor="middle">1 000–2 000</text>
<text x="200" y="60" font-size="9" font-weight="bold" text-anchor="end" fill="#a03020">17</text>
<g transform="translate(200 80)" font-size="20"><text x="-10.5" y="0" font-size="0.5em">0</text></g>
"""
GRADIENT = """<defs><linearGradient id="g">
<stop offset="0" stop-color="#10305a"/><stop offset="1" stop-color="#a03020"/>
</linearGradient></defs>"""
AROUND = {
    "seen through": '<g opacity="0.5"><rect width="60" height="10"/><text x="10" y="40" font-size="20">00</text></g>',
    "moved": '<g transform="translate(30 10)" fill="#a03020"><text x="10" y="40" font-size="20">00</text></g>',
}
WORDS = '<text x="20" y="20" font-size="12">Ta</text>'
NO_PLAIN_LINES = {
    "each letter at its place": '<text x="10 20 40" y="20">abc</text>',
    "moved": '<text x="10" y="20" dx="5">abc</text>',
    "spaced": '<text x="10" y="20" letter-spacing="3">abc</text>',
    "hung from its top": '<text x="10" y="20" dominant-baseline="hanging">abc</text>',
    "in two parts": '<text x="10" y="20">a<tspan font-weight="700">bc</tspan></text>',
    "in italics": '<text x="10" y="20" font-style="italic">abc</text>',
    "outlined": '<text x="10" y="20" stroke="#000000" fill="none">abc</text>',
    "see-through": '<text x="10" y="20" opacity="0.5">abc</text>',
    "hidden": '<g visibility="hidden"><text x="10" y="20">abc</text></g>',
    "where the last one ended": "<text>abc</text>",
    "in the colours of a gradient": GRADIENT + '<g fill="url(#g)"><text x="10" y="20">abc</text></g>',
    "with a line separator": '<text x="10" y="20">ab\u2028c</text>',
    "at a share of the width": '<text x="10%" y="20">abc</text>',
    "in letters of no known weight": '<text x="10" y="20" font-weight="bolder">abc</text>',
}


def pdf(drawing: str) -> bytes:
    """A page with this drawing, in the table face."""
    root = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100" font-family="'Source Sans 3'">"""
    address = f"data:image/svg+xml;base64,{base64.b64encode(f'{root}{drawing}</svg>'.encode()).decode()}"
    page = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><title>Drawing</title>
<meta name="dcterms.created" content="2025-02-16T18:00:00+00:00"/>
<style>body {{ font-family: "Source Serif 4" }}</style></head>
<body><main><h1>Drawing</h1><figure><img src="{address}" alt="A drawing"/></figure></main></body></html>"""
    return write_pdf(parse(page, "drawing.html"), "drawing.html")


def as_weasyprint_alone(monkeypatch: pytest.MonkeyPatch, drawing: str) -> bytes:
    with monkeypatch.context() as patch:
        patch.setattr(SVG, "draw_node", svg_text._draw_node)  # noqa: SLF001 -- the original
        return pdf(drawing)


def letters(written: bytes) -> tuple[str, list[float]]:
    """The letters on the page, and of each its left, lower, right and upper end in points."""
    with pypdfium2.PdfDocument(written) as document:
        text = document[0].get_textpage()
        seen = [at for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
        return "".join(text.get_text_range(at, 1) for at in seen), [end for at in seen for end in text.get_charbox(at)]


def dark(written: bytes) -> int:
    """How many pixels of the page are not white."""
    with pypdfium2.PdfDocument(written) as document:
        seen = bytes(document[0].render(scale=3, grayscale=True).buffer)
    return len(seen) - seen.count(255)


def operators(written: bytes) -> Counter[str]:
    """How often each operator is in the page and in the drawings on it."""
    with pikepdf.open(io.BytesIO(written)) as opened:
        contents = [opened.pages[0], *(each for each in opened.objects if _is_drawing(each))]
        return Counter(str(each.operator) for content in contents for each in pikepdf.parse_content_stream(content))


def _is_drawing(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"


def test_figures_stand_where_weasyprint_alone_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    said, places = letters(pdf(FIGURES))
    assert said == "Drawing30000" + "1000–2000" + "17" + "0"
    assert (said, pytest.approx(places, abs=0.01)) == letters(as_weasyprint_alone(monkeypatch, FIGURES))


def test_a_line_is_one_piece_of_the_page_and_words_are_kerned(monkeypatch: pytest.MonkeyPatch) -> None:
    kerned, spaced = pdf(WORDS), as_weasyprint_alone(monkeypatch, WORDS)
    assert (operators(kerned)["Tm"], operators(spaced)["Tm"]) == (1 + len(["Ta"]), 1 + len("Ta"))
    (said, places), (said_spaced, places_spaced) = letters(kerned), letters(spaced)
    assert said == said_spaced == "DrawingTa"
    left, left_spaced = places[-4], places_spaced[-4]
    assert left_spaced - left > 0.3  # points, of a letter that is five wide


@pytest.mark.parametrize("drawing", AROUND.values(), ids=AROUND)
def test_what_is_around_a_line_of_text_shows_it(monkeypatch: pytest.MonkeyPatch, drawing: str) -> None:
    assert dark(pdf(drawing)) == pytest.approx(dark(as_weasyprint_alone(monkeypatch, drawing)), rel=0.01)
    assert dark(pdf(drawing)) > dark(pdf(drawing.replace("00</text>", "</text>"))) * 1.01


@pytest.mark.parametrize("drawing", NO_PLAIN_LINES.values(), ids=NO_PLAIN_LINES)
def test_what_is_no_plain_line_is_left_to_weasyprint(monkeypatch: pytest.MonkeyPatch, drawing: str) -> None:
    assert pdf(drawing) == as_weasyprint_alone(monkeypatch, drawing)
