"""Run templates in a sandbox: what they may call is a closed list, and nothing on it can make two builds differ.

How much a template may take is none of its business: the system limits the process that renders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial
from typing import Any

from jinja2 import pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.tests import TESTS
from jinja2.utils import Namespace

from responsegen.rendering.paragraphs import with_lines_marked

# Whatever depends on the clock, on chance, on the time zone or on where something lies in memory is not here.
_OF_TEXT = (
    "capitalize casefold center count endswith expandtabs find index isalnum isalpha isascii isdecimal isdigit "
    "islower isnumeric isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix replace "
    "rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip striptags swapcase title translate "
    "unescape upper zfill"
)
METHODS: Mapping[type, AbstractSet[str]] = {
    str: frozenset(_OF_TEXT.split()),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    Mapping: frozenset({"get", "items", "keys", "values"}),
    date: frozenset({"date", "isocalendar", "isoformat", "isoweekday", "weekday"}),
    LoopContext: frozenset({"changed", "cycle"}),
}
LEFT_OUT = frozenset({"random", "sameas"})  # of Jinja's filters and tests: chance, and what is the same object


class Function(partial[Any]):
    """Something that templates may call, and nothing else: it would be printed as the place where it lies in memory."""

    def __repr__(self) -> str:
        """Raise SecurityError, in whatever way it would be printed."""
        message = f"{getattr(self.func, '__name__', 'a block')} without ()"
        raise SecurityError(message)


OF_TEMPLATES = (Function, LoopContext, Macro, Undefined)  # what they may have in hand, and call


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a closed list of what may be called."""

    def __init__(self, filters: Mapping[str, Callable[..., object]], **options: Any) -> None:  # noqa: ANN401 -- Jinja's
        """Begin with our filters and those of Jinja's that always make the same of the same."""
        super().__init__(optimized=False, autoescape=True, finalize=_printed, **options)
        self.filters = {**{name: FILTERS[name] for name in FILTERS.keys() - LEFT_OUT}, **filters}
        self.tests = {name: TESTS[name] for name in TESTS.keys() - LEFT_OUT}
        self.globals = {"dict": Function(dict), "namespace": Function(Namespace), "range": Function(safe_range)}

    def allow(self, function: Callable[..., object]) -> None:
        """Let templates call this function of ours by its name."""
        self.globals[function.__name__] = Function(function)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 -- Jinja's own signature
        """Return an attribute, or an item of that name."""
        return _closed(super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 -- Jinja's own signature
        """Return an item, or an attribute of that name."""
        return _closed(super().getitem(obj, argument))

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401 -- Jinja's own signature
        """Nothing: `format` and `format_map` are not on the list, since they format dates as the machine does."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 -- Jinja's own signature
        """Return whether templates may have this attribute; a method only if it is on the list."""
        if callable(value) and not isinstance(value, OF_TEMPLATES):
            return any(isinstance(obj, kind) and attr in names for kind, names in METHODS.items())
        return super().is_safe_attribute(obj, attr, value)


def _closed(value: object) -> object:
    return Function(value) if callable(value) and not isinstance(value, OF_TEMPLATES) else value


@pass_context  # so that Jinja compiles a template without working out what is always the same: only workers have limits
def _printed(_: Context, value: object) -> object:
    """Return what a template prints for a value. Raises SecurityError for what cannot be printed as it is."""
    if isinstance(value, Iterator):
        message = "a list without | list or | join(', ')"
        raise SecurityError(message)
    return with_lines_marked(value)
