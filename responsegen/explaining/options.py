"""Explain an option or a need: who stands where, the arithmetic, and the moves that would change the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from responsegen.consensus.answer import (
    Columns,
    NeedOutcome,
    NeedsOutcome,
    OptionOutcome,
    OptionsOutcome,
    Standpoint,
    Status,
    Threshold,
)
from responsegen.consensus.ballots import Ballot, ballots
from responsegen.consensus.options import stated_side
from responsegen.consensus.swing import Move, MoveSet, Vote, cheapest_moves, cost, overturned_by
from responsegen.documents.attribution import Attributor
from responsegen.documents.words import capital, counted, decimal, joined, percent, total
from responsegen.dossier.model import Attribution, Dossier, NeedsTopic, OptionsTopic, ReservationCounting
from responsegen.explaining import common
from responsegen.explaining.page import Line, Part

NAMED = Attributor(Attribution.NAMED, {})
_REQUIRED = {"≥": "at least {} needed", ">": "more than {} needed", "<": "fewer than {} allowed", "=": "{} allowed"}
_FEW = 5  # sets of moves that are spelled out
_GOAL = {Standpoint.FOR: "to be for it", Standpoint.ABSTAINING: "to abstain"}
_INSTEAD = {
    Standpoint.AGAINST: "instead of being against",
    Standpoint.ABSTAINING: "instead of abstaining",
    Standpoint.UNMENTIONED: "instead of not mentioning it",
    Standpoint.CONSTRUCTIVE: "instead of abstaining constructively",
}
_NO_MOVES = "No moves of those in the electorate would carry it."


def why(dossier: Dossier, found: OptionsOutcome | NeedsOutcome, option: str | None) -> Iterator[Part]:
    """Say all that there is to say on one option; on a whole topic, say of every option what is most important."""
    topic = found.topic
    if option is not None:
        yield from _in_full(dossier, topic, option, found.options[option])
        return
    yield common.question(dossier, topic)
    yield common.rule(topic)
    for each, outcome in found.options.items():
        lines = (
            common.verdict(outcome),
            *(
                Line(NAMED.who(members, topic.electorate).phrase, f"{title} ({len(members)})", 1)
                for title, members in _groups(outcome.columns)
            ),
            *(replace(line, level=line.level + 1) for line in _changing(dossier, topic, each, outcome, most=1)),
        )
        yield Part(f"{topic.options[each].label} ({topic.id}.{each})", lines)
    more = f"explain {topic.id}.{next(iter(topic.options))}"
    yield Part("More", (Line("shows what each delegation said, and in which line.", command=more),))


def search(dossier: Dossier, found: OptionsOutcome | NeedsOutcome, option: str | None) -> Iterator[Part]:
    """List the cheapest sets of moves that would carry one option, or each one of the topic."""
    for each, outcome in found.options.items():
        if option in (None, each):
            yield Part(found.topic.options[each].label, tuple(_searched(dossier, found.topic, each, outcome)))


def _searched(
    dossier: Dossier, topic: OptionsTopic | NeedsTopic, option: str, outcome: OptionOutcome
) -> Iterator[Line]:
    if outcome.status.is_agreed:
        yield Line(f"{capital(outcome.status.words)} already.", status=outcome.status)
        return
    yield common.verdict(outcome)
    found = _ways(dossier, topic, option, cheapest_moves(Vote.on(dossier, topic, outcome.columns)))
    for i, (moves, lines) in enumerate(found, start=1):
        yield Line(f"{i}. {capital(counted(cost(moves), 'step'))}", level=1)
        yield from (replace(line, level=2) for line in lines)
    if not found:
        yield Line(_NO_MOVES, level=1)


def _in_full(dossier: Dossier, topic: OptionsTopic | NeedsTopic, option: str, outcome: OptionOutcome) -> Iterator[Part]:
    columns = outcome.columns
    yield Part("", (common.verdict(outcome),))
    yield common.question(dossier, topic, topic.options[option].text)
    yield common.rule(topic)
    yield common.statements(dossier, topic, _groups(columns), option, columns.silent)
    yield Part("Arithmetic", tuple(_arithmetic(dossier, topic, outcome)))
    yield common.reservations_and_silence(dossier, topic, outcome.reservations, columns.silent)
    if isinstance(outcome, NeedOutcome):
        yield Part("What it is worth", tuple(_worth(outcome)))
    yield Part("The smallest moves that would change it", tuple(_changing(dossier, topic, option, outcome)))
    yield common.outsiders(dossier, topic, option)


def _groups(columns: Columns) -> list[tuple[str, Sequence[str]]]:
    return [(capital(side), members) for side, members in columns.sides.items() if members]


def _arithmetic(dossier: Dossier, topic: OptionsTopic | NeedsTopic, outcome: OptionOutcome) -> Iterator[Line]:
    """Show each comparison of the rule, as the columns stand now."""
    found = outcome.arithmetic
    for threshold in found.thresholds:
        yield Line(threshold_words(threshold))
    if found.population_for is not None and not topic.rule.facts.weighs_population:
        yield Line(f"Population for: {percent(found.population_for)}. This rule does not ask for it.")
    if any(threshold.is_share for threshold in found.thresholds) or found.population_for is not None:
        shares = dossier.population
        yield Line(f"{capital(shares.as_used_on(dossier.as_of.date()))}: {shares.source}.")
    if found.too_close_to_call:
        yield Line("Too close to call: the rounding of these shares could turn the result.")
    if outcome.columns.outstanding:
        best = "carries" if outcome.status is not Status.NOT_AGREED else "does not carry either"
        worst = "carries all the same" if outcome.status.is_agreed else "does not carry"
        yield Line(f"With all who are outstanding for it, it {best}; with all of them against, it {worst}.")


def threshold_words(threshold: Threshold) -> str:
    """Word one comparison: `Members for: 15, at least 15 needed: met`."""
    shown = percent if threshold.is_share else decimal
    required = _REQUIRED[threshold.comparison].format(shown(threshold.required))
    label = capital(threshold.label)
    return f"{label}: {shown(threshold.reached)}, {required}: {'met' if threshold.met else 'not met'}."


def _worth(need: NeedOutcome) -> Iterator[Line]:
    if need.necessity is not None:
        yield Line(f"{need.necessity.value}, {joined([t.value for t in need.term])} term", "Necessity")
        yield Line(joined(need.essential) if need.essential else "nobody", "Essential to")
    yield Line(
        f"{total(need.personnel_depending)} personnel, who would leave if it alone were missing", "Depending on it"
    )


def _changing(
    dossier: Dossier, topic: OptionsTopic | NeedsTopic, option: str, outcome: OptionOutcome, most: int = _FEW
) -> Iterator[Line]:
    """Tell what would carry it, in at most so many ways; or, where it is agreed, what would stop it."""
    vote = Vote.on(dossier, topic, outcome.columns)
    if outcome.status.is_agreed:
        yield from _stopping(vote)
        return
    found = _ways(dossier, topic, option, cheapest_moves(vote))
    for i, (_, lines) in enumerate(found[:most]):
        yield Line("Or if these move" if i else "It carries if these move")
        yield from lines
    if len(found) > most:
        yield Line("lists other moves that ask as little.", command=f"what-if --search {topic.id}.{option}")
    if not found:
        yield Line(_NO_MOVES)


def _stopping(vote: Vote) -> Iterator[Line]:
    if vote.rule.facts.unopposed:
        yield Line("It falls if any one member of the electorate moves to against.")
    elif sets := overturned_by(vote):
        first = "; ".join(joined(who) for who in sets[:_FEW])
        yield Line(f"It falls if {counted(len(sets[0]), 'delegation')} of those for it moves away, first: {first}.")


def _ways(
    dossier: Dossier, topic: OptionsTopic | NeedsTopic, option: str, sets: Sequence[MoveSet]
) -> list[tuple[MoveSet, tuple[Line, ...]]]:
    """Word each set of moves; sets that differ only in who is for it are one way."""
    alike = {frozenset(move.delegation for move in moves) for moves in sets}
    speakers = [move for moves in sets for move in moves if move.after is Standpoint.FOR]
    if len(sets) > 1 and len(alike) == 1 and len(speakers) == len(sets):
        calm = tuple(replace(move, after=Standpoint.ABSTAINING) for move in sets[0])
        lines = (*_moves(dossier, topic, option, calm), Line("One of them has to be for it.", level=1))
        return [(sets[0], lines)]
    return [(moves, tuple(_moves(dossier, topic, option, moves))) for moves in sets]


def _moves(dossier: Dossier, topic: OptionsTopic | NeedsTopic, option: str, moves: MoveSet) -> Iterator[Line]:
    """Put those together who have the same way to go: `HU and SK  to abstain instead of being against`."""
    heard = {ballot.delegation: ballot for ballot in ballots(dossier, topic)}
    alike: dict[str, list[str]] = {}
    for move in moves:
        alike.setdefault(_move(dossier, heard[move.delegation], option, move), []).append(move.delegation)
    for words, delegations in alike.items():
        yield Line(words, NAMED.who(delegations, topic.electorate).phrase, level=1)


def _move(dossier: Dossier, ballot: Ballot, option: str, move: Move) -> str:
    """Word what a delegation would have to do, given what it has said until now."""
    stated = stated_side(option, ballot.answer)
    counting = dossier.reservations_count_as
    kinds = [r.kind for r in ballot.reserved(option) if counting[r.kind] is not ReservationCounting.AS_STATED]
    if kinds:
        enough = stated in (Standpoint.FOR, move.after)
        return f"to lift the {kinds[0]} reservation" + ("" if enough else f" and {_GOAL[move.after]}")
    if move.before is Standpoint.OUTSTANDING:
        so_far = "undecided" if stated else "draft, not counted" if ballot.draft else "not heard yet"
        return f"{so_far}: {_GOAL[move.after]}{'' if move.after is Standpoint.FOR else ' at least'}"
    return f"{_GOAL[move.after]} {_INSTEAD[move.before]}"
