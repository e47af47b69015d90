"""Draw what each delegation says to one topic on a schematic map: a square of equal size for each, with a sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from responsegen.documents.charts.chart import HIGHEST, Chart, chart
from responsegen.documents.charts.lettering import HEADING, PALER, REMARK, Letters, cut
from responsegen.documents.charts.svg import Box, Texture, area, rect, text, written
from responsegen.documents.words import all_of, capital, cardinal, counted, joined

SIDE = 26.0
CODE, SIGN = Letters(9, bold=True), Letters(10.5, bold=True)


class TileStance(StrEnum):
    """What a delegation says; the words are those of a contribution."""

    YES = "yes"
    CONDITIONAL = "conditional"
    CONSIDERING = "considering it"
    NO = "no"
    UNDECIDED = "undecided"
    DRAFT = "draft, not counted"
    NO_ANSWER = "no answer"


# The signs of the table of delegations and topics, which marks drafts in words; upper and lower half’s textures.
LOOKS = {
    TileStance.YES: ("+", Texture.SOLID, Texture.SOLID),
    TileStance.CONDITIONAL: ("+*", Texture.BLANK, Texture.SOLID),
    TileStance.CONSIDERING: ("?", Texture.BLANK, Texture.PALE),
    TileStance.NO: ("−", Texture.BLANK, Texture.STRIPED),
    TileStance.UNDECIDED: ("?", Texture.PALE, Texture.PALE),
    TileStance.DRAFT: ("D", Texture.BLANK, Texture.DASHED),
    TileStance.NO_ANSWER: ("·", Texture.DASHED, Texture.DASHED),
}


def tile(x: float, y: float, code: str, stance: TileStance) -> Iterator[str]:
    """The square by its upper left corner."""
    sign, upper, lower = LOOKS[stance]
    yield from area(Box(x, y, SIDE, SIDE), upper)
    if lower is not upper:
        yield from area(Box(x, y + SIDE / 2, SIDE, SIDE / 2), lower)
    yield from written(x + SIDE / 2, y + SIDE * 0.27, cut(code, CODE, SIDE - 4), CODE, upper)
    yield from written(x + SIDE / 2, y + SIDE * 0.74, sign, SIGN, lower)


# Neighbours stay neighbours as far as equal squares allow; Canada lies across the ocean.
_MAP = """
IS .  .  .  NO SE FI .  .
.  .  .  .  .  .  EE .  .
.  IE UK .  DK .  LV .  .
CA .  .  NL DE PL LT .  .
.  .  BE LU CZ SK UA .  .
.  FR CH LI AT HU RO MD .
PT ES .  IT SI HR RS BG GE
.  .  .  .  .  BA XK MK TR
.  .  .  MT .  ME AL EL CY
"""

PLACES = {
    code: (column, row)
    for row, codes in enumerate(_MAP.split("\n")[1:-1])
    for column, code in enumerate(codes.split())
    if code != "."
}
COLUMNS = 1 + max(column for column, _ in PLACES.values())
ROWS = 1 + max(row for _, row in PLACES.values())


PITCH = SIDE + 3
KEYS = COLUMNS * PITCH + 20  # where the keys stand, beside the map
KEY_PITCH = SIDE + 9
ASIDE = 2.2 * REMARK.size  # above those who are not on the map


def tiles(title: str, said: Mapping[str, TileStance]) -> Chart | None:
    """The delegations on the map, those who are not on it in rows below; None where nobody has answered."""
    groups = {stance: [code for code, its in said.items() if its is stance] for stance in TileStance}
    groups = {stance: codes for stance, codes in groups.items() if codes}
    if groups.keys() <= {TileStance.NO_ANSWER}:
        return None
    on_map = said.keys() & PLACES.keys()
    others = [code for code in said if code not in PLACES]
    top = ROWS * PITCH if on_map else 0.0
    heading = ASIDE if on_map and others else 0.0
    rows = min(-(-len(others) // COLUMNS), int((HIGHEST - top - heading - ASIDE) / PITCH))
    shown = others[: rows * COLUMNS]
    bottom = max(top + heading + rows * PITCH, KEY_PITCH * len(groups))

    def elements() -> Iterator[str]:
        if on_map:
            yield from _map(said)
        if heading:
            yield text(0, top + REMARK.size * 1.3, "not on this map", REMARK)
        for i, code in enumerate(shown):
            row, column = divmod(i, COLUMNS)
            yield from tile(column * PITCH, top + heading + row * PITCH, code, said[code])
        yield from _keys(groups, some_are_absent=bool(on_map) and on_map != PLACES.keys())
        if left_out := len(others) - len(shown):
            remark = f"and {counted(left_out, 'further delegation')}: see the table"
            yield text(0, bottom + REMARK.size, remark, REMARK)

    height = bottom + (ASIDE if len(shown) < len(others) else 0)
    return chart(elements(), height, _alt(title, groups), _caption(title, groups, len(said)))


def _map(said: Mapping[str, TileStance]) -> Iterator[str]:
    for code, (column, row) in PLACES.items():
        x, y = column * PITCH, row * PITCH
        if code in said:
            yield from tile(x, y, code, said[code])
        else:
            yield rect(Box(x, y, SIDE, SIDE), PALER)


def _keys(groups: Mapping[TileStance, list[str]], *, some_are_absent: bool) -> Iterator[str]:
    for i, (stance, codes) in enumerate(groups.items()):
        y = i * KEY_PITCH
        yield from tile(KEYS, y, "", stance)
        yield text(KEYS + SIDE + 6, y + SIDE / 2 - 2.5, stance, HEADING)
        yield text(KEYS + SIDE + 6, y + SIDE / 2 + 8, counted(len(codes), "delegation"), REMARK)
    if some_are_absent:
        y = len(groups) * KEY_PITCH
        yield rect(Box(KEYS, y, SIDE, SIDE), PALER)
        yield text(KEYS + SIDE + 6, y + SIDE / 2 + REMARK.drop, "no delegation", REMARK)


def _caption(title: str, groups: Mapping[TileStance, list[str]], delegations: int) -> str:
    ready = sum(len(groups.get(stance, ())) for stance in (TileStance.YES, TileStance.CONDITIONAL))
    verb = "is" if ready <= 1 else "are"
    if ready == delegations:
        return f"{title}: {all_of(ready, 'delegation')} {verb} ready to contribute"
    among = counted(delegations, "delegation")
    return f"{title}: of {among}, {cardinal(ready) if ready else 'none'} {verb} ready to contribute"


def _alt(title: str, groups: Mapping[TileStance, list[str]]) -> str:
    said = (
        f"{capital(stance)}, {counted(len(codes), 'delegation')}: {joined(codes)}." for stance, codes in groups.items()
    )
    return f"{title}. {' '.join(said)}"
