"""A blank and a prefilled questionnaire of the small dossier, written once."""

import pytest

from responsegen.dossier.model import Release
from responsegen.intake.exporting import export
from responsegen.intake.word_form import questionnaire
from responsegen.rendering.templates import TemplateFolders
from tests.intake.filled import SWEDEN, dossier_in, parsed


@pytest.fixture(scope="session")
def blank() -> bytes:
    return questionnaire(dossier_in(parsed()), "SE", TemplateFolders.of(), prefilled=False)


@pytest.fixture(scope="session")
def matrix() -> bytes:
    return export(dossier_in(parsed(SE=SWEDEN)), Release.PARTICIPANTS, ".xlsx")


@pytest.fixture(scope="session")
def prefilled() -> bytes:
    trees = parsed(SE=SWEDEN, NO=SWEDEN.replace("SE", "NO").replace("Riksdag", "Storting"))
    return questionnaire(dossier_in(trees), "SE", TemplateFolders.of(), prefilled=True)
