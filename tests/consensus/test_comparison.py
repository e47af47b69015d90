"""What moved between two joint answers, where to, and who moved it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.answer import Standpoint
from responsegen.consensus.comparison import Shift, compare
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.points import Figure, MemberState, PointName, points
from responsegen.dossier.model import Interval
from tests.consensus.builders import (
    contribution,
    dossier,
    needed,
    needs,
    offered,
    offers,
    options,
    partners,
    pledge,
    position,
    ranges,
    reservation,
    scenario,
    span,
    stances,
)

if TYPE_CHECKING:
    from responsegen.consensus.comparison import Moved
    from responsegen.dossier.model import Answer, AnyTopic, Dossier

FOUR = ("DE", "FR", "HU", "SE")


def case(topic: AnyTopic, **answers: Answer) -> Dossier:
    """A dossier of one topic, with the answers of some of the four."""
    said = [position(code, {topic.id: answer}) for code, answer in answers.items()]
    return dossier([topic], said, FOUR, scenarios={"full": scenario("full")})


def moves(before: Dossier, after: Dossier) -> tuple[Moved, ...]:
    return compare(before, joint_answer(before), after, joint_answer(after))


def shifts(moved: Moved) -> dict[str, tuple[MemberState | None, MemberState | None]]:
    return {shift.delegation: (shift.before, shift.after) for shift in moved.shifts}


def test_a_stance_that_changes_moves_its_option_and_no_other() -> None:
    topic = options(electorate=FOUR, ids="listings bans")
    yes = stances({"listings": "support", "bans": "support"})
    no = stances({"listings": "oppose", "bans": "support"})
    (moved,) = moves(case(topic, DE=yes, FR=yes, HU=yes, SE=yes), case(topic, DE=yes, FR=yes, HU=no, SE=yes))
    assert moved.point.name == PointName("sanctions", "listings")
    assert str(moved.point.name) == "sanctions.listings"
    assert moved.before is not None
    assert moved.after is not None
    assert (moved.before.status, moved.after.status) == ("agreed", "not-agreed")
    assert moved.after.because == "HU opposes; unanimity needs that nobody does; 3 of 4 members are in favour."
    assert moved.shifts == (Shift("HU", MemberState(Standpoint.FOR), MemberState(Standpoint.AGAINST)),)
    assert moved.turned


def test_who_answers_without_turning_the_verdict_is_shown_all_the_same() -> None:
    topic = options(electorate=FOUR)
    (moved,) = moves(
        case(topic, HU=stances({"listings": "oppose"})),
        case(topic, HU=stances({"listings": "oppose"}), SE=stances({"listings": "accept"})),
    )
    assert shifts(moved) == {"SE": (MemberState(Standpoint.OUTSTANDING), MemberState(Standpoint.FOR))}
    assert not moved.turned


def test_a_range_moves_with_its_band_and_keeps_what_each_states() -> None:
    topic = ranges(electorate=("DE", "SE"))
    (moved,) = moves(case(topic, DE=span(10, 20), SE=span(15, 30)), case(topic, DE=span(10, 20), SE=span(25, 30)))
    assert moved.before is not None
    assert moved.after is not None
    assert (moved.before.agreed, moved.after.agreed) == ((Interval(15, 20),), ())
    assert shifts(moved) == {
        "SE": (MemberState(Standpoint.FOR, Interval(15, 30)), MemberState(Standpoint.FOR, Interval(25, 30)))
    }


def test_a_force_moves_with_those_who_leave_because_another_left() -> None:
    topic = contribution(FOUR)
    waits = pledge(600, 1000, partners("FR"))
    troops, full = moves(case(topic, FR=pledge(5000, 5000), SE=waits), case(topic, FR=pledge(stance="no"), SE=waits))
    assert (troops.point.name, full.point.name) == (PointName("troops"), PointName("troops", scenario="full"))
    assert shifts(troops) == {"FR": (MemberState(Standpoint.YES, Interval(5000, 5000)), MemberState(Standpoint.NO))}
    assert shifts(full) == {
        "FR": (MemberState(Standpoint.ASSURED, Interval(5000, 5000)), None),
        "SE": (MemberState(Standpoint.ASSURED, Interval(600, 1000)), None),
    }
    assert full.before is not None
    assert full.after is not None
    assert full.before.figures[Figure.ATTAINABLE] == Interval(5600, 6000)
    assert full.after.figures[Figure.ATTAINABLE] == Interval(0, 0)
    assert full.after.figures[Figure.GAP] is None


def test_a_pledge_of_another_size_moves_the_sum_with_nobody_coming_or_going() -> None:
    topic = contribution(FOUR)
    _, full = moves(case(topic, FR=pledge(5000, 5000)), case(topic, FR=pledge(4000, 5000)))
    assert shifts(full) == {
        "FR": (
            MemberState(Standpoint.ASSURED, Interval(5000, 5000)),
            MemberState(Standpoint.ASSURED, Interval(4000, 5000)),
        )
    }


def test_needs_and_offers_move_with_their_words_and_quantities() -> None:
    need = needs(electorate=FOUR)
    (moved,) = moves(case(need, SE=needed({"airlift": "essential"})), case(need, SE=needed({"airlift": "desirable"})))
    assert shifts(moved) == {"SE": (MemberState(Standpoint.ESSENTIAL), MemberState(Standpoint.DESIRABLE))}
    assert not moved.turned

    offer = offers(FOUR)
    firm, vague = offered({"artillery": (500, "firm")}), offered({"artillery": (None, "indicative")})
    (moved,) = moves(case(offer, SE=firm), case(offer, SE=vague))
    assert shifts(moved) == {
        "SE": (MemberState(Standpoint.FIRM, Interval(500, 500)), MemberState(Standpoint.INDICATIVE))
    }


def test_topics_and_options_that_come_and_go_stand_where_they_stood() -> None:
    before = dossier([options(ids="a b c"), offers(ids="x"), ranges()])
    after = dossier([options(ids="a d c"), ranges(topic="duration"), ranges()])
    found = {
        str(moved.point.name): (moved.before is not None, moved.after is not None) for moved in moves(before, after)
    }
    assert list(found.items()) == [
        ("sanctions.b", (True, False)),
        ("sanctions.d", (False, True)),
        ("assistance.x", (True, False)),
        ("duration", (False, True)),
    ]


def test_another_rule_moves_a_point_even_if_the_verdict_stays() -> None:
    yes = stances({"listings": "support"})
    everybody = dict.fromkeys(FOUR, yes)
    (moved,) = moves(case(options("unanimity", FOUR), **everybody), case(options("consensus", FOUR), **everybody))
    assert moved.rules == ("unanimity", "consensus")
    assert not moved.turned


def test_a_reservation_moves_a_point() -> None:
    topic, yes = options(electorate=("DE", "SE")), {"sanctions": stances({"listings": "support"})}
    limited = position("SE", yes, reservation("sanctions", "parliamentary"))
    (moved,) = moves(
        dossier([topic], [position("DE", yes), position("SE", yes)], ("DE", "SE")),
        dossier([topic], [position("DE", yes), limited], ("DE", "SE")),
    )
    assert moved.after is not None
    assert moved.after.reservations == (("SE", "parliamentary"),)
    assert (moved.shifts, moved.after.status) == ((), "agreed-with-reservations")


def test_nothing_moves_where_nothing_changed() -> None:
    topics = [
        options(electorate=FOUR),
        needs(electorate=FOUR),
        ranges(electorate=FOUR),
        contribution(FOUR),
        offers(FOUR),
    ]
    said = {
        "sanctions": stances({"listings": "support"}),
        "us_requirements": needed({"airlift": "essential"}),
        "force_size": span(10, 20),
        "troops": pledge(10, 20),
        "assistance": offered({"artillery": (5, "firm")}),
    }
    everything = dossier(topics, [position("SE", said)], FOUR, scenarios={"full": scenario("full")})
    assert [str(point.name) for point in points(joint_answer(everything))] == [
        *(
            "sanctions.listings",
            "us_requirements.airlift",
            "force_size",
            "troops",
            "troops.full",
            "assistance.artillery",
        )
    ]
    assert moves(everything, everything) == ()
