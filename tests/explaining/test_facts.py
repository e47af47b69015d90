"""Which facts would close the gap of a force: the fewest, or that none would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.answer import ContributionOutcome
from responsegen.explaining import facts
from responsegen.explaining.facts import closing_facts
from tests.consensus.builders import (
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
    import pytest

    from responsegen.dossier.model import Answer

FOUR = ("DE", "FR", "HU", "SE")


def lines(required: int, decided_by: tuple[str, ...] = ("HU",), **crew: Answer) -> list[str]:
    """What is said where HU requires so many, alone or among others, and nothing is provided yet."""
    answers: dict[str, dict[str, Answer]] = {code: {"troops": said} for code, said in crew.items()}
    answers["HU"] = {"force_size": span(required)}
    case = dossier(
        [
            contribution(FOUR, "force_size"),
            ranges("consensus", decided_by),
            needs(electorate=FOUR, ids="airlift medical"),
        ],
        [position(code, said) for code, said in answers.items()],
        FOUR,
        events={"ceasefire": "A ceasefire is in force"},
        scenarios={"none": scenario("none")},
    )
    (part,) = closing_facts(case, contribution(FOUR, "force_size"), outcome_of(case, "troops", ContributionOutcome))
    return [f"{line.term} {line.words}".strip() for line in part.lines]


def test_the_fewest_facts_that_are_enough_are_listed() -> None:
    crew = {"DE": pledge(100, 100, us("airlift")), "FR": pledge(50, 50, event("ceasefire"), partners("DE"))}
    assert lines(100, **crew) == ["1. 100 with us.airlift"]
    assert lines(150, **crew) == ["1. 150 with us.airlift and event.ceasefire"]


def test_what_is_reached_needs_nothing() -> None:
    assert lines(100, DE=pledge(100, 100)) == ["The 100 required are reached already."]
    open_still = lines(100, ("HU", "SE"), DE=pledge(100, 100))
    assert open_still == ["The 100 proposed are reached already."]


def test_where_nothing_is_enough_each_gain_is_told() -> None:
    crew = {"DE": pledge(100, 100, us("airlift")), "FR": pledge(50, 50, us("medical"))}
    assert lines(400, **crew) == [
        "Even with everything, 150 come: 250 short of 400.",
        "100 more with us.airlift alone",
        "50 more with us.medical alone",
    ]


def test_where_there_are_too_many_sets_to_try_one_without_anything_needless_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(facts, "MOST_TRIED", 3)
    crew = {"DE": pledge(100, 100, us("airlift")), "FR": pledge(50, 50, event("ceasefire"))}
    assert lines(150, **crew) == ["1. 150 with us.airlift and event.ceasefire"]
