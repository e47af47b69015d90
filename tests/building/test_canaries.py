"""What is internal is in no byte that leaves the house: words that occur nowhere else are looked for everywhere."""

from __future__ import annotations

import io
import re
import zipfile
from shutil import copytree
from typing import TYPE_CHECKING
from urllib.parse import quote

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from responsegen.building.attachments import attachments
from responsegen.building.document import Job, Renderer
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.merge import merge
from responsegen.documents.compose import compose
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.pdf.attachment import Attachment
from responsegen.rendering.templates import TemplateFolders
from tests.conftest import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEVER = ("Xqredone", "Xqredtwo", "Xqnotes")  # in `internal`
REMARKS = (
    *("Xqoptions", "Xqoption", "Xqwould", "Xqrange", "Xqcrew", "Xqneeds", "Xqneed", "Xqoffers", "Xqoffer"),
    *("Xqspeaker", "Xqoutlet", "Xqaddress", "Xqquote", "Xqsummary"),
)
POSITION = """\
country: {who}
status: cleared
date: 2025-02-16
troops: {{stance: yes, pledge: 600, comment: {who}Xqcrew}}
force_size: {{acceptable: 30000-40000, comment: {who}Xqrange}}
sanctions:
  comment: {who}Xqoptions
  shadow-fleet: support
  oil-price-cap: {{stance: oppose, comment: {who}Xqoption, would_support_if: {who}Xqwould comes}}
us_requirements:
  comment: {who}Xqneeds
  air-defence: {{necessity: essential, comment: {who}Xqneed}}
  airlift: desirable
assistance:
  comment: {who}Xqoffers
  artillery: {{quantity: 50000, status: firm, comment: {who}Xqoffer}}
sources:
  - {{on: troops, speaker: {who}Xqspeaker, date: 2025-02-17, outlet: {who}Xqoutlet, url: "https://{who}Xqaddress.org/",
     quote: {who}Xqquote., summary: {who}Xqsummary}}
internal:
  red_lines: [{who}Xqredone, {who}Xqredtwo]
  notes: {who}Xqnotes
"""
DOCUMENTS = """documents:
  response: {release: addressee, attribution: named}
  synthesis: {release: participants, attribution: named}
  brief: {release: internal, attribution: named}
  fiche: {release: delegation, attribution: named}
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canaries") / "dossier"
    copytree(CHECKOUT / "tests/dossier/small", folder)
    text = (folder / "dossier.yaml").read_text()
    (folder / "dossier.yaml").write_text(text.partition("documents:")[0] + DOCUMENTS)
    for who in ("FR", "SE"):
        (folder / f"positions/{who}.yaml").write_text(POSITION.format(who=who))
    return folder


def render(dossier: Path, path: str, output: Path, *more: Attachment) -> None:
    merged = merge(dossier)
    (document,) = (d for d in compose(merged.dossier, merged.answer) if d.path == path)
    output.mkdir(exist_ok=True)
    renderer = Renderer(TemplateFolders.of(dossier), output, LeakGuard(merged.dossier))
    renderer(Job(document, (*attachments(document, merged), *more)))


def streams(file: Path) -> Iterator[bytes]:
    """Every sequence of bytes that somebody who takes the file apart could read."""
    content = file.read_bytes()
    yield from (file.name.encode(), content)
    if file.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                yield from (name.encode(), package.read(name), re.sub(rb"<[^>]*>", b"", package.read(name)))
    if file.suffix == ".pdf":
        with pikepdf.open(io.BytesIO(content)) as opened:
            for number in range(1, len(opened.objects)):
                yield from _of_object(opened.get_object(number, 0))
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                yield re.sub(r"[\s\x02-]+", "", page.get_textpage().get_text_range()).encode()


def _of_object(found: object) -> Iterator[bytes]:
    """The strings, names and decompressed stream of one object; those of objects that it names come on their own."""
    if isinstance(found, pikepdf.Stream):
        yield found.read_raw_bytes() if "/DCTDecode" in str(found.get("/Filter")) else found.read_bytes()
    if isinstance(found, pikepdf.Stream | pikepdf.Dictionary):
        for key, value in found.items():
            yield key.encode()
            yield from _inside(value)
    elif isinstance(found, pikepdf.Array):
        for value in found:
            yield from _inside(value)
    elif isinstance(found, pikepdf.String | pikepdf.Name):
        yield str(found).encode()


def _inside(value: object) -> Iterator[bytes]:
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        yield from _of_object(value)


def canaries(output: Path) -> dict[str, set[str]]:
    """The canaries in the files of each format, whoever's they are: `SEXqnotes`."""
    found: dict[str, set[str]] = {}
    for file in (file for file in output.rglob("*") if file.is_file()):
        held = b"\n".join(streams(file))
        for text in (held.decode("utf-8", "replace"), held.decode("utf-16-be", "replace")):
            found.setdefault(file.suffix, set()).update(
                re.findall(r"(?i)\b(?:FR|SE)xq[a-z]+", text.replace("\u00ad", ""))
            )
    return {suffix: {word[:2].upper() + word[2:].capitalize() for word in words} for suffix, words in found.items()}


