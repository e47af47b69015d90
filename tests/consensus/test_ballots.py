"""In which column a delegation stands, by what it has said and with which reservation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.answer import NeedsOutcome, RangeOutcome
from responsegen.consensus.joint_answer import participation
from responsegen.dossier.model import ReservationCounting, ReservationKind
from tests.consensus.builders import (
    AS_OF,
    COUNTING,
    decided,
    dossier,
    needed,
    needs,
    options,
    outcome_of,
    position,
    ranges,
    reservation,
    span,
    stances,
)

if TYPE_CHECKING:
    from responsegen.consensus.answer import Columns

COLUMNS = {
    "for_": "for",
    **{each: each for each in ("against", "abstaining", "unmentioned", "constructive", "outstanding")},
}


def column(columns: Columns, delegation: str) -> str:
    """The one column in which a delegation stands."""
    where = [name for name in COLUMNS if delegation in getattr(columns, name)]
    assert len(where) == 1
    return COLUMNS[where[0]]


@pytest.mark.parametrize(
    ("stance", "expected"),
    [
        ("support", "for"),
        ("accept", "for"),
        ("oppose", "against"),
        ("abstain", "abstaining"),
        ("constructive-abstention", "constructive"),
        ("undecided", "outstanding"),
    ],
)
def test_each_stance_has_its_column(stance: str, expected: str) -> None:
    case = dossier([options()], [position("SE", {"sanctions": stances({"listings": stance})})])
    assert column(decided(case).columns, "SE") == expected


@pytest.mark.parametrize(
    ("kinds", "supporting", "opposing"),
    [
        ("substantive", "against", "against"),
        ("scrutiny", "outstanding", "against"),
        ("general", "outstanding", "against"),
        ("parliamentary", "for", "against"),
        ("linguistic", "for", "against"),
        ("linguistic scrutiny", "outstanding", "against"),
        ("parliamentary scrutiny substantive", "against", "against"),
    ],
)
@pytest.mark.parametrize("on", ["sanctions", "sanctions.listings"])
def test_the_strictest_reservation_comes_before_any_stance_but_opposition(
    kinds: str, supporting: str, opposing: str, on: str
) -> None:
    reservations = [reservation(on, kind) for kind in kinds.split()]
    for stance, expected in (("support", supporting), ("oppose", opposing)):
        case = dossier([options()], [position("SE", {"sanctions": stances({"listings": stance})}, *reservations)])
        assert column(decided(case).columns, "SE") == expected


def test_a_reservation_on_another_option_changes_nothing() -> None:
    answer = stances({"listings": "support", "ports": "support"})
    case = dossier(
        [options(ids="listings ports")],
        [position("SE", {"sanctions": answer}, reservation("sanctions.ports", "substantive"))],
    )
    assert column(decided(case).columns, "SE") == "for"
    assert column(decided(case, "ports").columns, "SE") == "against"
    assert decided(case).reservations == ()


def test_a_reservation_without_an_answer_counts_by_its_kind() -> None:
    for kind, expected in (("substantive", "against"), ("scrutiny", "outstanding"), ("linguistic", "outstanding")):
        case = dossier([options()], [position("SE", {}, reservation("sanctions", kind))])
        assert column(decided(case).columns, "SE") == expected


@pytest.mark.parametrize(
    ("kind", "counting", "expected"),
    [
        ("scrutiny", "as-stated", "for"),
        ("scrutiny", "against", "against"),
        ("parliamentary", "outstanding", "outstanding"),
        ("substantive", "outstanding", "outstanding"),
    ],
)
def test_the_dossier_may_say_otherwise_what_a_reservation_counts_as(kind: str, counting: str, expected: str) -> None:
    policy = {**COUNTING, ReservationKind(kind): ReservationCounting(counting)}
    answer = {"sanctions": stances({"listings": "support"})}
    case = dossier([options()], [position("SE", answer, reservation("sanctions", kind))], reservations_count_as=policy)
    assert column(decided(case).columns, "SE") == expected


def test_what_is_not_answered_is_outstanding() -> None:
    case = dossier(
        [options(ids="listings ports")],
        [
            position("SE", {"sanctions": stances({"ports": "support"})}),
            position("FI"),
            position("DK", {"sanctions": stances({"listings": "support"})}, status="draft"),
        ],
    )
    columns = decided(case).columns
    assert {d: column(columns, d) for d in ("SE", "FI", "DK", "DE")} == dict.fromkeys(
        ("SE", "FI", "DK", "DE"), "outstanding"
    )


def test_a_draft_and_its_reservations_count_where_the_dossier_says_so() -> None:
    draft = position(
        "DK", {"sanctions": stances({"listings": "support"})}, reservation("sanctions", "parliamentary"), status="draft"
    )
    assert decided(dossier([options()], [draft])).reservations == ()
    counted = decided(dossier([options()], [draft], count_drafts=True))
    assert counted.columns.for_ == ("DK",)
    assert [r.delegation for r in counted.reservations] == ["DK"]


def test_who_is_outside_the_electorate_stands_in_no_column() -> None:
    answer = {"sanctions": stances({"listings": "oppose"})}
    case = dossier(
        [options(electorate=["SE"])],
        [
            position("SE", {"sanctions": stances({"listings": "support"})}),
            position("UK", answer, reservation("sanctions", "substantive")),
        ],
        ["SE", "UK"],
    )
    outcome = decided(case)
    assert outcome.status == "agreed"
    assert outcome.columns.for_ == ("SE",)
    assert outcome.columns.against == ()
    assert outcome.reservations == ()


@pytest.mark.parametrize(
    ("necessity", "expected"),
    [
        ("essential", "for"),
        ("desirable", "for"),
        ("not-needed", "abstaining"),
        ("abstain", "abstaining"),
        ("oppose", "against"),
        ("undecided", "outstanding"),
    ],
)
def test_each_necessity_has_its_column(necessity: str, expected: str) -> None:
    case = dossier([needs()], [position("SE", {"us_requirements": needed({"airlift": necessity})})])
    outcome = outcome_of(case, "us_requirements", NeedsOutcome)
    assert column(outcome.options["airlift"].columns, "SE") == expected


@pytest.mark.parametrize(
    ("SE", "reservations", "expected"),
    [
        ({"medical": "essential"}, "", "unmentioned"),
        ({"airlift": "not-needed"}, "", "abstaining"),
        ({"medical": "essential"}, "linguistic", "unmentioned"),
        ({"medical": "essential"}, "scrutiny", "outstanding"),
        ({"medical": "essential"}, "substantive", "against"),
        ({}, "", "outstanding"),
    ],
)
def test_a_need_left_out_of_an_answer_is_unmentioned_and_never_an_abstention_or_silence(
    SE: dict[str, str],  # noqa: N803 -- a code
    reservations: str,
    expected: str,
) -> None:
    answers = {"us_requirements": needed(SE)} if SE else {}
    held = [reservation("us_requirements.airlift", kind) for kind in reservations.split()]
    case = dossier([needs(electorate=["SE"], ids="airlift medical")], [position("SE", answers, *held)])
    for late in (case, replace(case, silence_deadline=AS_OF)) if SE else (case,):
        assert column(outcome_of(late, "us_requirements", NeedsOutcome).options["airlift"].columns, "SE") == expected


def test_whoever_speaks_for_another_brings_its_stances_and_reservations() -> None:
    speaker = position(
        "DK",
        {"sanctions": stances({"listings": "support"}), "force_size": span(10, 20)},
        reservation("sanctions", "parliamentary"),
        speaks_for="EE",
    )
    case = dossier([options(), ranges()], [speaker])
    outcome = decided(case)
    assert outcome.columns.for_ == ("DK", "EE")
    assert [r.delegation for r in outcome.reservations] == ["DK", "EE"]
    found = outcome_of(case, "force_size", RangeOutcome)
    assert list(found.positions) == ["DK", "EE"]


def test_a_draft_of_the_speaker_is_a_draft_for_both() -> None:
    speaker = position("DK", {"sanctions": stances({"listings": "oppose"})}, status="draft", speaks_for="EE")
    columns = decided(dossier([options()], [speaker], silence_deadline=AS_OF)).columns
    assert {column(columns, d) for d in ("DK", "EE")} == {"outstanding"}


def test_nobody_speaks_for_another_on_needs() -> None:
    speaker = position("DK", {"us_requirements": needed({"airlift": "essential"})}, speaks_for="EE")
    outcome = outcome_of(dossier([needs()], [speaker]), "us_requirements", NeedsOutcome)
    columns = outcome.options["airlift"].columns
    assert columns.for_ == ("DK",)
    assert column(columns, "EE") == "outstanding"


def test_after_the_deadline_one_that_is_spoken_for_is_silent_on_needs_where_nobody_spoke_for_it() -> None:
    speaker = position("DK", {"us_requirements": needed({"airlift": "essential"})}, speaks_for="EE")
    case = dossier([needs(electorate=["DK", "EE"])], [speaker], silence_deadline=AS_OF)
    columns = outcome_of(case, "us_requirements", NeedsOutcome).options["airlift"].columns
    assert columns.silent == ("EE",)


def silence(rule: str, deadline: timedelta) -> Columns:
    """Who stands where when only SE supports in so many words, and others have said other things."""
    support = {"sanctions": stances({"listings": "support"})}
    speakers = [
        position("SE", support),
        position("FI", {"sanctions": stances({"listings": "undecided"})}),
        position("DK", {}, reservation("sanctions", "linguistic")),
        position("DE", {"force_size": span(10)}, status="draft"),
        position("EE", {}, reservation("force_size", "linguistic"), status="draft"),
        position("ES", status="draft"),
        position("FR", {"sanctions": stances({"ports": "oppose"})}),
    ]
    case = dossier(
        [options(rule, ["DK", "DE", "EE", "ES", "FR", "IT", "FI", "SE"], ids="listings ports")],
        speakers,
        silence_deadline=AS_OF + deadline,
    )
    return decided(case).columns


def test_once_the_deadline_has_come_those_who_said_nothing_are_for_and_listed() -> None:
    for rule in ("unanimity", "consensus"):
        columns = silence(rule, timedelta())
        assert columns.silent == ("ES", "FR", "IT")  # ES sent an empty draft
        assert columns.for_ == ("ES", "FR", "IT", "SE")
        assert columns.outstanding == ("DK", "DE", "EE", "FI")


def test_before_the_deadline_silence_is_silence() -> None:
    columns = silence("unanimity", timedelta(seconds=1))
    assert columns.silent == ()
    assert columns.for_ == ("SE",)


def test_silence_is_no_vote_under_a_majority_rule() -> None:
    assert silence("qualified-majority", timedelta()).silent == ()


@pytest.mark.parametrize(
    ("FI", "status", "by_silence", "because"),
    [
        ("missing", "agreed", True, "nobody has spoken in favour: it is adopted by silence alone."),
        ("abstain", "agreed", True, "it is adopted by silence alone; FI abstains."),
        ("support", "agreed", False, "Both members are in favour, SE by silence."),
        ("oppose", "not-agreed", False, "FI opposes; unanimity needs that nobody does"),
        ("undecided", "open", False, "Nobody opposes, but unanimity waits for FI; "),
    ],
)
def test_a_text_is_adopted_by_silence_alone_where_nobody_objects(
    FI: str,  # noqa: N803 -- a code
    status: str,
    *,
    by_silence: bool,
    because: str,
) -> None:
    said = [position("FI", {"sanctions": stances({"listings": FI})})] if FI != "missing" else []
    case = dossier([options(electorate=["FI", "SE"])], said, silence_deadline=AS_OF)
    outcome = decided(case)
    assert (outcome.status, outcome.by_silence) == (status, by_silence)
    assert because in outcome.because
    assert decided(replace(case, as_of=AS_OF - timedelta(1))).status == ("open" if FI != "oppose" else "not-agreed")


def test_an_empty_draft_is_no_position_and_speaks_for_nobody() -> None:
    case = dossier([options()], [position("DK", status="draft", speaks_for="EE"), position("SE")], ["DK", "EE", "SE"])
    took_part = participation(case)
    assert (took_part.answered, took_part.drafts, took_part.outstanding) == (("SE",), (), ("DK", "EE"))
    assert took_part.spoken_for == {}
