"""What the first page of the synthesis says: where points stand, who blocks, who is awaited, who comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.overview import overview
from responsegen.documents.words import NBSP
from responsegen.dossier.model import (
    AnyOf,
    Attribution,
    Option,
)
from tests.consensus import builders as build
from tests.documents.synthesised import ANONYMOUS, FIVE, FOUR, NAMED, first_page, printed, seen, voted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responsegen.dossier.model import Answer


@pytest.mark.parametrize(
    ("said", "standing", "asked"),
    [
        (f"{FOUR} HU:support/support", ((2, "agreed"),), ()),
        (f"{FOUR} HU:oppose/support", ((1, "agreed"), (1, "not agreed")), ()),
        (FOUR, ((2, "open"),), (("HU", 2),)),
        (f"{FOUR} HU:undecided/support", ((1, "agreed"), (1, "open")), (("HU", 1),)),
        ("BE:support/support DE:support", ((2, "open"),), (("FR, HU and PL", 2), ("DE", 1))),
        ("", ((2, "open"),), (("all five delegations", 2),)),
    ],
)
def test_the_first_half_page_says_where_points_stand_and_whom_to_ask_first(
    said: str, standing: tuple[tuple[int, str], ...], asked: tuple[tuple[str, int], ...]
) -> None:
    found = seen(voted(said))
    assert found.standing == standing
    assert tuple((a.who.phrase, a.points) for a in found.asked_first) == asked
    assert found.asked_later == 0


def test_those_for_whom_few_points_wait_are_counted_and_not_listed() -> None:
    ids = [f"o{i}" for i in range(6)]
    topic = replace(build.options(electorate=build.EU27[:7]), options={i: Option(i, i, i) for i in ids})
    said = [
        build.position(d, {"sanctions": build.stances(dict.fromkeys(ids[:n], "support"))})
        for n, d in enumerate(topic.electorate)
    ]
    found = seen(build.dossier([topic], said, topic.electorate))
    assert [(a.who.phrase, a.points) for a in found.asked_first] == [("BE", 6), ("BG", 5), ("CZ", 4), ("DK", 3)]
    assert found.asked_later == 2


def test_the_first_half_page_has_a_line_for_each_topic_with_those_who_block_and_those_awaited() -> None:
    (line,) = seen(voted(f"{FOUR} HU:oppose/undecided")).topics
    assert (line.title, line.agreed, line.open, line.awaited.codes) == ("sanctions", "0 of 2", 1, ("HU",))
    assert [(p.label, p.blocked_by.codes) for p in line.blocked] == [("lng", ("HU",))]


@pytest.mark.parametrize(
    ("ranges", "agreed"),
    [
        ("BE:20:50 DE:30:60 FR:30:40 HU:10:40 PL:30:40", f"30–40{NBSP}personnel"),
        ("BE:20:30 DE:30:60 FR:50:60 HU:10:40 PL:30:40", ""),
    ],
)
def test_the_line_of_a_range_holds_the_agreed_values(ranges: str, agreed: str) -> None:
    stated = (word.split(":") for word in ranges.split())
    said = [build.position(d, {"force_size": build.span(int(low), int(high))}) for d, low, high in stated]
    (line,) = seen(build.dossier([build.ranges(electorate=FIVE)], said, FIVE)).topics
    assert line.agreed == agreed


@pytest.mark.parametrize(
    ("ranges", "blocking"),
    [
        ("BE:20:30 DE:20:30 FR:20:30 HU:50:60", "HU"),  # the three would have to move each, it has to move alone
        ("BE:20:30 DE:20:30 FR:40:50 HU:40:50", "BE DE FR HU"),  # nobody is outside what has the widest support
        ("BE:20:30 DE:20:30 FR:40:50 HU:60:90", "FR HU"),
        ("BE:10:30 DE:20:45 FR:20:45 HU:40:50 PL:60:90", "BE HU PL"),  # 20 to 30 and 40 to 45 have three each
        ("BE:20:30 DE:20:30 FR:20:30 HU:50:60 PL:20:30:substantive", "HU PL"),
    ],
)
def test_a_range_is_blocked_by_those_outside_its_widest_support(ranges: str, blocking: str) -> None:
    stated = (word.split(":") for word in ranges.split())
    said = [
        build.position(
            d,
            {"force_size": build.span(int(low), int(high))},
            *(build.reservation("force_size", kind) for kind in reserved),
        )
        for d, low, high, *reserved in stated
    ]
    dossier = build.dossier([build.ranges(electorate=FIVE)], said, FIVE)
    ((point,),) = (line.blocked for line in seen(dossier).topics)
    assert " ".join(point.blocked_by.codes) == blocking


@pytest.mark.parametrize(
    ("said", "blocking"),
    [
        (f"{FOUR} HU:oppose/oppose", [("HU", 2)]),
        (f"{FOUR} HU:oppose/support", []),  # one point is no more than the table says
        ("BE:oppose/oppose DE:oppose/oppose FR:oppose HU:support/oppose PL:oppose/oppose", [("BE, DE and PL", 2)]),
        (f"{FOUR} HU:support/support", []),
    ],
)
def test_the_first_page_says_who_blocks_most(said: str, blocking: list[tuple[str, int]]) -> None:
    assert [(b.who.phrase, b.points) for b in seen(voted(said)).blocking_most] == blocking
    assert seen(voted(said), ANONYMOUS).blocking_most == ()


def test_points_agreed_with_reservations_are_told_apart_on_the_first_page() -> None:
    dossier = voted(f"{FOUR} HU:support/support")
    reserved = replace(dossier.positions["HU"], reservations=(build.reservation("sanctions.lng", "linguistic"),))
    text = first_page(replace(dossier, positions=dossier.positions | {"HU": reserved}))
    assert "Two points: one agreed, one agreed with reservations." in text
    assert "Agreed (R: with reservations)" in text
    assert "sanctions (6) | 2 of 2 (1 R) | – | –" in text


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            f"{FOUR} HU:oppose/undecided",
            [
                "Two points: one not agreed, one open.",
                "sanctions (6) | 0 of 2 | lng (HU) | 1 point: HU",
                "Next. Ask HU (1 open point).",
            ],
        ),
        (f"{FOUR} HU:support/support", ["Two points: both agreed.", "sanctions (6) | 2 of 2 | – | –"]),
        (
            f"{FOUR} HU:oppose/oppose",
            [
                "| lng (HU); oil (HU) | –",
                "Next. No point is open: what is blocked needs a change of position.",
                "Blocking most: HU (2 points).",
            ],
        ),
        (
            "BE:support/support DE:support",
            ["2 points: DE FR HU PL", "Ask FR, HU and PL (2 open points each), DE (1)."],
        ),
        (
            "BE:oppose/oppose DE:support/support FR:support/support",
            ["Next. No point is open: what is blocked needs a change of position. Still to answer: HU and PL."],
        ),
        ("BE:abstain/support DE:support/support FR:support/support HU:support/support PL:support/support", ["2 of 2"]),
        ("BE:abstain DE:abstain FR:abstain HU:abstain PL:abstain", ["| lng (too few for it) | 1 point: all 5"]),
    ],
)
def test_the_first_page_is_read_in_a_minute(said: str, lines: list[str]) -> None:
    text = first_page(voted(said))
    assert [line for line in lines if line not in text] == []


@pytest.mark.parametrize(("hours", "over"), [(-1, True), (0, True), (1, False)])
def test_the_silence_procedure_is_over_once_its_deadline_is_reached(hours: int, *, over: bool) -> None:
    deadline = build.AS_OF + timedelta(hours=hours)
    assert seen(voted(FOUR, silence_deadline=deadline)).silence_over == over


def test_where_delegations_are_not_named_their_points_are_counted_together() -> None:
    found = seen(voted(f"{FOUR} HU:oppose/undecided"), ANONYMOUS)
    assert [(a.who.phrase, a.points) for a in found.awaited] == [("one delegation", 1)]
    assert [p.blocked_by.codes for topic in found.topics for p in topic.blocked] == [()]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "troops: nobody has answered yet."),
        ({"BE": build.pledge(0, 0, stance="no")}, "troops: no contribution takes effect in any scenario so far."),
        (dict.fromkeys(FIVE, build.pledge(0, 0, stance="no")), "troops: no contribution takes effect in any scenario."),
        (
            {"BE": build.pledge(100, 200)},
            "troops: in every scenario 100–200 personnel are attainable, all of them assured.",
        ),
        (
            {"BE": build.pledge(100, 200, build.event("x"))},
            "troops: under “with” 100–200 personnel are attainable, all of them assured.",
        ),
        (
            {"BE": build.pledge(0, None, build.event("x"))},
            "troops: under “with” 0 or more personnel are attainable, all of them assured.",
        ),
    ],
)
def test_the_first_page_says_who_comes_as_far_as_it_is_known(said: Mapping[str, Answer], sentence: str) -> None:
    scenarios = {"without": build.scenario("without"), "with": build.scenario("with", events=["x"])}
    positions = [build.position(d, {"troops": answer}) for d, answer in said.items()]
    topics = [build.contribution(FIVE)]
    assert sentence in first_page(build.dossier(topics, positions, FIVE, scenarios=scenarios, events={"x": "X"}))


def test_the_shortfall_is_not_what_is_assured_and_one_scenario_is_not_every_scenario() -> None:
    required = build.ranges("simple-majority", ("BE",))
    said = [build.position("BE", {"troops": build.pledge(100, 200), "force_size": build.span(500, 900)})]
    topics = [required, build.contribution(FIVE, required=required.id)]
    text = first_page(build.dossier(topics, said, FIVE, scenarios={"full": build.scenario("full")}))
    assert "under “full” 100–200 personnel are attainable, all of them assured; at its peak" in text
    assert "the force is 400 short of the 500 required." in text


def test_silence_that_counts_as_for_is_said_once_and_no_sentence_denies_it() -> None:
    said = [build.position(d, {"force_size": build.span(20, 30)}) for d in ("DE", "FR")]
    dossier = build.dossier([build.ranges(electorate=FIVE)], said, FIVE)
    text = first_page(replace(dossier, silence_deadline=build.AS_OF))
    assert "No point is open. Still to answer: BE, HU and PL. The silence procedure ended" in text
    text = printed(replace(dossier, silence_deadline=build.AS_OF))
    assert text.count("BE, HU and PL count as in favour of every value by silence") == 1
    assert "Silent, and so for" not in text
    assert "the silence of a delegation counts as consent since the silence procedure ended." in text
    assert "Any other missing answer is neither yes nor no" in text
    assert "Silent, and so for: three delegations." in printed(
        replace(dossier, silence_deadline=build.AS_OF), Attribution.ANONYMOUS
    )
    assert "A missing answer is neither yes nor no" in printed(dossier)


@pytest.mark.parametrize(
    ("everybody", "lead", "below"),
    [
        ("oppose/oppose", "Two points: neither agreed.", "Two points, neither agreed."),
        ("support/support", "Two points: both agreed.", "Two points, both agreed."),
    ],
)
def test_where_all_points_stand_alike_it_is_said_in_plain_english(everybody: str, lead: str, below: str) -> None:
    dossier = voted(" ".join(f"{d}:{everybody}" for d in FIVE))
    assert lead in first_page(dossier)
    assert below in printed(dossier)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "BE:support/support DE:support/support FR:undecided/support PL:support/support",
            "Ask HU (2 open points), FR (1). Settled by one answer: HU (1 point).",
        ),
        (f"{FOUR} HU:undecided/undecided", "Next. Ask HU (2 open points). "),  # who is asked for no more settles it
        ("BE:support/support", ""),
    ],
)
def test_the_first_page_says_whose_answer_alone_settles_a_point(said: str, sentence: str) -> None:
    assert sentence in first_page(voted(said))
    assert ("Settled by" in first_page(voted(said))) == ("Settled by" in sentence)
    assert "Settled by" not in first_page(voted(said), Attribution.ANONYMOUS)


def test_a_point_that_only_a_change_of_position_would_settle_waits_for_no_answer() -> None:
    topic = build.options("simple-majority", FIVE)
    said = {"BE": "support", "DE": "support", "FR": "oppose", "HU": "oppose"}
    positions = [build.position(d, {topic.id: build.stances({"listings": stance})}) for d, stance in said.items()]
    found = overview(whole := build.dossier([topic], positions, FIVE), joint_answer(whole), NAMED)
    assert [(holder.who.phrase, holder.points) for holder in found.settling_alike] == [("PL", 1)]


def test_the_first_page_says_what_silence_will_count_as() -> None:
    text = first_page(voted(FOUR, silence_deadline=build.AS_OF + timedelta(hours=1)))
    assert "from then on silence counts as consent under unanimity and consensus." in text


@pytest.mark.parametrize(("ranges", "called"), [("20 20", "required"), ("20", "proposed")])
def test_what_is_not_agreed_is_not_required(ranges: str, called: str) -> None:
    two = ("DE", "FR")
    said = [
        build.position(
            d, {"force_size": build.span(int(size), 90)} | ({"troops": build.pledge(5, 9)} if d == "DE" else {})
        )
        for d, size in zip(two, ranges.split(), strict=False)
    ]
    topics = [build.ranges(electorate=two), replace(build.contribution(two), required="force_size")]
    dossier = build.dossier(topics, said, two, scenarios={"with": build.scenario("with")})
    assert f"at its peak the force is 15 short of the 20 {called}." in first_page(dossier)


@pytest.mark.parametrize("rule", ["unanimity", "simple-majority"])
def test_no_answer_settles_a_range_of_which_no_value_is_possible(rule: str) -> None:
    said = [build.position(d, {"force_size": build.span("abstain")}) for d in ("DE", "FR", "PL")]
    against = build.position("HU", {"force_size": build.span(1, 2)}, build.reservation("force_size", "substantive"))
    dossier = build.dossier([build.ranges(rule, FIVE)], [*said, against], FIVE)
    assert overview(dossier, joint_answer(dossier), NAMED).settling_alike == ()


def test_of_scenarios_that_bring_as_much_the_one_with_more_assured_is_best() -> None:
    two = ("BE", "DE")
    either = AnyOf((build.us("airlift"), build.partners("DE")), build.HERE)
    said = [
        build.position("BE", {"troops": build.pledge(100, 100, either)}),
        build.position("DE", {"troops": build.pledge(100, 100, build.partners("BE"))}),
    ]
    scenarios = {"no-us": build.scenario("no-us"), "full": build.scenario("full", us=["airlift"])}
    topics = [build.contribution(two), build.needs(electorate=two)]
    dossier = build.dossier(topics, said, two, scenarios=scenarios)
    assert "troops: under “full” 200 personnel are attainable, all of them assured." in first_page(dossier)


def test_points_without_anybody_in_the_way_need_no_change_of_position() -> None:
    text = first_page(voted("", silence_deadline=build.AS_OF))
    assert "No point is open. Still to answer" in text
