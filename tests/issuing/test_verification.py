"""What a paper is that comes back: each way in which it may have fared, and what is said of it."""

import io
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from responsegen.issuing.register import Copy, IssuedPaper, Register, copy_foot
from responsegen.issuing.text_code import code_of, digest_of
from responsegen.issuing.verification import Finding, Verification, verify
from responsegen.rendering.docx.packing import BLANK, stamp_docx
from responsegen.rendering.pdf.page_foot import Spot, foot_font, foot_spots, stamp_pdf
from responsegen.rendering.written_text import NotReadable, read_text

FLIPS = int(os.environ.get("RESPONSEGEN_FLIPS", "100"))  # of bytes; a thousand take ten seconds
RECIPIENTS = ("Посольство", "Delegation of Sweden")
LETTERS = foot_font("0123456789ABCDEFGHJKMNPQRSTVWXYZ- ·Copy of –" + "".join(RECIPIENTS))


def stamped(content: bytes, form: str, line: str) -> bytes:
    if form == "pdf":
        return stamp_pdf(content, foot_spots(content), LETTERS, line, "RG 0001/25; response")
    return stamp_docx(content, line, "RG 0001/25; response")


def with_blank_foot(docx: bytes) -> bytes:
    """As `issue` lays it out."""
    return changed(docx, "word/footer1.xml", lambda foot: re.sub(rb"Working copy[^<]*", BLANK.encode(), foot))


