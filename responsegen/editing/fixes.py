"""Fix mistakes that can only be meant in one way, and show the change; what has two readings is left alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

from responsegen.dossier.files import SourceFile
from responsegen.dossier.line_mistakes import LINE_BREAK
from responsegen.dossier.nodes import Scalar
from responsegen.dossier.reading import check_files, renamed
from responsegen.dossier.yaml_tree import extents
from responsegen.problem import Edit, Place, Problem

_MARK: Final = "\ufeff"  # the byte order mark, which is no part of the text that lines and columns count
_QUOTES: Final = ("'", '"')
_MOST_ROUNDS: Final = 20  # a key that is fixed lets what stands below it be read, which may have mistakes of its own


@dataclass(frozen=True, slots=True)
class FileFix:
    """A file before and after; its name may change, too."""

    before: SourceFile
    after: SourceFile
    mistakes: int  # that are fixed


@dataclass(frozen=True, slots=True)
class Fixes:
    """What can be fixed, and what is left to a person."""

    files: tuple[FileFix, ...]
    problems: tuple[Problem, ...]  # of the dossier with all of it fixed


def fix_files(files: Sequence[SourceFile], met: Sequence[Problem], chosen: Collection[str]) -> Fixes:
    """Fix the chosen files, by path; `met` are the problems already met in getting hold of the files."""
    fixes = {file.path: FileFix(file, file, 0) for file in files}
    for _ in range(_MOST_ROUNDS):
        problems = check_files([fix.after for fix in fixes.values()], met).problems
        certain = [problem for problem in problems if problem.instead or problem.edit]
        again = {path: _fix_again(fix, certain) for path, fix in fixes.items() if path in chosen}
        if all(fix == fixes[path] for path, fix in again.items()):
            break
        fixes |= again
    return Fixes(tuple(fix for fix in fixes.values() if fix.mistakes), problems)


def _fix_again(fix: FileFix, certain: Sequence[Problem]) -> FileFix:
    """Fix what is known by now to be a mistake in this file."""
    file = fix.after
    own = [problem for problem in certain if problem.place.file == file.path]
    names = [name for problem in own if (name := renamed(problem))]
    values = {problem.place: problem.instead for problem in own if problem.instead and not renamed(problem)}
    edits = {problem.edit for problem in certain if problem.edit and problem.edit.place.file == file.path}
    content = rewritten(file.content, values, edits) if values or edits else file.content
    fixed = SourceFile(names[0] if names else file.path, content)
    if fixed == file:
        return fix
    return FileFix(fix.before, fixed, fix.mistakes + len(values) + len(edits) + (fixed.path != file.path))


def rewritten(content: bytes, values: Mapping[Place, str], edits: Collection[Edit] = ()) -> bytes:
    """Put each value in the place of the key or value that stands there, in the quotation marks that stand there.

    Comments, layout and line breaks stay. With values, the file has been read before, and they need no escapes; edits
    may be of a file that cannot be read. Of changes that overlap, the first in the file is made.
    """
    whole = content.decode()
    text = whole.removeprefix(_MARK)
    changes = [change for edit in edits if (change := _changed(text, edit))]
    if values:
        spans = extents(text)
        for place, value in values.items():
            span = spans[place.line, place.column, Scalar]
            quote = text[span.start] if text[span.start] in _QUOTES else ""
            changes.append((span.start, span.stop, f"{quote}{value}{quote}"))
    made: list[str] = []
    end = 0
    for start, stop, new in sorted(changes):
        if start >= end:
            made += (text[end:start], new)
            end = stop
    return (_MARK * whole.startswith(_MARK) + "".join(made) + text[end:]).encode()


def _changed(text: str, edit: Edit) -> tuple[int, int, str] | None:
    """Find where the characters of an edit stand; nothing where others do."""
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]
    start = starts[edit.place.line - 1] + edit.place.column - 1
    stop = start + len(edit.old)
    return (start, stop, edit.new) if text[start:stop] == edit.old else None


def unified(fixes: Iterable[FileFix]) -> Iterator[str]:
    """Yield what changes in each file, with three lines around it; a new name is told in words, too."""
    for fix in fixes:
        before, after = fix.before, fix.after
        if before.path != after.path:
            yield f"rename {before.path} to {after.path}"
        yield from unified_diff(_lines(before), _lines(after), before.path, after.path, lineterm="")


def _lines(file: SourceFile) -> list[str]:
    *lines, last = LINE_BREAK.split(file.content.decode("utf-8-sig"))
    return [*lines, last] if last else lines
