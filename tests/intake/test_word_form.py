"""A questionnaire can be filled in by a person, holds nothing of other delegations, and comes back whole."""

import io
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import docx
import pytest

from responsegen.intake.arrivals import Arrival
from responsegen.intake.opening import read_file
from responsegen.intake.receiving import receive
from responsegen.intake.request_mail import draft
from responsegen.intake.word_form import questionnaire
from responsegen.problem import Problem
from responsegen.rendering.templates import TemplateFolders
from tests.intake.filled import SWEDEN, W, dossier_in, fill, parsed, parts_of, zipped

FILLED = {
    "A.2": {"Answer": "14 February 2025"},
    "1.1": {"Answer": "conditional", "Comment": "Parliament first"},
    "1.2": {"Answer": "600 – 1 000"},
    "1.3": {"Answer": "90 days"},
    "1.1.a": {"US provides": "Airlift", "This has happened": "A ceasefire is in force"},
    "1.5": {"From": "30 000", "To": "50 000"},
    "2.2": {"Answer": "support"},
    "2.3": {"Answer": "undecided"},
    "2.8": {"Quantity": "50 000", "By": "2025-06-30", "Firm or indicative": "firm"},
    "W.a": {"Point": "2.3 Oil price cap", "Could support it if": "LNG is exempted"},
    "R.a": {"Point": "2.3 Oil price cap", "Kind": "scrutiny", "Text": "Being studied"},
    "I.a": {"Text": "No combat role"},
}
READ = """\
country: SE
status: draft
date: 2025-02-14
received:
  file: SE.docx
troops:
  stance: conditional
  comment: Parliament first
  pledge: 600 - 1 000
  ready: 90 days
  conditions: [{any: [{need: airlift}, {event: ceasefire}]}]
force_size: 30 000-50 000
sanctions: {shadow-fleet: support, oil-price-cap: {stance: undecided, would_support_if: LNG is exempted}}
assistance: {artillery: {quantity: 50 000, by: 2025-06-30, status: firm}}
reservations: [{on: sanctions.oil-price-cap, kind: scrutiny, text: Being studied}]
internal: {red_lines: [No combat role]}
"""


def read(name: str, content: bytes) -> tuple[list[Arrival], list[Problem]]:
    met: list[Problem] = []
    return list(read_file(name, content, met)), met


def written(name: str, content: bytes) -> str:
    """What the position file of Sweden says once this is received, but for the digest of what it came in."""
    arrivals, met = read(name, content)
    receipt = receive(arrivals, parsed())
    assert [*met, *(problem for problem in receipt.problems if problem.is_error)] == []
    (fix,) = receipt.files
    lines = fix.after.content.decode().replace(name, "SE.docx").splitlines()
    return "".join(f"{line}\n" for line in lines if not line.startswith(("  sha256:", "  date:")))


def test_a_questionnaire_is_a_sound_word_file_and_the_same_each_time(blank: bytes, tmp_path: Path) -> None:
    assert questionnaire(dossier_in(parsed()), "SE", TemplateFolders.of(), prefilled=False) == blank
    (tmp_path / "SE.docx").write_bytes(blank)
    from openxml_audit import OpenXmlValidator  # noqa: PLC0415 -- each process would load it, and one needs it

    assert OpenXmlValidator().validate(tmp_path / "SE.docx").errors == []


def test_it_can_be_used_without_seeing_it_and_is_marked_on_every_page(blank: bytes) -> None:
    document = docx.Document(io.BytesIO(blank))
    assert all(table._tbl.tr_lst[0].xpath("w:trPr/w:tblHeader") for table in document.tables)  # noqa: SLF001
    titles = [title.get(f"{W}val") for title in document.element.body.iter(f"{W}alias")]
    assert "2.3 Oil price cap: Answer" in titles
    assert len(titles) == len(set(titles)) == len(list(document.element.body.iter(f"{W}sdt")))
    for section in document.sections:
        assert "EXERCISE" in section.header.paragraphs[0].text
        assert any("LIMITE" in paragraph.text for paragraph in section.header.paragraphs)


def test_answers_and_their_comments_alone_have_tags(blank: bytes) -> None:
    tags = [tag.get(f"{W}val") for tag in docx.Document(io.BytesIO(blank)).element.body.iter(f"{W}tag")]
    assert len(tags) == len(set(tags))
    assert {*tags} == {
        *("troops", "troops.comment", "troops.pledge", "troops.ready", "troops.sustain"),
        *("force_size", "force_size.comment", "duration", "duration.comment", "sanctions.comment"),
        *("sanctions.shadow-fleet", "sanctions.shadow-fleet.comment"),
        *("sanctions.oil-price-cap", "sanctions.oil-price-cap.comment"),
        *("us_requirements.comment", "us_requirements.air-defence", "us_requirements.air-defence.comment"),
        *("us_requirements.airlift", "us_requirements.airlift.comment"),
        *("assistance.comment", "assistance.artillery", "assistance.artillery.comment"),
    }


def test_it_holds_its_own_answers_only_and_nothing_that_the_desk_wrote(blank: bytes, prefilled: bytes) -> None:
    whole = b"".join(parts_of(prefilled).values()).decode("utf-8", "replace")
    assert "The Riksdag has to be consulted." in whole
    assert "Storting" not in whole  # of Norway
    assert "Never without" not in whole  # internal
    assert "Riksdag" not in b"".join(parts_of(blank).values()).decode("utf-8", "replace")


def test_a_questionnaire_filled_in_word_is_received(blank: bytes) -> None:
    assert written("SE.docx", fill(blank, FILLED)) == READ


