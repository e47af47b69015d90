"""How git is called: which one, in which repository, and that nothing a dossier brings along has a say in it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from responsegen.history.git import GIT, OF_ONE_REPOSITORY, find_git, last_commit
from responsegen.history.revision import find_revision
from responsegen.problem import HistoryUnavailable
from tests.history.repository import commit, git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "dossier"
    folder.mkdir()
    commit(folder, dossier="title: X\n", SE="country: SE\n")
    return folder


PLACES = {
    "the current folder, by no name": "",
    "the current folder": ".",
    "a relative folder": "tools",
    "a relative folder beside": "../elsewhere/tools",
    "the current folder, in full": "{here}",
    "a folder in the current one": "{here}/tools",
    "the dossier's folder": "{dossier}",
    "a folder of the dossier": "{dossier}/tools",
    "a link into the dossier": "{links}/in",
    "a link out of the dossier": "{dossier}/out",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_git_is_started_out_of_the_dossier_or_the_current_folder(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    here, links, elsewhere = (tmp_path / name for name in ("here", "links", "elsewhere"))
    for folder in (here, here / "tools", links, elsewhere / "tools", dossier / "tools", dossier, tmp_path / "known"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / GIT).write_text("#!/bin/sh\n")
        (folder / GIT).chmod(0o755)
    (links / "in").symlink_to(dossier / "tools")
    (dossier / "out").symlink_to(elsewhere / "tools")
    monkeypatch.chdir(here)
    foreign = PLACES[place].format(here=here, dossier=dossier, links=links)
    monkeypatch.setenv("PATH", os.pathsep.join([foreign, str(tmp_path / "known")]))
    assert find_git(dossier) == str(tmp_path / "known" / GIT)
    monkeypatch.setenv("PATH", foreign)
    with pytest.raises(HistoryUnavailable, match="git is not installed, or not where programs are looked for"):
        find_git(dossier)


@pytest.mark.skipif(os.name != "posix", reason="there, programs lie below a root of their own")
def test_all_programs_lie_below_the_root_and_are_found_from_there(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert find_git(dossier) == shutil.which("git")


def test_a_bare_repository_among_the_files_of_a_dossier_is_none(dossier: Path) -> None:
    git(dossier, "config", "core.bare", "true")
    for name in ("HEAD", "config", "objects", "refs"):
        (dossier / ".git" / name).rename(dossier / name)
    shutil.rmtree(dossier / ".git")
    assert git(dossier, "rev-parse", "HEAD")
    assert last_commit(dossier) is None
    with pytest.raises(HistoryUnavailable, match="is in no git repository"):
        find_revision(dossier, "HEAD")


def test_the_variables_of_one_repository_are_those_that_git_lists(dossier: Path) -> None:
    listed = {*git(dossier, "rev-parse", "--local-env-vars").split()}
    assert listed - {"GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"} <= OF_ONE_REPOSITORY


def test_the_variables_of_another_repository_are_of_no_account(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = last_commit(dossier)
    for variable in OF_ONE_REPOSITORY:
        monkeypatch.setenv(variable, os.devnull)
    assert found
    assert last_commit(dossier) == found


def test_what_a_caller_sets_for_one_call_holds(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(dossier))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)  # where every folder may be called safe
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # as in a container, where others own what is mounted
    assert last_commit(dossier)
    monkeypatch.delenv("GIT_CONFIG_COUNT")
    assert last_commit(dossier) is None
