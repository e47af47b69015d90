"""A rule is what its one row in the table of rules says, everywhere: a rule invented here is taken at its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.answer import OptionsOutcome
from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.synthesis import SynthesisContent
from responsegen.dossier.model import RULE_FACTS, RuleFacts, RuleName
from responsegen.dossier.reading import SourceFile, check_files
from responsegen.explaining.explanation import explain

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
    implications: military
    options: {convoy: {label: Convoy, text: Ships are escorted.}}
documents: {synthesis: {release: internal, attribution: named}}
"""
POSITION = "country: {}\nstatus: cleared\ncleared_by: ambassador\ndate: 2025-02-16\nescort: {{convoy: {}}}\n"
FILES = [
    SourceFile("dossier.yaml", DOSSIER.encode()),
    SourceFile("positions/DK.yaml", POSITION.format("DK", "constructive-abstention").encode()),
    SourceFile("positions/UK.yaml", POSITION.format("UK", "support").encode()),
]
OF_A_CLUB = RuleFacts(
    basis="The statutes of the club",
    description="Carries with more than half, whoever they are.",
    within_eu=False,
    military=True,
    silence=True,
    constructive_abstention=True,
)


def test_a_rule_is_what_its_row_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULE_FACTS, RuleName.SIMPLE_MAJORITY, OF_A_CLUB)  # type: ignore[arg-type]  # a dict at heart

    reading = check_files(FILES)
    assert [str(problem) for problem in reading.problems] == []
    dossier = reading.dossier
    assert dossier is not None

    answer = joint_answer(dossier)
    outcome = answer.topics["escort"]
    assert isinstance(outcome, OptionsOutcome)
    convoy = outcome.options["convoy"]
    assert (convoy.status, convoy.columns.silent, convoy.columns.constructive) == ("agreed", ("NO",), ("DK",))

    parts = explain(dossier, answer, dossier.topics["escort"], "convoy").parts
    said = {part.heading: [line.words for line in part.lines] for part in parts}
    assert said["Rule"][:2] == [OF_A_CLUB.description, "The statutes of the club."]
    assert said["Reservations and silence"] == [
        "Consent from NO since the procedure ended 16\N{NO-BREAK SPACE}February 2025, 12.00 (UTC+1)."
    ]

    (synthesis,) = compose(dossier, answer)
    assert isinstance(synthesis.content, SynthesisContent)
    assert [(row.description, row.basis) for row in synthesis.content.rules] == [
        (OF_A_CLUB.description, "The statutes of the club")
    ]


def test_the_real_rule_refuses_all_of_that() -> None:
    assert [problem.code for problem in check_files(FILES).problems] == ["RG036", "RG053", "RG055"]
