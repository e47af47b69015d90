"""Let HarfBuzz cut variable fonts to one weight and optical size, some hundred times as fast as Python does.

WeasyPrint 70 lets HarfBuzz take out the unused glyphs (its issue 2120), and leaves the rest to fontTools, which walks
through every place that a glyph once had: two thirds of the time that a short document takes. This can go when
WeasyPrint pins the axes with HarfBuzz, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

from responsegen.rendering.fonts import FAMILIES

PIN = "hb_subset_input_pin_axis_location"  # since HarfBuzz 6.0; with an earlier one WeasyPrint does as it always did
OF_NO_USE_IN_A_PDF = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
PASS_ON = (
    harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    if harfbuzz_subset
    else 0
)
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
        """Pin the font's axes where WeasyPrint's `Font.clean` would, and take out glyphs and tables as it does.

        First every glyph that is not used, while all keep their numbers; then the empty places behind the last one.
        """
        if not to_unicode:
            return
        flags = PASS_ON | (harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE if self.missing else 0)
        axes = {"wght": self.weight, "opsz": self.font_size, **self.variations}
        pinned = _cut(self.hb_face, sorted(to_unicode), flags | harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS, axes)
        if not hinting:
            flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
        face = pinned and _cut(pinned, range(max(to_unicode) + 1), flags, {})
        if not face:
            super().subset(to_unicode, hinting)
            return
        self.file_content = get_hb_object_data(face)
        self.tables.remove("fvar")


def _cut(face: Any, glyphs: Sequence[int], flags: int, axes: Mapping[str, float]) -> Any:  # noqa: ANN401 -- HarfBuzz's
    """Return the face with these glyphs alone, its axes pinned; nothing where HarfBuzz cannot do it."""
    order = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    harfbuzz_subset.hb_subset_input_set_flags(order, flags)
    _add(harfbuzz_subset.hb_subset_input_glyph_set(order), glyphs)
    dropped = harfbuzz_subset.hb_subset_input_set(order, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG)
    _add(dropped, sorted(map(_tag, OF_NO_USE_IN_A_PDF)))
    for axis, value in axes.items():
        getattr(harfbuzz_subset, PIN)(order, face, _tag(axis), value)
    cut = harfbuzz_subset.hb_subset_or_fail(face, order)
    return cut and ffi.gc(cut, harfbuzz.hb_face_destroy)


def _add(numbers: Any, added: Sequence[int]) -> None:  # noqa: ANN401 -- a HarfBuzz set
    # One C type whatever the length: cffi takes a millisecond to read the name of a new one.
    harfbuzz.hb_set_add_sorted_array(numbers, ffi.new("hb_codepoint_t[]", list(added)), len(added))


def _tag(name: str) -> int:
    tag: int = harfbuzz.hb_tag_from_string(name.encode(), -1)
    return tag
