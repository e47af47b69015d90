"""Say what is asked of a delegation: what it blocks, alone or with others, and whose reply is awaited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import Concession, RangeOutcome, Standpoint, Status
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point
from responsegen.documents.asks import IN_FAVOUR, NOT_ANSWERED, Ask
from responsegen.documents.candidates import Candidate, candidates, with_ranges
from responsegen.documents.fiche.view import View, by_topic
from responsegen.documents.point_words import TO_CHOOSE, agreed_in, in_a_list, standing
from responsegen.documents.registers import reservations
from responsegen.documents.words import (
    NECESSITY_WORDS,
    STANCE_WORDS,
    capital,
    counted,
    extent,
    extents,
    joined,
    moment,
    rule_words,
    sentence,
    unit_of,
    verb,
)
from responsegen.dossier.model import Interval, Necessity, ReservationCounting, Stance

CANDIDATES = 2  # values of a range to choose from
YOU = {
    STANCE_WORDS[Stance.SUPPORT]: "you support it",
    STANCE_WORDS[Stance.ACCEPT]: "you can accept it",
    STANCE_WORDS[Stance.OPPOSE]: "you oppose it",
    STANCE_WORDS[Stance.UNDECIDED]: "you are undecided",
    STANCE_WORDS[Stance.ABSTAIN]: "you abstain",
    STANCE_WORDS[Stance.CONSTRUCTIVE_ABSTENTION]: "you abstain constructively",
    NECESSITY_WORDS[Necessity.ESSENTIAL]: "you call it essential",
    NECESSITY_WORDS[Necessity.DESIRABLE]: "you call it desirable",
    NECESSITY_WORDS[Necessity.NOT_NEEDED]: "you do not need it",
    NECESSITY_WORDS[Necessity.OPPOSE]: "you oppose asking for it",
    NOT_ANSWERED: "not answered",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that is asked of a delegation, or that it should know."""

    head: str  # "Blocked by you alone"
    said: str

    @classmethod
    def of(cls, head: str, items: Sequence[str], *then: str) -> Iterator[Request]:
        """List the points that it is about; nothing without any."""
        if items:
            listed = "; ".join(items)
            yield cls(head, " ".join(filter(None, (listed if listed.endswith(".”") else f"{listed}.", *then))))


def requests(view: View) -> Iterator[Request]:
    """List what is asked, the points that it settles first, each point once."""
    d = view.delegation
    left = {p.name: p for p in view.decided if p.name.option or not _is_apart(view, p)}

    def take(wanted: Callable[[Point], bool]) -> list[Point]:
        return [left.pop(name) for name, p in [*left.items()] if wanted(p)]

    values = [f"{in_a_list(p)} – {extents(p.agreed, p.unit)}" for p in take(lambda p: len(p.agreed) > 1)]
    yield from Request.of(capital(TO_CHOOSE), [f"{each}, each of which carries by itself" for each in values])
    settled = take(lambda p: d in p.settled_by and not (p.is_vetoed and d in p.blocked_by))
    settled.sort(key=lambda p: p.status is not Status.OPEN)
    yield from Request.of("Your reply alone settles", [_settled(view, p) for p in settled])
    alone = take(lambda p: p.is_vetoed and p.blocked_by == (d,))
    yield from Request.of("Blocked by you alone", [_blocked_alone(view, p) for p in alone], _enough(view, alone))
    shared = take(lambda p: p.is_vetoed and d in p.blocked_by)
    yield from Request.of(
        "Blocked by you with others",
        [_blocked(view, p) for p in shared],
        "" if any(view.said(p).would_support_if for p in shared) else "You have stated no condition.",
        _enough(view, shared),
    )
    carrying = take(lambda p: d in p.blocked_by)
    yield from Request.of("Your support could carry", [_carried(view, p) for p in carrying])
    yield from (Request(p.topic.title, _range(view, p)) for p in view.decided if _is_apart(view, p))
    silent = take(lambda p: _counts_by_silence(view, p))
    outstanding = take(lambda p: p.stands(d) is Standpoint.OUTSTANDING)
    agreed = agreed_in(outstanding)
    yield from _awaited(view, [p for p in outstanding if p not in agreed])
    yield from Request.of("Agreed without your reply", by_topic(agreed))
    yield from _silence(view, silent, take(lambda p: p.stands(d) is Standpoint.SILENT))
    declared = [in_a_list(p) for p in view.decided if p.stands(d) is Standpoint.CONSTRUCTIVE]
    confirm = "Please confirm that a formal declaration will be made (Article 31(1) TEU)."
    yield from Request.of("Constructive abstention", declared, confirm)
    yield from Request.of("Reservations to be lifted or maintained", [*_reservations(view)])
    idle = take(lambda p: p.stands(d) is Standpoint.AGAINST or _outvoted(view, p))
    yield from Request.of("You oppose without blocking", [_idle(view, p) for p in idle])


