"""Where a build may not write: what people keep there would be mixed with outputs."""

import os
from pathlib import Path

import pytest

from responsegen.building.output_folder import refusal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
ELSEWHERE = "name another folder with --output"
OWN = f"is where the dossier's own files are: {ELSEWHERE}"
GIT = f"belongs to git: {ELSEWHERE}"
REPOSITORY = f"holds a git repository: {ELSEWHERE}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a dossier in it, and with things that are none of its business."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("d/positions", "d/.git/objects", "d/nested/.git", "other/positions", "photos", "notes"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("HEAD", "objects", "refs"):
        (tmp_path / "bare" / name).mkdir(parents=True)
    for name in ("d", "other"):
        (tmp_path / name / "dossier.yaml").touch()
    (tmp_path / "worktree").mkdir()
    (tmp_path / "worktree/.git").write_text("gitdir: elsewhere")
    (tmp_path / "d/linked").symlink_to(tmp_path / "photos")
    (tmp_path / "latest").symlink_to(tmp_path / "photos")
    (tmp_path / "d/nowhere").symlink_to(tmp_path / "nothing")
    return tmp_path


REFUSED = {
    "d": OWN,
    "d/build/..": OWN,
    "d/positions": OWN,
    "d/build/../positions": OWN,
    "d/positions/out": OWN,
    "d/templates": OWN,
    "other": OWN,
    "other/positions": OWN,
    "d/.git": GIT,
    "d/.git/objects": GIT,
    "d/.GIT": GIT,
    "d/nested": REPOSITORY,
    "bare": REPOSITORY,
    "worktree": REPOSITORY,
    ".": f"is your home folder: {ELSEWHERE}",
    "..": OWN,
    "/": OWN,
}


@pytest.mark.parametrize("output", REFUSED)
def test_a_folder_that_holds_other_things_is_refused(home: Path, output: str) -> None:
    assert refusal(home / output, home / "d") == REFUSED[output]


@pytest.mark.parametrize(
    ("output", "to"),
    [("d/linked", "photos"), ("d/linked/out", "photos/out"), ("latest", "photos"), ("d/nowhere", "nothing")],
)
def test_a_link_is_refused_and_its_target_may_be_named(home: Path, output: str, to: str) -> None:
    sentence = f"is a link to {home / to}: remove the link, or name that folder with --output"
    assert refusal(home / output, home / "d") == sentence
    assert refusal(home / to, home / "d") is None


@pytest.mark.parametrize("output", ["d/build", "d/out/deep", "photos", "notes/new", "latest/below", "other/build"])
def test_any_other_folder_will_do(home: Path, output: str) -> None:
    assert refusal(home / output, home / "d") is None


def test_a_dossier_may_be_reached_through_a_link(home: Path) -> None:
    (home / "work").symlink_to(home / "d")
    assert refusal(home / "work/build", home / "work") is None
    assert refusal(home / "d/build", home / "work") is None
