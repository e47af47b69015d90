"""Build elements of WordprocessingML, each in one call (ISO/IEC 29500-1, clause 17)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from docx.oxml.ns import nsmap
from docx.oxml.ns import qn as uncached_qn
from docx.oxml.parser import oxml_parser
from lxml import etree

from responsegen.rendering.tree import Element

Xml = Element  # of WordprocessingML, where `Element` is one of the page
qn = cache(uncached_qn)  # some ten thousand elements of a document bear some fifty names
NAMESPACES = {"w": nsmap["w"]}


def w(name: str, /, *children: Xml, **attributes: object) -> Xml:
    """Make an element: `w("pStyle", val="Title")` is `<w:pStyle w:val="Title"/>`."""
    element = oxml_parser.makeelement(qn(f"w:{name}"), nsmap=NAMESPACES)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(children)
    return element


_STATES = {"cs": "CZ", "da": "DK", "el": "GR", "en": "GB", "et": "EE", "ga": "IE", "nb": "NO", "sl": "SI", "sq": "AL"}
STATES = _STATES | {"sr": "RS", "sv": "SE", "uk": "UA"}


def culture(language: str) -> str:
    """Return how Word names a language: by a state, too (`el-GR`)."""
    return language if "-" in language else f"{language}-{STATES.get(language, language.upper())}"


SPECIAL = {"\u00ad": "softHyphen", "\u2011": "noBreakHyphen"}  # Word draws these two as it likes, unless told by name


def text_run(text: str, properties: Iterable[Xml] = ()) -> Xml:
    """Return a run of text, its blanks kept."""
    return run(*(_piece(piece) for piece in re.split("([\u00ad\u2011])", text) if piece), properties=properties)


def _piece(text: str) -> Xml:
    if text in SPECIAL:
        return w(SPECIAL[text])
    written = w("t")
    written.text = text
    written.set(qn("xml:space"), "preserve")
    return written


def run(*content: Xml, properties: Iterable[Xml] = ()) -> Xml:
    """Return a run with any content: a break, a tab, a drawing, a reference."""
    listed = tuple(properties)
    return w("r", *([w("rPr", *listed)] if listed else []), *content)


def field(instruction: str, result: str, properties: Iterable[Xml] = ()) -> list[Xml]:
    """Return the runs of a field (`PAGE`) with the result that stands there until Word counts itself."""
    listed = tuple(properties)
    return [
        *field_begins(instruction),
        text_run(result, listed),
        field_ends(),
    ]


def field_begins(instruction: str) -> list[Xml]:
    """Return all of a field that stands before its result."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    return [run(w("fldChar", fldCharType="begin")), run(code), run(w("fldChar", fldCharType="separate"))]


def field_ends() -> Xml:
    """Return what stands after a field's result."""
    return run(w("fldChar", fldCharType="end"))


def paragraph(style: str, runs: Iterable[Xml], *properties: Xml) -> Xml:
    """Return a paragraph; `properties` come in the schema's order, after the style."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *runs)


def find(element: Xml, *path: str) -> Xml | None:
    """Return the element below this one, if it is there: `find(paragraph, "pPr", "numPr")`."""
    return element.find("/".join(qn(f"w:{name}") for name in path))


def child(element: Xml, *path: str) -> Xml:
    """Return the element below this one that has to be there: `child(paragraph, "pPr", "pStyle")`."""
    found = find(element, *path)
    if found is None:
        msg = f"{etree.QName(element).localname} without {'/'.join(path)}"
        raise ValueError(msg)
    return found


def value(element: Xml, name: str = "val") -> str:
    """Return an attribute; empty where it is absent."""
    return element.get(qn(f"w:{name}"), "")


def restyle(paragraph: Xml, style: str | None, *properties: Xml) -> None:
    """Give a finished paragraph another style, and properties that the schema puts right behind it."""
    named = child(paragraph, "pPr", "pStyle")
    if style is not None:
        named.set(qn("w:val"), style)
    for made in reversed(properties):
        named.addnext(made)


def begin_with(paragraph: Xml, runs: Iterable[Xml]) -> None:
    """Put runs or bookmarks before everything that a finished paragraph holds."""
    for made in reversed(list(runs)):
        child(paragraph, "pPr").addnext(made)


def is_paragraph(element: Xml) -> bool:
    """Return whether this is a paragraph (and no table)."""
    return element.tag == qn("w:p")