OPPOSED = (STANCE_WORDS[Stance.OPPOSE], NECESSITY_WORDS[Necessity.OPPOSE])


def _is_apart(view: View, point: Point) -> bool:
    """Tell whether its range keeps a range from being agreed."""
    return point.name.option is None and point.status is Status.NOT_AGREED and view.delegation in point.blocked_by


def _outvoted(view: View, point: Point) -> bool:
    return point.name.option is None and point.status is not Status.NOT_AGREED and view.delegation in point.differing


def you(said: Ask) -> str:
    """Say to a delegation what it said: `you oppose it: “Not now.”`, `you could support it if the price falls`."""
    stance = YOU.get(said.stance, f"you stated {said.stance}")
    held = joined([f"a {r.kind} reservation" for r in said.reservations])
    parts = [stance]
    if said.would_support_if:
        parts = ["you are undecided and"] if said.stance == STANCE_WORDS[Stance.UNDECIDED] else ["you"]
        parts.append(said.price)
    elif said.comment and said.stance not in IN_FAVOUR:
        parts = [f"{stance}: “{sentence(said.comment)}”"]
    return f"{' '.join(parts)}{f', with {held}' if held else ''}"


def _point(point: Point, *remarks: str, said: str = "") -> str:
    """Name a point, what belongs to it in brackets, and what the delegation said."""
    behind = "; ".join(filter(None, remarks))
    return f"{in_a_list(point)}{f' ({behind})' if behind else ''}{f' – {said}' if said else ''}"


def _settled(view: View, point: Point) -> str:
    others = view.others(point.settled_by)
    noun = "reply" if point.status is Status.OPEN else "support"
    instead = joined([f"{d}’s" for d in others] if view.by.named else ["another delegation’s"], "or")
    draft = "once your draft is cleared" if view.is_draft else ""
    deadline, said = view.dossier.silence_deadline, you(view.said(point))
    if deadline and _counts_by_silence(view, point):
        said = f"if you say nothing by {moment(deadline)}, you count as in favour"
    return _point(point, f"or {instead} {noun}" if others else "", draft, said=said)


def _blocked_alone(view: View, point: Point) -> str:
    waiting = standing(point, Standpoint.OUTSTANDING)
    still = f"{view.named(waiting)} {verb(waiting, 'has yet to reply')}" if waiting else ""
    return _point(point, still, said=you(view.said(point)))


def _blocked(view: View, point: Point) -> str:
    said = view.said(point)
    explained = said.would_support_if or said.reservations
    return _point(point, view.named(view.others(point.blocked_by)), said=you(said) if explained else "")


def _enough(view: View, blocked: Sequence[Point]) -> str:
    """Say what ends the blocking: to abstain, and to lift a reservation that counts as against."""
    counting = view.dossier.reservations_count_as
    against = [any(counting[r.kind] is ReservationCounting.AGAINST for r in view.said(p).reservations) for p in blocked]
    opposing = any(view.said(p).stance in OPPOSED for p in blocked)
    lift = "to lift the reservation" if all(against) else "to lift the reservation where there is one"
    what = " and ".join(filter(None, ("to abstain" if opposing else "", lift if any(against) else "")))
    return f"{capital(what)} is enough to stop blocking." if what else ""


def _carried(view: View, point: Point) -> str:
    ways = [view.others(each) for each in point.carried_by if view.delegation in each]
    return _point(point, f"with {view.by.ways(ways) if ways else 'that of others'}", said=you(view.said(point)))


def _counts_by_silence(view: View, point: Point) -> bool:
    """Tell whether saying nothing on it will count as in favour."""
    said, deadline = view.said(point), view.dossier.silence_ends(point.topic)
    coming = deadline is not None and view.dossier.as_of < deadline
    silent = said.stance == NOT_ANSWERED and not said.reservations and not view.is_draft
    return coming and silent and point.stands(view.delegation) is Standpoint.OUTSTANDING


def _awaited(view: View, awaited: Sequence[Point]) -> Iterator[Request]:
    if view.is_draft:
        shown = "Its answers are shown below, and not counted."
        yield from Request.of("Awaited until your draft is cleared", by_topic(awaited), shown)
        return
    missing = [p for p in awaited if p.status is Status.OPEN and you(view.said(p)) == YOU[NOT_ANSWERED]]
    said = [_point(p, _also(view, p), said=you(view.said(p))) for p in awaited if p not in missing]
    said += [f"{each} – {NOT_ANSWERED}" for each in by_topic(missing)]
    yield from Request.of("Your reply is awaited", said)


