"""docs/problems.md explains every problem code of the catalogue, in order, and no other."""

import re
from pathlib import Path

from responsegen.cli.problem_page import entries
from responsegen.dossier.catalogue import CATALOGUE

PAGE = (Path(__file__).parents[2] / "docs/problems.md").read_text(encoding="utf-8")


def test_the_page_has_each_code_with_its_severity_and_no_other() -> None:
    said = re.findall(r"^## (.+?):.*\n\n\*\*(.+?)\.\*\*", PAGE, re.MULTILINE)
    assert said == [(code, fault.severity.capitalize()) for code, fault in sorted(CATALOGUE.items())]
    assert len(said) == PAGE.count("\n## ")


def test_the_page_says_a_sentence_or_more_of_each() -> None:
    assert list(entries()) == sorted(CATALOGUE)
    assert all(title and explanation.endswith(".") for title, explanation in entries().values())


def test_codes_count_up_without_a_gap() -> None:
    codes = sorted(code for code, fault in CATALOGUE.items() if fault.is_of_input)
    assert codes == [f"RG{number:03}" for number in range(1, len(codes) + 1)]
