"""Run the one command that the command line names, and import no other."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from responsegen.about import __version__
from responsegen.cli.completion import VARIABLE
from responsegen.cli.stopping import stopped
from responsegen.cli.terminal import called, echo, escape_controls, typed
from responsegen.editing.interruption import undivided

COMMANDS = (
    *("build", "watch", "check", "status", "explain", "what-if", "diff", "new", "questionnaire", "receive"),
    "export",
    *("fix", "init", "schema", "clear", "issue", "verify", "history", "completion"),
)
FAULT = 70  # EX_SOFTWARE in sysexits.h: the program is at fault, not its input
UNWRITTEN = 3
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # as in `responsegen explain troops > FILE`
NOWHERE = "the current folder is not there any more: go to another one"
STOPPING = ("SIGTERM", "SIGHUP")  # end the program as Ctrl-C does; Windows lacks the second
UNREAD = 141  # what a shell reports for a program that SIGPIPE has ended


class Program(click.Group):
    """Offer the commands by name; a module `responsegen.cli.NAME` holds each, as `command`: what_if holds `what-if`."""

    def list_commands(self, _: click.Context) -> list[str]:
        """List every command, in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load the command of this name; its examples name the program as it was called."""
        if name not in COMMANDS:
            return None
        with undivided():
            found: click.Command = copy(import_module(f"responsegen.cli.{name.replace('-', '_')}").command)
        found.short_help = (found.help or "").partition("\n\n")[0]  # whole: click would cut it short
        found.epilog = (found.epilog or "").replace("  responsegen ", f"  {ctx.find_root().info_name} ")
        return found

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 -- click's own signature
    ) -> click.Context:
        """Use colour only where it is wanted: see https://no-color.org."""
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            extra["color"] = False
        with _ended_as_people_expect():
            return super().make_context(info_name, args, parent, **extra)

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 -- click's own signature
        """Run the program; where what it prints finds no room, say so, whoever printed it."""
        try:
            return super().main(*args, **extra)
        except BrokenPipeError:  # a sentence on wrong usage, which click prints last of all
            _unread()
        except OSError as error:
            if not _is_without_room(error):
                raise
            _write_no_more(sys.stdout)
            try:
                echo(f"responsegen: the output could not be written: {error.strerror}.", err=True)
            except OSError:
                _write_no_more(sys.stderr)
            sys.exit(UNWRITTEN)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; whatever else stops it becomes one sentence and an exit code of its own."""
        try:
            with _ended_as_people_expect():
                return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except MemoryError:
            echo("responsegen: too little memory. The outputs are those of the last finished build.", err=True)
            ctx.exit(UNWRITTEN)
        except Exception as error:
            if _is_nowhere(error):
                raise click.UsageError(NOWHERE, ctx) from error
            if _is_without_room(error) or ctx.params["debug"]:
                raise
            echo(
                f"responsegen: this is a fault in the program, not in your files: {type(error).__name__}: {error}",
                f"Please report it to its maintainers, with what the same command prints after {typed('--debug')}.",
                err=True,
            )
            ctx.exit(FAULT)


@contextmanager
def _ended_as_people_expect() -> Iterator[None]:
    """End as Ctrl-C and a reader who has seen enough wish; show what was typed only as it can be shown."""
    try:
        yield
    except click.UsageError as error:
        if not isinstance(error, click.exceptions.NoArgsIsHelpError):  # help has lines of its own
            error.message = escape_controls(error.message)  # type: ignore[misc] # by no other way does click print it
        raise
    except KeyboardInterrupt:
        stopped()
    except BrokenPipeError:  # as in `responsegen status | head`; click would make 1 of it
        _unread()


def _is_without_room(error: Exception) -> bool:
    """Ask whether a stream, and no file, could not take more."""
    return isinstance(error, OSError) and error.errno in NO_ROOM and error.filename is None


def _is_nowhere(error: Exception) -> bool:
    """Ask whether it is the current folder that was not found."""
    if not isinstance(error, FileNotFoundError) or error.filename is not None:
        return False
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _unread() -> NoReturn:
    """End as a program does that nobody reads any more."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # one of the two may well be read
            stream.flush()
        _write_no_more(stream)
    sys.exit(UNREAD)


def _write_no_more(stream: TextIO) -> None:
    """Let go of a stream: what is left in its buffer would be tried again at the end."""
    with suppress(OSError):  # a stream in memory has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@click.group(
    cls=Program,
    commands=dict.fromkeys(COMMANDS, click.Command(None)),  # the names alone, so that a near one is suggested
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 1 problems in the dossier's files; 2 wrong usage; 3 an output could not be made.",
)
@click.version_option(__version__, prog_name="responsegen")
@click.option("--debug", is_flag=True, help="Show where the program failed, if it is at fault itself.")
def program(debug: bool) -> None:  # noqa: FBT001 -- click calls it by name
    """Merge the positions of many delegations into one joint answer, as PDF and DOCX."""


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the program on these arguments, or on those of this process."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed, as by `2>&-`: the next file to be opened must not take its number
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without the letters of 24 languages
    for name in STOPPING:
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:  # nohup ignores one
            signal.signal(getattr(signal, name), signal.default_int_handler)
    program.main(arguments, prog_name=escape_controls(called()), complete_var=VARIABLE)
