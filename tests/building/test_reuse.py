"""What a change makes a build do again: the documents that it changes, and no other."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from responsegen.building import pipeline, toolchain, workers
from responsegen.building.build_key import nothing_to_do
from responsegen.building.pipeline import Progress
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.template_files import IN_CHECKOUT
from tests.building import only_html
from tests.building.only_html import OnlyHtmlRenderer
from tests.cli.conftest import DOSSIER, POSITIONS
from tests.conftest import CHECKOUT

FICHES = {"fiches/DK", "fiches/SE", "fiches/UK"}
ALL = {"response", "synthesis", "brief", *FICHES}
INSIDE = """\
  synthesis: {release: participants, attribution: named}
  brief: {release: internal, attribution: named}
"""
SEAL = '<svg xmlns="http://www.w3.org/2000/svg"/>'
SAID = "Nobody in the whole house wants stone."


@pytest.fixture(scope="module", autouse=True)
def _only_html_is_real() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "Renderer", OnlyHtmlRenderer)
        patch.setattr(workers, "PRELOADED", only_html.__name__)
        patch.setenv("PYTHONPATH", str(CHECKOUT))
        yield
    workers.end_idle()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that has been built; of its documents, only the HTML is real."""
    folder = tmp_path_factory.mktemp("built") / "bridge"
    files = {f"positions/{code}.yaml": text for code, text in POSITIONS.items()} | {
        "dossier.yaml": DOSSIER + INSIDE,
        "templates/response.html.j2": packaged("response.html.j2").replace(
            "{% block look %}",
            "{% set seal = asset('seal.svg') %}{% include 'extra.html.j2' ignore missing %}{% block look %}",
        ),
        "templates/assets/seal.svg": SEAL,
        "templates/assets/unused.svg": "<svg/>",
    }
    for path, text in files.items():
        write(folder, path, text)
    assert build(folder) == ALL
    return folder


@pytest.fixture
def dossier(built: Path, tmp_path: Path) -> Path:
    """What has been built, for one test to change."""
    return shutil.copytree(built, tmp_path / "bridge")


def packaged(name: str) -> str:
    return (IN_CHECKOUT / name).read_text(encoding="utf-8")


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        write(folder, path, text.replace(old, new))

    return change


def build(folder: Path) -> set[str]:
    """The documents that a build makes, and says nothing."""
    made: set[str] = set()
    said: list[str] = []
    if nothing_to_do(folder, folder / "build") is None:
        progress = Progress(said.append, lambda done, *_: made.add(done.path))
        pipeline.build(folder, folder / "build", 1, progress)
    assert [sentence for sentence in said if "edited" not in sentence] == []
    return made


def touch_everything(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))


def swap_lines(folder: Path) -> None:
    lines = (folder / "positions/SE.yaml").read_text().splitlines()
    write(folder, "positions/SE.yaml", "\n".join([lines[0], *lines[:0:-1], ""]))


