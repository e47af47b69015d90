"""Widths are estimated from a small table, which must never promise more room than the real font leaves."""

from collections.abc import Callable

import pytest

from responsegen.documents.charts.drawing import NAME, Letters, cut, width

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
