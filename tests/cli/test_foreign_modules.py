"""A dossier is a folder that people send each other: no file in it is taken for a module, whatever it is named like."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.waits

OURS = {"responsegen", "tests", "templates", "benchmarks"}
# What Python itself imports, on one version or another, to find the program for `-m` without `-P`.
BEFORE_ANY_PROGRAM = {
    "importlib",
    "warnings",
    "contextlib",
    "collections",
    "functools",
    "types",
    "typing",
    "pkgutil",
} | {
    *("abc", "copyreg", "enum", "keyword", "operator", "re", "reprlib", "threading", "weakref", "zipimport"),
}
OPTIONAL = {"sitecustomize", "usercustomize", "brotli", "zopfli", "uharfbuzz", "unicodedata2", "skia", "simplejson"}
NAMES = sorted((sys.stdlib_module_names | packages_distributions().keys() | OPTIONAL) - OURS - BEFORE_ANY_PROGRAM)
CONSOLE_SCRIPT = "from responsegen.cli import main\nmain()\n"
# As a program of somebody else's has it: not even behind `if __name__ == "__main__"`.
PYTHON_INTERFACE = """
from pathlib import Path
from responsegen.building import pipeline
from tests.building import played
played.play()
pipeline.build(Path.cwd(), Path("build").absolute(), 2, pipeline.Progress(print, lambda *_: None))
"""


@pytest.fixture
def foreign(dossier: Path) -> Path:
    """A dossier of one document, with a module and a package of every name to import; each leaves a mark."""
    orders = (dossier / "dossier.yaml").read_text()
    (dossier / "dossier.yaml").write_text(re.sub("  fiche: .*\n", "", orders))
    for name in NAMES:
        mark = f"open({str(dossier / 'imported')!r}, 'a').write({name!r} + '\\n')\n"
        (dossier / f"{name}.py").write_text(mark)
        (dossier / name).mkdir(exist_ok=True)
        (dossier / name / "__init__.py").write_text(mark)
    return dossier


@pytest.mark.parametrize("way", ["a console script", "python -m", "the Python interface"])
def test_no_file_of_a_dossier_is_ever_imported(foreign: Path, tmp_path: Path, way: str) -> None:
    script = tmp_path / "begin.py"
    script.write_text(PYTHON_INTERFACE if "interface" in way else CONSOLE_SCRIPT)
    begin = ["-m", "responsegen"] if way == "python -m" else [str(script)]
    command = [sys.executable, *begin, "build", "--quiet", "--jobs", "2"]
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    built = subprocess.run(command, cwd=foreign, env=environment, capture_output=True, text=True, check=False)
    assert not (foreign / "imported").exists(), (foreign / "imported").read_text()
    assert (built.stderr, built.returncode) == ("", 0)
    assert (foreign / "build/manifest.json").exists()
