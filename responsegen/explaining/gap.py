"""Search for the fewest facts that would close the gap of a force, and tell what each fact adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import combinations
from math import comb

from responsegen.consensus.answer import ContributionOutcome
from responsegen.consensus.ballots import ballots
from responsegen.consensus.coalitions import Facts, greatest, single_conditions
from responsegen.consensus.contributions import candidates, peak, timeline
from responsegen.documents.words import joined, number, wanted
from responsegen.dossier.model import Condition, Dossier, EventHappens, Number, Scenario, UsProvides
from responsegen.explaining.page import Line, Part

MOST_SETS = 20
MOST_WEIGHED = 3_000_000  # conditions, for all scenarios together: about a second
A_DELEGATION = 20  # takes as long as so many of its conditions
Fact = tuple[str, str]  # ("need", "air-defence") or ("event", "ceasefire")
Reach = Callable[[Iterable[Fact]], Number]  # how strong the force is with more facts than its scenario has


def search(dossier: Dossier, outcome: ContributionOutcome) -> Iterator[Part]:
    """List, for each scenario, the facts beyond it that would bring the attainable force up to what is required.

    Scenarios that differ in nothing that a delegation waits for are one.
    """
    yield Part(f"What would carry {outcome.topic.title} ({outcome.topic.id})")
    willing = candidates(ballots(dossier, outcome.topic))
    conditions = [condition for candidate in willing for condition in single_conditions(candidate.conditions)]
    awaited = frozenset(fact for condition in conditions if (fact := _fact(condition)))
    everything = _facts(dossier)

    @cache
    def strength(facts: frozenset[Fact]) -> Number:
        us, events = (frozenset(name for kind, name in facts if kind == which) for which in ("need", "event"))
        return peak(timeline(greatest(willing, Facts(us, events)).members)).personnel.low

    def strength_beyond(held: frozenset[Fact], more: Iterable[Fact]) -> Number:
        return strength(held.union(more))

    alike: dict[tuple[frozenset[Fact], bool], list[Scenario]] = {}
    for found in outcome.scenarios.values():
        held = _held(found.scenario)
        alike.setdefault((held & awaited, held.issuperset(everything)), []).append(found.scenario)
    tries = MOST_WEIGHED // max(1, (len(conditions) + A_DELEGATION * len(willing)) * len(alike))
    for (held, is_all), scenarios in alike.items():
        names = joined([f"{scenario.label} ({scenario.id})" for scenario in scenarios])
        absent = [fact for fact in everything if fact in awaited - held]
        lines = _closing(outcome, absent, partial(strength_beyond, held), tries, is_all=is_all)
        yield Part(f"{names}: {number(strength(held))} attainable at once", tuple(lines))


def _closing(
    outcome: ContributionOutcome, absent: Sequence[Fact], reach: Reach, tries: int, *, is_all: bool
) -> Iterator[Line]:
    now, most = reach(()), reach(absent)
    needed = outcome.required.low if outcome.required else None
    if needed is None:
        yield Line("What is required is not settled, so that nothing has to be closed.")
    elif now >= needed:
        yield Line(f"The {number(needed)} {wanted(agreed=outcome.required_agreed)} are reached already.")
        return
    elif most >= needed:
        yield from _fewest(absent, reach, needed, tries)
        return
    elif not is_all:
        yield Line(f"Even with everything, {number(most)} come: {number(needed - most)} short of {number(needed)}.")
    else:
        short = number(needed - now)
        yield Line(f"Every fact holds already: the {short} missing can only come from delegations that pledge more.")
    gains = sorted(((reach([fact]) - now, fact) for fact in absent), key=lambda gain: -gain[0])
    for gain, fact in gains:
        if gain:
            yield Line(f"{number(gain)} more with {_word(fact)} alone", level=1)


def _fewest(absent: Sequence[Fact], reach: Reach, needed: Number, tries: int) -> Iterator[Line]:
    """List the smallest sets that are enough; if there are too many to try, one from which nothing can be left out."""
    core = [fact for fact in absent if reach(_without(absent, fact)) < needed]
    others = _without(absent, *core)
    for size in range(len(others) + 1):
        tries -= comb(len(others), size)
        if tries < 0 and size:
            break
        sets = (_without(absent, *_without(others, *more)) for more in combinations(others, size))
        if found := [facts for facts in sets if reach(facts) >= needed]:
            yield from (_enough(reach, i, facts) for i, facts in enumerate(found[:MOST_SETS], start=1))
            if len(found) > MOST_SETS:
                yield Line(f"{number(len(found) - MOST_SETS)} more sets of as many are not listed.", level=1)
            return
    needful = absent
    for fact in others:
        if reach(_without(needful, fact)) >= needed:
            needful = _without(needful, fact)
    yield _enough(reach, 1, needful)
    yield Line("Not all sets were tried: there may be smaller ones.", level=1)


def _enough(reach: Reach, place: int, facts: Sequence[Fact]) -> Line:
    return Line(f"{number(reach(facts))} with {joined([_word(fact) for fact in facts])}", f"{place}.", 1)


def _without(facts: Sequence[Fact], *gone: Fact) -> Sequence[Fact]:
    return [fact for fact in facts if fact not in gone]


def _facts(dossier: Dossier) -> list[Fact]:
    return [*(("need", need) for need in dossier.needs), *(("event", event) for event in dossier.events)]


def _held(scenario: Scenario) -> frozenset[Fact]:
    return frozenset({*(("need", need) for need in scenario.us), *(("event", event) for event in scenario.events)})


def _fact(condition: Condition) -> Fact | None:
    """Name the fact that a condition waits for, if it waits for one."""
    match condition:
        case UsProvides(need):
            return "need", need
        case EventHappens(event):
            return "event", event
        case _:
            return None


def _word(fact: Fact) -> str:
    """Write a fact as `what-if` takes it, without the answer: `us.air-defence`."""
    return ".".join(fact)
