"""What the program calls itself in its advice: what was typed to start it."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from responsegen.cli.program import program
from responsegen.cli.terminal import CALLED, called


@pytest.mark.skipif(sys.platform == "win32", reason="other paths")
@pytest.mark.parametrize(
    ("typed", "script", "name"),
    [
        ("/usr/bin/python3 /usr/local/bin/responsegen check", "/usr/local/bin/responsegen", "responsegen"),
        ("/x/.venv/bin/python .venv/bin/responsegen check", ".venv/bin/responsegen", ".venv/bin/responsegen"),
        ("python3 -m responsegen check", "/x/responsegen/__main__.py", "python3 -m responsegen"),
        (".venv/bin/python -P -m responsegen", "/x/responsegen/__main__.py", ".venv/bin/python -P -m responsegen"),
        ("python3 responsegen/__main__.py check", "responsegen/__main__.py", "python3 responsegen/__main__.py"),
    ],
)
def test_it_is_called_what_was_typed(typed: str, script: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "orig_argv", typed.split())
    monkeypatch.setattr(sys, "argv", [script, *(["check"] if typed.endswith("check") else [])])
    monkeypatch.setenv("PATH", "/usr/local/bin:/usr/bin")
    monkeypatch.delenv(CALLED, raising=False)
    assert called() == name


def test_a_script_that_starts_it_says_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CALLED, "./run")
    assert called() == "./run"


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ("--help", "Usage: ./run [OPTIONS] COMMAND [ARGS]...\n"),
        ("buil", "Try './run --help' for help.\n"),
        ("new SE --help", "\n    ./run new EE LV LT\n"),
        ("new SE", "then run `./run check`.\n"),
        ("check", "`./run fix` can fix it.\n"),
        ("explain bridge", "\nMore  ./run explain bridge.stone\n"),
        ("init elsewhere", "It can be built as it is: `./run build --dossier elsewhere`\n"),
    ],
)
def test_all_advice_names_it_so(dossier: Path, arguments: str, advice: str) -> None:
    if arguments == "new SE":
        (dossier / "positions/SE.yaml").unlink()
    if arguments == "check":
        position = dossier / "positions/UK.yaml"
        position.write_text(position.read_text().replace("oppose", "opose"))
    found = CliRunner().invoke(program, arguments.split(), prog_name="./run")
    assert advice in found.output
    assert "responsegen " not in found.output.replace("responsegen: ", "")
