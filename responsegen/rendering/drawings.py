"""Make pictures part of a page: with nothing in them but what they show, in what every program draws alike.

Of SVG, these are the few things that browsers, WeasyPrint and resvg draw alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import tinycss2
from lxml import etree

from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.images import JPEG, PNG, SVG, cleaned, data_uri, embedded, tree_of
from responsegen.rendering.styles import Allowed, read_style, style_faults
from responsegen.rendering.tree import Element, place

Fault = tuple[Element, str]  # where, and what was found

OF_SVG = "{http://www.w3.org/2000/svg}"
XLINK, XML = "{http://www.w3.org/1999/xlink}", "{http://www.w3.org/XML/1998/namespace}"
_ELEMENTS = (
    "svg g defs symbol use title desc style image path rect circle ellipse line polyline polygon text tspan "
    "linearGradient radialGradient stop clipPath"
)
_PROPERTIES = (
    "clip-path clip-rule color display dominant-baseline fill fill-opacity fill-rule "
    "font-family font-size font-style font-weight letter-spacing opacity overflow stop-color stop-opacity "
    "stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-anchor text-decoration visibility"
)
_OTHERS = (
    "baseProfile class clipPathUnits cx cy d dx dy fx fy gradientTransform gradientUnits height href id lang offset "
    "points preserveAspectRatio r role rx ry spreadMethod style transform type version viewBox width x x1 x2 y y1 y2"
)
ELEMENTS = frozenset(_ELEMENTS.split())
PROPERTIES = frozenset(_PROPERTIES.split())
ATTRIBUTES = PROPERTIES | {*_OTHERS.split(), f"{XLINK}href", f"{XML}lang", f"{XML}space"}
_FUNCTIONS = "url rgb rgba hsl hsla translate rotate scale skewx skewy matrix"
ALLOWED = Allowed(frozenset(_FUNCTIONS.split()), frozenset(), re.compile("#.*", re.DOTALL))
IN_SELECTOR = {"ident", "hash", "whitespace"}
BETWEEN_SELECTORS = (".", ",", ">", "*")
BITMAP = re.compile(r"data:image/(png|jpeg);base64,.*", re.DOTALL)

# What a file begins with tells what it is, whatever its name says.
BEGINNINGS = {
    PNG: "image/png",
    JPEG: "image/jpeg",
    b"wOF2": "font/woff2",
    b"wOFF": "font/woff",
    b"OTTO": "font/otf",
    b"\x00\x01\x00\x00": "font/ttf",
}
ALIKE, ANY = "a drawing of what every program draws alike", "a picture in SVG, PNG or JPEG"


def asset_address(name: str, content: bytes) -> str:
    """Write the `data:` address of a picture or font.

    `name` is the path below the dossier. Raises RenderingFailed with the place in the file where it cannot go out.
    """
    kind = next((kind for beginning, kind in BEGINNINGS.items() if content.startswith(beginning)), SVG)
    try:
        if kind != SVG:
            return data_uri(kind, cleaned(kind, content))
        root = tree_of(content, with_comments=False)
        clean_drawing(root)
    except ValueError as error:
        found = "another kind of file" if kind == SVG and not content.lstrip().startswith(b"<") else str(error)
        problem = catalogue.BAD_PICTURE.at(Place(name), ANY, found, "Save it as SVG, PNG or JPEG")
        raise RenderingFailed(problem) from error
    advice = "Save it as a plain SVG, shapes as paths, without effects"
    if faults := [*drawing_faults(root)]:
        raise RenderingFailed(*(catalogue.BAD_PICTURE.at(place(on, name), ALIKE, what, advice) for on, what in faults))
    return data_uri(SVG, etree.tostring(root, encoding="utf-8", xml_declaration=False))


def picture_faults(address: str) -> Iterator[tuple[str, str, str]]:
    """Find what is in a picture besides the picture: it would go out with the page.

    Yields what was expected, what was found, and what to do.
    """
    try:
        kind, content = embedded(address)
        if kind == SVG:
            yield from ((ALIKE, found, "") for _, found in drawing_faults(tree_of(content)))
        elif cleaned(kind, content) != content:
            yield "a picture with nothing else in it", "", "asset(...) takes the rest out of it"
    except ValueError as error:
        yield ANY, str(error), ""


def drawing_faults(root: Element) -> Iterator[Fault]:
    """Find what may not stand in a drawing, each with the element that it stands in."""
    if root.tag != f"{OF_SVG}svg":
        yield root, f"<{root.tag}> in place of <svg> with the namespace {OF_SVG[1:-1]}"
    if doctype := root.getroottree().docinfo.doctype:  # type: ignore[attr-defined] # its stubs lack it
        yield root, doctype.partition("[")[0]
    for aside in chain(root.itersiblings(preceding=True), root.itersiblings()):
        yield root, f"a comment or an instruction, {str(aside)[:60]}"
    for element in root.iter():
        if isinstance(element.tag, str):
            name = _name(element.tag)
            if name not in ELEMENTS:
                yield element, f"<{name}>"
            for key, value in element.attrib.items():
                yield from ((element, found) for found in _in_attribute(name, str(key), str(value)))
            if name == "style":
                yield from ((element, found) for found in _in_style(element.text or ""))
        else:
            yield element, f"a comment or an instruction, {str(element)[:60]}"


def clean_drawing(root: Element) -> None:
    """Take out what no program draws: notes of the program that made the drawing, and notes in its bitmaps.

    Raises ValueError for a bitmap that cannot be read.
    """
    foreign = {str(each.tag) for each in root.iter(etree.Element) if not str(each.tag).startswith(OF_SVG)}
    etree.strip_elements(root, f"{OF_SVG}metadata", *(foreign - {root.tag}), with_tail=False)
    for each in root.iter(etree.Element):
        for key in map(str, list(each.attrib)):
            if key.startswith("{") and not key.startswith((XLINK, XML)):
                del each.attrib[key]
            elif _name(str(each.tag)) == "image" and BITMAP.fullmatch(bitmap := each.get(key, "")):
                kind, content = embedded(bitmap)
                each.set(key, data_uri(kind, cleaned(kind, content)))
        if _name(str(each.tag)) == "style":
            each.text = read_style(each.text or "").text
    etree.cleanup_namespaces(root)


def _name(tag: str) -> str:
    return tag.removeprefix(OF_SVG)


def _in_attribute(within: str, name: str, value: str) -> Iterator[str]:
    shown = f'{name.rpartition("}")[2]}="{value[:60]}"'
    if name not in ATTRIBUTES:
        yield f"the attribute {shown}"
    elif name == "style":
        if "/*" in value:
            yield f"a comment in {shown}"
        yield from _declarations(tinycss2.parse_blocks_contents(value, skip_comments=True, skip_whitespace=True))
    elif name in {"href", f"{XLINK}href"}:
        if within == "image" and BITMAP.fullmatch(value):
            yield from (
                f"an <image> with {found or 'more in it than a picture'}" for _, found, _ in picture_faults(value)
            )
        elif within == "image" or not value.startswith("#"):
            yield shown
    elif "\\" in value or "/*" in value or _calls_others(value):
        yield shown


def _calls_others(value: str) -> bool:
    return "(" in value and any(style_faults(tinycss2.parse_component_value_list(value), ALLOWED))


def _in_style(css: str) -> Iterator[str]:
    if "/*" in css:
        yield "a comment in <style>"
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule":
            yield f"@{rule.at_keyword} in <style>"
        elif rule.type != "qualified-rule":
            yield rule.message
        else:
            if any(token.type not in IN_SELECTOR and token not in BETWEEN_SELECTORS for token in rule.prelude):
                yield "a selector in <style> of more than names, classes and ids"
            parsed = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _declarations(parsed)


def _declarations(parsed: list[Any]) -> Iterator[str]:
    for declaration in parsed:
        if declaration.type != "declaration":
            yield getattr(declaration, "message", "a rule in a style")
        elif declaration.lower_name not in PROPERTIES:
            yield f"the property {declaration.name}"
        else:
            yield from (fault.found for fault in style_faults(declaration.value, ALLOWED))
