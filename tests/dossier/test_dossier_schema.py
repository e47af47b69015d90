"""The schema that editors check with says of dossier.yaml what the reader says."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from responsegen.dossier import catalogue, dates, quantities
from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import Trees, check_trees
from responsegen.dossier.schema import dossier_schema
from responsegen.dossier.yaml_tree import read_tree
from responsegen.problem import Problem
from tests.dossier.as_editors_read import as_editors_read

CHECKOUT = Path(__file__).parents[2]
DOSSIERS = [
    *("dossier.yaml", "examples/public-record/dossier.yaml"),
    *(
        "tests/dossier/small/dossier.yaml",
        "responsegen/editing/starter/dossier.yaml",
    ),
]
# What is told by comparing two places of the file.
COMPARISONS = {
    fault.code
    for fault in (
        *(catalogue.NOT_A_DELEGATION, catalogue.ADDRESSEE_TAKES_PART, catalogue.UNKNOWN_NAME, catalogue.NUMBER_TWICE),
        *(catalogue.TOPIC_TWICE, catalogue.OUT_OF_REACH, catalogue.NEED_TWICE, catalogue.NOTHING_REQUIRED),
        catalogue.TWO_GROUPS,
    )
}
BASE = {
    "title": "Joint answer",
    "reference": "RG 0001/25",
    "as_of": "2025-02-16T18:00+01:00",
    "exercise": "true",
    "from": "Pen-holder",
    "to": "Delegations",
    "addressee": "US",
    "delegations": "[EU, UK]",
    "questions": "[{number: 1, text: What should be done?, wording: verbatim, topics: [sanctions]}]",
    "topics": "{sanctions: {title: T, kind: options, rule: unanimity, options: {lng: {label: LNG, text: No LNG.}}}}",
}


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(dossier_schema()))


def verdicts(dossier: str) -> tuple[set[str], list[str]]:
    """The codes of the errors that the reader finds, and what the schema has against this file."""
    file = SourceFile("dossier.yaml", dossier.encode())
    report: list[Problem] = []
    tree = read_tree(file.path, file.content, report)
    assert tree is not None
    read = check_trees(Trees((file,), {file.path: tree}, tuple(report)))
    errors = {problem.code for problem in read.problems if problem.is_error}
    return errors, [error.message for error in validator().iter_errors(as_editors_read(tree))]


def with_line(line: str) -> str:
    key, _, value = line.partition(":")
    return "".join(f"{name}: {said}\n" for name, said in {**BASE, key: value}.items())


@pytest.mark.parametrize("path", DOSSIERS)
def test_every_shipped_dossier_is_accepted(path: str) -> None:
    assert verdicts((CHECKOUT / path).read_text()) == (set(), [])


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(dossier_schema()))


def test_a_blank_kind_is_told_all_its_words_and_nothing_else_is_asked_for() -> None:
    assert verdicts(with_line("topics: {a: {title: A, kind: }}"))[1] == [
        "None is not one of ['options', 'range', 'contribution', 'needs', 'offers']"
    ]


ACCEPTED = """
title: 17
revision: 2
revision:
as_of: 2025-02-16T18:00Z
as_of: 2025-02-16 18:00:30+01:00
addressee: GB
delegations: SE
delegations: NATO
delegations: [EU, GB, NO]
meeting: {place: Paris, date: 2025-02-17}
meeting:
groups: {Nordic: [DK, SE], Others: all, Nobody: [], The rest: EU, One: FR}
count_drafts: true
silence_procedure: {deadline: 2025-02-17T09:00+01:00}
reservations_count_as: {scrutiny: against, general: }
reservations_count_as: {}
questions: {number: 1, text: What?, wording: paraphrase, topics: sanctions, note: A note.}
questions: [{number: 1, text: What?, wording: paraphrase}]
topics: {a: {title: A, kind: range, unit: months, rule: consensus, electorate: all, text: "{value}", if_not_agreed: }}
topics: {a: {title: A, kind: range, unit: personnel, rule: consensus, implications: military, electorate: [EU, UK]}}
topics: {a: {title: A, kind: range, unit: percent of GDP, rule: consensus}}
topics: {a: {title: A, kind: range, unit: personnel, rule: simple-majority, implications: none, electorate: DE}}
topics: {a: {title: A, kind: range, unit: personnel, rule: simple-majority, implications: }}
topics: {a: {title: A, kind: contribution, rule: opt-in}, b: {title: B, kind: contribution, rule: opt-in, required: }}
topics: {a: {title: A, kind: needs, rule: consensus, options: {b: {label: B, text: B., term: both}}}}
topics: {a: {title: A, kind: offers, rule: opt-in, options: {b: {label: B, unit: rounds, text: }}}}
events: {ceasefire: A ceasefire is in force}
events: {}
scenarios: {none: {label: None, need: [], events: []}, all: {label: All, need: all, events: all}}
rotation_factors: [3, 2.5, "4"]
rotation_factors: 3
documents: {response: {release: addressee, attribution: anonymous, marking: }}
documents: {response: {release: addressee, attribution: anonymous, marking: TLP:AMBER+STRICT}}
documents: {note_1: {release: internal, attribution: grouped, marking: Any other}}
"""

REFUSED = """
colour: blue
title:
title: ""
title: [A, B]
reference: ~
revision: -1
revision: 1.5
revision: first
as_of: 2025-02-16
as_of: 2025-02-16T18:00
as_of: 2025-02-16T24:00+01:00
as_of: 2025-02-16T18:00+01:75
as_of: 2025-02-30T18:00+01:00
exercise: yes
exercise: "true"
from:
addressee: USA
addressee: EU
addressee: [US]
delegations: []
delegations: [Sweden]
delegations: all
meeting: Paris
meeting: {place: Paris}
meeting: {place: Paris, date: 17.2.2025}
groups: [DK, SE]
groups: {Nordic: }
groups: {Nordic: [all]}
count_drafts: never
silence_procedure: 2025-02-17T09:00+01:00
silence_procedure: {deadline: }
reservations_count_as: {scrutiny: for}
reservations_count_as: {big: against}
questions: []
questions: What?
questions: [{number: one, text: What?, wording: verbatim}]
questions: [{number: 1, text: What?}]
questions: [{number: 1, text: , wording: verbatim}]
questions: [{number: 1, text: What?, wording: exact}]
questions: [{number: 1, text: What?, wording: verbatim, topic: sanctions}]
topics: {}
topics: [sanctions]
topics: {a: }
topics: {Sanctions: {title: A, kind: contribution, rule: opt-in}}
topics: {country: {title: A, kind: contribution, rule: opt-in}}
topics: {a: {title: A, kind: contribution, rule: unanimity}}
topics: {a: {title: A, kind: contribution, rule: opt-in, unit: personnel}}
topics: {a: {title: A, kind: votes, rule: unanimity}}
topics: {a: {title: A, rule: unanimity}}
topics: {a: {kind: range, unit: months, rule: unanimity}}
topics: {a: {title: A, kind: range, rule: unanimity}}
topics: {a: {title: A, kind: range, unit: 5 years, rule: unanimity}}
topics: {a: {title: A, kind: range, unit: months, rule: opt-in}}
topics: {a: {title: A, kind: range, unit: months, rule: majority}}
topics: {a: {title: A, kind: range, unit: months, rule: qualified-majority, implications: military}}
topics: {a: {title: A, kind: range, unit: months, rule: consensus, electorate: []}}
topics: {a: {title: A, kind: range, unit: months, rule: consensus, if_not_agreed: shout}}
topics: {a: {title: A, kind: options, rule: consensus}}
topics: {a: {title: A, kind: options, rule: consensus, options: {}}}
topics: {a: {title: A, kind: options, rule: consensus, options: {b: B}}}
topics: {a: {title: A, kind: options, rule: consensus, options: {comment: {label: B, text: B.}}}}
topics: {a: {title: A, kind: options, rule: consensus, options: {b: {label: B}}}}
topics: {a: {title: A, kind: options, rule: consensus, options: {b: {label: B, text: B., term: short}}}}
topics: {a: {title: A, kind: needs, rule: consensus, options: {b: {label: B, text: B.}}}}
topics: {a: {title: A, kind: offers, rule: opt-in, options: {b: {label: B}}}}
events: [ceasefire]
events: {ceasefire: }
events: {Ceasefire: It holds}
scenarios: {a: {label: A, need: all}}
scenarios: {a: {label: A, need: all, events: }}
scenarios: {a: {need: all, events: all}}
rotation_factors: [0.5]
rotation_factors: [three]
rotation_factors: ["00.5"]
rotation_factors: [1000]
documents: {}
documents: {response: {release: all, attribution: named}}
documents: {response: {release: internal}}
documents: {con: {release: internal, attribution: named}}
documents: {a: {release: internal, attribution: named, marking: Restreint UE}}
documents: {a: {release: internal, attribution: named, colour: red}}
"""


@pytest.mark.parametrize("line", ACCEPTED.strip().splitlines())
def test_what_the_reader_takes_the_schema_accepts(line: str) -> None:
    by_the_reader, by_the_schema = verdicts(with_line(line))
    assert by_the_reader <= COMPARISONS
    assert by_the_schema == []


@pytest.mark.parametrize("line", REFUSED.strip().splitlines())
def test_what_the_reader_refuses_the_schema_refuses(line: str) -> None:
    by_the_reader, by_the_schema = verdicts(with_line(line))
    assert by_the_reader
    assert by_the_schema


@pytest.mark.parametrize("key", BASE)
def test_what_is_missing_is_missed_by_both(key: str) -> None:
    by_the_reader, by_the_schema = verdicts("".join(f"{name}: {said}\n" for name, said in BASE.items() if name != key))
    assert by_the_reader - COMPARISONS
    assert by_the_schema


KEYS = (
    *("number", "text", "wording", "topics", "note", "title", "kind", "rule", "electorate", "implications", "options"),
    *("unit", "required", "label", "term", "need", "events", "place", "date", "deadline", "release", "attribution"),
    *("marking", "scrutiny", "lng", "comment", "if_not_agreed"),
)
WORDS = (
    *("options", "range", "contribution", "needs", "offers", "unanimity", "opt-in", "qualified-majority", "EU", "all"),
    *("SE", "GB", "EE", "short", "personnel", "months", "military", "omit", "2025-02-16", "2025-02-16T18:00Z"),
    *("internal", "named", "LIMITE", "SECRET", "verbatim", "against", "sanctions", "A sentence."),
)
VALUES = st.recursive(
    st.sampled_from([*WORDS, None, True, 0, 3]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=6,
)
TOPIC = st.fixed_dictionaries(
    {"title": st.just("A"), "kind": st.sampled_from(WORDS[:5]), "rule": st.sampled_from(WORDS[5:8])},
    optional={
        "options": VALUES | st.just({"lng": {"label": "LNG", "text": "No."}}),
        "unit": st.sampled_from(["months", "percent of GDP", "5 years", None]),
        "required": VALUES,
        "electorate": VALUES,
        "implications": st.sampled_from(["military", "none", None, "civil"]),
    },
)
OPTIONAL = ("meeting", "groups", "silence_procedure", "reservations_count_as", "events", "scenarios", "documents")


@settings(max_examples=600)
@given(
    st.dictionaries(st.sampled_from([*BASE, *OPTIONAL, "revision", "rotation_factors"]), VALUES, max_size=2)
    | st.builds(lambda topic: {"topics": {"a": topic}}, TOPIC)
)
def test_reader_and_schema_are_of_one_mind_on_whatever_is_written(changed: dict[str, object]) -> None:
    lines = {**BASE, **{key: json.dumps(value) for key, value in changed.items()}}  # JSON is YAML
    by_the_reader, by_the_schema = verdicts("".join(f"{key}: {value}\n" for key, value in lines.items()))
    refused = bool(by_the_schema)
    # Only the reader knows the dossier's parties: for the schema, capitals such as LIMITE may be the code of one.
    of_parties = {"RG023"} if re.search('"(LIMITE|SECRET)"', json.dumps(changed)) else set()
    assert refused or by_the_reader <= COMPARISONS | of_parties
    assert by_the_reader or not refused


OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1800, 1, 1), datetime(2300, 1, 1), timezones=OFFSETS))  # noqa: DTZ001 -- hypothesis adds the zone
@example(datetime(2025, 2, 16, 18, 0, tzinfo=UTC))
def test_the_pattern_of_a_moment_matches_exactly_what_is_read(moment: datetime) -> None:
    text = moment.replace(microsecond=0).isoformat()
    assert bool(re.search(dates.INSTANT, text)) == is_read(text)


def is_read(text: str) -> bool:
    try:
        dates.instant(text)
    except quantities.MisreadError:
        return False
    return True
