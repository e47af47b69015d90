"""What would close the gap of a force: a scenario in; the fewest facts that would, and what each adds, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice

from responsegen.consensus.answer import ContributionOutcome
from responsegen.consensus.coalitions import Facts, greatest
from responsegen.consensus.contributions import candidates
from responsegen.consensus.voices import voices
from responsegen.documents.wording import joined, number, wanted
from responsegen.dossier.model import ContributionTopic, Dossier, NeedsTopic, Scenario
from responsegen.explaining.parts import Line, Part

MOST_SETS = 20
MOST_TRIED = 5_000  # combinations, well under a second
Fact = tuple[str, str]  # ("us", "air-defence") or ("event", "ceasefire")


def closing_facts(dossier: Dossier, topic: ContributionTopic, outcome: ContributionOutcome) -> Iterator[Part]:
    """For each scenario, the facts beyond it that would bring the attainable force up to what is required."""
    willing = candidates(voices(dossier, topic))
    everything = _facts(dossier)
    for scenario, found in outcome.scenarios.items():
        stated = dossier.scenarios[scenario]
        absent = [fact for fact in everything if fact not in _held(stated)]

        def strength(more: Iterable[Fact], stated: Scenario = stated) -> int:
            added = tuple(more)
            facts = Facts(
                stated.us | {name for kind, name in added if kind == "us"},
                stated.events | {name for kind, name in added if kind == "event"},
            )
            return sum(c.pledge.low for c in greatest(willing, facts).members)

        heading = f"{stated.label} ({scenario}): {number(found.attainable.personnel.low)} attainable"
        yield Part(heading, tuple(_closing(absent, strength, outcome)))


def _closing(
    absent: Sequence[Fact], strength: Callable[[Iterable[Fact]], int], outcome: ContributionOutcome
) -> Iterator[Line]:
    now, most = strength(()), strength(absent)
    needed = outcome.required.low if outcome.required else None
    if needed is None:
        yield Line("What is required is not settled, so that nothing has to be closed.")
    elif now >= needed:
        yield Line(f"The {number(needed)} {wanted(agreed=outcome.required_agreed)} are reached already.")
        return
    elif most >= needed:
        for i, facts in enumerate(_fewest(absent, strength, needed), start=1):
            yield Line(f"{number(strength(facts))} with {joined([_word(fact) for fact in facts])}", f"{i}.", 1)
        return
    elif absent:
        yield Line(f"Even with everything, {number(most)} come: {number(needed - most)} short of {number(needed)}.")
    else:
        short = number(needed - now)
        yield Line(f"Every fact holds already: the {short} missing can only come from delegations that pledge more.")
    gains = sorted(((strength([fact]) - now, fact) for fact in absent), key=lambda gain: -gain[0])
    for gain, fact in gains:
        if gain:
            yield Line(f"{number(gain)} more with {_word(fact)} alone", level=1)


def _fewest(absent: Sequence[Fact], strength: Callable[[Iterable[Fact]], int], needed: int) -> Iterator[Sequence[Fact]]:
    """The smallest sets that are enough; where there are too many to try, one from which nothing can be left out."""
    left = MOST_TRIED
    for size in range(1, len(absent) + 1):
        tried = list(islice(combinations(absent, size), left + 1))
        if len(tried) > left:
            break
        left -= len(tried)
        found = [facts for facts in tried if strength(facts) >= needed]
        if found:
            yield from found[:MOST_SETS]
            return
    needful = list(absent)
    for fact in absent:
        rest = [other for other in needful if other != fact]
        if strength(rest) >= needed:
            needful = rest
    yield needful


def _facts(dossier: Dossier) -> list[Fact]:
    needs = [need for topic in dossier.topics.values() if isinstance(topic, NeedsTopic) for need in topic.options]
    return [*(("us", need) for need in needs), *(("event", event) for event in dossier.events)]


def _held(scenario: Scenario) -> set[Fact]:
    return {*(("us", need) for need in scenario.us), *(("event", event) for event in scenario.events)}


def _word(fact: Fact) -> str:
    """As one writes it for `what-if`, without the answer: `us.air-defence`."""
    return ".".join(fact)
