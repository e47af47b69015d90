"""What `schema` prints and writes, and that it needs no more of a dossier than it says."""

import json
import shutil
from pathlib import Path

import pytest

from responsegen.dossier.reading import read_dossier
from responsegen.dossier.schema import dossier_schema, positions_schema
from tests.cli.conftest import run


def test_the_schema_of_positions_is_that_of_the_build(dossier: Path) -> None:
    found = run("schema")
    read = read_dossier(dossier).dossier
    assert read
    assert (found.stdout, found.stderr, found.exit_code) == (positions_schema(read), "", 0)
    assert "bridge" in json.loads(found.stdout)["properties"]


def test_the_schema_of_dossier_yaml_needs_no_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("schema", "dossier")
    assert (found.stdout, found.stderr, found.exit_code) == (dossier_schema(), "", 0)


def test_it_is_written_where_it_is_wanted_in_place_of_an_older_one(dossier: Path) -> None:
    for _ in range(2):
        found = run("schema", "--output", dossier / "build/positions.schema.json")
        assert found.stdout == ""
        assert found.stderr == "responsegen: wrote build/positions.schema.json.\n"
    assert [path.name for path in (dossier / "build").iterdir()] == ["positions.schema.json"]
    assert json.loads((dossier / "build/positions.schema.json").read_text())


def test_positions_may_be_broken_or_missing_meanwhile(dossier: Path) -> None:
    expected = run("schema").stdout
    (dossier / "positions/SE.yaml").write_text("country: [")
    assert run("schema").stdout == expected
    (dossier / "positions/UK.yaml").unlink()
    (dossier / "positions/UK.yaml").symlink_to("nowhere")
    assert run("schema").stdout == expected
    shutil.rmtree(dossier / "positions")
    assert run("schema").stdout == expected


def test_a_broken_dossier_is_said_to_be_and_nothing_else_is(dossier: Path) -> None:
    (dossier / "dossier.yaml").write_text((dossier / "dossier.yaml").read_text().replace("rule: opt-in", "rule: optin"))
    (dossier / "positions/SE.yaml").write_text("country: [")
    found = run("schema")
    assert (found.stdout, found.exit_code) == ("", 1)
    (line,) = found.stderr.splitlines()
    assert line.startswith("dossier.yaml:")
    assert 'Did you mean "opt-in"?' in line


def test_what_cannot_be_written_is_said_in_one_sentence(dossier: Path) -> None:
    (dossier / "file").touch()
    found = run("schema", "--output", "file/schema.json")
    assert found.stderr == "responsegen: file/schema.json could not be written: Not a directory.\n"
    assert found.exit_code == 3


@pytest.mark.parametrize("name", ["positions/SE.yaml", "positions/schema.json", "dossier.yaml", "templates/x.css"])
@pytest.mark.parametrize("which", ["positions", "dossier"])
def test_it_is_not_written_over_the_dossiers_own_files(dossier: Path, which: str, name: str) -> None:
    before = {path: path.read_bytes() for path in dossier.rglob("*.yaml")}
    found = run("schema", which, "--output", name)
    assert found.stderr.endswith(f"\nError: --output {name} is where the dossier's own files are: name another file\n")
    assert found.exit_code == 2
    assert {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()} == before
