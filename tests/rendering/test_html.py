"""The page is HTML and XML at once, keeps to the vocabulary, and is whole; whatever is not is told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse, write_html
from responsegen.rendering.page_elements import IN_PAGE

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>T</title></head><body><main>
<h1>T</h1>
{}
</main></body></html>"""
TABLE = "<table><caption>C</caption>{}</table>"
HEAD = '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'

FAULTS = [
    # the page                                                          what is said of it
    ("<p>a&nbsp;b</p>", "HTML that is also XML"),
    ("<p class=x>a</p>", "HTML that is also XML"),
    ('<p>a <span class="b"/> c</p>', "expected something in <span> (got nothing)"),
    ("<p>\u0007</p>", "HTML that is also XML"),
    ("<marquee>a</marquee>", "(got <marquee>)"),
    ("<script>alert(1)</script>", "(got <script>)"),
    ("<p>a<p>b</p></p>", "(got <p>)"),
    ("<p>a<ul><li>b</li></ul></p>", "(got <ul>)"),
    ('<p><a href="#x" id="x">a <a href="#x">b</a></a></p>', "(got <a>)"),
    (TABLE.format("<tr><td>a</td></tr>"), "(got <tr>)"),
    ("<section>loose text</section>", 'expected no text directly in <section> (got "loose text")'),
    ('<p onclick="x()">a</p>', "the attribute onclick"),
    ('<p style="color: red">a</p>', "the attribute style"),
    ('<p><a href="javascript:x()">a</a></p>', '(got "javascript:x()")'),
    ('<p><a href="file:///etc/passwd">a</a></p>', '(got "file:///etc/passwd")'),
    ('<figure><img src="crest.svg" alt="Crest"/></figure>', 'as asset(...) gives it (got "crest.svg")'),
    ('<figure><img src="data:image/gif;base64,AA==" alt="A"/></figure>', "expected a picture in SVG, PNG or JPEG that"),
    ('<p><a href="JavaScript:x()">a</a></p>', "expected a link to #id, http://…, https://… or mailto:…"),
    ('<p><a href="#x" ping="https://example.org">a</a></p>', "the attribute ping"),
    ('<p><a href="#x" target="_top">a</a></p>', "the attribute target"),
    ('<iframe srcdoc="a"></iframe>', "(got <iframe>)"),
    ('<form action="https://example.org"></form>', "(got <form>)"),
    ("<p><svg></svg></p>", "(got <svg>)"),
    ('<figure><img src="data:image/png;base64,AA=="/></figure>', "expected a alt for <img>"),
    ('<figure><img src="data:image/png;base64,AA==" alt=" "/></figure>', "a alt of <img>"),
    ("<p> </p>", "expected something in <p> (got nothing)"),
    ("<section> </section>", "expected something in <section>"),
    ("<ul></ul>", "expected something in <ul>"),
    ("<h2></h2>", "expected something in <h2>"),
    ("<h3>a</h3>", "expected <h2> below <h1> (got <h3>)"),
    ("<h1>b</h1>", 'expected one <h1> (got a second one, "b")'),
    ("<table>" + HEAD + "<tbody><tr><td>a</td><td>b</td></tr></tbody></table>", "expected one caption"),
    (TABLE.format("<tbody><tr><td>a</td></tr></tbody>"), "expected header cells"),
    (TABLE.format(HEAD), "expected rows in <tbody>"),
    (TABLE.format(HEAD + "<tbody><tr><td>a</td></tr></tbody>"), "expected 2 cells in every row"),
    (TABLE.format(HEAD + '<tbody><tr><td rowspan="2">a</td><td>b</td></tr></tbody>'), "1 places that are empty"),
    (TABLE.format("<thead><tr><th>A</th></tr></thead><tbody><tr><td>a</td></tr></tbody>"), "a scope for <th>"),
    ('<p id="a">a</p><p id="a">b</p>', 'expected an id that occurs once (got "a")'),
    ('<p><a href="#b">a</a></p>', 'expected a link to an id on the page (got "#b")'),
    ('<h2>a<span class="footnote">b</span></h2>', "expected no footnote in <h2>"),
    ('<p>a<span class="footnote">b <span class="footnote">c</span></span></p>', "expected no footnote in <span>"),
    ("<p>漢</p>", "U+6F22"),
]


