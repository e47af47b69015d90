"""Declare the keys of a mapping, each once: how it is read, described to editors, and shown in blank forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeAlias, TypeVar

from responsegen.dossier import catalogue, json_schema, readers
from responsegen.dossier.json_schema import Schema
from responsegen.dossier.line_mistakes import lookalike
from responsegen.dossier.lookalikes import BLANKS, COLONS
from responsegen.dossier.model import ForeignText
from responsegen.dossier.nodes import Mapping, Node, Scalar, place_of, text_of
from responsegen.dossier.readers import Reader, Report, Value, Value_co, unknown
from responsegen.dossier.spelling import enumerated
from responsegen.problem import Place, Problem

Default = TypeVar("Default")
_KEY_AND_VALUE = re.compile(f"(?P<key>[^:{COLONS}]+)(?P<colon>[:{COLONS}][{BLANKS}]*)\\S")
_ID = re.compile("[a-z][a-z0-9_-]{0,39}")


def unanswered(node: Node, name: str) -> Problem:
    """Return the warning that there is no answer where one could be."""
    return catalogue.BLANK.at(node.place, f'an answer to "{name}"', "nothing", "It counts as unanswered")


@dataclass(frozen=True, slots=True)
class Key(Generic[Value_co]):
    """A key of a mapping in a file, and what it holds."""

    name: str
    reader: Reader[Value_co]
    about: str = ""  # what an editor says of it
    stand_in: Any = None  # what a record goes on with where the value is missing or refused
    sample: str = ""  # what a blank form shows, where the reader's own sample does not say enough
    is_required: bool = False

    @property
    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return self.reader.schema | json_schema.about(description=self.about)

    @property
    def words(self) -> str:
        """The words that the value has to be one of, as a problem adds them: ": draft or cleared"."""
        words = self.reader.sample.split(" | ")
        return f": {enumerated(words)}" if len(words) > 1 else ""

    @property
    def shown(self) -> str:
        """What a blank form shows as the value."""
        return self.sample or self.reader.sample


Keys: TypeAlias = Table[str, Key[Any]]  # by name
optional = Key  # that may be missing or blank


def required(
    name: str, reader: Reader[Value], about: str = "", stand_in: object = None, *, sample: str = ""
) -> Key[Value]:
    """Declare a key that must be there."""
    return Key(name, reader, about, stand_in, sample, is_required=True)


def keyed(*declared: Key[Value]) -> Table[str, Key[Value]]:
    """Put the keys of one mapping together, in the order in which messages list them."""
    return {key.name: key for key in declared}


def schema_of(keys: Keys) -> Schema:
    """Return the JSON Schema of a mapping with these keys."""
    return json_schema.mapping(
        {name: key.schema for name, key in keys.items() if key.is_required},
        {name: key.schema for name, key in keys.items() if not key.is_required},
    )


def sample_of(keys: Keys) -> str:
    """Return how a blank form shows a mapping with these keys; what has no sample is left out."""
    return f"{{{', '.join(f'{key.name}: {key.shown}' for key in keys.values() if key.shown)}}}"


def values_of(node: Node, keys: Keys, what: str, report: Report) -> list[Any] | None:
    """Read the values of a mapping in the order of its keys; None where it lacks one that nothing stands in for."""
    entry = Fields.of(node, keys, what, report)
    return entry.values(keys) if entry else None


def record(what: str, make: Callable[..., Value], *declared: Key[Any], placed: bool = False) -> Reader[Value]:
    """Make the reader of a mapping whose values make one thing, in the order of its keys; `placed` where it stands."""
    keys = keyed(*declared)

    def read(node: Node, report: Report) -> Value | None:
        values = values_of(node, keys, what, report)
        where = {"place": node.place} if placed else {}
        return None if values is None else make(*values, **where)

    return Reader(read, schema_of(keys), sample_of(keys))


@dataclass(frozen=True, slots=True)
class Ids:
    """A mapping from ids that its writer chooses."""

    what: str  # "topics"
    reserved: Collection[str] = ()  # what no id may be
    least: str = ""  # what an empty mapping lacks: "at least one topic"

    def read(self, node: Node, report: Report) -> Table[str, tuple[Place, Node]]:
        """Read each sound id, where it stands, and its value."""
        found: dict[str, tuple[Place, Node]] = {}
        entries = readers.entries_of(node, f"a mapping of {self.what}", report)
        for name, (key, value) in entries.items():
            if not _ID.fullmatch(name):
                form = "an id of up to 40 lower-case letters, digits, hyphens and underscores that starts with a letter"
                report.append(catalogue.BAD_ID.on(key, form))
            elif name in self.reserved:
                report.append(catalogue.RESERVED_ID.on(key, "an id that means nothing else"))
            else:
                found[name] = (key.place, value)
        if self.least and isinstance(node, Mapping) and not entries:
            report.append(catalogue.MISSING_KEY.on(node, self.least))
        return found

    def records(
        self, node: Node, what: str, keys: Keys, make: Callable[..., Value], report: Report
    ) -> dict[str, Value]:
        """Read what stands for each id, a mapping with these keys; `make` gets the id and the values."""
        found = {
            id_: values_of(value, keys, what.format(id_), report) for id_, (_, value) in self.read(node, report).items()
        }
        return {id_: make(id_, *values) for id_, values in found.items() if values is not None}

    def schema(self, value: Schema) -> Schema:
        """Return the JSON Schema of such a mapping to values of this form."""
        ids: Schema = {"pattern": f"^{_ID.pattern}$", "not": {"enum": [*self.reserved]}}
        least = 1 if self.least else 0
        return {"type": "object", "propertyNames": ids, "additionalProperties": value, "minProperties": least}


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with known keys: hands out their values, and says which are missing, blank or unknown."""

    node: Mapping
    what: str  # "the dossier", "a reservation"
    report: Report

    @classmethod
    def of(cls, node: Node, keys: Collection[str], what: str, report: Report) -> Fields | None:
        """Take a node that should be a mapping with no other keys than these."""
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and (problem := _without_blank(node, keys)):
                report.append(problem)
                return None
            expected = f"{what} as a mapping with {enumerated(keys, 'and')}"
            report.append(catalogue.WRONG_SHAPE.on(node, expected))
            return None
        found = cls(node, what, report)
        found.refuse_other_than(keys)
        return found

    def refuse_other_than(self, keys: Collection[str], passed_over: Collection[str] = ()) -> None:
        """Report every key that is not among these; some are passed over, since a problem elsewhere explains them."""
        for name, (key, _) in self.node.entries.items():
            if name not in keys and name not in passed_over:
                if problem := _without_blank(key, keys):
                    self.report.append(problem)
                    continue
                known = f"Known keys: {', '.join(keys)}"
                problem = unknown(catalogue.UNKNOWN_KEY, key, f"a key of {self.what}", keys, known)
                self.report.append(problem.fixed_by("") if problem.instead in self.node.entries else problem)

    def get(self, key: Key[Value], otherwise: Default, read: Reader[Value] | None = None) -> Value | Default:
        """Read the value of a key; where it is missing, blank or refused, go on with `otherwise`.

        `read` takes the place of the key's own reader where another key decides what may stand here.
        """
        found = self.required_node(key.name, key.words) if key.is_required else self.value(key.name)
        if found is None:
            return otherwise
        if found.is_blank:
            self.report.append(catalogue.BLANK.at(found.place, f'a value for "{key.name}"{key.words}', "nothing"))
            return otherwise
        value = (read or key.reader)(found, self.report)
        language = self.value(LANG.name)
        if language is not None and isinstance(value, str) and key.name in WRITTEN:
            return ForeignText.of(value, text_of(language))  # type: ignore[return-value] # it is a str, too
        return otherwise if value is None else value

    def values(self, keys: Keys) -> list[Any] | None:
        """Read the values of these keys, in their order; None where one is missing that nothing stands in for.

        The language is no value of its own: it belongs to the texts beside it.
        """
        found = {name: self.get(key, key.stand_in) for name, key in keys.items()}
        lacks = any(key.is_required and found[name] is None for name, key in keys.items())
        return None if lacks else [value for name, value in found.items() if name != LANG.name]

    def required_node(self, key: str, words: str = "") -> Node | None:
        """Return the value of a key that must be there, as it stands; report it where it is missing."""
        found = self.value(key)
        if found is not None and not found.is_blank:
            return found
        blank = "nothing" if found else ""
        self.report.append(catalogue.MISSING_KEY.at(self.place(key), f'"{key}" in {self.what}{words}', blank))
        return None

    def value(self, key: str) -> Node | None:
        """Return the node of this key's value, or None where the key is missing."""
        entry = self.node.entries.get(key)
        return entry[1] if entry else None

    def has(self, key: str) -> bool:
        """Tell whether the key is there and not blank."""
        found = self.value(key)
        return found is not None and not found.is_blank

    def place(self, key: str) -> Place:
        """Return where the key's value stands, or the mapping where it is missing."""
        return place_of(self.node, key)


