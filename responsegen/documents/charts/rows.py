"""From labels and closing words to rows above each other that fit a page, with room for a bar between the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responsegen.documents.charts.chart import HIGHEST, WIDTH
from responsegen.documents.charts.lettering import FIGURE, NAME, REMARK, widest, wrapped
from responsegen.documents.charts.svg import block, text
from responsegen.documents.wording import counted

PITCH, HIGH_PITCH = 15.0, 20.5  # from row to row; the higher one where words stand on two lines
LABEL_ROOM, CLOSING_ROOM = 150.0, 100.0
GAP = 8.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Where each row stands and what is written beside it."""

    labels: tuple[tuple[str, ...], ...]  # the lines of each
    closings: tuple[tuple[str, ...], ...]
    start: float  # of the bars
    end: float
    top: float
    pitch: float
    shown: int

    @property
    def middles(self) -> tuple[float, ...]:
        """The line around which each row that fits is drawn."""
        return tuple(self.top + self.pitch * (i + 0.5) for i in range(self.shown))

    @property
    def bottom(self) -> float:
        """Where the rows end, the remark on those left out included."""
        return self.top + self.pitch * (self.shown + (self.shown < len(self.labels)))

    def words(self) -> Iterator[str]:
        """The labels, the closing words, and how many rows only the table has."""
        for label, closing, middle in zip(self.labels, self.closings, self.middles, strict=False):
            yield from block(0, middle, label, NAME)
            yield from block(self.end + GAP, middle, closing, FIGURE)
        if left_out := len(self.labels) - self.shown:
            remark = f"and {counted(left_out, 'further point')}: see the table"
            yield text(0, self.bottom - self.pitch / 2 + REMARK.drop, remark, REMARK)


def rows(labels: Sequence[str], closings: Sequence[str], top: float) -> Rows:
    """Lay out one row for each label, from `top` down; `closings` stand at the right end."""
    label_room = min(widest(labels, NAME), LABEL_ROOM)
    closing_room = min(widest(closings, FIGURE), CLOSING_ROOM)
    label_lines = tuple(wrapped(words, NAME, label_room) for words in labels)
    closing_lines = tuple(wrapped(words, FIGURE, closing_room) for words in closings)
    pitch = HIGH_PITCH if any(len(lines) > 1 for lines in label_lines + closing_lines) else PITCH
    room = int((HIGHEST - top) / pitch)
    return Rows(
        label_lines,
        closing_lines,
        label_room + GAP,
        WIDTH - closing_room - GAP,
        top,
        pitch,
        len(labels) if len(labels) <= room else room - 1,
    )
