"""Lay out where each delegation stands on each topic: signs, each with its words, those in the way in a frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import JointAnswer, RangeOutcome, Standpoint, Status
from responsegen.consensus.ballots import speaking
from responsegen.consensus.points import Point
from responsegen.documents.point_words import FOR, in_a_list, points_on
from responsegen.documents.synthesis.standing import in_drafts
from responsegen.documents.words import all_of, brief, counted, extent, joined, name_of
from responsegen.dossier.model import (
    AnyTopic,
    ContributionAnswer,
    Dossier,
    Necessity,
    NeedsAnswer,
    OffersAnswer,
    Position,
    RangeAnswer,
    ReservationCounting,
    Willingness,
)

SIGNS = {  # in the order in which they stand in a cell, each with its meaning, and its words for some points
    "+": ("for, or offering", "for {}"),
    "s": ("for by silence", "for {} by silence"),
    "A": ("abstaining", "abstaining on {}"),
    "C": ("abstaining constructively", "abstaining constructively on {}"),
    "−": ("against", "against {}, which does not prevent it"),
    "×": ("against, and in the way", "against {}, and in the way"),
    "V": ("by a substantive reservation", "by a substantive reservation on {}"),
    "U": ("undecided, or not answered in part", "undecided or without an answer on {}"),
    "S": ("reply outstanding, by a scrutiny or general reservation", "reserving its reply on {}"),
    "R": ("with a reservation, its answer counted", "with a reservation on {}"),
    "o": ("need not mentioned, or not needed", "not mentioning or not needing {}"),
    "d": ("draft, not yet cleared and not shown", "a draft, not yet cleared"),
    "…": ("no reply", "no reply"),
}
STANDPOINTS = {
    **dict.fromkeys(FOR, "+"),
    Standpoint.SILENT: "s",
    Standpoint.ABSTAINING: "A",
    Standpoint.CONSTRUCTIVE: "C",
    Standpoint.UNMENTIONED: "o",
}
WILLING = {
    Willingness.YES: ("yes", "ready to contribute"),
    Willingness.CONDITIONAL: ("cond.", "ready to contribute on conditions"),
    Willingness.CONSIDERING: ("cons.", "considering a contribution"),
    Willingness.NO: ("no", "not contributing"),
    Willingness.UNDECIDED: ("U", "undecided"),
}
RESERVED = {  # the strictest first
    ReservationCounting.AGAINST: "V",
    ReservationCounting.OUTSTANDING: "S",
    ReservationCounting.AS_STATED: "R",
}
HOW = {"V", "R"}  # signs that stand behind another one, which counts the points


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one delegation stands on one topic; without signs it takes no part in the decision."""

    signs: str = ""  # "+2 A4 ×1"
    words: str = ""
    blocks: bool = False


Placed = tuple[str, Cell]  # a delegation, and its cell


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One delegation's cells, one a column."""

    delegation: str
    name: str
    state: str  # "", "draft", "by DK" (who speaks for it)
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Delegations by topics."""

    columns: tuple[tuple[str, int | None], ...]  # the title of each topic, and its question
    rows: tuple[MatrixRow, ...]
    legend: tuple[tuple[str, str], ...]  # the signs that occur, and what they mean
    blocks: bool  # whether any cell stands in a frame


def legend(cells: Iterable[Cell]) -> tuple[tuple[str, str], ...]:
    """Say what the signs mean that occur in these cells."""
    occurring = {sign.rstrip("0123456789") for cell in cells for sign in cell.signs.split()}
    return tuple((sign, meaning) for sign, (meaning, _) in SIGNS.items() if sign in occurring)


def matrix(dossier: Dossier, answer: JointAnswer) -> Matrix:
    """Make one row a delegation in protocol order, and one column a topic in the dossier's order."""
    topics = dossier.topics.values()
    columns = [dict(cells_on(dossier, answer, topic)) for topic in topics]
    cells = [cell for column in columns for cell in column.values()]
    return Matrix(
        tuple((t.title, t.question) for t in topics),
        tuple(
            MatrixRow(d, name_of(dossier, d), _state(answer, d), tuple(column.get(d, Cell()) for column in columns))
            for d in dossier.delegations
        ),
        legend(cells),
        any(cell.blocks for cell in cells),
    )


def _state(answer: JointAnswer, delegation: str) -> str:
    if delegation in answer.participation.drafts:
        return "draft"
    speaker = answer.participation.spoken_for.get(delegation)
    return f"by {speaker}" if speaker else ""


