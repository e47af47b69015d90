"""Rules and bases are what their rows in the tables say, everywhere: those invented here are taken at their word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.answer import OptionsOutcome
from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.synthesis import SynthesisContent
from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import BASIS_FACTS, RULE_FACTS, BasisFacts, BasisName, RuleFacts, RuleName, Voters
from responsegen.dossier.reading import check_files
from responsegen.explaining.explanation import explain
from responsegen.explaining.page import Asked

if TYPE_CHECKING:
    import pytest

DOSSIER = """\
title: A club that votes
reference: RG 0004/25
as_of: 2025-02-16T18:00+01:00
exercise: true
from: Pen-holder
to: Delegations
addressee: US
delegations: [DK, "NO", UK]
silence_procedure: {deadline: 2025-02-16T12:00+01:00}
questions: [{number: 1, text: What?, wording: paraphrase, topics: [escort]}]
topics:
  escort:
    title: Escort
    kind: options
    rule: simple-majority
    basis: no-legal-act
    implications: military
    options: {convoy: {label: Convoy, text: Ships are escorted.}}
documents: {synthesis: {release: participants, attribution: named}}
"""
POSITION = "country: {}\nstatus: cleared\ncleared_by: ambassador\ndate: 2025-02-16\nescort: {{convoy: {}}}\n"
FILES = [
    SourceFile("dossier.yaml", DOSSIER.encode()),
    SourceFile("positions/DK.yaml", POSITION.format("DK", "constructive-abstention").encode()),
    SourceFile("positions/UK.yaml", POSITION.format("UK", "support").encode()),
]
OF_A_CLUB = RuleFacts(
    article="The statutes of the club",
    description="Carries with more than half, whoever they are.",
    within_eu=False,
    military=False,
    silence=True,
)
BY_CHARTER = BasisFacts(
    articles=("The charter of the club",),
    description="an escort",
    rule=RuleName.SIMPLE_MAJORITY,
    voters=Voters.ANYBODY,
    constructive_abstention=True,
    military=True,
    then="The harbour master has to be told.",
)
DECIDED_WHEN = (
    "Carries with more than half, whoever they are, unless a third of the members with a third of the population "
    "abstain constructively."
)


def test_rule_and_basis_are_what_their_rows_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULE_FACTS, RuleName.SIMPLE_MAJORITY, OF_A_CLUB)  # type: ignore[arg-type]  # a dict at heart
    monkeypatch.setitem(BASIS_FACTS, BasisName.NO_LEGAL_ACT, BY_CHARTER)  # type: ignore[arg-type]  # a dict at heart

    reading = check_files(FILES)
    assert [str(problem) for problem in reading.problems] == []
    dossier = reading.dossier
    assert dossier is not None

    answer = joint_answer(dossier)
    outcome = answer.topics["escort"]
    assert isinstance(outcome, OptionsOutcome)
    convoy = outcome.options["convoy"]
    assert (convoy.status, convoy.columns.silent, convoy.columns.constructive) == ("agreed", ("NO",), ("DK",))

    parts = explain(dossier, answer, Asked(topic=dossier.topics["escort"], option="convoy"))
    said = " ".join(line.words for part in parts for line in part.lines)
    assert "(The charter of the club)" in said
    assert BY_CHARTER.then in said
    assert "Consent of NO since the procedure ended on 16\N{NO-BREAK SPACE}February 2025, 12.00 (UTC+1)." in said

    (synthesis,) = compose(dossier, answer)
    assert isinstance(synthesis.content, SynthesisContent)
    assert [(row.description, row.basis) for row in synthesis.content.rules] == [
        (f"{DECIDED_WHEN} {BY_CHARTER.then}", "The charter of the club")
    ]


def test_the_real_rule_and_basis_refuse_all_of_that() -> None:
    assert [problem.code for problem in check_files(FILES).problems] == ["RG072", "RG053", "RG055"]
