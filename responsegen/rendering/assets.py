"""Make a file of `templates/assets/` part of a page, with nothing in it but what it shows."""

from __future__ import annotations

from lxml import etree

from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.bitmaps import CLEANED, JPEG, PNG
from responsegen.rendering.data_uri import SVG, WITHOUT_COMMENTS, data_uri, tree_of
from responsegen.rendering.drawings import clean_drawing, drawing_faults
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.tree import Element, place

# What a file begins with tells what it is, whatever its name says.
BEGINNINGS = {
    PNG: "image/png",
    JPEG: "image/jpeg",
    b"wOF2": "font/woff2",
    b"wOFF": "font/woff",
    b"OTTO": "font/otf",
    b"\x00\x01\x00\x00": "font/ttf",
}
ADVICE = "Save it as SVG, PNG or JPEG"


def asset_address(name: str, content: bytes) -> str:
    """Write the `data:` address of a picture or font.

    `name` is the path below the dossier. Raises RenderingFailed with the place in the file where it cannot go out.
    """
    kind = next((kind for beginning, kind in BEGINNINGS.items() if content.startswith(beginning)), SVG)
    try:
        if kind != SVG:
            return data_uri(kind, CLEANED[kind](content) if kind in CLEANED else content)
        root = tree_of(content, WITHOUT_COMMENTS)
        clean_drawing(root)
    except ValueError as error:
        found = "another kind of file" if kind == SVG and not content.lstrip().startswith(b"<") else str(error)
        problem = catalogue.BAD_PICTURE.at(Place(name), "a picture in SVG, PNG or JPEG", found, ADVICE)
        raise RenderingFailed(problem) from error
    _refuse_faults(root, name)
    return data_uri(SVG, etree.tostring(root, encoding="utf-8", xml_declaration=False))


def _refuse_faults(root: Element, name: str) -> None:
    advice = "Save it as a plain SVG, shapes as paths, without effects"
    expected = "a drawing of what every program draws alike"
    found = [
        catalogue.BAD_PICTURE.at(place(element, name), expected, what, advice) for element, what in drawing_faults(root)
    ]
    if found:
        raise RenderingFailed(*found)