CHANGES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "nothing": (lambda _: None, set()),
    "every file touched": (touch_everything, set()),
    "a file that is no position": (lambda folder: write(folder, "notes.txt", "Call Dublin."), set()),
    "who cleared a position": (
        edit("positions/SE.yaml", "ambassador", "minister"),
        {"synthesis", "brief", "fiches/SE"},
    ),
    "keys in another order": (swap_lines, {"synthesis", "brief", "fiches/SE"}),
    "an answer that changes the outcome": (edit("positions/UK.yaml", "wood: oppose", "wood: support"), ALL),
    "an internal note": (edit("positions/UK.yaml", "crew:", "internal: {notes: Later.}\ncrew:"), {"brief"}),
    "the title": (edit("dossier.yaml", "on a bridge", "on two bridges"), ALL),
    "the date": (edit("dossier.yaml", "as_of: 2025-02-16T18", "as_of: 2025-02-16T19"), ALL),
    "a document's own template": (
        edit("templates/response.html.j2", "There is no", "There is as yet no"),
        {"response"},
    ),
    "a packaged template replaced": (
        lambda folder: write(folder, "templates/fiche.html.j2", packaged("fiche.html.j2") + "\n"),
        FICHES,
    ),
    "the style replaced": (
        lambda folder: write(folder, "templates/document.css", packaged("document.css") + "\n"),
        ALL,
    ),
    "an asset": (edit("templates/assets/seal.svg", SEAL, f"{SEAL} "), {"response"}),
    "an asset that no document uses": (edit("templates/assets/unused.svg", "<svg/>", "<svg></svg>"), set()),
    "a template that was looked for and not there": (
        lambda folder: write(folder, "templates/extra.html.j2", ""),
        {"response"},
    ),
    "the Word template": (lambda folder: write(folder, "templates/word.docx", "another"), ALL),
    "an output deleted": (lambda folder: (folder / "build/fiches/DK.docx").unlink(), {"fiches/DK"}),
    "an output edited": (edit("build/synthesis.html", "bridge", "brigde"), {"synthesis"}),
    "an output of data deleted": (lambda folder: (folder / "build/joint-answer.json").unlink(), set()),
    "no seal": (lambda folder: (folder / "build/.seal").unlink(), ALL),
    "the seal of nobody": (lambda folder: write(folder, "build/.seal", "0" * 64), ALL),
    "all outputs deleted": (lambda folder: shutil.rmtree(folder / "build"), ALL),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_makes_again_what_a_change_concerns(dossier: Path, change: str) -> None:
    concern, again = CHANGES[change]
    concern(dossier)
    assert build(dossier) == again
    assert nothing_to_do(dossier, dossier / "build") == tuple(sorted(ALL))
    if again != ALL:
        in_place = {path: (dossier / "build" / path).read_bytes() for path in outputs(dossier)}
        shutil.rmtree(dossier / "build")
        build(dossier)
        assert {path: (dossier / "build" / path).read_bytes() for path in outputs(dossier)} == in_place


def outputs(folder: Path) -> list[str]:
    return ["manifest.json", *json.loads((folder / "build/manifest.json").read_text())["outputs"]]


def test_an_asset_with_an_unusual_name_is_no_reason_to_make_all_again(dossier: Path) -> None:
    template = dossier / "templates/response.html.j2"
    template.write_text(template.read_text().replace("asset('seal.svg')", "asset('my\u00a0seal.svg')"))
    (dossier / "templates/assets/seal.svg").rename(dossier / "templates/assets/my\u00a0seal.svg")
    assert build(dossier) == {"response"}
    assert build(dossier) == set()


def forge(folder: Path) -> None:
    """Put another file in the place of an output, and its digest into the manifest."""
    write(folder, "build/response.pdf", "forged")
    manifest = json.loads((folder / "build/manifest.json").read_text())
    manifest["outputs"]["response.pdf"] = sha256(b"forged").hexdigest()
    write(folder, "build/manifest.json", json.dumps(manifest))


@pytest.mark.parametrize("sealed", [True, False])
def test_a_forged_output_is_never_kept_as_built(dossier: Path, *, sealed: bool) -> None:
    forge(dossier)
    if not sealed:
        (dossier / "build/.seal").unlink()
    assert build(dossier) == ALL
    assert (dossier / "build/response.pdf").read_text() == "PDF"
    assert build(dossier) == set()


NO_OUTPUTS = {
    "NUL": "a\u0000b.pdf",
    "half a character": "\ud800.pdf",
    "a long name": f"{'x' * 300}.pdf",
    "a long path": f"{'x/' * 1000}x.pdf",
    "a way out": "../outside.pdf",
    "a folder": "fiches",
}


