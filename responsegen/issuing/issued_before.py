"""Read what was issued before, and tell whether a revision may be issued again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from responsegen.building.build_key import snapshot
from responsegen.building.manifest import digest_of
from responsegen.building.merge import version_at
from responsegen.documents.compose import MARKED
from responsegen.documents.version import Version
from responsegen.documents.words import counted, counted_figures, day, joined, moment
from responsegen.dossier.files import DISTRIBUTION_FILE
from responsegen.history.git import file_at
from responsegen.issuing.register import JSON_FILE, DamagedRegister, Register, read_register
from responsegen.problem import HistoryUnavailable

FOLDER: Final = "issued"
SHOWN: Final = 5  # files by name


class IssueRefused(Exception):  # noqa: N818 -- said as one says it: "raises IssueRefused"
    """The revision may not be issued; the sentence says why, and what to do."""


def folder_of(revision: int) -> str:
    """Name the folder of an issue: `issued/REV1`."""
    return f"{FOLDER}/REV{revision}"


def tag_of(register: Register) -> str:
    """Name the git tag of an issue: `RG-0001-25-REV1`."""
    letters = "".join(letter if letter.isalnum() else "-" for letter in register.reference)
    return f"{'-'.join(filter(None, letters.split('-')))}-REV{register.revision}"


def registers(folder: Path, say: Callable[[str], None]) -> tuple[Register, ...]:
    """Read the registers of all revisions that were issued, the first one first.

    Where git has the tag of an issue, its register is believed, and `say` is told if the one in the folder differs.
    """
    found = []
    for file in (folder / FOLDER).glob(f"REV*/{JSON_FILE}"):
        path = file.relative_to(folder).as_posix()
        try:
            register = read_register(file.read_bytes())
        except DamagedRegister:
            say(f"{path} is no register of an issue: it was damaged or is of a later version.")
            continue
        with suppress(HistoryUnavailable, DamagedRegister):
            tagged = read_register(file_at(folder, f"refs/tags/{tag_of(register)}", path))
            if tagged != register:
                say(f"{path} differs from the one of the tag {tag_of(register)}, which is used.")
            register = tagged
        found.append(register)
    return tuple(sorted(found, key=lambda register: register.revision))


def version_named(folder: Path, name: str) -> Version:
    """Read the dossier as it was at a revision: `REV1`, which was issued, or whatever git knows by this name.

    Raises HistoryUnavailable, or InvalidDossier.
    """
    known = {f"REV{register.revision}": register for register in registers(folder, lambda _: None)}
    if not (register := known.get(name)):
        return version_at(folder, name)
    if register.commit is None:
        message = f"{register.name} was issued outside of a git repository, so its answers are not known any more"
        raise HistoryUnavailable(message)
    return version_at(folder, register.commit, name)


def own_inputs(folder: Path) -> Mapping[str, str]:
    """Return the sha256, by path, of the dossier's own files that an issue is made from."""
    inputs = dict(snapshot(folder))
    if (folder / DISTRIBUTION_FILE).is_file():
        inputs[DISTRIBUTION_FILE] = digest_of(folder / DISTRIBUTION_FILE)
    return {path: digest for path, digest in sorted(inputs.items()) if digest and not path.startswith("responsegen/")}


def differing_inputs(folder: Path, register: Register) -> list[str]:
    """List the dossier's own files that are not as they were when the revision was issued."""
    now, then = own_inputs(folder), register.inputs
    return sorted(path for path in {**now, **then} if now.get(path) != then.get(path))


def issued_before(folder: Path, target: Path, *, copies: bool, marked: bool) -> Register:
    """Return the register of this revision. Raises IssueRefused where its inputs differ, or it lacks what is wanted."""
    try:
        register = read_register((target / JSON_FILE).read_bytes())
    except (OSError, DamagedRegister) as error:
        message = (
            f"{FOLDER}/{target.name} is there without a register of an issue: move it away, or set another revision"
        )
        raise IssueRefused(message) from error
    next_one = f"Set revision: {register.revision + 1}"
    if differing := differing_inputs(folder, register):
        first = _first_difference(folder, register, differing[0])
        others = len(differing) - 1
        more = f", and so {'does' if others == 1 else 'do'} {counted(others, 'other file')}" if others else ""
        message = (
            f"{register.name} was issued on {day(register.issued.date())}; {first} differs since{more}. {next_one}"
        )
        raise IssueRefused(message)
    lacks = "numbered copies" if copies and not any(paper.copies for paper in register.papers) else ""
    if marked and not any(paper.document.endswith(MARKED) for paper in register.papers):
        lacks = "marked papers"
    if lacks:
        message = f"{register.name} was issued on {day(register.issued.date())} without {lacks}. {next_one}"
        raise IssueRefused(message)
    return register


def told(folder: Path, say: Callable[[str], None]) -> Iterator[str]:
    """Say which revisions were issued, when, to how many, and what has changed since the last one."""
    known = registers(folder, say)
    for register in known:
        recipients = {copy.recipient for paper in register.papers for copy in paper.copies}
        to = f", to {counted_figures(len(recipients), 'recipient')}" if recipients else ""
        yield f"Issued: {register.name} on {moment(register.issued)}{to}"
    if known and (differing := differing_inputs(folder, known[-1])):
        yield f"Changed since: {named(differing)}"


def named(files: Sequence[str]) -> str:
    """Name the first of some files: "dossier.yaml, positions/SE.yaml and 3 others"."""
    return joined([*files[:SHOWN], *([counted_figures(len(files) - SHOWN, "other")] if files[SHOWN:] else [])])


def _first_difference(folder: Path, register: Register, path: str) -> str:
    """Name the file, with the first line that differs where git knows what it held: `positions/SE.yaml:16`."""
    try:
        before = file_at(folder, register.commit or "", path).splitlines()
        after = (folder / path).read_bytes().splitlines()
    except (HistoryUnavailable, OSError):
        return path
    same = next((n for n, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), None)
    return f"{path}:{(min(len(before), len(after)) if same is None else same) + 1}"
