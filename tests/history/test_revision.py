"""What a dossier held at a revision: read out of git, with nothing checked out, fetched or written."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from responsegen.dossier.model import Stance
from responsegen.history.git import known_revisions
from responsegen.history.revision import find_revision, read_revision
from responsegen.problem import HistoryUnavailable
from tests.cli.conftest import DOSSIER, POSITIONS
from tests.history.repository import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from responsegen.dossier.model import Dossier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier below the top of its repository, committed twice: first the United Kingdom is for wood, then not."""
    folder = tmp_path / "cases" / "μία γέφυρα"
    folder.mkdir(parents=True)
    git(tmp_path, "init", "--quiet")
    commit(folder, dossier=DOSSIER, **{**POSITIONS, "UK": POSITIONS["UK"].replace("wood: oppose", "wood: support")})
    commit(folder, UK=POSITIONS["UK"])
    return folder


def at(folder: Path, name: str) -> Dossier:
    reading = read_revision(folder, find_revision(folder, name))
    assert reading.dossier, reading.problems
    return reading.dossier


def on_wood(dossier: Dossier) -> Stance:
    return dossier.positions["UK"].answers["bridge"].stances["wood"].stance  # type: ignore[union-attr] # of options


def test_each_revision_has_the_dossier_of_its_time(folder: Path) -> None:
    (folder / "positions/UK.yaml").unlink()
    assert on_wood(at(folder, "HEAD~1")) is Stance.SUPPORT
    assert on_wood(at(folder, "main")) is Stance.OPPOSE


def test_a_revision_is_found_by_every_name_that_git_knows(folder: Path) -> None:
    git(folder, "tag", "--annotate", "--message", "x", "last-night", "HEAD~1")
    whole = git(folder, "rev-parse", "HEAD~1")
    for name in ("last-night", "HEAD^", "main~1", "@~1", whole, whole[:7]):
        assert find_revision(folder, name).commit == whole
    assert find_revision(folder, "HEAD").committed == datetime.fromisoformat("2025-02-15T18:00:00+01:00")
    assert find_revision(folder, "HEAD").short == git(folder, "rev-parse", "--short=12", "HEAD")


def test_reading_the_past_writes_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "positions/SE.yaml").write_text("unsaved work")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    at(folder, "HEAD~1")
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_hook_may_ask_for_the_past_of_another_repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert on_wood(at(folder, "HEAD")) is Stance.OPPOSE


def test_a_broken_dossier_of_the_past_is_said_with_its_revision(folder: Path) -> None:
    commit(folder, UK=POSITIONS["UK"].replace("oppose", "opose"), DK="country: [\n")
    commit(folder, UK=POSITIONS["UK"], DK=POSITIONS["DK"])
    reading = read_revision(folder, find_revision(folder, "HEAD~1"))
    assert reading.dossier is None
    assert [str(problem.place) for problem in reading.problems] == [
        "HEAD~1:positions/DK.yaml:2:1",
        "HEAD~1:positions/UK.yaml:5:32",
    ]


def test_a_link_is_followed_within_the_repository_and_refused_beyond(folder: Path) -> None:
    (folder / "positions/UK.yaml").rename(folder / "uk-draft.yaml")
    (folder / "positions/UK.yaml").symlink_to("../uk-draft.yaml")
    commit(folder)
    assert on_wood(at(folder, "HEAD")) is Stance.OPPOSE
    (folder / "positions/UK.yaml").unlink()
    (folder / "positions/UK.yaml").symlink_to("../../../../elsewhere.yaml")
    commit(folder)
    problems = read_revision(folder, find_revision(folder, "HEAD")).problems
    assert [str(p) for p in problems] == [
        "HEAD:positions/UK.yaml:1:1: error: expected a file (got a link that leads nowhere)"
    ]


