"""The changes between two versions for other programs: the versions in, the text of a JSON document out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction

from responsegen.consensus.answer import Status
from responsegen.documents.attribution import Attributor
from responsegen.documents.changes.outcome_changes import Movement, movements
from responsegen.documents.version import Version
from responsegen.documents.wording import decimal
from responsegen.dossier.changes import Change, ChangedPosition, changed_positions, changed_terms
from responsegen.dossier.model import (
    AnyOf,
    Attribution,
    Condition,
    EventHappens,
    Interval,
    MinimumForce,
    Together,
    UsProvides,
)

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | None

FORMAT = 1
NAMED = Attributor(Attribution.NAMED, {})


def changes_json(before: Version, after: Version) -> str:
    """Indented JSON with a newline at its end; values as in the model, null where there was or is none."""
    changed = changed_positions(before.dossier, after.dossier)
    moved = movements(before, after, changed, NAMED)
    whole: Json = {
        "format": FORMAT,
        "before": _version(before),
        "after": _version(after),
        "positions": {position.delegation: _position(position) for position in changed},
        "dossier": _changes(changed_terms(before.dossier, after.dossier)),
        "outcomes": [_outcome(movement, str(point)) for movement in moved for point in movement.points],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _version(version: Version) -> Json:
    made = version.committed
    if made is None:
        return None
    return {"revision": made.revision, "commit": made.commit, "committed": made.on.isoformat()}


def _position(position: ChangedPosition) -> Json:
    return {
        "received": position.before is None,
        "withdrawn": position.after is None,
        "changes": _changes(position.changes),
    }


def _changes(found: Iterable[Change]) -> Json:
    return [{"path": each.path, "before": _value(each.before), "after": _value(each.after)} for each in found]


def _outcome(movement: Movement, point: str) -> Json:
    return {
        "point": point,
        "before": _standing(movement.status_before, movement.before),
        "after": _standing(movement.status_after, movement.after),
        "moved_by": movement.moved_by.codes,
        "following": movement.following.codes,
    }


def _standing(status: Status | None, words: str) -> Json:
    return {"status": status, "words": words} if words else None


def _value(value: object) -> Json:  # noqa: PLR0911 -- a table: one line a type
    """A value of the model as it might stand in a file: a range as its ends, a condition as `{"us": "air-defence"}`."""
    match value:
        case None | str() | int():
            return value
        case Interval():
            return value.low, value.high
        case UsProvides() | EventHappens() | Together() | MinimumForce() | AnyOf():
            return _condition(value)
        case date():
            return value.isoformat()
        case Fraction():
            return decimal(value)
        case tuple() | frozenset():
            return [_value(each) for each in (sorted(value) if isinstance(value, frozenset) else value)]
        case Mapping():
            return {str(name): _value(each) for name, each in value.items()}
        case _ if is_dataclass(value):
            named = {field.name: _value(getattr(value, field.name)) for field in fields(value) if field.name != "place"}
            return {name: each for name, each in named.items() if each not in (None, [], {})}
        case _:
            return str(value)


def _condition(condition: Condition) -> Json:
    match condition:
        case UsProvides(need):
            return {"us": need}
        case EventHappens(event):
            return {"event": event}
        case Together(delegations):
            return {"with": delegations}
        case MinimumForce(personnel):
            return {"force": personnel}
        case AnyOf(conditions):
            return {"any": [_condition(each) for each in conditions]}
