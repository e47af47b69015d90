"""Open whatever arrived: a questionnaire, a workbook, or an e-mail that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.files import printable
from responsegen.intake.arrivals import Arrival
from responsegen.intake.packages import NotReceivedError, attachments, refuse, saved_on, sent_on, unpack
from responsegen.intake.sheets import read_sheets
from responsegen.intake.text_documents import read_text_document
from responsegen.problem import Place, Problem

_TEXTS: Final = ("docx", "odt")
_SUFFIXES: Final = (".docx", ".odt", ".xlsx", ".ods", ".eml")


def opened(name: str, content: bytes, report: list[Problem]) -> Iterator[Arrival]:
    """Yield the answers that a file holds, by delegation; what cannot be received is reported."""
    file = printable(name)
    try:
        if name.lower().endswith(".eml"):
            yield from _mailed(file, content, report)
        else:
            yield from _saved(file, content)
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
                yield from _saved(inner, body, sent_on(content))
            except NotReceivedError as refused:
                report.append(refused.problem)
        else:
            sentence = "this attachment is no questionnaire and no workbook: nothing is taken from it"
            report.append(catalogue.ROW_LEFT_OUT.says(Place(inner), sentence))
    if not found:
        raise refuse(file, "none", expected="an e-mail with a questionnaire or a workbook attached")


def _saved(file: str, content: bytes, sent: str = "") -> Iterator[Arrival]:
    kind, parts = unpack(file, content)
    digest = sha256(content).hexdigest()
    if kind in _TEXTS:
        read = read_text_document(file, kind, parts)
        yield Arrival(
            *(file, digest, _day(sent or read.day), read.delegation, read.reference, read.rows),
            questions=read.questions,
            is_whole=True,
            is_tracked=read.is_tracked,
            remarks=read.remarks,
        )
    else:
        day = _day(sent or saved_on(file, parts))
        for delegation, rows in read_sheets(file, parts).items():
            yield Arrival(file, digest, day, delegation, "", rows)


def _day(written: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(written)
    return None
