"""Work every verdict out a second time, by trying everything, with none of the program's arithmetic."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsegen.consensus.answer import ContributionOutcome, NeedsOutcome, OptionsOutcome, RangeOutcome
from responsegen.consensus.contributions import lasting
from responsegen.consensus.joint_answer import joint_answer
from responsegen.dossier.model import AnyOf
from tests.consensus.builders import (
    AS_OF,
    EU27,
    HERE,
    contribution,
    dossier,
    force,
    needed,
    needs,
    options,
    outcome_of,
    partners,
    pledge,
    position,
    ranges,
    reservation,
    scenario,
    span,
    stances,
    us,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from responsegen.consensus.answer import OptionOutcome
    from responsegen.dossier.model import Condition, ContributionAnswer, Dossier, Interval, Number

PUBLISHED = """
BE 262 BG 143 CZ 242 DK 132 DE 1849 EE 30 IE 119 EL 231 ES 1078 FR 1517 HR 86 IT 1323 CY 21 LV 42 LT 64 LU 15 HU 213
MT 12 NL 401 AT 202 PL 833 PT 236 RO 423 SI 47 SK 121 FI 125 SE 234
"""
PER_10_000 = {state: int(share) for state, share in zip(PUBLISHED.split()[::2], PUBLISHED.split()[1::2], strict=True)}
MAJORITIES = ("qualified-majority", "reinforced-qualified-majority", "simple-majority")
RULES = ("unanimity", "consensus", *MAJORITIES)
STANCES = ("support", "accept", "abstain", "constructive-abstention", "oppose", "undecided", None, "draft")
NECESSITIES = ("essential", "desirable", "not-needed", "abstain", "oppose", "undecided", "left out", None, "draft")
KINDS = (None, None, None, "scrutiny", "general", "parliamentary", "linguistic", "substantive")
COLUMN = {
    "support": "for",
    "accept": "for",
    "essential": "for",
    "desirable": "for",
    "abstain": "abstaining",
    "not-needed": "abstaining",
    "left out": "unmentioned",
    "constructive-abstention": "constructive",
    "oppose": "against",
    "undecided": "outstanding",
    None: "outstanding",
    "draft": "outstanding",
}


class Said(NamedTuple):
    """What a delegation says, and its reservation."""

    word: str | None
    reservation: str | None = None

    def column(self, *, silence: bool) -> str:
        """The one column to stand in: who opposes first, then reservations, silence and words."""
        if self.word in {"draft", "oppose"}:
            return COLUMN[self.word]
        if self.reservation == "substantive":
            return "against"
        if self.reservation in ("scrutiny", "general"):
            return "outstanding"
        if self.word is None and self.reservation is None and silence:
            return "for"
        return COLUMN[self.word]


Vote = dict[str, Said]


def population(members: Iterable[str], of: Iterable[str]) -> Fraction:
    return Fraction(sum(PER_10_000[d] for d in members), sum(PER_10_000[d] for d in of))


def carries(rule: str, columns: Mapping[str, str]) -> bool:
    """Decide as the treaty does, with whoever is outstanding already put elsewhere."""
    members = list(columns)
    for_, against, constructive = ([d for d in members if columns[d] == c] for c in ("for", "against", "constructive"))
    share = Fraction(len(for_), len(members))
    if rule == "simple-majority":
        return share > Fraction(1, 2)
    if rule == "reinforced-qualified-majority":
        return share >= Fraction(72, 100) and population(for_, members) >= Fraction(65, 100)
    if rule == "qualified-majority":
        over_35 = [
            size
            for size in range(len(members) + 1)
            if any(population(some, members) > Fraction(35, 100) for some in combinations(members, size))
        ]
        to_block = 4 if len(members) == len(EU27) else min(over_35) + 1
        enough = population(for_, members) >= Fraction(65, 100) or len(members) - len(for_) < to_block
        return share >= Fraction(55, 100) and enough
    third = Fraction(1, 3)
    prevented = len(constructive) >= third * len(members) and population(constructive, members) >= third
    return bool(for_) and not against and not prevented


def verdict(rule: str, columns: Mapping[str, str]) -> str:
    worst, best = ({d: where if c == "outstanding" else c for d, c in columns.items()} for where in ("against", "for"))
    return "agreed" if carries(rule, worst) else "open" if carries(rule, best) else "not-agreed"


def smallest_sets(rule: str, columns: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Try all sets that could move to for, small ones first."""
    worst = {d: "against" if c == "outstanding" else c for d, c in columns.items()}
    movable = [d for d in columns if columns[d] != "for"]
    for size in range(len(movable) + 1):
        if found := [s for s in combinations(movable, size) if carries(rule, worst | dict.fromkeys(s, "for"))]:
            return found
    return []


