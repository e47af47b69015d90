"""What `run` does before the program starts, on a machine of stand-ins that write down every call."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="run is a POSIX script; Windows has its steps in README"
)

RUN = Path(__file__).parents[2] / "run"
TOOLS = ("cat", "cmp", "cp", "dirname", "ln", "mkdir", "mktemp", "readlink", "rm", "sh", "sleep", "touch")
BENCHMARKS = ("startup", "check", "merging", "build", "peers", "growth", "board")
STAND_INS = {
    "python3": """
        case "$*" in
            "-c import sys; sys.exit(sys.version"*) exit "${OLD_PYTHON:-0}" ;;
            "-c import os, sys; print"*) echo "$0" ;;
            "-c from weasyprint"*) echo "look for Pango" >>"$CALLS"; [ ! -e "$NO_PANGO" ] ;;
            "-c "*) ;;
            --version) echo Python 3.9.2 ;;
            "-m venv "*)
                echo "make an environment" >>"$CALLS"
                rm -rf "$4"
                mkdir -p "$4/bin"
                cp "$0" "$4/bin/python" ;;
            "-m pip --version") ;;
            "-m pip install "*)
                echo "install ${*##*/}" >>"$CALLS"
                [ "${*##*/}" != "${NOT_TO_BE_HAD-}" ] && exit "${PIP_EXIT:-0}" ;;
            "-P -c "*) shift 4; printf '<%s>' "$PWD" "$@"; exit "${PROGRAM_EXIT:-0}" ;;
            "-m benchmarks."*) echo "$2, peers in ${BENCH_ENVIRONMENT##*/}" >>"$CALLS" ;;
            *) echo "${*#-m }" >>"$CALLS"; echo "$2 says"; [ "$2" != "${FAILING-}" ] ;;
        esac
    """,
    "id": "echo ${USER_ID:-0}",
    "apt-get": """echo "apt-get $1" >>"$CALLS"; [ "$1" != install ] || rm -f "$NO_PANGO" """,
}


@dataclass
class Machine:
    """A checkout whose path has spaces and Greek letters, on a machine with nothing but stand-ins."""

    checkout: Path
    folder: Path
    no_pango: Path
    calls: list[str]

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Call `run` from another folder, and note in `calls` what that made it do."""
        calls = self.folder / "calls"
        calls.write_text("")
        environment |= {"PATH": str(self.folder / "bin"), "CALLS": str(calls), "NO_PANGO": str(self.no_pango)}
        done = subprocess.run(
            [self.checkout / "run", *arguments],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        self.calls = calls.read_text().splitlines()
        return done


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool) or pytest.fail(f"{tool} is missing"))
    for name, script in STAND_INS.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    checkout = tmp_path / "φάκελος of the pen-holder"
    checkout.mkdir()
    shutil.copy(RUN, checkout)
    for lock in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock"):
        (checkout / lock).write_text(f"{lock}\n")
    return Machine(checkout, tmp_path, tmp_path / "no-pango", [])


def test_the_first_call_sets_up_and_the_second_one_only_runs(machine: Machine) -> None:
    assert machine.run("check").returncode == 0
    assert machine.calls == ["make an environment", "install requirements.lock"]
    assert machine.run("check").stderr == ""
    assert machine.calls == []


def test_the_program_gets_its_arguments_and_the_folder_as_they_are_and_its_exit_code_is_handed_on(
    machine: Machine,
) -> None:
    done = machine.run("what-if", "DE.force_size=at least 20000", "*", PROGRAM_EXIT="2")
    assert done.returncode == 2
    assert done.stdout == f"<{machine.folder}><what-if><DE.force_size=at least 20000><*>"


def test_the_program_is_told_what_was_typed_to_start_it(machine: Machine) -> None:
    machine.run("check")
    (machine.checkout / ".venv/bin/python").write_text('#!/bin/sh\necho "$RESPONSEGEN_CALLED"\n')
    assert machine.run("check").stdout == f"{machine.checkout / 'run'}\n"
    script = [machine.folder / "bin/sh", "run", "check"]
    env = {
        "PATH": str(machine.folder / "bin"),
        "CALLS": os.devnull,
    }  # whatever Python the tests themselves are run with
    by_name = subprocess.run(script, cwd=machine.checkout, env=env, capture_output=True, text=True, check=True)
    assert by_name.stdout == "sh run\n"


def test_the_environment_has_a_responsegen_that_runs_from_any_folder(machine: Machine) -> None:
    machine.run("build")
    program = machine.checkout / ".venv/bin/responsegen"
    path = {"PATH": f"{program.parent}:{machine.folder / 'bin'}", "CALLS": os.devnull}

    def said(program: Path | str) -> str:
        return subprocess.check_output([program, "explain", "troops"], cwd=machine.folder, env=path, text=True)

    assert said(program) == f"<{machine.folder}><explain><troops>"
    (program.parent / "python").write_text('#!/bin/sh\necho "$RESPONSEGEN_CALLED"\n')
    assert said("responsegen") == "responsegen\n"


def test_another_python_has_an_environment_of_its_own(machine: Machine) -> None:
    machine.run("check")
    (machine.folder / "python3.13").symlink_to(machine.folder / "bin/python3")
    assert machine.run("check", RESPONSEGEN_PYTHON=str(machine.folder / "python3.13")).returncode == 0
    assert machine.calls == ["make an environment", "install requirements.lock"]
    assert (machine.checkout / ".venv-python3.13/bin/responsegen").exists()
    machine.run("check")
    assert machine.calls == []


