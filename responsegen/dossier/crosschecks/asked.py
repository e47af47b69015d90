"""dossier.yaml held against itself: the questions, topics, electorates and groups in, what does not go together out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier import catalogue, readers
from responsegen.dossier.model import (
    Attribution,
    ContributionTopic,
    NeedsTopic,
    OffersTopic,
    RangeTopic,
    Unit,
)
from responsegen.dossier.nodes import place_of, quoted
from responsegen.dossier.states import EU

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.dossier.crosschecks.case import Case
    from responsegen.problem import Problem


def numbers_are_unique(case: Case) -> Iterator[Problem]:
    """No two questions have one number."""
    seen: set[int] = set()
    for question, node in case.questions():
        if question.number in seen:
            found = f"a second question {question.number}"
            yield catalogue.NUMBER_TWICE.at(place_of(node, "number"), "each number once", found)
        seen.add(question.number)


def questions_list_known_topics_once(case: Case) -> Iterator[Problem]:
    """Every question lists topics that there are, each under one question."""
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


def topics_are_asked(case: Case) -> Iterator[Problem]:
    """Every topic belongs to a question; else nobody sees what was answered."""
    for topic in case.dossier.topics.values():
        if topic.question is None:
            yield catalogue.TOPIC_UNASKED.at(topic.place, f'a question that lists "{topic.id}"', "none")


def rules_go_with_kinds(case: Case) -> Iterator[Problem]:
    """Who comes, comes: opt-in goes with contributions and offers, and only with them (Article 44 TEU)."""
    for topic in case.dossier.topics.values():
        joins = isinstance(topic, ContributionTopic | OffersTopic)
        if joins is topic.rule.facts.votes:
            expected = "opt-in, since nobody votes on a contribution or an offer" if joins else "a rule that counts"
            advice = "" if joins else "opt-in goes with contribution and offers only"
            yield catalogue.WRONG_RULE.at(case.place("topics", topic.id, "rule"), expected, f'"{topic.rule}"', advice)


def no_majority_on_military_matters(case: Case) -> Iterator[Problem]:
    """No majority decides on military implications: Article 31(4) TEU."""
    for topic in case.dossier.topics.values():
        if topic.military and not topic.rule.facts.military:
            expected = "unanimity or consensus on a topic with military implications"
            advice = "Article 31(4) TEU allows no majority"
            place = case.place("topics", topic.id, "rule")
            yield catalogue.MILITARY_MAJORITY.at(place, expected, f'"{topic.rule}"', advice)


def electorates_are_within_reach(case: Case) -> Iterator[Problem]:
    """The rules of the Treaties count Member States, and every rule counts somebody."""
    if not case.dossier.delegations:
        return
    for topic in case.dossier.topics.values():
        place = case.place("topics", topic.id, "electorate")
        outside = [d for d in topic.electorate if d not in EU] if topic.rule.facts.within_eu else []
        if outside:
            expected = f"Member States only, since {topic.rule} is a rule of the Treaties"
            yield catalogue.OUT_OF_REACH.at(place, expected, ", ".join(outside))
        if not topic.electorate:
            expected = f'at least one delegation in the electorate of "{topic.id}"'
            yield catalogue.OUT_OF_REACH.at(place, expected, "none")


def needs_have_one_id_each(case: Case) -> Iterator[Problem]:
    """A condition names a need by its id alone."""
    first: dict[str, str] = {}
    for topic in case.dossier.topics.values():
        for need in topic.options if isinstance(topic, NeedsTopic) else ():
            if first.setdefault(need, topic.id) != topic.id:
                place = case.place("topics", topic.id, "options", need)
                found = f'"{need}", as in "{first[need]}"'
                yield catalogue.NEED_TWICE.at(place, "an id that no other need has", found)


def requirements_are_forces(case: Case) -> Iterator[Problem]:
    """What a contribution is measured against is a range of personnel."""
    topics = case.dossier.topics
    forces = [t.id for t in topics.values() if isinstance(t, RangeTopic) and t.unit is Unit.PERSONNEL]
    for topic in topics.values():
        required = topic.required if isinstance(topic, ContributionTopic) else None
        if required and required not in forces and required not in case.asked.unreadable:
            place = case.place("topics", topic.id, "required")
            hint = readers.did_you_mean(required, forces)
            yield catalogue.NOTHING_REQUIRED.at(place, "a range topic counted in personnel", quoted(required), hint)


def contributions_have_scenarios(case: Case) -> Iterator[Problem]:
    """Contributions are added up under scenarios."""
    if not case.dossier.scenarios:
        for topic in case.dossier.topics.values():
            if isinstance(topic, ContributionTopic):
                expected = '"scenarios", under which the contributions are added up'
                yield catalogue.NO_SCENARIO.at(topic.place, expected, "none")


def grouped_documents_have_groups(case: Case) -> Iterator[Problem]:
    """Attribution by group takes groups."""
    for document in case.dossier.documents.values():
        if document.attribution is Attribution.GROUPED and not case.dossier.groups:
            place = case.place("documents", document.id, "attribution")
            yield catalogue.NO_GROUPS.at(place, '"groups" for attribution by group', "none")


def groups_do_not_overlap(case: Case) -> Iterator[Problem]:
    """Nobody stands in two groups: they would be counted twice."""
    first: dict[str, str] = {}
    for group, members in case.dossier.groups.items():
        for delegation in members:
            if first.setdefault(delegation, group) != group:
                found = f"{delegation} in {quoted(first[delegation])} and {quoted(group)}"
                place = case.place("groups", group, delegation)
                yield catalogue.TWO_GROUPS.at(place, "each delegation in one group", found)
