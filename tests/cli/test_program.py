"""What holds for every command: its help, its exit codes, and what it says if the program itself is at fault."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from responsegen import __version__
from responsegen.cli.program import COMMANDS, program
from tests.cli.conftest import run
from tests.cli.forking import UNREAD, Forks
from tests.conftest import CHECKOUT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
MANUAL = (CHECKOUT / "docs/commands.md").read_text(encoding="utf-8")
FOR_ALL = ("--dossier",)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    found = run(name, "--help")
    assert found.exit_code == 0
    assert f"  responsegen {name}" in found.stdout
    assert "--dossier DIR" in found.stdout


def options(command: click.Command) -> list[str]:
    return [option for parameter in command.params for option in parameter.opts if option.startswith("--")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_row_in_the_readme_with_every_option(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command
    (row,) = re.findall(rf"^\| `responsegen {name}\b.*", README, re.MULTILINE)
    assert [option for option in options(command) if option not in row and option not in FOR_ALL] == []


@pytest.mark.parametrize("option", [*FOR_ALL, *options(program)])
def test_what_holds_for_all_commands_is_said_above_their_parts_of_the_manual(option: str) -> None:
    assert re.search(rf"{option}\b", MANUAL.partition("\n## ")[0])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_part_of_the_manual_with_an_example(name: str) -> None:
    parts = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL))
    assert f"\nresponsegen {name}" in parts[name]


def test_help_at_80_columns_says_whole_what_each_command_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("--help").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert not any(line.endswith("...") for line in lines[1:])
    assert "  what-if        Try changes, several at once, and print what they would move." in lines


def test_the_version_is_the_packages(dossier: Path) -> None:
    assert run("--version").stdout == f"responsegen, version {__version__}\n"
    assert dossier.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nonsense"], "No such command 'nonsense'.\n"),
        (["chek"], "No such command 'chek'. (Did you mean one of: 'check', 'schema'?)\n"),
        (["whatif", "SE=silent"], "No such command 'whatif'. Did you mean 'what-if'?\n"),
        (["check", "--nonsense"], "No such option '--nonsense'"),
        (["check", "--format", "yaml"], "'yaml' is not one of 'text', 'json', 'github', 'sarif'."),
        (["status", "--format", "github"], "'github' is not one of 'text', 'json'."),
        (["build", "--jobs", "0"], "0 is not in the range x>=1."),
        (["build", "--output", "."], "--output . is where the dossier's own files are: name another folder"),
        (["build", "--output", "positions"], "--output positions is where the dossier's own files are"),
        (["build", "--output", "dossier.yaml"], "'dossier.yaml' is a file."),
        (["check", "--dossier", "elsewhere"], "there is no dossier.yaml in elsewhere"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(dossier: Path, arguments: list[str], sentence: str) -> None:
    found = run(*arguments)
    assert sentence in found.stderr
    assert (found.stdout, found.exit_code) == ("", 2)
    assert sorted(path.name for path in dossier.iterdir()) == ["dossier.yaml", "positions"]


def test_a_fault_of_the_program_is_a_sentence_that_says_what_to_do(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise KeyError(dossier.name)

    monkeypatch.setattr("responsegen.building.merge.merge", fail)
    found = run("status")
    assert found.exit_code == 70
    assert found.stderr.splitlines() == [
        "responsegen: this is a fault in the program, not in your files: KeyError: 'bridge'",
        "Please report it to its maintainers, with what the same command prints after `responsegen --debug`.",
    ]
    assert isinstance(run("--debug", "status").exception, KeyError)


def test_too_little_memory_is_no_fault_of_the_program(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> None:
        raise MemoryError(dossier.name)

    monkeypatch.setattr("responsegen.building.merge.merge", fail)
    found = run("status")
    said = "responsegen: too little memory. The outputs are those of the last finished build.\n"
    assert (found.exit_code, found.stderr) == (3, said)


@pytest.mark.skipif(os.name != "posix", reason="streams are closed as a POSIX shell does it")
@pytest.mark.parametrize(("closed", "jobs"), [(">&-", 1), ("2>&-", 1), ("<&- >&- 2>&-", 2)])
def test_a_stream_that_is_closed_is_written_to_by_nobody(dossier: Path, closed: str, jobs: int) -> None:
    python, folder = shlex.quote(sys.executable), shlex.quote(str(dossier))
    command = f"{python} -m tests.building.playing build --jobs {jobs} --dossier {folder} {closed}"
    found = subprocess.run(["/bin/sh", "-c", command], cwd=CHECKOUT, capture_output=True, check=False)
    assert found.returncode == 0
    assert (dossier / "build/manifest.json").exists()
    assert found.stderr == b"" or "2>" not in closed


@pytest.fixture(scope="module", params=["", "1"], ids=["buffered", "unbuffered"])
def forks(request: pytest.FixtureRequest) -> Iterator[Forks]:
    """A process in which commands are run, whose streams are buffered or not."""
    with Forks(os.environ | {"PYTHONUNBUFFERED": request.param}) as forks:
        yield forks


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("arguments", ["explain bridge", "--help", "status --help", "--version"])
def test_a_full_disk_is_no_fault_of_the_program(forks: Forks, dossier: Path, arguments: str) -> None:
    found = forks.run(*arguments.split(), folder=str(dossier), stdout="/dev/full")
    said = "responsegen: the output could not be written: No space left on device.\n"
    assert (found.stderr, found.returncode) == (said, 3)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_where_problems_cannot_be_written_the_exit_code_says_so(forks: Forks, dossier: Path) -> None:
    (dossier / "positions/DE.yaml").write_text("country: DE\n")
    found = forks.run("check", folder=str(dossier), stderr="/dev/full")
    assert (found.stdout, found.returncode) == ("", 3)


UNREAD_STREAM = {
    "--help": "stdout",
    "--version": "stdout",
    "status": "stdout",
    "status --help": "stdout",
    "schema dossier": "stdout",
    "explain RG012": "stdout",
    "--nonsense": "stderr",
    "chek": "stderr",
    "check --nonsense": "stderr",
    "diff nonsense": "stderr",
    "check": "stderr",
}


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
@pytest.mark.parametrize("arguments", UNREAD_STREAM)
def test_who_is_read_by_nobody_ends_as_a_shell_reports_it(forks: Forks, dossier: Path, arguments: str) -> None:
    stream = UNREAD_STREAM[arguments]
    if stream == "stderr":
        (dossier / "positions/DE.yaml").write_text("country: DE\n")
    found = forks.run(*arguments.split(), folder=str(dossier), **{stream: UNREAD})
    assert (found.stdout, found.stderr, found.returncode) == ("", "", 141)


LOADED = """
import sys
from responsegen.cli.program import program
try:
    program.main(["check", "--help"])
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def test_help_for_one_command_imports_no_other_command(dossier: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", LOADED]
    found = subprocess.run(command, cwd=dossier, env=environment, capture_output=True, text=True, check=True)
    loaded = set(found.stderr.splitlines())
    assert "responsegen.cli.check" in loaded
    assert loaded.isdisjoint({"responsegen.cli.build", "responsegen.dossier.reading", "rich", "yaml", "jinja2"})
