"""Write joint-answer.json, the joint answer for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from operator import attrgetter
from typing import Any

from responsegen.consensus.answer import (
    Arithmetic,
    Coalition,
    ContributionOutcome,
    JointAnswer,
    NeedOutcome,
    NeedsOutcome,
    OfferOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    Participation,
    RangeOutcome,
    RecordedReservation,
    ScenarioOutcome,
    Strength,
    Support,
)
from responsegen.dossier.model import Dossier, Interval, digits

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | Fraction | None

FORMAT = 1
_DECIMAL = re.compile(r'"\\u0000([0-9.]+)"')  # no text of a file holds the character before it
_OPTION = (
    "status for=columns.for_ against=columns.against abstaining=columns.abstaining constructive=columns.constructive "
    "outstanding=columns.outstanding silent=columns.silent reservations arithmetic unblocked_by because"
)
# The keys of the format, in their order; after "=" the field that a key shows, where that has another name.
_KEYS: Mapping[type, str] = {
    Dossier: "title reference revision as_of",
    Participation: "answered drafts spoken_for outstanding",
    OptionsOutcome: "kind=topic.kind rule=topic.rule electorate=topic.electorate status options",
    OptionOutcome: _OPTION,
    NeedsOutcome: "kind=topic.kind rule=topic.rule status options",
    NeedOutcome: f"{_OPTION} unmentioned=columns.unmentioned necessity term essential desirable "
    "troops_depending=personnel_depending",
    RangeOutcome: "kind=topic.kind rule=topic.rule unit=topic.unit status agreed possible positions against abstaining "
    "outstanding silent reservations conflicts conflicts_total widest_support because",
    ContributionOutcome: "kind=topic.kind rule=topic.rule stances=by_stance unquantified reservations scenarios",
    ScenarioOutcome: "assured attainable gap timeline",
    OffersOutcome: "kind=topic.kind rule=topic.rule options",
    OfferOutcome: "unit firm indicative delegations reservations",
    Arithmetic: "members for=for_ population_for=population_percent too_close_to_call",
    Coalition: "delegations personnel",
    RecordedReservation: "delegation kind=reservation.kind",
    Strength: "day personnel",
    Support: "interval for=for_",
}


def to_json(dossier: Dossier, answer: JointAnswer) -> str:
    """Write indented JSON with a newline at its end; keys, topics and delegations always in the same order."""
    whole = {"format": FORMAT, "dossier": dossier, "delegations": answer.participation, "topics": answer.topics}
    return exact(_value(whole))


def exact(value: Json) -> str:
    """Write indented JSON in which a decimal is a number as short as it is exact; the standard library would round."""
    marked = json.dumps(value, ensure_ascii=False, indent=2, default=lambda number: f"\0{digits(number)}")
    return _DECIMAL.sub(r"\1", marked) + "\n"


def _value(value: Any) -> Json:  # noqa: ANN401 -- a field of any outcome; one line a type
    """Show an interval as its ends, and a moment as a text; a flag that is not set is left out."""
    match value:
        case None | str() | int() | Fraction():
            return value
        case Mapping():
            return {str(key): _value(each) for key, each in value.items()}
        case tuple():
            return [_value(each) for each in value]
        case Interval(low, high):
            return low, high
        case datetime():
            return value.isoformat(timespec="seconds")
        case _:
            keys = (key.partition("=") for key in _KEYS[type(value)].split())
            shown = ((key, attrgetter(path or key)(value)) for key, _, path in keys)
            return {key: _value(each) for key, each in shown if each is not False}
