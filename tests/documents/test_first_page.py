"""What the first page of the synthesis says: who says what -> where points stand, who is in the way, who is awaited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.attribution import Attributor
from responsegen.documents.synthesis.annexes import majorities
from responsegen.documents.synthesis.outcome import outcome
from responsegen.documents.words import NBSP
from responsegen.dossier.model import Attribution, PositionStatus
from tests.consensus import builders as build
from tests.documents.synthesised import ANONYMOUS, FIVE, FOUR, NAMED, voted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responsegen.documents.synthesis.outcome import Outcome
    from responsegen.dossier.model import Answer, Dossier, Position

ALL = f"{FOUR} HU:support/support"
AGAINST = ("BE", "BG", "CZ", "FR", "IT")  # the others are 65.13 % of the population


def seen(dossier: Dossier, by: Attributor = NAMED) -> Outcome:
    return outcome(dossier, joint_answer(dossier), by)


def rows(dossier: Dossier, by: Attributor = NAMED) -> list[tuple[str, str, str]]:
    """Agreed, not agreed and open; what stands in bold between asterisks."""
    plain = [
        (r.agreed, "".join(f"*{words}*" if bold else words for words, bold in r.not_agreed), r.open)
        for r in seen(dossier, by).rows
    ]
    return [(a.replace(NBSP, " "), n.replace(NBSP, " "), o.replace(NBSP, " ")) for a, n, o in plain]


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        (ALL, "Both points are agreed."),
        (f"{FOUR} HU:oppose/support", "Of two points, one is agreed; none is open; one is not agreed."),
        (FOUR, "Both points are open."),
        (f"{FOUR} HU:undecided/support", "Of two points, one is agreed; one is open."),
        (f"{FOUR} HU:oppose/undecided", "Of two points, none is agreed; one is open; one is not agreed."),
        (f"{FOUR} HU:oppose/oppose", "Neither point is agreed."),
    ],
)
def test_the_opening_says_where_points_stand(said: str, standing: str) -> None:
    assert seen(voted(said)).opening.endswith(standing)


@pytest.mark.parametrize(
    ("positions", "replied"),
    [
        ("BE DE FR HU PL", "This paper reflects the positions of all five delegations."),
        ("BE DE FR HU", "This paper reflects the positions of four of the five delegations; PL has yet to reply."),
        (
            "BE DE FR?",
            "This paper reflects the positions of two of the five delegations; FR has sent a draft, not yet cleared;",
        ),
        ("", "No delegation has replied yet."),
        (
            "BE? DE?",
            "No delegation has replied yet; BE and DE have sent drafts, not yet cleared; FR, HU and",
        ),
        (
            "BE>HU DE FR PL",
            (
                "This paper reflects the positions of all five delegations. BE also speaks for HU,"
                " except on contributions."
            ),
        ),
    ],
)
def test_the_opening_says_who_has_replied(positions: str, replied: str) -> None:
    said = build.stances({"lng": "support"})
    made = [
        build.position(
            word[:2],
            {"sanctions": said},
            status="draft" if word.endswith("?") else "cleared",
            speaks_for=word.partition(">")[2],
        )
        for word in positions.split()
    ]
    topics = [build.options(electorate=FIVE, ids="lng oil"), build.contribution(FIVE)]
    assert seen(build.dossier(topics, made, FIVE)).opening.startswith(replied)


@pytest.mark.parametrize(
    ("said", "row"),
    [
        (ALL, ("2 of 2", "–", "–")),
        (f"{FOUR} HU:oppose/support", ("1 of 2", "lng – *HU*", "–")),
        (f"{FOUR} HU:oppose/oppose", ("0 of 2", "lng, oil – *HU*", "–")),
        (f"{FOUR} HU:oppose/undecided", ("0 of 2", "lng – *HU*", "1: HU")),
        (FOUR, ("0 of 2", "–", "2: HU")),
        ("BE:support/support DE:support", ("0 of 2", "–", "2: FR, HU, PL; DE on oil")),
        (
            "BE:support/support DE:support/support FR:support/support HU:support PL:undecided/support",
            ("0 of 2", "–", "2: PL; HU"),
        ),
        ("BE:abstain/support DE:support FR:support HU:support PL:support", ("1 of 2", "–", "1: DE, FR, HU, PL")),
        (
            "BE:abstain DE:abstain FR:abstain HU:abstain PL:abstain",
            ("0 of 2", "lng – nobody is in favour", "1: BE, DE, FR, HU, PL"),
        ),
    ],
)
def test_a_topic_has_a_row(said: str, row: tuple[str, str, str]) -> None:
    assert rows(voted(said)) == [row]


def test_what_those_in_the_way_ask_stands_behind_those_who_ask_the_same() -> None:
    topic = build.options("consensus", FIVE, "lng")
    asks = {"BE": "it is later.", "DE": "", "FR": "It is later", "HU": "", "PL": "It is later"}
    positions = []
    for d, price in asks.items():
        answer = build.stances({"lng": "support" if d == "DE" else "oppose"})
        stance = replace(answer.stances["lng"], would_support_if=price or None)
        positions.append(build.position(d, {"sanctions": replace(answer, stances={"lng": stance})}))
    assert rows(build.dossier([topic], positions, FIVE))[0][1] == (
        "lng – *BE* (if it is later), *FR, PL* (if It is later), *HU*"
    )


@pytest.mark.parametrize(
    ("rule", "said", "in_the_way"),
    [
        ("simple-majority", "BE:support DE:support FR:oppose HU:oppose PL:abstain", "*FR*, *HU* or *PL*"),
        ("simple-majority", "BE:support DE:oppose FR:oppose HU:oppose PL:support", "*DE*, *FR* or *HU*"),
        ("qualified-majority", "BE:support HU:support PL:support DE:oppose FR:abstain", "*DE* or *FR*"),
        (
            "simple-majority",
            "BE:support DE:oppose FR:oppose HU:abstain PL:oppose",
            "*DE and FR; or DE and HU; or DE and PL; or FR",
        ),
    ],
)
def test_under_a_majority_whoever_could_carry_it_is_named(rule: str, said: str, in_the_way: str) -> None:
    topic = build.options(rule, FIVE)
    pairs = (word.split(":") for word in said.split())
    positions = [build.position(d, {topic.id: build.stances({"listings": stance})}) for d, stance in pairs]
    ((agreed, blocked, _),) = rows(build.dossier([topic], positions, FIVE))
    assert agreed == "0 of 1"
    assert blocked.startswith(f"listings – {in_the_way}")


def stating(rule: str, ranges: str) -> Dossier:
    """`BE:20:50 DE:a`: BE could accept 20 to 50 months, DE abstains."""
    said = []
    for d, *ends in (word.split(":") for word in ranges.split()):
        answer = build.span("abstain") if ends == ["a"] else build.span(*map(int, ends))
        said.append(build.position(d, {"force_size": answer}))
    return build.dossier([build.ranges(rule, FIVE, "months")], said, FIVE)


@pytest.mark.parametrize(
    ("rule", "ranges", "row"),
    [
        ("unanimity", "BE:20:50 DE:30:60 FR:30:40 HU:10:40 PL:30:40", ("30 to 40 months", "–", "–")),
        ("unanimity", "BE:20:50 DE:30:60 FR:30:40", ("–", "–", "HU, PL; between 30 and 40 months possible")),
        (
            "consensus",
            "BE:0:36 DE:12:24 FR:24:60 HU:60:90",
            ("–", "No length suits all. *24 months* carries if HU moves; PL must not oppose", "PL"),
        ),
        (
            "consensus",
            "BE:20:30 DE:20:30 FR:40:50 HU:40:50 PL:0:90",
            ("–", "No length suits all. *30 months* carries if FR and HU move, *40* if BE and DE", "–"),
        ),
        (
            "consensus",
            "BE:20:30 DE:20:30 FR:20:30 HU:50:60 PL:0:1",
            ("–", "No length suits all. *20 or 30 months* carries if HU and PL move", "–"),
        ),
        (
            "simple-majority",
            "BE:0:10 DE:0:10 FR:0:40 HU:20:30 PL:20:30",
            ("a choice between up to 10 and 20 to 30 months", "–", "–"),
        ),
        ("unanimity", "", ("–", "–", "BE, DE, FR, HU, PL")),
        ("unanimity", "BE:a DE:a FR:a HU:a PL:a", ("–", "No range has been stated", "–")),
    ],
)
def test_a_range_has_the_values_that_carry(rule: str, ranges: str, row: tuple[str, str, str]) -> None:
    assert rows(stating(rule, ranges)) == [row]


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        ("BE:0:10 DE:20:30 FR:0:10 HU:a PL:a", "No length suits enough: two pairs of ranges do not meet"),
        ("BE:10:20 DE:10:20 FR:a HU:a PL:a", "No length suits enough"),
    ],
)
def test_where_nobody_is_named_ranges_that_do_not_meet_are_counted_if_there_are_any(ranges: str, said: str) -> None:
    ((_, not_agreed, _),) = rows(stating("simple-majority", ranges), ANONYMOUS)
    assert not_agreed == said


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ({}, ("Nobody has answered yet", "BE, DE, FR, HU, PL")),
        ({"BE": build.pledge(0, 0, stance="no")}, ("No contribution takes effect in any scenario", "DE, FR, HU, PL")),
        (dict.fromkeys(FIVE, build.pledge(0, 0, stance="no")), ("No contribution takes effect in any scenario", "–")),
        (
            {
                "BE": build.pledge(100, 200),
                "DE": build.pledge(stance="undecided"),
                "FR": build.pledge(stance="considering"),
            },
            (
                "In every scenario 100–200 personnel are attainable, all of them assured",
                "HU, PL; DE undecided; FR considering it",
            ),
        ),
        (
            {"BE": build.pledge(100, 200, build.event("x"))},
            (
                "Under “with” 100–200 personnel are attainable, all of them assured; under “without” none",
                "DE, FR, HU, PL",
            ),
        ),
        (
            {"BE": build.pledge(0, None, build.event("x")), "DE": build.pledge(5, 9)},
            (
                (
                    "Under “with” 5 or more personnel are attainable, all of them assured; under “without” 5–9,"
                    " all of them assured"
                ),
                "FR, HU, PL",
            ),
        ),
    ],
)
def test_what_comes_together_is_said_in_a_row(said: Mapping[str, Answer], row: tuple[str, str]) -> None:
    scenarios = {"without": build.scenario("without"), "with": build.scenario("with", events=["x"])}
    positions = [build.position(d, {"troops": answer}) for d, answer in said.items()]
    whole = build.dossier([build.contribution(FIVE)], positions, FIVE, scenarios=scenarios, events={"x": "X"})
    ((_, comes, awaited),) = rows(whole)
    assert (comes, awaited) == row


def test_offers_are_counted_and_a_draft_has_not_replied() -> None:
    offered = build.offered({"artillery": (5, "firm")})
    positions = [build.position(d, {"assistance": offered}) for d in ("BE", "DE")]
    draft = build.position("FR", {"assistance": offered}, status="draft")
    dossier = build.dossier([build.offers(FIVE, "artillery drones")], [*positions, draft], FIVE)
    assert rows(dossier) == [("–", "Two delegations offer items under one of two headings", "FR, HU, PL")]


def _reserved(kind: str) -> Dossier:
    dossier = voted(ALL)
    reserved = replace(dossier.positions["HU"], reservations=(build.reservation("sanctions.lng", kind),))
    return replace(dossier, positions=dossier.positions | {"HU": reserved})


def test_what_is_agreed_is_marked_where_it_is_not_plainly_so() -> None:
    reserved = _reserved("linguistic")
    assert seen(reserved).opening.endswith("Both points are agreed, one of them with reservations.")
    assert rows(reserved) == [("2 of 2 (1 R)", "–", "–")]
    silent = voted("", silence_deadline=build.AS_OF)
    assert seen(silent).opening.endswith("Both points are agreed, all by silence alone.")
    assert rows(silent) == [("2 of 2 (2 s)", "–", "–")]


@pytest.mark.parametrize(
    ("years", "opening", "agreed"),
    [
        (0, "The one point is agreed.", "1 of 1"),
        (3, "The one point is agreed, too close to be sure of.", "1 of 1 (1 ≈)"),
    ],
)
def test_agreement_by_an_expired_table_of_population_may_be_too_close_to_be_sure_of(
    years: int, opening: str, agreed: str
) -> None:
    topic = build.options("qualified-majority")
    said = {d: "oppose" if d in AGAINST else "support" for d in build.EU27}
    positions = [build.position(d, {topic.id: build.stances({"listings": s})}) for d, s in said.items()]
    dossier = build.dossier([topic], positions, as_of=build.AS_OF + timedelta(days=366 * years))
    assert seen(dossier).opening.endswith(opening)
    assert rows(dossier)[0][0] == agreed


@pytest.mark.parametrize(
    ("said", "alone", "settles"),
    [
        (f"{FOUR} HU:oppose/undecided", "One delegation alone settles two points", "HU (oil; lng)"),
        (f"{FOUR} HU:support/undecided", "One delegation alone settles one point", "HU (oil)"),
        (ALL, "", ""),
        ("BE:support/support DE:support/support", "", ""),
    ],
)
def test_who_settles_what_alone_is_said_open_points_first(said: str, alone: str, settles: str) -> None:
    found = seen(voted(said))
    assert (found.alone, found.settles) == (alone, settles)


def test_a_point_that_either_of_two_settles_counts_once() -> None:
    topic = build.options("qualified-majority", FIVE)
    said = {"BE": "support", "HU": "support", "PL": "support", "DE": "oppose", "FR": "oppose"}
    positions = [build.position(d, {topic.id: build.stances({"listings": s})}) for d, s in said.items()]
    found = seen(build.dossier([topic], positions, FIVE))
    assert (found.alone, found.settles) == ("One delegation alone settles one point", "DE or FR (listings)")


@pytest.mark.parametrize(
    ("hours", "silence"),
    [
        (1, "until 16~February 2025, 19.00 (UTC) counts as consent under consensus and unanimity, also on a single"),
        (
            0,
            "counts as consent under consensus and unanimity since the procedure ended on 16~February 2025, 18.00",
        ),
    ],
)
def test_what_silence_counts_as_is_said(hours: int, silence: str) -> None:
    found = seen(voted(FOUR, silence_deadline=build.AS_OF + timedelta(hours=hours))).silence.replace(NBSP, "~")
    assert found.startswith(silence)
    assert ("; one delegation is counted so (s)." in found) == (hours == 0)
    limited = voted(FOUR, silence_deadline=build.AS_OF, silence_topics=())
    assert seen(voted(FOUR)).silence == ""
    assert "on ;" not in seen(limited).silence


def test_where_nobody_is_named_numbers_stand_for_names() -> None:
    found = seen(voted(f"{FOUR} HU:oppose/undecided"), ANONYMOUS)
    assert rows(voted(f"{FOUR} HU:oppose/undecided"), ANONYMOUS) == [
        ("0 of 2", "lng – *one delegation*", "1: one delegation")
    ]
    assert rows(voted("BE:support/support DE:oppose/support FR:support/oppose HU:abstain/abstain"), ANONYMOUS) == [
        ("0 of 2", "lng, oil – *one delegation* each", "–")
    ]
    assert found.alone == found.settles == ""
    assert not found.prices


def test_a_page_that_would_not_hold_every_point_counts_the_rest() -> None:
    ids = " ".join(f"point-{n}-with-a-long-name" for n in range(40))
    topics = [replace(build.options("consensus", FIVE, ids, f"t{n}"), title=f"Topic {n}") for n in range(4)]
    said = {t.id: build.stances(dict.fromkeys(t.options, "oppose")) for t in topics}
    positions: list[Position] = [build.position(d, said, status=PositionStatus.CLEARED) for d in FIVE]
    shown = [row[1] for row in rows(build.dossier(topics, positions, FIVE))]
    assert all("further points" in each for each in shown)


@pytest.mark.parametrize(
    ("electorate", "in_the_way"),
    [("BE DE FR HU PL", "two of Weimar and one other delegation"), ("BE DE FR HU", "three delegations")],
)
def test_no_group_of_which_fewer_than_three_decide_is_named(electorate: str, in_the_way: str) -> None:
    decided = [build.options(rule, tuple(electorate.split()), "lng") for rule in ("unanimity", "qualified-majority")]
    oppose = build.stances({"lng": "oppose"})
    by = Attributor(Attribution.GROUPED, {"Weimar": ("DE", "FR", "PL")})
    against = [build.position(d, {"sanctions": oppose}) for d in ("DE", "FR", "HU")]
    first, annex = (build.dossier([topic], against, FIVE) for topic in decided)
    (row,) = majorities(annex, joint_answer(annex), by)
    assert (rows(first, by)[0][1], row.against) == (f"lng – *{in_the_way}*", in_the_way)
