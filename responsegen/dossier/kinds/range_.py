"""Read ranges: delegations say which values are acceptable and preferred, or that they abstain or are undecided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from responsegen.dossier import catalogue, quantities, readers, spelling
from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.json_schema import Schema, defined, either, one_of
from responsegen.dossier.keys import BESIDE, Fields, Keys, keyed, optional, required, sample_of, schema_of, values_of
from responsegen.dossier.kinds.form import BlankKey, Shared
from responsegen.dossier.model import MONTHS, PERSONNEL, Interval, RangeAnswer, RangeTopic, Stance, is_reservation
from responsegen.dossier.nodes import Node, Scalar, text_of, under
from responsegen.dossier.readers import Reader, Report, reads
from responsegen.problem import Place, Problem


@reads(readers.unit.schema)
def _counted_in(node: Node, report: Report) -> str | None:
    """Read a unit; one that is nearly a known one is taken for misspelt."""
    found = readers.unit(node, report)
    if found and (meant := spelling.name_meant(found, (PERSONNEL, MONTHS))) and meant != found:
        problem = catalogue.UNKNOWN_WORD.on(node, _UNIT.shown, f'Did you mean "{meant}"?')
        report.append(problem.fixed_by(meant))
        return None
    return found


_UNIT: Final = required(
    "unit", _counted_in, "What the range counts", sample="personnel, months, or a unit in a word or three"
)
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
WITHOUT_RANGE: Final = {str(stance): stance for stance in (Stance.ABSTAIN, Stance.UNDECIDED)}
_WORD: Final = re.compile("[A-Za-z -]+")


def read_topic(entry: Fields, shared: Shared) -> RangeTopic | None:
    """Read the unit of a topic."""
    counted_in = entry.get(_UNIT, None)
    return RangeTopic(**shared, unit=counted_in) if counted_in else None


def measure_of(counted_in: str) -> quantities.Measure:
    """Return what the numbers of a range in this unit count."""
    known = {PERSONNEL: quantities.PERSONNEL, MONTHS: quantities.MONTHS}
    return known.get(counted_in) or quantities.counted_in(counted_in)


@cache
def _range_in(counted_in: str) -> Reader[Interval]:
    return readers.range_of(measure_of(counted_in), *_EXAMPLES.get(counted_in, _OTHER_EXAMPLES))


class _Said(NamedTuple):
    """One of the two."""

    acceptable: Interval | None
    stance: Stance | None


DEFINED: Final = {counted_in: _range_in(counted_in).schema for counted_in in _EXAMPLES}


@cache
def _keys(counted_in: str) -> Keys:
    """Declare the keys of an answer in this unit."""
    read_range = _range_in(counted_in)
    in_unit = defined(counted_in) if counted_in in DEFINED else read_range.schema

    @reads(either(one_of(WITHOUT_RANGE), in_unit), read_range.sample)
    def read_said(node: Node, report: Report) -> _Said | None:
        if stance := WITHOUT_RANGE.get(text_of(node)):
            return _Said(None, stance)
        if isinstance(node, Scalar) and _WORD.fullmatch(node.text) and not quantities.is_open_ended(node.text):
            report.append(_no_range(node, measure_of(counted_in)))
            return None
        acceptable = read_range(node, report)
        return _Said(acceptable, None) if acceptable else None

    preferred = Reader(read_range.read, in_unit, _PREFERENCES.get(counted_in, "3"))
    return keyed(required(SHORT_FOR, read_said), optional("preferred", preferred), *BESIDE)


def read_answer(
    topic: RangeTopic, place: Place, node: Node, _context: ReaderContext, report: Report
) -> RangeAnswer | None:
    """Read the answer to a range topic, in its unit."""
    in_detail = under(SHORT_FOR, node)
    values = values_of(in_detail, _keys(topic.unit), f'the topic "{topic.id}"', report)
    if values is None:
        return None
    (acceptable, stance), preferred, *beside = values
    if preferred and not (acceptable and acceptable.holds(preferred)):
        (_, whole), (_, part) = in_detail.entries[SHORT_FOR], in_detail.entries["preferred"]
        expected = f"a preference inside what is acceptable, {whole}"
        report.append(catalogue.NOTHING_ACCEPTABLE.on(part, expected))
    return RangeAnswer(place, acceptable, stance, preferred, *beside)


def _no_range(node: Scalar, measure: quantities.Measure) -> Problem:
    """Say what is wrong with a word where a range could stand."""
    words = (*WITHOUT_RANGE.values(), "open-ended")
    problem = readers.unknown(catalogue.BAD_NUMBER, node, f"{measure.expected_range}; or abstain, or undecided", words)
    if is_reservation(node.text):
        return replace(problem, advice=readers.RESERVED_ELSEWHERE)
    if node.text.strip() == Stance.OPPOSE or spelling.did_you_mean(node.text.strip(), [Stance.OPPOSE]):
        return replace(problem, advice="Whoever opposes some values states those that are acceptable")
    return problem


def answer_schema(topic: RangeTopic) -> Schema:
    """Return the JSON Schema of an answer: a range, or one in detail."""
    keys = _keys(topic.unit)
    return either(keys[SHORT_FOR].schema, schema_of(keys))


def explained(topic: RangeTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    yield _EXPLAINED.get(topic.unit) or f"in {topic.unit}: {' | '.join((*_OTHER_EXAMPLES, *WITHOUT_RANGE))}"
    yield f"or in detail: {sample_of(_keys(topic.unit))}"


def blank_keys(_topic: RangeTopic, _context: ReaderContext) -> Iterable[BlankKey]:
    """Offer no keys: a range stands behind its topic."""
    return ()
