"""Changes supposed and changes really made come to the same; whatever is wrong with one is said at the argument."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsegen.consensus.joint_answer import joint_answer
from responsegen.dossier import reading
from responsegen.dossier.changes import changed_positions, changed_terms
from responsegen.dossier.reading import check_trees, read_trees
from responsegen.dossier.what_if import Hypothesis
from tests.dossier.conftest import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from responsegen.dossier.model import Dossier
    from responsegen.dossier.reading import Reading

    Check = Callable[[Mapping[str, bytes | None]], Reading]

PARSED = read_trees(SMALL)


@cache
def as_it_is() -> Dossier:
    dossier = check_trees(PARSED).dossier
    assert dossier is not None
    return dossier


def supposed(*changes: str) -> Hypothesis:
    supposition = Hypothesis(as_it_is(), dict(PARSED.trees))
    supposition.suppose(changes)
    return supposition


def checked(supposition: Hypothesis) -> Reading:
    return check_trees(replace(PARSED, trees=supposition.trees))


def test_what_stays_as_it_is_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    as_it_is()
    again: list[str] = []
    monkeypatch.setattr(reading, "read_dossier_file", lambda *_: again.append("dossier.yaml"))
    read = reading.read_position_file
    monkeypatch.setattr(reading, "read_position_file", lambda path, *rest: again.append(path) or read(path, *rest))
    assert checked(supposed("SE.status=draft")).dossier
    assert again == ["positions/SE.yaml"]


def dossier_of(supposition: Hypothesis) -> Dossier:
    dossier = checked(supposition).dossier
    assert dossier is not None
    return dossier


def differs(one: Dossier, other: Dossier) -> bool:
    """Whether two dossiers say anything else; where it stands does not matter."""
    return bool(changed_positions(one, other) or changed_terms(one, other))


class Edit(NamedTuple):
    """A file, what stands in it, and what is to stand there."""

    file: str
    before: str
    after: str


# Changes, apart by blanks, and the edits of the files that say the same.
SAME: dict[str, list[Edit]] = {
    "SE.sanctions.shadow-fleet=oppose": [Edit("SE", "shadow-fleet: support", "shadow-fleet: oppose")],
    "SE.sanctions.oil-price-cap.stance=accept": [Edit("SE", "{stance: undecided,", "{stance: accept,")],
    "SE.sanctions.shadow-fleet.comment=Soon": [Edit("SE", "fleet: support", "fleet: {stance: support, comment: Soon}")],
    "SE.force_size=20-30k": [Edit("SE", "30000-50000", "20-30k")],
    "SE.force_size.preferred=35000": [Edit("SE", "30000-50000", "{acceptable: 30000-50000, preferred: 35000}")],
    "SE.force_size=silent": [Edit("SE", "force_size: 30000-50000", "")],
    "SE.duration.acceptable=36-60": [Edit("SE", "acceptable: 24-60 months", "acceptable: 36-60")],
    "SE.troops.pledge=2000": [Edit("SE", "pledge: 600-1000", "pledge: 2000")],
    'SE.troops.conditions={"event":ceasefire}': [
        Edit("SE", "    - need: air-defence\n", ""),
        Edit("SE", "    - with: [FR, UK]\n    - force: 20000\n    - any: [{need: airlift}, {with: UK}]\n", ""),
    ],
    "SE.us_requirements.airlift=oppose": [Edit("SE", "{necessity: desirable, term: long}", "oppose")],
    "SE.us_requirements.air-defence.term=both": [Edit("SE", ": essential", ": {necessity: essential, term: both}")],
    "SE.us_requirements.airlift=silent": [Edit("SE", "  airlift: {necessity: desirable, term: long}\n", "")],
    "SE.assistance.artillery=70000": [Edit("SE", "{quantity: 50000, by: 2025-06-30, status: firm}", "70000")],
    "SE.status=draft": [Edit("SE", "status: cleared", "status: draft")],
    "SE.reservations=[]": [
        Edit("SE", "  - {on: duration, kind: parliamentary, text: The Riksdag has to be consulted.}", "  []")
    ],
    "FR.status=cleared FR.sanctions.shadow-fleet=support": [
        Edit("FR", "status: draft", "status: cleared"),
        Edit("FR", "constructive-abstention", "{shadow-fleet: support, oil-price-cap: constructive-abstention}"),
    ],
    'FR.sanctions={"stance":abstain,"proposes":P,"comment":C} FR.sanctions.shadow-fleet=support': [
        Edit(
            "FR",
            "constructive-abstention",
            "{shadow-fleet: support, oil-price-cap: {stance: abstain, proposes: P}, comment: C}",
        ),
    ],
    'FR.sanctions={"stance":support,"comment":C} FR.sanctions.stance=abstain': [
        Edit("FR", "constructive-abstention", "{stance: abstain, comment: C}"),
    ],
    "FR.us_requirements.comment=C": [
        Edit("FR", "us_requirements: abstain", "us_requirements: {necessity: abstain, comment: C}")
    ],
    "NO.troops.stance=undecided": [Edit("NO", "troops: no", "troops: undecided")],
    "NO.troops.comment=Later": [Edit("NO", "troops: no", "troops: {stance: no, comment: Later}")],
    "FR.sanctions=support basis.sanctions=no-legal-act": [
        Edit("FR", "constructive-abstention", "support"),
        Edit("dossier", "basis: restrictive-measures", "basis: no-legal-act"),
    ],
    "basis.duration=no-legal-act": [
        Edit("dossier", "unit: months, rule: consensus", "unit: months, basis: no-legal-act")
    ],
    "rule.sanctions=unanimity FR.sanctions=silent basis.sanctions=enhanced-cooperation electorate.sanctions=[SE,FI]": [
        Edit(
            "dossier",
            "basis: restrictive-measures",
            "basis: enhanced-cooperation\n    rule: unanimity\n    electorate: [SE, FI]",
        ),
        Edit("FR", "sanctions: constructive-abstention", ""),
    ],
    "need.airlift=no": [Edit("dossier", "need: all,", "need: [air-defence],")],
    "need.airlift=yes": [Edit("dossier", "need: [],", "need: [airlift],")],
    "event.ceasefire=no": [
        Edit("dossier", "events: all", "events: []"),
        Edit("dossier", "events: [ceasefire]", "events: []"),
    ],
    "as_of=2025-02-17T10:00+01:00": [Edit("dossier", "as_of: 2025-02-16T18:00", "as_of: 2025-02-17T10:00")],
    "count_drafts=true": [Edit("dossier", "count_drafts: false", "count_drafts: true")],
    "reservations_count_as.parliamentary=against": [Edit("dossier", "tary: outstanding", "tary: against")],
}


@pytest.mark.parametrize("changes", SAME)
def test_supposing_a_change_comes_to_the_same_as_making_it(check: Check, small: dict[str, bytes], changes: str) -> None:
    supposition = supposed(*changes.split())
    assert [problem for problem in supposition.report if problem.is_error] == []
    texts = {path: content.decode() for path, content in small.items()}
    for file, before, after in SAME[changes]:
        path = "dossier.yaml" if file == "dossier" else f"positions/{file}.yaml"
        assert before in texts[path]
        texts[path] = texts[path].replace(before, after, 1)
    made = check({path: text.encode() for path, text in texts.items()}).dossier
    assert made is not None
    assert not differs(dossier_of(supposition), made)
    assert differs(as_it_is(), made)


def test_a_silent_delegation_has_no_position() -> None:
    assert "SE" not in dossier_of(supposed("SE=silent")).positions


def test_a_delegation_without_a_file_says_what_is_supposed_and_nothing_else() -> None:
    supposition = supposed("DK.sanctions=support")
    dossier = dossier_of(supposition)
    assert list(dossier.positions["DK"].answers) == ["sanctions"]
    assert supposition.notes == ["DK has no position: the changes are tried as all that it says."]


def test_who_is_spoken_for_keeps_what_the_speaker_says_save_for_the_change() -> None:
    supposition = supposed("FI.sanctions.shadow-fleet=oppose")
    dossier = dossier_of(supposition)
    assert dossier.spoken_for == {}
    assert list(dossier.positions["FI"].answers) == ["force_size", "duration", "sanctions"]
    assert [r.topic for r in dossier.positions["FI"].reservations] == ["duration"]
    assert supposition.notes == ["SE speaks for FI: whatever is not changed stays as SE says it."]
    assert joint_answer(dossier).topics["duration"] == joint_answer(as_it_is()).topics["duration"]


def test_who_is_spoken_for_can_be_silent() -> None:
    dossier = dossier_of(supposed("FI=silent"))
    assert dossier.spoken_for == {}
    assert "FI" not in dossier.positions


def test_constructive_abstention_is_abstention_on_another_basis_and_that_is_said() -> None:
    supposition = supposed("basis.sanctions=trade")
    assert supposition.notes == [
        "Constructive abstention on sanctions is tried as abstention, since trade does not know it: FR.",
    ]
    assert dossier_of(supposition).topics["sanctions"].rule == "qualified-majority"


def test_a_change_of_a_draft_is_said_to_move_nothing() -> None:
    assert supposed("FR.sanctions=support").notes == [
        "The position of FR is a draft, which is not counted: add FR.status=cleared to count it.",
    ]
    assert supposed("FR.sanctions=support", "FR.status=cleared").notes == []


_, *SENTENCES = [line for line in (Path(__file__).parent / "changes.txt").read_text().splitlines() if line]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_wrong_is_said_at_its_place_in_the_argument(sentence: str) -> None:
    change = sentence.partition(":1:")[0]
    assert said(change) == [sentence]


def test_bytes_that_are_no_text_are_refused() -> None:
    change = "SE.sanctions=\udcff"
    assert said(change) == [f"{change}:1:14: error: expected a file saved as UTF-8 (got the byte 0xFF)"]


def said(change: str) -> list[str]:
    """What is wrong with a change, and with the files once it is made."""
    supposition = supposed(change)
    known = check_trees(PARSED).problems
    after = [problem for problem in checked(supposition).problems if problem not in known]
    return [str(problem) for problem in (*supposition.report, *after) if problem.place.file == change]


def test_the_same_thing_changed_twice_is_refused() -> None:
    (problem,) = supposed("SE.sanctions=oppose", "SE.sanctions=support").report
    assert str(problem) == ('SE.sanctions=support:1:1: error: "SE.sanctions=oppose" changes the same thing')


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("SE.sanctions.shadow-fleet=oppose", "SE.sanctions=silent"),
        ("SE.sanctions=oppose", "SE=silent"),
        ("scenarios.full.us=[]", "scenarios={}"),
    ],
)
def test_the_whole_does_not_silently_undo_a_part_that_was_changed_before_it(part: str, whole: str) -> None:
    (problem,) = supposed(part, whole).report
    assert str(problem) == f'{whole}:1:1: error: this would undo "{part}". Put the whole before its parts'
    assert supposed(whole, part).report == []


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_supposition_or_a_problem(right: str) -> None:
    for left in ("", "SE", "SE.sanctions", "SE.troops", "FI.force_size", "need.airlift", "rule.sanctions", "topics"):
        supposition = supposed("scenarios={}", "SE.reservations=[{kind: x}]", f"{left}={right}", "need.airlift=yes")
        assert checked(supposition)
