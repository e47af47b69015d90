"""What one document may take: the system ends a worker that takes more, and a caller's own process rings an alarm."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

# Three thousand delegations are 8 700 kB, and take 190 seconds and 5.9 GB; the longest paper shipped, 220 kB, takes
# three seconds and half a gigabyte.
SECONDS, SECONDS_PER_KILOBYTE = 30.0, 0.2
MEMORY, MEMORY_PER_KILOBYTE = 2_000_000_000, 2_000_000
BUSY = 10  # so many times longer may it take beside other programs
AGAIN = 0.1  # seconds until the alarm rings again for what passed over it


class RanOut(BaseException):
    """More than a document may take was asked for. Libraries that pass over any Exception do not pass over this."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds of the processor, and bytes of memory."""

    processor: float
    memory: int

    @classmethod
    def of(cls, size: int) -> Limits:
        """Those of a document whose content has so many bytes: several times what such a paper needs."""
        kilobytes = size / 1000
        return cls(SECONDS + SECONDS_PER_KILOBYTE * kilobytes, round(MEMORY + MEMORY_PER_KILOBYTE * kilobytes))

    @property
    def time(self) -> float:
        """How many seconds it may take on a busy machine."""
        return BUSY * self.processor

    def ran_out(self, of: Literal["processor", "time", "memory"]) -> RanOut:
        """The error of a document that has had all that it may take of this."""
        match of:
            case "processor":
                return RanOut(f"{self.processor:.0f} seconds of processor time")
            case "time":
                return RanOut(f"{self.time:.0f} seconds")
            case "memory":
                return RanOut(f"{self.memory / 1e9:.1f} GB of memory")

    def hold_this_process(self) -> None:
        """Let the system refuse this process, a worker, more than this from now on; where it can, which Windows cannot.

        Too much memory is a MemoryError or an abort of a library, too many seconds are the end of the process.
        """
        with suppress(ImportError):
            from resource import RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, RUSAGE_SELF, getrusage  # noqa: PLC0415

            used = getrusage(RUSAGE_SELF)
            _limit(RLIMIT_CORE, 0)
            _limit(RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime + self.processor))
            _limit(RLIMIT_AS, self.memory)

    @contextmanager
    def alarm(self) -> Iterator[None]:
        """Raise RanOut where this takes more seconds of the processor. Limits of the process stay as they are.

        Only a process's main thread has an alarm, and there is none on Windows: Ctrl-C has to do.
        """
        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            yield
            return
        rung, watching = [], True

        def ring(*_: object) -> None:
            if watching:
                rung.append(self.ran_out(of="processor"))
                raise rung[-1]

        before = signal.signal(signal.SIGVTALRM, ring)
        others = signal.setitimer(signal.ITIMER_VIRTUAL, self.processor, AGAIN)
        try:
            try:
                yield
            finally:
                watching = False
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, *others)
            signal.signal(signal.SIGVTALRM, before)
        if rung:  # and passed over: WeasyPrint does so with whatever is raised while it draws a picture
            raise rung[0]


def lift() -> None:
    """Take limits of memory off this process again: what it has to say needs some."""
    with suppress(ImportError):
        from resource import RLIM_INFINITY, RLIMIT_AS  # noqa: PLC0415 -- there is none on Windows

        _limit(RLIMIT_AS, RLIM_INFINITY)


def _limit(kind: int, most: int) -> None:
    from resource import RLIM_INFINITY, getrlimit, setrlimit  # noqa: PLC0415 -- there is none on Windows

    _, hard = getrlimit(kind)
    ours = [most, hard]
    soft = min((limit for limit in ours if limit != RLIM_INFINITY), default=RLIM_INFINITY)
    with suppress(ValueError, OSError):  # a system that does not know this limit, such as macOS that of memory
        setrlimit(kind, (soft, hard))
