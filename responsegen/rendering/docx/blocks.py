"""From block elements to Word's paragraphs and tables: one small function for each element of the vocabulary."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from responsegen.rendering.docx.contents import contents
from responsegen.rendering.docx.inlines import Look, nodes
from responsegen.rendering.docx.pictures import picture
from responsegen.rendering.docx.tables import box, table
from responsegen.rendering.docx.wordml import begin_with, is_paragraph, keep_with_next, paragraph, restyle, run, w
from responsegen.rendering.failure import failure
from responsegen.rendering.tree import classes, place, tag
from responsegen.rendering.vocabulary import INLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from responsegen.rendering.docx.context import Context
    from responsegen.rendering.docx.inlines import Inlines
    from responsegen.rendering.tree import Element
    from responsegen.rendering.tree import Element as Xml

    Writer = Callable[["Blocks", Element, "Setting"], Iterator[Xml]]

KEPT_WITH_NEXT = {"intro", "question"}  # classes of paragraphs, as in document.css
KEPT_WITH_PREVIOUS = {"remark"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the surroundings say: the width (twips), and the names of the styles for text and lists."""

    width: int
    text: str = "Body Text"
    lists: str = "List"  # "List Bullet", "List Number", "List Continue"
    level: int = 1  # of a list that begins here
    align: str | None = None


@dataclass(frozen=True, slots=True)
class Blocks:
    """Writes blocks into the text."""

    context: Context
    inlines: Inlines
    landscape_width: int  # between the margins of a landscape page, in twips

    def flow(self, parent: Element, setting: Setting) -> Iterator[Xml]:
        """Everything in an element: its blocks, and a paragraph for each stretch of text between them."""
        before: list[Xml] = []
        for _, group in groupby(nodes(parent), key=_is_inline):
            inline: list[str | Element] = []
            for node in group:
                if isinstance(node, str) or _is_inline(node):
                    inline.append(node)
                else:
                    made = list(self.block(node, setting))
                    if before and is_paragraph(before[-1]) and _is_kept_with_previous(node):
                        keep_with_next(before[-1])
                    yield from before
                    before = made
            if runs := self.inlines.runs(inline):
                yield from before
                before = [self.paragraph(setting.text, runs, setting)]
        yield from before

    def block(self, element: Element, setting: Setting) -> Iterator[Xml]:
        """The paragraphs and tables that one element becomes.

        Raises RenderingFailed for an element that is not known here: nothing is left out.
        """
        write = WRITERS.get(tag(element))
        if write is None:
            expected = f"for Word one of {', '.join(WRITERS)}"
            raise failure(place(element, self.context.name), "RG931", expected, f"<{tag(element)}>")
        made = list(write(self, element, setting))
        self.mark(element, made)
        if {"new-page", "landscape"}.intersection(classes(element)):
            restyle(_first_paragraph(made), None, w("pageBreakBefore"))
        if KEPT_WITH_NEXT.intersection(classes(element)):
            keep_with_next(_first_paragraph(made))
        yield from made

    def paragraph(self, style: str, runs: list[Xml], setting: Setting) -> Xml:
        """A paragraph in a style of the template, aligned as the surroundings say."""
        aligned = [w("jc", val=setting.align)] if setting.align else []
        return paragraph(self.context.styles["paragraph", style], runs, *aligned)

    def mark(self, element: Element, made: list[Xml]) -> None:
        """Put the bookmark of an element's id at the beginning of its first paragraph."""
        if element.get("id"):
            begin_with(_first_paragraph(made), self.context.bookmark(element))


def _is_kept_with_previous(block: Element) -> bool:
    return tag(block) == "table" or bool(KEPT_WITH_PREVIOUS.intersection(classes(block)))


def _is_inline(node: str | Element) -> bool:
    return isinstance(node, str) or tag(node) in INLINE


def _first_paragraph(made: list[Xml]) -> Xml:
    return next(one for block in made for one in block.iter(qn("w:p")))


def _text(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    named = blocks.context.styles.known("paragraph", *reversed(classes(element)))
    made = blocks.paragraph(setting.text, blocks.inlines.runs(nodes(element)), setting)
    restyle(made, named)
    yield made


def _heading(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    style = {"h1": "Title", "h2": "heading 1", "h3": "heading 2", "h4": "heading 3"}[tag(element)]
    around = element.getparent()
    if around is not None and tag(around) == "nav":
        style = "contents"
    made = blocks.paragraph(style, blocks.inlines.runs(nodes(element)), setting)
    above = element.getprevious()
    if above is not None and tag(above) == "header":
        restyle(made, None, w("spacing", before=0))
    yield made


def _list(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    styles = blocks.context.styles
    running = "paragraphs" in classes(element)
    kind = "paragraphs" if running else f"{setting.lists} {'Number' if tag(element) == 'ol' else 'Bullet'}"
    level = f" {setting.level}" if setting.level > 1 else ""
    style = styles.known("paragraph", kind + level) or styles["paragraph", kind]
    continued = f"{setting.lists} Continue"
    deeper = continued + level if styles.known("paragraph", continued + level) else continued
    inner = replace(setting, text=deeper, level=setting.level + 1)
    restarts = tag(element) == "ol" and not running
    numbers = [blocks.context.restarted(style, int(element.get("start", "1")))] if restarts else []
    for item in element:
        made = list(blocks.flow(item, inner))
        if not made or not is_paragraph(made[0]) or _is_list_item(made[0]):
            made.insert(0, blocks.paragraph(deeper, [], inner))
        restyle(_first_paragraph(made), style, *map(deepcopy, numbers))
        if len(made) > 1:
            keep_with_next(made[0])
        blocks.mark(item, made)
        yield from made


def _is_list_item(made: Xml) -> bool:
    return made.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def _definitions(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """`From:`, a tab, `Pen-holder`; a second dd begins a line of its own."""
    term = Look(style=blocks.context.styles["character", "term"])
    begun: list[Xml] = []
    for item in element:
        if tag(item) == "dt":
            begun = blocks.context.bookmark(item) + blocks.inlines.runs(nodes(item), term)
            continue
        runs = [*begun, run(w("tab")), *blocks.context.bookmark(item), *blocks.inlines.runs(nodes(item))]
        yield blocks.paragraph("definition", runs, setting)
        begun = []


def _figure(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    for part in element:
        if tag(part) == "img":
            made = blocks.paragraph("Figure", [picture(blocks.context, part, setting.width)], setting)
        else:
            made = blocks.paragraph("Figure Caption", blocks.inlines.runs(nodes(part)), setting)
        blocks.mark(part, [made])
        yield made


def _quotation(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    yield from blocks.flow(element, replace(setting, text="Quote"))


def _section(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    if "landscape" not in classes(element):
        yield from blocks.flow(element, setting)
        return
    yield w("pgSz", orient="landscape")  # for `pages.fill`, which makes sections of these two
    yield from blocks.flow(element, replace(setting, width=blocks.landscape_width))
    yield w("pgSz", orient="portrait")


def _cover(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """What it holds, and the rule that closes it where the template has one."""
    yield from _section(blocks, element, setting)
    if rule := blocks.context.styles.known("paragraph", "Cover End"):
        yield paragraph(rule, [])


WRITERS: dict[str, Writer] = {
    "p": _text,
    **dict.fromkeys(("h1", "h2", "h3", "h4"), _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    "dl": _definitions,
    "figure": _figure,
    "blockquote": _quotation,
    "section": _section,
    "header": _cover,
    "nav": contents,
    "table": table,
    "aside": box,
}
