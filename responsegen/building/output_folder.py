"""Which names an output folder may hold: those of outputs, and those of folders in which a build gets them ready."""

from __future__ import annotations

from pathlib import PurePosixPath

PREFIX = ".staging-"
LONGEST_NAME, LONGEST_PATH = 255, 1000  # bytes that every file system takes, and some more folders before them


def is_output_path(path: str) -> bool:
    """Whether this is a path below the output folder as manifests write it: no way out, nothing hidden."""
    pure = PurePosixPath(path)
    odd = pure.is_absolute() or ".." in pure.parts or set(path) & set(":\\") or not path.isprintable()
    return not odd and path[:1] not in ("", ".")


def could_be_there(path: str) -> bool:
    """Whether a file could be asked for by this path at all: of letters that names may have, and not too many."""
    try:
        names = [name.encode() for name in path.split("/")]
    except UnicodeEncodeError:  # half a character
        return False
    return "\0" not in path and max(map(len, names)) <= LONGEST_NAME and sum(map(len, names)) <= LONGEST_PATH
