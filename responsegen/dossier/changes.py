"""Find every value that differs between two dossiers; layout and order in the files are no difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace

from responsegen.dossier import model
from responsegen.dossier.states import in_protocol_order

# These only hold other values: what is in them is new or gone piece by piece.
CONTAINERS = (
    model.Dossier,
    model.Position,
    model.OptionsAnswer,
    model.NeedsAnswer,
    model.OffersAnswer,
    model.Internal,
    Mapping,
)
# These change as one value; whatever else has fields changes piece by piece, but is new or gone as a whole: no option's
# text comes without its label.
VALUES = (model.Clearance, model.Interval, model.Received)
PASSED_OVER = {"delegation", "id", "number", "place", "places", "positions", "question"}  # as the path says it
UNWRITTEN = {"answers", "needs", "offers", "stances"}  # the model's word for what has none in the files
WRITTEN = {"us": "need", "firmness": "status", **model.KEYS_OF_FIELDS}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs; of a list, one entry."""

    path: tuple[str, ...]  # as in the file: ("sanctions", "shadow-fleet", "stance"), ("troops", "conditions")
    before: object  # a value of the model; None: there was none
    after: object  # None: there is none any more


@dataclass(frozen=True, slots=True)
class ChangedPosition:
    """One delegation whose position says something else than it did."""

    delegation: str
    before: model.Position | None  # None: it has been received since
    after: model.Position | None  # None: it has been withdrawn since
    changes: tuple[Change, ...]


def changed_positions(before: model.Dossier, after: model.Dossier) -> tuple[ChangedPosition, ...]:
    """List every delegation whose position differs, in protocol order."""
    everybody = in_protocol_order((*before.positions, *after.positions))
    pairs = ((d, before.positions.get(d), after.positions.get(d)) for d in everybody)
    found = (ChangedPosition(d, old, new, tuple(_changes((), old, new))) for d, old, new in pairs)
    return tuple(position for position in found if position.changes)


def differ(before: object, after: object) -> bool:
    """Tell whether two values of the model say something else, wherever they stand."""
    return any(_changes((), before, after))


def changed_terms(before: model.Dossier, after: model.Dossier) -> tuple[Change, ...]:
    """List what differs in dossier.yaml: what is asked, how it is decided, who takes part."""
    return tuple(_changes((), before, after))


def _changes(path: tuple[str, ...], before: object, after: object) -> Iterator[Change]:
    both = (before, after)
    if before == after or all(each is None or each is False for each in both):
        return
    is_same = type(before) is type(after) and is_dataclass(before) and not isinstance(before, VALUES)
    if _all(CONTAINERS, both) or is_same:
        old, new = _inside(before), _inside(after)
        for name in dict.fromkeys((*new, *old)):
            below = path if name in UNWRITTEN else (*path, WRITTEN.get(name, name))
            yield from _changes(below, old.get(name), new.get(name))
    elif _all((tuple, frozenset), both):
        yield from _entries(path, _listed(before), _listed(after))
    elif isinstance(before, CONTAINERS) or isinstance(after, CONTAINERS):  # the topic is of another kind now
        yield from _changes(path, before, None)
        yield from _changes(path, None, after)
    else:
        yield Change(path, before, after)


def _all(kinds: tuple[type, ...], values: Iterable[object]) -> bool:
    return all(value is None or isinstance(value, kinds) for value in values)


def _inside(value: object) -> Mapping[str, object]:
    """Take a value apart, by the names of its parts."""
    match value:
        case Mapping():
            return value
        case model.RangeAnswer():  # a stance stands in the place of a range
            said = {name: each for name, each in _fields(value).items() if name != "stance"}
            return said | {"acceptable": value.acceptable or value.stance}
        case model.Dossier():
            return {**_fields(value), "questions": {str(question.number): question for question in value.questions}}
        case _:
            return _fields(value)


def _fields(value: object) -> Mapping[str, object]:
    if not is_dataclass(value):
        return {}
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name not in PASSED_OVER}


def _entries(path: tuple[str, ...], before: list[object], after: list[object]) -> Iterator[Change]:
    """Find what a list lost and got, in whatever order; one for one is a change of that entry."""
    gone, new = list((Counter(before) - Counter(after)).elements()), list((Counter(after) - Counter(before)).elements())
    if len(gone) == len(new) == 1:
        yield Change(path, gone[0], new[0])
    else:
        yield from (Change(path, entry, None) for entry in gone)
        yield from (Change(path, None, entry) for entry in new)


def _listed(value: object) -> list[object]:
    """List entries in a form in which those that say the same are equal."""
    if isinstance(value, frozenset):
        return sorted(value)
    entries = value if isinstance(value, tuple) else ()
    return [_settled(entry) if isinstance(entry, model.Together | model.AnyOf) else entry for entry in entries]


def _settled(condition: model.Condition) -> model.Condition:
    """Sort what has no order in a condition, and spread out what is nested: `with: [UK, FR]` is `with: [FR, UK]`."""
    match condition:
        case model.Together(delegations):
            return replace(condition, delegations=in_protocol_order(delegations))
        case model.AnyOf(conditions):
            parts = [
                each.conditions if isinstance(each, model.AnyOf) else (each,) for each in map(_settled, conditions)
            ]
            return replace(condition, conditions=tuple(sorted((one for part in parts for one in part), key=repr)))
        case _:
            return condition
