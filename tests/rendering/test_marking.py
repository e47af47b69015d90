"""Marked revisions: what is new is in `ins`, what was taken out in `del`, and each side can be had back."""

import io
import re
from copy import deepcopy
from datetime import UTC, datetime

import cssselect2
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from responsegen.documents.content import PageFrame
from responsegen.rendering import docx, pdf
from responsegen.rendering.marking import marked
from responsegen.rendering.template_files import packaged_folder
from responsegen.rendering.tree import Element, words
from tests.rendering.tracked_changes import paragraphs, resolved

FRAME = PageFrame("A bridge", "Response", "RG 1", "", "", True, "Pen-holder", datetime(2025, 2, 16, tzinfo=UTC))  # noqa: FBT003


def page(content: str) -> Element:
    body = f'<div class="page-header"><p>RG 1</p></div><div class="page-footer"><p>1</p></div><main>{content}</main>'
    head = "<head><title>A bridge</title></head>"
    return etree.fromstring(f'<html lang="en">{head}<body class="document">{body}</body></html>')


def main_of(root: Element) -> str:
    main = root.find("body/main")
    assert main is not None
    written = etree.tostring(main, encoding="unicode")
    return written.removeprefix("<main>").removesuffix("</main>")


CASES = """\
<p>It is of stone.</p>
<p>It is of stone.</p>
<p>It is of stone.</p>

<p>It is of grey stone and has two lanes.</p>
<p>It is of wood and has two lanes.</p>
<p class="changed">It is of <del>grey stone </del><ins>wood </ins>and has two lanes.</p>

<p>One.</p>
<p>One.</p><p>Two new.</p>
<p>One.</p><p class="added"><ins>Two new.</ins></p>

<p>One.</p><p>Gone <em>now</em>.</p>
<p>One.</p>
<p>One.</p><p class="removed"><del>Gone <em>now</em>.</del></p>

<p>It has two lanes; see <a href="#x">below</a> why.</p><p id="x">For cars.</p>
<p>It has two lanes; see the annex why.</p>
<p class="changed">It has two lanes; see <del><span>below</span> </del><ins>the annex </ins>why.</p>\
<p class="removed"><del>For cars.</del></p>

<p id="a">Agreed by all.</p>
<p id="a">Opposed.</p>
<p id="a" class="changed"><del>Agreed by all.</del><ins>Opposed.</ins></p>

<p>It has <strong>two</strong> lanes and a light.</p>
<p>It has <strong>three</strong> lanes and a light.</p>
<p class="changed">It has <del><strong>two</strong></del><ins><strong>three</strong></ins> lanes and a light.</p>

<p>It has a note<span class="footnote">SE: scrutiny.</span> on its years.</p>
<p>It has a note on its years.</p>
<p class="changed">It has a <del>note<span class="footnote">SE: scrutiny.</span> </del><ins>note </ins>on its years.</p>

<ul><li>Stone</li><li>Wood</li></ul>
<ul><li>Stone</li><li>Steel</li><li>Wood</li></ul>
<ul><li>Stone</li><li class="added"><ins>Steel</ins></li><li>Wood</li></ul>

<table><tr><th>SE</th><td>for</td></tr><tr><th>EL</th></tr></table>
<table><tr><th>SE</th><td>against</td></tr><tr><th>EL</th></tr></table>
<table><tr><th>SE</th><td class="changed"><del>for</del><ins>against</ins></td></tr><tr><th>EL</th></tr></table>

<table><tr><th>SE</th></tr><tr><th>EL</th></tr></table>
<table><tr><th>SE</th></tr></table>
<table><tr><th>SE</th></tr><tr class="removed"><th class="removed"><del>EL</del></th></tr></table>

<table><tr><th rowspan="2">SE</th><td>1</td></tr><tr><td>2</td></tr><tr><th>EL</th><td>3</td></tr></table>
<table><tr><th>SE</th><td>1</td></tr><tr><th>EL</th><td>3</td></tr></table>
<table><tr class="added"><th class="added"><ins>SE</ins></th><td class="added"><ins>1</ins></td></tr>\
<tr class="removed"><th rowspan="2" class="removed"><del>SE</del></th><td class="removed"><del>1</del></td></tr>\
<tr class="removed"><td class="removed"><del>2</del></td></tr><tr><th>EL</th><td>3</td></tr></table>

<table><tbody><tr><th>SE</th></tr></tbody></table>
<table><tbody><tr><th>SE</th><td>1</td></tr></tbody></table>
<table><tbody><tr class="added"><th class="added"><ins>SE</ins></th><td class="added"><ins>1</ins></td></tr></tbody>\
</table><table><tbody><tr class="removed"><th class="removed"><del>SE</del></th></tr></tbody></table>

<ul><li>It is of stone<ul><li>grey</li></ul></li></ul>
<ul><li>It is of stone and <em>wood</em><ul><li>grey</li><li>old</li></ul></li></ul>
<ul><li class="changed">It is of <del>stone</del><ins>stone and <em>wood</em></ins><ul><li>grey</li>\
<li class="added"><ins>old</ins></li></ul></li></ul>

<figure><img/><figcaption>How it stands</figcaption></figure><p>One.</p>
<p>One.</p>
<p class="removed"><del>How it stands</del></p><p>One.</p>

<p>See <a href="#x">below</a>.</p><p id="x">Here it is.</p>
<p>Nothing.</p>
<p class="added"><ins>Nothing.</ins></p><p class="removed"><del>See <span>below</span>.</del></p>\
<p class="removed"><del>Here it is.</del></p>
"""


