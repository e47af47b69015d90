"""What only a whole dossier can show: one rule, one function, one line in the table at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.dossier import catalogue, readers
from responsegen.dossier.model import (
    AnyOf,
    Attribution,
    ContributionAnswer,
    ContributionTopic,
    EventHappens,
    NeedsTopic,
    OffersTopic,
    RangeTopic,
    RuleName,
    Unit,
)
from responsegen.dossier.nodes import Items, place_of, quoted
from responsegen.dossier.states import EU
from responsegen.dossier.topics import EU_RULES, MAJORITY_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from responsegen.dossier.dossier_file import DossierFile
    from responsegen.dossier.model import Condition, Dossier, Question
    from responsegen.dossier.nodes import Node
    from responsegen.dossier.position_file import PositionFile
    from responsegen.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Case:
    """The whole dossier as read."""

    asked: DossierFile
    positions: tuple[PositionFile, ...]  # in the order of the files' names

    @property
    def dossier(self) -> Dossier:
        """What dossier.yaml says."""
        return self.asked.dossier

    def place(self, *path: str) -> Place:
        """Where something stands in dossier.yaml."""
        return place_of(self.asked.tree, *path)

    def questions(self) -> Iterator[tuple[Question, Node]]:
        """Each question, and its node in the tree."""
        node = self.asked.tree.entries["questions"][1] if self.dossier.questions else self.asked.tree
        nodes = {item.place: item for item in (node.items if isinstance(node, Items) else (node,))}
        for question in self.dossier.questions:
            if question.place:
                yield question, nodes[question.place]


def _numbers_are_unique(case: Case) -> Iterator[Problem]:
    seen: set[int] = set()
    for question, node in case.questions():
        if question.number in seen:
            found = f"a second question {question.number}"
            yield catalogue.NUMBER_TWICE.at(place_of(node, "number"), "each number once", found)
        seen.add(question.number)


def _questions_list_known_topics_once(case: Case) -> Iterator[Problem]:
    known = (*case.dossier.topics, *case.asked.unreadable)
    listed_by: dict[str, int] = {}
    for question, node in case.questions():
        if not question.topics:
            place = place_of(node, "topics")
            expected = f"at least one topic for question {question.number}"
            yield catalogue.NO_TOPICS.at(place, expected, "none", "It cannot be answered")
        for topic in question.topics:
            if topic not in known:
                hint = readers.did_you_mean(topic, known)
                place = place_of(node, "topics", topic)
                yield catalogue.UNKNOWN_NAME.at(place, "a topic of the dossier", quoted(topic), hint)
            elif topic in listed_by:
                place = place_of(node, "topics", topic)
                found = f"{quoted(topic)} under {listed_by[topic]} and {question.number}"
                yield catalogue.TOPIC_TWICE.at(place, "each topic under one question", found)
            listed_by.setdefault(topic, question.number)


def _topics_are_asked(case: Case) -> Iterator[Problem]:
    for topic in case.dossier.topics.values():
        if topic.question is None:
            yield catalogue.TOPIC_UNASKED.at(topic.place, f'a question that lists "{topic.id}"', "none")


def _rules_go_with_kinds(case: Case) -> Iterator[Problem]:
    for topic in case.dossier.topics.values():
        joins = isinstance(topic, ContributionTopic | OffersTopic)
        if joins != (topic.rule is RuleName.OPT_IN):
            expected = "opt-in, since nobody votes on a contribution or an offer" if joins else "a rule that counts"
            advice = "" if joins else "opt-in goes with contribution and offers only"
            yield catalogue.WRONG_RULE.at(case.place("topics", topic.id, "rule"), expected, f'"{topic.rule}"', advice)


def _no_majority_on_military_matters(case: Case) -> Iterator[Problem]:
    for topic in case.dossier.topics.values():
        if topic.military and topic.rule in MAJORITY_RULES:
            expected = "unanimity or consensus on a topic with military implications"
            advice = "Article 31(4) TEU allows no majority"
            place = case.place("topics", topic.id, "rule")
            yield catalogue.MILITARY_MAJORITY.at(place, expected, f'"{topic.rule}"', advice)


def _electorates_are_within_reach(case: Case) -> Iterator[Problem]:
    if not case.dossier.delegations:
        return
    for topic in case.dossier.topics.values():
        place = case.place("topics", topic.id, "electorate")
        outside = [d for d in topic.electorate if d not in EU] if topic.rule in EU_RULES else []
        if outside:
            expected = f"Member States only, since {topic.rule} is a rule of the Treaties"
            yield catalogue.OUT_OF_REACH.at(place, expected, ", ".join(outside))
        if not topic.electorate:
            expected = f'at least one delegation in the electorate of "{topic.id}"'
            yield catalogue.OUT_OF_REACH.at(place, expected, "none")


def _needs_have_one_id_each(case: Case) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for topic in case.dossier.topics.values():
        for need in topic.options if isinstance(topic, NeedsTopic) else ():
            if first.setdefault(need, topic.id) != topic.id:
                place = case.place("topics", topic.id, "options", need)
                found = f'"{need}", as in "{first[need]}"'
                yield catalogue.NEED_TWICE.at(place, "an id that no other need has", found)


def _requirements_are_forces(case: Case) -> Iterator[Problem]:
    topics = case.dossier.topics
    forces = [t.id for t in topics.values() if isinstance(t, RangeTopic) and t.unit is Unit.PERSONNEL]
    for topic in topics.values():
        required = topic.required if isinstance(topic, ContributionTopic) else None
        if required and required not in forces and required not in case.asked.unreadable:
            place = case.place("topics", topic.id, "required")
            hint = readers.did_you_mean(required, forces)
            yield catalogue.NOTHING_REQUIRED.at(place, "a range topic counted in personnel", quoted(required), hint)


def _contributions_have_scenarios(case: Case) -> Iterator[Problem]:
    if not case.dossier.scenarios:
        for topic in case.dossier.topics.values():
            if isinstance(topic, ContributionTopic):
                expected = '"scenarios", under which the contributions are added up'
                yield catalogue.NO_SCENARIO.at(topic.place, expected, "none")


def _grouped_documents_have_groups(case: Case) -> Iterator[Problem]:
    for document in case.dossier.documents.values():
        if document.attribution is Attribution.GROUPED and not case.dossier.groups:
            place = case.place("documents", document.id, "attribution")
            yield catalogue.NO_GROUPS.at(place, '"groups" for attribution by group', "none")


def _groups_do_not_overlap(case: Case) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for group, members in case.dossier.groups.items():
        for delegation in members:
            if first.setdefault(delegation, group) != group:
                found = f"{delegation} in {quoted(first[delegation])} and {quoted(group)}"
                place = case.place("groups", group, delegation)
                yield catalogue.TWO_GROUPS.at(place, "each delegation in one group", found)


def _events_are_waited_for(case: Case) -> Iterator[Problem]:
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


def _one_file_a_delegation(case: Case) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for file in case.positions:
        place = place_of(file.tree, "country")
        earlier = first.setdefault(file.position.delegation, place.file)
        if file.position.delegation and earlier != place.file:
            expected = f"one file for {file.position.delegation}"
            yield catalogue.TWO_FILES.at(place, expected, f"a second one besides {earlier}")


def _nobody_speaks_for_those_who_speak(case: Case) -> Iterator[Problem]:
    speaking = {file.position.delegation for file in case.positions}
    for file in case.positions:
        for other in file.position.speaks_for:
            if other in speaking:
                expected = "delegations without a position file"
                advice = f"{other} speaks for itself"
                place = place_of(file.tree, "speaks_for", other)
                yield catalogue.SPEAKS_FOR_SPEAKER.at(place, expected, f'"{other}"', advice)


def _each_is_spoken_for_once(case: Case) -> Iterator[Problem]:
    speaker: dict[str, str] = {}
    for file in case.positions:
        me = file.position.delegation
        for other in file.position.speaks_for:
            if speaker.setdefault(other, me) != me:
                place = place_of(file.tree, "speaks_for", other)
                yield catalogue.TWO_SPEAKERS.at(place, f"one who speaks for {other}", f"{speaker[other]} and {me}")


def _under_eu_rules_speak_for_one(case: Case) -> Iterator[Problem]:
    electorates = [topic.electorate for topic in case.dossier.topics.values() if topic.rule in EU_RULES]
    for file in case.positions:
        others = file.position.speaks_for
        most = max((sum(other in electorate for other in others) for electorate in electorates), default=0)
        if most > 1:
            place = place_of(file.tree, "speaks_for")
            expected = "one delegation at most where an EU rule decides (Article 239 TFEU)"
            yield catalogue.SPEAKS_FOR_MANY.at(place, expected, ", ".join(others))


_ON_DOSSIER = (
    _numbers_are_unique,
    _questions_list_known_topics_once,
    _topics_are_asked,
    _rules_go_with_kinds,
    _no_majority_on_military_matters,
    _electorates_are_within_reach,
    _needs_have_one_id_each,
    _requirements_are_forces,
    _contributions_have_scenarios,
    _grouped_documents_have_groups,
    _groups_do_not_overlap,
)
_ON_POSITIONS = (
    _one_file_a_delegation,
    _nobody_speaks_for_those_who_speak,
    _each_is_spoken_for_once,
    _under_eu_rules_speak_for_one,
)
_ON_ALL_POSITIONS = (_events_are_waited_for,)


def crosscheck(case: Case, *, complete: bool) -> Iterator[Problem]:
    """Apply every rule; unless the case is `complete`, what looks unused may be used by what could not be read."""
    for rule in (*_ON_DOSSIER, *_ON_POSITIONS, *(_ON_ALL_POSITIONS if complete else ())):
        yield from rule(case)
