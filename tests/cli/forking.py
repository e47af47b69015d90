"""Commands that run each in a fork of one process, which has loaded what they need: a tenth of what a start takes."""

import atexit
import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from ctypes import CDLL, c_uint32
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

CHECKOUT = Path(__file__).parents[2]  # what loads pytest would be loaded, and let go of, by every fork


@dataclass(frozen=True)
class Ended:
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    returncode: int


@dataclass(frozen=True)
class Command:
    """What is to be run, and under which circumstances."""

    arguments: list[str]
    folder: str = str(CHECKOUT)
    before: list[str] = field(default_factory=list)  # one of CIRCUMSTANCES, and what it is called with
    environment: dict[str, str] = field(default_factory=dict)  # beside that of the process
    stdout: str = ""  # a file to print to, or UNREAD; and so for stderr
    stderr: str = ""


UNREAD = "unread"


class Forks:
    """A process that has loaded the program, and what plays rendering, and runs commands in forks of itself."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start it in this environment."""
        begin = [sys.executable, "-m", "tests.cli.forking"]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        self._process = subprocess.Popen(begin, cwd=CHECKOUT, env=environment, text=True, **pipes)

    def __enter__(self) -> Self:
        """Run commands."""
        return self

    def __exit__(self, _: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None) -> None:
        """End the process."""
        self._process.communicate()

    def run(self, *arguments: str, **circumstances: object) -> Ended:
        """Run a command under the circumstances that `Command` has."""
        assert self._process.stdin
        assert self._process.stdout
        with TemporaryDirectory() as kept:
            printed = {name: str(Path(kept, name)) for name in ("stdout", "stderr")}
            command = Command(list(arguments), **printed | circumstances)  # type: ignore[arg-type]
            self._process.stdin.write(json.dumps(asdict(command)) + "\n")
            self._process.stdin.flush()
            code = self._process.stdout.readline()
            assert code, self._process.communicate()
            files = [Path(path) for path in printed.values()]
            said = [file.read_bytes().decode("utf-8", "surrogateescape") if file.exists() else "" for file in files]
        return Ended(*said, int(code))


def with_little_room() -> None:
    """Let no file have over 700 bytes: the papers of the small dossier are smaller, the data behind them larger."""
    import resource  # noqa: PLC0415 -- not on every system

    resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))


def without_override() -> None:
    """Give up what lets root read and write anywhere: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    header = (c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    held = (c_uint32 * 6)()  # effective, permitted and inheritable, twice 32 bits
    libc = CDLL(None)
    if os.getuid() == 0 and libc.capget(header, held) == 0:
        held[0] &= ~0b110
        libc.capset(header, held)


def nowhere(folder: str) -> None:
    """Go to a folder that is then deleted."""
    Path(folder).mkdir()
    os.chdir(folder)
    Path(folder).rmdir()


def printing(coding: str) -> None:
    """Print as to a terminal that has the letters of this coding."""
    sys.stdout.reconfigure(encoding=coding)  # type: ignore[union-attr]


CIRCUMSTANCES: dict[str, Callable[..., None]] = {
    made.__name__: made for made in (with_little_room, without_override, nowhere, printing)
}


def run_in_this_process(command: Command) -> None:
    """Run a command as if this process had been started for it."""
    from responsegen.cli.program import run  # noqa: PLC0415 -- this module's readers do without

    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream, path in enumerate((command.stdout, command.stderr), 1):
        os.dup2(nobody() if path == UNREAD else os.open(path, os.O_WRONLY | os.O_CREAT), stream)
    os.environ.update(command.environment)
    os.chdir(command.folder.encode())
    if command.before:
        name, *given = command.before
        CIRCUMSTANCES[name](*given)
    arguments = [os.fsdecode(argument.encode()) for argument in command.arguments]  # as Python reads them at a start
    sys.argv = ["responsegen", *arguments]
    run(arguments)


def nobody() -> int:
    """Return a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def ended(code: int) -> int:
    """Do what Python does at the end, but for letting go of all that is loaded, and return the exit code."""
    atexit._run_exitfuncs()  # noqa: SLF001 -- it has no other name
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return 120
    return code


def main() -> None:
    """Run each command that stands on a line of the input, in a fork, and print its exit code."""
    from tests.building import played  # noqa: PLC0415 -- this module's readers do without

    played.play()
    gc.disable()
    while line := os.read(0, 2**16):  # Python's own reading ahead would be a fork's as well
        if os.fork() == 0:
            code = 99  # a command ends by itself
            try:
                run_in_this_process(Command(**json.loads(line)))
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 0
            finally:
                os._exit(ended(code))
        _, status = os.wait()
        os.write(1, b"%d\n" % os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
