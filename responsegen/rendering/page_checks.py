"""Check that a page keeps to the vocabulary, and that everybody can read it: tables are whole, links lead somewhere.

The rules of reading are those of PDF/UA-1 (ISO 14289-1, clause 7), WCAG 2.1 (1.1.1, 1.3.1, 2.4.6) and good manners.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import cast

from responsegen.dossier import catalogue
from responsegen.problem import Problem
from responsegen.rendering import page_elements
from responsegen.rendering.drawings import picture_faults
from responsegen.rendering.fonts import undrawable
from responsegen.rendering.grid import grid
from responsegen.rendering.styles import read_style, style_problems
from responsegen.rendering.tree import Element, classes, place, words

Finding = tuple[Element, catalogue.Fault, *tuple[str, ...]]  # where, which, what was expected, found, and what to do


def page_problems(root: Element, name: str) -> tuple[Problem, ...]:
    """Return all that is wrong with a page: with its vocabulary and styles, else with its structure and letters.

    The comments of its style sheets are taken out.
    """
    problems = (*_told(root, name, _vocabulary), *_in_styles(root, name))
    return problems or (*_told(root, name, _empty, _headings, _tables, _figures, _notes, _links, _letters),)


def _told(root: Element, name: str, *checks: Callable[[Element], Iterator[Finding]]) -> Iterator[Problem]:
    for check in checks:
        for element, fault, *said in check(root):
            yield fault.at(place(element, name), *said)


def _vocabulary(root: Element) -> Iterator[Finding]:
    for element in root.iter():
        if element.tag in page_elements.CHILDREN:  # else said where it stands in its parent
            yield from _misplaced(element)
            yield from _bad_attributes(element)


def _misplaced(element: Element) -> Iterator[Finding]:
    within, allowed = element.tag, page_elements.CHILDREN[element.tag]
    for child in element:
        if child.tag not in allowed:
            yield child, catalogue.MISPLACED, f"in <{within}> {_listed(allowed)}", f"<{child.tag}>"
    if not page_elements.holds_text(within):
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield element, catalogue.MISPLACED, f"no text directly in <{within}>", f'"{text.strip()[:60]}"'


def _bad_attributes(element: Element) -> Iterator[Finding]:
    within, bad = element.tag, catalogue.BAD_ATTRIBUTE
    forms = page_elements.COMMON | page_elements.ATTRIBUTES.get(within, {})
    for key, value in cast("Mapping[str, str]", element.attrib).items():
        if key not in forms:
            yield element, bad, f"for <{within}> {_listed(forms)}", f"the attribute {key}"
        elif not forms[key].fullmatch(value):
            form = page_elements.IN_WORDS.get(key, f"a {key} of <{within}> like {forms[key].pattern}")
            yield element, bad, form, f'"{value[:60]}"'
        elif key == "src":
            yield from ((element, catalogue.BAD_PICTURE, *fault) for fault in picture_faults(value))
    for key in page_elements.REQUIRED.get(within, ()):
        if key not in element.attrib:
            yield element, bad, f"a {key} for <{within}>"


def _in_styles(root: Element, name: str) -> Iterator[Problem]:
    """Find what a style sheet would fetch, in whatever medium, and take its comments out."""
    for element in root.iterfind("head/style"):
        first, css = place(element, name), element.text or ""
        for sign in {"<", "&"}.intersection(css):
            yield catalogue.NOT_XML.at(first, f"a style sheet without {sign}", f'"{css[css.index(sign) :][:20]}"')
        style = read_style(css)
        yield from style_problems(style, first)
        for line, address in style.embedded:
            here = replace(first, line=first.line + line - 1)
            yield from (catalogue.BAD_PICTURE.at(here, *fault) for fault in picture_faults(address))
        element.text = style.text


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def _empty(root: Element) -> Iterator[Finding]:
    for element in root.iter(*page_elements.NEVER_EMPTY):
        if not words(element) and element.find(".//img") is None:
            yield element, catalogue.EMPTY, f"something in <{element.tag}>", "nothing"


def _headings(root: Element) -> Iterator[Finding]:
    headings = list(root.iter(*page_elements.HEADINGS))
    if not headings or headings[0].tag != "h1":
        yield (headings or [root])[0], catalogue.BAD_HEADINGS, "a first heading <h1>, the document's title"
    for element in headings[1:]:
        if element.tag == "h1":
            yield element, catalogue.BAD_HEADINGS, "one <h1>", f'a second one, "{words(element)}"'
    for before, after in pairwise(headings):
        if int(after.tag[1]) > int(before.tag[1]) + 1:
            expected = f"<h{int(before.tag[1]) + 1}> below <{before.tag}>"
            yield after, catalogue.BAD_HEADINGS, expected, f"<{after.tag}>"


def _tables(root: Element) -> Iterator[Finding]:
    for table in root.iter("table"):
        if [child.tag for child in table if child.tag == "caption"] != ["caption"] or table[0].tag != "caption":
            yield table, catalogue.BAD_TABLE, "one caption, first in the table"
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
            yield figure, catalogue.BAD_FIGURE, "one <img> and at most one <figcaption>"


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
            yield span, catalogue.BAD_ATTRIBUTE, "a title that says what the sign means"
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


def _letters(root: Element) -> Iterator[Finding]:
    """Find every character on the page that would be drawn as an empty box, with the words around it."""
    for element in root.iterfind("body//"):
        for text in (element.text or "", element.get("alt", ""), *(child.tail or "" for child in element)):
            for found in undrawable(text):
                yield element, catalogue.NO_GLYPH, "characters that our fonts can draw", found
