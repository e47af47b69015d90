"""The rooms of the program: imports point one way, the middle is pure, and each library has one room that knows it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
MODULES = {path.relative_to(CHECKOUT).as_posix(): path.read_text() for path in CHECKOUT.glob("responsegen/**/*.py")}

ROOMS = (
    "problem",
    "dossier",
    "editing",
    "consensus",
    "documents",
    "explaining",
    "rendering",
    "history",
    "building",
    "interface",
    "watching",
    "cli",
)
PURE_ROOMS = ("problem", "dossier", "editing", "consensus", "documents", "explaining")
# The way in, and the way out: they touch the file system.
READERS = {
    "responsegen/dossier/files.py",
    "responsegen/dossier/folder.py",
    "responsegen/dossier/reading.py",
    "responsegen/editing/asked.py",
    "responsegen/editing/starter.py",
}
WRITERS = {"responsegen/editing/writing.py"}
PURE_STANDARD_LIBRARY = {
    *(
        "__future__",
        "abc",
        "base64",
        "bisect",
        "collections",
        "dataclasses",
        "datetime",
        "difflib",
        "enum",
        "fractions",
    ),
    *(
        "functools",
        "heapq",
        "itertools",
        "json",
        "math",
        "operator",
        "re",
        "string",
        "textwrap",
        "types",
        "typing",
        "unicodedata",
    ),
    "pathlib.PurePosixPath",  # takes names apart and touches no file
}
LIBRARY_ROOM = {
    "click": "cli",
    "docx": "rendering",
    "filelock": "building",
    "fontTools": "rendering",
    "jinja2": "rendering",
    "lxml": "rendering",
    "pydyf": "rendering",
    "pyphen": "rendering",
    "resvg_py": "rendering",
    "tinycss2": "rendering",
    "watchfiles": "watching",
    "weasyprint": "rendering",
    "yaml": "dossier",
}
IMPURE_CALLS = {"now", "today", "utcnow", "print", "open", "input"}


def room_of(file: str) -> str:
    """`responsegen/dossier/model.py` is in dossier, `responsegen/problem.py` in problem."""
    room = file.removeprefix("responsegen/").partition("/")[0].removesuffix(".py")
    return {"__init__": "interface", "__main__": "cli"}.get(room, room)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(name) | ast.Attribute(attr=name):
                    yield name


def breach_of_import(room: str, name: str, *, pure: bool) -> str | None:
    library, _, rest = name.partition(".")
    other = rest.partition(".")[0]
    if library == "responsegen":
        if other in ROOMS and ROOMS.index(other) > ROOMS.index(room):
            return f"{room} comes before {other} and may not import it"
    elif library in sys.stdlib_module_names:
        if pure and PURE_STANDARD_LIBRARY.isdisjoint({library, name}):
            return f"{room} is pure and may not import {library}"
    elif LIBRARY_ROOM.get(library) != room:
        return f"{library} is known to {LIBRARY_ROOM.get(library, 'no room')}, not to {room}"
    return None


def breaches(file: str, source: str) -> Iterator[str]:
    """What this module does that its room may not."""
    tree = ast.parse(source)
    room = room_of(file)
    pure = room in PURE_ROOMS and file not in READERS | WRITERS
    for name in imported(tree):
        if breach := breach_of_import(room, name, pure=pure):
            yield f"{file}: {breach}"
    for name in sorted(IMPURE_CALLS.intersection(called(tree)) if pure else ()):
        yield f"{file}: {room} is pure and may not call {name}()"
    if not (ast.get_docstring(tree) or "").partition("\n")[0].endswith("."):
        yield f"{file}: does not open with a sentence that says what goes in and what comes out"


def test_every_module_keeps_to_its_room() -> None:
    assert len(MODULES) > len(ROOMS)
    assert [breach for file, source in sorted(MODULES.items()) for breach in breaches(file, source)] == []


@pytest.mark.parametrize(
    ("file", "line", "breach"),
    [
        ("dossier/model.py", "from responsegen.consensus import answer", "dossier comes before consensus and may not"),
        ("consensus/answer.py", "import os.path", "consensus is pure and may not import os"),
        ("documents/wording.py", "today = date.today()", "documents is pure and may not call today()"),
        ("documents/wording.py", "from jinja2 import Template", "jinja2 is known to rendering, not to documents"),
        ("cli/build.py", "def build():\n    import weasyprint", "weasyprint is known to rendering, not to cli"),
        ("building/plan.py", "import requests", "requests is known to no room, not to building"),
    ],
)
def test_a_module_that_leaves_its_room_is_noticed(file: str, line: str, breach: str) -> None:
    (found,) = breaches(f"responsegen/{file}", f'"""In and out."""\n{line}\n')
    assert found.startswith(f"responsegen/{file}: {breach}")


def test_a_module_without_an_opening_sentence_is_noticed() -> None:
    assert list(breaches("responsegen/cli/build.py", "import click")) != []
