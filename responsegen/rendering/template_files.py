"""Find the files of a folder of templates by their names, and refuse what stands in the place of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from responsegen.dossier import catalogue
from responsegen.dossier.files import printable
from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed

PACKAGE = Path(__file__).resolve().parent.parent
IN_WHEEL = PACKAGE / "templates"
IN_CHECKOUT = PACKAGE.parent / "templates"
NAME = "templates"


def packaged_folder() -> Path:
    """Return the folder of the templates that come with the program."""
    return IN_WHEEL if IN_WHEEL.is_dir() else IN_CHECKOUT


def own_folder(dossier: Path) -> Path:
    """Return the folder of the dossier's own templates, which need not be there.

    Raises RenderingFailed where it is a link out of the dossier, or no folder that can be read: whoever passed over it
    would issue the packaged wording in place of the dossier's.
    """
    own = dossier / NAME
    try:
        any(own.iterdir())
        inside = own.resolve().is_relative_to(dossier.resolve())
    except OSError as error:
        if not os.path.lexists(own):
            return own
        raise _unreadable(own, Place(NAME), "a folder of templates", error) from error
    if not inside:
        raise RenderingFailed(
            catalogue.TEMPLATES_OUTSIDE.at(Place(NAME), "a folder of the dossier", "a link out of it")
        )
    return own


def file_in(folder: Path, name: str) -> Path | None:
    """Return the file of this name, in all ways below the folder; nothing where there is none.

    Raises RenderingFailed where something else stands in its place, or it cannot be read.
    """
    path, pure = folder / name, PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts:
        return None
    place = Place(f"{NAME}/{printable(name)}")
    expected = f"a file {place.file}"
    try:
        found = path.resolve(strict=True)
        if not found.is_relative_to(folder.resolve()):
            raise RenderingFailed(catalogue.LEADS_OUT.at(place, expected, f"a link out of {NAME}/"))
        if not found.is_file():
            raise RenderingFailed(catalogue.UNREADABLE.at(place, expected, "a folder or a device"))
        with path.open("rb"):
            return found
    except (OSError, RuntimeError) as error:  # the latter for a circle of links, until Python 3.13
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return None
        raise _unreadable(path, place, expected, error) from error


def _unreadable(path: Path, place: Place, expected: str, error: Exception) -> RenderingFailed:
    nowhere = path.is_symlink() and not path.exists()
    found = "a link that leads nowhere" if nowhere else str(getattr(error, "strerror", error))
    return RenderingFailed(catalogue.UNREADABLE.at(place, expected, found))


def names_in(folder: Path) -> Iterator[str]:
    """Yield the name of every file below the folder that is not hidden. Raises RenderingFailed for none in UTF-8."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in PurePosixPath(name).parts) or not path.is_file():
            continue
        try:
            name.encode()
        except UnicodeEncodeError as error:
            place = Place(f"{NAME}/{printable(name)}")
            raise RenderingFailed(
                catalogue.NOT_UTF8.at(place, "a file name in UTF-8", "", "Rename the file")
            ) from error
        yield name
