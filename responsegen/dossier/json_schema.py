"""Make the parts of a JSON Schema (draft 2020-12) that describe the keys of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

Schema: TypeAlias = dict[str, object]  # whatever JSON can hold
NAME: Final = "urn:responsegen:"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# Nothing, or white space; null is not named, which editors would offer.
BLANK: Final[Schema] = {"not": {"type": ["object", "array", "number", "boolean"]}, "pattern": r"^\s*$"}
_SYNTAX: Final = re.compile(r"[\^$\\.*+?()\[\]{}|/]")


def any_case(words: str) -> str:
    """Return the pattern of these words in any case; JSON Schema has no flag for it: "to" becomes [tT][oO]."""
    return "".join(_SYNTAX.sub(r"\\\g<0>", c) if c.lower() == c.upper() else f"[{c.lower()}{c.upper()}]" for c in words)


def whole(id_: str, title: str, form: Schema, terms: Mapping[str, Schema]) -> str:
    """Return the text of a schema; `terms` is what it defines once, by name."""
    schema = {"$schema": DIALECT, "$id": f"{NAME}{id_}", "title": title, **form, "$defs": terms}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def about(**annotations: str) -> Schema:
    """Return the title and the description, where there are any."""
    return {name: text for name, text in annotations.items() if text}


def one_of(words: Iterable[str]) -> Schema:
    """Allow one of these words."""
    return {"enum": [str(word) for word in words]}


def defined(name: str) -> Schema:
    """Allow what the schema defines once, under this name."""
    return {"$ref": f"#/$defs/{name}"}


def either(*forms: Schema) -> Schema:
    """Allow any of these forms."""
    return {"anyOf": [*forms]}


def one_or_more(item: Schema, *, at_least: int = 0) -> Schema:
    """Allow a list; a single item needs no list around it."""
    return either(item, {"type": "array", "items": item} | ({"minItems": at_least} if at_least else {}))


def mapping(required: Mapping[str, Schema], optional: Mapping[str, Schema]) -> Schema:
    """Allow a mapping with these keys and no others; what is optional may be blank, which says nothing."""
    properties: Schema = {**required, **{key: or_blank(value) for key, value in optional.items()}}
    needed: Schema = {"required": [*required]} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False} | needed


def or_blank(schema: Schema) -> Schema:
    """Allow the same, or nothing at all: `duration:` with nothing behind it, or `""`, counts as unanswered."""
    match schema:
        case {"anyOf": list(forms)}:
            return schema | {"anyOf": [*forms, BLANK]}
    said = {key: value for key, value in schema.items() if key in {"title", "description"}}
    form = {key: value for key, value in schema.items() if key not in said}
    return said | {"anyOf": [form, BLANK]}
