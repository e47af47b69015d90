"""Which commit the recorded answers come from."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from responsegen.dossier.files import SourceFile, read_files
from responsegen.history import revision
from tests.history.repository import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHANGED = " with uncommitted changes"


def commit_of(folder: Path) -> str | None:
    """Name the commit of the files as they are now."""
    return revision.commit_of(folder, read_files(folder)[0])


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
    dossier: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    tmp_path = tmp_path_factory.mktemp("programs")
    (tmp_path / "git").write_text(f"#!/bin/sh\necho '{says}'\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}", prepend=":")
    assert commit_of(dossier) is None


@pytest.mark.skipif(os.name != "posix", reason="a program of a few lines as POSIX starts it")
@pytest.mark.parametrize("command", ["log", "ls-tree", "cat-file"])
def test_where_git_fails_to_say_what_a_commit_holds_no_commit_is_named(
    dossier: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    program = tmp_path_factory.mktemp("programs") / "git"
    program.write_text(f'#!/bin/sh\ncase " $* " in *" {command} "*) exit 1;; esac\nexec {shutil.which("git")} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}", prepend=":")
    assert commit_of(dossier) is None


def _switched(dossier: Path) -> None:
    """Let somebody check out another branch between the reading of two files."""
    git(dossier, "branch", "other")
    commit(dossier, SE="country: SE\nstatus: draft\n", DK="country: DK\n")
    git(dossier, "checkout", "--quiet", "other", "--", "positions/SE.yaml")


def _hidden(dossier: Path, *arguments: str) -> None:
    git(dossier, *arguments)
    (dossier / "positions/SE.yaml").write_text("country: DK\n")


def _new(dossier: Path) -> None:
    (dossier / "positions/DK.yaml").write_text("country: DK\n")


def _ignored(dossier: Path) -> None:
    (dossier / ".git/info/exclude").write_text("DK.yaml\n")
    _new(dossier)


def _untracked(dossier: Path) -> None:
    git(dossier, "config", "status.showUntrackedFiles", "no")
    _new(dossier)


def _sparse(dossier: Path) -> None:
    git(dossier, "sparse-checkout", "set", "--no-cone", "/dossier.yaml")


def _filtered(dossier: Path) -> None:
    """Let git take any answer for that of the commit."""
    git(dossier, "config", "filter.x.clean", "echo country: SE")
    (dossier / ".git/info/attributes").write_text("*.yaml filter=x\n")
    _hidden(dossier, "status")


def _replaced(dossier: Path) -> None:
    """Let git show another commit wherever this one is named."""
    first = git(dossier, "rev-parse", "HEAD")
    second = commit(dossier, SE="country: DK\n")
    git(dossier, "reset", "--quiet", "--soft", first)
    git(dossier, "replace", first, second)


def _another_index(dossier: Path) -> None:
    (dossier / "positions/SE.yaml").write_text("country: DK\n")
    git(
        dossier,
        "update-index",
        "--cacheinfo",
        f"100644,{git(dossier, 'hash-object', '-w', 'dossier.yaml')},dossier.yaml",
    )


UNHELD: dict[str, Callable[[Path], None]] = {
    "a checkout while it is read": _switched,
    "a new file, where git tells of none": _untracked,
    "a new file that git ignores": _ignored,
    "a file that git takes for unchanged": lambda d: _hidden(
        d, "update-index", "--assume-unchanged", "positions/SE.yaml"
    ),
    "a file that git passes over": lambda d: _hidden(d, "update-index", "--skip-worktree", "positions/SE.yaml"),
    "a file that is not checked out": _sparse,
    "a file that a filter changes back": _filtered,
    "a commit in the place of another": _replaced,
    "a change and another one that is staged": _another_index,
    "a file that is gone": lambda d: (d / "positions/SE.yaml").unlink(),
}


@pytest.mark.parametrize("case", UNHELD)
def test_no_commit_is_named_without_a_word_that_does_not_hold_what_was_read(dossier: Path, case: str) -> None:
    assert not (commit_of(dossier) or CHANGED).endswith(CHANGED)
    UNHELD[case](dossier)
    assert (commit_of(dossier) or "nothing").endswith(CHANGED)


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_line_ends_of_windows_and_every_kind_of_repository_are_understood(tmp_path: Path, form: str) -> None:
    git(tmp_path, "init", "--quiet", f"--object-format={form}")
    whole = commit(tmp_path, dossier="title: X\n", SE="country: SE\n")
    (tmp_path / "positions/README.md").write_text("of no account\n")
    read = [SourceFile("dossier.yaml", b"title: X\r\n"), SourceFile("positions/SE.yaml", b"country: SE\n")]
    assert revision.commit_of(tmp_path, read) == whole[:12]


def test_a_link_within_the_dossier_is_what_it_leads_to(dossier: Path) -> None:
    (dossier / "positions/DK.yaml").symlink_to("SE.yaml")
    assert commit(dossier)[:12] == commit_of(dossier)


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
    assert (commit_of(dossier) or "nothing").endswith(CHANGED)
    assert not left.exists()
