"""Reservations on a whole topic: one footnote, at the first thing that a paper says of the topic."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.words import FILTERS
from responsegen.dossier.model import Attribution, DocumentSpec, IfNotAgreed, Question, Release, Wording
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.consensus import builders as build

if TYPE_CHECKING:
    from responsegen.dossier.model import Answer, AnyTopic, Reservation

FIVE = ("BE", "DE", "FR", "HU", "PL")
ORDERS = {
    "response": DocumentSpec("response", Release.ADDRESSEE, Attribution.ANONYMOUS),
    "synthesis": DocumentSpec("synthesis", Release.PARTICIPANTS, Attribution.NAMED),
}
OPTIONS = build.options(electorate=FIVE, ids="lng oil coal")
NEEDS = build.needs(electorate=FIVE, ids="airlift satellites")
OFFERS = build.offers(FIVE, "artillery drones")
STANCES = build.stances({"lng": "support", "oil": "support", "coal": "oppose"})
NECESSITIES = build.needed({"airlift": ("essential", "long"), "satellites": ("essential", "short")})


def footnotes(topic: AnyTopic, answer: Answer, *reservations: Reservation) -> dict[str, list[tuple[str, str]]]:
    """By document: what stands before each footnote, and the footnote; all give the answer, HU has the reservations."""
    positions = [build.position(d, {topic.id: answer}, *(reservations if d == "HU" else ())) for d in FIVE]
    questions = (Question(6, "What more will you do?", Wording.PARAPHRASE, (topic.id,)),)
    whole = build.dossier([topic], positions, FIVE, documents=ORDERS, questions=questions)
    found = {}
    for document in compose(whole, joint_answer(whole)):
        html = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
        notes = re.findall(r'>([^<>]+?)\s*<span class="footnote">(.*?)</span>', html)
        found[document.path] = [(before, unescape(note)) for before, note in notes]
    return found


OF_FIVE = "Decided by unanimity of the five delegations."
GENERAL = "general reservation on the topic as a whole."


@pytest.mark.parametrize(
    ("topic", "answer", "response", "synthesis"),
    [
        (
            OPTIONS,
            STANCES,
            "[Lng.]",
            f"{OF_FIVE} Of three points, none is agreed; two are open; one is not agreed: coal.",
        ),
        (
            replace(OPTIONS, text="As follows"),
            STANCES,
            "As follows.",
            f"{OF_FIVE} Of three points, none is agreed; two are open; one is not agreed: coal.",
        ),
        (
            NEEDS,
            NECESSITIES,
            "[Airlift.]",
            "Decided by consensus of the five delegations. Both points are open.",
        ),
        (
            replace(NEEDS, text="As follows"),
            NECESSITIES,
            "As follows.",
            "Decided by consensus of the five delegations. Both points are open.",
        ),
        (
            OFFERS,
            build.offered({"artillery": (5, "firm"), "drones": (7, "firm")}),
            "The following is on offer; firm and indicative offers are shown apart.",
            "No vote: each of the five delegations decides for itself.",
        ),
    ],
)
def test_a_reservation_on_a_whole_topic_is_one_footnote_at_the_first_that_is_said_of_it(
    topic: AnyTopic, answer: Answer, response: str, synthesis: str
) -> None:
    found = footnotes(topic, answer, build.reservation(topic.id, "general"))
    assert found == {
        "response": [(response, f"One delegation: {GENERAL}")],
        "synthesis": [(synthesis, f"HU: {GENERAL}")],
    }


@pytest.mark.parametrize(
    ("answer", "before"),
    [
        ({"airlift": ("essential", "long"), "satellites": ("essential", "short")}, "In the short term"),
        ({"airlift": ("essential", "long"), "satellites": ("essential", "long")}, "In the long term"),
        (
            {"airlift": ("essential", "short long"), "satellites": ("essential", "long")},
            "In both the short and the long",
        ),
    ],
)
def test_among_agreed_needs_it_stands_where_the_first_list_begins(
    answer: dict[str, tuple[str, str]], before: str
) -> None:
    ((said, note),) = footnotes(NEEDS, build.needed(answer), build.reservation(NEEDS.id, "linguistic"))["response"]
    assert said.startswith(f"{before}")
    assert note == "One delegation: linguistic reservation on the topic as a whole."


def test_the_first_point_has_its_own_reservations_in_the_same_footnote() -> None:
    reservations = [build.reservation("sanctions", "general"), build.reservation("sanctions.lng", "linguistic")]
    found = footnotes(OPTIONS, STANCES, *reservations)
    assert found["response"] == [("[Lng.]", f"One delegation: {GENERAL} One delegation: linguistic reservation.")]


def test_the_chair_reports_it_once_with_the_first_text() -> None:
    topic = replace(OPTIONS, if_not_agreed=IfNotAgreed.CHAIRS_SUMMARY)
    found = footnotes(topic, STANCES, build.reservation("sanctions", "general"))
    assert [note for _, note in found["response"]] == [f"One delegation: {GENERAL}"]


def test_on_the_one_point_of_a_topic_it_is_a_reservation_like_any_other() -> None:
    topic = build.options(electorate=FIVE, ids="lng")
    found = footnotes(topic, build.stances({"lng": "support"}), build.reservation("sanctions", "general"))
    assert found["response"] == [("[Lng.]", "One delegation: general reservation.")]
