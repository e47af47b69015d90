"""Open whatever arrived: a questionnaire, a workbook, or an e-mail that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import policy
from email.parser import BytesParser
from pathlib import Path

from responsegen.dossier import catalogue
from responsegen.dossier.files import printable
from responsegen.intake.arrivals import Arrival
from responsegen.intake.packages import KINDS, MAX_FILE, OLE, OTHERS, NotReceivedError, refuse, unpack
from responsegen.intake.sheets import read_sheets
from responsegen.intake.text_documents import read_text_document
from responsegen.problem import Place, Problem


def opened(path: Path, report: list[Problem]) -> Iterator[Arrival]:
    """Yield the answers that a file holds, by delegation; what cannot be received is reported."""
    try:
        content = _content(path, printable(path.name))
    except NotReceivedError as refused:
        report.append(refused.problem)
    else:
        yield from read_file(path.name, content, report)


def _content(path: Path, file: str) -> bytes:
    try:
        if path.is_dir():
            raise refuse(file, "a folder", "Name the files in it")
        if not path.exists():
            raise refuse(file, "no such file")
        if not path.is_file():  # it could keep us waiting for ever
            raise refuse(file, "a pipe or a device", "Save it as a file first")
        with path.open("rb") as stream:
            return stream.read(2 * MAX_FILE + 1)
    except OSError as error:
        raise refuse(file, "one that cannot be opened", error.strerror or "") from error


def read_file(name: str, content: bytes, report: list[Problem], sent: date | None = None) -> Iterator[Arrival]:
    """Yield the answers that the content of a file holds, as `opened` does; `sent` where it came by mail."""
    file = printable(name)
    try:
        if file.lower().endswith(".eml"):
            yield from _mailed(file, content, report)
            return
        package = unpack(file, content, sent)
        if package.kind in ("docx", "odt"):
            yield read_text_document(package)
        else:
            yield from read_sheets(package, report)
    except NotReceivedError as refused:
        report.append(refused.problem)


def _mailed(file: str, content: bytes, report: list[Problem]) -> Iterator[Arrival]:
    """Yield what is attached to a mail, or to one in it; pictures of a signature and the like are named, and left."""
    if len(content) > 2 * MAX_FILE:
        raise refuse(file, "more", expected=f"an e-mail of at most {2 * MAX_FILE // 1_000_000} MB")
    if content.startswith(OLE):
        raise refuse(file, *OTHERS[".msg"])
    message = BytesParser(policy=policy.default).parsebytes(content)
    found = False
    for part in message.walk():
        name = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
        if not name or part.is_multipart():
            continue
        inner = f"{file}: {printable(name)}"
        if name.lower().endswith(tuple(f".{kind}" for kind in KINDS)):
            found = True
            body = part.get_payload(decode=True)
            moment = getattr(message["date"], "datetime", None)
            yield from read_file(inner, body if isinstance(body, bytes) else b"", report, moment and moment.date())
        else:
            sentence = "this attachment is no questionnaire and no workbook: nothing is taken from it"
            report.append(catalogue.ROW_LEFT_OUT.says(Place(inner), sentence))
    if not found:
        raise refuse(file, "none", expected="an e-mail with a questionnaire or a workbook attached")
