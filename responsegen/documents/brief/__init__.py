"""Compose the brief: what the meeting has to do, what each move would settle, and at what price; for the chair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import ContributionOutcome, JointAnswer, Status
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point
from responsegen.documents.attribution import KINDS
from responsegen.documents.brief.calls import Calls, calls
from responsegen.documents.brief.case import Case, Row
from responsegen.documents.brief.decisions import Decision, decision
from responsegen.documents.brief.other_points import Mandate, confirmed, mandate, waiting
from responsegen.documents.brief.prospects import force, silence_to_come
from responsegen.documents.content import cover, deadline
from responsegen.documents.point_words import TOO_CLOSE, named
from responsegen.documents.registers import RedLines, red_lines
from responsegen.documents.words import capital, cardinal, counted, do, joined, moment, together, verb
from responsegen.dossier.model import Dossier, ReservationKind


@dataclass(frozen=True, slots=True)
class BriefContent:
    """All that the templates of an internal document can see."""

    cover: Mapping[str, str]  # by label
    asked: tuple[str, ...]  # "confirm 23 of the 58 points, eight of them subject to reservations"
    replies: str
    force: tuple[tuple[str, tuple[str, ...]], ...]  # the title of each contribution, and what comes together
    calls: Calls | None
    silence: str  # "" without a silence procedure that has yet to end
    reservations: str
    decisions: tuple[Decision, ...]
    mandates: tuple[Mandate, ...]
    waiting: tuple[Row, ...]  # open points, by whom they wait for
    confirmed: tuple[Row, ...]  # agreed points, by topic
    remarks: tuple[RedLines, ...]
    exercise: bool


def brief(dossier: Dossier, answer: JointAnswer, to: str) -> BriefContent:
    """Compose the paper that whoever chairs takes into the room."""
    case = Case.of(dossier, answer)
    contributions = [o for o in answer.topics.values() if isinstance(o, ContributionOutcome)]
    return BriefContent(
        cover=cover(
            dossier,
            to=to,
            more={"Position as of:": moment(dossier.as_of), "Deadline:": deadline(dossier, counting=True)},
        ),
        asked=tuple(_asked(case)),
        replies=_replies(case),
        force=tuple((o.topic.title, said) for o in contributions if (said := tuple(force(dossier, o, answer)))),
        calls=calls(case),
        silence=" ".join(silence_to_come(case)),
        reservations=" ".join((*_reservations(case), *_on_contributions(contributions))),
        decisions=tuple(decision(case, p) for p in case.to_decide),
        mandates=tuple(mandate(case, p) for p in case.for_a_mandate),
        waiting=tuple(waiting(case)),
        confirmed=tuple(confirmed(case)),
        remarks=tuple(red_lines(dossier)),
        exercise=dossier.exercise,
    )


def _asked(case: Case) -> Iterator[str]:
    choices = [p for p in case.agreed if len(p.agreed) > 1]  # where several values carry, each alone
    agreed, every = len(case.agreed) - len(choices), len(case.decided)
    reserved = sum(p.status is Status.AGREED_WITH_RESERVATIONS for p in case.agreed)
    if agreed:
        of = "" if agreed == every else f"{cardinal(agreed)} of "
        which = "" if agreed == 1 else "all " if reserved == agreed else f"{cardinal(reserved)} of them "
        subject = f", {which}subject to {by_number(reserved, 'a reservation', 'reservations')}" if reserved else ""
        yield f"confirm {of}the {counted(every, 'point')}{subject}{''.join(_doubts(case.agreed))}"
    if choices:
        yield f"choose between the values that carry, each alone: {named(choices)}"
    if case.to_decide:
        yield f"decide {cardinal(len(case.to_decide))}: {named(case.to_decide)}"
    if left := case.for_a_mandate:
        more = " more" if case.to_decide else ""
        yield f"give a mandate on {cardinal(len(left))}{more} that {verb(left, 'is')} not agreed"
    if case.open:
        yield f"obtain replies on {cardinal(len(case.open))} that {verb(case.open, 'is')} open"


def _doubts(agreed: Iterable[Point]) -> Iterator[str]:
    """Name the points that are agreed, but not by anybody's word, or not for sure."""
    for words, found in (
        ("adopted by silence alone", [p for p in agreed if p.by_silence]),
        (TOO_CLOSE, [p for p in agreed if p.too_close]),
    ):
        if found:
            yield f"; {words}: {named(found)}"


def _replies(case: Case) -> str:
    """Say who has replied, and for whom: `25 of the 29 delegations have replied and BE has replied for LU`."""
    took_part, every = case.answer.participation, len(case.dossier.delegations)
    missing = [d for d in took_part.outstanding if d not in took_part.drafts]
    if len(took_part.answered) == every and not any(p.stale for p in case.dossier.positions.values()):
        return f"All {counted(every, 'delegation')} have replied."
    if not (took_part.answered or took_part.drafts):
        return f"None of the {counted(every, 'delegation')} has replied."
    replied = cardinal(len(took_part.answered)) if took_part.answered else "none"
    have = verb(len(took_part.answered) or 1, "has replied")
    said = [f"{capital(replied)} of the {counted(every, 'delegation')} {have}"]
    speakers = sorted(together((speaker, d) for d, speaker in took_part.spoken_for.items()).items())
    said += [f"{speaker} has replied for {joined(others)}" for speaker, others in speakers]
    stale = [d for d, position in case.dossier.positions.items() if position.stale and not case.dossier.count_drafts]
    draft = by_number(took_part.drafts, "a draft", "drafts")
    cleared = by_number(stale, "its position was", "theirs were")
    parts = [joined(said)]
    parts += [do(took_part.drafts, f"has sent {draft}, not yet cleared")] if took_part.drafts else []
    parts += [f"{do(stale, 'has changed answers')} since {cleared} cleared: these are not counted"] if stale else []
    parts += [do(missing, "has not replied")] if missing else []
    return " ".join(f"{part}." for part in parts)


def _reservations(case: Case) -> Iterator[str]:
    """List who maintains which reservation on what is agreed, those together who do so on the same points."""
    reserved = [p for p in case.agreed if p.status is Status.AGREED_WITH_RESERVATIONS]
    if not reserved:
        yield "No reservation is maintained on a point agreed."
        return
    yield "To be lifted, or kept as footnotes, on points agreed."
    for kind in KINDS:
        held = together((d, p) for p in reserved for d, its in p.reservations if its is kind)
        alike = together((tuple(p.name for p in its), d) for d, its in held.items())
        if alike:
            each = [f"{joined(who)} ({named(held[who[0]])})" for who in alike.values()]
            yield f"{capital(kind.value)}: {', '.join(each)}."


def _on_contributions(outcomes: Sequence[ContributionOutcome]) -> Iterator[str]:
    """Say whose contribution is not assured while a reservation stands."""
    held = together((r.reservation.kind, r.delegation) for outcome in outcomes for r in outcome.reservations)
    held.pop(ReservationKind.LINGUISTIC, None)
    for kind, who in held.items():
        holds = by_number(who, f"holds a {kind} reservation on its", f"hold {kind} reservations on their")
        while_ = by_number(who, "contribution; while it stands, this is", "contributions; while they stand, these are")
        yield f"{joined(who)} {holds} {while_} not assured."
