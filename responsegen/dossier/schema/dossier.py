"""Nothing in, the JSON Schema of every dossier.yaml out: what may stand there does not depend on what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from responsegen.dossier import quantities
from responsegen.dossier.document_orders import CLASSIFIED, DEVICE_NAMES, MARKINGS
from responsegen.dossier.model import Attribution, Release, ReservationCounting, ReservationKind, Wording
from responsegen.dossier.schema import patterns
from responsegen.dossier.schema.topics import members, topic
from responsegen.dossier.schema.values import (
    DATE,
    INSTANT,
    LINE,
    TEXT,
    TRUTH,
    about,
    defined,
    entries,
    mapping,
    number,
    one_or_more,
    whole,
    words,
)
from responsegen.dossier.states import ISO_INSTEAD_OF_EU, STATES
from responsegen.dossier.topics import RESERVED_FOR_TOPICS

if TYPE_CHECKING:
    from responsegen.dossier.schema.values import Schema

_FACTOR: Final[Schema] = {
    "type": ["number", "string"],
    "minimum": 1,
    "exclusiveMaximum": 1000,
    "pattern": patterns.FACTOR,
    "examples": [3, 2.5],
}
_MARKING: Final = LINE | {
    "not": {"type": "string", "pattern": "|".join(map(patterns.any_case, CLASSIFIED))},
    "examples": [*MARKINGS],
}


def dossier_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a dossier.yaml, as text.

    It accepts and refuses what `check` does, as far as one topic, question or document shows it. Left to the reader:
    that a name is defined elsewhere in the file, that ids and numbers stand once, who can be in which electorate, group
    or list, whether February has 29 days, how a number was written, and a classified marking in letters with accents.
    """
    states = (*STATES, *ISO_INSTEAD_OF_EU)
    terms: dict[str, Schema] = {
        "state": words(states),
        "members": words((*states, "EU", "NATO")),
        "facts": one_or_more(LINE) | about(description="all, or a list of ids"),
    }
    return whole("Dossier: what is asked, and how it is decided", mapping(_required(), _optional()), terms)


def _required() -> dict[str, Schema]:
    return {
        "title": LINE | about(description="What the documents are called"),
        "reference": LINE | about(description="A local number; never a real institution's"),
        "as_of": INSTANT | about(description="Deadlines are judged at this instant, never by the machine's clock"),
        "exercise": TRUTH | about(description="Whether every page of every document says EXERCISE"),
        "from": LINE | about(description="Who writes"),
        "to": LINE | about(description="Who is written to"),
        "addressee": defined("state") | about(description="Who gets the response; never a delegation"),
        "delegations": one_or_more(defined("members"), at_least=1)
        | about(description="EU stands for its Member States, NATO for the allies; the rest by code"),
        "questions": one_or_more(_question(), at_least=1) | about(description="What was asked"),
        "topics": entries(topic(), reserved=RESERVED_FOR_TOPICS, at_least=1)
        | about(description="What is answered and decided, each under its id"),
    }


def _optional() -> dict[str, Schema]:
    counting = {str(kind): words(ReservationCounting) for kind in ReservationKind}
    return {
        "revision": number(quantities.COUNT, "1") | about(description="Printed as REV n from 1 on"),
        "meeting": mapping({"place": LINE, "date": DATE}, {})
        | about(description="Where and when the answer is wanted"),
        "groups": {"type": "object", "additionalProperties": members()}
        | about(description="Groups of delegations by name, for attribution by group"),
        "count_drafts": TRUTH | about(description="Whether the answers of drafts are counted"),
        "silence_procedure": mapping({"deadline": INSTANT}, {})
        | about(description="Once this moment has come, silence is consent under unanimity and consensus"),
        "reservations_count_as": mapping({}, counting)
        | about(description="What a reservation makes of the stance that it limits"),
        "events": entries(LINE) | about(description="What a contribution may wait for: a sentence each, under its id"),
        "scenarios": entries(_scenario()) | about(description="Under which facts contributions are added up"),
        "rotation_factors": one_or_more(_FACTOR)
        | about(description="How many are needed in all for each one who is deployed"),
        "documents": entries(_document(), reserved=DEVICE_NAMES, at_least=1)
        | about(description="Which documents are made; ID is made from the template ID.html.j2"),
    }


def _question() -> Schema:
    return mapping(
        {
            "number": number(quantities.COUNT, "1") | about(description="The number under which it was asked"),
            "text": TEXT | about(description="What was asked"),
            "wording": words(Wording, "Only a verbatim text is ever put between quotation marks"),
        },
        {
            "topics": one_or_more(LINE) | about(description="The topics that answer it"),
            "note": TEXT | about(description="A sentence that the response prints below the answers"),
        },
    )


def _scenario() -> Schema:
    label = LINE | about(description="Short, for tables")
    us = defined("facts") | about(description="Which needs are provided")
    return mapping(
        {"label": label, "us": us, "events": defined("facts") | about(description="Which events have happened")}, {}
    )


def _document() -> Schema:
    return mapping(
        {
            "release": words(Release, "Who it may go to; it holds only what its release allows"),
            "attribution": words(Attribution, "How it names who said what"),
        },
        {"marking": _MARKING | about(description="Printed on every page; never a classification")},
    )
