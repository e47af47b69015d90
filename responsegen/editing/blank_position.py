"""A dossier and a delegation in, a position file to fill in out: every topic, what may be answered, and no answer."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final, assert_never

from responsegen.dossier.model import (
    ClearedBy,
    ContributionTopic,
    Firmness,
    Necessity,
    NeedsTopic,
    OffersTopic,
    OptionsTopic,
    PositionStatus,
    RangeTopic,
    ReservationKind,
    RuleName,
    Unit,
    Willingness,
)
from responsegen.dossier.states import STATES
from responsegen.dossier.topics import stances_under

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from responsegen.dossier.model import AnyTopic, Dossier

WIDTH: Final = 100
SCHEMA: Final = "../build/positions.schema.json"
# Whoever takes one "#" away from all lines of a topic has its keys as answers and its explanations still as comments.
_EXPLAINED, _UNANSWERED = "## ", "# "
_RANGES: Final = {
    Unit.PERSONNEL: (
        "in personnel: 30000-50000 | at least 20000 | up to 40000 | abstain | undecided",
        "or in detail: {acceptable: 30000-50000, preferred: 40000, comment: TEXT}",
    ),
    Unit.MONTHS: (
        "24-60 months | 2 years or more | up to 3 years | open-ended | abstain | undecided",
        "or in detail: {acceptable: 24-60 months, preferred: 3 years, comment: TEXT}",
    ),
}
_EACH: Final = "one word for all, or one for each"


def blank_position(dossier: Dossier, delegation: str) -> str:
    """Return the text of a draft in which this delegation has answered nothing yet."""
    topics = dossier.topics.values()
    blocks = [[*_head(delegation)]]
    for question in dossier.questions:
        blocks.append([*_explained(f"QUESTION {question.number} ({question.wording}). {question.text}")])
        blocks += ([*_topic(topic, dossier, delegation)] for topic in topics if topic.question == question.number)
    blocks += ([*_topic(topic, dossier, delegation)] for topic in topics if topic.question is None)
    blocks.append([*_remarks()])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(delegation: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield from _explained(
        f'Position of {STATES[delegation].name_in_text}. To answer, take the "# " away from the front of a line and'
        " fill it in. What stays behind a # is not answered, and neither is what is left blank. Any answer can be"
        " written in detail and then takes a comment. The command `check` finds every mistake."
    )
    yield f"country: {delegation}"
    yield f"status: {PositionStatus.DRAFT}  # {_either(PositionStatus)}"
    yield from _keys({"cleared_by": _either(ClearedBy), "date": "such as 2025-02-16"}, indent="")


def _topic(topic: AnyTopic, dossier: Dossier, delegation: str) -> Iterator[str]:
    yield from _explained(f"{topic.title} ({topic.rule})")
    for form in _forms(topic):
        yield from _explained(form, indent="  ")
    if topic.rule is not RuleName.OPT_IN and delegation not in topic.electorate:
        yield from _explained(f"{delegation} is not in the electorate: its answer is shown, never counted", indent="  ")
    yield f"{_UNANSWERED}{topic.id}:"
    match topic:
        case OptionsTopic() | NeedsTopic():
            yield from _keys({id_: option.label for id_, option in topic.options.items()})
        case OffersTopic():
            yield from _keys({id_: f"{item.label} ({item.unit})" for id_, item in topic.options.items()})
        case ContributionTopic():
            yield from _contribution(dossier, delegation)
        case RangeTopic():
            pass
        case _:
            assert_never(topic)


def _forms(topic: AnyTopic) -> Iterator[str]:
    """What an answer looks like."""
    match topic:
        case OptionsTopic():
            yield f"{_EACH}: {_either(stances_under(topic.rule))}"
            yield "or in detail: {stance: undecided, would_support_if: TEXT, comment: TEXT}"
        case NeedsTopic():
            yield f"{_EACH}: {_either(Necessity)}"
            yield "or in detail: {necessity: essential, term: short | long | both, comment: TEXT}"
            yield "what is left out counts as abstaining once anything else is answered"
        case RangeTopic():
            yield from _RANGES[topic.unit]
        case OffersTopic():
            yield "a number, a range, or in detail:"
            yield f"{{quantity: 500-800, by: 2025-06-30, status: {_either(Firmness)}, comment: TEXT}}"
        case ContributionTopic():
            yield f"{_either(w for w in Willingness if w is not Willingness.CONDITIONAL)}, or in detail"
        case _:
            assert_never(topic)


def _contribution(dossier: Dossier, delegation: str) -> Iterator[str]:
    yield from _keys(
        {
            "stance": _either(Willingness),
            "pledge": "personnel kept deployed: 600-1000",
            "ready": "how long after the decision: 90 days",
            "sustain": "for how long: 24 months | open-ended",
            "conditions": "all must hold; a list of",
        }
    )
    needs = [need for topic in dossier.topics.values() if isinstance(topic, NeedsTopic) for need in topic.options]
    others = [d for d in dossier.delegations if d != delegation]
    known = {"us": needs, "event": dossier.events, "with": others, "force": ["20000"]}
    for key, names in known.items():
        if names:
            yield from _explained(f"- {key}: {_either(names)}", indent="  ")
    yield from _explained("- any: a list of conditions, of which one must hold", indent="  ")
    yield from _keys({"comment": ""})


def _remarks() -> Iterator[str]:
    yield from _explained("Formal limits on a stance, a list of")
    yield from _explained(f"{{on: TOPIC or TOPIC.OPTION, kind: {_either(ReservationKind)}, text: TEXT}}", indent="  ")
    yield f"{_UNANSWERED}reservations:"
    yield from _explained("Where statements stand, a list of")
    yield from _explained(
        "{on: TOPIC or TOPIC.OPTION, speaker: WHO, date: 2025-02-16, outlet: WHERE, url: ADDRESS, quote: WORDS,"
        " summary: TEXT, conflicts: true | false}",
        indent="  ",
    )
    yield f"{_UNANSWERED}sources:"
    yield from _explained("What never leaves an internal document")
    yield f"{_UNANSWERED}internal:"
    yield from _keys({"red_lines": "a list of texts", "notes": "a text"})


def _either(words: Iterable[str]) -> str:
    return " | ".join(words)


def _keys(meanings: Mapping[str, str], *, indent: str = "  ") -> Iterator[str]:
    """Keys without values, and what each is about, one below the other."""
    column = max(map(len, meanings)) + 1
    for key, meaning in meanings.items():
        yield f"{_UNANSWERED}{indent}{f'{key}:':{column}}{meaning and '  # '}{meaning}".rstrip()


def _explained(text: str, *, indent: str = "") -> Iterator[str]:
    """A comment that stays one when the answers around it are given."""
    first = f"{_EXPLAINED}{indent}"
    yield from wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=first + (indent and "  "), break_on_hyphens=False
    )
