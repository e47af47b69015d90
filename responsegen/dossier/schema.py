"""Write the JSON Schemas with which editors complete and check a dossier's files as `check` does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from responsegen.dossier.conditions import ReaderContext, condition_schema
from responsegen.dossier.delegations import party_code
from responsegen.dossier.distribution_file import distribution_schema
from responsegen.dossier.dossier_file import KEYS
from responsegen.dossier.json_schema import Schema, about, either, mapping, one_of, one_or_more, whole
from responsegen.dossier.keys import schema_of
from responsegen.dossier.kinds import DEFINED, form_of
from responsegen.dossier.model import AnyTopic, Dossier
from responsegen.dossier.readers import line
from responsegen.dossier.remarks import POSITION
from responsegen.dossier.states import ISO_INSTEAD_OF_EU, STATES

DOSSIER_SCHEMA: Final = "dossier.schema.json"
POSITIONS_SCHEMA: Final = "positions.schema.json"
DISTRIBUTION_SCHEMA: Final = "distribution.schema.json"


def schemas(dossier: Dossier) -> dict[str, str]:
    """Return the text of each schema by the name of its file."""
    return {
        DOSSIER_SCHEMA: dossier_schema(),
        POSITIONS_SCHEMA: positions_schema(dossier),
        DISTRIBUTION_SCHEMA: distribution_schema(dossier),
    }


def dossier_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a dossier.yaml, as text.

    It accepts and refuses what `check` does, as far as one topic, question or document shows it. Left to the reader:
    that a name is defined elsewhere in the file, that ids and numbers stand once, who can be in which electorate, group
    or list, whether February has 29 days, how a number was written, and a classified marking in letters with accents.
    """
    states = (*STATES, *ISO_INSTEAD_OF_EU)
    terms: dict[str, Schema] = {
        "state": one_of(states),
        "members": either(one_of((*states, "EU", "NATO")), party_code.schema),
        "facts": one_or_more(line.schema) | about(description="all, or a list of ids"),
    }
    return whole("dossier", "Dossier: what is asked, and how it is decided", schema_of(KEYS), terms)


def positions_schema(dossier: Dossier) -> str:
    """Return the JSON Schema (draft 2020-12) of a position file of this dossier, as text.

    It accepts and refuses what the reader does, as far as one value shows it. Left to the reader: that the lower end of
    a range comes first, that a duration is a whole number of months or exists in the calendar, whatever compares two
    places of a file or two files, and how a number was written. A constructive abstention under another rule than
    unanimity is refused here whoever abstains; the reader refuses it within the electorate and warns outside.
    """
    answers = {id_: _described(dossier, topic) for id_, topic in dossier.topics.items()}
    required = {name: key.schema for name, key in POSITION.items() if key.is_required}
    optional = {name: key.schema for name, key in POSITION.items() if not key.is_required}
    after = {name: optional.pop(name) for name in ("reservations", "sources", "internal")}
    context = ReaderContext.of(dossier)
    terms: dict[str, Schema] = {
        "delegation": one_of(_codes(dossier)),
        "subject": one_of(_subjects(dossier)) | about(description="TOPIC or TOPIC.OPTION"),
        "condition": condition_schema(context),
        **DEFINED,
    }
    return whole("positions", f"Position on: {dossier.title}", mapping(required, optional | answers | after), terms)


def _described(dossier: Dossier, topic: AnyTopic) -> Schema:
    asked = next((question for question in dossier.questions if question.number == topic.question), None)
    question = f"Question {asked.number} ({asked.wording}): {asked.text}" if asked else ""
    return about(title=topic.title, description=question) | form_of(topic.kind).answer_schema(topic)


def _codes(dossier: Dossier) -> Iterator[str]:
    yield from dossier.delegations
    yield from (iso for iso, code in ISO_INSTEAD_OF_EU.items() if code in dossier.delegations)


def _subjects(dossier: Dossier) -> Iterator[str]:
    for id_, topic in dossier.topics.items():
        yield id_
        yield from (f"{id_}.{option}" for option in topic.option_ids)
