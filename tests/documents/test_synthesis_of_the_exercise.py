"""Whatever the first page of the exercise's synthesis says of somebody is in the answer and the positions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from responsegen.consensus.number_words import SMALL_NUMBERS
from tests.documents.exercise import DOSSIER, POINTS, POSITIONS, VOTED, counted, read, speaker, text
from tests.rendering.fill import too_empty

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import html

CODES = re.compile(r"\b[A-Z]{2}\b")
COLUMNS = ("for", "against", "abstaining", "constructive", "unmentioned", "outstanding")
TITLES = {topic.title: topic for topic in DOSSIER.topics.values()}


@pytest.fixture(scope="module")
def page(shipped_build: Path) -> html.HtmlElement:
    return read("synthesis", shipped_build)


def codes(said: str) -> list[str]:
    return [code for code in CODES.findall(said) if code in DOSSIER.delegations]


def rows(page: html.HtmlElement) -> dict[str, list[html.HtmlElement]]:
    """The cells of the table of outcomes, by the topic's id."""
    found = page.xpath("//table[contains(@class, 'outcome')]/tbody/tr")
    return {TITLES[text(row[1])].id: list(row) for row in found}


def price(delegation: str, topic: str, option: str) -> str:
    """On what a position file says that it could support a point."""
    said = POSITIONS.get(speaker(delegation, topic), {}).get(topic, {})
    stance = said.get(option) if isinstance(said, dict) else None
    found: str = stance.get("would_support_if", "") if isinstance(stance, dict) else ""
    return found


