"""The lock files: all that pyproject.toml asks for, with hashes, and no address that only one network knows."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ]+)(?: ; (?P<marker>.+))?")


def pins(lock: str) -> dict[tuple[str, str | None], tuple[str, list[str]]]:
    """The version and the hashes of each package, under its name and its environment marker."""
    text = re.sub(r"(?m)^ *#.*\n", "", (CHECKOUT / lock).read_text()).replace(" \\\n    ", " \\ ")
    found = {}
    for line in text.splitlines():
        pin, *hashes = line.split(" \\ ")
        parts = PIN.fullmatch(pin)
        assert parts, f"{lock}: {pin} is no pinned package"
        found[parts["name"], parts["marker"]] = (parts["version"], hashes)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_public_package_with_its_hashes(lock: str) -> None:
    for (name, _), (_, hashes) in pins(lock).items():
        assert hashes, f"{name} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes), name


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
        ("requirements-bench.lock", PROJECT["dependency-groups"]["bench"]),
    ],
)
def test_everything_asked_for_is_locked_at_a_version_that_will_do(lock: str, wanted: list[str]) -> None:
    locked = {name: version for (name, _), (version, _) in pins(lock).items()}
    for requirement in wanted:
        name, _, bounds = requirement.partition(">=")
        least, _, below = bounds.partition(",<")
        assert name in locked, f"{requirement} is not in {lock}: make it anew, as pyproject.toml says"
        assert release(locked[name]) >= release(least), requirement
        assert not below or release(locked[name]) < release(below), requirement


def release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def test_tests_run_with_the_very_packages_that_users_get() -> None:
    run, dev, bench = (pins(lock) for lock in LOCKS)
    assert run.items() <= dev.items()
    assert {name: bench[name] for name in bench.keys() & dev.keys()}.items() <= dev.items()  # nor are peers slowed down


def test_the_libraries_that_are_imported_and_those_that_are_asked_for_are_the_same() -> None:
    """One that merely comes along with another may be gone with its next release; one that nothing uses is a burden."""
    asked_for = {name.partition(">=")[0] for name in PROJECT["project"]["dependencies"]}
    sold_as = packages_distributions()
    imports = (node for file in CHECKOUT.glob("responsegen/**/*.py") for node in run_time(ast.parse(file.read_text())))
    modules = {name.partition(".")[0] for names in imports for name in names}
    libraries = modules - sys.stdlib_module_names - {"responsegen"}
    imported = {sold_as[library][0].lower().replace("_", "-") for library in libraries}
    assert imported == {name for name in asked_for if not name.startswith("fontpkg-")}  # fonts are read, not imported


def run_time(node: ast.AST) -> Iterator[list[str]]:
    """The names of all modules imported below this node, those for type checkers aside."""
    match node:
        case ast.If(test=ast.Name("TYPE_CHECKING")):
            return
        case ast.Import(names):
            yield [alias.name for alias in names]
        case ast.ImportFrom(module=str(module)):
            yield [module]
    for child in ast.iter_child_nodes(node):
        yield from run_time(child)
