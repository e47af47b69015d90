"""Lay out the pages of the DOCX: sections upright and landscape, each with the page header and footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from responsegen.rendering.docx.context import Context
from responsegen.rendering.docx.inlines import Inlines, nodes
from responsegen.rendering.docx.wordml import Xml, child, is_paragraph, paragraph, restyle, run, value, w
from responsegen.rendering.tree import Element, classes

if TYPE_CHECKING:
    from docx.section import Section, _Footer, _Header


SIDES = ("start", "centre", "end")
DENSE = {"left": 1020, "right": 1020, "top": 1361, "bottom": 1247, "header": 567, "footer": 425}  # twips


def room_on(section: Xml) -> tuple[int, int]:
    """Return width and height of the text on a section's page, in twips."""
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    left, right, top, bottom = (int(value(margins, side)) for side in ("left", "right", "top", "bottom"))
    return int(value(size, "w")) - left - right, int(value(size, "h")) - abs(top) - abs(bottom)


def narrow(section: Xml) -> None:
    """Make the margins no wider than those of a dense page in document.css."""
    margins = child(section, "pgMar")
    for side, most in DENSE.items():
        if int(value(margins, side) or 0) > most:
            margins.set(qn(f"w:{side}"), str(most))


def turned(section: Xml, *, landscape: bool) -> Xml:
    """Return the same section with upright or landscape pages."""
    made = deepcopy(section)
    old = child(made, "pgSz")
    short, long = sorted((int(value(old, "w")), int(value(old, "h"))))
    made.replace(old, w("pgSz", w=long, h=short, orient="landscape") if landscape else w("pgSz", w=short, h=long))
    return made


def fill(context: Context, blocks: Iterable[Xml]) -> None:
    """Put the blocks into the emptied body; a section ends wherever the pages turn."""
    body = context.document.element.body
    section = deepcopy(body.sectPr)
    body.clear()
    is_landscape = wanted = False
    for block in blocks:
        if block.tag == qn("w:pgSz"):
            wanted = value(block, "orient") == "landscape"
            continue
        if wanted != is_landscape and len(body):
            _close(context, turned(section, landscape=is_landscape))
        is_landscape = wanted
        body.append(block)
    if len(body):
        _flatten(body[-1])
    body.append(turned(section, landscape=is_landscape))


def _close(context: Context, section: Xml) -> None:
    """End a section: its properties stand in its last paragraph."""
    body = context.document.element.body
    if not is_paragraph(body[-1]):
        body.append(paragraph(context.styles["paragraph", "Table End"], []))
    _flatten(body[-1])
    child(body[-1], "pPr").append(section)


def _flatten(last: Xml) -> None:
    """Make an empty last paragraph one point high: behind a table that fills its page it would begin an empty one."""
    if is_paragraph(last) and not last.findall(qn("w:r")):
        restyle(last, None, w("spacing", before=0, after=0, line=20, lineRule="exact"))
        child(last, "pPr").append(w("rPr", w("sz", val=2), w("szCs", val=2)))


def furnish(context: Context, root: Element) -> None:
    """Write the page header and footer into every section: tabs stand where its margins are."""
    for section in context.document.sections:
        for kind, name, part in (("page-header", "header", section.header), ("page-footer", "footer", section.footer)):
            part.is_linked_to_previous = False
            content = root.find(f"body/div[@class='{kind}']")
            lines = [] if content is None else list(_lines(context, part, name, section, content))
            part.part.element[:] = lines or [paragraph(context.styles["paragraph", name], [])]


def _lines(context: Context, part: _Header | _Footer, name: str, section: Section, content: Element) -> Iterator[Xml]:
    inlines = Inlines(context, part.part, notes=None)
    width, _ = room_on(section._sectPr)  # noqa: SLF001 -- a section's XML has no public name
    for line in content.iterchildren("p"):
        style = context.styles.known("paragraph", *classes(line)) or context.styles["paragraph", name]
        sides = {side: span for span in line for side in SIDES if side in classes(span)}
        if not sides:
            yield paragraph(style, inlines.runs(nodes(line)))
            continue
        runs: list[Xml] = []
        for side in SIDES:
            runs += [run(w("tab"))] if side != "start" else []
            runs += inlines.runs(nodes(sides[side])) if side in sides else []
        tabs = w("tabs", w("tab", val="center", pos=width // 2), w("tab", val="right", pos=width))
        yield paragraph(style, runs, tabs)
