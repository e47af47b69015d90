"""Which facts would close the gap of a force: the fewest, or that none would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.answer import ContributionOutcome
from responsegen.dossier.model import AnyOf
from responsegen.explaining import contributions
from responsegen.explaining.contributions import search
from tests.consensus.builders import (
    HERE,
    contribution,
    dossier,
    event,
    needs,
    outcome_of,
    partners,
    pledge,
    position,
    ranges,
    scenario,
    span,
    us,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

    from responsegen.dossier.model import Answer, Scenario

FOUR = ("DE", "FR", "HU", "SE")


def lines(required: int, decided_by: tuple[str, ...] = ("HU",), **crew: Answer) -> list[str]:
    """What is said where HU requires so many, alone or among others, and nothing is provided yet."""
    ((_, said),) = parts(required, {"none": scenario("none")}, decided_by, **crew)
    return said


def parts(
    required: int,
    scenarios: Mapping[str, Scenario],
    decided_by: tuple[str, ...] = ("HU",),
    provided: str = "airlift medical",
    **crew: Answer,
) -> list[tuple[str, list[str]]]:
    """The heading and the lines of each part."""
    answers: dict[str, dict[str, Answer]] = {code: {"troops": said} for code, said in crew.items()}
    answers["HU"] = {"force_size": span(required)}
    case = dossier(
        [
            contribution(FOUR, "force_size"),
            ranges("consensus", decided_by),
            needs(electorate=FOUR, ids=provided),
        ],
        [position(code, said) for code, said in answers.items()],
        FOUR,
        events={"ceasefire": "A ceasefire is in force"},
        scenarios=scenarios,
    )
    _title, *found = search(case, outcome_of(case, "troops", ContributionOutcome))
    return [(part.heading, [f"{line.term} {line.words}".strip() for line in part.lines]) for part in found]


def test_the_fewest_facts_that_are_enough_are_listed() -> None:
    crew = {"DE": pledge(100, 100, us("airlift")), "FR": pledge(50, 50, event("ceasefire"), partners("DE"))}
    assert lines(100, **crew) == ["1. 100 with need.airlift"]
    assert lines(150, **crew) == ["1. 150 with need.airlift and event.ceasefire"]


def test_what_is_reached_needs_nothing() -> None:
    assert lines(100, DE=pledge(100, 100)) == ["The 100 required are reached already."]
    open_still = lines(100, ("HU", "SE"), DE=pledge(100, 100))
    assert open_still == ["The 100 proposed are reached already."]


def test_where_nothing_is_enough_each_gain_is_told() -> None:
    crew = {"DE": pledge(100, 100, us("airlift")), "FR": pledge(50, 50, us("medical"))}
    assert lines(400, **crew) == [
        "Even with everything, 150 come: 250 short of 400.",
        "100 more with need.airlift alone",
        "50 more with need.medical alone",
    ]


def weighed(monkeypatch: pytest.MonkeyPatch, times: int, *crew: Answer) -> None:
    """Let a force of these be weighed so often and no more."""
    monkeypatch.setattr(contributions, "A_DELEGATION", 1)
    conditions = [condition for answer in crew for condition in getattr(answer, "conditions", ())]
    each = len(crew) + sum(len(getattr(condition, "conditions", "x")) for condition in conditions)
    monkeypatch.setattr(contributions, "MOST_WEIGHED", times * each)


EITHER = AnyOf((us("airlift"), event("ceasefire")), HERE)
BOTH = AnyOf((us("medical"), us("airlift")), HERE)


def test_where_there_are_too_many_sets_to_try_one_without_anything_needless_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crew = {"DE": pledge(100, 100, EITHER), "FR": pledge(50, 50, BOTH)}
    assert lines(150, **crew) == ["1. 150 with need.airlift"]
    weighed(monkeypatch, 1, *crew.values())
    assert lines(150, **crew) == [
        "1. 150 with need.medical and event.ceasefire",
        "Not all sets were tried: there may be smaller ones.",
    ]


def test_scenarios_that_differ_in_nothing_that_counts_are_one() -> None:
    scenarios = {
        "bare": scenario("bare"),
        "medical": scenario("medical", ["medical"]),
        "lift": scenario("lift", ["airlift"]),
    }
    assert parts(100, scenarios, DE=pledge(100, 100, us("airlift"))) == [
        ("bare (bare) and medical (medical): 0 attainable at once", ["1. 100 with need.airlift"]),
        ("lift (lift): 100 attainable at once", ["The 100 required are reached already."]),
    ]


def test_of_very_many_sets_the_first_are_listed_and_the_others_counted() -> None:
    provided = " ".join(f"need{number}" for number in range(23))
    one_of_many = AnyOf(tuple(us(need) for need in provided.split()), HERE)
    ((_, said),) = parts(100, {"bare": scenario("bare")}, provided=provided, DE=pledge(100, 100, one_of_many))
    assert said[0] == "1. 100 with need.need0"
    assert said[19:] == ["20. 100 with need.need19", "3 more sets of as many are not listed."]


def test_very_much_to_try_is_tried_no_longer_than_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten scenarios, thirty needs, two hundred conditions of each delegation."""
    provided = [f"need{number}" for number in range(30)]
    pairs = [AnyOf((us(one), us(other)), HERE) for one in provided[:20] for other in provided[20:]]
    weighings: list[int] = []
    real = contributions.greatest
    monkeypatch.setattr(contributions, "greatest", lambda *given: weighings.append(1) or real(*given))
    scenarios = {need: scenario(need, [need]) for need in provided[:10]}
    crew = {code: pledge(100, 100, *pairs) for code in ("DE", "FR", "SE")}
    found = parts(300, scenarios, provided=" ".join(provided), **crew)
    assert len(found) == 10
    assert len(weighings) <= contributions.MOST_WEIGHED // (3 * (400 + contributions.A_DELEGATION))
