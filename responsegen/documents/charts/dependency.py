"""Draw how many troops depend on each requirement: one bar a requirement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from responsegen.documents.charts.chart import SWATCH, Chart, Key, chart, legend
from responsegen.documents.charts.layout import GAP, rows
from responsegen.documents.charts.lettering import FIGURE, INK, REMARK, spoken, widest
from responsegen.documents.charts.svg import Box, Texture, area, block, line, path, text
from responsegen.documents.words import clause, counted, total
from responsegen.dossier.model import Interval, Number

THICKNESS = 10.0
ARROW = 14.0
OVERLAP = "The numbers do not add up, since one pledge can depend on several requirements."


@dataclass(frozen=True, slots=True)
class NeedBar:
    """How many troops depend on one requirement; an upper end that nobody knows is None."""

    label: str
    personnel: Interval


def worth(title: str, needs: Sequence[NeedBar]) -> Chart | None:
    """One bar a requirement, the one that most depends on first; None where no troops depend on any."""
    needs = sorted(needs, key=_order)
    bars = [n for n in needs if n.personnel.high != 0]
    if not bars:
        return None
    keys, head = legend(_keys(bars))
    layout = rows([n.label for n in bars], [""] * len(bars), head)
    figures = [total(n.personnel) for n in bars]
    room = layout.end - layout.start - widest(figures, FIGURE) - ARROW
    per_head = room / max(*(_drawn(n.personnel) for n in bars), 1)
    others = len(needs) - len(bars)
    remark = f"and {counted(others, 'requirement')} on which no troops depend" if others else ""

    def elements() -> Iterator[str]:
        yield from keys
        yield from layout.words()
        for need, figure, y in zip(bars, figures, layout.middles, strict=False):
            yield from _bar(need.personnel, figure, layout.start, y, per_head)
        ends = (layout.middles[0] - THICKNESS / 1.3, layout.middles[-1] + THICKNESS / 1.3)
        yield line((layout.start, ends[0]), (layout.start, ends[1]), INK, 0.7)
        yield text(0, layout.bottom + REMARK.line, remark, REMARK)

    height = layout.bottom + (REMARK.line + 2 if others else 0)
    return chart(elements(), height, _alt(title, needs), _caption(title, bars))


def _caption(title: str, bars: Sequence[NeedBar]) -> str:
    """What most troops depend on, if it is one requirement."""
    first, *others = bars
    if any(_order(need) == _order(first) for need in others):
        return f"{title}: troops depending on each requirement"
    return f"{title}: {'most troops depend' if others else 'troops depend'} on “{clause(first.label)}”"


def _order(need: NeedBar) -> tuple[Number | float, Number | float]:
    high = need.personnel.high
    return -need.personnel.low, -inf if high is None else -high


def _drawn(personnel: Interval) -> Number:
    return personnel.low if personnel.high is None else personnel.high


def _bar(personnel: Interval, figure: str, start: float, y: float, per_head: float) -> Iterator[str]:
    sure, end = start + personnel.low * per_head, start + _drawn(personnel) * per_head
    top = y - THICKNESS / 2
    if sure > start:
        yield from area(Box(start, top, sure - start, THICKNESS), Texture.SOLID)
    if end > sure:
        yield from area(Box(sure, top, end - sure, THICKNESS), Texture.PALE)
    if personnel.high is None:
        yield from _arrow(end, y)
        end += ARROW
    yield from block(end + GAP / 2, y, (figure,), FIGURE)


def _arrow(x: float, y: float) -> Iterator[str]:
    tip = x + ARROW - 2
    yield line((x, y), (tip - 4, y), INK, 1.2, "2 1.4")
    yield path("M", tip - 4, y - 2.6, "L", tip, y, "L", tip - 4, y + 2.6, "Z", fill=INK)


def _keys(needs: Sequence[NeedBar]) -> Iterator[Key]:
    if any(n.personnel.low for n in needs):
        yield Key("at least", tuple(area(SWATCH, Texture.SOLID)))
    if any(n.personnel.high is not None and n.personnel.high > n.personnel.low for n in needs):
        yield Key("at most", tuple(area(SWATCH, Texture.PALE)))
    if any(n.personnel.high is None for n in needs):
        yield Key("not all pledges are in numbers", tuple(_arrow(0, 0)))


def _alt(title: str, needs: Sequence[NeedBar]) -> str:
    listed = "; ".join(f"{clause(n.label)}, {spoken(n.personnel)}" for n in needs)
    lead = f"{title}, {counted(len(needs), 'requirement')}, by the number of troops depending on it"
    return f"{lead}: {listed}. {OVERLAP}"
