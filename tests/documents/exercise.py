"""The exercise as its files have it, read apart from the program: who said what, and who is counted how."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import yaml
from lxml import html

import responsegen
from responsegen.dossier.model import NeedsTopic, OptionsTopic
from tests.conftest import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

DOSSIER = responsegen.read(CHECKOUT)
POSITIONS = {
    path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- its scalars stay texts
    for path in CHECKOUT.glob("positions/*.yaml")
}
VOTED = {topic.id: topic for topic in DOSSIER.topics.values() if isinstance(topic, OptionsTopic | NeedsTopic)}
POINTS = {point.label: (topic.id, option) for topic in VOTED.values() for option, point in topic.options.items()}


def read(paper: str, build: Path) -> html.HtmlElement:
    """Read a paper of a build back, with plain spaces for those that do not break."""
    return html.fromstring((build / f"{paper}.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " "))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def speaker(delegation: str, topic: str) -> str:
    """The one whose file answers for it on a topic: most often itself."""
    if isinstance(DOSSIER.topics[topic], NeedsTopic):
        return delegation
    return next((d for d, position in POSITIONS.items() if delegation in position.get("speaks_for", ())), delegation)


def stance(delegation: str, topic: str, option: str) -> tuple[str, set[str]]:
    """What a position file says on one point, and the kinds of the reservations on it: `("oppose", {"scrutiny"})`."""
    position = POSITIONS.get(speaker(delegation, topic), {})
    held = {r["kind"] for r in position.get("reservations", ()) if r["on"] in (topic, f"{topic}.{option}")}
    said = position.get(topic)
    if position.get("status") == "draft":
        return "draft", set()
    if isinstance(said, dict) and "stance" not in said:
        said = said.get(option, "unmentioned" if isinstance(DOSSIER.topics[topic], NeedsTopic) else None)
    if isinstance(said, dict):
        said = said.get("stance") or said.get("necessity")
    return said or "missing", held


@cache
def counted(topic: str, option: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is against a point, and whose reply is awaited on it."""
    said = {d: stance(d, topic, option) for d in DOSSIER.topics[topic].electorate}
    against = [d for d, (word, held) in said.items() if word == "oppose" or "substantive" in held]
    unknown = ("missing", "undecided", "draft")
    awaited = [d for d, (word, held) in said.items() if word in unknown or held & {"scrutiny", "general"}]
    return tuple(against), tuple(d for d in awaited if d not in against)
