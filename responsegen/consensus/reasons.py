"""Why an outcome is as it is: a verdict with its columns and arithmetic in, one exact English sentence out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from responsegen.consensus.answer import Arithmetic, Columns, Status
from responsegen.consensus.population import percent
from responsegen.consensus.rules.rule import Rule

TOO_CLOSE = "the rounding of the published population shares could turn this"
_MOST_NAMES = 6
_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def because(rule: Rule, status: Status, columns: Columns, arithmetic: Arithmetic, reserved: Sequence[str]) -> str:
    """One sentence, with delegations by their codes since programs read it too; `reserved` are those with a limit."""
    clauses = _unopposed if rule.facts.unopposed else _by_majority
    said = list(clauses(rule, status, columns, arithmetic))
    if status is Status.AGREED_WITH_RESERVATIONS:
        said.append(qualifying_clause(reserved))
    if arithmetic.too_close_to_call:
        said.append(TOO_CLOSE)
    return sentence(said)


def _unopposed(rule: Rule, status: Status, columns: Columns, arithmetic: Arithmetic) -> Iterator[str]:
    if columns.against:
        yield _against(columns)
        yield f"{rule.name} carries only with nobody against"
    elif status is Status.OPEN and columns.opposing:
        them = "it" if len(columns.opposing) == 1 else "them"
        yield "nobody is counted against"
        yield f"{_act('oppose', columns.opposing)} under a reservation that leaves {them} outstanding"
        yield f"{rule.name} waits for {names(columns.outstanding)}"
    elif status is Status.OPEN:
        yield f"nobody is against, but {rule.name} waits for {names(columns.outstanding)}"
    elif status.is_agreed:
        yield f"nobody is against and {support(arithmetic)}"
        if columns.silent:
            yield f"{names(columns.silent)} {are(columns.silent)} for by silence"
        if columns.abstaining:
            yield f"abstention by {names(columns.abstaining)} does not prevent {rule.name}"
        if columns.constructive:
            by = names(columns.constructive)
            yield f"constructive abstention by {by} stays below a third of the members or of the population"
    elif len(columns.for_) == len(columns.silent) and not columns.outstanding:
        yield f"nobody has said that they are for it, and {rule.name} needs somebody for"
    else:
        declared = columns.constructive
        share = next(t.reached for t in arithmetic.thresholds if t.is_share)
        yield (
            f"{_act('abstain', declared)} constructively, "
            f"{len(declared)} of {arithmetic.members} members with {percent(share)} % of the population"
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
        yield f"{names(columns.outstanding)}, outstanding, {could}"


def _majority_facts(arithmetic: Arithmetic) -> Iterator[str]:
    """The number, then the population and the blocking minority where the rule has them."""
    number, *others = arithmetic.thresholds
    yield f"{support(arithmetic)} ({number.required} needed)"
    if not others:
        return
    population, *blocking = others
    needed = percent(population.required).removesuffix(".00")
    yield f" with {percent(population.reached)} % of the population ({needed} % needed)"
    if blocking and number.met and not population.met:
        not_for, enough = int(blocking[0].reached), "too few" if blocking[0].met else "enough"
        verb = "is" if not_for == 1 else "are"
        yield f", while the {in_words(not_for)} that {verb} not for {verb} {enough} to block "
        yield f"({blocking[0].required} needed)"


def _against(columns: Columns) -> str:
    """Who is against, and who of them says otherwise, but has a reservation that counts so."""
    said = f"{names(columns.against)} {are(columns.against)} against"
    if not columns.by_reservation:
        return said
    who = "" if columns.by_reservation == columns.against else f"{names(columns.by_reservation)} "
    return f"{said}, {who}by a reservation"


def qualifying_clause(reserved: Sequence[str]) -> str:
    """Whose reservations keep an agreement from being one without any."""
    return f"{names(reserved)} {has(reserved)} a reservation that leaves the stance counted"


def support(arithmetic: Arithmetic) -> str:
    """How many of how many are for: "26 of 27 members are for"."""
    return f"{arithmetic.for_} of {arithmetic.members} members {'is' if arithmetic.for_ == 1 else 'are'} for"


def sentence(clauses: Iterable[str]) -> str:
    """Clauses joined into one sentence, from a capital letter to a full stop."""
    said = "; ".join(clauses)
    return f"{said[0].title()}{said[1:]}."


def names(delegations: Sequence[str]) -> str:
    """A list in words, and only the number of those beyond the first six: "DE, FR and IT"."""
    shown = list(delegations)
    if len(shown) > _MOST_NAMES:
        shown = [*shown[: _MOST_NAMES - 1], f"{in_words(len(shown) - _MOST_NAMES + 1)} others"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def in_words(number: int) -> str:
    """A number in words below ten: "nine", "10"; thousands set apart by a no-break space."""
    return _IN_WORDS[number] if number < len(_IN_WORDS) else f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _act(verb: str, delegations: Sequence[str]) -> str:
    """Who does it: "HU opposes", "HU and SK oppose"."""
    return f"{names(delegations)} {verb}{'s' if len(delegations) == 1 else ''}"


def are(delegations: Sequence[str]) -> str:
    """The verb that agrees with the number."""
    return "is" if len(delegations) == 1 else "are"


def has(delegations: Sequence[str]) -> str:
    """The verb that agrees with the number."""
    return "has" if len(delegations) == 1 else "have"
