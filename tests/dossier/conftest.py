"""The small dossier, which has one topic of each kind and no problem, and a way to change it in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from responsegen.dossier.files import DOSSIER_FILE, SourceFile
from responsegen.dossier.reading import Reading, Trees, check_files, check_trees, is_position
from responsegen.dossier.yaml_tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from responsegen.problem import Problem

SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="session")
def small() -> dict[str, bytes]:
    return {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in sorted(SMALL.rglob("*.yaml"))}


@pytest.fixture(scope="session")
def check(small: dict[str, bytes]) -> Callable[[Mapping[str, bytes | None]], Reading]:
    """Check the small dossier with some files changed, added or (None) taken away; what stays is read once."""
    own, read = {path: read_tree(path, content, []) for path, content in small.items()}, {}

    def check_changed(changes: Mapping[str, bytes | None]) -> Reading:
        files = {path: content for path, content in {**small, **changes}.items() if content is not None}
        report: list[Problem] = []
        trees = {
            path: own[path] if path in small and path not in changes else read_tree(path, files[path], report)
            for path in sorted(files)
            if path == DOSSIER_FILE or is_position(path)
        }
        return check_trees(Trees(tuple(SourceFile(*file) for file in files.items()), trees, tuple(report), read))

    assert check_changed({}).dossier
    changed = {"positions/SE.yaml": small["positions/SE.yaml"] + b"sanction: {}\n", "positions/XX.yml": b"a: ["}
    assert check_changed(changed) == check_files([SourceFile(*file) for file in {**small, **changed}.items()])
    return check_changed
