"""Moves in words: what a delegation would have to do, given what it has said until now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from responsegen.consensus.ballots import Ballot, ballots
from responsegen.consensus.moves import Move, MoveSet
from responsegen.consensus.needs import NECESSITY_COLUMN
from responsegen.consensus.tally import STANCE_COLUMN, Column
from responsegen.documents.attribution import Attributor
from responsegen.dossier.model import AnyTopic, Attribution, Dossier, NeedsAnswer, OptionsAnswer, ReservationCounting
from responsegen.explaining.page import Line

NAMED = Attributor(Attribution.NAMED, {})
_GOAL = {Column.FOR: "to be for it", Column.ABSTAINING: "to abstain"}
_INSTEAD = {
    Column.AGAINST: "instead of being against",
    Column.ABSTAINING: "instead of abstaining",
    Column.CONSTRUCTIVE: "instead of abstaining constructively",
    Column.FOR: "in so many words, instead of by silence",
}


def ways(
    dossier: Dossier, topic: AnyTopic, option: str, sets: Sequence[MoveSet]
) -> list[tuple[MoveSet, tuple[Line, ...]]]:
    """Each set of moves with its lines; sets that differ only in who is for it are one way."""
    alike = {frozenset(move.delegation for move in moves) for moves in sets}
    speakers = [move for moves in sets for move in moves if move.after is Column.FOR]
    if len(sets) > 1 and len(alike) == 1 and len(speakers) == len(sets):
        calm = tuple(replace(move, after=Column.ABSTAINING) for move in sets[0])
        lines = (*move_lines(dossier, topic, option, calm), Line("One of them has to be for it.", level=1))
        return [(sets[0], lines)]
    return [(moves, tuple(move_lines(dossier, topic, option, moves))) for moves in sets]


def move_lines(dossier: Dossier, topic: AnyTopic, option: str, moves: MoveSet) -> Iterator[Line]:
    """`HU and SK  to abstain instead of being against`: those with the same way to go together."""
    heard = {ballot.delegation: ballot for ballot in ballots(dossier, topic)}
    alike: dict[str, list[str]] = {}
    for move in moves:
        alike.setdefault(_words(dossier, heard[move.delegation], option, move), []).append(move.delegation)
    for words, delegations in alike.items():
        yield Line(words, _who(topic, delegations), level=1)


def _who(topic: AnyTopic, delegations: Sequence[str]) -> str:
    """Their codes, or that it is everybody."""
    return NAMED.who(delegations, topic.electorate).phrase


def _words(dossier: Dossier, ballot: Ballot, option: str, move: Move) -> str:
    stated = _stated(ballot, option)
    limit = _reservation(dossier, ballot, option)
    if limit:
        enough = stated in (Column.FOR, move.after)
        return f"to lift the {limit} reservation" + ("" if enough else f" and {_GOAL[move.after]}")
    if move.before is Column.OUTSTANDING:
        so_far = "undecided" if stated else "draft, not counted" if ballot.draft else "not heard yet"
        return f"{so_far}: {_GOAL[move.after]}{'' if move.after is Column.FOR else ' at least'}"
    return f"{_GOAL[move.after]} {_INSTEAD[move.before]}"


def _stated(ballot: Ballot, option: str) -> Column | None:
    """The column of what was said, whatever limits it; None where nothing was."""
    match ballot.answer:
        case OptionsAnswer(stances=stances) if option in stances:
            return STANCE_COLUMN[stances[option].stance]
        case NeedsAnswer(needs=needs):
            return NECESSITY_COLUMN[needs[option].necessity] if option in needs else Column.ABSTAINING
        case _:
            return None


def _reservation(dossier: Dossier, ballot: Ballot, option: str) -> str:
    """The first reservation that keeps a stance from being counted as stated."""
    counting = dossier.reservations_count_as
    kinds = (r.kind for r in ballot.reserved(option))
    return next((kind.value for kind in kinds if counting[kind] is not ReservationCounting.AS_STATED), "")
