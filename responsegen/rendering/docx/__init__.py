"""Write a page's tree as a Word document that people go on working with, with real headings, lists and footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from itertools import chain

from responsegen.documents.content import PageFrame
from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.docx.blocks import Blocks, Setting
from responsegen.rendering.docx.context import Context, Styles, bookmarks
from responsegen.rendering.docx.controls import NO_FIELDS, FormFields, attach
from responsegen.rendering.docx.inlines import Footnotes, Inlines
from responsegen.rendering.docx.packing import describe, packed
from responsegen.rendering.docx.pages import fill, furnish, narrow, room_on, turned
from responsegen.rendering.docx.word_template import open_template
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.marking import MARKED
from responsegen.rendering.pdf.kept_pages import KeptPages
from responsegen.rendering.tree import Element, classes


def write_docx(  # noqa: PLR0913 -- what a document is made of
    root: Element,
    furniture: PageFrame,
    word_template: bytes,
    name: str,
    form: FormFields = NO_FIELDS,
    *,
    kept: KeptPages | None = None,
) -> bytes:
    """Return the bytes of the DOCX; the same tree, furniture and template give the same bytes.

    `root` comes from `responsegen.rendering.html.parse`, `word_template` is `word.docx`; `name` is the document's name
    in messages (`synthesis.html`). Raises RenderingFailed for an element that has no place in Word, and for a template
    that is no Word document or has lost a style.
    """
    document = open_template(word_template)
    notes = Footnotes(document)
    anchors, tracked = bookmarks(root, form.controls), _tracked(root, furniture)
    context = Context(name, document, Styles(document), anchors, form.controls, kept=kept, tracked=tracked)
    inlines = Inlines(context, document.part, notes)
    page = document.element.body.sectPr
    if "dense" in classes(root[-1]) and (dense := context.styles.known("paragraph", "dense")):
        narrow(page)
        for style in ("Body Text", "footnote text"):
            context.styles.base(context.styles["paragraph", style], dense)
    blocks = Blocks(context, inlines, room_on(turned(page, landscape=True)))
    setting = Setting(*room_on(turned(page, landscape=False)))
    main = root.iterfind("body/main")
    fill(context, chain.from_iterable(blocks.flow(element, setting) for element in main))
    furnish(context, root)
    if lost := sorted(set(context.anchors) - context.used):
        raise RenderingFailed(
            catalogue.NOT_IN_WORD.at(Place(name), "an id on what becomes a paragraph in Word", ", ".join(lost))
        )
    notes.close()
    margins = (part.part.element for section in document.sections for part in (section.header, section.footer))
    context.styles.hide_unused((document.element, notes.root, *margins))
    if form.about:
        attach(document, form.about)
    describe(document, furniture)
    return packed(document)


def _tracked(root: Element, furniture: PageFrame) -> Mapping[str, str]:
    """Return who made the changes of a marked revision, and when; nothing for any other page."""
    if MARKED not in classes(root[-1]):
        return {}
    return {"author": furniture.author, "date": f"{furniture.as_of.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
