"""Write the changes between two versions as JSON, for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction

from responsegen.consensus.answer import Status
from responsegen.consensus.comparison import Moved, compare
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.json_export import Json, exact
from responsegen.documents.attribution import BY_NAME
from responsegen.documents.changes.version_changes import outcome_changes
from responsegen.documents.version import Version
from responsegen.dossier.changes import Change, changed_positions, changed_terms
from responsegen.dossier.model import (
    AnyOf,
    Dossier,
    EventHappens,
    Interval,
    MinimumForce,
    Together,
    UsProvides,
)

FORMAT = 1
CONDITIONS = {UsProvides: "need", EventHappens: "event", Together: "with", MinimumForce: "force", AnyOf: "any"}


def changes_json(before: Version, after: Version) -> str:
    """Indented JSON with a newline at its end; values as in the model, null where there was or is none."""
    old, new = before.dossier, after.dossier
    found = compare(old, before.answer, new, after.answer)
    whole: Json = {
        "format": FORMAT,
        "exercise": new.exercise,
        "before": _version(before),
        "after": _version(after),
        "positions": {
            position.delegation: {
                "received": position.before is None,
                "withdrawn": position.after is None,
                "changes": _changes(position.changes),
            }
            for position in changed_positions(old, new)
        },
        "dossier": _changes(changed_terms(old, new)),
        "outcomes": _outcomes(found),
    }
    return exact(whole)


def effects_json(before: Dossier, after: Dossier, changes: Sequence[str], notes: Sequence[str]) -> str:
    """Write what supposed changes would move, in the same form, and what they take along."""
    answered, answers = joint_answer(before), joint_answer(after)
    whole: Json = {
        "format": FORMAT,
        "exercise": after.exercise,
        "supposed": changes,
        "notes": notes,
        "outcomes": _outcomes(compare(before, answered, after, answers)),
    }
    return exact(whole)


def _outcomes(found: Iterable[Moved]) -> Json:
    return [
        {
            "point": str(point),
            "before": _outcome(change.status_before, change.before),
            "after": _outcome(change.status_after, change.after),
            "moved_by": change.moved_by.codes,
            "following": change.following.codes,
        }
        for change in outcome_changes(found, BY_NAME)
        for point in change.points
    ]


def _version(version: Version) -> Json:
    made = version.committed
    if made is None:
        return None
    return {"revision": made.revision, "commit": made.commit, "committed": made.on.isoformat()}


def _changes(found: Iterable[Change]) -> Json:
    return [{"path": each.path, "before": _value(each.before), "after": _value(each.after)} for each in found]


def _outcome(status: Status | None, words: str) -> Json:
    return {"status": status, "words": words} if words else None


def _value(value: object) -> Json:  # noqa: PLR0911 -- a table: one line a type
    """A value of the model as it might stand in a file: a range's ends, a condition as `{"need": "air-defence"}`."""
    match value:
        case None | str() | int() | Fraction():
            return value
        case Interval():
            return value.low, value.high
        case UsProvides() | EventHappens() | Together() | MinimumForce() | AnyOf():
            (said,) = (getattr(value, field.name) for field in fields(value) if field.name != "place")
            return {CONDITIONS[type(value)]: _value(said)}
        case date():
            return value.isoformat()
        case tuple() | frozenset():
            return [_value(each) for each in (sorted(value) if isinstance(value, frozenset) else value)]
        case Mapping():
            return {str(name): _value(each) for name, each in value.items()}
        case _ if is_dataclass(value):
            named = {field.name: _value(getattr(value, field.name)) for field in fields(value) if field.name != "place"}
            return {name: each for name, each in named.items() if each not in (None, [], {})}
        case _:
            return str(value)
