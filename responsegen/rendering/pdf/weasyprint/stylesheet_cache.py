"""Parse a style sheet, and take in our fonts, once a process and not once a document.

WeasyPrint 70 copies the file of every @font-face rule for each document, and keeps no style sheet (its pull requests
1495 and 1500 were closed). This can go when it keeps both.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
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


MOST = 8  # a process that watches sees a new one with every edit


@dataclass(slots=True)
class Sheets:
    """What documents of this process have in common: our faces, and the style sheets read so far."""

    faces: OwnFaces = field(default_factory=OwnFaces)
    read: dict[str, tuple[weasyprint.CSS, CounterStyle, dict[str, Any]]] = field(default_factory=dict)

    def options(self, style: str, fetcher: URLFetcher) -> dict[str, Any]:
        """Return what WeasyPrint needs to set a page in this style: copies, since it changes them."""
        if style not in self.read:
            if len(self.read) == MOST:
                self.read.clear()
            counters, colours = CounterStyle(), dict[str, Any]()
            sheet = weasyprint.CSS(
                string=style,
                url_fetcher=fetcher,
                font_config=self.faces,
                counter_style=counters,
                color_profiles=colours,
            )
            self.read[style] = sheet, counters, colours
        sheet, counters, colours = self.read[style]
        return {
            "stylesheets": [sheet],
            "font_config": self.faces,
            "counter_style": CounterStyle(counters),
            "color_profiles": dict(colours),
        }


_kept: list[Sheets] = []


def sheets() -> Sheets:
    """Return those that the last document left, if it left any, and new ones otherwise."""
    return _kept.pop() if _kept else Sheets()


def keep(used: Sheets) -> None:
    """Leave them to the next document, unless a face of the dossier's own was added: it is for one document only.

    After a document that fails they are not kept: what WeasyPrint warns of, it says only while it reads.
    """
    if not used.faces.altered:
        _kept[:] = [used]
