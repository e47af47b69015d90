"""Check what only a whole dossier can show: each rule is a function, and `crosscheck` applies them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from responsegen.dossier import catalogue, model, spelling
from responsegen.dossier.dossier_file import NO_MOMENT, NO_NUMBER, DossierFile
from responsegen.dossier.kinds import form_of
from responsegen.dossier.nodes import Items, Node, place_of, quoted, value_at
from responsegen.dossier.position_file import PositionFile
from responsegen.dossier.states import EU, NATO
from responsegen.problem import Place, Problem


def numbers_are_unique(case: Case) -> Iterator[Problem]:
    """No two questions have one number."""
    seen: set[int] = set()
    for question, node in case.questions():
        if question.number in seen - {NO_NUMBER}:
            sentence = f"two questions have the number {question.number}"
            yield catalogue.NUMBER_TWICE.says(place_of(node, "number"), sentence)
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
                hint = spelling.did_you_mean(topic, known)
                place = place_of(node, "topics", topic)
                yield catalogue.UNKNOWN_NAME.at(place, "a topic of the dossier", quoted(topic), hint)
            elif topic in listed_by:
                place = place_of(node, "topics", topic)
                sentence = f"questions {listed_by[topic]} and {question.number} both list {quoted(topic)}"
                yield catalogue.TOPIC_TWICE.says(place, sentence)
            listed_by.setdefault(topic, question.number)


def silence_covers_known_topics(case: Case) -> Iterator[Problem]:
    """A silence procedure is limited to topics that there are, and whose rules know one."""
    known = (*case.dossier.topics, *case.asked.unreadable)
    for name in case.dossier.silence_topics or ():
        place = case.place("silence_procedure", "topics", name)
        topic = case.dossier.topics.get(name)
        if name not in known:
            hint = spelling.did_you_mean(name, known)
            yield catalogue.UNKNOWN_NAME.at(place, "a topic of the dossier", quoted(name), hint)
        elif topic and not topic.rule.facts.silence:
            yield catalogue.SILENCE_UNKNOWN.says(place, f"silence is no consent to {name}: its rule is {topic.rule}")


def a_topic_is_asked(_case: Case, topic: model.AnyTopic) -> Iterator[Problem]:
    """Every topic belongs to a question; else nobody sees what was answered."""
    if topic.question is None:
        yield catalogue.TOPIC_UNASKED.says(topic.place, f'no question lists "{topic.id}"')


def its_rule_goes_with_kind_and_basis(case: Case, topic: model.AnyTopic) -> Iterator[Problem]:
    """Who comes, comes: opt-in goes with contributions and offers, and only with them; a basis allows some rules."""
    place, voted_on = case.place("topics", topic.id, "rule"), form_of(topic.kind).VOTED_ON
    if voted_on is not topic.rule.facts.votes:
        expected = "a rule that counts" if voted_on else "opt-in, since nobody votes on a contribution or an offer"
        advice = "opt-in goes with contribution and offers only" if voted_on else ""
        yield catalogue.WRONG_RULE.at(place, expected, f'"{topic.rule}"', advice)
    if topic.basis and topic.rule not in topic.basis.facts.rules:
        expected = f"{spelling.enumerated(topic.basis.facts.rules)}, which goes with the basis {topic.basis}"
        yield catalogue.CONTRADICTS_BASIS.at(place, expected, f'"{topic.rule}"')


def no_majority_decides_military_matters(case: Case, topic: model.AnyTopic) -> Iterator[Problem]:
    """No majority decides on military implications, unless the basis allows it: Article 31(4) TEU."""
    if not topic.military or topic.may_be_military:
        return
    by_majority = not topic.rule.facts.military
    advice = "Article 31(4) TEU allows no majority" if by_majority else "They belong to foreign and security policy"
    expected = (
        "a basis for decisions with military implications"
        if topic.basis
        else "unanimity or consensus on a topic with military implications"
    )
    place = case.place("topics", topic.id, "basis" if topic.basis else "rule")
    yield catalogue.MILITARY_MAJORITY.at(place, expected, quoted(topic.basis or topic.rule), advice)


def its_electorate_is_within_reach(case: Case, topic: model.AnyTopic) -> Iterator[Problem]:
    """The rules of the Treaties count Member States, most bases all of them, and every rule counts somebody."""
    if not case.dossier.delegations:
        return
    node = value_at(case.asked.tree, "topics", topic.id, "electorate")
    is_said = node is not None and not node.is_blank
    voters = topic.basis.facts.voters if topic.basis else None
    place = case.place("topics", topic.id, "electorate" if is_said else "basis" if topic.basis else "rule")
    lost = [d for d in case.dossier.delegations if d not in EU]
    if topic.rule.facts.within_eu and not (is_said or topic.basis) and lost and not set(EU) <= set(topic.electorate):
        sentence = f"{topic.rule} counts Member States only: {', '.join(lost)} would be left out"
        advice = f'Write "rule: {model.RuleName.CONSENSUS}", or name those who decide under "electorate:"'
        yield catalogue.OUT_OF_REACH.says(place, sentence, advice)
        return
    outside = [d for d in topic.electorate if d not in EU] if topic.rule.facts.within_eu else []
    if outside:
        expected = f"Member States only, since {topic.rule} is a rule of the Treaties"
        yield catalogue.OUT_OF_REACH.at(place, expected, ", ".join(outside))
    if not topic.electorate:
        expected = f'at least one delegation in the electorate of "{topic.id}"'
        yield catalogue.OUT_OF_REACH.at(place, expected, "none")
    elif voters is model.Voters.MEMBER_STATES and not set(EU) <= set(topic.electorate):
        some = ", ".join(d for d in topic.electorate if d in EU)
        of_some = spelling.enumerated(
            [b for b in model.BasisName if b.facts.voters is model.Voters.PARTICIPANTS], "and"
        )
        advice = f"Only {of_some} are for some of them"
        yield catalogue.OUT_OF_REACH.at(place, f"all 27 Member States on the basis {topic.basis}", some, advice)
    elif voters is model.Voters.ALLIES and (others := [d for d in topic.electorate if d not in NATO]):
        yield catalogue.OUT_OF_REACH.at(place, f"allies only on the basis {topic.basis}", ", ".join(others))


def figures_are_those_of_the_day(case: Case) -> Iterator[Problem]:
    """Votes weigh people by the figures that are valid on the dossier's day."""
    dossier = case.dossier
    if dossier.weighs_population and not dossier.population_is_valid and dossier.as_of != NO_MOMENT:
        place = case.place("population" if dossier.own_population else "as_of")
        sentence = f"population is weighed by {dossier.population.as_used_on(dossier.as_of.date())}"
        advice = 'Put the figures of the day under "population:"'
        yield catalogue.SHARES_EXPIRED.says(place, sentence, advice)