@pytest.mark.parametrize(("old", "new", "expected"), [case.split("\n") for case in CASES.strip().split("\n\n")])
def test_each_change_is_marked_where_it_stands(old: str, new: str, expected: str) -> None:
    assert main_of(marked(page(old), page(new))) == expected


def words_without(root: Element, change: str) -> str:
    """The words that are left once these changes, and what came or went with them, are taken out."""
    left = deepcopy(root.find("body/main"))
    assert left is not None
    for gone in [*left.iter(change)] if change else ():
        gone.text = None
        for child in [*gone]:
            gone.remove(child)
    return "".join(words(left).split())


WORD = st.sampled_from(["it ", "stands ", "of <em>stone</em> ", "wood ", "two ", "<strong>lanes</strong> ", "agreed. "])
TEXT = st.lists(WORD, min_size=1, max_size=7).map("".join)
ROW = TEXT.map(lambda text: f'<tr><th scope="row">{text}</th><td>{text}</td></tr>')
ITEM = TEXT.map(lambda text: f"<li>{text}</li>")
BLOCK = st.one_of(
    TEXT.map(lambda text: f"<p>{text}</p>"),
    TEXT.map(lambda text: f"<h2>{text}</h2>"),
    st.lists(ITEM, min_size=1, max_size=4).map(lambda items: f"<ul>{''.join(items)}</ul>"),
    st.lists(ROW, min_size=1, max_size=4).map(lambda rows: f"<table><tbody>{''.join(rows)}</tbody></table>"),
)
PAGE = st.lists(BLOCK, min_size=1, max_size=6).map("".join)


@given(PAGE, PAGE)
def test_either_page_can_be_had_back(old: str, new: str) -> None:
    both = marked(page(old), page(new))
    assert words_without(both, "del") == words_without(page(new), "")
    assert words_without(both, "ins") == words_without(page(old), "")


@example("<ul><li>it </li><li>it it </li></ul>", "<ul><li>it it it </li></ul>")
@settings(max_examples=25)
@given(PAGE, PAGE)
def test_word_gives_the_new_text_when_all_is_accepted_and_the_old_one_when_all_is_rejected(old: str, new: str) -> None:
    begin, note = "<h1>A bridge</h1>", '<p>At the end<span class="footnote">{}</span> it stands.</p>'
    pages = [page(begin + text + note.format(said)) for text, said in ((old, "For years."), (new, "For ever."))]
    template = (packaged_folder() / "word.docx").read_bytes()
    both, was, is_now = (docx.write_docx(one, FRAME, template, "x") for one in (marked(*pages), *pages))
    assert paragraphs(resolved(both, accept=True)) == paragraphs(is_now)
    assert paragraphs(resolved(both, accept=False)) == paragraphs(was)


def barred(root: Element) -> set[object]:
    """The elements beside which the style sheet draws a bar."""
    style = (packaged_folder() / "document.css").read_text(encoding="utf-8")
    selectors = ", ".join(re.findall(r"^(\.marked .*) \{ border-right", style, re.MULTILINE))
    rules = cssselect2.compile_selector_list(selectors)
    nodes = cssselect2.ElementWrapper.from_html_root(root).iter_subtree()
    return {node.etree_element for node in nodes if any(rule.test(node) for rule in rules)}


@pytest.mark.parametrize(
    "wrapped",
    [
        "<p>{}</p>",
        "<section><h3>It is {}</h3></section>",
        "<section><p class='note'>It is {}</p></section>",
        "<ul><li>It is {}</li><li><p>It is {}</p></li></ul>",
        "<header><dl><dt>Of</dt><dd>It is {}</dd></dl></header>",
        "<table><caption>It is {}</caption><tbody><tr><th>{}</th><td><p>{}</p></td></tr></tbody></table>",
    ],
)
@pytest.mark.parametrize("new", ["stone and wood", "wood"])
def test_a_bar_stands_beside_each_change(wrapped: str, new: str) -> None:
    both = marked(page(wrapped.replace("{}", "stone")), page(wrapped.replace("{}", new)))
    with_bar = barred(both)
    changes = list(both.iter("ins", "del"))
    assert changes
    for change in changes:
        around = [change, *change.iterancestors()]
        rows = [cell for element in around if element.tag == "tr" for cell in element]
        assert with_bar.intersection([*around, *rows]), etree.tostring(change.getparent())


def test_a_screen_reader_is_told_what_was_inserted_and_deleted() -> None:
    sample = "<h1>A bridge</h1><p>It is of {} and has two lanes.</p>"
    both = marked(page(sample.format("stone")), page(sample.format("wood")))
    head = both.find("head")
    assert head is not None
    etree.SubElement(head, "style").text = 'html { font-family: "Source Serif 4" }'
    etree.SubElement(head, "meta", {"name": "dcterms.created", "content": "2025-02-16T18:00:00+01:00"})
    with pikepdf.open(io.BytesIO(pdf.write_pdf(both, "x.html"))) as file:
        named = {str(one.Alt) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    assert named == {"deleted: stone ", "inserted: wood "}
