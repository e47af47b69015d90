"""What a kind of topic has to know of its files: its keys in dossier.yaml, and how positions answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, Protocol, TypedDict, TypeVar

from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.json_schema import Schema
from responsegen.dossier.keys import COMMENT, Fields, Ids, Key, Keys, optional, read_each, required, schema_of
from responsegen.dossier.model import (
    Answer,
    AnyTopic,
    BasisName,
    IfNotAgreed,
    NeedsTopic,
    OptionsTopic,
    RuleName,
    Topic,
)
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.readers import Report, line, reads, text
from responsegen.problem import Place

Word = TypeVar("Word")
Said = TypeVar("Said")
Answered_contra = TypeVar("Answered_contra", bound=Topic, contravariant=True)


class Shared(TypedDict):
    """What all kinds of topic take, as keyword arguments."""

    id: str
    title: str
    rule: RuleName
    basis: BasisName | None
    electorate: tuple[str, ...]
    question: int | None
    if_not_agreed: IfNotAgreed
    military: bool
    electorate_name: str | None
    supported_by: str | None
    text: str | None
    place: Place


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
    def VOTED_ON(self) -> bool:  # noqa: N802
        """Whether a rule counts stances on it; else whoever takes part does so by himself."""

    @property
    def SHORT_FOR(self) -> str:  # noqa: N802
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
class InDetail(Generic[Word, Said]):
    """A word on each option, or one on all of them; each alone, or with what is said beside it."""

    what: str  # "a stance"
    word: Key[Word]
    keys: Keys  # of a mapping that holds the word
    make: Callable[[Word, Place, Fields], Said]  # from the word, the place of its key, and the mapping

    def read(
        self, place: Place, node: Node, topic: OptionsTopic | NeedsTopic, report: Report
    ) -> tuple[dict[str, Said], str | None]:
        """Read what is said to each option, in the dossier's order, and the comment on the topic as a whole."""
        if isinstance(node, Mapping) and self.word.name not in node.entries:
            return read_each(node, topic.id, topic.options, self._one, report)
        said = self._one("", place, node, report)
        comment = Fields(node, "", []).get(COMMENT, None) if isinstance(node, Mapping) else None
        return dict.fromkeys(topic.options, said) if said else {}, comment

    def _one(self, _option: str, key: Place, value: Node, report: Report) -> Said | None:
        if not isinstance(value, Mapping):
            value = Mapping(value.place, {self.word.name: (Scalar(value.place, self.word.name, plain=True), value)})
        entry = Fields.of(value, self.keys, self.what, report)
        found = entry.get(self.word, None) if entry else None
        return self.make(found, key, entry) if entry and found is not None else None


# The words that a key of the answer has already.
RESERVED_FOR_OPTIONS: Final = ("comment", "stance", "necessity", "term", "would_support_if", "proposes")
PHRASE: Final = optional("phrase", line, "How it reads inside a sentence")
FALLBACK: Final = optional("fallback", text, "A text that the chair may fall back on, for the brief alone")
LABEL: Final = required("label", line, "Short, for tables")
SENTENCE: Final = required("text", text, "The sentence that enters the response once it is agreed")
ONE_WORD: Final = "one word for all, or one for each"
_IDS: Final = Ids("options", RESERVED_FOR_OPTIONS, least="at least one option")


def options_of(keys: Keys) -> Key[object]:
    """Declare the key `options`, under which a mapping with these keys stands for each id."""

    @reads(_IDS.schema(schema_of(keys)))
    def read(_node: Node, _report: Report) -> None:
        """Leave it to `read_options`, which knows the topic."""

    return required("options", read, "What can be agreed, needed or offered, each under its id")


def read_options(entry: Fields, topic: str, keys: Keys) -> Iterator[tuple[str, Fields]]:
    """Read the `options` of a topic, each as a mapping with these keys."""
    node = entry.required_node("options")
    for id_, (_, value) in _IDS.read(node, entry.report).items() if node else ():
        if item := Fields.of(value, keys, f'the option "{topic}.{id_}"', entry.report):
            yield id_, item
