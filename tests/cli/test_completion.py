"""What a shell offers for a half-typed word: topics, options, delegations, changes; nothing where something fails."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

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


PROMPT = "READY> "
START = {
    "bash": (["bash", "--norc", "--noprofile"], f"PS1='{PROMPT}'"),
    "zsh": (["zsh", "-f"], f"PS1='{PROMPT}'"),  # -f: nothing has prepared its completion either
    "fish": (["fish", "--no-config"], f"function fish_prompt; echo -n '{PROMPT}'; end"),
}


def typed_in(shell: str, folder: Path, lines: list[str]) -> list[str]:
    """Source the completion in a shell at a terminal, type the lines; return the words that the program is given."""
    program = folder / "bin/responsegen"
    program.parent.mkdir()
    completing = f'[ -n "$_RESPONSEGEN_COMPLETE" ] && exec "{sys.executable}" -m responsegen'
    program.write_text(f"#!/bin/sh\n{completing}\nprintf '<%s>' \"$@\"; echo .\n")
    program.chmod(0o755)
    (folder / "completion").write_text(run("completion", shell).stdout)
    command, prompt = START[shell]
    found = os.environ | {"PYTHONPATH": str(CHECKOUT), "PATH": f"{program.parent}:{os.environ['PATH']}"}
    found |= {"HOME": str(folder), "TERM": "xterm", "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    at_terminal = "import os, sys; os.login_tty(0); os.execvp(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", at_terminal, *command, "-i"]
    terminal, its_side = os.openpty()
    process = subprocess.Popen(command, cwd=folder, env=found, stdin=its_side, stdout=its_side, stderr=its_side)
    try:
        until(terminal, rf"(?<!'){PROMPT}", f". ./completion; {prompt}\r")
        given = rf"((?:<[^<>]*>)+)\..*{PROMPT}"
        return [until(terminal, given, f"responsegen {line}\r")[1] for line in lines]
    finally:
        process.kill()
        process.wait()
        os.close(terminal)
        os.close(its_side)


def until(terminal: int, expected: str, typed: str) -> re.Match[str]:
    """Type, and read what a terminal shows until this is there; the time-out ends a test that waits in vain."""
    os.write(terminal, typed.encode())
    shown = ""
    while not (found := re.search(expected, shown, re.DOTALL)):
        shown += os.read(terminal, 65536).decode(errors="replace")
    return found


@pytest.mark.waits
@pytest.mark.skipif(os.name != "posix", reason="a terminal as POSIX has it")
@pytest.mark.parametrize("shell", START)
def test_a_shell_at_a_terminal_completes_and_puts_no_blank_behind_half_a_word(dossier: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    lines = {
        "chec\t--staged": "<check><--staged>",
        "what-if SE.b\twood": "<what-if><SE.bridge.wood>",
        "what-if SE.cr\tyes": "<what-if><SE.crew=yes>",
        "what-if SE.crew=cons\t!": "<what-if><SE.crew=considering><!>",
        "check --format=sa\t": {"zsh": "<check><--format=sarif>"}.get(shell, "<check><--format=sa>"),
    }
    assert typed_in(shell, dossier, [*lines]) == [*lines.values()]


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", '# To install this, add to ~/.bashrc: eval "$(responsegen completion bash)"'),
        ("zsh", '# To install this, add to ~/.zshrc: eval "$(responsegen completion zsh)"'),
        ("fish", "# To install this, add to ~/.config/fish/config.fish: responsegen completion fish | source"),
    ],
)
def test_the_last_line_says_how_to_install_it(shell: str, line: str) -> None:
    assert run("completion", shell).stdout.splitlines()[-1] == line


def test_no_shell_is_told_to_complete_python() -> None:
    found = CliRunner().invoke(program, ["completion", "bash"], prog_name="python -m responsegen")
    assert "python" not in found.stdout
