"""Open whatever arrived: a questionnaire, a workbook, or an e-mail that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.files import printable
from responsegen.intake.arrivals import Arrival
from responsegen.intake.packages import MAX_FILE, NotReceivedError, attachments, refuse, sent_on, unpack
from responsegen.intake.sheets import read_sheets
from responsegen.intake.text_documents import read_text_document
from responsegen.problem import Place, Problem

_TEXTS: Final = ("docx", "odt")
_SUFFIXES: Final = (".docx", ".odt", ".xlsx", ".ods", ".eml")


def opened(path: Path, report: list[Problem]) -> Iterator[Arrival]:
    """Yield the answers that a file holds, by delegation; what cannot be received is reported."""
    file = printable(path.name)
    try:
        if not path.is_file():  # a pipe could keep us waiting for ever
            raise refuse(file, *_what_else(path))
        with path.open("rb") as stream:
            content = stream.read(2 * MAX_FILE + 1)
    except OSError as error:
        report.append(refuse(file, "one that cannot be opened", error.strerror or "").problem)
    except NotReceivedError as refused:
        report.append(refused.problem)
    else:
        yield from read_file(path.name, content, report)


def _what_else(path: Path) -> tuple[str, str]:
    if path.is_dir():
        return "a folder", "Name the files in it"
    return ("a pipe or a device", "Save it as a file first") if path.exists() else ("no such file", "")


def read_file(name: str, content: bytes, report: list[Problem]) -> Iterator[Arrival]:
    """Yield the answers that the content of a file holds, as `opened` does."""
    file = printable(name)
    try:
        if name.lower().endswith(".eml"):
            yield from _mailed(file, content, report)
        else:
            yield from _saved(file, content, report)
    except NotReceivedError as refused:
        report.append(refused.problem)


def _mailed(file: str, content: bytes, report: list[Problem]) -> Iterator[Arrival]:
    """Yield what is attached to a mail; pictures of a signature and the like are named, and left."""
    found = False
    for name, body in attachments(file, content):
        inner = f"{file}: {printable(name)}"
        if name.lower().endswith(_SUFFIXES[:-1]):
            found = True
            try:
                yield from _saved(inner, body, report, sent_on(content))
            except NotReceivedError as refused:
                report.append(refused.problem)
        else:
            sentence = "this attachment is no questionnaire and no workbook: nothing is taken from it"
            report.append(catalogue.ROW_LEFT_OUT.says(Place(inner), sentence))
    if not found:
        raise refuse(file, "none", expected="an e-mail with a questionnaire or a workbook attached")


def _saved(file: str, content: bytes, report: list[Problem], sent: date | None = None) -> Iterator[Arrival]:
    package = unpack(file, content, sent)
    if package.kind in _TEXTS:
        yield read_text_document(package)
    else:
        yield from read_sheets(package, report)
