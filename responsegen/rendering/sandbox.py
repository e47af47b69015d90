"""The sandbox that templates run in: they print content; they reach nothing, change nothing, and come to an end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEscapeFormatter, SandboxedFormatter

from responsegen.rendering import growth
from responsegen.rendering.alarm import watched_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from jinja2 import nodes
    from jinja2.compiler import Frame
    from jinja2.runtime import Context

SECONDS = 60.0  # of the processor, so that a busy machine is no fault; the longest paper shipped takes less than one
OF_JINJA = {"_block_vars", "_loop_vars"}  # what it passes along with every call in a block or loop
MOST_MEMORY = 2_000_000_000  # bytes that a document's HTML may take: the longest takes a hundredth


class WholeTexts(CodeGenerator):
    """Compiles `a ~ b` so that the text it makes is measured."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 -- Jinja's own name
        """See the class."""
        self.write("environment.measured(")
        super().visit_Concat(node, frame)
        self.write(")")


class Formatter(SandboxedFormatter):
    """Fills in `{:>99}`, and no text that is too wide or too long."""

    made = 0

    def format_field(self, value: Any, format_spec: str) -> Any:  # noqa: ANN401 -- Python's own signature
        """One field. Raises SecurityError."""
        growth.in_format(format_spec)
        field = super().format_field(value, format_spec)
        self.made += len(field)
        growth.long(self.made)
        return field


class EscapeFormatter(Formatter, SandboxedEscapeFormatter):
    """The same for text that is HTML already."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, without the steps that could fill any memory or take for ever."""

    intercepted_binops = frozenset({"+", "*", "**", "%", "//"})
    code_generator_class = WholeTexts

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 -- Jinja's own
        """Begin with Jinja's filters, each asked first how much it will make."""
        super().__init__(**options)
        self.filters.update({name: growth.bounded_filter(name, one) for name, one in self.filters.items()})

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """What a template, a macro or a block has printed. Raises SecurityError, in a template at its own line."""
        try:
            return "".join(growth.joined(parts))
        except SecurityError as error:
            if hasattr(parts, "throw"):
                parts.throw(error)
            raise

    @staticmethod
    def measured(text: str) -> str:
        """The text, if it is not too long. Raises SecurityError."""
        growth.long(len(text))
        return text

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> object:  # noqa: ANN401 -- Jinja's
        """Calculate, repeat short texts, fill them in. Raises SecurityError for anything else."""
        if operator == "**":
            message = "a power"
            raise SecurityError(message)
        if operator == "%" and isinstance(left, (str, bytes)):
            growth.formatted(left, right)
        elif operator == "+" and isinstance(left, str) and isinstance(right, str):
            growth.long(len(left) + len(right))
        elif operator == "+" and isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
            growth.many(len(left) + len(right))
        else:
            growth.large(left, right)
        for repeated, times in ((left, right), (right, left)):
            if operator == "*" and isinstance(times, int) and isinstance(repeated, (str, bytes, list, tuple)):
                growth.many(len(repeated) * times)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- Jinja's
        """Call what may be called. Raises SecurityError for a method of a text that would make too much of it."""
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(owner, (str, bytes, int, date)) or name == "from_bytes":
            named = {key: value for key, value in kwargs.items() if key not in OF_JINJA}
            growth.wide(*args, **named)
            if name == "join" and args:
                args = (growth.joined(args[0], owner), *args[1:])
            elif check := growth.METHODS.get(name):
                check(owner, *args, **named)
        return super().call(context, obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401 -- Jinja's own signature
        """`format` and `format_map` of a text, filled in by our formatters."""
        if super().wrap_str_format(value) is None:
            return None
        text = value.__self__
        is_markup, is_mapped = hasattr(text, "__html__"), value.__name__ == "format_map"

        def filled(*given: Any, **named: Any) -> str:  # noqa: ANN401 -- Python's own signature
            formatter = EscapeFormatter(self, escape=text.escape) if is_markup else Formatter(self)
            made = formatter.vformat(text, (), *given, **named) if is_mapped else formatter.vformat(text, given, named)
            whole: str = type(text)(made)
            return whole

        return filled


def bounded() -> AbstractContextManager[None]:
    """Raise SecurityError in the middle of what takes longer, or more memory, than any template needs."""
    return watched_over(
        SECONDS, MOST_MEMORY, lambda found: SecurityError(f"{found} for one document: does a loop come to an end?")
    )
