"""Every code that the program uses is explained, and every code that is explained is used."""

from __future__ import annotations

import re
from pathlib import Path

from responsegen.dossier.catalogue import CATALOGUE as READING
from responsegen.rendering.catalogue import CATALOGUE as MAKING

PACKAGE = Path(__file__).parents[2] / "responsegen"


def test_codes_of_making_outputs_are_explained_and_used() -> None:
    explained = {PACKAGE / "dossier/catalogue.py", PACKAGE / "rendering/catalogue.py"}
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path not in explained]
    used = {code for source in sources for code in re.findall(r'"(RG9[0-9]{2})"', source)}
    assert used == set(MAKING)


def test_no_code_means_two_things() -> None:
    assert not READING.keys() & MAKING.keys()
