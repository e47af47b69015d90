"""From a rendered page and what its document must not repeat to nothing, or to the end of the build."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.leaks import kept_back, leaks, releasable, without_remarks
from responsegen.documents.wording import FILTERS
from responsegen.rendering.failure import RenderingFailed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from responsegen.documents.compose import ComposedDocument
    from responsegen.documents.leaks import Remark
    from responsegen.dossier.model import Dossier
    from responsegen.rendering.pdf.attachment import Attachment
    from responsegen.rendering.tree import Element

ESCAPE = re.compile(r"\\.")  # in JSON and YAML: the "\n" of "first\nsecond"


@dataclass(frozen=True, slots=True)
class Guard:
    """What one document must not repeat, and the dossier as if nobody had written it."""

    remarks: tuple[Remark, ...] = ()
    allowed: tuple[str, ...] = ()
    harmless: Dossier | None = None

    @classmethod
    def of(cls, document: ComposedDocument, dossier: Dossier) -> Guard:
        """The guard of one document; nothing is kept back from an internal one."""
        remarks = kept_back(dossier, document.release, document.delegation)
        if not remarks:
            return NOTHING
        return cls(remarks, tuple(releasable(dossier, document.delegation)), without_remarks(dossier))


NOTHING = Guard()


def refuse_leaks(document: ComposedDocument, page: Element, attachments: Iterable[Attachment], guard: Guard) -> None:
    """Raise RenderingFailed where the page, its file name or an attachment repeats four words that are kept back."""
    if not guard.remarks or guard.harmless is None:
        return
    from responsegen.rendering.everything import everything  # noqa: PLC0415 -- only a build needs lxml

    files = (f"{a.name}\n{a.description}\n{ESCAPE.sub(' ', a.content.decode())}" for a in attachments)
    text = "\n".join((document.path, everything(page), *files))
    name = f"{document.path}.html"
    if leaks(text, guard.remarks, guard.allowed, name):  # rarely: only then is it worth the time to look twice
        allowed = (*guard.allowed, *_anyway(document, guard.harmless))
        if found := leaks(text, guard.remarks, allowed, name):
            raise RenderingFailed(found)


def _anyway(document: ComposedDocument, harmless: Dossier) -> Iterable[str]:
    """What the document says by itself, "between 30 000 and 40 000 personnel", also where a remark says the same."""
    from responsegen.rendering import html, templates  # noqa: PLC0415 -- only a build needs jinja2 and lxml
    from responsegen.rendering.everything import everything  # noqa: PLC0415

    for other in compose(harmless, joint_answer(harmless)):
        if other.path == document.path:
            try:
                folders = templates.TemplateFolders.of()
                text = templates.render_html(other.template, other.content, other.furniture, folders, FILTERS)
            except RenderingFailed:  # a document of the dossier's own
                return
            yield everything(html.parse(text, other.path))
