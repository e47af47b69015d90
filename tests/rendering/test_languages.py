"""A part in another language says so in each format: as its template says, or by its letters."""

from __future__ import annotations

import pytest

from responsegen.rendering.paragraphs import with_languages_marked
from tests.rendering.reading import W, parts

PARTS = [
    ("Cyprus (Κύπρος) agrees.", 'Cyprus (<span lang="el">Κύπρος</span>) agrees.'),
    ("Ελληνικά, και αγγλικά: all", '<span lang="el">Ελληνικά, και αγγλικά</span>: all'),
    ("Република България", '<span lang="bg">Република България</span>'),
    ("Київ — Одеса", '<span lang="uk">Київ</span> — <span lang="bg">Одеса</span>'),
    ("Мы готовы", '<span lang="ru">Мы готовы</span>'),
    ("5 μ, Δ and Ω", "5 μ, Δ and Ω"),  # signs, and no words
    ('<img alt="Κύπρος"/>', '<img alt="Κύπρος"/>'),
    ("<title>Κύπρος</title>", "<title>Κύπρος</title>"),
    ("Zażółć gęślą jaźń", "Zażółć gęślą jaźń"),
]


@pytest.mark.parametrize(("said", "marked"), PARTS)
def test_letters_tell_the_language(said: str, marked: str) -> None:
    assert with_languages_marked(said) == marked


def test_the_language_of_the_page_is_not_told_again() -> None:
    assert with_languages_marked('<html lang="el"><p>Κύπρος</p>') == '<html lang="el"><p>Κύπρος</p>'


def test_word_checks_each_part_in_its_language(sample_docx: bytes) -> None:
    document = parts(sample_docx)["document"]
    told = {
        "".join(run.itertext(f"{W}t")): language.get(f"{W}val")
        for run in document.iter(f"{W}r")
        for language in run.iter(f"{W}lang")
    }
    assert told == {"à regret": "fr-FR", "Ελληνικά": "el-GR", "Българският език, українська: Ґ ґ Є є І і Ї ї": "uk-UA"}
