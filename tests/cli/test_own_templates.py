"""What cannot be used among a dossier's own templates stops a build with its place: nothing is passed over."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from responsegen.building.build_key import snapshot
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.templates import TemplateFolders
from tests.cli.conftest import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, links and names as POSIX has them")

PAGE = "templates/response.html.j2"


def _link(to: str, path: Path) -> None:
    path.symlink_to(to)


INSTEAD_OF_THE_FOLDER: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file": (Path.touch, "a folder of templates (got Not a directory)"),
    "a pipe": (os.mkfifo, "a folder of templates (got Not a directory)"),
    "a link to nothing": (partial(_link, "nowhere"), "a folder of templates (got a link that leads nowhere)"),
    "a link to itself": (partial(_link, "templates"), "a folder of templates (got a link that leads nowhere)"),
    "a link out of the dossier": (partial(_link, ".."), "a folder of the dossier (got a link out of it)"),
}
INSTEAD_OF_A_FILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "(got a folder or a device)"),
    "a pipe": (os.mkfifo, "(got a folder or a device)"),
    "a link to nothing": (partial(_link, "nowhere"), "(got a link that leads nowhere)"),
    "a link to itself": (partial(_link, "response.html.j2"), "(got a link that leads nowhere)"),
    "a link out of the dossier": (partial(_link, "../../outside"), "(got a link out of templates/)"),
    "a link out of the templates": (partial(_link, "../dossier.yaml"), "(got a link out of templates/)"),
}


@pytest.fixture
def building(dossier: Path, playing: pytest.MonkeyPatch) -> Path:  # noqa: ARG001 -- as pytest has it
    """The dossier, with rendering played."""
    (dossier.parent / "outside").write_text("by hand")
    return dossier


def refused(dossier: Path) -> str:
    """What a build says of it, without the problem's code."""
    found = run("build", "--quiet", "--jobs", "1")
    assert (found.stdout, found.exit_code) == ("", 3)
    assert not (dossier / "build").exists()
    return re.sub(r" \[RG[0-9]+\]$", "", found.stderr, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", INSTEAD_OF_THE_FOLDER)
def test_what_stands_in_the_place_of_the_templates_is_said(building: Path, kind: str) -> None:
    make, sentence = INSTEAD_OF_THE_FOLDER[kind]
    make(building / "templates")
    assert refused(building) == f"templates:1:1: error: expected {sentence}\n"


@pytest.mark.parametrize("kind", INSTEAD_OF_A_FILE)
def test_what_stands_in_the_place_of_a_template_is_said(building: Path, kind: str) -> None:
    make, found = INSTEAD_OF_A_FILE[kind]
    (building / "templates").mkdir()
    make(building / PAGE)
    assert refused(building) == f"{PAGE}:1:1: error: expected a file {PAGE} {found}\n"


def test_what_stands_in_the_place_of_a_folder_of_assets_is_said(building: Path) -> None:
    (building / "templates").mkdir()
    (building / "templates/assets").write_text("own")
    sentence = "templates/assets/crest.svg:1:1: error: expected a file templates/assets/crest.svg (got Not a directory)"
    with pytest.raises(RenderingFailed, match=re.escape(sentence)):
        TemplateFolders.of(building).find("assets/crest.svg")


@pytest.mark.parametrize("name", [b"\xff", b"assets/\xff.svg", b"\xff/crest.svg"])
def test_a_name_that_no_output_could_hold_is_said(building: Path, name: bytes) -> None:
    file = building / "templates" / os.fsdecode(name)
    try:
        file.parent.mkdir(parents=True)
        file.touch()
    except OSError:
        pytest.skip("this file system knows no such names")
    shown = f"templates/{name.decode(errors='replace')}"
    assert refused(building) == f"{shown}:1:1: error: expected a file name in UTF-8. Rename the file\n"


@pytest.mark.parametrize("name", [PAGE, "templates/assets/crest.svg"])
def test_a_template_that_may_not_be_read_is_said_to_be_that(
    building: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (building / name).parent.mkdir(parents=True)
    (building / name).write_text("own")
    as_before = Path.open

    def refuse(path: Path, *rest: str, **more: str) -> object:
        if path.name == Path(name).name:
            raise PermissionError(13, "Permission denied", str(path))
        return as_before(path, *rest, **more)  # type: ignore[call-overload] # as it was called

    monkeypatch.setattr(Path, "open", refuse)
    assert refused(building) == f"{name}:1:1: error: expected a file {name} (got Permission denied)\n"


def test_templates_that_may_not_be_listed_are_said_to_be_that(building: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_before = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "templates":
            raise PermissionError(13, "Permission denied", str(path))
        return as_before(path)

    (building / "templates").mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert refused(building) == "templates:1:1: error: expected a folder of templates (got Permission denied)\n"


def test_what_editors_and_file_managers_keep_there_is_no_template(building: Path) -> None:
    (building / "templates").mkdir()
    (building / "templates/.#response.html.j2").symlink_to("somebody@somewhere.1")
    assert run("build", "--quiet", "--jobs", "1").exit_code == 0


@pytest.mark.parametrize("kind", INSTEAD_OF_THE_FOLDER)
def test_who_watches_outlives_what_stands_in_the_place_of_the_templates_and_sees_it_mended(
    building: Path, kind: str
) -> None:
    before = snapshot(building)
    INSTEAD_OF_THE_FOLDER[kind][0](building / "templates")
    assert "templates" in snapshot(building).keys() - before.keys()
    (building / "templates").unlink()
    assert snapshot(building) == before
