"""Go through the questions: what is agreed, what is open and whom it waits for, and what comes without a vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import JointAnswer, RangeOutcome, Status, TopicOutcome
from responsegen.consensus.ballots import speaking
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point, points
from responsegen.documents.attribution import Attributor
from responsegen.documents.content import heading_of
from responsegen.documents.point_words import in_a_list, vote_on
from responsegen.documents.synthesis.disputed import carries, said_so_far
from responsegen.documents.synthesis.standing import standing
from responsegen.documents.topics import presenter_of
from responsegen.documents.topics.needs import NeedsSection, NeedStatement
from responsegen.documents.topics.range import RangeSection
from responsegen.documents.topics.topic import TopicSection
from responsegen.documents.topics.voted import TOO_CLOSE, Statement, VotedSection
from responsegen.documents.words import (
    clause,
    counted,
    duration,
    extents,
    readiness,
    rule_words,
    sentence,
    total,
)
from responsegen.dossier.model import AnyTopic, ContributionAnswer, Dossier, Question, Willingness


@dataclass(frozen=True, slots=True)
class AgreedPoint:
    """A point that is agreed, and how far it is supported."""

    label: str
    support: str  # "supported by 23; HU and SK abstain"
    notes: tuple[str, ...]  # the reservations on it


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point that waits for somebody."""

    label: str
    text: str
    support: str
    awaited: str  # "EL and IT"
    says: str  # what they have said so far, and what would carry it


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """What one delegation would contribute."""

    delegation: str
    pledge: str
    ready: str
    sustain: str
    considering: bool  # no promise yet, and in no coalition


@dataclass(frozen=True, slots=True)
class TopicPart:
    """One topic, as far as it needs no table of its own among the points not agreed."""

    section: TopicSection
    decided: str  # "Decided by consensus of the 16 states planning the force (BE DK …)."
    standing: str  # where its points stand; "" where it is one point alone
    agreed: tuple[AgreedPoint, ...]
    needs: tuple[NeedStatement, ...]  # agreed ones, instead
    open: tuple[OpenPoint, ...]
    not_agreed: tuple[str, ...]  # labels, told in their own part
    pledges: tuple[PledgeRow, ...]
    outside: str  # what those said who take no part in the decision


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
    section = presenter_of(dossier, topic).section(outcome, by)
    its = [p for p in points(answer) if p.topic.id == topic.id and p.status]
    agreed: Iterator[AgreedPoint] = iter(())
    needs: tuple[NeedStatement, ...] = ()
    match section, outcome:
        case NeedsSection(), _:
            needs = tuple(n for n in section.needs if n.statement.status.is_agreed)
        case VotedSection(), _:
            agreed = (_agreed(s) for s in section.statements if s.status.is_agreed)
        case RangeSection(), _:
            agreed = _agreed_range(section)
    return TopicPart(
        section=section,
        decided=_decided(section, rule_words(topic.rule), topic.electorate if by.named else ()),
        standing=standing(answer, its) if len(its) > 1 else "",
        agreed=tuple(agreed),
        needs=needs,
        open=tuple(_open(dossier, answer, p, section, by) for p in its if p.status is Status.OPEN),
        not_agreed=tuple(in_a_list(p) for p in its if p.status is Status.NOT_AGREED),
        pledges=tuple(_pledges(dossier, topic.id)) if by.named else (),
        outside=_outside(dossier, topic, by),
    )


def _decided(section: TopicSection, rule: str, members: Sequence[str]) -> str:
    """Say who decides, and by which rule."""
    who = section.members.words or f"the {counted(section.members.count, 'delegation')}"
    codes = f" ({' '.join(members)})" if members and section.members.is_list else ""
    return (
        f"Decided by {rule} of {who}{codes}."
        if section.is_decided
        else f"No vote: each of {who}{codes} decides for itself."
    )


def _agreed(statement: Statement) -> AgreedPoint:
    return AgreedPoint(statement.label, _support(statement), statement.reservations)


