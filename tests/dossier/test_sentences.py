"""Bad files and the exact sentences about them, from the table in sentences.txt; and every code of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from responsegen.dossier import catalogue
from tests.dossier import test_layout as layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from responsegen.dossier.reading import Reading

    Check = Callable[[Mapping[str, bytes | None]], Reading]


class Case(NamedTuple):
    """One block of the table."""

    title: str
    file: str
    before: str
    after: str
    sentences: list[str]


def read_case(block: str) -> Case:
    title, file, *lines = block.strip("\n").split("\n")
    removed = "".join(f"{line[2:]}\n" for line in lines if line.startswith("- "))
    added = "".join(f"{line[2:]}\n" for line in lines if line.startswith("+ "))
    return Case(
        title, file.removeprefix("@ "), removed, added, [line for line in lines if line[:2] not in {"- ", "+ "}]
    )


_, *BLOCKS = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").split("## ")
CASES = [read_case(block) for block in BLOCKS]

# What cannot be written down as an edit of a line: whole files (None: no file), and the start of the first sentence.
WHOLE_FILES: list[tuple[str, dict[str, bytes | None], str]] = [
    ("no dossier.yaml", {"dossier.yaml": None}, "dossier.yaml:1:1: error: expected the file dossier.yaml (got none)"),
    (
        "a file that is too large",
        {"positions/SE.yaml": b"#" * 300_000},
        "positions/SE.yaml:1:1: error: expected a file of at most 262144 bytes (got more)",
    ),
    (
        "a letter in Latin-1",
        {"positions/SE.yaml": "country: SE\nstatus: åter".encode("latin-1")},
        "positions/SE.yaml:2:9: error: expected a file saved as UTF-8 (got the byte 0xE5)",
    ),
    (
        "a file in UTF-16",
        {"positions/SE.yaml": "country: SE".encode("utf-16")},
        "positions/SE.yaml:1:1: error: expected a file saved as UTF-8 (got UTF-16)",
    ),
    (
        "33 brackets",
        {"positions/SE.yaml": b"[" * 33},
        "positions/SE.yaml:1:33: error: expected at most 32 levels of lists and mappings",
    ),
    (
        "an empty file",
        {"positions/SE.yaml": b""},
        "positions/SE.yaml:1:1: error: expected keys and values (got an empty file)",
    ),
    (
        "nothing but a comment",
        {"positions/SE.yaml": b"# later\n"},
        "positions/SE.yaml:1:1: error: expected keys and values (got an empty file)",
    ),
    (
        "a bell",
        {"positions/SE.yaml": b"country: S\x07E\n"},
        "positions/SE.yaml:1:11: error: there is a character that cannot be seen, U+0007. Delete it",
    ),
    (
        "no positions at all",
        {"positions/SE.yaml": None, "positions/FR.yaml": None, "positions/NO.yaml": None},
        "positions:1:1: warning: expected position files such as SE.yaml (got none). All delegations",
    ),
    (
        "a file named GB",
        {"positions/GB.yaml": b"country: UK\nstatus: draft\n"},
        'positions/GB.yaml:1:10: warning: expected the file name UK.yaml (got "GB.yaml"). Rename it to UK.yaml',
    ),
    (
        "a file name in small letters",
        {"positions/de.yaml": b"country: DE\nstatus: draft\n"},
        'positions/de.yaml:1:10: error: expected the file name DE.yaml (got "de.yaml")',
    ),
    (
        "a text of 21 000 letters",
        {"positions/DE.yaml": b"country: DE\nstatus: draft\ninternal: {notes: " + b"x" * 21_000 + b"}"},
        "positions/DE.yaml:3:19: error: expected a text of at most 20000 characters (got 21000 characters)",
    ),
]

# These need a file system: see test_folder.py.
ONLY_ON_DISK = {catalogue.UNREADABLE, catalogue.LEADS_OUT, catalogue.UNUSED_FILE}
# And these are of distribution.yaml: see tests/issuing/test_distribution.py.
OF_THE_DISTRIBUTION = {catalogue.BAD_MAIL, catalogue.INTERNAL_TO_OTHERS}
# These are of no file of a dossier, but of what is received: see tests/intake.
RECEIVED = {
    *(catalogue.NOT_RECEIVED, catalogue.OTHER_FORM, catalogue.ROW_LEFT_OUT, catalogue.TRACKED, catalogue.IN_THE_MARGIN)
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_wrong_is_said_in_these_words(case: Case, small: dict[str, bytes], check: Check) -> None:
    before = small[case.file].decode()
    assert before.count(case.before) >= 1
    reading = check({case.file: before.replace(case.before, case.after, 1).encode()})
    assert [str(problem) for problem in reading.problems] == case.sentences
    assert (reading.dossier is None) == any(": error: " in sentence for sentence in case.sentences)


@pytest.mark.parametrize(("title", "files", "sentence"), WHOLE_FILES, ids=[case[0] for case in WHOLE_FILES])
def test_what_is_wrong_with_a_whole_file_too(
    title: str, files: dict[str, bytes | None], sentence: str, check: Check
) -> None:
    sentences = [str(problem) for problem in check(files).problems]
    assert sentences[0].startswith(sentence), title


def test_the_small_dossier_itself_has_no_problem(check: Check) -> None:
    assert check({}).problems == ()


def every_change(small: dict[str, bytes]) -> Iterator[Mapping[str, bytes | None]]:
    for case in CASES:
        yield {case.file: small[case.file].decode().replace(case.before, case.after, 1).encode()}
    for _, files, _ in WHOLE_FILES:
        yield files
    for each in layout.CASES:
        yield {layout.SWEDEN: f"{layout.HEAD}{each.written}".encode()}


def test_every_code_of_the_catalogue_has_a_case_and_one_form(small: dict[str, bytes], check: Check) -> None:
    forms = {(p.code, bool(p.expected)) for change in every_change(small) for p in check(change).problems}
    seen = {code for code, _ in forms}
    of_input = {code for code, fault in catalogue.CATALOGUE.items() if fault.is_of_input}
    elsewhere = ONLY_ON_DISK | OF_THE_DISTRIBUTION | RECEIVED
    assert seen | {fault.code for fault in elsewhere} == of_input
    assert len(forms) == len(seen)


def test_every_code_is_given_once() -> None:
    faults = [fault for fault in vars(catalogue).values() if isinstance(fault, catalogue.Fault)]
    assert len({fault.code for fault in faults}) == len(faults) == len(catalogue.CATALOGUE)


def test_an_error_in_one_file_hides_none_in_another(check: Check, small: dict[str, bytes]) -> None:
    reading = check(
        {
            "dossier.yaml": small["dossier.yaml"].replace(b"kind: contribution,", b"kind: gift,"),
            "positions/SE.yaml": small["positions/SE.yaml"].replace(b"shadow-fleet: support", b"shadow-fleet: suport"),
            "positions/FR.yaml": b"country: [FR",
            "positions/NO.yaml": small["positions/NO.yaml"].replace(b"24 months or more", b"5 weeks"),
        }
    )
    assert [(problem.place.file, problem.place.line) for problem in reading.problems] == [
        ("dossier.yaml", 25),
        ("positions/FR.yaml", 1),
        ("positions/NO.yaml", 5),
        ("positions/SE.yaml", 26),
    ]


def test_without_a_dossier_the_layout_of_positions_is_still_checked(check: Check) -> None:
    reading = check({"dossier.yaml": b"- a\n", "positions/FR.yaml": b"country: [FR"})
    assert [problem.place.file for problem in reading.problems] == ["dossier.yaml", "positions/FR.yaml"]
