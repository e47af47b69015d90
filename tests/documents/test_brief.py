"""What whoever chairs reads: who says what -> what the meeting is asked to do, whom to call, at what price."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.brief import BriefContent, brief
from responsegen.dossier.model import IfNotAgreed, PositionStatus
from tests.consensus import builders as build

if TYPE_CHECKING:
    from responsegen.dossier.model import Dossier, OptionsAnswer, Position

FIVE = ("BE", "DE", "FR", "IT", "SE")
TOPIC = build.options("consensus", FIVE, "lng steel oil coal")
DEADLINE = build.AS_OF + timedelta(hours=5)


def said(stances: str, **more: str) -> OptionsAnswer:
    """Stances on LNG, steel, oil and coal, in this order; `-` is not answered. `more` is what was said on LNG."""
    words = dict(zip(TOPIC.options, stances.split(), strict=True))
    answer = build.stances({option: stance for option, stance in words.items() if stance != "-"})
    return replace(answer, stances={**answer.stances, "lng": replace(answer.stances["lng"], **more)})


POSITIONS = (
    build.position("BE", {"sanctions": said("support support support support")}),
    build.position(
        "DE", {"sanctions": said("oppose support undecided oppose", would_support_if="The transition is longer.")}
    ),
    build.position(
        "FR",
        {"sanctions": said("support support support support")},
        build.reservation("sanctions.steel", "parliamentary"),
    ),
    build.position("IT", {"sanctions": said("support support support oppose")}),
    build.position("SE", {"sanctions": said("abstain support support abstain")}),
)
DRAFT = replace(POSITIONS[4], status=PositionStatus.DRAFT)


def of(case: Dossier) -> BriefContent:
    return brief(case, joint_answer(case), "Chair")


def of_five(*positions: Position, silence: bool = False) -> BriefContent:
    return of(build.dossier([TOPIC], positions, FIVE, silence_deadline=DEADLINE if silence else None))


@pytest.mark.parametrize(
    ("positions", "tasks", "replies"),
    [
        (
            POSITIONS,
            (
                "confirm one of the four points, subject to a reservation",
                "decide one: lng",
                "give a mandate on one more that is not agreed",
                "obtain replies on one that is open",
            ),
            "All five delegations have replied.",
        ),
        (
            (*POSITIONS[:3], DRAFT),
            ("give a mandate on two that are not agreed", "obtain replies on two that are open"),
            "Three of the five delegations have replied. SE has sent a draft, not yet cleared. IT has not replied.",
        ),
        ((), ("obtain replies on four that are open",), "None of the five delegations has replied."),
    ],
    ids=["all have replied", "a draft, and one that is missing", "nobody has replied"],
)
def test_the_meeting_is_told_what_it_has_to_do(
    positions: tuple[Position, ...], tasks: tuple[str, ...], replies: str
) -> None:
    found = of_five(*positions)
    assert (found.asked, found.replies) == (tasks, replies)


def test_who_settles_most_is_called_first_and_what_that_brings_is_said() -> None:
    found = of_five(*POSITIONS).calls
    assert found is not None
    assert [(c.rank, c.delegation, [(s.label, s.standing, s.says) for s in c.settles]) for c in found.calls] == [
        (
            "1",
            "DE",
            [
                ("lng", "not agreed", "Could support it if the transition is longer"),
                ("oil", "open", "Is undecided; no reason given"),
            ],
        )
    ]
    assert found.gain == "They would take the points agreed from 1 to 3 of 4."
    assert of_five().calls is None


def test_a_point_to_decide_has_its_question_its_price_and_its_arithmetic() -> None:
    (decision,) = of_five(*POSITIONS).decisions
    assert decision.heading == "lng (question 1, consensus of 5)"
    assert decision.rows == (
        ("Question to put", "Can DE accept this sentence, or abstain?"),
        ("In the way", "DE alone. SE abstains and need not move."),
        ("What DE asks", "Could support it if the transition is longer."),
        (
            "If DE refuses",
            (
                "The sentence goes to the United States in square brackets, “supported by three of five delegations,"
                " opposed by one”."
            ),
        ),
        ("Arithmetic", "3 in favour, 1 against (none allowed), 1 abstaining."),
    )


def test_under_a_majority_the_question_goes_to_whoever_could_carry_it() -> None:
    against = "DE IT HU AT SK"
    missing = "BG IE HR CY MT RO"
    everybody = {d: "oppose" if d in against.split() else "support" for d in build.EU27 if d not in missing.split()}
    everybody["EL"] = "abstain"
    positions = [build.position(d, {"sanctions": build.stances({"listings": s})}) for d, s in everybody.items()]
    (decision,) = of(build.dossier([build.options("qualified-majority")], positions)).decisions
    assert dict(decision.rows) == {
        "Question to put": "Can DE or IT support this sentence? Abstention is not enough.",
        "In the way": (
            "DE and IT, either of whom would carry it. HU, AT and SK are also against and EL abstains; these votes are"
            " not needed."
        ),
        "What they say": "DE: opposes; no reason given. IT: opposes; no reason given.",
        "If they refuse": (
            "The sentence goes to the United States in square brackets, “supported by 15 of 27 delegations, opposed by"
            " five”."
        ),
        "Arithmetic": (
            "15 of 27 in favour (15 needed), with 52.57\u00a0% of the population (65\u00a0% needed); with DE"
            " 71.06\u00a0%; with IT 65.80\u00a0%. BG, IE, HR, CY, MT and RO have yet to reply and could not carry it"
            " without DE or IT."
        ),
    }


def test_what_is_agreed_by_silence_alone_is_said_to_be() -> None:
    abstains = build.position("BE", {"sanctions": said("abstain abstain support abstain")})
    found = of(build.dossier([TOPIC], [abstains], FIVE, silence_deadline=build.AS_OF))
    assert found.asked == ("confirm the four points; adopted by silence alone: lng, steel and coal",)


def test_what_silence_would_do_is_said_before_it_counts() -> None:
    assert of_five(*POSITIONS[:3], DRAFT, silence=True).silence == (
        "On 16\u00a0February 2025, 23.00 (UTC), silence becomes consent. If nobody else writes, IT counts as in favour"
        " on four points. That alone agrees no point; SE, having sent a draft, has spoken. With SE’s draft cleared as"
        " it stands, one more is agreed: steel."
    )
    assert of_five(*POSITIONS).silence == ""


def test_points_that_need_a_mandate_have_their_price_and_open_ones_whom_they_wait_for() -> None:
    found = of_five(*POSITIONS)
    assert [(m.label, m.blocked_by, m.price, m.awaited) for m in found.mandates] == [
        ("coal", "DE and IT", "None stated.", "–")
    ]
    assert [*found.waiting] == [("one reply", "oil (DE)")]


def test_a_range_to_decide_has_the_values_that_ask_least() -> None:
    ranges = build.ranges("consensus", FIVE, "months")
    stated = {"BE": (0, 36), "DE": (12, 24), "FR": (24, 60), "IT": (60, None)}
    positions = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in stated.items()]
    (decision,) = of(build.dossier([ranges], positions, FIVE)).decisions
    rows = {label.replace("\u00a0", " "): words.replace("\u00a0", " ") for label, words in decision.rows}
    assert rows["Question to put"] == "Can IT accept 24 months, and SE not oppose it?"
    assert rows["24 months"] == (
        "Acceptable to BE, DE and FR; preferred by nobody. Carries if IT (at least 60) comes down and SE does "
        "not oppose it."
    )
    assert rows["In the way"] == "No value suits all: two pairs of ranges do not meet (BE–IT, DE–IT)."


@pytest.mark.parametrize(
    ("rule", "stated", "reserved", "rows"),
    [
        (
            "consensus",
            "DK:0-24 IT:30-40 SE:30-60",
            "DK:scrutiny",
            {
                "Question to put": "Can DK accept 30 months and lift its scrutiny reservation?",
                "30 months": (
                    "Acceptable to IT and SE; preferred by nobody. Carries if DK (up to 24) comes up and DK lifts its "
                    "scrutiny reservation."
                ),
            },
        ),
        (
            "consensus",
            "DK:30-40 IT:30-40 SE:20-60",
            "DK:substantive",
            {
                "Question to put": "For between 30 and 40 months: can DK lift its substantive reservation?",
                "between 30 and 40 months": (
                    "Acceptable to IT and SE; preferred by nobody. Carries if DK lifts its substantive reservation."
                ),
            },
        ),
        (
            "simple-majority",
            "BE:0-12 DK:30-40 IT:30-40 SE:0-12 FR:60-70",
            "",
            {
                "Question to put": "Can IT accept 12 months?",
                "In the way": "BE, DK, FR, IT and SE are outside the widest support.",
            },
        ),
        (
            "simple-majority",
            "BE:0-12 DK:0-12 FR:abstain IT:30-30 SE:30-30",
            "",
            {"Question to put": "Can FR support up to 12 months?"},
        ),
    ],
)
def test_a_value_carries_only_with_all_that_it_takes(
    rule: str, stated: str, reserved: str, rows: dict[str, str]
) -> None:
    five = ("BE", "DK", "FR", "IT", "SE") if "majority" in rule else ("DK", "IT", "SE")
    held = dict(word.split(":") for word in reserved.split())
    positions = [
        build.position(
            d,
            {"force_size": build.span(*([ends] if ends == "abstain" else map(int, ends.split("-"))))},
            *([build.reservation("force_size", held[d])] if d in held else []),
        )
        for d, ends in (word.split(":") for word in stated.split())
    ]
    (decision,) = of(build.dossier([build.ranges(rule, five, "months")], positions, five)).decisions
    found = {label.replace("\u00a0", " "): words.replace("\u00a0", " ") for label, words in decision.rows}
    assert {label: found.get(label) for label in rows} == rows
    values = [label for label in found if "months" in label]
    assert len(values) == len({found[label] for label in values})


@pytest.mark.parametrize(
    ("fields", "kind", "text", "says"),
    [
        ({}, "scrutiny", "Still read.", "Opposes; scrutiny reservation: “Still read.”"),
        ({}, "scrutiny", "", "Opposes; scrutiny reservation; no reason given"),
        ({"comment": "Too soon."}, "parliamentary", "", "“Too soon.”; parliamentary reservation"),
        (
            {"would_support_if": "The others wait."},
            "general",
            "",
            "Could support it if the others wait; general reservation",
        ),
        ({"stance": "support"}, "scrutiny", "Still read.", "Scrutiny reservation: “Still read.”"),
    ],
)
def test_who_opposes_with_a_reservation_is_quoted_with_both(
    fields: dict[str, str], kind: str, text: str, says: str
) -> None:
    stance = fields.get("stance", "oppose")
    more = {name: words for name, words in fields.items() if name != "stance"}
    held = replace(build.reservation("sanctions.lng", kind), text=text or None)
    germany = build.position("DE", {"sanctions": said(f"{stance} support support support", **more)}, held)
    found = of_five(
        *POSITIONS[:1], germany, *POSITIONS[2:3], *(replace(POSITIONS[0], delegation=d) for d in ("IT", "SE"))
    )
    assert found.calls is not None
    assert [s.says for call in found.calls.calls for s in call.settles] == [says]


def test_a_range_under_reservation_is_stated_all_the_same() -> None:
    ranges = build.ranges("unanimity", ("DE", "FR"))
    positions = [
        build.position("DE", {"force_size": build.span(10, 20)}, build.reservation("force_size", "scrutiny")),
        build.position("FR", {"force_size": build.span(30, 40)}),
    ]
    (decision,) = of(build.dossier([ranges], positions, ("DE", "FR"))).decisions
    assert dict(decision.rows)["Arithmetic"] == "Two ranges stated; DE maintains a reservation on the range."


def test_where_several_values_carry_the_meeting_is_asked_to_choose() -> None:
    ranges = build.ranges("simple-majority", ("DE", "FR", "IT"))
    stated = {"DE": (20, 25), "FR": (20, 50), "IT": (30, 50)}
    positions = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in stated.items()]
    found = of(build.dossier([ranges], positions, ("DE", "FR", "IT")))
    assert found.asked == ("choose between the values that carry, each alone: force_size",)


def test_what_is_assured_is_no_part_of_the_peak_where_all_are_never_there_at_once() -> None:
    two = {"DE": build.pledge(1000, 1000, sustain=30), "FR": build.pledge(1000, 1000, ready=60)}
    two["IT"] = build.pledge(500, 500, build.partners("SE"))
    two["SE"] = build.pledge(500, 500, build.partners("IT"))
    positions = [build.position(d, {"troops": answer}) for d, answer in two.items()]
    scenarios = {"full": build.scenario("full")}
    found = of(build.dossier([build.contribution(FIVE)], positions, FIVE, scenarios=scenarios))
    assert "2 000 personnel at the peak, 2 000 assured in all" in "".join(found.force[0][1]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("waits", "words"),
    [
        ("DE:FR FR:DE", "DE and FR wait for each other: if both delegations sign, 400 are assured (full)."),
        (
            "DE:FR FR:IT IT:DE",
            "DE, FR and IT wait for each other: if all three delegations sign, 500 are assured (full).",
        ),
        (
            "DE:FR FR:DE IT:SE SE:IT",
            (
                "DE and FR wait for each other, and so do IT and SE: if all four delegations sign, 600 are assured"
                " (full)."
            ),
        ),
        (
            "DE:FR FR:DE,IT IT:",
            "DE and FR wait for each other: their contributions become assured only together.",
        ),
    ],
    ids=["two", "three", "two pairs", "two, of whom one waits for one who has a reservation, too"],
)
def test_what_those_who_wait_for_each_other_would_bring_is_said(waits: str, words: str) -> None:
    said_by = {"BE": build.pledge(200, 200)}
    for each in waits.split():
        d, others = each.split(":")
        said_by[d] = build.pledge(100, 100, *map(build.partners, filter(None, others.split(","))))
    held = [build.reservation("troops", "parliamentary")] if waits.endswith(":") else []
    positions = [build.position(d, {"troops": a}, *(held if d == "IT" else [])) for d, a in said_by.items()]
    scenarios = {"full": build.scenario("full")}
    found = of(build.dossier([build.contribution(FIVE)], positions, FIVE, scenarios=scenarios))
    assert found.force[0][1][-1] == words


def test_what_is_agreed_is_listed_by_topic_with_what_limits_it() -> None:
    needs = build.needs("consensus", FIVE, "airlift fuel")
    ranges = build.ranges("consensus", FIVE)
    asks = {d: build.needed({"fuel": "essential"} if d == "BE" else {"airlift": "desirable"}) for d in FIVE}
    positions = [
        replace(p, answers={**p.answers, "us_requirements": asks[p.delegation], "force_size": build.span(10, 20)})
        for p in POSITIONS
    ]
    assert [*of(build.dossier([TOPIC, needs, ranges], positions, FIVE)).confirmed] == [
        ("1. sanctions", "steel (with reservations)"),
        ("1. us_requirements", "airlift; fuel (requested by one)"),
        ("1. force_size", "Between 10 and 20\u00a0personnel"),
    ]


def test_a_value_that_the_response_withholds_is_named_with_who_shares_it() -> None:
    ranges = build.ranges("consensus", FIVE, "months")
    stated = {"BE": (10, 20), "DE": (10, 20), "FR": (15, 20), "IT": (30, 40), "SE": (30, 50)}
    positions = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in stated.items()]
    (decision,) = of(build.dossier([ranges], positions, FIVE)).decisions
    assert dict(decision.rows)["If nobody moves"].replace("\u00a0", " ") == (
        "One option goes to the United States in square brackets: between 15 and 20 months (BE, DE and FR)."
        " Not printed there: between 30 and 40 months (IT and SE)."
    )


def test_the_price_of_one_who_speaks_for_another_is_said_to_be_both() -> None:
    belgium = build.position("BE", {"sanctions": said("oppose support support support", would_support_if="All pay.")})
    others = [replace(POSITIONS[0], delegation=d) for d in ("FR", "IT")]
    others.append(build.position("DE", {"sanctions": said("oppose support support support")}))
    six = (*FIVE[:4], "LU")
    topic = build.options("consensus", six, "lng steel oil coal")
    found = of(build.dossier([topic], [replace(belgium, speaks_for=("LU",)), *others], six))
    assert [(m.blocked_by, m.price) for m in found.mandates] == [
        ("BE, DE and LU", "BE (also for LU): provided that all pay; DE: none stated.")
    ]


@pytest.mark.parametrize(
    ("if_not_agreed", "then"),
    [
        ("brackets", "The sentence goes to the United States in square brackets, “none opposed”."),
        ("supported-by", "The sentence is left out of the response."),
    ],
)
def test_a_point_that_nobody_supports_is_put_to_all_who_could(if_not_agreed: str, then: str) -> None:
    topic = replace(build.options("consensus", FIVE, "lng"), if_not_agreed=IfNotAgreed(if_not_agreed))
    positions = [build.position(d, {"sanctions": build.stances({"lng": "abstain"})}) for d in FIVE]
    found = of(build.dossier([topic], positions, FIVE))
    assert found.decisions[0].rows == (
        ("Question to put", "Can BE, DE, FR, IT or SE support this sentence? Abstention is not enough."),
        ("In the way", "Nobody is in favour. BE, DE, FR, IT and SE abstain."),
        ("If nobody does", then),
        ("Arithmetic", "5 abstaining."),
    )


def test_of_many_who_have_no_range_the_first_are_named() -> None:
    positions = [
        build.position(d, {"force_size": build.span(*((10, 20) if d < "DE" else (30, 40)))}) for d in build.EU27[:7]
    ]
    (decision,) = of(build.dossier([build.ranges("consensus")], positions)).decisions
    rows = {label.replace("\u00a0", " "): words.replace("\u00a0", " ") for label, words in decision.rows}
    assert "and EL, ES, FR, HR, IT and 15 others not oppose it?" in rows["Question to put"]
    assert "Carries if BE, BG and CZ (all between 10 and 20) come up and EL" in rows["30 personnel"]
