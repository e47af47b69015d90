"""docs/rules.md: every table is worked out anew, from what its first cells say, by the real reading and merging."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from responsegen.consensus.answer import ContributionOutcome, NeedsOutcome, OptionsOutcome, RangeOutcome
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.number_words import rounded
from responsegen.consensus.rules import RULES
from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import BasisName, ReservationKind, RuleName, Voters
from responsegen.dossier.model.population import SHARES_2025
from responsegen.dossier.model.topics import ONE_CAN_STOP
from responsegen.dossier.reading import check_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from responsegen.consensus.answer import Coalition, Columns, JointAnswer, OptionOutcome, TopicOutcome
    from responsegen.dossier.model import Interval

Outcome = TypeVar("Outcome", bound="TopicOutcome")
Row = dict[str, str]

PAGE = (Path(__file__).parents[2] / "docs/rules.md").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
DOSSIER = """\
title: Worked examples
reference: RG 0003/25
as_of: 2025-02-16T18:00+01:00
exercise: true
from: Pen-holder
to: Delegations
addressee: US
delegations: [{delegations}]
silence_procedure: {{deadline: {deadline}}}
questions:
  - {{number: 1, text: What?, wording: paraphrase, topics: [sanctions, us_requirements, force_size, troops]}}
topics:
  sanctions:
    {{title: Sanctions, kind: options, {decided}, options: {{listings: {option}, ports: {option}}}}}
  us_requirements:
    {{title: Support, kind: needs, rule: consensus, options: {{airlift: {need}, air-defence: {need}}}}}
  force_size: {{title: Size, kind: range, unit: personnel, {decided}}}
  troops: {{title: Troops, kind: contribution, rule: opt-in, required: force_size}}
events: {{ceasefire: A ceasefire is in force}}
scenarios:
  alone: {{label: Alone, need: [], events: all}}
  supported: {{label: Supported, need: all, events: all}}
documents:
  synthesis: {{release: participants, attribution: named}}
