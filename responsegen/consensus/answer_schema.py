"""Describe joint-answer.json as a JSON Schema, from the types of the answer and the keys that show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from responsegen.consensus.json_export import FORMAT, KEYS, Whole, keys_of
from responsegen.dossier.json_schema import Schema, defined, either, one_of, whole
from responsegen.dossier.model import Interval

_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Fraction: {"type": "number"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def joint_answer_schema() -> str:
    """Return the text of the schema."""
    forms = {form.__name__: _object(form) for form in KEYS}
    return whole("joint-answer", "joint-answer.json", forms.pop(Whole.__name__), forms)


def _object(form: type) -> Schema:
    keys = {key: _field(form, path) for key, path in keys_of(form)}
    if form is Whole:
        keys["format"] = {"const": FORMAT}
    return {"type": "object", "properties": keys, "required": [*keys], "additionalProperties": False}


def _field(form: type, path: str) -> Schema:
    """Describe what stands at the end of a path of fields and properties."""
    *outer, last = path.split(".")
    for name in outer:
        form = _hint(form, name)
    if last == "kind" and outer == ["topic"]:
        return {"const": str(form.kind)}  # type: ignore[attr-defined]
    return _form(_hint(form, last))


def _hint(form: type, name: str) -> Any:  # noqa: ANN401 -- any type that an annotation names
    found = getattr(form, name, None)
    if isinstance(found, property) and found.fget:
        return get_type_hints(found.fget)["return"]
    return get_type_hints(form)[name]


def _form(hint: Any) -> Schema:  # noqa: ANN401, PLR0911 -- any type that an annotation names; one line a type
    arguments = get_args(hint)
    origin = get_origin(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if origin in (Union, UnionType):
        return either(*(_form(each) for each in arguments))
    if origin is tuple and arguments[1:] == (...,):
        return {"type": "array", "items": _form(arguments[0])}
    if origin is tuple:
        return _of_fixed_length(*(_form(each) for each in arguments))
    if origin is not None:
        return {"type": "object", "additionalProperties": _form(arguments[1])}
    if hint is Interval:
        return _of_fixed_length({"type": "number"}, {"type": ["number", "null"]})
    return one_of(hint) if issubclass(hint, StrEnum) else defined(hint.__name__)


def _of_fixed_length(*items: Schema) -> Schema:
    return {"type": "array", "prefixItems": [*items], "items": False, "minItems": len(items)}