def test_an_unsealed_manifest_with_names_that_no_output_has_is_no_error(dossier: Path) -> None:
    write(dossier, "outside.pdf", "by hand")
    manifest = json.loads((dossier / "build/manifest.json").read_text())
    manifest["outputs"] |= dict.fromkeys(NO_OUTPUTS.values(), sha256(b"by hand").hexdigest())
    write(dossier, "build/manifest.json", json.dumps(manifest))
    assert build(dossier) == ALL
    assert (dossier / "outside.pdf").read_text() == "by hand"
    assert build(dossier) == set()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", [".seal", "response.pdf"])
def test_a_pipe_in_the_place_of_an_output_is_not_waited_for(dossier: Path, name: str) -> None:
    (dossier / "build" / name).unlink()
    os.mkfifo(dossier / "build" / name)
    assert "response" in build(dossier)
    assert (dossier / "build" / name).is_file()


@pytest.mark.parametrize(("name", "value"), [("sources", "another program"), ("libraries", {"weasyprint": "71.0"})])
def test_another_program_or_library_makes_everything_again(
    dossier: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(toolchain, name, lambda: value)
    assert build(dossier) == ALL
    assert build(dossier) == set()


def test_a_dossier_that_its_user_has_copied_has_nothing_to_do(dossier: Path, tmp_path: Path) -> None:
    shutil.copytree(dossier, tmp_path / "elsewhere", copy_function=shutil.copyfile)
    assert build(tmp_path / "elsewhere") == set()


@pytest.mark.parametrize("with_the_seal", [True, False])
def test_what_another_user_built_is_built_anew_silently(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, with_the_seal: bool
) -> None:
    before = {path: (dossier / "build" / path).read_bytes() for path in outputs(dossier)}
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another user"))
    if not with_the_seal:
        (dossier / "build/.seal").unlink()
    assert build(dossier) == ALL
    assert {path.relative_to(dossier / "build").as_posix() for path in (dossier / "build").rglob("*.*")} == {
        *before,
        ".seal",
    }
    assert build(dossier) == set()


def test_without_a_key_everything_is_built_anew_each_time(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    assert build(dossier) == ALL
    assert build(dossier) == ALL


SEALS = """
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.fingerprint import fingerprint
from responsegen.building.merge import merge
from responsegen.documents.compose import compose
from tests.conftest import CHECKOUT
merged = merge(CHECKOUT)
guard = LeakGuard(merged.dossier)
for document in compose(merged.dossier, merged.answer):
    print(document.path, fingerprint(document), guard.seal(document))
"""


def test_every_process_sees_the_same_dossier_in_the_same_state(capsys: pytest.CaptureFixture[str]) -> None:
    command, environment = [sys.executable, "-c", SEALS], os.environ | {"PYTHONHASHSEED": "1"}
    other = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, check=True, text=True)
    exec(SEALS, {})  # noqa: S102 -- in this process, which takes a seed of its own
    assert capsys.readouterr().out == other.stdout


def test_while_there_are_warnings_a_build_looks_again_and_makes_nothing(dossier: Path) -> None:
    write(dossier, "positions/readme.txt", "Not a position.")
    assert build(dossier) == set()
    assert nothing_to_do(dossier, dossier / "build") is None


def test_what_a_link_leads_to_is_looked_at_again(dossier: Path) -> None:
    (dossier / "positions/SE.yaml").rename(dossier / "draft.yaml")
    (dossier / "positions/SE.yaml").symlink_to(dossier / "draft.yaml")
    assert nothing_to_do(dossier, dossier / "build") is None
    assert build(dossier) == set()


def test_a_document_that_need_not_be_made_again_is_still_kept_from_leaking(dossier: Path) -> None:
    edit("templates/response.html.j2", "</caption>", f". {SAID}</caption>")(dossier)
    assert build(dossier) == {"response"}
    edit("positions/UK.yaml", "crew:", f"internal: {{notes: {SAID}}}\ncrew:")(dossier)
    with pytest.raises(RenderingFailed, match="Nobody in the whole"):
        build(dossier)
