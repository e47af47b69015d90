"""Write the answers of all delegations as a workbook: a sheet a question, lists, and arithmetic that calculates."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as at

from responsegen.consensus.answer import JointAnswer, Standpoint, Status
from responsegen.consensus.counting import Electorate
from responsegen.consensus.rules.majorities import blocking_minority
from responsegen.dossier.model import Dossier, ReservationCounting, RuleName
from responsegen.intake.question_form import Form, Part, Shape
from responsegen.intake.sheets import BY_DELEGATION, BY_ENTRY

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SIDES: Final = (
    *(Standpoint.FOR, Standpoint.AGAINST, Standpoint.ABSTAINING, Standpoint.UNMENTIONED, Standpoint.CONSTRUCTIVE),
    Standpoint.OUTSTANDING,
)
_POINTS: Final = ("Topic", "Point", "Rule", "Limited", "Block")  # in front of the delegations
_SUMS: Final = ("Members", *(str(side) for side in SIDES), "Population for", "Population in all", "Verdict")
_LONGEST_LIST: Final = 255  # characters: Excel takes no more


def workbook(dossier: Dossier, answer: JointAnswer, forms: Mapping[str, Form], marks: str) -> bytes:
    """Return the workbook as XLSX; the same answers give the same bytes."""
    content = io.BytesIO()
    book: Any = xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": dossier.title, "author": dossier.sender, "created": dossier.as_of.astimezone(UTC)})
    looks = {"head": book.add_format({"bold": True, "text_wrap": True, "bottom": 1})}
    looks["mark"] = book.add_format({"bold": True})
    looks["cell"] = book.add_format({"text_wrap": True, "valign": "top"})
    sheets: dict[str, Any] = {}

    def begun(name: str, head: tuple[str, ...], frozen: int) -> Any:  # noqa: ANN401 -- the library has no types
        """Begin a sheet with what every page says, and heads that stay."""
        if name not in sheets:
            sheets[name] = [book.add_worksheet(name[:31]), 2]
            sheet = sheets[name][0]
            sheet.write_string(0, 0, marks, looks["mark"])
            sheet.set_header(f"&C{marks.replace('&', '&&')}")
            sheet.set_footer(f"&L{dossier.reference.replace('&', '&&')}&RPage &P of &N")
            sheet.write_row(1, 0, head, looks["head"])
            sheet.freeze_panes(2, frozen)
            sheet.set_landscape()
            sheet.repeat_rows(1)
            sheet.set_column(1, 2, 28)
        return sheets[name]

    first = next(iter(forms.values()))
    for index, part in enumerate(first.parts):
        if part.rows[0].shape is Shape.ANSWER:
            place = begun(part.heading or "Who answers", (*BY_DELEGATION, *forms), len(BY_DELEGATION))
            _matrix(place, part, forms, looks)
        else:
            prefix = part.rows[0].code.rpartition(".")[0]
            place = begun(f"{part.heading.split(':')[0][:20]} {prefix}", (*BY_ENTRY, *part.columns), len(BY_ENTRY))
            for code, form in forms.items():
                for row in form.parts[index].rows:
                    if row.entry is not None:
                        texts = (code, row.code, *(row.cells[c].recorded for c in part.columns))
                        _write(place, texts, looks["cell"])
    _arithmetic(begun("Arithmetic", (*_POINTS, *dossier.delegations, *_SUMS), 2), dossier, answer, looks)
    book.close()
    return content.getvalue()


def _matrix(place: Any, part: Part, forms: Mapping[str, Form], looks: Mapping[str, Any]) -> None:  # noqa: ANN401
    by_code = {delegation: form.rows for delegation, form in forms.items()}
    for row in part.rows:
        for column, cell in row.cells.items():
            recorded = (by_code[delegation][row.code].cells[column].recorded for delegation in forms)
            _write(place, (row.code, row.label, column, *recorded), looks["cell"])
            words = list(cell.words)
            if words and len(",".join(words)) <= _LONGEST_LIST:
                line, left = place[1] - 1, len(BY_DELEGATION)
                rules = {"validate": "list", "source": words, "ignore_blank": True, "error_type": "warning"}
                place[0].data_validation(line, left, line, left + len(forms) - 1, rules)


def _write(place: Any, texts: tuple[str, ...], look: Any) -> None:  # noqa: ANN401
    sheet, line = place
    for column, text in enumerate(texts):
        if text:
            sheet.write_string(line, column, text, look)
    place[1] += 1


def _arithmetic(place: Any, dossier: Dossier, answer: JointAnswer, looks: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Write each voted point with every member's column as counted, and formulas for what follows from them."""
    sheet = place[0]
    left, right = len(_POINTS), len(_POINTS) + len(dossier.delegations) - 1
    weights = {d: Electorate.of((d,), dossier.population).population_of(d) for d in dossier.delegations}
    sheet.write_string(place[1], 0, "Population (half the last digit of the published shares)", looks["cell"])
    for column, d in enumerate(dossier.delegations, left):
        sheet.write_number(place[1], column, weights[d])
    population = f"{at(place[1], left, row_abs=True, col_abs=True)}:{at(place[1], right, row_abs=True, col_abs=True)}"
    place[1] += 1
    for topic, label, one in _voted(answer):
        electorate = Electorate.of(topic.electorate, dossier.population)
        line = place[1]
        stated = ReservationCounting.AS_STATED
        limits = (r for r in one.reservations if r.delegation in topic.electorate)
        limited = int(any(dossier.reservations_count_as[r.reservation.kind] is stated for r in limits))
        sheet.write_row(line, 0, (topic.title, label, str(topic.rule)), looks["cell"])
        sheet.write_number(line, 3, limited)
        sheet.write_number(line, 4, blocking_minority(electorate) if electorate.table else 0)
        side_of = {member: side for side in SIDES for member in one.columns.sides[side]}
        for column, d in enumerate(dossier.delegations, left):
            if d in side_of:
                sheet.write_string(line, column, str(side_of[d]))
        sides = {"validate": "list", "source": [str(side) for side in SIDES]}
        sheet.data_validation(line, left, line, right, sides)
        cells = f"{at(line, left, col_abs=True)}:{at(line, right, col_abs=True)}"
        people = electorate.bloc(one.columns.for_).population, electorate.whole.population
        _formulas(sheet, line, right + 1, cells, population if electorate.table else "", topic.rule, one, people)
        place[1] += 1


