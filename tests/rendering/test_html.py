"""The page is HTML and XML at once, keeps to the vocabulary, and is whole; whatever is not is told with its line."""

from __future__ import annotations

import pytest

from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse

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
    ('<p>a <span class="b"/> c</p>', "expected <span></span>"),
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
    ('<figure><img src="crest.svg" alt="Crest"/></figure>', '(got "crest.svg")'),
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