def blocked(rule: str, columns: Mapping[str, str]) -> list[str]:
    if verdict(rule, columns) != "not-agreed":
        return []
    if rule in MAJORITIES:
        turning = {d for some in smallest_sets(rule, columns) for d in some}
        return [d for d in columns if d in turning and columns[d] != "outstanding"]
    against = [d for d in columns if columns[d] == "against"]
    declared = [d for d in columns if columns[d] == "constructive"]
    third = len(declared) * 3 >= len(columns) and population(declared, columns) >= Fraction(1, 3)
    return against or (declared if third else [])


def sanctions(rule: str, vote: Vote, *, silence: bool = False) -> Dossier:
    positions = [
        position(
            d,
            {"sanctions": stances({"listings": "support" if said.word == "draft" else said.word})} if said.word else {},
            *([reservation("sanctions", said.reservation)] if said.reservation else []),
            status="draft" if said.word == "draft" else "cleared",
        )
        for d, said in vote.items()
    ]
    return dossier([options(rule, vote)], positions, vote, silence_deadline=AS_OF if silence else None)


def requirements(rule: str, vote: Vote, *, silence: bool = False) -> Dossier:
    def answer(word: str) -> dict[str, str]:
        return {"medical": "desirable"} if word == "left out" else {"airlift": word.replace("draft", "essential")}

    positions = [
        position(
            d,
            {"us_requirements": needed(answer(said.word))} if said.word else {},
            *([reservation("us_requirements", said.reservation)] if said.reservation else []),
            status="draft" if said.word == "draft" else "cleared",
        )
        for d, said in vote.items()
    ]
    topic = needs(rule, vote, ids="airlift medical")
    return dossier([topic], positions, vote, silence_deadline=AS_OF if silence else None)


def votes(words: Collection[str | None], most: int = 6) -> st.SearchStrategy[Vote]:
    """A small electorate of Member States, each with a word and perhaps a reservation."""
    said = st.builds(Said, st.sampled_from(sorted(words, key=str)), st.sampled_from(KINDS))
    return st.dictionaries(st.sampled_from(EU27), said, min_size=1, max_size=most).map(
        lambda drawn: {d: drawn[d] for d in EU27 if d in drawn}
    )


def check(rule: str, vote: Vote, outcome: OptionOutcome, *, silence: bool) -> None:
    consents = silence and rule not in MAJORITIES
    columns = {d: said.column(silence=consents) for d, said in vote.items()}
    found = {d: side for side, members in _by_side(outcome).items() for d in members}
    assert found == columns
    expected = verdict(rule, columns)
    as_stated = [d for d, said in vote.items() if said.reservation in ("parliamentary", "linguistic")]
    qualified = any(vote[d].word != "draft" for d in as_stated)
    assert outcome.status == (f"{expected}-with-reservations" if expected == "agreed" and qualified else expected)
    assert list(outcome.blocked_by) == blocked(rule, columns)
    if expected != "agreed":
        assert list(outcome.unblocked_by) == smallest_sets(rule, columns)[:20]
    said_for = [d for d in vote if columns[d] == "for" and vote[d].word is not None]
    assert outcome.by_silence == (expected == "agreed" and not said_for)


