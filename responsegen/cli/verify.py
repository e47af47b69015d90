"""`verify`: say which issued paper a received file is, and whether it says what was issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.options import dossier_command, examples, find_folder, folder_option
from responsegen.cli.report import PROBLEMS_IN_FILES
from responsegen.cli.terminal import echo, from_here, notify

if TYPE_CHECKING:
    from responsegen.issuing.register import Copy, IssuedPaper, Register
    from responsegen.issuing.verification import Difference, Verification

EXAMPLES = examples("verify received.pdf", "verify --code 7Q4K-2M9P", "verify received.docx --register register.json")
SHOWN = 160  # characters of a passage
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
    as_issued, lines = _verified(file, known) if file else _found(code or "", known)
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
    written = code.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")
    named = [(register, paper) for register in known for paper in register.papers if paper.code == written]
    if not named:
        return False, [f"{code} is the code of no paper that was issued here."]
    return True, [f"{code} is {_called(register, paper, None)}." for register, paper in named]


def _verified(file: Path, known: Sequence[Register]) -> tuple[bool, list[str]]:
    from responsegen.issuing.verification import verify
    from responsegen.rendering.written_text import NotReadable

    try:
        found = verify(file.read_bytes(), known)
    except NotReadable as error:
        return False, [f"{from_here(file)} cannot be compared: {error}."]
    return _said(from_here(file), found)


def _said(name: str, found: Verification) -> tuple[bool, list[str]]:
    from responsegen.issuing.verification import Finding

    if found.register is None or found.paper is None:
        return False, [f"{name} is none of the papers that were issued here."]
    what = f"{name} is {_called(found.register, found.paper, found.copy)}"
    if found.finding is Finding.UNCHANGED:
        return True, [f"{what}: unchanged."]
    if found.finding is Finding.SAME_TEXT:
        return True, [f"{what}: its text is as issued; the file was saved again, annotated or printed."]
    differing = list(_differing(found.differences))
    more = len(differing) - MOST
    rest = [f"  and {more} more"] if more > 0 else []
    return False, [f"{what}: altered. It reads otherwise here:", *differing[:MOST], *rest]


def _called(register: Register, paper: IssuedPaper, copy: Copy | None) -> str:
    from responsegen.documents.words import day

    numbered = f", copy {copy.number} of {copy.of} for {copy.recipient}" if copy else ""
    exercise = " (EXERCISE)" if register.exercise else ""
    kind = f"{paper.document}, {paper.form.upper()}"
    return f"{register.name}{exercise}, {kind}{numbered}, issued on {day(register.issued.date())}"


def _differing(differences: Sequence[Difference]) -> Iterator[str]:
    for difference in differences:
        for passage in difference.received:
            where = f"page {passage.page}" if passage.page else f"paragraph {difference.issued.start + 1}"
            text = passage.text if len(passage.text) <= SHOWN else f"{passage.text[:SHOWN].rstrip()}…"
            yield f"  {where}: “{text}”"
        if not difference.received:
            first, last = difference.issued.start + 1, difference.issued.stop
            yield f"  {f'passage {first}' if first == last else f'passages {first} to {last}'}: taken out"
