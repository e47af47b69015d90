"""Write block elements as paragraphs and tables of Word: one small function writes each element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby

from docx.oxml.ns import qn

from responsegen.rendering.docx.context import Context, Styles
from responsegen.rendering.docx.hyphens import fitted
from responsegen.rendering.docx.inlines import Inlines, Look, nodes
from responsegen.rendering.docx.pictures import picture
from responsegen.rendering.docx.wordml import (
    Xml,
    begin_with,
    child,
    field_begins,
    field_ends,
    find,
    is_paragraph,
    paragraph,
    restyle,
    run,
    w,
)
from responsegen.rendering.grid import Cell, Grid, column_shares, grid
from responsegen.rendering.page_elements import INLINE
from responsegen.rendering.tree import Element, classes, words

Writer = Callable[["Blocks", Element, "Setting"], Iterator[Xml]]
CAME_OR_WENT = {"added": "ins", "removed": "del"}  # classes of what a marked revision has or no longer has
HEADINGS = {"h1": "Title", "h2": "heading 1", "h3": "heading 2", "h4": "heading 3"}
KEPT_WITH_NEXT = {"intro", "question"}  # classes of paragraphs, as in document.css
KEPT_WITH_PREVIOUS = {"remark"}
BEGIN_A_PAGE = {"new-page", "block", "landscape"}
PLAIN, PREFIX = "Document Table", "Table"  # the style of most tables, and how the names of its texts' styles begin
ORDINAL = "question heading"  # the style that numbers
SIDES = ("left", "right")
TWIPS_PER_HALF_POINT = 10
TOGETHER = "ancestor::tbody[contains(@class, 'together')]"  # LibreOffice may draw the last rule in these too high
FREE = {"calls", "glance", "outcome"}  # whose rows are tall: one alone is no remnant
LAST_ROWS, LAST_ROWS_OF_MATRIX = 4, 6  # so many stay together
LETTER = {"th": 0.67, "td": 0.58}  # of the size: in DejaVu Sans, bold and plain, the widest there is
FEW, LINE = 150, 1.3  # letters that never fill half a page; the height of a line, of the size
CELL_MARGIN, SIZE = 108, 21  # twips and half points, where a template says nothing


@dataclass(frozen=True, slots=True)
class Setting:
    """What the surroundings say: the room (twips), and the names of the styles for text and lists."""

    width: int
    height: int  # of the page between its margins
    text: str = "Body Text"
    lists: str = "List"  # "List Bullet", "List Number", "List Continue"
    level: int = 1  # of a list that begins here
    is_right: bool = False  # aligned to the right


@dataclass(frozen=True, slots=True)
class Blocks:
    """Writes blocks into the text."""

    context: Context
    inlines: Inlines
    landscape: tuple[int, int]  # width and height between the margins of such a page, in twips

    def flow(self, parent: Element, setting: Setting) -> Iterator[Xml]:
        """Yield everything in an element: its blocks, and a paragraph for each stretch of text between them."""
        before: list[Xml] = []
        for _, group in groupby(nodes(parent), key=_is_inline):
            inline: list[str | Element] = []
            for node in group:
                if isinstance(node, str) or _is_inline(node):
                    inline.append(node)
                else:
                    made = list(self.block(node, setting))
                    if before and is_paragraph(before[-1]) and _is_kept_with_previous(node):
                        self.context.keep_with_next(before[-1])
                    yield from before
                    before = made
            if runs := self.inlines.runs(inline):
                yield from before
                before = [self.paragraph(setting.text, runs, setting)]
        yield from before

    def block(self, element: Element, setting: Setting) -> Iterator[Xml]:
        """Yield the paragraphs and tables that one element becomes."""
        made = list(WRITERS[element.tag](self, element, setting))
        self.mark(element, made)
        self.track(element, made)
        before = element.getprevious()
        if BEGIN_A_PAGE.intersection(classes(element)) or (before is not None and "block" in classes(before)):
            restyle(_first_paragraph(made), None, w("pageBreakBefore"), w("spacing", before=0))
        if KEPT_WITH_NEXT.intersection(classes(element)):
            self.context.keep_with_next(_first_paragraph(made))
        yield from made

    def paragraph(self, style: str, runs: list[Xml], setting: Setting) -> Xml:
        """Return a paragraph in a style of the template, aligned as the surroundings say."""
        styles = self.context.styles
        named = styles["paragraph", style]
        return paragraph(styles.derived(named, "Right", w("jc", val="right")) if setting.is_right else named, runs)

    def track(self, element: Element, made: list[Xml]) -> None:
        """Let the ends of paragraphs that came or went as a whole come or go with them."""
        for one in filter(is_paragraph, made):
            child(one, "pPr").extend(w("rPr", change) for change in self.changes(element))

    def changes(self, element: Element) -> Iterator[Xml]:
        """Yield the tracked change of an element that came or went as a whole."""
        for kind in classes(element) if self.context.tracked else ():
            if kind in CAME_OR_WENT:
                yield self.context.change(CAME_OR_WENT[kind])

    def mark(self, element: Element, made: list[Xml]) -> None:
        """Put the bookmark of an element's id at the beginning of its first paragraph."""
        if element.get("id"):
            begin_with(_first_paragraph(made), self.context.bookmark(element))


