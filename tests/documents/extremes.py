"""Dossiers at the edge of what a desk officer could write: a name → the files of one, as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from responsegen.dossier.states import EU

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Yaml = dict[str, Any]
Files = dict[str, str]
Make = Callable[[], Files]

WORD = "Donaudampfschiffahrtsgesellschaftskapitän" * 5
LONG = "Restrictions on the export of goods and technologies, whatever their seat, which could contribute to it "
FIVE = ("BE", "DE", "FR", "HU", "PL")
OPTIONS = {o: {"label": f"{o} listings", "text": f"The Union will list {o}."} for o in ("ships", "banks")}
DOSSIER: Yaml = {
    "title": "Joint European response",
    "reference": "RG 0009/25",
    "as_of": "2025-02-16T18:00+01:00",
    "exercise": True,
    "meeting": {"place": "Paris", "date": "2025-02-17"},
    "from": "Pen-holder",
    "to": "Delegations",
    "addressee": "US",
    "delegations": list(FIVE),
    "groups": {"Weimar": ["DE", "FR", "PL"]},
    "questions": [
        {
            "number": 1,
            "text": "What would you do?",
            "wording": "verbatim",
            "topics": ["sanctions", "force_size", "troops", "us_requirements", "assistance"],
        }
    ],
    "topics": {
        "sanctions": {"title": "Sanctions", "kind": "options", "rule": "unanimity", "options": OPTIONS},
        "force_size": {"title": "Size of the force", "kind": "range", "unit": "personnel", "rule": "consensus"},
        "troops": {"title": "Troops", "kind": "contribution", "rule": "opt-in", "required": "force_size"},
        "us_requirements": {
            "title": "United States support",
            "kind": "needs",
            "rule": "consensus",
            "options": {"airlift": {"label": "Airlift", "text": "The force would need airlift.", "term": "short"}},
        },
        "assistance": {
            "title": "Equipment",
            "kind": "offers",
            "rule": "opt-in",
            "options": {"artillery": {"label": "155 mm ammunition", "unit": "rounds"}},
        },
    },
    "events": {"ceasefire": "A ceasefire is in force"},
    "scenarios": {"full": {"label": "Full US support", "need": "all", "events": "all"}},
    "rotation_factors": [3, 2.5],
    "documents": {
        "response": {"release": "addressee", "attribution": "anonymous"},
        "synthesis": {"release": "participants", "attribution": "named", "marking": "LIMITE"},
        "fiche": {"release": "delegation", "attribution": "named"},
    },
}
ANSWERS: Yaml = {
    "sanctions": {"ships": "support", "banks": "accept"},
    "force_size": "20000-30000",
    "troops": {
        "stance": "conditional",
        "pledge": "1000-2000",
        "ready": "30 days",
        "sustain": "12 months",
        "conditions": [{"need": "airlift"}, {"any": [{"event": "ceasefire"}, {"force": 3000}]}],
    },
    "us_requirements": {"airlift": "essential"},
    "assistance": {"artillery": {"quantity": 1000, "status": "firm"}},
}
AGAINST: Yaml = {
    "sanctions": "oppose",
    "force_size": "50000 or more",
    "troops": {"stance": "no"},
    "us_requirements": {"airlift": "oppose"},
}
UNANSWERED: Yaml = {}


def _files(dossier: Mapping[str, Any], positions: Mapping[str, Yaml]) -> Files:
    """JSON is YAML, and says no more than is meant."""
    head = {"status": "cleared", "cleared_by": "ambassador", "date": "2025-02-16"}
    answered = {code: {"country": code} | head | answers for code, answers in positions.items()}
    return {"dossier.yaml": json.dumps(dossier)} | {f"positions/{c}.yaml": json.dumps(p) for c, p in answered.items()}


def _same(delegations: Iterable[str], answers: Yaml = ANSWERS) -> dict[str, Yaml]:
    return dict.fromkeys(delegations, answers)


def _topics(**fields: Any) -> Yaml:  # noqa: ANN401 - any field of a topic
    return {name: topic | fields for name, topic in DOSSIER["topics"].items()}


def _attributed(attribution: str) -> Yaml:
    orders = {name: order | {"attribution": attribution} for name, order in DOSSIER["documents"].items()}
    return DOSSIER | {"documents": orders}


def _mixed() -> dict[str, Yaml]:
    abstaining = ANSWERS | {"sanctions": "abstain"}
    reserved = {"reservations": [{"on": "sanctions.ships", "kind": "parliamentary", "text": "To be consulted"}]}
    partners = {"troops": ANSWERS["troops"] | {"conditions": [{"any": [{"with": ["FR"]}, {"with": ["DE"]}]}]}}
    return {"BE": abstaining | partners, "DE": ANSWERS | reserved, "FR": ANSWERS, "HU": AGAINST}


def two_delegations() -> Files:
    """One of them answers."""
    return _files(DOSSIER | {"delegations": ["DE", "FR"], "groups": {}}, _same(["DE"]))


def one_against_all() -> Files:
    """Every kind of topic, every kind of answer, one of five still to come."""
    return _files(DOSSIER, _mixed())


def forty_delegations() -> Files:
    """The Union, the alliance and others, Kosovo among them; some are against, some silent."""
    delegations = ["EU", "NATO", "CH", "UA", "MD", "XK", "GE", "RS", "BA", "AU", "JP"]
    for_ = ("BE", "BG", "CZ", "DK", "DE", "EE", "EL", "ES", "FR", "HR", "IT", "CY", "LV", "NO", "TR", "XK", "UK", "CA")
    positions = _same(for_) | _same(("HU", "SK", "RS"), AGAINST)
    return _files(DOSSIER | {"delegations": delegations, "groups": {}}, positions)


def all_equal() -> Files:
    """27 delegations say the same."""
    return _files(DOSSIER | {"delegations": ["EU"]}, _same(EU))


def no_positions() -> Files:
    """Nobody has answered, in brackets."""
    return _files(DOSSIER, {})


def everything_omitted() -> Files:
    """Nothing is agreed, and what is not agreed is left out."""
    return _files(DOSSIER | {"topics": _topics(if_not_agreed="omit")}, _mixed())


def supported_by() -> Files:
    """Nothing is agreed, and the text says who supports it."""
    return _files(DOSSIER | {"topics": _topics(if_not_agreed="supported-by")}, _mixed())


def chairs_summary() -> Files:
    """Nothing is agreed, and the chair alone reports what was said."""
    return _files(DOSSIER | {"topics": _topics(if_not_agreed="chairs-summary")}, _mixed())


def long_words() -> Files:
    """Labels, titles and comments of many lines, and a word of two hundred letters."""
    option = {"label": f"{LONG[:80]} {WORD}", "text": f"{LONG * 5} {WORD}"}
    topics = _topics() | {"sanctions": DOSSIER["topics"]["sanctions"] | {"title": LONG, "options": {"ships": option}}}
    says = ANSWERS | {
        "sanctions": {"ships": {"stance": "oppose", "would_support_if": LONG, "comment": WORD}},
        "internal": {"red_lines": [WORD, LONG], "notes": LONG * 5},
        "reservations": [{"on": "sanctions.ships", "kind": "scrutiny", "text": f"{LONG} {WORD}"}],
        "sources": [{"on": "sanctions", "speaker": WORD, "summary": LONG, "url": f"https://example.org/{WORD[:80]}"}],
    }
    return _files(DOSSIER | {"title": f"{LONG[:80]} {WORD}", "topics": topics}, _same(FIVE[:3], says))


def thirty_options() -> Files:
    """One topic, thirty points."""
    options = {f"o{i}": {"label": f"Point {i}", "text": f"The Union will do the thing number {i}."} for i in range(30)}
    says = {"sanctions": {o: ("support", "abstain", "oppose", "undecided")[i % 4] for i, o in enumerate(options)}}
    sanctions = DOSSIER["topics"]["sanctions"] | {"options": options}
    return _files(DOSSIER | {"topics": DOSSIER["topics"] | {"sanctions": sanctions}}, _same(FIVE, says))


def every_rule() -> Files:
    """The same two points under each rule, for 27 states of which some are for, against and absent."""
    rules = ("unanimity", "consensus", "qualified-majority", "reinforced-qualified-majority", "simple-majority")
    topics = {f"by_{i}": DOSSIER["topics"]["sanctions"] | {"rule": rule, "title": rule} for i, rule in enumerate(rules)}
    topics["by_0"] = topics["by_0"] | {"basis": "cfsp-unanimity"}
    question = DOSSIER["questions"][0] | {"topics": list(topics)}
    says = {name: {"ships": "support", "banks": "support"} for name in topics}
    doubts = {name: {"ships": "oppose", "banks": "abstain"} for name in topics}
    declares = says | {"by_0": "constructive-abstention"}
    positions = _same([c for c in EU if c not in {"HU", "DE", "PL", "ES"}], says) | _same(("HU", "DE"), doubts)
    positions["MT"] = positions["MT"] | declares
    return _files(DOSSIER | {"delegations": ["EU"], "topics": topics, "questions": [question]}, positions)


def several_intervals() -> Files:
    """A majority is for 0 to 10 months and another for 20 to 30, none for what lies between."""
    range_ = {"title": "Duration", "kind": "range", "unit": "months", "rule": "simple-majority"}
    topics = {"duration": range_ | {"text": "The force should be deployed for {value}."}}
    stated = ("0-10 months", "up to 10 months", "20-30 months", "20-30 months", "up to 30 months")
    question = DOSSIER["questions"][0] | {"topics": ["duration"]}
    positions = {code: {"duration": months} for code, months in zip(FIVE, stated, strict=True)}
    return _files(DOSSIER | {"topics": topics, "questions": [question]}, positions)


def silence_over() -> Files:
    """The deadline has passed: whoever said nothing counts as for."""
    return _files(DOSSIER | {"silence_procedure": {"deadline": "2025-02-16T12:00+01:00"}}, _same(("DE", "FR")))


def third_revision() -> Files:
    """No exercise, no meeting, a long marking, and one delegation that speaks for another."""
    orders = {name: order | {"marking": "TLP:AMBER+STRICT"} for name, order in DOSSIER["documents"].items()}
    dossier = {k: v for k, v in DOSSIER.items() if k != "meeting"}
    positions = _same(("DE",), ANSWERS | {"speaks_for": ["FR"]}) | _same(("PL",), ANSWERS | {"status": "draft"})
    return _files(dossier | {"revision": 3, "exercise": False, "documents": orders}, positions)


def all_named() -> Files:
    """Every paper names names."""
    return _files(_attributed("named"), _mixed())


def all_grouped() -> Files:
    """Every paper names groups only."""
    return _files(_attributed("grouped"), _mixed())


def all_anonymous() -> Files:
    """No paper tells delegations apart."""
    return _files(_attributed("anonymous"), _mixed())


EXTREMES: tuple[Make, ...] = (
    two_delegations,
    one_against_all,
    forty_delegations,
    all_equal,
    no_positions,
    everything_omitted,
    supported_by,
    chairs_summary,
    long_words,
    thirty_options,
    every_rule,
    several_intervals,
    silence_over,
    third_revision,
    all_named,
    all_grouped,
    all_anonymous,
)
