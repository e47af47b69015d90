"""What a change would move: exact words before and after, nothing written, and what is wrong with a change."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import run
from tests.conftest import CHECKOUT

MOVES: dict[str, str] = {
    "UK.bridge.wood=abstain": """\
Bridge: Wood (bridge.wood)
+ not agreed -> agreed
  UK: against -> abstaining
  Nobody opposes, and 2 of 3 delegations are in favour; UK abstains.

Points before: 2 agreed, 1 open, 1 not agreed
Points after:  3 agreed, 1 open
""",
    "DK.hands=45000": """\
Number of hands (hands)
x agreed: between 30 000 and 35 000 personnel -> not agreed
  DK: 10 000 to 35 000 -> 45 000
  The ranges of DK and SE do not meet; consensus needs a value that nobody
  opposes.

Crew: Full support (crew.full)
  Required  30 000 to 35 000 personnel -> not known
  Gap       29 400 personnel -> not known

Points before: 2 agreed, 1 open, 1 not agreed
Points after:  1 agreed, 1 open, 2 not agreed
""",
    "SE=silent": """\
Bridge: Stone (bridge.stone)
? agreed -> open
  SE: for -> outstanding
  Nobody opposes, but consensus waits for SE; 2 of 3 delegations are in favour.

Number of hands (hands)
? agreed: between 30 000 and 35 000 personnel -> open: possibly between 30 000
  and 35 000 personnel
  SE: 20 000 to 40 000 -> outstanding
  30 000 to 35 000 personnel lie within both ranges stated, but consensus waits
  for SE.

Crew: Full support (crew.full)
  Attainable  600 to 1 000 -> 0 personnel
  Assured     600 to 1 000 -> 0 personnel
  Gap         29 400 -> 30 000 personnel
  SE: assured, 600 to 1 000 -> not in it

The outcome stays, and who stands where changes
SE: for -> outstanding
  bridge.wood (still not agreed) and bridge.steel (still open)
SE: yes, 600 to 1 000 -> outstanding
  crew

Points before: 2 agreed, 1 open, 1 not agreed
Points after:  3 open, 1 not agreed
""",
    "SE.crew.pledge=2000": """\
Crew: Full support (crew.full)
  Attainable  600 to 1 000 -> 2 000 personnel
  Assured     600 to 1 000 -> 2 000 personnel
  Gap         29 400 -> 28 000 personnel
  SE: assured, 600 to 1 000 -> assured, 2 000

The outcome stays, and who stands where changes
SE: yes, 600 to 1 000 -> yes, 2 000
  crew

Points, as before: 2 agreed, 1 open, 1 not agreed
""",
    "electorate.bridge=[SE,DK] rule.bridge=simple-majority": """\
Bridge: Wood (bridge.wood)
+ not agreed -> agreed
  Rule  consensus -> simple-majority
  UK: against -> not in it
  2 of 2 members are in favour (2 needed).

The outcome stays, and who stands where changes
Rule: consensus -> simple-majority; UK: for -> not in it
  bridge.stone (still agreed) and bridge.steel (still open)