def needs_have_one_id_each(case: Case) -> Iterator[Problem]:
    """A condition names a need by its id alone."""
    first: dict[str, str] = {}
    for topic in case.dossier.topics.values():
        for need in topic.options if isinstance(topic, model.NeedsTopic) else ():
            if first.setdefault(need, topic.id) != topic.id:
                place = case.place("topics", topic.id, "options", need)
                sentence = f'the topic "{first[need]}" has a need "{need}" already'
                yield catalogue.NEED_TWICE.says(place, sentence)


def contributions_can_be_measured(case: Case, topic: model.AnyTopic) -> Iterator[Problem]:
    """Contributions are added up under scenarios, and held against a range of personnel and one of months."""
    if not isinstance(topic, model.ContributionTopic):
        return
    if not case.dossier.scenarios:
        expected = '"scenarios", under which the contributions are added up'
        yield catalogue.NO_SCENARIO.at(topic.place, expected, "none")
    for key, named, unit in (
        ("required", topic.required, model.PERSONNEL),
        ("sustained", topic.sustained, model.MONTHS),
    ):
        ranges = [t.id for t in case.dossier.topics.values() if isinstance(t, model.RangeTopic) and t.unit == unit]
        if named and named not in ranges and named not in case.asked.unreadable:
            place, hint = case.place("topics", topic.id, key), spelling.did_you_mean(named, ranges)
            yield catalogue.NOTHING_REQUIRED.at(place, f"a range topic counted in {unit}", quoted(named), hint)


def groups_can_attribute(case: Case) -> Iterator[Problem]:
    """Attribution by group takes groups, in two of which nobody stands: they would be counted twice."""
    for document in case.dossier.documents.values():
        if document.attribution is model.Attribution.GROUPED and not case.dossier.groups:
            place = case.place("documents", document.id, "attribution")
            yield catalogue.NO_GROUPS.at(place, '"groups" for attribution by group', "none")
    first: dict[str, str] = {}
    for group, members in case.dossier.groups.items():
        for delegation in members:
            if first.setdefault(delegation, group) != group:
                sentence = f"{delegation} is in two groups, {quoted(first[delegation])} and {quoted(group)}"
                yield catalogue.TWO_GROUPS.says(case.place("groups", group, delegation), sentence)


@dataclass(frozen=True, slots=True)
class Case:
    """The whole dossier as read."""

    asked: DossierFile
    positions: tuple[PositionFile, ...]  # in the order of the files' names

    @property
    def dossier(self) -> model.Dossier:
        """What dossier.yaml says."""
        return self.asked.dossier

    def place(self, *path: str) -> Place:
        """Find where something stands in dossier.yaml."""
        return place_of(self.asked.tree, *path)

    def questions(self) -> Iterator[tuple[model.Question, Node]]:
        """Yield each question, and its node in the tree."""
        node = self.asked.tree.entries["questions"][1] if self.dossier.questions else self.asked.tree
        nodes = {item.place: item for item in (node.items if isinstance(node, Items) else (node,))}
        for question in self.dossier.questions:
            if question.place:
                yield question, nodes[question.place]


