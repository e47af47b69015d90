"""What `init` leaves in a folder, and that it touches nothing that is there."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from responsegen.dossier.model import Kind
from responsegen.dossier.reading import read_dossier
from tests.cli.conftest import run
from tests.conftest import CHECKOUT

SCHEMAS = ["build/distribution.schema.json", "build/dossier.schema.json", "build/positions.schema.json"]
BESIDE = [".gitignore", ".vscode/extensions.json", ".vscode/settings.json", ".vscode/tasks.json", *SCHEMAS]
FILES = [*BESIDE, "dossier.yaml", "positions/FI.yaml", "positions/SE.yaml"]
IN_VSCODE = "VS Code completes and checks while you type: open the folder, and take the extension that it recommends."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_new_dossier_has_one_question_for_each_kind_of_topic_and_no_problem(here: Path) -> None:
    before = datetime.now().astimezone().replace(second=0, microsecond=0)
    found = run("init", "new")
    assert found.stdout.splitlines() == [
        "Wrote new/dossier.yaml and 2 positions beside it.",
        "It can be built as it is: `responsegen build --dossier new`",
        IN_VSCODE,
    ]
    assert (found.stderr, found.exit_code) == ("", 0)
    assert files(here / "new") == FILES
    assert (here / "new/.gitignore").read_text().splitlines()[-1] == "/build/"
    reading = read_dossier(here / "new")
    assert reading.problems == ()
    assert reading.dossier
    asked = [[type(reading.dossier.topics[id_]) for id_ in question.topics] for question in reading.dossier.questions]
    assert len(asked) == len({topics[0] for topics in asked}) == len(Kind)
    assert before <= reading.dossier.as_of <= datetime.now().astimezone()


def test_only_the_date_of_the_starter_is_changed(here: Path) -> None:
    run("init")
    starter = (CHECKOUT / "responsegen/editing/starter/dossier.yaml").read_text()
    as_of = re.compile(r"^(as_of: )\S+", re.MULTILINE)
    assert as_of.sub(r"\1X", (here / "dossier.yaml").read_text()) == as_of.sub(r"\1X", starter)


def test_the_example_is_the_exercise_that_is_shipped(here: Path) -> None:
    assert run("init", "--example", "a folder").stdout.splitlines()[1] == (
        "It can be built as it is: `responsegen build --dossier 'a folder'`"
    )
    shipped = ["dossier.yaml", *(f"positions/{path.name}" for path in (CHECKOUT / "positions").iterdir())]
    assert files(here / "a folder") == sorted([*BESIDE, *shipped])
    assert all((here / "a folder" / path).read_bytes() == (CHECKOUT / path).read_bytes() for path in shipped)


@pytest.mark.parametrize("arguments", [[], ["."], ["--dossier", "."]])
def test_without_a_name_the_dossier_is_started_here(here: Path, arguments: list[str]) -> None:
    assert run("init", *arguments).stdout.splitlines() == [
        "Wrote dossier.yaml and 2 positions beside it.",
        "It can be built as it is: `responsegen build`",
        IN_VSCODE,
    ]
    assert files(here) == FILES


@pytest.mark.parametrize("there", ["dossier.yaml", "positions/DK.yaml"])
def test_a_folder_with_a_dossier_is_left_alone(here: Path, there: str) -> None:
    (here / there).parent.mkdir(exist_ok=True)
    (here / there).write_text("mine")
    found = run("init")
    assert f"Error: {there.partition('/')[0]} is there already: nothing was written" in found.stderr
    assert (found.stdout, found.exit_code) == ("", 2)
    assert files(here) == [there]
    assert (here / there).read_text() == "mine"


def test_a_gitignore_that_is_there_is_left_alone_and_it_is_said_what_it_lacks(here: Path) -> None:
    (here / ".gitignore").write_text("*.pyc\n")
    found = run("init")
    assert found.stdout.splitlines()[-1] == "Add /build/ to .gitignore: what is built can be built again."
    assert (here / ".gitignore").read_text() == "*.pyc\n"


def test_one_folder_is_enough(here: Path) -> None:
    found = run("init", "one", "--dossier", "other")
    assert "DIR and --dossier DIR mean the same: give one of them" in found.stderr
    assert found.exit_code == 2
    assert files(here) == []


def test_the_schemas_that_its_files_name_are_those_that_a_build_writes(shipped_build: Path) -> None:
    starter = CHECKOUT / "responsegen/editing/starter"
    for file in starter.rglob("*.yaml"):
        first, *_ = file.read_text().splitlines()
        named = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert named.resolve().parent == starter / "build"
        assert json.loads((shipped_build / named.name).read_text())["$schema"]
