"""Draft position files to fill in: every topic, what may be answered, and no answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from textwrap import wrap
from typing import Final

from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.files import POSITIONS, SourceFile
from responsegen.dossier.keys import Key
from responsegen.dossier.kinds import form_of
from responsegen.dossier.kinds.form import BlankKey
from responsegen.dossier.model import AnyTopic, Dossier, PositionStatus
from responsegen.dossier.reading import check_files, is_position
from responsegen.dossier.remarks import POSITION, internal_keys
from responsegen.dossier.states import ISO_INSTEAD_OF_EU
from responsegen.problem import Problem

WIDTH: Final = 100
SCHEMA: Final = "../build/positions.schema.json"
# Whoever takes one "#" away from all lines of a topic has its keys as answers and its explanations still as comments.
_EXPLAINED, _UNANSWERED = "## ", "# "


def blank_position(dossier: Dossier, delegation: str) -> str:
    """Return the text of a draft in which this delegation has answered nothing yet."""
    context = ReaderContext.of(dossier, delegation)
    topics = dossier.topics.values()
    blocks = [[*_head(delegation, dossier.name_in_text(delegation))]]
    for question in dossier.questions:
        blocks.append([*_explained(f"QUESTION {question.number} ({question.wording}). {question.text}")])
        blocks += ([*_topic(topic, context)] for topic in topics if topic.question == question.number)
    blocks += ([*_topic(topic, context)] for topic in topics if topic.question is None)
    blocks.append([*_remarks()])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(delegation: str, name: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield from _explained(
        f'Position of {name}. To answer, take the "# " away from the front of a line and'
        " fill it in. What stays behind a # is not answered, and neither is what is left blank. Any answer can be"
        " written in detail and then takes a comment. The command `check` finds every mistake."
    )
    yield f"country: {delegation}"
    yield f"status: {PositionStatus.DRAFT}  # {POSITION['status'].shown}"
    yield from _keys((_offered(POSITION[name]) for name in ("cleared_by", "date")), indent="")


def _topic(topic: AnyTopic, context: ReaderContext) -> Iterator[str]:
    form, delegation = form_of(topic.kind), context.delegation
    yield from _explained(f"{topic.title} ({topic.rule})")
    for explained in form.explained(topic):
        yield from _explained(explained, indent="  ")
    if topic.rule.facts.votes and delegation not in topic.electorate:
        yield from _explained(f"{delegation} is not in the electorate: its answer is shown, never counted", indent="  ")
    yield f"{_UNANSWERED}{topic.id}:"
    yield from _keys(form.blank_keys(topic, context))


def _remarks() -> Iterator[str]:
    for heading, name in (
        ("Formal limits on a stance, a list of", "reservations"),
        ("Where statements stand, a list of", "sources"),
    ):
        yield from _explained(heading)
        yield from _explained(POSITION[name].shown, indent="  ")
        yield f"{_UNANSWERED}{name}:"
    yield from _explained("What never leaves an internal document")
    yield f"{_UNANSWERED}internal:"
    yield from _keys(map(_offered, internal_keys({}).values()))


def _offered(key: Key[object]) -> BlankKey:
    return BlankKey(key.name, key.shown)


def _keys(offered: Iterable[BlankKey], *, indent: str = "  ") -> Iterator[str]:
    """Write keys without values, and what each is about, one below the other."""
    keys = tuple(offered)
    column = max((len(key.name) for key in keys), default=0) + 1
    for key in keys:
        yield f"{_UNANSWERED}{indent}{f'{key.name}:':{column}}{key.meaning and '  # '}{key.meaning}".rstrip()
        for line in key.below:
            yield from _explained(line, indent=indent)


def _explained(text: str, *, indent: str = "") -> Iterator[str]:
    """Write a comment that stays one when the answers around it are given."""
    first = f"{_EXPLAINED}{indent}"
    yield from wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=first + (indent and "  "), break_on_hyphens=False
    )


@dataclass(frozen=True, slots=True)
class NewPositions:
    """Files to write, unless something stands in the way."""

    files: Mapping[str, bytes]  # by path: "positions/SE.yaml"
    there: tuple[str, ...]  # files that some of these delegations have already: they get no other
    problems: tuple[Problem, ...]  # errors that the new files would bring, such as speaking for whom another speaks


def new_positions(
    dossier: Dossier, files: Sequence[SourceFile], paths: Iterable[str], delegations: Collection[str]
) -> NewPositions:
    """Draft the files for a folder with these files, and these paths: what cannot be read is there, too."""
    there = {path: code for path in paths if is_position(path) and (code := _named(path)) in delegations}
    missing = [d for d in delegations if d not in there.values()]
    new = {f"{POSITIONS}/{d}.yaml": blank_position(dossier, d).encode() for d in missing}
    before = set(check_files(files).problems)
    after = check_files([*files, *(SourceFile(path, content) for path, content in new.items())]).problems
    return NewPositions(new, tuple(there), tuple(p for p in after if p.is_error and p not in before))


def _named(path: str) -> str:
    """Tell after which delegation a file is named; SE.yml and GB.yaml are names, too."""
    stem = PurePosixPath(path).stem
    return ISO_INSTEAD_OF_EU.get(stem, stem)