def events_are_waited_for(case: Case) -> Iterator[Problem]:
    """An event that no condition waits for is of no use."""
    named = {
        event
        for file in case.positions
        for answer in file.position.answers.values()
        if isinstance(answer, model.ContributionAnswer)
        for event in _events_in(answer.conditions)
    }
    for event in case.dossier.events:
        if event not in named:
            yield catalogue.UNUSED_EVENT.says(case.place("events", event), f'no condition waits for "{event}"')


def _events_in(conditions: Iterable[model.Condition]) -> Iterator[str]:
    for condition in conditions:
        if isinstance(condition, model.EventHappens):
            yield condition.event
        elif isinstance(condition, model.AnyOf):
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
            sentence = f"two files for {delegation}: this one and {kept.file}"
            yield catalogue.TWO_FILES.says(place, sentence, advice)


def nobody_is_spoken_for_twice_or_wrongly(case: Case) -> Iterator[Problem]:
    """Who has a position speaks for itself, nobody has two speakers, and Article 239 TFEU holds where it applies.

    Where an EU rule decides, only another Member State can act for one, and each for one other only.
    """
    speaking = {file.position.delegation for file in case.positions}
    speaker: dict[str, str] = {}
    decided = [topic for topic in case.dossier.topics.values() if topic.rule.facts.within_eu]
    for file in case.positions:
        me, others = file.position.delegation, file.position.speaks_for
        for other in others:
            place = place_of(file.tree, "speaks_for", other)
            if other in speaking:
                yield catalogue.SPEAKS_FOR_SPEAKER.says(place, f"{other} has a position file and speaks for itself")
            if speaker.setdefault(other, me) != me:
                yield catalogue.TWO_SPEAKERS.says(place, f"{speaker[other]} and {me} both speak for {other}")
            theirs = (t.id for t in decided if t.can_be_answered_for_others and other in t.electorate)
            if me and me not in EU and (topic := next(theirs, None)):
                sentence = f"{me} cannot speak for {other} on {topic}, which Member States decide"
                advice = "Only another Member State can: Article 239 TFEU"
                yield catalogue.SPEAKS_FOR_MEMBER.says(place, sentence, advice)
        if any(sum(other in topic.electorate for other in others) > 1 for topic in decided):
            expected = "one delegation at most where an EU rule decides (Article 239 TFEU)"
            yield catalogue.SPEAKS_FOR_MANY.at(place_of(file.tree, "speaks_for"), expected, ", ".join(others))


def positions_are_of_their_day(case: Case) -> Iterator[Problem]:
    """The dossier stands as of a moment; what is dated later was not known then."""
    day = case.dossier.as_of.date()
    dated = [(file, said) for file in case.positions if (said := file.position.date)]
    later = [(file, said) for file, said in dated if said > day]
    if case.dossier.as_of == NO_MOMENT or not later:
        return
    if len(later) == len(dated) > 1:
        sentence = f"every position is dated after {day}"
        yield catalogue.DATED_LATER.says(case.place("as_of"), sentence, "Bring as_of up to date")
    for file, _ in later:
        sentence = f"this position is dated after the dossier, which stands as of {day}"
        yield catalogue.DATED_LATER.says(place_of(file.tree, "date"), sentence)


def invented_positions_are_exercises(case: Case) -> Iterator[Problem]:
    """What no government has said stands in an exercise only, each page of which says so."""
    for file in case.positions:
        if file.position.invented and not case.dossier.exercise:
            sentence = "this position is invented, and the dossier is no exercise"
            advice = 'Write "exercise: true" in dossier.yaml, or replace the position by what was said'
            yield catalogue.INVENTED.says(place_of(file.tree, "invented"), sentence, advice)


_ON_A_TOPIC: Final = (
    a_topic_is_asked,
    its_rule_goes_with_kind_and_basis,
    no_majority_decides_military_matters,
    its_electorate_is_within_reach,
    contributions_can_be_measured,
)
_ON_THE_WHOLE: Final = (
    numbers_are_unique,
    questions_list_known_topics_once,
    silence_covers_known_topics,
    figures_are_those_of_the_day,
    needs_have_one_id_each,
    groups_can_attribute,
    one_file_a_delegation,
    nobody_is_spoken_for_twice_or_wrongly,
    positions_are_of_their_day,
    invented_positions_are_exercises,
)


def crosscheck(case: Case, *, complete: bool) -> Iterator[Problem]:
    """Apply every rule; unless the case is `complete`, what looks unused may be used by what could not be read."""
    for topic in case.dossier.topics.values():
        for on_topic in _ON_A_TOPIC:
            yield from on_topic(case, topic)
    for rule in (*_ON_THE_WHOLE, *((events_are_waited_for,) if complete else ())):
        yield from rule(case)
