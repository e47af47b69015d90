"""What is said where all positions are read from public statements: nothing is agreed, and nothing assured."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.statements import public_statements
from responsegen.documents.words import FILTERS, NBSP
from responsegen.dossier.model import Attribution, ClearedBy, DocumentSpec, Dossier, Release, Source
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.consensus import builders as build
from tests.documents.synthesised import FIVE, ON_TROOPS, text_of

ORDERS = {
    "response": DocumentSpec("response", Release.ADDRESSEE, Attribution.ANONYMOUS),
    "synthesis": DocumentSpec("synthesis", Release.PARTICIPANTS, Attribution.NAMED),
}


def said(words: str, cleared_by: ClearedBy = ClearedBy.PUBLIC_STATEMENT, pledge: int | None = None) -> Dossier:
    """`BE:15 DE:17`: what these said on that day of February; all contribute, without a number unless one is given."""
    positions = []
    for code, day in (word.split(":") for word in words.split()):
        source = Source(
            "troops", None, place=build.HERE, speaker="A minister", said_on=date(2025, 2, int(day)), summary="Yes"
        )
        answer = replace(build.pledge(1, 2), pledge=None) if pledge is None else build.pledge(pledge, pledge)
        position = build.position(code, {"troops": answer})
        positions.append(replace(position, cleared_by=cleared_by, sources=(source,)))
    topics = [build.contribution(FIVE), build.options(electorate=FIVE)]
    return build.dossier(topics, positions, FIVE, documents=ORDERS, questions=ON_TROOPS)


@pytest.mark.parametrize(
    ("words", "pledge", "caveat"),
    [
        (
            "BE:15 DE:17",
            None,
            (
                "It compares what members of two governments said in public between 15 and 17 February "
                "2025; none of it was said in reply to the questions. How a statement is read is this paper’s "
                "responsibility, not the government’s. Nothing here is assured, and no government gave a "
                "number."
            ),
        ),
        ("BE:15", 9, "It compares what a member of one government said in public on 15 February 2025; none of it"),
        ("BE:15", 9, "Nothing here is assured, and one government gave a number."),
    ],
)
def test_public_statements_are_compared_and_make_no_joint_answer(words: str, pledge: int | None, caveat: str) -> None:
    dossier = said(words, pledge=pledge)
    (document,) = compose(dossier, joint_answer(dossier))
    assert (document.path, document.furniture.kind) == ("synthesis", "Public statements compared")
    html = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
    text = text_of(html.partition("<main>")[2]).replace(NBSP, " ")
    assert f"This paper is no joint answer. {caveat}" in text or caveat in text
    assert "Said that they would (" in text
    assert "Yes. A minister, 15 February" in text
    assert "Nothing was found on: sanctions. No force is added up, and no point is agreed or not agreed." in text
    assert not [word for word in ("Outcome", "attainable", "supports", "Open,") if word in text]


def test_where_anybody_answered_there_is_a_joint_answer() -> None:
    dossier = said("BE:15 DE:17", ClearedBy.OFFICIAL)
    assert [d.path for d in compose(dossier, joint_answer(dossier))] == ["response", "synthesis"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 2, 15), date(2025, 2, 15), "on 15 February 2025"),
        (date(2025, 2, 15), date(2025, 2, 20), "between 15 and 20 February 2025"),
        (date(2025, 1, 30), date(2025, 2, 2), "between 30 January and 2 February 2025"),
        (date(2024, 12, 30), date(2025, 1, 2), "between 30 December 2024 and 2 January 2025"),
    ],
)
def test_the_days_of_statements_are_told_once(first: date, last: date, words: str) -> None:
    days = said("BE:15 DE:17")
    sources = {d: replace(days.positions[d].sources[0], said_on=on) for d, on in (("BE", first), ("DE", last))}
    positions = {d: replace(p, sources=(sources[d],)) for d, p in days.positions.items()}
    assert public_statements(replace(days, positions=positions)).when.replace(NBSP, " ") == words


@pytest.mark.parametrize(
    ("conflicts", "printed"),
    [
        ({}, "Yes. A minister, 15 February; Later. A president, 16 February"),
        ({"A president"}, "not averaged. BE: Later. A president, 16 February."),
        ({"A minister", "A president"}, "BE: Yes. A minister, 15 February; Later. A president, 16 February."),
    ],
)
def test_what_several_speakers_of_a_country_said_is_told_apart(conflicts: set[str], printed: str) -> None:
    dossier = said("BE:15")
    position = dossier.positions["BE"]
    (first,) = position.sources
    second = replace(first, speaker="A president", said_on=date(2025, 2, 16), summary="Later")
    sources = tuple(replace(each, conflicts=each.speaker in conflicts) for each in (first, second))
    dossier = replace(dossier, positions={"BE": replace(position, sources=sources)})
    (document,) = compose(dossier, joint_answer(dossier))
    html = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
    assert printed in text_of(html).replace(NBSP, " ")
