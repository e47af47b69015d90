"""Who said what, as far as a document may say it."""

from __future__ import annotations

import pytest

from responsegen.consensus.answer import RecordedReservation
from responsegen.documents.attribution import Attributor
from responsegen.dossier.model import Attribution, Reservation, ReservationKind
from responsegen.problem import Place

GROUPS = {"Nordic-Baltic": ("DK", "EE", "LV", "LT", "FI", "SE"), "Weimar": ("DE", "FR", "PL")}


@pytest.mark.parametrize(
    ("attribution", "delegations", "phrase"),
    [
        ("named", "DE FR IT", "DE, FR and IT"),
        ("named", "", "no delegation"),
        ("anonymous", "DE FR IT", "three delegations"),
        ("anonymous", "DE", "one delegation"),
        ("anonymous", "", "no delegation"),
        ("grouped", "DK EE LV LT FI SE", "Nordic-Baltic"),
        ("grouped", "DK EE", "two of Nordic-Baltic"),
        ("grouped", "DE FR PL IT", "Weimar and one other delegation"),
        ("grouped", "DK EE DE FR IT ES", "two of Nordic-Baltic, two of Weimar and two other delegations"),
        ("grouped", "DE", "one delegation"),
    ],
)
def test_delegations_in_words(attribution: str, delegations: str, phrase: str) -> None:
    who = Attributor(Attribution(attribution), GROUPS).who(delegations.split())
    assert who.phrase == phrase
    assert who.count == len(delegations.split())
    assert who.codes == (tuple(delegations.split()) if attribution == "named" else ())


def reservation(delegation: str, kind: ReservationKind, text: str | None = None) -> RecordedReservation:
    return RecordedReservation(delegation, Reservation("sanctions", None, kind, text, Place("x.yaml")))


RESERVATIONS = (
    reservation("DK", ReservationKind.PARLIAMENTARY, "The Folketing has to be consulted."),
    reservation("FI", ReservationKind.PARLIAMENTARY),
    reservation("HU", ReservationKind.SUBSTANTIVE),
)


@pytest.mark.parametrize(
    ("attribution", "notes"),
    [
        (
            "named",
            (
                "DK: parliamentary reservation. The Folketing has to be consulted.",
                "FI: parliamentary reservation.",
                "HU: substantive reservation.",
            ),
        ),
        ("anonymous", ("Two delegations: parliamentary reservation.", "One delegation: substantive reservation.")),
        ("grouped", ("Two of Nordic-Baltic: parliamentary reservation.", "One delegation: substantive reservation.")),
    ],
)
def test_a_reservation_is_worded_with_no_more_names_than_the_document_may_hold(
    attribution: str, notes: tuple[str, ...]
) -> None:
    assert Attributor(Attribution(attribution), GROUPS).reservations(RESERVATIONS) == notes


@pytest.mark.parametrize(
    ("attribution", "share", "some"),
    [
        ("named", "DE, FR and IT", "DE, FR and IT"),
        (
            "grouped",
            "three of nine delegations (two of Weimar and one other delegation)",
            "three (two of Weimar and one",
        ),
        ("anonymous", "three of nine delegations", "three"),
    ],
)
def test_the_number_is_always_given_where_there_are_no_names(attribution: str, share: str, some: str) -> None:
    everybody = ("DE", "FR", "IT", "PL", *GROUPS["Nordic-Baltic"][:5])
    who = Attributor(Attribution(attribution), GROUPS).who(("DE", "FR", "IT"), everybody)
    assert who.share == share
    assert who.some.startswith(some)


@pytest.mark.parametrize(
    ("electorate", "phrase"),
    [("DE FR PL IT", "two of Weimar and one other delegation"), ("DE FR IT", "three delegations")],
)
def test_a_group_of_fewer_than_three_that_decide_is_not_named(electorate: str, phrase: str) -> None:
    by = Attributor(Attribution.GROUPED, GROUPS).within(electorate.split())
    assert by.who(("DE", "FR", "IT")).phrase == phrase


def test_without_names_reservations_stand_in_the_order_of_their_kinds() -> None:
    found = Attributor(Attribution.ANONYMOUS, {}).reservations(RESERVATIONS[::-1])
    assert found == ("Two delegations: parliamentary reservation.", "One delegation: substantive reservation.")
