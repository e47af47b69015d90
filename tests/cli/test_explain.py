"""Why a point stands as it does, on the terminal: every kind of topic, every verdict, and what a problem code means."""

import json
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
x Not agreed. UK opposes; consensus needs that nobody does; 2 of 3 delegations
  are in favour.

  "The bridge is of wood." Question 1. Consensus of DK, SE and UK. If not
  agreed, the response shows it in square brackets.

In the way
  UK  opposes (no reason given)
In favour (2)
  DK, SE

Arithmetic
  Members against  1, 0 allowed       not met
  Members          2 of 3, 1 needed   met

Smallest moves
  UK abstains -> agreed

Silence  No consent yet: the procedure ends on 17 February 2025, 09.00 (UTC+1).
Try it   responsegen what-if UK.bridge.wood=abstain
Lines    UK.yaml:5 (all: --lines)
"""

RANGE = """\
Ranges, in personnel
  DK  10 000-35 000                  [=================================]
  SE  20 000-40 000                                [==========================]
  UK  30 000 and over                                           [==============>
                        0            10 000        20 000       30 000   40 000
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
Peak          600 to 1 000 personnel at once, from day 30
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
    assert "  UK holds the lower end.\n  DK holds the upper end.\n" in found


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
    assert "\nStone (bridge.stone)\n+ Agreed. All three delegations are in favour.\n  For (3)  DK, SE, UK\n" in found
    assert "\n  Outstanding (1)  DK\n\nMore  responsegen explain bridge.stone\n" in found


SCRUTINY = "reservations: [{on: bridge.stone, kind: scrutiny}]"
LINGUISTIC = "reservations: [{on: bridge, kind: linguistic, text: Later.}]"
EDITS = [
    ("DK", "status: cleared", "status: draft", "DK  draft, not counted: can accept"),
    ("DK", "stone: accept, ", "", "DK  not answered"),
    ("SE", "country: SE", f"country: SE\n{SCRUTINY}", "SE lifts its scrutiny reservation -> agreed"),
    ("SE", "country: SE", f"country: SE\n{LINGUISTIC}", 'SE  linguistic reservation: "Later." (stance counts)'),
    ("SE", "stone: support", "stone: {stance: oppose, would_support_if: it is dry}", "; would support it if it is dry"),
    ("dossier", "delegations: [SE, DK, UK]", "delegations: [SE, DK, UK, NO]", "NO  no position"),
    ("dossier", "as_of: 2025-02-16", "as_of: 2025-02-18", "Silence  Consent since the procedure ended on 17"),
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
    for name in (*points(merged.dossier), *merged.dossier.delegations[:3]):
        found = run("explain", name, "--dossier", folder)
        assert found.exit_code == 0
        shown = [line for line in found.stdout.splitlines() if not re.match(r" {4}|Try it|Next|More", line)]
        assert max(map(len, shown)) <= max(columns, 44)  # a command is never broken within a word
        assert {"–", "≥", "≤", "−", "\N{NO-BREAK SPACE}"}.isdisjoint(found.stdout)


def test_each_stance_is_where_it_is_said_to_be() -> None:
    """Twenty-seven members, two of whom have no position; the place is that of the option, or of the whole topic."""
    found = run("explain", "lng", "--lines", "--dossier", CHECKOUT).stdout
    places = re.findall(r"(\w+\.yaml):(\d+)", found)
    assert len(places) >= 24
    for file, line in places:
        text = (CHECKOUT / "positions" / file).read_text().splitlines()[int(line) - 1].strip()
        assert text.startswith(("lng:", "sanctions:"))


NAMES = {
    "stone": "Bridge: Stone (bridge.stone)",
    "se": "SE  Sweden: position of 16 February 2025, cleared by the ambassador",
    "GB": "UK  United Kingdom: position of 16 February 2025, cleared by the minister",
    "UK.bridge": "UK  United Kingdom on Bridge (bridge)",
    "UK.wood": "UK  United Kingdom on Bridge (bridge)",
}


@pytest.mark.parametrize("name", NAMES)
def test_an_option_and_a_delegation_are_known_by_their_short_names(dossier: Path, name: str) -> None:
    assert run("explain", name, "--dossier", dossier).stdout.splitlines()[:2] == ["EXERCISE", NAMES[name]]


def test_an_option_of_two_topics_needs_its_topic(dossier: Path) -> None:
    file = dossier / "dossier.yaml"
    other = "  pier: {title: Pier, kind: options, rule: consensus, options: {wood: {label: Wood, text: Of wood.}}}\n"
    file.write_text(file.read_text().replace("scenarios:", f"{other}scenarios:"))
    found = run("explain", "wood")
    assert '"wood" stands for several options: name bridge.wood or pier.wood' in found.stderr
    assert found.exit_code == 2


DELEGATION = """\
EXERCISE
UK  United Kingdom: position of 16 February 2025, cleared by the minister
    Answers 4 of the 4 points on which it decides; no reservation; no troops.

Blocks alone (1)
  x bridge.wood  opposes

Of the 2 points agreed UK decides on 2: in favour of 2.
Next  responsegen explain UK.bridge.wood
"""


@pytest.mark.parametrize("command", ["explain", "status"])
def test_a_delegation_is_told_what_it_blocks(dossier: Path, command: str) -> None:
    found = run(command, "UK", "--dossier", dossier)
    assert (found.stdout, found.stderr, found.exit_code) == (DELEGATION, "", 0)
    assert 'expected a delegation that dossier.yaml lists (got "FR")' in run("status", "FR").stderr


def test_who_has_no_position_is_sent_to_begin_one(dossier: Path) -> None:
    (dossier / "positions/UK.yaml").unlink()
    assert run("status", "UK").stdout == (
        "EXERCISE\n"
        "UK  United Kingdom: no position\n"
        "    Answers 0 of the 4 points on which it decides.\n"
        "\n"
        "Reply awaited (4)\n"
        "  ? bridge.stone  no position; silence will count as in favour\n"
        "  ? bridge.wood   no position; silence will count as in favour\n"
        "  ? bridge.steel  no position; silence will count as in favour (also awaited:\n"
        "                  DK)\n"
        "  ? hands         no position; silence will count as in favour\n"
        "\n"
        "Silence  Consent from 17 February 2025, 09.00 (UTC+1) on, where nothing is said.\n"
        "Next     responsegen new UK\n"
    )


def test_sanctions_of_the_exercise_are_decided_by_unanimity_first() -> None:
    found = " ".join(run("explain", "transit-controls", "--dossier", CHECKOUT).stdout.split())
    assert "Unanimity (Articles 29 and 31(1) TEU and Article 238(4) TFEU) of the 27 Member States." in found
    assert "a regulation under Article 215 TFEU has to follow, by qualified majority." in found


def test_what_a_delegation_said_on_a_topic_stands_beside_the_outcomes(dossier: Path) -> None:
    assert dossier.exists()
    assert run("explain", "UK.bridge").stdout.splitlines()[4:7] == [
        "  + stone  supports",
        "  x wood   opposes; in the way, alone",
        "  ? steel  can accept",
    ]


def test_programs_get_the_outcome_who_said_what_and_the_moves(dossier: Path) -> None:
    found = json.loads(run("explain", "wood", "--format", "json", "--dossier", dossier).stdout)
    whole = json.loads(run("status", "--format", "json").stdout)
    assert found["exercise"] is True
    assert found["point"] == "bridge.wood"
    assert found["outcome"] == whole["topics"]["bridge"]["options"]["wood"]
    assert found["said"]["wood"]["UK"] == {
        "words": "opposes",
        "comment": None,
        "would_support_if": None,
        "file": "positions/UK.yaml",
        "line": 5,
    }
    assert found["carried_by"] == {
        "wood": [{"all_of": ["UK"], "any_of": [], "number": 0, "with_population": None}],
    }
    one = json.loads(run("explain", "UK.wood", "--format", "json").stdout)
    assert one["points"]["bridge.wood"]["status"] == "not-agreed"
    assert one["points"]["bridge.wood"]["blocked_by"] == ["UK"]
    assert run("status", "UK", "--format", "json").stdout == run("explain", "UK", "--format", "json").stdout


def test_near_identical_sets_are_told_as_one() -> None:
    """Fifteen have not replied on joint procurement: any of them can make up the number."""
    found = " ".join(run("explain", "enforcement-office", "--without", "DE,IT", "--dossier", CHECKOUT).stdout.split())
    assert "No moves" not in found
    assert re.search(r"and any \w+ of .* support it:", found)
