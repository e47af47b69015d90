"""The one way to the terminal: whatever stands in an argument, a file name or a text, it is only shown."""

from __future__ import annotations

import re
import sys

import click

# Those of `click.style` that this program uses: reset, bold, red, green, yellow and cyan.
_STYLE = re.compile("(\x1b\\[(?:0|1|3[1236])m)")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def echo(*lines: str, err: bool = False) -> None:
    """Print lines, styled or not, on stdout or stderr; the characters in them that cannot be seen are spelled out."""
    click.echo("\n".join(map(_styled, lines)), file=sys.stderr if err else sys.stdout)


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
