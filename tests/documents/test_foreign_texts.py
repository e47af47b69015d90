"""What a position file says of the language of its texts reaches the papers that print them."""

from __future__ import annotations

from shutil import copytree

import pytest
from lxml import html

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import ComposedDocument, compose
from responsegen.documents.words import FILTERS
from responsegen.dossier.reading import read_dossier
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.conftest import CHECKOUT

SAID = {  # in the file -> there, in Swedish
    "comment: Mechanised infantry.": "comment: Mekaniserat infanteri.\n  lang: sv",
    "text: The Riksdag has to be consulted.": "text: Riksdagen ska höras., lang: sv",
    "quote: We may.": "quote: Vi får se., lang: sv",
    "[No troops without air defence.]": "[{on: troops, text: Inget utan luftvärn., lang: sv}]",
}
DOCUMENTS = """
  fiche: {release: delegation, attribution: named}
  brief: {release: internal, attribution: named}
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ComposedDocument]:
    folder = copytree(CHECKOUT / "tests/dossier/small", tmp_path_factory.mktemp("swedish") / "dossier")
    file, whole = folder / "positions/SE.yaml", folder / "dossier.yaml"
    text = file.read_text("utf-8")
    for before, after in SAID.items():
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, "utf-8")
    whole.write_text(whole.read_text("utf-8").partition("\ndocuments:")[0] + f"\ndocuments:{DOCUMENTS}", "utf-8")
    found = read_dossier(folder)
    assert found.dossier is not None, found.problems
    return {d.path: d for d in compose(found.dossier, joint_answer(found.dossier))}


@pytest.mark.parametrize(
    ("path", "swedish"),
    [
        ("fiches/SE", ["Riksdagen ska höras.", "Mekaniserat infanteri.", "Vi får se."]),
        ("brief", ["Inget utan luftvärn."]),
        ("fiches/NO", []),
    ],
)
def test_a_text_with_its_language_beside_it_is_marked(
    papers: dict[str, ComposedDocument], path: str, swedish: list[str]
) -> None:
    d = papers[path]
    made = render_html(d.template, d.content, d.furniture, TemplateFolders.of(), FILTERS, languages=d.languages)
    page = html.fromstring(made.partition("</style>")[2])
    assert [span.text_content().replace("\u00a0", " ") for span in page.xpath("//span[@lang='sv']")] == swedish
    assert ("Inget utan luftvärn." in d.languages) == (path == "brief")
