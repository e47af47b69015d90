"""Keep drawn pages from one build to the next, so that an edit costs the blocks that it changes.

build/.cache/3f…e1     one block of one document: the seal of this user, then what `rendering.pdf` wrote
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from responsegen.building.manifest import content_of
from responsegen.building.seal import fits, seal

MOST = 32_000_000  # bytes: a hundred versions of the longest paper shipped
SEAL_BYTES = 64


@dataclass(frozen=True, slots=True)
class PageCache:
    """The pages that one program has drawn; without a folder nothing is kept.

    Like the outputs, they are used again only where this user made them on this machine. Whatever goes wrong here is
    no fault of the build, which draws the pages anew.
    """

    folder: Path | None = None
    program: str = ""  # its fingerprint: another program draws other pages
    refusals: list[str] = field(default_factory=list)

    def get(self, key: str) -> bytes | None:
        """Return what was kept under this key, where it still is as it was."""
        file = self._file(key)
        with suppress(OSError):
            if file is not None:
                content = content_of(file)
                kept = content[SEAL_BYTES:]
                if fits(content[:SEAL_BYTES], file.name.encode() + kept):
                    os.utime(file)
                    return kept
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep this, for this user's eyes only."""
        file = self._file(key)
        if file is None or not (sealed := seal(file.name.encode() + content)):
            return
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, exist_ok=True)
            new = file.with_name(f"{file.name}-{os.getpid()}")
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
                stream.write(sealed + content)
            new.replace(file)

    def refused(self, reason: str) -> None:
        """Remember why a document was laid out as a whole."""
        self.refusals.append(reason)

    def trim(self) -> None:
        """Let go of what has not been of use for longest, until there is room."""
        with suppress(OSError):
            if self.folder is not None and not self.folder.is_symlink():
                files = [(file.stat().st_mtime_ns, file.stat().st_size, file) for file in self.folder.iterdir()]
                room = MOST
                for _, size, file in sorted(files, reverse=True):
                    room -= size
                    if room < 0:
                        file.unlink()

    def _file(self, key: str) -> Path | None:
        if self.folder is None or self.folder.is_symlink():
            return None
        return self.folder / sha256(f"{self.program} {key}".encode()).hexdigest()
