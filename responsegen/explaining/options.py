"""Explain an option or a need: the outcome, who is in the way, the arithmetic, and the moves that would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from responsegen.consensus.answer import (
    NeedOutcome,
    NeedsOutcome,
    OptionOutcome,
    OptionsOutcome,
    Status,
    Threshold,
)
from responsegen.consensus.number_words import few
from responsegen.documents.words import capital, decimal, joined, percent, total
from responsegen.dossier.model import Dossier
from responsegen.explaining import procedure
from responsegen.explaining.options_moves import VotedPoint, attempt, carrying, voted, way_out, what_would_change
from responsegen.explaining.page import Asked, Line, Part
from responsegen.explaining.said import Said

_REQUIRED = {"≥": "{} needed", ">": "more than {} needed", "<": "fewer than {} allowed", "=": "{} allowed"}
_TOO_CLOSE = "Too close to call from these shares."
_LABELS = {"members for": "Members", "population for": "Population"}


def why(dossier: Dossier, found: OptionsOutcome | NeedsOutcome, asked: Asked) -> Iterator[Part]:
    """Say all that there is to say on one option; on a whole topic, say of every option what is most important."""
    topic, points = found.topic, [*voted(dossier, found, asked.option, asked.unmoved)]
    if asked.option is not None:
        yield from _in_full(*points, lines=asked.lines)
        return
    yield Part(f"{topic.title} ({topic.id})")
    yield procedure.subject(dossier, topic, None, agreed=all(point.is_agreed for point in points))
    for point in points:
        sides = [
            Line(", ".join(members), f"{capital(side)} ({len(members)})", 1)
            for side, members in point.outcome.columns.sides.items()
            if members
        ]
        yield Part(point.heading, (_verdict(point), *sides))
    yield Part("", (Line("", "More", command=f"explain {topic.id}.{next(iter(topic.options))}"),))


def search(dossier: Dossier, found: OptionsOutcome | NeedsOutcome, asked: Asked) -> Iterator[Part]:
    """List the smallest moves that would carry one option, or each one of the topic."""
    yield Part(f"What would carry {found.topic.title} ({found.topic.id})")
    for point in voted(dossier, found, asked.option, asked.unmoved):
        moves = () if point.is_agreed else what_would_change(point)
        yield Part(point.heading, (_verdict(point), *moves))


def _in_full(point: VotedPoint, *, lines: bool) -> Iterator[Part]:
    dossier, topic, outcome = point.dossier, point.topic, point.outcome
    said = Said(dossier, topic, point.option)
    columns, option = outcome.columns, topic.options[point.option]
    yield Part(f"{topic.title}: {option.label} ({point.name})", (_verdict(point),))
    yield procedure.subject(dossier, topic, option.text, agreed=outcome.status.is_agreed)
    in_the_way = point.outcome.blocked_by
    yield said.each("In the way", in_the_way, ask_reason=True)
    for heading, members in _others(point, in_the_way):
        yield said.codes(heading, members)
    yield said.each(f"Yet to reply{_could(point)}", columns.outstanding)
    yield said.codes(f"In favour ({len(columns.for_)})", columns.for_, columns.silent)
    yield procedure.reservations(dossier, outcome.reservations, opposed=columns.against)
    yield Part("Arithmetic", tuple(_arithmetic(point)))
    if isinstance(outcome, NeedOutcome):
        yield Part("What it is worth", tuple(_worth(outcome)))
    yield Part("What would stop it" if outcome.status.is_agreed else "Smallest moves", tuple(what_would_change(point)))
    yield said.outsiders()
    first = (*in_the_way, *columns.against, *(d for d in columns.outstanding if said.reason(d)))
    shown = topic.electorate if lines else first
    silence = procedure.silence(dossier, topic, columns.silent)
    yield procedure.last(silence, attempt(point), said, shown, lines=lines)


def _verdict(point: VotedPoint) -> Line:
    """State the status, the reason, and the shortest way out."""
    outcome = point.outcome
    reason = outcome.because
    if not point.unopposed:  # who votes how stands below
        doubt = f" {_TOO_CLOSE}" if outcome.arithmetic.too_close_to_call else ""
        reason = f"{reason.partition(';')[0].removesuffix('.')}.{doubt}"
    discussion = _discussion(outcome) if outcome.status.is_agreed else ""
    said = (f"{capital(outcome.status.words)}.", reason, discussion, way_out(point))
    return Line(" ".join(filter(None, said)), status=outcome.status)


def _discussion(outcome: OptionOutcome) -> str:
    """Name those who may ask for further discussion of what a majority decides."""
    who = outcome.may_ask_discussion
    return f"{few(who)} may ask for further discussion (Decision 2009/857/EC)." if who else ""


def _others(point: VotedPoint, in_the_way: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List those who stand elsewhere, by what they say, and whether they have to move."""
    need = "need not move" if point.unopposed else "not needed"
    moves = "" if point.is_agreed else f", {need}"
    columns = point.outcome.columns
    for words, members in (
        ("Against", columns.against),
        ("Abstaining", columns.abstaining),
        ("Abstaining constructively", columns.constructive),
        ("Not mentioned", columns.unmentioned),
    ):
        rest = tuple(d for d in members if d not in in_the_way)
        open_way = point.outcome.status is Status.OPEN and not point.unopposed
        yield (words if open_way else words + moves), rest


