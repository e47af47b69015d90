"""A document rendered again, in another process and another folder, has the same bytes in every format."""

from pathlib import Path

import pytest

from responsegen.building.attachments import attachments
from responsegen.building.document import render
from responsegen.building.merged import merge
from responsegen.building.workers import Job
from responsegen.documents.compose import compose
from responsegen.rendering.templates import TemplateFolders
from tests.conftest import CHECKOUT


@pytest.mark.parametrize("path", ["response", "fiches/SE"])
def test_a_document_made_again_has_the_same_bytes(tmp_path: Path, shipped_build: Path, path: str) -> None:
    merged = merge(CHECKOUT)
    (document,) = (document for document in compose(merged.dossier, merged.answer) if document.path == path)
    rendered = render(Job(document, attachments(document, merged), TemplateFolders.of(CHECKOUT), tmp_path))
    assert sorted(rendered.outputs) == [f"{path}.docx", f"{path}.html", f"{path}.pdf"]
    for output in rendered.outputs:
        assert (tmp_path / output).read_bytes() == (shipped_build / output).read_bytes(), output
