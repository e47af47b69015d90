"""Fill forms in as a person would: in memory, and in the Word file that was sent."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import Dossier
from responsegen.dossier.nodes import Mapping as Tree
from responsegen.dossier.reading import Trees, check_trees
from responsegen.dossier.yaml_tree import read_tree
from responsegen.intake.arrivals import Arrival, Written, WrittenRow
from responsegen.intake.question_form import Form

SMALL = (Path(__file__).parents[1] / "dossier/small/dossier.yaml").read_text()
SWEDEN = """\
# Sweden, as sent by the desk
country: SE
status: cleared
cleared_by: ambassador
date: 2025-02-10
troops:
  stance: conditional  # as the minister said
  pledge: 600-1000
  ready: 90 days
  conditions:
    - need: airlift
    - any: [{event: ceasefire}, {with: [DK, FI]}]
force_size: 30 000-50 000
sanctions: support   # all of them
us_requirements: {air-defence: essential}
assistance:
  artillery: {quantity: 50000, by: 2025-06-30, status: firm}
reservations:
  - {on: troops, kind: parliamentary, text: The Riksdag has to be consulted.}
internal: {red_lines: [Never without the Riksdag.]}
"""
DAY = date(2025, 2, 15)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Said = Mapping[str, Mapping[str, str]]  # by code and head of the column


def parsed(**positions: str) -> Trees:
    """The small dossier with these positions."""
    texts = {"dossier.yaml": SMALL, **{f"positions/{code}.yaml": text for code, text in positions.items()}}
    files = tuple(SourceFile(path, text.encode()) for path, text in texts.items())
    return Trees(files, {file.path: tree_of(file) for file in files}, ())


@cache
def tree_of(file: SourceFile) -> Tree | None:
    return read_tree(file.path, file.content, [])


def dossier_in(trees: Trees) -> Dossier:
    reading = check_trees(trees)
    assert reading.dossier, reading.problems
    return reading.dossier


def arrival(form: Form, said: Said | None = None, *, prefilled: bool = False) -> Arrival:
    """A questionnaire of a delegation in which these cells are filled in."""
    rows = (form if prefilled else form.without_answers()).rows.values()
    written = [
        WrittenRow(
            row.code,
            f"{row.label}\n{row.text}",
            {
                c: Written((said or {}).get(row.code, {}).get(c, cell.recorded), cell.tag)
                for c, cell in row.cells.items()
            },
        )
        for row in rows
    ]
    return Arrival("SE.docx", "3f2a", DAY, form.delegation, "", tuple(written))


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def fill(docx: bytes, said: Said) -> bytes:
    """Type into the controls of a questionnaire; Word then takes its own words out of them, and no tag."""
    parts = parts_of(docx)
    root = etree.fromstring(parts["word/document.xml"])
    left = {(code, column) for code, cells in said.items() for column in cells}
    for table in root.iter(f"{W}tbl"):
        head, *rows = table.iterchildren(f"{W}tr")
        columns = [text_of(cell) for cell in head.iterchildren(f"{W}tc")]
        for row in rows:
            cells = list(row.iterchildren(f"{W}tc"))
            for column, text in said.get(text_of(cells[0]), {}).items():
                if column not in columns:
                    continue
                (control,) = cells[columns.index(column)].iter(f"{W}sdt")
                for shown in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
                    control.find(f"{W}sdtPr").remove(shown)
                run = control.find(f"{W}sdtContent/{W}r")
                run.find(f"{W}t").text = text
                for look in run.findall(f"{W}rPr"):
                    run.remove(look)
                left.discard((text_of(cells[0]), column))
    assert not left, left
    return zipped(parts | {"word/document.xml": etree.tostring(root, encoding="UTF-8", xml_declaration=True)})


def text_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
