"""Set a document block by block: draw the pages of each, keep them, and join them into one.

What stands in the margins, such as the page's number, is drawn apart: it is all that changes on a page whose place
changes. A font is embedded for the size in which it is met first, so pages are joined in their order.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element as XmlElement

import pydyf
import weasyprint
from lxml import etree
from weasyprint.document import DocumentMetadata
from weasyprint.document import Page as LaidOut
from weasyprint.draw import draw_stacking_context
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.html import get_html_metadata
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from responsegen.rendering.fonts import FAMILIES
from responsegen.rendering.pdf.drawn_page import DrawnBlock, DrawnFont, DrawnPage, read
from responsegen.rendering.pdf.kept_pages import KeptPages
from responsegen.rendering.pdf.page_blocks import Page, parts_of
from responsegen.rendering.pdf.structure_tree import Heads, Mark, marks_on
from responsegen.rendering.pdf.weasyprint.block_layout import Block, NotExact, alone
from responsegen.rendering.pdf.weasyprint.font_instancing import InstanceFonts
from responsegen.rendering.pdf.weasyprint.font_loading import description_of, load_font, system
from responsegen.rendering.pdf.weasyprint.stylesheet_cache import StyleSheet
from responsegen.rendering.tree import Element

if TYPE_CHECKING:
    from weasyprint.pdf.fonts import Font
    from weasyprint.urls import URLFetcher

Parts = Sequence[Sequence[XmlElement]]  # the elements of each part of a block
SCALE = 0.75  # points in a CSS pixel
SHARED = ("XObject", "Pattern", "Shading")  # what pages have in common in a file


class Joining:
    """A document that is set block by block."""

    def __init__(
        self,
        page: Page,
        sheet: StyleSheet,
        fetcher: URLFetcher,
        html_of: Callable[..., weasyprint.HTML],
        kept: KeptPages | None,
    ) -> None:
        """Take the page, its style, and where drawn pages are kept."""
        self._page, self._sheet, self._fetcher, self._html_of, self._kept = page, sheet, fetcher, html_of, kept
        if page.depends:
            message = f"its style has `{page.depends}`"
            raise NotExact(message)

    def document(self) -> weasyprint.Document:
        """Return the document as WeasyPrint writes it to a file.

        Raises NotExact where a block depends on others, or WeasyPrint warns of something.
        """
        html = self._html_of(self._page.root, self._fetcher)
        drawn, elements, counters = list[DrawnPage](), list[Parts](), dict[str, int]()
        for block in self._page.blocks:
            made = self._block(block, counters)
            drawn += made.pages
            elements += [_elements(html.etree_element[1], block)] * len(made.pages)
            counters = dict(made.ends_with)
        frames = self._frames([page.name for page in drawn])
        pages = [KeptPage(*parts) for parts in zip(drawn, frames, elements, strict=True)]
        head = copy(html.etree_element)
        del head[1]  # in all of which WeasyPrint would look for what only heads say
        html.wrapper_element = type(html.wrapper_element).from_html_root(head, content_language=None)
        metadata = DocumentMetadata(**get_html_metadata(html))
        document = weasyprint.Document(pages, metadata, self._fetcher, self._sheet.faces, {}, None)
        document._html = html  # noqa: SLF001 -- as WeasyPrint does
        document.fonts = _fonts(pages, self._sheet)
        return document

    def _block(self, block: range, counters: Mapping[str, int]) -> DrawnBlock:
        """Return a block's pages: those that are kept, or new ones."""
        contents = self._page.contents(block)

        def draw(before: DrawnBlock | None) -> DrawnBlock:
            html = self._html_of(self._page.alone(block), self._fetcher)
            root = html.etree_element
            around, parts = [None, *root.find("body/main"), None], parts_of(root[1], block)
            laid_out = Block(
                around[block.start],
                around[block.start + 1],
                around[block.stop + 1],
                {part: number for number, part in enumerate(parts)},
                counters,
                before.still_holds(contents) if before else {},
            )
            with alone(laid_out):
                document = self._rendered(html)
            heads, elements = Heads(root), _elements(root[1], block)
            pages = [_drawn_before(page, heads, elements) or _drawn(page, heads, elements) for page in document.pages]
            return DrawnBlock(pages, laid_out.ends_with, contents)

        return self._made(self._page.outline(block), contents, sorted(counters.items()), draw)

    def _frames(self, names: Sequence[str]) -> Sequence[DrawnPage]:
        """Return what stands in the margins of every page."""
        root = self._page.frame(names)

        def draw(_: DrawnBlock | None) -> DrawnBlock:
            html = self._html_of(root, self._fetcher)
            document, heads = self._rendered(html), Heads(html.etree_element)
            return DrawnBlock([_drawn(_Margins(page), heads, ()) for page in document.pages], {}, ())

        pages = self._made(root, (), (), draw).pages
        if len(pages) != len(names):
            message = "its style adds pages"
            raise NotExact(message)
        return pages

    def _rendered(self, html: weasyprint.HTML) -> weasyprint.Document:
        return html.render(**self._sheet.options(self._fetcher), presentational_hints=True)

    def _made(
        self, outline: Element, contents: Sequence[str], more: object, draw: Callable[[DrawnBlock | None], DrawnBlock]
    ) -> DrawnBlock:
        """Return the pages that are kept of this outline, if they have these contents, or new ones."""
        given = (system(), self._sheet.style, etree.tostring(outline, encoding="unicode"), more)
        key = sha256(repr(given).encode()).hexdigest()
        content = self._kept.get(key) if self._kept else None
        before = read(content) if content else None
        if before and before.contents == [*contents]:
            return before
        content = draw(before).written()
        if self._kept:
            self._kept.put(key, content)
        return read(content)


