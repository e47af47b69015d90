"""The positions held against each other and the dossier: who speaks for whom, and what nobody waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier import catalogue
from responsegen.dossier.model import AnyOf, ContributionAnswer, EventHappens
from responsegen.dossier.nodes import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from responsegen.dossier.crosschecks.case import Case
    from responsegen.dossier.model import Condition
    from responsegen.problem import Place, Problem


def events_are_waited_for(case: Case) -> Iterator[Problem]:
    """An event that no condition waits for is of no use."""
    named = {
        event
        for file in case.positions
        for answer in file.position.answers.values()
        if isinstance(answer, ContributionAnswer)
        for event in _events_in(answer.conditions)
    }
    for event in case.dossier.events:
        if event not in named:
            expected = f'a condition that waits for "{event}"'
            yield catalogue.UNUSED_EVENT.at(case.place("events", event), expected, "none")


def _events_in(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        if isinstance(condition, EventHappens):
            yield condition.event
        elif isinstance(condition, AnyOf):
            yield from _events_in(condition.conditions)


def one_file_a_delegation(case: Case) -> Iterator[Problem]:
    """A delegation has one position; of two files, the one with the wrong name is the one too many."""
    of_each: dict[str, list[Place]] = {}
    for file in case.positions:
        of_each.setdefault(file.position.delegation, []).append(place_of(file.tree, "country"))
    for delegation, places in of_each.items():
        right = f"positions/{delegation}.y"
        kept, *others = sorted(places, key=lambda place: (not place.file.startswith(right), place.file))
        for place in others if delegation else ():
            advice = "Keep one, and move the other out of positions/"
            found = f"a second one besides {kept.file}"
            yield catalogue.TWO_FILES.at(place, f"one file for {delegation}", found, advice)


def nobody_speaks_for_those_who_speak(case: Case) -> Iterator[Problem]:
    """Who has a position is not spoken for."""
    speaking = {file.position.delegation for file in case.positions}
    for file in case.positions:
        for other in file.position.speaks_for:
            if other in speaking:
                expected = "delegations without a position file"
                advice = f"{other} speaks for itself"
                place = place_of(file.tree, "speaks_for", other)
                yield catalogue.SPEAKS_FOR_SPEAKER.at(place, expected, f'"{other}"', advice)


def each_is_spoken_for_once(case: Case) -> Iterator[Problem]:
    """Nobody has two speakers."""
    speaker: dict[str, str] = {}
    for file in case.positions:
        me = file.position.delegation
        for other in file.position.speaks_for:
            if speaker.setdefault(other, me) != me:
                place = place_of(file.tree, "speaks_for", other)
                yield catalogue.TWO_SPEAKERS.at(place, f"one who speaks for {other}", f"{speaker[other]} and {me}")


def under_eu_rules_speak_for_one(case: Case) -> Iterator[Problem]:
    """Where an EU rule decides, one may act for one other only: Article 239 TFEU."""
    electorates = [topic.electorate for topic in case.dossier.topics.values() if topic.rule.facts.within_eu]
    for file in case.positions:
        others = file.position.speaks_for
        most = max((sum(other in electorate for other in others) for electorate in electorates), default=0)
        if most > 1:
            place = place_of(file.tree, "speaks_for")
            expected = "one delegation at most where an EU rule decides (Article 239 TFEU)"
            yield catalogue.SPEAKS_FOR_MANY.at(place, expected, ", ".join(others))
