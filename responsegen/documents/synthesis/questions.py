"""Go through the questions: what is agreed, what is open and whom it waits for, and what comes without a vote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from responsegen.consensus.answer import (
    JointAnswer,
    NeedsOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    Standpoint,
    Status,
    TopicOutcome,
)
from responsegen.consensus.ballots import speaking
from responsegen.consensus.points import Point
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.content import heading_of
from responsegen.documents.point_words import (
    TOO_CLOSE,
    agreed_in,
    elsewhere,
    in_a_list,
    points_on,
    requested,
    text_of,
    vote_on,
)
from responsegen.documents.synthesis.disputed import carries, said_so_far
from responsegen.documents.synthesis.force import Force, force
from responsegen.documents.synthesis.standing import standing
from responsegen.documents.topics.answer_words import recorded_on
from responsegen.documents.topics.by_kind import ByKind
from responsegen.documents.topics.offers import Offered, offered
from responsegen.documents.topics.range import choices, range_sentence
from responsegen.documents.topics.topic import Notes, members_of, notes_on
from responsegen.documents.words import capital, clause, counted, extents, joined, rule_words, together
from responsegen.dossier.model import AnyTopic, Dossier, Interval, Question


@dataclass(frozen=True, slots=True)
class AgreedPoint:
    """A point that is agreed, and how far it is supported."""

    label: str
    support: str  # "supported by 23; HU and SK abstain"
    notes: tuple[str, ...]  # the reservations on it


@dataclass(frozen=True, slots=True)
class AgreedNeed:
    """A need that is agreed: who has it, how badly and when, and what hangs on it."""

    label: str  # "Medical evacuation – requested by four", where more passed it over
    essential: Who
    desirable: Who
    unmentioned: Who
    term: str
    depending: Interval | None  # personnel; None where delegations are not named
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point that waits for somebody."""

    label: str
    text: str
    support: str
    awaited: str  # "EL and IT"
    says: str  # what they have said so far, and what would carry it


