"""Files that cannot be received are refused in a sentence that says what to send instead, and never read further."""

import io
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage

import pytest

from responsegen.intake import packages
from responsegen.intake.opening import opened
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
        ("SE.docx", bomb, "expected at most 80 MB (got one that unpacks to more)"),
        ("SE.docx", with_more_parts, "expected a file of at most 2000 parts (got more)"),
        ("SE.docx", lying, DAMAGED),
        ("SE.docx", lambda blank: blank[:-400], DAMAGED),
        ("SE.docx", lambda blank: blank[:3000] + b"\xff" * 40 + blank[3040:], DAMAGED),
        ("SE.docx", lambda _: b"", f"{WANTED}an empty file)"),
        ("SE.docx", lambda _: b"Support.", f"{WANTED}another kind of file)"),
        ("SE.rtf", lambda _: b"{\\rtf1}", f"{WANTED}another kind of file)"),
        ("SE.csv", lambda _: b"a,b", f"{WANTED}another kind of file)"),
        ("SE.zip", lambda blank: blank, f"{WANTED}another kind of file)"),
        ("SE", lambda blank: blank, f"{WANTED}another kind of file)"),
        ("SE.docx", lambda _: zipped({"a.txt": b"a"}), f"{WANTED}another kind of file)"),
        ("SE.docx", lambda _: bytes(packages.MAX_FILE + 1), "expected a file of at most 20 MB (got more)"),
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
        (
            "SE.eml",
            lambda _: b"Subject: Hello\n\nSupport.",
            "expected an e-mail with a questionnaire or a workbook attached (got none)",
        ),
    ],
)
def test_what_cannot_be_received_is_refused_with_what_to_send_instead(
    name: str, make: Callable[[bytes], bytes], sentence: str, blank: bytes
) -> None:
    met: list[Problem] = []
    assert list(opened(name, make(blank), met)) == []
    assert [(problem.place.file, problem.message) for problem in met] == [(name, sentence)]


def test_pictures_are_never_unpacked(blank: bytes) -> None:
    met: list[Problem] = []
    content = zipped(parts_of(blank) | {"word/media/huge.png": bytes(packages.MAX_UNPACKED + 1)})
    assert [arrival.delegation for arrival in opened("SE.docx", content, met)] == ["SE"]
    assert met == []


def test_names_of_attachments_lead_nowhere(blank: bytes) -> None:
    mail = EmailMessage()
    mail.set_content("Please find attached.")
    mail.add_attachment(blank, maintype="application", subtype="octet-stream", filename="../../etc/SE\u202e.docx")
    met: list[Problem] = []
    assert [arrival.file for arrival in opened("a.eml", mail.as_bytes(), met)] == ["a.eml: SE?.docx"]
