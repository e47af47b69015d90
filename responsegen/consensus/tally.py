"""Who stands in which column: what each member says to one option in, every member in exactly one column out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum, auto

from responsegen.consensus.answer import Columns
from responsegen.consensus.ballots import Ballot, CountingPolicy
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
    heard: Iterable[Ballot],
    said: Callable[[Answer], Column | None],
    policy: CountingPolicy,
    option: str | None = None,
) -> Columns:
    """Put every member into its column: reservations first, then the stance, then silence.

    `said` reads the column out of an answer; None means that the answer does not touch the option.
    """
    columns: dict[Column, list[str]] = {column: [] for column in Column}
    silent: list[str] = []
    opposing: list[str] = []
    by_reservation: list[str] = []
    for ballot in heard:
        reserved = ballot.reserved(option)
        stated = said(ballot.answer) if ballot.answer is not None else None
        if stated is None and policy.silence and not reserved and not ballot.draft:
            silent.append(ballot.delegation)
            column = Column.FOR
        else:
            limited = _RESERVED_COLUMN.get(policy.counting(reserved)) if reserved else None
            column = limited or stated or Column.OUTSTANDING
            if column is Column.OUTSTANDING and stated is Column.AGAINST:
                opposing.append(ballot.delegation)
            if column is Column.AGAINST and stated is not Column.AGAINST:
                by_reservation.append(ballot.delegation)
        columns[column].append(ballot.delegation)
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
