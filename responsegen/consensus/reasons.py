"""Say in one exact English sentence why an outcome is as it is.

Delegations stand by their codes, since programs read the sentence, too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from responsegen.consensus.answer import Arithmetic, Columns, RangeOutcome, RecordedReservation, Status
from responsegen.consensus.number_words import RangeForms, act, by_number, cardinal, few, joined, ranged, rounded
from responsegen.consensus.rules.rule import Rule
from responsegen.dossier.model import Interval, ReservationCounting

# The reservations on a point that make an answer count so.
Reservations = Callable[[ReservationCounting], Sequence[RecordedReservation]]

_MOST_VALUES = 6
VALUES = RangeForms("{} to {}", "{} or more", "up to {}", "0 or more")


def because(rule: Rule, status: Status, columns: Columns, arithmetic: Arithmetic, reservations: Reservations) -> str:
    """Explain the outcome of an option."""
    clauses = _unopposed if rule.facts.unopposed else _by_majority
    said = clauses(rule, status, columns, arithmetic, reservations)
    return _sentence(said, status, reservations, columns.for_, too_close=arithmetic.too_close_to_call)


def range_because(
    rule: Rule, outcome: RangeOutcome, members: int, reservations: Reservations, *, too_close: bool
) -> str:
    """Explain the outcome of a range, but for its reason."""
    clauses = _nothing_stated if not outcome.positions else _unopposed_range if rule.facts.unopposed else _range_vote
    said = [*clauses(rule, outcome, members, reservations)]
    if outcome.silent and outcome.positions:
        said.append(f"{act('count', outcome.silent)} as in favour of every value by silence")
    return _sentence(iter(said), outcome.status, reservations, outcome.positions, too_close=too_close)


def _sentence(
    clauses: Iterator[str], status: Status, reservations: Reservations, support: Collection[str], *, too_close: bool
) -> str:
    """Join the clauses, with what qualifies every kind of outcome, from a capital letter to a full stop."""
    said = [*clauses]
    if status is Status.AGREED_WITH_RESERVATIONS:
        said += _maintained(reservations(ReservationCounting.AS_STATED), support)
    if too_close:
        said.append("it is too close to call from these population shares")
    text = "; ".join(said)
    return f"{text[0].title()}{text[1:]}."


def _maintained(reservations: Sequence[RecordedReservation], support: Collection[str]) -> Iterator[str]:
    """Say who maintains which reservation, and that their answers count all the same."""
    kinds: dict[str, dict[str, None]] = {}
    for r in reservations:
        kinds.setdefault(r.delegation, {})[r.reservation.kind.value] = None
    alike: dict[tuple[str, ...], list[str]] = {}
    for d, its in kinds.items():
        alike.setdefault(tuple(its), []).append(d)

    def held(those: tuple[str, ...], who: Sequence[str], noun: str) -> str:
        one = len(who) == len(those) == 1
        return f"{'a ' if one else ''}{joined(those)} {noun}{'' if one else 's'}"

    (first, who), *others = alike.items()
    said = [f"{act('maintain', who)} {held(first, who, 'reservation')}"]
    yield ", ".join([*said, *(f"{few(who)} {held(those, who, 'one')}" for those, who in others)])
    what = "support counts" if kinds.keys() <= {*support} else by_number(kinds, "answer counts", "answers count")
    yield f"{by_number(kinds, 'its', 'their')} {what}"


def _unopposed(
    rule: Rule, status: Status, columns: Columns, arithmetic: Arithmetic, reservations: Reservations
) -> Iterator[str]:
    support = _support(rule, arithmetic)
    if columns.against:
        yield _against(columns, reservations)
        yield f"{rule.name} needs that nobody {'is' if columns.by_reservation else 'does'}"
        yield support
    elif status is Status.OPEN:
        yield f"nobody opposes, but {rule.name} waits for {few(columns.outstanding)}"
        yield support
    elif status.is_agreed:
        yield from _agreed(columns, support)
    elif not columns.for_ and not columns.outstanding:
        yield f"nobody is in favour, and {rule.name} needs somebody who is"
    else:
        declared = columns.constructive
        share = next(t.reached for t in arithmetic.thresholds if t.is_share)
        yield (
            f"{act('abstain', declared)} constructively, "
            f"{len(declared)} of {arithmetic.members} members with {rounded(share * 100, 2)} % of the population"
        )
        yield "a third of both prevents the decision"


def _agreed(columns: Columns, support: str) -> Iterator[str]:
    if len(columns.unmentioned) > len(columns.for_):
        passed_over = f"not mentioned by {cardinal(len(columns.unmentioned))}"
        yield f"it is requested by {cardinal(len(columns.for_))}, {passed_over} and opposed by nobody"
    elif columns.silent == columns.for_:
        yield "nobody opposes, and nobody has spoken in favour: it is adopted by silence alone"
    else:
        by_silence = f", {few(columns.silent)} by silence" if columns.silent else ""
        yield f"{'nobody opposes, and ' if support[0].isdigit() else ''}{support}{by_silence}"
    if columns.abstaining:
        yield act("abstain", columns.abstaining)
    if columns.constructive:
        yield (
            f"{act('abstain', columns.constructive)} constructively, which stays below a third of the members or of"
            " the population"
        )


def _by_majority(
    rule: Rule, status: Status, columns: Columns, arithmetic: Arithmetic, reservations: Reservations
) -> Iterator[str]:
    yield "".join(_majority_facts(rule, arithmetic))
    if status.is_agreed:
        return
    if columns.against:
        yield _against(columns, reservations)
    if columns.outstanding:
        could = "could still carry it" if status is Status.OPEN else "could not carry it either"
        yield f"{few(columns.outstanding)}, still awaited, {could}"


def _majority_facts(rule: Rule, arithmetic: Arithmetic) -> Iterator[str]:
    """Tell the number, then the population and the blocking minority where the rule has them."""
    number_for, *others = arithmetic.thresholds
    yield f"{_support(rule, arithmetic, every=False)} ({number_for.required} needed)"
    if not others:
        return
    population, *blocking = others
    needed = rounded(population.required * 100, 2).removesuffix(".00")
    yield f", with {rounded(population.reached * 100, 2)} % of the population ({needed} % needed)"
    if blocking and number_for.met and not population.met:
        not_for, enough = int(blocking[0].reached), "too few" if blocking[0].met else "enough"
        verb = "is" if not_for == 1 else "are"
        yield f", while the {cardinal(not_for)} that {verb} not {verb} {enough} to block "
        yield f"({blocking[0].required} needed)"


def _against(columns: Columns, reservations: Reservations) -> str:
    """Tell who opposes, and who counts so only by having entered a reservation."""
    opposing = [d for d in columns.against if d not in columns.by_reservation]
    said = [act("oppose", opposing)] if opposing else []
    return joined(said + ([_entered(columns.by_reservation, reservations)] if columns.by_reservation else []))


def _entered(who: Sequence[str], reservations: Reservations) -> str:
    """Tell who counts as against only by a reservation: `EL, having entered a substantive reservation, counts as …`."""
    kinds = dict.fromkeys(
        str(r.reservation.kind) for r in reservations(ReservationCounting.AGAINST) if r.delegation in who
    )
    of = joined([*kinds])
    entered = by_number(who, f"a {of} reservation", f"{of} reservations")
    return f"{few(who)}, having entered {entered}, {by_number(who, 'counts', 'count')} as against"


def _support(rule: Rule, arithmetic: Arithmetic, *, every: bool = True) -> str:
    """Tell how many of how many are in favour; members are only those who decide by a rule of the Union."""
    noun, for_, of = "member" if rule.facts.within_eu else "delegation", arithmetic.for_, arithmetic.members
    if every and for_ == of > 1:
        return f"{'both' if of == 2 else f'all {cardinal(of)}'} {noun}s are in favour"  # noqa: PLR2004 (two)
    if every and for_ == of:
        return f"the only {noun} is in favour"
    if for_ > 1:
        return f"{for_} of {of} {noun}s are in favour"
    return f"1 of {of} {noun}s supports it" if for_ else "nobody is in favour yet"


def _nothing_stated(_rule: Rule, outcome: RangeOutcome, _members: int, reservations: Reservations) -> Iterator[str]:
    yield "nobody has stated a range"
    yield from _against_every_value(outcome, reservations)
    awaited = outcome.outstanding
    yield f"{few(awaited)} {by_number(awaited, 'is', 'are')} awaited" if awaited else "nobody is awaited"


def _unopposed_range(rule: Rule, outcome: RangeOutcome, _members: int, reservations: Reservations) -> Iterator[str]:
    if outcome.status is Status.NOT_AGREED:
        yield from _against_every_value(outcome, reservations)
        if outcome.conflicts_total == 1:
            yield f"the ranges of {few(outcome.conflicts[0])} do not meet"
        elif outcome.conflicts:
            pairs = cardinal(outcome.conflicts_total)
            yield f"the ranges of {pairs} pairs do not meet, first {few(outcome.conflicts[0])}"
        if reserved := [d for d in outcome.positions if d in outcome.under_reservation and d not in outcome.against]:
            those = by_number(reserved, "the range of {} is", "the ranges of {} are").format(few(reserved))
            yield f"{those} under reservation"
        yield f"{rule.name} needs a value that nobody opposes"
        return
    stated = len(outcome.positions)
    within = {1: "the one range stated", 2: "both ranges stated"}.get(stated, f"all {cardinal(stated)} ranges stated")
    fits = f"{_values(outcome.possible, outcome)} lie within {within}"
    yield fits + (f", but {rule.name} waits for {few(outcome.outstanding)}" if outcome.status is Status.OPEN else "")


def _range_vote(rule: Rule, outcome: RangeOutcome, members: int, reservations: Reservations) -> Iterator[str]:
    majority = rule.name.replace("-", " ")
    if outcome.choice:
        yield f"{_values(outcome.agreed, outcome)} carry by {majority}, each alone, so that a choice is to be made"
    elif outcome.status.is_agreed:
        yield f"{_values(outcome.agreed, outcome)} carry by {majority}"
    elif outcome.status is Status.OPEN:
        yield f"{_values(outcome.possible, outcome)} could carry by {majority} with {few(outcome.outstanding)}"
    else:
        yield f"no value carries by {majority}"
    if widest := outcome.widest_support:
        where = _values([support.interval for support in widest], outcome)
        yield f"the widest support is {len(widest[0].for_)} of {members} members, for {where}"
    yield from _against_every_value(outcome, reservations)


def _against_every_value(outcome: RangeOutcome, reservations: Reservations) -> Iterator[str]:
    if outcome.against:
        yield f"{_entered(outcome.against, reservations)} every value"


def _values(intervals: Sequence[Interval], outcome: RangeOutcome) -> str:
    """List intervals: "up to 20 and 30 to 40 months", "24 or more months"; of many only the number of the rest."""
    named, unit = [ranged(i, VALUES) for i in intervals], outcome.topic.unit
    if len(named) <= _MOST_VALUES:
        return f"{joined(named)} {unit}"
    others = cardinal(len(named) - _MOST_VALUES + 1)
    return f"{joined(named[: _MOST_VALUES - 1])} {unit} and {others} other ranges"
