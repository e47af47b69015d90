"""Compose the board: delegations by points, the force, and what suppositions move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from responsegen.board.contribution import Forces
from responsegen.board.panel import Choice, Field, Group, Panel, facts, panel
from responsegen.board.suppositions import ANY, Question
from responsegen.board.verdicts import Standing, Verdict, standing_of
from responsegen.consensus.answer import JointAnswer, Status
from responsegen.consensus.comparison import compare
from responsegen.consensus.points import points
from responsegen.documents.content import revision_label
from responsegen.documents.point_words import CHOICE, counted_verdicts
from responsegen.documents.synthesis.matrix import Cell, legend
from responsegen.documents.words import moment, name_of, rule_words
from responsegen.dossier.model import AnyTopic, Attribution, Dossier, Release
from responsegen.dossier.what_if import ReadDossier
from responsegen.explaining.effects import effects
from responsegen.explaining.page import Part
from responsegen.explaining.procedure import electorate
from responsegen.problem import InvalidDossier, Problem

FEW, MANY = 12, 32  # delegations, up to which columns are wide, and beyond which they do not fit on a screen
AS_OF = "as_of"
OF_THE_DOSSIER = {AS_OF: "Judged as of", "count_drafts": "Drafts are counted"}
LOOKS = {
    **dict.fromkeys("+s", "for"),
    **dict.fromkeys("ACo", "abstains"),
    **dict.fromkeys("US…–d", "open"),
    "−": "against",
    "×": "blocks",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One delegation."""

    code: str
    name: str
    state: str  # "", "draft", "by DK", "no reply"


@dataclass(frozen=True, slots=True)
class BoardCell:
    """Where one delegation stands on one point."""

    delegation: str
    cell: Cell
    supposed: bool  # whether an answer of its own is supposed
    moved: bool  # whether it stands elsewhere than without the suppositions
    label: str  # "HU: against, and in the way"

    @property
    def look(self) -> str:
        """Name how the cell is drawn; its sign says the same without colour."""
        drawn = LOOKS.get(self.cell.signs.partition(" ")[0], "value")
        marks = {"blocks": self.cell.blocks, "supposed": self.supposed, "moved": self.moved}
        return " ".join(dict.fromkeys((drawn, *(mark for mark, holds in marks.items() if holds))))


@dataclass(frozen=True, slots=True)
class Row:
    """One point."""

    name: str  # "sanctions.lng"
    label: str
    verdict: Verdict
    before: Verdict | None  # where the suppositions move it
    cells: tuple[BoardCell | None, ...]  # one a delegation; None where it takes no part


