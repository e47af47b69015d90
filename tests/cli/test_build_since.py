"""A page of changes in the synthesis, in all formats, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.cli.conftest import DOSSIER, run
from tests.cli.test_build import files
from tests.cli.test_diff import SWEDEN
from tests.history.repository import commit
from tests.rendering.reading import docx_words, html_words, squashed, tags

if TYPE_CHECKING:
    from pathlib import Path

SYNTHESIS = "  synthesis: {release: participants, attribution: named}\n"


@pytest.fixture
def history(dossier: Path) -> Path:
    """A dossier that orders a synthesis, and of which Sweden's position has changed since the last commit."""
    commit(dossier, dossier=DOSSIER + SYNTHESIS)
    (dossier / "positions/SE.yaml").write_text(SWEDEN)
    return dossier


def test_all_formats_of_the_synthesis_mark_additions_and_deletions(history: Path) -> None:
    only = DOSSIER[: DOSSIER.index("  response:")] + SYNTHESIS
    commit(history, dossier=only, SE=SWEDEN)
    assert run("build", "--since", "HEAD~1", "--quiet", "--jobs", "1").exit_code == 0
    html = (history / "build/synthesis.html").read_text(encoding="utf-8")
    assert "<del>supports</del> <ins>opposes</ins>" in html
    assert "<del>open</del> <ins>not agreed</ins>" in html
    docx, pdf = ((history / f"build/synthesis.{form}").read_bytes() for form in ("docx", "pdf"))
    assert squashed(docx_words(docx)) == squashed(html_words(etree.fromstring(html)))
    assert squashed("Bridge: Steel open not agreed SE") in squashed(tags(pdf).words())


@pytest.mark.usefixtures("playing")
def test_nobody_else_reads_what_has_changed(history: Path) -> None:
    assert run("build", "--since", "HEAD", "--jobs", "1").exit_code == 0
    telling = [
        name for name in files(history / "build") if b"EditedPosition(" in (history / "build" / name).read_bytes()
    ]
    assert telling == ["synthesis.docx", "synthesis.html", "synthesis.pdf"]
    assert run("build", "--jobs", "1").exit_code == 0
    assert not any(b"EditedPosition(" in (history / "build" / name).read_bytes() for name in files(history / "build"))


@pytest.mark.usefixtures("playing")
def test_where_there_is_no_synthesis_it_is_said(dossier: Path) -> None:
    commit(dossier)
    sentence = "responsegen: this dossier orders no synthesis, so no document can show what has changed.\n"
    assert sentence in run("build", "--since", "HEAD", "--jobs", "1").stderr


@pytest.mark.usefixtures("playing")
@pytest.mark.parametrize(("revision", "exit_code"), [("HEAD~5", 2), ("HEAD~1", 1)])
def test_a_revision_that_cannot_be_compared_with_leaves_the_last_build(
    history: Path, revision: str, exit_code: int
) -> None:
    commit(history, SE="country: [\n")
    commit(history, SE=SWEDEN)
    assert run("build", "--jobs", "1").exit_code == 0
    before = {name: (history / "build" / name).read_bytes() for name in files(history / "build")}
    assert run("build", "--since", revision, "--jobs", "1").exit_code == exit_code
    assert {name: (history / "build" / name).read_bytes() for name in files(history / "build")} == before