def own(words: tuple[str, ...]) -> set[str]:
    return {f"SE{word}" for word in words}


def all_of(words: tuple[str, ...]) -> set[str]:
    return {f"{who}{word}" for who in ("SE", "FR") for word in words}


def test_an_internal_document_holds_every_canary_so_that_finding_none_means_something(
    dossier: Path, tmp_path: Path
) -> None:
    render(dossier, "brief", tmp_path)
    found = canaries(tmp_path)
    assert sorted(found) == [".docx", ".html", ".pdf"]
    assert found[".pdf"] == all_of(NEVER + REMARKS)  # in the attached positions, if nowhere else
    assert found[".docx"] >= all_of(NEVER)
    assert found[".html"] >= all_of(NEVER)


def test_the_synthesis_holds_the_remarks_of_all_but_nothing_internal(dossier: Path, tmp_path: Path) -> None:
    render(dossier, "synthesis", tmp_path)
    found = canaries(tmp_path)
    assert found[".pdf"] == all_of(REMARKS)  # in the attached positions, if nowhere else
    assert found[".docx"] | found[".html"] <= all_of(REMARKS)


def test_the_response_holds_no_canary(dossier: Path, tmp_path: Path) -> None:
    render(dossier, "response", tmp_path)
    assert canaries(tmp_path) == {".docx": set(), ".html": set(), ".pdf": set()}


def test_a_fiche_holds_its_readers_own_remarks_but_nothing_internal_and_nothing_of_others(
    dossier: Path, tmp_path: Path
) -> None:
    render(dossier, "fiches/SE", tmp_path)
    found = canaries(tmp_path)
    assert found[".pdf"] == own(REMARKS)  # in the attached position, if nowhere else
    assert found[".docx"] | found[".html"] <= own(REMARKS)


