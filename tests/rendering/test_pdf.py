"""The PDF: whole tags whatever the page breaks, its conformance, its fonts, and the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pdfua
import pikepdf
import pypdfium2
import pytest

from responsegen.rendering import pdf as pdf_writer
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse
from responsegen.rendering.pdf import write_pdf
from responsegen.rendering.pdf.attachment import Attachment
from tests.rendering.reading import Tag, tags

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element

AGAIN = """
import hashlib, sys
from responsegen.rendering.html import parse
from responsegen.rendering.pdf import write_pdf
print(hashlib.sha256(write_pdf(parse(open(sys.argv[1], encoding="utf-8").read(), "x"), "x")).hexdigest())
"""


@pytest.fixture(scope="module")
def tree(sample_pdf: bytes) -> Tag:
    return tags(sample_pdf)


def texts(found: list[Tag]) -> list[str]:
    return [" ".join(tag.words().split()) for tag in found]


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_table_over_several_pages_is_one_table_with_one_head(sample_pdf: bytes, tree: Tag) -> None:
    assert sum("Delegation" in page for page in pages(sample_pdf)) >= 3
    long = tree.all("Table")[0]
    assert len(tree.all("Table")) == 3
    assert texts(long.all("TH"))[:4] == ["Delegation", "Topic", "Answer", "Personnel"]
    assert long.words().count("Delegation") == 1
    assert len(long.all("TR")) == 61
    assert [child.role for child in long.children] == ["Caption", "THead", "TBody"]


def test_header_cells_say_what_they_head(tree: Tag) -> None:
    spans = tree.all("Table")[1]
    said = [
        (tag.words().strip(), str(tag.attributes["/A"].Scope), tag.attributes["/A"].get("/RowSpan"))
        for tag in spans.all("TH")
    ]
    assert said[:2] == [("Topic", "/Column", 2), ("Personnel", "/Column", None)]
    assert said[-2:] == [("Force", "/Row", 2), ("Duration", "/Row", 2)]
    assert "" in texts(spans.all("TD"))


def test_footnotes_are_notes_beside_their_marks(tree: Tag) -> None:
    notes = tree.all("Note")
    assert texts(notes) == ["1 FI: parliamentary reservation.", "2 A note inside a table cell."]
    assert [str(note.attributes["/ID"]) for note in notes] == ["note-0001", "note-0002"]
    first = next(tag for tag in tree.all("LBody") if tag.all("Note"))
    assert [child.role for child in first.children if child.role] == ["Reference", "Note"]


def test_contents_headings_lists_links_and_figures_are_what_they_are(tree: Tag) -> None:
    assert texts(tree.all("TOCI"))[0].startswith("Summary")
    assert "." not in texts(tree.all("TOCI"))[0]
    assert texts(tree.all("H2")) == [
        "Contents",
        "Summary",
        "Question 3: Positions",
        "Matrix of delegations",
        "Force over time",
    ]
    assert texts(tree.all("H3")) == ["Spans"]
    labels = [label for label in texts(tree.all("Lbl")) if label.endswith(".")]
    assert labels == ["1.", "2.", "3.", "4.", "3.", "4."]
    assert all(tag.all("OBJR") for tag in tree.all("Link"))
    (figure,) = tree.all("Figure")
    assert str(figure.attributes["/Alt"]).startswith("Force in the scenario")


def test_page_headers_are_on_every_page_and_in_no_tag(sample_pdf: bytes, tree: Tag) -> None:
    for number, page in enumerate(pages(sample_pdf), start=1):
        assert page.count("EXERCISE EXERCISE EXERCISE") == 2
        assert page.count("LIMITE") == 2
        assert f"Page {number} of {len(pages(sample_pdf))}" in page
    assert "EXERCISE" not in tree.words()
    assert "LIMITE" not in tree.words()


def test_what_belongs_to_no_tag_is_an_artifact(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        owners = [pdf.Root.StructTreeRoot.ParentTree.Nums[2 * number + 1] for number in range(len(pdf.pages))]
        for page, owned in zip(pdf.pages, owners, strict=True):
            begun = [found.operands for found in pikepdf.parse_content_stream(page, "BDC")]
            assert {str(role) for role, _ in begun} >= {"/Artifact"}
            assert sorted(int(said.MCID) for role, said in begun if role != "/Artifact") == [*range(len(owned))]
            assert None not in [*owned]


def test_a_reason_belongs_to_its_row_and_to_no_column(sample_pdf: bytes, tree: Tag) -> None:
    (said,) = [
        str(tag.attributes["/A"].Headers[0]) for tag in tree.all("TD") if "/Headers" in (tag.attributes["/A"] or {})
    ]
    (head,) = [tag for tag in tree.all("TH") if tag.attributes["/ID"] == said]
    assert head.words().strip() == "Duration"
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        named = [str(name) for name in pdf.Root.StructTreeRoot.IDTree.Names[::2]]
    assert named == sorted(named)
    assert said in named


def test_a_part_in_another_language_says_so(sample_pdf: bytes, tree: Tag) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        spans = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Span" and "/Lang" in o
        ]
        assert {str(span.Lang) for span in spans} == {"fr", "el", "uk"}
    assert "à regret" in [tag.words() for tag in tree.all("Span")]


def test_a_reader_opens_it_with_its_outline(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        assert pdf.Root.PageMode == "/UseOutlines"


def test_it_declares_both_standards_and_passes_the_checks_that_need_no_java(sample_pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "sample.pdf").write_bytes(sample_pdf)
    assert not pdfua.validate(tmp_path / "sample.pdf").findings
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
        assert pdf.docinfo["/Author"] == "Pen-holder"
        assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == "D:20250216180000+00'00"
        assert pdf.Root.Lang == "en"
    assert b'pdfuaid:part="1"' in xmp
    assert xmp.count(b"<rdf:RDF") == 1
    assert b"/Artifact" not in xmp


def test_only_our_fonts_are_in_it(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        names = {str(o.BaseFont) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
    assert names
    assert all("Source-S" in name for name in names)


def test_another_process_makes_the_same_bytes(sample_html: str, sample_pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(sample_html, "utf-8")
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Apia",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = [sys.executable, "-c", AGAIN, str(tmp_path / "page.html")]
    again = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert again.stdout.strip() == hashlib.sha256(sample_pdf).hexdigest()


@pytest.fixture(scope="module")
def small_html(sample_html: str) -> str:
    """The sample's frame with one line in it: what is tried on it takes a fraction of a second."""
    return re.sub("<main>.*</main>", "<main><h1>Title</h1></main>", sample_html, flags=re.DOTALL)


