"""Lines that YAML cannot read or reads otherwise than they look: what is said, and what `fix` makes of them."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from responsegen.dossier.files import SourceFile
from responsegen.dossier.yaml_tree import read_tree
from responsegen.editing.fixes import fix_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responsegen.problem import Problem

TABLE = Path(__file__).parent / "layout.txt"
SMALL = Path(__file__).parent / "small"
FILES = {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in sorted(SMALL.rglob("*.yaml"))}
SWEDEN = "positions/SE.yaml"
HEAD = "country: SE\nstatus: draft\n"


class Case(NamedTuple):
    """One block of the table."""

    title: str
    written: str
    sentences: list[str]
    fixed: str


def read_case(block: str) -> Case:
    title, *lines = block.strip("\n").split("\n")
    written, fixed = ("".join(f"{line[2:]}\n" for line in lines if line.startswith(sign)) for sign in ("|", ">"))
    return Case(
        title, characters(written), [line for line in lines if line[:1] not in {"|", ">", ""}], characters(fixed)
    )


def characters(text: str) -> str:
    return re.sub("«U\\+([0-9A-F]{4})»", lambda found: chr(int(found[1], 16)), text)


HEADING, *BLOCKS = TABLE.read_text(encoding="utf-8").split("## ")
CASES = [read_case(block) for block in BLOCKS]


def outcome(written: str) -> tuple[list[str], str]:
    """The sentences, and the lines afterwards, if they are others."""
    files: Mapping[str, bytes] = {**FILES, SWEDEN: f"{HEAD}{written}".encode()}
    sources = [SourceFile(path, content) for path, content in files.items()]
    before = fix_files(sources, (), [])
    after = [fix.after.content.decode() for fix in fix_files(sources, (), [SWEDEN]).files]
    sentences = [str(problem).removeprefix(f"{SWEDEN}:") for problem in before.problems if problem.place.file == SWEDEN]
    return sentences, after[0].removeprefix(HEAD) if after else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_wrong_with_the_layout_is_said_in_these_words(case: Case) -> None:
    assert outcome(case.written) == (case.sentences, case.fixed)


@pytest.mark.parametrize("case", [case for case in CASES if case.fixed], ids=lambda case: case.title)
def test_what_is_fixed_has_no_fault_of_its_layout_left(case: Case) -> None:
    sentences, fixed = outcome(case.fixed)
    assert not set(sentences) & set(case.sentences)
    assert fixed == ""


def test_letters_that_are_written_as_two_are_read_as_one_and_places_count_those_of_the_file() -> None:
    report: list[Problem] = []
    tree = read_tree("SE.yaml", "{Fo\u0308o: e\u0301, b: c}\n".encode(), report)
    assert tree
    assert [(name, key.place.column, value.place.column) for name, (key, value) in tree.entries.items()] == [
        ("F\u00f6o", 2, 8),
        ("b", 12, 15),
    ]
    assert str(tree.entries["F\u00f6o"][1]) == '"\u00e9"'


def shown(text: str) -> str:
    return "".join(c if c == "\n" or (c.isascii() and c.isprintable()) else f"«U+{ord(c):04X}»" for c in text)


if __name__ == "__main__":
    blocks = []
    for title, written, _, _ in CASES:
        sentences, fixed = outcome(written)
        signed = (
            re.sub("^", sign, shown(text[:-1]), flags=re.MULTILINE)
            for sign, text in (("| ", written), ("> ", fixed))
            if text
        )
        first, *rest = signed
        blocks.append("\n".join((f"## {title}", first, *sentences, *rest)))
    TABLE.write_text(HEADING + "\n\n".join(blocks) + "\n", encoding="utf-8")
    sys.stdout.write(f"Wrote {TABLE}\n")