def _by_side(outcome: OptionOutcome) -> Mapping[str, tuple[str, ...]]:
    columns = outcome.columns
    return {
        "for": columns.for_,
        "against": columns.against,
        "abstaining": columns.abstaining,
        "unmentioned": columns.unmentioned,
        "constructive": columns.constructive,
        "outstanding": columns.outstanding,
    }


@pytest.mark.parametrize("rule", RULES)
@given(vote=votes(STANCES), silence=st.booleans())
@settings(max_examples=60)
def test_an_option_comes_out_as_trying_everything_finds(rule: str, vote: Vote, *, silence: bool) -> None:
    if rule != "unanimity":  # the only one that knows it
        vote = {
            d: said._replace(
                word=said.word and said.word.removeprefix("constructive-").replace("abstention", "abstain")
            )
            for d, said in vote.items()
        }
    outcome = outcome_of(sanctions(rule, vote, silence=silence), "sanctions", OptionsOutcome).options["listings"]
    check(rule, vote, outcome, silence=silence)


@pytest.mark.parametrize("rule", RULES)
@given(vote=votes(NECESSITIES), silence=st.booleans())
@settings(max_examples=40)
def test_a_need_comes_out_as_trying_everything_finds(rule: str, vote: Vote, *, silence: bool) -> None:
    found = outcome_of(requirements(rule, vote, silence=silence), "us_requirements", NeedsOutcome).options["airlift"]
    check(rule, vote, found, silence=silence)


@given(vote=votes(STANCES), silence=st.booleans(), kind=st.sampled_from(KINDS[3:]), rule=st.sampled_from(RULES))
@settings(max_examples=80)
def test_a_reservation_never_improves_a_point_for_whoever_opposes_it(
    vote: Vote, kind: str, rule: str, *, silence: bool
) -> None:
    vote = {d: Said("abstain") if said.word == "constructive-abstention" else said for d, said in vote.items()}
    vote = {**vote, "SE": Said("oppose")}
    reserved = {**vote, "SE": Said("oppose", kind)}
    found, again = (
        outcome_of(sanctions(rule, each, silence=silence), "sanctions", OptionsOutcome).options["listings"]
        for each in (vote, reserved)
    )
    assert (again.columns, again.unblocked_by, again.blocked_by) == (
        found.columns,
        found.unblocked_by,
        found.blocked_by,
    )
    assert again.status.is_agreed is found.status.is_agreed


@given(vote=votes(STANCES), silence=st.booleans(), rule=st.sampled_from(["consensus", *MAJORITIES]))
@settings(max_examples=40)
def test_an_empty_draft_changes_nothing(vote: Vote, rule: str, *, silence: bool) -> None:
    case = sanctions(rule, {**vote, "SE": Said(None)}, silence=silence)
    without = replace(case, positions={d: p for d, p in case.positions.items() if d != "SE"})
    drafted = replace(case, positions={**without.positions, "SE": position("SE", status="draft")})
    first, again = joint_answer(without), joint_answer(drafted)
    assert (again.participation, again.topics) == (first.participation, first.topics)


spans = st.tuples(st.integers(0, 6), st.none() | st.integers(0, 4)).map(
    lambda ends: (ends[0], None if ends[1] is None else sum(ends))
)
range_votes = st.dictionaries(
    st.sampled_from(EU27),
    st.tuples(spans | st.sampled_from(["abstain", "undecided", None]), st.sampled_from(KINDS)),
    min_size=1,
    max_size=5,
).map(lambda drawn: {d: drawn[d] for d in EU27 if d in drawn})


