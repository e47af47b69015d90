"""What a paper without names must not tell: who is who, and what any one delegation pledged."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from html import unescape
from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.withholding import Part, keeps_secrets, printable, sums_of
from responsegen.documents.words import FILTERS
from responsegen.dossier.model import (
    Attribution,
    DocumentSpec,
    IfNotAgreed,
    Interval,
    Question,
    Release,
    Together,
    Wording,
)
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.consensus import builders as build

if TYPE_CHECKING:
    from responsegen.dossier.model import Answer, Condition, Dossier, Position

FIVE = ("BE", "DE", "FR", "HU", "PL")
SEVEN = (*FIVE, "NL", "SE")
SCENARIOS = {s.id: s for s in (build.scenario("alone"), build.scenario("full", us=["airlift"], events=["ceasefire"]))}
CONDITIONS = st.sampled_from([(), (build.us("airlift"),), (build.event("ceasefire"),), (build.force(9),)])
KINDS = st.sampled_from(["scrutiny", "parliamentary", "linguistic", "substantive", "general"])


def papers(
    topics: list[build.AnyTopic],
    positions: list[Position],
    delegations: tuple[str, ...],
    attribution: Attribution = Attribution.ANONYMOUS,
) -> list[str]:
    """The response and the synthesis without names, as HTML."""
    orders = [
        DocumentSpec("response", Release.ADDRESSEE, attribution),
        DocumentSpec("synthesis", Release.PARTICIPANTS, attribution),
    ]
    dossier = build.dossier(
        topics,
        positions,
        delegations,
        documents={order.id: order for order in orders},
        questions=(Question(1, "What?", Wording.PARAPHRASE, tuple(t.id for t in topics)),),
        scenarios=SCENARIOS,
        events={"ceasefire": "A ceasefire is in force"},
        groups={"Weimar": ("DE", "FR", "PL"), "Benelux": ("BE", "NL")},
    )
    return rendered(dossier)


def rendered(dossier: Dossier) -> list[str]:
    return [
        render_html(d.template, d.content, d.furniture, TemplateFolders.of(), FILTERS)
        for d in compose(dossier, joint_answer(dossier))
    ]


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Answer]:
    low = draw(st.integers(0, 4))
    stances = st.sampled_from(["support", "oppose", "abstain", "undecided"])
    conditions: tuple[Condition, ...] = draw(CONDITIONS)
    return {
        "sanctions": build.stances({o: draw(stances) for o in "ab"}),
        "force_size": build.span(low, low + draw(st.integers(0, 3))),
        "troops": build.pledge(low, low + 1, *conditions, ready=draw(st.sampled_from([0, 30]))),
        "us_requirements": build.needed({"airlift": draw(st.sampled_from(["essential", "desirable", "oppose"]))}),
        "assistance": build.offered({"artillery": (low, draw(st.sampled_from(["firm", "indicative"])))}),
    }


@st.composite
def positions_of_five(draw: st.DrawFn) -> list[Position]:
    found = []
    for d in FIVE:
        reserved = draw(st.lists(st.tuples(st.sampled_from(["sanctions", "sanctions.a", "troops"]), KINDS), max_size=2))
        partner = draw(st.sampled_from(["", *FIVE]))
        said = draw(answers())
        if partner not in ("", d):
            said["troops"] = build.pledge(5, 9, build.partners(partner))
        found.append(build.position(d, said, *(build.reservation(on, kind) for on, kind in reserved)))
    return found


def swapped(position: Position, names: dict[str, str]) -> Position:
    """The position as the other delegation's own, its partners under their new names."""
    troops = position.answers["troops"]
    conditions = [
        build.partners(" ".join(names.get(d, d) for d in c.delegations)) if isinstance(c, Together) else c
        for c in troops.conditions
    ]
    said = {**position.answers, "troops": replace(troops, conditions=tuple(conditions))}
    return replace(position, delegation=names.get(position.delegation, position.delegation), answers=said)


@pytest.mark.parametrize("if_not_agreed", ["brackets", "supported-by", "chairs-summary"])
@settings(max_examples=12)
@given(positions=positions_of_five(), pair=st.permutations(FIVE))
def test_two_delegations_that_swap_their_files_leave_a_paper_without_names_as_it_is(
    if_not_agreed: str, positions: list[Position], pair: list[str]
) -> None:
    wish = IfNotAgreed(if_not_agreed)
    topics = [
        replace(build.options("consensus", FIVE, "a b"), if_not_agreed=wish),
        replace(build.ranges("consensus", FIVE), if_not_agreed=wish),
        build.contribution(FIVE, required="force_size"),
        replace(build.needs("consensus", FIVE), if_not_agreed=wish),
        build.offers(FIVE),
    ]
    one, other, *_ = pair
    names = {one: other, other: one}
    assert papers(topics, positions, FIVE) == papers(topics, [swapped(p, names) for p in positions], FIVE)


def numbers(html: str) -> set[int]:
    """What stands in the text, in pictures and in the words for them."""
    drawn = [b64decode(picture).decode() for picture in re.findall(r"base64,([^\"]+)", html)]
    said = " ".join((html, *re.findall(r'alt="([^"]*)"', html), *drawn))
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", said, flags=re.DOTALL)
    return {int(re.sub("\\s", "", n)) for n in re.findall(r"\d{1,3}(?:\u00a0\d{3})+|\d+", unescape(text))}