def in_picture(svg: str) -> str:
    """The HTML of a picture that holds this."""
    address = quote(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{svg}</svg>')
    picture = f'<img alt="A" src="data:image/svg+xml,{address}"/>'
    return f"<h2>Remark</h2><figure>{picture}<figcaption>A</figcaption></figure>"


RED_LINE = "No boots ashore"  # and of the other remark each sentence
NOTE = "Their minister was firm: no ships at all. Call again, e.g. On Monday."
SENTENCE = (
    'positions/SE.yaml:{}: error: expected {}.html without this text of SE, "{}" (got "{}" in {}).'
    " Reword either this text or what repeats it"
)


@pytest.fixture
def guarded(dossier: Path, tmp_path: Path) -> Path:
    """A dossier with a red line of three words, and a note of two sentences."""
    folder = copytree(dossier, tmp_path / "guarded")
    position = folder / "positions/SE.yaml"
    text = position.read_text().replace("SEXqredone", RED_LINE).replace("SEXqnotes", f'"{NOTE}"')
    position.write_text(text)
    (folder / "templates").mkdir()
    return folder


def say(folder: Path, name: str, html: str) -> None:
    """Let a template of the dossier's own, which says nothing else, say something."""
    start = '{% extends "base.html.j2" %}{% block content %}<h1>{{ furniture.title }}</h1>'
    (folder / f"templates/{name}.html.j2").write_text(f"{start}<section>{html}</section>{{% endblock %}}")


@pytest.fixture
def only_html(monkeypatch: pytest.MonkeyPatch) -> None:
    for written in ("pdf.write_pdf", "docx.write_docx"):
        monkeypatch.setattr(f"responsegen.rendering.{written}", lambda *_, **__: b"")


def refused(folder: Path, path: str, output: Path, *more: Attachment) -> list[str]:
    """What is said of a document that cannot be built; none of its files is written."""
    with pytest.raises(RenderingFailed) as caught:
        render(folder, path, output, *more)
    assert list(output.iterdir()) == []
    return [f"{problem.place}: {problem.severity}: {problem.message}" for problem in caught.value.problems]


REPEATED = {
    "in the text": (
        "<p>As they all said: no boots ashore, ever.</p>",
        "they all said: no boots ashore, ever",
        "its text",
    ),
    "in disguise": ("<p>NO\u00a0BO<em>O</em>TS – ash\u00adore</p>", "NO BOOTS – ashore", "its text"),
    "in letters nobody sees": ("<p>No bo\ufeffots ash\u034fore.</p>", "No boots ashore", "its text"),
    "with a mark within": ("<p>No boots<sup>1</sup> ashore.</p>", "No boots ashore", "its text"),
    "over two lines": ("<p>No boots<br/>ashore.</p>", "No boots ashore", "its text"),
    "over two items": ("<ul><li>No boots</li><li>ashore</li></ul>", "No boots ashore", "its text"),
    "in a footnote": (
        '<p>A<span class="footnote">No boots ashore.</span> b.</p>',
        "b. No boots ashore",
        "its text",
    ),
    "in an address": ('<p><a href="https://a.eu/no-boots-ashore">A</a></p>', "no-boots-ashore", "href of <a>"),
    "in a subject": (
        '<p><a href="mailto:a@b.eu?subject=No%20boots%20ashore">A</a></p>',
        "No boots ashore",
        "href of <a>",
    ),
    "in an alternative text": (
        in_picture("").replace('alt="A"', 'alt="No boots ashore"'),
        "No boots ashore",
        "alt of <img>",
    ),
    "in a picture": (in_picture("<text>No bo<tspan>ots</tspan> ashore</text>"), "No boots ashore", "a picture"),
    "over two lines of a picture": (
        in_picture("<text><tspan>No boots</tspan><tspan>ashore</tspan></text>"),
        "No boots ashore",
        "a picture",
    ),
    "in the title of a picture": (in_picture("<title>No boots ashore</title>"), "No boots ashore", "a picture"),
}


@pytest.mark.usefixtures("only_html")
@pytest.mark.parametrize(("html", "found", "where"), REPEATED.values(), ids=list(REPEATED))
def test_a_red_line_of_three_words_stops_the_build(
    guarded: Path, tmp_path: Path, html: str, found: str, where: str
) -> None:
    html = html if html.startswith("<h2>") else f"<h2>Remark</h2>{html}"
    say(guarded, "response", html)
    (said,) = refused(guarded, "response", tmp_path / "new")
    start, _, context = SENTENCE.format("21:15", "response", RED_LINE, "|", where).partition("|")
    assert said.startswith(start)
    assert found in said
    assert said.endswith(context)


@pytest.mark.usefixtures("only_html")
@pytest.mark.parametrize("path", ["response", "synthesis", "fiches/SE"])
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Sweden wants no ships at all and says so.", ""),
        ("Their minister was firm: no ships at all.", "Their minister was firm: no ships at all"),
        ("(Call again e.g. on Monday)", "Call again e.g. on Monday"),
    ],
    ids=["a part of a sentence", "a sentence", "the other sentence"],
)
def test_each_sentence_of_a_remark_is_looked_for(
    guarded: Path, tmp_path: Path, path: str, words: str, found: str
) -> None:
    say(guarded, path.partition("s/")[0], f"<h2>Remark</h2><p>{words}</p>")
    if not found:
        render(guarded, path, tmp_path / "new")
        return
    (said,) = refused(guarded, path, tmp_path / "new")
    assert said.startswith(
        f'positions/SE.yaml:22:10: error: expected {path}.html without this text of SE, "Their minist'
    )
    assert f'{found}" in its text' in said


@pytest.mark.usefixtures("only_html")
@pytest.mark.parametrize("remark", ["Ashore", "E.g. ashore"], ids=["one word", "an abbreviation"])
def test_a_remark_of_one_word_is_not_looked_for(guarded: Path, tmp_path: Path, remark: str) -> None:
    position = guarded / "positions/SE.yaml"
    position.write_text(position.read_text().replace(RED_LINE, remark))
    say(guarded, "response", "<h2>Remark</h2><p>Nobody comes ashore.</p>")
    render(guarded, "response", tmp_path / "new")


@pytest.mark.usefixtures("only_html")
@pytest.mark.parametrize(
    ("attached", "found"),
    [
        (Attachment("notes.txt", "Notes", b"They say: no boots ashore."), "They say: no boots ashore"),
        (Attachment("notes.json", "Notes", b'{"a": "No\\nboots\\nashore"}'), 'a": "No boots ashore'),
        (Attachment("No boots ashore.txt", "Notes", b""), "No boots ashore.txt"),
        (Attachment("notes.txt", "No boots ashore", b""), "No boots ashore"),
    ],
    ids=["in it", "in its code", "in its name", "in its description"],
)
def test_a_red_line_in_an_attached_file_stops_the_build_too(
    guarded: Path, tmp_path: Path, attached: Attachment, found: str
) -> None:
    (said,) = refused(guarded, "response", tmp_path / "new", attached)
    assert said == SENTENCE.format("21:15", "response", RED_LINE, found, f"the attached {attached.name}")