def _is_kept_with_previous(block: Element) -> bool:
    return block.tag == "table" or bool(KEPT_WITH_PREVIOUS.intersection(classes(block)))


def _is_inline(node: str | Element) -> bool:
    return isinstance(node, str) or node.tag in INLINE


def _first_paragraph(made: list[Xml]) -> Xml:
    return next(one for block in made for one in block.iter(qn("w:p")))


def _text(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    named = blocks.context.styles.known("paragraph", *reversed(classes(element)))
    made = blocks.paragraph(setting.text, blocks.inlines.runs(nodes(element)), setting)
    restyle(made, named)
    yield made


def _heading(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    style = "contents" if element.xpath("parent::nav") else HEADINGS[element.tag]
    made = _numbered_heading(blocks, element)
    if made is None:
        made = blocks.paragraph(style, blocks.inlines.runs(nodes(element)), setting)
    if element.xpath("preceding-sibling::*[1][self::header]"):
        restyle(made, None, w("spacing", before=0))
    yield made


def _numbered_heading(blocks: Blocks, element: Element) -> Xml | None:
    """Return a heading whose style writes its first words, `Question 3:`; None where there is no such style."""
    first, *rest = nodes(element)
    style = blocks.context.styles.known("paragraph", ORDINAL)
    if style is None or element.tag != "h2" or isinstance(first, str) or "ordinal" not in classes(first):
        return None
    numbers = blocks.context.ordinal(style, words(first))
    return None if numbers is None else paragraph(style, blocks.inlines.runs(rest), *numbers)


def _list(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    styles = blocks.context.styles
    running = "paragraphs" in classes(element)
    kind = "paragraphs" if running else f"{setting.lists} {'Number' if element.tag == 'ol' else 'Bullet'}"
    level = f" {setting.level}" if setting.level > 1 else ""
    style = styles.known("paragraph", kind + level) or styles["paragraph", kind]
    continued = f"{setting.lists} Continue"
    deeper = continued + level if styles.known("paragraph", continued + level) else continued
    inner = replace(setting, text=deeper, level=setting.level + 1)
    restarts = element.tag == "ol" and not running
    numbers = [blocks.context.restarted(style, int(element.get("start", "1")))] if restarts else []
    for item in element:
        made = list(blocks.flow(item, inner))
        if not made or not is_paragraph(made[0]) or find(made[0], "pPr", "numPr") is not None:
            made.insert(0, blocks.paragraph(deeper, [], inner))
        restyle(_first_paragraph(made), style, *map(deepcopy, numbers))
        if len(made) > 1:
            blocks.context.keep_with_next(made[0])
        blocks.mark(item, made)
        blocks.track(item, made)
        yield from made


def _definitions(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """`From:`, a tab, `Pen-holder`; a second dd begins a line of its own."""
    term = Look(style=blocks.context.styles["character", "term"])
    begun: list[Xml] = []
    for item in element:
        if item.tag == "dt":
            begun = blocks.context.bookmark(item) + blocks.inlines.runs(nodes(item), term)
            continue
        runs = [*begun, run(w("tab")), *blocks.context.bookmark(item), *blocks.inlines.runs(nodes(item))]
        yield blocks.paragraph("definition", runs, setting)
        begun = []


def _figure(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    for part in element:
        if part.tag == "img":
            drawn = picture(blocks.context, part, setting.width)
            is_new = "added" in classes(element) and blocks.context.tracked
            made = blocks.paragraph("Figure", [blocks.context.change("ins", drawn) if is_new else drawn], setting)
        else:
            made = blocks.paragraph("Figure Caption", blocks.inlines.runs(nodes(part)), setting)
        blocks.mark(part, [made])
        yield made


def _section(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    if "landscape" not in classes(element):
        yield from blocks.flow(element, setting)
        return
    yield w("pgSz", orient="landscape")  # for `pages.fill`, which makes sections of these two
    width, height = blocks.landscape
    yield from blocks.flow(element, replace(setting, width=width, height=height))
    yield w("pgSz", orient="portrait")


def _cover(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """Yield what it holds, and the rule that closes it where the template has one."""
    yield from _section(blocks, element, setting)
    if rule := blocks.context.styles.known("paragraph", "Cover End"):
        yield paragraph(rule, [])


def table(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """Yield the caption, the table, and the small paragraph that Word wants behind every table."""
    styles = blocks.context.styles
    caption = element.find("caption")
    if caption is not None:
        made = blocks.paragraph("caption", blocks.inlines.runs(nodes(caption)), setting)
        blocks.mark(caption, [made])
        yield made
    look = next((name for name in reversed(classes(element)) if styles.known("table", name)), PLAIN)
    laid_out = grid(element)
    widths = [round(share * setting.width / 100) for share in column_shares(element, laid_out.columns)]
    description = [] if caption is None else [w("tblCaption", val=words(caption))]
    if signs := dict.fromkeys(f"{words(sign)} {sign.get('title')}" for sign in element.iterfind(".//span[@title]")):
        description.append(w("tblDescription", val="; ".join(signs)))
    heads_rows = element.find("tbody/tr/th") is not None
    made = _frame(styles["table", look], widths, *description, has_head=bool(laid_out.head_rows), heads_rows=heads_rows)
    prefix = PREFIX if look == PLAIN else look
    made.extend(_rows(blocks, element, laid_out, widths, replace(setting, text=prefix, lists="Table", level=1)))
    yield made
    yield paragraph(styles["paragraph", "Table End"], [])


def box(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """Yield a note in a frame: a table of one cell, which stays a frame when people edit it."""
    styles = blocks.context.styles
    made = _frame(styles["table", "aside"], [setting.width])
    inner = blocks.flow(element, replace(setting, text="aside Text", lists="aside", level=1))
    cell = w("tc", w("tcPr", w("tcW", w=setting.width, type="dxa")), *inner)
    whole = [] if _is_tall(styles, "aside", replace(setting, text="aside Text"), element) else [w("cantSplit")]
    made.append(w("tr", w("trPr", *whole), cell))
    yield made
    yield paragraph(styles["paragraph", "Table End"], [])


def _frame(style: str, widths: list[int], *described: Xml, has_head: bool = False, heads_rows: bool = False) -> Xml:
    bits = 0x0400 + has_head * 0x0020 + heads_rows * 0x0080  # the same again, for old programs
    first = {"firstRow": int(has_head), "firstColumn": int(heads_rows)}
    look = w("tblLook", val=f"{bits:04X}", **first, lastRow=0, lastColumn=0, noHBand=0, noVBand=1)
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        look,
        *described,
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))


def _rows(blocks: Blocks, element: Element, laid_out: Grid, widths: list[int], setting: Setting) -> Iterator[Xml]:
    """Yield one row after the other; a cell that covers several rows stands in each of them, merged."""
    inner = {cell: _setting(blocks, cell, widths, setting) for cell in laid_out.cells}
    tall = {cell for cell in inner if _is_tall(blocks.context.styles, _look(setting), inner[cell], cell.element)}
    together = {cell for cell in inner if cell.rows > 1 and cell.element.xpath(TOGETHER)}
    bare = {cell.covers.stop for cell in together} - {laid_out.rows}
    for row, (tr, cells) in enumerate(zip(element.findall("*/tr"), laid_out.by_row(), strict=True)):
        may_break = not tall.isdisjoint(cells)
        whole = [] if may_break else [w("cantSplit")]
        repeated = [w("tblHeader")] if row < laid_out.head_rows else []
        made = w("tr", w("trPr", *whole, *repeated, *blocks.changes(tr)))
        for cell in cells:
            made.append(_cell(blocks, cell, inner[cell], setting, *_merged(cell, row, bare), is_first=row == cell.row))
        if not may_break and _stays_with_next(element, tr):
            for one in made.iter(qn("w:p")):
                blocks.context.keep_with_next(one)
        yield made


def _stays_with_next(element: Element, tr: Element) -> bool:
    """Return whether no page may end below this row: as in document.css, no few lines of a table stand alone."""
    body = tr.getparent()
    if body is None or tr.getnext() is None:
        return False
    if body.tag == "thead" or "together" in classes(body):
        return True
    looks, position = classes(element), body.index(tr)
    if "votes" in looks:  # the first point, and the last two, each in two rows
        return "why" not in classes(tr) or position == len(body) - 3
    if FREE.intersection(looks):
        return False
    return position <= 1 or position >= len(body) - (LAST_ROWS_OF_MATRIX if "matrix" in looks else LAST_ROWS)


def _cell(blocks: Blocks, cell: Cell, inner: Setting, setting: Setting, *merged: Xml, is_first: bool) -> Xml:
    spans = [w("gridSpan", val=cell.columns)] if cell.columns > 1 else []
    properties = w("tcPr", w("tcW", w=inner.width, type="dxa"), *spans, *merged)
    room = _room(blocks.context.styles, _look(setting), inner, cell.element.tag)
    made = list(blocks.flow(fitted(cell.element, room), inner)) if is_first else []
    made = made or [blocks.paragraph(inner.text, [], inner)]
    if is_first:
        blocks.mark(cell.element, made)
    return w("tc", properties, *made)


def _look(setting: Setting) -> str:
    return PLAIN if setting.text == PREFIX else setting.text


def _is_tall(styles: Styles, look: str, cell: Setting, element: Element) -> bool:
    """Return whether a cell may take more than half a page: Word loses what is on a row that may not break."""
    letters = len(words(element))
    if letters < FEW:
        return False
    lines = letters / max(_room(styles, look, cell, "td"), 1) + sum(1 for _ in element.iter("p", "li", "br"))
    size = styles.measure(styles["paragraph", cell.text], "rPr", "sz", otherwise=SIZE)
    return lines * size * TWIPS_PER_HALF_POINT * LINE > cell.height / 2


def _room(styles: Styles, look: str, cell: Setting, kind: str) -> int:
    """Return how many letters stand side by side in a cell, whatever the font."""
    table = styles["table", look]
    sides = (styles.measure(table, "tblPr", "tblCellMar", side, attribute="w", otherwise=CELL_MARGIN) for side in SIDES)
    size = styles.measure(styles["paragraph", cell.text], "rPr", "sz", otherwise=SIZE)
    return int((cell.width - sum(sides)) / (size * TWIPS_PER_HALF_POINT * LETTER[kind]))


def _merged(cell: Cell, row: int, bare: set[int]) -> list[Xml]:
    """Return how a cell over several rows is merged, and its missing rules: inside, and above the `bare` rows."""
    is_first, is_last = row == cell.row, row + 1 == cell.covers.stop
    merged = [w("vMerge", val="restart" if is_first else "continue")] if cell.rows > 1 else []
    above = [] if is_first else [w("top", val="nil")]
    below = [w("bottom", val="nil")] if not is_last or row + 1 in bare else []
    return [*merged, *([w("tcBorders", *above, *below)] if above or below else [])]


def _setting(blocks: Blocks, cell: Cell, widths: list[int], setting: Setting) -> Setting:
    """Return the cell's width, and its own style by the look of the table: `matrix Text`, else `Table Text`."""
    element, width = cell.element, sum(widths[cell.column : cell.column + cell.columns])
    kind = "Text" if element.tag == "td" else {"col": "Heading", "row": "Row Heading"}[element.get("scope", "col")]
    own = f"{setting.text} {kind}"
    text = own if blocks.context.styles.known("paragraph", own) else f"Table {kind}"
    return replace(setting, width=width, text=text, is_right="number" in classes(element))


def contents(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """Yield the heading, then one linked line for each entry.

    The lines bear no page numbers: only Word knows where its pages end, and fills them in with "Update field".
    """
    entries: list[Xml] = []
    for part in element:
        if part.tag == "ol":
            entries += _entries(blocks, part, 1)
        else:
            yield from blocks.block(part, setting)
    deepest = max(1 + sum(1 for _ in item.iterancestors("li")) for item in element.iter("li"))
    begin_with(entries[0], field_begins(rf'TOC \o "1-{deepest}" \h \z \u'))
    entries[-1].append(field_ends())
    yield from entries


def _entries(blocks: Blocks, listed: Element, level: int) -> Iterator[Xml]:
    style = blocks.context.styles["paragraph", f"toc {level}"]
    for item in listed:
        inline = [node for node in nodes(item) if isinstance(node, str) or node.tag != "ol"]
        made = paragraph(style, blocks.inlines.runs(inline))
        blocks.mark(item, [made])
        yield made
        for deeper in item.iterchildren("ol"):
            yield from _entries(blocks, deeper, level + 1)


WRITERS: dict[str, Writer] = {
    "p": _text,
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    "dl": _definitions,
    "figure": _figure,
    "blockquote": lambda blocks, element, setting: blocks.flow(element, replace(setting, text="Quote")),
    "section": _section,
    "header": _cover,
    "nav": contents,
    "table": table,
    "aside": box,
}
