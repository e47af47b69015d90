"""The `documents` of dossier.yaml in, one order per document out: who it may go to, and how it names who said what."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from responsegen.dossier import catalogue, fields, readers
from responsegen.dossier.model import Attribution, DocumentOrder, Release
from responsegen.dossier.nodes import Node, Scalar
from responsegen.dossier.slips import name_meant

if TYPE_CHECKING:
    from responsegen.dossier.readers import Report

USUAL_DOCUMENTS: Final = {
    "response": DocumentOrder("response", Release.ADDRESSEE, Attribution.ANONYMOUS),
    "synthesis": DocumentOrder("synthesis", Release.INTERNAL, Attribution.NAMED, "LIMITE"),
    "fiche": DocumentOrder("fiche", Release.DELEGATION, Attribution.NAMED, "LIMITE"),
}
MARKINGS: Final = ("LIMITE", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
# In full in English and French, and as the Council abbreviates them: R-UE/EU-R, S-UE/EU-S.
CLASSIFIED: Final = ("RESTREINT", "RESTRICTED", "CONFIDENTI", "SECRET", "-UE/EU-")
_CLASSIFIED: Final = re.compile("|".join(CLASSIFIED))
# Names that Windows keeps for devices, whatever the extension.
DEVICE_NAMES: Final = (
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
)


def document_orders(node: Node, report: Report) -> dict[str, DocumentOrder]:
    """Read which documents the dossier orders; one at least."""
    found = {
        id_: fields.Fields.of(value, ("release", "attribution", "marking"), f'the document "{id_}"', report)
        for id_, (_, value) in fields.entries(
            node, "documents", report, DEVICE_NAMES, least="at least one document"
        ).items()
    }
    return {
        id_: DocumentOrder(
            id_,
            release=entry.required("release", readers.word_of(Release), Release.INTERNAL),
            attribution=entry.required("attribution", readers.word_of(Attribution), Attribution.ANONYMOUS),
            marking=entry.optional("marking", _marking, None),
        )
        for id_, entry in found.items()
        if entry
    }


def _marking(node: Node, report: Report) -> str | None:
    if isinstance(node, Scalar) and node.plain and node.is_blank:
        return None
    found = readers.line(node, report)
    if found is None or found in MARKINGS:
        return found
    letters = unicodedata.normalize("NFKD", found.upper()).encode("ascii", "ignore").decode()
    if _CLASSIFIED.search(letters):
        report.append(catalogue.CLASSIFIED.at(node.place, "a marking below classification", str(node)))
    else:
        advice = readers.did_you_mean(found.replace(" ", ""), MARKINGS, "It is printed as written")
        expected = f"no marking, {readers.enumerated(MARKINGS)}"
        problem = catalogue.UNKNOWN_MARKING.at(node.place, expected, str(node), advice)
        report.append(problem.mended_by(name_meant(found.replace(" ", ""), MARKINGS)))
    return found
