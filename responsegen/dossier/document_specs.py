"""Read which documents a dossier orders: who each may go to, and how it names who said what."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.json_schema import any_case
from responsegen.dossier.keys import Ids, keyed, optional, required, schema_of
from responsegen.dossier.model import Attribution, DocumentSpec, Release
from responsegen.dossier.nodes import Node, Scalar, text_of, value_at
from responsegen.dossier.readers import Report, line, reads, word_of
from responsegen.dossier.spelling import did_you_mean, enumerated, name_meant

USUAL_DOCUMENTS: Final = {
    "response": DocumentSpec("response", Release.ADDRESSEE, Attribution.ANONYMOUS),
    "synthesis": DocumentSpec("synthesis", Release.PARTICIPANTS, Attribution.NAMED, "LIMITE"),
    "brief": DocumentSpec("brief", Release.INTERNAL, Attribution.NAMED, to="Chair"),
    "fiche": DocumentSpec("fiche", Release.DELEGATION, Attribution.NAMED, "LIMITE"),
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


@reads(
    line.schema | {"not": {"type": "string", "pattern": "|".join(map(any_case, CLASSIFIED))}, "examples": [*MARKINGS]}
)
def _marking(node: Node, report: Report) -> str | None:
    if isinstance(node, Scalar) and node.plain and node.is_blank:
        return None
    found = line(node, report)
    if found is None or found in MARKINGS:
        return found
    letters = unicodedata.normalize("NFKD", found.upper()).encode("ascii", "ignore").decode()
    if _CLASSIFIED.search(letters):
        report.append(catalogue.CLASSIFIED.on(node, "a marking below classification"))
    else:
        expected, written = f"no marking, {enumerated(MARKINGS)}", found.replace(" ", "")
        problem = catalogue.UNKNOWN_MARKING.on(
            node, expected, did_you_mean(written, MARKINGS, "It is printed as written")
        )
        report.append(problem.fixed_by(name_meant(written, MARKINGS)))
    return found


_DOCUMENT = keyed(
    required("release", word_of(Release), "Who it may go to; it holds only what its release allows", Release.INTERNAL),
    required("attribution", word_of(Attribution), "How it names who said what", Attribution.ANONYMOUS),
    optional("marking", _marking, "Printed on every page; never a classification"),
    optional("to", line, "Whom it is addressed to; without it, whom its release says"),
)
_DOCUMENTS = Ids("documents", DEVICE_NAMES, least="at least one document")


@reads(_DOCUMENTS.schema(schema_of(_DOCUMENT)))
def document_specs(node: Node, report: Report) -> dict[str, DocumentSpec]:
    """Read which documents the dossier orders; one at least."""
    release = value_at(node, "synthesis", "release")
    if release and text_of(release) == Release.INTERNAL:
        advice = "What is internal stands in the brief"
        problem = catalogue.OLD_RELEASE.at(release.place, f'"{Release.PARTICIPANTS}"', f'"{Release.INTERNAL}"', advice)
        report.append(problem.fixed_by(Release.PARTICIPANTS))
    return _DOCUMENTS.records(node, 'the document "{}"', _DOCUMENT, DocumentSpec, report)
