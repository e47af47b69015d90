"""One page that has everything which templates may use: the documents of these tests are made from it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from responsegen.documents.content import PageFrame
from responsegen.rendering.docx import write_docx
from responsegen.rendering.html import parse
from responsegen.rendering.pdf import write_pdf
from responsegen.rendering.templates import TemplateFolders, render_html

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element

CHART = """<svg xmlns="http://www.w3.org/2000/svg" width="480" height="160" viewBox="0 0 480 160">
<rect x="40" y="90" width="160" height="40" fill="#10305a"/>
<rect x="200" y="30" width="240" height="100" fill="#d9e2ee"/>
<path d="M40 130H460M40 130V10" stroke="#16191d" fill="none"/>
<text x="120" y="80" font-family="Source Sans 3" font-size="12" text-anchor="middle">600</text>
<text x="320" y="24" font-family="Source Sans 3" font-size="12" font-weight="700" text-anchor="middle">1 000</text>
</svg>"""


@dataclass(frozen=True)
class Row:
    """One line of the long table."""

    code: str
    topic: str
    answer: str
    number: str


@dataclass(frozen=True)
class Sample:
    """What the sample template prints."""

    rows: tuple[Row, ...]
    codes: tuple[str, ...]
    topics: tuple[str, ...]
    chart: str


FURNITURE = PageFrame(
    title="Joint European response to the United States questionnaire",
    kind="Synthesis",
    reference="RG 0001/25",
    revision="REV 1",
    marking="LIMITE",
    exercise=True,
    author="Pen-holder",
    as_of=datetime(2025, 2, 16, 18, 0, tzinfo=UTC),
)
CODES = ("BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT", "CY", "LV", "LT", "NO", "UK")
SAMPLE = Sample(
    rows=tuple(
        Row(
            CODES[i % len(CODES)],
            "Size of the force",
            "Accepts 20 000 to 40 000, with a comment" * (1 + i % 3),
            f"{i} 000",
        )
        for i in range(1, 61)
    ),
    codes=CODES,
    topics=("Shadow fleet", "Oil price cap", "Third-country enablers", "Air defence"),
    chart=f"data:image/svg+xml;base64,{base64.b64encode(CHART.encode()).decode()}",
)


@pytest.fixture(scope="session")
def sample_html() -> str:
    here = Path(__file__).parent
    folders = TemplateFolders((here, *TemplateFolders.of().folders))
    return render_html("sample.html.j2", SAMPLE, FURNITURE, folders, {})


@pytest.fixture(scope="session")
def sample(sample_html: str) -> Element:
    return parse(sample_html, "sample.html")


@pytest.fixture(scope="session")
def sample_pdf(sample: Element) -> bytes:
    return write_pdf(sample, "sample.html")


@pytest.fixture(scope="session")
def word_template() -> bytes:
    return TemplateFolders.of().word()


@pytest.fixture(scope="session")
def sample_docx(sample: Element, word_template: bytes) -> bytes:
    return write_docx(sample, FURNITURE, word_template, "sample.html")
