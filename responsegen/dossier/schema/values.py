"""Small parts of a schema: the values that several keys of a file take, each as the reader takes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from responsegen.dossier.fields import ID
from responsegen.dossier.quantities import DAYS, MAX_DIGITS, Measure
from responsegen.dossier.readers import MAX_LINE, MAX_TEXT, MAX_WORD
from responsegen.dossier.schema import patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Schema: TypeAlias = dict[str, object]  # whatever JSON can hold
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

LARGEST: Final = 10**MAX_DIGITS - 1
TRUTH: Final[Schema] = {"type": "boolean"}
DATE: Final[Schema] = {"type": "string", "pattern": patterns.DATE, "format": "date", "examples": ["2025-02-16"]}
WEB_ADDRESS: Final[Schema] = {"type": "string", "pattern": patterns.WEB_ADDRESS, "format": "uri"}
INSTANT: Final[Schema] = {"type": "string", "pattern": patterns.INSTANT, "examples": ["2025-02-16T18:00+01:00"]}
# A number or a truth value is as good a text as any: YAML reads `comment: 17` as a number, the reader as "17".
WORDS: Final = rf"^(?![\s\S]*\S{{{MAX_WORD + 1}}})[\s\S]*\S"
TEXT: Final[Schema] = {"type": ["string", "number", "boolean"], "pattern": WORDS, "maxLength": MAX_TEXT}
LINE: Final[Schema] = TEXT | {"maxLength": MAX_LINE}
BLANK: Final[Schema] = {"type": ["null", "string"], "pattern": r"^\s*$"}


def whole(title: str, form: Schema, terms: Mapping[str, Schema]) -> str:
    """The text of a schema; `terms` is what it defines once, by name."""
    schema = {"$schema": DIALECT, "title": title, **form, "$defs": terms}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def words(allowed: Iterable[str], description: str = "") -> Schema:
    """One of these words."""
    return {"enum": [str(word) for word in allowed]} | about(description=description)


def about(**annotations: str) -> Schema:
    """Title and description, where there are any."""
    return {name: text for name, text in annotations.items() if text}


def defined(name: str) -> Schema:
    """What the schema defines once, under this name."""
    return {"$ref": f"#/$defs/{name}"}


def number(measure: Measure, *examples: str) -> Schema:
    """One number of this measure."""
    return _measured(measure, patterns.number(measure), measure.expected, examples)


def interval(measure: Measure, *examples: str) -> Schema:
    """A range of this measure."""
    return _measured(measure, patterns.interval(measure), measure.expected_range, examples)


def _measured(measure: Measure, pattern: str, expected: str, examples: Iterable[str]) -> Schema:
    text: Schema = {"pattern": pattern, "patternErrorMessage": f"Expected {expected}", "examples": list(examples)}
    if measure.bare is None:
        return {"type": "string"} | text
    return {"type": ["string", "integer"], "minimum": 0, "maximum": LARGEST} | text


def duration_or_open_ended(*examples: str) -> Schema:
    """At least a day, or no end stated."""
    return _measured(DAYS, patterns.nonzero_or_open_ended(DAYS), DAYS.expected, examples)


def one_or_more(item: Schema, *, at_least: int = 0) -> Schema:
    """A list; a single item needs no list around it."""
    return {"anyOf": [item, {"type": "array", "items": item} | ({"minItems": at_least} if at_least else {})]}


def mapping(required: Mapping[str, Schema], optional: Mapping[str, Schema]) -> Schema:
    """A mapping with these keys and no others; what is optional may be blank, which says nothing."""
    properties: Schema = {**required, **{key: or_blank(value) for key, value in optional.items()}}
    needed: Schema = {"required": [*required]} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False} | needed


def entries(value: Schema, *, reserved: Iterable[str] = (), at_least: int = 0) -> Schema:
    """A mapping from ids that its writer chooses."""
    ids: Schema = {"pattern": f"^{ID.pattern}$", "not": {"enum": [*reserved]}}
    return {"type": "object", "propertyNames": ids, "additionalProperties": value, "minProperties": at_least}


def or_blank(schema: Schema) -> Schema:
    """The same, or nothing at all: `duration:` with nothing behind it, or `""`, counts as unanswered."""
    match schema:
        case {"enum": list(allowed)}:
            return schema | {"enum": [*allowed, None, ""]}
        case {"anyOf": list(forms)}:
            return schema | {"anyOf": [*forms, BLANK]}
    said = {key: value for key, value in schema.items() if key in {"title", "description"}}
    form = {key: value for key, value in schema.items() if key not in said}
    return said | {"anyOf": [form, BLANK]}