Points before: 2 agreed, 1 open, 1 not agreed
Points after:  3 agreed, 1 open
""",
    "SE.bridge.stone=accept": "Nothing moves.\n",
}


@pytest.mark.parametrize("changes", MOVES)
def test_only_what_changes_is_printed_before_and_after(dossier: Path, changes: str) -> None:
    found = run("what-if", *changes.split(), "--dossier", dossier)
    assert (found.stdout, found.exit_code) == (f"EXERCISE\n{MOVES[changes]}", 0)


def test_nothing_is_ever_written(dossier: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in dossier.rglob("*") if path.is_file()}
    for changes in MOVES:
        run("what-if", *changes.split())
    run("what-if", "--search", "bridge")
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in dossier.rglob("*") if path.is_file()
    } == before


def test_a_wrong_change_is_wrong_usage_and_every_problem_is_said(dossier: Path) -> None:
    found = run("what-if", "SE.bridge.wood=opose", "SE.bridge.steal=oppose", "XX=silent", "--dossier", dossier)
    assert (found.stdout, found.exit_code) == ("", 2)
    assert [line.partition(": error:")[0] for line in found.stderr.splitlines()] == [
        "SE.bridge.steal=oppose:1:11",
        "SE.bridge.wood=opose:1:16",
        "XX=silent:1:1",
    ]
    assert 'Did you mean "steel"?' in found.stderr


def test_a_warning_is_said_and_the_change_tried(dossier: Path) -> None:
    found = run("what-if", "UK.crew={stance: yes, pledge: 500}", "--dossier", dossier)
    assert found.stderr == (
        'UK.crew={stance: yes, pledge: 500}:1:31: warning: expected "ready", the days until the pledge is there. '
        "From day 0 on it may be there, and at no day is it sure to be [RG061]\n"
    )
    assert "Attainable  600 to 1 000 -> 1 100 to 1 500 personnel" in found.stdout
    assert found.exit_code == 0


def test_what_a_change_makes_superfluous_in_the_files_is_no_news() -> None:
    found = run("what-if", "electorate.guarantees=[DE, FR]", "--dossier", CHECKOUT)
    assert (found.stderr, found.exit_code) == ("", 0)
    assert "SK: abstaining -> not in it" in found.stdout


def test_problems_of_the_files_themselves_are_no_usage_error(dossier: Path) -> None:
    (dossier / "positions/SE.yaml").write_text("country: SE\nstatus: clered\n")
    found = run("what-if", "UK=silent")
    assert (found.stdout, found.exit_code) == ("", 1)
    assert found.stderr.startswith("positions/SE.yaml:2:9: error:")


def test_who_drops_out_of_a_force_is_said_with_the_condition_that_fails() -> None:
    found = " ".join(run("what-if", "need.air-defence=no", "--dossier", CHECKOUT).stdout.split())
    assert "SE: attainable only, 600 to 1 000 -> not in it; unmet: Air and missile defence from" in found
    assert "NO: attainable only, 400 to 600 -> not in it; unmet: DK and SE take part" in found


def test_programs_get_what_would_move(dossier: Path) -> None:
    found = json.loads(run("what-if", "UK.bridge.wood=abstain", "--format", "json", "--dossier", dossier).stdout)
    assert found == {
        "format": 1,
        "exercise": True,
        "supposed": ["UK.bridge.wood=abstain"],
        "notes": [],
        "outcomes": [
            {
                "point": "bridge.wood",
                "before": {"status": "not-agreed", "words": "not agreed"},
                "after": {"status": "agreed", "words": "agreed"},
                "moved_by": ["UK"],
                "following": [],
            }
        ],
    }


def test_what_a_change_takes_along_is_said_first() -> None:
    found = run("what-if", "basis.sanctions=trade", "LU.sanctions.lng=oppose", "--dossier", CHECKOUT).stdout
    assert found.startswith(
        "EXERCISE\nConstructive abstention on sanctions is tried as abstention, since trade does\n"
        "  not know it: HU.\n"
        "BE speaks for LU: whatever is not changed stays as BE says it.\n\n"
    )


SEARCHES = {
    "bridge": """\
What would carry Bridge (bridge)

Stone (bridge.stone)
+ Agreed. All three delegations are in favour.

Wood (bridge.wood)
x Not agreed. UK opposes; consensus needs that nobody does; 2 of 3 delegations
  are in favour.
  UK abstains -> agreed

Steel (bridge.steel)
? Open. Nobody opposes, but consensus waits for DK; 2 of 3 delegations are in
  favour.
  DK supports or abstains -> agreed
""",
    "hands": """\
What would carry Number of hands (hands)
+ Agreed. Between 30 000 and 35 000 personnel suit all three who stated a range.
""",
    "crew": """\
What would carry Crew (crew)

Full support (full): 600 attainable at once
Every fact holds already: the 29 400 missing can only come from delegations that
  pledge more.
""",
    "wood --without UK": """\