class _Margins:
    """A laid-out page of which nothing is drawn but what stands in its margins."""

    def __init__(self, page: LaidOut) -> None:
        self._of, self._page_box = page, page._page_box  # noqa: SLF001 -- there is no public name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- WeasyPrint's
        return getattr(self._of, name)

    def paint(self, stream: Stream, scale: float) -> None:
        """Draw them where the page has been drawn before."""
        stream.stream.clear()  # how the page is turned, which still holds
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for box in self._page_box.children:
                if isinstance(box, MarginBox):
                    draw_stacking_context(stream, StackingContext.from_box(box, self._page_box))


class _DrawingStream(Stream):  # type: ignore[misc] # WeasyPrint comes without types
    """A page's content that remembers how its fonts are found."""

    def add_font(self, pango_font: Any) -> tuple[Font, float]:  # noqa: ANN401 -- Pango's
        """Take in a font that is about to be used."""
        font, size = super().add_font(pango_font)
        if not hasattr(font, "description"):
            font.description = description_of(pango_font)
        return font, size


def _drawn_before(page: LaidOut, heads: Heads, elements: Parts) -> DrawnPage | None:
    """Return the page that an empty one stands for."""
    drawn: DrawnPage | None = getattr(page._page_box, "drawn", None)  # noqa: SLF001 -- as above
    for part, number, _ in drawn.marks if drawn else ():
        heads.repeats(elements[part][number], page)
    return drawn


def _drawn(page: LaidOut, heads: Heads, elements: Parts) -> DrawnPage:
    """Draw a page that is laid out."""
    numbers = {
        element: (part, number)
        for part in range(-1, len(elements) - 1)
        for number, element in enumerate(elements[part])
    }
    fonts, images = InstanceFonts(), dict[str, object]()
    resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in ("ExtGState", "ColorSpace", *SHARED)})
    rectangle = (-page.bleed["left"], -page.bleed["top"], page.width, page.height)
    stream = _DrawingStream(fonts, rectangle, resources, images, {}, {}, None, compress=False)
    stream.transform(d=-1, f=page.height * SCALE)
    page.paint(stream, SCALE)
    states = resources["ExtGState"]
    if any(resources[kind] for kind in SHARED) or not all(name[0] in "aA" for name in states):
        message = "it holds a picture, or colours that pages share"
        raise NotExact(message)
    if any(font.missing or font.family not in FAMILIES for font in fonts.values()):
        message = "a letter is missing"
        raise NotExact(message)
    page_depends_on: tuple[str, str, tuple[int, int]] = getattr(page._page_box, "depends", ("", "", (0, 0)))  # noqa: SLF001 -- as above
    marks = [
        (*numbers[mark.element], (mark.part, mark.is_content, mark.link, mark.bounds))
        for mark in marks_on(page, stream, heads)
    ]
    return DrawnPage(
        page._page_box.page_type.name or "",  # noqa: SLF001 -- as above
        page.width,
        page.height,
        page.bleed,
        zlib.compress(b"\n".join(map(pydyf._to_bytes, stream.stream))),  # noqa: SLF001 -- as above
        {name: dict(state) for name, state in states.items()},
        [_drawn_font(font) for font in fonts.values()],
        [(kind, target, rectangle) for kind, target, rectangle, _ in page.links],
        page.anchors,
        page.bookmarks,
        marks,
        *page_depends_on,
    )


