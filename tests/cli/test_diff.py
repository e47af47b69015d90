"""What changed since a revision: on a terminal, as Markdown, for programs; and what is said where nobody knows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

from responsegen.cli.options import dated
from responsegen.cli.program import program
from tests.cli.conftest import POSITIONS, run
from tests.conftest import CHECKOUT
from tests.history.repository import SETTINGS, commit, git

if TYPE_CHECKING:
    from pathlib import Path

SWEDEN = POSITIONS["SE"].replace("pledge: 600-1000", "pledge: 800-1200").replace("steel: support", "steel: oppose")


DAYS = [
    ("2025-02-14", "2025-02-14"),
    ("yesterday", "2025-02-15"),
    ("Friday", "2025-02-14"),
    ("sunday..yesterday", "2025-02-09..2025-02-15"),
    ("today..main", "2025-02-16..main"),
    ("last-night", "last-night"),
]


@pytest.mark.parametrize(("typed", "meant"), DAYS)
def test_days_are_told_by_their_names(typed: str, meant: str) -> None:
    assert dated(typed, date(2025, 2, 16)) == meant  # a Sunday


@pytest.fixture
def history(dossier: Path) -> Path:
    """Two commits; in between Sweden pledges more and turns against steel, and since then the UK has gone."""
    commit(dossier, "first")
    commit(dossier, "second", SE=SWEDEN)
    (dossier / "positions/UK.yaml").unlink()
    return dossier


def since(folder: Path, revision: str) -> str:
    return git(folder, "rev-parse", "--short=12", revision)


TEXT = """\
EXERCISE
From commit {first} of 15 February 2025, 18.00 (UTC+1) to commit
  {second} of 15 February 2025, 18.00 (UTC+1)

Positions
SE Sweden
  Bridge: Steel: supports; now opposes
  Crew, pledge: between 600 and 1 000 personnel; now between 800 and
    1 200 personnel

Outcomes
x Bridge: Steel: open; now not agreed (SE)
  Crew: Full support: 600 to 1 000 assured, 600 to 1 000 attainable, 29 400
    short of 30 000; now 800 to 1 200 assured, 800 to 1 200 attainable, 29 200
    short of 30 000 (SE)
"""
MARKDOWN = """\
EXERCISE
## What changed

From commit {second} of 15 February 2025, 18.00 (UTC+1) to the files as they are now.

### Positions

- **UK United Kingdom: position withdrawn**
  - Status: ~~cleared~~
  - Date: ~~16 February 2025~~
  - Cleared by: ~~minister~~
  - Bridge: Stone: ~~supports~~
  - Bridge: Wood: ~~opposes~~
  - Bridge: Steel: ~~can accept~~
  - Number of hands: ~~at least 30 000 personnel~~
  - Crew: ~~will not contribute~~

### Outcomes

