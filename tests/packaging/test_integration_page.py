"""The hook and the workflows that docs/continuous-integration.md shows: YAML, with commands that this program has."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from responsegen import __version__
from responsegen.cli.program import program
from tests.cli.conftest import run

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs/continuous-integration.md").read_text(encoding="utf-8")
CONFIGURATION, *WORKFLOWS = (yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
(HOOK,) = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def lines_of_shell() -> Iterator[str]:
    for workflow in WORKFLOWS:
        yield from (step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step)
    yield from re.findall(r"^exec (.*)$", PAGE, re.MULTILINE)
    yield from re.findall(r"`(responsegen [^`]+)`", PAGE)
    yield HOOK["entry"]


def installs(line: str) -> bool:
    return line.startswith(("sudo apt-get ", "pip install "))


@pytest.mark.parametrize("line", sorted(line for line in {*lines_of_shell()} if not installs(line)))
def test_every_command_on_the_page_is_one_that_the_program_has(line: str) -> None:
    first, *words = shlex.split(re.sub(r"\s+[12]?> \S+.*", "", line))
    assert first in {"./run", "responsegen"}
    arguments = ["--dossier", str(CHECKOUT)] if words[0] != "--help" else []
    with program.make_context("responsegen", [*words[:1], "--help"], resilient_parsing=True) as context:
        command = program.get_command(context, words[0])
    if command is not None:
        command.make_context(words[0], [*words[1:], *arguments])
    else:
        assert words == ["--help"]


def test_the_page_installs_the_release_of_this_version_and_the_libraries_that_run_installs() -> None:
    tag = f"v{__version__}"
    assert CONFIGURATION["repos"][0]["rev"] == tag
    _, packages, package = [line for line in lines_of_shell() if installs(line)]
    assert package == f"pip install git+{CONFIGURATION['repos'][0]['repo']}@{tag}"
    libraries = packages.removeprefix("sudo apt-get install --yes --no-install-recommends ")
    assert f"apt_install {libraries}\n" in (CHECKOUT / "run").read_text(encoding="utf-8")


def test_there_is_a_check_for_reviews_and_one_for_scanners_and_the_documents_are_kept() -> None:
    shell = {*lines_of_shell()}
    assert {"./run check --format github", "responsegen check --format github"} <= shell
    assert "./run check --format sarif 2> problems.sarif" in shell
    used = [step["uses"] for w in WORKFLOWS for job in w["jobs"].values() for step in job["steps"] if "uses" in step]
    assert {name.partition("@")[0] for name in used} == {
        "actions/checkout",
        "actions/setup-python",
        "actions/upload-artifact",
        "github/codeql-action/upload-sarif",
    }


def test_the_page_names_the_hook_that_there_is() -> None:
    assert CONFIGURATION["repos"][0]["hooks"] == [{"id": HOOK["id"]}]
    assert HOOK["language"] == "python"
    assert HOOK["pass_filenames"] is False


def test_the_hook_runs_where_a_commit_only_removes_files_too() -> None:
    assert HOOK["always_run"] is True
    assert "files" not in HOOK  # pre-commit passes over a hook when none of the files that are left matches


def test_the_hook_stops_a_dossier_with_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("init")
    _, *words = HOOK["entry"].split()
    assert run(*words).exit_code == 0
    (tmp_path / "positions/SE.yaml").write_text("country: SE\n")
    assert run(*words).exit_code == 1
    (tmp_path / "dossier.yaml").unlink()
    assert run(*words).exit_code == 2


def test_a_command_that_does_not_exist_would_be_noticed() -> None:
    with pytest.raises(click.NoSuchOption):
        program.get_command(click.Context(program), "check").make_context("check", ["--fromat", "github"])  # type: ignore[union-attr]  # it is there
