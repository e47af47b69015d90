"""Explain a range: what each delegation accepts, which values carry, who does not meet, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from responsegen.consensus.answer import Concession, RangeOutcome, Status, TopicOutcome
from responsegen.consensus.ballots import speaking
from responsegen.consensus.intervals import reaching
from responsegen.consensus.json_export import Json
from responsegen.consensus.number_words import RangeForms, ranged
from responsegen.consensus.range_moves import Compromise, compromises
from responsegen.documents.words import capital, cardinal, do, extent, joined, number, verb
from responsegen.dossier.model import Dossier, Interval, RangeAnswer, RangeTopic, digits
from responsegen.explaining import procedure
from responsegen.explaining.page import ARROW, Asked, Bar, Line, Part
from responsegen.explaining.said import Said

BESIDE_OTHERS = RangeForms("{}-{}", "{} and over", "up to {}", "any")
TYPED = RangeForms("{}-{}", '"at least {}"', '"up to {}"', '"at least 0"')  # as a shell takes it
_PAIRS = 12  # that are spelled out
_FEW = 2  # values whose price is named beside the verdict


def why(dossier: Dossier, outcome: RangeOutcome, asked: Asked) -> Iterator[Part]:
    """Say all that there is to say on one range."""
    topic = outcome.topic
    said = Said(dossier, topic)
    possible = ways(dossier, outcome, asked.unmoved)
    ahead = [Line(_carries(topic, way), level=1) for way in possible[:_FEW]]
    yield Part(f"{topic.title} ({topic.id})", (Line(_reason(outcome), status=outcome.status), *ahead))
    yield procedure.subject(dossier, topic, topic.text, agreed=outcome.status.is_agreed)
    yield Part(_heading(dossier, outcome), _others(outcome), tuple(_bars(dossier, outcome)))
    yield Part("Which value", tuple(_support(dossier, outcome)))
    changing = _undoing(outcome) if outcome.status.is_agreed else (_price(outcome, way) for way in possible)
    yield Part("What would stop it" if outcome.status.is_agreed else "Smallest moves", tuple(changing))
    yield Part("Said", tuple(Line(reason, d, 1) for d in topic.electorate if (reason := said.reason(d))))
    yield Part("Ranges that do not meet", tuple(_conflicts(outcome)))
    yield procedure.reservations(dossier, outcome.reservations)
    yield said.outsiders()
    shown = topic.electorate if asked.lines else [d for d in topic.electorate if said.reason(d)]
    silence = procedure.silence(dossier, topic, outcome.silent)
    yield procedure.last(silence, _attempt(dossier, outcome, possible), said, shown, lines=asked.lines)


def search(dossier: Dossier, outcome: RangeOutcome, asked: Asked) -> Iterator[Part]:
    """List the values that would carry at the least cost."""
    topic = outcome.topic
    possible = ways(dossier, outcome, asked.unmoved)
    lines = [_price(outcome, way) for way in possible]
    if not lines and not outcome.status.is_agreed:
        others = f" while {joined(asked.unmoved)} will not move" if asked.unmoved else ""
        lines = [Line(f"No value would carry{others}.", level=1)]
    yield Part(f"What would carry {topic.title} ({topic.id})", (Line(_reason(outcome), status=outcome.status), *lines))


def _reason(outcome: RangeOutcome) -> str:
    """Say in a sentence, which can be read out, why it stands so."""
    topic, status = outcome.topic, outcome.status
    values = f"{_values(outcome.agreed or outcome.possible)} {topic.unit}"
    if not outcome.positions:
        why_ = "Nobody has stated a range."
    elif outcome.choice:
        return f"A choice is to be made: {values} carry, each alone."
    elif topic.rule.facts.unopposed and status.is_agreed:
        count = len(outcome.positions)
        who = {1: "the one", 2: "both"}.get(count, f"all {cardinal(count)}")
        why_ = f"{capital(values)} suit {who} who stated a range."
        kept = dict.fromkeys(r.delegation for r in outcome.reservations)
        if status is Status.AGREED_WITH_RESERVATIONS:
            why_ = f"{why_[:-1]}; {do(tuple(kept), 'maintains')} a reservation."
    elif topic.rule.facts.unopposed and status is Status.NOT_AGREED and outcome.conflicts:
        pairs = outcome.conflicts_total
        apart = f"the ranges of {joined(outcome.conflicts[0])}" if pairs == 1 else f"{cardinal(pairs)} pairs of ranges"
        why_ = f"No value suits all: {apart} do not meet."
    else:
        why_ = outcome.because
    return f"{capital(status.words)}. {why_}"


def _heading(dossier: Dossier, outcome: RangeOutcome) -> str:
    reserved = outcome.under_reservation
    marks = ["* preferred"] if _preferred(dossier, outcome.topic).keys() & outcome.positions.keys() else []
    marks += ["! under reservation"] if reserved else []
    return f"Ranges, in {outcome.topic.unit}" + (f" ({', '.join(marks)})" if marks else "")


def _bars(dossier: Dossier, outcome: RangeOutcome) -> Iterator[Bar]:
    reserved, preferred = outcome.under_reservation, _preferred(dossier, outcome.topic)
    for d, interval in outcome.positions.items():
        mark = "!" if d in reserved else ""
        yield Bar(f"{d}{mark}", interval, ranged(interval, BESIDE_OTHERS), preferred.get(d))


def _preferred(dossier: Dossier, topic: RangeTopic) -> Mapping[str, Interval]:
    """List the range that each delegation prefers, if it states one."""
    said = {d: position.answers.get(topic.id) for d, position in speaking(dossier, topic).items()}
    return {d: answer.preferred for d, answer in said.items() if isinstance(answer, RangeAnswer) and answer.preferred}


def _others(outcome: RangeOutcome) -> tuple[Line, ...]:
    """Name those without a range that counts."""
    stated = outcome.positions
    found = (
        ("for every value by silence", outcome.silent),
        ("against every value by a reservation", outcome.against),
        ("abstaining", outcome.abstaining),
        ("yet to reply, or undecided", [d for d in outcome.outstanding if d not in stated]),
        ("open under a reservation", [d for d in outcome.outstanding if d in stated]),
    )
    return tuple(Line(f"{capital(words)}: {', '.join(who)}", level=1) for words, who in found if who)


def _values(intervals: Sequence[Interval]) -> str:
    return joined([extent(i) if i.low or i.high is not None else "any number" for i in intervals], "or")


def _support(dossier: Dossier, outcome: RangeOutcome) -> Iterator[Line]:
    """Tell who is for what has the widest support, and for one value more: the end with the next widest."""
    topic, counted, liked = outcome.topic, outcome.counted, _preferred(dossier, outcome.topic)
    if outcome.status.is_agreed or not outcome.widest_support:
        return
    candidates = {s.interval: s.for_ for s in outcome.widest_support}
    bounds = {end for r in counted.values() for end in (r.low, r.high) if end is not None}
    rest = [end for end in bounds if not any(end in interval for interval in candidates)]
    in_favour = {end: tuple(d for d in counted if end in counted[d]) for end in rest}
    if next_best := max(rest, key=lambda end: (len(in_favour[end]), -end), default=None):
        silent = [d for d in topic.electorate if d in outcome.silent or d in in_favour[next_best]]
        candidates[Interval(next_best, next_best)] = tuple(silent)
    for interval, who in candidates.items():
        fans = [d for d in who if d in liked and liked[d].meets(interval)]
        preferred = f"; preferred by {' '.join(fans)}" if fans else ""
        of = f"{len(who)} of {len(topic.electorate)}"
        yield Line(of, ranged(interval, BESIDE_OTHERS), 1, note=f"{' '.join(who)}{preferred}")


def ways(dossier: Dossier, outcome: RangeOutcome, unmoved: Sequence[str]) -> list[Compromise]:
    """List the values that would carry with the fewest moves, none of them by those who will not move."""
    if outcome.status.is_agreed or not outcome.positions:
        return []
    found = compromises(dossier, outcome)
    fixed = set(unmoved)
    return [way for way in found if not fixed.intersection((*(c.delegation for c in way.concessions), *way.others))]


def _carries(topic: RangeTopic, way: Compromise) -> str:
    """Say it in a sentence: `36 months carry if DE, ES and LT move and RO does not oppose it.`."""
    moving, others = [c.delegation for c in way.concessions], way.others
    accept = "does not oppose it" if topic.rule.facts.unopposed else "accepts it"
    acts = [do(who, does) for who, does in ((moving, "moves"), (others, accept)) if who]
    return f"{number(way.value)} {topic.unit} carry if {joined(acts)}."


def _price(outcome: RangeOutcome, way: Compromise) -> Line:
    """Say who has to go how far: `36 carries if  DE 24 -> 36, ES 24 -> 36; RO agrees or abstains`."""
    moves = ", ".join(f"{c.delegation} {_nearest_end(c)} {ARROW} {number(c.to)}" for c in way.concessions)
    reserved = _reserved(outcome, way)
    free = [d for d in way.others if d not in reserved]
    abstain = f" or {verb(free, 'abstains')}" if outcome.topic.rule.facts.unopposed else ""
    others = f"{do(free, 'agrees')}{abstain}" if free else ""
    lifting = do(reserved, "lifts the reservation") if reserved else ""
    return Line("; ".join(filter(None, (moves, others, lifting))), f"{number(way.value)} carries if", 1)


def _reserved(outcome: RangeOutcome, way: Compromise) -> tuple[str, ...]:
    """Name the movers who have a reservation that keeps their range from counting."""
    moving = {*(c.delegation for c in way.concessions), *way.others}
    kept = {*outcome.under_reservation, *outcome.against}
    return tuple(d for d in outcome.topic.electorate if d in moving and d in kept)


def _nearest_end(move: Concession) -> str:
    return number(move.stated.low if move.to < move.stated.low else move.stated.high or 0)


def _conflicts(outcome: RangeOutcome) -> Iterator[Line]:
    marked = set(outcome.conflicts_under_reservation)
    pairs = [f"{one}-{other}{'!' if (one, other) in marked else ''}" for one, other in outcome.conflicts[:_PAIRS]]
    if pairs:
        more = outcome.conflicts_total - len(pairs)
        yield Line("  ".join(pairs) + (f"  and {number(more)} more" if more else ""), level=1)


def _undoing(outcome: RangeOutcome) -> Iterator[Line]:
    """Tell who holds the ends of what is agreed."""
    if not outcome.topic.rule.facts.unopposed:
        return
    for interval in outcome.agreed:
        stated = outcome.positions.items()
        ends = {
            "lower": [d for d, r in stated if r.low == interval.low and interval.low > 0],
            "upper": [d for d, r in stated if r.high is not None and r.high == interval.high],
        }
        for end, holding in ends.items():
            if holding:
                yield Line(f"{do(holding, 'holds')} the {end} end.", level=1)
        below = f"ended below {number(interval.low)}" if interval.low else ""
        above = f"began above {number(interval.high)}" if interval.high is not None else ""
        if below or above:
            apart = " or ".join(filter(None, (below, above)))
            yield Line(f"It fails if the range of any one member {apart}.", level=1)


def _attempt(dossier: Dossier, outcome: RangeOutcome, found: Sequence[Compromise]) -> str:
    """Write the changes that the first of these ways asks for; nothing where no range of theirs would count."""
    if not found or _reserved(outcome, found[0]):
        return ""
    topic, first = outcome.topic, found[0]
    changes = {c.delegation: f"{topic.id}={ranged(reaching(c.stated, c.to), TYPED, digits)}" for c in first.concessions}
    answer = "abstain" if topic.rule.facts.unopposed else digits(first.value)
    return procedure.attempt(dossier, changes | dict.fromkeys(first.others, f"{topic.id}={answer}"))


def carried_by(dossier: Dossier, found: TopicOutcome, unmoved: Sequence[str]) -> Iterator[Mapping[str, Json]]:
    """List, for programs, the values of a range that would carry at the least cost, and who would have to move."""
    for way in ways(dossier, found, unmoved) if isinstance(found, RangeOutcome) else ():
        ends = {c.delegation: digits(c.to) for c in way.concessions}
        yield {"value": digits(way.value), "moving_to": ends, "accepting": way.others}
