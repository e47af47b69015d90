"""The text of joint-answer.json, which other programs read: the keys, their order and their forms."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from responsegen import read
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.json_export import joint_answer_schema, to_json
from responsegen.dossier.model.population import SHARES_2025
from tests.consensus.builders import (
    EU27,
    contribution,
    dossier,
    needed,
    needs,
    offered,
    offers,
    options,
    pledge,
    position,
    ranges,
    reservation,
    scenario,
    span,
    stances,
    us,
)

CET = timezone(timedelta(hours=1))
SWEDEN = {
    "us_requirements": needed({"air-defence": "essential"}),
    "force_size": span(30_000, 50_000),
    "duration": span(24, 36),
    "troops": pledge(600, 1000, us("air-defence"), ready=90, sustain=720),
    "assistance": offered({"artillery": (50_000, "firm")}),
}


def exchanged() -> str:
    """Sweden alone on everything, and the 27 without Hungary on sanctions."""
    support = {"sanctions": stances({"shadow-fleet": "support"})}
    positions = [position(d, support) for d in EU27 if d not in {"HU", "EE", "FI", "SE", "DK"}]
    case = dossier(
        [
            options(ids="shadow-fleet"),
            needs(electorate=["SE"], ids="air-defence"),
            ranges(electorate=["SE"]),
            contribution(["SE"], required="force_size", sustained="duration"),
            ranges("simple-majority", ["SE"], "months", "duration"),
            offers(["SE"]),
        ],
        [
            *positions,
            position("FI", support, reservation("sanctions.shadow-fleet", "parliamentary")),
            position("SE", {**support, **SWEDEN}),
            position("DK", support, speaks_for="EE"),
        ],
        as_of=datetime(2025, 2, 16, 18, tzinfo=CET),
        scenarios={"full": scenario("full", ["air-defence"])},
    )
    return to_json(case, joint_answer(case))


WITHOUT_HUNGARY = [d for d in EU27 if d != "HU"]
EXPECTED = {
    "format": 2,
    "exercise": True,
    "population": None,
    "dossier": {
        "title": "Joint European response",
        "reference": "RG 0001/25",
        "revision": 0,
        "as_of": "2025-02-16T18:00:00+01:00",
    },
    "delegations": {
        "answered": [d for d in WITHOUT_HUNGARY if d != "EE"],
        "drafts": [],
        "spoken_for": {"EE": "DK"},
        "outstanding": ["HU"],
    },
    "topics": {
        "sanctions": {
            "kind": "options",
            "rule": "unanimity",
            "basis": None,
            "electorate": list(EU27),
            "status": "open",
            "options": {
                "shadow-fleet": {
                    "status": "open",
                    "for": WITHOUT_HUNGARY,
                    "against": [],
                    "abstaining": [],
                    "constructive": [],
                    "outstanding": ["HU"],
                    "silent": [],
                    "by_silence": False,
                    "blocked_by": [],
                    "reservations": [{"delegation": "FI", "kind": "parliamentary"}],
                    "arithmetic": {"members": 27, "for": 26, "population_for": "97.87"},
                    "unblocked_by": [["HU"]],
                    "too_close": False,
                    "may_ask_discussion": [],
                    "because": "Nobody opposes, but unanimity waits for HU; 26 of 27 members are in favour.",
                }
            },
        },
        "us_requirements": {
            "kind": "needs",
            "rule": "consensus",
            "status": "agreed",
            "options": {
                "air-defence": {
                    "status": "agreed",
                    "for": ["SE"],
                    "against": [],
                    "abstaining": [],
                    "constructive": [],
                    "outstanding": [],
                    "silent": [],
                    "by_silence": False,
                    "blocked_by": [],
                    "reservations": [],
                    "arithmetic": {"members": 1, "for": 1, "population_for": "100.00"},
                    "unblocked_by": [],
                    "too_close": False,
                    "may_ask_discussion": [],
                    "because": "The only delegation is in favour.",
                    "unmentioned": [],
                    "necessity": "essential",
                    "term": ["short"],
                    "essential": ["SE"],
                    "desirable": [],
                    "troops_depending": [600, 1000],
                }
            },
        },
        "force_size": {
            "kind": "range",
            "rule": "unanimity",
            "unit": "personnel",
            "status": "agreed",
            "agreed": [[30000, 50000]],
            "possible": [[30000, 50000]],
            "positions": {"SE": [30000, 50000]},
            "against": [],
            "abstaining": [],
            "outstanding": [],
            "silent": [],
            "reservations": [],
            "conflicts": [],
            "conflicts_under_reservation": [],
            "conflicts_total": 0,
            "choice": False,
            "widest_support": [{"interval": [30000, 50000], "for": ["SE"]}],
            "because": "30 000 to 50 000 personnel lie within the one range stated.",
        },
        "troops": {
            "kind": "contribution",
            "rule": "opt-in",
            "stances": {
                "yes": [],
                "conditional": ["SE"],
                "considering": [],
                "no": [],
                "undecided": [],
                "outstanding": [],
            },
            "unquantified": [],
            "undated": [],
            "required": [30000, 50000],
            "required_agreed": True,
            "reservations": [],
            "scenarios": {
                "full": {
                    "assured": {"delegations": ["SE"], "personnel": [600, 1000]},
                    "attainable": {"delegations": ["SE"], "personnel": [600, 1000]},
                    "peak": {"day": 90, "personnel": [600, 1000]},
                    "sustained": [{"months": 24, "agreed": True, "personnel": [600, 1000], "gap": 29400}],
                    "gap": 29400,
                    "circles": [],
                    "timeline": [{"day": 90, "personnel": [600, 1000]}, {"day": 810, "personnel": [0, 0]}],
                }
            },
        },
        "duration": {
            "kind": "range",
            "rule": "simple-majority",
            "unit": "months",
            "status": "agreed",
            "agreed": [[24, 36]],
            "possible": [[24, 36]],
            "positions": {"SE": [24, 36]},
            "against": [],
            "abstaining": [],
            "outstanding": [],
            "silent": [],
            "reservations": [],
            "conflicts": [],
            "conflicts_under_reservation": [],
            "conflicts_total": 0,
            "choice": False,
            "widest_support": [{"interval": [24, 36], "for": ["SE"]}],
            "because": (
                "24 to 36 months carry by simple majority; the widest support is 1 of 1 members, for 24 to 36 months."
            ),
        },
        "assistance": {
            "kind": "offers",
            "rule": "opt-in",
            "options": {
                "artillery": {
                    "unit": "rounds",
                    "firm": [50000, 50000],
                    "indicative": [0, 0],
                    "delegations": ["SE"],
                    "reservations": [],
                }
            },
        },
    },
}


def test_every_key_stands_in_its_place() -> None:
    """Compared as text, so that the order of keys counts."""
    assert exchanged() == json.dumps(EXPECTED, indent=2, ensure_ascii=False) + "\n"


VALIDATOR = Draft202012Validator(json.loads(joint_answer_schema()))


def test_the_answer_keeps_to_its_schema_key_by_key() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)
    answer = json.loads(exchanged())
    assert list(VALIDATOR.iter_errors(answer)) == []
    for broken in ({"format": 1}, {"exercise": None}, {"more": 1}, {"population": {}}):
        assert not VALIDATOR.is_valid(answer | broken)
    del answer["topics"]["troops"]["scenarios"]["full"]["peak"]
    assert not VALIDATOR.is_valid(answer)


@pytest.mark.parametrize("folder", ["dossier.yaml", *sorted(str(p) for p in Path("examples").glob("*/dossier.yaml"))])
def test_every_shipped_answer_keeps_to_the_schema(folder: str) -> None:
    dossier = read(Path(folder).parent)
    errors = VALIDATOR.iter_errors(json.loads(to_json(dossier, joint_answer(dossier))))
    assert [error.json_path for error in errors] == []


@pytest.mark.parametrize(
    ("rule", "year", "expired"),
    [("qualified-majority", 2025, False), ("qualified-majority", 2026, True), ("simple-majority", 2025, None)],
)
def test_the_source_of_the_population_is_named_where_a_decision_weighs_it(
    rule: str, year: int, *, expired: bool | None
) -> None:
    case = dossier([options(rule)], as_of=datetime(year, 1, 26, tzinfo=CET))
    named = {"source": SHARES_2025.source, "valid": ["2025-01-01", "2025-12-31"], "expired": expired}
    assert json.loads(to_json(case, joint_answer(case)))["population"] == (None if expired is None else named)


def test_no_upper_end_is_null_and_letters_stay_letters() -> None:
    case = dossier([ranges(electorate=["SE"])], [position("SE", {"force_size": span(20_000)})], title="Évaluation")
    text = to_json(case, joint_answer(case))
    assert json.loads(text)["topics"]["force_size"]["agreed"] == [[20_000, None]]
    assert "Évaluation" in text


@pytest.mark.parametrize(
    ("topic", "reserved"), [("troops", "troops"), ("assistance", "artillery"), ("force_size", "force_size")]
)
def test_every_kind_lists_its_reservations(topic: str, reserved: str) -> None:
    case = dossier(
        [ranges(electorate=["SE"]), contribution(["SE"]), offers(["SE"])],
        [position("SE", SWEDEN, reservation(topic, "linguistic"))],
    )
    found = json.loads(to_json(case, joint_answer(case)))["topics"][topic]
    found = found["options"][reserved] if "options" in found else found
    assert found["reservations"] == [{"delegation": "SE", "kind": "linguistic"}]


def test_a_result_too_close_to_call_says_so_and_only_such_a_one() -> None:
    support = {"sanctions": stances({"listings": "support"})}
    for members, flagged in (("BE EL LV FI", True), ("DE EL LV FI", False)):
        electorate = members.split()
        case = dossier(
            [options("reinforced-qualified-majority", electorate)],
            [position(d, support) for d in electorate if d != "EL"],
            electorate,
        )
        found = json.loads(to_json(case, joint_answer(case)))["topics"]["sanctions"]["options"]["listings"]
        assert found["too_close"] is flagged


def test_beyond_the_union_there_is_no_population() -> None:
    case = dossier([options("consensus", ["NO", "UK"])], [], ["NO", "UK"])
    found = json.loads(to_json(case, joint_answer(case)))
    assert found["topics"]["sanctions"]["options"]["listings"]["arithmetic"]["population_for"] is None
    assert found["delegations"]["outstanding"] == ["NO", "UK"]
