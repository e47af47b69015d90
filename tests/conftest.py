"""What tests of all rooms share: one real build of the shipped dossier."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shipped_build_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The folder that one real build of the shipped dossier was written to, and what the build said."""
    output = tmp_path_factory.mktemp("shipped") / "build"
    command = [sys.executable, "-m", "responsegen", "build", "--dossier", str(CHECKOUT), "--output", str(output)]
    run = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return output, run


@pytest.fixture(scope="session")
def shipped_build(shipped_build_run: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """The outputs of the shipped dossier, really built, once for all tests; only to be read."""
    return shipped_build_run[0]
