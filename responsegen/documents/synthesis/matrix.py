"""From a dossier and its joint answer to one table of delegations by topics, in signs that read in black and white."""

from __future__ import annotations

import re
from dataclasses import dataclass

from responsegen.documents.wording import brief, name_of
from responsegen.dossier.model import (
    Answer,
    AnyTopic,
    ContributionAnswer,
    Dossier,
    Interval,
    Necessity,
    NeedsAnswer,
    OffersAnswer,
    OptionsAnswer,
    Position,
    RangeAnswer,
    RangeTopic,
    Stance,
    Willingness,
)

FOR, PARTLY, ABSTAINING, AGAINST, REFUSING, UNDECIDED, SILENT = "+", "±", "A", "−", "−A", "?", "·"
LEGEND = (
    (FOR, "for, or contributing"),
    (PARTLY, "for some points, against or abstaining on others"),
    (ABSTAINING, "abstaining"),
    (AGAINST, "against, or not contributing"),
    (REFUSING, "against some, abstaining on others"),
    (UNDECIDED, "undecided (behind another sign: on some points)"),
    (SILENT, "no answer"),
    (f"{FOR}*", "contributing on conditions"),
    ("R", "with a reservation"),
)
EACH_SIGN = re.compile("|".join(re.escape(sign) for sign, _ in sorted(LEGEND, key=lambda row: -len(row[0]))))
SIGNS: dict[Stance | Necessity | Willingness, str] = {
    Stance.SUPPORT: FOR,
    Stance.ACCEPT: FOR,
    Stance.ABSTAIN: ABSTAINING,
    Stance.CONSTRUCTIVE_ABSTENTION: ABSTAINING,
    Stance.OPPOSE: AGAINST,
    Stance.UNDECIDED: UNDECIDED,
    Necessity.ESSENTIAL: FOR,
    Necessity.DESIRABLE: FOR,
    Necessity.NOT_NEEDED: ABSTAINING,
    Necessity.ABSTAIN: ABSTAINING,
    Necessity.OPPOSE: AGAINST,
    Necessity.UNDECIDED: UNDECIDED,
    Willingness.YES: FOR,
    Willingness.CONDITIONAL: f"{FOR}*",
    Willingness.NO: AGAINST,
    Willingness.UNDECIDED: UNDECIDED,
}


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One topic as a column head."""

    topic: str
    title: str
    question: int | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One delegation's signs, one a column."""

    delegation: str
    name: str
    state: str  # "", "draft", "by DK" (who speaks for it), "no position"
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Delegations by topics."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    uncounted: bool  # whether any of them is a draft that does not count
    ranges: bool  # whether any topic asks for a range

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """What the signs mean, those left out that do not occur."""
        signs = {sign for row in self.rows for written in row.signs for sign in EACH_SIGN.findall(written)}
        return tuple((sign, meaning) for sign, meaning in LEGEND if sign in signs)


def matrix(dossier: Dossier) -> Matrix:
    """One row a delegation in protocol order, one column a topic in the dossier's order."""
    spoken_for = dossier.spoken_for

    def row(delegation: str) -> MatrixRow:
        own = dossier.positions.get(delegation)
        speaker = spoken_for.get(delegation)
        position = own or (dossier.positions[speaker] if speaker else None)
        state = f"by {speaker}" if speaker else "no position" if position is None else ""
        signs = tuple(_sign(topic, position, own=own is not None) for topic in dossier.topics.values())
        if own and own.status == "draft":
            state = "draft"
        return MatrixRow(delegation, name_of(delegation), state, signs)

    columns = tuple(MatrixColumn(t.id, t.title, t.question) for t in dossier.topics.values())
    ranges = any(isinstance(topic, RangeTopic) for topic in dossier.topics.values())
    uncounted = not all(map(dossier.counts, dossier.positions.values()))
    return Matrix(columns, tuple(row(d) for d in dossier.delegations), uncounted, ranges)


def _sign(topic: AnyTopic, position: Position | None, *, own: bool) -> str:
    answer = position.answers.get(topic.id) if position else None
    if position is None or answer is None or not (own or isinstance(answer, OptionsAnswer | RangeAnswer)):
        return SILENT
    reserved = any(r.topic == topic.id for r in position.reservations)
    return _answer_sign(answer) + (" R" if reserved else "")


def _answer_sign(answer: Answer) -> str:
    match answer:
        case OptionsAnswer(stances=stances):
            sign = _together([SIGNS[s.stance] for s in stances.values()])
        case NeedsAnswer(needs=needs):
            sign = _together([SIGNS[n.necessity] for n in needs.values()])
        case RangeAnswer(acceptable=None):
            sign = SIGNS[answer.stance or Stance.UNDECIDED]
        case RangeAnswer(acceptable=Interval() as acceptable):
            sign = brief(acceptable)
        case ContributionAnswer():
            sign = SIGNS[answer.stance]
        case OffersAnswer():
            sign = FOR if answer.offers else SILENT
    return sign


def _together(signs: list[str]) -> str:
    """One sign for several options: the common one or that of a mixture, with a mark where some are undecided."""
    said = set(signs) - {UNDECIDED}
    mixed = PARTLY if FOR in said else REFUSING if said else ""
    sign = said.pop() if len(said) == 1 else mixed
    return sign + (UNDECIDED if UNDECIDED in signs else "") or SILENT