@pytest.mark.parametrize("rule", RULES)
@given(vote=range_votes, silence=st.booleans())
@settings(max_examples=40)
def test_a_range_comes_out_as_trying_every_value_finds(
    rule: str, vote: dict[str, tuple[tuple[int, int | None] | str | None, str | None]], *, silence: bool
) -> None:
    positions = [
        position(
            d,
            {"force_size": span(said) if isinstance(said, str) else span(*said)} if said else {},
            *([reservation("force_size", kind)] if kind else []),
        )
        for d, (said, kind) in vote.items()
    ]
    deadline = AS_OF if silence else None
    outcome = outcome_of(
        dossier([ranges(rule, vote)], positions, vote, silence_deadline=deadline), "force_size", RangeOutcome
    )
    consents = silence and rule not in MAJORITIES
    stated = {d: said for d, (said, _) in vote.items() if isinstance(said, tuple)}

    def at(value: Fraction) -> dict[str, str]:
        columns = {}
        for d, (said, kind) in vote.items():
            if isinstance(said, tuple):
                low, high = said
                inside = low <= value and (high is None or value <= high)
                columns[d] = Said("support" if inside else "oppose", kind).column(silence=False)
            else:
                columns[d] = Said(said, kind).column(silence=consents)
        return columns

    for value in (Fraction(half, 2) for half in range(24)):
        # Silence supplies no value, and a range under reservation no value that is agreed.
        counted = [d for d in stated if vote[d][1] not in ("scrutiny", "general", "substantive")]
        possible = [d for d in stated if vote[d][1] != "substantive"]
        worst = verdict(rule, at(value)) == "agreed" and bool(counted)
        best = verdict(rule, at(value)) != "not-agreed" and bool(possible)
        assert any(value in interval for interval in outcome.agreed) is worst
        assert any(value in interval for interval in outcome.possible) is best
    apart = [(a, b) for a, b in combinations(stated, 2) if not _meet(stated[a], stated[b])]
    assert list(outcome.conflicts) == apart
    reserved = {d for d in stated if vote[d][1] in ("scrutiny", "general", "substantive")}
    assert list(outcome.conflicts_under_reservation) == [pair for pair in apart if reserved & set(pair)]
    assert outcome.choice is (len(outcome.agreed) > 1)


def _meet(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


class Troops(NamedTuple):
    """What a delegation would send, in numbers small enough to try all days and all coalitions."""

    word: str
    low: int
    more: int | None
    ready: int | None
    sustain: int | None
    partners: frozenset[str]
    least: int | None  # personnel that the others and it have to pledge
    airlift: bool
    either: bool  # whether one of these is enough
    reservation: str | None
    public: bool

    def holds(self, present: frozenset[str], strength: int, *, airlift: bool) -> bool:
        """Whether its conditions hold, with these others and so many personnel."""
        asked = [
            *([self.partners <= present] if self.partners else []),
            *([strength >= self.least] if self.least is not None else []),
            *([airlift] if self.airlift else []),
        ]
        return (any if self.either and asked else all)(asked)


FIVE = ("DK", "FR", "PL", "SE", "UK")
FORCES = st.dictionaries(
    st.sampled_from(FIVE),
    st.builds(
        Troops,
        st.sampled_from(["willing", "willing", "willing", "considering", "no"]),
        st.integers(0, 3),
        st.none() | st.integers(0, 2),
        st.none() | st.integers(0, 6),
        st.none() | st.integers(1, 8),
        st.frozensets(st.sampled_from(FIVE), max_size=2),
        st.none() | st.integers(0, 8),
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, None, None, "linguistic", "scrutiny", "substantive"]),
        st.booleans(),
    ),
    min_size=1,
).map(lambda drawn: {d: drawn[d]._replace(partners=drawn[d].partners - {d}) for d in FIVE if d in drawn})


def subsets(members: Iterable[str]) -> list[frozenset[str]]:
    known = list(members)
    return [frozenset(some) for size in range(len(known) + 1) for some in combinations(known, size)]


def coming(troops: Mapping[str, Troops], present: frozenset[str], *, airlift: bool) -> frozenset[str]:
    """Who would come if these were there."""
    strength = {d: sum(troops[x].low for x in present | {d}) for d in troops}
    return frozenset(d for d in troops if troops[d].holds(present, strength[d], airlift=airlift))


