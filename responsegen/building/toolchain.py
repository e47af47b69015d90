"""Tell what makes the outputs besides a dossier: this program's own modules, and the versions of its libraries."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from responsegen.building.fingerprint import fingerprint

PACKAGE = Path(__file__).resolve().parent.parent
# What decides the bytes of an output, besides the inputs.
LIBRARIES = (
    *("cssselect2", "fontpkg-source-sans-3", "fontpkg-source-serif-4", "fonttools", "jinja2", "lxml", "markupsafe"),
    *("pillow", "pydyf", "pyphen", "python-docx", "resvg-py", "tinycss2", "tinyhtml5", "weasyprint"),
)
# `python_docx-1.2.0.dist-info`, and how Debian names what it packages: `lxml-6.0.2-py3.13.egg-info`
INSTALLED = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)(-py[\d.]+)?\.(dist|egg)-info")


@cache
def libraries() -> Mapping[str, str]:
    """Return the version of each library by name, from names of folders: importlib.metadata takes 30 ms."""
    found = dict(reversed([*_installed()]))  # what comes first on the path is what is imported
    return {name: found.get(name) or _version(name) for name in LIBRARIES}


def program() -> str:
    """Return one fingerprint of both: with another one, outputs may differ."""
    return fingerprint((sources(), libraries()))


@cache
def sources() -> str:
    """Return the sha256 of all modules of this program: a change is seen even if its version stays the same."""
    digest = sha256()
    for name, path in sorted(_modules(str(PACKAGE), "")):
        with open(path, "rb") as module:  # noqa: PTH123 -- some hundred files: a Path for each takes as long as reading it
            content = module.read().replace(b"\r\n", b"\n")
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _modules(folder: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield each module below the folder: `/building/toolchain.py`, and where it lies."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield f"{name}/{entry.name}", entry.path
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path, f"{name}/{entry.name}")


def _installed() -> Iterator[tuple[str, str]]:
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):  # noqa: PTH208 -- names are all that is wanted
                if match := INSTALLED.fullmatch(entry):
                    yield re.sub(r"[_.]+", "-", match["name"]).lower(), match["version"]


def _version(name: str) -> str:
    from importlib.metadata import version  # noqa: PLC0415 -- see above

    return version(name)