def _also(view: View, point: Point) -> str:
    if point.status is Status.NOT_AGREED:
        blocked = point.is_vetoed and view.named(point.blocked_by, other="")
        return f"blocked by {blocked} all the same" if blocked else "not agreed all the same"
    others = view.others(point.awaited)
    return f"also {view.named(others)}" if others else ""


def _silence(view: View, coming: Sequence[Point], counted_so: Sequence[Point]) -> Iterator[Request]:
    """Say where silence will count as consent, or already does."""
    if deadline := view.dossier.silence_deadline:
        yield from Request.of(f"If you say nothing by {moment(deadline)}, you count as in favour of", by_topic(coming))
    alone = "; ".join(in_a_list(p) for p in counted_so if p.by_silence)
    said = f"Adopted by silence alone: {alone}." if alone else ""
    yield from Request.of("By silence you count as in favour of", by_topic(counted_so), said)


def _reservations(view: View) -> Iterator[str]:
    """Give each reservation with its text, and what it does while it stands."""
    for r in reservations(view.dossier, [view.position]) if view.position else ():
        text = f": “{sentence(r.text)}”" if r.text else ""
        yield f"{r.point} ({r.kind}{text}; {r.effect})"


def _idle(view: View, point: Point) -> str:
    carried = [each[0] for each in point.carried_by if len(each) == 1]
    if not carried:
        status = point.status.words if point.status else ""
        how = f"{status}{f' {extents(point.agreed, point.unit)}' if point.agreed else ''}"
    elif view.by.named:
        how = f"{joined(carried, 'or')} could carry it"
    else:
        how = f"could be carried by {view.named(carried)}"
    return _point(point, rule_words(point.topic.rule), how)


def _range(view: View, point: Point) -> str:
    """Say whose ranges its own does not meet, and with which moves a value would carry."""
    outcome = view.answer.topics[point.topic.id]
    if not isinstance(outcome, RangeOutcome):
        return ""
    own = outcome.positions.get(view.delegation)
    said = [f"Your range ({extent(own, point.unit)}) {_not_met(view, outcome)}."] if own else []
    if view.delegation in outcome.against:
        said.append("Your reservation counts as against every value.")
    for found in [*candidates(view.dossier, outcome)][:CANDIDATES]:
        move = next((c for c in found.concessions if c.delegation == view.delegation), None)
        within = ", within your range," if own and move is None else ""
        carries = "carries" if found.values.low == found.values.high else "carry"
        acts = f"{joined([*_acts(view, found, point)])}{_for_you(move, point) if move else ''}"
        said.append(f"{capital(extent(found.values, point.unit))}{within} {carries} if {acts}.")
    return " ".join(said)


def _not_met(view: View, outcome: RangeOutcome) -> str:
    """Name those whose ranges it does not meet, with these: `those of EE and LV (both at least 36) and LT …`."""
    apart = view.others(d for pair in outcome.conflicts if view.delegation in pair for d in pair)
    if not apart:
        widest = extents([support.interval for support in outcome.widest_support], outcome.topic.unit)
        return f"does not hold the widest support ({widest})"
    those = view.named(apart)
    if view.by.named:
        those = joined(with_ranges({d: outcome.positions[d] for d in outcome.topic.electorate if d in apart}))
    return f"does not meet {by_number(apart, 'that', 'those')} of {those}"


def _acts(view: View, found: Candidate, point: Point) -> Iterator[str]:
    """Say who would have to do what: `you, ES and LT move`, `RO does not oppose it`."""
    if found.concessions:
        yield _do(view, [c.delegation for c in found.concessions], "moves")
    for d, kind in found.lifting:
        yield f"{_do(view, [d], 'lifts')} {'your' if d == view.delegation else 'its'} {kind} reservation"
    if found.joining:
        yield _do(view, found.joining, "does not oppose it" if point.topic.rule.facts.unopposed else "supports it")


def _do(view: View, who: Sequence[str], does: str) -> str:
    """Say what these do, the delegation itself first and as `you`."""
    others = view.others(who)
    you = ["you"] if len(others) < len(who) else []
    named = [*others] if view.by.named or not others else [counted(len(others), "other delegation")]
    return f"{joined([*you, *named])} {does if len(who) == len(others) == 1 else verb(2, does)}"


def _for_you(move: Concession, point: Point) -> str:
    more = "more" if move.stated.high is not None and move.to > move.stated.high else "less"
    far = Interval(move.by, move.by)
    return f"; for you that is {extent(far, unit_of(far, point.unit))} {more}"
