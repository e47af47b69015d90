"""Where a question stands at a glance: votes → the words of the first page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.attribution import Attributor
from responsegen.documents.response import Standing, standing_of
from responsegen.documents.topics import presenter_of
from responsegen.documents.words import NBSP
from responsegen.dossier.model import Attribution, Dossier, IfNotAgreed
from tests.consensus import builders as build

THREE = ("DE", "FR", "PL")
BY = Attributor(Attribution.ANONYMOUS, {})


def seen(dossier: Dossier, *topics: str, by: Attributor = BY) -> Standing:
    answer = joint_answer(dossier)
    return standing_of([presenter_of(dossier, dossier.topics[t]).section(answer.topics[t], by) for t in topics])


def standing(said: str, if_not_agreed: str = "brackets") -> Standing:
    """Votes of DE, FR and PL, option by option: `support/oppose -/support` is DE and FR on two options, PL silent."""
    votes = [word.split("/") for word in said.split()]
    ids = [chr(ord("a") + i) for i in range(max(map(len, votes), default=1))]
    topic = build.options(electorate=THREE, ids=" ".join(ids))
    topic = replace(topic, title="Sanctions", if_not_agreed=IfNotAgreed(if_not_agreed))
    answers = [{o: v for o, v in zip(ids, vote, strict=False) if v != "-"} for vote in votes]
    positions = [build.position(d, {topic.id: build.stances(a)}) for d, a in zip(THREE, answers, strict=False)]
    dossier = build.dossier([topic], positions, THREE)
    return seen(dossier, topic.id)


@pytest.mark.parametrize(
    ("said", "if_not_agreed", "words", "gist"),
    [
        ("support support support", "brackets", "agreed", "Agreed: a."),
        ("support support oppose", "brackets", "not agreed", "Not yet agreed."),
        ("support support -", "brackets", "open", "Not yet agreed."),
        (
            "support/oppose support/oppose support/support",
            "brackets",
            "1 of 2 agreed",
            "Agreed: a. Not yet agreed: one point.",
        ),
        (
            "oppose/oppose support/support support/support",
            "brackets",
            "not agreed",
            "Neither of the two points agreed yet.",
        ),
        ("support/support/support/support " * 3, "brackets", "agreed", "Agreed: a; b; c; d."),
        ("support/support/support " * 3, "brackets", "agreed", "Agreed: a; b; c."),
        ("support/oppose support/support support/support", "omit", "agreed", "Agreed: a."),
        ("oppose support support", "omit", "no joint answer", "No joint answer."),
        ("- - -", "brackets", "no position yet", "No position yet."),
        ("undecided - -", "omit", "no position yet", "No position yet."),
    ],
)
def test_a_question_at_a_glance(said: str, if_not_agreed: str, words: str, gist: str) -> None:
    found = standing(said, if_not_agreed)
    assert found.words == words
    assert list(found.gist) == [("Sanctions", gist)]


def test_what_each_states_alone_is_no_missing_answer() -> None:
    options = replace(build.options(electorate=THREE), if_not_agreed=IfNotAgreed.OMIT)
    topics = [build.contribution(THREE), options]
    said = [build.position("DE", {"troops": build.pledge(5, 9), options.id: build.stances({"listings": "oppose"})})]
    dossier = build.dossier(topics, said, THREE)
    found = seen(dossier, *(topic.id for topic in topics))
    assert found.words == "stated individually; no joint answer"


@pytest.mark.parametrize(
    ("poland", "words"),
    [("support", "agreed with reservations"), ("oppose", "1 of 2 agreed, 1 with reservations")],
)
def test_what_is_agreed_with_reservations_is_told_apart_at_a_glance(poland: str, words: str) -> None:
    topic = build.options(electorate=THREE, ids="a b")
    stances = {d: {"a": "support", "b": poland if d == "PL" else "support"} for d in THREE}
    reserved = build.reservation("sanctions.a", "linguistic")
    said = [
        build.position(d, {topic.id: build.stances(s)}, *([reserved] if d == "DE" else [])) for d, s in stances.items()
    ]
    dossier = build.dossier([topic], said, THREE)
    found = seen(dossier, topic.id)
    assert found.words == words


@pytest.mark.parametrize(
    ("pledges", "gist"),
    [
        ({}, "No position yet."),
        ({"DE": build.pledge(stance="no")}, "No delegation is ready to contribute so far."),
        ({"DE": build.pledge(100, 200)}, "One delegation ready to contribute; at best between 100 and 200~personnel."),
        ({"DE": build.pledge(100)}, "One delegation ready to contribute; at least 100~personnel."),
        (
            {"DE": build.pledge(100, 200), "FR": build.pledge(5, 5)},
            "Two delegations ready to contribute; at best between 105 and 205~personnel.",
        ),
        (
            {"DE": build.pledge(100, 100, sustain=30), "FR": build.pledge(50, 50, ready=30)},
            "Two delegations ready to contribute; at best 150~personnel, 100 of them at once.",
        ),
    ],
)
def test_a_contribution_at_a_glance(pledges: dict[str, build.ContributionAnswer], gist: str) -> None:
    topic = build.contribution(THREE)
    said = [build.position(d, {"troops": pledge}) for d, pledge in pledges.items()]
    dossier = build.dossier([topic], said, THREE, scenarios={"full": build.scenario("full")})
    found = seen(dossier, "troops", by=Attributor(Attribution.NAMED, {}))
    assert found.gist[0][1].replace(NBSP, "~") == gist


@pytest.mark.parametrize(
    ("items", "gist"),
    [("a", "one heading"), ("a b", "both headings"), ("a b c", "all three headings"), ("a b -", "two headings")],
)
def test_offers_at_a_glance(items: str, gist: str) -> None:
    offered = {item: (5, "firm") for item in items.split() if item != "-"}
    topic = build.offers(THREE, items.replace("-", "none"))
    said = [build.position("DE", {"assistance": build.offered(offered)})]
    assert seen(build.dossier([topic], said, THREE), "assistance").gist[0][1] == f"Offers under {gist}."


@pytest.mark.parametrize(
    ("ranges", "widest"),
    [
        ("0-24 30-60 36-70", "between 36 and 60~personnel (two delegations)."),
        ("0-9 20-30 -", "up to 9~personnel or between 20 and 30~personnel (one delegation each)."),
    ],
)
def test_all_values_with_the_widest_support_are_named_at_a_glance(ranges: str, widest: str) -> None:
    stated = [word.split("-") for word in ranges.split()]
    positions = [
        build.position(d, {"force_size": build.span(int(low), int(high))})
        for d, (low, high) in zip(THREE, stated, strict=True)
        if low
    ]
    topic = build.ranges("consensus", THREE)
    dossier = build.dossier([topic], positions, THREE)
    found = seen(dossier, "force_size")
    assert found.gist[0][1].replace(NBSP, "~") == f"Not yet agreed; widest support: {widest}"
