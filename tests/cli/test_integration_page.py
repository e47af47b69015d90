"""The hook and the workflows that docs/continuous-integration.md shows: keys that forges know, commands that run."""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from responsegen import __version__
from responsegen.cli.program import program
from tests.cli.conftest import run
from tests.conftest import CHECKOUT

PAGE = (CHECKOUT / "docs/continuous-integration.md").read_text(encoding="utf-8")
CONFIGURATION, *WORKFLOWS = (yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
GITHUB, GITLAB, FORGEJO, *OF_THE_CHECKOUT = WORKFLOWS
RECIPES = {"GitHub": GITHUB, "GitLab": GITLAB, "Forgejo": FORGEJO}
(HOOK,) = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ADDRESS = CONFIGURATION["repos"][0]["repo"]
# Of the keys that the forges' documentation lists, those that the page uses.
KEYS = {
    "workflow": {"name", True, "permissions", "jobs"},  # YAML 1.1 reads the key `on` as true
    "job": {"runs-on", "container", "needs", "permissions", "steps"},
    "step": {"uses", "with", "run", "if"},
    "GitLab's job": {"image", "rules", "variables", "before_script", "script", "artifacts"},
    "GitLab's artifacts": {"name", "access", "paths"},
}


def steps(workflow: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every step of a workflow, GitLab's as if they were GitHub's."""
    if "jobs" in workflow:
        yield from (step for job in workflow["jobs"].values() for step in job["steps"])
    for job in () if "jobs" in workflow else workflow.values():
        yield from ({"run": line} for line in (*job["before_script"], *job["script"]))
        (kept,) = job["artifacts"]["paths"]
        yield {"uses": "artifacts", "with": {"path": kept}}


def lines_of(workflow: Mapping[str, Any]) -> list[str]:
    """What a workflow types, as on a machine where everything is on the path."""
    lines = [step["run"] for step in steps(workflow) if "run" in step]
    return [line.removeprefix("/opt/responsegen/bin/").removeprefix("sudo ") for line in lines]


def lines_of_shell() -> Iterator[str]:
    for workflow in WORKFLOWS:
        yield from lines_of(workflow)
    yield from re.findall(r"^exec (.*)$", PAGE, re.MULTILINE)
    yield from re.findall(r"`(responsegen [^`]+)`", PAGE)
    yield HOOK["entry"]


def installs(line: str) -> bool:
    return line.startswith(("apt-get ", "pip install ", "python3 -m venv "))


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


@pytest.mark.parametrize("forge", RECIPES)
def test_a_recipe_installs_the_release_of_this_version_and_the_libraries_that_run_installs(forge: str) -> None:
    tag = f"v{__version__}"
    assert CONFIGURATION["repos"][0]["rev"] == tag
    assert lines_of(RECIPES[forge]).count(f"pip install git+{ADDRESS}@{tag}") == 1
    (packages,) = (line for line in lines_of(RECIPES[forge]) if "apt-get install" in line)
    libraries = packages.removeprefix("apt-get install --yes --no-install-recommends ").removeprefix("python3-venv ")
    assert f"apt_install {libraries}\n" in (CHECKOUT / "run").read_text(encoding="utf-8")


@pytest.mark.usefixtures("playing")
@pytest.mark.parametrize("forge", RECIPES)
def test_a_recipe_checks_builds_and_keeps_the_papers(forge: str, dossier: Path) -> None:
    commands = [shlex.split(line)[1:] for line in lines_of(RECIPES[forge]) if not installs(line)]
    assert [run(*command).exit_code for command in commands] == [0, 0]
    (kept,) = (step["with"]["path"] for step in steps(RECIPES[forge]) if "artifact" in step.get("uses", ""))
    assert {"response.pdf", "response.docx", "response.html"} == {
        path.name for path in dossier.glob(f"{kept}response.*")
    }
    assert f"`{kept}response.*`" in PAGE
    (dossier / "positions/SE.yaml").write_text("country: SE\n")
    assert run(*commands[0]).exit_code == 1


def test_the_workflows_have_only_keys_that_forges_know() -> None:
    for workflow in (GITHUB, FORGEJO, *OF_THE_CHECKOUT):
        assert workflow.keys() <= KEYS["workflow"]
        assert all(job.keys() <= KEYS["job"] for job in workflow["jobs"].values())
        assert all(step.keys() <= KEYS["step"] and ("uses" in step) is not ("run" in step) for step in steps(workflow))
    (job,) = GITLAB.values()
    assert job.keys() <= KEYS["GitLab's job"]
    assert job["artifacts"].keys() <= KEYS["GitLab's artifacts"]


def test_there_is_a_check_for_reviews_and_one_for_scanners() -> None:
    shell = {*lines_of_shell()}
    assert {"./run check --format github", "responsegen check --format github"} <= shell
    assert "./run check --format sarif 2> problems.sarif" in shell
    assert {step["uses"].partition("@")[0] for w in WORKFLOWS for step in steps(w) if "uses" in step} == {
        *("actions/checkout", "actions/setup-python", "actions/upload-artifact", "github/codeql-action/upload-sarif"),
        *("https://code.forgejo.org/actions/checkout", "https://code.forgejo.org/forgejo/upload-artifact"),
        "artifacts",
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
