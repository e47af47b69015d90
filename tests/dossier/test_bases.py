"""What each legal basis brings to a topic, and which dossiers of the Union, of NATO and of others it takes."""

from __future__ import annotations

import pytest

from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import BasisName, Topic
from responsegen.dossier.reading import Reading, check_files
from responsegen.dossier.states import EU

DOSSIER = """\
title: One question
reference: RG 0005/25
as_of: 2025-02-16T18:00+01:00
exercise: true
from: Pen-holder
to: Delegations
addressee: US
delegations: [{delegations}]
questions: [{{number: 1, text: What?, wording: paraphrase, topics: [step]}}]
topics:
  step: {{title: Step, kind: {kind}}}
"""
OPTIONS = "options, {}, options: {{first: {{label: First, text: It is taken.}}}}"


def reading(decided: str, delegations: str = "EU, NO, UK") -> Reading:
    return read_kind(OPTIONS.format(decided), delegations)


def read_kind(kind: str, delegations: str) -> Reading:
    text = DOSSIER.format(kind=kind, delegations=delegations)
    return check_files([SourceFile("dossier.yaml", text.encode())])


def topic(decided: str, delegations: str = "EU, NO, UK") -> Topic:
    found = reading(decided, delegations)
    assert found.dossier, [str(problem) for problem in found.problems]
    return found.dossier.topics["step"]


BROUGHT = """
cfsp-unanimity | unanimity | 27 | yes | yes | Article 31(1) TEU, Article 238(4) TFEU
cfsp-majority | qualified-majority | 27 | no | no | Article 31(2) TEU, Article 16(4) TEU
restrictive-measures | unanimity | 27 | yes | yes | Article 29 TEU, Article 31(1) TEU, Article 238(4) TFEU
restrictive-measures-regulation | qualified-majority | 27 | no | no | Article 215(1) TFEU, Article 16(4) TEU
military-mission | unanimity | 27 | yes | yes | Article 42(4) TEU, Article 43(2) TEU, Article 238(4) TFEU
entrusting-a-group | unanimity | 27 | yes | yes | Article 44 TEU, Article 42(4) TEU, Article 238(4) TFEU
defence-agency | qualified-majority | 27 | no | yes | Article 45(2) TEU, Article 16(4) TEU
economic-situation | qualified-majority | 27 | no | no | Article 122 TFEU, Article 16(4) TEU
trade | qualified-majority | 27 | no | no | Article 207 TFEU, Article 16(4) TEU
ordinary | qualified-majority | 27 | no | no | Article 16(3) TEU, Article 294 TFEU, Article 16(4) TEU
tax-and-unanimous-internal | unanimity | 27 | no | no | An article of the TFEU on unanimity, Article 238(4) TFEU
procedure | simple-majority | 27 | no | yes | Article 31(5) TEU, Article 240(3) TFEU, Article 238(1) TFEU
no-legal-act | consensus | 29 | no | yes | Practice of informal meetings
nato | consensus | 25 | no | yes | Practice of the North Atlantic Treaty Organisation
"""


@pytest.mark.parametrize("row", BROUGHT.strip().splitlines())
def test_a_basis_brings_its_rule_and_who_votes_and_what_is_cited(row: str) -> None:
    name, rule, voters, constructive, military, cited = row.split(" | ")
    found = topic(f"basis: {name}")
    assert (found.rule, str(len(found.electorate))) == (rule, voters)
    assert found.knows_constructive_abstention is (constructive == "yes")
    assert found.may_be_military is (military == "yes")
    assert ", ".join(found.articles) == cited


@pytest.mark.parametrize(
    ("decided", "cited"),
    [
        ("basis: structured-cooperation, rule: unanimity", "Article 46 TEU, Article 238(4) TFEU"),
        ("basis: structured-cooperation, rule: qualified-majority", "Article 46 TEU, Article 238(3)(a) TFEU"),
        ("basis: enhanced-cooperation, rule: unanimity", "Article 20 TEU, Article 330 TFEU, Article 238(4) TFEU"),
        ("rule: unanimity", "Article 238(4) TFEU"),
        ("rule: qualified-majority", "Article 238(3)(a) TFEU"),
        ("rule: reinforced-qualified-majority", "Article 238(3)(b) TFEU"),
        ("rule: simple-majority", "Article 238(1) TFEU"),
    ],
)
def test_of_some_member_states_the_article_for_some_is_cited(decided: str, cited: str) -> None:
    found = topic(f"{decided}, electorate: [DE, FR, IT]")
    assert ", ".join(found.articles) == cited
    assert not found.knows_constructive_abstention


