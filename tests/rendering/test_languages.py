"""A part in another language says so in each format: as its template says, or by its letters."""

from __future__ import annotations

import pytest

from responsegen.rendering.paragraphs import with_languages_marked, with_texts_marked
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


@pytest.mark.parametrize(
    ("text", "printed", "marked"),
    [
        ("Noch nicht.", "<p>DE: “Noch nicht.” (open)</p>", "<p>DE: “{Noch nicht.}” (open)</p>"),
        ("noch nicht", "<p>Noch nicht.</p>", "<p>{Noch nicht.}</p>"),
        ("Die Fracht sinkt.", "<p>if die Fracht sinkt</p>", "<p>if {die Fracht sinkt}</p>"),
        ("l'été & 30 jours", "<p>l’été &amp; 30\u00a0jours</p>", "<p>{l’été &amp; 30\u00a0jours}</p>"),
        ("Eins.\n\nZwei.", "<p>Eins.</p><p>Zwei.</p>", "<p>{Eins.}</p><p>{Zwei.}</p>"),
        ("- Eins\n- Zwei", "<li>Eins</li><li>Zwei</li>", "<li>{Eins}</li><li>{Zwei}</li>"),
        ("Nein", '<img alt="Nein"/><p>Neinsager</p>', '<img alt="Nein"/><p>Neinsager</p>'),
        ("Nein", "<title>Nein</title>", "<title>Nein</title>"),
    ],
)
def test_a_text_whose_language_is_said_is_marked_wherever_it_is_printed(text: str, printed: str, marked: str) -> None:
    expected = marked.replace("{", '<span lang="de">').replace("}", "</span>")
    assert with_texts_marked(printed, {text: "de"}) == expected


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
