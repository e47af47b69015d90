"""What is internal is in no byte that leaves the house: words that occur nowhere else are looked for everywhere."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64encode
from shutil import copytree
from typing import TYPE_CHECKING
from urllib.parse import quote

import pikepdf
import pypdfium2
import pytest

from responsegen.building.attachments import attachments
from responsegen.building.document import Renderer
from responsegen.building.jobs import Job
from responsegen.building.keeping_back import Guard
from responsegen.building.merged import merge
from responsegen.documents.compose import compose
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.pdf.attachment import Attachment
from responsegen.rendering.templates import IN_CHECKOUT, TemplateFolders
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
  synthesis: {release: internal, attribution: named}
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
    renderer = Renderer(TemplateFolders.of(dossier), output, Guard(merged.dossier))
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
    render(dossier, "synthesis", tmp_path)
    found = canaries(tmp_path)
    assert sorted(found) == [".docx", ".html", ".pdf"]
    assert found[".pdf"] == all_of(NEVER + REMARKS)  # in the attached positions, if nowhere else
    assert found[".docx"] >= all_of(NEVER)
    assert found[".html"] >= all_of(NEVER)


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


PICTURE = "data:image/svg+xml,%3Csvg%3E%3Ctext%3Eon the ground without%3C/text%3E%3C/svg%3E"
RED_LINE = "No boots on the ground without a mandate of the United Nations."
SENTENCE = (
    "positions/SE.yaml:1:1: error: expected words that do not stand in {}.html, which must not repeat this text "
    '(got "{}"). Reword one of the two: the templates and dossier.yaml may hold nothing of it'
)


@pytest.fixture
def guarded(dossier: Path, tmp_path: Path) -> Path:
    """A dossier of which one red line is a whole sentence."""
    folder = copytree(dossier, tmp_path / "guarded")
    position = folder / "positions/SE.yaml"
    position.write_text(position.read_text().replace("SEXqredone", RED_LINE))
    (folder / "templates").mkdir()
    return folder


def say(folder: Path, name: str, html: str) -> None:
    """Let a template of the dossier's own say something at the end of the document."""
    template = (IN_CHECKOUT / f"{name}.html.j2").read_text()
    assert "{% endblock %}" in template
    start, end = template.rsplit("{% endblock %}", 1)
    (folder / f"templates/{name}.html.j2").write_text(f"{start}<section>{html}</section>{{% endblock %}}{end}")


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h2>Remark</h2><p>As they said: no boots on the ground, ever.</p>", "No boots on the"),
        ("<h2>Remark</h2><p>MANDATE\u00a0OF the Uni\u00adted <em>Nat</em>ions</p>", "mandate of the United"),
        ('<h2>Remark</h2><p><a href="https://example.org/boots-on-the-ground">More</a></p>', "boots on the ground"),
        (
            '<h2>Remark</h2><figure><img alt="Boots on the ground" src="data:image/svg+xml,%3Csvg/%3E"/></figure>',
            "boots on the ground",
        ),
        (
            f'<h2>Remark</h2><figure><img alt="A" src="{PICTURE}"/><figcaption>A</figcaption></figure>',
            "on the ground without",
        ),
        ("<h2>Remark</h2><!-- No boots on the ground --><p>A.</p>", "No boots on the"),
        ("<h2>Remark</h2><?keep No boots on the ground?><p>A.</p>", "No boots on the"),
        ('<h2>Remark</h2><p class="No boots on the ground">A.</p>', "No boots on the"),
        ('<h2>Remark</h2><p id="No_boots_on_the_ground">A.</p>', "No boots on the"),
        (f'<h2>Remark</h2><p><a href="mailto:a@b.eu?subject={quote(RED_LINE)}">A</a></p>', "No boots on the"),
        ("<h2>Remark</h2><p>No bo\ufeffots on the gro\u034fund.</p>", "No boots on the"),
        ("<h2>Remark</h2><!-- No b&#111;ots on the ground --><p>A.</p>", "No boots on the"),
        ("<h2>Remark</h2><p>No boots<sup>1</sup> on the ground.</p>", "No boots on the"),
        (in_picture("<text>no bo<tspan>ots</tspan> on the ground</text>"), "No boots on the"),
        (in_picture('<text class="no boots on the ground">A</text>'), "No boots on the"),
        (in_picture("<!-- no boots on the ground -->"), "No boots on the"),
        (in_picture(f'<image href="{PICTURE}"/>'), "on the ground without"),
    ],
    ids=[
        *("in the text", "in disguise", "in an address", "in an alternative text", "in a picture"),
        *("in a comment", "in an instruction", "in a class", "in an anchor", "in a subject", "in letters nobody sees"),
        *("in a comment with references", "with a mark within"),
        *("in parts of a word", "in a class of a picture", "in a comment of a picture", "in a picture of a picture"),
    ],
)
@pytest.mark.parametrize("path", ["response", "fiches/SE"])
def test_four_words_of_an_internal_text_stop_the_build(
    guarded: Path, tmp_path: Path, html: str, found: str, path: str
) -> None:
    say(guarded, path.partition("s/")[0], html)
    with pytest.raises(RenderingFailed) as caught:
        render(guarded, path, tmp_path / "new")
    assert [str(problem) for problem in caught.value.problems] == [SENTENCE.format(path, found)]
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize(
    "style",
    [
        'p:after { content: "No boots on the ground" }',
        'p:after { content: "No bo\\6f ts on \\74he gro\\\nund" }',
        "/* No boots on the ground */",
        'p:after { content: "No bo" /**/ "ots on the ground" }',
        f'p {{ background: url("{PICTURE.replace("on the ground without", "no boots on the")}") }}',
    ],
    ids=["printed", "in disguise", "in a comment", "in pieces", "in a picture"],
)
def test_four_words_in_a_style_sheet_stop_the_build_too(guarded: Path, tmp_path: Path, style: str) -> None:
    (guarded / "templates/document.css").write_text(style)
    with pytest.raises(RenderingFailed) as caught:
        render(guarded, "response", tmp_path / "new")
    assert [str(problem) for problem in caught.value.problems] == [SENTENCE.format("response", "No boots on the")]


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (
            "word/footnotes.xml",
            "</w:footnotes>",
            "<w:p><w:r><w:t>No bo</w:t></w:r><w:r><w:t>ots on the</w:t></w:r></w:p></w:footnotes>",
        ),
        ("word/styles.xml", 'w:val="Normal"', 'w:val="No boots on the ground"'),
        ("docProps/core.xml", "/>", "><dc:subject>No boots on the ground</dc:subject></cp:coreProperties>"),
        ("docProps/core.xml", "<cp:core", "<!-- No boots on the ground --><cp:core"),
        ("word/comments.xml", "", "<left-behind>No boots on the ground</left-behind>"),
    ],
    ids=["in a footnote", "in the name of a style", "in a property", "in a comment", "in a part that nothing names"],
)
def test_four_words_in_what_word_begins_with_stop_the_build_too(
    guarded: Path, tmp_path: Path, part: str, before: str, after: str
) -> None:
    with (
        zipfile.ZipFile(IN_CHECKOUT / "word.docx") as shipped,
        zipfile.ZipFile(guarded / "templates/word.docx", "w") as edited,
    ):
        parts = {name: shipped.read(name).decode() for name in shipped.namelist()}
        assert before in parts.get(part, "")
        for name, text in {**parts, part: parts.get(part, "").replace(before, after, 1)}.items():
            edited.writestr(name, text)
    with pytest.raises(RenderingFailed) as caught:
        render(guarded, "response", tmp_path / "new")
    (problem,) = caught.value.problems
    assert str(problem) == SENTENCE.format("response", "No boots on the")


