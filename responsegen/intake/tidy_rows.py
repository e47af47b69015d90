"""Write the answers as tidy rows, one an answer, for other programs: as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Final

from responsegen.dossier.model import Dossier
from responsegen.intake.question_form import Form

_KEYS: Final = ("delegation", "code", "topic", "option", "label", "cell", "answer")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would calculate, or obey


def rows(forms: Mapping[str, Form]) -> Iterator[dict[str, str]]:
    """Yield one row for each cell that says something."""
    for delegation, form in forms.items():
        for part in form.parts:
            for row in part.rows:
                topic, option = (*row.path, "", "")[:2]
                for column, cell in row.cells.items():
                    if cell.recorded:
                        values = (delegation, row.code, topic, option, row.label, column, cell.recorded)
                        yield dict(zip(_KEYS, values, strict=True))


def as_csv(forms: Mapping[str, Form]) -> bytes:
    """Return the rows as CSV in UTF-8 with its mark, so that Excel reads the letters; a formula stays a text."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _KEYS)
    writer.writeheader()
    for row in rows(forms):
        writer.writerow({key: f"'{said}" if said.startswith(_FORMULA) else said for key, said in row.items()})
    return text.getvalue().encode("utf-8-sig")


def as_json(forms: Mapping[str, Form], dossier: Dossier, marks: str) -> bytes:
    """Return the rows as JSON, with what they are answers to."""
    about = {"marks": marks, "reference": dossier.reference, "revision": dossier.revision, "title": dossier.title}
    return f"{json.dumps({'format': 1, **about, 'answers': [*rows(forms)]}, ensure_ascii=False, indent=1)}\n".encode()
