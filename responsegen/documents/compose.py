"""Compose every document that a dossier orders, each cut to its release."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Final, assert_never

from responsegen.consensus.answer import JointAnswer
from responsegen.documents.attribution import Attributor
from responsegen.documents.brief import BriefContent, brief
from responsegen.documents.content import PageFrame, revision_label
from responsegen.documents.fiche import FicheContent, fiche
from responsegen.documents.response import ResponseContent, response
from responsegen.documents.statements import COMPARED, is_public_record
from responsegen.documents.synthesis import SynthesisContent, synthesis
from responsegen.documents.version import Version
from responsegen.documents.words import designation, moment, name_of
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
    line = f"Working copy, positions as of {moment(dossier.as_of)}" if foot is None else foot
    orders = [(order, written_for(order, (fitting or {}).get(order.id, ()))) for order in dossier.documents.values()]
    documents = [d for order, written in orders for d in _composed(dossier, answer, order, since, written)]
    if since:
        documents += [d for order, written in orders for d in _marked(dossier, answer, order, since, written)]
    sides = [dossier, since.dossier] if since else [dossier]
    public = dict(foreign_texts(tuple(without_internal(side).positions for side in sides)))
    whole = dict(foreign_texts(tuple(side.positions for side in sides)))
    return tuple(
        replace(
            d,
            furniture=replace(d.furniture, foot=line),
            languages=whole if d.release is Release.INTERNAL else public,
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
            kind = f"{now.furniture.kind}, changes since {since.short}"
            furniture = replace(now.furniture, kind=kind)
            yield replace(now, path=f"{now.path}{MARKED}", furniture=furniture, earlier=before)


def folder_of(document: str) -> str:
    """Name the folder of a document that there is one of for each delegation: `fiches` for `fiche`."""
    return f"{document}s"


def written_for(order: DocumentSpec, fitting: Collection[Release] = ()) -> Release:
    """Return the release whose content a document's template shows: the document's own, or a wider one."""
    usual = USUAL_DOCUMENTS.get(order.id)
    wanted = [usual.release] if usual else [*fitting]
    if order.release in wanted or Release.DELEGATION is order.release:
        return order.release
    wider = [r for r in wanted if r is not Release.DELEGATION and _WIDTH[r] < _WIDTH[order.release]]
    return max(wider, key=lambda release: _WIDTH[release], default=order.release)


_WIDTH: Final = {release: width for width, release in enumerate(Release)}


def _composed(
    dossier: Dossier, answer: JointAnswer, order: DocumentSpec, since: Version | None, written: Release
) -> Iterator[ComposedDocument]:
    by = Attributor(order.attribution, dossier.groups)
    title = order.id.replace("-", " ").replace("_", " ").capitalize()
    public = without_internal(dossier)

    def composed(path: str, kind: str, content: Content, delegation: str | None = None) -> ComposedDocument:
        named = (delegation,) if delegation else dossier.delegations if by.named else ()
        furniture = _furniture(dossier, order, kind, designation((*named, dossier.addressee)))
        return ComposedDocument(path, f"{order.id}.html.j2", order.release, by.named, delegation, furniture, content)

    match written:
        case Release.ADDRESSEE:
            if is_public_record(dossier):
                return  # no joint answer is made of what was said in public
            yield composed(
                order.id,
                title,
                response(replace(public, reply_by=None), answer, by, order.to or name_of(dossier, dossier.addressee)),
            )
        case Release.PARTICIPANTS:
            earlier = replace(since, dossier=without_internal(since.dossier)) if since else None
            content = synthesis(public, answer, by, order.to or dossier.recipient, since=earlier)
            yield composed(order.id, COMPARED if content.statements else title, content)
        case Release.INTERNAL:
            yield composed(order.id, title, brief(dossier, answer, order.to or dossier.sender))
        case Release.DELEGATION:
            for d in dossier.delegations:
                kind = f"{title}: {name_of(dossier, d)}"
                yield composed(f"{folder_of(order.id)}/{d}", kind, fiche(public, answer, d, by), d)
        case _:
            assert_never(written)


def _furniture(dossier: Dossier, order: DocumentSpec, kind: str, note: str) -> PageFrame:
    return PageFrame(
        title=dossier.title,
        kind=kind,
        reference=dossier.reference,
        revision=revision_label(dossier.revision),
        marking=order.marking or "",
        exercise=dossier.exercise,
        author=dossier.sender,
        handling=f"{dossier.sender}’s team only – not for delegations" if order.release is Release.INTERNAL else "",
        designation=note,
        as_of=dossier.as_of,
    )
