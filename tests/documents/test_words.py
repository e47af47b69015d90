"""Numbers, dates, ranges and lists as the Interinstitutional Style Guide has them."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest

from responsegen.documents import words as written
from responsegen.dossier.model import Interval


def spaced(text: str) -> str:
    """A no-break space shown as ~ so that a table can be read."""
    return text.replace(written.NBSP, "~")


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (999, "999"), (1_000, "1~000"), (30_000, "30~000"), (1_250_000, "1~250~000")],
)
def test_thousands_are_set_apart_by_a_no_break_space(value: int, words: str) -> None:
    assert spaced(written.number(value)) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no delegation"), (1, "one delegation"), (9, "nine delegations"), (10, "10 delegations")],
)
def test_small_numbers_are_words(count: int, words: str) -> None:
    assert written.counted(count, "delegation") == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(65, 100), "65~%"),
        (Fraction(9788, 10001), "97.87~%"),
        (Fraction(1, 3), "33.33~%"),
        (Fraction(2, 3), "66.67~%"),
        (Fraction(5, 100_000), "0.01~%"),
        (Fraction(0), "0~%"),
    ],
)
def test_percentages_are_rounded_half_up(share: Fraction, words: str) -> None:
    assert spaced(written.percent(share)) == words


@pytest.mark.parametrize(
    ("interval", "sentence", "cell", "total"),
    [
        (Interval(30_000, 40_000), "between 30~000 and 40~000~personnel", "30~000–40~000", "30~000–40~000"),
        (Interval(20_000, None), "at least 20~000~personnel", "≥~20~000", "20~000 or more"),
        (Interval(0, 40_000), "up to 40~000~personnel", "≤~40~000", "0–40~000"),
        (Interval(25_000, 25_000), "25~000~personnel", "25~000", "25~000"),
        (Interval(0, None), "any number of personnel", "any", "0 or more"),
        (Interval(0, 0), "0~personnel", "0", "0"),
    ],
)
def test_ranges_in_a_sentence_in_a_cell_and_as_a_sum(interval: Interval, sentence: str, cell: str, total: str) -> None:
    assert spaced(written.extent(interval, "personnel")) == sentence
    assert spaced(written.span(interval)) == cell
    assert spaced(written.total(interval)) == total


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "0~days"), (1, "1~day"), (30, "1~month"), (45, "45~days"), (90, "3~months"), (720, "24~months")],
)
def test_what_lasts_is_said_in_months_where_they_come_out_even(days: int, words: str) -> None:
    assert spaced(written.duration(days)) == words


@pytest.mark.parametrize(("days", "words"), [(1, "1~day"), (90, "90~days"), (120, "120~days"), (360, "360~days")])
def test_readiness_is_always_said_in_days(days: int, words: str) -> None:
    assert spaced(written.readiness(days)) == words


def test_dates_in_text() -> None:
    assert spaced(written.day(date(2025, 2, 17))) == "17~February 2025"


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        ("2025-02-16T18:00+01:00", "16~February 2025, 18.00 (UTC+1)"),
        ("2025-02-16T18:00+00:00", "16~February 2025, 18.00 (UTC)"),
        ("2025-02-16T18:00-05:00", "16~February 2025, 18.00 (UTC−5)"),
        ("2025-02-16T18:00+05:30", "16~February 2025, 18.00 (UTC+5.30)"),
    ],
)
def test_an_instant_keeps_its_offset(instant: str, words: str) -> None:
    assert spaced(written.moment(datetime.fromisoformat(instant))) == words


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["DE"], "DE"), (["DE", "FR"], "DE and FR"), (["DE", "FR", "IT"], "DE, FR and IT")]
)
def test_lists_end_with_and(items: list[str], words: str) -> None:
    assert written.joined(items) == words


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("the force will deploy", "The force will deploy.", "the force will deploy"),
        (" Ready. ", "Ready.", "Ready"),
        ("Who?", "Who?", "Who?"),
        ("", "", ""),
    ],
)
def test_a_text_as_a_sentence_and_inside_one(text: str, whole: str, part: str) -> None:
    assert written.sentence(text) == whole
    assert written.clause(text) == part


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The force is linked to NATO", "the force is linked to NATO"),
        ("A ceasefire is in force", "a ceasefire is in force"),
        ("Ukraine has agreed", "Ukraine has agreed"),
        ("", ""),
    ],
)
def test_inside_a_sentence_only_articles_lose_their_capital(text: str, words: str) -> None:
    assert written.inside(text) == words


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(30_000, 50_000), "30–50k"),
        (Interval(20_000, None), "≥20k"),
        (Interval(0, 40_000), "≤40k"),
        (Interval(0, 24), "≤24"),
        (Interval(12, 12), "12"),
        (Interval(0, None), "any"),
        (Interval(0, 0), "0"),
    ],
)
def test_ranges_in_a_narrow_column(interval: Interval, words: str) -> None:
    assert written.brief(interval) == words


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("about 10 000 troops", "about 10~000 troops"),
        ("155 mm, 65 % and 24 hours", "155~mm, 65~% and 24~hours"),
        ("in 3 states, of 1 000 each", "in 3 states, of 1~000 each"),
        ("this paper's answer", "this paper’s answer"),
        ("the delegations' 'own' words", "the delegations' 'own' words"),
        ("2 daystar", "2 daystar"),
    ],
)
def test_what_was_typed_is_printed_with_numbers_kept_whole(typed: str, printed: str) -> None:
    assert spaced(written.sentence(typed)) == written.capital(f"{printed}.")
    assert spaced(written.clause(f"{typed}.")) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("final", "Final"),
        ("\ufb01nal", "Final"),
        ("\ufb04uent", "Ffluent"),
        ("\u01c6ep", "\u01c5ep"),
        ("", ""),
        ("élan", "Élan"),
    ],
)
def test_a_ligature_at_the_start_of_a_sentence_has_one_capital(typed: str, printed: str) -> None:
    assert written.capital(typed) == printed


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (1, "hubs", "hub"),
        (2, "hubs", "hubs"),
        (1, "hospital places", "hospital place"),
        (1, "million euro", "million euro"),
        (1, "sorties", "sorties"),
        (0, "hubs", "hubs"),
    ],
)
def test_one_of_a_unit_is_said_in_the_singular(count: int, unit: str, words: str) -> None:
    assert written.unit_of(Interval(count, count), unit) == words
