"""The board: what it shows of each point and cell, what suppositions move, and that the command says the same."""

import random
from collections.abc import Iterator
from functools import cache

import click
import pytest

from responsegen.board import Board, Row, board
from responsegen.board.suppositions import Question
from responsegen.board.verdicts import Standing
from responsegen.cli import page_text, what_if
from responsegen.consensus import joint_answer
from responsegen.dossier.what_if import ReadDossier
from responsegen.problem import InvalidDossier

ANSWERS = {
    "bridge": ("support", "accept", "abstain", "oppose", "undecided", "silent", "constructive-abstention", "nonsense"),
    "bridge.stone": ("support", "oppose", "silent", "{stance: accept, comment: <b>}"),
    "bridge.wood": ("support", "abstain", "oppose"),
    "tolls.cars": ("support", "abstain", "oppose", "undecided", "silent"),
    "span": ("12-36 months", "at least 40 months", "up to 8 months", "abstain", "silent", "30.000"),
    "hands": ("400-600", "abstain", "at least 500"),
    "support.crane": ("essential", "not-needed", "oppose"),
    "crew": ("yes", "no", "considering", "silent", "conditional"),
    "crew.pledge": ("2000", "600-1000", "x"),
    "gifts.nails": ("{quantity: 3, status: indicative}", "silent"),
    "status": ("draft", "cleared"),
}
OTHERS = (
    "need.crane=no",
    "need.crane=yes",
    "event.thaw=no",
    "rule.bridge=simple-majority",
    "rule.bridge=unanimity",
    "basis.tolls=cfsp-unanimity",
    "basis.tolls=no-legal-act",
    "electorate.bridge=[DK, SE]",
    "as_of=2025-02-18T09:00+01:00",
    "count_drafts=true",
    "need.ladder=yes",
    "nothing",
)


def suppositions(chance: random.Random) -> Iterator[str]:
    """Draw one to three changes, some of which do not fit."""
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.2:
            yield chance.choice(OTHERS)
        elif chance.random() < 0.1:
            yield f"{chance.choice(['BE', 'FR', 'UK', 'XX'])}=silent"
        else:
            name = chance.choice([*ANSWERS])
            yield f"{chance.choice(['BE', 'DK', 'DE', 'FR', 'SE', 'UK'])}.{name}={chance.choice(ANSWERS[name])}"


def as_printed(shown: Board) -> list[str]:
    """Lay out what the board says of suppositions as the command does."""
    if any(": error: " in problem for problem in shown.problems):
        return list(shown.problems)
    printed = [click.style("EXERCISE", bold=True), *page_text.paragraphs(shown.notes)]
    printed += page_text.laid_out(shown.moves, apart=bool(shown.notes))
    if not shown.moves:
        return [*printed, "Nothing moves."]
    before, now = (", ".join(counted(shown, when)) for when in ("before", "now"))
    if before == now:
        return [*printed, "", *page_text.lines(f"Points, as before: {now}")]
    return [*printed, "", *page_text.lines(f"Points before: {before}"), *page_text.lines(f"Points after:  {now}")]


def counted(shown: Board, when: str) -> list[str]:
    counts = {words: now if when == "now" else before for words, before, now in shown.tallies}
    there = {words: count for words, count in counts.items() if count}
    every = "all " if len(there) == 1 else ""
    return [f"{every}{count} {words}" for words, count in there.items()]


def by_the_command(read: ReadDossier, changes: tuple[str, ...]) -> list[str]:
    try:
        supposed, notes, _ = read.supposing(changes)
    except InvalidDossier as invalid:
        return [f"{problem} [{problem.code}]" for problem in invalid.problems]
    return list(what_if.compared(read, supposed, notes))


