"""`watch`: build after every change of a dossier, until Ctrl-C; show its documents in a browser, if wanted."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.options import dossier_command, dossier_option, examples, jobs_option, output_folder, output_option
from responsegen.cli.report import exit_codes, report
from responsegen.cli.terminal import echo, from_here, notify
from responsegen.problem import Problem

if TYPE_CHECKING:
    from responsegen.building.pipeline import Built
    from responsegen.watching.site import Site

ANY_PORT = 0
NAMED = 4  # so many files or documents are named; more are counted
EXAMPLES = examples("watch", "watch --serve", "watch --serve 9000 --dossier examples/public-record")


@dossier_command("watch", epilog=EXAMPLES)
@dossier_option
@output_option
@jobs_option
@click.option(
    "--serve",
    "port",
    is_flag=False,
    flag_value=ANY_PORT,
    type=click.IntRange(0, 65535),
    metavar="[PORT]",
    help="Show the documents and the board to browsers on this machine, and reload them after each build.",
)
@click.option("--public", is_flag=True, help="Show only what all delegations may see, for the screen in the room.")
def command(folder: Path, *, output: Path | None, jobs: int | None, port: int | None, public: bool) -> None:
    """Build whenever a position, dossier.yaml, a template or an asset changes; Ctrl-C ends it.

    A problem is printed, and the watch goes on: the outputs stay those of the last good build until it is fixed. The
    board at /board shows who stands where on every point, and tries what `what-if` tries.
    """
    from responsegen.building.workers import cores
    from responsegen.watching.inputs import changes

    if public and port is None:
        message = "--public goes with --serve: it is for what browsers are shown"
        raise click.UsageError(message)
    target = output_folder(folder, output)
    site = None if port is None else _site(folder, target, public=public)
    watch = Watch(folder, target, jobs or cores(), site)
    with ExitStack() as stack:
        try:
            if site is not None and port is not None:
                log(f"The documents and the board are at {_served(stack, site, port)} for browsers on this machine.")
            log(f"Watching {folder.name}/ for changes. Press Ctrl-C to end.")
            for changed in changes(folder):
                watch.build(changed)
        except KeyboardInterrupt:
            echo("")
            log(f"Ended.{_left(target)}")


class Watch:
    """Build again and again, and remember what was said of the last build."""

    def __init__(self, folder: Path, output: Path, jobs: int, site: Site | None) -> None:
        """Take the dossier's folder, that of the outputs, how many processes, and what browsers are shown."""
        self._folder, self._output, self._jobs, self._site = folder, output, jobs, site
        self._failed = False
        self._warnings: tuple[Problem, ...] = ()

    def build(self, changed: Sequence[str]) -> None:
        """Build after these inputs have changed, and say what came of it, whatever it is."""
        if changed:
            log(f"Changed: {_some(changed)}.")
        begun = time.perf_counter()
        if self._site:
            self._site.begin()
        built, why = self._attempt()
        if built is None:
            log(f"Not built.{_left(self._output)}")
        else:
            if built.merged.warnings != self._warnings:
                report(built.merged.warnings, self._folder)
            self._warnings = built.merged.warnings
            log(f"{'Fixed. ' if self._failed else ''}{_done(built, time.perf_counter() - begun)}")
        if self._site:
            self._site.end(why, time.strftime("%H.%M"))
        self._failed = built is None

    def _attempt(self) -> tuple[Built | None, tuple[Problem, ...] | str]:
        """Build, and say what is wrong where that fails."""
        from responsegen.building.pipeline import build
        from responsegen.cli.progress import progress

        if not self._folder.is_dir():  # a build would make it anew
            gone = f"{from_here(self._folder)} is not there any more."
            notify(gone)
            return None, gone
        try:
            with exit_codes(self._folder), progress(quiet=not sys.stderr.isatty()) as shown:
                return build(self._folder, self._output, self._jobs, shown), ()
        except click.exceptions.Exit as ended:
            return None, getattr(ended.__cause__, "problems", f"{ended.__cause__}.")
        except Exception as error:
            if click.get_current_context().find_root().params["debug"]:
                raise
            fault = f"this is a fault in the program, not in your files: {type(error).__name__}: {error}"
            notify(fault)
            return None, fault


def log(sentence: str) -> None:
    """Say what has happened, and when: whole in a pipe, and in lines as wide as a terminal."""
    from responsegen.cli import page_text

    now = time.strftime("%H:%M:%S ")
    said = f"{now}{sentence}"
    echo(*(page_text.lines(said, others=" " * len(now)) if sys.stdout.isatty() else [page_text.plain(said)]))


def _done(built: Built, seconds: float) -> str:
    from responsegen.cli.status_text import tally
    from responsegen.watching.site import documents

    names = documents(built.change.paths)
    made = f"documents that differ: {_some(names)}" if names else "no document differs"
    return f"Built in {seconds:.1f} s; {made}. Points: {tally(built.merged.answer)}."


def _left(output: Path) -> str:
    """Add what lies in the output folder to a sentence that says why nothing newer does."""
    from responsegen.building.manifest import listed_outputs

    return f" {output.name}/ holds the last good build." if listed_outputs(output) else ""


def _some(names: Sequence[str]) -> str:
    """Write `positions/SE.yaml and positions/FI.yaml`, or the first few and how many more."""
    from responsegen.documents.words import joined

    more = len(names) - NAMED
    return joined(names if more <= 0 else [*names[:NAMED], f"{more} more"])


def _site(folder: Path, output: Path, *, public: bool) -> Site:
    """Prepare what browsers are shown; only `--serve` needs it."""
    from responsegen.watching.live_board import LiveBoard
    from responsegen.watching.site import Site

    return Site(output, LiveBoard(folder, public))


def _served(stack: ExitStack, site: Site, port: int) -> str:
    """Show the documents at this address until the stack is left; it is wrong usage if the port is not free."""
    from responsegen.watching.serving import serving  # only `--serve` needs it

    try:
        return stack.enter_context(serving(site, port))
    except OSError as error:
        message = f"port {port} cannot be used ({error.strerror}): name another, or `--serve` alone for any"
        raise click.UsageError(message) from error
