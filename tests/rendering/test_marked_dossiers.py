"""Marks between any two dossiers: accepting all of them gives the new paper, rejecting all the earlier one."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import ComposedDocument, compose
from responsegen.documents.version import Version
from responsegen.documents.words import FILTERS
from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import check_files
from responsegen.rendering import docx, html
from responsegen.rendering.marking import marked
from responsegen.rendering.template_files import packaged_folder
from responsegen.rendering.templates import TemplateFolders, render_html
from responsegen.rendering.tree import Element, words
from tests.documents.extremes import DOSSIER, FIVE
from tests.rendering.judge import SOFFICE, resolve
from tests.rendering.test_marking import words_without
from tests.rendering.tracked_changes import paragraphs, resolved

TEMPLATE = (packaged_folder() / "word.docx").read_bytes()
MANY = int(os.environ.get("RESPONSEGEN_PAIRS", "6"))  # of dossiers; a thousand take ten minutes

STANCES = st.sampled_from(["support", "accept", "abstain", "oppose", "undecided"])
REMARK = st.sampled_from(["Not without the others.", "Energy is a national matter; 20 years are needed.", "As before."])
VALUES = st.sampled_from(["10000-20000", "20000-30000", "25000", "at least 40000", "abstain"])
CONDITIONS = st.lists(
    st.sampled_from([{"need": "airlift"}, {"event": "ceasefire"}, {"force": 3000}, {"with": ["FR"]}]), max_size=2
)
OPTIONS = {
    "ships": {"label": "Listings of ships", "text": "The Union will list more ships."},
    "banks": {"label": "Banks", "text": "The Union will list more banks."},
    "oil": {"label": "Oil price cap", "text": "The price cap on oil will be lowered to 45 dollars."},
}

NAMES = re.compile(r"\b(BE|DE|HU|PL|Belgium|Germany|Hungary|Poland)\b")  # France is named in a condition


def one_of(draw: st.DrawFn, *choices: object) -> Any:  # noqa: ANN401 -- what YAML can hold
    return draw(st.sampled_from(choices))


@st.composite
def answers(draw: st.DrawFn, code: str, options: list[str]) -> dict[str, Any]:
    """What one delegation says: all of it, or parts."""
    said: dict[str, Any] = {"sanctions": {o: draw(STANCES) for o in options}, "force_size": draw(VALUES)}
    first = options[0]
    if draw(st.booleans()):
        said["sanctions"][first] = {"stance": said["sanctions"][first], "comment": draw(REMARK)}
    stance = one_of(draw, "yes", "conditional", "no", "undecided")
    said["troops"] = {"stance": stance}
    if stance in {"yes", "conditional"}:
        said["troops"] |= {"pledge": one_of(draw, "500-1000", 2000, 5000), "ready": "30 days", "sustain": "12 months"}
    conditions = [c for c in draw(CONDITIONS) if c != {"with": [code]}]
    if stance == "conditional":
        said["troops"]["conditions"] = conditions or [{"event": "ceasefire"}]
    said["us_requirements"] = {"airlift": one_of(draw, "essential", "desirable", "oppose")}
    said["assistance"] = {
        "artillery": {"quantity": one_of(draw, 10, 500), "status": one_of(draw, "firm", "indicative")}
    }
    kept = {topic: answer for topic, answer in said.items() if draw(st.integers(0, 5))}
    if draw(st.booleans()):
        kind = one_of(draw, "scrutiny", "parliamentary", "substantive")
        kept["reservations"] = [{"on": f"sanctions.{first}", "kind": kind, "text": draw(REMARK)}]
    return kept


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[SourceFile, ...]:
    """A small dossier with every kind of topic; questions, options, rules and answers differ from one to the next."""
    options = draw(st.lists(st.sampled_from([*OPTIONS]), min_size=1, unique=True))
    rule = one_of(draw, "unanimity", "consensus", "qualified-majority")
    wish = {"if_not_agreed": one_of(draw, "brackets", "supported-by", "chairs-summary")}
    topics = DOSSIER["topics"] | {
        "sanctions": {
            **DOSSIER["topics"]["sanctions"],
            **wish,
            "rule": rule,
            "options": {option: OPTIONS[option] for option in options},
        }
    }
    kept = [topic for topic in topics if topic in {"force_size", "us_requirements"} or draw(st.integers(0, 4))]
    content = DOSSIER | {
        "topics": {topic: topics[topic] for topic in kept},
        "questions": [DOSSIER["questions"][0] | {"topics": kept}],
        "scenarios": DOSSIER["scenarios"]
        | one_of(draw, {}, {"alone": {"label": "No support", "need": [], "events": "all"}}),
        "documents": {
            "response": {"release": "addressee", "attribution": one_of(draw, "anonymous", "grouped", "named")},
            "synthesis": {"release": "participants", "attribution": one_of(draw, "anonymous", "named")},
        },
    }
    files = [SourceFile("dossier.yaml", json.dumps(content).encode())]
    for code in FIVE:
        if draw(st.integers(0, 4)):
            said = {t: a for t, a in draw(answers(code, options)).items() if t in {*kept, "reservations"}}
            if "sanctions" not in kept:
                said.pop("reservations", None)
            status = one_of(draw, "cleared", "cleared", "draft")
            head = {"country": code, "status": status, "date": "2025-02-16"}
            head |= {"cleared_by": "ambassador"} if status == "cleared" else {}
            files.append(SourceFile(f"positions/{code}.yaml", json.dumps(head | said).encode()))
    return tuple(files)


def version(files: tuple[SourceFile, ...]) -> Version:
    reading = check_files(files)
    assert reading.dossier, reading.problems
    return Version(reading.dossier, joint_answer(reading.dossier))


def composed(before: Version, after: Version) -> list[ComposedDocument]:
    documents = compose(after.dossier, after.answer, since=before)
    return [document for document in documents if document.earlier]


def page_of(document: ComposedDocument) -> Element:
    written = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
    return html.parse(written, f"{document.path}.html")


@settings(max_examples=MANY)
@given(before=dossiers(), after=dossiers())
def test_accepting_all_gives_the_new_paper_and_rejecting_all_the_earlier_one(
    before: tuple[SourceFile, ...], after: tuple[SourceFile, ...]
) -> None:
    for document in composed(version(before), version(after)):
        assert document.earlier
        was, is_now = page_of(document.earlier), page_of(document)
        both = marked(was, is_now)
        if not document.named:
            assert not NAMES.search(words(both[-1]))  # marks tell no more than the papers between which they stand
        html.parse(etree.tostring(both, encoding="unicode"), "marked.html")  # a sound page, in every format
        assert words_without(both, "del") == words_without(is_now, "")
        assert words_without(both, "ins") == words_without(was, "")
        old, new, tracked = (docx.write_docx(p, document.furniture, TEMPLATE, "x") for p in (was, is_now, both))
        assert paragraphs(resolved(tracked, accept=True)) == paragraphs(new)
        assert paragraphs(resolved(tracked, accept=False)) == paragraphs(old)


def text_of(file: Path) -> str:
    return "".join(paragraphs(file.read_bytes()))


@pytest.mark.skipif(
    SOFFICE is None or "RESPONSEGEN_JUDGE" not in os.environ,
    reason="LibreOffice judges where it is installed and RESPONSEGEN_JUDGE is set: it takes minutes",
)
def test_libreoffice_gives_either_paper_too(tmp_path: Path) -> None:
    wanted: list[tuple[bytes, bytes]] = []

    @settings(max_examples=MANY, phases=[Phase.generate])
    @given(before=dossiers(), after=dossiers())
    def write(before: tuple[SourceFile, ...], after: tuple[SourceFile, ...]) -> None:
        for document in composed(version(before), version(after)):
            assert document.earlier
            was, is_now = page_of(document.earlier), page_of(document)
            both = docx.write_docx(marked(was, is_now), document.furniture, TEMPLATE, "x")
            (tmp_path / f"{len(wanted)}.docx").write_bytes(both)
            pages = (docx.write_docx(page, document.furniture, TEMPLATE, "x") for page in (is_now, was))
            wanted.append((next(pages), next(pages)))

    write()
    resolve(tmp_path)
    for number, (new, old) in enumerate(wanted):
        assert text_of(tmp_path / f"Accept{number}.docx") == "".join(paragraphs(new))
        assert text_of(tmp_path / f"Reject{number}.docx") == "".join(paragraphs(old))
