"""Measures how full the pages of a PDF are: no page is more than a quarter empty but the last of a block."""

from __future__ import annotations

import re
from collections import defaultdict
from ctypes import create_string_buffer
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from tests.rendering.reading import squashed

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element

Line = tuple[float, float, float, str]  # top, bottom and left in points from the lower left corner, and its text
BLOCKS = (
    *(f".//section[@class='{name}']/h2" for name in ("block", "landscape", "new-page")),
    ".//h2[@class='new-page']",
)


def too_empty(pdf: bytes, page: Element, most: float = 0.25) -> list[tuple[int, float]]:
    """The pages, from 1, of whose height more than `most` is empty in one piece, and how much of it.

    The last page may be as empty as it is, and so may one after which a block begins.
    """
    heads = [squashed("".join(h2.itertext())) for path in BLOCKS for h2 in page.findall(path)]
    with pypdfium2.PdfDocument(pdf) as document:
        sizes = [page.get_size() for page in document]
        written = [sorted(_lines(page), reverse=True) for page in document]
    foot, top = defaultdict(lambda: 1e6), defaultdict(float)
    for size, lines in zip(sizes, written, strict=True):
        foot[size] = min(foot[size], *(bottom for _, bottom, *_ in lines))
        top[size] = max(top[size], *(high for high, *_ in lines))
    found = []
    for number, (size, (lines, following)) in enumerate(zip(sizes, pairwise(written), strict=False), 1):
        first = sorted((left, text) for high, _, left, text in following if high > following[0][1])
        begins = squashed("".join(text for _, text in first))
        if not any(begins and head.startswith(begins) for head in heads):
            empty = _widest_gap(lines, foot[size]) / (top[size] - foot[size])
            found += [(number, round(empty, 2))] if empty > most else []
    return found


def _widest_gap(lines: list[Line], foot: float) -> float:
    lowest, gaps = lines[0][1], [0.0]
    for high, bottom, *_ in lines:
        gaps.append(lowest - high)
        lowest = min(lowest, bottom)
    return max(*gaps, lowest - foot)


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    """What stands on a page but for its head and foot, which are artifacts, and as such have no number."""
    texts, found = page.get_textpage(), []
    for drawn in page.get_objects():
        if pdfium.FPDFPageObj_GetMarkedContentID(drawn.raw) < 0:
            continue
        left, bottom, _, top = drawn.get_bounds()
        text = ""
        if drawn.type == pdfium.FPDF_PAGEOBJ_TEXT:
            size = pdfium.FPDFTextObj_GetText(drawn.raw, texts.raw, None, 0)
            buffer = create_string_buffer(size)
            pdfium.FPDFTextObj_GetText(
                drawn.raw, texts.raw, pdfium.ctypes.cast(buffer, pdfium.ctypes.POINTER(pdfium.FPDF_WCHAR)), size
            )
            text = re.sub(r"\0", "", buffer.raw.decode("utf-16-le"))
        found.append((top, bottom, left, text))
    return found
