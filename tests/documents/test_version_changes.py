"""What a reader is told of the way from one version of a dossier to the next, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.attribution import Attributor
from responsegen.documents.changes.version_changes import VersionChanges, version_changes
from responsegen.documents.version import Committed, Version
from responsegen.documents.words import NBSP
from responsegen.dossier.model import Attribution
from tests.consensus import builders as build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responsegen.dossier.model import Answer, Dossier, Reservation

FOUR = ("DE", "FR", "HU", "PL")


def asked(
    said: Mapping[str, Mapping[str, Answer]], *reservations: tuple[str, Reservation], rule: str = "unanimity"
) -> Dossier:
    topics = [
        build.options(rule, FOUR, "lng oil"),
        build.ranges("unanimity", FOUR),
        build.contribution(FOUR, required="force_size"),
        build.needs("consensus", FOUR, "airlift"),
    ]
    held = {code: [r for d, r in reservations if d == code] for code in FOUR}
    positions = [build.position(code, answers, *held[code]) for code, answers in said.items()]
    return build.dossier(topics, positions, FOUR, scenarios={"full": build.scenario("full", ["airlift"])})


FOR = {"sanctions": build.stances({"lng": "support", "oil": "support"}), "force_size": build.span(100, 200)}
ALL_FOR: Mapping[str, Mapping[str, Answer]] = dict.fromkeys(FOUR, FOR)


def between(before: Dossier, after: Dossier, attribution: Attribution = Attribution.NAMED) -> VersionChanges:
    old, new = (Version(dossier, joint_answer(dossier)) for dossier in (before, after))
    return version_changes(old, new, Attributor(attribution, {}))


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def outcomes(found: VersionChanges) -> list[tuple[str, str, str, str]]:
    return [(moved.about, plain(moved.before), plain(moved.after), moved.cause) for moved in found.outcomes]


def test_an_option_that_is_asked_no_longer_keeps_its_name() -> None:
    before = asked({"HU": FOR})
    lng = build.options("unanimity", FOUR, "lng")
    after = replace(before, topics={**before.topics, "sanctions": lng})
    said = build.position("HU", {**FOR, "sanctions": build.stances({"lng": "oppose"})})
    (position,) = between(before, replace(after, positions={"HU": said})).positions
    assert [edit.about for edit in position.edits] == ["sanctions: lng", "sanctions: oil"]


def test_nothing_is_said_of_two_versions_that_say_the_same() -> None:
    assert not between(asked(ALL_FOR), asked(ALL_FOR))


@pytest.mark.parametrize(
    ("hungary", "about", "before", "after"),
    [
        ({"sanctions": {"lng": "oppose", "oil": "support"}}, "sanctions: lng", "supports", "opposes"),
        ({"sanctions": {"lng": "oppose", "oil": "oppose"}}, "sanctions: lng and oil", "supports", "opposes"),
        ({"sanctions": {"lng": "support"}}, "sanctions: oil", "supports", ""),
        ({"force_size": (100, 300)}, "force_size", "between 100 and 200 personnel", "between 100 and 300 personnel"),
        ({"force_size": "abstain"}, "force_size", "between 100 and 200 personnel", "abstains"),
    ],
)
def test_a_position_is_edited_field_by_field(
    hungary: Mapping[str, object], about: str, before: str, after: str
) -> None:
    answers = dict(FOR)
    for topic, said in hungary.items():
        match said:
            case dict():
                answers[topic] = build.stances(said)
            case tuple():
                answers[topic] = build.span(*said)
            case str():
                answers[topic] = build.span(said)
    (position,) = between(asked(ALL_FOR), asked({**ALL_FOR, "HU": answers})).positions
    assert [(edit.about, plain(edit.before), plain(edit.after)) for edit in position.edits] == [(about, before, after)]
    assert (position.delegation, position.name, position.received, position.withdrawn) == (
        "HU",
        "Hungary",
        False,
        False,
    )


def test_an_outcome_moves_by_those_whose_column_changed() -> None:
    against = {**FOR, "sanctions": build.stances({"lng": "oppose", "oil": "support"})}
    found = between(asked(ALL_FOR), asked({**ALL_FOR, "HU": against}))
    assert outcomes(found) == [("sanctions: lng", "agreed", "not agreed", "HU")]
    assert found.moved == 1


def test_points_that_moved_alike_are_said_together() -> None:
    silent = {code: FOR for code in FOUR if code != "HU"}
    assert outcomes(between(asked(ALL_FOR), asked(silent))) == [
        ("sanctions: lng and oil", "agreed", "open", "HU"),
        ("force_size", "agreed: between 100 and 200 personnel", "open: possibly between 100 and 200 personnel", "HU"),
    ]


def test_those_who_only_follow_are_told_from_those_who_moved() -> None:
    waits = {**FOR, "troops": build.pledge(60, 60, build.partners("FR"))}
    comes = {**FOR, "troops": build.pledge(40, 40)}
    before = asked({**ALL_FOR, "DE": waits})
    after = asked({**ALL_FOR, "DE": waits, "FR": comes})
    (force,) = [moved for moved in between(before, after).outcomes if moved.points[0].topic == "troops"]
    assert (force.moved_by.phrase, force.following.phrase) == ("FR", "DE")
    assert force.cause == "FR; DE follows"
    assert plain(force.after) == "100 assured, 100 attainable, 100 reached"


def test_a_reservation_that_leaves_every_column_as_it_was_still_has_its_author() -> None:
    reserved = asked(ALL_FOR, ("PL", build.reservation("sanctions.lng", "parliamentary")))
    found = between(asked(ALL_FOR), reserved)
    assert outcomes(found) == [("sanctions: lng", "agreed", "agreed with reservations", "PL")]
    (edit,) = found.positions[0].edits
    assert (edit.about, edit.after) == ("Reservation", "parliamentary reservation on sanctions: lng")


def test_a_force_that_is_ready_later_has_its_author_too() -> None:
    def ready(days: int) -> Dossier:
        return asked({**ALL_FOR, "DE": {**FOR, "troops": build.pledge(60, 60, ready=days)}})

    assert outcomes(between(ready(30), ready(90))) == [("troops: full", "60 from day 30", "60 from day 90", "DE")]


def test_a_sum_that_reads_as_before_has_not_moved() -> None:
    fewer = {**ALL_FOR, "HU": {**FOR, "force_size": build.span(100, 150)}}
    assert [about for about, *_ in outcomes(between(asked(ALL_FOR), asked(fewer)))] == ["force_size"]


def test_what_another_rule_decides_otherwise_was_moved_by_the_dossier() -> None:
    said = {**ALL_FOR, "HU": {**FOR, "sanctions": build.stances({"lng": "oppose", "oil": "support"})}}
    found = between(asked(said), asked(said, rule="qualified-majority"))
    assert outcomes(found) == [("sanctions: lng", "not agreed", "agreed", "dossier.yaml")]
    assert [(edit.about, edit.before, edit.after) for edit in found.terms] == [
        ("sanctions, rule", "unanimity", "qualified majority")
    ]
    assert (found.positions, found.edited) == ((), 0)


def test_what_depends_on_a_need_is_moved_by_those_who_contribute() -> None:
    def pledged(personnel: int) -> Dossier:
        troops = build.pledge(personnel, personnel, build.us("airlift"))
        return asked({**ALL_FOR, "DE": {**FOR, "troops": troops}})

    (need,) = [
        moved for moved in between(pledged(60), pledged(80)).outcomes if moved.points[0].topic == "us_requirements"
    ]
    assert (plain(need.before), need.cause) == ("60 troops depending on it", "DE")
    assert plain(need.after) == "80 troops depending on it"


@pytest.mark.parametrize("attribution", [Attribution.ANONYMOUS, Attribution.GROUPED])
def test_where_delegations_are_not_named_none_is(attribution: Attribution) -> None:
    found = between(asked(ALL_FOR), asked({code: FOR for code in FOUR if code != "HU"}), attribution)
    assert (found.positions, found.edited) == ((), 1)
    assert {moved.cause for moved in found.outcomes} == {"one delegation"}
    assert "HU" not in repr(found)


def test_a_version_says_when_it_was_committed_and_how_it_was_asked_for() -> None:
    dossier = asked(ALL_FOR)
    for revision, words in {
        "last-night": "commit 2f09ef5a81c0 (last-night) of 16 February 2025, 18.00 (UTC)",
        "HEAD~3": "commit 2f09ef5a81c0 of 16 February 2025, 18.00 (UTC)",
        "2f09ef5": "commit 2f09ef5a81c0 of 16 February 2025, 18.00 (UTC)",
    }.items():
        committed = Committed(revision, "2f09ef5a81c0", build.AS_OF)
        assert plain(Version(dossier, joint_answer(dossier), committed).words) == words
