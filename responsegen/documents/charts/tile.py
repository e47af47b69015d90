"""From a code and a stance to one square: how much of it is filled, with what, and a sign say the same thing thrice."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from responsegen.documents.charts.lettering import Letters, cut
from responsegen.documents.charts.svg import Box
from responsegen.documents.charts.texture import Texture, area, written

if TYPE_CHECKING:
    from collections.abc import Iterator

SIDE = 26.0
CODE, SIGN = Letters(9, bold=True), Letters(10.5, bold=True)


class TileStance(StrEnum):
    """What a delegation says; the words are those of a contribution."""

    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"
    UNDECIDED = "undecided"
    DRAFT = "draft, not counted"
    NO_ANSWER = "no answer"


# The signs of the table of delegations and topics, which marks drafts in words; upper and lower half’s textures.
LOOKS = {
    TileStance.YES: ("+", Texture.SOLID, Texture.SOLID),
    TileStance.CONDITIONAL: ("+*", Texture.BLANK, Texture.SOLID),
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
