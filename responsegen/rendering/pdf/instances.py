"""Variable fonts cut by HarfBuzz to one weight and optical size, some hundred times as fast as in Python.

WeasyPrint 70 takes the unused glyphs out of a font and leaves the rest to fontTools, which walks through every place
that a glyph once had: two thirds of the time that a short document takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

from responsegen.rendering.fonts import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Mapping

PIN = "hb_subset_input_pin_axis_location"  # since HarfBuzz 6.0; with an earlier one WeasyPrint does as it always did
ffi.cdef(f"int {PIN}(hb_subset_input_t *input, hb_face_t *face, hb_tag_t axis_tag, float axis_value);")


class InstanceFonts(dict[int, Font]):
    """The fonts that WeasyPrint meets while it draws; ours are made static before they are embedded."""

    def __setitem__(self, key: int, font: Font) -> None:
        """Take a font in."""
        if font.family in FAMILIES and hasattr(harfbuzz_subset, PIN):
            font.__class__ = _InstanceFont
        super().__setitem__(key, font)


class _InstanceFont(Font):  # type: ignore[misc] # WeasyPrint comes without types
    def subset(self, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: FBT001 -- WeasyPrint's signature
        """Pin the font's axes where WeasyPrint's `Font.clean` would; it then has only glyphs to take out."""
        if to_unicode and (face := self._pinned(sorted(to_unicode))):
            self.hb_face = face
            self.tables.remove("fvar")
        super().subset(to_unicode, hinting)

    def _pinned(self, glyphs: list[int]) -> Any:  # noqa: ANN401 -- a HarfBuzz face, or nothing
        order = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
        harfbuzz_subset.hb_subset_input_set_flags(order, harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS)
        wanted = harfbuzz_subset.hb_subset_input_glyph_set(order)
        harfbuzz.hb_set_add_sorted_array(wanted, ffi.new("hb_codepoint_t[]", glyphs), len(glyphs))
        for axis, value in {"wght": self.weight, "opsz": self.font_size, **self.variations}.items():
            tag = harfbuzz.hb_tag_from_string(axis.encode(), -1)
            getattr(harfbuzz_subset, PIN)(order, self.hb_face, tag, value)
        face = harfbuzz_subset.hb_subset_or_fail(self.hb_face, order)
        return face and ffi.gc(face, harfbuzz.hb_face_destroy)
