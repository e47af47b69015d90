"""State what a kind of topic knows of its files: its keys in dossier.yaml, and how positions answer it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.json_schema import Schema, about, mapping
from responsegen.dossier.keys import (
    COMMENT,
    ON_THE_WHOLE,
    Fields,
    Ids,
    Key,
    Keys,
    optional,
    required,
    schema_of,
    unanswered,
    values_of,
)
from responsegen.dossier.model import Answer, AnyTopic, Need, OfferItem, Option, Topic
from responsegen.dossier.nodes import Mapping, Node, under
from responsegen.dossier.readers import Reader, Report, Value, line, text
from responsegen.problem import Place

Said = TypeVar("Said")
Answered_contra = TypeVar("Answered_contra", bound=Topic, contravariant=True)
Shared: TypeAlias = dict[str, Any]  # what all kinds of topic take, as keyword arguments
Options: TypeAlias = Table[str, Option] | Table[str, Need] | Table[str, OfferItem]


class BlankKey(NamedTuple):
    """A key that a blank form offers, and what the form says of it."""

    name: str
    meaning: str
    below: tuple[str, ...] = ()  # what may stand under it, a line each


class FileForm(Protocol[Answered_contra]):
    """How files write the topics of one kind; each module of this package is one."""

    @property
    def OWN(self) -> tuple[Key[object], ...]:  # noqa: N802 -- a constant of the module
        """The keys of such a topic, besides those that all topics have."""

    @property
    def VOTED_ON(self) -> bool:  # noqa: N802 -- as above
        """Whether a rule counts stances on it; else whoever takes part does so by himself."""

    @property
    def SHORT_FOR(self) -> str:  # noqa: N802 -- as above
        """The key that a single word or number, as an answer, stands for."""

    def read_topic(self, entry: Fields, shared: Shared) -> AnyTopic | None:
        """Read what such a topic has of its own; None where nothing can be made of it."""

    def read_answer(
        self, topic: Answered_contra, place: Place, node: Node, context: ReaderContext, report: Report
    ) -> Answer | None:
        """Read one answer; None where nothing is answered, or where an error leaves nothing."""

    def answer_schema(self, topic: Answered_contra) -> Schema:
        """Return the JSON Schema of an answer."""

    def explained(self, topic: Answered_contra) -> Iterable[str]:
        """Return what a blank form says of the form of an answer, a line each."""

    def blank_keys(self, topic: Answered_contra, context: ReaderContext) -> Iterable[BlankKey]:
        """Return the keys of an answer that a blank form offers."""


@dataclass(frozen=True, slots=True)
class InDetail(Generic[Said]):
    """A word on each option, or one on all of them; each alone, or with what is said beside it."""

    what: str  # "a stance"
    keys: Keys  # of a mapping that holds the word, which comes first
    make: Callable[..., Said]  # from the place of its key, the word, and what is said beside it

    def read(
        self, place: Place, node: Node, topic: str, options: Collection[str], report: Report
    ) -> tuple[dict[str, Said], str | None]:
        """Read what is said to each option, in the dossier's order, and the comment on the topic as a whole."""
        if isinstance(node, Mapping) and self._word not in node.entries:
            return read_each(node, topic, options, self._one, report)
        said = self._one("", place, node, report)
        comment = Fields(node, "", []).get(COMMENT, None) if isinstance(node, Mapping) else None
        return dict.fromkeys(options, said) if said else {}, comment

    @property
    def _word(self) -> str:
        return next(iter(self.keys))

    def _one(self, _option: str, key: Place, value: Node, report: Report) -> Said | None:
        values = values_of(under(self._word, value), self.keys, self.what, report)
        return self.make(key, *values) if values else None


# The words that a key of the answer has already.
RESERVED_FOR_OPTIONS: Final = ("comment", "stance", "necessity", "term", "would_support_if", "proposes", "lang")
PHRASE: Final = optional("phrase", line, "How it reads inside a sentence")
FALLBACK: Final = optional("fallback", text, "A text that the chair may fall back on, for the brief alone")
LABEL: Final = required("label", line, "Short, for tables", "")
SENTENCE: Final = required("text", text, "The sentence that enters the response once it is agreed", "")
ONE_WORD: Final = "one word for all, or one for each"
_IDS: Final = Ids("options", RESERVED_FOR_OPTIONS, least="at least one option")


def options_of(keys: Keys) -> Key[object]:
    """Declare the key `options`, under which a mapping with these keys stands for each id; `read_options` reads it."""
    schema = _IDS.schema(schema_of(keys))
    return required(
        "options",
        Reader(lambda _node, _report: None, schema),
        "What can be agreed, needed or offered, each under its id",
    )


def read_options(entry: Fields, topic: str, keys: Keys, make: Callable[..., Value]) -> dict[str, Value]:
    """Read the `options` of a topic, each as a mapping with these keys."""
    node = entry.required_node("options")
    return _IDS.records(node, f'the option "{topic}.{{}}"', keys, make, entry.report) if node else {}


def read_each(
    node: Node,
    topic: str,
    options: Collection[str],
    read: Callable[[str, Place, Node, Report], Value | None],
    report: Report,
) -> tuple[dict[str, Value], str | None]:
    """Read what is said to each option (option, place of its key, value), in the dossier's order; and the comment."""
    entry = Fields.of(node, (*options, *ON_THE_WHOLE), f'the topic "{topic}"', report)
    if entry is None:
        return {}, None
    found: dict[str, Value] = {}
    for option in options:
        if option not in entry.node.entries:
            continue
        key, value = entry.node.entries[option]
        if value.is_blank:
            report.append(unanswered(value, f"{topic}.{option}"))
        elif (one := read(option, key.place, value, report)) is not None:
            found[option] = one
    if entry.node.entries.keys() <= ON_THE_WHOLE.keys():  # an unknown key has been reported
        report.append(unanswered(node, topic))
    (comment,) = entry.values(ON_THE_WHOLE) or (None,)
    return found, comment


def schema_of_each(options: Options, said: Callable[[str], Schema]) -> Schema:
    """Return the JSON Schema of what is said to each option, and the comment."""
    answers = {
        id_: about(title=option.label, description=option.text or "") | said(id_) for id_, option in options.items()
    }
    return mapping({}, answers | {name: key.schema for name, key in ON_THE_WHOLE.items()})
