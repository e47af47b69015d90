"""Parse a style sheet, and take in our fonts, once a process and not once a document.

WeasyPrint 70 copies the file of every @font-face rule for each document, and keeps no style sheet (its pull requests
1495 and 1500 were closed). This can go when it keeps both.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration

from responsegen.rendering.fonts import FACES

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher


class OwnFaces(FontConfiguration):  # type: ignore[misc] # WeasyPrint comes without types
    """The machine's fonts and ours; an @font-face rule would copy each file to a temporary folder for each document."""

    def __init__(self) -> None:
        """Raises OSError for a file that is no font."""
        super().__init__()
        self.altered = False
        for face in FACES:
            if not fontconfig.FcConfigAppFontAddFile(self._config, os.fsencode(face.path)):
                raise OSError(0, "no font that can be read", str(face.path))
        pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", self.font_map))

    def add_font_face(self, rule_descriptors: Any, url_fetcher: URLFetcher) -> None:  # noqa: ANN401 -- WeasyPrint's own
        """Take in a face that a style sheet brings along."""
        self.altered = True
        super().add_font_face(rule_descriptors, url_fetcher)


class StyleSheet:
    """A style sheet that is read once, with our faces."""

    def __init__(self, style: str) -> None:
        """Take its text."""
        self.style, self.faces = style, OwnFaces()
        self._counters, self._colours = CounterStyle(), dict[str, Any]()
        self._read: weasyprint.CSS | None = None

    def options(self, fetcher: URLFetcher) -> dict[str, Any]:
        """Return what WeasyPrint needs to set a page in this style: copies, since it changes them."""
        self._read = self._read or weasyprint.CSS(
            string=self.style,
            url_fetcher=fetcher,
            font_config=self.faces,
            counter_style=self._counters,
            color_profiles=self._colours,
        )
        return {
            "stylesheets": [self._read],
            "font_config": self.faces,
            "counter_style": CounterStyle(self._counters),
            "color_profiles": dict(self._colours),
        }


_kept: list[StyleSheet] = []  # the last one: all documents of a build have the same


def sheet_of(style: str) -> StyleSheet:
    """Return the sheet that the last document left, if it is the same, and a new one otherwise."""
    last = _kept.pop() if _kept else None
    return last if last and last.style == style else StyleSheet(style)


def keep(sheet: StyleSheet) -> None:
    """Leave a sheet to the next document, unless a face of the dossier's own was added: it is for one document only.

    After a document that fails it is not kept: what WeasyPrint warns of, it says only while it reads.
    """
    if not sheet.faces.altered:
        _kept[:] = [sheet]
