"""Who stands in which column: what each member says to one option in, every member in exactly one column out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum, auto

from responsegen.consensus.answer import Columns
from responsegen.consensus.voices import Practice, Voice
from responsegen.dossier.model import Answer, ReservationCounting, Stance


class Column(StrEnum):
    """Where a member stands on one option."""

    FOR = auto()
    AGAINST = auto()
    ABSTAINING = auto()
    CONSTRUCTIVE = auto()
    OUTSTANDING = auto()


STANCE_COLUMN = {
    Stance.SUPPORT: Column.FOR,
    Stance.ACCEPT: Column.FOR,
    Stance.ABSTAIN: Column.ABSTAINING,
    Stance.CONSTRUCTIVE_ABSTENTION: Column.CONSTRUCTIVE,
    Stance.OPPOSE: Column.AGAINST,
    Stance.UNDECIDED: Column.OUTSTANDING,
}

_RESERVED_COLUMN = {
    ReservationCounting.AGAINST: Column.AGAINST,
    ReservationCounting.OUTSTANDING: Column.OUTSTANDING,
}


def tally(
    heard: Iterable[Voice], said: Callable[[Answer], Column | None], practice: Practice, option: str | None = None
) -> Columns:
    """Put every member into its column: reservations first, then the stance, then silence.

    `said` reads the column out of an answer; None means that the answer does not touch the option.
    """
    columns: dict[Column, list[str]] = {column: [] for column in Column}
    silent: list[str] = []
    opposing: list[str] = []
    by_reservation: list[str] = []
    for voice in heard:
        reserved = voice.reserved(option)
        stated = said(voice.answer) if voice.answer is not None else None
        if stated is None and practice.silence and not reserved and not voice.draft:
            silent.append(voice.delegation)
            column = Column.FOR
        else:
            limited = _RESERVED_COLUMN.get(practice.counting(reserved)) if reserved else None
            column = limited or stated or Column.OUTSTANDING
            if column is Column.OUTSTANDING and stated is Column.AGAINST:
                opposing.append(voice.delegation)
            if column is Column.AGAINST and stated is not Column.AGAINST:
                by_reservation.append(voice.delegation)
        columns[column].append(voice.delegation)
    return Columns(
        for_=tuple(columns[Column.FOR]),
        against=tuple(columns[Column.AGAINST]),
        abstaining=tuple(columns[Column.ABSTAINING]),
        constructive=tuple(columns[Column.CONSTRUCTIVE]),
        outstanding=tuple(columns[Column.OUTSTANDING]),
        silent=tuple(silent),
        opposing=tuple(opposing),
        by_reservation=tuple(by_reservation),
    )
