"""Put a build's new outputs in place, all of them or none: what has been decided is only ever completed.

build/.staging-x1/new/     the new files, whole and on the disk before anything else is touched
build/.staging-x1/commit   from here on they are to be in place; it holds the seal of their manifest, and becomes it
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from responsegen.building.lock import locked
from responsegen.building.manifest import content_of, digest_of, is_as_built, listed_outputs, seal_of
from responsegen.building.output_folder import (
    CACHE,
    COMMIT,
    MANIFEST,
    NEW,
    PREFIX,
    RECORD,
    SEAL,
    OutputFailed,
    is_output_path,
    leftovers,
)
from responsegen.building.seal import fits, seal
from responsegen.editing.interruption import undivided
from responsegen.editing.writing import free_name

COMPLETED = "A build was stopped while it replaced the outputs: all of its outputs are in place now."


@dataclass(frozen=True, slots=True)
class OutputChange:
    """What a build does to the output folder; paths as in the manifest: `fiches/SE.pdf`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Return every path that is touched."""
        return self.added + self.changed + self.removed


@dataclass(frozen=True, slots=True)
class Staging:
    """New outputs that are not in place yet; `say` is told what people have to know."""

    output: Path
    place: Path
    say: Callable[[str], None]
    begun: dict[str, str] = field(default_factory=dict)  # sha256 by path of what undecided builds may have placed
    put_aside: dict[str, str] = field(default_factory=dict)  # new name by path of what was edited

    @property
    def folder(self) -> Path:
        """Return where new outputs are written, under the paths that they will have."""
        return self.place / NEW

    def write(self, path: str, content: str) -> dict[str, str]:
        """Write a text output, and return its sha256 by its path."""
        return {path: write_output(self.folder, path, content.encode())}

    def recover(self) -> None:
        """Make the folder hold a whole build again where others were stopped.

        Nothing but what this user decided is completed. Raises OutputFailed where a file cannot be replaced now.
        """
        for place in leftovers(self.output):
            if place != self.place:
                left = Staging(self.output, place, self.say, self.begun, self.put_aside)
                if left.is_decided():
                    left.roll_forward()
                    self.say(COMPLETED)
                else:
                    self.begun.update(listed_outputs(left.folder))
                    left.clear()

    def replace(self) -> OutputChange:
        """Put in place every new output whose bytes differ, its manifest among them, and take away the obsolete ones.

        Raises OSError with the folder as it was before, or OutputFailed where the next build has to complete it.
        """
        new_seal = seal(content_of(self.folder / MANIFEST))
        change = self._change()
        if change.paths or new_seal != seal_of(self.output):
            with undivided():
                for written in (self.place, *(path for path in self.place.rglob("*") if path.is_dir())):
                    _sync(written)
                _write_durably(self.place / RECORD, new_seal)
                (self.place / RECORD).replace(self.place / COMMIT)
                self.roll_forward()
        return change

    def roll_forward(self) -> None:
        """Put the new files in place and take away what is no longer made; each step may be done a second time.

        A file that is not as a build left it is put aside and said. Raises OutputFailed where a file cannot be
        replaced now.
        """
        output, new, gone = self.output, self._new(), self._gone()
        try:
            _sync(self.place)
            for path in (*new, *gone):
                if os.path.lexists(output / path):
                    (output / path).replace(output / path)  # refused by Windows while another program has it open
            built = listed_outputs(output)
            for path in (*new, *gone):
                if path != MANIFEST and not is_as_built(output / path, built.get(path), self.begun.get(path)):
                    self._put_aside(path)
            for path in gone:
                (output / path).unlink(missing_ok=True)
            _take_away_empty(output, gone)
            for path in new:
                (output / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).replace(output / path)
                _sync((output / path).parent)
            (self.place / COMMIT).replace(output / SEAL)
        except OSError as error:
            raise OutputFailed(
                f"{_words(error)}. The new outputs are ready: the next build puts them in place"
            ) from error
        self.clear()

    def is_decided(self) -> bool:
        """Tell whether a build of this user decided to put these very files in place."""
        with suppress(OSError, OutputFailed):
            new = self._new()
            manifest = (self.folder if MANIFEST in new else self.output) / MANIFEST
            listed = {**listed_outputs(manifest.parent), MANIFEST: digest_of(manifest)}
            for path in new:
                _refuse_detour(self.output, path)
            whole = all(_is_plain(self.folder / path, listed.get(path)) for path in new)
            return whole and fits(content_of(self.place / COMMIT), content_of(manifest))
        return False

    def clear(self) -> None:
        """Take the decision away first: what is only half cleared must not be put in place."""
        with suppress(OSError):
            (self.place / COMMIT).unlink(missing_ok=True)
            shutil.rmtree(self.place, ignore_errors=True)

    def _new(self) -> list[str]:
        """List what is to be put in place; the manifest last: until then the earlier one tells what to take away."""
        files = (path for path in self.folder.rglob("*") if path.is_symlink() or not path.is_dir())
        paths = sorted(path.relative_to(self.folder).as_posix() for path in files)
        return sorted(paths, key=lambda path: path == MANIFEST)

    def _gone(self) -> list[str]:
        """List the outputs of the last build that are there and that the new manifest, if any, no longer lists."""
        if not os.path.lexists(self.folder / MANIFEST):
            return []
        kept = listed_outputs(self.folder)
        return [p for p in listed_outputs(self.output) if p not in kept and os.path.lexists(self.output / p)]

    def _change(self) -> OutputChange:
        """Find out what differs, and keep nothing else staged."""
        for path in self._new():
            if _is_plain(self.output / path, digest_of(self.folder / path)):
                (self.folder / path).unlink()
        new, gone, built = self._new(), self._gone(), listed_outputs(self.output)
        for path in (*new, *gone):
            _refuse_detour(self.output, path)
        present = {path for path in new if os.path.lexists(self.output / path)}
        return OutputChange(
            added=tuple(path for path in new if path not in present),
            changed=tuple(path for path in new if path in present),
            removed=tuple(path for path in gone if is_as_built(self.output / path, built[path])),
        )

    def _put_aside(self, path: str) -> None:
        """Give a file a name of its own beside the new one, and never that of an earlier one."""
        pure = PurePosixPath(path)
        self.put_aside[path] = str(pure.with_name(free_name(self.output / path, "edited").name))
        (self.output / path).rename(self.output / self.put_aside[path])
        self.say(f"{self.output.name}/{path} was edited after it was built: it is kept as {self.put_aside[path]}.")


@contextmanager
def staging(output: Path, say: Callable[[str], None]) -> Iterator[Staging]:
    """Wait for the lock, complete what a killed build had decided, then yield a place for new outputs.

    Raises OutputFailed where the folder cannot be written.
    """
    place = None
    try:
        with locked(output, say):
            try:
                place = output / Path(tempfile.mkdtemp(prefix=PREFIX, dir=output)).name  # since 3.12 it resolves `..`
                (place / NEW).mkdir()
                new = Staging(output, place, say)
                new.recover()
                yield new
            finally:
                if place is not None and not (place / COMMIT).is_file():
                    shutil.rmtree(place, ignore_errors=True)
                if not os.path.lexists(output / MANIFEST):
                    shutil.rmtree(output / CACHE, ignore_errors=True)  # nothing was built
    except OSError as error:
        raise OutputFailed(f"{_words(error)}. {output.name}/ is as it was before") from error


def write_output(folder: Path, path: str, content: bytes) -> str:
    """Write one output under its path below the folder, and return its sha256. Any process may do so. Raises OSError.

    The folder itself is never made: a worker that outlives a killed build must not bring back what was cleared away.
    """
    for parent in reversed(PurePosixPath(path).parents[:-1]):
        (folder / parent).mkdir(exist_ok=True)
    _write_durably(folder / path, content)
    return sha256(content).hexdigest()


def _write_durably(file: Path, content: bytes) -> None:
    """Write a new file so that it survives a power cut."""
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _is_plain(file: Path, digest: str | None) -> bool:
    """Tell whether this is a file, and no link, with this sha256."""
    return not file.is_symlink() and file.is_file() and digest_of(file) == digest


def _refuse_detour(folder: Path, path: str) -> None:
    """Raise OutputFailed for a path that leads out of the folder, or through a link or a file on the way."""
    way = (folder / parent for parent in PurePosixPath(path).parents if parent.parts)
    detour = next((step for step in way if os.path.lexists(step) and (step.is_symlink() or not step.is_dir())), None)
    if detour is not None or not is_output_path(path):
        raise OutputFailed(f"{detour or path} is in the way of the outputs: remove it, and build again")


def _take_away_empty(output: Path, paths: Iterable[str]) -> None:
    """Take away folders that have become empty."""
    folders = {parent for path in paths for parent in PurePosixPath(path).parents if parent.parts}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        with suppress(OSError):
            (output / folder).rmdir()
    _sync(output)


def _sync(folder: Path) -> None:
    """Make the names in a folder survive a power cut; Windows does so by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _words(error: OSError) -> str:
    reason = error.strerror or str(error)
    hint = " (is it open in another program?)" if isinstance(error, PermissionError) and error.filename2 else ""
    file = error.filename2 or error.filename
    return f"cannot write {file}: {reason}{hint}" if file else f"cannot write the outputs: {reason}"
