"""Write an `img` as a picture in Word; a drawing in SVG becomes a PNG, drawn with our own fonts."""

from __future__ import annotations

import io
import re
from hashlib import sha256

import resvg_py
from docx.oxml.shape import CT_Inline
from docx.shared import Emu

from responsegen.dossier import catalogue
from responsegen.rendering.docx.context import Context
from responsegen.rendering.docx.wordml import Xml, run, w
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.fonts import FACES
from responsegen.rendering.images import drawing, embedded
from responsegen.rendering.pdf.kept_pages import KeptPages
from responsegen.rendering.tree import Element, place

# CSS pixels. Of the letters' size (em, ex) nobody knows before the drawing is read as a whole.
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
LENGTH = re.compile(r"\s*\+?([0-9.]+(?:[eE][+-]?[0-9]+)?)\s*([a-z]*|%)\s*")


def svg_size(root: Element) -> tuple[float, float]:
    """Return width and height in CSS pixels, rather too much than too little. Raises ValueError for an unknown size."""
    _, _, *box = map(float, root.get("viewBox", "0 0 0 0").replace(",", " ").split())
    width, height = (
        _length(root.get(side, "100%"), whole) for side, whole in zip(("width", "height"), box, strict=True)
    )
    if "width" not in root.attrib:
        width = max(width, height * box[0] / box[1])
    if "height" not in root.attrib:
        height = max(height, width * box[1] / box[0])
    return width, height


def _length(said: str, whole: float) -> float:
    found = LENGTH.fullmatch(said)
    if found is None or (found[2] == "%" and whole <= 0) or found[2] not in {*UNITS, "%"}:
        raise ValueError(said)
    return float(found[1]) * (whole / 100 if found[2] == "%" else UNITS[found[2]])


EMU_PER_PIXEL = 9525  # 96 CSS pixels to the inch, 914 400 EMU
EMU_PER_TWIP = 635
ZOOM = 2.25  # 216 dots to the inch: Word itself reduces pictures to 220 for print, and more takes time and room
MOST_DOTS = 8000  # on a side, a yard at this zoom: 256 MB at most; what is larger is drawn coarser
DOTS_PER_INCH = 96  # CSS pixels, for sizes in millimetres
PAPER = "#ffffff"  # dark lines need a ground where Word shows pages in dark mode; and what is opaque is drawn faster


def picture(context: Context, element: Element, width: int) -> Xml:
    """Return the run with the drawing, no wider than `width` (twips), with its alternative text.

    Raises RenderingFailed where the picture cannot be read.
    """
    source = element.get("src", "")
    _, content = embedded(source)
    svg, zoom, here = drawing(source), 1.0, place(element, context.name)
    if svg is not None:
        try:
            size = svg_size(svg)
        except (ValueError, ZeroDivisionError) as error:
            expected, advice = "a drawing that says how wide and high it is", "Give <svg> a viewBox, or both in px"
            raise RenderingFailed(catalogue.BAD_PICTURE.at(here, expected, "", advice)) from error
        zoom = min(ZOOM, MOST_DOTS / max(*size, 1))
    try:
        png = content if svg is None else _png(content.decode(), zoom, context.kept)
        relation, image = context.document.part.get_or_add_image(io.BytesIO(png))
    except MemoryError:
        raise
    except Exception as error:  # resvg and python-docx raise many kinds over what they cannot read
        found = f"{type(error).__name__}: {error}".removesuffix(": ")
        raise RenderingFailed(catalogue.BAD_PICTURE.at(here, "a picture in SVG, PNG or JPEG", found)) from error
    natural = round(image.px_width * EMU_PER_PIXEL / zoom)
    shown, number = min(natural, width * EMU_PER_TWIP), next(context.numbers)
    size = Emu(shown), Emu(shown * image.px_height // image.px_width)
    inline = CT_Inline.new_pic_inline(number, relation, f"Picture {number}", *size)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # where they are missing, LibreOffice takes an eighth of an inch
    for described in inline.iter("{*}cNvPr"):
        described.set("id", str(number))  # python-docx leaves it at 0
    inline.docPr.set("descr", element.get("alt", ""))
    return run(w("drawing", inline))


def _png(svg: str, zoom: float, kept: KeptPages | None) -> bytes:
    """Return a drawing as a PNG, by its text: one that was kept, or a new one."""
    key = sha256(repr(("PNG", zoom, svg)).encode()).hexdigest()
    png = kept.get(key) if kept else None
    if png is None:
        png = _drawn(svg, zoom)
        if kept:
            kept.put(key, png)
    return png


def _drawn(svg: str, zoom: float) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            dpi=DOTS_PER_INCH,
            background=PAPER,
            skip_system_fonts=True,
            font_files=[str(face.path) for face in FACES],
            font_family=FACES[-1].family,
            sans_serif_family=FACES[-1].family,
            serif_family=FACES[0].family,
        )
    )
