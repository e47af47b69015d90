"""A document is set block by block, and comes out as if it had been laid out as a whole, whatever is kept of it."""

import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

import pdfua
import pikepdf
import pypdfium2
import pytest
import weasyprint
from lxml import etree

from responsegen.rendering.html import parse
from responsegen.rendering.pdf import engine, joining, write_pdf
from responsegen.rendering.pdf.drawn_page import DrawnBlock
from responsegen.rendering.pdf.weasyprint.block_layout import NotExact
from responsegen.rendering.tree import Element
from tests.rendering.reading import tags

EDITS, WRITTEN = 100, 10  # so many edits, after every tenth of which the whole file is written
WORDS = [
    "All",
    "delegations",
    "agree",
    "that",
    "a",
    "force",
    "of",
    "30",
    "000",
    "is",
    "<strong>needed</strong>",
    "at",
    "once,",
    "and",
    "<em>no</em>",
    "later.",
]
HEAD = """<head><title>Title</title><meta name="dcterms.created" content="2025-02-16T18:00+01:00"/><style>
html { font: 10pt "Source Serif 4" } body { counter-reset: paragraph } li { counter-increment: paragraph }
li::before { content: counter(paragraph) } .footnote { float: footnote } .block { break-before: page }
.page-header { position: running(head) } .page-header::after { content: counter(page) "/" counter(pages) }
@page { size: 90mm 60mm; margin: 12mm; @top-center { content: element(head) } } h2 { bookmark-level: 1 }
</style></head>"""
TABLE = (
    "<table><caption>Numbers</caption><thead><tr><th scope='col'>Head</th></tr></thead><tbody>"
    + "".join(f"<tr><td>Row {number}</td></tr>" for number in range(60))
    + "</tbody></table>"
)


@dataclass
class Kept:
    """Keeps all, and counts what it did not have."""

    there: dict[str, bytes] = field(default_factory=dict)
    missed: int = 0
    reasons: list[str] = field(default_factory=list)

    def get(self, key: str) -> bytes | None:
        """Return what was kept."""
        self.missed += key not in self.there
        return self.there.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep it."""
        self.there[key] = content

    def refused(self, reason: str) -> None:
        """Remember why."""
        self.reasons.append(reason)


@dataclass
class Draft:
    """A page of three blocks, one of them long, of which one paragraph is edited at a time."""

    seed: int
    blocks: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Write all blocks."""
        self.dice = Random(self.seed)  # noqa: S311 -- the same edits each time
        self.blocks = [[self.paragraph() for _ in range(number)] for number in (1, 8, 1)]

    def paragraph(self) -> str:
        """Return a new one, with a link, and sometimes a footnote."""
        number = self.dice.randint(0, 99)
        said = " ".join(WORDS[self.dice.randint(0, 4) : self.dice.randint(5, len(WORDS))])
        note = f'<span class="footnote">Note {number}.</span>' if self.dice.random() < 0.3 else ""
        link = f'<a href="#block-{number % 3}">there</a>'
        return f'<ol class="paragraphs"><li>As {link}: {number} {said}{note}</li></ol>'

    def edit(self) -> None:
        """Change, add or take away a paragraph."""
        (block,) = self.dice.choices(self.blocks, [len(block) for block in self.blocks])
        match self.dice.randint(0, 6):
            case 0 if len(block) < 9:
                block.append(self.paragraph())
            case 1 if len(block) > 1:
                block.pop(self.dice.randrange(len(block)))
            case _:
                block[self.dice.randrange(len(block))] = self.paragraph()

    def main(self, wide: str = "block", more: str = "") -> str:
        """Return the text of the page."""
        first, second, third = map("".join, self.blocks)
        return (
            f'<h1 id="block-0">Title</h1>{first}'
            f'<section class="{wide}"><h2 id="block-1">Long</h2><h3>Within</h3>{second}</section>'
            f'<section class="block"><h2 id="block-2">Last</h2>{third}{more}</section>'
        )


@pytest.fixture(scope="module")
def page_of(sample_html: str) -> Callable[..., Element]:
    def page_of(main: str, style: str = "") -> Element:
        html = re.sub("<main>.*</main>", lambda _: f"<main>{main}</main>", sample_html, flags=re.DOTALL)
        return parse(html.replace("</style>", f"{style}</style>"), "page.html")

    return page_of