@pytest.mark.parametrize(
    ("rule", "cited"),
    [
        ("unanimity", "Article 238(4) TFEU"),
        ("qualified-majority", "Article 16(4) TEU"),
        ("reinforced-qualified-majority", "Article 238(2) TFEU"),
        ("simple-majority", "Article 238(1) TFEU"),
        ("consensus", "Practice of the North Atlantic Treaty Organisation and of informal meetings"),
    ],
)
def test_without_a_basis_no_article_of_any_policy_is_cited(rule: str, cited: str) -> None:
    assert topic(f"rule: {rule}").articles == (cited,)


def test_opt_in_cites_nothing() -> None:
    dossier = read_kind("contribution, rule: opt-in", "EU").dossier
    assert dossier
    assert dossier.topics["step"].articles == ()


@pytest.mark.parametrize("basis", BasisName)
def test_every_basis_is_described_and_names_rules_that_count(basis: BasisName) -> None:
    facts = basis.facts
    assert facts.description
    assert facts.rules
    assert all(rule.facts.votes for rule in facts.rules)
    assert all(sentence.endswith(".") for sentence in (facts.first, facts.then) if sentence)


# Who takes part, how the topic is decided, and the one problem, or who decides.
LOST = 'UK, CA, JP would be left out. Write "rule: consensus", or name those who decide under "electorate:"'
SOME = "Only structured-cooperation and enhanced-cooperation are for some of them"
COOPERATING = 'unanimity or qualified-majority, which goes with the basis structured-cooperation (got "consensus")'
GROUPS = [
    ("EU, NO, UK", "rule: unanimity", ", ".join(EU)),
    ("DK, FI, SE", "rule: unanimity", "DK, FI, SE"),
    (
        "CA, DE, FR, IT, JP, UK",
        "rule: unanimity",
        f"11:44: error: unanimity counts Member States only: {LOST}",
    ),
    (
        "CA, JP, UK",
        "rule: simple-majority",
        f"11:44: error: simple-majority counts Member States only: {LOST}",
    ),
    ("CA, DE, FR, IT, JP, UK", "rule: consensus", "DE, FR, IT, UK, CA, JP"),
    ("CA, DE, FR, IT, JP, UK", "rule: unanimity, electorate: [DE, FR, IT]", "DE, FR, IT"),
    ("CA, DE, FR, IT, JP, UK", "basis: no-legal-act", "DE, FR, IT, UK, CA, JP"),
    (
        "CA, DE, FR, IT, JP, UK",
        "basis: restrictive-measures",
        f"11:45: error: expected all 27 Member States on the basis restrictive-measures (got DE, FR, IT). {SOME}",
    ),
    ("NATO, UA", "basis: nato, electorate: [FR, UK]", "FR, UK"),
    (
        "NATO, UA",
        "basis: nato, electorate: [FR, UA]",
        "11:63: error: expected allies only on the basis nato (got UA)",
    ),
    (
        "EU",
        "basis: structured-cooperation, rule: consensus, electorate: [FR, SE]",
        f"11:75: error: expected {COOPERATING}",
    ),
    ("EU", "basis: cfsp-majority, rule: reinforced-qualified-majority", ", ".join(EU)),
    ("EU", "basis: trade, rule: unanimity", ", ".join(EU)),
    ("EU", "basis: defence-agency, implications: military", ", ".join(EU)),
    ("EU", "basis: structured-cooperation, rule: qualified-majority, electorate: [FR], implications: military", "FR"),
    ("EU", "basis: enhanced-cooperation, rule: unanimity, electorate: [FR], implications: military", "FR"),
]


@pytest.mark.parametrize(("delegations", "decided", "said"), GROUPS)
def test_who_decides_or_why_that_cannot_be(delegations: str, decided: str, said: str) -> None:
    found = reading(decided, delegations)
    if found.dossier:
        assert ", ".join(found.dossier.topics["step"].electorate) == said
    else:
        assert [str(problem) for problem in found.problems if problem.is_error] == [f"dossier.yaml:{said}"]