def test_every_topic_has_its_row_with_its_counts(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    assert list(rows(page)) == list(DOSSIER.topics)
    for topic, cells in rows(page).items():
        found = answer["topics"][topic]
        if topic in VOTED:
            statuses = [option["status"] for option in found["options"].values()]
            agreed, reserved = (sum(s.startswith(w) for s in statuses) for w in ("agreed", "agreed-with"))
            of = f"{agreed} of {len(statuses)}" + (f" ({reserved} R)" if reserved else "")
            assert text(cells[2]) == of, topic
            assert text(cells[4]).partition(":")[0].replace("–", "0") == str(statuses.count("open")), topic
        elif found["kind"] == "range" and found["agreed"]:
            ((low, high),) = found["agreed"]
            assert text(cells[2]).replace(" ", "").startswith(f"{low}to{high}")


def test_whoever_is_in_the_way_is_named_with_what_its_position_asks(
    page: html.HtmlElement, answer: dict[str, Any]
) -> None:
    for topic in VOTED:
        said = text(rows(page)[topic][3])
        labels = {label: option for label, (its, option) in POINTS.items() if its == topic}
        blocked = {
            o: found for o, found in answer["topics"][topic]["options"].items() if found["status"] == "not-agreed"
        }
        parts = re.split(f"(?:^|; )({'|'.join(map(re.escape, labels))}) – ", said)[1:]
        told = {labels[label]: words for label, words in zip(parts[::2], parts[1::2], strict=True)}
        assert told.keys() == blocked.keys(), topic
        for option, words in told.items():
            bare = re.sub(r"\(if [^)]*\)", "", words)
            assert sorted(codes(bare)) == sorted(blocked[option]["blocked_by"]), option
            priced = {d: price(d, topic, option) for d in blocked[option]["blocked_by"]}
            assert set(re.findall(r"\(if ([^)]*)\)", words)) == set(filter(None, priced.values())), option
            for before, asked in re.findall(r"([A-Z, ]+) \(if ([^)]*)\)", words):
                assert priced[codes(before)[-1]] == asked
            if " or " not in bare:
                assert set(codes(bare)) == set(counted(topic, option)[0]), option


def test_whoever_is_awaited_is_named_and_nobody_else(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    for topic in VOTED:
        options = answer["topics"][topic]["options"]
        awaited = {d for o, found in options.items() if found["status"] == "open" for d in counted(topic, o)[1]}
        said = text(rows(page)[topic][4])
        assert set(codes(re.sub(r"\(if [^)]*\)", "", said))) == awaited, topic
        for d, asked in re.findall(r"([A-Z]{2}) \(if ([^)]*)\)", said):
            assert asked in {price(d, topic, option) for option in options}


def test_the_values_of_a_range_carry_once_those_named_move(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    found, said = answer["topics"]["duration"], text(rows(page)["duration"][3])
    moves = re.findall(r"(\d+)(?: months carries)? if ((?:[A-Z]{2}(?:, | and )?)+)", said)
    assert len(moves) == 2
    for value, movers in moves:
        outside = {d for d, (low, high) in found["positions"].items() if not low <= int(value) <= (high or int(value))}
        assert set(codes(movers)) == outside
    assert codes(said.partition(";")[2]) == found["outstanding"]


def test_the_force_is_that_of_the_scenarios_named(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    said, scenarios = text(rows(page)["troops"][3]).replace(" ", ""), answer["topics"]["troops"]["scenarios"]
    for name in ("full", "no-us"):
        for strength in ("attainable", "assured"):
            low, high = scenarios[name][strength]["personnel"]
            assert f"{low}–{high}" in said
    stances = answer["topics"]["troops"]["stances"]
    assert codes(text(rows(page)["troops"][4])) == [*stances["outstanding"], *stances["undecided"]]


def test_the_opening_counts_delegations_and_points(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    opening = text(page.xpath("//h2[@id='outcome']/following-sibling::ol[1]/li")[0])
    who = answer["delegations"]
    assert f"{len(who['answered']) + len(who['spoken_for'])} of the {len(DOSSIER.delegations)} delegations" in opening
    assert codes(opening)[:3] == [*who["drafts"], *who["outstanding"]]
    topics = answer["topics"].values()
    voted = [option["status"] for topic in topics for option in topic.get("options", {}).values() if "status" in option]
    statuses = [*voted, *(topic["status"] for topic in topics if topic["kind"] == "range")]
    agreed = sum(status.startswith("agreed") for status in statuses)
    assert f"Of {len(statuses)} points, {agreed} are agreed, " in opening
    assert f"; {statuses.count('open')} are open; {statuses.count('not-agreed')} are not agreed." in opening


def test_each_of_those_who_settle_a_point_alone_would(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    (said,) = [text(li) for li in page.xpath("//li[strong]") if text(li).startswith("One delegation alone settles")]
    alone = {
        (label, *(d for sets in found for d in sets))
        for label, (topic, option) in POINTS.items()
        if (found := answer["topics"][topic]["options"][option]["unblocked_by"]) and all(len(s) == 1 for s in found)
    }
    told = {
        (label, *codes(who))
        for who, labels in re.findall(r"([A-Z]{2}(?: or [A-Z]{2})*) \(([^)]*)\)", said)
        for label in labels.split("; ")
    }
    assert told == alone
    assert said.startswith("One delegation alone settles seven points:")


def numbers(said: str) -> list[int]:
    """The numbers of a sentence, in figures or in words."""
    words = {word: n for n, word in enumerate(SMALL_NUMBERS) if n}
    return [words.get(each) or int(each) for each in re.findall(rf"\b(?:\d+|{'|'.join(words)})\b", said)]


def stands(said: str, words: str) -> set[str]:
    """Who `abstain`, or do whatever else a part of a sentence says."""
    return {code for part in said.split(";") if re.search(words, part) for code in codes(part)}


def test_every_point_that_is_not_agreed_has_those_against_and_awaited(
    page: html.HtmlElement, answer: dict[str, Any]
) -> None:
    told = set()
    for heading in page.xpath("//h2[@id='disputed']/following-sibling::h3"):
        label = text(heading)
        if label not in POINTS:
            continue
        table, closing = heading.getnext(), heading.getnext().getnext()
        topic, option = POINTS[label]
        found = answer["topics"][topic]["options"][option]
        who = [text(row.xpath("./td")[-3]) for row in table.xpath("./tbody/tr")]
        awaited = {code for cell in who if "Awaited" in cell for code in codes(cell)}
        assert {code for cell in who if "Awaited" not in cell for code in codes(cell)} == set(found["against"]), label
        assert awaited in (set(), set(found["outstanding"])), label
        for row in table.xpath("./tbody/tr"):
            asks = text(row.xpath("./td")[-2])
            asked = re.findall(r"(?:([A-Z]{2}) c|C)ould support it if ([^.]*)\.", asks)
            named = codes(text(row.xpath("./td")[-3]))
            assert all(price(d or named[0], topic, option) == words for d, words in asked), label
        support = text(closing).partition(". ")[0]
        assert numbers(support)[:2] == [len(found["for"]), len(DOSSIER.topics[topic].electorate)], label
        for column, words in (("abstaining", "abstains?$"), ("unmentioned", "do(es)? not mention it")):
            assert stands(support, words) == set(found.get(column, ())), (label, column)
        told.add((topic, option))
    assert told == {
        (topic, option)
        for topic in VOTED
        for option, found in answer["topics"][topic]["options"].items()
        if found["status"] == "not-agreed"
    }


def test_every_point_that_is_agreed_or_open_has_its_support(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    told = dict(re.findall(r"^(.*?) \((.*?)\)", "\n".join(map(text, page.xpath("//section/ul/li"))), re.MULTILINE))
    waiting = {
        text(row[0]).partition(".")[0]: text(row[1]) for row in page.xpath("//table[contains(@class, 'open')]/tbody/tr")
    }
    for label, said in {**told, **waiting}.items():
        if label not in POINTS:
            continue
        topic, option = POINTS[label]
        found = answer["topics"][topic]["options"][option]
        assert found["status"].startswith("agreed") == (label in told), label
        assert numbers(said)[0] == len(found["for"]), label
        for column, words in (
            ("abstaining", "abstains?$"),
            ("constructive", "constructively"),
            ("unmentioned", "not mention"),
            ("against", "against"),
        ):
            assert stands(said, words) == set(found.get(column, ())), (label, column)
    assert len(told.keys() & POINTS.keys()) + len(waiting.keys() & POINTS.keys()) > 30


def counts(signs: str, points: int) -> dict[str, int]:
    """How many points each sign of a cell counts; a sign without a number that stands alone counts all of them."""
    found = {sign: int(number or 0) for sign, number in re.findall(r"([+sAC−×USo…])([0-9]*)(?= |$)", signs)}
    return {sign: number or points for sign, number in found.items()} if len(found) == 1 else found


def test_every_sign_of_the_matrix_is_in_the_answer(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    drafts = set(answer["delegations"]["drafts"])
    (table,) = page.xpath("//table[contains(@class, 'matrix')]")
    seen = 0
    for row in table.xpath("./tbody/tr"):
        delegation, *cells = row
        code = text(delegation)[:2]
        for topic, cell in zip(DOSSIER.topics, cells, strict=True):
            if topic not in VOTED or code in drafts:
                continue
            options = answer["topics"][topic]["options"].values()
            takes_part = any(code in option.get(column, ()) for option in options for column in COLUMNS)
            assert bool(text(cell)) == takes_part, (code, topic)
            if not takes_part:
                continue

            number = {column: sum(code in option.get(column, ()) for option in options) for column in COLUMNS}
            told = counts(text(cell), len(options))
            in_the_way = sum(code in o["against"] and code in o["blocked_by"] for o in options)
            passed_over = number["abstaining"] + (number["unmentioned"] if "o" in told else 0)
            assert told.get("+", 0) == number["for"], (code, topic)
            assert told.get("A", 0) + told.get("o", 0) == passed_over, (code, topic)
            assert told.get("C", 0) == number["constructive"], (code, topic)
            assert told.get("×", 0) == in_the_way, (code, topic)
            assert told.get("−", 0) == number["against"] - in_the_way, (code, topic)
            assert sum(told.get(sign, 0) for sign in "US…") == number["outstanding"], (code, topic)
            assert bool(cell.xpath(".//*[contains(@class, 'blocks')]")) == bool(in_the_way), (code, topic)
            seen += 1
    assert seen > 200


def test_nobody_asks_for_further_discussion_of_what_fails(page: html.HtmlElement, answer: dict[str, Any]) -> None:
    assert answer["topics"]["enforcement"]["options"]["enforcement-office"]["may_ask_discussion"] != []
    (table,) = page.xpath("//table[caption[contains(., 'Arithmetic of majorities')]]")
    told = {text(row[0]).rpartition(": ")[2]: text(row[-1]) for row in table.xpath("./tbody/tr")}
    assert told["Union enforcement office"] == "–"


def test_no_page_is_more_than_a_quarter_empty(page: html.HtmlElement, shipped_build: Path) -> None:
    assert too_empty((shipped_build / "synthesis.pdf").read_bytes(), page) == []
