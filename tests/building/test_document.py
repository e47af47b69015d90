"""A document rendered again, in halves, another process and another folder, has the same bytes in every format."""

import builtins
import os
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from shutil import copy, copytree
from time import gmtime

import pytest

from responsegen.building.attachments import attachments
from responsegen.building.document import Job, Rendered, Renderer
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.merge import Merged, merge
from responsegen.documents.compose import ComposedDocument, compose
from responsegen.rendering.templates import TemplateFolders
from tests.conftest import CHECKOUT


@cache
def papers(dossier: Path) -> tuple[Merged, dict[str, ComposedDocument]]:
    """What a dossier comes to, and its documents by path."""
    merged = merge(dossier)
    return merged, {document.path: document for document in compose(merged.dossier, merged.answer)}


def rendered(dossier: Path, path: str, output: Path) -> Rendered:
    merged, documents = papers(dossier)
    document = documents[path]
    output.mkdir(exist_ok=True)
    renderer = Renderer(TemplateFolders.of(dossier), output, LeakGuard(merged.dossier))
    halves = ((".pdf",), (".html", ".docx"))
    one, other = (renderer(Job(document, attachments(document, merged), formats)) for formats in halves)
    return one | other


@pytest.mark.parametrize("path", ["response", "fiches/SE"])
def test_a_document_made_again_has_the_same_bytes(tmp_path: Path, shipped_build: Path, path: str) -> None:
    found = rendered(CHECKOUT, path, tmp_path)
    assert sorted(found.outputs) == [f"{path}.docx", f"{path}.html", f"{path}.pdf"]
    for output in found.outputs:
        assert (tmp_path / output).read_bytes() == (shipped_build / output).read_bytes(), output


@pytest.mark.parametrize("moment", [0, 4_102_444_800], ids=["1970", "2100"])
def test_a_clock_that_is_wrong_changes_no_byte(
    tmp_path: Path, shipped_build: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    dossier = copytree(CHECKOUT / "positions", tmp_path / "dossier/positions").parent
    copy(CHECKOUT / "dossier.yaml", dossier)
    for file in dossier.rglob("*"):
        os.utime(file, (moment, moment))
    monkeypatch.setattr(time, "time", lambda: float(moment))
    monkeypatch.setattr(time, "localtime", lambda *_: gmtime(moment))
    monkeypatch.setattr(time, "gmtime", lambda *_: gmtime(moment))
    for output in rendered(dossier, "fiches/SE", tmp_path / "new").outputs:
        assert (tmp_path / "new" / output).read_bytes() == (shipped_build / output).read_bytes(), output


def test_no_document_depends_on_the_sum_of_floats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python rounds it otherwise since 3.12; `math.fsum` is the same everywhere."""
    plain_sum = sum

    def without_floats(values: Iterable[int], start: int = 0) -> int:
        summed = list(values)
        assert not any(isinstance(value, float) for value in summed)
        return plain_sum(summed, start)

    monkeypatch.setattr(builtins, "sum", without_floats)
    merged = merge(CHECKOUT)
    papers = {document.path: document for document in compose(merged.dossier, merged.answer)}
    render = Renderer(TemplateFolders.of(CHECKOUT), tmp_path, LeakGuard(merged.dossier))
    (tmp_path / "fiches").mkdir()
    for path, formats in {"synthesis": (".html",), "fiches/SE": (".html", ".docx")}.items():
        render(Job(papers[path], (), formats))
