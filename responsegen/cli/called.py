"""How the program was called, so that the commands in its advice can be typed as they stand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

GIVEN = "RESPONSEGEN_CALLED"  # how a script that starts the program, as ./run does, was called itself


def called() -> str:
    """The program's name as it was typed: `responsegen`, `./run`, `.venv/bin/responsegen`, `python -m responsegen`."""
    if given := os.environ.get(GIVEN):
        return given
    script = Path(sys.argv[0])
    if script.name == "__main__.py":
        return _quoted(*sys.orig_argv[: len(sys.orig_argv) - len(sys.argv) + 1])
    is_in_path = str(script.parent) in os.environ.get("PATH", "").split(os.pathsep)
    return script.stem if is_in_path else _quoted(str(script))


def command(rest: str) -> str:
    """A command of this program, to be typed as it stands: `responsegen check`."""
    return f"`{click.get_current_context().find_root().info_name} {rest}`"


def _quoted(*words: str) -> str:
    """Words as a shell takes them."""
    if sys.platform == "win32":
        from subprocess import list2cmdline as join
    else:
        from shlex import join
    return join(words)
