"""Why an option or a need stands as it does: its outcome in; who stands where, the arithmetic and the moves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from responsegen.consensus.answer import Columns, NeedOutcome, OptionOutcome, Status, Threshold
from responsegen.consensus.moves import cheapest_moves
from responsegen.consensus.population import POPULATION
from responsegen.consensus.swing import overturned_by
from responsegen.consensus.votes import Vote
from responsegen.documents.wording import capital, counted, decimal, joined, percent, total
from responsegen.dossier.model import Dossier, NeedsTopic, OptionsTopic
from responsegen.explaining import common
from responsegen.explaining.moves import ways
from responsegen.explaining.page import Line, Part
from responsegen.explaining.stances import remark, said

_REQUIRED = {"≥": "at least {} needed", ">": "more than {} needed", "<": "fewer than {} allowed", "=": "{} allowed"}
_FEW = 5  # sets of moves that are spelled out


def point(
    dossier: Dossier,
    topic: OptionsTopic | NeedsTopic,
    option: str,
    outcome: OptionOutcome,
) -> Iterator[Part]:
    """All that there is to say on one option."""
    text = topic.options[option].text
    words = f"{outcome.status.words.capitalize()}. {outcome.because}"
    yield Part("", (Line(words, status=outcome.status),))
    yield common.question(dossier, topic, text)
    yield common.rule(topic)
    yield Part("Who stands where", tuple(_stances(dossier, topic, option, outcome.columns)))
    yield Part("Arithmetic", tuple(_arithmetic(topic, outcome)))
    limits = common.reservations(dossier, outcome.reservations)
    yield Part("Reservations and silence", (*limits, *common.silence(dossier, topic, outcome.columns.silent)))
    if isinstance(outcome, NeedOutcome):
        yield Part("What it is worth", tuple(_worth(outcome)))
    yield Part("The smallest moves that would change it", tuple(changing(dossier, topic, option, outcome)))
    yield common.outsiders(dossier, topic, option)


def _stances(dossier: Dossier, topic: OptionsTopic | NeedsTopic, option: str, columns: Columns) -> Iterator[Line]:
    for title, members in groups(columns):
        yield Line(f"{title} ({len(members)})")
        for d in members:
            silent = "nothing said, which is consent: " if d in columns.silent else ""
            yield Line(silent + said(dossier, topic, option, d), d, level=1)
            if added := remark(dossier, topic, option, d):
                yield Line(added, level=3)


def groups(columns: Columns) -> list[tuple[str, Sequence[str]]]:
    """The columns that hold anybody, by their titles."""
    titled = (
        ("For", columns.for_),
        ("Against", columns.against),
        ("Abstaining", columns.abstaining),
        ("Abstaining constructively", columns.constructive),
        ("Outstanding", columns.outstanding),
    )
    return [(title, members) for title, members in titled if members]


def _arithmetic(topic: OptionsTopic | NeedsTopic, outcome: OptionOutcome) -> Iterator[Line]:
    """Each comparison of the rule, as the columns stand now."""
    found = outcome.arithmetic
    for threshold in found.thresholds:
        yield Line(threshold_words(threshold))
    if found.population_for is not None and not topic.rule.facts.weighs_population:
        yield Line(f"Population for: {percent(found.population_for)}. This rule does not ask for it.")
    if any(threshold.is_share for threshold in found.thresholds) or found.population_for is not None:
        valid = f"valid {POPULATION.valid_from.year}"
        yield Line(f"Population shares: {POPULATION.source} ({valid}), to {percent(POPULATION.precision)}.")
    if found.too_close_to_call:
        yield Line("Too close to call: the rounding of these shares could turn the result.")
    if outcome.columns.outstanding:
        best = "carries" if outcome.status is not Status.NOT_AGREED else "does not carry either"
        worst = "carries all the same" if outcome.status.is_agreed else "does not carry"
        yield Line(f"With all who are outstanding for it, it {best}; with all of them against, it {worst}.")


def threshold_words(threshold: Threshold) -> str:
    """`Members for: 15, at least 15 needed: met`."""
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


def changing(
    dossier: Dossier, topic: OptionsTopic | NeedsTopic, option: str, outcome: OptionOutcome, most: int = _FEW
) -> Iterator[Line]:
    """What would carry it, in at most so many ways; or, where it is agreed, what would stop it."""
    vote = Vote.on(topic, outcome.columns)
    if outcome.status.is_agreed:
        yield from _stopping(vote)
        return
    found = ways(dossier, topic, option, cheapest_moves(vote))
    for i, (_, lines) in enumerate(found[:most]):
        yield Line("Or if these move" if i else "It carries if these move")
        yield from lines
    if len(found) > most:
        yield Line("lists other moves that ask as little.", command=f"what-if --search {topic.id}.{option}")
    if not found:
        yield Line("No moves of those in the electorate would carry it.")


def _stopping(vote: Vote) -> Iterator[Line]:
    sets = overturned_by(vote)
    size = len(sets[0]) if sets else 0
    if vote.rule.facts.unopposed:
        yield Line("It falls if any one member of the electorate moves to against.")
    elif size:
        first = "; ".join(joined(who) for who in sets[:_FEW])
        yield Line(f"It falls if {counted(size, 'delegation')} of those for it moves away, first: {first}.")
