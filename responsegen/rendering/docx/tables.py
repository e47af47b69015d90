"""From `table` and `aside` to Word's tables: heads repeated on every page, rows kept whole, widths as `col` says."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from responsegen.rendering.docx.hyphens import fitted
from responsegen.rendering.docx.inlines import nodes
from responsegen.rendering.docx.wordml import keep_with_next, paragraph, w
from responsegen.rendering.grid import Cell, Grid, column_shares, grid
from responsegen.rendering.tree import classes, tag, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.rendering.docx.blocks import Blocks, Setting
    from responsegen.rendering.docx.context import Styles
    from responsegen.rendering.tree import Element
    from responsegen.rendering.tree import Element as Xml

PLAIN, PREFIX = "Document Table", "Table"  # the style of most tables, and how the names of its texts' styles begin
SIDES = ("left", "right")
TWIPS_PER_HALF_POINT = 10
TOGETHER = "ancestor::tbody[contains(@class, 'together')]"  # LibreOffice may draw the last rule in these too high
FREE = {"glance", "outcome"}  # whose rows are tall: one alone is no remnant
LAST_ROWS, LAST_ROWS_OF_MATRIX = 4, 6  # so many stay together
LETTER = {"th": 0.67, "td": 0.58}  # of the size: in DejaVu Sans, bold and plain, the widest there is
CELL_MARGIN, SIZE = 108, 21  # twips and half points, where a template says nothing


def table(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """The caption, the table, and the small paragraph that Word wants behind every table."""
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
    made = _frame(styles["table", look], widths, *description, has_head=bool(laid_out.head_rows))
    prefix = PREFIX if look == PLAIN else look
    made.extend(_rows(blocks, element, laid_out, widths, replace(setting, text=prefix, lists="Table", level=1)))
    yield made
    yield paragraph(styles["paragraph", "Table End"], [])


def box(blocks: Blocks, element: Element, setting: Setting) -> Iterator[Xml]:
    """A note in a frame: a table of one cell, which stays a frame when people edit it."""
    styles = blocks.context.styles
    made = _frame(styles["table", "aside"], [setting.width])
    inner = blocks.flow(element, replace(setting, text="aside Text", lists="aside", level=1))
    cell = w("tc", w("tcPr", w("tcW", w=setting.width, type="dxa")), *inner)
    made.append(w("tr", w("trPr", w("cantSplit")), cell))
    yield made
    yield paragraph(styles["paragraph", "Table End"], [])


def _frame(style: str, widths: list[int], *described: Xml, has_head: bool = False) -> Xml:
    look = w(
        "tblLook", val="0420", firstRow=int(has_head), lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1
    )
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
    """One row after the other; a cell that covers several rows stands in each of them, merged."""
    covering = sorted(
        ((row, cell.column, cell) for cell in laid_out.cells for row in range(cell.row, cell.row + cell.rows)),
        key=lambda covered: covered[:2],
    )
    tall = [cell for cell in laid_out.cells if cell.rows > 1]
    bare = {cell.row + cell.rows for cell in tall if cell.element.xpath(TOGETHER)} - {laid_out.rows}
    kept = [_stays_with_next(element, tr) for tr in element.findall("*/tr")]
    for row, cells in groupby(covering, key=lambda covered: covered[0]):
        repeated = [w("tblHeader")] if row < laid_out.head_rows else []
        made = w("tr", w("trPr", w("cantSplit"), *repeated))
        for _, _, cell in cells:
            made.append(_cell(blocks, cell, widths, setting, *_merged(cell, row, bare), is_first=row == cell.row))
        if kept[row]:
            for one in made.iter(qn("w:p")):
                keep_with_next(one)
        yield made


def _stays_with_next(element: Element, tr: Element) -> bool:
    """Whether no page may end below this row, by the rules of document.css: no few lines of a table stand alone."""
    body = tr.getparent()
    if body is None or tr.getnext() is None:
        return False
    if tag(body) == "thead" or "together" in classes(body):
        return True
    looks, position = classes(element), body.index(tr)
    if "votes" in looks:  # the first point, and the last two, each in two rows
        return "why" not in classes(tr) or position == len(body) - 3
    if FREE.intersection(looks):
        return False
    return position <= 1 or position >= len(body) - (LAST_ROWS_OF_MATRIX if "matrix" in looks else LAST_ROWS)


def _cell(blocks: Blocks, cell: Cell, widths: list[int], setting: Setting, *merged: Xml, is_first: bool) -> Xml:
    width = sum(widths[cell.column : cell.column + cell.columns])
    spans = [w("gridSpan", val=cell.columns)] if cell.columns > 1 else []
    properties = w("tcPr", w("tcW", w=width, type="dxa"), *spans, *merged)
    inner = _setting(blocks, cell.element, width, setting)
    look = PLAIN if setting.text == PREFIX else setting.text
    room = _room(blocks.context.styles, look, inner, tag(cell.element))
    made = list(blocks.flow(fitted(cell.element, room), inner)) if is_first else []
    made = made or [blocks.paragraph(inner.text, [], inner)]
    if is_first:
        blocks.mark(cell.element, made)
    return w("tc", properties, *made)


def _room(styles: Styles, look: str, cell: Setting, kind: str) -> int:
    """How many letters stand side by side in a cell, whatever the font."""
    table = styles["table", look]
    sides = (styles.measure(table, "tblPr", "tblCellMar", side, attribute="w", otherwise=CELL_MARGIN) for side in SIDES)
    size = styles.measure(styles["paragraph", cell.text], "rPr", "sz", otherwise=SIZE)
    return int((cell.width - sum(sides)) / (size * TWIPS_PER_HALF_POINT * LETTER[kind]))


def _merged(cell: Cell, row: int, bare: set[int]) -> list[Xml]:
    """How a cell over several rows is merged, and where a cell has no rule: inside, and above the `bare` rows."""
    is_first, is_last = row == cell.row, row + 1 == cell.row + cell.rows
    merged = [w("vMerge", val="restart" if is_first else "continue")] if cell.rows > 1 else []
    above = [] if is_first else [w("top", val="nil")]
    below = [w("bottom", val="nil")] if not is_last or row + 1 in bare else []
    return [*merged, *([w("tcBorders", *above, *below)] if above or below else [])]


def _setting(blocks: Blocks, element: Element, width: int, setting: Setting) -> Setting:
    """The cell's own style, by the look of the table: `matrix Text`, else `Table Text`."""
    kind = "Text" if tag(element) == "td" else {"col": "Heading", "row": "Row Heading"}[element.get("scope", "col")]
    own = f"{setting.text} {kind}"
    text = own if blocks.context.styles.known("paragraph", own) else f"Table {kind}"
    return replace(setting, width=width, text=text, align="right" if "number" in classes(element) else None)