def test_a_thousand_suppositions_give_what_the_command_gives(
    read: ReadDossier, recorded: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is the same for both is read and merged once.
    supposing = cache(read.supposing)
    monkeypatch.setattr(ReadDossier, "supposing", lambda _, changes: supposing(changes))
    answers = {id(read): recorded.answer}
    merge = joint_answer.joint_answer
    monkeypatch.setattr(joint_answer, "joint_answer", lambda dossier: answers.get(id(dossier)) or merge(dossier))
    chance, moved, refused = random.Random(20), 0, 0  # noqa: S311 -- the same draw in every run
    for _ in range(1000):
        asked = Question.of(Question(tuple(dict.fromkeys(suppositions(chance)))).address().partition("?")[2])
        shown = board(read, recorded, asked, public=False)
        assert as_printed(shown) == by_the_command(read, asked.changes), asked.command
        moved += bool(shown.moves)
        refused += any(": error: " in problem for problem in shown.problems)
    assert moved > 400
    assert refused > 100


def of(shown: Board, name: str) -> Row:
    return next(row for topic in shown.topics for row in topic.rows if row.name == name)


@pytest.fixture
def plain(read: ReadDossier, recorded: Standing) -> Board:
    return board(read, recorded, Question(), public=False)


@pytest.mark.parametrize(
    ("name", "words", "reason"),
    [
        (
            "bridge.stone",
            "open",
            "Nobody opposes, but consensus waits for FR and UK; 4 of 6 delegations are in favour.",
        ),
        (
            "bridge.wood",
            "not agreed",
            "BE opposes; consensus needs that nobody does; 2 of 6 delegations are in favour.",
        ),
        ("tolls.cars", "open", "2 of 5 members are in favour (3 needed), with 12.42 % of the population (65 % needed)"),
        ("span", "not agreed", "No value suits all: the ranges of BE and DK do not meet."),
        ("support.crane", "open", "Nobody opposes, but consensus waits for DE, FR, SE and UK; 2 of 6 delegations"),
        ("crew", "", "At best 500 to 700 personnel are attainable"),
        ("gifts.nails", "", "Firm 12 boxes"),
    ],
)
def test_each_point_has_its_verdict_and_its_reason(plain: Board, name: str, words: str, reason: str) -> None:
    verdict = of(plain, name).verdict
    assert verdict.words == words
    assert verdict.reason.replace("–", " to ").replace("\N{NO-BREAK SPACE}", " ").startswith(reason)


def test_a_cell_says_in_words_what_its_sign_means_and_who_is_in_the_way(plain: Board) -> None:
    cells = {c.label: (c.cell.signs, c.look) for c in of(plain, "bridge.wood").cells if c}
    assert cells == {
        "BE: against, and in the way": ("×", "blocks"),
        "DK: for": ("+", "for"),
        "DE: abstaining": ("A", "abstains"),
        "FR: a draft, not yet cleared": ("d", "open"),
        "SE: for": ("+", "for"),
        "UK: no reply": ("…", "open"),
    }
    assert [c and c.label for c in of(plain, "tolls.cars").cells][-1] is None  # the United Kingdom takes no part


def test_a_majority_is_drawn_with_what_it_needs_and_who_could_carry_it(plain: Board) -> None:
    found = of(plain, "tolls.cars").verdict
    assert [(bar.term, bar.reached, bar.needed) for bar in found.bars] == [
        ("Members", 400, 600),
        ("Population", 124, 650),
        ("Blocking", 600, 400),
    ]
    assert found.reason.endswith("It carries once DK and DE, or DK and FR, or DE and FR agree.")
    assert of(plain, "bridge.wood").verdict.bars == ()


def test_what_moves_is_shown_before_and_after_and_each_supposition_can_be_taken_back(
    read: ReadDossier, recorded: Standing
) -> None:
    asked = Question.of("BE.bridge.wood=abstain&need.crane=no&at=BE.bridge.wood")
    shown = board(read, recorded, asked, public=False)
    row = of(shown, "bridge.wood")
    assert row.before
    assert (row.before.words, row.verdict.words) == ("not agreed", "open")
    assert [(c.cell.signs, c.look) for c in row.cells if c and c.delegation == "BE"] == [
        ("A", "abstains supposed moved")
    ]
    assert [(s.words, s.address) for s in shown.supposed] == [
        ("Belgium, Wood: abstain", "/board?need.crane=no"),
        ("Crane: no", "/board?BE.bridge.wood=abstain"),
    ]
    assert shown.before["full", "Attainable"] == "500–700"
    assert [dict(f.figures)["Attainable"] for f in shown.forces[0].by_scenario] == ["200", "200"]
    assert shown.closing == "/board?BE.bridge.wood=abstain&need.crane=no"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("BE=silent", "Belgium: silent"),
        ("BE.bridge=abstain", "Belgium, Bridge: abstain"),
        ("BE.crew.pledge=200", "Belgium, Crew, pledge: 200"),
        ("FR.cleared_by=official", "France, cleared by: official"),
        ("event.thaw=no", "The ice is gone: no"),
        ("basis.bridge=trade", "Bridge, basis: trade"),
        ("as_of=2025-02-17T09:00+01:00", "Judged as of: 2025-02-17T09:00+01:00"),
        ("count_drafts=true", "Drafts are counted: true"),
        ("BE.bridge", "BE.bridge"),  # which the command refuses
        ("XX.bridge=abstain", "Bridge, XX: abstain"),
        ("x=1", "x=1"),
    ],
)
def test_a_supposition_is_told_as_people_say_it(read: ReadDossier, recorded: Standing, change: str, words: str) -> None:
    assert [s.words for s in board(read, recorded, Question((change,)), public=False).supposed] == [words]


