"""Files that cannot be received are refused in a sentence that says what to send instead, and never read further."""

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest
import xlsxwriter

from responsegen.intake import packages
from responsegen.intake.opening import opened, read_file
from responsegen.problem import Problem
from tests.intake.filled import parts_of, zipped

WANTED = f"expected {packages.WANTED} (got "
ANEW = "Open it, save it anew, and send that"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def changed(**parts: bytes | None) -> Callable[[bytes], bytes]:
    """A questionnaire in which these parts are others; their names without what Python allows in none."""

    def make(blank: bytes) -> bytes:
        names = {name.replace("/", "_").replace(".", "_"): name for name in parts_of(blank)}
        replaced: Mapping[str, bytes | None] = {names.get(name, name): part for name, part in parts.items()}
        return zipped({name: part for name, part in {**parts_of(blank), **replaced}.items() if part is not None})

    return make


def bomb(blank: bytes) -> bytes:
    return zipped(parts_of(blank) | {"word/document.xml": bytes(packages.MAX_UNPACKED + 1)})


def with_more_parts(blank: bytes) -> bytes:
    return zipped(parts_of(blank) | {f"word/{number}.xml": b"" for number in range(2001)})


def with_password(blank: bytes) -> bytes:
    return blank.replace(b"PK\x01\x02\x14\x00\x14\x00\x00\x00", b"PK\x01\x02\x14\x00\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )


def lying(blank: bytes) -> bytes:
    """An archive that says of a part that it is shorter than it is."""
    content = bytearray(zipped(parts_of(blank)))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        member = package.getinfo("word/document.xml")
    size, at = member.file_size.to_bytes(4, "little"), content.rindex(b"word/document.xml")
    start = content.rindex(size, 0, at)
    content[start : start + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def with_text(text: str) -> Callable[[bytes], bytes]:
    return changed(word_document_xml=text.encode())


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'
ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEFINED = f"{WANTED}a file with definitions of its own). {ANEW}"
DAMAGED = f"{WANTED}a damaged file). {ANEW}"


FILLED_IN = "Send the Word file that was filled in"
WITHOUT = "Save it as .docx, without them"
NO_MAIL = "expected an e-mail with a questionnaire or a workbook attached (got none)"
NO_MATRIX = "expected a workbook as `export` writes it, with a sheet for each question (got none)"
FAR = (
    "expected at most 20000 rows and 1000 columns (got cells far away on the sheet A). Delete what stands to the right"
    " of the tables and below them"
)
CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
WIDE = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16000"')


def twice(blank: bytes) -> bytes:
    """A questionnaire that says two things: office programs differ in which of two parts of a name they read."""
    content = io.BytesIO(blank)
    with zipfile.ZipFile(content, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("word/document.xml", BODY.format(""))
    return content.getvalue()


def as_lzma(blank: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_LZMA) as package:
        for name, part in parts_of(blank).items():
            package.writestr(name, part)
    return content.getvalue()


def strict(blank: bytes) -> bytes:
    parts = parts_of(blank)
    old, new = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/w/main"
    return zipped(parts | {"word/document.xml": parts["word/document.xml"].replace(old, new)})


def odt(parts: Mapping[str, bytes], kind: str = "text", content: str = "<a/>") -> Callable[[bytes], bytes]:
    """An OpenDocument file; without any part of its own it is none."""
    whole = {"content.xml": content.encode(), **parts} if parts else {}
    return lambda _: zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), **whole})


def ods(rows: str) -> Callable[[bytes], bytes]:
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"' for n, of in names.items())
    table = f'<table:table table:name="A">{rows.replace("{cell}", CELL)}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return odt({"META-INF/manifest.xml": b"<a/>"}, "spreadsheet", content)


def workbook(**cells: str) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("A")
        for place, text in cells.items():
            sheet.write_string(place, text)
    return content.getvalue()


def mailed(*attached: tuple[str, bytes]) -> Callable[[bytes], bytes]:
    mail = EmailMessage()
    mail.set_content("Please find attached.")
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return lambda _: mail.as_bytes()


