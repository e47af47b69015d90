"""Why a point stands as it does, on the terminal: every kind of topic, every verdict, and what a problem code means."""

import re
from pathlib import Path

import pytest

from responsegen.building.merge import merge
from responsegen.cli.problem_page import entries
from responsegen.cli.topic_names import points
from responsegen.dossier.catalogue import CATALOGUE
from tests.cli.conftest import run
from tests.conftest import CHECKOUT

PUBLIC_RECORD = CHECKOUT / "examples/public-record"

BLOCKED = """\
EXERCISE
Bridge: Wood (bridge.wood)
x Not agreed. UK is against; consensus carries only with nobody against.

Question
Question 1: "Should a bridge be built, and with how many hands?"
Text for the response: The bridge is of wood.

Rule
consensus   Carries when nobody is against and somebody is for, in any
            electorate; it knows no constructive abstention.
Basis       Practice of the North Atlantic Treaty Organisation and of informal
            meetings.
Electorate  3 delegations: DK, SE and UK.

Who stands where
For (2)
  DK  supports (positions/DK.yaml:5:25)
  SE  supports (positions/SE.yaml:5:26)
Against (1)
  UK  opposes (positions/UK.yaml:5:26)

Arithmetic
Members against: 1, 0 allowed: not met.
Members for: 2, at least 1 needed: met.

Reservations and silence
Silence  No consent yet: the procedure ends 17 February 2025, 09.00 (UTC+1).

The smallest moves that would change it
It carries if these move
  UK  to abstain instead of being against
"""

RANGE = """\
Ranges, in personnel
  DK      between 10 000 and 35 000  [=================================]
  SE      between 20 000 and 40 000               [===========================]
  UK      at least 30 000                                       [==============>
  agreed  between 30 000 and 35 000                             ########
                                     10 000                              40 000
"""

FORCE = """\
EXERCISE
Crew (crew)
At best 600 to 1 000 personnel are attainable: 29 400 short of 30 000.
"""

ROUNDS = """\
Full support (full)
US provides   nothing
Has happened  nothing
Gap           30 000 required: 29 100 missing

full, assured: 600 to 1 000 personnel
Round 1: SE joins
  SE  600 to 1 000; no conditions
Round 2: DK joins
  DK  300; met: SE takes part
Never in
  UK  unmet: At least 5 000 personnel are pledged in all

full, attainable: 600 to 1 000 personnel
Willing: DK, SE and UK
Round 1: UK drops out
  UK  2 000; unmet: At least 5 000 personnel are pledged in all
"""


def test_the_verdict_comes_first_and_the_moves_last(dossier: Path) -> None:
    found = run("explain", "bridge.wood", "--dossier", dossier)
    assert (found.stdout, found.stderr, found.exit_code) == (BLOCKED, "", 0)


def test_a_range_is_drawn_and_said_on_one_axis(dossier: Path) -> None:
    found = run("explain", "hands").stdout
    assert dossier.exists()
    assert RANGE in found
    assert "UK holds the lower end.\nDK holds the upper end.\n" in found


def test_a_force_is_told_round_by_round(dossier: Path) -> None:
    assert run("explain", "crew").stdout.startswith(FORCE)
    for code, crew in {
        "DK": "{stance: conditional, pledge: 300, ready: 30 days, conditions: [{with: SE}]}",
        "UK": "{stance: conditional, pledge: 2000, ready: 30 days, conditions: [{force: 5000}]}",
    }.items():
        file = dossier / f"positions/{code}.yaml"
        file.write_text(re.sub("crew: .*", f"crew: {crew}", file.read_text()))
    assert ROUNDS.replace("600 to 1 000 personnel", "900 to 1 300 personnel") in run("explain", "crew").stdout


def test_where_nobody_is_willing_nobody_joins(dossier: Path) -> None:
    for file in (dossier / "positions").iterdir():
        file.unlink()
    found = run("explain", "crew").stdout
    assert ", assured: 0 personnel\nNobody joins.\n" in found
    assert ", attainable: 0 personnel\nWilling: nobody\n" in found


def test_a_topic_is_explained_option_by_option(dossier: Path) -> None:
    found = run("explain", "bridge").stdout
    assert dossier.exists()
    assert (
        "\nStone (bridge.stone)\n+ Agreed. Nobody is against and 3 of 3 members are for.\n  For (3)  DK, SE and UK\n"
        in found
    )
    assert "\n  It falls if any one member of the electorate moves to against.\n" in found
    assert "\n    DK  undecided: to abstain at least\n" in found