def _support(s: Statement) -> str:
    """Say how far a point is supported: `supported by 23; HU and SK abstain`."""
    if s.by_silence:
        support = f"by the silence of {s.silent.phrase} alone"
    elif s.for_:
        silent = f", {s.silent.count} of them by silence" if s.silent else ""
        support = f"supported by {'all ' if s.for_.everybody else ''}{s.for_.count}{silent}"
    else:
        support = "supported by nobody so far"
    others = (
        (s.constructive, "abstains constructively", "abstain constructively"),
        (s.abstaining, "abstains", "abstain"),
        (s.unmentioned, "does not mention it", "do not mention it"),
        (s.against, "is against", "are against"),
        (s.outstanding if s.status.is_agreed else None, "is awaited", "are awaited"),
    )
    said = [f"{who.phrase} {by_number(who.count, one, several)}" for who, one, several in others if who]
    return "; ".join((support, *said, *([TOO_CLOSE] if s.too_close else [])))


def _agreed_range(section: RangeSection) -> Iterator[AgreedPoint]:
    if section.choices:
        values = "; ".join(f"{v.words} ({v.who.phrase})" for v in section.choices)
        yield AgreedPoint("A choice is to be made: each of these would carry alone", values, section.reservations)
    elif section.agreed:
        others = (
            (section.silent, "by silence"),
            (section.abstaining, "abstaining"),
            (section.outstanding, "yet to reply"),
        )
        said = [f"{who.phrase} {words}" for who, words in others if who]
        support = "; ".join((counted(section.stated.count, "range") + " stated", *said))
        yield AgreedPoint(clause(section.sentence), support, section.reservations)


def _open(dossier: Dossier, answer: JointAnswer, point: Point, section: TopicSection, by: Attributor) -> OpenPoint:
    says = [said_so_far(dossier, point, point.awaited)] if by.named else []
    vote, outcome = vote_on(answer, point), answer.topics[point.topic.id]
    text = ""
    if isinstance(section, VotedSection) and vote is not None:
        statement = next(s for s in section.statements if s.label == point.label)
        text, support = sentence(statement.text), _support(statement)
        if not point.topic.rule.facts.unopposed or len(vote.unblocked_by) > 1:
            says.append(carries(point, vote, by))
    elif isinstance(outcome, RangeOutcome) and outcome.possible:
        support = f"{extents(outcome.possible, point.unit)} still possible"
    else:
        support = "no range stated yet"
    return OpenPoint(
        in_a_list(point),
        text,
        support,
        by.who(point.awaited, point.topic.electorate).phrase,
        " ".join(filter(None, says)),
    )


def _pledges(dossier: Dossier, topic: str) -> Iterator[PledgeRow]:
    """List every contribution that somebody would make."""
    for d, position in dossier.positions.items():
        answer = position.answers.get(topic)
        if isinstance(answer, ContributionAnswer):
            considering = answer.stance is Willingness.CONSIDERING
            if answer.stance.is_willing or (considering and (answer.pledge or answer.conditions)):
                yield PledgeRow(
                    d,
                    total(answer.pledge) if answer.pledge else "",
                    readiness(answer.ready) if answer.ready is not None else "",
                    duration(answer.sustain) if answer.sustain is not None else "",
                    considering,
                )


def _outside(dossier: Dossier, topic: AnyTopic, by: Attributor) -> str:
    """Say what those said who take no part in a decision, in protocol order."""
    if not by.named:
        return ""
    positions, presenter = speaking(dossier, topic), presenter_of(dossier, topic)
    said = []
    for d in dossier.delegations:
        if d in positions and d not in topic.electorate:
            rows = presenter.recorded(positions[d])
            words = [f"{row.label} ({row.words})" if row.label else row.words for row in rows]
            said += [f"{d}: {'; '.join(words)}."] if words else []
    return " ".join(said)
