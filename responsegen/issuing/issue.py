"""Issue a revision: freeze its papers in issued/REV1, number the copies, and register what was sent to whom."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from responsegen.building.attachments import attachments
from responsegen.building.document import Job, Rendered, Renderer
from responsegen.building.jobs import render_all
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.lock import locked
from responsegen.building.merge import Merged, merge
from responsegen.building.output_folder import OutputFailed
from responsegen.building.print_checks import fitting
from responsegen.building.transaction import write_output
from responsegen.documents.compose import ComposedDocument, compose
from responsegen.documents.version import Version
from responsegen.documents.words import moment
from responsegen.dossier.distribution_file import Distribution, Recipient
from responsegen.dossier.files import BUILD, DISTRIBUTION_FILE
from responsegen.dossier.model import Dossier
from responsegen.dossier.reading import distribution_of
from responsegen.history.git import changed_paths
from responsegen.history.revision import commit_of
from responsegen.issuing.issued_before import FOLDER, IssueRefused, folder_of, issued_before, named, own_inputs
from responsegen.issuing.register import CSV_FILE, JSON_FILE, Copy, IssuedPaper, Register, copy_foot
from responsegen.issuing.text_code import code_of, digest_of
from responsegen.problem import HistoryUnavailable, InvalidDossier, Problem
from responsegen.rendering.docx.packing import BLANK, stamp_docx
from responsegen.rendering.mail import draft_mail
from responsegen.rendering.pdf.page_foot import foot_font, foot_spots, stamp_pdf
from responsegen.rendering.templates import TemplateFolders
from responsegen.rendering.written_text import DOCX, PDF, read_text

COPIES: Final = "copies"
STAGING: Final = ".staging-"
NUMBERED: Final = (PDF, DOCX)  # a page in HTML has no foot, and is issued to nobody
ALWAYS_IN_A_FOOT: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ- ·Copy of –"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an issue is to hold beside its papers."""

    copies: bool
    mail: bool
    since: Version | None = None  # against which the response and the synthesis are marked, too


@dataclass(frozen=True, slots=True)
class Issued:
    """A revision that was issued, now or before."""

    register: Register
    folder: Path
    warnings: tuple[Problem, ...]
    is_new: bool


def issue(  # noqa: PLR0913, PLR0917 -- what the command was given
    folder: Path,
    wanted: Wanted,
    now: datetime,
    jobs: int,
    say: Callable[[str], None],
    rendered: Callable[[Rendered, int, int], None],
) -> Issued:
    """Build, freeze and register the dossier's revision; all of it appears in one step, or nothing does.

    A revision that was issued already is returned as it is, if its inputs are the same. `now` goes into the register
    and nowhere else. Raises InvalidDossier, IssueRefused, RenderingFailed or OutputFailed.
    """
    inputs = own_inputs(folder)  # before anything is read: what changes later is seen later
    merged = merge(folder)
    distribution, problems = distribution_of(folder, merged.dossier)
    warnings = (*merged.warnings, *problems)
    if any(problem.is_error for problem in problems):
        raise InvalidDossier(warnings)
    target = folder / folder_of(merged.dossier.revision)
    if target.exists():
        return Issued(
            issued_before(folder, target, copies=wanted.copies, marked=bool(wanted.since)),
            target,
            warnings,
            is_new=False,
        )
    if (wanted.copies or wanted.mail) and not distribution.recipients:
        message = (
            f"{DISTRIBUTION_FILE} names nobody, so there is nobody to number copies for. Write who gets which paper"
        )
        raise IssueRefused(message)
    _refuse_uncommitted(folder)
    try:
        with locked(folder / FOLDER, say):
            for left in (folder / FOLDER).glob(f"{STAGING}*"):
                shutil.rmtree(left, ignore_errors=True)  # of an issue that was killed
            staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder / FOLDER))
            try:
                register = _Staged(folder, staging, merged, distribution, inputs, now).write(wanted, jobs, rendered)
                staging.chmod(0o755)
                staging.rename(target)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        message = f"cannot write {error.filename or target}: {error.strerror}. Nothing was issued"
        raise OutputFailed(message) from error
    return Issued(register, target, warnings, is_new=True)


def _refuse_uncommitted(folder: Path) -> None:
    """Raise IssueRefused where git does not hold the files as they are; outside a repository nothing is asked."""
    with suppress(HistoryUnavailable):
        changed = [p for p in changed_paths(folder) if not p.startswith((f"{FOLDER}/", f"{BUILD}/"))]
        if changed:
            message = (
                f"changes of {named(changed)} are not committed: an issue is made of what git holds. Commit them first"
            )
            raise IssueRefused(message)


