"""Define what a YAML file is made of: values, lists and mappings, each of which knows its line and column."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar, Final

from responsegen.problem import Place

_MOST_SHOWN: Final = 60  # characters of a wrong value that a problem quotes
_BLANKS_OF_A_LINE: Final = re.compile(r" *[^\S ]\s*")  # but not two blanks side by side, which may be what is wrong
_COMMA_BETWEEN_DIGITS: Final = re.compile("[0-9]+,[0-9]{1,3}")
_NULLS: Final = {"", "~", "null", "Null", "NULL"}  # YAML 1.2 core schema, as are the next two
_TRUE: Final = {"true", "True", "TRUE"}
_FALSE: Final = {"false", "False", "FALSE"}


def quoted(text: str) -> str:
    """Put a text from a file between quotation marks, fit for one line of a message."""
    start = _BLANKS_OF_A_LINE.sub(" ", text[: _MOST_SHOWN + 1].strip())
    shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in start[:_MOST_SHOWN])
    return f'"{shown}…"' if len(text) > _MOST_SHOWN else f'"{shown}"'


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it was written; `plain` where it stands without quotation marks."""

    place: Place
    text: str
    plain: bool

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said: an empty value, null, or an empty text."""
        return not self.text.strip() or (self.plain and self.text in _NULLS)

    @property
    def truth(self) -> bool | None:
        """True or false in the core schema's sense; yes, no, on and off are words."""
        if not self.plain:
            return None
        return True if self.text in _TRUE else False if self.text in _FALSE else None

    def __str__(self) -> str:
        """As a problem quotes it."""
        return "nothing" if self.is_blank else quoted(self.text)


@dataclass(frozen=True, slots=True)
class Items:
    """A list; or a number with a comma that YAML takes for two values, `2,3` between braces, and how it was written."""

    is_blank: ClassVar[bool] = False  # an empty list says something, too: that there is nothing
    place: Place
    items: tuple[Node, ...]
    written: str = ""

    def __str__(self) -> str:
        """As a problem quotes it."""
        return quoted(self.written) if self.written else "a list" if self.items else "an empty list"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the file's order, each key once."""

    is_blank: ClassVar[bool] = False  # as above
    place: Place
    entries: dict[str, tuple[Scalar, Node]]

    def put(self, key: Scalar, value: Node) -> Mapping:
        """Return the mapping with this value under the key."""
        return Mapping(self.place, self.entries | {key.text: (key, value)})

    def without(self, names: Collection[str]) -> Mapping:
        """Return the mapping without these keys."""
        return Mapping(self.place, {name: entry for name, entry in self.entries.items() if name not in names})

    def __str__(self) -> str:
        """As a problem quotes it."""
        return "a mapping" if self.entries else "an empty mapping"


Node = Scalar | Items | Mapping


def text_of(node: Node | None) -> str:
    """Return what a single value says; nothing, where there is none."""
    return node.text.strip() if isinstance(node, Scalar) else ""


def value_at(node: Node | None, *path: str) -> Node | None:
    """Return the value at the end of this path of keys; None where it does not lead anywhere."""
    for step in path:
        node = node.entries[step][1] if isinstance(node, Mapping) and step in node.entries else None
    return node


def with_comma(node: Node) -> str:
    """Return the text of a number that YAML takes for several, for the commas in it: `2,3` and `[2,3]`."""
    if not isinstance(node, Items):
        return ""
    written = node.written.replace(", ", ",") or ",".join(map(text_of, node.items))
    return written if node.written or _COMMA_BETWEEN_DIGITS.fullmatch(written) else ""


def under(key: str, node: Node) -> Mapping:
    """Put a value under the key that it is short for; a mapping stays as it is."""
    if isinstance(node, Mapping):
        return node
    return Mapping(node.place, {key: (Scalar(node.place, key, plain=True), node)})


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list; a single value needs no list around it."""
    return node.items if isinstance(node, Items) and not node.written else (node,) if node else ()


def place_of(node: Node, *path: str) -> Place:
    """Find where the value at the end of this path of keys and items stands, or what is nearest to it."""
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[step][1]
        elif isinstance(node, Items):
            node = next((item for item in node.items if isinstance(item, Scalar) and item.text == step), node)
    return node.place


def same(one: Node | None, other: Node | None) -> bool:
    """Tell whether two nodes say the same, wherever they stand and however they are quoted."""
    match one, other:
        case Scalar(), Scalar():
            return (one.text.strip(), one.is_blank) == (other.text.strip(), other.is_blank)
        case Items(), Items():
            return len(one.items) == len(other.items) and all(map(same, one.items, other.items))
        case Mapping(), Mapping():
            keys = one.entries.keys()
            return keys == other.entries.keys() and all(same(one.entries[k][1], other.entries[k][1]) for k in keys)
        case _:
            return one is other
