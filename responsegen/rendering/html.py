"""Read the HTML that a template made into the one checked tree of which PDF, DOCX and the issued HTML are made."""

from __future__ import annotations

import re
from collections import defaultdict
from copy import deepcopy

from lxml import etree

from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering import page_elements
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.grid import grid, reasons
from responsegen.rendering.page_checks import page_problems
from responsegen.rendering.page_elements import IN_PAGE
from responsegen.rendering.tree import Element, classes, words

MOST_THAT_STACK = 6  # columns
LANDMARKS = {"page-header": "banner", "page-footer": "contentinfo"}
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "rowheader", "td": "cell"}
STYLE = re.compile(r"(<style[^>]*>)(.*?)</style>", re.DOTALL)


def parse(html: str, name: str) -> Element:
    """Return the root of the page's tree, each element with its `sourceline`.

    `name` is the document's name in messages (`synthesis.html`). The text has to be HTML and XML at the same time, so
    that a browser, WeasyPrint and the DOCX writer see the same tree.
    The comments of its style sheets are not in the tree, either. Raises RenderingFailed with every place where the text
    is not both, or where the page leaves the vocabulary.
    """
    root = read_page(html, name)
    if problems := page_problems(root, name):
        raise RenderingFailed(*problems)
    return root


def write_html(root: Element) -> str:
    """Write the page as it is issued: what was checked and nothing else, under a policy that lets nothing in or out."""
    page = deepcopy(root)
    etree.cleanup_namespaces(page)
    for part in page.iterfind("body/div"):
        part.set("role", LANDMARKS[part.get("class", "page-header")])
    for number, table in enumerate([*page.iter("table")]):
        _fit(table, number)
    for element in page.iter():
        if not (len(element) or element.text or element.tag in page_elements.VOID):
            element.text = ""  # so that it is closed by a tag of its own, without which browsers leave it open
        if "sign" in classes(element):
            element.set("role", "img")  # without it, a name would not be read aloud
            element.set("aria-label", element.get("title", ""))
    written = etree.tostring(page, encoding="unicode")
    written = written.replace("<head>", f"<head>{IN_PAGE}", 1)
    return f"<!DOCTYPE html>\n{STYLE.sub(_as_browsers_read_it, written)}\n"


def _fit(table: Element, number: int) -> None:
    """Fit a table to narrow screens: a wide one scrolls where keys reach it, the rows of others stack.

    What a browser no longer takes for a table once its rows are stacked says by its role that it is one.
    """
    for count, (reason, head) in enumerate(reasons(table)):
        head.set("id", head.get("id") or f"head-{number}-{count}")
        reason.set("headers", head.get("id", ""))
    laid_out = grid(table)
    if laid_out.columns > MOST_THAT_STACK:
        told = {"class": "wide", "role": "region", "tabindex": "0", "aria-label": words(table[0])}
        around = etree.Element("div", told)
        around.tail, table.tail = table.tail, None
        table.addprevious(around)
        around.append(table)
        return
    table.set("class", f"{table.get('class', '')} stacked".strip())
    for part in table.iter(*ROLES):
        part.set("role", {"col": "columnheader", "row": "rowheader"}.get(part.get("scope", ""), ROLES[part.tag]))
    heads: dict[int, list[str]] = defaultdict(list)
    for cell in laid_out.cells:
        if cell.row < laid_out.head_rows:
            for column in range(cell.column, cell.column + cell.columns):
                heads[column].append(words(cell.element))
        elif cell.element.tag == "td" and cell.columns == 1 and words(cell.element):
            cell.element.set("data-head", ", ".join(heads[cell.column]))


def _as_browsers_read_it(style: re.Match[str]) -> str:
    """Write `>` as it is: in a style sheet browsers do not read `&gt;`; `page_checks` has refused other escapes."""
    return f"{style[1]}{style[2].replace('&gt;', '>')}</style>"


def read_page(html: str, name: str) -> Element:
    """Return the tree of a page, unchecked: of one that was issued before, say. Raises RenderingFailed for no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(html.encode(), parser)
    except etree.XMLSyntaxError as error:
        advice = "Close every element, quote attributes, write characters instead of named entities"
        raise RenderingFailed(
            catalogue.NOT_XML.at(Place(name, error.lineno or 1), "HTML that is also XML", error.msg, advice)
        ) from error
    if root.tag != "html" or [child.tag for child in root] != ["head", "body"]:
        raise RenderingFailed(catalogue.MISPLACED.at(Place(name), "html with head and body", f"<{root.tag}>"))
    return root
