"""Write the sheet that calculates: whoever changes a cell in it, or an answer, sees counts and verdict move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from xlsxwriter.utility import xl_range, xl_range_abs
from xlsxwriter.utility import xl_rowcol_to_cell as at

from responsegen.consensus.answer import JointAnswer, Standpoint, Status
from responsegen.consensus.ballots import STANCE_SIDE, CountingPolicy
from responsegen.consensus.counting import Electorate
from responsegen.consensus.options import NECESSITY_SIDE, stated_side
from responsegen.consensus.points import Point, points
from responsegen.consensus.rules.majorities import (
    POPULATION_NEEDED,
    QUALIFIED_MAJORITY,
    REINFORCED_QUALIFIED_MAJORITY,
    blocking_minority,
)
from responsegen.documents.words import rule_words
from responsegen.dossier.model import Kind, ReservationCounting, RuleName
from responsegen.intake.book import Book, Sheet
from responsegen.intake.sheets import BY_DELEGATION

Cells = dict[tuple[str, ...], tuple[str, int]]  # the sheet and the line of an answer, by topic and option
SHEET: Final = "Arithmetic"
_SIDES: Final = (
    *(Standpoint.FOR, Standpoint.AGAINST, Standpoint.ABSTAINING, Standpoint.UNMENTIONED, Standpoint.CONSTRUCTIVE),
    Standpoint.OUTSTANDING,
)
_WHOLE: Final = dict.fromkeys((Standpoint.SILENT, Standpoint.ESSENTIAL, Standpoint.DESIRABLE), Standpoint.FOR)
_SIDE_OF: Final = {str(word): str(side) for word, side in (STANCE_SIDE | NECESSITY_SIDE).items()}
_NOTE: Final = (
    "How each member counts. It follows from the answers on the sheets of the questions, unless a reservation, a"
    " draft, or whoever speaks for it decides: choose another word, or change the answer, and what stands here moves."
)
_POINT: Final = ("Topic", "Point", "Rule", "Verdict")
_MEMBERS, _SHARE = "Members", "Population for"
_COUNTS: Final = (*map(str, _SIDES), _MEMBERS, _SHARE)
_LIMITS, _BLOCK = "Reservations on it", "A blocking minority"
_FOR, _PERHAPS, _DECLARED, _ALL = "People for", "People perhaps for", "People declaring", "People in all"
_FACTS: Final = (_LIMITS, _BLOCK, _FOR, _PERHAPS, _DECLARED, _ALL)
_PEOPLE: Final = "People, in halves of the last digit of the published shares"
_FIRST: Final = len(_POINT) + len(_COUNTS)  # the column of the first delegation
_PEOPLE_LINE: Final = 3
_ABSENT: Final = "–"
_LOOK_OF: Final = {_SHARE: "share", "Verdict": "result"}


def write_arithmetic(book: Book, answer: JointAnswer, cells: Cells) -> None:
    """Write every voted point with each member's column, and formulas for all that follows from the columns."""
    delegations = book.dossier.delegations
    head = (*_POINT, *_COUNTS, *delegations, *_FACTS)
    widths = (26, 32, 18, 22, *(14 for _ in _COUNTS), *(17 for _ in delegations), *(11 for _ in _FACTS))
    sheet = book.sheet(SHEET, _NOTE, head, widths, len(_POINT))
    weights = (Electorate.of((d,), book.dossier.population).population_of(d) or None for d in delegations)
    sheet.add(_PEOPLE, *(None for _ in range(1, _FIRST)), *weights, look="printed")
    for point in points(answer):
        if point.name.option and point.status:
            _Line(book, sheet, point, point.status, cells).write()


