"""What comes of stances, pledges and conditions: who comes, how strong, when, and what is missing."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsegen.consensus.answer import Coalition, ContributionOutcome, NeedsOutcome, Strength, Sustained
from responsegen.consensus.coalitions import Candidate
from responsegen.consensus.contributions import timeline
from responsegen.dossier.model import Interval, Willingness
from tests.consensus.builders import (
    contribution,
    dossier,
    event,
    force,
    needed,
    needs,
    outcome_of,
    partners,
    pledge,
    position,
    ranges,
    reservation,
    scenario,
    span,
    us,
)

if TYPE_CHECKING:
    from responsegen.consensus.answer import ScenarioOutcome
    from responsegen.dossier.model import ContributionAnswer, Position

FOUR = ["DE", "FR", "SE", "UK"]
ALL_FACTS = {"full": scenario("full", ["airlift", "medical"], ["ceasefire"]), "none": scenario("none")}


def gathered(*positions: Position, **fields: object) -> ContributionOutcome:
    """The outcome of the contributions of four delegations."""
    case = dossier(
        [contribution(FOUR), needs(electorate=FOUR, ids="airlift medical")],
        positions,
        FOUR,
        **{"events": {"ceasefire": "A ceasefire is in force"}, "scenarios": ALL_FACTS, **fields},
    )
    return outcome_of(case, "troops", ContributionOutcome)


def full(*positions: Position, **fields: object) -> ScenarioOutcome:
    return gathered(*positions, **fields).scenarios["full"]


def test_both_coalitions_are_given_for_every_scenario() -> None:
    outcome = gathered(
        position("DE", {"troops": pledge(100, 200)}),
        position("FR", {"troops": pledge(300, 300, us("airlift"), event("ceasefire"))}),
        position("SE", {"troops": pledge(50, 80, partners("UK"))}),
        position("UK", {"troops": pledge(500, None, partners("SE"))}),
    )
    assert outcome.scenarios["full"].assured == Coalition(("DE", "FR"), Interval(400, 500))
    assert outcome.scenarios["full"].attainable == Coalition(tuple(FOUR), Interval(950, None))
    assert outcome.scenarios["none"].assured == Coalition(("DE",), Interval(100, 200))
    assert outcome.scenarios["none"].attainable == Coalition(("DE", "SE", "UK"), Interval(650, None))


@pytest.mark.parametrize(
    ("kind", "assured", "attainable"),
    [
        ("linguistic", True, True),
        ("parliamentary", False, True),
        ("scrutiny", False, True),
        ("general", False, True),
        ("substantive", False, False),
    ],
)
def test_a_reservation_keeps_out_of_one_coalition_or_of_both(kind: str, *, assured: bool, attainable: bool) -> None:
    found = full(position("SE", {"troops": pledge(10, 10)}, reservation("troops", kind)))
    assert (found.assured.delegations == ("SE",), found.attainable.delegations == ("SE",)) == (assured, attainable)


def test_drafts_missing_answers_and_those_spoken_for_are_outstanding() -> None:
    outcome = gathered(
        position("DE", {"troops": pledge(10, 10)}, status="draft"),
        position("FR", {"troops": pledge(10, 10)}, speaks_for="UK"),
        position("SE"),
    )
    assert outcome.outstanding == ("DE", "SE", "UK")
    assert outcome.scenarios["full"].attainable.delegations == ("FR",)


def test_every_stance_is_listed_and_what_is_not_said_in_numbers_too() -> None:
    outcome = gathered(
        position("DE", {"troops": pledge(None, None, us("airlift"), ready=30)}),
        position("FR", {"troops": pledge(10, 10, ready=None)}),
        position("SE", {"troops": pledge(stance="no")}),
        position("UK", {"troops": pledge(stance="undecided")}),
    )
    assert outcome.stances == {
        Willingness.YES: ("FR",),
        Willingness.CONDITIONAL: ("DE",),
        Willingness.CONSIDERING: (),
        Willingness.NO: ("SE",),
        Willingness.UNDECIDED: ("UK",),
    }
    assert outcome.unquantified == ("DE",)
    assert outcome.undated == ("FR",)
    assert outcome.scenarios["full"].attainable.personnel == Interval(10, None)


@pytest.mark.parametrize(
    ("size", "gap"),
    [
        ({"DE": (1000, 2000), "FR": (1500, 3000)}, 1100),
        ({"DE": (1000, 2000), "FR": None}, 600),
        ({"DE": (0, 100), "FR": (0, 200)}, 0),
        ({"DE": (0, 100), "FR": (101, 200)}, None),
        ({"DE": None, "FR": None}, None),
    ],
)
def test_the_gap_is_measured_against_the_agreed_size_or_else_the_possible_one(
    size: dict[str, tuple[int, int] | None], gap: int | None
) -> None:
    """400 at least are attainable."""
    answers = {"troops": pledge(200, 500)}
    case = dossier(
        [contribution(["DE", "FR"], required="force_size"), ranges(electorate=["DE", "FR"])],
        [
            position(d, {**answers, "force_size": span(*stated)} if stated is not None else answers)
            for d, stated in size.items()
        ],
        ["DE", "FR"],
        scenarios=ALL_FACTS,
    )
    outcome = outcome_of(case, "troops", ContributionOutcome)
    assert outcome.scenarios["full"].gap == gap


def test_where_a_size_is_agreed_a_lower_one_that_is_merely_possible_does_not_count() -> None:
    """1500 to 2000 are agreed by simple majority; with IT it could be 1000 to 3000."""
    three = ["DE", "FR", "IT"]
    case = dossier(
        [contribution(three, required="force_size"), ranges("simple-majority", three)],
        [position("DE", {"force_size": span(1000, 2000)}), position("FR", {"force_size": span(1500, 3000)})],
        three,
        scenarios=ALL_FACTS,
    )
    assert outcome_of(case, "troops", ContributionOutcome).scenarios["full"].gap == 1500


@pytest.mark.parametrize(
    ("DK", "SE", "peak", "gap", "why"),
    [
        ((0, 30), (60, 30), (0, 1000), 1000, "never both at once"),
        ((0, 30), (20, 30), (20, 2000), 0, "both from day 20 to 30"),
        ((0, 30), (None, None), (0, 1000), 1000, "who knows when SE comes"),
        ((90, None), (60, None), (90, 2000), 0, "both for good from day 90 on"),
        (None, None, (0, 0), 2000, "nobody"),
    ],
)
def test_the_gap_is_what_the_best_day_lacks(
    DK: tuple[int, int] | None,  # noqa: N803 -- a code
    SE: tuple[int, int] | None,  # noqa: N803 -- a code
    peak: tuple[int, int],
    gap: int,
    why: str,
) -> None:
    """2 000 are agreed; DK and SE send 1 000 each, ready and for so long."""
    two = {"DK": DK, "SE": SE}
    positions = [
        position(
            d,
            {"force_size": span(2000)}
            | ({"troops": pledge(1000, 1000, ready=said[0], sustain=said[1])} if said else {}),
        )
        for d, said in two.items()
    ]
    topics = [contribution(two, required="force_size"), ranges(electorate=two)]
    found = outcome_of(dossier(topics, positions, two, scenarios=ALL_FACTS), "troops", ContributionOutcome)
    outcome = found.scenarios["full"]
    assert ((outcome.peak.day, outcome.peak.personnel.low), outcome.gap) == (peak, gap), why


@pytest.mark.parametrize(
    ("FI", "required", "agreed"),
    [((2000, 3000), (2000, 3000), True), (None, (1000, 3000), False), ((4000, 5000), None, False)],
)
def test_a_size_that_is_only_possible_is_no_agreed_one(
    FI: tuple[int, int] | None,  # noqa: N803 -- a code
    required: tuple[int, int] | None,
    *,
    agreed: bool,
) -> None:
    said = {"DK": (1000, 3000), "FI": FI}
    positions = [position(d, {"force_size": span(*size)}) for d, size in said.items() if size]
    topics = [contribution(said, required="force_size"), ranges(electorate=said)]
    found = outcome_of(dossier(topics, positions, said, scenarios=ALL_FACTS), "troops", ContributionOutcome)
    assert found.required == (Interval(*required) if required else None)
    assert found.required_agreed is agreed


def test_each_length_that_the_force_may_have_to_last_has_its_own_strength_and_gap() -> None:
    """For 24 months at least 1500 stay, first 2500 to 2700; for 36 months DK alone does."""
    size, three = span(3000), ["DK", "FR", "SE"]
    positions = [
        position("DK", {"troops": pledge(500, 600, sustain=1200), "duration": span(24, 36), "force_size": size}),
        position("FR", {"troops": pledge(2000, 2100, sustain=90), "duration": span(24, 24), "force_size": size}),
        position("SE", {"troops": pledge(1000, ready=90, sustain=720), "duration": span(36, 36), "force_size": size}),
    ]
    topics = [
        contribution(three, "force_size", sustained="duration"),
        ranges(electorate=three),
        ranges("simple-majority", three, "months", "duration"),
    ]
    found = outcome_of(dossier(topics, positions, three, scenarios=ALL_FACTS), "troops", ContributionOutcome)
    assert found.scenarios["full"].sustained == (
        Sustained(24, agreed=True, personnel=Interval(1500, 2700), gap=1500),
        Sustained(36, agreed=True, personnel=Interval(500, 600), gap=2500),
    )


def test_whoever_considers_it_is_listed_apart_and_in_no_coalition() -> None:
    outcome = gathered(
        position("DE", {"troops": pledge(100, 200, us("airlift"), stance="considering")}),
        position("FR", {"troops": pledge(300, 300)}),
    )
    assert outcome.stances[Willingness.CONSIDERING] == ("DE",)
    assert outcome.scenarios["full"].attainable.delegations == ("FR",)
    assert (outcome.outstanding, outcome.unquantified, outcome.undated) == (("SE", "UK"), (), ())
    assert outcome.pledges["DE"] == Interval(100, 200)


def test_nothing_is_assured_by_a_public_statement() -> None:
    found = full(
        position("DE", {"troops": pledge(100, 200)}, cleared_by="public-statement"),
        position("FR", {"troops": pledge(300, 300, partners("DE"))}),
        position("SE", {"troops": pledge(300, 300, force(300))}),
    )
    assert found.assured.delegations == ("SE",)
    assert found.attainable.delegations == ("DE", "FR", "SE")


@pytest.mark.parametrize(
    ("positions", "circles"),
    [
        ([("SE", "UK", ""), ("UK", "SE", "")], [("SE", "UK")]),
        ([("DE", "FR", ""), ("FR", "SE", ""), ("SE", "DE", ""), ("UK", "DE", "")], [("DE", "FR", "SE")]),
        ([("DE", "FR", ""), ("FR", "DE", ""), ("SE", "UK", ""), ("UK", "SE", "")], [("DE", "FR"), ("SE", "UK")]),
        ([("SE", "UK", ""), ("UK", "", "")], []),  # SE follows UK, which waits for nobody
        ([("SE", "UK", "scrutiny"), ("UK", "SE", "")], []),  # the reservation keeps SE out, so that UK waits for that
        ([("SE", "UK", "public"), ("UK", "SE", "")], []),
        ([("SE", "UK DE", ""), ("UK", "SE", "")], []),  # DE does not come at all
    ],
)
def test_those_who_wait_for_each_other_are_a_circle(
    positions: list[tuple[str, str, str]], circles: list[tuple[str, ...]]
) -> None:
    said = [
        position(
            d,
            {"troops": pledge(10, 10, *([partners(waits_for)] if waits_for else []))},
            *([reservation("troops", held)] if held not in ("", "public") else []),
            cleared_by="public-statement" if held == "public" else "minister",
        )
        for d, waits_for, held in positions
    ]
    assert list(full(*said).circles) == circles


def test_without_a_range_to_measure_against_there_is_no_gap() -> None:
    assert full(position("DE", {"troops": pledge(10, 10)})).gap is None


def test_pools_come_in_whole_people() -> None:
    pools = full(position("DE", {"troops": pledge(101, None)}), rotation_factors=(Fraction(3), Fraction(5, 2))).pools
    assert pools == {Fraction(3): Interval(303, None), Fraction(5, 2): Interval(253, None)}


def test_what_depends_on_a_need_are_all_who_leave_without_it() -> None:
    """FR waits for airlift, UK for FR: both leave without airlift; medical holds nobody that could not stay anyway."""
    case = dossier(
        [contribution(FOUR), needs(electorate=FOUR, ids="airlift medical")],
        [
            position("DE", {"troops": pledge(100, 200), "us_requirements": needed({"airlift": "essential"})}),
            position("FR", {"troops": pledge(300, 400, us("airlift"), us("airlift"))}),
            position("SE", {"troops": pledge(5, 5, us("medical"))}, reservation("troops", "substantive")),
            position("UK", {"troops": pledge(500, None, partners("FR"))}),
        ],
        FOUR,
    )
    outcome = outcome_of(case, "us_requirements", NeedsOutcome)
    assert outcome.options["airlift"].personnel_depending == Interval(800, None)
    assert outcome.options["medical"].personnel_depending == Interval(0, 0)


def coming(answer: ContributionAnswer) -> Candidate:
    return Candidate("SE", answer.pledge or Interval(0, None), (), answer.ready, answer.sustain)


@pytest.mark.parametrize(
    ("pledges", "expected"),
    [
        ([], []),
        ([pledge(600, 1000, ready=90, sustain=720)], [(90, 600, 1000), (810, 0, 0)]),
        ([pledge(5, 5)], [(0, 5, 5)]),
        ([pledge(5, 8, ready=None)], [(0, 0, 8)]),
        ([pledge(5, 8, ready=None, sustain=10), pledge(1, 2, ready=5)], [(0, 0, 8), (5, 1, 10), (10, 1, 2)]),
        ([pledge(5, 5, sustain=10)], [(0, 5, 5), (10, 0, 0)]),
        ([pledge(5, None, ready=1, sustain=9), pledge(1, 2)], [(0, 1, 2), (1, 6, None), (10, 1, 2)]),
        ([pledge(5, 8, ready=0, sustain=30), pledge(5, 8, ready=30, sustain=30)], [(0, 5, 8), (60, 0, 0)]),
        ([pledge(ready=3)], [(3, 0, None)]),
        ([pledge(0, 0, ready=3)], []),
    ],
)
def test_the_timeline_holds_the_days_on_which_the_strength_changes(
    pledges: list[ContributionAnswer], expected: list[tuple[int, int, int | None]]
) -> None:
    assert timeline(map(coming, pledges)) == tuple(Strength(day, Interval(low, high)) for day, low, high in expected)


@given(
    st.lists(
        st.builds(
            lambda low, more, ready, sustain: pledge(
                low, None if more is None else low + more, ready=ready, sustain=sustain
            ),
            st.integers(0, 3),
            st.none() | st.integers(0, 3),
            st.none() | st.integers(0, 9),
            st.none() | st.integers(0, 9),
        ),
        max_size=5,
    )
)
def test_the_strength_of_every_day_is_the_sum_of_those_there(pledges: list[ContributionAnswer]) -> None:
    steps = timeline(map(coming, pledges))
    assert all(a.personnel != b.personnel for a, b in pairwise(steps))
    for day in range(20):
        there = [
            p for p in pledges if (p.ready or 0) <= day and (p.sustain is None or day < (p.ready or 0) + p.sustain)
        ]
        quantities = [p.pledge for p in there]
        high = None if any(q.high is None for q in quantities) else sum(q.high for q in quantities)
        expected = Interval(sum(p.pledge.low for p in there if p.ready is not None), high)
        assert next((s.personnel for s in reversed(steps) if s.day <= day), Interval(0, 0)) == expected
