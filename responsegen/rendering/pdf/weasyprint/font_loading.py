"""Find a font of an earlier run again; WeasyPrint 70 makes a font for a PDF only while it draws a line."""

from __future__ import annotations

from functools import cache
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, fontconfig, gobject, harfbuzz, pango

ffi.cdef(
    """
    PangoFontDescription* pango_font_description_from_string(const char* string);
    const char* pango_version_string(void);
    const char* hb_version_string(void);
    int FcGetVersion(void);
    """
)


def description_of(pango_font: Any) -> str:  # noqa: ANN401 -- Pango's
    """Return by which text Pango finds this font again, in this size."""
    described = ffi.gc(pango.pango_font_describe_with_absolute_size(pango_font), pango.pango_font_description_free)
    return _text(pango.pango_font_description_to_string(described))


def load_font(font_map: Any, description: str, size: float) -> Font:  # noqa: ANN401 -- as above
    """Return the font that this text describes, without any letters yet."""
    wanted = ffi.gc(pango.pango_font_description_from_string(description.encode()), pango.pango_font_description_free)
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    found = ffi.gc(pango.pango_font_map_load_font(font_map, context, wanted), gobject.g_object_unref)
    font = Font(found, wanted, size)
    font.pango_font = found  # for as long as its outlines are needed
    return font


@cache
def system() -> tuple[str, ...]:
    """Return the versions of the system's libraries that set text."""
    return _text(pango.pango_version_string()), _text(harfbuzz.hb_version_string()), f"{fontconfig.FcGetVersion()}"


def _text(characters: Any) -> str:  # noqa: ANN401 -- as above
    text: str = ffi.string(characters).decode()
    return text
