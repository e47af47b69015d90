"""What would close the gap of a force: a scenario in; the fewest facts that would, and what each adds, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from responsegen.consensus.answer import ContributionOutcome
from responsegen.consensus.ballots import ballots
from responsegen.consensus.coalitions import Candidate, Facts, greatest, single_conditions
from responsegen.consensus.contributions import candidates
from responsegen.documents.wording import joined, number, wanted
from responsegen.dossier.model import (
    Condition,
    Dossier,
    EventHappens,
    NeedsTopic,
    Scenario,
    UsProvides,
)
from responsegen.explaining.page import Line, Part

MOST_SETS = 20
MOST_WEIGHED = 3_000_000  # conditions, for all scenarios together: about a second
A_DELEGATION = 20  # takes as long as so many of its conditions
Fact = tuple[str, str]  # ("us", "air-defence") or ("event", "ceasefire")


def search(dossier: Dossier, outcome: ContributionOutcome) -> Iterator[Part]:
    """For each scenario, the facts beyond it that would bring the attainable force up to what is required.

    Scenarios that differ in nothing that a delegation waits for are one.
    """
    forces = _Forces(candidates(ballots(dossier, outcome.topic)))
    everything = _facts(dossier)
    alike: dict[tuple[frozenset[Fact], bool], list[str]] = {}
    for scenario in outcome.scenarios:
        held = _held(dossier.scenarios[scenario])
        alike.setdefault((held & forces.awaited, held.issuperset(everything)), []).append(scenario)
    for done, ((held, is_all), scenarios) in enumerate(alike.items()):
        absent = [fact for fact in everything if fact in forces.awaited - held]
        found = outcome.scenarios[scenarios[0]]
        names = joined([f"{dossier.scenarios[scenario].label} ({scenario})" for scenario in scenarios])
        heading = f"{names}: {number(found.attainable.personnel.low)} attainable"
        search = _Search(forces, held, absent, forces.left // (len(alike) - done))
        yield Part(heading, tuple(_closing(search, outcome, is_all=is_all)))


class _Forces:
    """How strong the force would be in the light of which facts: each is weighed once, as long as any may be."""

    def __init__(self, willing: Sequence[Candidate]) -> None:
        """Take all who would take part if their conditions held."""
        self._willing = willing
        self._known: dict[frozenset[Fact], int] = {}
        conditions = [condition for candidate in willing for condition in single_conditions(candidate.conditions)]
        self.awaited = frozenset(fact for condition in conditions if (fact := _fact(condition)))
        self.left = MOST_WEIGHED // (len(conditions) + A_DELEGATION * len(willing) or 1)

    def strength(self, facts: frozenset[Fact]) -> int:
        """What those pledge at least who take part."""
        if facts not in self._known:
            self.left -= 1
            us, events = (frozenset(name for kind, name in facts if kind == which) for which in ("us", "event"))
            self._known[facts] = sum(c.pledge.low for c in greatest(self._willing, Facts(us, events)).members)
        return self._known[facts]


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for beyond the facts of one scenario, and how often a force may be weighed for it."""

    forces: _Forces
    held: frozenset[Fact]
    absent: Sequence[Fact]  # those that somebody waits for
    share: int

    def strength(self, more: Iterable[Fact] = ()) -> int:
        return self.forces.strength(self.held.union(more))

    @property
    def is_affordable(self) -> bool:
        """Whether each fact can be added alone, left out alone, and left out for good."""
        return self.forces.left >= 2 + 2 * len(self.absent)


def _closing(search: _Search, outcome: ContributionOutcome, *, is_all: bool) -> Iterator[Line]:
    if not search.is_affordable:
        yield Line("Left out: there is more to try than can be tried at once.")
        return
    now, most = search.strength(), search.strength(search.absent)
    needed = outcome.required.low if outcome.required else None
    if needed is None:
        yield Line("What is required is not settled, so that nothing has to be closed.")
    elif now >= needed:
        yield Line(f"The {number(needed)} {wanted(agreed=outcome.required_agreed)} are reached already.")
        return
    elif most >= needed:
        yield from _fewest(search, needed)
        return
    elif not is_all:
        yield Line(f"Even with everything, {number(most)} come: {number(needed - most)} short of {number(needed)}.")
    else:
        short = number(needed - now)
        yield Line(f"Every fact holds already: the {short} missing can only come from delegations that pledge more.")
    gains = sorted(((search.strength([fact]) - now, fact) for fact in search.absent), key=lambda gain: -gain[0])
    for gain, fact in gains:
        if gain:
            yield Line(f"{number(gain)} more with {_word(fact)} alone", level=1)


def _fewest(search: _Search, needed: int) -> Iterator[Line]:
    """The smallest sets that are enough; where there are too many to try, one from which nothing can be left out."""
    core = [fact for fact in search.absent if search.strength(_without(search.absent, fact)) < needed]
    others = _without(search.absent, *core)
    left = search.share - 2 - 2 * len(search.absent)
    for size in range(len(others) + 1):
        left -= comb(len(others), size)
        if left < 0 and size:
            break
        tried = (_without(search.absent, *_without(others, *more)) for more in combinations(others, size))
        if found := [facts for facts in tried if search.strength(facts) >= needed]:
            for i, facts in enumerate(found[:MOST_SETS], start=1):
                yield _enough(search, i, facts)
            if len(found) > MOST_SETS:
                yield Line(f"{number(len(found) - MOST_SETS)} more sets of as many are not listed.", level=1)
            return
    needful = search.absent
    for fact in others:
        rest = _without(needful, fact)
        if search.strength(rest) >= needed:
            needful = rest
    yield _enough(search, 1, needful)
    yield Line("Not all sets were tried: there may be smaller ones.", level=1)


def _enough(search: _Search, place: int, facts: Sequence[Fact]) -> Line:
    return Line(f"{number(search.strength(facts))} with {joined([_word(fact) for fact in facts])}", f"{place}.", 1)


def _without(facts: Sequence[Fact], *gone: Fact) -> Sequence[Fact]:
    return [fact for fact in facts if fact not in gone]


def _facts(dossier: Dossier) -> list[Fact]:
    needs = [need for topic in dossier.topics.values() if isinstance(topic, NeedsTopic) for need in topic.options]
    return [*(("us", need) for need in needs), *(("event", event) for event in dossier.events)]


def _held(scenario: Scenario) -> frozenset[Fact]:
    return frozenset({*(("us", need) for need in scenario.us), *(("event", event) for event in scenario.events)})


def _fact(condition: Condition) -> Fact | None:
    """The fact that a condition waits for, if it waits for one."""
    match condition:
        case UsProvides(need):
            return "us", need
        case EventHappens(event):
            return "event", event
        case _:
            return None


def _word(fact: Fact) -> str:
    """As one writes it for `what-if`, without the answer: `us.air-defence`."""
    return ".".join(fact)