def _drawn_font(font: Font) -> DrawnFont:
    return DrawnFont(
        font.description,
        font.font_size,
        font.name.decode(),
        font.hash,
        font.weight,
        font.variations,
        [*font.widths.items()],
        [*font.to_unicode.items()],
    )


def _elements(body: Any, block: range) -> Parts:  # noqa: ANN401 -- lxml's, or one of Python's
    """Return the elements of each part of a block; the last of all are those of the block itself."""
    whole = [element for child in [*body.find("main")][block.start : block.stop] for element in child.iter()]
    return [*([*part.iter()] for part in parts_of(body, block)), whole]


class _Spot:
    """Stands for the box of a link: WeasyPrint leaves the link's annotation there."""

    link_annotation: pydyf.Dictionary | None = None


class KeptPage:
    """A drawn page, as WeasyPrint writes it to a file."""

    def __init__(self, drawn: DrawnPage, frame: DrawnPage, elements: Parts) -> None:
        """Take the page, what stands in its margins, and the elements of its block."""
        self.parts = (drawn, frame)
        self.width, self.height, self.bleed = drawn.width, drawn.height, drawn.bleed
        self.links = [(*link, _Spot()) for part in self.parts for link in part.links]
        self.anchors = {**frame.anchors, **drawn.anchors}
        self.bookmarks = [*drawn.bookmarks, *frame.bookmarks]
        self.forms: dict[None, list[object]] = {None: []}
        self.marks = [Mark(elements[part][number], *rest) for part, number, rest in drawn.marks]

    def paint(self, stream: Stream, _scale: float) -> None:
        """Write what the page shows, but for its margins."""
        drawn = self.parts[0]
        stream.stream, stream.compress = [drawn.content], False
        stream.extra["Filter"] = "/FlateDecode"
        for part in self.parts:
            for name, state in part.opacities.items():
                stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))  # noqa: SLF001 -- as above


def add_margins(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Add what stands in the margins to pages that were kept."""
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        if isinstance(page, KeptPage):
            content = pydyf.Stream([page.parts[1].content], {"Filter": "/FlateDecode"})
            pdf.add_object(content)
            in_file = pdf.objects[int(reference.split()[0])]
            in_file["Contents"] = pydyf.Array([in_file["Contents"], content.reference])


def _fonts(pages: Sequence[KeptPage], sheet: StyleSheet) -> InstanceFonts:
    """Return the fonts of all pages, each as it is met first, with the letters of all."""
    fonts = InstanceFonts()
    for drawn in _in_order(pages):
        key = int.from_bytes(drawn.hash.encode())
        if key not in fonts:
            font = load_font(sheet.faces.font_map, drawn.description, drawn.size)
            font.name, font.hash = drawn.name.encode(), drawn.hash
            font.weight, font.variations = drawn.weight, dict(drawn.variations)
            fonts[key] = font
        font = fonts[key]
        for glyph, width in drawn.widths:
            font.widths.setdefault(glyph, width)
        for glyph, letters in drawn.letters:
            font.to_unicode.setdefault(glyph, letters)
    return fonts


def _in_order(pages: Sequence[KeptPage]) -> Iterator[DrawnFont]:
    return (font for page in pages for part in page.parts for font in part.fonts)
