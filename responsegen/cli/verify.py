"""`verify`: say which issued paper a received file is, and whether it says what was issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import name

import click

from responsegen.cli.options import dossier_command, examples, find_folder, folder_option
from responsegen.cli.report import PROBLEMS_IN_FILES
from responsegen.cli.terminal import echo, from_here, notify

if TYPE_CHECKING:
    from responsegen.issuing.register import Copy, IssuedPaper, Register
    from responsegen.issuing.verification import Difference, Verification
    from responsegen.rendering.written_text import Passage

EXAMPLES = examples("verify received.pdf", "verify --code 7Q4K-2M9P", "verify received.docx --register register.json")
SHOWN = 300  # characters of a passage
MOST = 20  # differences


@dossier_command("verify", epilog=EXAMPLES)
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--code", metavar="CODE", help="Say which paper has this code in its foot.")
@click.option(
    "--register",
    "register_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Compare with this register.json alone; no dossier is needed.",
)
@folder_option
def command(*, file: Path | None, code: str | None, register_file: Path | None, folder: Path | None) -> None:
    """Say which issue, paper and copy a PDF or DOCX is, and whether its text is as it was issued.

    Saving again, annotating or printing to PDF changes no text. The exit code is 0 where the text is as issued, and 1
    where it is not, or where the file was not issued here.
    """
    known = _registers(register_file, folder)
    if (file is None) == (code is None):
        message = "name a file, or a code with --code"
        raise click.UsageError(message)
    if not known:
        message = "nothing has been issued here: there is no issued/REV0/register.json or its like"
        raise click.UsageError(message)
    place = register_file.parent if register_file else None
    as_issued, lines = _verified(file, known, place, folder) if file else _found(code or "", known)
    echo(*lines)
    if not as_issued:
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)


def _registers(file: Path | None, folder: Path | None) -> Sequence[Register]:
    from responsegen.issuing.issued_before import registers
    from responsegen.issuing.register import DamagedRegister, read_register

    if file is None:
        return registers(find_folder(folder), notify)
    try:
        return (read_register(file.read_bytes()),)
    except DamagedRegister as error:
        message = f"{file} is no register of an issue"
        raise click.UsageError(message) from error


def _found(code: str, known: Sequence[Register]) -> tuple[bool, list[str]]:
    from responsegen.issuing.text_code import code_typed

    typed = code_typed(code)
    if typed is None:
        return False, [f"{code} is no code: one has eight letters and digits, such as 7Q4K-2M9P."]
    named = [(register, paper) for register in known for paper in register.papers if paper.code == typed]
    if not named:
        return False, [f"{code} is the code of no paper that was issued here."]
    return True, [f"{code} is {_called(register, paper, None)}." for register, paper in named]


def _verified(file: Path, known: Sequence[Register], place: Path | None, folder: Path | None) -> tuple[bool, list[str]]:
    from responsegen.issuing.issued_before import folder_of
    from responsegen.issuing.received_text import read_received
    from responsegen.issuing.verification import Finding, verify
    from responsegen.rendering.written_text import MOST_BYTES, NotReadable

    with file.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    try:
        found = verify(content, known, read_received)
    except NotReadable as error:
        return False, [f"{from_here(file)} cannot be compared: {error}."]
    issued: Sequence[Passage] = ()
    if found.finding is Finding.ALTERED and found.register and found.paper:
        issued = _as_issued((place or find_folder(folder) / folder_of(found.register.revision)), found.paper)
    return _said(from_here(file), found, issued)


def _as_issued(place: Path, paper: IssuedPaper) -> Sequence[Passage]:
    """Read what a paper says from the file that was issued, where it is there and as it was."""
    from responsegen.building.manifest import digest_of
    from responsegen.issuing.received_text import read_received

    file = place / paper.path
    there = file.is_file() and digest_of(file) == paper.sha256
    return read_received(file.read_bytes()).passages if there else ()


def _said(file: str, found: Verification, issued: Sequence[Passage]) -> tuple[bool, list[str]]:
    """Word what came of it; `issued` is what the paper said as it was issued, where that is at hand."""
    from responsegen.issuing.verification import Finding

    if found.register is None or found.paper is None:
        return False, [f"{file} is none of the papers that were issued here."]
    called = _called(found.register, found.paper, found.copy, by_its_foot=found.finding is not Finding.UNCHANGED)
    foot = ["  Its foot names a copy that was never issued, or several."] if found.has_strange_foot else []
    match found.finding:
        case Finding.UNCHANGED:
            return True, [f"{file} is {called}: unchanged."]
        case Finding.SAME_TEXT:
            said = "its text is as issued; the file was saved again, annotated or printed"
            return True, [f"{file} is {called}: {said}.", *foot]
        case Finding.OF_ANOTHER_KIND:
            said = "its text cannot be compared, since the file is of another kind. Ask for the file that was sent"
            return False, [f"{file} has in its foot the code of {called}: {said}."]
    differing = list(_differing(found.differences, issued))
    more = len(differing) - MOST
    rest = [f"  and {more} more"] if more > 0 else []
    return False, [f"{file} is {called}: altered. It reads otherwise here:", *differing[:MOST], *rest, *foot]


def _called(register: Register, paper: IssuedPaper, copy: Copy | None, *, by_its_foot: bool = False) -> str:
    from responsegen.documents.words import day

    numbered = f"copy {copy.number} of {copy.of} for {copy.recipient}" if copy else ""
    exercise = " (EXERCISE)" if register.exercise else ""
    parts = (
        f"{register.name}{exercise}",
        paper.document,
        paper.form.upper(),
        f"by its foot {numbered}" if numbered and by_its_foot else numbered,
        f"issued on {day(register.issued.date())}",
    )
    return ", ".join(filter(None, parts))


def _differing(differences: Sequence[Difference], issued: Sequence[Passage]) -> Iterator[str]:
    """Say where a file reads otherwise, how it reads there, and how it was issued where that is known."""
    for difference in differences:
        first, last = difference.issued.start + 1, difference.issued.stop
        page = next((passage.page for passage in difference.received if passage.page), None)
        passages = f"passage {first}" if first >= last else f"passages {first} to {last}"
        where = f"page {page}" if page else passages
        now = " ".join(map(_quoted, difference.received)) or "taken out"
        before = " ".join(_quoted(passage) for passage in issued[difference.issued.start : difference.issued.stop])
        if not difference.issued:
            before = "nothing"
        yield f"  {where}: {now}{f'; as issued: {before}' if before else ''}"


def _quoted(passage: Passage) -> str:
    """Quote a passage, and name the scripts whose letters stand among Latin ones, since they may look alike."""
    from responsegen.documents.words import joined

    text = passage.text if len(passage.text) <= SHOWN else f"{passage.text[:SHOWN].rstrip()}…"
    words = ({name(letter, "?").split()[0] for letter in word if letter.isalpha()} for word in passage.text.split())
    mixed = sorted({script for scripts in words if "LATIN" in scripts for script in scripts} - {"LATIN"})
    return f"“{text}”{f' (with {joined(mixed).title()} letters among Latin ones)' if mixed else ''}"
