"""Templates and layouts without an end: the system ends the worker, and one sentence names the document."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from responsegen.building import limits
from tests.cli.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.waits,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, systems limit less"),
]

DOUBLED = "".join(f"--v{n + 1}: var(--v{n}) var(--v{n});" for n in range(40))
ENDLESS = {
    "much of little": ("response.html.j2", '{{ (["x" * 1000000] * 3000) | joined | length }}', "0.8 GB of memory"),
    "variables, each twice the one before": (
        "document.css",
        f'body {{ font-family: "Source Sans 3"; --v0: a; {DOUBLED} }} p {{ font-family: var(--v40) }}',
        "(0.8 GB of memory|[12] seconds of processor time)",
    ),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_has_no_end_is_ended_and_named(dossier: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    name, content, most = ENDLESS[kind]
    monkeypatch.setattr(limits, "SECONDS", 0.6)
    monkeypatch.setattr(limits, "MEMORY", 800_000_000)
    monkeypatch.setattr(limits, "BUSY", 100)
    text = (dossier / "dossier.yaml").read_text()  # a style has no end in any document: one is enough
    (dossier / "dossier.yaml").write_text(re.sub("  fiche: .*\n", "", text))
    (dossier / "templates").mkdir()
    (dossier / "templates" / name).write_text(content)
    found = run("build", "--quiet", "--jobs", "2")
    assert found.exit_code == 3
    said = (
        rf"response\.html:1:1: error: expected a document that can be made within {most} \(got more\)\. Look at loops"
    )
    assert re.search(said, found.stderr), found.stderr
    assert not (dossier / "build").exists()
