"""List the words that the files of a dossier may use, a set for each key that takes one of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

PERSONNEL: Final = "personnel"  # the units of ranges that numbers are read and drawn in ways of their own for
MONTHS: Final = "months"


class Word(StrEnum):
    """A word as files have it, with what people write instead of it; a word that two have may mean either."""

    others: tuple[str, ...]

    def __new__(cls, value: str, others: str = "") -> Self:
        """Take the word, and the others separated by commas."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.others = tuple(others.split(", "))
        return word


def is_reservation(written: str) -> bool:
    """Tell whether this says that a stance is limited: `reserve`, `scrutiny reservation`, `parliamentary`."""
    *_, last = written.casefold().replace("-", " ").split() or [""]
    return last.startswith("reserv") or last in ReservationKind.__members__.values()


class Kind(Word):
    """What sort of answer a topic takes."""

    OPTIONS = "options", "option, choice, choices, proposals, vote"
    RANGE = "range", "number, interval, amount, quantity, figure, value"
    CONTRIBUTION = "contribution", "contributions, pledge, pledges, troops, force"
    NEEDS = "needs", "need, requirement, requirements"
    OFFERS = "offers", "offer, capability, capabilities, assistance"


class Stance(Word):
    """What a delegation says to one option."""

    SUPPORT = "support", "for, pro, in favour, in favor, favour, supports, supported, endorse, approve, agree, yes"
    ACCEPT = "accept", "acceptable, accepted, can accept, could accept, can live with, no objection, ok, agree, yes"
    ABSTAIN = "abstain", "abstains, abstained, abstaining, abstention, neutral"
    CONSTRUCTIVE_ABSTENTION = "constructive-abstention", "abstain constructively, constructive, constructively abstain"
    OPPOSE = "oppose", "against, contra, opposed, opposes, no, disagree, reject, object, objection, refuse, veto, block"
    UNDECIDED = (
        "undecided",
        "no position, no view, not decided, pending, open, unclear, tbc, tbd, considering, maybe, ?",
    )


class Necessity(Word):
    """What a delegation says to one need."""

    ESSENTIAL = (
        "essential",
        "required, necessary, needed, must, must have, critical, vital, indispensable, yes, support",
    )
    DESIRABLE = (
        "desirable",
        "desired, nice to have, useful, wanted, welcome, preferred, optional, important, yes, support",
    )
    NOT_NEEDED = "not-needed", "unnecessary, not necessary, not required, unneeded, not essential, none, no"
    OPPOSE = "oppose", "against, opposed, reject, object, no"
    ABSTAIN = "abstain", "abstains, abstaining, abstention, neutral"
    UNDECIDED = (
        "undecided",
        "no position, no view, not decided, pending, open, unclear, tbc, tbd, considering, maybe, ?",
    )


class Willingness(Word):
    """What a delegation says to a contribution of its own."""

    YES = "yes", "for, willing, ready, agree, agreed, accept, support, in favour, confirmed"
    CONDITIONAL = (
        "conditional",
        "conditionally, with conditions, on condition, if, depends, yes but, yes if, possible, maybe",
    )
    CONSIDERING = "considering", "considers, would consider, under consideration, not ruled out, maybe"
    NO = "no", "none, never, against, oppose, opposed, refuse, decline, unwilling"
    UNDECIDED = "undecided", "no position, not decided, pending, open, unclear, tbc, tbd, maybe, ?"

    @property
    def is_willing(self) -> bool:
        """Whether it is a promise, be it on conditions."""
        return self in (Willingness.YES, Willingness.CONDITIONAL)


STANCES: Final = (Stance, Necessity, Willingness)  # what a reservation may limit


class ReservationKind(Word):
    """The formal limits on a stance that Council practice knows."""

    SCRUTINY = (
        "scrutiny",
        "scrutiny reservation, scrutiny reserve, examination, study, study reservation, waiting reservation",
    )
    GENERAL = "general", "general reservation"
    PARLIAMENTARY = (
        "parliamentary",
        "parliamentary reservation, parliamentary scrutiny, parliament, national parliament",
    )
    LINGUISTIC = "linguistic", "linguistic reservation, language, translation, lawyer-linguist"
    SUBSTANTIVE = "substantive", "substantive reservation, substance, on substance"


class ReservationCounting(Word):
    """What a reservation makes of the stance that it limits."""

    OUTSTANDING = "outstanding", "open, undecided, pending"
    AGAINST = "against", "oppose, opposed, no"
    AS_STATED = "as-stated", "stated, as is, ignored"


class Term(Word):
    """When something is needed."""

    SHORT = "short"
    LONG = "long"


class Firmness(Word):
    """How far an offer binds."""

    FIRM = "firm", "confirmed, committed, certain, binding, definite"
    INDICATIVE = "indicative", "tentative, provisional, possible, estimate, estimated, planned"


class IfNotAgreed(Word):
    """How the response words what is not agreed."""

    BRACKETS = "brackets", "bracket, bracketed, square brackets, in brackets"
    SUPPORTED_BY = "supported-by", "supported, supporters"
    CHAIRS_SUMMARY = "chairs-summary", "chair's summary, chair’s summary, chair summary, summary"
    OMIT = "omit", "omitted, leave out, drop, skip, nothing"


class Wording(Word):
    """How sure the text of a question is; only a verbatim one is ever put between quotation marks."""

    VERBATIM = "verbatim", "exact, literal, original, quote, quoted"
    PARAPHRASE = "paraphrase", "paraphrased, summary, summarised, own words"


class Release(Word):
    """Who a document may go to, the widest first; one for a delegation is for that one alone."""

    ADDRESSEE = "addressee", "public, recipient, external"
    PARTICIPANTS = "participants", "participant, all delegations, members, shared"
    INTERNAL = "internal", "inside, own"
    DELEGATION = "delegation", "delegations, own delegation"


class Attribution(Word):
    """How a document names who said what."""

    NAMED = "named", "name, names, by name"
    GROUPED = "grouped", "group, groups, by group"
    ANONYMOUS = "anonymous", "anonymised, none, hidden, unnamed"


class PositionStatus(Word):
    """A draft is shown as a draft; only a cleared position counts (unless the dossier says otherwise)."""

    DRAFT = (
        "draft",
        "provisional, preliminary, tentative, unofficial, in progress, pending, wip, not cleared, uncleared",
    )
    CLEARED = "cleared", "final, approved, official, confirmed, agreed, done, clear, validated"


class ClearedBy(Word):
    """Who stands behind a position."""

    MINISTER = "minister", "prime minister, foreign minister, government, cabinet, state secretary"
    AMBASSADOR = "ambassador", "permanent representative, perm rep, head of mission, coreper, psc ambassador"
    OFFICIAL = "official", "civil servant, desk officer, expert, attaché, director, capital"
    PUBLIC_STATEMENT = "public-statement", "public, press, press release, statement, speech, interview"
