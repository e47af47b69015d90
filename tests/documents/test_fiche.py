"""What a fiche asks of one delegation, and what it says was recorded: who says what -> the exact lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.attribution import Attributor
from responsegen.documents.fiche import fiche
from responsegen.dossier.model import Attribution, PositionStatus, Question, Wording
from tests.consensus import builders as build

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from responsegen.documents.fiche import FicheContent
    from responsegen.dossier.model import AnyTopic, Dossier, Position

FIVE = ("BE", "DE", "FR", "HU", "PL")
BY = Attributor(Attribution.NAMED, {})
SOON, OVER = build.AS_OF + timedelta(hours=9), build.AS_OF


def dossier_of(topics: Iterable[AnyTopic], positions: Iterable[Position], **fields: object) -> Dossier:
    listed = {topic.id: topic for topic in topics}
    asked = (Question(6, "What would you do?", Wording.VERBATIM, tuple(listed)),)
    return build.dossier([replace(t, question=6) for t in listed.values()], positions, FIVE, questions=asked, **fields)


def of(dossier: Dossier, delegation: str, by: Attributor = BY) -> FicheContent:
    return fiche(dossier, joint_answer(dossier), delegation, by)


def asked(dossier: Dossier, delegation: str, by: Attributor = BY) -> dict[str, str]:
    """What is asked, by its head."""
    requests = of(dossier, delegation, by).asked
    assert len({r.head for r in requests}) == len(requests)
    return {r.head.replace("\N{NO-BREAK SPACE}", " "): r.said.replace("\N{NO-BREAK SPACE}", " ") for r in requests}


def voted(said: Mapping[str, str], reserved: str = "", rule: str = "unanimity", **fields: object) -> Dossier:
    """Answers on LNG and oil, in this order: `{"DE": "support oppose"}`; `DE.lng:scrutiny` is a reservation."""
    held = [word.split(":") for word in reserved.split()]
    positions = [
        build.position(
            code,
            {"sanctions": build.stances(dict(zip(("lng", "oil"), stances.split(), strict=False)))},
            *(build.reservation(f"sanctions.{on.partition('.')[2]}", kind) for on, kind in held if on[:2] == code),
        )
        for code, stances in said.items()
    ]
    return dossier_of([build.options(rule, FIVE, ids="lng oil")], positions, **fields)


FOR_BOTH = dict.fromkeys(("BE", "DE", "FR", "PL"), "support support")
ABSTAIN = "To abstain is enough to stop blocking."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"HU": "support support"}, {}),
        ({"HU": "abstain support"}, {}),
        ({"HU": "oppose support"}, {"Blocked by you alone": f"lng – you oppose it. {ABSTAIN}"}),
        (
            {"HU": "oppose oppose"},
            {"Blocked by you alone": f"lng – you oppose it; oil – you oppose it. {ABSTAIN}"},
        ),
        ({"HU": "undecided support"}, {"Your reply alone settles": "lng – you are undecided."}),
        ({"HU": "support"}, {"Your reply alone settles": "oil – not answered."}),
        (
            {"HU": "oppose support", "PL": "oppose support"},
            {"Blocked by you with others": f"lng (PL). You have stated no condition. {ABSTAIN}"},
        ),
        (
            {"HU": "oppose support", "PL": "undecided support"},
            {"Blocked by you alone": f"lng (PL has yet to reply) – you oppose it. {ABSTAIN}"},
        ),
        (
            {"HU": "undecided support", "PL": "undecided support"},
            {"Your reply is awaited": "lng (also PL) – you are undecided."},
        ),
        (
            {"HU": "undecided support", "PL": "oppose support"},
            {"Your reply is awaited": "lng (blocked by PL all the same) – you are undecided."},
        ),
        ({"PL": "undecided support"}, {"Your reply is awaited": "lng (also PL) – not answered."}),
    ],
)
def test_each_point_stands_under_what_is_asked_there(said: dict[str, str], expected: dict[str, str]) -> None:
    found = asked(voted(FOR_BOTH | said), "HU")
    if "HU" not in said:
        found = {"Your reply is awaited": found["Your reply is awaited"].replace("sanctions (lng)", "lng (also PL)")}
        return
    assert found == expected


@pytest.mark.parametrize(
    ("said", "reserved", "expected"),
    [
        (
            "support support",
            "HU.lng:substantive",
            {
                "Blocked by you alone": "lng – you support it, with a substantive reservation. To lift the "
                "reservation is enough to stop blocking."
            },
        ),
        (
            "oppose support",
            "HU.lng:substantive",
            {
                "Blocked by you alone": "lng – you oppose it, with a substantive reservation. To abstain and to lift "
                "the reservation is enough to stop blocking."
            },
        ),
        (
            "support support",
            "HU.lng:scrutiny",
            {"Your reply alone settles": "lng – you support it, with a scrutiny reservation."},
        ),
        ("support support", "HU.lng:parliamentary", {}),
    ],
)
def test_a_reservation_is_named_where_it_counts(said: str, reserved: str, expected: dict[str, str]) -> None:
    found = asked(voted(FOR_BOTH | {"HU": said}, reserved), "HU")
    effects = {"substantive": "counts as against", "scrutiny": "reply outstanding", "parliamentary": "answer counted"}
    kind = reserved.partition(":")[2]
    listed = {"Reservations to be lifted or maintained": f"lng ({kind}; {effects[kind]})."}
    assert found == expected | listed


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (None, {"Your reply alone settles": "lng – not answered; oil – not answered."}),
        (
            SOON,
            {
                "Your reply alone settles": "lng – if you say nothing by 17 February 2025, 03.00 (UTC), you count as in"
                " favour; oil – if you say nothing by 17 February 2025, 03.00 (UTC), you count as in favour."
            },
        ),
        (OVER, {"By silence you count as in favour of": "sanctions (lng, oil)."}),
    ],
)
def test_silence_is_announced_where_it_will_be_consent(deadline: object, expected: dict[str, str]) -> None:
    assert asked(voted(FOR_BOTH, silence_deadline=deadline), "HU") == expected


def test_what_is_adopted_by_silence_alone_is_said_to_be() -> None:
    dossier = voted({"BE": "abstain abstain"}, silence_deadline=OVER)
    assert asked(dossier, "HU") == {
        "By silence you count as in favour of": "sanctions (lng, oil). Adopted by silence alone: lng; oil."
    }
    (topic,) = of(dossier, "BE").topics
    assert [p.standing for _, points in topic.rows for p in points] == ["agreed by silence alone"] * 2


def test_what_is_too_close_to_call_is_never_plainly_agreed() -> None:
    against = ("DE", "FR", "IT", "MT")
    positions = [
        build.position(d, {"sanctions": build.stances({"listings": "oppose" if d in against[:3] else "support"})})
        for d in build.EU27
    ]
    dossier = build.dossier([build.options("qualified-majority")], positions)
    answer = joint_answer(dossier)
    outcome = answer.topics["sanctions"]
    vote = outcome.options["listings"]  # type: ignore[union-attr]
    close = replace(vote, arithmetic=replace(vote.arithmetic, too_close_to_call=True))
    answer = replace(answer, topics={"sanctions": replace(outcome, options={"listings": close})})  # type: ignore[arg-type]
    asking = Question(6, "What?", Wording.VERBATIM, ("sanctions",))
    (topic,) = fiche(replace(dossier, questions=(asking,)), answer, "BE", BY).topics
    assert topic.rows[0][1][0].standing == "agreed, too close to call from the shares of population at hand"


@pytest.mark.parametrize(
    ("delegation", "expected"),
    [
        ("DE", {"Your support could carry": "listings (with FR or IT) – you abstain."}),
        ("FR", {"Your support could carry": "listings (with DE) – you abstain."}),
        ("MT", {"You oppose without blocking": "listings (qualified majority; not agreed)."}),
        ("ES", {}),
        ("BE", {}),
    ],
)
def test_under_a_majority_a_fiche_says_what_support_could_do(delegation: str, expected: dict[str, str]) -> None:
    said = dict.fromkeys(build.EU27, "support") | dict.fromkeys(("DE", "FR", "IT", "ES", "PL"), "abstain")
    said["MT"] = "oppose"
    positions = [build.position(c, {"sanctions": build.stances({"listings": s})}) for c, s in said.items()]
    assert asked(build.dossier([build.options("qualified-majority")], positions), delegation) == expected


def test_who_is_outvoted_reads_that_its_reply_blocks_nothing() -> None:
    dossier = voted(FOR_BOTH | {"HU": "oppose"}, rule="simple-majority")
    assert asked(dossier, "HU") == {
        "Agreed without your reply": "sanctions (oil).",
        "You oppose without blocking": "lng (simple majority; agreed).",
    }


@pytest.mark.parametrize(
    ("ranges", "last"),
    [
        ("BE:10-20 DE:15-30 FR:12-25", {}),
        (
            "BE:10-20 DE:15-30 FR:40-50",
            {
                "force_size": "Your range (between 40 and 50 personnel) does not meet those of BE (between 10 and 20)"
                " and DE (between 15 and 30). 20 personnel carries if you move; for you that is 20 personnel less."
            },
        ),
        (
            "BE:12-24 FR:20-23 DE:36-36",
            {
                "force_size": "Your range (36 personnel) does not meet those of BE (between 12 and 24) and FR (between"
                " 20 and 23). 23 personnel carries if you move; for you that is 13 personnel less."
            },
        ),
    ],
)
def test_a_range_that_does_not_meet_others_is_told_with_the_moves(ranges: str, last: dict[str, str]) -> None:
    stated = [word.split(":") for word in ranges.split()]
    states = tuple(d for d, _ in stated)
    positions = [build.position(d, {"force_size": build.span(*map(int, r.split("-")))}) for d, r in stated]
    dossier = build.dossier([build.ranges("consensus", states)], positions, states)
    assert asked(dossier, states[-1]) == last


def test_a_draft_is_awaited_all_the_same() -> None:
    dossier = voted(FOR_BOTH | {"HU": "support support", "PL": "support"})
    draft = replace(dossier.positions["HU"], status=PositionStatus.DRAFT)
    dossier = replace(dossier, positions={**dossier.positions, "HU": draft})
    assert asked(dossier, "HU") == {
        "Your reply alone settles": "lng (once your draft is cleared) – you support it.",
        "Awaited until your draft is cleared": "sanctions (oil). Its answers are shown below, and not counted.",
    }
    assert of(dossier, "HU").cover["Position:"] == "draft, not yet cleared"


def test_who_is_spoken_for_reads_what_was_said_for_it() -> None:
    held = build.reservation("sanctions.lng", "substantive")
    said = build.position("BE", {"sanctions": build.stances({"lng": "support"})}, held, speaks_for="HU")
    others = [build.position(d, {"sanctions": build.stances({"lng": "support"})}) for d in ("DE", "FR", "PL")]
    dossier = dossier_of([build.options(electorate=FIVE, ids="lng")], [said, *others])
    content = of(dossier, "HU")
    assert (content.speaker, content.cover["Position:"]) == ("Belgium", "answered for by Belgium")
    assert asked(dossier, "HU")["Blocked by you with others"].startswith("lng (BE) – you support it, with a subst")


def test_where_nobody_is_named_others_are_counted() -> None:
    nameless = Attributor(Attribution.ANONYMOUS, {})
    said = FOR_BOTH | {"HU": "oppose undecided", "PL": "oppose undecided"}
    assert asked(voted(said), "HU", nameless) == {
        "Blocked by you with others": f"lng (one other delegation). You have stated no condition. {ABSTAIN}",
        "Your reply is awaited": "oil (also one other delegation) – you are undecided.",
    }


def test_a_contribution_is_told_where_it_takes_part() -> None:
    scenarios = {"full": build.scenario("full", us=["airlift"]), "none": build.scenario("none")}
    answers = {"troops": build.pledge(5, 9, build.us("airlift"))}
    topics = [build.contribution(FIVE), build.needs(electorate=FIVE, ids="airlift")]
    dossier = dossier_of(topics, [build.position("BE", answers)], scenarios=scenarios)
    assert asked(dossier, "BE")["troops"] == (
        "your contribution takes part in one of the two scenarios (full), and is assured there. Not all of this is"
        " given in the others: airlift from the United States."
    )


def test_answers_stand_from_for_to_against_and_what_is_missing_last() -> None:
    topic = build.needs(electorate=FIVE, ids="a b c d e")
    said = build.needed({"a": "undecided", "b": "oppose", "c": "desirable", "d": ("essential", "long")})
    (recorded,) = of(dossier_of([topic], [build.position("HU", {topic.id: said})]), "HU").topics
    assert [words for words, _ in recorded.rows] == [
        *("essential (long term)", "desirable", "opposes asking for it", "is undecided", "not mentioned"),
    ]
    (recorded,) = of(voted({"HU": "oppose"}), "HU").topics
    assert [(words, [p.label for p in points]) for words, points in recorded.rows] == [
        ("opposes", ["lng"]),
        ("not answered", ["oil"]),
    ]


def test_an_answer_that_others_decide_on_is_marked() -> None:
    four = ("BE", "DE", "FR", "PL")
    said = build.position("HU", {"sanctions": build.stances({"lng": "support"})})
    content = of(dossier_of([build.options(electorate=four, ids="lng")], [said]), "HU")
    (topic,) = content.topics
    assert (topic.counts, content.elsewhere, content.asked) == (False, "question 6", ())


def test_where_several_values_carry_a_choice_is_asked_for() -> None:
    ranges = build.ranges("simple-majority", ("BE", "DE", "FR"))
    stated = {"BE": (20, 25), "DE": (20, 50), "FR": (30, 50)}
    dossier = dossier_of([ranges], [build.position(d, {"force_size": build.span(*e)}) for d, e in stated.items()])
    values = "between 20 and 25 personnel or between 30 and 50 personnel"
    for d in stated:
        assert asked(dossier, d) == {
            "A choice is to be made": f"force_size – {values}, each of which carries by itself."
        }
    (topic,) = of(dossier, "BE").topics
    standing = topic.rows[0][1][0].standing
    assert standing.replace("\N{NO-BREAK SPACE}", " ") == f"a choice is to be made, {values}"


@pytest.mark.parametrize(
    ("stances", "reserved", "whole"),
    [
        ("support support", "", "You have answered every point on which you take part. No reservation is recorded."),
        ("support undecided", "lng", "You have answered every point on which you take part."),
        ("support -", "", "No reservation is recorded."),
        ("- -", "", ""),
    ],
)
def test_what_is_complete_is_said_to_be(stances: str, reserved: str, whole: str) -> None:
    said = {o: s for o, s in zip(("lng", "oil"), stances.split(), strict=True) if s != "-"}
    held = [build.reservation("sanctions.lng", "scrutiny")] if reserved else []
    positions = [build.position("HU", {"sanctions": build.stances(said)}, *held)] if said else []
    dossier = dossier_of([build.options(electorate=FIVE, ids="lng oil")], positions)
    assert of(dossier, "HU").whole == whole
