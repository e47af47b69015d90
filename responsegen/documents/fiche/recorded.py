"""List what was recorded of a delegation, topic by topic, beside where the joint answer stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from responsegen.consensus.answer import Standpoint
from responsegen.consensus.ballots import speaking
from responsegen.consensus.points import Point
from responsegen.documents.asks import NOT_ANSWERED
from responsegen.documents.fiche.view import View
from responsegen.documents.point_words import TO_CHOOSE, TOO_CLOSE, requested
from responsegen.documents.topics.answer_words import RecordedAnswer, recorded_on
from responsegen.documents.words import NECESSITY_WORDS, STANCE_WORDS, clause, extents, inside, sentence, together
from responsegen.dossier.model import AnyTopic, Necessity, OffersTopic, ReservationCounting, Stance

FROM_FOR_TO_AGAINST = (
    *(STANCE_WORDS[stance] for stance in (Stance.SUPPORT, Stance.ACCEPT)),
    *(NECESSITY_WORDS[n] for n in (Necessity.ESSENTIAL, Necessity.DESIRABLE, Necessity.NOT_NEEDED)),
    *(STANCE_WORDS[stance] for stance in (Stance.ABSTAIN, Stance.CONSTRUCTIVE_ABSTENTION, Stance.OPPOSE)),
    *(NECESSITY_WORDS[n] for n in (Necessity.OPPOSE, Necessity.UNDECIDED)),
)


@dataclass(frozen=True, slots=True)
class RecordedPoint:
    """One point, where the joint answer stands on it, and what was said beside the stance."""

    label: str
    standing: str  # "not agreed"; "" where it is agreed and nothing makes that uncertain
    remark: str


@dataclass(frozen=True, slots=True)
class RecordedTopic:
    """What was recorded on one topic."""

    question: int
    title: str
    counts: bool  # whether the delegation is one of those that decide it
    rows: tuple[tuple[str, tuple[RecordedPoint, ...]], ...]  # by answer; the one point of a whole topic has no label


def recorded(view: View, *, compared: bool) -> Iterator[RecordedTopic]:
    """List the topics on which it has answered, or another for it, `compared` with the joint answer if there is one."""
    for question in view.dossier.questions:
        for topic in (view.dossier.topics[t] for t in question.topics):
            if said := _said(view, topic):
                rows = _rows(view if compared else replace(view, decided=()), topic, said)
                counts = view.delegation in topic.electorate
                yield RecordedTopic(
                    question.number, topic.title, counts, tuple((w, tuple(its)) for w, its in rows.items())
                )


def unanswered(view: View) -> Iterator[str]:
    """List what no rule decides and the delegation has not answered: contributions and offers."""
    for topic in view.dossier.topics.values():
        if not topic.rule.facts.votes and view.delegation in topic.electorate and not any(_said(view, topic)):
            yield topic.title


def _said(view: View, topic: AnyTopic) -> tuple[RecordedAnswer, ...]:
    position = speaking(view.dossier, topic).get(view.delegation)
    return recorded_on(view.dossier, topic, position) if position else ()


def _rows(view: View, topic: AnyTopic, said: Sequence[RecordedAnswer]) -> Mapping[str, Sequence[RecordedPoint]]:
    """Put together the points on which it said the same, those that it is for before the others."""
    decided = {p.name.option: p for p in view.decided if p.topic.id == topic.id}
    stale = view.dossier.stale(speaking(view.dossier, topic)[view.delegation], topic.id)
    if isinstance(topic, OffersTopic):
        return {"offers": [RecordedPoint(f"{row.label}: {row.words}", "", _remark(row, stale)) for row in said]}

    def found(option: str | None) -> str:
        return standing(view, decided[option]) if option in decided else ""

    answered = {row.option for row in said}
    missing = [p for option, p in decided.items() if option and option not in answered]
    passed_over = [p for p in missing if p.stands(view.delegation) is Standpoint.UNMENTIONED]
    return together(
        [
            *(
                (row.words, RecordedPoint(row.label or "", found(row.option), _remark(row, stale)))
                for row in sorted(said, key=lambda row: (_rank(row), row.words))
            ),
            *(("not mentioned", RecordedPoint(p.label, standing(view, p), "")) for p in passed_over),
            *((NOT_ANSWERED, RecordedPoint(p.label, standing(view, p), "")) for p in missing if p not in passed_over),
        ]
    )


def _remark(row: RecordedAnswer, stale: Collection[str | None]) -> str:
    """Give what was said beside the answer; first, whether it is not counted, then what it asks for, then its words."""
    changed = "changed since it was cleared, and not counted" if row.option in stale else ""
    asks = f"would support it if {clause(inside(row.would_support_if))}" if row.would_support_if else ""
    proposes = f"proposes “{sentence(row.proposes)}”" if row.proposes else ""
    return "; ".join(filter(None, (changed, asks, proposes, f"“{sentence(row.comment)}”" if row.comment else "")))


def _rank(row: RecordedAnswer) -> int:
    """Rank an answer among all that can be said: `essential (short term)` before `desirable`."""
    answer = row.words.partition(" (")[0]
    return FROM_FOR_TO_AGAINST.index(answer) if answer in FROM_FOR_TO_AGAINST else 0


def standing(view: View, point: Point) -> str:
    """Say where the joint answer stands on a point; nothing on an option that is plainly agreed."""
    status = point.status.words if point.status else ""
    is_agreed = point.status is not None and point.status.is_agreed
    values = extents(point.agreed or point.possible, point.unit) if point.agreed or point.possible else ""
    if len(point.agreed) > 1:
        status = TO_CHOOSE
    elif point.by_silence:
        status = "agreed by silence alone"
    elif is_agreed and requested(point):
        status = f"agreed, {requested(point)}"
    elif is_agreed and not (values or point.too_close):
        status = ""
    parts = [status, f"{values}{'' if point.agreed else ' possible'}" if values else ""]
    parts.append(TOO_CLOSE if point.too_close else "")
    counting = view.dossier.reservations_count_as
    parts += [
        f"your {kind} reservation"
        for d, kind in point.reservations
        if d == view.delegation and counting[kind] is not ReservationCounting.AS_STATED
    ]
    return ", ".join(filter(None, parts))
