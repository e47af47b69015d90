"""What `build` leaves in the output folder and says about it; rendering is played, but for one real build."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import responsegen
from responsegen.building import pipeline, workers
from tests.building.played import FaultyTemplates, FullDisk
from tests.cli.conftest import run

DOCUMENTS = ("response", "fiches/DK", "fiches/SE", "fiches/UK")
FORMATS = ("pdf", "docx", "html")
DATA = (
    "distribution.schema.json",
    "dossier.schema.json",
    "joint-answer.json",
    "manifest.json",
    "positions.schema.json",
)
OUTPUTS = sorted([*(f"{document}.{form}" for document in DOCUMENTS for form in FORMATS), *DATA])

STANDING = """\
Question 1: Should a bridge be built, and with how many hands?
~ Bridge           1 agreed, 1 open, 1 not agreed; blocked by UK; waits for DK
+ Number of hands  agreed: between 30 000 and 35 000 personnel
  Crew             yes 1, no 1, undecided 1
    Full support   600 to 1 000 attainable, 600 to 1 000 assured; 29 400 short
                   of 30 000

Answered: 3 of 3 delegations
Points: 2 agreed, 1 open, 1 not agreed
Ask next: DK (1 open point)
"""

Build = Callable[..., Result]


@pytest.fixture
def build(dossier: Path, playing: pytest.MonkeyPatch) -> Build:  # noqa: ARG001 -- as pytest has it
    """Run `build` on the small dossier, with rendering played."""
    return lambda *arguments: run("build", "--dossier", dossier, "--jobs", "1", *arguments)


def files(folder: Path) -> list[str]:
    """Every file but the seal, and the pages that are kept for the next build."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [path for path in paths if path != ".seal" and not path.startswith(".cache/")]


def test_the_first_build_makes_every_output_and_says_where_things_stand(build: Build, dossier: Path) -> None:
    found = build()
    assert found.exit_code == 0
    assert files(dossier / "build") == OUTPUTS
    assert (
        found.stdout
        == (
            "build/ holds response and 3 fiches, each as HTML, PDF and DOCX, and the data\n  behind them.\n"
            "Files: 17 new.\n"
            "These are working copies; `responsegen issue` freezes and registers a revision.\n\n"
        )
        + STANDING
    )
    lines = found.stderr.splitlines()
    assert sorted(line.partition(" (")[0] for line in lines) == [f"Rendered {path}" for path in sorted(DOCUMENTS)]
    assert lines[0].endswith(" (1 of 4)")
    assert lines[-1].endswith(" (4 of 4)")


def test_a_quiet_build_says_nothing(build: Build, dossier: Path) -> None:
    found = build("--quiet")
    assert (found.stdout, found.stderr, found.exit_code) == ("", "", 0)
    assert files(dossier / "build") == OUTPUTS


def test_stderr_holds_problems_alone_where_a_program_reads_it(build: Build) -> None:
    found = build("--format", "json")
    assert json.loads(found.stderr)["problems"] == []
    assert found.stdout.startswith("build/ holds ")


def test_a_second_build_touches_nothing(build: Build, dossier: Path) -> None:
    build()
    before = {path: (dossier / "build" / path).stat().st_mtime_ns for path in OUTPUTS}
    assert build().stdout.startswith("build/ is up to date: response and 3 fiches, each as HTML")
    assert {path: (dossier / "build" / path).stat().st_mtime_ns for path in OUTPUTS} == before


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_output_that_was_edited_is_put_aside_and_made_again(build: Build, dossier: Path, form: str) -> None:
    build()
    (dossier / "build/response.docx").write_text("with tracked changes")
    (dossier / "build/joint-answer.json").write_text("{}")
    (dossier / "build/fiches/SE.docx").unlink()
    found = build("--format", form)
    for path in ("joint-answer.json", "response.docx"):
        kept = path.replace(".", " (edited).")
        sentence = f"build/{path} was edited after it was built: it is kept as {kept}."
        assert sentence in (found.stderr if form == "text" else found.stdout)
    assert "Files: 1 new and 2 changed.\n" in found.stdout
    assert (dossier / "build/response (edited).docx").read_text() == "with tracked changes"
    assert "is up to date" in build().stdout


def test_the_interface_for_python_names_what_was_put_aside(build: Build, dossier: Path) -> None:
    build()
    (dossier / "build/fiches/SE.docx").write_text("with tracked changes")
    assert responsegen.build(dossier).put_aside == {"fiches/SE.docx": "fiches/SE (edited).docx"}
    assert responsegen.build(dossier).put_aside == {}


def test_all_is_built_again_where_that_is_wanted(build: Build) -> None:
    build()
    found = build("--again")
    assert "Rendered fiches/SE (" in found.stderr
    assert "Nothing had changed: every file was up to date." in found.stdout
    assert "is up to date" in build().stdout


