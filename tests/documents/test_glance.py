"""What page 1 of the response says: votes → the words, and every number of it held against the joint answer."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.json_export import to_json
from responsegen.documents.attribution import Attributor
from responsegen.documents.compose import compose
from responsegen.documents.response import part_of
from responsegen.documents.response.first_page import standing
from responsegen.documents.words import FILTERS, NBSP, phrase_of
from responsegen.dossier.model import Attribution, Dossier, IfNotAgreed
from responsegen.dossier.reading import read_dossier
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.consensus import builders as build

THREE = ("DE", "FR", "PL")
FIVE = ("BE", *THREE, "SE")
NAMED, NAMELESS = Attributor(Attribution.NAMED, {}), Attributor(Attribution.ANONYMOUS, {})


def seen(dossier: Dossier, by: Attributor = NAMELESS) -> tuple[str, list[str]]:
    """The standing of all topics, and the gist of each; a no-break space is shown as ~."""
    outcomes = joint_answer(dossier).topics.values()
    parts = [part for outcome in outcomes if (part := part_of(dossier, outcome, by))]
    return standing(parts), [part.gist.replace(NBSP, "~") for part in parts]


def voted(said: str, if_not_agreed: str = "brackets") -> Dossier:
    """Votes of DE, FR and PL, option by option: `support/oppose -/support` is DE and FR on two options, PL silent."""
    votes = [word.split("/") for word in said.split()]
    ids = [chr(ord("a") + i) for i in range(max(map(len, votes), default=1))]
    topic = build.options(electorate=THREE, ids=" ".join(ids))
    topic = replace(topic, if_not_agreed=IfNotAgreed(if_not_agreed))
    answers = [{o: v for o, v in zip(ids, vote, strict=False) if v != "-"} for vote in votes]
    positions = [build.position(d, {topic.id: build.stances(a)}) for d, a in zip(THREE, answers, strict=False)]
    return build.dossier([topic], positions, THREE)


@pytest.mark.parametrize(
    ("said", "if_not_agreed", "words", "gist"),
    [
        ("support support support", "brackets", "agreed", "Agreed: a."),
        ("support support oppose", "brackets", "not agreed", "Not yet agreed: a."),
        ("support support -", "brackets", "open", "Not yet agreed: a."),
        ("support/oppose support/oppose support/support", "brackets", "1 of 2 agreed", "Agreed: a. Not yet agreed: b."),
        ("oppose/oppose support/support support/support", "brackets", "none of 2 agreed", "Not yet agreed: a; b."),
        ("support/support/support/support " * 3, "brackets", "all 4 agreed", "Agreed: a; b; c; d."),
        ("support/support " * 3, "brackets", "both agreed", "Agreed: a; b."),
        ("oppose" + "/oppose" * 7, "brackets", "none of 8 agreed", "Not yet agreed: eight points."),
        ("support/oppose support/support support/support", "omit", "agreed", "Agreed: a."),
        (
            "support/oppose support/support support/support",
            "chairs-summary",
            "1 of 2 agreed",
            "Agreed: a. On one more, see the Chair’s summary.",
        ),
        ("oppose support support", "chairs-summary", "not agreed", "No joint answer; see the Chair’s summary."),
        ("- - -", "brackets", "", "No position yet."),
    ],
)
def test_points_at_a_glance(said: str, if_not_agreed: str, words: str, gist: str) -> None:
    assert seen(voted(said, if_not_agreed)) == (words, [gist])


@pytest.mark.parametrize("said", ["oppose support support", "undecided - -"])
def test_what_is_omitted_counts_nowhere(said: str) -> None:
    assert seen(voted(said, "omit")) == ("", [])


@pytest.mark.parametrize(
    ("reserved", "poland", "words"),
    [
        ("sanctions.a", "support", "both agreed, 1 of them with reservations"),
        ("sanctions", "support", "both agreed, all with reservations"),
        ("sanctions.a", "oppose", "1 of 2 agreed, all with reservations"),
    ],
)
def test_what_is_agreed_with_reservations_is_told_apart(reserved: str, poland: str, words: str) -> None:
    topic = build.options(electorate=THREE, ids="a b")
    said = [
        build.position(
            d,
            {topic.id: build.stances({"a": "support", "b": poland if d == "PL" else "support"})},
            *([build.reservation(reserved, "linguistic")] if d == "DE" else []),
        )
        for d in THREE
    ]
    assert seen(build.dossier([topic], said, THREE))[0] == words


@pytest.mark.parametrize(
    ("pledges", "by", "gist"),
    [
        ({}, NAMELESS, "No position yet."),
        ({"DE": build.pledge(stance="no")}, NAMELESS, "No delegation is ready to contribute so far."),
        (
            {"DE": build.pledge(9, 9)},
            NAMED,
            (
                "One delegation is ready to contribute."
                " Under “full”, 9~personnel are attainable at the peak, all of them assured."
            ),
        ),
        ({"DE": build.pledge(100, 200)}, NAMELESS, "One delegation is ready to contribute."),
        (
            {d: build.pledge(3, 3) for d in THREE} | {"BE": build.pledge(5, 5, build.partners("SE"))},
            NAMELESS,
            (
                "Four delegations are ready to contribute."
                " Under “full”, 9~personnel are attainable at the peak, all of them assured."
            ),
        ),
        (
            {d: build.pledge(100, None, build.event("peace")) for d in THREE},
            NAMELESS,
            "Three delegations are ready to contribute. No contribution takes effect in any scenario.",
        ),
        (
            {d: build.pledge(2, 2) for d in THREE}
            | {"BE": build.pledge(1, 1, build.partners("SE")), "SE": build.pledge(2, 2, build.partners("BE"))},
            NAMELESS,
            (
                "Five delegations are ready to contribute."
                " Under “full”, 9~personnel are attainable at the peak, some of them assured."
            ),
        ),
    ],
)
def test_contributions_at_a_glance(pledges: dict[str, build.ContributionAnswer], by: Attributor, gist: str) -> None:
    said = [build.position(d, {"troops": pledge}) for d, pledge in pledges.items()]
    scenarios, events = {"full": build.scenario("full")}, {"peace": "Peace is made"}
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, scenarios=scenarios, events=events)
    assert seen(dossier, by)[1] == [gist]


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
    part = part_of(dossier, joint_answer(dossier).topics[topic.id], NAMELESS)
    assert part is not None
    assert (part.paragraphs[0].items[0].backing, part.gist) == (words, f"Agreed: {label}; fuel.")


@pytest.mark.parametrize(
    ("items", "gist"),
    [("a", "one heading"), ("a b", "both headings"), ("a b c", "all three headings"), ("a b -", "two headings")],
)
def test_offers_at_a_glance(items: str, gist: str) -> None:
    offered = {item: (5, "firm") for item in items.split() if item != "-"}
    topic = build.offers(THREE, items.replace("-", "none"))
    said = [build.position("DE", {"assistance": build.offered(offered)})]
    assert seen(build.dossier([topic], said, THREE))[1] == [f"Offers under {gist}."]


@pytest.mark.parametrize(
    ("ranges", "by", "gist"),
    [
        ("0-24 30-60 36-70", NAMED, "Not yet agreed: 36 to 60~personnel or up to 24~personnel."),
        ("0-24 30-60 36-70", NAMELESS, "Not yet agreed."),
        ("10-24 12-60 14-70", NAMELESS, "14 to 24~personnel."),
    ],
)
def test_ranges_at_a_glance(ranges: str, by: Attributor, gist: str) -> None:
    stated = [map(int, word.split("-")) for word in ranges.split()]
    positions = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in zip(THREE, stated, strict=True)]
    assert seen(build.dossier([build.ranges("consensus", THREE)], positions, THREE), by)[1] == [gist]


def test_every_number_of_page_1_is_in_the_joint_answer() -> None:
    dossier = read_dossier(Path(__file__).parents[2]).dossier
    assert dossier is not None
    answer = joint_answer(dossier)
    (document,) = compose(replace(dossier, documents={"response": dossier.documents["response"]}), answer)
    html = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
    page = re.sub("</?span[^>]*>", "", html).partition('id="glance"')[2].partition("</table>")[0]
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)).replace(NBSP, ""))
    found = json.loads(to_json(dossier, answer))
    rows = re.split(r" (?=\d [A-Z][^.]+\. )", text.partition("Standing ")[2])
    assert len(rows) == len(dossier.questions)

    for question, row in zip(dossier.questions, rows, strict=True):
        statuses = []
        for topic in (dossier.topics[t] for t in question.topics):
            outcome = found["topics"][topic.id]
            points = outcome.get("options", {"": outcome})
            votes = {o: point["status"] for o, point in points.items() if "status" in point}
            if topic.if_not_agreed is IfNotAgreed.OMIT:
                votes = {o: status for o, status in votes.items() if status.startswith("agreed")}
            statuses += votes.values()
            labels = [
                phrase_of(topic.options[o]).replace(NBSP, "")
                for o, status in votes.items()
                if o and status.startswith("agreed")
            ]
            assert [label for label in labels if label not in row] == []
        agreed = sum(status.startswith("agreed") for status in statuses)
        reserved = statuses.count("agreed-with-reservations")
        of_them = f", {reserved} of them with reservations" if reserved else ""
        assert row.rstrip().endswith(f" {agreed} of {len(statuses)} agreed{of_them}")

    troops = found["topics"]["troops"]
    full, alone = troops["scenarios"]["full"], troops["scenarios"]["no-us"]

    def span(force: dict[str, list[int]]) -> str:
        return "–".join(map(str, force["personnel"]))

    assert (
        f"{len(troops['stances']['yes'] + troops['stances']['conditional'])} delegations are ready to contribute."
        f" Under “Full US support”, {span(full['peak'])}personnel are attainable at the peak,"
        f" {span(full['assured'])} of them assured, {full['gap']} short of the"
        f" {troops['required'][0]} required; {span(full['sustained'][0])} for"
        f" {full['sustained'][0]['months']} and a small contribution for {full['sustained'][1]['months']}months."
        f" Under “No US support”, {span(alone['peak'])}personnel are attainable at the peak, {alone['gap']} short."
    ) in rows[1]
