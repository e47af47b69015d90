"""Refuse to build a document that repeats what its release keeps back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from responsegen.building.fingerprint import fingerprint
from responsegen.documents.compose import ComposedDocument
from responsegen.documents.leaks import Remarks
from responsegen.dossier.model import Dossier, Release
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.pdf import Attachment
from responsegen.rendering.template_files import packaged_folder
from responsegen.rendering.tree import Element

ESCAPE = re.compile(r"\\.")  # in JSON and YAML: the "\n" of "first\nsecond"


class LeakGuard:
    """What the documents of one dossier must not repeat, each by its release."""

    def __init__(self, dossier: Dossier) -> None:
        """Take the dossier; what it keeps back is looked up when the first document asks."""
        self._dossier = dossier

    @cached_property
    def _remarks(self) -> Remarks:
        templates = sorted(packaged_folder().rglob("*.j2"))
        return Remarks(self._dossier, [template.read_text("utf-8") for template in templates])

    @cached_property
    def _seal(self) -> str:
        kept = [(remark.text, remark.position, remark.internal) for remark in self._remarks.all]
        return fingerprint((tuple(kept), self._remarks.allowed))

    def seal(self, document: ComposedDocument) -> str:
        """Return a fingerprint of what a document does not repeat: with another one, it has to be looked at again."""
        return "" if document.release is Release.INTERNAL else self._seal

    def refuse_leaks(self, document: ComposedDocument, page: Element, attachments: Iterable[Attachment]) -> None:
        """Raise RenderingFailed where the page or an attached file repeats a remark, or a sentence of one.

        Nothing is kept back from an internal document.
        """
        if document.release is Release.INTERNAL:
            return
        from responsegen.rendering.searchable_text import searchable_text  # noqa: PLC0415 -- only a build needs lxml

        texts = [*searchable_text(page), *(text for file in attachments for text in _in_file(file))]
        leaks = {leak.remark: leak for leak in reversed(self._remarks.repeated(texts, document.delegation))}
        if leaks:
            raise RenderingFailed(*(leak.problem(f"{document.path}.html") for leak in leaks.values()))


def _in_file(file: Attachment) -> Iterator[tuple[str, str]]:
    where = f"the attached {file.name}"
    yield from ((where, text) for text in (file.name, file.description, ESCAPE.sub(" ", file.content.decode())))
