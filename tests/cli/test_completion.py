"""What a shell offers for a half-typed word: topics, options, delegations, changes; nothing where something fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from responsegen.cli.program import program
from tests.cli.conftest import run
from tests.conftest import CHECKOUT


def offered(*words: str) -> list[str]:
    """What may become of the last word, after the others."""
    shell = BashComplete(program, {}, "responsegen", "_RESPONSEGEN_COMPLETE")
    return [found.value for found in shell.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        (["expl"], ["explain"]),
        (["explain", "b"], ["bridge"]),
        (["explain", ""], ["bridge", "hands", "crew"]),
        (["explain", "bridge."], ["bridge.stone", "bridge.wood", "bridge.steel"]),
        (["explain", "bridge.st"], ["bridge.stone", "bridge.steel"]),
        (["explain", "RG01"], [f"RG01{digit}" for digit in range(10)]),
        (["what-if", "--search", "h"], ["hands"]),
        (["what-if", "S"], ["SE."]),
        (["what-if", "SE"], ["SE.", "SE=silent"]),
        (["what-if", "SE."], ["SE.status=", "SE.bridge.", "SE.hands=", "SE.crew="]),
        (["what-if", "SE.bridge."], ["SE.bridge.stone=", "SE.bridge.wood=", "SE.bridge.steel="]),
        (["what-if", "SE.bridge.wood=a"], ["SE.bridge.wood=accept", "SE.bridge.wood=abstain"]),
        (["what-if", "SE.bridge.wood", "=", "a"], ["accept", "abstain"]),  # as bash takes it apart
        (["what-if", "SE.crew", "="], ["yes", "considering", "no", "undecided"]),
        (["what-if", "SE.hands="], ["SE.hands=abstain", "SE.hands=undecided"]),
        (["what-if", "SE=silent", "rule."], ["rule.bridge=", "rule.hands=", "rule.crew="]),
        (["what-if", "rule.bridge=q"], ["rule.bridge=qualified-majority"]),
        (["what-if", "basis.bridge=nat"], ["basis.bridge=nato"]),
        (["explain", "UK"], ["UK"]),
        (["explain", "UK.cr"], ["UK.crew"]),
        (["status", "s"], ["SE"]),
        (["what-if", "SE.status="], ["SE.status=draft", "SE.status=cleared"]),
        (["what-if", "XX."], []),
        (["what-if", "SE.nonsense.x=y"], []),
    ],
)
def test_a_word_is_completed_from_the_dossier_at_hand(dossier: Path, words: list[str], completions: list[str]) -> None:
    assert dossier.exists()
    assert offered(*words) == completions


def test_needs_and_events_are_completed() -> None:
    assert offered("what-if", "--dossier", str(CHECKOUT), "need.a") == ["need.air-defence=", "need.airlift="]
    assert offered("what-if", "--dossier", str(CHECKOUT), "event.c") == ["event.ceasefire="]
    assert offered("what-if", "--dossier", str(CHECKOUT), "need.airlift=") == ["need.airlift=yes", "need.airlift=no"]


@pytest.mark.parametrize("content", [None, b"", b"[" * 40, b"\xff", b"topics: {x: 1}", b"title: a\ntitle: b"])
def test_a_broken_dossier_or_none_completes_nothing_and_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "dossier.yaml").write_bytes(content)
    assert offered("explain", "") == []
    assert offered("what-if", "SE.") == []
    assert capfd.readouterr() == ("", "")


def test_a_real_shell_asks_a_real_process(dossier: Path) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(CHECKOUT),
        "_RESPONSEGEN_COMPLETE": "bash_complete",
        "COMP_WORDS": "responsegen explain bri",
        "COMP_CWORD": "2",
    }
    command = [sys.executable, "-m", "responsegen"]
    found = subprocess.run(command, cwd=dossier, env=environment, capture_output=True, text=True, check=False)
    assert (found.stdout, found.stderr) == ("plain,bridge\n", "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [("explain bri", "bridge "), ("what-if SE.b", "SE.bridge."), ("what-if SE.cr", "SE.crew="), ("chec", "check ")],
)
def test_bash_puts_no_blank_behind_half_a_word(dossier: Path, typed: str, completed: str) -> None:
    program = dossier / "responsegen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m responsegen\n')
    program.chmod(0o755)
    asked = run("completion", "bash").stdout + (
        'compopt() { [ "$2" = nospace ] && blank=""; }; blank=" "\n'
        f"COMP_WORDS=(responsegen {typed}); COMP_CWORD={len(typed.split())}\n"
        '_responsegen_completion ./responsegen; echo "${COMPREPLY[0]}$blank"\n'
    )
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    command = ["bash", "--norc", "-c", asked]
    found = subprocess.run(command, cwd=dossier, env=environment, capture_output=True, text=True, check=False)
    assert (found.stdout, found.stderr) == (f"{completed}\n", "")
