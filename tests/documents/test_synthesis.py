"""What the synthesis says of each topic: what is agreed, what is open, and who wants what on points not agreed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.points import points
from responsegen.documents.synthesis import synthesis
from responsegen.documents.synthesis.disputed import disputed
from responsegen.documents.synthesis.questions import question_part
from responsegen.documents.words import NBSP
from responsegen.dossier.model import (
    BasisName,
    PositionStatus,
    Question,
    Source,
    Wording,
)
from responsegen.dossier.states import EU
from tests.consensus import builders as build
from tests.documents.synthesised import (
    ANONYMOUS,
    FIVE,
    FOUR,
    GROUPED,
    NAMED,
    ON_SANCTIONS,
    page,
    printed,
    text_of,
    voted,
)

if TYPE_CHECKING:
    from responsegen.documents.attribution import Attributor
    from responsegen.documents.synthesis.disputed import Disputed
    from responsegen.dossier.model import AnyTopic, Dossier


def saying(dossier: Dossier, option: str, **by_delegation: dict[str, str]) -> Dossier:
    """The dossier, in which some say more on an option: `HU={"comment": "No."}`."""
    positions = dict(dossier.positions)
    for d, more in by_delegation.items():
        answer = positions[d].answers["sanctions"]
        stances = answer.stances | {option: replace(answer.stances[option], **more)}
        positions[d] = replace(positions[d], answers={"sanctions": replace(answer, stances=stances)})
    return replace(dossier, positions=positions)


def first(dossier: Dossier, by: Attributor = NAMED) -> Disputed:
    """The first point that is not agreed."""
    answer = joint_answer(dossier)
    point = next(p for p in points(answer) if p.status and p.status.words == "not agreed")
    return disputed(dossier, answer, point, by)


def objections(found: Disputed) -> list[tuple[str, str, str]]:
    return [(("awaited: " if o.awaited else "") + o.who, o.asks, o.alternatives) for o in found.objections]


NONE = "none proposed"
FOR = "BE:support DE:support FR:support PL:support"


@pytest.mark.parametrize(
    ("said", "more", "rows"),
    [
        (f"{FOUR} HU:oppose", {}, [("HU", "No condition stated.", NONE)]),
        (
            f"{FOUR} HU:oppose",
            {"HU": {"comment": "a national competence"}},
            [("HU", "No condition stated. “A national competence.”", NONE)],
        ),
        (
            "BE:support DE:oppose FR:oppose HU:oppose PL:undecided",
            {"HU": {"would_support_if": "It is later"}, "PL": {"would_support_if": "it is sooner."}},
            [
                ("HU", "Could support it if It is later.", "The text, provided that It is later"),
                ("DE and FR", "No condition stated.", NONE),
                (
                    "awaited: PL",
                    "PL could support it if it is sooner.",
                    "The text, provided that it is sooner (PL)",
                ),
            ],
        ),
        (
            f"{FOUR} HU:oppose",
            {"HU": {"proposes": "the Union will wait"}},
            [("HU", "No condition stated.", "“The Union will wait.”")],
        ),
        ("BE:support DE:oppose", {}, [("DE", "No condition stated.", NONE)]),  # nobody awaited has said anything
        (
            "BE:support DE:oppose FR:undecided HU:support PL:undecided",
            {d: {"would_support_if": "it is later"} for d in ("FR", "PL")},
            [
                ("DE", "No condition stated.", NONE),
                (
                    "awaited: FR and PL",
                    "FR and PL could support it if it is later.",
                    "The text, provided that it is later (FR and PL)",
                ),
            ],
        ),
    ],
)
def test_who_is_against_and_what_they_ask(
    said: str, more: dict[str, dict[str, str]], rows: list[tuple[str, str, str]]
) -> None:
    assert objections(first(saying(voted(said), "lng", **more))) == rows


def test_a_substantive_reservation_is_told_from_opposition() -> None:
    dossier = voted(f"{FOUR} HU:accept")
    held = replace(build.reservation("sanctions.lng", "substantive"), text="Case by case")
    dossier = replace(
        dossier, positions=dossier.positions | {"HU": replace(dossier.positions["HU"], reservations=(held,))}
    )
    assert objections(first(dossier)) == [
        ("HU", "Can accept, but has entered a substantive reservation: “Case by case.”", NONE)
    ]
    assert "It carries once HU lifts its substantive reservation." in first(dossier).closing


@pytest.mark.parametrize(
    ("rule", "said", "closing"),
    [
        (
            "unanimity",
            f"{FOR} HU:oppose",
            "Supported by all others (four of five). It carries once HU no longer opposes it (abstaining is enough).",
        ),
        (
            "unanimity",
            "BE:support DE:abstain FR:abstain HU:oppose PL:oppose",
            (
                "Supported by one of five; DE and FR abstain. It carries once HU and PL no longer"
                " oppose it (abstaining is enough)."
            ),
        ),
        (
            "unanimity",
            "BE:support DE:support HU:oppose FR:support",
            (
                "Supported by all others (three of five). It carries once HU no longer opposes it"
                " (abstaining is enough) and PL agrees or abstains."
            ),
        ),
        (
            "unanimity",
            "HU:oppose",
            "Supported by nobody so far. It carries once HU no longer opposes it and BE, DE, FR and PL agree.",
        ),
        (
            "unanimity",
            "BE:abstain DE:abstain FR:abstain HU:oppose PL:abstain",
            (
                "Supported by nobody so far; BE, DE, FR and PL abstain. It carries once HU no longer opposes it and"
                " somebody is in favour."
            ),
        ),
        (
            "unanimity",
            "BE:abstain DE:abstain FR:abstain HU:abstain PL:abstain",
            "Supported by nobody so far; BE, DE, FR, HU and PL abstain. It carries once anybody is in favour.",
        ),
        (
            "qualified-majority",
            "BE:support HU:support PL:support DE:oppose FR:abstain",
            "Supported by three of five; FR abstains. It carries with the support of DE or FR.",
        ),
        (
            "simple-majority",
            "BE:support DE:oppose FR:oppose HU:abstain PL:oppose",
            (
                "Supported by one of five; HU abstains. It carries with the support of DE and FR; or DE and HU;"
                " or DE and PL; or FR and HU; or FR and PL; or HU and PL."
            ),
        ),
    ],
)
def test_what_would_carry_a_point_is_said_as_its_rule_has_it(rule: str, said: str, closing: str) -> None:
    topic = build.options(rule, FIVE)
    pairs = (word.split(":") for word in said.split())
    positions = [build.position(d, {topic.id: build.stances({"listings": stance})}) for d, stance in pairs]
    dossier = build.dossier([topic], positions, FIVE)
    assert first(dossier).closing == closing


@pytest.mark.parametrize(
    ("if_not_agreed", "failing"),
    [
        (
            "brackets",
            "the response prints the text in square brackets.",
        ),
        (
            "supported-by",
            "the response prints the text with its support.",
        ),
        ("chairs-summary", "the Chair’s summary reports it."),
        ("omit", "the response leaves it out."),
    ],
)
def test_what_becomes_of_a_point_without_agreement_is_said(if_not_agreed: str, failing: str) -> None:
    dossier = voted(f"{FOUR} HU:oppose/support", if_not_agreed)
    assert first(dossier).closing.endswith(f"Failing agreement, {failing}")
    assert "Failing" not in first(replace(dossier, documents={})).closing


def test_what_supporters_add_to_a_point_stands_behind_their_number() -> None:
    dossier = saying(voted(f"{FOUR} HU:oppose"), "lng", BE={"comment": "contracts run until December"})
    assert "(four of five). BE: “Contracts run until December.” It carries" in first(dossier).closing


def of_range(rule: str = "consensus", by: Attributor = NAMED, **stated: tuple[int, int | None] | str) -> Disputed:
    topic = replace(build.ranges(rule, FIVE, "months"), text="It should last {value}.")
    said = {d: build.span(each) if isinstance(each, str) else build.span(*each) for d, each in stated.items()}
    positions = [build.position(d, {"force_size": answer}) for d, answer in said.items()]
    return first(build.dossier([topic], positions, FIVE), by)


RANGES = {"DK": (10, 20), "SE": (30, 40)}


def test_each_value_of_a_range_has_those_outside_it_and_its_price() -> None:
    found = of_range(BE=(0, 36), DE=(12, 24), FR=(24, 60), HU=(60, None), PL="undecided")
    assert [
        tuple(text.replace(NBSP, " ") for text in (o.text, o.who, o.asks, o.alternatives)) for o in found.objections
    ] == [
        (
            "It should last 24 months.",
            "HU",
            "HU: at least 60.",
            "Acceptable to three. 24 months carries if HU comes down by 36 and PL does not oppose it.",
        ),
        (
            "… at least 60 months …",
            "BE and DE; for part of it FR",
            "BE: up to 36. DE: between 12 and 24.",
            "Acceptable to one.",
        ),
    ]
    assert found.closing == "PL is undecided. Two pairs of ranges do not meet: BE–HU, DE–HU."


def test_many_different_ranges_are_counted_and_told_where_delegations_stand() -> None:
    codes = EU[:15]
    stated = {d: (10 * n, 10 * n + 5) for n, d in enumerate(codes)} | {"BG": (0, 5)}
    positions = [build.position(d, {"force_size": build.span(*each)}) for d, each in stated.items()]
    found = first(build.dossier([build.ranges("consensus", codes, "months")], positions, codes))
    assert found.objections[0].asks == "13 different ranges (see “Where each delegation stands”)."


def test_whoever_keeps_a_range_back_has_to_lift_its_reservation_too() -> None:
    topic = build.ranges("unanimity", ("DK", "SE"), "months")
    said = [build.position(d, {"force_size": build.span(*stated)}) for d, stated in RANGES.items()]
    dossier = build.dossier([topic], said, ("DK", "SE"))
    held = replace(build.reservation("force_size", "scrutiny"), text="To be read")
    positions = dossier.positions | {"DK": replace(dossier.positions["DK"], reservations=(held,))}
    (value,) = first(replace(dossier, positions=positions)).objections
    said = value.alternatives.replace(NBSP, " ")
    assert "30 months carries if DK comes up by 10 and lifts its scrutiny reservation." in said


@pytest.mark.parametrize(
    ("stated", "closing"),
    [
        (
            {"BE": "abstain", "DE": "abstain", "FR": "abstain", "HU": "abstain", "PL": "abstain"},
            "No range has been stated.",
        ),
        (
            {"BE": (0, 9), "DE": (20, 30), "FR": (0, 40), "HU": (0, 40)},
            "PL has yet to reply. One pair of ranges does not",
        ),
    ],
)
def test_where_a_range_stands_is_said_below_it(stated: dict[str, tuple[int, int] | str], closing: str) -> None:
    assert of_range(**stated).closing.startswith(closing)


def test_a_paper_without_names_says_of_a_point_how_many() -> None:
    dossier = replace(voted(f"{FOUR} HU:oppose"), documents={})
    found = first(saying(dossier, "lng", HU={"would_support_if": "it is later"}), ANONYMOUS)
    assert found.objections == ()
    assert found.closing == (
        "Supported by four of five; one delegation is against. It carries once the one against no longer opposes it"
        " (abstaining is enough)."
    )
    ranges = of_range(by=ANONYMOUS, BE=(0, 36), DE=(12, 24), FR=(24, 60), HU=(60, None))
    assert ranges.objections == ()
    assert "24~months: acceptable to three. Another value is acceptable to fewer" in ranges.closing.replace(NBSP, "~")
    apart = of_range(by=ANONYMOUS, BE=(0, 9), DE=(0, 9), FR=(0, 9), HU=(20, 30), PL=(60, None))
    assert "acceptable to three. Further values are acceptable, each to fewer than three. Seven" in apart.closing


@pytest.mark.parametrize(
    ("said", "carries"),
    [
        (
            "BE:support DE:support FR:oppose HU:oppose",
            (
                "It carries once the two against no longer oppose it (abstaining is enough) and the one awaited agrees"
                " or abstains."
            ),
        ),
        (
            "BE:accept DE:support FR:oppose",
            (
                "It carries once the one against no longer opposes it (abstaining is enough), the one substantive"
                " reservation is lifted and the two awaited agree or abstain."
            ),
        ),
    ],
)
def test_a_paper_without_names_says_which_of_those_counted_have_to_move(said: str, carries: str) -> None:
    dossier = replace(voted(said), documents={})
    be = dossier.positions["BE"]
    if be.answers["sanctions"].stances["lng"].stance == "accept":
        held = build.reservation("sanctions.lng", "substantive")
        dossier = replace(dossier, positions=dossier.positions | {"BE": replace(be, reservations=(held,))})
    assert first(dossier, ANONYMOUS).closing.endswith(carries)


def test_a_range_without_a_sentence_of_its_own_begins_with_a_capital_letter() -> None:
    said = {"DK": build.span(10, 20), "SE": build.span(30, 40)}
    positions = [build.position(d, {"force_size": answer}) for d, answer in said.items()]
    found = first(build.dossier([build.ranges("consensus", ("DK", "SE"), "months")], positions, ("DK", "SE")))
    assert found.objections[0].text.replace(NBSP, " ") == "Between 10 and 20 months."


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ("", "How many come depends on the scenario."),
        ("Ceasefire", "How many come depends on the scenario; the event is: ceasefire."),
        ("Ceasefire Mandate", "How many come depends on the scenario; the events are: ceasefire and mandate."),
    ],
)
def test_the_events_that_scenarios_differ_in_are_named(events: str, said: str) -> None:
    held = {word.lower(): word for word in events.split()}
    pledged = [build.position("BE", {"troops": build.pledge(1, 2)})]
    scenarios = {"full": build.scenario("full")}
    dossier = build.dossier([build.contribution(FIVE)], pledged, FIVE, scenarios=scenarios, events=held)
    assert said in printed(dossier)


def part(dossier: Dossier, by: Attributor = NAMED) -> tuple[list[str], list[tuple[str, str, str]]]:
    """What is agreed on the first topic, and what is open: where it stands, whom it awaits, what was said."""
    answer = joint_answer(dossier)
    asked = Question(6, "What more?", Wording.PARAPHRASE, tuple(dossier.topics))
    topic = question_part(dossier, answer, asked, by).topics[0]
    return [f"{p.label} ({p.support})" for p in topic.agreed], [(p.support, p.awaited, p.says) for p in topic.open]


@pytest.mark.parametrize(
    ("said", "agreed", "open_"),
    [
        (f"{FOUR} HU:support/abstain", ["lng (supported by all 5)", "oil (supported by 4; HU abstains)"], []),
        (
            f"{FOUR} HU:support/constructive-abstention",
            ["lng (supported by all 5)", "oil (supported by 4; HU abstains constructively)"],
            [],
        ),
        (f"{FOUR} HU:undecided/support", ["oil (supported by all 5)"], [("supported by 4", "HU", "HU is undecided.")]),
        (
            "BE:abstain DE:support FR:undecided HU:support PL:undecided",
            [],
            [
                ("supported by 2; BE abstains", "FR and PL", "FR and PL are undecided."),
                ("supported by nobody so far", "all five delegations", ""),
            ],
        ),
    ],
)
def test_what_is_agreed_and_what_is_open(said: str, agreed: list[str], open_: list[tuple[str, str, str]]) -> None:
    found, waiting = part(voted(said))
    assert found == agreed
    assert waiting[: len(open_)] == [
        (s, w.replace("all five delegations", "all five delegations"), x) for s, w, x in open_
    ]


def test_what_those_who_are_awaited_have_said_stands_beside_them() -> None:
    dossier = saying(
        voted("BE:support DE:undecided FR:undecided HU:support PL:support"),
        "lng",
        DE={"would_support_if": "it is later"},
        FR={"comment": "the study is awaited"},
    )
    held = replace(build.reservation("sanctions.lng", "scrutiny"), text="To be read")
    dossier = replace(
        dossier, positions=dossier.positions | {"PL": replace(dossier.positions["PL"], reservations=(held,))}
    )
    assert part(dossier)[1][0] == (
        "supported by 2",
        "DE, FR and PL",
        "DE could support it if it is later. FR: “The study is awaited.” PL: scrutiny reservation: “To be read.”",
    )


def test_agreement_by_silence_is_said_to_be_that() -> None:
    assert part(voted("", silence_deadline=build.AS_OF))[0][0] == "lng (by the silence of all five delegations alone)"
    assert part(voted("BE:support/support", silence_deadline=build.AS_OF))[0][0] == (
        "lng (supported by all 5, 4 of them by silence)"
    )


@pytest.mark.parametrize(
    ("topic", "decided"),
    [
        (build.options("unanimity"), "Decided by unanimity of the 27 delegations."),
        (build.options("consensus", FIVE[:2]), "Decided by consensus of two of the 27 delegations (BE DE)."),
        (
            replace(build.options("consensus", FIVE), electorate_name="states planning it"),
            "Decided by consensus of the five states planning it (BE DE FR HU PL).",
        ),
        (build.contribution(), "No vote: each of the 27 delegations decides for itself."),
    ],
)
def test_who_decides_is_said_and_never_that_they_have_answered(topic: AnyTopic, decided: str) -> None:
    dossier = build.dossier([topic])
    asked = Question(6, "What more?", Wording.PARAPHRASE, (topic.id,))
    assert question_part(dossier, joint_answer(dossier), asked, NAMED).topics[0].lead.startswith(decided)


def test_what_was_said_outside_the_electorate_stands_in_protocol_order_with_those_spoken_for() -> None:
    topic = build.ranges("consensus", ("DE", "PL"))
    positions = [
        build.position("AT", {"force_size": build.span(1, 2)}, speaks_for="LU"),
        build.position("IE", {"force_size": build.span(5, 9)}),
    ]
    dossier = build.dossier([topic], positions, ("DE", "IE", "LU", "AT", "PL"))
    text = printed(dossier)
    assert (
        "For information (not taking part in this decision): IE: between 5 and 9 personnel. LU and AT: between"
        " 1 and 2 personnel."
    ) in text


@pytest.mark.parametrize("rule", ["qualified-majority", "reinforced-qualified-majority"])
@pytest.mark.parametrize("by", [NAMED, GROUPED, ANONYMOUS], ids=lambda by: by.attribution)
def test_a_share_of_the_population_tells_who_makes_it_up_and_stands_only_where_names_stand(
    rule: str, by: Attributor
) -> None:
    topic = build.options(rule, FIVE)
    said = {"BE": "abstain", "DE": "support", "HU": "oppose"}
    positions = [build.position(d, {topic.id: build.stances(dict.fromkeys(topic.options, s))}) for d, s in said.items()]
    dossier = build.dossier([topic], positions, FIVE, questions=ON_SANCTIONS)
    (row,) = synthesis(dossier, joint_answer(dossier), by, "Delegations").majorities
    assert ("%" in f"{row.population} {row.carried_by}") == by.named
    assert row.for_ == "1 of 5"


def test_the_arithmetic_of_a_majority_stands_in_the_annex_with_who_could_carry_it() -> None:
    against, missing = "DE IT HU AT SK".split(), "BG IE HR CY MT RO".split()  # noqa: SIM905 (reads better)
    said = {d: "oppose" if d in against else "support" for d in build.EU27 if d not in missing} | {"EL": "abstain"}
    positions = [build.position(d, {"sanctions": build.stances({"listings": s})}) for d, s in said.items()]
    dossier = build.dossier([build.options("qualified-majority")], positions)
    (row,) = synthesis(dossier, joint_answer(dossier), NAMED, "Delegations").majorities
    assert (row.for_, row.population.replace(NBSP, " "), row.against, row.abstaining, row.awaited) == (
        "15 of 27",
        "52.57 %",
        "DE, IT, HU, AT and SK",
        "EL",
        "BG, IE, HR, CY, MT and RO",
    )
    assert row.carried_by.replace(NBSP, " ") == "DE (71.06 %) or IT (65.80 %)"


def test_each_rule_is_explained_once_for_each_basis_with_its_topics() -> None:
    topics: list[AnyTopic] = [
        replace(build.options("unanimity", FIVE), basis=BasisName.RESTRICTIVE_MEASURES),
        build.ranges("consensus", FIVE),
        build.options("unanimity", FIVE, topic="union_support"),
        build.options("unanimity", FIVE, topic="guarantees"),
    ]
    dossier = build.dossier(topics, (), FIVE)
    content = synthesis(dossier, joint_answer(dossier), NAMED, "Delegations")
    assert [(r.name, r.topics, r.basis) for r in content.rules] == [
        ("unanimity", ("sanctions",), "Articles 29 and 31(1) TEU and Article 238(4) TFEU"),
        ("consensus", ("force_size",), "Practice of the North Atlantic Treaty Organisation and of informal meetings"),
        ("unanimity", ("union_support", "guarantees"), "Article 238(4) TFEU"),
    ]
    assert "Annex III" in content.population


def test_parts_whose_rows_are_delegations_are_empty_where_none_is_named() -> None:
    source = Source("sanctions", None, place=build.HERE, speaker="Minister", quote="Never.")
    position = replace(
        build.position(
            "HU",
            {"troops": build.pledge(1, 2, build.event("x")), "assistance": build.offered({"artillery": (1, "firm")})},
        ),
        sources=(source,),
        reservations=(build.reservation("sanctions", "general"),),
    )
    topics = [build.options(electorate=FIVE), build.contribution(FIVE), build.offers(FIVE)]
    dossier = build.dossier(topics, [position], FIVE, events={"x": "X"})
    named, unnamed = (synthesis(dossier, joint_answer(dossier), by, "Delegations") for by in (NAMED, ANONYMOUS))
    for what in ("matrix", "conditions", "sources", "offers", "reservations"):
        assert getattr(named, what)
        assert not getattr(unnamed, what)


def test_what_a_draft_says_stays_with_its_delegation() -> None:
    said = {
        "sanctions": build.stances({"lng": "oppose"}),
        "troops": build.pledge(111, 222, build.event("x")),
        "assistance": build.offered({"artillery": (333, "firm")}),
    }
    held = replace(build.reservation("sanctions.lng", "general"), text="Not to be read")
    draft = replace(build.position("HU", said, held), status=PositionStatus.DRAFT)
    topics = [build.options(electorate=FIVE, ids="lng"), build.contribution(FIVE), build.offers(FIVE)]
    text = text_of(page(build.dossier(topics, [draft], FIVE, events={"x": "X"})))
    assert "d draft, not yet cleared and not shown; … no reply; " in text
    assert "HU Hungary (draft) | d | d | d" in text
    assert "HU has sent a draft, not yet cleared; BE, DE, FR and PL have yet to reply." in text
    assert not [secret for secret in ("111", "333", "opposes", "Not to be read") if secret in text]


def test_nothing_is_explained_that_does_not_stand_there() -> None:
    nobody = build.dossier([build.contribution(FIVE)], (), FIVE, scenarios={"full": build.scenario("full")})
    assert "In bold:" not in text_of(page(nobody))
    assert "rotation" not in printed(nobody)
    alone = build.position("BE", {"troops": build.pledge(1, 2, build.partners("DE"))})
    assert "No contribution takes effect in any scenario." in printed(replace(nobody, positions={"BE": alone}))


def test_the_note_on_kosovo_stands_where_its_mark_stands() -> None:
    parts = page(build.dossier([build.ranges("consensus", ("DE", "XK"))], (), ("DE", "XK"))).split("Kosovo*")
    assert "UNSCR 1244/1999" in parts[-1].partition("</section>")[0]


def test_agreed_needs_stand_in_a_table_with_what_depends_on_them() -> None:
    topic = build.needs(electorate=FIVE, ids="airlift fuel")
    said = {"BE": {"airlift": "essential", "fuel": "essential"}, "DE": {"airlift": "desirable"}}
    said |= {d: {"fuel": "essential"} for d in ("FR", "HU", "PL")}
    positions = [build.position(d, {topic.id: build.needed(each)}) for d, each in said.items()]
    text = printed(build.dossier([topic], positions, FIVE))
    assert "airlift – requested by two | BE | DE | FR, HU, PL | short | 0 |" in text
    assert "fuel | BE, FR, HU, PL | – | DE | short | 0 |" in text


def test_what_lasts_of_a_force_and_who_waits_for_whom_stand_below_it() -> None:
    troops = build.contribution(FIVE, sustained="duration")
    months = build.ranges("consensus", FIVE, "months", "duration")
    said = [
        build.position("BE", {"troops": build.pledge(100, 200, build.partners("DE")), "duration": build.span(24, 24)}),
        build.position("DE", {"troops": build.pledge(50, 50, build.partners("BE"), sustain=360)}),
    ]
    held = {"full": build.scenario("full")}
    text = printed(build.dossier([troops, months], said, FIVE, scenarios=held)).replace(NBSP, " ")
    assert "full | 0 | 150–250: BE DE | 150–250 from day 0 |" in text
    assert "Sustained, though no length is agreed: under “full”: 100–200 for 24 months." in text
    assert "BE and DE wait for each other: their contributions become assured only together." in text
