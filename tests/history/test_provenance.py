"""Which commit the recorded answers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.history.provenance import commit_of
from tests.history.repository import commit, git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    commit(tmp_path, dossier="title: X\n", SE="country: SE\n")
    return tmp_path


def test_the_commit_is_the_last_one_that_touched_the_dossier(dossier: Path) -> None:
    first = git(dossier, "log", "-1", "--format=%h", "--abbrev=12")
    (dossier / "README.md").write_text("of no account\n")
    commit(dossier)
    assert commit_of(dossier) == first


def test_uncommitted_changes_are_said(dossier: Path) -> None:
    (dossier / "positions" / "SE.yaml").write_text("country: SE\nstatus: draft\n")
    assert (commit_of(dossier) or "").endswith(" with uncommitted changes")


def test_a_folder_outside_git_has_no_commit(tmp_path: Path) -> None:
    assert commit_of(tmp_path) is None


def test_without_git_there_is_no_commit(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert commit_of(dossier) is None
