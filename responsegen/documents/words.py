"""Put numbers, dates, ranges, lists and single answers into words, by the EU's Interinstitutional Style Guide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar, assert_never

from responsegen.consensus.number_words import (
    NBSP,
    SMALL_NUMBERS,
    RangeForms,
    by_number,
    cardinal,
    joined,
    number,
    ranged,
    rounded,
)
from responsegen.dossier.model import (
    AnyOf,
    AnyTopic,
    Condition,
    Dossier,
    Event,
    EventHappens,
    Interval,
    MinimumForce,
    Necessity,
    Need,
    Number,
    Option,
    RuleName,
    Source,
    Stance,
    Together,
    UsProvides,
    Willingness,
    digits,
)
from responsegen.dossier.states import KOSOVO_NOTE, STATES

__all__ = [
    "NBSP",
    "SMALL_NUMBERS",
    "cardinal",
    "joined",
    "number",
    "rounded",
]  # reasons of the joint answer are worded with them, too
KeyT = TypeVar("KeyT")
ItemT = TypeVar("ItemT")
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 (reads better than twelve quoted words)
)
ARTICLES = {"A", "All", "An", "Another", "At", "Both", "Each", "Every", "No", "Some", "The", "There", "Which", "Who"}
NO_PART_OF_A_NAME = ARTICLES | {
    "After",
    "Before",
    "Full",
    "Further",
    "More",
    "Other",
    "Under",
    "Until",
    "With",
    "Without",
}
ALWAYS_CAPITAL = frozenset(
    """
    Article Europe European Europeans Kyiv Moscow Russian Russians Ukrainian Ukrainians Union United
    Afghan African Albanian American Armenian Asian Australian Austrian Baltic Belarusian Belgian Bosnian British
    Bulgarian Canadian Chinese Croatian Cypriot Czech Danish Dutch Estonian Finnish French Georgian German Greek
    Hungarian Icelandic Indian Iranian Iraqi Irish Israeli Italian Japanese Korean Latvian Libyan Lithuanian Maltese
    Moldovan Nordic Norwegian Palestinian Polish Portuguese Romanian Serbian Slovak Slovenian Spanish Swedish Swiss
    Syrian Turkish Western
    """.split()  # noqa: SIM905 (as above)
)
DOUBTFUL_PLURALS = ("ies", "ses", "xes", "zes", "ches", "shes", "ss")
MONTH = 30  # days
_ARTICLE = re.compile("Article (?P<number>[^ ]+) (?P<treaty>TEU|TFEU)")
PLURALS = {"is": "are", "has": "have", "does": "do", "goes": "go"}  # of verbs that lose more than their "s"
UNITS = "hours days weeks months years mm km personnel euro million billion".split()  # noqa: SIM905 (as above)
# Compiled where they are used first: this module is loaded for less, too.
UNBROKEN = rf"(?<=\d) (?=\d{{3}}(?!\d)|%|(?:{'|'.join(UNITS)})\b)"  # 30 000, 65 %, 24 hours
APOSTROPHE = r"(?<=\w)'(?=\w)"
STANCE_WORDS = {
    Stance.SUPPORT: "supports",
    Stance.ACCEPT: "can accept",
    Stance.ABSTAIN: "abstains",
    Stance.CONSTRUCTIVE_ABSTENTION: "abstains constructively, by formal declaration",
    Stance.OPPOSE: "opposes",
    Stance.UNDECIDED: "is undecided",
}
NECESSITY_WORDS = {
    Necessity.ESSENTIAL: "essential",
    Necessity.DESIRABLE: "desirable",
    Necessity.NOT_NEEDED: "not needed",
    Necessity.OPPOSE: "opposes asking for it",
    Necessity.ABSTAIN: "abstains",
    Necessity.UNDECIDED: "is undecided",
}
SAID_IN_PUBLIC = {  # which is no promise
    Willingness.YES: "said that it would",
    Willingness.CONDITIONAL: "named conditions",
    Willingness.CONSIDERING: "said that it would consider it",
    Willingness.NO: "said that it would not",
    Willingness.UNDECIDED: "left it open",
}
NO_EFFECT = "No contribution takes effect in any scenario"
A_SMALL_CONTRIBUTION = "a small contribution"
WILLINGNESS_WORDS = {
    Willingness.YES: "ready to contribute",
    Willingness.CONDITIONAL: "ready to contribute",
    Willingness.CONSIDERING: "is considering it",
    Willingness.NO: "will not contribute",
    Willingness.UNDECIDED: "is undecided",
}


def together(pairs: Iterable[tuple[KeyT, ItemT]]) -> dict[KeyT, list[ItemT]]:
    """Put together what has the same key, such as all delegations of which the same is said."""
    found: dict[KeyT, list[ItemT]] = {}
    for key, item in pairs:
        found.setdefault(key, []).append(item)
    return found


def spelled(value: StrEnum) -> str:
    """Write a word of the vocabulary in running text: `agreed with reservations`, `not agreed`."""
    return value.value.replace("-", " ")


def rule_words(rule: RuleName) -> str:
    """Name a rule in running text: `qualified majority`; `opt-in` keeps its hyphen."""
    return spelled(rule) if rule.facts.votes else rule.value


def source_words(source: Source) -> str:
    """Say where a statement stands: `Prime Minister, 17 February 2025, outlet`."""
    parts = [source.speaker, day(source.said_on) if source.said_on else None, source.outlet]
    return ", ".join(part for part in parts if part)


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Count things, in words below ten: `no delegation`, `one delegation`, `26 delegations`."""
    return f"{cardinal(count)} {noun if count in (0, 1) else plural or f'{noun}s'}"


