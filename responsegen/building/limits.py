"""Limit what one document may take: the system ends a worker that takes more; elsewhere an alarm rings."""

from __future__ import annotations

import faulthandler
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import ceil

if sys.platform != "win32":
    import resource

# Three thousand delegations are 8 700 kB, and take 190 seconds and 5.9 GB; the longest paper shipped, 220 kB, takes
# three seconds and half a gigabyte.
SECONDS, SECONDS_PER_KILOBYTE = 30.0, 0.2
MEMORY, MEMORY_PER_KILOBYTE = 2_000_000_000, 2_000_000
BUSY = 10  # so many times longer may it take beside other programs
PROCESSOR = "{:.0f} seconds of processor time"
AGAIN = 0.1  # seconds until the alarm rings again for what passed over it


class RanOut(BaseException):
    """More than a document may take was asked for. Libraries that pass over any Exception do not pass over this."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds of the processor, seconds on a busy machine, and bytes of memory."""

    processor: float
    time: float
    memory: int

    @classmethod
    def of(cls, size: int) -> Limits:
        """Return those of a document with so many bytes of content: several times what such a paper needs."""
        kilobytes = size / 1000
        processor = SECONDS + SECONDS_PER_KILOBYTE * kilobytes
        return cls(processor, BUSY * processor, round(MEMORY + MEMORY_PER_KILOBYTE * kilobytes))

    def ran_out(self, ended_by: str) -> RanOut | None:
        """Tell which of these limits has ended a worker; None where it was none of them."""
        match ended_by:
            case "SIGXCPU":
                return RanOut(PROCESSOR.format(self.processor))
            case "exit code 1":  # so faulthandler ends a process that is late
                return RanOut(f"{self.time:.0f} seconds")
            case "SIGABRT" | "SIGTRAP":  # so C and GLib end where they cannot have memory
                return RanOut(f"{self.memory / 1e9:.1f} GB of memory")
            case _:
                return None

    @contextmanager
    def on_this_process(self) -> Iterator[None]:
        """Let the system end this process, a worker, when it takes more; Windows and macOS know fewer limits."""
        faulthandler.dump_traceback_later(self.time, exit=True)
        try:
            if sys.platform != "win32":
                used = resource.getrusage(resource.RUSAGE_SELF)
                _limit(resource.RLIMIT_CORE, 0)
                _limit(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime + self.processor))
                _limit(resource.RLIMIT_AS, self.memory)
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            if sys.platform != "win32":
                _limit(resource.RLIMIT_AS, None)  # what went wrong needs some to be told

    @contextmanager
    def alarm(self) -> Iterator[None]:
        """Raise RanOut where this takes more seconds of the processor; limits of this process stay as they are.

        Only a process's main thread has an alarm, and there is none on Windows: Ctrl-C has to do.
        """
        if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
            yield
            return
        rung = []

        def ring(*_: object) -> None:
            rung.append(RanOut(PROCESSOR.format(self.processor)))
            raise rung[0]

        before = signal.signal(signal.SIGVTALRM, ring)
        others = signal.setitimer(signal.ITIMER_VIRTUAL, self.processor, AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, *others)
            signal.signal(signal.SIGVTALRM, before)
            if rung:  # even if it was passed over: WeasyPrint does so while it draws a picture
                raise rung[0]


def _limit(kind: int, most: int | None) -> None:
    """Limit this process, as far as whoever began it allows; None is no limit of ours."""
    _, hard = resource.getrlimit(kind)
    lowest = [limit for limit in (most, hard) if limit not in (None, resource.RLIM_INFINITY)]
    with suppress(ValueError, OSError):  # a system that does not know this limit, such as macOS that of memory
        resource.setrlimit(kind, (min(lowest, default=resource.RLIM_INFINITY), hard))
