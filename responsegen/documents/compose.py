"""Compose every document that a dossier orders, each cut to its release."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Final, assert_never

from responsegen.consensus.answer import JointAnswer
from responsegen.documents.attribution import Attributor
from responsegen.documents.brief import BriefContent, brief
from responsegen.documents.content import PageFrame
from responsegen.documents.fiche import FicheContent, fiche
from responsegen.documents.response import ResponseContent, response
from responsegen.documents.statements import COMPARED, is_public_record
from responsegen.documents.synthesis import SynthesisContent, synthesis
from responsegen.documents.version import Version
from responsegen.documents.words import moment, name_of
from responsegen.dossier.document_specs import USUAL_DOCUMENTS
from responsegen.dossier.model import DocumentSpec, Dossier, ForeignText, Release, without_internal

Content = ResponseContent | SynthesisContent | BriefContent | FicheContent
CONTENTS: Final[Mapping[Release, type[Content]]] = {
    Release.ADDRESSEE: ResponseContent,
    Release.PARTICIPANTS: SynthesisContent,
    Release.INTERNAL: BriefContent,
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
    earlier: ComposedDocument | None = None  # that of the revision against which this one is marked
    languages: Mapping[str, str] = field(default_factory=dict)  # of texts that are not in the papers' language

    @property
    def id(self) -> str:
        """Return the document that the dossier orders: `fiche`."""
        return self.template.removesuffix(".html.j2")


HANDLING: Final = "’s team only – not for delegations"  # after the sender
MARKED: Final = "-marked"  # ends the path of a paper that shows what has changed since an earlier one
Fitting = Mapping[str, Collection[Release]]  # by a document's id, the releases that hold all its own template asks for


def compose(
    dossier: Dossier,
    answer: JointAnswer,
    *,
    since: Version | None = None,
    foot: str | None = None,
    fitting: Fitting | None = None,
) -> tuple[ComposedDocument, ...]:
    """Compose every document; those for the participants say what has changed `since` an earlier version.

    With one, the response and the synthesis, or what is written for their readers, are also composed to be marked
    against it: `response-marked`. `foot` stands in the foot of every page; without it, that this is a working copy.
    """
    orders = [(order, written_for(order, (fitting or {}).get(order.id, ()))) for order in dossier.documents.values()]
    documents = [d for order, written in orders for d in _composed(dossier, answer, order, since, written)]
    documents += [d for order, written in orders if since for d in _marked(dossier, answer, order, since, written)]
    sides = [dossier, since.dossier] if since else [dossier]

    @cache
    def languages(*, internal: bool) -> dict[str, str]:
        shown = sides if internal else map(without_internal, sides)
        return dict(foreign_texts(tuple(side.positions for side in shown)))

    line = f"Working copy, positions as of {moment(dossier.as_of)}" if foot is None else foot
    return tuple(
        replace(
            d,
            furniture=replace(d.furniture, foot=line),
            languages=languages(internal=d.release is Release.INTERNAL),
        )
        for d in documents
    )


def foreign_texts(value: object) -> Iterator[tuple[str, str]]:
    """Find the texts that say what language they are in, at and below a value."""
    match value:
        case ForeignText():
            yield str(value), value.language
        case Mapping() | tuple():
            for item in value.values() if isinstance(value, Mapping) else value:
                yield from foreign_texts(item)
        case _ if is_dataclass(value):
            for each in fields(value):
                yield from foreign_texts(getattr(value, each.name))


def _marked(
    dossier: Dossier, answer: JointAnswer, order: DocumentSpec, since: Version, written: Release
) -> Iterator[ComposedDocument]:
    """Compose a document and what it was, so that the changes can be marked; today's attribution holds for both."""
    if written not in {Release.ADDRESSEE, Release.PARTICIPANTS}:
        return
    then = {d.path: d for d in _composed(since.dossier, since.answer, order, None, written)}
    for now in _composed(dossier, answer, order, None, written):
        if before := then.get(now.path):
            furniture = replace(now.furniture, kind=f"{now.furniture.kind}, changes since {since.short}")
            yield replace(now, path=f"{now.path}{MARKED}", furniture=furniture, earlier=before)


def written_for(order: DocumentSpec, fitting: Collection[Release] = ()) -> Release:
    """Return the release whose content a document's template shows: the document's own, or a wider one."""
    usual = USUAL_DOCUMENTS.get(order.id)
    wanted = [usual.release] if usual else [*fitting]
    if order.release in wanted or Release.DELEGATION is order.release:
        return order.release
    wider = [*Release][: [*Release].index(order.release)]
    return next((r for r in reversed(wider) if r in wanted and r is not Release.DELEGATION), order.release)


def _composed(
    dossier: Dossier, answer: JointAnswer, order: DocumentSpec, since: Version | None, written: Release
) -> Iterator[ComposedDocument]:
    by, public = Attributor(order.attribution, dossier.groups), without_internal(dossier)
    title = order.id.replace("-", " ").replace("_", " ").capitalize()

    def composed(content: Content, kind: str = title, path: str = order.id, of: str | None = None) -> ComposedDocument:
        named = (of,) if of else dossier.delegations if by.named else ()
        handling = f"{dossier.sender}{HANDLING}" if order.release is Release.INTERNAL else ""
        furniture = PageFrame.of(dossier, kind, order.marking, named, handling)
        return ComposedDocument(path, f"{order.id}.html.j2", order.release, by.named, of, furniture, content)

    match written:
        case Release.ADDRESSEE:
            if not is_public_record(dossier):  # no joint answer is made of what was said in public
                to = order.to or name_of(dossier, dossier.addressee)
                yield composed(response(replace(public, reply_by=None), answer, by, to))
        case Release.PARTICIPANTS:
            earlier = replace(since, dossier=without_internal(since.dossier)) if since else None
            content = synthesis(public, answer, by, order.to or dossier.recipient, since=earlier)
            yield composed(content, COMPARED if content.statements else title)
        case Release.INTERNAL:
            yield composed(brief(dossier, answer, order.to or dossier.sender))
        case Release.DELEGATION:
            for d in dossier.delegations:
                path = f"{order.id}s/{d}"  # in a folder of their own: `fiches`
                yield composed(fiche(public, answer, d, by), f"{title}: {name_of(dossier, d)}", path, d)
        case _:
            assert_never(written)
