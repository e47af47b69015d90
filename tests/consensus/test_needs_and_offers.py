"""Needs and offers: what delegations want from the addressee, and what they offer, summed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.answer import NeedsOutcome, OffersOutcome
from responsegen.dossier.model import Interval, Necessity, Term
from tests.consensus.builders import (
    AS_OF,
    dossier,
    needed,
    needs,
    offered,
    offers,
    outcome_of,
    position,
    reservation,
)

if TYPE_CHECKING:
    from responsegen.consensus.answer import NeedOutcome, OfferOutcome

THREE = ["DE", "FR", "SE"]


def wanted(*said: str | tuple[str, str], **fields: object) -> NeedOutcome:
    """What becomes of airlift when DE, FR and SE say this, in this order; "" is an answer without airlift."""
    positions = [
        position(d, {"us_requirements": needed({"airlift": s} if s else {})}) for d, s in zip(THREE, said, strict=False)
    ]
    outcome = outcome_of(
        dossier([needs(electorate=THREE)], positions, THREE, **fields), "us_requirements", NeedsOutcome
    )
    return outcome.options["airlift"]


def test_a_need_is_essential_if_one_that_is_for_it_says_so() -> None:
    found = wanted("desirable", "essential", "abstain")
    assert (found.necessity, found.essential, found.desirable) == (Necessity.ESSENTIAL, ("FR",), ("DE",))
    assert found.status == "agreed"
    assert wanted("desirable", "desirable", "").necessity is Necessity.DESIRABLE
    assert wanted("not-needed", "", "oppose").necessity is None


def test_who_counts_as_against_or_outstanding_says_nothing_on_necessity() -> None:
    case = dossier(
        [needs(electorate=["DE", "FR"])],
        [
            position(
                "DE",
                {"us_requirements": needed({"airlift": ("essential", "long")})},
                reservation("us_requirements", "scrutiny"),
            ),
            position("FR", {"us_requirements": needed({"airlift": "desirable"})}),
        ],
        ["DE", "FR"],
    )
    outcome = outcome_of(case, "us_requirements", NeedsOutcome)
    found = outcome.options["airlift"]
    assert (found.necessity, found.essential, found.term) == (Necessity.DESIRABLE, (), (Term.SHORT,))


def test_the_terms_said_are_joined_and_without_a_word_the_needs_own_term_is_meant() -> None:
    assert wanted(("essential", "long"), ("desirable", "long"), "abstain").term == (Term.LONG,)
    assert wanted(("essential", "long"), "desirable", "abstain").term == (Term.SHORT, Term.LONG)
    assert wanted("essential", "abstain", "abstain").term == (Term.SHORT,)
    assert wanted("abstain", "abstain", "abstain").term == ()


def test_the_silent_are_for_a_need_and_say_nothing_on_its_necessity() -> None:
    found = wanted("desirable", silence_deadline=AS_OF)
    assert found.columns.silent == ("FR", "SE")
    assert (found.essential, found.desirable) == ((), ("DE",))


def test_offers_add_up_firm_and_indicative_apart() -> None:
    case = dossier(
        [offers(THREE, ids="artillery drones")],
        [
            position("DE", {"assistance": offered({"artillery": (50_000, "firm"), "drones": (10, "firm")})}),
            position(
                "FR",
                {"assistance": offered({"artillery": (20_000, "firm")})},
                reservation("assistance.artillery", "parliamentary"),
            ),
            position("SE", {"assistance": offered({"artillery": (None, "indicative")})}),
        ],
        THREE,
    )
    outcome = outcome_of(case, "assistance", OffersOutcome)
    artillery: OfferOutcome = outcome.options["artillery"]
    assert (artillery.firm, artillery.indicative) == (Interval(70_000, 70_000), Interval(0, None))
    assert artillery.delegations == ("DE", "FR", "SE")
    assert [r.delegation for r in artillery.reservations] == ["FR"]
    assert outcome.options["drones"].delegations == ("DE",)
    assert outcome.options["drones"].reservations == ()


def test_a_draft_and_one_outside_the_electorate_offer_nothing_that_counts() -> None:
    fifty = {"assistance": offered({"artillery": (50, "firm")})}
    case = dossier([offers(["DE"])], [position("DE", fifty, status="draft"), position("FR", fifty)], THREE)
    outcome = outcome_of(case, "assistance", OffersOutcome)
    assert outcome.options["artillery"].delegations == ()
    assert outcome.options["artillery"].firm == Interval(0, 0)
