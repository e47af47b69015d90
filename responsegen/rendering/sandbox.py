"""The sandbox that templates run in: they print content; they reach nothing, change nothing, and come to an end."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.runtime import Context

SECONDS = 60.0  # of the processor, so that a busy machine is no fault; the longest paper shipped takes less than one
LONGEST = 1_000_000  # letters or items that one multiplication may make


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, without the arithmetic that could fill any memory or take for ever."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Multiply numbers, and repeat short texts. Raises SecurityError for anything else."""
        if operator == "**":
            message = "a power"
            raise SecurityError(message)
        for repeated, times in ((left, right), (right, left)):
            if isinstance(times, int) and isinstance(repeated, (str, bytes, list, tuple)):
                size = len(repeated) * times
                if size > LONGEST:
                    message = f"a text or list of {size} parts"
                    raise SecurityError(message)
        return super().call_binop(context, operator, left, right)


@contextmanager
def bounded() -> Iterator[None]:
    """Raise SecurityError in the middle of what takes longer than any template needs.

    Where there is no alarm, on Windows and outside a process's main thread, Ctrl-C has to do.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        message = f"more than {SECONDS:g} seconds for one document: does a loop come to an end?"
        raise SecurityError(message)

    before = signal.signal(signal.SIGVTALRM, ring)
    others = signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        signal.setitimer(signal.ITIMER_VIRTUAL, *others)