@pytest.mark.parametrize(
    "topics",
    [
        [
            build.contribution(SEVEN, required="force_size", sustained="duration"),
            build.needs("consensus", SEVEN),
            build.ranges("consensus", SEVEN),
            build.ranges("consensus", SEVEN, "months", "duration"),
        ],
        [build.offers(SEVEN)],
    ],
    ids=["troops", "offers"],
)
@settings(max_examples=30)
@given(
    said=st.lists(
        st.tuples(
            CONDITIONS,
            st.sampled_from([0, 90]),
            st.sampled_from([None, 720]),
            st.sampled_from(["exact", "wide", "up to"]),
            st.booleans(),
            st.sampled_from(["", "parliamentary"]),
        ),
        min_size=len(SEVEN),
        max_size=len(SEVEN),
    ),
    attribution=st.sampled_from([Attribution.ANONYMOUS, Attribution.GROUPED]),
)
def test_no_pledge_is_a_sum_or_difference_of_printed_numbers(
    topics: list[build.AnyTopic],
    said: list[tuple[tuple[Condition, ...], int, int | None, str, bool, str]],
    attribution: Attribution,
) -> None:
    positions, pledged = [], set()
    for i, (d, (conditions, ready, sustain, ends, is_firm, kind)) in enumerate(zip(SEVEN, said, strict=True)):
        most = 3000 * 9**i  # so that a sum tells of whom it is
        low = {"exact": most, "wide": most - 500 * 7**i, "up to": 0}[ends]
        pledged |= {low, most} - {0}
        answer = {
            "troops": build.pledge(low, most, *conditions, ready=ready, sustain=sustain),
            "assistance": build.offered({"artillery": (most, "firm" if is_firm else "indicative")}),
            "force_size": build.span(10**12, 10**12),
            "duration": build.span(12, 12),
        }
        reserved = [build.reservation("troops", kind)] if kind else []
        positions.append(build.position(d, answer, *reserved))
    for html in papers(topics, positions, SEVEN, attribution):
        large = sorted(n for n in numbers(html) if n >= 500 and n != 2025)
        for those in (found for size in range(1, 5) for found in combinations(large, size)):
            for signs in product((-1, 1), repeat=len(those)):
                found = sum(sign * n for sign, n in zip(signs, those, strict=True))
                assert found not in pledged, (those, signs)


LOW, BEYOND = False, True


def told(*sums: str) -> list[frozenset[Part]]:
    """`BE DE FR+`: the lower ends of BE and DE, and what the upper end of FR has beyond it."""
    return [frozenset(Part(d.rstrip("+"), d.endswith("+")) for d in each.split()) for each in sums]


@pytest.mark.parametrize(
    ("sums", "safe"),
    [
        (["BE DE FR"], True),
        (["BE DE"], False),  # what rests on two
        (["BE DE FR", "BE DE FR HU"], False),  # the difference is HU
        (["BE DE FR", "BE DE FR HU PL NL"], True),
        (["BE DE FR", "FR HU PL", "BE DE HU PL"], False),  # half of the first two less the third is FR
        (["BE DE FR", "BE DE FR BE+"], True),  # how far two ends lie apart is no secret …
        (["BE DE FR", "BE DE FR HU+"], False),  # … unless the lower one is nought
        (["BE DE FR", "BE DE FR HU+ PL+ NL+"], True),
        ([""], True),
    ],
)
def test_sums_that_tell_what_one_or_two_pledged_are_found(sums: list[str], *, safe: bool) -> None:
    assert keeps_secrets(told(*sums)) == safe


def test_of_figures_that_tell_too_much_together_the_first_are_printed() -> None:
    pledges = {d: Interval(5, 9) for d in SEVEN}
    some = {n: sums_of({d: pledges[d] for d in SEVEN[:n]}) for n in (3, 7, 4, 1)}
    assert printable(some) == {3, 7}


def test_a_figure_of_three_is_not_shown_and_no_small_contribution() -> None:
    """Three are assured; one more comes under a reservation, and three more if they get airlift."""
    pledges = {"BE": (100, 150), "DE": (200, 280), "FR": (300, 390), "HU": (50, 60)}
    said: dict[str, Answer] = {d: build.pledge(*ends) for d, ends in pledges.items()}
    said |= {d: build.pledge(n, n + 20, build.us("airlift")) for d, n in (("PL", 110), ("NL", 220), ("SE", 330))}
    topics = [build.contribution(SEVEN), build.needs(electorate=SEVEN, ids="airlift")]
    held = {"HU": [build.reservation("troops", "parliamentary")]}
    positions = [build.position(d, {"troops": answer}, *held.get(d, ())) for d, answer in said.items()]
    response, _ = papers(topics, positions, SEVEN)
    rows = re.findall(r'<tr><th scope="row">(alone|full)</th>(.*?)</tr>', response)
    cells = {label: re.findall(r"<td[^>]*>(.*?)</td>", re.sub("<span[^>]*>|</span>", "", row)) for label, row in rows}
    assert [cell.replace("\u00a0", " ") for cell in cells["alone"]] == ["not shown", "650–880"]
    assert "“Not shown”: a figure that differs from another one" in response
    assert "“A small contribution” stands" not in response