def test_a_hundred_edits_leave_the_bytes_that_a_build_from_nothing_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, whole_blocks, draft, drawn = Kept(), Kept(), Draft(19), Counter[str]()

    def counted(page: object, heads: object, elements: Sequence[object]) -> object:
        drawn[name] += bool(elements)  # without any, it has nothing but what stands in margins
        return draw(page, heads, elements)

    draw = joining._drawn  # noqa: SLF001 -- counted here alone
    monkeypatch.setattr(joining, "_drawn", counted)
    for edit in range(EDITS):
        body = f'<body><div class="page-header"><p>Head</p></div><main>{draft.main()}</main></body>'
        page = etree.fromstring(f'<html lang="en">{HEAD}{body}</html>')
        with monkeypatch.context() as patched:
            if edit % WRITTEN:
                patched.setattr(weasyprint.Document, "write_pdf", parts)
            name = "the pages that differ"
            made = write_pdf(page, "page.html", kept=kept)
            patched.setattr(DrawnBlock, "still_holds", lambda *_: {})
            name = "the blocks that differ"
            assert made == write_pdf(page, "page.html", kept=whole_blocks)
            if edit % WRITTEN == 0:
                name = "all"
                assert made == write_pdf(page, "page.html")
        draft.edit()
    assert not kept.reasons
    assert drawn["the pages that differ"] < 0.8 * drawn["the blocks that differ"]


def parts(document: weasyprint.Document, **_: object) -> object:
    """What a file is made of, without writing it: drawn pages, links, bookmarks, marks and fonts."""
    pages = [(page.parts, [link[:3] for link in page.links], page.bookmarks) for page in document.pages]
    marks = [
        (mark.element.tag, mark.element.text, mark.part, mark.link) for page in document.pages for mark in page.marks
    ]
    fonts = [(font.name, font.font_size, font.widths, font.to_unicode) for font in document.fonts.values()]
    return pages, marks, fonts


def laid_out_whole(page: Element, monkeypatch: pytest.MonkeyPatch) -> bytes:
    def refuse(*_: object) -> None:
        raise NotExact

    with monkeypatch.context() as patched:
        patched.setattr(engine.Joining, "document", refuse)
        return write_pdf(page, "page.html")


def pictures(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render().to_pil().tobytes() for page in document]


def outline_and_links(pdf: bytes) -> object:
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        assert not file.check_pdf_syntax()
        numbers = {page.objgen: number for number, page in enumerate(file.pages)}

        def told(item: pikepdf.OutlineItem) -> object:
            place = [float(at) for at in item.destination[2:4]]
            return item.title, numbers[item.destination[0].objgen], place, [told(child) for child in item.children]

        links = [
            (f"{link.Dest}", [float(at) for at in link.Rect]) for page in file.pages for link in page.get("/Annots", [])
        ]
        names = file.Root.Names.Dests.Names
        goals = {f"{names[at]}": numbers[names[at + 1][0].objgen] for at in range(0, len(names), 2)}
        return [told(item) for item in outline.root], links, goals


def test_joined_pages_are_those_of_the_page_laid_out_whole(
    page_of: Callable[..., Element], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page, kept = page_of(Draft(7).main("landscape", TABLE)), Kept()
    joined, whole = write_pdf(page, "page.html", kept=kept), laid_out_whole(page, monkeypatch)
    assert not kept.reasons
    assert pictures(joined) == pictures(whole)
    assert tags(joined) == tags(whole)
    assert outline_and_links(joined) == outline_and_links(whole)
    file = tmp_path_factory.mktemp("joined") / "page.pdf"
    file.write_bytes(joined)
    assert not pdfua.validate(file).findings


@pytest.mark.parametrize(
    ("style", "more", "reason"),
    [
        ("@page :left { margin-left: 40mm }", "", "its style has `@page :`"),
        ("section:has(table) { color: navy }", "", "its style has `:has`"),
        ("h2 { break-before: right }", "", "its style has `break-before: right`"),
        ("h2 { string-set: title content() }", "", "its text puts something on other pages"),
        ("h3 { position: fixed }", "", "its text puts something on other pages"),
        ("h3 { position: running(other) }", "", "its text puts something on other pages"),
        ("h3::after { content: counter(page) }", "", "its text names pages, or quotes what stands elsewhere"),
        ("section.block { break-before: auto }", "", "it begins no page"),
        ("h2 { background: linear-gradient(red, blue) }", "", "it holds a picture, or colours that pages share"),
        ("", '<nav class="toc"><ol><li><a href="#block-2">Last</a></li></ol></nav>', "WeasyPrint warns of something"),
    ],
)
def test_what_cannot_be_told_block_by_block_is_laid_out_whole(
    page_of: Callable[..., Element], monkeypatch: pytest.MonkeyPatch, style: str, more: str, reason: str
) -> None:
    page, kept = page_of(more + Draft(5).main(), style), Kept()
    assert write_pdf(page, "page.html", kept=kept) == laid_out_whole(page, monkeypatch)
    assert kept.reasons == [reason]
