"""What counts as a change between two versions of a position or of dossier.yaml, and what is only layout."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsegen.dossier.changes import changed_positions, changed_terms
from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import Dossier, InternalText, Interval, OptionStance, Stance
from responsegen.dossier.reading import check_files

ASKED = """\
title: Exercise on a bridge
reference: RG 0002/25
revision: 1
as_of: 2025-02-16T18:00+01:00
exercise: true
from: Pen-holder
to: Delegations
addressee: US
delegations: [SE, DK, UK]
questions:
  - {number: 1, text: Of what should the bridge be?, wording: verbatim, topics: [bridge, hands, crew, help]}
topics:
  bridge:
    title: Bridge
    kind: options
    rule: consensus
    options:
      stone: {label: Stone, text: The bridge is of stone.}
      wood: {label: Wood, text: The bridge is of wood.}
  hands: {title: Number of hands, kind: range, unit: personnel, rule: consensus}
  crew: {title: Crew, kind: contribution, rule: opt-in, required: hands}
  help:
    title: Help
    kind: needs
    rule: consensus
    options:
      boats: {label: Boats, text: Boats., term: short}
events: {thaw: The river is free of ice}
scenarios:
  full: {label: Full support, need: all, events: all}
documents:
  synthesis: {release: participants, attribution: named}
"""
SAID = """\
country: SE
status: cleared
cleared_by: ambassador
date: 2025-02-16
bridge: {stone: support, wood: support}
hands: 200-400
crew:
  {stance: conditional, pledge: 60, ready: 30 days, conditions:
    [{event: thaw}, {any: [{with: [DK, UK]}, {need: boats}]}]}
help: {boats: essential}
reservations:
  - {on: crew, kind: parliamentary, text: The Riksdag has to be consulted.}
  - {on: bridge.wood, kind: scrutiny}
