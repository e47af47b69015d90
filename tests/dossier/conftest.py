"""The small dossier, which has one topic of each kind and no problem, and a way to change it in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from responsegen.dossier.reading import Reading, SourceFile, check_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="session")
def small() -> dict[str, bytes]:
    return {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in sorted(SMALL.rglob("*.yaml"))}


@pytest.fixture(scope="session")
def check(small: dict[str, bytes]) -> Callable[[Mapping[str, bytes | None]], Reading]:
    """Check the small dossier with some files changed, added or (None) taken away."""

    def check_changed(changes: Mapping[str, bytes | None]) -> Reading:
        files = {**small, **changes}
        return check_files([SourceFile(path, content) for path, content in files.items() if content is not None])

    return check_changed
