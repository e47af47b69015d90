"""Refuse to build a document that repeats what its release keeps back."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from responsegen.building.fingerprint import fingerprint
from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.leaks import Remarks, folded, without_remarks
from responsegen.documents.wording import FILTERS
from responsegen.dossier.model import Release
from responsegen.rendering.failure import RenderingFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from responsegen.documents.compose import ComposedDocument
    from responsegen.dossier.model import Dossier
    from responsegen.rendering.pdf import Attachment
    from responsegen.rendering.tree import Element

ESCAPE = re.compile(r"\\.")  # in JSON and YAML: the "\n" of "first\nsecond"


class LeakGuard:
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

    def refuse_leaks(self, document: ComposedDocument, page: Element, attachments: Iterable[Attachment]) -> None:
        """Raise RenderingFailed where the page or an attached file repeats a remark, or a sentence of one.

        Nothing is kept back from an internal document.
        """
        if document.release is Release.INTERNAL:
            return
        from responsegen.rendering.searchable_text import searchable_text  # noqa: PLC0415 -- only a build needs lxml

        texts = [*searchable_text(page), *(text for file in attachments for text in _in_file(file))]
        leaks = self._remarks.repeated(texts, document.delegation)
        if not leaks:
            return
        anyway = "|".join(map(folded, self._said_anyway(document)))
        found = {leak.remark: leak for leak in reversed(leaks) if leak.phrase not in anyway}
        if found:
            raise RenderingFailed(*(leak.problem(f"{document.path}.html") for leak in found.values()))

    def _said_anyway(self, document: ComposedDocument) -> Iterator[str]:
        """What the shipped template says with no remark written: "between 30 000 and 40 000 personnel"."""
        from responsegen.rendering import html, templates  # noqa: PLC0415 -- only a build needs jinja2 and lxml
        from responsegen.rendering.searchable_text import searchable_text  # noqa: PLC0415 -- as above

        for other in self._harmless:
            if other.path == document.path:
                try:
                    folders = templates.TemplateFolders.of()
                    text = templates.render_html(other.template, other.content, other.furniture, folders, FILTERS)
                except RenderingFailed:  # a document of the dossier's own
                    return
                yield from (words for _, words in searchable_text(html.parse(text, other.path)))

    @cached_property
    def _harmless(self) -> tuple[ComposedDocument, ...]:
        """The documents of this dossier as they would be if nobody had written a remark."""
        dossier = without_remarks(self._dossier)
        return tuple(compose(dossier, joint_answer(dossier)))


def _in_file(file: Attachment) -> Iterator[tuple[str, str]]:
    where = f"the attached {file.name}"
    yield from ((where, text) for text in (file.name, file.description, ESCAPE.sub(" ", file.content.decode())))
