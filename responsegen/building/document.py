"""Render one composed document as HTML, PDF and DOCX into the staging folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from posixpath import normpath

from responsegen.building.leak_guard import LeakGuard
from responsegen.building.limits import Limits
from responsegen.building.output_folder import FORMATS
from responsegen.building.page_cache import PageCache
from responsegen.building.transaction import write_output
from responsegen.documents.compose import ComposedDocument
from responsegen.documents.words import FILTERS
from responsegen.rendering.pdf.attachment import Attachment
from responsegen.rendering.templates import TemplateFolders, compile_ahead
from responsegen.rendering.tree import Element

LEAST = Limits.of(0)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be rendered, in all formats or in some."""

    document: ComposedDocument
    attachments: tuple[Attachment, ...]
    formats: tuple[str, ...] = tuple(FORMATS)
    limits: Limits = LEAST
    refuses_leaks: bool = True  # of the parts of a document, one does, since all are made of the same HTML


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document that lies in its folder, in the formats that were asked for."""

    path: str  # without a suffix: "fiches/SE"
    outputs: Mapping[str, str]  # sha256 by path, of every format
    templates: tuple[str, ...] = ()  # every template, style and asset that was asked for
    whole: tuple[str, ...] = ()  # why its pages could not be kept block by block

    def __or__(self, other: Rendered) -> Rendered:
        """Return the same document in the formats of both."""
        templates = {*self.templates, *other.templates}
        outputs = {**self.outputs, **other.outputs}
        return Rendered(self.path, outputs, tuple(sorted(templates)), self.whole + other.whole)


@dataclass(frozen=True, slots=True)
class RecordingFolders(TemplateFolders):
    """Template folders that remember every name that was looked for, found or not: a document depends on all."""

    sought: set[str] = field(default_factory=set)

    def find(self, name: str) -> Path:
        """See `TemplateFolders.find`."""
        self.sought.add(normpath(name))
        return TemplateFolders.find(self, name)


@dataclass(frozen=True, slots=True)
class Renderer:
    """What all documents of a build have in common: it goes to each worker once, and renders what comes after it."""

    templates: TemplateFolders
    folder: Path
    guard: LeakGuard
    pages: PageCache = field(default_factory=PageCache)

    def prepare(self, job: Job) -> None:
        """Compile a template that several workers are about to use, while they load what they need."""
        compile_ahead(job.document.template, self.templates, FILTERS)

    def __call__(self, job: Job) -> Rendered:
        """Render one document: of one HTML, in every format that is wanted.

        Raises RenderingFailed with all problems of the first stage that has one; OSError where no file can be written.
        """
        from responsegen.rendering import html, marking, pdf, templates  # noqa: PLC0415 -- only workers need them

        document, folders = job.document, RecordingFolders(self.templates.folders, self.templates.compiled)
        name, pages = f"{document.path}.html", replace(self.pages, refusals=[])

        def page_of(composed: ComposedDocument) -> Element:
            made = (composed.template, composed.content, composed.furniture, folders, FILTERS)
            text = templates.render_html(*made, languages=document.languages)
            page = html.parse(text, name)
            if job.refuses_leaks:
                self.guard.refuse_leaks(document, page, job.attachments)
            return page

        page = page_of(document)
        if document.earlier is not None:
            page = marking.marked(page_of(document.earlier), page)

        def word() -> bytes:
            from responsegen.rendering.docx import write_docx  # noqa: PLC0415 -- python-docx takes long to load

            return write_docx(page, document.furniture, folders.word(), name, kept=pages)

        make: dict[str, Callable[[], bytes]] = {
            ".html": lambda: html.write_html(page).encode(),
            ".pdf": lambda: pdf.write_pdf(page, name, job.attachments, pages),
            ".docx": word,
        }
        outputs = {f"{document.path}{suffix}": make[suffix]() for suffix in job.formats}
        written = {path: write_output(self.folder, path, content) for path, content in outputs.items()}
        return Rendered(document.path, written, tuple(sorted(folders.sought)), tuple(pages.refusals))


def preload() -> None:
    """Load what every worker needs, once, in the process that workers are forked from."""
    from responsegen.rendering import html, marking, pdf, searchable_text, templates  # noqa: F401, PLC0415 -- as it says

    with suppress(OSError):  # no Pango: said where a document is rendered
        pdf.load_engine()