def _could(point: VotedPoint) -> str:
    """Say what those who have not replied could still bring about, where a majority decides."""
    outcome = point.outcome
    if point.unopposed:
        return ""
    if outcome.status.is_agreed:
        return " (could not stop it)"
    if outcome.status is Status.OPEN:
        return " (could carry it)"
    single = [group for group in carrying(point.vote)[:1] if group.size == 1]
    without = f" without {joined(single[0].others or single[0].core, 'or')}" if single else ""
    return f" (could not carry it{without})"


def _arithmetic(point: VotedPoint) -> Iterator[Line]:
    """Show each comparison of the rule, as the columns stand now."""
    found, facts = point.outcome.arithmetic, point.topic.rule.facts
    yield from (comparison(threshold, found.members) for threshold in found.thresholds)
    asks_shares = any(threshold.is_share for threshold in found.thresholds)
    if found.population_for is not None and not facts.weighs_population:
        yield Line(f"{percent(found.population_for)} in favour; this rule does not ask for it", "Population", 1)
    if asks_shares:
        shares = point.dossier.population
        yield Line(f"{capital(shares.as_used_on(point.dossier.as_of.date()))}: {shares.source}.", level=1)
    if discussion := _discussion(point.outcome):
        yield Line(discussion, level=1)
    if found.too_close_to_call:
        yield Line(_TOO_CLOSE, level=1)


def comparison(threshold: Threshold, members: int) -> Line:
    """Word one comparison: `Members  15 of 27, 15 needed  met`."""
    shown = percent if threshold.is_share else decimal
    reached, required = shown(threshold.reached), shown(threshold.required)
    if threshold.instead and not threshold.is_share:
        words = f"{reached} not in favour, {required} needed to block"
        return Line(words, "Blocking", 1, note="too few to block" if threshold.met else "")
    term = _LABELS.get(threshold.label, capital(threshold.label))
    of = f" of {members}" if term == "Members" else ""
    short = threshold.required - threshold.reached
    points = f", {percent(short).removesuffix('%').strip()} points short" if threshold.is_share and short > 0 else ""
    words = f"{reached}{of}, {_REQUIRED[threshold.comparison].format(required)}"
    return Line(words, term, 1, note="met" if threshold.met else f"not met{points}")


def _worth(need: NeedOutcome) -> Iterator[Line]:
    if need.necessity is not None:
        yield Line(f"{need.necessity.value}, {joined([t.value for t in need.term])} term", "Necessity", 1)
        yield Line(joined(need.essential) if need.essential else "nobody", "Essential to", 1)
    depending = f"{total(need.personnel_depending)} personnel, who would leave if it alone were missing"
    yield Line(depending, "Depending on it", 1)
