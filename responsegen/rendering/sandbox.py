"""Run templates in a sandbox: what they may call is a closed list, and nothing on it can make two builds differ.

How much a template may take is none of its business: the system limits the process that renders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import wraps
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS

GLOBALS = ("dict", "namespace", "range")
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
# They hand out what can be gone through once, and is printed as the place where it lies in memory.
LISTED = ("batch", "items", "map", "reject", "rejectattr", "reverse", "select", "selectattr", "slice", "unique")
FUNCTIONS = (BlockReference, BuiltinFunctionType, FunctionType, MethodType)


class Function:
    """Something that templates may call, and nothing else: to print it is a mistake."""

    __slots__ = ("_call", "_name")

    def __init__(self, call: Callable[..., object], name: str) -> None:
        """Take what is called, and its name."""
        self._call, self._name = call, name

    def __call__(self, *given: object, **named: object) -> object:
        """Call it."""
        return self._call(*given, **named)

    def __repr__(self) -> str:
        """Raise SecurityError, in whatever way it would be printed."""
        message = f"{self._name} without ()"
        raise SecurityError(message)


class Unworked(CodeGenerator):
    """Compiles a template without working out what is always the same in it: only a worker has limits."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:  # noqa: ANN401 -- Jinja's
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class _Context(Context):
    def super(self, name: str, current: Callable[..., Any]) -> Any:  # noqa: ANN401 -- Jinja's own signature
        return _closed(super().super(name, current))


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a closed list of what may be called."""

    code_generator_class = Unworked
    context_class = _Context
    intercepted_binops = frozenset({"-"})

    def __init__(self, filters: Mapping[str, Callable[..., object]], **options: Any) -> None:  # noqa: ANN401 -- Jinja's
        """Begin with our filters and those of Jinja's that always make the same of the same."""
        super().__init__(optimized=False, **options)
        self.filters = {**{name: FILTERS[name] for name in FILTERS.keys() - LEFT_OUT}, **filters}
        self.filters.update({name: _listed(FILTERS[name]) for name in LISTED})
        self.tests = {name: TESTS[name] for name in TESTS.keys() - LEFT_OUT}
        self.globals = {name: _closed(self.globals[name]) for name in GLOBALS}

    def allow(self, name: str, function: Callable[..., object]) -> None:
        """Let templates call this function of ours."""
        self.globals[name] = Function(function, name)

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
        if callable(value) and not isinstance(value, (Function, Macro, Undefined)):
            return any(isinstance(obj, kind) and attr in names for kind, names in METHODS.items())
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> object:  # noqa: ANN401 -- Jinja's
        """Subtract. Raises SecurityError where that makes a set, which each process has in another order."""
        if isinstance(left, AbstractSet) or isinstance(right, AbstractSet):
            message = "a set, which has no order"
            raise SecurityError(message)
        return super().call_binop(context, operator, left, right)


def _closed(value: Any) -> Any:  # noqa: ANN401 -- anything
    return Function(value, getattr(value, "__name__", "a block")) if isinstance(value, FUNCTIONS) else value


def _listed(filter_: Callable[..., Iterable[object]]) -> Callable[..., object]:
    @wraps(filter_)
    def listed(*given: object, **named: object) -> object:
        made = filter_(*given, **named)
        return made if isinstance(made, str) else list(made)

    return listed
