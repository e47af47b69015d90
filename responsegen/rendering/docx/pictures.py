"""From an `img` with a `data:` address to a drawing in Word; SVG becomes PNG, drawn with our own fonts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import resvg_py
from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Emu

from responsegen.rendering.docx.wordml import run, w
from responsegen.rendering.embedded import SVG, embedded
from responsegen.rendering.failure import failure
from responsegen.rendering.fonts import FACES
from responsegen.rendering.tree import place

if TYPE_CHECKING:
    from responsegen.rendering.docx.context import Context
    from responsegen.rendering.tree import Element
    from responsegen.rendering.tree import Element as Xml

EMU_PER_PIXEL = 9525  # 96 CSS pixels to the inch, 914 400 EMU
EMU_PER_TWIP = 635
ZOOM = 2.25  # 216 dots to the inch: Word itself reduces pictures to 220 for print, and more takes time and room
PAPER = "#ffffff"  # dark lines need a ground where Word shows pages in dark mode; and what is opaque is drawn faster


def picture(context: Context, element: Element, width: int) -> Xml:
    """The run with the drawing, no wider than `width` (twips), with its alternative text.

    Raises RenderingFailed where the picture cannot be read.
    """
    kind, content = embedded(element.get("src", ""))
    is_drawing = kind == SVG
    try:
        png = _drawn(content.decode()) if is_drawing else content
        inline = context.document.part.new_pic_inline(io.BytesIO(png))
    except (ValueError, UnrecognizedImageError) as error:
        raise failure(place(element, context.name), "RG932", "a picture in SVG or PNG", str(error)) from error
    _, image = context.document.part.get_or_add_image(io.BytesIO(png))
    natural = round(image.px_width * EMU_PER_PIXEL / (ZOOM if is_drawing else 1))
    shown = min(natural, width * EMU_PER_TWIP)
    inline.extent.cx, inline.extent.cy = Emu(shown), Emu(shown * image.px_height // image.px_width)
    size = inline.graphic.graphicData.pic.spPr
    size.cx, size.cy = inline.extent.cx, inline.extent.cy
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # where they are missing, LibreOffice takes an eighth of an inch
    inline.docPr.set("name", f"Picture {inline.docPr.id}")
    inline.docPr.set("descr", element.get("alt", ""))
    return run(w("drawing", inline))


def _drawn(svg: str) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=ZOOM,
            background=PAPER,
            skip_system_fonts=True,
            font_files=[str(face.path) for face in FACES],
            font_family=FACES[-1].family,
            sans_serif_family=FACES[-1].family,
            serif_family=FACES[0].family,
        )
    )
