"""What comes of stated bounds: which values carry, which could, who does not meet whom, and the smallest moves."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsegen.consensus.answer import Concession, RangeOutcome, Support
from responsegen.consensus.counting import Electorate, Weighing
from responsegen.consensus.ranges import concessions, conflicts, stops, widest
from responsegen.consensus.rules import RULES
from responsegen.dossier.model import Interval, RuleName
from responsegen.dossier.model.population import SHARES_2025
from tests.consensus.builders import AS_OF, EU27, dossier, outcome_of, position, ranges, reservation, span

if TYPE_CHECKING:
    from responsegen.dossier.model import RangeAnswer, Reservation

Said = int | str | tuple[int, int | None] | None


def answer(said: Said) -> RangeAnswer | None:
    """(10, 20), (10, None), 15, "abstain", "undecided" or None."""
    if said is None:
        return None
    if isinstance(said, tuple):
        return span(*said)
    return span(said) if isinstance(said, str) else span(said, said)


def sized(
    said: dict[str, Said],
    *reservations: tuple[str, str],
    rule: str = "unanimity",
    unit: str = "personnel",
    **fields: object,
) -> RangeOutcome:
    """The outcome of a range on which each has said something; None is a missing position."""

    def reserved(code: str) -> list[Reservation]:
        return [reservation("force_size", kind) for d, kind in reservations if d == code]

    positions = [
        position(d, {"force_size": a} if (a := answer(s)) is not None else {}, *reserved(d))
        for d, s in said.items()
        if s is not None
    ]
    case = dossier([ranges(rule, said, unit)], positions, said, **fields)
    return outcome_of(case, "force_size", RangeOutcome)


def pairs(intervals: tuple[Interval, ...]) -> list[tuple[int, int | None]]:
    return [(i.low, i.high) for i in intervals]


@pytest.mark.parametrize(
    ("said", "rule", "status", "agreed", "possible"),
    [
        ({"DE": (10, 30), "FR": (20, 40)}, "unanimity", "agreed", [(20, 30)], [(20, 30)]),
        ({"DE": (10, 20), "FR": (20, 40)}, "unanimity", "agreed", [(20, 20)], [(20, 20)]),
        ({"DE": (10, 20), "FR": (21, 30)}, "unanimity", "not-agreed", [], []),
        ({"DE": (10, None), "FR": (0, 40)}, "unanimity", "agreed", [(10, 40)], [(10, 40)]),
        ({"DE": (10, None), "FR": (20, None)}, "unanimity", "agreed", [(20, None)], [(20, None)]),
        ({"DE": (10, 30), "FR": None}, "unanimity", "open", [], [(10, 30)]),
        ({"DE": (10, 30), "FR": "undecided"}, "unanimity", "open", [], [(10, 30)]),
        ({"DE": (10, 30), "FR": "abstain"}, "unanimity", "agreed", [(10, 30)], [(10, 30)]),
        ({"DE": (10, 20), "FR": (30, 40), "IT": None}, "unanimity", "not-agreed", [], []),
        ({"DE": None, "FR": "abstain"}, "unanimity", "open", [], []),
        ({"DE": "abstain", "FR": "abstain"}, "unanimity", "not-agreed", [], []),
        ({"DE": "undecided"}, "consensus", "open", [], []),
        # 2 of 3 are a simple majority: for 10 to 20 with DE and FR, for 30 to 40 with FR and IT.
        (
            {"DE": (10, 20), "FR": (0, 40), "IT": (30, 50)},
            "simple-majority",
            "agreed",
            [(10, 20), (30, 40)],
            [(10, 20), (30, 40)],
        ),
        ({"DE": (10, 20), "FR": None, "IT": (30, 50)}, "simple-majority", "open", [], [(10, 20), (30, 50)]),
        ({"DE": (10, 20), "FR": (30, 40), "IT": (50, 60)}, "simple-majority", "not-agreed", [], []),
        ({"DE": (10, 20), "FR": None, "IT": None}, "simple-majority", "open", [], [(0, None)]),
        ({"DE": (10, 20), "FR": (15, 40), "IT": None}, "simple-majority", "agreed", [(15, 20)], [(10, 40)]),
        ({"DE": (0, 20), "UK": (5, 10)}, "consensus", "agreed", [(5, 10)], [(5, 10)]),
    ],
)
def test_values_that_carry(
    said: dict[str, Said],
    rule: str,
    status: str,
    agreed: list[tuple[int, int | None]],
    possible: list[tuple[int, int | None]],
) -> None:
    outcome = sized(said, rule=rule)
    assert (outcome.status, pairs(outcome.agreed), pairs(outcome.possible)) == (status, agreed, possible)


def test_a_substantive_reservation_is_against_every_value() -> None:
    outcome = sized({"DE": (10, 30), "FR": (10, 30)}, ("FR", "substantive"))
    assert (outcome.status, outcome.against, list(outcome.positions)) == ("not-agreed", ("FR",), ["DE", "FR"])
    assert outcome.because == (
        "FR, having entered a substantive reservation, counts as against every value; unanimity needs a value that "
        "nobody opposes."
    )


def test_while_nobody_has_stated_a_range_it_is_open_and_the_reason_names_who_is_against_them_all() -> None:
    outcome = sized({"DE": None, "FR": "undecided"}, ("FR", "substantive"))
    assert (outcome.status, outcome.possible) == ("open", ())
    assert outcome.because == (
        "Nobody has stated a range; FR, having entered a substantive reservation, counts as against every value; DE is "
        "awaited."
    )


@pytest.mark.parametrize(
    ("said", "reserved", "status", "possible", "outstanding", "conflicts"),
    [
        # Outside its range DK is against, whatever its reservation; inside it is outstanding.
        ({"DK": (10, 20), "SE": (30, 40)}, ("DK", "scrutiny"), "not-agreed", [], ("DK",), (("DK", "SE"),)),
        ({"DK": (10, 20), "SE": (15, 40)}, ("DK", "scrutiny"), "open", [(15, 20)], ("DK",), ()),
        ({"DK": (10, 20), "SE": (15, 40)}, ("DK", "substantive"), "not-agreed", [], (), ()),
        ({"DK": (10, 20), "SE": None}, ("DK", "general"), "open", [(10, 20)], ("DK", "SE"), ()),
        ({"DK": (10, 20), "SE": (15, 40)}, ("DK", "parliamentary"), "agreed-with-reservations", [(15, 20)], (), ()),
    ],
)
def test_a_range_under_reservation_stays_stated(  # noqa: PLR0913, PLR0917 - a table of six columns
    said: dict[str, Said],
    reserved: tuple[str, str],
    status: str,
    possible: list[tuple[int, int | None]],
    outstanding: tuple[str, ...],
    conflicts: tuple[tuple[str, str], ...],
) -> None:
    outcome = sized(said, reserved)
    assert (outcome.status, pairs(outcome.possible), outcome.outstanding) == (status, possible, outstanding)
    assert list(outcome.positions) == [d for d in said if said[d]]
    assert (outcome.conflicts, outcome.conflicts_under_reservation) == (conflicts, conflicts)


def test_the_reason_names_whose_range_is_under_a_reservation() -> None:
    assert sized({"DK": (10, 20), "SE": (30, 40)}, ("DK", "scrutiny")).because == (
        "The ranges of DK and SE do not meet; the range of DK is under reservation; unanimity needs a value that "
        "nobody opposes."
    )


def test_where_all_ranges_are_under_reservation_nobody_is_asked_to_concede() -> None:
    outcome = sized({"DK": (10, 20), "SE": (30, 40)}, ("DK", "scrutiny"), ("SE", "general"), rule="simple-majority")
    assert (outcome.status, outcome.widest_support, outcome.concessions) == ("not-agreed", (), ())
    assert outcome.because == "No value carries by simple majority."


def test_the_silent_are_for_every_value_but_make_no_support() -> None:
    outcome = sized({"DE": (10, 30), "FR": None}, silence_deadline=AS_OF)
    assert (outcome.status, pairs(outcome.agreed), outcome.silent) == ("agreed", [(10, 30)], ("FR",))
    assert outcome.widest_support == (Support(Interval(10, 30), ("DE",)),)
    assert list(outcome.positions) == ["DE"]
    assert sized({"DE": None, "FR": None}, silence_deadline=AS_OF).status == "not-agreed"


@pytest.mark.parametrize(
    ("said", "rule", "because"),
    [
        ({"DE": (10, 30), "FR": (20, 40)}, "unanimity", "20 to 30 months lie within both ranges stated."),
        (
            {"DE": (24, None), "FR": None},
            "unanimity",
            "24 or more months lie within the one range stated, but unanimity waits for FR.",
        ),
        (
            {"DE": (10, 20), "FR": (21, 30)},
            "unanimity",
            "The ranges of DE and FR do not meet; unanimity needs a value that nobody opposes.",
        ),
        ({"DE": None, "FR": None}, "unanimity", "Nobody has stated a range; DE and FR are awaited."),
        ({"DE": "abstain"}, "unanimity", "Nobody has stated a range; nobody is awaited."),
        (
            {"DE": 1, "FR": 2, "IT": 3},
            "consensus",
            "The ranges of three pairs do not meet, first DE and FR; consensus needs a value that nobody opposes.",
        ),
        (
            {"DE": (10, 20), "FR": (0, 40), "IT": (30, 50)},
            "simple-majority",
            (
                "10 to 20 and 30 to 40 months carry by simple majority, each alone, so that a choice is to be made; "
                "the widest support is 2 of 3 members, for "
                "10 to 20 and 30 to 40 months."
            ),
        ),
        (
            {"DE": (0, 20), "FR": (0, 40), "IT": (0, 50)},
            "consensus",
            "Up to 20 months lie within all three ranges stated.",
        ),
    ],
)
def test_the_reason_is_one_exact_sentence(said: dict[str, Said], rule: str, because: str) -> None:
    assert sized(said, rule=rule, unit="months").because == because


def test_bounds_that_the_rounding_of_the_shares_could_move_are_said_to_be_so() -> None:
    """BE, LV and FI are exactly 65 % of these four."""
    outcome = sized(
        {"BE": (10, 20), "EL": (0, 5), "LV": (10, 20), "FI": (10, 20)}, rule="reinforced-qualified-majority"
    )
    assert outcome.status == "agreed"
    assert "too close to call" in outcome.because


def test_pairs_that_do_not_meet_and_the_smallest_moves() -> None:
    outcome = sized({"DE": (10, 20), "FR": (15, 30), "IT": (40, 50), "PL": (25, 38)})
    assert outcome.conflicts == (("DE", "IT"), ("DE", "PL"), ("FR", "IT"), ("IT", "PL"))
    assert outcome.conflicts_total == 4
    assert outcome.widest_support == (
        Support(Interval(15, 20), ("DE", "FR")),
        Support(Interval(25, 30), ("FR", "PL")),
    )
    assert outcome.concessions == (Concession("IT", Interval(40, 50), 30, 10),)


def test_no_concession_is_asked_where_something_is_agreed() -> None:
    said = {"DE": (10, 20), "FR": (10, 20), "IT": (40, 50)}
    assert sized(said, rule="simple-majority").concessions == ()
    assert len(sized(said).concessions) == 1


intervals = st.builds(
    lambda low, more: Interval(low, None if more is None else low + more),
    st.integers(0, 8),
    st.none() | st.integers(0, 5),
)
stated = st.dictionaries(st.sampled_from(EU27), intervals, max_size=7)
RULE_NAMES = [r for r in RuleName if r is not RuleName.OPT_IN]


@pytest.mark.parametrize("rule", RULE_NAMES)
@given(accepted=stated, others=st.dictionaries(st.sampled_from(EU27), st.sampled_from(["abstain", None]), max_size=4))
@settings(max_examples=60)
def test_every_value_is_inside_exactly_when_the_rule_carries_it(
    rule: RuleName, accepted: dict[str, Interval], others: dict[str, Said]
) -> None:
    """Bounds are whole numbers below 14, so halves up to 15 fall on every bound, between all of them and beyond."""
    said: dict[str, Said] = {**others, **{d: (i.low, i.high) for d, i in accepted.items()}}
    outcome = sized(said, rule=rule.value)
    electorate = Electorate.of(tuple(said), SHARES_2025)
    outstanding = [d for d in said if said[d] is None]
    for value in (Fraction(half, 2) for half in range(31)):
        for_ = [d for d, interval in accepted.items() if value in interval]
        against = [d for d, interval in accepted.items() if value not in interval]
        for found, also_for, also_against in ((outcome.agreed, [], outstanding), (outcome.possible, outstanding, [])):
            weighing = Weighing(electorate, electorate.bloc(for_ + also_for), electorate.bloc(against + also_against))
            carries = bool(accepted) and RULES[rule].carries(weighing)
            assert any(value in interval for interval in found) is carries


@given(accepted=stated)
def test_conflicts_are_all_pairs_that_do_not_meet_in_order(accepted: dict[str, Interval]) -> None:
    expected = [(a, b) for a, b in combinations(accepted, 2) if not accepted[a].meets(accepted[b])]
    assert list(conflicts(accepted)) == expected


@given(accepted=stated)
def test_the_widest_support_is_what_trying_every_value_finds(accepted: dict[str, Interval]) -> None:
    found = widest(accepted, stops(accepted, Electorate.of(EU27, SHARES_2025)))
    support = {v: tuple(d for d, i in accepted.items() if v in i) for v in (Fraction(h, 2) for h in range(31))}
    most = max(map(len, support.values()))
    for value, members in support.items():
        inside = [s.for_ for s in found if value in s.interval]
        assert inside == ([members] if len(members) == most > 0 else [])


@given(accepted=stated)
def test_a_concession_is_the_nearest_value_of_the_widest_support(accepted: dict[str, Interval]) -> None:
    supported = [s.interval for s in widest(accepted, stops(accepted, Electorate.of(EU27, SHARES_2025)))]
    moves = {c.delegation: c for c in concessions(accepted, supported)}
    for delegation, interval in accepted.items():
        distances = [
            (max(interval.low - value, value - interval.high if interval.high is not None else 0, 0), value)
            for value in range(15)
            if any(value in s for s in supported)
        ]
        by, to = min(distances)
        if by == 0:
            assert delegation not in moves
        else:
            assert moves[delegation] == Concession(delegation, interval, to, by)


def test_at_most_a_hundred_conflicts_are_listed_but_all_are_counted() -> None:
    outcome = sized({f"X{i:03}": i for i in range(30)}, rule="consensus")
    assert len(outcome.conflicts) == 100
    assert outcome.conflicts_total == 435


def test_of_many_values_with_equally_wide_support_the_first_are_named() -> None:
    outcome = sized({d: (10 * n, 10 * n + 5) for n, d in enumerate(EU27[:12])}, rule="simple-majority")
    where = "up to 5, 10 to 15, 20 to 25, 30 to 35 and 40 to 45 personnel and seven other ranges"
    assert outcome.because.startswith("No value carries by simple majority; the widest support is 1 of ")
    assert f"for {where}" in outcome.because


def test_outside_is_who_does_not_accept_all_values_with_the_widest_support() -> None:
    said: dict[str, Said] = {"BE": (10, 30), "DE": (20, 45), "FR": (20, 45), "HU": (40, 50), "PL": (60, 90)}
    assert sized(said).outside == ("BE", "HU", "PL")
    assert sized({"BE": (10, 30), "DE": (20, 45)}).outside == ()
    assert sized({}).outside == ()
