"""Compose every document that a dossier orders, each cut to its release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from responsegen.consensus.answer import JointAnswer
from responsegen.documents.attribution import Attributor
from responsegen.documents.content import PageFrame, revision_label
from responsegen.documents.fiche import FicheContent, fiche
from responsegen.documents.response import ResponseContent, response
from responsegen.documents.synthesis import SynthesisContent, synthesis
from responsegen.documents.version import Version
from responsegen.documents.words import designation, name_of
from responsegen.dossier.model import DocumentSpec, Dossier, Release

Content = ResponseContent | SynthesisContent | FicheContent
CONTENTS: Final[Mapping[Release, type[Content]]] = {
    Release.ADDRESSEE: ResponseContent,
    Release.INTERNAL: SynthesisContent,
    Release.DELEGATION: FicheContent,
}


@dataclass(frozen=True, slots=True)
class ComposedDocument:
    """One document ready to be rendered: its content holds only what its release allows."""

    path: str  # below the output folder, without a suffix: "response", "fiches/SE"
    template: str  # "response.html.j2"
    release: Release
    named: bool  # whether it may tell delegations apart
    delegation: str | None  # the one that it is for, where there is one a delegation
    furniture: PageFrame
    content: Content


def compose(
    dossier: Dossier, answer: JointAnswer, *, commit: str | None = None, since: Version | None = None
) -> tuple[ComposedDocument, ...]:
    """Compose every document.

    Internal ones print `commit`, the git commit of the positions, and what has changed `since` an earlier version.
    """
    return tuple(d for order in dossier.documents.values() for d in _composed(dossier, answer, order, commit, since))


def folder_of(document: str) -> str:
    """Name the folder of a document that there is one of for each delegation: `fiches` for `fiche`."""
    return f"{document}s"


def _composed(
    dossier: Dossier, answer: JointAnswer, order: DocumentSpec, commit: str | None, since: Version | None
) -> Iterator[ComposedDocument]:
    by = Attributor(order.attribution, dossier.groups)
    title = order.id.replace("-", " ").replace("_", " ").capitalize()

    def composed(path: str, kind: str, content: Content, delegation: str | None = None) -> ComposedDocument:
        named = (delegation,) if delegation else dossier.delegations if by.named else ()
        furniture = _furniture(dossier, order, kind, designation((*named, dossier.addressee)))
        return ComposedDocument(path, f"{order.id}.html.j2", order.release, by.named, delegation, furniture, content)

    match order.release:
        case Release.ADDRESSEE:
            yield composed(order.id, title, response(dossier, answer, by))
        case Release.INTERNAL:
            yield composed(order.id, title, synthesis(dossier, answer, by, commit=commit, since=since))
        case Release.DELEGATION:
            for d in dossier.delegations:
                kind = f"{title}: {name_of(d)}"
                yield composed(f"{folder_of(order.id)}/{d}", kind, fiche(dossier, answer, d, by), d)


def _furniture(dossier: Dossier, order: DocumentSpec, kind: str, note: str) -> PageFrame:
    return PageFrame(
        title=dossier.title,
        kind=kind,
        reference=dossier.reference,
        revision=revision_label(dossier.revision),
        marking=order.marking or "",
        exercise=dossier.exercise,
        author=dossier.sender,
        designation=note,
        as_of=dossier.as_of,
    )