def test_a_shallow_clone_reads_what_it_has_and_says_what_it_lacks(folder: Path, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", tmp_path.as_uri(), str(clone))
    shallow = clone / "cases" / folder.name
    assert on_wood(at(shallow, "HEAD")) is Stance.OPPOSE
    with pytest.raises(HistoryUnavailable, match="is shallow, it holds only the latest commits: git fetch --unshallow"):
        find_revision(shallow, "HEAD~1")


def test_a_partial_clone_never_goes_online_for_what_it_lacks(folder: Path, tmp_path: Path) -> None:
    git(folder, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", tmp_path.as_uri(), str(clone))
    partial = clone / "cases" / folder.name
    with pytest.raises(HistoryUnavailable, match="partial one and lacks the files of that time; no command goes"):
        at(partial, "HEAD~1")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("mian", 'git knows no revision "mian" here. Did you mean "main"?'),
        ("HEAD~9", 'git knows no revision "HEAD~9" here'),
        ("--all", 'git knows no revision "--all" here'),
        ("", 'git knows no revision "" here'),
        ("HEAD^{tree}", 'git knows no revision "HEAD^{tree}" here'),
        ("\udcff", 'git knows no revision "\ufffd" here'),
        ("HEAD\nHEAD", 'git knows no revision "HEAD?HEAD" here'),
    ],
)
def test_an_unknown_revision_is_said(folder: Path, name: str, sentence: str) -> None:
    with pytest.raises(HistoryUnavailable) as unknown:
        find_revision(folder, name)
    assert str(unknown.value) == sentence


def test_a_revision_from_before_the_dossier_is_said(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "dossier.yaml").write_text(DOSSIER)
    with pytest.raises(HistoryUnavailable, match=r"other held no dossier.yaml at HEAD~1 \(commit [0-9a-f]{12}\)"):
        read_revision(other, find_revision(folder, "HEAD~1"))


def test_where_there_is_no_history_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(HistoryUnavailable, match="is in no git repository"):
        find_revision(tmp_path, "HEAD")
    git(tmp_path, "init", "--quiet")
    with pytest.raises(HistoryUnavailable, match="there is no commit yet"):
        find_revision(tmp_path, "HEAD")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(HistoryUnavailable, match="git is not installed"):
        find_revision(tmp_path, "HEAD")


WHOLE = "0" * 40 + " commit 3"
SAYS = {
    "nothing": "",
    "an empty line": "echo",
    "a word": "echo hello",
    "bytes": r"printf '\377\376\000'",
    "more than one answer": f"echo '{WHOLE}'; echo abc; echo '{WHOLE}'; echo abc",
    "a commit that is cut off": f"echo '{WHOLE}'; printf ab",
    "a commit that nobody made": f"echo '{WHOLE}'; echo abc",
    "a commit of no time": r"printf '%040d commit 40\ncommitter A <a@b> 99999999999999999 +0100\n\n' 1",
    "a commit of no zone": r"printf '%040d commit 31\ncommitter A <a@b> 1739729400 UTC\n\n' 1",
}


@pytest.fixture
def another_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let this be what is called when git is."""

    def found(says: str) -> None:
        program = tmp_path / "programs/git"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{says}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}", prepend=":")

    return found


@pytest.mark.skipif(os.name != "posix", reason="a program of a few lines as POSIX starts it")
@pytest.mark.parametrize("says", SAYS)
def test_a_git_that_is_none_is_said(folder: Path, another_git: Callable[[str], None], says: str) -> None:
    another_git(SAYS[says])
    with pytest.raises(HistoryUnavailable) as unavailable:
        find_revision(folder, "HEAD")
    assert str(unavailable.value) == (
        "what git answers cannot be understood: it is another program of this name, or the repository is damaged"
    )


@pytest.mark.skipif(os.name != "posix", reason="a program of a few lines as POSIX starts it")
@pytest.mark.parametrize("says", ["", "echo hello", "printf '\\0'", "printf 'dossier.yaml\\0'"])
def test_a_git_that_is_none_holds_no_dossier(folder: Path, another_git: Callable[[str], None], says: str) -> None:
    revision = find_revision(folder, "HEAD")
    another_git(says)
    with pytest.raises(HistoryUnavailable):
        read_revision(folder, revision)


def test_a_shell_completes_branches_tags_and_the_last_commits(folder: Path, tmp_path: Path) -> None:
    git(folder, "tag", "last-night")
    last = git(folder, "rev-parse", "--short", "HEAD")
    found = known_revisions(folder)
    assert list(found)[:2] in (["main", "last-night"], ["last-night", "main"])
    assert found[last] == "as it stands"
    assert known_revisions(tmp_path / "nowhere") == {}
