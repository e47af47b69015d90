"""What is typed, and what files are called, is repeated so that it steers no terminal and hides nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from click.testing import CliRunner

from responsegen.cli.program import program
from responsegen.cli.terminal import escape_controls
from tests.history.repository import git

CLI = Path(__file__).parents[2] / "responsegen/cli"
ODD = {
    "turns the writing around": "\u202e",
    "an isolate": "\u2066",
    "a blank of no width": "\u200b",
    "a tag": "\U000e0041",
    "clears the screen": "\x1b[2J",
    "goes back to the start of the line": "\r",
    "a line of its own": "\n",
    "an escape of one byte": "\x9b2J",
    "no character": "\udcff",
}
COMMANDS = {
    "no such command": "{}",
    "no such option": "check --{}",
    "one argument too many": "check {}",
    "the wrong word for an option": "check --format {}",
    "no such folder": "check --dossier {}",
    "no such revision": "diff {}",
    "three dots": "diff a...{}",
    "a delegation that is none": "new {}",
    "a topic that is none": "explain {}",
    "an option that is none": "explain bridge.{}",
    "a change that is none": "what-if {}",
    "a change of what is not there": "what-if SE.{}=oppose",
    "an answer that is none": "what-if SE.bridge.wood={}",
    "a search for what is not there": "what-if --search {}",
    "a search for a change": "what-if --search SE.{}=oppose",
    "no number": "build --jobs {}",
    "outputs among the files": "build --output positions/{}",
    "outputs in a file": "build --output positions/SE.yaml/{}",
    "no such revision to compare with": "build --since {}",
    "no port": "watch --serve {}",
    "a file of another dossier": "fix {}",
    "a folder for a new dossier": "init {}",
    "a folder below a file": "init dossier.yaml/{}",
    "no such schema": "schema {}",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_argument_is_only_shown(dossier: Path, command: str) -> None:
    git(dossier, "init", "--quiet")
    for character in ODD.values():
        arguments = [word.format(f"x{character}y") for word in COMMANDS[command].split()]
        found = CliRunner().invoke(program, arguments)
        assert not isinstance(found.exception, Exception), found.exception
        shown = found.output.replace("\n", "")
        assert shown == escape_controls(shown)
        assert f"x{character}y" not in found.output


@pytest.mark.usefixtures("dossier")
def test_what_was_typed_can_still_be_told() -> None:
    found = CliRunner().invoke(program, ["check", "--dossier", "d\u202eyaml"])
    assert r"there is no dossier.yaml in d\u202eyaml" in found.output
    assert escape_controls("30\u00a0000 à Łódź") == "30\u00a0000 à Łódź"


def test_all_that_is_printed_goes_one_way() -> None:
    for path in CLI.glob("*.py"):
        calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
        allowed = {"click.echo"} if path.name == "terminal.py" else set()
        if path.name == "stopping.py":
            allowed = {"sys.stderr.write"}  # one sentence of its own, perhaps before all is loaded
        assert calls & {"click.echo", "click.secho", "print", "sys.stdout.write", "sys.stderr.write"} <= allowed, path
