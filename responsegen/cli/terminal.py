"""Print to the terminal, which is shown every character of an argument, a file name or a text and obeys none."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

import click

CALLED = "RESPONSEGEN_CALLED"  # how a script that starts the program, as ./run does, was called itself
# Those of `click.style` that this program uses: reset, bold, red, green, yellow and cyan.
_STYLE = re.compile("(\x1b\\[(?:0|1|3[1236])m)")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def echo(*lines: str, err: bool = False) -> None:
    """Print lines, styled or not, on stdout or stderr; the characters in them that cannot be seen are spelled out."""
    click.echo("\n".join(map(_styled, lines)), file=sys.stderr if err else sys.stdout)


def print_bytes(text: str) -> None:
    """Print data for programs in UTF-8, whatever the terminal speaks."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()


def notify(sentence: str) -> None:
    """Tell people something that is no result of the command: on stderr."""
    echo(f"responsegen: {sentence}", err=True)


def write_over(text: str, columns: int) -> None:
    """Write a text over the last line, so many columns of it, of the terminal that shows stderr."""
    shown = escape_controls(text)
    click.echo(f"\r{shown:{columns}}\r{shown}", nl=False, err=True)


def escape_controls(text: str) -> str:
    r"""Spell out control and format characters, as in `\u202e`: they could make a terminal show something else."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _SPACES else c.encode("unicode_escape").decode() for c in text)


def _styled(line: str) -> str:
    parts = _STYLE.split(line)
    return "".join(part if _STYLE.fullmatch(part) else escape_controls(part) for part in parts)


def from_here(path: Path) -> str:
    """Name a path as seen from the current folder; whole where that folder is not there any more."""
    path = path.absolute()
    with suppress(FileNotFoundError):
        here = Path.cwd()
        return str(path.relative_to(here) if path.is_relative_to(here) else path)
    return str(path)


def called() -> str:
    """Name the program as it was typed: `responsegen`, `./run`, `.venv/bin/responsegen`, `python -m responsegen`."""
    if given := os.environ.get(CALLED):
        return given
    script = Path(sys.argv[0])
    if script.name == "__main__.py":
        return _quoted(*sys.orig_argv[: len(sys.orig_argv) - len(sys.argv) + 1])
    is_in_path = str(script.parent) in os.environ.get("PATH", "").split(os.pathsep)
    return script.stem if is_in_path else _quoted(str(script))


def typed(rest: str) -> str:
    """Write a command of this program so that it can be typed as it stands: `responsegen check`."""
    return f"`{click.get_current_context().find_root().info_name} {rest}`"


def _quoted(*words: str) -> str:
    """Write words as a shell takes them."""
    if sys.platform == "win32":
        from subprocess import list2cmdline as join
    else:
        from shlex import join
    return join(words)
