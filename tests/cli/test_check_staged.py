"""`check --staged` looks at what the next commit would hold, as a hook of git calls it, and not at the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import POSITIONS, run
from tests.history.repository import SETTINGS, commit, git

CHECKOUT = Path(__file__).parents[2]
BROKEN = POSITIONS["UK"].replace("oppose", "opose")
IN_ORDER = "In order: 1 question, 3 topics, 3 positions and 3 delegations.\n"


@pytest.fixture
def staged(dossier: Path) -> Path:
    """A dossier of which everything is committed."""
    commit(dossier)
    return dossier


def test_the_folder_is_of_no_account(staged: Path) -> None:
    (staged / "positions/UK.yaml").write_text(BROKEN)
    (staged / "dossier.yaml").unlink()
    assert run("check", "--staged").stdout == IN_ORDER
    git(staged, "add", "positions/UK.yaml")
    (staged / "positions/UK.yaml").write_text(POSITIONS["UK"])
    found = run("check", "--staged")
    assert found.stderr.startswith("positions/UK.yaml:5:32: error: ")
    assert found.exit_code == 1


def test_a_new_file_counts_once_it_is_staged(staged: Path) -> None:
    git(staged, "rm", "--quiet", "--cached", "positions/UK.yaml")
    assert run("check", "--staged").stdout == IN_ORDER.replace("3 positions", "2 positions")
    git(staged, "add", "positions/UK.yaml")
    assert run("check", "--staged").stdout == IN_ORDER


def test_before_the_first_commit_it_is_checked_as_well(dossier: Path) -> None:
    git(dossier, "init", "--quiet")
    git(dossier, "add", ".")
    assert run("check", "--staged").stdout == IN_ORDER


@pytest.mark.parametrize("command", ["rm --quiet", "rm --quiet --cached"])
def test_a_deleted_dossier_is_told(staged: Path, command: str) -> None:
    git(staged, *command.split(), "dossier.yaml")
    for named in ((), ("--dossier", staged), ("--dossier", staged / "dossier.yaml")):
        found = run("check", "--staged", *named)
        assert found.stderr.startswith("dossier.yaml:1:1: error: expected the file dossier.yaml (got none)")
        assert found.exit_code == 1


def test_outside_of_a_repository_it_is_wrong_usage(dossier: Path) -> None:
    found = run("check", "--staged")
    assert f"Error: {dossier} is in no git repository" in found.stderr
    assert found.exit_code == 2


def test_a_link_is_what_is_staged_where_it_leads(staged: Path) -> None:
    (staged / "positions/UK.yaml").rename(staged / "uk.yaml")
    (staged / "positions/UK.yaml").symlink_to("../uk.yaml")
    git(staged, "add", "--all")
    (staged / "uk.yaml").unlink()
    assert run("check", "--staged").stdout == IN_ORDER
    git(staged, "rm", "--quiet", "--cached", "uk.yaml")
    found = run("check", "--staged")
    assert "positions/UK.yaml:1:1: error: expected a file (got a link that leads nowhere)" in found.stderr


def test_what_a_merge_has_left_is_told(staged: Path) -> None:
    git(staged, "branch", "other")
    commit(staged, UK=POSITIONS["UK"].replace("oppose", "accept"))
    git(staged, "checkout", "--quiet", "other")
    commit(staged, UK=POSITIONS["UK"].replace("oppose", "support"))
    with pytest.raises(subprocess.CalledProcessError):
        git(staged, "merge", "main")
    found = run("check", "--staged")
    assert "positions/UK.yaml:1:1: error: expected a file (got several versions that a merge has left)" in found.stderr
    assert found.exit_code == 1


@pytest.mark.skipif(os.name != "posix", reason="a hook of a few lines as POSIX starts it")
@pytest.mark.parametrize("arguments", ["--all", "cases/positions/UK.yaml"])
def test_a_hook_looks_at_what_is_about_to_be_committed(dossier: Path, tmp_path: Path, arguments: str) -> None:
    """Which is not what is staged otherwise: of the files that are named alone, or of all that are known."""
    top = tmp_path / "top"
    top.mkdir()
    folder = dossier.rename(top / "cases")
    git(top, "init", "--quiet")
    hook = top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    called = f"PYTHONPATH='{CHECKOUT}' exec '{sys.executable}' -m responsegen check --staged --dossier cases"
    hook.write_text(f"#!/bin/sh\n{called}\n")
    git(top, "add", ".")
    git(top, "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", "x")
    hook.chmod(0o755)
    (folder / "positions/UK.yaml").write_text(BROKEN)
    assert _committed(top, *arguments.split()) == 1
    git(top, "add", "cases/positions/UK.yaml")
    (folder / "positions/UK.yaml").write_text(POSITIONS["UK"].replace("wood: oppose", "wood: accept"))
    assert _committed(top, *arguments.split()) == 0


def _committed(top: Path, *arguments: str) -> int:
    command = ["git", "-C", os.fspath(top), "commit", "--quiet", "--message", "x", *arguments]
    return subprocess.run(command, env=os.environ | SETTINGS, capture_output=True, check=False).returncode


def test_the_index_of_another_repository_is_of_no_account(
    staged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    monkeypatch.chdir(other)
    monkeypatch.setenv("GIT_INDEX_FILE", os.fspath(other / ".git/index"))
    assert run("check", "--staged", "--dossier", staged).stdout == IN_ORDER
