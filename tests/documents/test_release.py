"""A document's content holds only what its release allows, before any template sees it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import ComposedDocument, compose
from responsegen.dossier.model import Attribution, DocumentSpec, Release
from responsegen.dossier.reading import read_dossier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.dossier.model import Dossier, Position

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    found = read_dossier(ROOT).dossier
    assert found is not None
    return found


@pytest.fixture(scope="module")
def documents(dossier: Dossier) -> tuple[ComposedDocument, ...]:
    return compose(dossier, joint_answer(dossier))


def internal_texts(position: Position) -> Iterator[str]:
    yield from (said.text for said in (*position.internal.red_lines, *position.internal.notes))


def test_internal_texts_are_in_the_brief_and_in_nothing_else(
    dossier: Dossier, documents: tuple[ComposedDocument, ...]
) -> None:
    texts = [text for position in dossier.positions.values() for text in internal_texts(position)]
    assert len(texts) > len(dossier.positions) / 2
    for document in documents:
        held = [text for text in texts if repr(text)[1:-1] in repr(document.content)]
        assert held == (texts if document.release is Release.INTERNAL else [])


def test_comments_and_sources_stay_out_of_the_response(
    dossier: Dossier, documents: tuple[ComposedDocument, ...]
) -> None:
    (response,) = (d for d in documents if d.release is Release.ADDRESSEE)
    remarks = [
        remark
        for position in dossier.positions.values()
        for answer in position.answers.values()
        for remark in (answer.comment, *(getattr(s, "comment", None) for s in getattr(answer, "stances", {}).values()))
        if remark
    ]
    assert remarks
    assert not [remark for remark in remarks if remark in repr(response.content)]


@pytest.mark.parametrize("attribution", [Attribution.ANONYMOUS, Attribution.GROUPED])
@pytest.mark.parametrize("release", [Release.ADDRESSEE, Release.PARTICIPANTS])
def test_unless_attribution_is_named_no_set_of_delegations_is_spelt_out(
    dossier: Dossier, attribution: Attribution, release: Release
) -> None:
    orders = {o: replace(order, attribution=attribution) for o, order in dossier.documents.items()}
    unnamed = replace(dossier, documents=orders)
    (document,) = (d for d in compose(unnamed, joint_answer(unnamed)) if d.release is release)
    in_words = repr(document.content)
    assert not re.findall(rf"\b(?:{'|'.join(dossier.delegations)})\b", in_words)


@pytest.mark.parametrize(
    ("release", "fitting", "holds"),
    [
        ("internal", ["addressee"], "ResponseContent"),
        ("internal", ["addressee", "participants"], "SynthesisContent"),
        ("participants", ["addressee", "participants"], "SynthesisContent"),
        ("participants", ["internal"], "SynthesisContent"),  # and what its template lacks is told
        ("addressee", ["participants", "internal", "delegation"], "ResponseContent"),
        ("internal", ["delegation"], "BriefContent"),
    ],
)
def test_a_further_document_shows_what_its_template_is_written_for_unless_that_is_narrower(
    dossier: Dossier, release: str, fitting: list[str], holds: str
) -> None:
    order = DocumentSpec("annexe", Release(release), Attribution.NAMED)
    ordering = replace(dossier, documents={"annexe": order})
    fits = {"annexe": [Release(each) for each in fitting]}
    (document,) = compose(ordering, joint_answer(ordering), fitting=fits)
    assert (type(document.content).__name__, document.release) == (holds, Release(release))


def test_a_fiche_names_no_other_position_file(documents: tuple[ComposedDocument, ...]) -> None:
    for document in (d for d in documents if d.release is Release.DELEGATION):
        assert "positions/" not in repr(document.content)


def test_there_is_one_fiche_for_each_delegation_in_protocol_order(
    dossier: Dossier, documents: tuple[ComposedDocument, ...]
) -> None:
    assert [d.path for d in documents] == [
        "response",
        "synthesis",
        "brief",
        *(f"fiches/{d}" for d in dossier.delegations),
    ]
