"""Read and write `data:` addresses, which hold what they name."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from urllib.parse import unquote_to_bytes

from lxml import etree

from responsegen.rendering.tree import Element

SVG = "image/svg+xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
WITHOUT_COMMENTS = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True
)
BLANKS = re.compile(r"\s+")


def data_uri(kind: str, content: bytes) -> str:
    """Write the address of a content of this media type."""
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def embedded(address: str) -> tuple[str, bytes]:
    """Return the media type (`image/svg+xml`) and the bytes. Raises ValueError where the address is no base64."""
    kind, _, content = address.removeprefix("data:").partition(",")
    if kind.endswith(";base64"):
        return kind.partition(";")[0], b64decode(BLANKS.sub("", content), validate=True)
    return kind.partition(";")[0], unquote_to_bytes(content)


def drawing(address: str) -> Element | None:
    """Return the tree of an SVG; None for any other picture. Raises ValueError where it is no XML."""
    kind, content = embedded(address)
    return tree_of(content) if kind == SVG else None


def tree_of(svg: bytes, parser: etree.XMLParser = PARSER) -> Element:
    """Return the tree of an SVG. Raises ValueError where it is no XML in UTF-8."""
    try:
        root = etree.fromstring(svg.decode().encode(), parser)
    except UnicodeDecodeError as error:
        message = "a text that is not saved as UTF-8"
        raise ValueError(message) from error
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from error
    return root