def changed(docx: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(made, "w") as written:
        for name in package.namelist():
            written.writestr(name, change(package.read(name)) if name == part else package.read(name))
    return made.getvalue()


@dataclass(frozen=True)
class Issue:
    """Two copies of two fiches in both formats."""

    files: Mapping[str, bytes]
    register: Register

    def verify(self, content: bytes) -> Verification:
        """Hold a file against what was issued."""
        return verify(content, [self.register], read_text)


@pytest.fixture(scope="module")
def issue(shipped_build: Path) -> Issue:
    """As `issue` makes them, of papers that were built."""
    files: dict[str, bytes] = {}
    papers = []
    for document in ("fiches/SE", "fiches/DE"):
        for form in ("pdf", "docx"):
            laid_out = (shipped_build / f"{document}.{form}").read_bytes()
            laid_out = with_blank_foot(laid_out) if form == "docx" else laid_out
            passages = read_text(laid_out).passages
            code = code_of(passages)
            copies = []
            for number, recipient in enumerate(RECIPIENTS, 1):
                path = f"copies/{document} {number:03}.{form}"
                files[path] = stamped(laid_out, form, f"{copy_foot(number, 2, recipient)} · {code}")
                copies.append(Copy(number, 2, recipient, path, sha256(files[path]).hexdigest()))
            digests = tuple(map(digest_of, passages))
            papers.append(IssuedPaper(f"{document}.{form}", "", code, digests, tuple(copies)))
    register = Register(
        "RG 0001/25",
        1,
        exercise=True,
        issued=datetime(2025, 2, 17, tzinfo=UTC),
        commit=None,
        inputs={},
        papers=tuple(papers),
    )
    return Issue(files, register)


def saved_again(pdf: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        del file.Root.Metadata
        file.save(made, linearize=True)
    return made.getvalue()


def with_a_note(pdf: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[100, 600, 120, 620], Contents="Not agreed!"
        )
        file.pages[0].Annots = pikepdf.Array([file.make_indirect(note)])
        file.save(made)
    return made.getvalue()


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_copy_is_known_by_its_bytes(issue: Issue, form: str, number: int) -> None:
    found = issue.verify(issue.files[f"copies/fiches/SE {number:03}.{form}"])
    assert found.finding is Finding.UNCHANGED
    assert found.paper
    assert found.paper.path == f"fiches/SE.{form}"
    assert found.copy
    assert found.copy.recipient == RECIPIENTS[number - 1]


@pytest.mark.parametrize("again", [saved_again, with_a_note])
def test_a_pdf_that_was_saved_again_or_annotated_has_the_same_text(
    issue: Issue, again: Callable[[bytes], bytes]
) -> None:
    found = issue.verify(again(issue.files["copies/fiches/SE 002.pdf"]))
    assert found.finding is Finding.SAME_TEXT
    assert found.copy
    assert found.copy.number == 2


def test_a_docx_whose_text_is_split_into_other_runs_has_the_same_text(issue: Issue) -> None:
    """As Word splits it where somebody has put the cursor."""

    def split(document: bytes) -> bytes:
        return document.replace(b">Sweden<", b">Swe</w:t></w:r><w:r><w:t>den<", 1)

    content = issue.files["copies/fiches/SE 001.docx"]
    again = changed(content, "word/document.xml", split)
    assert again != content
    found = issue.verify(again)
    assert found.finding is Finding.SAME_TEXT
    assert found.copy
    assert found.copy.number == 1


def test_words_that_are_put_into_a_pdf_are_found_on_their_page(issue: Issue) -> None:
    content = issue.files["copies/fiches/SE 001.pdf"]
    line = "Copy of 1000 Delegation"
    spots = [Spot(300, 400, 9), *(Spot(300, 20, 1) for _ in foot_spots(content)[1:])]
    found = issue.verify(stamp_pdf(content, spots, LETTERS, line, "nothing"))
    assert found.finding is Finding.ALTERED
    assert line in " ".join(passage.text for one in found.differences for passage in one.received)
    assert {passage.page for one in found.differences for passage in one.received} == {1}


def test_words_that_are_changed_in_a_docx_are_shown_as_they_read_now(issue: Issue) -> None:
    content = issue.files["copies/fiches/SE 001.docx"]
    altered = changed(content, "word/document.xml", lambda text: text.replace(b"Pen-holder", b"Pen-pusher"))
    found = issue.verify(altered)
    assert found.finding is Finding.ALTERED
    assert [passage.text for one in found.differences for passage in one.received] == ["From: Pen-pusher"]


def test_words_that_are_taken_out_are_missed(issue: Issue) -> None:
    content = issue.files["copies/fiches/SE 001.docx"]
    altered = changed(
        content, "word/document.xml", lambda text: re.sub(rb"<w:t[^>]*>(From:|Pen-holder)<", b"<w:t><", text)
    )
    found = issue.verify(altered)
    assert found.finding is Finding.ALTERED
    assert [(len(one.issued), one.received) for one in found.differences] == [(1, ())]


def inserted(xml: str) -> Callable[[bytes], bytes]:
    """Put this at the end of the text."""
    return lambda text: text.replace(b"<w:sectPr", f"<w:p>{xml}</w:p><w:sectPr".encode(), 1)


def replaced(before: str, after: str) -> Callable[[bytes], bytes]:
    return lambda text: text.replace(before.encode(), after.encode(), 1)


def without_a_paragraph(text: bytes) -> bytes:
    (paragraph,) = re.findall(rb"<w:p>(?:(?!<w:p>).)*Pen-holder.*?</w:p>", text)
    return text.replace(paragraph, b"")


def with_paragraphs_swapped(text: bytes) -> bytes:
    first, second = re.findall(rb"<w:p>(?:(?!<w:p>).)*</w:p>", text)[2:4]
    return text.replace(first + second, second + first)


RUN = "<w:r>{}<w:t>Not agreed!</w:t></w:r>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
ALTERATIONS: Mapping[
    str, tuple[Callable[[bytes], bytes], list[str]]
] = {  # what is done to a text, and how it reads then
    "a paragraph taken out": (without_a_paragraph, []),
    "two paragraphs swapped": (with_paragraphs_swapped, ["To: Sweden"]),
    "a cell of a table": (replaced("Supports", "Opposes"), ["Opposes"]),
    "a letter that looks like another": (replaced("Pen-holder", "Реn-holder"), ["Реn-holder"]),
    "text in white": (inserted(RUN.format('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')), ["Not agreed!"]),
    "an added page": (inserted('<w:r><w:br w:type="page"/></w:r>' + RUN.format("")), ["Not agreed!"]),
    "a tracked insertion": (inserted(f'<w:ins w:id="1" w:author="A">{RUN.format("")}</w:ins>'), ["Not agreed!"]),
    "a tracked deletion": (
        inserted('<w:del w:id="1" w:author="A"><w:r><w:delText>No</w:delText></w:r></w:del>'),
        ["N\u0336o\u0336"],
    ),
    "words that are hidden": (
        replaced('<w:t xml:space="preserve">Pen-holder', "<w:rPr><w:vanish/></w:rPr><w:t>Pen-holder"),
        ["From:"],
    ),
    "a sign by its number": (inserted('<w:r><w:sym w:font="Symbol" w:char="2260"/></w:r>'), ["≠"]),
    "a text box": (inserted(f"<w:r><w:txbxContent><w:p>{RUN.format('')}</w:p></w:txbxContent></w:r>"), ["Not agreed!"]),
    "a formula": (inserted('<m:r xmlns:m="urn:m"><m:t>n &gt; 5</m:t></m:r>'), ["n > 5"]),
    "a field that shows something": (
        inserted(
            FIELD.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + RUN.format("") + FIELD.format("end")
        ),
        ["Not agreed!"],
    ),
    "a field that reads another file": (
        inserted('<w:fldSimple w:instr=" INCLUDETEXT &quot;x&quot; "/>'),
        ['[INCLUDETEXT "x"]'],
    ),
    "text of another file": (inserted('<w:altChunk w:id="x"/>'), ["[text from elsewhere]"]),
}


@pytest.mark.parametrize("name", ALTERATIONS)
def test_whatever_is_done_to_the_text_of_a_docx_is_found(issue: Issue, name: str) -> None:
    change, reads = ALTERATIONS[name]
    content = issue.files["copies/fiches/SE 001.docx"]
    altered = changed(content, "word/document.xml", change)
    assert altered != changed(content, "word/document.xml", lambda text: text)
    found = issue.verify(altered)
    assert (found.finding, found.copy and found.copy.number) == (Finding.ALTERED, 1)
    passages = [passage.text for one in found.differences for passage in one.received]
    assert all(any(words in passage for passage in passages) for words in reads), passages


def test_a_note_that_is_altered_is_found(issue: Issue) -> None:
    content = issue.files["copies/fiches/SE 001.docx"]
    note = f'<w:footnote w:id="9"><w:p>{RUN.format("")}</w:p></w:footnote></w:footnotes>'
    found = issue.verify(changed(content, "word/footnotes.xml", replaced("</w:footnotes>", note)))
    assert [passage.text for one in found.differences for passage in one.received] == ["Not agreed!"]


def decoy(docx: bytes) -> bytes:
    """The text as issued where it is expected, and another that Word opens."""
    named = changed(docx, "_rels/.rels", replaced("word/document.xml", "word/text.xml"))
    made = io.BytesIO(named)
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/text.xml", package.read("word/document.xml").replace(b"Supports", b"Opposes"))
    return made.getvalue()


def twice(docx: bytes) -> bytes:
    """The text twice under one name: which one is opened is a matter of the program."""
    made = io.BytesIO(docx)
    with zipfile.ZipFile(made, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("word/document.xml", package.read("word/document.xml"))
    return made.getvalue()


@pytest.mark.parametrize("disguise", [decoy, twice])
def test_a_text_that_lies_elsewhere_is_not_taken_for_the_issued_one(
    issue: Issue, disguise: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(NotReadable, match="it is a DOCX whose text is not where Word and LibreOffice put it"):
        issue.verify(disguise(issue.files["copies/fiches/SE 001.docx"]))


def test_the_foot_of_another_paper_makes_no_other_paper_of_it(issue: Issue) -> None:
    """Sweden's fiche under Germany's code says what Sweden's says."""
    code = next(paper.code for paper in issue.register.papers if paper.path == "fiches/DE.docx")
    own = next(paper.code for paper in issue.register.papers if paper.path == "fiches/SE.docx")
    content = issue.files["copies/fiches/SE 001.docx"]
    found = issue.verify(changed(content, "word/footer1.xml", lambda foot: foot.replace(own.encode(), code.encode())))
    assert found.finding is Finding.SAME_TEXT
    assert found.paper
    assert found.paper.path == "fiches/SE.docx"


def test_what_was_not_issued_is_said_to_be_that(issue: Issue, shipped_build: Path) -> None:
    assert issue.verify((shipped_build / "response.pdf").read_bytes()).finding is Finding.FOREIGN
    assert issue.verify((shipped_build / "response.docx").read_bytes()).finding is Finding.FOREIGN


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)


def blank_pdf() -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(made)
    return made.getvalue()


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * 60_000_000)
    return made.getvalue()


def with_entities() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        text = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
        package.writestr("word/document.xml", text)
        package.writestr("_rels/.rels", RELATIONS.replace("{}", "word/document.xml"))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it is neither a PDF nor a DOCX"),
        (b"PK\x03\x04 and no more", "it is neither a PDF nor a DOCX"),
        (b"%PDF-1.7\n and no more", "it is a PDF that cannot be read: damaged, or kept by a password"),
        (blank_pdf(), "it holds no text: a scan cannot be compared"),
        (bomb(), "it is a DOCX that cannot be read: damaged, or kept by a password"),
        (with_entities(), "it holds no text: a scan cannot be compared"),
    ],
    ids=["empty", "cut", "damaged", "scan", "bomb", "entities"],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(issue: Issue, content: bytes, sentence: str) -> None:
    with pytest.raises(NotReadable) as refused:
        issue.verify(content)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_byte_that_flips_is_never_unchanged_and_never_a_fault(issue: Issue, form: str) -> None:
    content = issue.files[f"copies/fiches/SE 001.{form}"]
    for at in range(40, len(content), len(content) // FLIPS):
        flipped = bytearray(content)
        flipped[at] ^= 0x21
        try:
            found = issue.verify(bytes(flipped))
        except NotReadable:
            continue
        assert found.finding is not Finding.UNCHANGED
