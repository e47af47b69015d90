"""The schema that editors check with says of a position file what the reader says."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from responsegen.dossier import catalogue, dates, quantities
from responsegen.dossier.dossier_file import DossierFile, read_dossier_file
from responsegen.dossier.position_file import read_position_file
from responsegen.dossier.quantities import Measure, MisreadError
from responsegen.dossier.reading import read_dossier
from responsegen.dossier.schema import positions_schema
from responsegen.dossier.yaml_tree import read_tree
from responsegen.problem import Problem
from tests.dossier.as_editors_read import as_editors_read

CHECKOUT = Path(__file__).parents[2]
DOSSIER = """
title: Joint answer
reference: RG 0001/25
as_of: 2025-02-16T18:00+01:00
exercise: true
from: Pen-holder
to: Delegations
addressee: US
delegations: [EU, UK]
questions:
  - {number: 1, text: What should be done?, wording: verbatim, topics: [sanctions, guarantees, force_size, duration]}
  - {number: 2, text: What would you send?, wording: paraphrase, topics: [us_requirements, troops, assistance]}
topics:
  sanctions:
    {title: Sanctions, kind: options, basis: cfsp-unanimity, options: {lng: {label: LNG, text: No LNG.}}}
  guarantees:
    {title: Guarantees, kind: options, rule: consensus, electorate: EU, options: {force: {label: Force, text: One.}}}
  force_size: {title: Size, kind: range, unit: personnel, rule: consensus}
  duration: {title: Duration, kind: range, unit: months, rule: consensus}
  us_requirements:
    title: United States support
    kind: needs
    rule: consensus
    options:
      airlift: {label: Airlift, text: Airlift is needed., term: short}
      air-defence: {label: Air defence, text: Air defence is needed., term: both}
  troops: {title: Troops, kind: contribution, rule: opt-in, required: force_size}
  assistance:
    title: Assistance
    kind: offers
    rule: opt-in
    options:
      artillery: {label: Ammunition, unit: rounds}
      medical: {label: The wounded, unit: hospital places}
      spare-parts: {label: Spare parts, unit: spare-part kits}
