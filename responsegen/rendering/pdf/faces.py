"""Our font files as Pango sees them: read where they lie, not copied for each document."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

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
