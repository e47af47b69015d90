"""What the synthesis says of each topic: who stands where, why, and what would unblock it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.synthesis import synthesis
from responsegen.documents.topics import presenter_of
from responsegen.documents.topics.needs import NeedsSection
from responsegen.documents.topics.voted import VotedAnalysis
from responsegen.documents.words import FILTERS, NBSP
from responsegen.dossier.model import (
    Attribution,
    BasisName,
    DocumentSpec,
    Question,
    Release,
    Source,
    Wording,
)
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.consensus import builders as build
from tests.documents.synthesised import (
    ANONYMOUS,
    FIVE,
    FOUR,
    GROUPED,
    NAMED,
    ON_SANCTIONS,
    ON_THE_FORCE,
    first_page,
    page,
    printed,
    text_of,
    voted,
)

if TYPE_CHECKING:
    from responsegen.documents.attribution import Attributor


@pytest.mark.parametrize(
    ("if_not_agreed", "otherwise"),
    [
        ("brackets", "puts what is not agreed in square brackets"),
        ("supported-by", "says how many delegations support what is not agreed"),
        ("chairs-summary", "reports what is not agreed in the chair’s summary"),
        ("omit", "leaves out what is not agreed"),
    ],
)
def test_each_topic_says_what_the_response_does_with_what_is_not_agreed(if_not_agreed: str, otherwise: str) -> None:
    dossier = voted(FOUR, if_not_agreed, questions=ON_SANCTIONS)
    ((found,),) = (q.topics for q in synthesis(dossier, joint_answer(dossier), NAMED, "Delegations").questions)
    assert found.analysis.rule.otherwise == otherwise


@pytest.mark.parametrize("rule", ["qualified-majority", "reinforced-qualified-majority", "unanimity"])
@pytest.mark.parametrize("by", [NAMED, GROUPED, ANONYMOUS], ids=lambda by: by.attribution)
def test_a_share_of_the_population_tells_who_makes_it_up_and_stands_only_where_names_stand(
    rule: str, by: Attributor
) -> None:
    topic = build.options(rule, FIVE)
    said = {"BE": "constructive-abstention" if rule == "unanimity" else "abstain", "DE": "support", "HU": "oppose"}
    positions = [build.position(d, {topic.id: build.stances(dict.fromkeys(topic.options, s))}) for d, s in said.items()]
    dossier = build.dossier([topic], positions, FIVE, questions=ON_SANCTIONS)
    ((found,),) = (q.topics for q in synthesis(dossier, joint_answer(dossier), by, "Delegations").questions)
    assert isinstance(found.analysis, VotedAnalysis)
    assert found.picture is not None
    told = [*found.analysis.points[0].comparisons, found.analysis.points[0].because, found.picture.alt]
    assert ("population" in str(told)) == by.named
    assert "members" in str(told)


def test_parts_whose_rows_are_delegations_are_empty_where_none_is_named() -> None:
    source = Source("sanctions", None, build.HERE, speaker="Minister", quote="Never.")
    position = replace(
        build.position("HU", {"troops": build.pledge(1, 2, build.event("x"))}),
        sources=(source,),
    )
    topics = [build.options(electorate=FIVE), build.contribution(FIVE)]
    dossier = build.dossier(topics, [position], FIVE, events={"x": "X"})
    named, unnamed = (synthesis(dossier, joint_answer(dossier), by, "Delegations") for by in (NAMED, ANONYMOUS))
    for part in ("matrix", "conditions", "sources"):
        assert getattr(named, part)
        assert not getattr(unnamed, part)


def test_each_rule_is_explained_once_for_each_basis_with_its_topics() -> None:
    topics = [
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


def test_what_was_said_outside_the_electorate_stands_in_protocol_order_with_those_spoken_for() -> None:
    topic = build.ranges("consensus", ("DE", "PL"))
    said = {"IE": build.span(5, 9), "AT": build.span(1, 2)}
    positions = [
        build.position("AT", {"force_size": said["AT"]}, speaks_for="LU"),
        build.position("IE", {"force_size": said["IE"]}),
    ]
    dossier = build.dossier([topic], positions, ("DE", "IE", "LU", "AT", "PL"), questions=ON_THE_FORCE)
    ((found,),) = (q.topics for q in synthesis(dossier, joint_answer(dossier), NAMED, "Delegations").questions)
    words = [(r.delegation, r.words.replace(NBSP, " ")) for r in found.analysis.outside]
    assert words == [
        ("IE", "between 5 and 9 personnel"),
        ("LU", "between 1 and 2 personnel"),
        ("AT", "between 1 and 2 personnel"),
    ]


def test_what_was_said_outside_the_electorate_of_needs_stands_with_the_votes() -> None:
    topic = build.needs(electorate=("DE", "PL"))
    positions = [build.position(d, {topic.id: build.needed({"airlift": "essential"})}) for d in ("DE", "AT", "PL")]
    orders = {"synthesis": DocumentSpec("synthesis", Release.INTERNAL, Attribution.NAMED)}
    asked = (Question(5, "What support?", Wording.PARAPHRASE, (topic.id,)),)
    dossier = build.dossier([topic], positions, ("DE", "AT", "PL"), documents=orders, questions=asked)
    (document,) = compose(dossier, joint_answer(dossier))
    html = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
    votes, worth = html.index('<table class="votes">'), html.index('<table class="worth">')
    assert votes < html.index("For information") < worth
    assert html.count("For information") == 1


MAJORITY, ONE_EACH = "simple-majority", "unanimity"
ONE = "BE:support DE:abstain FR:abstain"
FOR = "BE:support DE:support FR:support PL:support"


@pytest.mark.parametrize(
    ("rule", "said", "words"),
    [
        (MAJORITY, "BE:support DE:support FR:oppose HU:oppose PL:abstain", "Could carry it: FR, HU or PL."),
        (
            MAJORITY,
            "BE:support DE:oppose FR:oppose HU:abstain PL:oppose",
            "Could carry it: DE and FR; or DE and HU; or DE and PL; or FR and HU; or FR and PL; or HU and PL.",
        ),
        (MAJORITY, "BE:support DE:support FR:oppose HU:oppose", "Could carry it: FR, HU or PL."),
        ("qualified-majority", "BE:support HU:support PL:support DE:oppose FR:abstain", "Could carry it: DE or FR."),
        (ONE_EACH, f"{FOR} HU:oppose", "Carries once HU no longer opposes it."),
        (
            ONE_EACH,
            f"{ONE} HU:oppose PL:oppose",
            "Carries once HU and PL no longer oppose it.",
        ),
        (ONE_EACH, FOR, "Carries once HU agrees or abstains."),
        (ONE_EACH, "BE:support DE:support HU:support", "Carries once FR and PL agree or abstain."),
        (
            ONE_EACH,
            "BE:support DE:support HU:oppose FR:support",
            "Carries once HU no longer opposes it and PL agrees or abstains.",
        ),
        (ONE_EACH, "BE:abstain DE:abstain FR:abstain HU:abstain PL:abstain", "Carries once anybody is in favour."),
        (ONE_EACH, f"{FOR} HU:support", ""),
    ],
)
def test_what_would_carry_a_point_is_said_as_its_rule_has_it(rule: str, said: str, words: str) -> None:
    topic = build.options(rule, FIVE)
    pairs = (word.split(":") for word in said.split())
    positions = [build.position(d, {topic.id: build.stances({"listings": stance})}) for d, stance in pairs]
    dossier = build.dossier([topic], positions, FIVE)
    found = presenter_of(dossier, topic).analysis(joint_answer(dossier).topics[topic.id], NAMED)
    assert found.points[0].way_out == words.removesuffix(".")


def test_what_must_be_nought_is_no_equation_and_a_declaration_has_one_name() -> None:
    text = printed(voted(f"{FOUR} HU:oppose/constructive-abstention"))
    assert "Members against: 1 (must be 0, not met)" in text
    assert "| constructively: HU |" in text


def test_heads_over_numbers_of_delegations_do_not_ask_who() -> None:
    dossier = voted(f"{FOUR} HU:oppose/oppose")
    assert "Not agreed, by whom" in first_page(dossier)
    assert "Not agreed, by how many" in first_page(dossier, Attribution.ANONYMOUS)
    assert "who stands where" not in printed(dossier, Attribution.ANONYMOUS)


def test_the_note_on_kosovo_stands_where_its_mark_stands() -> None:
    parts = page(build.dossier([build.ranges("consensus", ("DE", "XK"))], (), ("DE", "XK"))).split("Kosovo*")
    assert "UNSCR 1244/1999" in parts[-1].partition("</section>")[0]


def test_a_move_that_agrees_nothing_by_itself_is_said_to() -> None:
    stated = {"BE": (10, 30), "DE": (20, 45), "FR": (20, 45), "HU": (40, 50), "PL": (60, 90)}
    said = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in stated.items()]
    text = printed(build.dossier([build.ranges(electorate=FIVE)], said, FIVE))
    assert "PL: from between 60 and 90 to 45, a move of 15 personnel." in text
    assert "That alone agrees nothing; these ranges would still not meet: BE with HU and PL." in text
    alone = [build.position(d, {"force_size": build.span(*stated[d])}) for d in ("BE", "DE", "PL")]
    assert "That alone" not in printed(build.dossier([build.ranges(electorate=FIVE)], alone, FIVE))


def test_a_move_may_agree_something_by_itself_where_a_majority_decides() -> None:
    stated = {"BE": (10, 20), "DE": (10, 20), "FR": (30, 40), "HU": (30, 40), "PL": (60, 70)}
    said = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in stated.items()]
    text = printed(build.dossier([build.ranges("simple-majority", FIVE)], said, FIVE))
    assert "PL: from between 60 and 70 to 40" in text
    assert "That alone" not in text


def test_an_alternative_to_what_may_not_be_shown_is_none() -> None:
    seven = ("DE", "FR", "IT", "CY", "LU", "MT", "NL")
    topic = build.options("qualified-majority", seven)
    said = [
        build.position(d, {topic.id: build.stances({"listings": "oppose" if d in ("DE", "MT") else "support"})})
        for d in seven
    ]
    text = printed(build.dossier([topic], said, seven), Attribution.ANONYMOUS)
    assert "Members for: 5 (≥ 4, met); members not for: 2 (< 2, not met)." in text


def test_who_passed_over_a_need_is_told_from_those_who_abstain() -> None:
    topic = build.needs(electorate=FIVE, ids="airlift fuel")
    said = [
        build.position("BE", {topic.id: build.needed({"airlift": "essential", "fuel": "not-needed"})}),
        build.position("DE", {topic.id: build.needed({"airlift": "essential"})}),
    ]
    text = printed(build.dossier([topic], said, FIVE))
    assert "| BE DE |" in text
    assert text.count("Not mentioned by DE.") == 1


@pytest.mark.parametrize(
    ("said", "words", "label"),
    [
        ("essential essential essential essential essential", "essential to all five delegations", "airlift"),
        (
            "essential essential desirable desirable -",
            "essential to two of five delegations, desirable to two",
            "airlift",
        ),
        ("desirable desirable not-needed abstain desirable", "desirable to three of five delegations", "airlift"),
        (
            "desirable desirable - - -",
            "requested by two of five delegations, as desirable",
            "airlift (requested by two delegations)",
        ),
        (
            "essential - - - -",
            "requested by one of five delegations, as essential",
            "airlift (requested by one delegation)",
        ),
        (
            "essential desirable - - -",
            "requested by two of five delegations: essential to one, desirable to one",
            "airlift (requested by two delegations)",
        ),
    ],
)
def test_how_badly_a_need_is_needed_is_told_in_numbers(said: str, words: str, label: str) -> None:
    topic = build.needs(electorate=FIVE, ids="airlift fuel")
    needed = [{"fuel": "essential"} | ({} if each == "-" else {"airlift": each}) for each in said.split()]
    positions = [build.position(d, {topic.id: build.needed(each)}) for d, each in zip(FIVE, needed, strict=True)]
    dossier = build.dossier([topic], positions, FIVE)
    section = presenter_of(dossier, topic).section(joint_answer(dossier).topics[topic.id], ANONYMOUS)
    assert isinstance(section, NeedsSection)
    assert (section.needs[0].words, section.statements[0].agreed_label) == (words, label)


def test_of_two_comparisons_either_of_which_will_do_the_second_begins_with_or() -> None:
    topic = build.options("qualified-majority")
    said = [build.position(d, {topic.id: build.stances({"listings": "support"})}) for d in build.EU27[:20]]
    text = printed(build.dossier([topic], said))
    assert "Members for: 20 (≥ 15, met); population for: " in text
    assert "met), or members not for: 7 (< 4, not met)." in text


BE_AND_DE = "Ranges that do not meet: BE with DE."


@pytest.mark.parametrize(
    ("rule", "ranges", "kind", "words"),
    [
        ("unanimity", "10-20 30-40 - - -", "scrutiny", f"{BE_AND_DE} Stated under a reservation: BE."),
        ("unanimity", "10-20 30-40 - - -", "parliamentary", BE_AND_DE),
        ("simple-majority", "0-10 0-10 0-40 20-30 20-30", "linguistic", "a choice is to be made"),
        ("consensus", "10-24 25-30 25-30 - -", "linguistic", "BE: from between 10 and 24 to 25, a move of one month."),
        ("consensus", "10-24 36-48 36-48 - -", "linguistic", "BE: from between 10 and 24 to 36, a move of 12 months."),
    ],
)
def test_what_is_said_of_a_range(rule: str, ranges: str, kind: str, words: str) -> None:
    topic = build.ranges(rule, FIVE, "months")
    stated = {d: r.split("-") for d, r in zip(FIVE, ranges.split(), strict=True) if r != "-"}
    positions = [
        build.position(
            d,
            {"force_size": build.span(int(low), int(high))},
            *([build.reservation("force_size", kind)] if d == "BE" else ()),
        )
        for d, (low, high) in stated.items()
    ]
    text = printed(build.dossier([topic], positions, FIVE)).replace(NBSP, " ")
    assert words in text
    assert ("Stated under" in text) == ("Stated under" in words)


def test_what_lasts_of_a_force_and_who_waits_for_whom_stand_below_it() -> None:
    troops = build.contribution(FIVE, sustained="duration")
    months = build.ranges("consensus", FIVE, "months", "duration")
    said = [
        build.position("BE", {"troops": build.pledge(100, 200, build.partners("DE")), "duration": build.span(24, 24)}),
        build.position("DE", {"troops": build.pledge(50, 50, build.partners("BE"), sustain=360)}),
    ]
    held = {"full": build.scenario("full")}
    text = printed(build.dossier([troops, months], said, FIVE, scenarios=held)).replace(NBSP, " ")
    assert "personnel, from day 0; 100–200 for 24 months, a length not agreed. BE and DE wait for each" in text


@pytest.mark.parametrize(
    ("orders", "says"), [(("response", "synthesis"), True), (("synthesis",), False)], ids=["ordered", "not ordered"]
)
def test_how_the_response_words_a_point_is_said_where_there_is_a_response(
    orders: tuple[str, ...], *, says: bool
) -> None:
    documents = {o: DocumentSpec(o, Release.PARTICIPANTS, Attribution.NAMED) for o in orders}
    dossier = replace(voted("HU:oppose/support"), documents=documents)
    topic = dossier.topics["sanctions"]
    rule = presenter_of(dossier, topic).rule(NAMED)
    assert rule.otherwise == ("puts what is not agreed in square brackets" if says else "")
    text = text_of(page(dossier))
    assert "Decided by unanimity among" in text
    assert "The response puts" not in text  # the page orders the synthesis alone
