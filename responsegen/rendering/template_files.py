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
_NOWHERE = "a link that leads nowhere"


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
        found = _NOWHERE if _leads_nowhere(own) else str(error.strerror)
        raise RenderingFailed(catalogue.UNREADABLE.at(Place(NAME), "a folder of templates", found)) from error
    if not inside:
        raise RenderingFailed(
            catalogue.TEMPLATES_OUTSIDE.at(Place(NAME), "a folder of the dossier", "a link out of it")
        )
    return own


def file_in(folder: Path, name: str) -> Path | None:
    """Return the file of this name, in all ways below the folder; nothing where there is none.

    Raises RenderingFailed where something else stands in its place, or it cannot be read.
    """
    way, pure = folder / name, PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts:
        return None
    if not os.path.lexists(way):
        _refuse_what_is_no_folder(folder, pure)
        return None
    place = Place(f"{NAME}/{printable(name)}")
    expected = f"a file {place.file}"
    try:
        if _leads_nowhere(way):
            raise RenderingFailed(catalogue.UNREADABLE.at(place, expected, _NOWHERE))
        path = way.resolve()
        if not path.is_relative_to(folder.resolve()):
            raise RenderingFailed(catalogue.LEADS_OUT.at(place, expected, f"a link out of {NAME}/"))
        if not path.is_file():
            raise RenderingFailed(catalogue.UNREADABLE.at(place, expected, "a folder or a device"))
        with path.open("rb"):
            return path
    except OSError as error:
        raise RenderingFailed(catalogue.UNREADABLE.at(place, "a file that can be read", str(error.strerror))) from error


def _refuse_what_is_no_folder(folder: Path, name: PurePosixPath) -> None:
    """Raise RenderingFailed where something else, or a folder that cannot be looked into, stands on the way."""
    for step in name.parents[-2::-1]:  # assets, then assets/seals
        way = folder / step
        if os.path.lexists(way) and not (way.is_dir() and os.access(way, os.R_OK | os.X_OK)):
            place = Place(f"{NAME}/{printable(str(step))}")
            raise RenderingFailed(catalogue.UNREADABLE.at(place, f"a folder {place.file}", "none that can be read"))


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


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()
