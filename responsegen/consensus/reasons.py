"""Say in one exact English sentence why an outcome is as it is.

Delegations stand by their codes, since programs read the sentence, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from responsegen.consensus.answer import Arithmetic, Columns, RangeOutcome, Status
from responsegen.consensus.number_words import RangeForms, by_number, cardinal, joined, ranged, rounded
from responsegen.consensus.rules.rule import Rule
from responsegen.dossier.model import Interval

_MOST_NAMES = 6
_MOST_VALUES = 6
VALUES = RangeForms("{} to {}", "{} or more", "up to {}", "0 or more")


def because(rule: Rule, status: Status, columns: Columns, arithmetic: Arithmetic, reserved: Sequence[str]) -> str:
    """Explain the outcome of an option; `reserved` have a reservation that leaves their stance counted."""
    clauses = _unopposed if rule.facts.unopposed else _by_majority
    said = clauses(rule, status, columns, arithmetic)
    return _sentence(said, status, reserved, too_close=arithmetic.too_close_to_call)


def range_because(rule: Rule, outcome: RangeOutcome, members: int, reserved: Sequence[str], *, too_close: bool) -> str:
    """Explain the outcome of a range, but for its reason; `reserved` have a reservation that leaves it counted."""
    clauses = _nothing_stated if not outcome.positions else _unopposed_range if rule.facts.unopposed else _range_vote
    said = [*clauses(rule, outcome, members)]
    if outcome.silent and outcome.positions:
        said.append(f"{_names(outcome.silent)} {by_number(outcome.silent, 'is', 'are')} for every value by silence")
    return _sentence(iter(said), outcome.status, reserved, too_close=too_close)


def _sentence(clauses: Iterator[str], status: Status, reserved: Sequence[str], *, too_close: bool) -> str:
    """Join the clauses, with what qualifies every kind of outcome, from a capital letter to a full stop."""
    said = [*clauses]
    if status is Status.AGREED_WITH_RESERVATIONS:
        said.append(
            f"{_names(reserved)} {by_number(reserved, 'has', 'have')} a reservation that leaves the stance counted"
        )
    if too_close:
        said.append("it is too close to call from these population shares")
    text = "; ".join(said)
    return f"{text[0].title()}{text[1:]}."


def _unopposed(rule: Rule, status: Status, columns: Columns, arithmetic: Arithmetic) -> Iterator[str]:
    if columns.against:
        yield _against(columns)
        yield f"{rule.name} carries only with nobody against"
    elif status is Status.OPEN:
        yield f"nobody is against, but {rule.name} waits for {_names(columns.outstanding)}"
    elif status.is_agreed:
        yield f"nobody is against and {_support(arithmetic)}"
        if columns.silent:
            alone = ", and nobody has said that they are" if columns.silent == columns.for_ else ""
            yield f"{_names(columns.silent)} {by_number(columns.silent, 'is', 'are')} for by silence{alone}"
        if columns.abstaining:
            yield f"abstention by {_names(columns.abstaining)} does not prevent {rule.name}"
        if columns.constructive:
            by = _names(columns.constructive)
            yield f"constructive abstention by {by} stays below a third of the members or of the population"
    elif not columns.for_ and not columns.outstanding:
        yield f"nobody has said that they are for it, and {rule.name} needs somebody for"
    else:
        declared = columns.constructive
        share = next(t.reached for t in arithmetic.thresholds if t.is_share)
        yield (
            f"{_act('abstain', declared)} constructively, "
            f"{len(declared)} of {arithmetic.members} members with {rounded(share * 100, 2)} % of the population"
        )
        yield "a third of both prevents the decision"


def _by_majority(_rule: Rule, status: Status, columns: Columns, arithmetic: Arithmetic) -> Iterator[str]:
    yield "".join(_majority_facts(arithmetic))
    if status.is_agreed:
        return
    if columns.against:
        yield _against(columns)
    if columns.outstanding:
        could = "could still carry it" if status is Status.OPEN else "could not carry it either"
        yield f"{_names(columns.outstanding)}, outstanding, {could}"


def _majority_facts(arithmetic: Arithmetic) -> Iterator[str]:
    """Tell the number, then the population and the blocking minority where the rule has them."""
    number_for, *others = arithmetic.thresholds
    yield f"{_support(arithmetic)} ({number_for.required} needed)"
    if not others:
        return
    population, *blocking = others
    needed = rounded(population.required * 100, 2).removesuffix(".00")
    yield f" with {rounded(population.reached * 100, 2)} % of the population ({needed} % needed)"
    if blocking and number_for.met and not population.met:
        not_for, enough = int(blocking[0].reached), "too few" if blocking[0].met else "enough"
        verb = "is" if not_for == 1 else "are"
        yield f", while the {cardinal(not_for)} that {verb} not for {verb} {enough} to block "
        yield f"({blocking[0].required} needed)"


def _against(columns: Columns) -> str:
    """Tell who is against, and who of them says otherwise, but has a reservation that counts so."""
    said = f"{_names(columns.against)} {by_number(columns.against, 'is', 'are')} against"
    if not columns.by_reservation:
        return said
    who = "" if columns.by_reservation == columns.against else f"{_names(columns.by_reservation)} "
    return f"{said}, {who}by a reservation"


def _support(arithmetic: Arithmetic) -> str:
    """Tell how many of how many are for: "26 of 27 members are for"."""
    return f"{arithmetic.for_} of {arithmetic.members} members {'is' if arithmetic.for_ == 1 else 'are'} for"


def _nothing_stated(_rule: Rule, outcome: RangeOutcome, _members: int) -> Iterator[str]:
    yield "nobody has stated a range"
    yield from _against_every_value(outcome)
    if outcome.outstanding:
        yield f"{_names(outcome.outstanding)} {by_number(outcome.outstanding, 'is', 'are')} outstanding"
    else:
        yield "nobody is outstanding"


def _unopposed_range(rule: Rule, outcome: RangeOutcome, _members: int) -> Iterator[str]:
    if outcome.status is Status.NOT_AGREED:
        yield from _against_every_value(outcome)
        if outcome.conflicts_total == 1:
            yield f"the ranges of {_names(outcome.conflicts[0])} do not meet"
        elif outcome.conflicts:
            pairs = cardinal(outcome.conflicts_total)
            yield f"the ranges of {pairs} pairs do not meet, first {_names(outcome.conflicts[0])}"
        if reserved := [d for d in outcome.positions if d in outcome.under_reservation and d not in outcome.against]:
            yield f"{_names(reserved)} {by_number(reserved, 'has', 'have')} stated a range under a reservation"
        yield f"{rule.name} carries only with nobody against"
        return
    stated = len(outcome.positions)
    within = {1: "the one range stated", 2: "both ranges stated"}.get(stated, f"all {cardinal(stated)} ranges stated")
    fits = f"{_values(outcome.possible, outcome)} lie within {within}"
    yield fits + (f", but {rule.name} waits for {_names(outcome.outstanding)}" if outcome.status is Status.OPEN else "")


def _range_vote(rule: Rule, outcome: RangeOutcome, members: int) -> Iterator[str]:
    majority = rule.name.replace("-", " ")
    if outcome.choice:
        yield f"{_values(outcome.agreed, outcome)} carry by {majority}, each alone, so that a choice is to be made"
    elif outcome.status.is_agreed:
        yield f"{_values(outcome.agreed, outcome)} carry by {majority}"
    elif outcome.status is Status.OPEN:
        yield f"{_values(outcome.possible, outcome)} could carry by {majority} with {_names(outcome.outstanding)}"
    else:
        yield f"no value carries by {majority}"
    if widest := outcome.widest_support:
        where = _values([support.interval for support in widest], outcome)
        yield f"the widest support is {len(widest[0].for_)} of {members} members, for {where}"
    yield from _against_every_value(outcome)


def _against_every_value(outcome: RangeOutcome) -> Iterator[str]:
    if outcome.against:
        yield f"{_names(outcome.against)} {by_number(outcome.against, 'has', 'have')} a reservation against every value"


def _values(intervals: Sequence[Interval], outcome: RangeOutcome) -> str:
    """List intervals: "up to 20 and 30 to 40 months", "24 or more months"; of many only the number of the rest."""
    named, unit = [ranged(i, VALUES) for i in intervals], outcome.topic.unit
    if len(named) <= _MOST_VALUES:
        return f"{joined(named)} {unit}"
    others = cardinal(len(named) - _MOST_VALUES + 1)
    return f"{joined(named[: _MOST_VALUES - 1])} {unit} and {others} other ranges"


def _names(delegations: Sequence[str]) -> str:
    """List delegations, and only the number of those beyond the first six: "DE, FR and IT"."""
    if len(delegations) <= _MOST_NAMES:
        return joined(delegations)
    first = delegations[: _MOST_NAMES - 1]
    return joined([*first, f"{cardinal(len(delegations) - len(first))} others"])


def _act(verb: str, delegations: Sequence[str]) -> str:
    """Say who does it: "HU opposes", "HU and SK oppose"."""
    return f"{_names(delegations)} {verb}{'s' if len(delegations) == 1 else ''}"
