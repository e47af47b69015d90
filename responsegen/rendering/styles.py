"""Read a style sheet as browsers do, and find all in it that fetches, or is not known to fetch nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

import tinycss2

from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem

OWN = re.compile(r"#.*|data:(image/(svg\+xml|png|jpeg)|font/(ttf|otf|woff2?))(;charset=utf-8)?(;base64)?,.*", re.DOTALL)
# What style sheets may call. None of these takes an address but url(), and attr() where a type is given.
_FUNCTIONS = (
    "attr calc clamp local max min url var "
    "color color-mix hsl hsla hwb lab lch oklab oklch rgb rgba "
    "conic-gradient linear-gradient radial-gradient repeating-linear-gradient repeating-radial-gradient "
    "content counter counters element format leader running string symbols "
    "target-counter target-counters target-text "
    "fit-content minmax repeat cubic-bezier steps "
    "matrix rotate rotatex rotatey scale scalex scaley skew skewx skewy translate translatex translatey "
    "circle ellipse inset polygon "
    "blur brightness contrast drop-shadow grayscale invert opacity saturate sepia "
    "has is lang not nth nth-child nth-last-child nth-last-of-type nth-of-type where"
)
_AT_RULES = (
    "container counter-style font-face footnote layer media page supports "
    "top-left top-center top-right top-left-corner top-right-corner left-top left-middle left-bottom "
    "bottom-left bottom-center bottom-right bottom-left-corner bottom-right-corner right-top right-middle right-bottom"
)


@dataclass(frozen=True, slots=True)
class Allowed:
    """All that a style may call, the rules with @ that it may have, and the addresses that it may name."""

    functions: frozenset[str]
    at_rules: frozenset[str]
    addresses: re.Pattern[str]


IN_PAGE = Allowed(frozenset(_FUNCTIONS.split()), frozenset(_AT_RULES.split()), OWN)


@dataclass(frozen=True, slots=True)
class Style:
    """A style sheet without its comments, and what was found in it."""

    text: str
    faults: tuple[Problem, ...]  # each with its place in the style sheet
    embedded: tuple[tuple[int, str], ...]  # line and `data:` address of pictures and fonts


@lru_cache(maxsize=8)  # all documents of a build have the same one
def read_style(css: str) -> Style:
    """Read the style sheet of a page."""
    tokens = tinycss2.parse_component_value_list(css, skip_comments=True)
    addresses = ((token.source_line, _address(token)) for token in _all_in(tokens))
    embedded = tuple((line, address) for line, address in addresses if address and address.startswith("data:"))
    return Style(tinycss2.serialize(tokens) if "/*" in css else css, tuple(style_faults(tokens, IN_PAGE)), embedded)


def style_problems(style: Style, first: Place) -> Iterator[Problem]:
    """Say the faults of a style sheet whose first line stands in this place."""
    for fault in style.faults:
        here = replace(first, line=first.line + fault.place.line - 1, column=fault.place.column)
        yield replace(fault, place=here)


def style_faults(tokens: Iterable[Any], allowed: Allowed) -> Iterator[Problem]:
    """Find what is not allowed in a style sheet or a part of one."""
    for token in _all_in(tokens):
        refused = partial(catalogue.FROM_OUTSIDE.at, Place("", token.source_line, token.source_column))
        match token.type:
            case "url" | "function" if (address := _address(token)) is not None:
                if not allowed.addresses.fullmatch(address):
                    advice = "Put the file into templates/assets/ and write url({{ asset('its name') }})"
                    yield refused("only what stands in the page itself, as data:", f'"{address[:60]}"', advice)
            case "function" if token.lower_name not in allowed.functions:
                yield refused("a function that fetches nothing", f"{token.lower_name}()")
            case "function" if token.lower_name == "attr" and len(token.arguments) != 1:
                yield refused("attr() with a name and nothing else", "more")
            case "at-keyword" if token.lower_value not in allowed.at_rules:
                yield refused("a rule that fetches nothing", f"@{token.lower_value}")
            case "error":
                yield refused("a style sheet that can be read", token.message)


def _address(token: Any) -> str | None:  # noqa: ANN401 -- tinycss2 comes without types
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return "".join(str(getattr(part, "value", "?")) for part in token.arguments).strip()
    return None


def _all_in(tokens: Iterable[Any]) -> Iterator[Any]:
    """Yield every token in its order, whatever brackets it stands in, and however many."""
    pending = [*tokens][::-1]
    while pending:
        token = pending.pop()
        yield token
        inner = getattr(token, "arguments", None) or getattr(token, "content", None) or ()
        if not isinstance(inner, str):
            pending += reversed(inner)