internal: {red_lines: [Not of straw.]}
"""


def dossier(said: str | None = SAID, asked: str = ASKED) -> Dossier:
    files = [SourceFile("dossier.yaml", asked.encode())]
    files += [SourceFile("positions/SE.yaml", said.encode())] if said else []
    reading = check_files(files)
    assert reading.dossier, reading.problems
    return reading.dossier


def changes(before: str | None, after: str | None) -> list[tuple[str, object, object]]:
    found = changed_positions(dossier(before), dossier(after))
    return [(".".join(change.path), change.before, change.after) for each in found for change in each.changes]


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ("bridge: {stone: support, wood: support}", "bridge: {wood: support, stone: support}"),
        ("bridge: {stone: support, wood: support}", "bridge: support"),
        ("bridge: {stone: support, wood: support}", "# a word\n\nbridge:\n  stone: {stance: support}\n  wood: support"),
        ("hands: 200-400", "hands: 200 to 400 personnel"),
        ("ready: 30 days", "ready: 1 month"),
        ("[DK, UK]", "[UK, DK]"),
        ("[{with: [DK, UK]}, {need: boats}]", "[{need: boats}, {with: [DK, GB]}]"),
        (
            "{event: thaw}, {any: [{with: [DK, UK]}, {need: boats}]}",
            "{any: [{need: boats}, {with: [DK, UK]}]}, {event: thaw}",
        ),
        ("  - {on: bridge.wood, kind: scrutiny}\n", ""),
    ],
)
def test_what_says_the_same_is_no_change(was: str, is_now: str) -> None:
    assert was in SAID
    after = SAID.replace(was, is_now)
    if is_now == "":  # the reservations in the other order
        after = after.replace("reservations:\n", f"reservations:\n{was}")
    assert after != SAID
    assert changes(SAID, after) == []


@pytest.mark.parametrize(
    ("was", "is_now", "expected"),
    [
        ("stone: support", "stone: oppose", [("bridge.stone.stance", Stance.SUPPORT, Stance.OPPOSE)]),
        ("hands: 200-400", "hands: 250-400", [("hands.acceptable", Interval(200, 400), Interval(250, 400))]),
        ("hands: 200-400", "hands: abstain", [("hands.acceptable", Interval(200, 400), Stance.ABSTAIN)]),
        ("pledge: 60", "pledge: 80", [("crew.pledge", Interval(60, 60), Interval(80, 80))]),
        ("ready: 30 days, ", "", [("crew.ready", 30, None)]),
        ("2025-02-16", "2025-02-17", [("date", date(2025, 2, 16), date(2025, 2, 17))]),
        ("status: cleared", "status: draft", [("status", "cleared", "draft")]),
        (
            "[Not of straw.]",
            "[Not of straw., Nor of ice.]",
            [("internal.red_lines", None, InternalText("Nor of ice."))],
        ),
        (
            "Not of straw.",
            "Not of reed.",
            [("internal.red_lines", InternalText("Not of straw."), InternalText("Not of reed."))],
        ),
    ],
)
def test_a_change_is_said_field_by_field(was: str, is_now: str, expected: list[tuple[str, object, object]]) -> None:
    assert was in SAID
    assert changes(SAID, SAID.replace(was, is_now)) == expected


def test_an_answer_that_was_missing_comes_as_a_whole() -> None:
    ((path, before, after),) = changes(SAID.replace("stone: support, ", ""), SAID)
    assert (path, before) == ("bridge.stone", None)
    assert isinstance(after, OptionStance)
    ((path, _, after),) = changes(SAID, SAID.replace("hands: 200-400\n", ""))
    assert (path, after) == ("hands", None)


def test_of_a_list_each_entry_that_is_new_or_gone_is_said() -> None:
    found = changes(SAID, SAID.replace("{event: thaw}, ", "{force: 500}, {need: boats}, "))
    assert [(path, before is None, after is None) for path, before, after in found] == [
        ("crew.conditions", False, True),
        ("crew.conditions", True, False),
        ("crew.conditions", True, False),
    ]


def test_what_is_said_beside_a_stance_is_compared_too() -> None:
    in_words = "{acceptable: 30-50, would_support_if: it freezes, proposes: About forty., comment: Cold.}"
    found = changes(
        SAID.replace("hands: 200-400", "hands: {acceptable: 200-400}"),
        SAID.replace("hands: 200-400", f"hands: {in_words}"),
    )
    assert [path for path, _, _ in found] == [
        "hands.acceptable",
        "hands.would_support_if",
        "hands.proposes",
        "hands.comment",
    ]


def test_a_position_that_comes_or_goes_is_told_from_one_that_changes() -> None:
    ((received,), (withdrawn,)) = (
        changed_positions(dossier(None), dossier()),
        changed_positions(dossier(), dossier(None)),
    )
    assert (received.before, withdrawn.after) == (None, None)
    assert [change.path for change in received.changes] == [change.path for change in withdrawn.changes]
    assert ("bridge", "stone") in [change.path for change in received.changes]


@pytest.mark.parametrize(
    ("was", "is_now", "expected"),
    [
        ("[SE, DK, UK]", "[UK, DK, SE]", []),
        ("Stone, text", "Rock, text", [("topics.bridge.options.stone.label", "Stone", "Rock")]),
        ("18:00+01:00", "17:00Z", []),
        ("exercise: true", "exercise: true\ncount_drafts: true", [("count_drafts", False, True)]),
        (
            "The river is free",
            "The lake is free",
            [("events.thaw.label", *(f"The {x} is free of ice" for x in ("river", "lake")))],
        ),
        ("label: Full", "label: All", [("scenarios.full.label", "Full support", "All support")]),
        (
            "Of what should",
            "Of which stuff should",
            [("questions.1.text", "Of what should the bridge be?", "Of which stuff should the bridge be?")],
        ),
    ],
)
def test_what_dossier_yaml_says_otherwise_is_a_change_of_its_terms(
    was: str, is_now: str, expected: list[tuple[str, object, object]]
) -> None:
    assert was in ASKED
    found = changed_terms(dossier(), dossier(asked=ASKED.replace(was, is_now)))
    assert [(".".join(change.path), change.before, change.after) for change in found] == expected


def test_a_topic_of_another_kind_loses_its_answers_and_gets_others() -> None:
    asked = ASKED.replace("kind: range, unit: personnel", "kind: options, options: {many: {label: Many, text: Many.}}")
    after = dossier(SAID.replace("hands: 200-400", "hands: support"), asked.replace(", required: hands", ""))
    (position,) = changed_positions(dossier(), after)
    assert [(change.path, change.before is None) for change in position.changes] == [
        (("hands",), False),
        (("hands", "many"), True),
    ]
    assert ("topics", "hands") in [change.path for change in changed_terms(dossier(), after)]


@given(st.permutations(re.findall(r"^\w.*\n(?: .*\n)*", SAID, re.MULTILINE)))
def test_the_order_of_a_file_is_never_a_change(keys: list[str]) -> None:
    assert changes(SAID, "".join(keys)) == []
