"""Limit what one document may take: the system ends the worker that takes more."""

from __future__ import annotations

import faulthandler
import sys
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

    def that_ended(self, how: str) -> str | None:
        """Say which of these limits has ended a worker; None where it was none of them."""
        match how:
            case "SIGXCPU":
                return f"{self.processor:.0f} seconds of processor time"
            case "exit code 1":  # so faulthandler ends a process that is late
                return f"{self.time:.0f} seconds"
            case "SIGABRT" | "SIGTRAP":  # so C and GLib end where they cannot have memory
                return f"{self.memory / 1e9:.1f} GB of memory"
            case _:
                return None

    @contextmanager
    def on_this_process(self) -> Iterator[None]:
        """Let the system end this process when it takes more; Windows and macOS know fewer limits."""
        faulthandler.dump_traceback_later(self.time, exit=True)
        if sys.platform != "win32":
            used = resource.getrusage(resource.RUSAGE_SELF)
            _limit(resource.RLIMIT_CORE, 0)
            _limit(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime + self.processor))
            _limit(resource.RLIMIT_AS, self.memory)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            if sys.platform != "win32":
                _limit(resource.RLIMIT_AS, sys.maxsize)  # what went wrong needs some to be told


def _limit(kind: int, most: int) -> None:
    """Limit this process, as far as whoever began it allows."""
    _, hard = resource.getrlimit(kind)
    with suppress(ValueError, OSError):  # a system that does not know this limit, such as macOS that of memory
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
