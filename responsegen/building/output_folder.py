"""Which names an output folder may hold: those of outputs, and those of folders in which a build gets them ready."""

from __future__ import annotations

from pathlib import PurePosixPath

PREFIX = ".staging-"


def is_output_path(path: str) -> bool:
    """Whether this is a path below the output folder as manifests write it: no way out, nothing hidden."""
    pure = PurePosixPath(path)
    odd = pure.is_absolute() or ".." in pure.parts or set(path) & set(":\\") or not path.isprintable()
    return not odd and path[:1] not in ("", ".")
