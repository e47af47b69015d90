"""A page that is more than a quarter empty is noticed, unless a block begins behind it."""

from __future__ import annotations

import pytest

from responsegen.rendering.html import parse
from responsegen.rendering.pdf import write_pdf
from tests.rendering.fill import too_empty

PAGE = """<html lang="en"><head><title>T</title>
<meta name="dcterms.created" content="2025-02-16T18:00:00+01:00"/>
<style>
@page {{ size: 100mm 101mm; margin: 10mm }}
body, h1, h2, p {{ margin: 0; font: 10pt/10mm "Source Sans 3"; break-inside: avoid }}
section {{ break-before: page }}
</style></head><body><main><h1>Title</h1><p>and<br/>seven<br/>lines<br/>fill<br/>such<br/>a<br/>page</p>{}</main></body>
</html>"""
HALF = "<p>four<br/>of<br/>eight<br/>lines</p>"
TALL = "<p>this<br/>does<br/>not<br/>fit<br/>below</p>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (TALL, []),
        (HALF + TALL, [2]),
        (f"{HALF}<section class='block'><h2>Block</h2></section>", []),
        (f"{HALF}<section><h2>Part</h2></section>", [2]),
    ],
)
def test_what_is_left_of_a_page(body: str, found: list[int]) -> None:
    page = parse(PAGE.format(body), "page.html")
    assert [number for number, _ in too_empty(write_pdf(page, "page.html"), page)] == found