def nested(depth: int) -> Callable[[bytes], bytes]:
    """A mail in a mail in a mail."""
    return lambda _: b"".join(b"Content-Type: message/rfc822\n\n" for _ in range(depth)) + b"Hello"


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("SE.doc", lambda _: OLE, f"{WANTED}an older Word file). Save it as .docx"),
        ("SE.docx", lambda _: OLE, f"{WANTED}an older Word file). Save it as .docx"),
        ("SE.docx", lambda _: OLE + packages._ENCRYPTED, f"{WANTED}a file with a password). Save it without one"),  # noqa: SLF001
        ("SE.xls", lambda _: OLE, f"{WANTED}an older Excel file). Save it as .xlsx"),
        ("SE.msg", lambda _: OLE, f"{WANTED}a message of Outlook). Save its attachment, or the message as .eml"),
        ("SE.pdf", lambda _: b"%PDF-1.7", f"{WANTED}a PDF). Send the Word file that was filled in"),
        ("SE.docx", lambda _: b"%PDF-1.7", f"{WANTED}a PDF). Send the Word file that was filled in"),
        ("SE.docm", lambda blank: blank, f"{WANTED}a Word file with macros). Save it as .docx"),
        ("SE.xlsm", lambda blank: blank, f"{WANTED}a workbook with macros). Save it as .xlsx"),
        (
            "SE.docx",
            changed(**{"word/vbaProject.bin": b"x"}),
            f"{WANTED}a file with macros). Save it as .docx, without them",
        ),
        (
            "SE.docx",
            changed(**{"[Content_Types].xml": b"macroEnabled"}),
            f"{WANTED}a file with macros). Save it as .docx, without them",
        ),
        ("SE.docx", with_password, f"{WANTED}a file with a password). Save it without one"),
        ("SE.docx", bomb, f"expected a file that unpacks to at most 80 MB (got more). {ANEW}"),
        ("SE.docx", with_more_parts, f"expected a file of at most 2000 parts (got more). {ANEW}"),
        ("SE.docx", lying, DAMAGED),
        ("SE.docx", lambda blank: blank[:-400], DAMAGED),
        ("SE.docx", lambda blank: blank[:3000] + b"\xff" * 40 + blank[3040:], DAMAGED),
        ("SE.docx", lambda _: b"", f"{WANTED}an empty file)"),
        ("SE.docx", lambda _: b"Support.", f"{WANTED}another kind of file)"),
        (
            "SE.rtf",
            lambda _: b"{\\rtf1}",
            f"{WANTED}a file in Rich Text Format). Send the Word file that was filled in",
        ),
        ("SE.csv", lambda _: b"a,b", f"{WANTED}a table as text). Send the workbook, as .xlsx"),
        ("SE.zip", lambda blank: blank, f"{WANTED}an archive). Send the files that are in it"),
        ("scan.jpg", lambda _: b"\xff\xd8", f"{WANTED}a picture). Send the Word file that was filled in"),
        ("SE.p7m", lambda _: b"MIME", f"{WANTED}a signed or encrypted message). Save its attachment, and send that"),
        ("SE.xlsb", lambda _: b"PK", f"{WANTED}a binary workbook). Save it as .xlsx"),
        ("SE.dotx", lambda blank: blank, f"{WANTED}a Word template). Save it as .docx"),
        ("SE.xlsx", lambda _: OLE, f"{WANTED}an older Excel file). Save it as .xlsx"),
        ("SE.eml", lambda _: OLE, f"{WANTED}a message of Outlook). Save its attachment, or the message as .eml"),
        (
            "~$SE.docx",
            lambda _: bytes(162),
            f"{WANTED}what an office program leaves beside an open file). Close it, and send the file itself",
        ),
        ("SE.docx", lambda blank: zipped({"SE.docx": blank}), f"{WANTED}another kind of file)"),  # an archive, renamed
        ("SE.docx", twice, DAMAGED),
        ("SE.docx", as_lzma, DAMAGED),
        (
            "SE.docx",
            changed(**{"word/embeddings/oleObject1.bin": OLE}),
            f"{WANTED}a file that holds objects of other programs). Take them out, and save it anew",
        ),
        (
            "SE.docx",
            changed(**{"word/activeX/activeX1.xml": b"<a/>"}),
            f"{WANTED}a file that holds objects of other programs). Take them out, and save it anew",
        ),
        ("SE.xlsx", changed(**{"xl/macrosheets/sheet1.xml": b"<a/>"}), f"{WANTED}a file with macros). {WITHOUT}"),
        (
            "SE.odt",
            odt({"Basic/script-lc.xml": b"<a/>"}),
            f"{WANTED}a file with macros). Save it as .odt, without them",
        ),
        (
            "SE.odt",
            odt({"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
            f"{WANTED}a file with a password). Save it without one",
        ),
        ("SE.odt", odt({}), f"{WANTED}another kind of file)"),
        ("SE.docx", changed(word_styles_xml=ENTITIES.encode()), DEFINED),  # in a part that nobody reads
        ("SE.docx", strict, f"{WANTED}a file as Strict Open XML). Save it as .docx, without that"),
        ("SE.xlsx", lambda _: workbook(A1="Dear colleagues"), NO_MATRIX),
        ("SE.xlsx", lambda _: workbook(A1="Code", XFD1048576="x"), FAR),
        ("SE.xlsx", lambda _: workbook(A1="Code", A30000="x"), FAR),
        ("SE.ods", ods('<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'), FAR),
        ("SE.ods", ods("<table:table-row>{cell}</table:table-row>".replace("{cell}", WIDE)), FAR),
        ("SE.eml", mailed(("SE.docx", b"\xff" * 40)), f"{WANTED}another kind of file)"),
        ("SE.eml", mailed(("winmail.dat", b"x")), NO_MAIL),
        ("SE.eml", lambda _: b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 9_000, NO_MAIL),
        ("SE.eml", nested(400), NO_MAIL),
        ("SE", lambda blank: blank, f"{WANTED}another kind of file)"),
        ("SE.docx", lambda _: zipped({"a.txt": b"a"}), f"{WANTED}another kind of file)"),
        (
            "SE.docx",
            lambda _: bytes(packages.MAX_FILE + 1),
            "expected a file of at most 20 MB (got more). Take pictures out of it",
        ),
        ("SE.docx", with_text(ENTITIES + BODY.format("&b;")), DEFINED),
        ("SE.docx", with_text(OUTSIDE + BODY.format("&x;")), DEFINED),
        ("SE.docx", changed(word_document_xml=(OUTSIDE + BODY).encode("utf-16")), DAMAGED),
        ("SE.docx", with_text("<w:document"), DAMAGED),
        (
            "SE.docx",
            with_text(BODY.format("<w:tbl>" * 400 + "</w:tbl>" * 400)),
            f"{WANTED}one that is nested too deep). {ANEW}",
        ),
        (
            "SE.docx",
            with_text(BODY.format("")),
            (
                "expected a questionnaire, whose row A.1 says which delegation answers (got none). Fill in the file"
                " that was sent to you"
            ),
        ),
        ("SE.eml", lambda _: b"Subject: Hello\n\nSupport.", NO_MAIL),
        ("SE.eml", lambda _: b"", NO_MAIL),
    ],
)
def test_what_cannot_be_received_is_refused_with_what_to_send_instead(
    name: str, make: Callable[[bytes], bytes], sentence: str, blank: bytes
) -> None:
    met: list[Problem] = []
    assert list(read_file(name, make(blank), met)) == []
    assert [problem.message for problem in met if problem.is_error] == [sentence]