def verb(count: Sized | int, does: str) -> str:
    """Put what somebody does in its number: of two, `has yet to reply` is `have yet to reply`."""
    first, blank, rest = does.partition(" ")
    return by_number(count, does, f"{PLURALS.get(first, first.removesuffix('s'))}{blank}{rest}")


def do(who: Sequence[str], does: str) -> str:
    """Say what these do: `HU abstains`, `HU and SK abstain`."""
    return f"{joined(who)} {verb(who, does)}"


def all_of(count: int, noun: str) -> str:
    """Count things that are all meant: `one delegation`, `both delegations`, `all 27 delegations`."""
    return f"both {noun}s" if count == 2 else f"{'all ' if count > 2 else ''}{counted(count, noun)}"  # noqa: PLR2004 (two)


def cited(articles: Iterable[str]) -> str:
    """Cite articles as one does: `Articles 29 and 31(1) TEU and Article 238(4) TFEU`."""
    numbers: dict[str, list[str]] = {}
    for article in articles:
        found = _ARTICLE.fullmatch(article)
        numbers.setdefault(found["treaty"] if found else article, []).extend([found["number"]] if found else [])
    several = {treaty: "s" if len(of_treaty) > 1 else "" for treaty, of_treaty in numbers.items()}
    return joined([f"Article{several[t]} {joined(n)} {t}" if n else t for t, n in numbers.items()])


def electorate_words(name: str, count: int) -> str:
    """Call an electorate by its name, after its number: `the 16 states planning the force`."""
    name = name.removeprefix("the ")
    is_counted = count == 1 or name.split()[0] in {str(count), cardinal(count)}
    return f"the {name}" if is_counted else f"the {cardinal(count)} {name}"


def percent(share: Fraction, places: int = 2) -> str:
    """Write a share of one as a percentage: `65 %`, `97.87 %`; whole numbers without places."""
    value = share * 100
    return f"{rounded(value, 0 if value.denominator == 1 else places)}{NBSP}%"


def decimal(value: Fraction) -> str:
    """Write a factor as people do: `3`, `2.5`."""
    return rounded(value, 2).rstrip("0").rstrip(".")


