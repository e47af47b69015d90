"""The exercise as it is shipped."""

from pathlib import Path

import pytest

from responsegen.dossier.model import Dossier
from responsegen.dossier.reading import read_dossier

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shipped() -> Dossier:
    found = read_dossier(CHECKOUT).dossier
    assert found
    return found