@dataclass(frozen=True, slots=True)
class _Line:
    """The line of one option or need."""

    book: Book
    sheet: Sheet
    point: Point
    status: Status
    cells: Cells

    @property
    def side_of(self) -> Mapping[str, Standpoint]:
        """The column in which each member of the electorate is counted."""
        return {d: _WHOLE.get(state.standpoint, state.standpoint) for d, state in self.point.states.items()}

    def write(self) -> None:
        """Write how each member counts, and what is calculated from that."""
        delegations, side_of = self.book.dossier.delegations, self.side_of
        line = self.sheet.add(self.point.topic.title, self.point.label, rule_words(self.point.topic.rule))
        for column, delegation in enumerate(delegations, _FIRST):
            if side := side_of.get(delegation):
                self.sheet.put(line, column, str(side), formula=self._from_answer(delegation, side))
            else:
                self.sheet.put(line, column, _ABSENT, "absent")
        last = _FIRST + len(delegations) - 1
        self.book.offer(self.sheet, (line, _FIRST, line, last), map(str, self._possible_sides()), only=True)
        place = {name: index for index, name in enumerate((*_POINT, *_COUNTS, *delegations, *_FACTS))}
        cell = {name: at(line, column) for name, column in place.items()}
        for name, (formula, value) in self._calculated(cell, xl_range(line, _FIRST, line, last)).items():
            self.sheet.put(line, place[name], value, _LOOK_OF.get(name, "value"), formula)

    def _possible_sides(self) -> tuple[Standpoint, ...]:
        """List the columns that an answer to this point can lead to."""
        topic = self.point.topic
        missing = set() if topic.kind is Kind.NEEDS else {Standpoint.UNMENTIONED}
        if topic.rule is not RuleName.UNANIMITY:
            missing.add(Standpoint.CONSTRUCTIVE)
        return tuple(side for side in _SIDES if side not in missing or side in self.side_of.values())

    def _from_answer(self, delegation: str, counted: Standpoint) -> str:
        """Return the formula by which an answer's cell leads to its column; nothing where more than it decides."""
        dossier, topic, option = self.book.dossier, self.point.topic, self.point.name.option or ""
        silent = Standpoint.FOR if CountingPolicy.of(dossier, topic).silence else Standpoint.OUTSTANDING
        position = dossier.stated_positions.get(delegation)
        stated = stated_side(option, position.answers.get(topic.id)) if position else None
        limits = {kind for d, kind in self.point.reservations if d == delegation}
        if (
            delegation in dossier.spoken_for
            or (position and not dossier.counts(position))
            or (position and dossier.stale(position, topic.id) & {None, option})
            or any(dossier.reservations_count_as[kind] is not ReservationCounting.AS_STATED for kind in limits)
            or (stated or silent) is not counted
        ):
            return ""
        return self._looked_up(delegation, option, str(silent))

    def _looked_up(self, delegation: str, option: str, silent: str) -> str:
        topic = self.point.topic
        name, line = self.cells[topic.id, option]
        column = len(BY_DELEGATION) + self.book.dossier.delegations.index(delegation)
        answer, blank = f"'{name}'!{at(line, column)}", f'"{silent}"'
        if topic.kind is Kind.NEEDS:  # who answers on needs has spoken on each of them
            lines = [self.cells[topic.id, need][1] for need in topic.option_ids]
            said = f"'{name}'!{xl_range(min(lines), column, max(lines), column)}"
            blank = f'IF(COUNTA({said})=0,{blank},"{Standpoint.UNMENTIONED}")'
        else:
            whole = f"'{name}'!{at(self.cells[topic.id,][1], column)}"
            answer = f'IF({answer}="",{whole},{answer})'
        words, sides = self.book.words(_SIDE_OF), self.book.words(_SIDE_OF.values())
        known = f'IFERROR(INDEX({sides},MATCH({answer},{words},0)),"{Standpoint.OUTSTANDING}")'
        return f'IF({answer}="",{blank},{known})'

    def _calculated(self, cell: Mapping[str, str], members: str) -> Mapping[str, tuple[str, str | float]]:
        """Return the counts, the population where it is weighed, and the verdict, each with its formula."""
        topic, counting = self.point.topic, self.book.dossier.reservations_count_as
        electorate = Electorate.of(topic.electorate, self.book.dossier.population)
        those = {side: [d for d, counted in self.side_of.items() if counted is side] for side in _SIDES}
        *spoken, silent = _SIDES
        rest = f"{cell[_MEMBERS]}-SUM({cell[spoken[0]]}:{cell[spoken[-1]]})"
        limits = [kind for _, kind in self.point.reservations if counting[kind] is ReservationCounting.AS_STATED]
        found: dict[str, tuple[str, str | float]] = {
            _MEMBERS: ("", len(electorate.members)),
            **{side: (f'COUNTIF({members},"{side}")', len(those[side])) for side in spoken},
            silent: (rest, len(those[silent])),
            _LIMITS: ("", len(limits)),
            "Verdict": (_verdict(topic.rule, cell), self.status.words),
        }
        if electorate.table:
            last = _FIRST + len(self.book.dossier.delegations) - 1
            people = xl_range_abs(_PEOPLE_LINE, _FIRST, _PEOPLE_LINE, last)
            weights = {side: electorate.bloc(those[side]).population for side in _SIDES}
            weight = {side: f'SUMPRODUCT(({members}="{side}")*{people})' for side in _SIDES}
            whole, for_ = electorate.whole.population, weights[Standpoint.FOR]
            others = "-".join(weight[side] for side in spoken[1:])
            found |= {
                _BLOCK: ("", blocking_minority(electorate)),
                _ALL: ("", whole),
                _FOR: (weight[Standpoint.FOR], for_),
                _PERHAPS: (f"{cell[_ALL]}-{others}", for_ + weights[silent]),
                _DECLARED: (weight[Standpoint.CONSTRUCTIVE], weights[Standpoint.CONSTRUCTIVE]),
                _SHARE: (f"{cell[_FOR]}/{cell[_ALL]}", for_ / whole),
            }
        return found