def cells_on(dossier: Dossier, answer: JointAnswer, topic: AnyTopic, point: Point | None = None) -> Iterator[Placed]:
    """Word where each member of the electorate stands on a topic, or on one point of it alone."""
    positions, drafts = speaking(dossier, topic), in_drafts(dossier, answer, topic)
    its = [point] if point else points_on(answer, topic)
    for d in topic.electorate:
        position = None if d in drafts else positions.get(d)
        match position.answers.get(topic.id) if position else None:
            case RangeAnswer(acceptable=stated) if stated:
                reserved = _reserved(dossier, its[0], position)
                outcome = answer.topics[topic.id]
                apart = isinstance(outcome, RangeOutcome) and any(d in pair for pair in outcome.conflicts)
                blocks = its[0].status is Status.NOT_AGREED and (apart or "V" in reserved)
                signs = [*(["×"] if blocks else []), *reserved]
                words = [extent(stated, its[0].unit), *(SIGNS[sign][0] for sign in signs)]
                yield d, Cell(" ".join((brief(stated), *signs)), ", ".join(words), blocks)
            case ContributionAnswer(stance=stance):
                sign, said = WILLING[stance]
                is_reserved = any(r.topic == topic.id for r in position.reservations) if position else False
                yield d, Cell(f"{sign} R", f"{said}, with a reservation") if is_reserved else Cell(sign, said)
            case OffersAnswer(offers=offers):
                offered = point.states.get(d) if point else offers
                how = str(point.stands(d)) if point else "offering"
                yield d, Cell("+", how) if offered else Cell("–", "offering nothing")
            case _ if d in drafts:
                yield d, Cell("d", SIGNS["d"][1])
            case _ if topic.rule.facts.votes:
                signs_on = [(p, _signs(dossier, p, position, d)) for p in its]
                yield d, _on_one(*signs_on[0], d) if point and point.label else _counted(signs_on)
            case _:
                yield d, Cell("…", "no reply")


def _on_one(point: Point, signs: Sequence[str], delegation: str) -> Cell:
    words = (point.stands(delegation) if sign == "+" else SIGNS[sign][0] for sign in signs)
    return Cell(" ".join(signs), ", ".join(filter(None, words)), blocks="×" in signs)


def _signs(dossier: Dossier, point: Point, position: Position | None, delegation: str) -> tuple[str, ...]:
    """Give the signs of one point: where the delegation stands, and how."""
    standpoint = point.states[delegation].standpoint
    reserved = _reserved(dossier, point, position)
    if standpoint is Standpoint.OUTSTANDING:
        return ("S",) if "S" in reserved else ("U",) if position else ("…",)
    if standpoint is Standpoint.AGAINST:
        return ("×" if delegation in point.blocked_by else "−", *(sign for sign in reserved if sign == "V"))
    answer = position.answers.get(point.topic.id) if position else None
    need = answer.needs.get(point.name.option or "") if isinstance(answer, NeedsAnswer) else None
    sign = "o" if need and need.necessity is Necessity.NOT_NEEDED else STANDPOINTS[standpoint]
    return (sign, *(sign for sign in reserved if sign == "R"))


def _reserved(dossier: Dossier, point: Point, position: Position | None) -> tuple[str, ...]:
    """Give the sign of the strictest reservation on a point, if there is one."""
    held = position.reservations if position else ()
    found = {dossier.reservations_count_as[r.kind] for r in held if r.touches(point.topic.id, point.name.option)}
    return next(((sign,) for counting, sign in RESERVED.items() if counting in found), ())


def _counted(found: Sequence[tuple[Point, tuple[str, ...]]]) -> Cell:
    """Put the signs of all points of a topic together: `+2 A4 ×1`, each with the number of its points if not all."""
    signs, words = [], []
    for sign, (_, some) in SIGNS.items():
        if its := [p for p, given in found if sign in given]:
            is_all = len(its) == len(found)
            signs.append(sign if is_all or sign in HOW else f"{sign}{len(its)}")
            how_many = (all_of if is_all and len(its) > 1 else counted)(len(its), "point")
            labels = f" ({joined([in_a_list(p) for p in its])})" if sign == "×" and not is_all else ""
            words.append(f"{some.format(how_many)}{labels}")
    return Cell(" ".join(signs), ", ".join(words), blocks=any("×" in sign for sign in signs))