def test_pictures_are_never_unpacked(blank: bytes) -> None:
    met: list[Problem] = []
    content = zipped(parts_of(blank) | {"word/media/huge.png": bytes(packages.MAX_UNPACKED + 1)})
    assert [arrival.delegation for arrival in read_file("SE.docx", content, met)] == ["SE"]
    assert met == []


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (Path.mkdir, f"{WANTED}a folder). Name the files in it"),
        (os.mkfifo, f"{WANTED}a pipe or a device). Save it as a file first"),
        (lambda path: path.symlink_to("/dev/zero"), f"{WANTED}a pipe or a device). Save it as a file first"),
        (lambda path: path.symlink_to("nowhere"), f"{WANTED}no such file)"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has neither")
def test_what_is_no_file_is_never_waited_for(make: Callable[[Path], None], sentence: str, tmp_path: Path) -> None:
    met: list[Problem] = []
    make(tmp_path / "SE.docx")
    assert list(opened(tmp_path / "SE.docx", met)) == []
    assert [problem.message for problem in met] == [sentence]


def test_names_of_attachments_lead_nowhere(blank: bytes) -> None:
    mail = EmailMessage()
    mail.set_content("Please find attached.")
    mail.add_attachment(blank, maintype="application", subtype="octet-stream", filename="../../etc/SE\u202e.docx")
    met: list[Problem] = []
    assert [arrival.file for arrival in read_file("a.eml", mail.as_bytes(), met)] == ["a.eml: SE?.docx"]
