"""What `init` and `new` leave for VS Code: schemas, the extension that uses them, and a task that lists problems."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from yaml import safe_load

from responsegen.editing.editor_files import PROBLEM, VSCODE
from tests.cli.conftest import run

MADE = ("build/distribution.schema.json", "build/dossier.schema.json", "build/positions.schema.json", *VSCODE)


def written(name: str) -> dict[str, object]:
    return json.loads(Path(".vscode", f"{name}.json").read_text())  # type: ignore[no-any-return]


def test_each_file_has_the_schema_that_is_printed_for_it(dossier: Path) -> None:
    (dossier / "positions/SE.yaml").unlink()
    run("new", "SE")
    assert written("settings")["yaml.schemas"] == {
        "./build/dossier.schema.json": "dossier.yaml",
        "./build/positions.schema.json": ["positions/*.yaml", "positions/*.yml"],
        "./build/distribution.schema.json": "distribution.yaml",
    }
    for which in ("dossier", "positions", "distribution"):
        schema = (dossier / f"build/{which}.schema.json").read_text()
        assert schema == run("schema", which).stdout
    assert written("extensions") == {"recommendations": ["redhat.vscode-yaml"]}
    distribution = Draft202012Validator(json.loads(schema))
    assert distribution.is_valid(safe_load("response: {to: Embassy}\nfiche: by-delegation"))
    assert not distribution.is_valid({"letter": "by-delegation"})


WHAT_IS_THERE: dict[str, Callable[[Path], object]] = {
    "files": lambda folder: [(folder / path).write_text("{}") for path in MADE],
    "files in the place of the folders": lambda folder: [
        (folder / name).write_text("") for name in (".vscode", "build")
    ],
    "links to nothing": lambda folder: [(folder / path).symlink_to("nowhere") for path in (".vscode", "build")],
    "links out of the folder": lambda folder: [(folder / name).symlink_to("..") for name in (".vscode", "build")],
    "files that link to nothing": lambda folder: [(folder / path).symlink_to("nowhere") for path in MADE],
}


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
@pytest.mark.parametrize("command", ["init", "new"])
@pytest.mark.parametrize("what", WHAT_IS_THERE)
def test_what_is_there_is_left_as_it_is(dossier: Path, command: str, what: str) -> None:
    folder = dossier if command == "new" else dossier / "other"
    (dossier / "positions/SE.yaml").unlink()
    if "files" in what and "folders" not in what:
        (folder / ".vscode").mkdir(parents=True)
        (folder / "build").mkdir()
    folder.mkdir(exist_ok=True)
    WHAT_IS_THERE[what](folder)
    before = everything(dossier.parent)
    found = run(*(["new", "SE"] if command == "new" else ["init", "other"]))
    assert found.exit_code == 0
    assert (folder / "positions/SE.yaml").exists()
    assert everything(dossier.parent).items() >= before.items()
    assert {path.name for path in everything(dossier.parent).keys() - before.keys()} <= {
        *("SE.yaml", "FI.yaml", "dossier.yaml", ".gitignore")
    }
    left = f"{folder.name}/.vscode is left as it is: `responsegen schema --help` says what VS Code needs."
    assert (left in found.stdout.splitlines()) is (command == "init")


def everything(folder: Path) -> dict[Path, str]:
    """What each file holds, and where each link leads."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return {path: str(path.readlink()) if path.is_symlink() else path.read_text() for path in paths}


BROKEN = {
    "an error": ("positions/SE.yaml", "country: SE\nstatus: cleard\n"),
    "warnings": ("positions/SE.yaml", "country: SE\nstatus: cleared\ncleared_by:\nbridge: {stone: }\n"),
    "a key without a value": ("dossier.yaml", "title:\n"),
    "no YAML": ("positions/SE.yaml", "country: [SE\nstatus: (a): b: [RG1]\n"),
    "an empty file": ("positions/SE.yaml", ""),
    "no text": ("positions/SE.yaml", "country: S\x01E\n"),
    "a file with an odd name": ("positions/Copy of SE: (2).yaml", "country: SE\nstatus: draft\n"),
    "a file that nothing asks for": ("positions/SE.txt", "x"),
    "the distribution": ("distribution.yaml", "respons: by-delegation\n"),
    "a style": ("templates/document.css", "p { background: url(https://example.org/x.png) }\n"),
    "a template": ("templates/response.html.j2", "{% if %}"),
    "a file where the folder should be": ("positions", ""),
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_task_reads_every_line_of_check_that_is_a_problem(dossier: Path, what: str) -> None:
    name, content = BROKEN[what]
    if name == "positions":
        (dossier / name).rename(dossier / "elsewhere")
    (dossier / name).parent.mkdir(exist_ok=True)
    (dossier / name).write_text(content)
    listed = json.loads(run("check", "--format", "json").stderr)["problems"]
    assert listed
    fields = ("file", "line", "column", "severity", "message", "code")
    found = run("check").stderr.splitlines()
    read = [match.groups() for line in found if (match := re.search(PROBLEM, line))]
    assert read == [tuple(str(problem[field]) for field in fields) for problem in listed]
    assert all(re.search(PROBLEM, line) for line in found)


def test_the_task_takes_nothing_else_for_a_problem_and_runs_check(dossier: Path) -> None:
    (dossier / "positions/SE.yaml").unlink()
    run("new", "SE")
    (task,) = written("tasks")["tasks"]  # type: ignore[misc]
    assert [task["command"], *task["args"]] == ["responsegen", "check"]
    assert task["problemMatcher"]["pattern"] == {
        "regexp": PROBLEM,
        "file": 1,
        "line": 2,
        "column": 3,
        "severity": 4,
        "message": 5,
        "code": 6,
    }
    said = run(*task["args"])
    (dossier / "dossier.yaml").unlink()
    for line in (said.stdout + run(*task["args"]).stderr).splitlines():
        assert not re.search(PROBLEM, line), line
