"""Looks at how long something takes while it goes on, and how much memory: what has no end is stopped in the middle."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TICK = 0.02  # seconds of the processor between two looks: memory fills fast
AGAIN = 0.1  # seconds until it is said again to what did not stop; until then, things are put back in order


@contextmanager
def watched_over(seconds: float, memory: float, stop: Callable[[str], BaseException]) -> Iterator[None]:
    """Raise what `stop` makes of "more than 60 seconds of the processor", or of so many bytes of memory.

    Memory is what is taken above the most that the process ever took before. It is raised between two steps in Python,
    wherever the program then is, and at the end if it was passed over. A busy machine makes no difference. Where there
    is no alarm, on Windows and outside a process's main thread, Ctrl-C has to do.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    from resource import RUSAGE_SELF, getrusage  # noqa: PLC0415 -- there is none on Windows

    watching = True
    unit = 1 if sys.platform == "darwin" else 1024
    begun, stopped = getrusage(RUSAGE_SELF), list[BaseException]()

    def ring(*_: object) -> None:
        if not watching:  # it rang as all was done
            return
        used = getrusage(RUSAGE_SELF)
        if used.ru_utime - begun.ru_utime > seconds:
            found = f"more than {seconds:g} seconds of the processor"
        elif (used.ru_maxrss - begun.ru_maxrss) * unit > memory:
            found = f"more than {memory / 1e6:.0f} megabytes of memory"
        else:
            return
        signal.setitimer(signal.ITIMER_VIRTUAL, AGAIN, AGAIN)
        stopped.append(stop(found))
        raise stopped[-1]

    def tell(unraisable: Any) -> None:  # noqa: ANN401 -- Python's own
        if unraisable.exc_value not in stopped:  # in what Python calls while it lets go of things: it rings again
            as_ever(unraisable)

    as_ever, sys.unraisablehook = sys.unraisablehook, tell
    before = signal.signal(signal.SIGVTALRM, ring)
    others = signal.setitimer(signal.ITIMER_VIRTUAL, TICK, TICK)
    try:
        yield
    finally:
        watching = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        signal.setitimer(signal.ITIMER_VIRTUAL, *others)
        sys.unraisablehook = as_ever
    if stopped:  # and passed over: WeasyPrint does so with whatever is raised while it draws a picture
        raise stopped[0]