def test_drawn_pages_go_with_again_and_are_not_kept_where_that_is_unwanted(build: Build, dossier: Path) -> None:
    build()
    (dossier / "build/.cache").mkdir()
    build("--again", "--no-cache")
    assert not (dossier / "build/.cache").exists()


FOREIGN = {
    "manifest.json": '{"name": "an extension", "version": "1"}',
    "response.pdf": "by hand",
    "fiches/UK.docx": "by hand",
    "joint-answer.json": "{}",
    "dossier.schema.json": "{}",
}


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("path", FOREIGN)
def test_a_folder_with_files_of_such_names_and_no_manifest_of_a_build_is_refused(
    build: Build, dossier: Path, path: str, *, named: bool
) -> None:
    folder = dossier / ("elsewhere" if named else "build")
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text(FOREIGN[path])
    found = build(*(["--output", folder] if named else []))
    what = "is no manifest of a build" if path == "manifest.json" else "lies there without the manifest of a build"
    assert found.stderr == (
        f"responsegen: {folder.name}/{path} {what}, so it may be somebody's own: move it away, or name another folder"
        " with --output. Nothing was written.\n"
    )
    assert found.exit_code == 3
    assert files(folder) == [path]
    assert (folder / path).read_text() == FOREIGN[path]


def test_a_schema_that_a_command_has_written_there_is_no_foreign_file(build: Build, dossier: Path) -> None:
    (dossier / "build").mkdir()
    run("schema", "--output", "build/positions.schema.json")
    asked = (dossier / "dossier.yaml").read_text()
    (dossier / "dossier.yaml").write_text(asked.replace("title: Bridge", "title: A bridge"))  # so that it is outdated
    assert build().exit_code == 0
    assert files(dossier / "build") == OUTPUTS