def day(value: date) -> str:
    """Write a date in running text: `17 February 2025`."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """Write an instant with its offset: `16 February 2025, 18.00 (UTC+1)`."""
    offset = value.utcoffset() or timedelta()
    sign, minutes = ("+", offset) if offset >= timedelta() else ("\N{MINUS SIGN}", -offset)
    hours, rest = divmod(int(minutes.total_seconds()) // 60, 60)
    zone = f"UTC{sign}{hours}" + (f".{rest:02}" if rest else "") if minutes else "UTC"
    return f"{day(value)}, {value:%H.%M} ({zone})"


def extent(interval: Interval, unit: str = "") -> str:
    """Write a range in a sentence: `between 30 000 and 40 000 personnel`, `at least 24 months`."""
    words = ranged(interval, RangeForms("between {} and {}", "at least {}", "up to {}", "any number"))
    of = " of " if interval == Interval(0, None) else NBSP
    return f"{words}{of}{unit_of(interval, unit)}" if unit else words


def extents(intervals: Sequence[Interval], unit: str = "") -> str:
    """Write several ranges in a sentence: `up to 9 personnel or between 20 and 30 personnel`."""
    return joined([extent(interval, unit) for interval in intervals], "or")


def spoken(interval: Interval) -> str:
    """Write a range without signs that are skipped when read aloud: `30 000 to 40 000`, `at least 24`."""
    return ranged(interval, RangeForms("{} to {}", "at least {}", "up to {}", "any number"))


def span(interval: Interval) -> str:
    """Write a range in a table: `30 000–40 000`, `≥ 24`, `≤ 40 000`, `25 000`."""
    return ranged(interval, RangeForms("{}–{}", f"≥{NBSP}{{}}", f"≤{NBSP}{{}}", "any"))


def brief(interval: Interval) -> str:
    """Write a range in a narrow column, thousands as k: `30–50k`, `≥20k`, `≤24`, `24–60`, `any`."""
    low, high = interval.low, interval.high
    thousands = low % 1_000 == 0 and (high or 0) % 1_000 == 0 and (high or low) >= 1_000  # noqa: PLR2004 (a thousand)
    if not thousands:
        return ranged(interval, RangeForms("{}–{}", "≥{}", "≤{}", "any"), digits)
    scaled = Interval(low // 1_000, high and high // 1_000)
    return ranged(scaled, RangeForms("{}–{}k", "≥{}k", "≤{}k", "any", "{}k"), digits)


def unit_of(interval: Interval, unit: str) -> str:
    """Adapt a unit to its number: `hubs`, but `hub` with one; an ending that hides the singular is left."""
    is_one = interval.low == interval.high == 1
    return unit[:-1] if is_one and unit.endswith("s") and not unit.endswith(DOUBTFUL_PLURALS) else unit


def total(interval: Interval | None) -> str:
    """Write a sum of pledges in a table: `600–1 000`, `600 or more`; a sum that is withheld without its number."""
    return (
        A_SMALL_CONTRIBUTION
        if interval is None
        else ranged(interval, RangeForms("{}–{}", "{} or more", "0–{}", "0 or more"))
    )


def readiness(days: int) -> str:
    """Say how long a force takes to be ready, always in days, so that one compares with another: `180 days`."""
    return counted_figures(days, "day")


def duration(days: int) -> str:
    """Say how long something lasts, in months wherever they come out even: `24 months`, `3 months`, but `45 days`."""
    return counted_figures(days, "day") if days % MONTH or not days else counted_figures(days // MONTH, "month")


def lasting(personnel: Interval | None, months: Number) -> str:
    """Say how many of a force stay for how long: `17 200–23 650 for 24 months`."""
    return f"{total(personnel)} for {f'{number(months)}{NBSP}months' if months else 'a day'}"


def counted_figures(count: int, noun: str) -> str:
    """Count things in figures: `1 day`, `24 months`."""
    return f"{number(count)}{NBSP}{noun}{'' if count == 1 else 's'}"


def wanted(*, agreed: bool) -> str:
    """Name the size that forces are measured against: `30 000 required`, `20 000 proposed`."""
    return "required" if agreed else "proposed"


def inside(text: str) -> str:
    """Let a text run on inside a sentence: small where it begins with an article, else as it is, as names are."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text[:1].lower() + text[1:] if first in ARTICLES else text


def supported(word: str | None) -> str:
    """Put the word that a dossier wants before "supported", if it wants any: `firmly supported`."""
    return f"{word} supported" if word else "supported"


def capital(text: str) -> str:
    """Begin a text with a capital letter; a ligature there has one, too: `ﬁnal` is `Final`."""
    return text[:1].title() + text[1:]


