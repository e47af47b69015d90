"""What a fiche says of one delegation: where it stands apart, what it alone holds up, what is missing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.attribution import Attributor
from responsegen.documents.fiche import fiche
from responsegen.dossier.model import Attribution, Question, Wording
from tests.consensus import builders as build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responsegen.documents.fiche import FicheContent
    from responsegen.dossier.model import Answer

FIVE = ("BE", "DE", "FR", "HU", "PL")
BY = Attributor(Attribution.NAMED, {})
QUESTIONS = (Question(1, "What would you do?", Wording.VERBATIM, ("sanctions",)),)


def of(delegation: str, said: Mapping[str, str], electorate: tuple[str, ...] = FIVE, **speaks_for: str) -> FicheContent:
    """The fiche where delegations answered one topic with the options `lng` and `oil`: `{"DE": "support oppose"}`."""
    positions = [
        build.position(
            code,
            {"sanctions": build.stances(dict(zip(("lng", "oil"), stances.split(), strict=False)))},
            speaks_for=speaks_for.get(code, ""),
        )
        for code, stances in said.items()
    ]
    topic = build.options(electorate=electorate, ids="lng oil")
    dossier = build.dossier([topic], positions, FIVE, questions=QUESTIONS)
    return fiche(dossier, joint_answer(dossier), delegation, BY)


FOUR_FOR_BOTH = dict.fromkeys(("BE", "DE", "FR", "PL"), "support support")


@pytest.mark.parametrize(
    ("hungary", "alone", "differs", "missing"),
    [
        ("support support", "", "", ""),
        ("oppose support", "lng", "", ""),
        ("oppose oppose", "lng; oil", "", ""),
        ("abstain support", "", "", ""),
        ("undecided support", "lng", "", ""),
        ("support", "oil", "", "sanctions (oil)"),
    ],
)
def test_who_alone_holds_up_a_point_reads_it_in_its_fiche(hungary: str, alone: str, differs: str, missing: str) -> None:
    content = of("HU", FOUR_FOR_BOTH | {"HU": hungary})
    said = tuple("; ".join(points) for points in (content.alone, content.differs, content.missing))
    assert said == (alone, differs, missing)


@pytest.mark.parametrize(
    ("hungary", "signs"),
    [
        ("support support", ["points that are agreed"]),
        (
            "oppose support",
            ["points that are agreed", "points that are not agreed stand in [square brackets]", "≠ marks"],
        ),
        ("undecided support", ["points that are agreed", "points that are still open"]),
    ],
)
def test_the_signs_that_occur_are_explained_and_no_others(hungary: str, signs: list[str]) -> None:
    found = of("HU", FOUR_FOR_BOTH | {"HU": hungary}).signs
    assert len(found) == len(signs)
    assert all(words.startswith(sign) for words, sign in zip(found, signs, strict=True))
    assert of("DE", {}).signs == ()


def test_two_against_hold_it_up_together_and_not_alone() -> None:
    content = of("HU", FOUR_FOR_BOTH | {"PL": "oppose support", "HU": "oppose support"})
    assert (content.alone, content.shared) == ((), ("lng (with PL)",))
    assert content.differs == ()


def test_one_against_while_others_are_awaited_does_not_hold_it_up_alone() -> None:
    said = {"BE": "support support", "DE": "support support", "FR": "support support", "HU": "oppose support"}
    assert of("HU", said).alone == ()
    assert (of("HU", said).blocked, of("HU", said).shared) == (("lng",), ())
    assert (of("PL", said).alone, of("PL", said).shared, of("PL", said).awaited) == (("oil",), (), ())


@pytest.mark.parametrize(
    ("ranges", "shared", "alone", "differs"),
    [
        ("10-20 15-30 12-25", "", "", ""),
        ("10-20 15-30 40-50", "", "PL", ""),
        ("10-20 40-50 45-60", "", "BE", ""),
        ("10-20 40-50 60-70", "BE DE PL", "", ""),
        ("10-20 40-50 70-80 40-50", "BE PL", "", ""),
    ],
)
def test_who_stands_outside_a_range_reads_that_it_is_in_the_way(
    ranges: str, shared: str, alone: str, differs: str
) -> None:
    some = ("BE", "DE", "PL", "SE")[: len(ranges.split())]
    answers = [
        build.position(d, {"force_size": build.span(*map(int, r.split("-")))})
        for d, r in zip(some, ranges.split(), strict=True)
    ]
    dossier = build.dossier([build.ranges("consensus", some)], answers, some)
    answer = joint_answer(dossier)
    fiches = {d: fiche(dossier, answer, d, BY) for d in some}
    assert {d for d, found in fiches.items() if found.shared} == set(shared.split())
    assert {d for d, found in fiches.items() if found.alone} == set(alone.split())
    assert {d for d, found in fiches.items() if found.differs} == set(differs.split())


@pytest.mark.parametrize("rule", ["consensus", "simple-majority"])
def test_a_move_that_would_not_agree_it_holds_up_nothing_alone(rule: str) -> None:
    stated = {"BE": (10, 20), "DE": (10, 20), "FR": (60, 70)}
    said = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in stated.items()]
    against = build.position("HU", {"force_size": build.span(10, 20)}, build.reservation("force_size", "substantive"))
    dossier = build.dossier([build.ranges(rule, FIVE)], [*said, against], FIVE)
    assert fiche(dossier, joint_answer(dossier), "FR", BY).alone == ()


def test_answers_stand_in_one_order_whatever_was_said_first() -> None:
    (topic,) = of("HU", {"HU": "oppose support"}).topics
    assert [row.words for row in topic.rows] == ["supports", "opposes"]


def test_a_reservation_entered_for_two_is_told_to_both() -> None:
    said = build.position(
        "BE",
        {"sanctions": build.stances({"lng": "support"})},
        build.reservation("sanctions", "scrutiny"),
        speaks_for="HU",
    )
    dossier = build.dossier([build.options(electorate=FIVE, ids="lng")], [said], FIVE, questions=QUESTIONS)
    for d in ("BE", "HU"):
        (topic,) = fiche(dossier, joint_answer(dossier), d, BY).topics
        assert topic.reservations == ("BE and HU: scrutiny reservation.",)


def test_a_delegation_without_a_position_misses_everything() -> None:
    content = of("HU", FOUR_FOR_BOTH)
    assert content.state == "No position has been recorded."
    assert not content.has_position
    assert content.missing == ("sanctions",)


def test_a_delegation_outside_the_electorate_misses_nothing() -> None:
    assert of("HU", FOUR_FOR_BOTH, ("BE", "DE", "FR", "PL")).missing == ()


def test_a_delegation_that_is_spoken_for_reads_what_was_said_for_it() -> None:
    content = of("HU", FOUR_FOR_BOTH, BE="HU")
    assert content.state == (
        "No position of its own; Belgium answers for it, save on contributions, offers and requirements of its own."
    )
    assert content.missing == ()
    assert content.has_position


def test_points_that_wait_for_several_are_counted() -> None:
    said = {d: stances for d, stances in FOUR_FOR_BOTH.items() if d != "PL"}
    content = of("HU", said)
    assert content.alone == ()
    assert content.awaited == ("lng (also awaited: PL)", "oil (also awaited: PL)")


@pytest.mark.parametrize(
    ("d", "could_carry", "differs"),
    [
        ("DE", ("listings (with FR or IT)",), ()),
        ("FR", ("listings (with DE)",), ()),
        ("IT", ("listings (with DE)",), ()),
        ("MT", (), ("sanctions",)),
        ("ES", (), ()),
        ("BE", (), ()),
    ],
)
def test_under_a_majority_a_fiche_says_what_support_could_do(
    d: str, could_carry: tuple[str, ...], differs: tuple[str, ...]
) -> None:
    said = dict.fromkeys(build.EU27, "support") | dict.fromkeys(("DE", "FR", "IT", "ES", "PL"), "abstain")
    said["MT"] = "oppose"
    positions = [build.position(c, {"sanctions": build.stances({"listings": s})}) for c, s in said.items()]
    dossier = build.dossier([build.options("qualified-majority")], positions)
    found = fiche(dossier, joint_answer(dossier), d, BY)
    assert (found.could_carry, found.alone, found.shared) == (could_carry, (), ())
    assert bool(found.differs) == bool(differs)


def test_needs_passed_over_and_silence_that_counts_are_told_to_the_delegation() -> None:
    topics = [build.options(electorate=FIVE), build.needs(electorate=FIVE, ids="airlift fuel")]
    answers = {
        "sanctions": build.stances({"listings": "support"}),
        "us_requirements": build.needed({"fuel": "desirable"}),
    }
    dossier = build.dossier(topics, [build.position("BE", answers)], FIVE, silence_deadline=build.AS_OF)
    belgium, hungary = (fiche(dossier, joint_answer(dossier), d, BY) for d in ("BE", "HU"))
    assert (belgium.unmentioned, belgium.silent) == (("us_requirements (airlift)",), ())
    assert (hungary.unmentioned, hungary.silent) == ((), ("sanctions (listings)", "us_requirements (airlift, fuel)"))
    assert hungary.silence_deadline is None


def test_a_reservation_on_one_option_stands_at_that_option() -> None:
    answers = {"sanctions": build.stances({"lng": "support", "oil": "support"})}
    position = build.position("HU", answers, build.reservation("sanctions.oil", "scrutiny"))
    dossier = build.dossier([build.options(electorate=FIVE, ids="lng oil")], [position], FIVE, questions=QUESTIONS)
    (topic,) = fiche(dossier, joint_answer(dossier), "HU", BY).topics
    (row,) = topic.rows
    assert [p.label for p in row.plain] == ["lng"]
    assert [(p.label, p.reservations) for p in row.remarked] == [("oil", ("HU: scrutiny reservation.",))]
    assert topic.reservations == ()


@pytest.mark.parametrize(("rule", "warned"), [("unanimity", True), ("consensus", True), ("simple-majority", False)])
def test_coming_silence_is_announced_only_where_it_would_be_consent(rule: str, *, warned: bool) -> None:
    deadline = build.AS_OF + timedelta(hours=1)
    dossier = build.dossier([build.options(rule, FIVE)], (), FIVE, silence_deadline=deadline)
    assert fiche(dossier, joint_answer(dossier), "HU", BY).silence_deadline == (deadline if warned else None)


@pytest.mark.parametrize(
    ("ranges", "alone"),
    [
        ("BE:0-36 DE:24-60 FR:70-99", True),  # without FR, BE and DE meet
        ("BE:0-24 DE:36-50 FR:24-40 PL:60-99", False),  # without PL, BE and DE still do not meet
    ],
)
def test_a_range_is_held_up_alone_only_by_one_without_whom_all_others_meet(ranges: str, *, alone: bool) -> None:
    stated = [word.replace("-", ":").split(":") for word in ranges.split()]
    positions = [build.position(d, {"force_size": build.span(int(low), int(high))}) for d, low, high in stated]
    states = tuple(d for d, _, _ in stated)
    dossier = build.dossier([build.ranges("consensus", states)], positions, states)
    last = fiche(dossier, joint_answer(dossier), states[-1], BY)
    assert last.alone == (("force_size",) if alone else ())


def test_a_fiche_says_beside_what_its_answers_stand_only_where_something_is_beside_them() -> None:
    topics = [build.contribution(FIVE), build.options(electorate=FIVE)]
    questions = (Question(2, "Would you?", Wording.VERBATIM, ("troops", "sanctions")),)
    troops: dict[str, Answer] = {"troops": build.pledge(5, 9)}

    def found(answers: Mapping[str, Answer]) -> tuple[bool, bool]:
        dossier = build.dossier(topics, [build.position("BE", answers)], FIVE, questions=questions)
        content = fiche(dossier, joint_answer(dossier), "BE", BY)
        return content.pointed, content.compared

    assert found(troops) == (False, False)
    assert found({**troops, "sanctions": build.stances({"listings": "support"})}) == (True, True)


def test_an_answer_that_others_decide_on_is_marked() -> None:
    def marked(electorate: tuple[str, ...]) -> tuple[bool, bool]:
        content = of("HU", {"HU": "support support"}, electorate)
        (topic,) = content.topics
        return topic.counts, "what is not counted is for others to decide" in content.signs

    assert marked(FIVE) == (True, False)
    assert marked(("BE", "DE", "FR", "PL")) == (False, True)


def test_necessities_stand_from_essential_to_undecided() -> None:
    topic = build.needs(electorate=FIVE, ids="a b c d")
    said = build.needed({"a": "undecided", "b": "oppose", "c": "desirable", "d": ("essential", "long")})
    dossier = build.dossier(
        [topic],
        [build.position("HU", {topic.id: said})],
        FIVE,
        questions=(Question(5, "What?", Wording.VERBATIM, (topic.id,)),),
    )
    (recorded,) = fiche(dossier, joint_answer(dossier), "HU", BY).topics
    words = [row.words for row in recorded.rows]
    assert words == ["essential (long term)", "desirable", "opposes asking for it", "is undecided"]
