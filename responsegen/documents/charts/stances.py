"""Draw who is for, abstains, is outstanding or against: one stacked bar an option."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import fsum

from responsegen.documents.charts.chart import SWATCH, Chart, Key, chart, legend
from responsegen.documents.charts.layout import rows
from responsegen.documents.charts.lettering import INK, WHITE, Letters, width
from responsegen.documents.charts.svg import Box, Texture, area, line, written
from responsegen.documents.words import SMALL_NUMBERS, all_of, cardinal, clause, counted, joined, number

COLUMNS = {
    "for": Texture.SOLID,
    "constructively abstaining": Texture.DOTTED,
    "abstaining": Texture.PALE,
    "not mentioning it": Texture.BLANK,
    "outstanding": Texture.DASHED,
    "against": Texture.STRIPED,
}
THICKNESS = 10.5
COUNT = Letters(7.5, bold=True)
MARK = 2.0  # how far the mark of a threshold stands out above and below its bar


@dataclass(frozen=True, slots=True)
class StanceBar:
    """How many members of the electorate stand where on one option."""

    label: str
    for_: int = 0
    constructive: int = 0
    abstaining: int = 0
    outstanding: int = 0
    against: int = 0
    required: int | None = None  # members for, where a majority rule decides
    verdict: str = ""  # "agreed"
    unmentioned: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """The columns in the order in which they are drawn."""
        return self.for_, self.constructive, self.abstaining, self.unmentioned, self.outstanding, self.against

    @property
    def members(self) -> int:
        """How many there are in all."""
        return sum(self.counts)


def stances(title: str, bars: Sequence[StanceBar]) -> Chart | None:
    """One bar an option in the order given, each as long as its electorate; None where nobody has said anything."""
    bars = [b for b in bars if b.members]
    if all(b.members == b.outstanding for b in bars):
        return None
    keys, head = legend(_keys(bars))
    layout = rows([b.label for b in bars], [b.verdict for b in bars], head)

    def elements() -> Iterator[str]:
        yield from keys
        yield from layout.words()
        for b, y in zip(bars, layout.middles, strict=False):
            yield from _bar(b, layout.start, layout.end, y)

    return chart(elements(), layout.bottom, _alt(title, bars), _caption(title, bars))


def _bar(bar: StanceBar, start: float, end: float, y: float) -> Iterator[str]:
    edges = [start, *(start + x for x in accumulate(_widths(bar, end - start)))]
    mark = start if bar.required is None else _at(bar.required, bar, edges)
    for count, texture, (left, right) in zip(bar.counts, COLUMNS.values(), pairwise(edges), strict=True):
        if count:
            yield from area(Box(left, y - THICKNESS / 2, right - left, THICKNESS), texture)
            yield from written(_beside(mark, left, right), y, number(count), COUNT, texture)
    if bar.required is not None:
        yield from _threshold(mark, y)


def _beside(mark: float, left: float, right: float) -> float:
    """The middle of a part of the bar, or of its longer side where the mark of the threshold stands in it."""
    if not left < mark < right:
        return (left + right) / 2
    return (left + mark) / 2 if mark - left > right - mark else (mark + right) / 2


def _widths(bar: StanceBar, room: float) -> list[float]:
    """Lengths to scale, but none shorter than its number; the others then share what is left."""
    least = [width(number(count), COUNT) + 3 if count else 0.0 for count in bar.counts]
    found, held = list(least), set[int]()
    while True:
        free = [i for i in range(len(least)) if i not in held]
        per_member = (room - fsum(least[i] for i in held)) / max(sum(bar.counts[i] for i in free), 1)
        found = [least[i] if i in held else count * per_member for i, count in enumerate(bar.counts)]
        short = {i for i in free if found[i] < least[i]}
        if not short:
            return found
        held |= short


def _at(members: int, bar: StanceBar, edges: Sequence[float]) -> float:
    """Where so many members end on the bar."""
    for count, (left, right) in zip(bar.counts, pairwise(edges), strict=True):
        if members <= count:
            return left + (right - left) * members / max(count, 1)
        members -= count
    return edges[-1]


def _threshold(x: float, y: float, reach: float = THICKNESS / 2 + MARK) -> Iterator[str]:
    yield line((x, y - reach), (x, y + reach), WHITE, 3.2)
    yield line((x, y - reach), (x, y + reach), INK, 1.6)


def _keys(bars: Sequence[StanceBar]) -> Iterator[Key]:
    for i, (column, texture) in enumerate(COLUMNS.items()):
        if any(b.counts[i] for b in bars):
            yield Key(column, tuple(area(SWATCH, texture)))
    required = sorted({b.required for b in bars if b.required is not None})
    if required:
        words = f"members needed: {joined([number(n) for n in required], 'or')}"
        yield Key(words, tuple(_threshold(SWATCH.width / 2, 0, SWATCH.height / 2)))


def _caption(title: str, bars: Sequence[StanceBar]) -> str:
    """Between which numbers the support lies: `of 25 delegations, between 21 and 25 are for each point`."""
    least, most = min(b.for_ for b in bars), max(b.for_ for b in bars)
    members = counted(max(b.members for b in bars), "delegation")
    point = "it" if len(bars) == 1 else "each point"
    if least == most == min(b.members for b in bars):
        return f"{title}: {all_of(most, 'delegation')} {'are' if most > 1 else 'is'} for {point}"
    support = cardinal(most) if most else "none"
    if not least < most:
        return f"{title}: of {members}, {support} {'are' if most > 1 else 'is'} for {point}"
    if not least:
        return f"{title}: of {members}, up to {support} {'are' if most > 1 else 'is'} for a point"
    # Both in one form: in words where the larger is below ten.
    fewest = cardinal(least) if most < len(SMALL_NUMBERS) else number(least)
    return f"{title}: of {members}, between {fewest} and {support} are for each point"


def _alt(title: str, bars: Sequence[StanceBar]) -> str:
    return f"{title}, {counted(len(bars), 'point')}. {' '.join(map(_sentence, bars))}"


def _sentence(bar: StanceBar) -> str:
    columns = ", ".join(f"{count} {column}" for count, column in zip(bar.counts, COLUMNS, strict=True) if count)
    required = "" if bar.required is None else f"; {number(bar.required)} members needed"
    return f"{clause(bar.label)}: {columns}{required}{bar.verdict and f'; {bar.verdict}'}."