events: {ceasefire: A ceasefire is in force}
"""
HEAD = "country: SE\nstatus: cleared\ncleared_by: minister\n"


@cache
def asked() -> DossierFile:
    report: list[Problem] = []
    tree = read_tree("dossier.yaml", DOSSIER.encode(), report)
    assert tree is not None
    assert report == []
    return read_dossier_file(tree, report)


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(positions_schema(asked().dossier)))


def verdicts(position: str, file: str = "positions/SE.yaml") -> tuple[list[Problem], list[str]]:
    """What the reader and what the schema have against this file; what is told by comparing two places is left out."""
    report: list[Problem] = []
    tree = read_tree(file, position.encode(), report)
    assert tree is not None
    assert report == []
    read_position_file(file, tree, asked(), report)
    by_the_reader = [problem for problem in report if problem.is_error and not is_comparison(problem)]
    return by_the_reader, [error.message for error in validator().iter_errors(as_editors_read(tree))]


def is_comparison(problem: Problem) -> bool:
    faults = (catalogue.WAITS_FOR_ITSELF, catalogue.NOTHING_ACCEPTABLE)
    return problem.code in {fault.code for fault in faults} or problem.expected in ARITHMETIC


@pytest.mark.parametrize("folder", [".", "examples/public-record"])
def test_every_shipped_position_is_accepted(folder: str) -> None:
    dossier = read_dossier(CHECKOUT / folder).dossier
    assert dossier is not None
    schema = json.loads(positions_schema(dossier))
    Draft202012Validator.check_schema(schema)
    positions = sorted((CHECKOUT / folder / "positions").glob("*.yaml"))
    assert len(positions) > 10
    for path in positions:
        tree = read_tree(path.name, path.read_bytes(), [])
        assert tree is not None
        assert [error.message for error in Draft202012Validator(schema).iter_errors(as_editors_read(tree))] == []


ACCEPTED = """
speaks_for: [DK, EE]
speaks_for: DK
date: 2025-02-16
sanctions: abstain
sanctions: constructive-abstention
sanctions: {lng: support, comment: For now.}
sanctions: {lng: {stance: undecided, would_support_if: a transition is kept, comment: 17}}
sanctions: {lng: }
sanctions: {}
sanctions:
force_size: 25000
force_size: 30 000
force_size: 30k
force_size: 20-30k
force_size: 600 to 1000
force_size: 20000 – 30000 troops
force_size: At least 20000
force_size: up to 40 000
force_size: abstain
force_size: {acceptable: 30000-50000, preferred: 40000, comment: A brigade less would do.}
duration: open-ended
duration: 24
duration: 2-5 years
duration: 24 months or more
duration: {acceptable: at least 24 months, preferred: }
us_requirements: essential
us_requirements: {airlift: not-needed, air-defence: {necessity: essential, term: both}}
troops: no
troops: {stance: yes, pledge: 600-1000, ready: 90 days, sustain: 24 months}
troops: {stance: yes, pledge: 600, ready: 6 weeks, sustain: open-ended, conditions: []}
troops: {stance: conditional, conditions: [{need: airlift}, {with: [FR, UK]}, {with: FR}, {force: 20k}]}
troops: {stance: conditional, conditions: {event: ceasefire}}
troops: {stance: conditional, conditions: {any: [{need: airlift}, {with: GB}]}}
troops: {stance: undecided, pledge: , comment: Not before the elections.}
troops: {stance: , pledge: }
troops: {}
assistance: {artillery: {quantity: 50 000, by: 2025-06-30, status: firm}}
assistance: {artillery: 500-800 rounds, medical: {quantity: 40 hospital places}}
assistance: {spare-parts: 20-30 spare-part kits}
assistance: {spare-parts: 20 spare-part kits}
assistance: {artillery: {comment: Some.}, comment: More to come.}
reservations: [{on: troops, kind: parliamentary, text: The Riksdag decides.}, {on: sanctions.lng, kind: scrutiny}]
reservations: {on: duration, kind: linguistic}
sources: [{on: troops, speaker: A minister, date: 2025-02-17, outlet: A paper, quote: We will., conflicts: true}]
sources: {on: sanctions.lng, url: "https://example.org/1"}
internal: {red_lines: [Rules of engagement first.], notes: Invented.}
internal: {red_lines: One only.}
internal: {red_lines: [{on: sanctions.lng, text: Never.}, Or later.], notes: {on: troops, text: Later.}}
sanctions: {stance: support, would_support_if: asked, proposes: We will., comment: All.}
us_requirements: {necessity: essential, term: both, proposes: We need., comment: All.}
force_size: {acceptable: 2.5k, would_support_if: asked, proposes: About so many.}
force_size: 2500.5
troops: {stance: no, would_support_if: asked}
invented: true
clearance: {by: ambassador, date: 2025-02-16, of: 3f2a}
received: {file: SE.docx, sha256: 9a0c, date: 2025-02-16}
internal:
internal: ""
internal: {notes: "", red_lines: "  "}
date: ""
speaks_for: ""
sanctions: ""
sanctions: {lng: ""}
sanctions: {lng: {stance: oppose, comment: ""}}
force_size: ""
duration: {acceptable: 24, preferred: ""}
us_requirements: {airlift: "", air-defence: {necessity: essential, term: ""}}
troops: {stance: yes, pledge: 600, ready: 6 weeks, sustain: "", conditions: ""}
assistance: {artillery: {quantity: "", by: "", status: ""}}
reservations: ""
reservations: [{on: troops, kind: scrutiny, text: ""}]
sources: [{on: troops, date: "", url: "", conflicts: ""}]
"""

REFUSED = """
color: blue
speaks_for: US
speaks_for: [Denmark]
date: 16 February 2025
date: 2025-02-30
date: 1789-07-14
date: 20250216
sanctions: suport
sanctions: true
sanctions: [support]
sanctions: {lgn: support}
sanctions: {lng: {would_support_if: a transition is kept}}
sanctions: {lng: {stance: }}
sanctions: {lng: {stance: ""}}
sanctions: {lng: {stance: support, because: no}}
guarantees: constructive-abstention
guarantees: {force: {stance: constructive-abstention}}
force_size: 30,000-50,000
force_size: -5
force_size: a brigade
force_size: 12 months
force_size: 1000 000
force_size: 1234567890123456
force_size: at least
force_size: {preferred: 40000}
force_size: {acceptable: }
force_size: {acceptable: ""}
force_size: [20000, 30000]
duration: 24 moths
duration: 1.250 years
us_requirements: support
us_requirements: {airlift: {term: short}}
us_requirements: {airlift: {necessity: essential, term: medium}}
troops: maybe
troops: conditional
troops: {stance: conditional}
troops: {stance: conditional, conditions: []}
troops: {stance: yes, conditions: [{need: airlift}]}
troops: {stance: no, pledge: 600}
troops: {pledge: 600}
troops: {stance: yes, pledge: 600, ready: 90}
troops: {stance: yes, pledge: 600, ready: 90 days, sustain: 0 days}
troops: {stance: conditional, conditions: [us]}
troops: {stance: conditional, conditions: [{need: airlift, event: ceasefire}]}
troops: {stance: conditional, conditions: [{need: airlfit}]}
troops: {stance: conditional, conditions: [{event: peace}]}
troops: {stance: conditional, conditions: [{with: []}]}
troops: {stance: conditional, conditions: [{with: [US]}]}
troops: {stance: conditional, conditions: [{force: 2 years}]}
troops: {stance: conditional, conditions: [{any: []}]}
troops: {stance: conditional, conditions: [{any: [{need: }]}]}
assistance: firm
assistance: {artillery: {quantity: 50 tonnes}}
assistance: {artillery: {quantity: 500, status: certain}}
assistance: {artillery: {quantity: 500, by: summer}}
reservations: [{on: troops}]
reservations: [{on: troops, kind: big}]
reservations: [{on: duration.airlift, kind: scrutiny}]
reservations: [{on: sanctions.gas, kind: scrutiny}]
sources: [{speaker: A minister}]
sources: [{on: troops, url: example.org}]
sources: [{on: troops, conflicts: yes}]
internal: {secret: yes}
internal: {red_lines: [""]}
internal: {red_lines: [{text: Never.}]}
internal: {notes: {on: sanctions.lng}}
sanctions: {stance: support, lng: oppose}
us_requirements: {term: both}
invented: perhaps
clearance: {by: ambassador}
received: SE.docx
internal: nothing
"""


@pytest.mark.parametrize("line", ACCEPTED.strip().splitlines())
def test_what_the_reader_takes_the_schema_accepts(line: str) -> None:
    assert verdicts(HEAD + line) == ([], [])


@pytest.mark.parametrize("line", REFUSED.strip().splitlines())
def test_what_the_reader_refuses_the_schema_refuses(line: str) -> None:
    by_the_reader, by_the_schema = verdicts(HEAD + line)
    assert by_the_reader
    assert by_the_schema


@pytest.mark.parametrize(
    "position",
    [
        "status: draft",
        "country: SE",
        "country:\nstatus: draft",
        "country: SE\nstatus:",
        "country: SE\nstatus: final",
        "country: US\nstatus: draft",
        "country: Sweden\nstatus: draft",
        "country: [SE]\nstatus: draft",
        "country: SE\nstatus: cleared\ncleared_by: king",
    ],
)
def test_who_speaks_and_how_finally_has_to_be_said(position: str) -> None:
    by_the_reader, by_the_schema = verdicts(position)
    assert by_the_reader
    assert by_the_schema


def test_the_schema_refuses_constructive_abstention_under_consensus_where_the_reader_would_only_warn() -> None:
    position = "country: UK\nstatus: draft\nguarantees: constructive-abstention"
    by_the_reader, by_the_schema = verdicts(position, "positions/UK.yaml")
    assert by_the_reader == []
    assert by_the_schema


def test_a_schema_cannot_see_how_a_number_was_written_and_takes_for_thirty_what_the_reader_refuses() -> None:
    by_the_reader, by_the_schema = verdicts(HEAD + "force_size: 30.000")
    assert by_the_reader
    assert by_the_schema == []


PIECES = (
    *("0", "5", "24", "30", "000", "k", "K", " ", "\u00a0", "_", "-", "–", ".", ",", " to ", "at least ", " or more"),
    *("up to ", "open-ended", "Open ended", "months", "Years", "day", "personnel", "hospital", " places"),
    *("at  least ", " or \u00a0more", "up  to  ", "open  ended"),
    "spare-part kits",
)
MEASURES = [
    quantities.PERSONNEL,
    quantities.MONTHS,
    quantities.DAYS,
    quantities.COUNT,
    quantities.counted_in("hospital places"),
    quantities.counted_in("spare-part kits"),
]
ARITHMETIC = {"the lower end of a range first", "a whole number of months", *(each.whole for each in MEASURES)} - {""}


def is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except MisreadError as misread:
        return misread.expected in ARITHMETIC
    return True


@example(quantities.COUNT, "0.5")
@example(quantities.DAYS, "0.5 days")
@settings(max_examples=500)
@given(st.sampled_from(MEASURES), st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
def test_the_pattern_of_a_number_or_range_matches_exactly_what_is_read(measure: Measure, text: str) -> None:
    assume(len(text) < 100)
    assert bool(re.search(quantities.alone(measure.pattern), text)) == is_read(measure.number, text)
    assert bool(re.search(measure.range_pattern, text)) == is_read(measure.interval, text)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2300, 1, 1)))
def test_the_pattern_of_a_date_matches_exactly_what_is_read(day: date) -> None:
    text = day.isoformat()
    assert bool(re.search(dates.DATE, text)) == is_read(dates.calendar_date, text)


TOPICS = ["sanctions", "guarantees", "force_size", "duration", "us_requirements", "troops", "assistance"]
KEYS = (
    *("lng", "force", "airlift", "air-defence", "artillery", "medical", "stance", "comment", "necessity", "term"),
    *(
        "pledge",
        "ready",
        "sustain",
        "conditions",
        "need",
        "event",
        "with",
        "any",
        "acceptable",
        "preferred",
        "quantity",
    ),
    *("by", "status", "on", "kind", "text", "url", "conflicts", "red_lines", "notes", "would_support_if"),
)
WORDS = (
    *("support", "abstain", "undecided", "oppose", "constructive-abstention", "essential", "short", "both", "yes"),
    *("no", "conditional", "firm", "airlift", "ceasefire", "UK", "GB", "US", "600-1000", "24 months", "90 days"),
    *("open-ended", "2025-06-30", "troops", "sanctions.lng", "scrutiny", "A sentence.", "https://example.org"),
)
LEAVES = st.sampled_from([*WORDS, None, True, 0, 600, 30_000])
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=1000)
@given(
    st.dictionaries(
        st.sampled_from([*TOPICS, "reservations", "sources", "internal", "speaks_for", "date"]), VALUES, max_size=2
    )
)
def test_reader_and_schema_are_of_one_mind_on_whatever_is_written(answers: dict[str, object]) -> None:
    position = json.dumps({"country": "SE", "status": "draft", **answers})  # JSON is YAML
    by_the_reader, by_the_schema = verdicts(position)
    assert bool(by_the_reader) == bool(by_the_schema)
