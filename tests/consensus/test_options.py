"""Agreed, open and not agreed, against every way in which the outstanding answers could still come in."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsegen.consensus.answer import OptionsOutcome
from responsegen.consensus.counting import Bloc, Electorate, Rounding, Weighing
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.rules import RULES
from responsegen.dossier.model import RuleName, Stance
from responsegen.dossier.model.population import SHARES_2025
from tests.consensus.builders import EU27, decided, dossier, options, outcome_of, poll, position, reservation, stances

if TYPE_CHECKING:
    from random import Random

VOTING = [rule for rule in RuleName if rule is not RuleName.OPT_IN]
SAID = [*(stance.value for stance in Stance if stance is not Stance.UNDECIDED), "missing"]

votes = st.lists(
    st.tuples(st.sampled_from(EU27), st.sampled_from(SAID)), min_size=1, max_size=9, unique_by=lambda pair: pair[0]
).map(lambda pairs: dict(sorted(pairs, key=lambda pair: EU27.index(pair[0]))))


def status_of(rule: RuleName, said: dict[str, str]) -> str:
    """The status of one option, given what each member said."""
    by_stance = {s.replace("-", "_"): " ".join(d for d in said if said[d] == s) for s in SAID}
    return poll(rule.value, said, **by_stance).status.value


@given(said=votes)
@settings(max_examples=80)
def test_agreed_means_whatever_may_come_and_open_means_that_it_still_can(said: dict[str, str]) -> None:
    outstanding = [d for d in said if said[d] == "missing"][:5]
    said = {d: stance for d, stance in said.items() if stance != "missing" or d in outstanding}
    for rule in VOTING:
        completions = {
            status_of(rule, {**said, **dict(zip(outstanding, stances, strict=True))})
            for stances in product(("support", "oppose"), repeat=len(outstanding))
        }
        expected = "agreed" if completions == {"agreed"} else "open" if "agreed" in completions else "not-agreed"
        assert status_of(rule, said) == expected, rule


@given(said=votes, data=st.data())
@settings(max_examples=80)
def test_more_support_never_undoes_an_agreement(said: dict[str, str], data: st.DataObject) -> None:
    rank = {"agreed": 2, "open": 1, "not-agreed": 0}
    convert = data.draw(st.sampled_from(sorted(said)))
    for rule in VOTING:
        assert rank[status_of(rule, {**said, convert: "support"})] >= rank[status_of(rule, said)], rule


@given(said=votes, seed=st.randoms())
def test_the_order_of_the_files_never_matters(said: dict[str, str], seed: Random) -> None:
    positions = [
        position(d, {"sanctions": stances({"listings": stance})}) for d, stance in said.items() if stance != "missing"
    ]
    first = joint_answer(dossier([options(electorate=said)], positions, said))
    seed.shuffle(positions)
    again = joint_answer(dossier([options(electorate=said)], positions, said))
    assert (again.participation, again.topics) == (first.participation, first.topics)


@pytest.mark.parametrize("kind", ["parliamentary", "linguistic"])
def test_a_reservation_that_leaves_the_stance_counted_qualifies_what_is_agreed(kind: str) -> None:
    support = {"sanctions": stances({"listings": "support"})}
    case = dossier(
        [options(electorate=["FI", "SE"])],
        [position("FI", support, reservation("sanctions", kind)), position("SE", support)],
    )
    outcome = decided(case)
    assert outcome.status == "agreed-with-reservations"
    assert outcome.status.is_agreed
    assert outcome.because == (f"Both members are in favour; FI maintains a {kind} reservation; its support counts.")


@pytest.mark.parametrize(
    ("FI", "status", "because"),
    [
        ("oppose", "not-agreed", "FI opposes; unanimity needs that nobody does; 1 of 2 members supports it."),
        ("support", "open", "Nobody opposes, but unanimity waits for FI; 1 of 2 members supports it."),
    ],
)
@pytest.mark.parametrize("kind", ["scrutiny", "general"])
def test_a_reservation_never_softens_an_opposition(FI: str, kind: str, status: str, because: str) -> None:  # noqa: N803
    case = dossier(
        [options(electorate=["DK", "FI"])],
        [
            position("DK", {"sanctions": stances({"listings": "support"})}),
            position("FI", {"sanctions": stances({"listings": FI})}, reservation("sanctions", kind)),
        ],
    )
    assert (decided(case).status, decided(case).because) == (status, because)


@pytest.mark.parametrize(
    ("opposing", "reserved", "because"),
    [
        ("FI", "", "FI opposes; unanimity needs that nobody does; 2 of 3 members are in favour."),
        (
            "",
            "FI",
            (
                "FI, having entered a substantive reservation, counts as against; unanimity needs that nobody is; "
                "2 of 3 members are in favour."
            ),
        ),
        ("FI", "FI", "FI opposes; unanimity needs that nobody does; 2 of 3 members are in favour."),
        (
            "FI",
            "SE",
            (
                "FI opposes and SE, having entered a substantive reservation, counts as against; unanimity needs that"
                " nobody is; 1 of 3 members supports it."
            ),
        ),
        (
            "",
            "FI SE",
            (
                "FI and SE, having entered substantive reservations, count as against; unanimity needs that nobody is; "
                "1 of 3 members supports it."
            ),
        ),
    ],
)
def test_who_is_against_only_by_a_reservation_is_told_apart(opposing: str, reserved: str, because: str) -> None:
    said = [
        position(
            d,
            {"sanctions": stances({"listings": "oppose" if d in opposing.split() else "accept"})},
            *([reservation("sanctions", "substantive")] if d in reserved.split() else []),
        )
        for d in ("DK", "FI", "SE")
    ]
    outcome = decided(dossier([options(electorate=["DK", "FI", "SE"])], said))
    assert (outcome.status, outcome.because) == ("not-agreed", because)


@pytest.mark.parametrize(
    ("reserved", "because"),
    [
        (
            "DE:parliamentary FI:parliamentary PT:linguistic",
            (
                "All four delegations are in favour; DE and FI maintain parliamentary reservations, PT a linguistic "
                "one; their support counts."
            ),
        ),
        (
            "HU:linguistic",
            (
                "Nobody opposes, and 3 of 4 delegations are in favour; HU abstains; HU maintains a linguistic "
                "reservation; its answer counts."
            ),
        ),
        (
            "DE:linguistic DE:parliamentary",
            (
                "All four delegations are in favour; DE maintains linguistic and parliamentary reservations; its "
                "support counts."
            ),
        ),
    ],
)
def test_who_maintains_which_reservation_on_what_is_agreed_is_said(reserved: str, because: str) -> None:
    four = ("DE", "HU" if "HU" in reserved else "SE", "PT", "FI")
    pairs = [word.split(":") for word in reserved.split()]
    said = [
        position(
            d,
            {"sanctions": stances({"listings": "abstain" if d == "HU" else "support"})},
            *(reservation("sanctions", kind) for who, kind in pairs if who == d),
        )
        for d in four
    ]
    assert decided(dossier([options("consensus", four)], said)).because == because


def test_a_topic_has_the_status_that_its_options_share_else_it_is_mixed() -> None:
    def status(first: str, second: str) -> str:
        answer = {"sanctions": stances({"a": first, "b": second})}
        case = dossier([options(electorate=["SE"], ids="a b")], [position("SE", answer)])
        return outcome_of(case, "sanctions", OptionsOutcome).status

    assert status("support", "support") == "agreed"
    assert status("support", "oppose") == "mixed"
    assert status("oppose", "oppose") == "not-agreed"


@pytest.mark.parametrize(
    ("rule", "said", "because"),
    [
        (
            "unanimity",
            {"oppose": "HU"},
            "HU opposes; unanimity needs that nobody does; 26 of 27 members are in favour.",
        ),
        (
            "unanimity",
            {"abstain": "HU"},
            "Nobody opposes, and 26 of 27 members are in favour; HU abstains.",
        ),
        (
            "unanimity",
            {"missing": "HU SK"},
            "Nobody opposes, but unanimity waits for HU and SK; 25 of 27 members are in favour.",
        ),
        ("unanimity", {}, "All 27 members are in favour."),
        ("unanimity", {"rest": "abstain"}, "Nobody is in favour, and unanimity needs somebody who is."),
        (
            "unanimity",
            {"constructive_abstention": "DE FR"},
            (
                "Nobody opposes, and 25 of 27 members are in favour; DE and FR abstain constructively, which stays "
                "below a third of the members or of the population."
            ),
        ),
        (
            "unanimity",
            {"constructive_abstention": "DE EE FR CY LV LT LU MT SI"},
            (
                "DE, EE, FR, CY, LV and four others abstain constructively, 9 of 27 members with 35.97 % of the "
                "population; a third of both prevents the decision."
            ),
        ),
        (
            "qualified-majority",
            {"oppose": "DE FR IT"},
            (
                "24 of 27 members are in favour (15 needed), with 53.11 % of the population (65 % needed), while the "
                "three that are not are too few to block (4 needed)."
            ),
        ),
        (
            "qualified-majority",
            {"oppose": "DE FR IT MT"},
            (
                "23 of 27 members are in favour (15 needed), with 52.99 % of the population (65 % needed), while the "
                "four that are not are enough to block (4 needed); DE, FR, IT and MT oppose."
            ),
        ),
        (
            "simple-majority",
            {"rest": "oppose", "support": "DE", "missing": "FR IT"},
            (
                "1 of 27 members supports it (14 needed); BE, BG, CZ, DK, EE and 19 others oppose; "
                "FR and IT, still awaited, could not carry it either."
            ),
        ),
    ],
)
def test_the_reason_is_one_exact_sentence(rule: str, said: dict[str, str], because: str) -> None:
    assert poll(rule, **{"rest": "support", **said}).because == because


@st.composite
def weighings(draw: st.DrawFn) -> Weighing:
    """Any division of a few Member States."""
    members = draw(st.lists(st.sampled_from(EU27), min_size=1, max_size=12, unique=True))
    chosen = draw(st.lists(st.integers(0, 3), min_size=len(members), max_size=len(members)))
    electorate = Electorate.of(tuple(members), SHARES_2025)
    blocs = [electorate.bloc(d for d, c in zip(members, chosen, strict=True) if c == i) for i in range(3)]
    return Weighing(electorate, *blocs)


@given(weighing=weighings())
def test_what_is_shown_is_what_decides(weighing: Weighing) -> None:
    """The thresholds, put together as the treaty does, give the verdict."""
    for rule in RULES.values():
        met = [t.met for t in rule.thresholds(weighing)]
        if rule.name is RuleName.QUALIFIED_MAJORITY:
            expected = met[0] and (met[1] or met[2])
        elif rule.name is RuleName.UNANIMITY:
            expected = all(met[:2]) and (len(met) == 2 or any(met[2:]))
        else:
            expected = all(met)
        assert rule.carries(weighing) is expected, rule.name


@given(weighing=weighings())
def test_a_favourable_reading_of_the_shares_never_hinders(weighing: Weighing) -> None:
    for rule in RULES.values():
        readings = [
            rule.carries(weighing, rounding)
            for rounding in (Rounding.UNFAVOURABLE, Rounding.AS_PUBLISHED, Rounding.FAVOURABLE)
        ]
        assert readings == sorted(readings), rule.name


def test_a_share_is_compared_exactly() -> None:
    whole = Bloc(3, 3 * 10**18)
    assert Bloc(1, 10**18).has_share(Fraction(1, 3), whole)
    assert not Bloc(1, 10**18 - 1).has_share(Fraction(1, 3), whole)
