"""A place beside the old outputs where a build writes its new ones, until all of them can be put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from responsegen.building.output_folder import PREFIX
from responsegen.building.replacement import (
    Change,
    commit,
    decided,
    failed,
    keep,
    refuse_detour,
    same,
    write_durably,
)

if TYPE_CHECKING:
    from collections.abc import Collection


class Staging:
    """New outputs on their way into a folder; used by the one build that holds the folder's turn."""

    def __init__(self, output: Path) -> None:
        """Take the output folder, which exists."""
        self._output = output
        self._folder = output

    def __enter__(self) -> Self:
        """Make the place. Raises OutputFailed where the folder cannot be written."""
        try:
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._output))
            self.folder.mkdir()
        except BaseException as error:
            self.__exit__()  # nobody else clears away what has not been entered
            if isinstance(error, OSError):
                raise failed(self._output, error) from error
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the place away, unless the next command needs it to mend the output folder."""
        made = self._folder != self._output
        if made and not decided(self._folder):
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def folder(self) -> Path:
        """Where new outputs are written, under the paths that they will have."""
        return self._folder / "new"

    def write(self, path: str, content: str) -> dict[str, str]:
        """Write a text output; its sha256 by its path. Raises OutputFailed."""
        try:
            return {path: write_output(self.folder, path, content.encode())}
        except OSError as error:
            raise failed(self._output, error) from error

    def replace(self, obsolete: Collection[str] = ()) -> Change:
        """Put in place every new output whose bytes differ, and take the obsolete ones away: all of it, or none.

        Raises OutputFailed, with the output folder as it was before, where that cannot be done.
        """
        try:
            change = self._change(obsolete)
            if change.paths:
                commit(self._folder, self._output, change)
        except OSError as error:
            raise failed(self._output, error) from error
        return change

    def _change(self, obsolete: Collection[str]) -> Change:
        staged = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        differing = [file for file in staged if not same(file, self._output / file.relative_to(self.folder))]
        paths = [file.relative_to(self.folder).as_posix() for file in differing]
        present = {path for path in (*paths, *obsolete) if os.path.lexists(self._output / path)}
        for path in present.union(paths):
            refuse_detour(self._output, path)
        for path in sorted(present):
            keep(self._output / path, self._folder / "old" / path)
        return Change(
            added=tuple(path for path in paths if path not in present),
            changed=tuple(path for path in paths if path in present),
            removed=tuple(sorted(present.intersection(obsolete).difference(paths))),
        )


def write_output(folder: Path, path: str, content: bytes) -> str:
    """Write one output under its path below the folder; its sha256. Any process may do so. Raises OSError.

    The folder itself is never made: a worker that outlives a killed build must not bring back what was cleared away.
    """
    for parent in reversed(PurePosixPath(path).parents[:-1]):
        (folder / parent).mkdir(exist_ok=True)
    write_durably(folder / path, content)
    return sha256(content).hexdigest()