def test_a_python_that_was_asked_for_and_does_not_start_is_named(machine: Machine) -> None:
    done = machine.run("check", RESPONSEGEN_PYTHON="python3.99")
    assert done.returncode == 4
    assert done.stderr == "run: python3.99 is no Python 3.11 or later that starts\n"


def test_nothing_of_the_set_up_is_printed_where_a_pipe_would_take_it_for_output(machine: Machine) -> None:
    done = machine.run("status", "--format", "json")
    assert done.stdout == f"<{machine.folder}><status><--format><json>"
    assert "making a virtual environment" in done.stderr


def test_a_changed_lock_file_is_installed_into_the_environment_that_is_there(machine: Machine) -> None:
    machine.run("check")
    (machine.checkout / "requirements.lock").write_text("another\n")
    machine.run("check")
    assert machine.calls == ["install requirements.lock"]


def test_an_installation_that_broke_off_is_begun_anew(machine: Machine) -> None:
    broken = machine.run("check", PIP_EXIT="1")
    assert broken.returncode == 4
    assert broken.stdout == ""
    assert machine.run("check").returncode == 0
    assert machine.calls == ["make an environment", "install requirements.lock"]


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    machine.run("check")
    (machine.checkout / ".venv/bin/python").unlink()
    assert machine.run("check").returncode == 0
    assert machine.calls == ["make an environment", "install requirements.lock"]


def test_the_lock_of_a_process_that_is_gone_is_no_obstacle(machine: Machine) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (machine.checkout / ".venv.lock").symlink_to(str(gone.pid))
    assert machine.run("check").returncode == 0
    assert not os.path.lexists(machine.checkout / ".venv.lock")


def test_a_python_that_is_too_old_is_named(machine: Machine) -> None:
    done = machine.run("check", OLD_PYTHON="1")
    assert done.returncode == 4
    assert "Python 3.11 or later is needed" in done.stderr
    assert "python3 here: Python 3.9.2" in done.stderr


def test_tests_get_their_own_packages_and_hand_their_arguments_to_pytest_alone(machine: Machine) -> None:
    assert machine.run("test", "-k", "silence").returncode == 0
    assert machine.calls[:3] == ["make an environment", "install requirements-dev.lock", "look for Pango"]
    tests = "pytest --numprocesses auto --dist worksteal -k silence"
    assert [call for call in machine.calls[3:] if call != tests] == [
        "ruff check --quiet",
        "ruff format --check --quiet",
        "mypy",
    ]
    assert machine.calls.count(tests) == 1
    machine.run("check")
    assert machine.calls == []


@pytest.mark.parametrize("failing", ["ruff", "mypy", "pytest"])
def test_the_tests_fail_if_any_check_does_and_all_are_made(machine: Machine, failing: str) -> None:
    done = machine.run("test", FAILING=failing)
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["pytest says", "ruff says", "ruff says", "mypy says"]  # beside one another
    assert sorted(call.partition(" ")[0] for call in machine.calls[-4:]) == ["mypy", "pytest", "ruff", "ruff"]


def test_an_exit_code_of_pytests_own_is_handed_on(machine: Machine) -> None:
    assert machine.run("check").returncode == 0
    (machine.checkout / ".venv/bin/python").write_text('#!/bin/sh\n[ "$2" != pytest ] || exit 5\n')
    assert machine.run("test").returncode == 5


def test_benchmarks_find_what_others_use_in_an_environment_of_its_own(machine: Machine) -> None:
    assert machine.run("bench").returncode == 0
    assert machine.calls[:5] == [
        "make an environment",
        "install requirements-dev.lock",
        "look for Pango",
        "make an environment",
        "install requirements-bench.lock",
    ]
    assert machine.calls[5:] == [f"benchmarks.{name}, peers in .venv-bench" for name in BENCHMARKS]
    ours, peers = (
        {path.name for path in (machine.checkout / name).glob("*.lock")} for name in (".venv", ".venv-bench")
    )
    assert ours == {"requirements.lock", "requirements-dev.lock"}
    assert peers == {"requirements-bench.lock"}
    machine.run("bench")
    assert machine.calls == [f"benchmarks.{name}, peers in .venv-bench" for name in BENCHMARKS]


def test_benchmarks_run_without_what_cannot_be_installed_and_it_is_said(machine: Machine) -> None:
    done = machine.run("bench", NOT_TO_BE_HAD="requirements-bench.lock")
    assert done.returncode == 0
    assert "what others use for the same work is left out of the benchmarks" in done.stderr
    assert machine.calls[5:] == [f"benchmarks.{name}, peers in .venv-bench" for name in BENCHMARKS]
    assert not os.path.lexists(machine.checkout / ".venv-bench.lock")


def test_a_build_brings_pango_where_it_is_missing_and_a_check_does_without(machine: Machine) -> None:
    machine.no_pango.touch()
    assert machine.run("check").returncode == 0
    assert "look for Pango" not in machine.calls
    done = machine.run("build")
    assert machine.calls == ["look for Pango", "apt-get update", "apt-get install", "look for Pango"]
    assert "libharfbuzz-subset0" in done.stderr
    machine.run("build")
    assert machine.calls == []


def test_who_may_not_install_is_told_the_command_to_hand_on(machine: Machine) -> None:
    machine.no_pango.touch()
    done = machine.run("build", USER_ID="1000")
    assert done.returncode == 4
    assert done.stdout == ""
    assert "run this as root, then start again: apt-get update" in done.stderr
    assert machine.calls[-1] == "look for Pango"
