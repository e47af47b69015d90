"""Name points of a joint answer in a sentence, and say who stands where on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from responsegen.consensus.answer import (
    Columns,
    JointAnswer,
    NeedsOutcome,
    OptionOutcome,
    OptionsOutcome,
    Standpoint,
    Status,
)
from responsegen.consensus.points import Point, points
from responsegen.documents.attribution import Column
from responsegen.documents.words import cardinal, joined, phrase_of, rule_words, sentence
from responsegen.dossier.model import AnyTopic, Need, NeedsTopic, Option, OptionsTopic

CHOICE = "a choice to be made"  # where several intervals carry, each alone
TO_CHOOSE = "a choice is to be made"
TOO_CLOSE = "too close to call from the shares of population at hand"
FOR = (Standpoint.FOR, Standpoint.ESSENTIAL, Standpoint.DESIRABLE, Standpoint.SILENT)


def counted_verdicts(found: Iterable[Point]) -> Mapping[str, int]:
    """Count how many points stand how, by the words of each verdict that occurs."""
    where = Counter(CHOICE if len(p.agreed) > 1 else p.status.words for p in found if p.status)
    return {words: where[words] for words in (*(status.words for status in Status), CHOICE) if words in where}


def points_on(answer: JointAnswer, topic: AnyTopic) -> tuple[Point, ...]:
    """List the points of one topic."""
    return tuple(p for p in points(answer) if p.topic.id == topic.id)


def agreed_in(found: Iterable[Point]) -> tuple[Point, ...]:
    """Choose the points that are agreed, with or without reservations."""
    return tuple(p for p in found if p.status is not None and p.status.is_agreed)


def standing(point: Point, *standpoints: Standpoint) -> tuple[str, ...]:
    """List those who stand there on a point, in protocol order."""
    return tuple(d for d, state in point.states.items() if state.standpoint in standpoints)


def requested(point: Point) -> str:
    """Say `requested by four` of a need that more passed over than asked for; "" of any other point."""
    asking = standing(point, Standpoint.ESSENTIAL, Standpoint.DESIRABLE)
    few = len(standing(point, Standpoint.UNMENTIONED)) > len(asking) > 0
    return f"requested by {cardinal(len(asking))}" if few else ""


def elsewhere(columns: Columns) -> tuple[Column, ...]:
    """List those who are neither for a point nor against it, with what they do."""
    return (
        (columns.constructive, "abstains constructively"),
        (columns.abstaining, "abstains"),
        (columns.unmentioned, "does not mention it"),
    )


def option_of(point: Point) -> Option | Need | None:
    """Find the option or the need that a point is."""
    options = point.topic.options if isinstance(point.topic, OptionsTopic | NeedsTopic) else {}
    return options.get(point.name.option or "")


def text_of(point: Point) -> str:
    """Give the sentence that a point proposes, as it is printed; a range has yet to get its value."""
    return sentence((option_of(point) or point.topic).text or "").replace("{value}", "…")


def decided_by(point: Point) -> str:
    """Say who decides, by which rule: `question 6, unanimity of 27`."""
    question = f"question {point.topic.question}, " if point.topic.question else ""
    return f"{question}{rule_words(point.topic.rule)} of {len(point.topic.electorate)}"


def in_a_list(point: Point) -> str:
    """Name a point on its own: `Command and control`."""
    return point.label or point.topic.title


def named(found: Iterable[Point]) -> str:
    """Name points in a sentence: `duration of the deployment and command and control`."""
    return joined([phrase_of(option_of(p) or p.topic) for p in found])


def vote_on(answer: JointAnswer, point: Point) -> OptionOutcome | None:
    """Find the outcome of an option or a need; None for any other point."""
    outcome = answer.topics[point.topic.id]
    return outcome.options[point.name.option or ""] if isinstance(outcome, OptionsOutcome | NeedsOutcome) else None