@dataclass(frozen=True, slots=True)
class TopicPart:
    """One topic, as far as it needs no table of its own among the points not agreed."""

    title: str
    lead: str  # who decides by which rule, where its points stand, and which of them are not agreed
    notes: tuple[str, ...]  # the reservations on all its points
    agreed: tuple[AgreedPoint, ...] = ()
    needs: tuple[AgreedNeed, ...] = ()  # agreed ones, instead
    open: tuple[OpenPoint, ...] = ()
    force: Force | None = None
    offered: Offered | None = None
    outside: str = ""  # what those said who take no part in the decision


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One question and its topics."""

    question: Question
    heading: str
    topics: tuple[TopicPart, ...]


def question_part(dossier: Dossier, answer: JointAnswer, question: Question, by: Attributor) -> QuestionPart:
    """Go through the topics of a question."""
    topics = tuple(_topic(dossier, answer, answer.topics[t], by) for t in question.topics)
    return QuestionPart(question, heading_of(dossier, question), topics)


def _topic(dossier: Dossier, answer: JointAnswer, outcome: TopicOutcome, by: Attributor) -> TopicPart:
    topic = dossier.topics[outcome.topic.id]
    by = by.within(topic.electorate)
    its = [p for p in points_on(answer, topic) if p.status]
    whole, notes = notes_on(getattr(outcome, "options", {}), by)
    part = TopicPart(
        title=topic.title,
        lead=" ".join(filter(None, (_decided(dossier, topic, by), _where(answer, its)))),
        notes=whole,
        open=tuple(_open(dossier, answer, p, by) for p in its if p.status is Status.OPEN),
        outside=_outside(dossier, topic, by),
    )
    filled: ByKind[Callable[[Any], TopicPart]] = ByKind(
        options=lambda found: replace(part, agreed=tuple(_agreed(found, p, notes, by) for p in agreed_in(its))),
        range_=lambda found: replace(part, agreed=tuple(_agreed_range(found, by))),
        contribution=lambda found: replace(part, force=force(dossier, answer, found, by)),
        needs=lambda found: replace(part, needs=tuple(_need(found, p, notes, by) for p in agreed_in(its))),
        offers=lambda found: replace(part, offered=offered(found, by)),
    )
    return filled.of(topic)(outcome)


def _decided(dossier: Dossier, topic: AnyTopic, by: Attributor) -> str:
    """Say who decides, by which rule; by code where words do not tell them, and only the first time."""
    members = members_of(dossier, topic)
    who = members.words or f"the {counted(members.count, 'delegation')}"
    asked = (dossier.topics[t] for q in dossier.questions for t in q.topics)
    is_first = next((t for t in asked if t.electorate == topic.electorate), topic) is topic
    codes = f" ({' '.join(topic.electorate)})" if members.is_list and by.named and is_first else ""
    if topic.rule.facts.votes:
        return f"Decided by {rule_words(topic.rule)} of {who}{codes}."
    return f"No vote: each of {who}{codes} decides for itself."


def _where(answer: JointAnswer, its: Sequence[Point]) -> str:
    """Say where the points of a topic stand, and which are not agreed; these are told in their own part."""
    not_agreed = "; ".join(in_a_list(p) for p in its if p.status is Status.NOT_AGREED)
    if its and not any(map(_is_heard, its)):
        return "Nobody has taken a position yet."
    if len(its) < 2:  # noqa: PLR2004 (what is one alone is no sum)
        return "Not agreed." if not_agreed else ""
    said = standing(answer, its)
    return f"{said.removesuffix('.')}: {not_agreed}." if not_agreed else said


def _is_heard(point: Point) -> bool:
    unheard = (Standpoint.OUTSTANDING, Standpoint.UNMENTIONED)
    return bool(point.reservations) or any(state.standpoint not in unheard for state in point.states.values())


def _agreed(outcome: OptionsOutcome, point: Point, notes: Mapping[str, Notes], by: Attributor) -> AgreedPoint:
    option = point.name.option or ""
    return AgreedPoint(point.label, _support(outcome.options[option], outcome.topic.electorate, by), notes[option])


def _need(outcome: NeedsOutcome, point: Point, notes: Mapping[str, Notes], by: Attributor) -> AgreedNeed:
    need, members = point.name.option or "", outcome.topic.electorate
    vote = outcome.options[need]
    terms = vote.term or tuple(outcome.topic.options[need].term)
    return AgreedNeed(
        label=" – ".join(filter(None, (point.label, requested(point)))),
        essential=by.who(vote.essential, members),
        desirable=by.who(vote.desirable, members),
        unmentioned=by.who(vote.columns.unmentioned, members),
        term="both" if len(terms) > 1 else next(iter(terms), "–"),
        depending=vote.personnel_depending if by.named else None,
        notes=notes[need],
    )


def _support(vote: OptionOutcome, members: Sequence[str], by: Attributor) -> str:
    """Say how far a point is supported: `supported by 23; HU and SK abstain`."""
    columns = vote.columns
    silent, for_ = len(columns.silent), len(columns.for_)
    if vote.by_silence:
        support = f"by the silence of {by.who(columns.silent, members).phrase} alone"
    elif for_:
        every = "all " if by.who(columns.for_, members).everybody else ""
        support = f"supported by {every}{for_}{f', {silent} of them by silence' if silent else ''}"
    else:
        support = "supported by nobody so far"
    others = (
        *elsewhere(columns),
        (columns.against, "is against"),
        (columns.outstanding if vote.status.is_agreed else (), "is awaited"),
    )
    doubt = [TOO_CLOSE] if vote.arithmetic.too_close_to_call else []
    return "; ".join((support, *by.say(others, members), *doubt))


def _agreed_range(outcome: RangeOutcome, by: Attributor) -> Iterator[AgreedPoint]:
    topic, notes = outcome.topic, by.reservations(outcome.reservations)
    if outcome.choice:
        values = "; ".join(f"{v.words}: {v.who.phrase}" for v in choices(outcome, by))
        yield AgreedPoint("A choice is to be made: each of these would carry alone", values, notes)
    elif outcome.agreed:
        others = (
            (outcome.silent, "by silence"),
            (outcome.abstaining, "abstaining"),
            (outcome.outstanding, "yet to reply"),
        )
        said = by.say(others, topic.electorate)
        support = "; ".join((counted(len(outcome.positions), "range") + " stated", *said))
        yield AgreedPoint(capital(clause(range_sentence(topic, outcome.agreed))), support, notes)


def _open(dossier: Dossier, answer: JointAnswer, point: Point, by: Attributor) -> OpenPoint:
    says = [said_so_far(dossier, point, point.awaited)] if by.named else []
    vote, members = vote_on(answer, point), point.topic.electorate
    if vote is not None:
        text, support = text_of(point), _support(vote, members, by)
        if not point.topic.rule.facts.unopposed or len(vote.unblocked_by) > 1:
            says.append(carries(point, vote, by))
    else:
        possible = f"{extents(point.possible, point.unit)} still possible" if point.possible else ""
        text, support = "", possible or "no range stated yet"
    awaited = by.who(point.awaited, members).phrase
    return OpenPoint(in_a_list(point), text, support, awaited, " ".join(filter(None, says)))


def _outside(dossier: Dossier, topic: AnyTopic, by: Attributor) -> str:
    """Say what those said who take no part in a decision, in protocol order."""
    if not by.named:
        return ""
    positions = speaking(dossier, topic)
    rows = {
        d: recorded_on(dossier, topic, positions[d])
        for d in dossier.delegations
        if d in positions and d not in topic.electorate
    }
    alike = together(
        ("; ".join(f"{row.label} ({row.words})" if row.label else row.words for row in said), d)
        for d, said in rows.items()
    )
    return " ".join(f"{joined(who)}: {words}." for words, who in alike.items() if words)
