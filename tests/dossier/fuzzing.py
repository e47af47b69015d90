"""What atheris runs, `.ci/fuzz check 600`: any bytes are read or reported, whichever branches they find."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from responsegen.dossier import quantities, readers
from responsegen.dossier.files import SourceFile
from responsegen.dossier.nodes import Scalar
from responsegen.dossier.reading import check_files
from responsegen.dossier.yaml_tree import read_node
from responsegen.problem import Place
from tests.dossier.test_hostile_input import is_sound

if TYPE_CHECKING:
    from collections.abc import Callable

    from responsegen.problem import Problem

SMALL = Path(__file__).parent / "small"
FILES = {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in sorted(SMALL.rglob("*.yaml"))}


def tree(content: bytes) -> None:
    """The YAML reader: a tree, or problems."""
    report: list[Problem] = []
    node = read_node("positions/SE.yaml", content, report)
    assert node or report or not content.strip() or content.strip().startswith((b"#", b"---", b"..."))


def check(content: bytes) -> None:
    """The whole of `check`, with these bytes in the place of either file."""
    for file in ("positions/SE.yaml", "dossier.yaml"):
        changed = FILES | {file: content}
        assert is_sound(check_files([SourceFile(path, held) for path, held in changed.items()]))


FORMS = (
    readers.text,
    readers.line,
    readers.truth,
    readers.whole_number,
    readers.calendar_date,
    readers.instant,
    readers.web_address,
    *(readers.range_of(measure) for measure in (quantities.PERSONNEL, quantities.MONTHS, quantities.COUNT)),
    readers.amount_of(quantities.DAYS),
)


def values(content: bytes) -> None:
    """Every form of a value: it is read, or exactly one problem says why not."""
    node = Scalar(Place("positions/SE.yaml"), content.decode(errors="replace"), plain=True)
    for read in FORMS:
        report: list[Problem] = []
        assert (read(node, report) is None) == bool(report)


TARGETS: dict[str, Callable[[bytes], None]] = {"tree": tree, "values": values, "check": check}
