"""The two families hold every letter and sign that the documents need."""

from __future__ import annotations

import pytest

from responsegen.rendering.fonts import FACES, drawable

SAMPLES = {
    "Bulgarian": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ абвгдежзийклмнопрстуфхцчшщъьюя",
    "Croatian": "ČĆĐŠŽ čćđšž",
    "Czech": "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ áčďéěíňóřšťúůýž",
    "Danish": "ÆØÅ æøå",
    "Dutch": "ÁÉËÍÏÓÖÚÜ áéëíïóöúü",
    "Estonian": "ÄÕÖÜŠŽ äõöüšž",
    "Finnish": "ÅÄÖŠŽ åäöšž",
    "French": "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêëîïôœùûüÿ « »",
    "German": "ÄÖÜẞ äöüß „ “",
    "Greek": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ αβγδεζηθικλμνξοπρςστυφχψω ΆΈΉΊΌΎΏΪΫ άέήίόύώϊϋΐΰ",
    "Hungarian": "ÁÉÍÓÖŐÚÜŰ áéíóöőúüű",
    "Irish": "ÁÉÍÓÚ áéíóú",
    "Italian": "ÀÈÉÌÒÙ àèéìòù",
    "Latvian": "ĀČĒĢĪĶĻŅŠŪŽ āčēģīķļņšūž",
    "Lithuanian": "ĄČĘĖĮŠŲŪŽ ąčęėįšųūž",
    "Maltese": "ĊĠĦŻ ċġħż",
    "Polish": "ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż",
    "Portuguese": "ÀÁÂÃÇÉÊÍÓÔÕÚ àáâãçéêíóôõú ª º",
    "Romanian": "ĂÂÎȘȚ ăâîșț",
    "Slovak": "ÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽ áäčďéíĺľňóôŕšťúýž",
    "Slovenian": "ČŠŽ čšž",
    "Spanish": "ÁÉÍÑÓÚÜ áéíñóúü ¿ ¡",
    "Swedish": "ÅÄÖ åäö",
    "Turkish, Icelandic and Norwegian": "ĞİŞ ğış ÐÞÝ ðþý ÆØÅ",
    "Ukrainian": "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ абвгґдеєжзиіїйклмнопрстуфхцчшщьюя ʼ",
    "signs": "0123456789 ≤ ≥ ± × − = ≠ → – — “ ” ‘ ’ … ✓ ✗ ● ○ ■ □ § € £ % ½ ° · • † ‡ ² ³ № \u00a0 \u202f \u2011 ☐",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_every_letter_can_be_drawn(language: str) -> None:
    missing = {character for character in SAMPLES[language] if ord(character) not in drawable()}
    assert not missing


def test_what_no_font_has_is_known_to_be_missing() -> None:
    assert not {ord(character) for character in "漢ع😀"} & drawable()


def test_the_font_files_are_there() -> None:
    assert all(face.path.is_file() for face in FACES)
