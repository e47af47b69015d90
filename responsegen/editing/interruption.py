"""Let Ctrl-C wait until something is done that it would leave half done, or that would lose it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

# Ctrl-C, the end that a system or another program asks for, and a terminal that was closed; Windows lacks the last.
STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def undivided() -> Iterator[None]:
    """Put off whatever asks the program to end, until what must not be cut in two is done."""
    if current_thread() is not main_thread():  # signals never interrupt another one
        yield
        return
    caught: list[int] = []
    before = {number: signal.signal(number, lambda number, _: caught.append(number)) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for number in caught[:1]:
            signal.raise_signal(number)
