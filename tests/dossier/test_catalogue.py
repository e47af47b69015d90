"""Every code that is explained is used."""

from __future__ import annotations

import re

from responsegen.dossier import catalogue
from tests.test_architecture import MODULES


def test_every_code_is_used() -> None:
    used = {
        name
        for file, source in MODULES.items()
        if file != "responsegen/dossier/catalogue.py" and "catalogue" in source
        for name in re.findall(r"[A-Z][A-Z0-9_]{2,}", source)
    }
    assert [
        name for name, fault in vars(catalogue).items() if isinstance(fault, catalogue.Fault) and name not in used
    ] == []
