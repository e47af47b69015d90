"""Which commit the recorded answers come from."""

from __future__ import annotations

import os
import shutil
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


@pytest.mark.skipif(os.name != "posix", reason="a program of a few lines as POSIX starts it")
@pytest.mark.parametrize("says", ["hello", "2f09ef5a81c0 and more", ""])
def test_what_another_program_called_git_says_is_no_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    (tmp_path / "git").write_text(f"#!/bin/sh\necho '{says}'\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}", prepend=":")
    assert commit_of(tmp_path) is None


@pytest.mark.skipif(os.name != "posix", reason="a program of a few lines as POSIX starts it")
@pytest.mark.parametrize("command", ["log", "config", "status"])
def test_where_git_fails_to_say_whether_there_are_changes_no_commit_is_named(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    real = shutil.which("git")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").write_text(f'#!/bin/sh\ncase " $* " in *" {command} "*) exit 1;; esac\nexec {real} "$@"\n')
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}", prepend=":")
    assert commit_of(dossier) is None


def test_where_a_filter_that_was_not_started_might_see_no_change_no_commit_is_named(dossier: Path) -> None:
    git(dossier, "config", "filter.x.clean", "cat")
    (dossier / ".gitattributes").write_text("*.yaml filter=x\n")
    commit(dossier)
    assert commit_of(dossier)
    (dossier / "positions" / "SE.yaml").write_text("country: SE\nstatus: draft\n")
    assert commit_of(dossier) is None


TRAPS = {
    "a monitor of files": {"core.fsmonitor": "{}"},
    "hooks": {"core.hooksPath": "hooks"},
    "a filter": {"filter.x.clean": "{} && cat"},
    "a filter that is required": {"filter.x.clean": "{} && cat", "filter.x.required": "true"},
    "a filter that goes on running": {"filter.x.process": "{}"},
    "a filter of an odd name": {"filter.x=y.z.clean": "{} && cat"},
}


@pytest.mark.skipif(os.name != "posix", reason="programs of a few lines as POSIX starts them")
@pytest.mark.parametrize("trap", TRAPS)
def test_settings_that_came_with_a_dossier_start_no_program(
    dossier: Path, trap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, trapped = dossier / ".git/left", dossier / ".git/trap"
    for program in (trapped, *(dossier / f"hooks/{name}" for name in ("post-index-change", "fsmonitor-watchman"))):
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\ntouch '{left}'\n")
        program.chmod(0o755)
    name = "x=y.z" if "odd" in trap else "x"
    (dossier / ".git/info/attributes").write_text(f"*.yaml filter={name}\n")
    for setting, value in TRAPS[trap].items():
        git(dossier, "config", setting, value.format(trapped))
    left.unlink(missing_ok=True)
    (dossier / "positions/SE.yaml").write_text("country: DK\n")  # as long as before: git has to look into it
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "A")
    named = commit_of(dossier) or "nothing"
    assert named.endswith("nothing" if "filter" in trap else " with uncommitted changes")
    assert not left.exists()
