"""Whatever the brief of the exercise says of somebody, read back from its HTML, is in the answer and the positions."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.documents.exercise import DOSSIER, POINTS, POSITIONS, counted, read, speaker, stance, text

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import html

CODES = re.compile(r"\b(?:[A-Z]{2})\b")
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
QUOTED = re.compile("“((?:[^“”]|“[^“”]*”)*)”")


@pytest.fixture(scope="module")
def page(shipped_build: Path) -> html.HtmlElement:
    return read("brief", shipped_build)


def codes(said: str) -> tuple[str, ...]:
    """The delegations that a text names, in its order."""
    return tuple(dict.fromkeys(code for code in CODES.findall(said) if code in DOSSIER.delegations))


def rows(page: html.HtmlElement, table: str) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in page.xpath(f'//table[contains(@class, "{table}")]/tbody/tr')]


def paragraph(page: html.HtmlElement, head: str) -> str:
    (found,) = [text(li) for li in page.xpath("//li[strong]") if text(li).startswith(head)]
    return found


def outcome(answer: dict[str, Any], label: str) -> dict[str, Any]:
    topic, option = POINTS[label]
    found: dict[str, Any] = answer["topics"][topic]["options"][option]
    return found


@cache
def said(delegation: str, *, internal: bool) -> str:
    """All texts of a position, internal ones apart, with the curved apostrophes and the spaces of a paper."""
    position = POSITIONS.get(delegation, {})
    those = {key: value for key, value in position.items() if (key == "internal") is internal}
    return re.sub(r"(?<=\w)'(?=\w)", "’", json.dumps(those, ensure_ascii=False).replace('\\"', '"'))


def is_said(quote: str, delegation: str, *, internal: bool = False) -> bool:
    words = quote.strip(" .").replace("’", "'")
    whole = said(delegation, internal=internal).replace("’", "'").casefold()
    return words.casefold() in whole


def test_the_tasks_count_every_point_once(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    topics = answer["topics"].values()
    voted = (vote for topic in topics for vote in topic.get("options", {}).values() if "status" in vote)
    statuses = [found["status"] for found in (*voted, *(topic for topic in topics if topic["kind"] == "range"))]
    agreed = sum(status.startswith("agreed") for status in statuses)
    tasks = [text(li) for li in page.xpath("//h2[@id='tasks']/following-sibling::ol[1]/li[1]//li")]
    first = [re.search(rf"\b({'|'.join(WORDS)}|\d+)\b", task) for task in tasks]
    numbers = [WORDS.index(word) if word in WORDS else int(word) for word in (found[0] for found in first if found)]
    confirm, decide, mandate, replies = numbers
    assert confirm == agreed
    assert decide + mandate == statuses.count("not-agreed")
    assert replies == statuses.count("open")
    assert f"of the {len(statuses)} points" in tasks[0]
    assert len(page.xpath("//h2[@id='decisions']/following-sibling::h3")) == decide
    assert len(rows(page, "mandates")) == mandate


def test_who_has_replied(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    replied = text(page.xpath("//h2[@id='tasks']/following-sibling::ol[1]/li[2]")[0])
    took_part = answer["delegations"]
    assert replied.startswith(f"{len(took_part['answered'])} of the {len(DOSSIER.delegations)} delegations")
    files = {d for d, position in POSITIONS.items() if position["status"] == "cleared"}
    assert (set(took_part["answered"]), codes(replied)) == (files, ("BE", "LU", "IE", "CY", "MT"))


def test_the_force_has_the_figures_of_the_answer(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    (troops,) = [topic for topic in answer["topics"].values() if topic["kind"] == "contribution"]
    figures = [
        int(n.replace(" ", "")) for n in re.findall(r"\d{1,3}(?: \d{3})+|\d{3}", paragraph(page, "Contribution"))
    ]
    expected: list[int] = []
    for name in ("full", "no-us"):
        found = troops["scenarios"][name]
        expected += [*found["peak"]["personnel"], *found["assured"]["personnel"], found["gap"]]
        expected += troops["required"][:1] if name == "full" else []
        expected += [n for each in found["sustained"] if each["personnel"][1] for n in each["personnel"]]
    needs = (topic for topic in answer["topics"].values() if topic["kind"] == "needs")
    depending = max(vote["troops_depending"] for topic in needs for vote in topic["options"].values())
    signing = [d for circle in troops["scenarios"]["full"]["circles"] for d in circle]
    pledged = [POSITIONS[d]["troops"]["pledge"].replace(" ", "").replace("–", "-").split("-") for d in signing]
    then = [sum(int(ends[i]) for ends in pledged) for i in (0, -1)]
    sure = troops["scenarios"]["full"]["assured"]["personnel"]
    assert figures == [*expected, *(a + b for a, b in zip(sure, then, strict=True)), *depending]
    assert [list(codes(c)) for c in ("BE and NL", "LV and LT")] == troops["scenarios"]["full"]["circles"]
    assert "BE and NL wait for each other, and so do LV and LT: if all four" in paragraph(page, "Contribution")


def test_every_point_that_is_agreed_is_listed_and_no_other(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    listed = {
        (topic.partition(". ")[2], label.partition(" (")[0]): "with reservations" in label
        for topic, labels in rows(page, "confirmed")
        for label in labels.split("; ")
    }
    expected = {
        (DOSSIER.topics[topic].title, label): vote["status"] == "agreed-with-reservations"
        for label, (topic, _) in POINTS.items()
        if (vote := outcome(answer, label))["status"].startswith("agreed")
    }
    assert listed == expected | {("Size of the force", "Between 30 000 and 35 000 personnel"): True}


def test_each_call_settles_what_it_says_and_quotes_what_was_said(
    page: html.HtmlElement, answer: dict[str, Any]
) -> None:
    caller = ""
    for row in rows(page, "calls"):
        *first, what, says, _ = row
        caller = first[-1] if first else caller
        label, _, standing = what.partition(" (")
        if label not in POINTS:
            assert caller in answer["delegations"]["drafts"]
            continue
        vote = outcome(answer, label)
        assert [caller] in vote["unblocked_by"]
        assert standing.startswith("not agreed" if vote["status"] == "not-agreed" else "open")
        assert {*codes(standing), caller} == {d for (d,) in vote["unblocked_by"]}
        for quote in QUOTED.findall(says):
            assert is_said(quote, caller) or is_said(quote, caller, internal=True), (caller, quote)
        if says.startswith("Could support it if "):
            assert is_said(says.removeprefix("Could support it if "), caller)


def test_each_decision_names_who_is_in_the_way(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    for head in page.xpath("//h2[@id='decisions']/following-sibling::h3"):
        label = text(head).partition(" (")[0]
        listed = head.xpath("following-sibling::dl[1]")[0]
        found = {text(dt): text(dt.getnext()) for dt in listed.xpath("dt")}
        if label in POINTS:
            vote, topic = outcome(answer, label), POINTS[label][0]
            way, *others = re.split(r"(?<=\.) ", found["In the way"])
            assert list(codes(way)) == vote["blocked_by"]
            against, _ = counted(*POINTS[label])
            elsewhere = (*vote["against"], *vote["abstaining"], *vote.get("unmentioned", ()))
            idle = [d for d in elsewhere if d not in vote["blocked_by"]]
            assert set(codes(" ".join(others))) == set(idle)
            assert set(vote["against"]) == set(against)
            unopposed = DOSSIER.topics[topic].rule.facts.unopposed
            those = (vote["for"], vote["against"]) if unopposed else (vote["for"],)
            numbers = re.findall(r"(?<![\d.])(\d+)(?: of \d+)?(?= in favour| against)", found["Arithmetic"])
            assert list(map(int, numbers)) == list(map(len, those))
        for row, words in found.items():
            who = codes(row)
            internal = row.startswith("Desk note") or "red line" in row
            for sentence in re.split(r"(?<=\.) ", words) if internal else ():
                assert is_said(sentence, who[0], internal=True), (row, sentence)
            for d, quote in re.findall("([A-Z]{2}): “([^”]*)”", words):
                assert is_said(quote, d)


def test_each_mandate_has_its_blockers_and_its_price(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    for label, way, price, awaited in rows(page, "mandates"):
        vote, (against, outstanding) = outcome(answer, label), counted(*POINTS[label])
        assert (list(codes(way)), codes(way)) == (vote["blocked_by"], against), label
        assert codes(awaited) == outstanding, label
        for d, kind in re.findall(r"([A-Z]{2}) \((\w+) reservation\)", way):
            assert kind in stance(d, *POINTS[label])[1]
        blockers = {speaker(d, POINTS[label][0]) for d in against}
        spoken, *notes = price.split("Desk note ")
        for quote in QUOTED.findall(spoken):
            assert any(is_said(quote, d) for d in blockers), (label, quote)
        for note in notes:
            assert is_said(QUOTED.findall(note)[0], note[1:3], internal=True), (label, note)
        for asked in re.findall(r"(?i)provided that ([^;.]+)", spoken):
            assert any(is_said(asked, d) for d in blockers), (label, asked)


def test_each_open_point_waits_for_whom_it_says(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    listed = []
    for who, points in rows(page, "waiting"):
        for point in points.split("; "):
            label, _, beside = point.partition(" (")
            listed.append(label)
            assert set(codes(beside or who)) == set(counted(*POINTS[label])[1]), label
            assert outcome(answer, label)["status"] == "open"
    assert len(listed) == len(set(listed))


def test_reservations_on_what_is_agreed_are_recorded(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    on_points = paragraph(page, "Reservations.").partition("CZ, DK, DE")[0]
    found = {(d, kind.lower()) for kind, who in re.findall(r"([A-Z]\w+): ([^.]*)\.", on_points) for d in codes(who)}
    expected = {
        (r["delegation"], r["kind"])
        for topic in answer["topics"].values()
        for vote in (*topic.get("options", {}).values(), topic)
        if vote.get("status") == "agreed-with-reservations"
        for r in vote["reservations"]
    }
    assert found == expected
    kinds = {(d, r["kind"]) for d, position in POSITIONS.items() for r in position.get("reservations", ())}
    assert expected <= kinds


def test_the_annex_holds_every_red_line_and_note_and_no_other(page: html.HtmlElement) -> None:
    listed = rows(page, "red-lines")
    assert [code for code, _, _ in listed] == [d for d in DOSSIER.delegations if "internal" in POSITIONS.get(d, {})]
    for code, *cells in listed:
        for sentence in (s for cell in cells if cell != "–" for s in re.split(r"(?<=[.;]) ", cell)):
            assert is_said(sentence, code, internal=True), (code, sentence)
