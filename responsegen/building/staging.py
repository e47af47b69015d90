"""Keep a build's new outputs beside the old ones until all of them can be put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from errno import EISDIR
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from responsegen.building.manifest import content_of, is_as_built, listed_outputs, obsolete, seal_of
from responsegen.building.output_folder import COMMIT, MANIFEST, NEW, PREFIX, SEAL
from responsegen.building.seal import seal
from responsegen.building.transaction import commit, failed, refuse_detour, same, staged, write_durably

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Change:
    """What a build does to the output folder; paths as in the manifest: `fiches/SE.pdf`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is touched."""
        return self.added + self.changed + self.removed


class Staging:
    """New outputs on their way into a folder; used by the one build that holds its lock."""

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
        """Clear the place away, unless the next build has to complete what was decided."""
        made = self._folder != self._output
        if made and not (self._folder / COMMIT).is_file():
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def folder(self) -> Path:
        """Where new outputs are written, under the paths that they will have."""
        return self._folder / NEW

    def write(self, path: str, content: str) -> dict[str, str]:
        """Write a text output; its sha256 by its path. Raises OutputFailed."""
        try:
            return {path: write_output(self.folder, path, content.encode())}
        except OSError as error:
            raise failed(self._output, error) from error

    def replace(self, begun: Mapping[str, str], say: Callable[[str], None]) -> Change:
        """Put in place every new output whose bytes differ, its manifest among them, and take away the obsolete ones.

        For `begun` and `say` see `roll_forward`. Raises OutputFailed, with the output folder as it was before, or
        with all that is to be done decided.
        """
        try:
            new_seal = seal(content_of(self.folder / MANIFEST))
            change = self._change()
            if change.paths or new_seal != seal_of(self._output):
                commit(self._folder, self._output, new_seal, begun, say)
        except OSError as error:
            raise failed(self._output, error) from error
        return change

    def _change(self) -> Change:
        """Find out what differs, and keep nothing else staged."""
        gone, built = obsolete(self._output, self.folder), listed_outputs(self._output)
        for path in staged(self._folder):
            if same(self.folder / path, self._output / path):
                (self.folder / path).unlink()
        differing = staged(self._folder)
        for path in (*differing, *gone):
            refuse_detour(self._output, path)
        if (self._output / SEAL).is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(self._output / SEAL))
        present = {path for path in differing if os.path.lexists(self._output / path)}
        return Change(
            added=tuple(path for path in differing if path not in present),
            changed=tuple(path for path in differing if path in present),
            removed=tuple(path for path in gone if is_as_built(self._output / path, built[path])),
        )


def write_output(folder: Path, path: str, content: bytes) -> str:
    """Write one output under its path below the folder; its sha256. Any process may do so. Raises OSError.

    The folder itself is never made: a worker that outlives a killed build must not bring back what was cleared away.
    """
    for parent in reversed(PurePosixPath(path).parents[:-1]):
        (folder / parent).mkdir(exist_ok=True)
    write_durably(folder / path, content)
    return sha256(content).hexdigest()
