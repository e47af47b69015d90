"""Small dossiers, and what their synthesis says of them as text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.attribution import Attributor
from responsegen.documents.compose import compose
from responsegen.documents.words import FILTERS
from responsegen.dossier.model import (
    Attribution,
    DocumentSpec,
    IfNotAgreed,
    Question,
    Release,
    Wording,
)
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.consensus import builders as build

if TYPE_CHECKING:
    from responsegen.dossier.model import Dossier

FIVE = ("BE", "DE", "FR", "HU", "PL")
ON_SANCTIONS = (Question(6, "What more will you do?", Wording.PARAPHRASE, ("sanctions",)),)
ON_THE_FORCE = (Question(3, "How large?", Wording.PARAPHRASE, ("force_size",)),)
ON_TROOPS = (Question(2, "Who comes?", Wording.PARAPHRASE, ("troops",)),)
NAMED, GROUPED, ANONYMOUS = (Attributor(Attribution(a), {}) for a in ("named", "grouped", "anonymous"))


def voted(said: str, if_not_agreed: str = "brackets", **fields: object) -> Dossier:
    """Five delegations and the options `lng` and `oil`: `HU:oppose/support` is against the one and for the other."""
    topic = replace(build.options(electorate=FIVE, ids="lng oil"), if_not_agreed=IfNotAgreed(if_not_agreed))
    pairs = (word.split(":") for word in said.split())
    answers = {code: dict(zip(("lng", "oil"), stances.split("/"), strict=False)) for code, stances in pairs}
    positions = [build.position(code, {"sanctions": build.stances(by_option)}) for code, by_option in answers.items()]
    orders = {"response": DocumentSpec("response", Release.ADDRESSEE, Attribution.ANONYMOUS)}
    return build.dossier([topic], positions, FIVE, documents=orders, **fields)


def page(dossier: Dossier, attribution: Attribution = Attribution.NAMED) -> str:
    """The synthesis, with every topic under question 6."""
    orders = {"synthesis": DocumentSpec("synthesis", Release.PARTICIPANTS, attribution)}
    topics = {t: replace(topic, question=6) for t, topic in dossier.topics.items()}
    asked = (Question(6, "What more will you do?", Wording.PARAPHRASE, tuple(topics)),)
    dossier = replace(dossier, documents=orders, questions=asked, topics=topics)
    (document,) = compose(dossier, joint_answer(dossier))
    return render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)


def text_of(html: str) -> str:
    """Its text, cells apart by a bar and no-break spaces as blanks."""
    text = re.sub(r"<[^>]+>", "", re.sub(r"</t[hd]>\s*<t[hd][^>]*>", " | ", html))
    return re.sub(r"\s+", " ", unescape(text))


def printed(dossier: Dossier, attribution: Attribution = Attribution.NAMED) -> str:
    """The text of the whole synthesis but for its first page."""
    return text_of(_ENDED.split(page(dossier, attribution), maxsplit=1)[1].replace("</tr>", " |</tr>"))


def first_page(dossier: Dossier, attribution: Attribution = Attribution.NAMED) -> str:
    """The text of the synthesis' outcome, a bar behind each cell."""
    first = _ENDED.split(page(dossier, attribution), maxsplit=1)[0].partition('id="outcome">')[2]
    return text_of(first.replace("</tr>", " |</tr>"))


_ENDED = re.compile(r'<section class="(?:block|landscape)">')


FOUR = "BE:support/support DE:support/support FR:support/support PL:support/support"
