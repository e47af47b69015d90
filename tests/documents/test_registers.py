"""The tables of the synthesis with a row for each delegation, condition, statement or file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.matrix import matrix
from responsegen.documents.registers import reservations
from responsegen.documents.synthesis import synthesis
from responsegen.documents.topics.contribution import ContributionAnalysis
from responsegen.documents.words import NBSP
from responsegen.dossier.model import (
    AnyOf,
    Attribution,
    Interval,
    PositionStatus,
    Source,
)
from responsegen.problem import Place
from tests.consensus import builders as build
from tests.documents.synthesised import FIVE, NAMED, ON_TROOPS, printed, voted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responsegen.dossier.model import Answer


@pytest.mark.parametrize(
    ("answers", "reserved", "sign"),
    [
        ({"sanctions": build.stances({"lng": "support", "oil": "accept"})}, "", "+"),
        ({"sanctions": build.stances({"lng": "support", "oil": "oppose"})}, "", "±"),
        ({"sanctions": build.stances({"lng": "oppose", "oil": "oppose"})}, "", "−"),
        ({"sanctions": build.stances({"lng": "abstain", "oil": "constructive-abstention"})}, "", "A"),
        ({"sanctions": build.stances({"lng": "undecided", "oil": "support"})}, "", "+?"),
        ({"sanctions": build.stances({"lng": "undecided", "oil": "oppose"})}, "scrutiny", "−? R"),
        ({"sanctions": build.stances({"lng": "oppose", "oil": "abstain"})}, "", "−A"),
        ({"sanctions": build.stances({"lng": "abstain", "oil": "accept"})}, "", "±"),
        ({"sanctions": build.stances({"lng": "undecided"})}, "", "?"),
        ({"sanctions": build.stances({"lng": "support"})}, "scrutiny", "+ R"),
        ({"sanctions": build.stances({"lng": "support"})}, "linguistic", "+ R"),
        ({}, "", "·"),
    ],
)
def test_a_sign_of_the_matrix_reads_without_colour(answers: Mapping[str, Answer], reserved: str, sign: str) -> None:
    topic = build.options(electorate=FIVE, ids="lng oil")
    reservations = [build.reservation("sanctions", reserved)] if reserved else []
    rows = matrix(build.dossier([topic], [build.position("HU", answers, *reservations)], FIVE)).rows
    assert [row.signs for row in rows if row.delegation == "HU"] == [(sign,)]


def test_every_sign_of_the_matrix_is_explained() -> None:
    table = matrix(voted("BE:support/oppose DE:oppose/abstain FR:abstain/undecided HU:undecided/undecided"))
    signs = {sign for row in table.rows for sign in row.signs}
    assert signs == {"±", "−A", "A?", "?", "·"}
    assert [sign for sign, _ in table.legend] == ["±", "A", "−A", "?", "·"]
    assert [(row.delegation, row.state) for row in table.rows][-1] == ("PL", "no position")


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


def test_conditions_are_registered_once_with_those_who_name_them_and_what_waits() -> None:
    ceasefire = replace(build.event("ceasefire"), place=Place("positions/XX.yaml", 7))
    either = AnyOf((build.partners("FR"), build.partners("FR")), build.HERE)
    said = [
        build.position("BE", {"troops": build.pledge(100, 200, ceasefire)}),
        build.position("DE", {"troops": build.pledge(1000, None, ceasefire, either)}),
    ]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, events={"ceasefire": "A ceasefire is in force."})
    found = synthesis(dossier, joint_answer(dossier), NAMED, "Delegations").conditions
    assert [(c.words, c.kind, c.delegations, c.waiting) for c in found] == [
        ("a ceasefire is in force", "event", ("BE", "DE"), Interval(1100, None)),
        ("FR takes part", "alternatives", ("DE",), Interval(1000, None)),
    ]
    assert [place.line for place in found[0].places] == [7, 7]


def test_conditions_that_are_counted_rank_before_those_of_drafts_and_a_least_force_is_of_its_own_kind() -> None:
    said = [
        build.position("BE", {"troops": build.pledge(1, 2, build.event("peace"))}, status=PositionStatus.DRAFT),
        build.position("DE", {"troops": build.pledge(1, 2, build.event("peace"), build.force(900))}),
        build.position("FR", {"troops": build.pledge(1, 2, build.force(900))}),
    ]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, events={"peace": "There is peace."})
    found = synthesis(dossier, joint_answer(dossier), NAMED, "Delegations").conditions
    assert [(c.kind, c.delegations, c.drafts) for c in found] == [
        ("force", ("DE", "FR"), ()),
        ("event", ("BE", "DE"), ("BE",)),
    ]


@pytest.mark.parametrize(
    ("pledges", "row"),
    [
        ({"DE": (1000, 2000)}, "DE | 1 000–2 000"),
        ({"DE": (1000, 2000), "draft": (1000, 2000)}, "DE PL (draft) | 1 000–2 000"),
        ({"draft": (1000, 2000)}, "PL (draft) | –"),
        ({"DE": None}, "DE | not stated"),
        ({"DE": None, "FR": (300, 300)}, "DE FR | 300 or more"),
    ],
)
def test_no_more_personnel_waits_than_is_counted_and_stated(
    pledges: Mapping[str, tuple[int, int] | None], row: str
) -> None:
    answers = {d: build.pledge(*(stated or (0, 0)), build.event("ceasefire")) for d, stated in pledges.items()}
    said = [
        build.position(
            "PL" if d == "draft" else d,
            {"troops": answer if pledges[d] else replace(answer, pledge=None)},
            status=PositionStatus.DRAFT if d == "draft" else PositionStatus.CLEARED,
        )
        for d, answer in answers.items()
    ]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, events={"ceasefire": "A ceasefire is in force."})
    assert f"A ceasefire is in force | event | {row} |" in printed(dossier)


def test_a_draft_that_pledges_is_a_draft_in_the_grid_on_the_map_and_among_the_pledges() -> None:
    draft = build.position("PL", {"troops": build.pledge(1, 2)}, status=PositionStatus.DRAFT)
    said = [build.position("DE", {"troops": build.pledge(1, 2)}), draft]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, questions=ON_TROOPS)
    content = synthesis(dossier, joint_answer(dossier), NAMED, "Delegations")
    ((found,),) = (q.topics for q in content.questions)
    assert content.matrix is not None
    assert isinstance(found.analysis, ContributionAnalysis)
    assert found.picture is not None
    assert [(r.state, r.signs) for r in content.matrix.rows if r.delegation == "PL"] == [("draft", ("+",))]
    assert "so are drafts, though they are not counted." in printed(dossier)
    assert "Draft, not counted, one delegation: PL." in found.picture.alt
    assert [r.delegation for r in found.analysis.rows if r.draft] == ["PL"]
    assert "drafts are marked, and not counted." in printed(dossier)
    assert "drafts are marked" not in printed(build.dossier([build.contribution(FIVE)], said[:1], FIVE))


@pytest.mark.parametrize(
    ("stance", "words"),
    [("yes", "Yes"), ("conditional", "Conditional"), ("considering", "Considering it"), ("undecided", "Undecided")],
)
def test_the_map_has_a_word_for_every_stance(stance: str, words: str) -> None:
    said = [build.position("DE", {"troops": build.pledge(1, 2, stance=stance)})]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, questions=ON_TROOPS)
    ((found,),) = (q.topics for q in synthesis(dossier, joint_answer(dossier), NAMED, "Delegations").questions)
    assert found.picture is not None
    assert f"{words}, one delegation: DE." in found.picture.alt


@pytest.mark.parametrize("conflicts", [True, False])
def test_statements_in_conflict_are_spoken_of_where_there_are_any(*, conflicts: bool) -> None:
    source = Source("sanctions", None, build.HERE, speaker="Minister", quote="Never.", conflicts=conflicts)
    position = replace(build.position("BE", {"sanctions": build.stances({"lng": "support"})}), sources=(source,))
    text = printed(build.dossier([build.options(electorate=FIVE, ids="lng")], [position], FIVE))
    assert "“Never.”" in text
    assert ("a statement at odds with another one or with the recorded answer" in text) == conflicts
    assert ("In conflict with what else is recorded. “Never.”" in text) == conflicts


def test_those_who_wait_for_each_other_are_named_and_the_force_has_a_peak() -> None:
    pairs = {"BE": "DE", "DE": "BE", "HU": "PL", "PL": "HU"}
    said = [build.position(d, {"troops": build.pledge(5, 9, build.partners(other))}) for d, other in pairs.items()]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, scenarios={"full": build.scenario("full")})
    text = printed(dossier).replace(NBSP, " ")
    assert "BE and DE, and HU and PL wait for each other: their contributions become assured only together." in text
    assert "wait for each other" not in printed(dossier, Attribution.ANONYMOUS)
    assert "full: at its peak 20–36 personnel, from day 0. BE and DE, and HU and PL wait" in text
