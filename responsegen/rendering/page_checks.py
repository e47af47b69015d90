"""Check that everybody can read a page: headings are in order, tables are whole, links lead somewhere.

The rules are those of PDF/UA-1 (ISO 14289-1, clause 7) and WCAG 2.1 (1.1.1, 1.3.1, 2.4.6), and of good manners.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from responsegen.dossier import catalogue
from responsegen.problem import Problem
from responsegen.rendering import page_elements
from responsegen.rendering.fonts import undrawable
from responsegen.rendering.grid import grid
from responsegen.rendering.tree import Element, classes, place, words

Finding = tuple[Element, catalogue.Fault, str, str]  # where, which, expected, found


def structure_problems(root: Element, name: str) -> Iterator[Problem]:
    """Yield all that is wrong with the structure of a page that keeps to the vocabulary."""
    for check in (_empty, _headings, _tables, _figures, _notes, _links):
        for element, fault, expected, found in check(root):
            yield fault.at(place(element, name), expected, found)


def _empty(root: Element) -> Iterator[Finding]:
    for element in root.iter(*page_elements.NEVER_EMPTY):
        if not words(element) and element.find(".//img") is None:
            yield element, catalogue.EMPTY, f"something in <{element.tag}>", "nothing"


def _headings(root: Element) -> Iterator[Finding]:
    headings = list(root.iter(*page_elements.HEADINGS))
    if not headings or headings[0].tag != "h1":
        yield (headings or [root])[0], catalogue.BAD_HEADINGS, "a first heading <h1>, the document's title", ""
    for element in headings[1:]:
        if element.tag == "h1":
            yield element, catalogue.BAD_HEADINGS, "one <h1>", f'a second one, "{words(element)}"'
    for before, after in pairwise(headings):
        if int(after.tag[1]) > int(before.tag[1]) + 1:
            yield (
                after,
                catalogue.BAD_HEADINGS,
                f"<h{int(before.tag[1]) + 1}> below <{before.tag}>",
                f"<{after.tag}>",
            )


def _tables(root: Element) -> Iterator[Finding]:
    for table in root.iter("table"):
        if [child.tag for child in table if child.tag == "caption"] != ["caption"] or table[0].tag != "caption":
            yield table, catalogue.BAD_TABLE, "one caption, first in the table", ""
        if table.find("tbody") is None:
            yield table, catalogue.BAD_TABLE, "rows in <tbody>", "none"
        if table.find(".//th") is None:
            yield table, catalogue.BAD_TABLE, "header cells <th scope>", "none"
        laid_out = grid(table)
        if gaps := laid_out.gaps():
            expected = f"{laid_out.columns} cells in every row of the table, spans counted"
            yield table, catalogue.BAD_TABLE, expected, f"{gaps} places that are empty or doubly taken"


def _figures(root: Element) -> Iterator[Finding]:
    for figure in root.iter("figure"):
        if len(figure.findall("img")) != 1 or len(figure.findall("figcaption")) > 1:
            yield figure, catalogue.BAD_FIGURE, "one <img> and at most one <figcaption>", ""


def _notes(root: Element) -> Iterator[Finding]:
    """Refuse footnotes in another, in a heading and in repeated lines: a footnote leaves its line."""
    for span in root.iter("span"):
        kinds = classes(span)
        if page_elements.FIELDS.intersection(kinds):
            if words(span):
                yield span, catalogue.BAD_FOOTNOTE, "an empty field", f'"{words(span)}"'
        elif not words(span):
            yield span, catalogue.EMPTY, "something in <span>", "nothing"
        if "sign" in kinds and not span.get("title"):
            yield span, catalogue.BAD_ATTRIBUTE, "a title that says what the sign means", ""
        if "footnote" in kinds:
            for around in span.iterancestors("span", "thead", "div", "nav", *page_elements.HEADINGS):
                if around.tag != "span" or "footnote" in classes(around):
                    yield span, catalogue.BAD_FOOTNOTE, f"no footnote in <{around.tag}>", f'"{words(span)[:60]}"'


def _links(root: Element) -> Iterator[Finding]:
    count = Counter(str(element.get("id")) for element in root.iter() if element.get("id"))
    for element in root.iter():
        if count[element.get("id", "")] > 1:
            yield element, catalogue.DEAD_LINK, "an id that occurs once", f'"{element.get("id")}"'
        target = element.get("href", "")
        if target.startswith("#") and target[1:] not in count:
            yield element, catalogue.DEAD_LINK, "a link to an id on the page", f'"{target}"'


def missing_glyphs(root: Element, name: str) -> Iterator[Problem]:
    """Yield a problem for every character on the page that would be drawn as an empty box, with the words around it."""
    body = root.find("body")
    for element in () if body is None else body.iter():
        for text in (element.text or "", element.get("alt", ""), *(child.tail or "" for child in element)):
            for found in undrawable(text):
                yield catalogue.NO_GLYPH.at(place(element, name), "characters that our fonts can draw", found)
