"""A folder in, every problem of its files out; where there are very many, all cores look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from responsegen.dossier.files import read_files
from responsegen.dossier.reading import check_files, is_position

if TYPE_CHECKING:
    from pathlib import Path

    from responsegen.dossier.reading import Reading

MANY: Final = 500  # position files: with fewer, to start processes takes longer than they save


def check_folder(folder: Path, many: int = MANY) -> Reading:
    """Check the dossier in this folder: with so many position files or more, in a process for each core.

    The positions of the dossier are then not whole: they hold what had to be held against other files.
    """
    files, problems = read_files(folder)
    if sum(is_position(file.path) for file in files) < many:
        return check_files(files, problems)
    from responsegen.building.processes import cores  # noqa: PLC0415 -- as above
    from responsegen.building.side_by_side import check_side_by_side  # noqa: PLC0415 -- few dossiers are so large

    return check_side_by_side(files, problems, cores())