def _without_blank(written: Scalar, keys: Collection[str]) -> Problem | None:
    """Find a known key, its colon and its value in one word: `stance:oppose`, or with a blank that is none."""
    found = _KEY_AND_VALUE.match(written.text) if written.plain else None
    if found is None or found["key"] not in keys:
        return None
    place = replace(written.place, column=written.place.column + found.start("colon"))
    if (colon := found["colon"]) != ":":
        return lookalike(place, colon, ": ")
    return catalogue.NOT_YAML.at(place, "a blank after the colon").edited(place, ":", ": ")


WOULD_SUPPORT_IF: Final = optional("would_support_if", readers.text)
PROPOSES: Final = optional("proposes", readers.text)
COMMENT: Final = optional("comment", readers.text)
LANGUAGES: Final = tuple(  # of the Union and of its neighbours, by ISO 639-1
    "bg cs da de el en es et fi fr ga hr hu is it lt lv mk mt nb nl pl pt ro ru sk sl sq sr sv tr uk".split()  # noqa: SIM905 -- shorter than a line each
)
LANG: Final = optional(
    "lang",
    replace(readers.name_among(LANGUAGES, "the code of the text's language"), sample=""),  # few need to say it
    "The language of the texts beside it, where that is not the papers'",
)
WRITTEN: Final = {"would_support_if", "proposes", "comment", "text", "quote"}  # what `lang` beside it is about
BESIDE: Final = (WOULD_SUPPORT_IF, PROPOSES, COMMENT, LANG)  # a stance
ON_THE_WHOLE: Final[Keys] = keyed(COMMENT, LANG)  # beside the answers on each option
