"""Sum up a joint answer on the synthesis' first page: where points stand, who is in the way, and who is awaited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import ContributionOutcome, JointAnswer, RangeOutcome, Status
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point, points
from responsegen.consensus.range_moves import compromises
from responsegen.documents.attribution import Attributor
from responsegen.documents.point_words import in_a_list
from responsegen.documents.synthesis.glance import Detail, Glance, OutcomeRow
from responsegen.documents.synthesis.standing import marks, standing, unheard
from responsegen.documents.words import cardinal, counted, joined, moment, together
from responsegen.dossier.model import Dossier

DETAILS = (
    Detail(99, 7, prices=True),
    Detail(99, 7, prices=False),
    Detail(3, 5, prices=False),
    Detail(1, 3, prices=False),
)
COLUMNS = (4, 22, 11, 42, 21)  # the widths of the table's columns, in percent
# What follows is rough, and in hundredths of a line of the table.
LETTERS = 130  # hundredths of a letter that a percent of the table's width holds
ROW, TEXT = 20, 130  # what a row takes besides its lines, and a line of text around the table
LETTERS_OF_TEXT = 105  # in such a line
PAGE = 4680  # what the first page holds


@dataclass(frozen=True, slots=True)
class Outcome:
    """The first page of the synthesis."""

    opening: str
    rows: tuple[OutcomeRow, ...]
    prices: bool  # whether what somebody asks stands in brackets
    blocked: bool  # whether anybody in the way stands in bold
    marks: frozenset[str]  # behind the number of agreed points: "R", "s", "≈"
    alternatives: bool  # whether any of several would be enough
    forces: bool  # whether any force comes together
    alone: str  # "One delegation alone settles eight points", or ""
    settles: str  # "RO (Presence in the Black Sea), DE or IT (Union enforcement office)"
    silence: str  # "" without a silence procedure


def outcome(dossier: Dossier, answer: JointAnswer, by: Attributor) -> Outcome:
    """Sum up, with as much detail as one page holds."""
    found = [p for p in points(answer) if p.status]
    opening = " ".join((_participation(dossier, answer, by), standing(answer, found)))
    alone = [p for p in found if p.settled_by] if by.named else []
    silence = _silence(dossier, found)
    closest = {id_: compromises(dossier, o) for id_, o in answer.topics.items() if isinstance(o, RangeOutcome)}
    for detail in DETAILS:
        rows = tuple(
            Glance(dossier, answer, closest, by.within(topic.electorate), detail).row(topic)
            for topic in dossier.topics.values()
        )
        settles = _settles(alone, by, detail)
        if sum(map(_lines, rows)) + sum(map(_text_lines, (opening, settles, silence))) <= PAGE:
            break
    said = [each for row in rows for each in row.not_agreed]
    scenarios = [s for o in answer.topics.values() if isinstance(o, ContributionOutcome) for s in o.scenarios.values()]
    return Outcome(
        opening=opening,
        rows=rows,
        prices=any(" (if " in words for words, _ in said) or any(" (if " in row.open for row in rows),
        blocked=by.named and any(strong for _, strong in said),
        marks=frozenset(mark for p in found for mark in marks(answer, p)),
        alternatives=any(words == " or " or (strong and " or " in words) for words, strong in said),
        forces=any(s.attainable.delegations for s in scenarios),
        alone=f"One delegation alone settles {counted(len(alone), 'point')}" if alone else "",
        settles=settles,
        silence=silence,
    )


def _settles(alone: Sequence[Point], by: Attributor, detail: Detail) -> str:
    """Say who settles what, open points first: `RO (Presence in the Black Sea), DE or IT (Enforcement office)`."""
    open_first = sorted(alone, key=lambda p: p.status is not Status.OPEN)
    sets = together((p.settled_by, in_a_list(p)) for p in open_first)
    shown = [f"{by.ways([(d,) for d in who])} ({_listed(its, detail.points)})" for who, its in sets.items()]
    return ", ".join(shown)


def _lines(row: OutcomeRow) -> int:
    cells = ("", row.title, row.agreed, "".join(words for words, _ in row.not_agreed), row.open)
    return ROW + 100 * max(-(-100 * len(text) // (LETTERS * share)) for text, share in zip(cells, COLUMNS, strict=True))


def _text_lines(text: str) -> int:
    return TEXT * -(-len(text) // LETTERS_OF_TEXT)


def _listed(labels: Sequence[str], most: int) -> str:
    if len(labels) <= most + 1:
        return "; ".join(labels)
    return f"{'; '.join(labels[:most])}; and {counted(len(labels) - most, 'further point')}"


def _participation(dossier: Dossier, answer: JointAnswer, by: Attributor) -> str:
    """Say whose positions the paper reflects, and who has yet to reply."""
    took_part, every = answer.participation, counted(len(dossier.delegations), "delegation")
    replied = len(took_part.answered) + len(took_part.spoken_for)
    if replied == len(dossier.delegations):
        said = [f"This paper reflects the positions of {'all ' if replied > 1 else ''}{every}"]
    elif replied:
        said = [f"This paper reflects the positions of {cardinal(replied)} of the {every}"]
    else:
        said = ["No delegation has replied yet"]
    missing = [d for d in took_part.outstanding if d not in took_part.drafts]
    waiting = by.say(unheard(took_part.drafts, missing)) if replied or took_part.drafts else []
    said = ["; ".join((*said, *waiting))]
    if took_part.spoken_for and by.named:
        speakers = sorted(together((speaker, d) for d, speaker in took_part.spoken_for.items()).items())
        pairs = [f"{speaker} also speaks for {joined(those)}" for speaker, those in speakers]
        said.append(f"{joined(pairs)}{_save_on(dossier)}")
    return " ".join(f"{each}." for each in said)


def _save_on(dossier: Dossier) -> str:
    """Say on what those who are spoken for would have to answer themselves: `, except on contributions and offers`."""
    kinds = {"contribution": "contributions", "offers": "offers", "needs": "requirements"}
    own = {
        topic.kind
        for topic in dossier.topics.values()
        if not topic.can_be_answered_for_others and set(dossier.spoken_for).intersection(topic.electorate)
    }
    return f", except on {joined([word for kind, word in kinds.items() if kind in own])}" if own else ""


def _silence(dossier: Dossier, found: Sequence[Point]) -> str:
    """Say what silence counts as, or will; "" without a silence procedure."""
    deadline = dossier.silence_deadline
    if deadline is None:
        return ""
    covered = {t.title: t for t in dossier.topics.values() if dossier.silence_ends(t)}
    could = [t.title for t in dossier.topics.values() if t.rule.facts.silence]
    on = "" if list(covered) == could else f" on {joined(list(covered))}"
    if dossier.as_of < deadline:
        return (
            f"until {moment(deadline)} counts as consent under consensus and unanimity{on}, also on a single point left"
            " out; whoever is undecided, has a scrutiny or general reservation or has sent a draft has not been silent."
        )
    silent = {d for p in found for d, state in p.states.items() if state.standpoint == "for by silence"}
    ended = f"counts as consent under consensus and unanimity{on} since the procedure ended on {moment(deadline)}"
    return f"{ended}; {counted(len(silent), 'delegation')} {by_number(len(silent) or 1, 'is', 'are')} counted so (s)."
