"""The rooms of the program: imports point one way, the middle is pure, and each library has one room that knows it."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from responsegen.cli.program import COMMANDS

CHECKOUT = Path(__file__).parents[1]
MODULES = {path.relative_to(CHECKOUT).as_posix(): path.read_text() for path in CHECKOUT.glob("responsegen/**/*.py")}

parsed = cache(ast.parse)  # several tests walk the same trees

ROOMS = (
    "about",
    "problem",
    "dossier",
    "editing",
    "consensus",
    "documents",
    "explaining",
    "board",
    "rendering",
    "intake",
    "history",
    "building",
    "issuing",
    "interface",
    "watching",
    "cli",
)
PURE_ROOMS = ("about", "problem", "dossier", "editing", "consensus", "documents", "explaining", "board")
# The way in, and the way out: they touch the file system.
READERS = {
    "responsegen/dossier/files.py",
    "responsegen/dossier/reading.py",
    "responsegen/editing/editor_files.py",
    "responsegen/editing/starter.py",
}
WRITERS = {"responsegen/editing/interruption.py", "responsegen/editing/writing.py"}
PURE_STANDARD_LIBRARY = {
    *(
        "__future__",
        "abc",
        "base64",
        "bisect",
        "collections",
        "dataclasses",
        "datetime",
        "decimal",
        "difflib",
        "enum",
        "fractions",
    ),
    *(
        "functools",
        "hashlib",
        "heapq",
        "itertools",
        "json",
        "math",
        "operator",
        "re",
        "shlex",
        "string",
        "textwrap",
        "types",
        "typing",
        "unicodedata",
        "urllib",
    ),
    "pathlib.PurePosixPath",  # takes names apart and touches no file
}
LIBRARY_ROOM = {
    "PIL": "rendering",
    "click": "cli",
    "docx": "rendering",
    "filelock": "building",
    "fontTools": "rendering",
    "jinja2": "rendering",
    "lxml": "rendering",
    "pikepdf": "rendering",
    "pydyf": "rendering",
    "pyphen": "rendering",
    "pypdfium2": "rendering",
    "python_calamine": "intake",
    "resvg_py": "rendering",
    "tinycss2": "rendering",
    "weasyprint": "rendering",
    "xlsxwriter": "intake",
    "yaml": "dossier",
}
IMPURE_CALLS = {"now", "today", "utcnow", "print", "open", "input"}
# A kind of topic has a file of its name in each room that tells kinds apart.
KINDS = {"options", "range", "ranges", "contribution", "contributions", "needs", "offers"}
MOST_GUARDED = 40  # modules with `if TYPE_CHECKING`, for libraries that are slow to load
HALF_A_QUESTION = re.compile("(Whether|Where|How) ")  # a property may say so, a function tells it
RIDDLES = re.compile(r"From\b.*\bto\b|.*\bin, .*\bout\.?$", re.DOTALL)

# What does not hold yet.
NAMES_TWICE: set[str] = set()
RIDDLING_ROOMS: set[str] = set()
ROOMS_THAT_ASK_FOR_A_KIND = {"documents", "interface"}


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
    tree = parsed(source)
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
        ("documents/words.py", "today = date.today()", "documents is pure and may not call today()"),
        ("documents/words.py", "from jinja2 import Template", "jinja2 is known to rendering, not to documents"),
        ("cli/build.py", "def build():\n    import weasyprint", "weasyprint is known to rendering, not to cli"),
        ("building/plan.py", "import requests", "requests is known to no room, not to building"),
    ],
)
def test_a_module_that_leaves_its_room_is_noticed(file: str, line: str, breach: str) -> None:
    (found,) = breaches(f"responsegen/{file}", f'"""In and out."""\n{line}\n')
    assert found.startswith(f"responsegen/{file}: {breach}")


def test_a_module_without_an_opening_sentence_is_noticed() -> None:
    assert list(breaches("responsegen/cli/build.py", "import click")) != []


def name_of(file: str) -> str:
    """`responsegen/cli/build.py` is responsegen.cli.build, `responsegen/cli/__init__.py` responsegen.cli."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def circle(sources: Mapping[str, str]) -> list[str]:
    """The names of modules each of which imports the next, wherever in its file; none where there is no circle."""
    trees = {name_of(file): parsed(source) for file, source in sources.items()}

    def own(tree: ast.AST) -> Iterator[str]:
        for name in imported(tree):
            yield name if name in trees else name.rpartition(".")[0]

    graph = {name: set(own(tree)) & trees.keys() - {name} for name, tree in trees.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert circle(MODULES) == []


def test_a_circle_is_noticed() -> None:
    there, back = "def f():\n    from responsegen.cli import fix", "from responsegen.cli.check import f"
    found = circle({"responsegen/cli/check.py": there, "responsegen/cli/fix.py": back})
    assert set(found) == {"responsegen.cli.check", "responsegen.cli.fix"}


# All that asks which of the kinds a topic is; the type checker names these where a sixth is missing.
KINDS_ARE_TOLD_APART = {
    "responsegen/cli/status_text.py",
    "responsegen/consensus/joint_answer.py",
    "responsegen/consensus/points.py",
    "responsegen/documents/topics/by_kind.py",
    "responsegen/dossier/kinds/__init__.py",
    "responsegen/explaining/explanation.py",
    "responsegen/intake/form_layout.py",
}


def kinds_told_apart(source: str) -> Iterator[bool]:
    """Yield, for each `match` that knows three kinds and more, whether it is closed with `assert_never`."""
    for match in (node for node in ast.walk(parsed(source)) if isinstance(node, ast.Match)):
        cases = " ".join(ast.unparse(case.pattern) for case in match.cases)
        told = {kind.casefold() for kind in re.findall(r"(?:Kind\.)?([A-Z]+|[A-Z][a-z]+)(?=Topic|Outcome|\b)", cases)}
        if len(told & {"options", "range", "contribution", "needs", "offers"}) > 2:
            yield "assert_never" in ast.unparse(match.cases[-1])


def test_a_further_kind_is_told_apart_in_these_files_and_nowhere_else() -> None:
    found = {file: list(kinds_told_apart(source)) for file, source in MODULES.items()}
    assert {file: closed for file, closed in found.items() if closed} == {file: [True] for file in KINDS_ARE_TOLD_APART}


def test_a_match_on_kinds_that_is_not_closed_is_noticed() -> None:
    cases = "".join(f" case {kind}Topic():\n  pass\n" for kind in ("Options", "Needs", "Range"))
    assert list(kinds_told_apart(f"match topic:\n{cases}")) == [False]
    assert list(kinds_told_apart(f"match topic:\n{cases} case _:\n  assert_never(topic)")) == [True]


def single_kinds(source: str) -> set[str]:
    """The types of single kinds that a module names: `OptionsTopic`, `model.RangeTopic`."""
    types = re.compile(f"({'|'.join(kind.capitalize() for kind in KINDS)}|Need|Offer|Option)(Topic|Outcome|Answer)")
    named = {ast.unparse(node) for node in ast.walk(parsed(source)) if isinstance(node, ast.Attribute)}
    return {name for name in {*imported(parsed(source)), *named} if types.fullmatch(name.rpartition(".")[2])}


# What names a kind beside its own modules: the types themselves, and what walks over answers, outcomes or topics.
NAME_A_KIND = {
    "responsegen/consensus/answer.py",
    "responsegen/consensus/comparison.py",
    "responsegen/consensus/json_export.py",
    "responsegen/consensus/reasons.py",
    "responsegen/dossier/changes.py",
    "responsegen/dossier/checks.py",
    "responsegen/dossier/model/__init__.py",
}


def is_of_a_kind(file: str) -> bool:
    """Whether a module is called after a kind: `ranges.py`, `range_moves.py`; the gap is that of a contribution."""
    return Path(file).stem.partition("_")[0] in KINDS | {"gap"}


def test_what_one_kind_is_is_known_to_modules_of_that_kind_alone() -> None:
    rooms = {file for file in MODULES if room_of(file) not in ROOMS_THAT_ASK_FOR_A_KIND}
    found = {file for file in rooms - KINDS_ARE_TOLD_APART if single_kinds(MODULES[file]) and not is_of_a_kind(file)}
    assert found == NAME_A_KIND


def test_a_module_that_asks_for_one_kind_is_noticed() -> None:
    assert single_kinds("from responsegen.dossier.model import Dossier, RangeTopic") == {
        "responsegen.dossier.model.RangeTopic"
    }
    assert single_kinds("topics: list[model.NeedsTopic]") == {"model.NeedsTopic"}


def names_twice(files: Iterable[str]) -> set[str]:
    """The names that several modules have, where it is not that of a kind, or of a command."""
    commands = {f"responsegen/cli/{command.replace('-', '_')}.py" for command in COMMANDS}
    counts = Counter(Path(file).stem for file in files if file not in commands)
    return {name for name, count in counts.items() if count > 1} - KINDS - {"__init__"}


def test_no_two_modules_share_a_name() -> None:
    assert names_twice(MODULES) <= NAMES_TWICE


def test_a_name_for_two_modules_is_noticed() -> None:
    files = ["dossier/changes.py", "watching/changes.py", "documents/topics/needs.py", "explaining/needs.py"]
    assert names_twice(files) == {"changes"}


def riddles(source: str) -> Iterator[str]:
    """The docstrings that say what goes in and what comes out, or that are half a question, and not what is done."""
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = (ast.get_docstring(node) or "").partition("\n\n")[0]
            tells = isinstance(node, ast.FunctionDef) and "property" not in map(ast.unparse, node.decorator_list)
            if RIDDLES.match(first) or (tells and HALF_A_QUESTION.match(first)):
                yield first


def test_docstrings_are_sentences() -> None:
    sources = {file: text for file, text in MODULES.items() if room_of(file) not in RIDDLING_ROOMS}
    found = {file: [*riddles(text)] for file, text in sources.items()}
    assert {file: sentences for file, sentences in found.items() if sentences} == {}


@pytest.mark.parametrize(
    ("sentence", "is_riddle"),
    [
        ("From a dossier to its outputs.", True),
        ("Files in, problems out.", True),
        ("Whether there is anything to show.", True),
        ("Tell whether there is anything to show.", False),
        ("Write the documents of a dossier into a folder.", False),
        ("Say what came in, and leave it there.", False),
    ],
)
def test_a_riddle_is_noticed(sentence: str, *, is_riddle: bool) -> None:
    assert (list(riddles(f'def f():\n    """{sentence}"""')) == [sentence]) is is_riddle


def test_few_modules_import_for_types_alone() -> None:
    guarded = [file for file, source in MODULES.items() if "\nif TYPE_CHECKING:" in source]
    assert len(guarded) <= MOST_GUARDED