def test_attachments_are_in_it(small_html: str) -> None:
    answer = Attachment("joint-answer.json", "All outcomes", b'{"format": 1}')
    with pikepdf.open(io.BytesIO(write_pdf(parse(small_html, "x"), "x", [answer]))) as pdf:
        assert pdf.attachments["joint-answer.json"].get_file().read_bytes() == answer.content
        assert [str(file.AFRelationship) for file in pdf.Root.AF] == ["/Data"]


def test_the_date_of_an_attachment_is_told_in_universal_time(small_html: str) -> None:
    page = small_html.replace("2025-02-16T18:00:00+00:00", "2025-02-16T18:00:00+01:00")
    with pikepdf.open(io.BytesIO(write_pdf(parse(page, "x"), "x", [Attachment("a.json", "", b"{}")]))) as pdf:
        assert pdf.attachments["a.json"].get_file().obj.Params.CreationDate == "D:20250216170000Z"
        assert pdf.docinfo["/CreationDate"] == "D:20250216180000+01'00"


STYLES = [
    ("h1 { background: url(file:///etc/passwd) }", "file:///etc/passwd"),
    ("@import 'https://example.org/x.css';", "@import"),
    ("@font-face { font-family: x; src: url(http://example.org/x.ttf) } h1 { font-family: x }", "example.org/x.ttf"),
    ("h1 { colour: red }", "colour"),
    ("h1 { font-family: 'No Such Font' }", "only Source Sans 3 and Source Serif 4"),
]


@pytest.mark.parametrize(("style", "named"), STYLES)
def test_a_style_that_reaches_out_or_is_wrong_fails_the_build(small_html: str, style: str, named: str) -> None:
    page = re.sub("<style>.*</style>", f"<style>{style}</style>", small_html, flags=re.DOTALL)
    with pytest.raises(RenderingFailed) as caught:
        write_pdf(parse(page, "x.html"), "x.html")
    assert named in str(caught.value)


def test_a_picture_that_cannot_be_drawn_is_named_in_its_place(small_html: str) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="none"/>'
    address = f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
    figure = f'</h1>\n<figure><img src="{address}" alt="A seal"/></figure>'
    with pytest.raises(RenderingFailed) as caught:
        write_pdf(parse(small_html.replace("</h1>", figure), "x.html"), "x.html")
    (problem,) = caught.value.problems
    assert problem.place.line == small_html[: small_html.index("</h1>")].count("\n") + 2
    assert problem.found == 'Failed to render SVG image "A seal"'


def test_without_pango_one_sentence_says_what_to_install(sample: Element, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_pango(_: str) -> None:
        message = "cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file"
        raise OSError(message)

    monkeypatch.setattr(pdf_writer, "import_module", without_pango)
    with pytest.raises(RenderingFailed) as caught:
        write_pdf(sample, "x.html")
    (problem,) = caught.value.problems
    for system in ("Debian", "Fedora", "macOS", "Windows"):
        assert system in problem.advice