@pytest.mark.usefixtures("only_html")
def test_what_every_word_file_holds_is_no_leak(guarded: Path, tmp_path: Path) -> None:
    position = guarded / "positions/SE.yaml"
    position.write_text(position.read_text().replace(RED_LINE, "See schemas.openxmlformats.org/officeDocument/2006."))
    render(guarded, "response", tmp_path / "new")


def test_four_words_in_the_remarks_of_a_photograph_stop_the_build(guarded: Path, tmp_path: Path) -> None:
    seen, kept = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"tEXtComment\0No boots on the ground"
    address = f"data:image/png;base64,{b64encode(seen + kept).decode()}"
    say(guarded, "response", f'<figure><img alt="A" src="{address}"/><figcaption>A</figcaption></figure>')
    with pytest.raises(RenderingFailed, match='got "No boots on the"'):
        render(guarded, "response", tmp_path / "new")


@pytest.mark.parametrize(
    "attached",
    [
        Attachment("notes.txt", "Notes", b"They say: no boots on the ground."),
        Attachment("No boots on the ground.txt", "Notes", b""),
        Attachment("notes.txt", "No boots on the ground", b""),
    ],
    ids=["in it", "in its name", "in its description"],
)
def test_four_words_in_an_attached_file_stop_the_build_too(guarded: Path, tmp_path: Path, attached: Attachment) -> None:
    with pytest.raises(RenderingFailed) as caught:
        render(guarded, "response", tmp_path / "new", attached)
    (problem,) = caught.value.problems
    assert str(problem).casefold() == SENTENCE.format("response", "No boots on the").casefold()


@pytest.fixture
def only_html(monkeypatch: pytest.MonkeyPatch) -> None:
    for written in ("pdf.write_pdf", "docx.write_docx"):
        monkeypatch.setattr(f"responsegen.rendering.{written}", lambda *_: b"")


@pytest.mark.usefixtures("only_html")
@pytest.mark.parametrize(
    "words", ["title: Troops", "ceasefire: A ceasefire is in force"], ids=["printed", "not printed"]
)
def test_what_the_dossier_itself_says_is_no_leak(guarded: Path, tmp_path: Path, words: str) -> None:
    text = (guarded / "dossier.yaml").read_text()
    assert words in text
    (guarded / "dossier.yaml").write_text(text.replace(words, f"{words.partition(':')[0]}: Boots on the ground"))
    say(guarded, "response", "<h2>Remark</h2><p>Boots on the ground.</p>")
    render(guarded, "response", tmp_path / "new")


@pytest.mark.usefixtures("only_html")
def test_what_the_document_says_anyway_is_no_leak_when_a_red_line_says_the_same(guarded: Path, tmp_path: Path) -> None:
    position = guarded / "positions/SE.yaml"
    position.write_text(position.read_text().replace(RED_LINE, "At most between 30 000 and 40 000 personnel."))
    render(guarded, "response", tmp_path / "new")
    said = re.sub(r"[\u00a0\u202f]", " ", (tmp_path / "new/response.html").read_text())
    assert "between 30 000 and 40 000 personnel" in said