| Point | Outcome | Moved by |
|---|---|---|
| Bridge: Stone | ~~agreed~~ <ins>**open**</ins> | UK |
| Bridge: Wood | ~~not agreed~~ <ins>**open**</ins> | UK |
"""


def test_two_revisions_are_compared_by_delegation_and_field_then_by_outcome(history: Path) -> None:
    found = run("diff", "HEAD~1..HEAD")
    names = {"first": since(history, "HEAD~1"), "second": since(history, "HEAD")}
    assert (found.stdout, found.stderr, found.exit_code) == (TEXT.format(**names), "", 0)


def test_without_a_revision_it_is_since_the_last_commit(history: Path) -> None:
    found = run("diff", "--format", "markdown")
    assert found.exit_code == 0
    assert found.stdout.replace("\xa0", " ").startswith(MARKDOWN.format(second=since(history, "HEAD")))
    assert run("diff").stdout == run("diff", "HEAD").stdout


def test_nothing_changed_is_said_too(history: Path) -> None:
    git(history, "checkout", "--quiet", ".")
    assert run("diff").stdout.endswith("\n\nNothing has changed.\n")
    assert run("diff", "--format", "markdown").stdout.endswith("\n\nNothing has changed.\n")


def test_programs_get_values_and_every_point_on_its_own(history: Path) -> None:
    found = json.loads(run("diff", "HEAD~1..", "--format", "json").stdout)
    assert found["exercise"] is True
    assert found["before"] == {
        "revision": "HEAD~1",
        "commit": since(history, "HEAD~1"),
        "committed": "2025-02-15T18:00:00+01:00",
    }
    assert found["positions"]["SE"] == {
        "received": False,
        "withdrawn": False,
        "changes": [
            {"path": ["bridge", "steel", "stance"], "before": "support", "after": "oppose"},
            {"path": ["crew", "pledge"], "before": [600, 1000], "after": [800, 1200]},
        ],
    }
    assert found["outcomes"][0] == {
        "point": "bridge.steel",
        "before": {"status": "open", "words": "open"},
        "after": {"status": "not-agreed", "words": "not agreed"},
        "moved_by": ["SE"],
        "following": [],
    }
    assert json.loads(run("diff", "--format", "json").stdout)["after"] is None


def test_text_that_looks_like_markdown_is_shown_as_text(history: Path) -> None:
    red_line = "internal: {red_lines: ['No | **bold** <b>line</b> `now`.']}\n"
    (history / "positions/DK.yaml").write_text(POSITIONS["DK"] + red_line)
    shown = run("diff", "--format", "markdown").stdout
    assert r"<ins>**“No \| \*\*bold\*\* \<b\>line\</b\> \`now\`.”**</ins>" in shown


def test_a_dossier_below_the_top_of_its_repository_is_found_from_a_folder_in_it(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = dossier.parent
    git(top, "init", "--quiet")
    commit(dossier)
    commit(dossier, SE=SWEDEN)
    monkeypatch.chdir(dossier / "positions")
    assert "Bridge: Steel: supports; now opposes" in run("diff", "HEAD~1").stdout


def test_a_date_is_the_last_commit_of_that_day_by_its_own_clock(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for moment in ("2025-02-13T23:30:00-05:00", "2025-02-14T23:30:00-05:00", "2025-02-16T08:00:00+01:00"):
        monkeypatch.setitem(SETTINGS, "GIT_COMMITTER_DATE", moment)
        commit(dossier, moment)
    for day, revision in (("2025-02-14", "HEAD~1"), ("2025-02-15", "HEAD~1"), ("2025-02-13", "HEAD~2")):
        found = json.loads(run("diff", f"{day}..2025-02-16", "--format", "json").stdout)
        assert found["before"]["commit"] == since(dossier, revision)
        assert found["after"]["commit"] == since(dossier, "HEAD")
    git(dossier, "tag", "2025-02-15")
    assert json.loads(run("diff", "2025-02-15", "--format", "json").stdout)["before"]["commit"] == since(
        dossier, "HEAD"
    )


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("2025-02-14", "the first commit is of 2025-02-15, so nothing is known of 2025-02-14"),
        ("2025-02-30", 'git knows no revision "2025-02-30" here'),
        ("last-nite", 'git knows no revision "last-nite" here. Did you mean "last-night"?'),
        ("HEAD~7", 'git knows no revision "HEAD~7" here'),
        ("HEAD..HEAD~7", 'git knows no revision "HEAD~7" here'),
        ("--all..HEAD", "No such option"),
        ("main...HEAD", "main...HEAD: three dots are not understood; name the two revisions with two dots between"),
    ],
)
def test_a_revision_that_is_not_there_is_wrong_usage(history: Path, revision: str, sentence: str) -> None:
    git(history, "tag", "last-night")
    found = run("diff", revision)
    assert (found.stdout, found.exit_code) == ("", 2)
    assert sentence in found.stderr


def test_without_git_or_without_history_it_is_said(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = run("diff")
    assert f"Error: {dossier} is in no git repository, so nothing is known of its past\n" in found.stderr
    assert (found.stdout, found.exit_code) == ("", 2)
    git(dossier, "init", "--quiet")
    assert "there is no commit yet, so there is nothing to compare with" in run("diff").stderr
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in run("diff").stderr


def test_a_revision_without_the_dossier_is_said(dossier: Path) -> None:
    shutil.move(dossier / "dossier.yaml", dossier / "elsewhere.yaml")
    commit(dossier)
    shutil.move(dossier / "elsewhere.yaml", dossier / "dossier.yaml")
    found = run("diff")
    assert f"{dossier} held no dossier.yaml at HEAD (commit {since(dossier, 'HEAD')})" in found.stderr
    assert found.exit_code == 2


def test_what_was_broken_then_is_said_with_its_revision(history: Path) -> None:
    commit(history, SE=SWEDEN.replace("oppose", "opose"))
    commit(history, SE=SWEDEN)
    found = run("diff", "HEAD~1")
    assert (found.stdout, found.exit_code) == ("", 1)
    assert found.stderr == (
        "HEAD~1:positions/SE.yaml:5:48: error: expected support, accept, abstain,"
        ' oppose or undecided (got "opose"). Did you mean "oppose"? [RG016]\n'
    )


def test_what_is_broken_now_is_said_as_everywhere(history: Path) -> None:
    (history / "positions/SE.yaml").write_text(SWEDEN.replace("oppose", "opose"))
    found = run("diff")
    assert found.exit_code == 1
    assert found.stderr.startswith("positions/SE.yaml:5:48: error: ")


def test_nothing_that_makes_documents_is_loaded(history: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "responsegen", "diff"]
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(command, cwd=history, env=environment, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "responsegen.history.revision" in loaded
    assert loaded.isdisjoint({"docx", "filelock", "fontTools", "jinja2", "lxml", "pydyf", "resvg_py", "weasyprint"})


@pytest.mark.parametrize("arguments", [["diff"], ["build", "--since"]])
def test_a_shell_completes_revisions(history: Path, arguments: list[str]) -> None:
    git(history, "tag", "last-night")
    shell = ShellComplete(program, {}, "responsegen", "_RESPONSEGEN_COMPLETE")
    assert [item.value for item in shell.get_completions(arguments, "la")] == ["last-night"]
    assert [item.value for item in shell.get_completions(arguments, "main..ma")] == ["main..main"]
    (second,) = shell.get_completions(arguments, since(history, "HEAD")[:6])
    assert second.help == "second"
