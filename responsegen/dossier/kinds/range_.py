"""Ranges: delegations say which values are acceptable and which they prefer, or that they abstain or are undecided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from responsegen.dossier import catalogue, quantities
from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.corrections import name_meant
from responsegen.dossier.json_schema import Schema, defined, either, one_of
from responsegen.dossier.keys import (
    COMMENT,
    PROPOSES,
    WOULD_SUPPORT_IF,
    Fields,
    Key,
    Keys,
    beside,
    keyed,
    optional,
    required,
    sample_of,
    schema_of,
)
from responsegen.dossier.kinds.form import BlankKey, Shared
from responsegen.dossier.model import MONTHS, PERSONNEL, Interval, RangeAnswer, RangeTopic, Stance, is_reservation
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.readers import RESERVED_ELSEWHERE, Reader, Report, did_you_mean, range_of, reads, unit
from responsegen.problem import Place, Problem


@reads(unit.schema)
def _counted_in(node: Node, report: Report) -> str | None:
    """Read a unit; one that is nearly a known one is a slip."""
    found = unit(node, report)
    if found and (meant := name_meant(found, (PERSONNEL, MONTHS))) and meant != found:
        problem = catalogue.UNKNOWN_WORD.at(node.place, _UNIT.shown, str(node), f'Did you mean "{meant}"?')
        report.append(problem.mended_by(meant))
        return None
    return found


_UNIT: Final = required("unit", _counted_in, "What the range counts", "personnel, months, or a unit in a word or three")
OWN: Final = (_UNIT,)
VOTED_ON: Final = True
SHORT_FOR: Final = "acceptable"
_EXAMPLES: Final = {
    PERSONNEL: ("30000-50000", "at least 20000", "up to 40000", "25 000", "20-30k"),
    MONTHS: ("24-60 months", "24 months or more", "2-5 years", "open-ended"),
}
_OTHER_EXAMPLES: Final = ("2-3.5", "at least 2.5", "up to 4", "3")
_EXPLAINED: Final = {
    PERSONNEL: "in personnel: 30000-50000 | at least 20000 | up to 40000 | abstain | undecided",
    MONTHS: "24-60 months | 2 years or more | up to 3 years | open-ended | abstain | undecided",
}
_PREFERENCES: Final = {PERSONNEL: "40000", MONTHS: "3 years"}
_WITHOUT_RANGE: Final = {str(stance): stance for stance in (Stance.ABSTAIN, Stance.UNDECIDED)}
_WORD: Final = re.compile("[A-Za-z -]+")


def read_topic(entry: Fields, shared: Shared) -> RangeTopic | None:
    """Read the unit of a topic."""
    counted_in = entry.get(_UNIT, None)
    return RangeTopic(**shared, unit=counted_in) if counted_in else None


def _measure(counted_in: str) -> quantities.Measure:
    known = {PERSONNEL: quantities.PERSONNEL, MONTHS: quantities.MONTHS}
    return known.get(counted_in) or quantities.counted_in(counted_in)


@cache
def _range_in(counted_in: str) -> Reader[Interval]:
    return range_of(_measure(counted_in), *_EXAMPLES.get(counted_in, _OTHER_EXAMPLES))


class _Said(NamedTuple):
    """One of the two."""

    acceptable: Interval | None
    stance: Stance | None


class _Answer(NamedTuple):
    """The keys of an answer in this unit."""

    acceptable: Key[_Said]
    preferred: Key[Interval]

    @property
    def keys(self) -> Keys:
        return keyed(self.acceptable, self.preferred, WOULD_SUPPORT_IF, PROPOSES, COMMENT)


DEFINED: Final = {counted_in: _range_in(counted_in).schema for counted_in in _EXAMPLES}


@cache
def _answer_in(counted_in: str) -> _Answer:
    read_range = _range_in(counted_in)
    in_unit = defined(counted_in) if counted_in in DEFINED else read_range.schema

    @reads(either(one_of(_WITHOUT_RANGE), in_unit), read_range.sample)
    def read_said(node: Node, report: Report) -> _Said | None:
        if isinstance(node, Scalar) and (stance := _WITHOUT_RANGE.get(node.text.strip())):
            return _Said(None, stance)
        if isinstance(node, Scalar) and _WORD.fullmatch(node.text) and not quantities.is_open_ended(node.text):
            report.append(_no_range(node, _measure(counted_in)))
            return None
        acceptable = read_range(node, report)
        return _Said(acceptable, None) if acceptable else None

    preferred = reads(in_unit, _PREFERENCES.get(counted_in, "3"))(read_range.read)
    return _Answer(required("acceptable", read_said), optional("preferred", preferred))


def read_answer(
    topic: RangeTopic, place: Place, node: Node, _context: ReaderContext, report: Report
) -> RangeAnswer | None:
    """Read the answer to a range topic, in its unit."""
    answer = _answer_in(topic.unit)
    if not isinstance(node, Mapping):
        said = answer.acceptable.reader(node, report)
        return RangeAnswer(place, *said) if said else None
    entry = Fields.of(node, answer.keys, f'the topic "{topic.id}"', report)
    if entry is None:
        return None
    said = entry.get(answer.acceptable, None)
    preferred = entry.get(answer.preferred, None)
    if said and preferred and not (said.acceptable and said.acceptable.holds(preferred)):
        expected = f"a preference inside what is acceptable, {entry.value('acceptable')}"
        found = str(entry.value("preferred"))
        report.append(catalogue.NOTHING_ACCEPTABLE.at(entry.place("preferred"), expected, found))
    texts = beside(entry)
    return RangeAnswer(place, *said, preferred, **texts) if said else None


def _no_range(node: Scalar, measure: quantities.Measure) -> Problem:
    """What is wrong with a word where a range could stand."""
    written = node.text.strip()
    words = (*_WITHOUT_RANGE.values(), "open-ended")
    advice = did_you_mean(written, words)
    if is_reservation(written):
        advice = RESERVED_ELSEWHERE
    elif written == Stance.OPPOSE or did_you_mean(written, [Stance.OPPOSE]):
        advice = "Whoever opposes some values states those that are acceptable"
    problem = catalogue.BAD_NUMBER.at(
        node.place, f"{measure.expected_range}; or abstain, or undecided", str(node), advice
    )
    return problem.mended_by(name_meant(written, words))


def answer_schema(topic: RangeTopic) -> Schema:
    """Return the JSON Schema of an answer: a range, or one in detail."""
    answer = _answer_in(topic.unit)
    return either(answer.acceptable.schema, schema_of(answer.keys))


def explained(topic: RangeTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    yield _EXPLAINED.get(topic.unit) or f"in {topic.unit}: {' | '.join((*_OTHER_EXAMPLES, *_WITHOUT_RANGE))}"
    yield f"or in detail: {sample_of(_answer_in(topic.unit).keys)}"


def blank_keys(_topic: RangeTopic, _context: ReaderContext) -> Iterable[BlankKey]:
    """Offer no keys: a range stands behind its topic."""
    return ()
