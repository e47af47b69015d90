"""A dossier in, the JSON Schema of its position files out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from responsegen.dossier import quantities
from responsegen.dossier.model import (
    ClearedBy,
    ContributionTopic,
    NeedsTopic,
    PositionStatus,
    RangeTopic,
    ReservationKind,
)
from responsegen.dossier.schema.answers import answer, definitions
from responsegen.dossier.schema.values import (
    DATE,
    LINE,
    TEXT,
    TRUTH,
    WEB_ADDRESS,
    about,
    defined,
    mapping,
    number,
    one_or_more,
    whole,
    words,
)
from responsegen.dossier.states import ISO_INSTEAD_OF_EU

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.dossier.model import AnyTopic, Dossier
    from responsegen.dossier.schema.values import Schema

_DELEGATION: Final = defined("delegation")
_SUBJECT: Final = defined("subject")


def positions_schema(dossier: Dossier) -> str:
    """Return the JSON Schema (draft 2020-12) of a position file of this dossier, as text.

    It accepts and refuses what the reader does, as far as one value shows it. Left to the reader: that the lower end of
    a range comes first, that a duration is a whole number of months or exists in the calendar, whatever compares two
    places of a file or two files, and how a number was written. A constructive abstention under another rule than
    unanimity is refused here whoever abstains; the reader refuses it within the electorate and warns outside.
    """
    position = mapping(
        {
            "country": _DELEGATION | about(description="Whose position this is; the file is named after it"),
            "status": words(PositionStatus, "A draft is shown as a draft; its answers are outstanding"),
        },
        {
            "cleared_by": words(ClearedBy, "Who stands behind this position"),
            "date": DATE,
            "speaks_for": one_or_more(_DELEGATION) | about(description="Delegations without a file of their own"),
            **{id_: _described(dossier, topic) for id_, topic in dossier.topics.items()},
            "reservations": one_or_more(_reservation()) | about(description="Formal limits on a stance"),
            "sources": one_or_more(_source()) | about(description="Where a statement stands"),
            "internal": _internal(),
        },
    )
    terms: dict[str, Schema] = {
        "delegation": words(_codes(dossier)),
        "subject": words(_subjects(dossier)) | about(description="TOPIC or TOPIC.OPTION"),
        "condition": _condition(dossier),
        **definitions(),
    }
    return whole(f"Position on: {dossier.title}", position, terms)


def _described(dossier: Dossier, topic: AnyTopic) -> Schema:
    asked = next((question for question in dossier.questions if question.number == topic.question), None)
    question = f"Question {asked.number} ({asked.wording}): {asked.text}" if asked else ""
    return about(title=topic.title, description=question) | answer(topic)


def _codes(dossier: Dossier) -> Iterator[str]:
    yield from dossier.delegations
    yield from (iso for iso, code in ISO_INSTEAD_OF_EU.items() if code in dossier.delegations)


def _subjects(dossier: Dossier) -> Iterator[str]:
    for id_, topic in dossier.topics.items():
        yield id_
        if not isinstance(topic, RangeTopic | ContributionTopic):
            yield from (f"{id_}.{option}" for option in topic.options)


def _condition(dossier: Dossier) -> Schema:
    needs = [need for topic in dossier.topics.values() if isinstance(topic, NeedsTopic) for need in topic.options]
    one = {
        "us": words(needs, f"{dossier.addressee} provides this"),
        "event": words(dossier.events, "This has happened"),
        "with": one_or_more(_DELEGATION, at_least=1) | about(description="These take part"),
        "force": number(quantities.PERSONNEL, "20000")
        | about(description="The others and I pledge at least this many"),
        "any": one_or_more(defined("condition"), at_least=1) | about(description="At least one of these"),
    }
    return mapping({}, {}) | {"properties": {**one}, "minProperties": 1, "maxProperties": 1}


def _reservation() -> Schema:
    return mapping({"on": _SUBJECT, "kind": words(ReservationKind)}, {"text": TEXT})


def _source() -> Schema:
    said = {"speaker": LINE, "date": DATE, "outlet": LINE, "url": WEB_ADDRESS, "quote": TEXT, "summary": TEXT}
    contradicts = TRUTH | about(description="Whether it contradicts the recorded answer")
    return mapping({"on": _SUBJECT}, {**said, "conflicts": contradicts})


def _internal() -> Schema:
    kept = mapping({}, {"red_lines": one_or_more(TEXT), "notes": TEXT})
    return kept | about(description="Never leaves an internal document")
