"""From HTML text to the one checked tree of which PDF and DOCX are made."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, cast

from lxml import etree

from responsegen.problems import Place
from responsegen.rendering import vocabulary
from responsegen.rendering.embedded import drawing, leading_out
from responsegen.rendering.failure import RenderingFailed, failure, problem
from responsegen.rendering.fonts import missing_glyphs
from responsegen.rendering.structure import structure_problems
from responsegen.rendering.tree import place, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from responsegen.problems import Problem
    from responsegen.rendering.tree import Element

SELF_CLOSED = re.compile(r"<([a-z][a-z0-9]*)(?:\s[^<>]*)?/>")


def parse(html: str, name: str) -> Element:
    """The root of the page's tree, each element with its `sourceline`.

    `name` is the document's name in messages (`synthesis.html`). The text has to be HTML and XML at the same time, so
    that a browser, WeasyPrint and the DOCX writer see the same tree.
    Raises RenderingFailed with every place where it is not, or where the page leaves the vocabulary.
    """
    root = _tree(html, name)
    problems = tuple(chain(_self_closed(html, name), _outside_vocabulary(root, name)))
    if not problems:
        problems = (*structure_problems(root, name), *missing_glyphs(root, name))
    if problems:
        raise RenderingFailed(problems)
    return root


def _tree(html: str, name: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(html.encode(), parser)
    except etree.XMLSyntaxError as error:
        advice = "Close every element, quote attributes, write characters instead of named entities"
        raise failure(Place(name, error.lineno or 1), "RG910", "HTML that is also XML", error.msg, advice) from error
    if tag(root) != "html" or [tag(child) for child in root] != ["head", "body"]:
        raise failure(Place(name), "RG911", "html with head and body", f"<{tag(root)}>")
    return root


def _self_closed(html: str, name: str) -> Iterator[Problem]:
    """`<span/>`: XML closes it, a browser leaves it open and takes in what follows."""
    for match in SELF_CLOSED.finditer(html):
        if (element := match[1]) not in vocabulary.VOID:
            here = Place(name, html.count("\n", 0, match.start()) + 1)
            yield problem(here, "RG910", f"<{element}></{element}>", match[0])


def _outside_vocabulary(root: Element, name: str) -> Iterator[Problem]:
    for element in root.iter():
        if tag(element) in vocabulary.CHILDREN:  # else said where it stands in its parent
            yield from _misplaced(element, name)
            yield from _bad_attributes(element, name)


def _misplaced(element: Element, name: str) -> Iterator[Problem]:
    within, allowed = tag(element), vocabulary.CHILDREN[tag(element)]
    for child in element:
        if tag(child) not in allowed:
            yield problem(place(child, name), "RG911", f"in <{within}> {_listed(allowed)}", f"<{tag(child)}>")
    if not vocabulary.holds_text(within):
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                expected = f"no text directly in <{within}>"
                yield problem(place(element, name), "RG911", expected, f'"{text.strip()[:60]}"')


def _bad_attributes(element: Element, name: str) -> Iterator[Problem]:
    within, here = tag(element), place(element, name)
    forms = vocabulary.COMMON | vocabulary.ATTRIBUTES.get(within, {})
    for key, value in cast("Mapping[str, str]", element.attrib).items():
        if key not in forms:
            yield problem(here, "RG912", f"for <{within}> {_listed(forms)}", f"the attribute {key}")
        elif not forms[key].fullmatch(value):
            yield problem(here, "RG912", f"a {key} of <{within}> like {forms[key].pattern}", f'"{value[:60]}"')
        elif key == "src":
            yield from _bad_picture(value, here)
    for key in vocabulary.REQUIRED.get(within, ()):
        if key not in element.attrib:
            yield problem(here, "RG912", f"a {key} for <{within}>")


def _bad_picture(address: str, here: Place) -> Iterator[Problem]:
    try:
        picture = drawing(address)
        outside = () if picture is None else tuple(leading_out(picture))
    except ValueError as error:
        yield problem(here, "RG932", "a picture in SVG or PNG", str(error))
        return
    for found in outside:
        yield problem(here, "RG921", "a picture that holds all that it shows", f'"{found[:60]}"')


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
