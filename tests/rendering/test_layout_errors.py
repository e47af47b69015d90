"""What WeasyPrint cannot lay out or draw is a problem of the document; what fails in this program is its own fault."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Never

import pytest
import weasyprint

from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse
from responsegen.rendering.pdf import finishing, structure_tree, write_pdf
from responsegen.rendering.pdf.weasyprint import font_instancing

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><title>T</title>
<meta name="dcterms.created" content="2025-02-16T18:00:00+01:00"/>
<style>body {{ font-family: "Source Sans 3" }} {css}</style></head>
<body><div class="page-header"><p>head</p><p>line</p></div><main><h1>A</h1><p>text</p>{body}</main></body></html>"""
SIZED = 'width="90" height="90"'
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" {}>
<text x="9" y="9" font-family="Source Sans 3">A</text></svg>"""


def page(css: str = "", attributes: str = SIZED) -> Element:
    address = f"data:image/svg+xml;base64,{b64encode(DRAWING.format(attributes).encode()).decode()}"
    figure = f'<figure><img src="{address}" alt="A"/><figcaption>A</figcaption></figure>'
    return parse(PAGE.format(css=css, body=figure), "x.html")


RUNNING = ".page-header { position: running(head) } @page { @top-center { content: element(head) } } "
UNLAID = [
    ("p { letter-spacing: 1e300px }", SIZED, "OverflowError: int too big to convert"),
    ("p { margin: calc(1px * infinity) }", SIZED, "ValueError: cannot convert float NaN to integer"),
    (
        "p" + ":not(" * 500 + "a" + ")" * 500 + " { color: red }",
        SIZED,
        "RecursionError: maximum recursion depth exceeded",
    ),
    ("p { font-size: 1e9px }", SIZED, "ZeroDivisionError: "),
    ("* { position: running(a) } @page { @top-left { content: element(a) } }", SIZED, "TypeError: Layout for TextBox"),
    (RUNNING + "p { page-break-before: always }", SIZED, "AssertionError)"),
    ("", 'viewBox="a b"', "ValueError: could not convert string to float: 'a'"),
]


@pytest.mark.parametrize(("css", "attributes", "found"), UNLAID, ids=[found.split(":")[0] for *_, found in UNLAID])
def test_what_weasyprint_cannot_lay_out_is_told_with_the_document(css: str, attributes: str, found: str) -> None:
    with pytest.raises(RenderingFailed) as caught:
        write_pdf(page(css, attributes), "x.html")
    (said,) = (str(problem) for problem in caught.value.problems if problem.code == "RG924")
    assert said.startswith(f"x.html:1:1: error: expected a page that WeasyPrint can lay out (got {found}")
    assert said.endswith("If the dossier has a style sheet, template or picture of its own, that is the likely cause")


@pytest.mark.parametrize(
    "place",
    [
        (structure_tree, "Structure"),
        (finishing, "declare_pdf_ua"),
        (finishing, "settle"),
        (font_instancing, "FAMILIES"),
    ],
)
def test_a_fault_of_the_programs_own_is_none_of_the_document(
    monkeypatch: pytest.MonkeyPatch, place: tuple[object, str]
) -> None:
    monkeypatch.setattr(*place, None)
    with pytest.raises(TypeError, match="NoneType"):
        write_pdf(page(), "x.html")


def test_what_weasyprint_raises_while_the_file_is_finished_is_the_programs_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing, "settle", lambda _: weasyprint.CSS())
    with pytest.raises(TypeError, match="source"):
        write_pdf(page(), "x.html")


@pytest.mark.parametrize("kind", [MemoryError, OSError, KeyboardInterrupt])
def test_what_the_machine_lacks_keeps_its_meaning(monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]) -> None:
    def lacks(*_: object, **__: object) -> Never:
        raise kind

    monkeypatch.setattr(weasyprint.document, "generate_pdf", lacks)
    with pytest.raises(kind):
        write_pdf(page(), "x.html")