SCRUTINY = "reservations: [{on: bridge.stone, kind: scrutiny}]"
LINGUISTIC = "reservations: [{on: bridge, kind: linguistic, text: Later.}]"
EDITS = [
    ("DK", "status: cleared", "status: draft", "DK  draft, not counted: can accept (positions/DK.yaml:5:10)"),
    ("DK", "stone: accept, ", "", "DK  does not mention it (positions/DK.yaml:5:1)"),
    ("SE", "country: SE", f"country: SE\n{SCRUTINY}", "SE  to lift the scrutiny reservation"),
    (
        "SE",
        "country: SE",
        f"country: SE\n{LINGUISTIC}",
        "SE       linguistic reservation, which leaves the stance counted. Later.",
    ),
    ("SE", "stone: support", "stone: {stance: oppose, would_support_if: it is dry}", "Would support it if it is dry."),
    ("dossier", "delegations: [SE, DK, UK]", "delegations: [SE, DK, UK, NO]", "NO  no position"),
    ("dossier", "as_of: 2025-02-16", "as_of: 2025-02-18", "Silence  Consent since the procedure ended 17"),
]


@pytest.mark.parametrize(("file", "before", "after", "line"), EDITS)
def test_whatever_stands_behind_a_column_is_said(dossier: Path, file: str, before: str, after: str, line: str) -> None:
    path = dossier / ("dossier.yaml" if file == "dossier" else f"positions/{file}.yaml")
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    assert line in run("explain", "bridge.stone").stdout


def test_without_a_name_there_is_a_list_of_names(dossier: Path) -> None:
    assert dossier.exists()
    assert run("explain").stdout == (
        "bridge  Bridge\n  bridge.stone, bridge.wood, bridge.steel\nhands  Number of hands\ncrew  Crew\n"
    )


LAST_OF_INPUT = max(code for code, fault in CATALOGUE.items() if fault.is_of_input)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("brige", 'there is no topic or option "brige" in the dossier. Did you mean "bridge"?'),
        ("bridge.stoen", 'there is no topic or option "bridge.stoen" in the dossier. Did you mean "bridge.stone"?'),
        ("xyz", 'there is no topic or option "xyz" in the dossier. Topics: bridge, hands, crew'),
        (
            "RG999",
            (
                f'there is no problem code "RG999": they go from RG001 to {LAST_OF_INPUT},'
                " and from RG901 to RG990 for templates and rendering"
            ),
        ),
    ],
)
def test_an_unknown_name_is_wrong_usage(dossier: Path, name: str, sentence: str) -> None:
    found = run("explain", name, "--dossier", dossier)
    assert found.stderr.endswith(f"Error: {sentence}\n")
    assert (found.stdout, found.exit_code) == ("", 2)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_problem_code_is_explained_even_where_there_is_no_dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    title, explanation = entries()[code]
    found = run("explain", code)
    assert found.stdout.startswith(f"{code}, {CATALOGUE[code].severity}: {title}\n")
    assert " ".join(found.stdout.split("\n", 1)[1].split()) == explanation
    assert run("explain", f"rg{int(code[2:])}").stdout == found.stdout


def test_a_broken_dossier_is_reported_and_not_explained(dossier: Path) -> None:
    (dossier / "positions/SE.yaml").write_text("country: SE\nstatus: clered\n")
    found = run("explain", "bridge")
    assert (found.stdout, found.exit_code) == ("", 1)
    assert "positions/SE.yaml:2:9: error:" in found.stderr


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("folder", [CHECKOUT, PUBLIC_RECORD])
def test_everything_that_ships_is_explained_on_any_terminal(
    folder: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    merged = merge(folder)
    monkeypatch.setattr("responsegen.building.merge.merge", lambda _folder: merged)  # read once, explained often
    for name in points(merged.dossier):
        found = run("explain", name, "--dossier", folder)
        assert found.exit_code == 0
        assert max(map(len, found.stdout.splitlines())) <= max(columns, 44)  # a place is never broken
        assert {"–", "≥", "≤", "−", "\N{NO-BREAK SPACE}"}.isdisjoint(found.stdout)


def test_each_stance_is_where_it_is_said_to_be() -> None:
    """Twenty-seven members, two of whom have no position; the place is that of the option, or of the whole topic."""
    found = " ".join(run("explain", "sanctions.lng", "--dossier", CHECKOUT).stdout.split())
    places = re.findall(r"\((positions/\w+\.yaml):(\d+):(\d+)\)", found)
    assert len(places) >= 25
    for file, line, column in places:
        text = (CHECKOUT / file).read_text().splitlines()[int(line) - 1][int(column) - 1 :]
        assert text.startswith(("lng:", "sanctions:"))