def test_a_build_folder_that_is_a_link_is_refused_and_its_target_may_be_named(
    build: Build, dossier: Path, tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    (dossier / "build").symlink_to(tmp_path / "share")
    found = build()
    assert f"Error: build is a link to {tmp_path / 'share'}: remove the link, or name that folder" in found.stderr
    assert found.exit_code == 2
    assert files(tmp_path / "share") == []
    assert build("--output", tmp_path / "share").exit_code == 0


def leave(dossier: Path, delegation: str) -> None:
    (dossier / f"positions/{delegation}.yaml").unlink()
    text = (dossier / "dossier.yaml").read_text()
    (dossier / "dossier.yaml").write_text(text.replace(f", {delegation}]", "]"))


def test_what_no_longer_belongs_goes_and_what_was_edited_is_put_aside(build: Build, dossier: Path) -> None:
    build()
    (dossier / "build/.gitignore").write_text("*\n")
    (dossier / "build/fiches/my notes.txt").write_text("by hand")
    (dossier / "build/fiches/UK.docx").write_text("with tracked changes")
    leave(dossier, "UK")
    found = build()
    said = found.stdout.replace("\n  ", " ")
    assert "Removed, since the dossier no longer has them: fiches/UK.html and fiches/UK.pdf.\n" in said
    assert "build/fiches/UK.docx was edited after it was built: it is kept as fiches/UK (edited).docx." in found.stderr
    ours = [path for path in OUTPUTS if "UK" not in path]
    assert files(dossier / "build") == sorted([*ours, ".gitignore", "fiches/UK (edited).docx", "fiches/my notes.txt"])
    assert (dossier / "build/fiches/UK (edited).docx").read_text() == "with tracked changes"


def test_the_manifest_holds_every_output_and_input_and_nothing_of_this_machine(build: Build, dossier: Path) -> None:
    build()
    text = (dossier / "build/manifest.json").read_text()
    manifest = json.loads(text)
    assert sorted([*manifest["outputs"], "manifest.json"]) == OUTPUTS
    assert [path for path in manifest["inputs"] if not path.startswith("responsegen/templates/")] == [
        "dossier.yaml",
        "positions/DK.yaml",
        "positions/SE.yaml",
        "positions/UK.yaml",
    ]
    assert "responsegen/templates/word.docx" in manifest["inputs"]
    assert str(dossier.parent) not in text


def test_a_template_of_the_dossiers_own_is_an_input_instead_of_the_packaged_one(build: Build, dossier: Path) -> None:
    (dossier / "templates").mkdir()
    (dossier / "templates/response.html.j2").write_text("<p>own</p>")
    (dossier / "templates/.DS_Store").write_text("")
    build()
    inputs = json.loads((dossier / "build/manifest.json").read_text())["inputs"]
    assert "templates/response.html.j2" in inputs
    assert "responsegen/templates/response.html.j2" not in inputs
    assert "templates/.DS_Store" not in inputs


def test_a_failed_rendering_leaves_the_last_good_build(
    build: Build, dossier: Path, playing: pytest.MonkeyPatch
) -> None:
    build()
    before = {path: (dossier / "build" / path).read_bytes() for path in OUTPUTS}
    leave(dossier, "UK")

    playing.setattr(pipeline, "Renderer", FaultyTemplates)
    found = build()
    assert found.stderr.splitlines() == [
        "templates/response.html.j2:7:1: error: expected a name that this document has (got 'tittle') [RG903]"
    ]
    assert (found.stdout, found.exit_code) == ("", 3)
    assert {path: (dossier / "build" / path).read_bytes() for path in files(dossier / "build")} == before


def test_a_full_disk_is_a_sentence_and_leaves_no_trace(
    build: Build, dossier: Path, playing: pytest.MonkeyPatch
) -> None:
    playing.setattr(pipeline, "Renderer", FullDisk)
    found = build()
    sentence = "cannot write response.pdf: No space left on device. build/ is as it was before."
    assert found.stderr == f"responsegen: {sentence}\n"
    assert found.exit_code == 3
    assert not (dossier / "build").exists()


def test_a_machine_without_room_for_a_process_is_a_sentence(build: Build, playing: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    workers.end_idle()
    playing.setattr(workers, "_begin", no_room)
    found = build()
    sentence = "no process can be begun that makes the documents: Resource temporarily unavailable"
    assert (found.stderr, found.exit_code) == (f"responsegen: {sentence}.\n", 3)


def test_a_file_in_the_place_of_the_output_folder_is_a_sentence(build: Build, dossier: Path) -> None:
    (dossier / "build").write_text("by hand")
    found = build()
    assert found.stderr.endswith("build: File exists. build/ is as it was before.\n")
    assert found.exit_code == 3
    assert (dossier / "build").read_text() == "by hand"


def test_a_document_named_like_the_data_stands_beside_it(build: Build, dossier: Path) -> None:
    named = ("joint-answer", "manifest", "fiches")
    with (dossier / "dossier.yaml").open("a") as file:
        file.writelines(f"  {name}: {{release: internal, attribution: named}}\n" for name in named)
    assert build().exit_code == 0
    assert files(dossier / "build") == sorted([*OUTPUTS, *(f"{name}.{form}" for name in named for form in FORMATS)])
    assert json.loads((dossier / "build/joint-answer.json").read_text())["format"] == 2
    assert sorted(json.loads((dossier / "build/manifest.json").read_text())["documents"])[-2:] == [
        "manifest",
        "response",
    ]
    assert "is up to date" in build().stdout


@pytest.mark.parametrize("name", ["positions.schema", "dossier.schema", ".lock", "../response", "/etc/response"])
def test_a_document_named_like_a_file_is_refused(build: Build, dossier: Path, name: str) -> None:
    with (dossier / "dossier.yaml").open("a") as file:
        file.write(f"  {name}: {{release: internal, attribution: named}}\n")
    found = build()
    assert found.exit_code == 1
    assert f'that starts with a letter (got "{name}")' in found.stderr
    assert not (dossier / "build").exists()


def test_outputs_can_go_elsewhere(build: Build, dossier: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a folder/Ελληνικά"
    assert build("--output", elsewhere).exit_code == 0
    assert files(elsewhere) == OUTPUTS
    assert not (dossier / "build").exists()


READING = [
    "check",
    "status",
    "explain bridge",
    "diff",
    "what-if SE.bridge.wood=oppose",
    "schema",
    "new SE",
    "fix --yes",
]


@pytest.mark.parametrize("command", READING)
def test_who_does_not_build_touches_nothing_in_the_output_folder(dossier: Path, command: str) -> None:
    staging = dossier / "build/.staging-x"
    (staging / "new").mkdir(parents=True)
    (staging / "new/response.pdf").write_text("forged")
    (staging / "commit").write_text('{"added": [], "changed": ["response.pdf"], "removed": ["mine.txt"]}')
    (dossier / "build/response.pdf").write_text("old")
    (dossier / "build/.lock").write_text("1")
    before = files(dossier / "build")
    run(*command.split())
    assert files(dossier / "build") == before
    assert (dossier / "build/response.pdf").read_text() == "old"


def test_a_build_clears_away_what_this_user_has_not_decided(build: Build, dossier: Path) -> None:
    build()
    before = (dossier / "build/response.pdf").read_bytes()
    staging = dossier / "build/.staging-x"
    (staging / "new").mkdir(parents=True)
    (staging / "new/response.pdf").write_text("forged")
    (staging / "commit").write_text('{"added": [], "changed": ["response.pdf"], "removed": []}')
    assert build("--quiet").stderr == ""
    assert files(dossier / "build") == OUTPUTS
    assert (dossier / "build/response.pdf").read_bytes() == before


def test_a_build_of_the_shipped_dossier_says_that_everything_is_written(
    shipped_build_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    output, said = shipped_build_run
    assert "holds brief, response, synthesis and 29 fiches" in said.stdout.replace("\n  ", " ")
    assert "Files: 101 new.\n" in said.stdout
    assert all((output / name).stat().st_size > 0 for name in files(output))
    assert len(files(output)) == 101