def _verdict(rule: RuleName, cell: Mapping[str, str]) -> str:
    """Write the verdict as the program judges: with everybody outstanding against, then with all of them for."""
    for_, against, outstanding = cell[Standpoint.FOR], cell[Standpoint.AGAINST], cell[Standpoint.OUTSTANDING]
    worst = _carries(rule, cell, for_, cell[_FOR], f"{against}+{outstanding}")
    best = _carries(rule, cell, f"({for_}+{outstanding})", cell[_PERHAPS], against)
    agreed = f'IF({cell[_LIMITS]}>0,"{Status.AGREED_WITH_RESERVATIONS.words}","{Status.AGREED.words}")'
    return f'IF({worst},{agreed},IF({best},"{Status.OPEN.words}","{Status.NOT_AGREED.words}"))'


def _carries(rule: RuleName, cell: Mapping[str, str], for_: str, people: str, against: str) -> str:
    """Write whether a rule carries, as `consensus/rules` has it."""
    members, whole, unopposed = cell[_MEMBERS], cell[_ALL], f"{against}=0,{for_}>0"
    match rule:
        case RuleName.UNANIMITY:
            third = f"3*{cell[Standpoint.CONSTRUCTIVE]}>={members},3*{cell[_DECLARED]}>={whole}"
            return f"AND({unopposed},NOT(AND({third})))"
        case RuleName.CONSENSUS:
            return f"AND({unopposed})"
        case RuleName.SIMPLE_MAJORITY:
            return f"2*{for_}>{members}"
        case RuleName.QUALIFIED_MAJORITY | RuleName.REINFORCED_QUALIFIED_MAJORITY:
            is_reinforced = rule is RuleName.REINFORCED_QUALIFIED_MAJORITY
            majority = REINFORCED_QUALIFIED_MAJORITY if is_reinforced else QUALIFIED_MAJORITY
            enough = f"100*{people}>={100 * POPULATION_NEEDED}*{whole}"
            if majority.few_cannot_block:
                enough = f"OR({enough},{members}-{for_}<{cell[_BLOCK]})"
            return f"AND(100*{for_}>={100 * majority.members_needed}*{members},{enough})"
        case RuleName.OPT_IN:
            return f"{for_}>0"
        case _:
            assert_never(rule)
