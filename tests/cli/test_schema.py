"""What `schema` prints and writes, and that it needs no more of a dossier than it says."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from threading import Thread

import pytest

from responsegen.dossier.reading import read_dossier
from responsegen.dossier.schema import dossier_schema, positions_schema
from tests.cli.conftest import run
from tests.conftest import CHECKOUT

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and devices as POSIX has them")


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


def within(schema: object) -> Iterator[object]:
    """Every value of a schema, whole and in parts."""
    yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from within(part)


@pytest.mark.parametrize("which", ["positions", "dossier", "distribution"])
def test_a_schema_has_a_name_and_a_title_and_offers_no_null_as_an_answer(dossier: Path, which: str) -> None:
    assert dossier.exists()
    schema = json.loads(run("schema", which).stdout)
    assert schema["$id"] == f"urn:responsegen:{which}"
    assert schema["title"]
    assert not [part for part in within(schema) if part in (None, "null")]


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


@POSIX
def test_a_pipe_is_written_into_and_stays_one(dossier: Path) -> None:
    pipe, read = dossier.parent / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_text()), daemon=True)
    reader.start()
    found = run("schema", "dossier", "--output", pipe)
    assert found.exit_code == 0
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    reader.join()
    assert read == [dossier_schema()]


@POSIX
def test_a_device_is_written_into_and_stays_one(dossier: Path) -> None:
    device = dossier.parent / "null"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        device.write_text("")
    except OSError:
        pytest.skip("only root can make a device, and not in every container")
    assert run("schema", "dossier", "--output", device).exit_code == 0
    assert stat.S_ISCHR(device.lstat().st_mode)


@POSIX
@pytest.mark.parametrize(
    ("command", "before"), [("{} | cat > whole", ""), ("{} > whole", ""), ("{} >> whole", "a log\n")]
)
def test_what_the_shell_has_opened_is_written_on(dossier: Path, command: str, before: str) -> None:
    (dossier / "whole").write_text(before)
    call = f"{quote(sys.executable)} -m responsegen schema dossier --output /dev/stdout"
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    subprocess.run(["/bin/sh", "-c", command.format(call)], cwd=dossier, env=environment, check=True)
    assert (dossier / "whole").read_text() == before + dossier_schema()


def test_a_folder_is_no_place_for_it(dossier: Path) -> None:
    found = run("schema", "--output", dossier.parent)
    assert "is a directory" in found.stderr
    assert found.exit_code == 2


def test_a_link_that_leads_to_itself_is_one_sentence_and_stays(dossier: Path) -> None:
    (dossier / "schema.json").symlink_to("schema.json")
    found = run("schema", "dossier", "--output", "schema.json")
    assert found.stderr == "responsegen: schema.json could not be written: Too many levels of symbolic links.\n"
    assert found.exit_code == 3
    assert (dossier / "schema.json").is_symlink()
