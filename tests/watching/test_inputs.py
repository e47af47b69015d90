"""The paths that have changed are named, once their files are saved."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from responsegen.watching import inputs
from responsegen.watching.inputs import changes, look

STEPS: deque[Callable[[], object]] = deque()  # what is done between two looks, one each


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "positions").mkdir()
    for name in ("dossier.yaml", "positions/SE.yaml", "positions/FI.yaml"):
        (tmp_path / name).write_text("one\n")
    return tmp_path


@pytest.fixture
def changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, ...]]:
    STEPS.clear()
    monkeypatch.setattr(inputs, "time", SimpleNamespace(sleep=lambda _: STEPS.popleft()() if STEPS else None))
    found = changes(folder)
    assert next(found) == ()
    return found


def later(step: Callable[..., object], *arguments: object) -> None:
    STEPS.append(partial(step, *arguments))


def test_the_paths_that_have_changed_are_named_as_in_the_manifest(folder: Path, changed: Iterator[object]) -> None:
    later((folder / "positions/SE.yaml").write_text, "two\n")
    assert next(changed) == ("positions/SE.yaml",)
    (folder / "positions/FI.yaml").unlink()
    (folder / "positions/DK.yaml").write_text("one\n")
    assert next(changed) == ("positions/DK.yaml", "positions/FI.yaml")
    (folder / "dossier.yaml").rename(folder / "elsewhere")
    assert next(changed) == ("dossier.yaml",)


def test_what_happens_during_a_build_is_told_after_it(folder: Path, changed: Iterator[object]) -> None:
    (folder / "dossier.yaml").write_text("two\n")
    assert next(changed) == ("dossier.yaml",)


def test_templates_that_come_only_later_are_seen_with_their_assets(folder: Path, changed: Iterator[object]) -> None:
    later((folder / "templates/assets").mkdir, 0o755, True)  # noqa: FBT003 -- parents, by place
    later((folder / "positions/SE.yaml").write_text, "two\n")
    assert next(changed) == ("positions/SE.yaml",)
    later((folder / "templates/assets/crest.svg").write_text, "<svg/>")
    assert next(changed) == ("templates/assets/crest.svg",)


def test_a_file_that_is_saved_in_steps_is_one_change(folder: Path, changed: Iterator[object]) -> None:
    for size in range(6):
        later((folder / "positions/SE.yaml").write_text, "x" * size)
    assert next(changed) == ("positions/SE.yaml",)
    later((folder / "positions/FI.yaml").write_text, "two\n")
    assert next(changed) == ("positions/FI.yaml",)


def test_two_saves_of_the_same_size_within_one_second_are_two_changes(folder: Path, changed: Iterator[object]) -> None:
    for content in ("two\n", "six\n"):
        (folder / "positions/SE.yaml").write_text(content)
        assert next(changed) == ("positions/SE.yaml",)


def test_an_edit_that_keeps_size_and_times_is_seen_and_times_without_an_edit_are_not(
    folder: Path, changed: Iterator[object]
) -> None:
    file = folder / "positions/SE.yaml"
    before = file.stat()
    file.write_text("six\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.utime(folder / "positions/FI.yaml", ns=(1, 1))
    assert next(changed) == ("positions/SE.yaml",)


@pytest.mark.parametrize("name", ["positions/.SE.yaml.swp", "positions/SE.yaml~", "build/response.html", "notes.txt"])
def test_what_is_no_input_is_not_looked_at(folder: Path, name: str) -> None:
    before = look(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x")
    assert look(folder) == before


def test_the_packaged_templates_are_inputs_too(folder: Path) -> None:
    assert {"dossier.yaml", "positions/SE.yaml", "responsegen/templates/document.css"} <= set(look(folder))
