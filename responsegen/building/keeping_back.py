"""From a rendered page and what its document must not repeat to nothing, or to the end of the build."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from responsegen.building.fingerprint import fingerprint
from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.leaks import Remarks, without_remarks
from responsegen.documents.wording import FILTERS
from responsegen.dossier.model import Release
from responsegen.rendering.failure import RenderingFailed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from responsegen.documents.compose import ComposedDocument
    from responsegen.dossier.model import Dossier
    from responsegen.rendering.pdf.attachment import Attachment
    from responsegen.rendering.tree import Element

ESCAPE = re.compile(r"\\.")  # in JSON and YAML: the "\n" of "first\nsecond"


class Guard:
    """What the documents of one dossier must not repeat, each by its release."""

    def __init__(self, dossier: Dossier) -> None:
        """Take the dossier; what it keeps back is looked up when the first document asks."""
        self._dossier = dossier

    @cached_property
    def _remarks(self) -> Remarks:
        return Remarks(self._dossier)

    @cached_property
    def _seal(self) -> str:
        kept = [(remark.text, remark.position, remark.internal) for remark in self._remarks.all]
        return fingerprint((tuple(kept), self._remarks.allowed))

    def seal(self, document: ComposedDocument) -> str:
        """A fingerprint of what a document was found not to repeat: with another one, it has to be looked at again."""
        return "" if document.release is Release.INTERNAL else self._seal

    def refuse_leaks(
        self,
        document: ComposedDocument,
        page: Element,
        written: str,
        attachments: Iterable[Attachment],
        word_template: bytes = b"",
    ) -> None:
        """Raise RenderingFailed where what is made of them repeats four words that are kept back.

        That is the page and the HTML it was read from, the document's name, what is attached to it, and what its DOCX
        begins with.
        """
        if document.release is Release.INTERNAL:
            return
        from responsegen.rendering.everything import everything, everything_in_package  # noqa: PLC0415 -- as below

        files = (f"{a.name}\n{a.description}\n{ESCAPE.sub(' ', a.content.decode())}" for a in attachments)
        text = "\n".join((document.path, everything(page, written), everything_in_package(word_template), *files))
        of = (text, document.release, document.delegation, f"{document.path}.html")
        # Rarely is there one; only then is it worth the time to look twice.
        if self._remarks.leaks(*of) and (found := self._remarks.leaks(*of, self._anyway(document))):
            raise RenderingFailed(found)

    def _anyway(self, document: ComposedDocument) -> Iterable[str]:
        """What the document says by itself, "between 30 000 and 40 000 personnel", whatever a remark says."""
        from responsegen.rendering import html, templates  # noqa: PLC0415 -- only a build needs jinja2 and lxml
        from responsegen.rendering.everything import everything, everything_in_package  # noqa: PLC0415 -- as above

        for other in self._harmless:
            if other.path == document.path:
                try:
                    folders = templates.TemplateFolders.of()
                    text = templates.render_html(other.template, other.content, other.furniture, folders, FILTERS)
                except RenderingFailed:  # a document of the dossier's own
                    return
                yield everything(html.parse(text, other.path), text)
                yield everything_in_package(folders.word())

    @cached_property
    def _harmless(self) -> tuple[ComposedDocument, ...]:
        """The documents of this dossier as they would be if nobody had written a remark."""
        dossier = without_remarks(self._dossier)
        return tuple(compose(dossier, joint_answer(dossier)))
