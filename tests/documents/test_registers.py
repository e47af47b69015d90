"""The tables of the synthesis with a row for each delegation, reservation, condition, offer or statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.registers import reservations
from responsegen.documents.synthesis.annexes import circles, conditions, offers
from responsegen.documents.synthesis.matrix import matrix
from responsegen.documents.words import NBSP
from responsegen.dossier.model import AnyOf, Source
from tests.consensus import builders as build
from tests.documents.synthesised import FIVE, FOUR, page, printed, voted

if TYPE_CHECKING:
    from responsegen.documents.synthesis.matrix import Cell
    from responsegen.dossier.model import Answer, AnyTopic, Dossier


def cell(dossier: Dossier, delegation: str = "HU") -> Cell:
    """Where a delegation stands on the first topic."""
    (row,) = (row for row in matrix(dossier, joint_answer(dossier)).rows if row.delegation == delegation)
    return row.cells[0]


@pytest.mark.parametrize(
    ("said", "reserved", "signs", "words"),
    [
        ("support/accept", "", "+", "for both points"),
        ("support/oppose", "", "+1 ×1", "for one point, against one point, and in the way (oil)"),
        ("oppose/oppose", "", "×", "against both points, and in the way"),
        ("abstain/support", "", "+1 A1", "for one point, abstaining on one point"),
        ("undecided/support", "", "+1 U1", "for one point, undecided or without an answer on one point"),
        ("support", "", "+1 U1", "for one point, undecided or without an answer on one point"),
        ("support/support", "sanctions scrutiny", "S", "reserving its reply on both points"),
        (
            "support/oppose",
            "sanctions scrutiny",
            "×1 S1",
            "against one point, and in the way (oil), reserving its reply",
        ),
        ("support/support", "sanctions.oil linguistic", "+ R", "for both points, with a reservation on one point"),
        (
            "support/support",
            "sanctions.oil substantive",
            "+1 ×1 V",
            "for one point, against one point, and in the way (oil), by a substantive reservation on one point",
        ),
    ],
)
def test_a_cell_of_the_matrix_has_signs_and_words(said: str, reserved: str, signs: str, words: str) -> None:
    dossier = voted(f"{FOUR} HU:{said}")
    held = (build.reservation(*reserved.split()),) if reserved else ()
    positions = dossier.positions | {"HU": replace(dossier.positions["HU"], reservations=held)}
    found = cell(replace(dossier, positions=positions))
    assert found.signs == signs
    assert found.words.startswith(words)
    assert found.blocks == ("×" in signs)


def test_against_and_not_in_the_way_is_a_sign_of_its_own() -> None:
    topic = build.options("simple-majority", FIVE)
    said = {"BE": "support", "DE": "support", "FR": "support", "HU": "oppose"}
    positions = [build.position(d, {topic.id: build.stances({"listings": s})}) for d, s in said.items()]
    dossier = build.dossier([topic], positions, FIVE)
    assert [cell(dossier, d).signs for d in ("BE", "HU", "PL")] == ["+", "−", "…"]
    assert not cell(dossier).blocks


@pytest.mark.parametrize(
    ("topic", "answer", "signs"),
    [
        (build.ranges("consensus", FIVE), build.span(60_000), "≥60k ×"),
        (build.ranges("consensus", FIVE), build.span("abstain"), "A"),
        (build.ranges("consensus", FIVE), build.span("undecided"), "U"),
        (build.contribution(FIVE), build.pledge(5, 9), "yes"),
        (build.contribution(FIVE), build.pledge(5, 9, build.force(9)), "cond."),
        (build.contribution(FIVE), build.pledge(stance="considering"), "cons."),
        (build.contribution(FIVE), build.pledge(stance="no"), "no"),
        (build.offers(FIVE), build.offered({"artillery": (5, "firm")}), "+"),
        (build.needs(electorate=FIVE, ids="airlift fuel"), build.needed({"airlift": "not-needed"}), "o"),
        (build.needs(electorate=FIVE, ids="airlift fuel"), build.needed({"airlift": "essential"}), "+1 o1"),
    ],
)
def test_other_kinds_of_answers_have_signs_too(topic: AnyTopic, answer: Answer, signs: str) -> None:
    others = {"force_size": build.span(0, 40_000)} if topic.id == "force_size" else {}
    positions = [build.position("HU", {topic.id: answer}), build.position("BE", others)]
    assert cell(build.dossier([topic], positions, FIVE)).signs == signs


def test_whoever_is_not_asked_has_an_empty_cell_and_who_speaks_for_whom_is_said() -> None:
    topic = build.options("consensus", ("BE", "HU"), "lng")
    said = build.position("BE", {"sanctions": build.stances({"lng": "support"})}, speaks_for="HU")
    dossier = build.dossier([topic], [said, build.position("FR", status="draft", answers=said.answers)], FIVE)
    rows = {row.delegation: (row.state, row.cells[0].signs) for row in matrix(dossier, joint_answer(dossier)).rows}
    assert rows == {
        "BE": ("", "+"),
        "DE": ("", ""),
        "FR": ("draft", ""),
        "HU": ("by BE", "+"),
        "PL": ("", ""),
    }


def test_the_signs_that_occur_are_explained_and_those_in_the_way_framed() -> None:
    table = matrix(found := voted(f"{FOUR} HU:oppose/abstain"), joint_answer(found))
    assert [sign for sign, _ in table.legend] == ["+", "A", "×"]
    troops = build.dossier([build.contribution(FIVE)], [build.position("BE", {"troops": build.pledge(5, 9)})], FIVE)
    assert [sign for sign, _ in matrix(troops, joint_answer(troops)).legend] == ["…"]  # no silence in "yes"
    assert table.blocks
    assert '<span class="sign blocks" title="Abstaining on one point, against one point' in page(found)


def test_every_reservation_is_registered_with_what_it_does() -> None:
    topics = [build.options(electorate=FIVE, ids="lng oil"), build.contribution(FIVE), build.offers(FIVE)]
    said = {"sanctions": build.stances({"lng": "support", "oil": "support"}), "troops": build.pledge(100, 200)}
    held = [
        ("BE", "troops", "substantive"),
        ("BE", "sanctions.lng", "scrutiny"),
        ("DE", "sanctions", "parliamentary"),
        ("DE", "troops", "parliamentary"),
        ("FR", "sanctions.oil", "substantive"),
        ("FR", "assistance", "general"),
        ("HU", "sanctions", "scrutiny"),
        ("HU", "sanctions.oil", "general"),
        ("HU", "troops", "linguistic"),
        ("PL", "sanctions", "general"),
    ]
    positions = [
        build.position(
            d,
            said | ({"sanctions": build.stances({"lng": "support", "oil": "oppose"})} if d == "HU" else {}),
            *(build.reservation(on, kind) for holder, on, kind in held if holder == d),
            status="draft" if d == "PL" else "cleared",
            speaks_for="LU" if d == "BE" else "",
        )
        for d in ("BE", "DE", "FR", "HU", "PL")
    ]
    dossier = build.dossier(topics, positions, (*FIVE, "LU"))
    assert [(r.delegation, r.about, r.kind, r.effect) for r in reservations(dossier)] == [
        ("BE (also LU)", "sanctions: lng", "scrutiny", "reply outstanding"),
        ("BE", "troops", "substantive", "neither assured nor attainable"),
        ("DE", "sanctions (both points)", "parliamentary", "answer counted"),
        ("DE", "troops", "parliamentary", "attainable, not assured"),
        ("FR", "sanctions: oil", "substantive", "counts as against"),
        ("FR", "assistance", "general", "offer counted"),
        ("HU", "sanctions (both points)", "scrutiny", "reply outstanding; where it opposes, counts as against"),
        ("HU", "sanctions: oil", "general", "counts as against"),
        ("HU", "troops", "linguistic", "answer counted"),
        ("PL", "sanctions (both points)", "general", "draft, not counted"),
    ]


def test_conditions_are_listed_once_with_those_who_name_them_and_the_scenarios_that_hold_them() -> None:
    either = AnyOf((build.event("peace"), build.us("airlift")), build.HERE)
    said = {
        "BE": build.pledge(1, 2, build.event("ceasefire"), build.partners("DE FR")),
        "DE": build.pledge(1, 2, build.event("ceasefire"), either, build.force(900)),
        "FR": build.pledge(1, 2, AnyOf((build.partners("BE"), build.partners("DE PL")), build.HERE)),
        "HU": build.pledge(stance="no"),
    }
    topics = [build.contribution(FIVE), build.needs(electorate=FIVE)]
    scenarios = {"none": build.scenario("none"), "full": build.scenario("full", us=["airlift"], events=["ceasefire"])}
    dossier = build.dossier(
        topics,
        [build.position(d, {"troops": answer}) for d, answer in said.items()],
        FIVE,
        events={"ceasefire": "A ceasefire is in force.", "peace": "There is peace."},
        scenarios=scenarios,
    )
    assert [(c.words.replace(NBSP, " "), c.delegations, c.scenarios) for c in conditions(dossier)] == [
        ("A ceasefire is in force", "BE and DE", "full"),
        ("Either there is peace, or airlift from the United States", "DE", "full"),
        ("At least 900 personnel are pledged in all", "DE", "–"),
        ("Others take part", "BE (DE and FR), FR (BE, or DE and PL)", "–"),
    ]


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ({}, ""),
        ({"BE": "DE", "DE": "BE"}, "BE and DE wait for each other: their contributions become assured only together."),
        ({"BE": "DE", "DE": "BE", "HU": "PL", "PL": "HU"}, "BE and DE, and HU and PL, wait for each other: their"),
    ],
)
def test_those_who_wait_for_each_other_are_named(pairs: dict[str, str], words: str) -> None:
    said = [build.position(d, {"troops": build.pledge(5, 9, build.partners(other))}) for d, other in pairs.items()]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, scenarios={"full": build.scenario("full")})
    assert circles(joint_answer(dossier)).startswith(words)
    assert bool(circles(joint_answer(dossier))) == bool(words)


def test_offers_are_listed_by_delegation() -> None:
    said = [
        build.position(d, {"assistance": build.offered({"drones": (n, "firm")})}) for d, n in (("BE", 4), ("DE", None))
    ]
    dossier = build.dossier([build.offers(FIVE, "artillery drones")], said, FIVE)
    assert [(o.delegation, o.item, o.quantity.replace(NBSP, " "), o.status, o.by) for o in offers(dossier)] == [
        ("BE", "drones", "4 rounds", "firm", "no date"),
        ("DE", "drones", "not stated", "firm", "no date"),
    ]


@pytest.mark.parametrize("conflicts", [True, False])
def test_statements_in_conflict_are_spoken_of_where_there_are_any(*, conflicts: bool) -> None:
    source = Source("sanctions", None, place=build.HERE, speaker="Minister", quote="Never.", conflicts=conflicts)
    position = replace(build.position("BE", {"sanctions": build.stances({"lng": "support"})}), sources=(source,))
    text = printed(build.dossier([build.options(electorate=FIVE, ids="lng")], [position], FIVE))
    assert "“Never.”" in text
    assert ("a statement at odds with another one or with the recorded answer" in text) == conflicts
    assert ("In conflict with what else is recorded. “Never.”" in text) == conflicts
