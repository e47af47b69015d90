"""From a `data:` address to what it holds, and to every address inside it that leads out of the page."""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.rendering.tree import Element

SVG = "image/svg+xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""", re.IGNORECASE)
OWN = ("#", "data:")


def embedded(address: str) -> tuple[str, bytes]:
    """The media type (`image/svg+xml`) and the bytes. Raises ValueError where the address is no base64."""
    kind, _, content = address.removeprefix("data:").partition(",")
    return kind.partition(";")[0], b64decode(content) if kind.endswith(";base64") else unquote_to_bytes(content)


def drawing(address: str) -> Element | None:
    """The tree of an SVG; None for any other picture. Raises ValueError where it is no XML without entities."""
    kind, content = embedded(address)
    if kind != SVG:
        return None
    try:
        root = etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from error
    if next(chain(root.iter(etree.Entity, etree.PI), root.itersiblings(etree.PI, preceding=True)), None) is not None:
        message = "an entity or a processing instruction"
        raise ValueError(message)
    return root


def leading_out(root: Element) -> Iterator[str]:
    """Every address in a drawing that is neither a part of it nor written out in it, drawings in drawings included."""
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            addresses = [str(value)] if etree.QName(name).localname in {"href", "src"} else []
            yield from _foreign([*addresses, *_in_style(str(value))])
        yield from _foreign(_in_style(element.text or ""))


def _in_style(text: str) -> list[str]:
    return [url or imported for url, imported in IN_STYLE.findall(text)]


def _foreign(addresses: list[str]) -> Iterator[str]:
    for address in (a.strip() for a in addresses):
        if not address.startswith(OWN):
            yield address
        elif address.startswith("data:") and (inner := drawing(address)) is not None:
            yield from leading_out(inner)
