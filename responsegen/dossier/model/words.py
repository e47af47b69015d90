"""The words that the files of a dossier may use, one set for each key that takes one of them."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer a topic takes."""

    OPTIONS = "options"
    RANGE = "range"
    CONTRIBUTION = "contribution"
    NEEDS = "needs"
    OFFERS = "offers"


class Stance(StrEnum):
    """What a delegation says to one option."""

    SUPPORT = "support"
    ACCEPT = "accept"
    ABSTAIN = "abstain"
    CONSTRUCTIVE_ABSTENTION = "constructive-abstention"
    OPPOSE = "oppose"
    UNDECIDED = "undecided"


class Necessity(StrEnum):
    """What a delegation says to one need."""

    ESSENTIAL = "essential"
    DESIRABLE = "desirable"
    NOT_NEEDED = "not-needed"
    OPPOSE = "oppose"
    ABSTAIN = "abstain"
    UNDECIDED = "undecided"


class Willingness(StrEnum):
    """What a delegation says to a contribution of its own."""

    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"
    UNDECIDED = "undecided"


class ReservationKind(StrEnum):
    """The formal limits on a stance that Council practice knows."""

    SCRUTINY = "scrutiny"
    GENERAL = "general"
    PARLIAMENTARY = "parliamentary"
    LINGUISTIC = "linguistic"
    SUBSTANTIVE = "substantive"


class ReservationCounting(StrEnum):
    """What a reservation makes of the stance that it limits."""

    OUTSTANDING = "outstanding"
    AGAINST = "against"
    AS_STATED = "as-stated"


class Term(StrEnum):
    """When something is needed."""

    SHORT = "short"
    LONG = "long"


class Unit(StrEnum):
    """What a range counts."""

    PERSONNEL = "personnel"
    MONTHS = "months"


class Firmness(StrEnum):
    """How far an offer binds."""

    FIRM = "firm"
    INDICATIVE = "indicative"


class IfNotAgreed(StrEnum):
    """How the response words what is not agreed."""

    BRACKETS = "brackets"
    SUPPORTED_BY = "supported-by"
    CHAIRS_SUMMARY = "chairs-summary"
    OMIT = "omit"


class Wording(StrEnum):
    """How sure the text of a question is; only a verbatim one is ever put between quotation marks."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"


class Release(StrEnum):
    """Who a document may go to."""

    ADDRESSEE = "addressee"
    INTERNAL = "internal"
    DELEGATION = "delegation"


class Attribution(StrEnum):
    """How a document names who said what."""

    NAMED = "named"
    GROUPED = "grouped"
    ANONYMOUS = "anonymous"


class PositionStatus(StrEnum):
    """A draft is shown as a draft; only a cleared position counts (unless the dossier says otherwise)."""

    DRAFT = "draft"
    CLEARED = "cleared"


class ClearedBy(StrEnum):
    """Who stands behind a position."""

    MINISTER = "minister"
    AMBASSADOR = "ambassador"
    OFFICIAL = "official"
    PUBLIC_STATEMENT = "public-statement"
