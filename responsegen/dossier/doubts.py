"""Find what YAML reads otherwise than it looks: cut short at a #, or run on over the dashes of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import yaml

from responsegen.dossier import catalogue, lookalikes
from responsegen.dossier.line_mistakes import BEHIND, MOST_QUOTED, WORD_AFTER, cut_short, further, lookalike, quotation
from responsegen.problem import Place, Problem

if TYPE_CHECKING:
    from yaml import _yaml

    Mark = yaml.Mark | _yaml.Mark  # of either parser

_BELOW: Final = re.compile(rf"[ \t]*(?:\r\n|\r|\n)( +){WORD_AFTER}")
_AHEAD: Final = re.compile(rf"(?:[:,\[{{]|(?:^|[\r\n]) *-)[ \t]+{WORD_AFTER}[^\r\n]*(?:\r\n|\r|\n)\s*\Z")
_SIGN_OF_LAYOUT: Final = re.compile(
    rf"(?:^|(?:\r\n|\r|\n)[ ]*)(?:(?P<dash>[-{lookalikes.DASHES}][ {lookalikes.BLANKS}]+)(?=\S)"
    rf"|[a-z][a-z0-9_-]*(?P<colon>[:{lookalikes.COLONS}][{lookalikes.BLANKS}]+|[{lookalikes.COLONS}])(?=\S))"
)
_OTHER_BLANKS: Final = re.compile(f"[{lookalikes.BLANKS}][ {lookalikes.BLANKS}]*")


def doubts(
    event: yaml.ScalarEvent, before: yaml.Event | None, file: str, text: str, *, is_plain: bool
) -> Iterator[Problem]:
    """Find what a plain value says to YAML alone; `before` is the event that precedes it, of a value or a start.

    In a text that `is_plain`, of ASCII without a #, only what goes on in a further line is in doubt.
    """
    if event.style or not event.start_mark or not event.end_mark:
        return
    first, last = event.start_mark, event.end_mark
    if is_plain and first.line == last.line:
        return
    if behind := BEHIND.match(text, last.index):
        yield _cut(file, text, first, behind.end() - 1)
    elif event.value and (below := _BELOW.match(text, last.index)) and len(below[1]) > _depth(text, first):
        yield cut_short(Place(file, last.line + 2, len(below[1]) + 1))
    if event.value and before and before.end_mark and not isinstance(before, yaml.MappingStartEvent):
        gap = text[before.end_mark.index : first.index]
        if "#" in gap and (ahead := _AHEAD.search(gap)):
            sign = before.end_mark.index + ahead.start() + ahead[0].index("#")
            yield cut_short(_place(file, text, before.end_mark, sign))
    is_cut = event.value and text[last.index : last.index + 1] == "," and event.value[0] in "\u201c\u201e"
    if is_cut and not re.search("[\u201c\u201d]", event.value[1:]):
        yield replace(lookalike(_place(file, text, first, first.index), event.value[0], ""), edit=None)
    yield from _layout(file, text, first, last)


def _cut(file: str, text: str, start: Mark, sign: int) -> Problem:
    """Warn of the rest of the line; it is certainly text where a number follows the sign, and words stand before it."""
    problem = cut_short(_place(file, text, start, sign))
    said = text[start.index : sign].strip()
    first = start.index if said else sign
    whole = re.split("[\r\n]", text[first : first + MOST_QUOTED], maxsplit=1)[0].rstrip()
    is_text = text[sign + 1].isdigit() and (not said or re.match(r"[^\W\d_]+ +\S", said))
    if not is_text or len(whole) <= len(said) or any(bracket in whole for bracket in ",[]{}"):
        return problem
    return problem.edited(_place(file, text, start, first), whole, quotation(whole))


def _layout(file: str, text: str, first: Mark, last: Mark) -> Iterator[Problem]:
    """Find characters that were to lay out the file, and are a part of a text: only where it begins a line."""
    is_first = not text[first.index - first.column : first.index].strip()
    if is_first and (blanks := _OTHER_BLANKS.match(text, first.index)):
        yield lookalike(Place(file, first.line + 1, first.column + 1), blanks[0], " " * len(blanks[0]))
    if not is_first and first.line == last.line:
        return
    written = text[first.index : last.index]
    here, before = Place(file, first.line + 1, first.column + 1), 0
    for found in _SIGN_OF_LAYOUT.finditer(written):
        group = "dash" if found["dash"] else "colon"
        here, before = further(here, written, before, found.start(group)), found.start(group)
        if is_first and lookalikes.misread(found[group]):
            meant = "- " if group == "dash" else ": "
            yield replace(
                lookalike(here, found[group], meant), advice="Write the one of the keyboard, or quotation marks"
            )
        elif found.start() and group == "dash":
            advice = "The items of a list have their dashes below each other"
            yield catalogue.RUN_ON.says(here, "this line goes on with the text above", advice)


def _depth(text: str, start: Mark) -> int:
    """Measure how far in the key or the dash stands whose value starts here."""
    line = text[start.index - start.column : start.index]
    indent = re.match(r" *(?:- +)*", line)
    depth = len(indent[0]) if indent else 0
    return line.rindex("-") if depth == len(line) and "-" in line else depth


def _place(file: str, text: str, mark: Mark, index: int) -> Place:
    """Find where a character after this mark stands."""
    return further(Place(file, mark.line + 1, mark.column + 1), text, mark.index, index)


def extent(event: yaml.Event, text: str) -> str:
    """Return what of the text an event covers."""
    return text[event.start_mark.index : event.end_mark.index] if event.start_mark and event.end_mark else ""
