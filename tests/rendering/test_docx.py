"""The DOCX: real headings, lists, tables, footnotes and fields, nothing of the machine, valid, and the same bytes."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree

from responsegen.rendering.docx import write_docx
from responsegen.rendering.docx.blocks import WRITERS
from responsegen.rendering.docx.packing import describe
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse
from responsegen.rendering.page_elements import BLOCKS
from tests.rendering.conftest import FURNITURE
from tests.rendering.reading import W, parts

if TYPE_CHECKING:
    from pathlib import Path

    from responsegen.rendering.tree import Element

LAZY = "import sys, responsegen.rendering.docx; print('weasyprint' in sys.modules)"


@pytest.fixture(scope="module")
def read(sample_docx: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(sample_docx))


@pytest.fixture(scope="module")
def xml(sample_docx: bytes) -> dict[str, Element]:
    return parts(sample_docx)


def is_kept(paragraph: docx.text.paragraph.Paragraph) -> bool:
    return paragraph.style.name.endswith(" Kept")


def styled(read: docx.document.Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in read.paragraphs if paragraph.style.name == style]


def test_headings_are_headings_and_the_title_is_the_title(read: docx.document.Document) -> None:
    assert styled(read, "Title") == [FURNITURE.title]
    assert styled(read, "Heading 1") == ["Summary", "Matrix of delegations", "Force over time"]
    assert styled(read, "Heading 2") == ["Spans"]


def test_a_question_is_numbered_by_its_style(read: docx.document.Document) -> None:
    (heading,) = [paragraph for paragraph in read.paragraphs if paragraph.style.name == "question heading"]
    assert heading.text == "Positions"
    (own,) = heading._p.xpath("w:pPr/w:numPr/w:numId/@w:val")  # the third is the first that the page has
    numbering = read.part.numbering_part.element
    assert numbering.xpath(f"w:num[@w:numId={own}]/w:lvlOverride/w:startOverride/@w:val") == ["3"]
    assert numbering.xpath("w:abstractNum/w:lvl[w:pStyle/@w:val='QuestionHeading']/w:lvlText/@w:val") == [
        "Question %1:"
    ]


def test_lists_have_levels_and_each_level_its_style(read: docx.document.Document) -> None:
    lists = read.part.numbering_part.element
    assert set(lists.xpath("w:abstractNum/w:multiLevelType/@w:val")) == {"multilevel"}
    levels = [lists.xpath(f"w:abstractNum[{number}]/w:lvl/w:pStyle/@w:val") for number in (1, 2)]
    assert levels == [["ListBullet", "ListBullet2", "ListBullet3"], ["ListNumber", "ListNumber2", "ListNumber3"]]


def test_paragraphs_have_styles_and_little_else(xml: dict[str, Element]) -> None:
    said = {etree.QName(one).localname for one in xml["document"].xpath("//w:pPr/*", namespaces={"w": W.strip("{}")})}
    assert said <= {"pStyle", "numPr", "sectPr", "spacing", "rPr", "pageBreakBefore"}
    assert {"TableTextRight", "TableHeadingRight"} <= {
        style.get(f"{W}val") for style in xml["document"].iter(f"{W}pStyle")
    }


def test_the_gallery_shows_what_is_used(xml: dict[str, Element]) -> None:
    shown = {style.get(f"{W}styleId") for style in xml["styles"] if style.find(f"{W}qFormat") is not None}
    assert {"Title", "Heading1", "ListBullet3", "TableText", "marking", "DocumentTable"} <= shown
    assert not {"bracketed", "lead-in", "Heading4", "status-mixed", "glance", "TableTextRight"} & shown


def test_tables_mark_their_heads_and_first_columns(xml: dict[str, Element]) -> None:
    looks = [look for table in xml["document"].iter(f"{W}tbl") for look in table.iter(f"{W}tblLook")]
    assert [[look.get(f"{W}{name}") for name in ("val", "firstRow", "firstColumn")] for look in looks] == [
        ["0400", "0", "0"],  # the box
        *[["04A0", "1", "1"]] * 3,
    ]


LONG = "<p>All of these words are one comment of a delegation.</p>" * 60


@pytest.mark.parametrize(("cell", "breaking"), [("<p>Short.</p>" * 4, 0), (LONG, 1)])
@pytest.mark.parametrize(
    "around",
    [
        "<table><caption>C</caption><tbody><tr><th scope='row'>SE</th><td>{}</td></tr></tbody></table>",
        "<aside>{}</aside>",
    ],
)
def test_a_row_that_may_fill_half_a_page_may_break(
    sample: Element, word_template: bytes, around: str, cell: str, breaking: int
) -> None:
    """LibreOffice loses what is on a row that may not break and does not fit on a page."""
    page = deepcopy(sample)
    page.find("body/main").append(etree.fromstring(around.format(cell)))
    row = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "sample.html"))).tables[-1].rows[0]._tr
    assert len(row.xpath("w:trPr/w:cantSplit")) == 1 - breaking


def test_pictures_have_numbers_of_their_own(sample: Element, word_template: bytes) -> None:
    page = deepcopy(sample)
    figure = page.find(".//figure")
    figure.addnext(deepcopy(figure))
    document = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "sample.html")))
    numbers = [each.get("id") for each in document.element.iter("{*}docPr")]
    assert len(set(numbers)) == len(numbers) == 2


def test_footnotes_know_the_names_of_links(sample_docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(sample_docx)) as package:
        assert b"xmlns:r=" in package.read("word/footnotes.xml").partition(b"<w:footnote ")[0]


def test_numbered_paragraphs_run_on_and_other_lists_begin_anew(read: docx.document.Document) -> None:
    own_numbers = "w:body/w:p[w:pPr/w:pStyle/@w:val='{}']/w:pPr/w:numPr/w:numId/@w:val"
    assert len(styled(read, "paragraphs") + styled(read, "paragraphs Kept")) == 4
    assert not read.element.xpath(own_numbers.format("paragraphs"))
    first, second = read.element.xpath(own_numbers.format("ListNumber"))
    assert first == second
    starts = f"w:num[@w:numId='{first}']/w:lvlOverride/w:startOverride/@w:val"
    assert read.part.numbering_part.element.xpath(starts) == ["3"]
    assert styled(read, "List Bullet 2") == ["first point of the paragraph;"]
    assert styled(read, "List Bullet 2 Kept") == ["second point,"]
    assert styled(read, "List Bullet 3") == ["with a third level."]


def test_tables_repeat_their_heads_and_keep_their_rows_whole(xml: dict[str, Element]) -> None:
    tables = [table for table in xml["document"].iter(f"{W}tbl") if table.find(f".//{W}tblHeader") is not None]
    assert [len(table.findall(f".//{W}tblHeader")) for table in tables] == [1, 2, 1]
    for row in xml["document"].iter(f"{W}tr"):
        assert row.find(f"{W}trPr/{W}cantSplit") is not None
    captions = [table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") for table in tables]
    assert captions == ["Answers as recorded", "Cells that span", "Stances"]
    widths = [int(column.get(f"{W}w")) for column in tables[0].find(f"{W}tblGrid")]
    assert widths[0] == round(0.12 * sum(widths))
    assert [merge.get(f"{W}val") for merge in tables[1].iter(f"{W}vMerge")] == ["restart", "continue"] * 3


def test_a_cell_over_several_rows_has_no_rule_inside(sample: Element, word_template: bytes) -> None:
    page = deepcopy(sample)
    main = page.find("body/main")
    assert main is not None
    over = '<tr><th scope="row" rowspan="{}">{}</th><td>a</td></tr>'.format
    more = "<tr><td>b</td></tr>"
    for body in ('<tbody class="together">', "<tbody>"):
        rows = f"{body}{over(3, 'A')}{more}{more}</tbody>{body}{over(2, 'B')}{more}</tbody>"
        main.append(etree.fromstring(f"<table><caption>Rows</caption>{rows}</table>"))
    document = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "sample.html")))
    bare = [
        [" ".join(etree.QName(side).localname for side in cell.xpath("w:tcPr/w:tcBorders/*")) for cell in column]
        for table in document.tables[-2:]
        for column in zip(*(row.tc_lst for row in table._tbl.tr_lst), strict=True)
    ]
    topics, answers = ["bottom", "top bottom", "top", "bottom", "top"], ["", "", "", "", ""]
    together = ["bottom", "top bottom", "top bottom", "bottom", "top"], ["", "", "bottom", "", ""]
    assert bare == [*together, topics, answers]


def test_a_rule_closes_the_cover(read: docx.document.Document) -> None:
    rule = [paragraph.style.name for paragraph in read.paragraphs].index("Cover End")
    before, heading = read.paragraphs[rule - 1], read.paragraphs[rule + 1]
    assert (before.text, heading.text) == ("Subject:\tSecurity guarantees for Ukraine\n– Joint answer", "Contents")
    assert read.styles["Cover End"].element.xpath("w:pPr/w:pBdr/w:bottom/@w:val") == ["single"]


def test_a_heading_stands_close_beneath_the_rule_of_the_cover_and_the_head_of_its_page(
    sample: Element, word_template: bytes
) -> None:
    page = deepcopy(sample)
    cover = page.find("body/main/header")
    assert cover is not None
    cover.addnext(etree.fromstring("<h2>Outcome</h2>"))
    document = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "sample.html")))
    above = {p.text: p.paragraph_format.space_before for p in document.paragraphs if p.style.name == "Heading 1"}
    assert [heading for heading, space in above.items() if space == 0] == ["Outcome", "Matrix of delegations"]
    assert {space for space in above.values() if space != 0} == {None}


def test_no_section_ends_on_a_page_of_its_own(sample: Element, word_template: bytes) -> None:
    ends_with_a_table = deepcopy(sample)
    main = ends_with_a_table.find("body/main")
    assert main is not None
    main.append(deepcopy(next(main.iter("table"))))
    for anchored in main[-1].iter():
        anchored.attrib.pop("id", None)
    docx_bytes = write_docx(ends_with_a_table, FURNITURE, word_template, "sample.html")
    body = docx.Document(io.BytesIO(docx_bytes)).element.body
    closing = [*body.xpath("w:p[w:pPr/w:sectPr]"), body[-2]]
    empty = [paragraph for paragraph in closing if not paragraph.xpath("w:r")]
    assert closing[-1] in empty
    for paragraph in empty:
        assert paragraph.xpath("w:pPr/w:spacing[@w:lineRule='exact']/@w:line") == ["20"]  # one point


def kept(word_template: bytes, sample: Element, rows: str, look: str = "") -> list[str]:
    """The rows of a table that Word keeps with the next one, by the text of their first cell."""
    page = deepcopy(sample)
    main = page.find("body/main")
    assert main is not None
    caption = "<caption>Rows</caption>"
    main.append(etree.fromstring(f'<table class="{look}">{caption}{rows}</table>'))
    document = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "sample.html")))
    return [row.cells[0].text for row in document.tables[-1].rows if is_kept(row.cells[0].paragraphs[0])]


def row(text: str, look: str = "") -> str:
    return f'<tr class="{look}"><th scope="row">{text}</th><td>{text}</td></tr>'


@pytest.mark.parametrize(
    ("rows", "look", "expected"),
    [
        (f"<tbody>{''.join(map(row, '123456789'))}</tbody>", "", ["1", "2", "6", "7", "8"]),
        (f"<tbody>{''.join(map(row, '123456789'))}</tbody>", "matrix", ["1", "2", "4", "5", "6", "7", "8"]),
        (f"<tbody>{row('1')}</tbody>", "", []),
        (f"<tbody class='together'>{''.join(map(row, '12345'))}</tbody>", "", ["1", "2", "3", "4"]),
        (
            f"<tbody>{''.join(row(n) + row(n.lower(), 'why') for n in 'ABCD')}</tbody>",
            "votes",
            ["A", "B", "C", "c", "D"],
        ),
    ],
)
def test_what_belongs_together_stays_on_a_page(
    word_template: bytes, sample: Element, rows: str, look: str, expected: list[str]
) -> None:
    assert kept(word_template, sample, rows, look) == expected


@pytest.mark.parametrize(
    ("cell", "share", "expected"),
    [
        ("<th>Outstanding</th>", 15, "Out-stand-ing"),  # it fits in Calibri; DejaVu Sans is a quarter wider
        ("<th>Outstanding</th>", 17, "Outstanding"),
        ("<td>alternatives</td>", 12, "al-tern-at-ives"),
        ("<td>three alternatives</td>", 17, "three alternatives"),
        ("<td><strong>Agreed</strong> alternatives: through</td>", 9, "Agreed al-tern-at-ives: through"),
        ("<td><span>30\u00a0000–35\u00a0000</span>\u00a0personnel</td>", 23, "30\u00a0000–35\u00a0000 personnel"),
        ("<td>30\u00a0000–35\u00a0000\u00a0personnel</td>", 40, "30\u00a0000–35\u00a0000\u00a0personnel"),
        ("<td><span>a–c</span>\u00a0<span>12–14</span></td>", 6, "a–c 12–14"),
        ('<td><a href="https://example.org/alternatives">alternatives</a></td>', 12, "alternatives"),
    ],
)
def test_what_may_be_too_long_for_a_column_is_divided_where_it_may_be(
    sample: Element, word_template: bytes, cell: str, share: int, expected: str
) -> None:
    page = deepcopy(sample)
    main = page.find("body/main")
    assert main is not None
    columns = f'<colgroup><col style="width: {share}%"/><col/></colgroup>'
    main.append(etree.fromstring(f"<table>{columns}<tbody><tr>{cell}<td/></tr></tbody></table>"))
    document = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "sample.html")))
    made = document.tables[-1].rows[0].cells[0]._tc
    pieces = made.iter(f"{W}t", f"{W}softHyphen")
    assert "".join(piece.text or "-" for piece in pieces) == expected


WIDE = {"\u00a0": 0.32, "–": 0.5}  # of the size, in DejaVu Sans; a figure takes 0.64


@pytest.mark.parametrize("document", ["response", "synthesis"])
def test_every_number_of_the_shipped_documents_fits_its_column(shipped_build: Path, document: str) -> None:
    cells = parts((shipped_build / f"{document}.docx").read_bytes())["document"].xpath(
        "//w:tc[starts-with(w:p/w:pPr/w:pStyle/@w:val, 'TableText')]", namespaces={"w": W.strip("{}")}
    )
    too_wide = [
        (number, needed)
        for cell in cells
        for number in "".join(cell.itertext(f"{W}t")).split(" ")
        if re.fullmatch("[\\d\u00a0–]+", number)
        and (needed := 9 * sum(WIDE.get(sign, 0.64) for sign in number))
        > (int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) - 2 * 91) / 20
    ]
    assert len(cells) > 20
    assert too_wide == []


def test_a_footnote_in_a_narrow_column_stays_as_it_is(sample: Element, word_template: bytes) -> None:
    page = deepcopy(sample)
    (note,) = page.xpath("//td/span[@class='footnote']")
    note.text = "Parliamentary reservation, with consultations."
    (before,) = note.iterancestors("td")
    before.text = "Parliamentarisation"
    (column,) = page.xpath("(//table)[1]/colgroup/col[3]")
    column.set("style", "width: 10%")
    xml = parts(write_docx(page, FURNITURE, word_template, "sample.html"))
    assert xml["footnotes"].find(f".//{W}softHyphen") is None
    assert xml["document"].find(f".//{W}softHyphen") is not None


def test_a_paragraph_that_leads_to_what_follows_stays_with_it(sample: Element, word_template: bytes) -> None:
    page = deepcopy(sample)
    main = page.find("body/main")
    assert main is not None
    for look in ("intro", "question", "note intro new-page", "note"):
        etree.SubElement(main, "p", {"class": look}).text = look
    document = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "sample.html")))
    properties = {
        p.text: [p.style.name, *(etree.QName(one).localname for one in p._p.pPr[1:])] for p in document.paragraphs[-4:]
    }
    assert properties == {
        "intro": ["Body Text Kept"],
        "question": ["question Kept"],
        "note intro new-page": ["note Kept", "pageBreakBefore", "spacing"],
        "note": ["note"],
    }


def test_a_remark_stays_with_what_precedes_it(sample: Element, word_template: bytes) -> None:
    page = deepcopy(sample)
    main = page.find("body/main")
    assert main is not None
    table = '<table><caption>T</caption><tbody><tr><th scope="row">a</th></tr></tbody></table>'
    for block in (
        "<p>alone</p>",
        "<p>before</p>",
        '<p class="note remark">remark</p>',
        "<ul><li>a</li><li>b</li></ul>",
    ):
        main.append(etree.fromstring(block))
    for block in ('<p class="remark">remark</p>', table, '<p class="remark">remark</p>'):
        main.append(etree.fromstring(block))
    document = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "sample.html")))
    kept = [p.text for p in document.paragraphs[-9:] if is_kept(p)]
    assert kept == ["before", "b", "remark", ""]  # one leads to a table; the last is what Word wants behind a table


def test_what_leads_to_a_table_stays_with_it(read: docx.document.Document) -> None:
    kept = [p.text for p in read.paragraphs if is_kept(p)]
    assert {"The table shows every answer with its place.", "A tick means support, a cross opposition."} <= set(kept)
    assert "Between the numbered paragraphs" not in "".join(kept)


def test_what_leads_to_a_list_within_a_list_stays_with_it(sample: Element, word_template: bytes) -> None:
    page = deepcopy(sample)
    main = page.find("body/main")
    assert main is not None
    inner = "<ul><li>inner one</li><li>inner two</li></ul>"
    main.append(etree.fromstring(f'<ol class="paragraphs"><li>alone</li><li>leads to{inner}</li></ol>'))
    document = docx.Document(io.BytesIO(write_docx(page, FURNITURE, word_template, "sample.html")))
    kept = [p.text for p in document.paragraphs[-4:] if is_kept(p)]
    assert kept == ["leads to"]


def test_the_template_names_fonts_that_every_word_has(word_template: bytes) -> None:
    styles = parts(word_template)["styles"]
    named = {font for fonts in styles.iter(f"{W}rFonts") for font in fonts.attrib.values()}
    assert named == {"Calibri", "Cambria"}


def test_no_frame_touches_the_word_within(word_template: bytes) -> None:
    frames = [*parts(word_template)["styles"].iter(f"{W}bdr")]
    assert {frame.get(f"{W}space") for frame in frames} == {"1"}
    assert len(frames) == 8


def test_footnotes_are_footnotes(xml: dict[str, Element]) -> None:
    notes = {note.get(f"{W}id"): "".join(note.itertext()) for note in xml["footnotes"]}
    assert notes == {"-1": "", "0": "", "1": " FI: parliamentary reservation.", "2": " A note inside a table cell."}
    marks = [mark.get(f"{W}id") for mark in xml["document"].iter(f"{W}footnoteReference")]
    assert marks == ["1", "2"]


def test_every_section_has_header_and_footer_with_fields(read: docx.document.Document) -> None:
    assert [section.orientation for section in read.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    for section in read.sections:
        header = "\n".join(paragraph.text for paragraph in section.header.paragraphs)
        footer = section.footer.part.element
        assert "EXERCISE EXERCISE EXERCISE" in header
        assert "RG 0001/25 REV 1" in header
        assert "LIMITE" in header
        assert [code.text.strip() for code in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
        assert not section.header.is_linked_to_previous


def test_contents_are_filled_in_and_word_has_nothing_to_ask(xml: dict[str, Element]) -> None:
    entries = [p for p in xml["document"].iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='TOC1']") is not None]
    assert ["".join(entry.itertext(f"{W}t")) for entry in entries] == ["Summary", "Positions", "Force over time"]
    anchors = {link.get(f"{W}anchor") for link in xml["document"].iter(f"{W}hyperlink")} - {None}
    assert anchors <= {mark.get(f"{W}name") for mark in xml["document"].iter(f"{W}bookmarkStart")}
    assert b"dirty" not in etree.tostring(xml["document"])
    assert b"updateFields" not in etree.tostring(xml["settings"])


def test_pictures_have_their_alternative_text(read: docx.document.Document) -> None:
    (shape,) = read.inline_shapes
    assert round(shape.width.pt) == 360
    (description,) = read.element.xpath(".//wp:docPr/@descr")
    assert description.startswith("Force in the scenario")
    assert read.element.xpath(".//wp:inline/@*[starts-with(name(), 'dist')]") == ["0"] * 4


def test_changes_stand_out(read: docx.document.Document) -> None:
    looks = {run.text: run.style.name for paragraph in read.paragraphs for run in paragraph.runs}
    assert looks["an addition"] == "ins"
    assert looks["a deletion"] == "del"
    assert looks["open"] == "status-open"


def test_it_says_of_itself_what_the_document_says_and_nothing_of_the_machine(sample_docx: bytes) -> None:
    core = docx.Document(io.BytesIO(sample_docx)).core_properties
    assert (core.author, core.last_modified_by, core.language) == ("Pen-holder", "Pen-holder", "en")
    assert core.title == "Synthesis: Joint European response to the United States questionnaire (EXERCISE)"
    assert core.created == core.modified == FURNITURE.as_of
    with zipfile.ZipFile(io.BytesIO(sample_docx)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(package.namelist())
        assert b"python-docx" not in b"".join(package.read(name) for name in package.namelist())


def test_a_date_carries_its_offset() -> None:
    document = docx.Document()
    as_of = datetime(2025, 2, 16, 18, 0, tzinfo=timezone(timedelta(hours=1)))
    describe(document, replace(FURNITURE, as_of=as_of))
    dates = [date.text for date in document.core_properties._element.iter("{*}created", "{*}modified")]
    assert dates == ["2025-02-16T18:00:00+01:00"] * 2


def test_what_is_too_long_for_a_property_is_cut_there_and_nowhere_else() -> None:
    document = docx.Document()
    describe(
        document,
        replace(FURNITURE, revision="", title="t" * 300, author="a" * 300, reference="r" * 300, marking="m" * 300),
    )
    core = document.core_properties
    assert core.title == f"Synthesis: {'t' * 232}… (EXERCISE)"
    assert [core.author, core.subject, core.keywords] == [f"{letter * 254}…" for letter in "arm"]


def test_it_is_valid(sample_docx: bytes, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator  # noqa: PLC0415 -- each process would load it, and one needs it

    (tmp_path / "sample.docx").write_bytes(sample_docx)
    assert OpenXmlValidator().validate(tmp_path / "sample.docx").errors == []


def test_the_same_page_gives_the_same_bytes(sample: Element, sample_docx: bytes, word_template: bytes) -> None:
    assert write_docx(deepcopy(sample), FURNITURE, word_template, "sample.html") == sample_docx


def test_every_block_of_a_page_has_its_place_in_word() -> None:
    assert {"header", *BLOCKS} == {*WRITERS}


@pytest.mark.parametrize("lost", ["Body Text", "Title", "footnote text", "List Number", "Document Table"])
def test_a_template_that_has_lost_a_style_is_told_by_name(sample: Element, word_template: bytes, lost: str) -> None:
    document = docx.Document(io.BytesIO(word_template))
    for style in document.styles.element.xpath(f"w:style[w:name/@w:val='{lost}']"):
        style.getparent().remove(style)
    spoilt = io.BytesIO()
    document.save(spoilt)
    with pytest.raises(RenderingFailed, match=f'templates/word.docx:1:1: error: expected a .* style named "{lost}"'):
        write_docx(sample, FURNITURE, spoilt.getvalue(), "sample.html")


def test_dense_pages_are_those_of_a_template_that_has_a_style_for_them(sample_html: str, word_template: bytes) -> None:
    body = re.sub('<body class="[^"]*"', '<body class="document dense"', sample_html)
    written = write_docx(parse(body, "sample.html"), FURNITURE, word_template, "sample.html")
    document = docx.Document(io.BytesIO(written))
    assert {round(section.left_margin.mm) for section in document.sections} == {18}
    assert document.styles["Body Text"].base_style.font.name == "Calibri"
    own = docx.Document(io.BytesIO(word_template))
    own.styles["dense"].delete()
    own.save(saved := io.BytesIO())
    written = write_docx(parse(body, "sample.html"), FURNITURE, saved.getvalue(), "sample.html")
    assert {round(section.left_margin.mm) for section in docx.Document(io.BytesIO(written)).sections} == {22}


def test_a_template_that_is_no_word_document_is_told(sample: Element) -> None:
    with pytest.raises(RenderingFailed, match="expected a Word document"):
        write_docx(sample, FURNITURE, b"no zip", "sample.html")


def test_it_needs_neither_weasyprint_nor_pango() -> None:
    told = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_the_packaged_template_is_clean(word_template: bytes) -> None:
    document = docx.Document(io.BytesIO(word_template))
    assert (round(document.sections[0].page_width.mm), round(document.sections[0].page_height.mm)) == (210, 297)
    with zipfile.ZipFile(io.BytesIO(word_template)) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "stylesWithEffects" in name]
        core = package.read("docProps/core.xml")
    assert b"creator" not in core
    assert b"created" not in core
