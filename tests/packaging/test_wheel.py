"""What somebody gets who installs responsegen with pip or pipx."""

import tarfile
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    from hatchling.builders.wheel import WheelBuilder  # noqa: PLC0415 -- each process would load it, and one needs it

    (path,) = WheelBuilder(str(CHECKOUT)).build(directory=str(tmp_path_factory.mktemp("dist")), versions=["standard"])
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files_below(folder: str, pattern: str = "*") -> dict[str, bytes]:
    paths = (path for path in CHECKOUT.glob(f"{folder}/**/{pattern}") if path.is_file())
    return {path.relative_to(CHECKOUT).as_posix(): path.read_bytes() for path in paths}


def test_the_wheel_holds_every_module_template_starter_sample_and_the_page_of_problems(wheel: dict[str, bytes]) -> None:
    modules = files_below("responsegen", "*.py") | files_below("responsegen", "py.typed")
    starter = files_below("responsegen/editing/starter")
    templates = {f"responsegen/{name}": content for name, content in files_below("templates").items()}
    sample = {f"responsegen/sample/{name}": content for name, content in files_below("positions").items()}
    sample["responsegen/sample/dossier.yaml"] = (CHECKOUT / "dossier.yaml").read_bytes()
    served = {
        name: content
        for kind in ("css", "js", "j2")
        for name, content in files_below("responsegen/watching", f"*.{kind}").items()
    }
    page = {"responsegen/problems.md": (CHECKOUT / "docs/problems.md").read_bytes()}
    assert len(templates) > 3
    assert len(sample) > 20
    assert len(starter) > 2
    assert len(served) > 4
    in_package = {name: content for name, content in wheel.items() if name.startswith("responsegen/")}
    assert in_package == modules | starter | templates | served | sample | page


def test_type_checkers_are_told_that_wheel_and_sdist_have_types(wheel: dict[str, bytes], tmp_path: Path) -> None:
    assert wheel["responsegen/py.typed"] == b""
    from hatchling.builders.sdist import SdistBuilder  # noqa: PLC0415 -- as above

    (sdist,) = SdistBuilder(str(CHECKOUT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(sdist) as archive:
        assert any(name.endswith("/responsegen/py.typed") for name in archive.getnames())


def test_the_wheel_holds_nothing_but_the_package_and_its_description(wheel: dict[str, bytes]) -> None:
    (metadata,) = {name.partition("/")[0] for name in wheel if not name.startswith("responsegen/")}
    assert metadata.startswith("responsegen-")
    assert metadata.endswith(".dist-info")
    assert wheel[f"{metadata}/licenses/LICENSE"] == (CHECKOUT / "LICENSE").read_bytes()
    assert b"responsegen = responsegen.cli:main" in wheel[f"{metadata}/entry_points.txt"]


def test_the_wheel_says_which_python_it_needs(wheel: dict[str, bytes]) -> None:
    (metadata,) = (content for name, content in wheel.items() if name.endswith("/METADATA"))
    description = message_from_bytes(metadata)
    assert description["Requires-Python"] == ">=3.11"
    assert description["License-Expression"] == "MIT"
