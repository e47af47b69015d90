"""What each of the 29 fiches of the exercise asks, held against the positions by a count of the test's own."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.documents.exercise import DOSSIER, POSITIONS, VOTED, counted, speaker, stance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNOPPOSED = [topic for topic in VOTED.values() if topic.rule in ("consensus", "unanimity")]
ALONE, SHARED, AWAITED, SILENCE, DRAFT = (
    "Blocked by you alone",
    "Blocked by you with others",
    "Your reply is awaited",
    "If you say nothing by 17 February 2025, 09.00 (UTC+1), you count as in favour of",
    "Awaited until your draft is cleared",
)
SETTLED = "Your reply alone settles"


def head(delegation: str, topic: str, option: str) -> str | None:
    """Under which words the fiche has to name a point; nowhere, where nothing is asked."""
    against, awaited = counted(topic, option)
    if delegation in against:
        return ALONE if against == (delegation,) else SHARED
    if delegation not in awaited:
        return None
    word, held = stance(delegation, topic, option)
    if word == "draft":
        return DRAFT
    if not against and awaited == (delegation,):
        return SETTLED
    return SILENCE if word == "missing" and not held else AWAITED


@cache
def fiche(folder: Path, delegation: str) -> dict[str, str]:
    """What the built paper asks, read back from its HTML: by its head, what stands there."""
    html = (folder / f"fiches/{delegation}.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    items = re.findall(r"<li><strong>([^<]+):</strong> (.*?)</li>", html, flags=re.DOTALL)
    assert len(dict(items)) == len(items)
    return {unescape(title): " ".join(unescape(said).split()) for title, said in items}


def named(said: str, label: str, title: str) -> bool:
    """Whether a list names a point, by its own label or with all others of its topic."""
    own = re.search(rf"(?:^|[;(,] ){re.escape(label)}(?= \(| –|[;.,)])".replace("[;(,] ", r"(?:[;,] |\()"), said)
    return bool(own) or f"{title} (all " in said


def rows() -> Iterator[tuple[str, str, str]]:
    for topic in UNOPPOSED:
        yield from ((d, topic.id, option) for d in topic.electorate for option in topic.options)


@pytest.mark.parametrize("delegation", DOSSIER.delegations)
def test_each_point_stands_where_the_positions_put_it_and_nowhere_else(delegation: str, shipped_build: Path) -> None:
    asked = fiche(shipped_build, delegation)
    found, expected = {}, {}
    for _, topic, option in (row for row in rows() if row[0] == delegation):
        point = VOTED[topic].options[option]
        heads = (ALONE, SHARED, AWAITED, SILENCE, DRAFT, SETTLED)
        found[f"{topic}.{option}"] = [
            words for words in heads if named(asked.get(words, ""), point.label, DOSSIER.topics[topic].title)
        ]
        where = head(delegation, topic, option)
        expected[f"{topic}.{option}"] = [where] if where else []
    assert found == expected


@pytest.mark.parametrize("delegation", DOSSIER.delegations)
def test_those_with_whom_it_blocks_or_is_awaited_are_who_they_are(delegation: str, shipped_build: Path) -> None:
    asked = fiche(shipped_build, delegation)
    for d, topic, option in rows():
        where = head(d, topic, option)
        if d == delegation and where in (SHARED, AWAITED):
            against, awaited = counted(topic, option)
            label = VOTED[topic].options[option].label
            (beside,) = re.findall(rf"{re.escape(label)} \(([^)]+)\)", asked[where])
            others = {other for other in (against or awaited) if other != delegation}
            assert set(re.findall(r"\b[A-Z]{2}\b", beside)) == others, (label, beside)


WORDS = {
    "support": "Supports",
    "accept": "Can accept",
    "abstain": "Abstains",
    "oppose": "Opposes",
    "constructive-abstention": "Abstains constructively",
    "undecided": "Is undecided",
    "essential": "Essential",
    "desirable": "Desirable",
    "not-needed": "Not needed",
    "missing": "Not answered",
    "unmentioned": "Not mentioned",
}


@pytest.mark.parametrize("delegation", [d for d in DOSSIER.delegations if d not in ("IE", "CY", "MT")])
def test_each_answer_is_recorded_as_the_position_has_it(delegation: str, shipped_build: Path) -> None:
    page = (shipped_build / f"fiches/{delegation}.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    rows = re.findall(r"<td[^>]*>([^<]*)</td><td[^>]*>(.*?)</td></tr>", page, flags=re.DOTALL)
    found = [(words, " ".join(unescape(re.sub("<[^>]+>", "", points)).split())) for words, points in rows]
    for topic in VOTED.values():
        for option, point in topic.options.items() if delegation in topic.electorate else ():
            word, _ = stance(delegation, topic.id, option)
            recorded = [words for words, points in found if named(f"{points};", point.label, "none")]
            has_answered = topic.id in POSITIONS.get(speaker(delegation, topic.id), {})
            expected = [WORDS[word]] if has_answered else []  # what is not answered at all has no row
            assert [words[: len(WORDS[word])] for words in recorded] == expected, (topic.id, option, recorded)
