"""Say what is wrong with a template, where, and in its own words: which name is missing, and which may be meant."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.utils import missing

from responsegen.documents.content import PageFrame
from responsegen.dossier import catalogue
from responsegen.dossier.spelling import enumerated, nearest
from responsegen.problem import Place, Problem
from responsegen.rendering.failure import RenderingFailed

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
CONTENT = re.compile(r"'\w*Content'(?: object)?")
OF_A_FILE = {catalogue.FROM_OUTSIDE.code, catalogue.BAD_PICTURE.code}  # told at the place in it, not where it is named
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


def _given_in(source: nodes.Template) -> frozenset[str]:
    """Return all names that a template gives to something, its macros too."""
    given = {name.name for name in source.find_all(nodes.Name) if name.ctx != "load"}
    macros = {macro.name for macro in source.find_all(nodes.Macro)}
    imported = {each.target for each in source.find_all(nodes.Import)}
    return frozenset((*ALWAYS, *given, *macros, *imported))


def located(error: Exception, name: str, environment: jinja2.Environment) -> RenderingFailed:
    """Say where in which template it happened: Jinja puts the templates' own lines into the traceback."""
    here = Place(f"templates/{name}")
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith("templates/"):
            here = Place(frame.filename, frame.lineno or 1)
    if isinstance(error, jinja2.TemplateSyntaxError):
        here = Place(error.filename or here.file, error.lineno)
    if isinstance(error, RenderingFailed):
        return RenderingFailed(*(p if p.code in OF_A_FILE else replace(p, place=here) for p in error.problems))
    return RenderingFailed(_problem(error, here, environment))


def _problem(error: Exception, here: Place, environment: jinja2.Environment) -> Problem:
    said = CONTENT.sub("document", str(error))
    match error:
        case jinja2.TemplateError() if sentence := _missing(error, here, environment):
            return catalogue.NO_SUCH_NAME.says(here, sentence)
        case jinja2.TemplateSyntaxError():
            return catalogue.BAD_TEMPLATE.at(here, "a template that Jinja can read", error.message or "")
        case jinja2.TemplateNotFound():
            return catalogue.NO_TEMPLATE.at(here, f"a file templates/{error.name}")
        case SecurityError() | OverflowError():  # such as a range of too many numbers
            return catalogue.NOT_ALLOWED.at(here, "what the sandbox allows", said)
        case RecursionError():
            found = "templates, macros or brackets within each other, too deep to follow"
            return catalogue.TEMPLATE_FAILS.at(here, "a template that comes to an end", found)
        case _:
            found = said if isinstance(error, ValueError) else f"{type(error).__name__}: {said}"
            return catalogue.TEMPLATE_FAILS.at(here, "a template that can be rendered", found)


def _missing(error: jinja2.TemplateError, here: Place, environment: jinja2.Environment) -> str:
    """Say which name, filter or test is missing; nothing where the error is another."""
    said = error.message or ""
    if found := NO_SUCH.match(said):
        kind, name = found.groups()
        known = environment.filters if kind == "filter" else environment.tests
        return f"there is no {kind} '{name}'{or_rather(name, known)}"
    if not isinstance(error, jinja2.UndefinedError):
        return ""
    if not (named := re.fullmatch(r"nothing here is called '(\w+)'", said)):
        return said
    try:
        source = parsed(here.file.removeprefix("templates/"), environment)
    except jinja2.TemplateError:
        return said
    return f"{said}{or_rather(named[1], _given_in(source))}"


def parsed(name: str, environment: jinja2.Environment) -> nodes.Template:
    """Return a template as Jinja reads it, so that its names can be looked up."""
    return environment.parse(environment.loader.get_source(environment, name)[0])  # type: ignore[union-attr] # it has one
