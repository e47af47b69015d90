"""From a merged dossier to one row a topic that says where it stands, in words that need no colour and no picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.consensus.answer import ContributionOutcome, OffersOutcome, RangeOutcome, Status
from responsegen.consensus.points import points
from responsegen.documents.wording import NBSP, counted_figures, extent, joined, number, total, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from responsegen.building.merge import Merged
    from responsegen.consensus.answer import JointAnswer, ScenarioOutcome, TopicOutcome
    from responsegen.consensus.points import Point
    from responsegen.dossier.model import AnyTopic, Dossier

NAMES_IN_A_ROW = 8
FEW = 2  # of more, one says "all"


@dataclass(frozen=True, slots=True)
class Row:
    """A topic and where it stands, or a scenario and what comes under it."""

    title: str
    words: str
    status: Status | None = None  # None where no rule decides
    level: int = 0  # 1 for what belongs to the row above


@dataclass(frozen=True, slots=True)
class Block:
    """A question and the rows of its topics."""

    heading: str
    rows: tuple[Row, ...]


def blocks(merged: Merged) -> tuple[Block, ...]:
    """Every question in its order, then the topics that belong to none."""
    dossier = merged.dossier
    found = points(merged.answer)

    def block(heading: str, topics: Iterable[AnyTopic]) -> Block:
        rows = (_rows(dossier, t, merged.answer.topics[t.id], [p for p in found if p.topic is t]) for t in topics)
        return Block(heading, tuple(row for of_topic in rows for row in of_topic))

    asked = [block(f"Question {q.number}: {q.text}", (dossier.topics[t] for t in q.topics)) for q in dossier.questions]
    others = [topic for topic in dossier.topics.values() if topic.question is None]
    return (*asked, *([block("Of no question", others)] if others else []))


def tally(answer: JointAnswer) -> str:
    """How many points stand how: `14 agreed, 3 open, 2 not agreed`."""
    return _counts(points(answer))


def names(delegations: Sequence[str]) -> str:
    """The delegations by their codes, or their number where there are many."""
    many = len(delegations) > NAMES_IN_A_ROW
    return counted_figures(len(delegations), "delegation") if many else joined(delegations)


def _rows(dossier: Dossier, topic: AnyTopic, outcome: TopicOutcome, found: Sequence[Point]) -> Iterator[Row]:
    match outcome:
        case ContributionOutcome():
            yield Row(topic.title, _willingness(outcome))
            for scenario, force in outcome.scenarios.items():
                yield Row(dossier.scenarios[scenario].label, _force(force, outcome), level=1)
        case OffersOutcome():
            yield Row(topic.title, _offers(outcome))
        case RangeOutcome():
            yield Row(topic.title, f"{_range(outcome)}{_why(dossier, found)}", outcome.status)
        case _:
            yield Row(topic.title, f"{_counts(found)}{_why(dossier, found)}", outcome.status)


def _counts(found: Iterable[Point]) -> str:
    statuses = Counter(point.status for point in found if point.status)
    if statuses.total() > FEW and len(statuses) == 1:
        (status,) = statuses
        return f"all {statuses.total()} {status.words}"
    return ", ".join(f"{statuses[status]}{NBSP}{status.words}" for status in Status if statuses[status])


def _why(dossier: Dossier, found: Sequence[Point]) -> str:
    """Who blocks what is not agreed, and on whom the rest waits."""
    blocking = {d for p in found for d in p.blocked_by}
    awaited = {d for p in found for d in p.awaited}
    parts = (("blocked by", blocking), ("waits for", awaited))
    return "".join(f"; {words} {names([d for d in dossier.delegations if d in who])}" for words, who in parts if who)


def _range(outcome: RangeOutcome) -> str:
    values = outcome.agreed if outcome.status.is_agreed else outcome.possible
    worded = joined([extent(interval, outcome.topic.unit) for interval in values], "or")
    if not values:
        return outcome.status.words
    return f"{outcome.status.words}: {'' if outcome.status.is_agreed else 'possibly '}{worded}"


def _willingness(outcome: ContributionOutcome) -> str:
    return ", ".join(f"{words} {len(who)}" for words, who in outcome.by_stance.items())


def _force(force: ScenarioOutcome, outcome: ContributionOutcome) -> str:
    reach = f"{total(force.attainable.personnel)} attainable, {total(force.assured.personnel)} assured"
    if force.gap is None or outcome.required is None:
        return reach
    needed = number(outcome.required.low)
    if force.gap:
        return f"{reach}; {number(force.gap)} short of {needed}"
    return f"{reach}; {needed} {wanted(agreed=outcome.required_agreed)}: reached"


def _offers(outcome: OffersOutcome) -> str:
    offering = {d for item in outcome.options.values() for d in item.delegations}
    items = sum(bool(item.delegations) for item in outcome.options.values())
    return f"{counted_figures(len(offering), 'delegation')} offering; {items} of {len(outcome.options)} items offered"
