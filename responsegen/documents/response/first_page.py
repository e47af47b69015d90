"""Sum up the response on its first page: who answered, what became of each question, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import JointAnswer, Status
from responsegen.consensus.number_words import by_number
from responsegen.documents.attribution import Attributor
from responsegen.documents.response.parts import WITHHELD, Part
from responsegen.documents.words import A_SMALL_CONTRIBUTION, all_of, cardinal, counted, joined, moment, verb
from responsegen.dossier.model import Dossier

ASSURED = (
    "“Attainable” counts the contributions whose conditions can be met together; “assured” those which are free of"
    " reservations and whose conditions are met by other assured contributions."
)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one question."""

    number: int
    said: tuple[tuple[str, str], ...]  # the title of each topic, and what became of it
    standing: str  # "4 of 7 agreed, 2 of them with reservations"


@dataclass(frozen=True, slots=True)
class Glance:
    """The first page below the cover."""

    reflects: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]  # how to read the table, and the paper


def glance(dossier: Dossier, answer: JointAnswer, questions: Mapping[int, Sequence[Part]], by: Attributor) -> Glance:
    """Sum up every question in a line."""
    parts = [part for found in questions.values() for part in found]
    lines = tuple(
        Line(number, tuple((p.title, p.gist) for p in found) or (("", "No joint answer."),), standing(found))
        for number, found in questions.items()
    )
    return Glance(_reflects(dossier, answer, parts, by), lines, tuple(_notes(parts)))


def standing(parts: Sequence[Part]) -> str:
    """Say how many points of a question are agreed: `4 of 7 agreed, 2 of them with reservations`."""
    statuses = [status for part in parts for status in part.statuses]
    agreed, every = sum(status.is_agreed for status in statuses), len(statuses)
    reserved = statuses.count(Status.AGREED_WITH_RESERVATIONS)
    if not every or not any(part.is_heard for part in parts):
        return ""
    if every == 1:
        return statuses[0].words
    of_them = "all" if reserved == agreed else f"{reserved} of them"
    which = f"{agreed or 'none'} of {every}" if agreed < every else "both" if every == 2 else f"all {every}"  # noqa: PLR2004 (two)
    return f"{which} agreed" + (f", {of_them} with reservations" if reserved else "")


def _reflects(dossier: Dossier, answer: JointAnswer, parts: Sequence[Part], by: Attributor) -> str:
    """Count the answers: `This reply reflects the positions of 26 of the 29 delegations; three have yet to reply.`."""
    every, took_part = len(dossier.delegations), answer.participation
    drafts = by.who(d for d, position in dossier.positions.items() if not dossier.counts(position))
    missing = by.who(d for d in took_part.outstanding if d not in took_part.drafts)
    answered = every - missing.count - drafts.count
    of_all = "" if answered == every else f"{cardinal(answered)} of the {counted(every, 'delegation')}"
    whose = of_all or all_of(answered, "delegation")
    said = [
        f"This reply reflects the {by_number(answered, 'position', 'positions')} of {whose}"
        if answered
        else "No delegation has given a position yet"
    ]
    if missing and answered:
        said.append(f"{missing.do('has yet to reply')}")
    if drafts:
        those = by_number(drafts.count, "the position", "the positions")
        said.append(f"{those} of {drafts.some} {verb(drafts.count, 'is not yet cleared')}")
    deadline = dossier.silence_deadline
    silence = ""
    if deadline and any(part.counts_silence for part in parts):
        consents = "is taken to consent, where unanimity or consensus decides"
        silence = f" Whoever said nothing by {moment(deadline)} {consents}."
    return f"{'; '.join(said)}.{silence}"


def _notes(parts: Sequence[Part]) -> Iterator[str]:
    if any(part.table and part.table.look == "forces" for part in parts):
        yield ASSURED
    if any(A_SMALL_CONTRIBUTION in part.gist for part in parts):
        yield WITHHELD
    assumed = list(dict.fromkeys(clause for part in parts for clause in part.assumes))
    if assumed:
        yield f"The figures suppose that {joined(assumed)}."
    not_agreed = ["in square brackets"] if any(part.has_brackets for part in parts) else []
    not_agreed += ["introduced by “Supported by”"] if any(part.says_support for part in parts) else []
    if not_agreed:
        yield f"Text {joined(not_agreed, 'or')} is not agreed."
    if any(part.reports for part in parts):
        yield "The Chair’s summary at the end does not form part of the joint answer."
    if any(part.has_notes for part in parts):
        yield "Reservations are recorded in footnotes."