@pytest.mark.usefixtures("only_html")
@pytest.mark.parametrize(
    "words", ["title: Troops", "ceasefire: A ceasefire is in force"], ids=["printed", "not printed"]
)
def test_what_the_dossier_itself_says_is_no_leak(guarded: Path, tmp_path: Path, words: str) -> None:
    text = (guarded / "dossier.yaml").read_text()
    assert words in text
    (guarded / "dossier.yaml").write_text(text.replace(words, f"{words.partition(':')[0]}: No boots ashore"))
    say(guarded, "response", "<h2>Remark</h2><p>No boots ashore.</p>")
    render(guarded, "response", tmp_path / "new")


@pytest.mark.usefixtures("only_html")
def test_what_an_answer_says_is_no_leak_when_a_remark_says_the_same(guarded: Path, tmp_path: Path) -> None:
    position = guarded / "positions/SE.yaml"
    text = position.read_text()
    reservation = f"reservations:\n  - {{on: troops, kind: parliamentary, text: {RED_LINE}}}\n"
    position.write_text(text.replace("internal:", f"{reservation}internal:"))
    say(guarded, "response", "<h2>Remark</h2><p>No boots ashore.</p>")
    render(guarded, "response", tmp_path / "new")


@pytest.mark.usefixtures("only_html")
def test_who_said_something_and_where_is_no_remark(guarded: Path, tmp_path: Path) -> None:
    position = guarded / "positions/SE.yaml"
    text = position.read_text()
    position.write_text(text.replace("SEXqspeaker", "Prime Minister").replace("SEXqoutlet", "Daily News"))
    say(guarded, "response", "<h2>Remark</h2><p>The Prime Minister told the Daily News.</p>")
    render(guarded, "response", tmp_path / "new")


@pytest.mark.usefixtures("only_html")
def test_what_a_shipped_template_says_is_no_leak_when_a_red_line_says_the_same(guarded: Path, tmp_path: Path) -> None:
    position = guarded / "positions/SE.yaml"
    position.write_text(position.read_text().replace(RED_LINE, "Not agreed."))
    say(guarded, "response", "<h2>Remark</h2><p>Not agreed.</p>")
    render(guarded, "response", tmp_path / "new")


@pytest.mark.usefixtures("only_html")
@pytest.mark.parametrize("path", ["response", "synthesis", "fiches/SE"])
@pytest.mark.parametrize("fallback", ["The cap is studied.", "The cap is lowered."], ids=["its own", "the sentence's"])
def test_a_fallback_is_for_the_brief_alone(guarded: Path, tmp_path: Path, path: str, fallback: str) -> None:
    file = guarded / "dossier.yaml"
    asked = file.read_text().replace("text: The cap is lowered.", f"text: The cap is lowered., fallback: {fallback}")
    assert fallback in asked
    file.write_text(asked)
    name = path.partition("s/")[0]
    say(guarded, "brief", f"<h2>Remark</h2><p>{fallback}</p>")
    render(guarded, "brief", tmp_path / "brief")
    if fallback == "The cap is studied.":
        render(guarded, path, tmp_path / "without")
        say(guarded, name, f"<h2>Remark</h2><p>{fallback}</p>")
        (said,) = refused(guarded, path, tmp_path / "new")
        assert f'error: expected {path}.html without this text of the dossier, "{fallback}"' in said
    else:
        say(guarded, name, f"<h2>Remark</h2><p>{fallback}</p>")
        render(guarded, path, tmp_path / "new")


def test_templates_of_other_papers_see_no_fallback(guarded: Path) -> None:
    file = guarded / "dossier.yaml"
    file.write_text(file.read_text().replace("text: The cap is lowered.", "text: The cap is lowered., fallback: Xqcap"))
    merged = merge(guarded)
    for document in compose(merged.dossier, merged.answer):
        assert document.path == "brief" or "Xqcap" not in repr(document.content), document.path


def test_a_remark_of_the_earlier_answers_is_not_told_by_what_was_taken_out(dossier: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    copytree(dossier, earlier)
    file = earlier / "positions/SE.yaml"
    file.write_text(file.read_text().replace("[SEXqredone, ", "[No bridge of grey stone, "))
    now, then = merge(dossier), merge(earlier)
    document = next(d for d in compose(now.dossier, now.answer) if d.path == "synthesis")
    page = etree.fromstring("<html><body><p>It is <del>no bridge of grey stone</del> <ins>one</ins>.</p></body></html>")
    with pytest.raises(RenderingFailed) as refused:
        LeakGuard(now.dossier, then.dossier).refuse_leaks(document, page, ())
    assert "No bridge of grey stone" in str(refused.value)
    LeakGuard(now.dossier).refuse_leaks(document, page, ())