def choices(read: ReadDossier, recorded: Standing, query: str) -> dict[str, dict[str, str]]:
    panel = board(read, recorded, Question.of(query), public=False).panel
    assert panel
    return {g.title: {c.words: c.address.removeprefix("/board?") for c in g.choices} for g in panel.groups}


def test_a_cell_offers_the_words_that_its_topic_takes(read: ReadDossier, recorded: Standing) -> None:
    found = choices(read, recorded, "SE.bridge.wood=oppose&at=SE.bridge.wood")
    assert found["Suppose"] == {
        **{w: f"SE.bridge.wood={w}" for w in ("support", "accept", "abstain", "oppose", "undecided")},
        "no answer": "SE.bridge.wood=silent",
    }
    assert found["On all 2 points of Bridge"]["abstain"] == "SE.bridge=abstain"
    assert next(iter(choices(read, recorded, "at=BE.support.crane")["Suppose"])) == "essential"
    assert choices(read, recorded, "at=BE.crew")["Suppose"] == {
        "yes, without conditions": "BE.crew.conditions=%5B%5D&BE.crew.stance=yes",
        "considering": "BE.crew.stance=considering",
        "no": "BE.crew=no",
        "undecided": "BE.crew=undecided",
        "conditional, as recorded": "BE.crew.stance=conditional",
        "no answer": "BE.crew=silent",
    }
    assert "no-legal-act" in choices(read, recorded, "at=tolls")["Suppose another legal basis"]


@pytest.mark.parametrize("at", ["SE", "BE", "FR", "UK", "bridge", "bridge.wood", "tolls.cars", "span", "crew", "gifts"])
@pytest.mark.parametrize("prefix", ["", "BE.", "UK."])
def test_whatever_a_panel_offers_can_be_supposed(read: ReadDossier, recorded: Standing, prefix: str, at: str) -> None:
    panel = board(read, recorded, Question((), f"{prefix}{at}"), public=False).panel
    for group in panel.groups if panel else ():
        if group.title.startswith("Suppose another"):  # the law may refuse them
            continue
        for choice in group.choices:
            asked = Question.of(choice.address.partition("?")[2])
            shown = board(read, recorded, asked, public=False)
            assert not any(": error: " in problem for problem in shown.problems), (choice, shown.problems)


@pytest.mark.parametrize("at", ["XX", "nothing", "bridge.nothing", "SE.nothing", "SE.bridge", "SE.bridge.nothing", "."])
def test_what_the_dossier_does_not_have_has_no_panel(read: ReadDossier, recorded: Standing, at: str) -> None:
    assert board(read, recorded, Question((), at), public=False).panel is None


def test_a_command_that_an_explanation_names_can_be_clicked(read: ReadDossier, recorded: Standing) -> None:
    panel = board(read, recorded, Question.of("SE.bridge=support&at=bridge.wood"), public=False).panel
    assert panel
    assert panel.links
    tried = next(address for command, address in panel.links.items() if command.startswith("what-if"))
    assert tried.startswith("/board?SE.bridge=support&")
    assert "&BE.bridge.wood=abstain" in tried
    assert panel.internal == ()


def test_what_is_internal_stands_beside_the_cell(read: ReadDossier, recorded: Standing) -> None:
    panel = board(read, recorded, Question((), "BE.bridge.wood"), public=False).panel
    assert panel
    assert panel.said == (("Recorded", 'opposes: "It burns."'),)
    assert [text for _, text in panel.internal] == [
        "Canary red line of BE.",
        "Canary line on everything.",
        "Canary note of BE.",
    ]