"""
OPTION = "{label: Text, text: Text.}"
NEED = "{label: Text, text: Text., term: short}"
POSITION = {"status": "cleared", "cleared_by": "ambassador", "date": "2025-02-16"}
BEFORE, AFTER = "2025-02-17T09:00+01:00", "2025-02-16T18:00+01:00"
THREE = ("DK", "FI", "SE")
COLUMNS = {
    "for_": "for",
    "against": "against",
    "abstaining": "abstaining",
    "unmentioned": "unmentioned",
    "constructive": "constructive",
    "outstanding": "outstanding",
}


def merged(
    positions: Mapping[str, Iterable[str]],
    delegations: Iterable[str] = THREE,
    rule: str = "unanimity",  # or a basis
    deadline: str = BEFORE,
) -> JointAnswer:
    """What lines of position files come to, with everything else of the files added."""
    decided = f"{'rule' if rule in RULES else 'basis'}: {rule}"
    codes = ", ".join(delegations)
    text = DOSSIER.format(delegations=codes, decided=decided, deadline=deadline, option=OPTION, need=NEED)
    files = [SourceFile("dossier.yaml", text.encode())]
    for code, lines in positions.items():
        given = {"country": code, **POSITION} | dict(line.split(": ", 1) for line in lines)
        content = "".join(f"{key}: {value}\n" for key, value in given.items())
        files.append(SourceFile(f"positions/{code}.yaml", content.encode()))
    reading = check_files(files)
    assert reading.dossier, [str(problem) for problem in reading.problems]
    return joint_answer(reading.dossier)


def topic(answer: JointAnswer, name: str, kind: type[Outcome]) -> Outcome:
    found = answer.topics[name]
    assert isinstance(found, kind)
    return found


def listings(answer: JointAnswer) -> OptionOutcome:
    return topic(answer, "sanctions", OptionsOutcome).options["listings"]


def airlift(answer: JointAnswer) -> OptionOutcome:
    return topic(answer, "us_requirements", NeedsOutcome).options["airlift"]


def column(columns: Columns, delegation: str = "SE") -> str:
    (found,) = (name for field, name in COLUMNS.items() if delegation in getattr(columns, field))
    return f"{found}, as silent" if delegation in columns.silent else found


def code(cell: str) -> list[str]:
    """What a cell has in code: "`status: draft`, `sanctions: support`" is two lines of a file."""
    return re.findall("`([^`]+)`", cell)


def members(cell: str) -> tuple[str, ...]:
    return tuple(SHARES_2025.figures) if cell == "the 27" else tuple(cell.split(", "))


def amount(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def span(interval: Interval) -> str:
    if interval.high is None:
        return f"{amount(interval.low)} or more"
    return (
        amount(interval.low) if interval.low == interval.high else f"{amount(interval.low)} to {amount(interval.high)}"
    )


def spans(intervals: Iterable[Interval]) -> str:
    return "; ".join(map(span, intervals)) or "none"


def names(codes: Iterable[str]) -> str:
    return ", ".join(codes) or "nobody"


def force(coalition: Coalition) -> str:
    return f"{names(coalition.delegations)}: {span(coalition.personnel)}"


# One function for each kind of table: its first cells in, all cells out.


def of_rules(row: Row) -> Row:
    (name,) = code(row["rule"])
    rule = RuleName(name)
    answers = {True: "yes", False: "no"}
    return {
        "rule": row["rule"],
        "cites": "; of some: ".join(filter(None, (rule.facts.article, rule.facts.article_of_some))) or "nothing",
        "among": "Member States" if rule.facts.within_eu else "any delegations",
        "on military matters": answers[rule.facts.military],
        "silence": answers[rule.facts.silence],
    }


VOTERS = {
    Voters.MEMBER_STATES: "the 27",
    Voters.PARTICIPANTS: "those who cooperate",
    Voters.ALLIES: "allies",
    Voters.ANYBODY: "any delegations",
}


def of_bases(row: Row) -> Row:
    facts = BasisName(code(row["basis"])[0]).facts
    military = [rule for rule in facts.rules if facts.may_be_military(rule)]
    some, own = either(military), f"`{facts.rule}`; or " if facts.rule else "`rule:` has to say it: "
    return {
        "basis": row["basis"],
        "what is decided": facts.description,
        "rule": f"{own}{either(facts.other_rules)}".removesuffix("; or "),
        "who decides": VOTERS[facts.voters],
        "cites": "; ".join(facts.articles),
        "constructive abstention": "yes" if facts.constructive_abstention else "no",
        "on military matters": "yes" if len(military) == len(facts.rules) else f"by {some}" if some else "no",
    }


def either(rules: Iterable[RuleName]) -> str:
    return " or ".join(f"`{rule}`" for rule in rules)


def of_consequences(row: Row) -> Row:
    facts = BasisName(code(row["basis"])[0]).facts
    said = (facts.first, ONE_CAN_STOP if facts.one_can_stop else "", facts.then)
    return row | {"what else it brings": " ".join(filter(None, said))}


def of_sources(row: Row) -> Row:
    assert row["source"]
    return row


def of_votes(row: Row) -> Row:
    said = dict(re.findall(r"(\w\w): ([\w-]+)", row["all support, but"]))
    electorate = members(row["among"])
    positions = {
        member: [f"sanctions: {said.get(member, 'support')}"] for member in electorate if said.get(member) != "missing"
    }
    assert said.keys() <= set(electorate)
    outcome = listings(merged(positions, electorate, code(row.get("rule") or row["basis"])[0]))
    return row | {"outcome": outcome.status.value, "because": outcome.because}


def of_discussion(row: Row) -> Row:
    against = members(row["against, while all others support"])
    everybody = members("the 27")
    positions = {member: [f"sanctions: {'oppose' if member in against else 'support'}"] for member in everybody}
    found = listings(merged(positions, everybody, "qualified-majority"))
    return row | {"may ask for further discussion": names(found.may_ask_discussion)}


def of_columns(row: Row) -> Row:
    lines = code(row["in SE's file"])
    answer = merged({"SE": lines} if lines else {}, members("the 27"), "cfsp-unanimity")
    asked = airlift if any(line.startswith("us_requirements") for line in lines) else listings
    return row | {"column": column(asked(answer).columns)}


def of_reservations(row: Row) -> Row:
    kind = ReservationKind(code(row["reservation"])[0])
    others = {"DK": ["sanctions: support"], "FI": ["sanctions: support"]}
    held = [f"reservations: [{{on: {on}, kind: {kind.value}}}]" for on in ("sanctions", "troops")]
    supporting, opposing = (
        listings(merged({**others, "SE": [f"sanctions: {stance}", held[0]]})) for stance in ("support", "oppose")
    )
    offered = merged({"SE": ["troops: {stance: yes, pledge: 600, ready: 30 days}", held[1]]})
    found = topic(offered, "troops", ContributionOutcome).scenarios["alone"]
    coalitions = {"assured": found.assured, "attainable": found.attainable}
    return row | {
        "`support` is": column(supporting.columns),
        "`oppose` is": column(opposing.columns),
        "all three support": supporting.status.value,
        "a contribution is": " and ".join(n for n, c in coalitions.items() if c.delegations) or "neither",
    }


def of_silence(row: Row) -> Row:
    lines = code(row["in SE's file"])
    others = {} if "nobody else" in row["in SE's file"] else {d: ["sanctions: support"] for d in ("DK", "FI")}
    positions = {**others, "SE": lines} if lines else others
    before, after = (listings(merged(positions, deadline=deadline)) for deadline in (BEFORE, AFTER))
    return row | {
        name: f"{column(outcome.columns)}: {outcome.status.value}"
        for name, outcome in (("before the deadline", before), ("from the deadline on", after))
    }


def sized(row: Row) -> RangeOutcome:
    said = dict(text.split(": ", 1) for text in code(row["stated"]))
    positions = {delegation: [f"force_size: {answer}"] for delegation, answer in said.items()}
    rule = code(row["rule"])[0] if "rule" in row else "unanimity"
    return topic(merged(positions, rule=rule), "force_size", RangeOutcome)


def of_ranges(row: Row) -> Row:
    found = sized(row)
    return row | {
        "agreed": spans(found.agreed),
        "possible": spans(found.possible),
        "outcome": found.status.value,
        "because": found.because,
    }


def of_conflicts(row: Row) -> Row:
    found = sized(row)
    return row | {
        "do not meet": "; ".join(" and ".join(pair) for pair in found.conflicts),
        "widest support": "; ".join(f"{span(s.interval)} ({names(s.for_)})" for s in found.widest_support),
        "smallest concession": "; ".join(
            f"{c.delegation} to {amount(c.to)}, by {amount(c.by)}" for c in found.concessions
        ),
    }


def of_pledges(row: Row) -> Row:
    return row


def contributed(section: str) -> JointAnswer:
    """What the pledges come to that the same section lists."""
    (pledged,) = (rows for title, header, rows in TABLES if title == section and "in its file" in header)
    files = {row["delegation"]: code(row["in its file"]) for row in pledged}
    return merged(files, files)


def of_scenarios(row: Row) -> Row:
    found = topic(contributed("Contributions"), "troops", ContributionOutcome).scenarios[code(row["scenario"])[0]]
    return row | {
        "assured": force(found.assured),
        "attainable": force(found.attainable),
        "gap": "unknown" if found.gap is None else amount(found.gap),
        "over time": "; ".join(f"day {strength.day}: {span(strength.personnel)}" for strength in found.timeline),
    }


def of_needs(row: Row) -> Row:
    needs = topic(contributed("Contributions"), "us_requirements", NeedsOutcome).options
    return row | {"leaves without it": span(needs[code(row["need"])[0]].personnel_depending)}


def of_shares(row: Row) -> Row:
    published = sum((SHARES_2025.figures[member] for member in members(row["members"])), Fraction(0))
    whole = sum(SHARES_2025.figures.values())
    return row | {
        "published": f"{rounded(published, 2)} %",
        "of the sum": f"{rounded(published / whole * 100, 2)} %",
    }


WORKED_OUT = {
    "rule cites among on military matters silence": of_rules,
    "basis what is decided rule who decides cites constructive abstention on military matters": of_bases,
    "basis what else it brings": of_consequences,
    "basis source": of_sources,
    "rule among all support, but outcome because": of_votes,
    "basis among all support, but outcome because": of_votes,
    "against, while all others support may ask for further discussion": of_discussion,
    "in SE's file column": of_columns,
    "reservation `support` is `oppose` is all three support a contribution is": of_reservations,
    "in SE's file before the deadline from the deadline on": of_silence,
    "stated rule agreed possible outcome because": of_ranges,
    "stated do not meet widest support smallest concession": of_conflicts,
    "delegation in its file": of_pledges,
    "scenario assured attainable gap over time": of_scenarios,
    "need leaves without it": of_needs,
    "members published of the sum": of_shares,
}


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables(page: str) -> Iterator[tuple[str, tuple[str, ...], list[Row]]]:
    """Every table of the page: the heading that it stands under, its header, its rows."""
    heading = ""
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    for line, following in pairwise([*page.splitlines(), "", ""]):
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif following.startswith("|--"):
            header, rows = tuple(cells(line)), []
        elif line.startswith("|") and not line.startswith("|--"):
            rows.append(dict(zip(header, cells(line), strict=True)))
            if not following.startswith("|"):
                yield heading, header, rows


TABLES = list(tables(PAGE))
ROWS = [
    pytest.param(" ".join(header), row, id=f"{heading}: {next(iter(row.values()))} {number}")
    for heading, header, rows in TABLES
    for number, row in enumerate(rows)
]


@pytest.mark.parametrize(("kind", "row"), ROWS)
def test_every_row_is_what_the_program_makes_of_its_first_cells(kind: str, row: Row) -> None:
    worked_out = {name: cell.replace("\N{NO-BREAK SPACE}", " ") for name, cell in WORKED_OUT[kind](row).items()}
    assert worked_out == row


@pytest.mark.parametrize("kind", ["what is decided", "source", "what else it brings"])
def test_no_basis_is_left_out(kind: str) -> None:
    (rows,) = (rows for _, header, rows in TABLES if header[0] == "basis" and kind in header)
    found = [BasisName(code(row["basis"])[0]) for row in rows]
    facts = {basis: basis.facts for basis in BasisName}
    brings = [b for b, f in facts.items() if f.first or f.then or f.one_can_stop]
    assert found == (brings if kind == "what else it brings" else list(BasisName))


def test_every_kind_of_table_is_on_the_page() -> None:
    assert {" ".join(header) for _, header, _ in TABLES} == set(WORKED_OUT)


@pytest.mark.parametrize("name", RuleName)
def test_every_rule_has_a_section_with_its_article_what_it_asks_and_an_example(name: RuleName) -> None:
    section = PAGE.partition(f"\n### {name.value}\n")[2].partition("\n#")[0]
    text = " ".join(section.split())
    assert name.facts.article in text
    assert name.facts.article_of_some in text
    assert name.facts.description in text
    examples = [rows for heading, _, rows in TABLES if heading == name.value]
    assert examples or name is RuleName.OPT_IN  # whose example is that of the contributions


def test_every_kind_of_reservation_is_on_the_page() -> None:
    listed = [code(row["reservation"])[0] for _, header, rows in TABLES if "reservation" in header for row in rows]
    assert listed == [kind.value for kind in ReservationKind]


def test_the_source_and_the_validity_of_the_population_are_on_the_page() -> None:
    assert SHARES_2025.source in " ".join(PAGE.split())
    assert f"{SHARES_2025.valid_from.year}" in PAGE