def typeset(text: str) -> str:
    """Set what somebody typed as it is printed: numbers stay whole and with their unit, apostrophes are curved."""
    return re.sub(APOSTROPHE, "\N{RIGHT SINGLE QUOTATION MARK}", unbroken(text))


def unbroken(text: str) -> str:
    """Put a no-break space within a number, and between it and its unit: `30 000`, `24 hours`."""
    return re.sub(UNBROKEN, NBSP, text)


def sentence(text: str) -> str:
    """Set a text as it is printed, with a capital letter at its start and a full stop at its end."""
    text = capital(typeset(text.strip()))
    return text if not text or text.endswith((".", "!", "?", ".”")) else f"{text}."


def clause(text: str) -> str:
    """Set a text as it is printed, without its closing full stop, so that it can stand inside another sentence."""
    return typeset(text.strip().removesuffix("."))


FILTERS: Mapping[str, Callable[..., object]] = {
    function.__name__: function
    for function in (
        *(all_of, brief, capital, cardinal, clause, counted, day, decimal, duration, extent, inside, joined, moment),
        *(number, percent, readiness, sentence, span, supported, total, typeset),
    )
}


KOSOVO, DESIGNATION = "XK", "*"


def phrase_of(said: Option | Need | Event | AnyTopic) -> str:
    """Say how something reads inside a sentence: its phrase, else its label, small at its start unless it is a name."""
    match said:
        case Option() | Need():
            return clause(said.phrase or _run_on(said.label, said.text))
        case Event():
            return clause(said.phrase or _run_on(said.label))
        case _:
            return clause(_run_on(said.title, said.text or ""))


def _run_on(label: str, text: str = "") -> str:
    """Begin a label small, unless it begins with a name.

    Names are those of states and nationalities, abbreviations such as NATO, several words in a row that begin with
    capitals, such as Security Council, and a word that the label's own text has capital inside a sentence.
    """
    first, *others = re.split(r"[\s-]", label, maxsplit=2) if label else ("",)
    states = (state.name for state in STATES.values() if label.startswith(state.name))
    of_state = any(re.match(rf"{re.escape(state)}\b", label) for state in states)
    inside_text = first and re.search(rf"(?<=[\w,;] ){re.escape(first)}\b", text)
    in_a_row = bool(others) and others[0].istitle() and first not in NO_PART_OF_A_NAME and not _is_name(others[0])
    return label if of_state or _is_name(first) or inside_text or in_a_row else label[:1].lower() + label[1:]


def _is_name(word: str) -> bool:
    return word in ALWAYS_CAPITAL or word[1:] != word[1:].lower()


def name_of(dossier: Dossier, code: str, *, article: bool = False) -> str:
    """Name a state, a party or the addressee: `Netherlands`, or with its article `the Netherlands`.

    Kosovo carries the asterisk of the EU's Interinstitutional Style Guide, whose text `designation` gives.
    """
    name = dossier.name_in_text(code)
    return (name if article else name.removeprefix("the ")) + (DESIGNATION if code == KOSOVO else "")


def designation(codes: Iterable[str]) -> str:
    """Give the footnote that has to stand on a paper which names these, or nothing."""
    return f"{DESIGNATION} {KOSOVO_NOTE}" if KOSOVO in codes else ""


def condition_words(dossier: Dossier, condition: Condition, *, named: bool = True) -> str:
    """Word a condition as one item of a list of conditions; where not `named`, partners stay unnamed."""
    match condition:
        case UsProvides(need):
            addressee = name_of(dossier, dossier.addressee, article=True)
            return f"{phrase_of(dossier.needs[need])} from {addressee}"
        case EventHappens(event):
            return phrase_of(dossier.events[event])
        case Together(delegations):
            partners = f"{joined(delegations)} {by_number(delegations, 'takes', 'take')} part"
            return partners if named else "certain other delegations take part"
        case MinimumForce(personnel):
            least = f"at least {number(personnel)}{NBSP}personnel are" if named else "a certain number of personnel is"
            return f"{least} pledged in all"
        case AnyOf(alternatives):
            choices = dict.fromkeys(condition_words(dossier, c, named=named) for c in alternatives)
            return f"either {', or '.join(choices)}" if len(choices) > 1 else next(iter(choices))
        case _:
            assert_never(condition)
