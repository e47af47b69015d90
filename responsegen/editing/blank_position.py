"""A position file to fill in: every topic, what may be answered, and no answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.dossier_file import needs_of
from responsegen.dossier.keys import Key, sample_of
from responsegen.dossier.kinds import form_of
from responsegen.dossier.kinds.form import BlankKey
from responsegen.dossier.model import AnyTopic, Dossier, PositionStatus, RuleName
from responsegen.dossier.remarks import (
    CLEARED_BY,
    COUNTRY,
    DATE,
    INTERNAL,
    INTERNAL_KEYS,
    RESERVATION_KEYS,
    RESERVATIONS,
    SOURCE_KEYS,
    SOURCES,
    STATUS,
)
from responsegen.dossier.states import STATES

WIDTH: Final = 100
SCHEMA: Final = "../build/positions.schema.json"
# Whoever takes one "#" away from all lines of a topic has its keys as answers and its explanations still as comments.
_EXPLAINED, _UNANSWERED = "## ", "# "


def blank_position(dossier: Dossier, delegation: str) -> str:
    """Return the text of a draft in which this delegation has answered nothing yet."""
    events, needs = tuple(dossier.events), needs_of(dossier.topics)
    context = ReaderContext(delegation, (), dossier.addressee, dossier.delegations, needs, events)
    topics = dossier.topics.values()
    blocks = [[*_head(delegation)]]
    for question in dossier.questions:
        blocks.append([*_explained(f"QUESTION {question.number} ({question.wording}). {question.text}")])
        blocks += ([*_topic(topic, context)] for topic in topics if topic.question == question.number)
    blocks += ([*_topic(topic, context)] for topic in topics if topic.question is None)
    blocks.append([*_remarks()])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(delegation: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield from _explained(
        f'Position of {STATES[delegation].name_in_text}. To answer, take the "# " away from the front of a line and'
        " fill it in. What stays behind a # is not answered, and neither is what is left blank. Any answer can be"
        " written in detail and then takes a comment. The command `check` finds every mistake."
    )
    yield f"{COUNTRY.name}: {delegation}"
    yield f"{STATUS.name}: {PositionStatus.DRAFT}  # {STATUS.shown}"
    yield from _keys(map(_offered, (CLEARED_BY, DATE)), indent="")


def _topic(topic: AnyTopic, context: ReaderContext) -> Iterator[str]:
    form, delegation = form_of(topic.kind), context.delegation
    yield from _explained(f"{topic.title} ({topic.rule})")
    for explained in form.explained(topic):
        yield from _explained(explained, indent="  ")
    if topic.rule is not RuleName.OPT_IN and delegation not in topic.electorate:
        yield from _explained(f"{delegation} is not in the electorate: its answer is shown, never counted", indent="  ")
    yield f"{_UNANSWERED}{topic.id}:"
    yield from _keys(form.blank_keys(topic, context))


def _remarks() -> Iterator[str]:
    yield from _explained("Formal limits on a stance, a list of")
    yield from _explained(sample_of(RESERVATION_KEYS), indent="  ")
    yield f"{_UNANSWERED}{RESERVATIONS.name}:"
    yield from _explained("Where statements stand, a list of")
    yield from _explained(sample_of(SOURCE_KEYS), indent="  ")
    yield f"{_UNANSWERED}{SOURCES.name}:"
    yield from _explained("What never leaves an internal document")
    yield f"{_UNANSWERED}{INTERNAL.name}:"
    yield from _keys(map(_offered, INTERNAL_KEYS.values()))


def _offered(key: Key[object]) -> BlankKey:
    return BlankKey(key.name, key.shown)


def _keys(offered: Iterable[BlankKey], *, indent: str = "  ") -> Iterator[str]:
    """Keys without values, and what each is about, one below the other."""
    keys = tuple(offered)
    column = max((len(key.name) for key in keys), default=0) + 1
    for key in keys:
        yield f"{_UNANSWERED}{indent}{f'{key.name}:':{column}}{key.meaning and '  # '}{key.meaning}".rstrip()
        for line in key.below:
            yield from _explained(line, indent=indent)


def _explained(text: str, *, indent: str = "") -> Iterator[str]:
    """A comment that stays one when the answers around it are given."""
    first = f"{_EXPLAINED}{indent}"
    yield from wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=first + (indent and "  "), break_on_hyphens=False
    )
