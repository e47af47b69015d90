"""Which commit the recorded answers come from."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from responsegen.building.provenance import commit_of

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "positions").mkdir()
    (tmp_path / "dossier.yaml").write_text("title: X\n")
    (tmp_path / "positions" / "SE.yaml").write_text("country: SE\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "first")
    return tmp_path


def test_the_commit_is_the_last_one_that_touched_the_dossier(dossier: Path) -> None:
    first = git(dossier, "log", "-1", "--format=%h", "--abbrev=12")
    (dossier / "README.md").write_text("of no account\n")
    git(dossier, "add", ".")
    git(dossier, "commit", "--quiet", "--message", "second")
    assert commit_of(dossier) == first


def test_uncommitted_changes_are_said(dossier: Path) -> None:
    (dossier / "positions" / "SE.yaml").write_text("country: SE\nstatus: draft\n")
    commit = commit_of(dossier)
    assert commit is not None
    assert commit.endswith(" with uncommitted changes")


def test_a_folder_outside_git_has_no_commit(tmp_path: Path) -> None:
    assert commit_of(tmp_path) is None


def test_without_git_there_is_no_commit(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert commit_of(dossier) is None