def _voted(answer: JointAnswer) -> Iterator[tuple[Any, str, Any]]:
    """Yield every point that a rule counts stances on, with its topic and its label."""
    for outcome in answer.topics.values():
        for id_, one in getattr(outcome, "options", {}).items():
            if hasattr(one, "columns"):
                topic: Any = outcome.topic
                yield topic, topic.options[id_].label, one


def _formulas(  # noqa: PLR0913, PLR0917 -- where a formula stands, and what it is made of
    sheet: Worksheet,
    line: int,
    first: int,
    cells: str,
    population: str,
    rule: RuleName,
    one: Any,  # noqa: ANN401,
    people: tuple[int, int],
) -> None:
    columns = {name: at(line, first + index) for index, name in enumerate(_SUMS)}
    n, for_, out = columns["Members"], columns[Standpoint.FOR], columns[Standpoint.OUTSTANDING]
    sheet.write_formula(line, first, f"=COUNTA({cells})", None, one.arithmetic.members)
    for side in SIDES:
        index = _SUMS.index(str(side))
        value = len(one.columns.sides[side])
        sheet.write_formula(line, first + index, f'=COUNTIF({cells},"{side}")', None, value)
    whole = f'SUMPRODUCT(({cells}<>"")*{population})' if population else "0"
    people_for = _people(cells, population, Standpoint.FOR)
    sheet.write_formula(line, first + _SUMS.index("Population for"), f"={people_for}", None, people[0])
    sheet.write_formula(line, first + _SUMS.index("Population in all"), f"={whole}", None, people[1])
    against, constructive = columns[Standpoint.AGAINST], columns[Standpoint.CONSTRUCTIVE]
    declared = _people(cells, population, Standpoint.CONSTRUCTIVE)
    more = _people(cells, population, Standpoint.OUTSTANDING)
    pop, total = columns["Population for"], columns["Population in all"]

    def carries(count: str, people: str, nobody_against: str) -> str:
        match rule:
            case RuleName.UNANIMITY | RuleName.CONSENSUS:
                prevented = f"AND(3*{constructive}>={n},{constructive}>0,3*({declared})>={total})"
                return f"AND({nobody_against},{count}>0,NOT({prevented}))"
            case RuleName.SIMPLE_MAJORITY:
                return f"2*({count})>{n}"
            case RuleName.QUALIFIED_MAJORITY:
                few = f"{n}-({count})<{at(line, 4)}"
                return f"AND(100*({count})>=55*{n},OR(100*({people})>=65*{total},{few}))"
            case _:
                return f"AND(100*({count})>=72*{n},100*({people})>=65*{total})"

    worst = carries(for_, pop, f"{against}+{out}=0")
    best = carries(f"{for_}+{out}", f"{pop}+{more}", f"{against}=0")
    reserved = f'IF({at(line, 3)}>0,"{Status.AGREED_WITH_RESERVATIONS}","{Status.AGREED}")'
    verdict = f'=IF({worst},{reserved},IF({best},"{Status.OPEN}","{Status.NOT_AGREED}"))'
    sheet.write_formula(line, first + _SUMS.index("Verdict"), verdict, None, str(one.status))


def _people(cells: str, population: str, side: Standpoint) -> str:
    return f'SUMPRODUCT(({cells}="{side}")*{population})' if population else "0"
