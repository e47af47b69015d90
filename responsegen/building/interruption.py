"""Let Ctrl-C wait until something is done that it would leave half done, or that would lose it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

CTRL_C = {signal.SIGINT}
HAS_MASK = hasattr(signal, "pthread_sigmask")  # Windows has none


@contextmanager
def defer_sigint() -> Iterator[None]:
    """Hear Ctrl-C only afterwards; processes that are started in the meantime do not hear it."""
    if not HAS_MASK:
        yield
        return
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, CTRL_C)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
