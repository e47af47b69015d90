"""What a build would refuse is told before any page is laid out, where a person can mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.rendering.fonts import INVISIBLE, ORDINARY, UNUSUAL, drawable
from tests.cli.conftest import run
from tests.cli.test_check import edit

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = [
    # in place of     there stands                                            what is told of it
    ("SE.yaml", "crew: {", "crew: {comment: Fine 👍, ", "7:17", "'👍' (U+1F44D THUMBS UP SIGN)"),
    ("SE.yaml", "crew: {", "crew: {comment: אן, ", "7:17", "(U+05DF HEBREW LETTER FINAL NUN)"),
    ("SE.yaml", "crew: {", 'crew: {comment: "\\U0001F44D", ', "7:17", "'👍' (U+1F44D THUMBS UP SIGN)"),
    ("SE.yaml", "crew: {", 'crew: {comment: "\ufe0f", ', "7:17", "(U+FE0F VARIATION SELECTOR-16)"),
    ("SE.yaml", "crew: {", "internal:\n  red_lines:\n    - |\n      שלום\ncrew: {", "9:7", "'ו' (U+05D5"),
    ("dossier.yaml", "on a bridge", "on a 橋", "1:8", "'橋' (U+6A4B"),
    ("dossier.yaml", "label: Stone", "label: Stone 🪨", "23:22", "(U+1FAA8 ROCK)"),
    ("dossier.yaml", "documents:", "groups: {North 🧭: [SE]}\ndocuments:", "30:10", "(U+1F9ED COMPASS)"),
]


@pytest.mark.parametrize(("name", "before", "after", "place", "found"), LETTERS)
def test_a_letter_that_no_font_has_is_told_where_it_was_typed(  # noqa: PLR0913, PLR0917 -- a table of five columns
    dossier: Path, name: str, before: str, after: str, place: str, found: str
) -> None:
    file = name if name == "dossier.yaml" else f"positions/{name}"
    edit(dossier / file, before, after)
    checked = run("check", "--dossier", dossier)
    (said,) = [line for line in checked.stderr.splitlines() if "fonts" in line]
    assert said.startswith(f"{file}:{place}: error: expected characters that our fonts can draw (got ")
    assert found in said
    for command in ("build", "status"):
        told = run(command, "--dossier", dossier)
        assert (told.stderr, told.exit_code) == (checked.stderr, 1)
    assert checked.exit_code == 1


def test_letters_that_the_fonts_have_and_comments_in_a_file_are_no_problem(dossier: Path) -> None:
    edit(dossier / "dossier.yaml", "title: Exercise on a bridge", "title: Ỳ → ≤ ½ №  # 👍\n# שלום")
    assert run("check", "--dossier", dossier).exit_code == 0


def test_what_is_not_looked_up_can_be_drawn() -> None:
    ordinary = {chr(point) for point in range(0x3000) if not UNUSUAL.search(chr(point))}
    assert len(ordinary) > 500 > len(ORDINARY)
    assert not {character for character in ordinary - INVISIBLE if ord(character) not in drawable()}


DOCUMENTS = [
    # document and release     its own templates                    what is told
    (
        "annexe",
        "internal",
        {},
        "31:3: error: expected a template for this document, templates/annexe.html.j2 (got none)",
    ),
    (
        "synthesis",
        "addressee",
        {},
        "31:24: error: templates/synthesis.html.j2 is not written for release: addressee: it",
    ),
    ("fiche", "addressee", {}, "31:20: error: templates/fiche.html.j2 is not written for release: addressee: it asks"),
    (
        "annexe",
        "addressee",
        {"annexe.html.j2": "\n{{ document.decisions }}"},
        "it asks for document.decisions in templates/annexe.html.j2, line 2. It fits release: internal",
    ),
]
NAMES = [
    # template          what is in it                        what is told
    ("response.html.j2", "\n{{ document.chairs_sumary }}", "2:1: error: document has no 'chairs_sumary'; did you mean"),
    ("words.html.j2", "{{ furniture.tittle }}", "1:1: error: furniture has no 'tittle'; did you mean 'title'?"),
    ("response.html.j2", "\n{{ 1 | joind }}", "2:1: error: there is no filter 'joind'; did you mean 'join"),
    ("response.html.j2", "\n{% if %}", "2:1: error: expected a template that Jinja can read"),
    ("document.css", "p {}\nq { background: url(a.png) }", "2:17: error: expected only what stands in the page itself"),
]


def order(dossier: Path, document: str, release: str) -> None:
    text = (dossier / "dossier.yaml").read_text()
    documents = f"documents:\n  {document}: {{release: {release}, attribution: named}}\n"
    (dossier / "dossier.yaml").write_text(text.partition("documents:")[0] + documents)


@pytest.mark.parametrize(("document", "release", "templates", "said"), DOCUMENTS)
def test_a_document_that_has_no_template_or_one_for_others_is_told_in_the_dossier(
    dossier: Path, document: str, release: str, templates: dict[str, str], said: str
) -> None:
    order(dossier, document, release)
    (dossier / "templates").mkdir()
    for name, content in templates.items():
        (dossier / "templates" / name).write_text(content)
    checked = run("check", "--dossier", dossier)
    assert checked.stderr.startswith("dossier.yaml:31:")
    assert said in checked.stderr
    assert "responsegen." not in checked.stderr
    assert checked.exit_code == 1


def test_a_further_document_may_use_a_template_of_a_wider_release(dossier: Path) -> None:
    order(dossier, "annexe", "internal")
    (dossier / "templates").mkdir()
    (dossier / "templates/annexe.html.j2").write_text("{{ document.chairs_summary }}")
    assert run("check", "--dossier", dossier).exit_code == 0


def test_a_word_template_that_a_build_would_refuse_is_told_before(dossier: Path) -> None:
    order(dossier, "response", "addressee")
    (dossier / "templates").mkdir()
    (dossier / "templates/word.docx").write_text("no Word document")
    checked = run("check", "--dossier", dossier)
    assert checked.stderr.startswith("templates/word.docx:1:1: error: expected a Word document")
    assert checked.exit_code == 1


@pytest.mark.parametrize(("template", "content", "said"), NAMES)
def test_a_mistake_in_a_template_is_told_before_a_build(dossier: Path, template: str, content: str, said: str) -> None:
    order(dossier, "response", "addressee")
    (dossier / "templates").mkdir()
    (dossier / "templates" / template).write_text(content)
    checked = run("check", "--dossier", dossier)
    assert f"templates/{template}:{said}" in checked.stderr
    assert checked.exit_code == 1


def test_an_asset_that_cannot_go_out_is_told_before_a_build(dossier: Path) -> None:
    order(dossier, "response", "addressee")
    (dossier / "templates/assets").mkdir(parents=True)
    (dossier / "templates/response.html.j2").write_text("{{ asset('crest.gif') }}")
    (dossier / "templates/assets/crest.gif").write_text("GIF89a")
    said = "templates/assets/crest.gif:1:1: error: expected a picture in SVG, PNG or JPEG (got another kind of file)"
    assert run("check", "--dossier", dossier).stderr.startswith(said)


@pytest.mark.parametrize(
    "source",
    [
        "{{ document.absent is defined }}{{ document.absent | default('none') }}",
        "{% macro of(document) %}{{ document.absent }}{% endmacro %}",
        "{% include 'absent.html.j2' ignore missing %}{{ document.questions }}",
    ],
)
def test_a_template_may_ask_whether_a_name_is_there(dossier: Path, source: str) -> None:
    (dossier / "templates").mkdir()
    (dossier / "templates/response.html.j2").write_text(source)
    checked = run("check", "--dossier", dossier)
    assert (checked.stderr, checked.exit_code) == ("", 0)
