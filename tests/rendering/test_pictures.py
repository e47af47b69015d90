"""Pictures in a DOCX: as large as they say, in no more dots than memory holds, and told where they cannot be read."""

from __future__ import annotations

import io
import struct
from base64 import b64encode
from typing import TYPE_CHECKING

import docx
import pytest

from responsegen.rendering.docx import pictures, write_docx
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse
from tests.rendering.conftest import FURNITURE
from tests.rendering.test_joining import Kept

if TYPE_CHECKING:
    from docx.shape import InlineShape

    from responsegen.rendering.tree import Element

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><title>T</title>
<meta name="dcterms.created" content="2025-02-16T18:00:00+01:00"/></head>
<body><main><h1>A</h1><figure><img src="data:image/{};base64,{}" alt="A"/></figure></main></body></html>"""


def svg(attributes: str, inner: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'.encode()


def in_word(kind: str, content: bytes, word_template: bytes) -> tuple[InlineShape, tuple[int, int]]:
    """The picture in the document, and how many dots are in the file of it."""
    page = parse(PAGE.format(kind, b64encode(content).decode()), "x.html")
    read = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "x.html")))
    (shape,) = read.inline_shapes
    (image,) = (part for part in read.part.package.iter_parts() if part.partname.endswith(".png"))
    width, height = struct.unpack(">II", image.blob[16:24])
    return shape, (width, height)


SIZES = [
    ('width="96" height="48"', (72, 36)),
    ('width="96px" height="0.5in"', (72, 36)),
    ('width="2.54cm" height="12.7mm"', (72, 36)),
    ('width="72pt" height="3pc"', (72, 36)),
    ('viewBox="0 0 96 48"', (72, 36)),
    ('viewBox="0,0,192,96" width="96"', (72, 36)),
    ('viewBox="0 0 192 96" height="48"', (72, 36)),
    ('viewBox="0 0 192 96" width="50%" height="50%"', (72, 36)),
]


@pytest.mark.parametrize(("attributes", "points"), SIZES, ids=[attributes for attributes, _ in SIZES])
def test_a_drawing_is_as_large_as_it_says(attributes: str, points: tuple[int, int], word_template: bytes) -> None:
    shape, dots = in_word("svg+xml", svg(attributes), word_template)
    assert (round(shape.width.pt), round(shape.height.pt)) == points
    assert dots == (216, 108)


@pytest.mark.parametrize("size", ["4000", "1e5", "1e9", "100cm"])
def test_a_drawing_beyond_measure_has_no_more_dots_than_memory_holds(
    size: str, word_template: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_DOTS", 500)
    shape, dots = in_word("svg+xml", svg(f'width="{size}" height="{size}"'), word_template)
    assert max(dots) <= 501
    assert shape.width == shape.height
    assert round(shape.width.cm, 1) == 16.6  # of the page


LEVELS = "".join(f'<g id="l{i + 1}">' + f'<use href="#l{i}"/>' * 10 + "</g>" for i in range(8))
USES = f'<defs><rect id="l0" width="1" height="1"/>{LEVELS}</defs><use href="#l8"/>'  # a hundred million in all
UNREADABLE = [
    ("svg+xml", svg('width="9" height="9em"'), "a drawing that says how wide and high it is"),
    ("svg+xml", svg("", '<rect width="1e6" height="1e6"/>'), "a drawing that says how wide and high it is"),
    ("svg+xml", svg('viewBox="0 0 0 9" width="9"'), "a drawing that says how wide and high it is"),
    ("svg+xml", svg('viewBox="a b"'), "a drawing that says how wide and high it is"),
    ("svg+xml", svg('width="nan" height="9"'), "a drawing that says how wide and high it is"),
    ("svg+xml", svg('width="0" height="9"'), "a picture in SVG, PNG or JPEG (got ValueError: SVG has an invalid size)"),
    (
        "svg+xml",
        svg('width="9" height="9"', USES),
        "a picture in SVG, PNG or JPEG (got ValueError: SVG data parsing failed",
    ),
    (
        "svg+xml",
        svg('width="9" height="9"').decode().encode("utf-16"),
        "a picture in SVG, PNG or JPEG (got a text that is not saved as UTF-8",
    ),
    ("png", b" ", "a picture in SVG, PNG or JPEG (got no PNG that can be read, or not all of one)"),
]


@pytest.mark.parametrize(("kind", "content", "expected"), UNREADABLE)
def test_a_picture_that_cannot_be_read_is_told(kind: str, content: bytes, expected: str, word_template: bytes) -> None:
    with pytest.raises(RenderingFailed) as caught:
        in_word(kind, content, word_template)
    assert str(caught.value).startswith(f"x.html:4:1: error: expected {expected}")


def test_a_drawing_is_drawn_once_for_as_long_as_it_is_kept(
    sample: Element, sample_docx: bytes, word_template: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept()
    assert write_docx(sample, FURNITURE, word_template, "sample.html", kept=kept) == sample_docx
    assert kept.missed == len(kept.there) > 0
    monkeypatch.delattr(pictures, "_drawn")
    assert write_docx(sample, FURNITURE, word_template, "sample.html", kept=kept) == sample_docx
