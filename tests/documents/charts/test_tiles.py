"""What the map of squares shows, and what it says to those who do not see it."""

from collections.abc import Callable

import pytest

from responsegen.documents.charts.chart import Chart
from responsegen.documents.charts.tile_map import PLACES, TileStance, tiles
from responsegen.dossier.states import STATES

SAID = {
    "BE": TileStance.CONDITIONAL,
    "FR": TileStance.YES,
    "HU": TileStance.NO,
    "MT": TileStance.NO_ANSWER,
    "SE": TileStance.CONDITIONAL,
    "UK": TileStance.UNDECIDED,
    "JP": TileStance.YES,
}


@pytest.mark.parametrize("delegations", [{}, {"SE": TileStance.NO_ANSWER}])
def test_no_answer_at_all_is_no_picture(delegations: dict[str, TileStance]) -> None:
    assert tiles("Troops", delegations) is None


def test_the_words_name_those_who_say_the_same() -> None:
    picture = tiles("Troops", SAID)
    assert picture is not None
    assert picture.alt == (
        "Troops. Yes, two delegations: FR and JP. Conditional, two delegations: BE and SE. "
        "No, one delegation: HU. Undecided, one delegation: UK. No answer, one delegation: MT."
    )


@pytest.mark.parametrize(
    ("code", "sign"), [("FR", "+"), ("BE", "+*"), ("HU", "−"), ("UK", "?"), ("MT", "·"), ("JP", "+")]
)
def test_every_square_has_a_code_and_a_sign(code: str, sign: str, words_in: Callable[[Chart], list]) -> None:
    picture = tiles("Troops", SAID)
    assert picture is not None
    words = [w.what for w in words_in(picture)]
    assert words[words.index(code) + 1] == sign


def test_signs_and_textures_tell_all_stances_apart() -> None:
    one_each = {stance: tiles("Troops", {"SE": stance, "FR": TileStance.YES}) for stance in TileStance}
    assert len({picture.svg for picture in one_each.values() if picture}) == len(TileStance)


def test_every_member_state_and_the_usual_partners_have_a_place_of_their_own() -> None:
    assert len(set(PLACES.values())) == len(PLACES)
    assert {*tuple(STATES)[:42], "CA"} == set(PLACES)


@pytest.mark.parametrize(
    "pair", ["NO SE", "SE FI", "IE UK", "NL DE", "DE PL", "ES PT", "AT HU", "HU RO", "EE LV", "LV LT"]
)
def test_neighbours_stay_neighbours(pair: str) -> None:
    (x, y), (u, v) = (PLACES[code] for code in pair.split())
    assert max(abs(x - u), abs(y - v)) <= 1


def test_who_is_not_on_the_map_stands_below_it(words_in: Callable[[Chart], list]) -> None:
    picture = tiles("Troops", SAID)
    assert picture is not None
    words = words_in(picture)
    assert max((w for w in words if len(w.what) == 2), key=lambda w: w.top).what == "JP"
    assert "not on this map" in [w.what for w in words]
