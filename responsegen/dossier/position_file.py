"""The tree of one position file in, a position out; every answer is checked against the dossier's topics."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from responsegen.dossier import catalogue, fields, readers
from responsegen.dossier.answers import read_answer
from responsegen.dossier.answers.answerer import Answerer
from responsegen.dossier.delegations import code_of, delegation_among
from responsegen.dossier.model import ClearedBy, Internal, Position, PositionStatus
from responsegen.dossier.remarks import internal, reservation, source
from responsegen.dossier.states import ISO_INSTEAD_OF_EU, STATES
from responsegen.dossier.topics import POSITION_KEYS

if TYPE_CHECKING:
    from responsegen.dossier.dossier_file import DossierFile
    from responsegen.dossier.fields import Fields
    from responsegen.dossier.model import Answer, AnyTopic
    from responsegen.dossier.nodes import Mapping
    from responsegen.dossier.readers import Report
    from responsegen.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class PositionFile:
    """What one position file says; the delegation is "" where neither content nor name tells it."""

    position: Position
    tree: Mapping


def read_position_file(file: str, tree: Mapping, asked: DossierFile, report: Report) -> PositionFile:
    """Read all of one position file."""
    dossier = asked.dossier
    whole = fields.Fields(tree, "a position", report)
    topics: dict[str, AnyTopic | None] = {**dossier.topics, **dict.fromkeys(asked.unreadable)}
    if topics:
        whole.refuse_other_than((*POSITION_KEYS, *dossier.topics), passed_over=asked.unreadable)
    delegation = _delegation(file, whole, dossier.delegations)
    speaks_for = whole.optional(
        "speaks_for", readers.without_repeats(readers.listed(delegation_among(dossier.delegations))), ()
    )
    answerer = Answerer(delegation, speaks_for, dossier.delegations, asked.needs, tuple(dossier.events))
    position = Position(
        delegation,
        status=whole.required("status", readers.word_of(PositionStatus), PositionStatus.DRAFT),
        place=tree.place,
        date=whole.optional("date", readers.calendar_date, None),
        cleared_by=whole.optional("cleared_by", readers.word_of(ClearedBy), None),
        speaks_for=speaks_for,
        answers=_answers(whole, asked, answerer),
        reservations=whole.optional("reservations", readers.listed(reservation(topics, tree)), ()),
        sources=whole.optional("sources", readers.listed(source(topics)), ()),
        internal=whole.optional("internal", internal, Internal()),
    )
    if position.status is PositionStatus.CLEARED and "cleared_by" not in tree.entries:
        expected = f'"cleared_by": {readers.enumerated(ClearedBy)}'
        report.append(catalogue.NOT_CLEARED_BY.at(whole.place("status"), expected))
    return PositionFile(position, tree)


def _delegation(file: str, whole: Fields, delegations: tuple[str, ...]) -> str:
    """Read `country` and hold it against the file's name."""
    country = whole.required("country", delegation_among(delegations), "")
    path = PurePosixPath(file)
    named = ISO_INSTEAD_OF_EU.get(path.stem, path.stem)
    if not country:
        return named if named in STATES else ""
    place, right = whole.place("country"), f"{country}.yaml"
    if named != country or path.suffix not in {".yaml", ".yml"}:
        problem = catalogue.WRONG_FILE_NAME.at(place, f"the file name {right}", f'"{path.name}"')
        whole.report.append(problem.mended_by(right if code_of(path.stem) == country else ""))
    elif path.stem != country:
        advice = f"Rename it to {right}"
        problem = catalogue.OLD_FILE_NAME.at(place, f"the file name {right}", f'"{path.name}"', advice)
        whole.report.append(problem.mended_by(right))
    return country


def _answers(whole: Fields, asked: DossierFile, answerer: Answerer) -> dict[str, Answer]:
    """Read the answers, in the order of the dossier's topics."""
    found: dict[str, Answer] = {}
    for id_, topic in asked.dossier.topics.items():
        entry = whole.node.entries.get(id_)
        if entry is None:
            continue
        key, value = entry
        if value.is_blank:
            whole.report.append(fields.unanswered(value, id_))
            continue
        if topic.rule.facts.within_eu and topic.electorate and not answerer.is_among(topic.electorate):
            whole.report.append(_not_counted(key.place, id_, answerer))
        if answer := read_answer(topic, key.place, value, answerer, whole.report):
            found[id_] = answer
    return found


def _not_counted(place: Place, topic: str, answerer: Answerer) -> Problem:
    expected = f'an answer to "{topic}" from a member of its electorate only'
    advice = "It is recorded and shown, not counted"
    return catalogue.NOT_COUNTED.at(place, expected, f"one from {answerer.delegation}", advice)
