"""Read one position file, and check every answer against the dossier's topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from responsegen.dossier import catalogue
from responsegen.dossier.clearance import changed_since
from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.delegations import code_of
from responsegen.dossier.dossier_file import DossierFile
from responsegen.dossier.keys import Fields, unanswered
from responsegen.dossier.kinds import form_of
from responsegen.dossier.model import Answer, ClearedBy, Position, PositionStatus, Reservation
from responsegen.dossier.nodes import Mapping, items_of, place_of, value_at
from responsegen.dossier.readers import Report
from responsegen.dossier.remarks import POSITION
from responsegen.dossier.spelling import enumerated
from responsegen.dossier.states import ISO_INSTEAD_OF_EU, STATES
from responsegen.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class PositionFile:
    """What one position file says; the delegation is "" where neither content nor name tells it."""

    position: Position
    tree: Mapping


def read_position_file(file: str, tree: Mapping, asked: DossierFile, report: Report) -> PositionFile:
    """Read all of one position file."""
    dossier = asked.dossier
    whole = Fields(tree, "a position", report)
    if dossier.topics or asked.unreadable:
        whole.refuse_other_than((*POSITION, *dossier.topics), passed_over=asked.unreadable)
    said = {name: whole.get(key, key.stand_in) for name, key in asked.position_keys.items()}
    delegation = _delegation(file, whole, said.pop("country"), dossier.delegations)
    context = ReaderContext(
        *(delegation, said["speaks_for"], dossier.addressee, dossier.delegations, asked.needs, tuple(dossier.events)),
        asked.basis_edits,
    )
    position = Position(delegation, place=tree.place, answers=_answers(whole, asked, context), **said)
    stale = tuple(changed_since(position)) if position.status is PositionStatus.CLEARED else ()
    report.extend(_changed_since_clearance(position, place) for *_, place in stale)
    position = replace(position, stale=frozenset((topic, option) for topic, option, _ in stale))
    if position.status is PositionStatus.CLEARED and "cleared_by" not in tree.entries:
        expected = f'"cleared_by": {enumerated(ClearedBy)}'
        report.append(catalogue.NOT_CLEARED_BY.at(whole.place("status"), expected))
    report.extend(_unanswered(position.reservations, tree))
    return PositionFile(position, tree)


def _unanswered(reservations: Iterable[Reservation], tree: Mapping) -> Iterator[Problem]:
    """Find the reservations on what has no answer that they could limit."""
    nodes = {node.place: node for node in items_of(value_at(tree, "reservations"))}
    for reservation in reservations:
        answer = value_at(tree, reservation.topic)
        if reservation.option and isinstance(answer, Mapping):
            answer = value_at(answer, reservation.option)
        if answer is None or answer.is_blank:
            name = ".".join(filter(None, (reservation.topic, reservation.option)))
            expected = f'an answer to "{name}", which has a reservation'
            place = place_of(nodes[reservation.place], "on")
            yield catalogue.RESERVATION_UNANSWERED.at(place, expected, "none")


def _delegation(file: str, whole: Fields, country: str, delegations: tuple[str, ...]) -> str:
    """Hold `country` against the file's name; where it was refused, the name tells the delegation."""
    path = PurePosixPath(file)
    named = ISO_INSTEAD_OF_EU.get(path.stem, path.stem)
    if not country:
        return named if named in STATES or named in delegations else ""
    place, right = whole.place("country"), f"{country}.yaml"
    if named != country or path.suffix not in {".yaml", ".yml"}:
        problem = catalogue.WRONG_FILE_NAME.at(place, f"the file name {right}", f'"{path.name}"')
        whole.report.append(problem.fixed_by(right if code_of(path.stem) == country else ""))
    elif path.stem != country:
        advice = f"Rename it to {right}"
        problem = catalogue.OLD_FILE_NAME.at(place, f"the file name {right}", f'"{path.name}"', advice)
        whole.report.append(problem.fixed_by(right))
    return country


def _answers(whole: Fields, asked: DossierFile, context: ReaderContext) -> dict[str, Answer]:
    """Read the answers, in the order of the dossier's topics."""
    found: dict[str, Answer] = {}
    for id_, topic in asked.dossier.topics.items():
        entry = whole.node.entries.get(id_)
        if entry is None:
            continue
        key, value = entry
        if value.is_blank:
            whole.report.append(unanswered(value, id_))
            continue
        if topic.rule.facts.within_eu and topic.electorate and not context.is_among(topic.electorate):
            whole.report.append(_not_counted(key.place, id_, context))
        if answer := form_of(topic.kind).read_answer(topic, key.place, value, context, whole.report):
            found[id_] = answer
    return found


def _changed_since_clearance(position: Position, place: Place) -> Problem:
    cleared = position.clearance
    on = f" on {cleared.date}" if cleared else ""
    sentence = f"this answer was changed after the position was cleared{on}"
    return catalogue.CHANGED_SINCE_CLEARANCE.says(place, sentence, "It counts as a draft's until it is cleared anew")


def _not_counted(place: Place, topic: str, context: ReaderContext) -> Problem:
    expected = f'an answer to "{topic}" from a member of its electorate only'
    advice = "It is recorded and shown, not counted"
    return catalogue.NOT_COUNTED.at(place, expected, f"one from {context.delegation}", advice)
