"""What votes come to under each decision rule, as a treaty lawyer would check it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from responsegen.consensus.counting import Bloc, Electorate, Rounding, Weighing
from responsegen.consensus.rules import RULES
from responsegen.dossier.model import RuleName
from responsegen.dossier.model.population import SHARES_2025
from tests.consensus.builders import EU27, poll

SMALLEST_SEVEN = "MT LU CY EE LV SI LT"


@pytest.mark.parametrize(
    ("rule", "votes", "status"),
    [
        ("unanimity", {"oppose": "HU"}, "not-agreed"),
        ("unanimity", {"abstain": "HU"}, "agreed"),
        ("unanimity", {"constructive_abstention": "DE FR"}, "agreed"),
        ("unanimity", {"constructive_abstention": f"DE FR {SMALLEST_SEVEN}"}, "not-agreed"),
        ("qualified-majority", {"oppose": "DE FR IT"}, "agreed"),
        ("qualified-majority", {"oppose": "DE FR IT MT"}, "not-agreed"),
        ("unanimity", {"missing": "HU"}, "open"),
    ],
)
def test_the_published_vectors_come_out_as_published(rule: str, votes: dict[str, str], status: str) -> None:
    """27 Member States, the shares for 2025, everybody else in support."""
    assert poll(rule, rest="support", **votes).status == status


@pytest.mark.parametrize(
    ("votes", "status", "why"),
    [
        ({"rest": "support"}, "agreed", "all for"),
        ({"rest": "accept"}, "agreed", "accepting is for"),
        ({"rest": "abstain", "support": "MT"}, "agreed", "one for is enough, 26 abstain"),
        ({"rest": "abstain"}, "not-agreed", "nobody is for"),
        ({"rest": "undecided"}, "open", "everybody may yet be for"),
        ({"rest": "abstain", "undecided": "MT"}, "open", "the one who is undecided may be the one for"),
        ({"rest": "support", "oppose": "MT"}, "not-agreed", "the smallest member can prevent it"),
        ({"rest": "support", "oppose": "MT", "missing": "DE"}, "not-agreed", "nobody's answer can mend a vote against"),
        (
            {"rest": "support", "constructive_abstention": f"DE FR {SMALLEST_SEVEN[:-3]}"},
            "agreed",
            "8 of 27 members with 35.3 %: the number is not reached",
        ),
        (
            {"rest": "support", "constructive_abstention": f"{SMALLEST_SEVEN} HR FI"},
            "agreed",
            "9 of 27 members with 4.4 %: the population is not reached",
        ),
        (
            {"rest": "support", "constructive_abstention": "DE FR MT LU CY EE LV SI", "undecided": "LT"},
            "open",
            "8 of 27 with one outstanding, who may still be for",
        ),
        (
            {"rest": "constructive_abstention", "support": "DE FR IT ES PL NL RO BE CZ SE"},
            "agreed",
            "17 of 27 members, but with 18.4 % only",
        ),
    ],
)
def test_unanimity(votes: dict[str, str], status: str, why: str) -> None:
    assert poll("unanimity", **votes).status == status, why


@pytest.mark.parametrize(
    ("electorate", "votes", "status", "why"),
    [
        ("DE NO UK", {"rest": "support"}, "agreed", "any electorate"),
        ("DE NO UK", {"rest": "support", "abstain": "DE"}, "agreed", "abstention does not prevent it"),
        ("DE NO UK", {"rest": "support", "oppose": "NO"}, "not-agreed", "an objection does"),
        ("DE NO UK", {"rest": "abstain"}, "not-agreed", "nobody is for"),
        ("DE NO UK", {"rest": "support", "missing": "UK"}, "open", "one is missing"),
        ("UK", {"support": "UK"}, "agreed", "alone"),
        ("", {}, "not-agreed", "nobody decides nothing"),
    ],
)
def test_consensus(electorate: str, votes: dict[str, str], status: str, why: str) -> None:
    assert poll("consensus", electorate.split(), **votes).status == status, why


FIFTEEN_LARGEST = "DE FR IT ES PL RO NL BE CZ PT SE EL HU AT BG"


@pytest.mark.parametrize(
    ("votes", "status", "why"),
    [
        ({"rest": "oppose", "support": FIFTEEN_LARGEST}, "agreed", "15 of 27 members with 91.9 %"),
        ({"rest": "oppose", "support": FIFTEEN_LARGEST[:-3]}, "not-agreed", "14 of 27 are 51.9 %"),
        ({"rest": "support", "oppose": "DE FR IT"}, "agreed", "53.1 % of population, but three cannot block"),
        ({"rest": "support", "abstain": "DE FR IT"}, "agreed", "nor when they abstain"),
        ({"rest": "support", "missing": "DE FR IT"}, "agreed", "nor when they are outstanding"),
        ({"rest": "support", "oppose": "DE FR", "missing": "IT MT"}, "open", "four could block, if both went against"),
        ({"rest": "support", "oppose": "DE FR IT MT"}, "not-agreed", "53.0 % of population, and four block"),
        ({"rest": "support", "oppose": "DE ES MT LU"}, "agreed", "four, but with 70.5 % for"),
        ({"rest": "support", "oppose": "DE ES MT", "missing": "LU"}, "agreed", "whatever LU says"),
    ],
)
def test_qualified_majority_of_the_27(votes: dict[str, str], status: str, why: str) -> None:
    assert poll("qualified-majority", **votes).status == status, why


@pytest.mark.parametrize(
    ("electorate", "votes", "status", "why"),
    [
        # DE has 36.0 % alone, so that two can block.
        ("DE FR IT NL LU MT CY", {"rest": "support", "oppose": "DE"}, "agreed", "64.0 %, but one cannot block"),
        ("DE FR IT NL LU MT CY", {"rest": "support", "oppose": "DE MT"}, "not-agreed", "two can"),
        # The largest, BE, has 23.9 %; two together are over 35 %, so that three can block.
        ("BE BG CZ HU SE", {"rest": "support", "oppose": "BE CZ"}, "agreed", "53.9 %, but two cannot block"),
        ("BE BG CZ HU SE", {"rest": "support", "oppose": "BE CZ BG"}, "not-agreed", "2 of 5 are not 55 %"),
        ("DE", {"support": "DE"}, "agreed", "alone"),
        ("DE", {"oppose": "DE"}, "not-agreed", "alone against"),
        ("", {}, "not-agreed", "nobody decides nothing"),
    ],
)
def test_qualified_majority_of_some_members(electorate: str, votes: dict[str, str], status: str, why: str) -> None:
    assert poll("qualified-majority", electorate.split(), **votes).status == status, why


@pytest.mark.parametrize(
    ("votes", "status", "why"),
    [
        ({"rest": "support", "oppose": "MT LU CY EE LV SI LT"}, "agreed", "20 of 27 are 74.1 %"),
        ({"rest": "support", "oppose": "MT LU CY EE LV SI LT HR"}, "not-agreed", "19 of 27 are 70.4 %"),
        ({"rest": "support", "oppose": "DE FR"}, "agreed", "66.3 % of population"),
        ({"rest": "support", "oppose": "DE FR IT"}, "not-agreed", "53.1 % of population: no blocking minority here"),
    ],
)
def test_reinforced_qualified_majority(votes: dict[str, str], status: str, why: str) -> None:
    assert poll("reinforced-qualified-majority", **votes).status == status, why


@pytest.mark.parametrize(
    ("electorate", "support", "status"),
    [
        (EU27, 13, "not-agreed"),
        (EU27, 14, "agreed"),
        (EU27[:26], 13, "not-agreed"),
        (EU27[:26], 14, "agreed"),
        (EU27[:2], 1, "not-agreed"),
        (EU27[:1], 1, "agreed"),
        ((), 0, "not-agreed"),
    ],
)
def test_simple_majority(electorate: tuple[str, ...], support: int, status: str) -> None:
    votes = " ".join(electorate[:support])
    assert poll("simple-majority", electorate, rest="oppose", support=votes).status == status


def test_a_favourable_reading_of_the_shares_makes_constructive_abstention_smaller() -> None:
    """Eleven members with 33.337 % of the population as published."""
    electorate = Electorate.of(EU27, SHARES_2025)
    declared = electorate.bloc(["BE", "BG", "CZ", "DE", "IE", "HR", "CY", "LV", "HU", "PT", "SK"])
    weighing = Weighing(electorate, electorate.whole - declared, Bloc(), declared)
    readings = [RULES[RuleName.UNANIMITY].carries(weighing, rounding) for rounding in Rounding]
    assert readings == [False, False, False, True, True]


def test_every_threshold_is_shown_with_what_was_reached() -> None:
    shown = poll("qualified-majority", rest="support", oppose="DE FR IT").arithmetic.thresholds
    assert [(t.label, t.reached, t.comparison, t.required, t.met) for t in shown] == [
        ("members for", 24, "≥", 15, True),
        ("population for", Fraction(10001 - 1849 - 1517 - 1323, 10001), "≥", Fraction(65, 100), False),
        ("members not for", 3, "<", 4, True),
    ]


def test_the_two_thirds_of_constructive_abstention_are_shown_once_somebody_declares() -> None:
    assert len(poll("unanimity", rest="support").arithmetic.thresholds) == 2
    shown = poll("unanimity", rest="support", constructive_abstention="DE FR").arithmetic.thresholds[2:]
    assert [(t.label, t.reached, t.comparison, t.required, t.met) for t in shown] == [
        ("members abstaining constructively", 2, "<", 9, True),
        ("population abstaining constructively", Fraction(3366, 10001), "<", Fraction(1, 3), False),
    ]


def test_the_published_shares_add_up_to_100_01_percent_and_count_as_parts_of_their_own_sum() -> None:
    assert sum(SHARES_2025.figures.values()) == Fraction("100.01")
    assert poll("unanimity", rest="support").arithmetic.population_for == 1
    without_hungary = poll("unanimity", rest="support", oppose="HU").arithmetic.population_for
    assert without_hungary == Fraction(10001 - 213, 10001)


def test_an_electorate_beyond_the_union_has_no_population() -> None:
    assert poll("consensus", ["DE", "NO"], rest="support").arithmetic.population_for is None


@pytest.mark.parametrize("rule", list(RuleName))
def test_every_rule_cites_its_own_article_and_says_in_one_sentence_what_it_asks(rule: RuleName) -> None:
    assert (rule in RULES) is rule.facts.votes
    assert bool(rule.facts.article) is rule.facts.votes
    assert rule.facts.description.endswith(".")


@pytest.mark.parametrize(
    ("rule", "within_eu", "military", "silence"),
    [
        ("unanimity", True, True, True),
        ("consensus", False, True, True),
        ("qualified-majority", True, False, False),
        ("reinforced-qualified-majority", True, False, False),
        ("simple-majority", True, False, False),
        ("opt-in", False, True, False),
    ],
)
def test_where_a_rule_may_be_used(rule: str, *, within_eu: bool, military: bool, silence: bool) -> None:
    facts = RuleName(rule).facts
    assert (facts.within_eu, facts.military, facts.silence) == (within_eu, military, silence)


ALL = " ".join(EU27)


@pytest.mark.parametrize(
    ("rule", "electorate", "votes", "status", "close", "why"),
    [
        ("reinforced-qualified-majority", "BE EL LV FI", {"oppose": "EL"}, "agreed", True, "exactly 65 %"),
        ("qualified-majority", "EE FR PL", {"oppose": "PL"}, "agreed", False, "exactly 65 %, but one cannot block"),
        ("reinforced-qualified-majority", "BE FR IT NL PL", {"oppose": "FR"}, "agreed", True, "65.01 %"),
        (
            "reinforced-qualified-majority",
            "BG EE EL HR LV LT NL SE",
            {"oppose": "EE NL"},
            "not-agreed",
            True,
            "64.99 %",
        ),
        ("reinforced-qualified-majority", ALL, {"oppose": "DK EE ES FR HR RO SE"}, "agreed", True, "65.003 %"),
        ("qualified-majority", ALL, {"oppose": "DK EE ES FR HR RO", "missing": "SE"}, "agreed", True, "65.003 %"),
        ("reinforced-qualified-majority", ALL, {"oppose": "DE FR"}, "agreed", False, "66.34 %"),
        ("reinforced-qualified-majority", ALL, {"oppose": "DE FR IT"}, "not-agreed", False, "53.12 %"),
        ("qualified-majority", ALL, {"oppose": "DE FR IT"}, "agreed", False, "three cannot block at any population"),
        ("simple-majority", ALL, {"oppose": "DE FR"}, "agreed", False, "no population is weighed"),
        ("unanimity", ALL, {"constructive_abstention": "DE FR"}, "agreed", False, "33.66 %, but two members only"),
        (
            "unanimity",
            ALL,
            {"constructive_abstention": "BE BG CZ DE IE HR CY LV HU PT SK"},
            "not-agreed",
            True,
            "33.337 % of the population abstain constructively",
        ),
    ],
)
def test_a_result_within_the_rounding_of_the_shares_is_flagged(  # noqa: PLR0913 - a table of six columns
    rule: str, electorate: str, votes: dict[str, str], status: str, *, close: bool, why: str
) -> None:
    outcome = poll(rule, electorate.split(), rest="support", **votes)
    assert (outcome.status, outcome.arithmetic.too_close_to_call) == (status, close), why
    assert ("too close to call" in outcome.because) is close
