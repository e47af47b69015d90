"""Elements as text: safe, short and the same every time; the picture as an address and as an image; widths of words.

Widths are estimated from a small table, which must never promise more room than the real font leaves.
"""

import base64
import struct
from collections.abc import Callable

import pytest
import resvg_py
from lxml import etree

from responsegen.documents.charts.chart import chart
from responsegen.documents.charts.drawing import NAME, Letters, cut, element, path, text, width
from responsegen.rendering.fonts import FACES

LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "ÄÖÜẞäöüßÁÀÂÃÅÆÇČĆĎĐÉÈÊËĚĖĘĒÍÎÏĪĮŁĹĽŃŇÑÓÔÕŐØŒŔŘŚŠŞȘŤȚÚŮŰŪŲÝŹŻŽÞáàâãåæçčćďđéèêëěėęēíîïīįıłĺľńňñóôõőøœŕřśšşșťțúůűūųýźżžþ"
    "ĠġĦħĊċĢģĶķĻļŅņ"
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωάέήίόύώ"
    "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюяъЪ"
    " \N{NO-BREAK SPACE}.,:;!?'’“”„«»()[]-–—/&%+*=<>−×±≤≥…·|€→"
)


@pytest.mark.parametrize("bold", [False, True])
def test_no_letter_is_wider_than_its_estimate(advance: Callable[..., float], *, bold: bool) -> None:
    too_wide = [c for c in LETTERS if advance(c, 10, bold=bold) > width(c, Letters(10))]
    assert too_wide == []


def test_an_estimate_is_not_wasteful(advance: Callable[..., float]) -> None:
    sentence = "Political and military backstop, 30 000 to 40 000 personnel"
    assert width(sentence, NAME) < 1.2 * advance(sentence, NAME.size, bold=False)


@pytest.mark.parametrize(
    ("words", "room", "shown"),
    [
        ("Sweden", 100, "Sweden"),
        ("Sweden", 25, "Swe…"),
        ("Sweden", 0, "…"),
        ("", 0, ""),
        ("A b c", 15, "A…"),
    ],
)
def test_what_does_not_fit_is_cut_with_an_ellipsis(words: str, room: float, shown: str) -> None:
    assert cut(words, NAME, room) == shown


def test_a_word_without_end_is_cut_at_once() -> None:
    assert len(cut("W" * 100_000, NAME, 100)) < 20


@pytest.mark.parametrize(
    ("drawn", "written"),
    [
        (element("rect", x=1.0, y=-0.001, width=10 / 3), '<rect x="1" y="0" width="3.33"/>'),
        (element("line", stroke_width=0.5, stroke_dasharray=""), '<line stroke-width="0.5"/>'),
        (path("M", 0, 1.005, "H", 20.0), '<path d="M 0 1 H 20"/>'),
    ],
)
def test_numbers_are_rounded_and_empty_values_left_out(drawn: str, written: str) -> None:
    assert drawn == written


@pytest.mark.parametrize("words", ["<script>\"&'", "]]>", "\x00\x1b\ud800\uffff", "\u202eabc", "{{ 7 * 7 }}"])
def test_any_words_make_a_picture_that_is_xml(words: str) -> None:
    svg = chart([text(0, 10, words, NAME)], 20, "", "").svg
    (found,) = etree.fromstring(svg.encode())
    assert len(found.text) == len(words)


def test_the_address_holds_the_picture() -> None:
    drawn = chart([text(0, 10, "Żółć", NAME)], 20, "words", "caption")
    kind, data = drawn.data_uri.split(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == drawn.svg


def test_the_size_on_paper_is_the_size_in_the_picture() -> None:
    drawn = chart([], 72, "", "")
    root = etree.fromstring(drawn.svg.encode())
    assert float(root.get("width")) == pytest.approx(160 / 25.4 * 96, abs=0.01)
    assert float(root.get("height")) == 96


def test_letters_are_drawn_by_the_program_that_makes_images_for_word() -> None:
    """It drops text without a word where it cannot read the name of the family."""
    files = [str(face.path) for face in FACES]
    images = {
        bytes(
            resvg_py.svg_to_bytes(svg_string=chart(elements, 20, "", "").svg, skip_system_fonts=True, font_files=files)
        )
        for elements in ([], [text(0, 10, "Sweden", NAME)])
    }
    assert len(images) == 2
    assert {struct.unpack(">I", image[16:20])[0] for image in images} == {605}