def test_an_open_element_is_told_where_it_ends_the_page() -> None:
    with pytest.raises(RenderingFailed, match=r"x\.html:5:1: error: expected HTML that is also XML"):
        parse(PAGE.format("<p>open"), "x.html")


@pytest.mark.parametrize(("body", "sentence"), FAULTS)
def test_a_fault_is_told_with_its_line(body: str, sentence: str) -> None:
    with pytest.raises(RenderingFailed) as caught:
        parse(PAGE.format(body), "x.html")
    told = [str(problem) for problem in caught.value.problems if sentence in str(problem)]
    assert told, caught.value
    assert told[0].startswith("x.html:4:1: error: expected ")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(RenderingFailed) as caught:
        parse(PAGE.format("<p></p>\n<ul></ul>\n<h4>a</h4>"), "x.html")
    assert [problem.place.line for problem in caught.value.problems] == [4, 5, 6]


def test_the_whole_vocabulary_passes(sample_html: str) -> None:
    assert parse(sample_html, "sample.html").tag == "html"


def test_a_document_type_cannot_bring_entities_or_files() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + PAGE.format("<p>a &x; b</p>")[15:]
    with pytest.raises(RenderingFailed):
        parse(page, "x.html")


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="0; url=https://example.org"/>',
        '<meta http-equiv="Content-Security-Policy" content="default-src *"/>',
        '<meta name="referrer" content="unsafe-url"/>',
        '<base href="https://example.org/"/>',
        '<link rel="stylesheet" href="https://example.org"/>',
        "<script>x()</script>",
        "<style>p { color: red &lt;/style&gt; }</style>",
        "<style>p { content: '&amp;#60;' }</style>",
    ],
)
def test_the_head_of_a_page_holds_nothing_that_acts(head: str) -> None:
    with pytest.raises(RenderingFailed):
        parse(PAGE.format("<p>a</p>").replace("<title>", f"{head}<title>"), "x.html")


def test_every_issued_page_begins_with_a_policy_that_no_template_can_drop(sample: Element) -> None:
    written = write_html(sample)
    assert f"<head>{IN_PAGE}" in written
    assert written.count("http-equiv") == 1


ASIDE = [
    ("<!-- no boots -->", ""),
    ("<![CDATA[ > <script>alert(1)</script> ]]>", " &gt; &lt;script&gt;alert(1)&lt;/script&gt; "),
    ("<?x > <script>alert(1)</script> ?>", ""),
    ('<em xmlns:no="boots">b</em>', "<em>b</em>"),
    ('<span class="page-number"/>', '<span class="page-number"></span>'),
]


@pytest.mark.parametrize(("written", "issued"), ASIDE)
def test_what_is_issued_is_what_was_checked_and_nothing_beside_it(written: str, issued: str) -> None:
    """A browser would read what XML takes for a comment, for text or for an instruction in another way."""
    assert f"<p>a{issued}</p>" in write_html(parse(PAGE.format(f"<p>a{written}</p>"), "x.html"))
    assert write_html(parse("<!-- no -->" + PAGE.format("<p>a</p>")[15:], "x.html")).startswith(
        "<!DOCTYPE html>\n<html"
    )


def test_an_issued_page_is_read_by_browsers_and_as_xml_alike() -> None:
    page = PAGE.replace("</head>", "<style>h1 > em {{ color: red }}</style></head>")
    written = write_html(
        parse(page.format('<p class="a">“a” &lt; &amp; <span class="page-number"></span></p>'), "x.html")
    )
    assert "<style>h1 > em { color: red }</style>" in written
    assert '<p class="a">“a” &lt; &amp; <span class="page-number"></span></p>' in written
    assert written.endswith("</html>\n")