@dataclass(frozen=True, slots=True)
class TopicRows:
    """One topic: how it is decided, and its points."""

    question: int | None
    id: str
    title: str
    decided: str  # "unanimity of the 27 Member States"
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page shows."""

    title: str
    reference: str
    as_of: str
    exercise: bool
    marking: str
    question: Question
    closing: str  # the address without a panel
    delegations: tuple[Column, ...]
    width: str  # "wide", "", "many": how the columns are laid out
    tallies: tuple[tuple[str, int, int], ...]  # "not agreed", and how many points stood and stand so
    supposed: tuple[Choice, ...]  # each supposition, and the address without it
    problems: tuple[str, ...]  # with the suppositions, as `what-if` prints them
    notes: tuple[str, ...]
    moves: tuple[Part, ...] | None  # None where nothing is supposed
    topics: tuple[TopicRows, ...]
    forces: tuple[Forces, ...]
    before: Mapping[tuple[str, str], str]  # the figures of each scenario without suppositions: ("full", "Gap")
    facts: tuple[Group, ...]
    free: tuple[Field, ...]
    points: tuple[tuple[str, str], ...]  # name and title, for a list to choose from
    legend: tuple[tuple[str, str], ...]
    panel: Panel | None


def board(read: ReadDossier, recorded: Standing, question: Question, *, public: bool) -> Board:
    """Suppose what the address asks for, and compose all that the page shows; nothing is supposed that does not fit."""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    supposed = recorded
    try:
        if question.changes:
            after, notes, warnings = read.supposing(question.changes)
            problems, supposed = tuple(map(_printed, warnings)), standing_of(after)
    except InvalidDossier as invalid:
        problems = tuple(map(_printed, invalid.problems))
    dossier = supposed.dossier
    moved = compare(recorded.dossier, recorded.answer, dossier, supposed.answer)
    return Board(
        title=dossier.title,
        reference=" ".join(filter(None, (dossier.reference, revision_label(dossier.revision)))),
        as_of=moment(dossier.as_of),
        exercise=dossier.exercise,
        marking=_marking(dossier, public=public),
        question=question,
        closing=question.address(),
        delegations=tuple(_columns(supposed)),
        width="wide" if len(dossier.delegations) <= FEW else "many" if len(dossier.delegations) > MANY else "",
        tallies=tuple(_tallies(recorded.answer, supposed.answer)),
        supposed=tuple(
            Choice(_told(dossier, c), Question(tuple(o for o in question.changes if o != c)).address(), chosen=True)
            for c in question.changes
        ),
        problems=problems,
        notes=notes,
        moves=None if supposed is recorded else tuple(effects(dossier, moved)),
        topics=tuple(_topic(recorded, supposed, question, number, t) for number, t in _in_order(dossier)),
        forces=supposed.forces,
        before={
            (force.scenario, term): words
            for each in recorded.forces
            for force in each.by_scenario
            for term, words in force.figures
        },
        facts=tuple(facts(dossier, question)),
        free=(
            Field(AS_OF, OF_THE_DOSSIER[AS_OF], dossier.as_of.isoformat(timespec="minutes"), question.without(AS_OF)),
            Field(ANY, "Any other change", "SE.troops.pledge=2000", question),
        ),
        points=tuple((name, point.title) for name, point in supposed.points.items()),
        legend=legend(cell for row in supposed.cells.values() for cell in row.values()),
        panel=panel(recorded, supposed, question),
    )


def may_be_public(dossier: Dossier) -> bool:
    """Tell whether the participants get a paper that names who says what; else no board for them may."""
    return any(
        order.release in {Release.ADDRESSEE, Release.PARTICIPANTS} and order.attribution is Attribution.NAMED
        for order in dossier.documents.values()
    )


def _printed(problem: Problem) -> str:
    return f"{problem} [{problem.code}]"


def _marking(dossier: Dossier, *, public: bool) -> str:
    if not public:
        return "Internal – not for delegations"
    markings = (o.marking for o in dossier.documents.values() if o.release is Release.PARTICIPANTS and o.marking)
    return next(markings, "")


def _columns(supposed: Standing) -> Iterator[Column]:
    dossier, who = supposed.dossier, supposed.answer.participation
    for d in dossier.delegations:
        speaker = who.spoken_for.get(d)
        state = "draft" if d in who.drafts else "no reply" if d in who.outstanding else ""
        yield Column(d, name_of(dossier, d), f"by {speaker}" if speaker else state)


def _tallies(before: JointAnswer, now: JointAnswer) -> Iterator[tuple[str, int, int]]:
    stood, stand = (counted_verdicts(points(answer)) for answer in (before, now))
    for words in (*(status.words for status in Status), CHOICE):
        if words in stood or words in stand:
            yield words, stood.get(words, 0), stand.get(words, 0)


def _told(dossier: Dossier, change: str) -> str:
    """Tell a change as people say it: `Hungary, Liquefied natural gas: abstain`."""
    left, sign, value = change.partition("=")
    first, *steps = left.split(".")
    keys = [step.replace("_", " ") for step in steps]
    topic = dossier.topics.get(steps[0]) if steps else None
    facts = OF_THE_DOSSIER | {f"event.{name}": event.label for name, event in dossier.events.items()}
    facts |= {f"{word}.{name}": need.label for name, need in dossier.needs.items() for word in ("need", "us")}
    if left in facts:
        names = [facts[left]]
    elif topic is not None:
        option = getattr(topic, "options", {}).get(steps[1]) if len(steps) > 1 else None
        whose, what = ([name_of(dossier, first)], []) if first in dossier.delegations else ([], [first])
        names = [*whose, option.label if option else topic.title, *what, *keys[2 if option else 1 :]]
    else:
        names = [name_of(dossier, first), *keys] if first in dossier.delegations else []
    return f"{', '.join(names)}: {value}" if names and sign else change


def _in_order(dossier: Dossier) -> Iterator[tuple[int | None, AnyTopic]]:
    """List the topics of each question, then those of none."""
    for asked in dossier.questions:
        yield from ((asked.number, dossier.topics[topic]) for topic in asked.topics)
    yield from ((None, topic) for topic in dossier.topics.values() if topic.question is None)


def _topic(
    recorded: Standing, supposed: Standing, question: Question, number: int | None, topic: AnyTopic
) -> TopicRows:
    names = [name for name, point in supposed.points.items() if point.topic.id == topic.id]
    rows = tuple(_row(recorded, supposed, question, name) for name in names)
    decided = f"{rule_words(topic.rule)} of {electorate(topic.electorate, topic.electorate_name)}"
    return TopicRows(number, topic.id, topic.title, decided, rows)


def _row(recorded: Standing, supposed: Standing, question: Question, name: str) -> Row:
    point, verdict = supposed.points[name], supposed.verdicts[name]
    before, stood = recorded.verdicts.get(name), recorded.cells.get(name, {})
    lefts = {change.partition("=")[0] for change in question.changes}

    def cell(d: str) -> BoardCell | None:
        found = supposed.cells[name].get(d)
        if found is None:
            return None
        is_supposed = any(_touches(left, f"{d}.{name}") for left in lefts)
        return BoardCell(d, found, is_supposed, found != stood.get(d), f"{d}: {found.words}")

    return Row(
        name,
        point.label or point.topic.title,
        verdict,
        before if before and before != verdict else None,
        tuple(cell(d) for d in supposed.dossier.delegations),
    )


def _touches(left: str, name: str) -> bool:
    """Tell whether a change of this changes the named answer: itself, a part of it, or what it is a part of."""
    return left == name or left.startswith(f"{name}.") or name.startswith(f"{left}.")
