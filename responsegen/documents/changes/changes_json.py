"""Write the changes between two versions as JSON, for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from responsegen.consensus.answer import Status
from responsegen.consensus.comparison import Moved, compare
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.json_export import Json, exact, plain
from responsegen.documents.attribution import BY_NAME
from responsegen.documents.changes.version_changes import outcome_changes
from responsegen.documents.version import Version
from responsegen.dossier.changes import Change, changed_positions, changed_terms
from responsegen.dossier.model import Dossier

FORMAT = 1


def changes_json(before: Version, after: Version) -> str:
    """Write indented JSON with a newline at its end; values as in the model, null where there was or is none."""
    old, new = before.dossier, after.dossier
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
        "outcomes": _outcomes(compare(old, before.answer, new, after.answer)),
    }
    return exact(whole)


def effects_json(before: Dossier, after: Dossier, changes: Sequence[str], notes: Sequence[str]) -> str:
    """Write what supposed changes would move, in the same form, and what they take along."""
    whole: Json = {
        "format": FORMAT,
        "exercise": after.exercise,
        "supposed": changes,
        "notes": notes,
        "outcomes": _outcomes(compare(before, joint_answer(before), after, joint_answer(after))),
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


def _outcome(status: Status | None, words: str) -> Json:
    return {"status": status, "words": words} if words else None


def _version(version: Version) -> Json:
    made = version.committed
    return {"revision": made.revision, "commit": made.commit, "committed": made.on.isoformat()} if made else None


def _changes(found: Iterable[Change]) -> Json:
    return [
        {"path": each.path, "before": plain(each.before, _parts), "after": plain(each.after, _parts)} for each in found
    ]


def _parts(value: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401 -- any value of the model with fields
    """Take a value apart as it might stand in a file: a condition is `{"need": "air-defence"}`."""
    for field in fields(value):
        said = getattr(value, field.name)
        if field.name != "place" and said not in (None, (), {}, frozenset()):
            yield getattr(value, "key", field.name), said
