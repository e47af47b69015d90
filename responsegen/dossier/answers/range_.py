"""An answer to a range topic: what is acceptable and what is preferred, or that one abstains or is undecided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from responsegen.dossier import catalogue, fields, quantities, readers
from responsegen.dossier.model import Interval, RangeAnswer, RangeTopic, Stance, Unit, is_reservation
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.slips import name_meant

if TYPE_CHECKING:
    from responsegen.dossier.readers import Report
    from responsegen.problem import Place, Problem

_MEASURES: Final = {Unit.PERSONNEL: quantities.PERSONNEL, Unit.MONTHS: quantities.MONTHS}
_WITHOUT_RANGE: Final = {str(stance): stance for stance in (Stance.ABSTAIN, Stance.UNDECIDED)}
_WORD: Final = re.compile("[A-Za-z -]+")


class _Said(NamedTuple):
    """One of the two."""

    acceptable: Interval | None
    stance: Stance | None


def read(topic: RangeTopic, place: Place, node: Node, report: Report) -> RangeAnswer | None:
    """Read the answer to a range topic, in personnel or months."""
    measure = _MEASURES[topic.unit]
    read_range = readers.range_of(measure)

    def read_said(node: Node, report: Report) -> _Said | None:
        if isinstance(node, Scalar) and (stance := _WITHOUT_RANGE.get(node.text.strip())):
            return _Said(None, stance)
        if isinstance(node, Scalar) and _WORD.fullmatch(node.text) and not quantities.is_open_ended(node.text):
            report.append(_no_range(node, measure))
            return None
        acceptable = read_range(node, report)
        return _Said(acceptable, None) if acceptable else None

    if not isinstance(node, Mapping):
        said = read_said(node, report)
        return RangeAnswer(place, *said) if said else None
    entry = fields.Fields.of(node, ("acceptable", "preferred", "comment"), f'the topic "{topic.id}"', report)
    if entry is None:
        return None
    said = entry.required("acceptable", read_said, None)
    preferred = entry.optional("preferred", read_range, None)
    if said and preferred and not (said.acceptable and _holds(said.acceptable, preferred)):
        expected = f"a preference inside what is acceptable, {entry.value('acceptable')}"
        found = str(entry.value("preferred"))
        report.append(catalogue.NOTHING_ACCEPTABLE.at(entry.place("preferred"), expected, found))
    comment = entry.optional("comment", readers.text, None)
    return RangeAnswer(place, *said, preferred, comment) if said else None


def _no_range(node: Scalar, measure: quantities.Measure) -> Problem:
    """What is wrong with a word where a range could stand."""
    written = node.text.strip()
    words = (*_WITHOUT_RANGE.values(), "open-ended")
    advice = readers.did_you_mean(written, words)
    if is_reservation(written):
        advice = readers.RESERVED_ELSEWHERE
    elif written == Stance.OPPOSE or readers.did_you_mean(written, [Stance.OPPOSE]):
        advice = "Whoever opposes some values states those that are acceptable"
    problem = catalogue.BAD_NUMBER.at(
        node.place, f"{measure.expected_range}; or abstain, or undecided", str(node), advice
    )
    return problem.mended_by(name_meant(written, words))


def _holds(outer: Interval, inner: Interval) -> bool:
    """Whether all of the one lies within the other."""
    open_ended = outer.high is None
    return outer.low <= inner.low and (open_ended or (inner.high is not None and inner.high in outer))