What would carry Bridge (bridge)

Wood (bridge.wood)
x Not agreed. UK opposes; consensus needs that nobody does; 2 of 3 delegations
  are in favour.
  No moves would carry it, while UK will not move.
""",
}


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_lists_the_cheapest_moves(dossier: Path, name: str) -> None:
    assert run("what-if", "--search", *name.split(), "--dossier", dossier).stdout == f"EXERCISE\n{SEARCHES[name]}"


def test_a_search_for_a_range_says_how_far_each_has_to_go(dossier: Path) -> None:
    file = dossier / "positions/DK.yaml"
    file.write_text(re.sub("hands: .*", "hands: 45000", file.read_text()))
    assert run("what-if", "--search", "hands").stdout == (
        "EXERCISE\n"
        "What would carry Number of hands (hands)\n"
        "x Not agreed. No value suits all: the ranges of DK and SE do not meet.\n"
        "  40 000 carries if  DK 45 000 -> 40 000\n"
        "  45 000 carries if  SE 40 000 -> 45 000\n"
        "  30 000 carries if  DK 45 000 -> 30 000\n"
    )
    assert "carries if  DK" not in run("what-if", "--search", "hands", "--without", "dk").stdout


def test_every_search_of_what_ships_leads_somewhere() -> None:
    found = run("what-if", "--search", "sanctions", "troops", "duration", "assistance", "--dossier", CHECKOUT).stdout
    assert "Even with everything, 23 450 come: 6 550 short of 30 000." in found
    assert "Nothing has to carry: offers add up as they come" in found
    assert "HU and SK abstain; IE, ES, CY and MT support or abstain -> agreed" in found


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "name a change, such as SE.sanctions=oppose, or what is to be carried, such as --search sanctions"),
        (["--search"], "name what is to be carried, such as --search sanctions"),
        (["--search", "bridge", "--format", "json"], "--search prints no JSON: `carried_by` in what `explain TOPIC"),
        (["SE=silent", "--without", "DK"], "--without goes with --search: it names who is taken not to move"),
        (["--search", "SE"], "--search takes topics and options, not a delegation (SE)"),
        (
            ["--search", "bridge", "SE=silent"],
            '--search takes topics and options, not a change ("SE=silent"): try that without --search',
        ),
    ],
)
def test_what_is_not_named_is_said(dossier: Path, arguments: list[str], sentence: str) -> None:
    found = run("what-if", *arguments, "--dossier", dossier)
    assert f"\nError: {sentence}" in found.stderr
    assert (found.stdout, found.exit_code) == ("", 2)


def test_an_unknown_topic_of_a_search_is_wrong_usage(dossier: Path) -> None:
    found = run("what-if", "--search", "brigde", "--dossier", dossier)
    assert found.stderr.endswith('there is no topic or option "brigde" in the dossier. Did you mean "bridge"?\n')
    assert found.exit_code == 2


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        (("SE.crew.pledge=2", "000"), '"SE.crew.pledge=2 000"'),
        (
            ("UK.bridge=oppose", "DK.hands=at", "least", "20000", "SE=silent"),
            'UK.bridge=oppose "DK.hands=at least 20000" SE=silent',
        ),
        (("SE.bridge.stone={stance:", "oppose}"), '"SE.bridge.stone={stance: oppose}"'),
    ],
)
def test_a_value_that_the_shell_has_torn_apart_is_shown_in_quotation_marks(
    torn: tuple[str, ...], whole: str, dossier: Path
) -> None:
    found = run("what-if", "--dossier", dossier, *torn)
    assert found.exit_code == 2
    assert f"put quotation marks around a value with a blank: responsegen what-if {whole}" in " ".join(
        found.stderr.split()
    )


def test_a_topic_after_a_change_is_no_part_of_its_value(dossier: Path) -> None:
    found = run("what-if", "--dossier", dossier, "SE=silent", "bridge.stone")
    assert "quotation marks" not in found.stderr
    assert "expected a change such as" in found.stderr