@given(troops=FORCES, airlift=st.booleans())
@settings(max_examples=120)
def test_a_force_comes_out_as_trying_every_coalition_and_every_day_finds(
    troops: dict[str, Troops], *, airlift: bool
) -> None:
    scenarios = {"it": scenario("it", ["airlift"] if airlift else [])}
    months = [span(0, 0) if d == "DK" else span("abstain") for d in FIVE]
    positions = [
        position(
            d,
            {"duration": length, **({"troops": _answer(troops[d])} if d in troops else {})},
            *([reservation("troops", held)] if d in troops and (held := troops[d].reservation) else []),
            cleared_by="public-statement" if d in troops and troops[d].public else "minister",
        )
        for d, length in zip(FIVE, months, strict=True)
    ]
    topics = [
        needs("consensus", FIVE),
        ranges("consensus", FIVE, "months", "duration"),
        contribution(FIVE, sustained="duration"),
    ]
    outcome = outcome_of(dossier(topics, positions, FIVE, scenarios=scenarios), "troops", ContributionOutcome)
    found = outcome.scenarios["it"]

    willing = {d: t for d, t in troops.items() if t.word == "willing" and t.reservation != "substantive"}
    sure = {d: t for d, t in willing.items() if t.reservation != "scrutiny" and not t.public}
    closed = [some for some in subsets(sure) if coming(sure, some, airlift=airlift) <= some]
    assured = frozenset.intersection(*closed)
    stable = [some for some in subsets(willing) if some <= coming(willing, some, airlift=airlift)]
    attainable = frozenset[str]().union(*stable)
    assert (set(found.assured.delegations), set(found.attainable.delegations)) == (assured, attainable)

    def on(day: int) -> tuple[int, float]:
        there = [t for d, t in willing.items() if d in attainable and _is_there(t, day)]
        return sum(t.low for t in there if t.ready is not None), sum(_high(t) for t in there)

    days = [on(day) for day in range(20)]
    first = max(range(20), key=lambda day: days[day][0])
    assert (found.peak.day, _ends(found.peak.personnel)) == (first, days[first])
    (sustained,) = found.sustained  # no month is still one day
    assert _ends(sustained.personnel) == days[first]
    for length in (1, 3, 5, 30):
        windows = [[on(day) for day in range(start, start + length)] for start in range(20)]
        best = max(windows, key=lambda window: min(low for low, _ in window))
        expected = min(low for low, _ in best), min(high for _, high in best)
        assert _ends(lasting(found.timeline, length)) == expected

    waiting = [d for d in FIVE if d in sure and d in attainable - assured]
    reach = {(a, b) for a in waiting for b in waiting if b in troops[a].partners}
    for _ in FIVE:
        reach |= {(a, d) for a, b in reach for c, d in reach if b == c}
    groups = dict.fromkeys(tuple(b for b in waiting if (a, b) in reach and (b, a) in reach) for a in waiting)
    assert found.circles == tuple(group for group in groups if len(group) > 1)


def _answer(troops: Troops) -> ContributionAnswer:
    conditions: list[Condition] = [
        *([partners(" ".join(sorted(troops.partners)))] if troops.partners else []),
        *([force(troops.least)] if troops.least is not None else []),
        *([us("airlift")] if troops.airlift else []),
    ]
    if troops.either and conditions:
        conditions = [AnyOf(tuple(conditions), HERE)]
    stance = {"willing": "conditional" if conditions else "yes"}.get(troops.word, troops.word)
    high = None if troops.more is None else troops.low + troops.more
    return pledge(troops.low, high, *conditions, stance=stance, ready=troops.ready, sustain=troops.sustain)


def _is_there(troops: Troops, day: int) -> bool:
    begin = troops.ready or 0
    return begin <= day and (troops.sustain is None or day < begin + troops.sustain)


def _high(troops: Troops) -> float:
    return inf if troops.more is None else troops.low + troops.more


def _ends(interval: Interval) -> tuple[Number, Number | float]:
    return interval.low, inf if interval.high is None else interval.high