@dataclass(frozen=True, slots=True)
class _Staged:
    """An issue that is being written where nobody looks yet."""

    folder: Path
    staging: Path
    merged: Merged
    distribution: Distribution
    inputs: Mapping[str, str]
    now: datetime

    def write(self, wanted: Wanted, jobs: int, rendered: Callable[[Rendered, int, int], None]) -> Register:
        """Write all files of the issue, and return its register."""
        dossier, answer, since = self.merged.dossier, self.merged.answer, wanted.since
        fits = fitting(self.folder, dossier)
        documents = compose(dossier, answer, foot=BLANK, fitting=fits)
        if since:
            both = compose(dossier, answer, since=since, foot=BLANK, fitting=fits)
            documents += tuple(document for document in both if document.earlier)
        guard = LeakGuard(dossier, since.dossier if since else None)
        render = Renderer(TemplateFolders.of(self.folder), self.staging, guard)
        orders = [
            Job(document, attachments(document, self.merged), tuple(f".{form}" for form in NUMBERED))
            for document in documents
        ]
        render_all(orders, jobs, render, rendered)
        to = {d.path: self.distribution.of(d.id, d.delegation) for d in documents}
        names = "".join(recipient.to for those in to.values() for recipient in those)
        font = foot_font(f"{ALWAYS_IN_A_FOOT}{names if wanted.copies else ''}")
        papers = tuple(
            self._paper(document, form, to[document.path] if wanted.copies else (), font)
            for document in documents
            for form in NUMBERED
        )
        commit = commit_of(self.folder, self.merged.files)
        name = (dossier.reference, dossier.revision, dossier.exercise)
        register = Register(*name, self.now, commit, self.inputs, papers)
        if wanted.mail:
            drafted = drafts(register, dossier, documents, to, self._content)
            for number, (recipient, draft) in enumerate(drafted, 1):
                write_output(self.staging, f"mail/{number:03} {_file_name(recipient.to)}.eml", draft)
        write_output(self.staging, JSON_FILE, register.to_json().encode())
        write_output(self.staging, CSV_FILE, register.to_csv().encode("utf-8-sig"))
        return register

    def _content(self, path: str) -> bytes:
        return (self.staging / path).read_bytes()

    def _paper(
        self, document: ComposedDocument, form: str, recipients: Sequence[Recipient], font: bytes
    ) -> IssuedPaper:
        """Write the fingerprint into one paper, as it was laid out, and make its copies."""
        path = f"{document.path}.{form}"
        laid_out = self._content(path)
        passages = read_text(laid_out).passages
        code = code_of(passages)
        spots = foot_spots(laid_out) if form == PDF else ()
        frame = document.furniture
        name = " ".join(filter(None, (frame.reference, frame.revision)))

        def stamped(copy: str) -> bytes:
            line = " · ".join(filter(None, (copy, code)))
            identifier = "; ".join(filter(None, (name, document.path, copy, code)))
            if form == PDF:
                return stamp_pdf(laid_out, spots, font, line, identifier)
            return stamp_docx(laid_out, line, identifier)

        copies = []
        for number, recipient in enumerate(recipients, 1):
            content = stamped(copy_foot(number, len(recipients), recipient.to))
            where = f"{COPIES}/{document.path} {number:03}.{form}"
            digest = write_output(self.staging, where, content)
            copies.append(Copy(number, len(recipients), recipient.to, where, digest))
        paper = stamped("")
        (self.staging / path).write_bytes(paper)
        digests = tuple(digest_of(passage) for passage in passages)
        return IssuedPaper(path, sha256(paper).hexdigest(), code, digests, tuple(copies))


def drafts(
    register: Register,
    dossier: Dossier,
    documents: Iterable[ComposedDocument],
    to: Mapping[str, Sequence[Recipient]],
    content: Callable[[str], bytes],
) -> Iterator[tuple[Recipient, bytes]]:
    """Draft one e-mail a recipient, in the order of the papers, with the papers that are for this recipient alone."""
    papers: dict[Recipient, list[tuple[str, str]]] = {}  # what each is called, and where it lies
    for document in documents:
        for index, recipient in enumerate(to[document.path]):
            for paper in (paper for paper in register.papers if paper.document == document.path):
                copy = paper.copies[index] if paper.copies else None
                words = f"{document.furniture.kind}{f', copy {copy.number} of {copy.of}' if copy else ''}"
                papers.setdefault(recipient, []).append((words, copy.path if copy else paper.path))
    exercise = "EXERCISE – " if register.exercise else ""
    for recipient, those in papers.items():
        listed = "\n".join(f"– {words} ({path.rpartition('.')[2].upper()})" for words, path in those)
        until = f"Replies are wanted by {moment(dossier.reply_by)}.\n\n" if dossier.reply_by else ""
        body = f"Please find attached, of {register.name}:\n\n{listed}\n\n{until}{dossier.sender}\n"
        if register.exercise:
            body = f"EXERCISE. All positions in these papers are invented.\n\n{body}"
        files = {f"{_file_name(register.name)} {_file_name(path.removeprefix(COPIES))}": path for _, path in those}
        attached = {name: content(path) for name, path in files.items()}
        mail = [recipient.mail] if recipient.mail else []
        yield recipient, draft_mail(mail, f"{exercise}{register.name}: {dossier.title}", body, attached)


def _file_name(text: str) -> str:
    """Return what every system takes as the name of a file."""
    return " ".join("".join(c if c.isalnum() or c in ".-" else " " for c in text).split())
