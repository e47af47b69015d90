"""Say in the words of templates which name is missing, and which one may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

import jinja2
from jinja2 import nodes
from jinja2.runtime import LoopContext
from jinja2.utils import missing

from responsegen.documents.content import PageFrame
from responsegen.dossier.readers import enumerated, nearest

ALWAYS = ("document", "furniture", "asset", "loop", "range", "namespace")
IN_WORDS = {
    "str": "a text",
    "Markup": "a text",
    "int": "a number",
    "bool": "yes or no",
    "list": "a list",
    "tuple": "a list",
    "dict": "a mapping",
    "Who": "a group of delegations",
    "NoneType": "what is empty here",
}
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
NO_SUCH = re.compile(r"No (filter|test) named '([^']*)'")


class MissingName(jinja2.StrictUndefined):
    """What a template gets for a name that is not there: an error as soon as it is used."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint:
            return self._undefined_hint
        if owner is missing:
            return f"nothing here is called '{name}'"
        if not isinstance(name, str):
            return f"{in_words(owner)} has no element {name}"
        return has_no(in_words(owner), name, names_of(owner))


def has_no(owner: str, name: str, names: Iterable[str]) -> str:
    """Say that this owner, "document", has no such name among these."""
    rather = or_rather(name, names)
    if owner == "document" and not rather:
        rather = re.sub(r"'(\w+)'", r"'furniture.\1'", or_rather(name, names_of(PageFrame)))
    return f"{owner} has no '{name}'{rather}"


def or_rather(name: str, names: Iterable[str]) -> str:
    """Ask for the nearest of these names, if any is near: "; did you mean 'title'?"."""
    near = nearest(name, names)
    return f"; did you mean {enumerated(map(repr, near))}?" if near else ""


def in_words(owner: object) -> str:
    """Name what a template holds as its author would."""
    if isinstance(owner, LoopContext):
        return "loop"
    if isinstance(owner, jinja2.environment.TemplateModule):
        return f"templates/{owner.__name__}"
    kind = (owner if isinstance(owner, type) else type(owner)).__name__
    if kind.endswith("Content"):
        return "document"
    if kind == "PageFrame":
        return "furniture"
    words = CAPITAL.sub(" ", kind).lower()
    return IN_WORDS.get(kind, f"{'an' if words[0] in 'aeiou' else 'a'} {words}")


def names_of(owner: object) -> frozenset[str]:
    """Return all names that a template may ask of this."""
    own = {str(key) for key in owner} if isinstance(owner, Mapping) else set()
    held = {field.name for field in fields(owner)} if is_dataclass(owner) else set()
    return frozenset(name for name in {*dir(owner), *own, *held} if not name.startswith("_"))


def given_in(source: nodes.Template) -> frozenset[str]:
    """Return all names that a template gives to something, its macros too."""
    given = {name.name for name in source.find_all(nodes.Name) if name.ctx != "load"}
    macros = {macro.name for macro in source.find_all(nodes.Macro)}
    imported = {each.target for each in source.find_all(nodes.Import)}
    return frozenset((*ALWAYS, *given, *macros, *imported))


def no_such(message: str, environment: jinja2.Environment) -> str:
    """Say which filter or test is missing; nothing where the message is of something else."""
    if not (found := NO_SUCH.match(message)):
        return ""
    kind, name = found.groups()
    return (
        f"there is no {kind} '{name}'{or_rather(name, environment.filters if kind == 'filter' else environment.tests)}"
    )
