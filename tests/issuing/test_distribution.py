"""distribution.yaml: who gets what, and what is refused, word for word."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from yaml import safe_load

from responsegen.dossier.distribution_file import Distribution, Recipient, distribution_schema, read_distribution
from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import Dossier
from responsegen.dossier.reading import distribution_of

WHOLE = """\
response: [{to: Embassy of the United States, mail: desk@us.example}]
synthesis: [SE, Nordic-Baltic, {to: Archive}]
fiche: by-delegation
brief: {to: Chair}
delegations:
  SE: [{to: Permanent Representation, mail: desk@se.example}, {to: Foreign Ministry}]
"""


def read(dossier: Dossier, text: str) -> tuple[Distribution, list[str]]:
    found, problems = read_distribution(SourceFile("distribution.yaml", text.encode()), dossier)
    return found, list(map(str, problems))


def test_each_paper_has_its_recipients(shipped: Dossier) -> None:
    found, problems = read(shipped, WHOLE)
    sweden = (
        Recipient("Permanent Representation", "desk@se.example", "SE"),
        Recipient("Foreign Ministry", None, "SE"),
    )
    assert problems == []
    assert found.of("response", None) == (Recipient("Embassy of the United States", "desk@us.example"),)
    assert found.of("fiche", "SE") == sweden
    assert found.of("fiche", "NL") == (Recipient("Delegation of the Netherlands", None, "NL"),)
    assert found.of("synthesis", None)[:3] == (*sweden, Recipient("Delegation of Denmark", None, "DK"))
    assert found.of("synthesis", None)[-1] == Recipient("Archive")
    assert found.of("brief", None) == (Recipient("Chair"),)


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("synthesis: [{to: A, mail: a@a.example}, {to: A, mail: a@a.example}]", 1),
        ("synthesis: [{to: A, mail: a@a.example}, {to: A, mail: b@a.example}]", 2),
        ("synthesis: [SE, Nordic-Baltic]", 7),
        ("synthesis: [SE, {to: Delegation of Sweden}]", 1),
        ("synthesis: Benelux\ndelegations: {BE: {to: Desk}, LU: {to: Desk}}", 2),
    ],
)
def test_nobody_gets_a_paper_twice(shipped: Dossier, text: str, once: int) -> None:
    found, problems = read(shipped, text)
    assert (len(found.of("synthesis", None)), problems) == (once, [])


def test_a_desk_of_two_delegations_gets_the_fiches_of_both(shipped: Dossier) -> None:
    found, _ = read(shipped, "fiche: by-delegation\ndelegations: {BE: {to: Desk}, LU: {to: Desk}}")
    assert found.of("fiche", "BE") == found.of("fiche", "LU") == (Recipient("Desk"),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "brief: [{to: Chair}, {to: Embassy of the United States}]",
            '1:8: error: expected "Chair" alone: brief is internal (got "Embassy of the United States")',
        ),
        ("brief: by-delegation", '1:8: error: expected "Chair" alone: brief is internal (got "Delegation of Belgium")'),
        ("fiche: [SE]", "1:8: error: expected by-delegation: each gets its own (got a list)"),
        (
            "respons: {to: Embassy}",
            '1:1: error: expected a key of the distribution (got "respons"). Did you mean "response"?',
        ),
        (
            "response: {to: Embassy, mail: desk}",
            '1:31: error: expected one e-mail address, such as desk@example.org (got "desk")',
        ),
        (
            'response: {to: Embassy, mail: "a@b.example\\nBcc: all@b.example"}',
            '1:31: error: expected one e-mail address, such as desk@example.org (got "a@b.example Bcc: all@b.example")',
        ),
        ("response: {mail: a@b.example}", '1:11: error: expected "to" in a recipient'),
    ],
)
def test_what_is_wrong_is_said_with_its_place(shipped: Dossier, text: str, sentence: str) -> None:
    assert read(shipped, text)[1] == [f"distribution.yaml:{sentence}"]


def test_editors_are_told_the_same(shipped: Dossier) -> None:
    schema = Draft202012Validator(json.loads(distribution_schema(shipped)))
    assert schema.is_valid(safe_load(WHOLE))
    for wrong in ("respons: {to: Embassy}", "fiche: [SE]", "response: {to: Embassy, mail: desk}"):
        assert not schema.is_valid(safe_load(wrong))


def test_what_is_no_file_of_the_dossier_is_said_to_be_that(shipped: Dossier, tmp_path: Path) -> None:
    assert distribution_of(tmp_path, shipped) == (Distribution({}), ())
    (tmp_path / "distribution.yaml").mkdir()
    sentence = "distribution.yaml:1:1: error: expected a file (got a folder or a device)"
    assert list(map(str, distribution_of(tmp_path, shipped)[1])) == [sentence]