@pytest.mark.parametrize("name", ["filled.odt", "filled.docx"])
def test_a_questionnaire_that_libreoffice_saved_says_the_same(name: str) -> None:
    """The files here are that of the test above, saved by LibreOffice 7.4: as ODT, and from there as DOCX again."""
    assert written(name, (Path(__file__).parent / name).read_bytes()) == READ


def test_a_questionnaire_in_a_mail_is_dated_by_the_mail_and_other_attachments_are_named(blank: bytes) -> None:
    mail = draft(dossier_in(parsed()), "SE", fill(blank, {"2.2": {"Answer": "support"}}))
    mail = mail.replace(b"X-Unsent: 1", b"Date: Sat, 15 Feb 2025 10:00:00 +0100")
    mail = mail.replace(b'filename="SE.docx"', b'filename="Sweden final.docx"')
    arrivals, met = read("Reply.eml", mail)
    assert met == []
    (fix,) = receive(arrivals, parsed()).files
    assert "  file: Sweden final.docx\n" in fix.after.content.decode()
    assert "date: 2025-02-15\n" in fix.after.content.decode()
    _, met = read("Reply.eml", mail.replace(b"final.docx", b"crest.png"))
    assert [problem.message for problem in met] == [
        "this attachment is no questionnaire and no workbook: nothing is taken from it",
        "expected an e-mail with a questionnaire or a workbook attached (got none)",
    ]


def test_a_draft_of_a_mail_says_what_is_open_and_by_when() -> None:
    dossier = dossier_in(parsed(SE=SWEDEN))
    mail = draft(dossier, "SE", b"...")
    assert mail == draft(dossier, "SE", b"...")
    read = BytesParser(policy=default).parsebytes(mail)
    body = read.get_body()
    assert body
    said = body.get_content()
    assert read["subject"] == "EXERCISE: LIMITE: TEST 1/25 REV 1 – questionnaire for SE"
    assert "return it to Pen-holder by 17\u00a0February 2025." in said
    assert "- 1.6 Duration" in said
    assert "2.3 Oil price cap" not in said  # which is answered


def test_tracked_changes_are_read_as_accepted_and_comments_in_the_margin_are_found(blank: bytes) -> None:
    parts = parts_of(fill(blank, {"2.2": {"Answer": "oppose"}, "2.3": {"Answer": "accept"}}))
    document = parts["word/document.xml"].decode()
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    deleted = '<w:del w:id="901" w:author="A"><w:r><w:delText>oppose</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="902" w:author="A">{run.format("support")}</w:ins>'
    mark = '<w:r><w:commentReference w:id="7"/></w:r>'
    assert run.format("oppose") in document
    document = document.replace(run.format("oppose"), deleted + inserted)
    document = document.replace(run.format("accept"), run.format("accept") + mark)
    comment = f'<w:comment w:id="7" w:author="Anna"><w:p>{run.format("Why?")}</w:p></w:comment>'
    comments = f'<w:comments xmlns:w="{W[1:-1]}">{comment}</w:comments>'
    changed = zipped(parts | {"word/document.xml": document.encode(), "word/comments.xml": comments.encode()})
    receipt = receive(read("SE.docx", changed)[0], parsed())
    assert [problem.code for problem in receipt.problems] == ["RG087", "RG088"]
    assert str(receipt.problems[1]).startswith(
        'SE.docx, row 2.3 (Oil price cap), margin: warning: a comment by Anna: "Why?"'
    )
    assert "sanctions: {shadow-fleet: support, oil-price-cap: accept}" in receipt.files[0].after.content.decode()


def test_what_word_puts_into_an_emptied_control_is_no_answer(blank: bytes) -> None:
    parts = parts_of(blank)
    document = parts["word/document.xml"].decode()
    of_word = '<w:rPr><w:rStyle w:val="Platzhaltertext"/></w:rPr><w:t>Klicken Sie hier</w:t>'
    start = document.index("Write here")
    run = document.rindex("<w:r>", 0, start)
    emptied = document[:run] + f"<w:r>{of_word}</w:r>" + document[document.index("</w:r>", start) + 6 :]
    in_english = emptied.replace(">Choose<", ">Choose an item.<")
    arrivals, met = read("SE.docx", zipped(parts | {"word/document.xml": in_english.encode()}))
    assert met == []
    assert receive(arrivals, parsed()).files == ()


def test_rows_are_read_whatever_becomes_of_their_tags(blank: bytes) -> None:
    parts = parts_of(fill(blank, {"2.2": {"Answer": "support"}}))
    document = (
        parts["word/document.xml"].decode().replace('w:val="sanctions.shadow-fleet"', 'w:val="sanctions.oil-price-cap"')
    )
    (moved,), _ = read("SE.docx", zipped(parts | {"word/document.xml": document.encode()}))
    receipt = receive([moved], parsed())
    assert (receipt.files, [problem.code for problem in receipt.problems]) == ((), ["RG086"])
    assert "expected nothing" in receipt.problems[0].message


def test_hyphens_that_show_only_where_a_line_ends_are_no_part_of_an_answer(blank: bytes) -> None:
    parts = parts_of(fill(blank, {"2.2": {"Answer": "sup\u00adport"}}))
    assert "sanctions: {shadow-fleet: support}" in written("SE.docx", zipped(parts))


def test_texts_of_several_paragraphs_stay_so(blank: bytes) -> None:
    parts = parts_of(fill(blank, {"2.2": {"Answer": "support", "Comment": "First."}}))
    document = parts["word/document.xml"].decode()
    two = "First.</w:t><w:br/><w:t>Second"
    content = zipped(parts | {"word/document.xml": document.replace("First.", two).encode()})
    assert r'comment: "First.\nSecond"' in written("SE.docx", content)
