"""What tests of all rooms share: one build of the shipped dossier."""

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from responsegen.building.workers import cores

CHECKOUT = Path(__file__).parents[1]

# Tests write some twenty thousand small files: where memory can hold them, no disk is waited for.
MEMORY, ENOUGH = Path("/dev/shm"), 2**30  # noqa: S108 -- pytest makes folders there that are its user's alone
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
    room = os.statvfs(MEMORY)
    if room.f_bavail * room.f_frsize > ENOUGH and not room.f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# Where a shell has begun the suite in the background, Ctrl-C would be ignored by every process that tests press it for.
signal.signal(signal.SIGINT, signal.default_int_handler)
gc.set_threshold(1_000_000)  # rarely, as the program itself does: what tests make goes without being searched for
# A slow machine is no fault of the program's, nor of the tests'.
settings.register_profile("responsegen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("responsegen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what mostly waits, which one process is given: beside it, the others have the cores to themselves."""
    items.sort(key=lambda item: item.get_closest_marker("waits") is None)


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of the search for unreachable objects."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)  # without xdist, all is one process
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: some tests wait for another process, or for a file to change."""
    return cores() + 1


@pytest.fixture(scope="session", autouse=True)
def _own_key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let builds be sealed with a key of the tests' own, and not with that of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def shipped_build_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The folder that one build of the shipped dossier was written to, and what the build said.

    All HTML is real, and the PDF and DOCX of those papers that `only_html` names. Processes that share the work of one
    test run share the build too: the first that needs it makes it.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    output, said = shared / "shipped" / "build", shared / "shipped.json"
    with FileLock(shared / "shipped.lock"):
        if not said.exists():
            begin = [sys.executable, "-m", "tests.building.only_html"]
            command = [*begin, "build", "--dossier", str(CHECKOUT), "--output", str(output)]
            found = os.environ | {"PYTHONPATH": str(CHECKOUT)}
            run = subprocess.run(command, cwd=CHECKOUT, env=found, capture_output=True, text=True, check=False)
            assert run.returncode == 0, run.stderr
            said.write_text(json.dumps([run.args, run.returncode, run.stdout, run.stderr]))
    return output, subprocess.CompletedProcess(*json.loads(said.read_text()))


@pytest.fixture(scope="session")
def shipped_build(shipped_build_run: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """The outputs of the shipped dossier, built once for all tests; only to be read."""
    return shipped_build_run[0]
