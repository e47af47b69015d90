"""An answer to a contribution topic: whether, how many, from when, for how long, and on which conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier import catalogue, fields, quantities, readers
from responsegen.dossier.answers.conditions import conditions
from responsegen.dossier.model import ContributionAnswer, ContributionTopic, Willingness
from responsegen.dossier.nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from responsegen.dossier.answers.answerer import Answerer
    from responsegen.dossier.fields import Fields
    from responsegen.dossier.readers import Report
    from responsegen.problem import Place

_KEYS = ("stance", "pledge", "ready", "sustain", "conditions", "comment")
_PLEDGED = (Willingness.YES, Willingness.CONDITIONAL)
_willingness = readers.said_in(Willingness)
_said_alone = readers.said_in(
    Willingness,
    [word for word in Willingness if word is not Willingness.CONDITIONAL],
    ", or a mapping with stance and conditions",
)


def read(
    topic: ContributionTopic, place: Place, node: Node, answerer: Answerer, report: Report
) -> ContributionAnswer | None:
    """Read the answer to a contribution topic: personnel, and days after the decision."""
    if not isinstance(node, Mapping):
        stance = _said_alone(node, report)
        if stance is Willingness.CONDITIONAL:
            report.append(catalogue.NO_CONDITION.at(node.place, "a mapping with stance and conditions", str(node)))
        return ContributionAnswer(place, stance) if stance else None
    entry = fields.Fields.of(node, _KEYS, f'the topic "{topic.id}"', report)
    if entry is None or not any(entry.has(key) for key in _KEYS):
        report.append(fields.unanswered(node, topic.id))
        return None
    stance = None
    if entry.has("stance"):
        stance = entry.required("stance", _willingness, None)
    else:
        expected = f'"stance": {readers.enumerated(Willingness)}'
        report.append(catalogue.NO_STANCE.at(entry.place("stance"), expected, "none"))
    answer = ContributionAnswer(
        place,
        stance or Willingness.UNDECIDED,
        pledge=entry.optional("pledge", readers.range_of(quantities.PERSONNEL), None),
        ready=entry.optional("ready", readers.amount_of(quantities.DAYS), None),
        sustain=entry.optional("sustain", _sustain, None),
        conditions=entry.optional("conditions", conditions(answerer), ()),
        comment=entry.optional("comment", readers.text, None),
    )
    if stance:
        _check_whole(entry, stance)
    return answer if stance else None


def _sustain(node: Node, report: Report) -> int | None:
    """Read for how long, in days; open-ended is no end stated."""
    if isinstance(node, Scalar) and quantities.is_open_ended(node.text):
        return None
    days = readers.amount_of(quantities.DAYS)(node, report)
    if days == 0:
        report.append(catalogue.BAD_NUMBER.at(node.place, "a duration of at least a day", str(node)))
    return days


def _check_whole(entry: Fields, stance: Willingness) -> None:
    """Check that stance, pledge and conditions go together."""
    report, said = entry.report, f"stance: {stance}"
    has_conditions = bool(entry.has("conditions") and getattr(entry.value("conditions"), "items", True))
    if entry.has("pledge"):
        if stance not in _PLEDGED:
            report.append(
                catalogue.NO_STANCE.at(entry.place("stance"), "yes or conditional, since there is a pledge", said)
            )
        elif not entry.has("ready"):
            expected = '"ready", the days until the pledge is there'
            report.append(catalogue.NOT_READY.at(entry.place("pledge"), expected, "", "It is counted from day 0"))
    if stance is Willingness.CONDITIONAL and not has_conditions:
        report.append(catalogue.NO_CONDITION.at(entry.place("stance"), 'at least one entry under "conditions"', said))
    if stance is Willingness.YES and has_conditions:
        report.append(
            catalogue.CONDITIONS_ON_YES.at(entry.place("stance"), "conditional, since there are conditions", said)
        )
    if stance not in _PLEDGED and has_conditions:
        expected, advice = "no conditions", "They are recorded, and nothing is counted"
        report.append(catalogue.CONDITIONS_UNUSED.at(entry.place("conditions"), expected, said, advice))
