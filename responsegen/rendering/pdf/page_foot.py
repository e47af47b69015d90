"""Write into the foot of each page whose copy it is, and what the text's fingerprint is; change nothing else.

A page is laid out once with an empty line in its foot. Each copy has a line of its own there, in a font that is
embedded for the letters of that line, and names itself in its metadata (`dc:identifier`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ctypes import c_float
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Final

from responsegen.rendering.fonts import FACES
from responsegen.rendering.written_text import FOOT

if TYPE_CHECKING:
    import pikepdf
    from fontTools.ttLib import TTFont
    from pypdfium2 import PdfPage

_FACE: Final = next(face for face in FACES if (face.family, face.style) == ("Source Sans 3", "normal"))
LINE_HEIGHT: Final = 1.3  # of heads and feet in document.css
_INK: Final = "0.235 0.263 0.294 rg"  # as heads and feet in document.css
_FONT: Final = "/ResponsegenFoot"
_RDF_END: Final = b"</rdf:RDF>"
_IDENTIFIER: Final = (
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:identifier>{}</dc:identifier></rdf:Description>"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the line in the foot of one page stands, in points from its lower left corner."""

    centre: float
    baseline: float
    size: float  # of the font


@dataclass(frozen=True, slots=True)
class FootFont:
    """A font with the letters of one line: TrueType, with 1000 units an em."""

    file: bytes
    glyphs: dict[str, int]  # number of the glyph by letter
    widths: dict[int, int]  # by number of the glyph

    def width(self, text: str) -> int:
        """Return how wide the text is, in thousandths of the font's size."""
        return sum(self.widths[self.glyphs[letter]] for letter in text)


def foot_spots(pdf: bytes) -> tuple[Spot, ...]:
    """Find the empty line in the foot of each page: below the first one. Raises ValueError where a page has no foot."""
    import pypdfium2  # noqa: PLC0415 -- 0.1 s, for issues alone

    return tuple(_spot(page) for page in pypdfium2.PdfDocument(pdf))


def _spot(page: PdfPage) -> Spot:
    from pypdfium2 import raw  # noqa: PLC0415 -- as above

    texts = page.get_objects([raw.FPDF_PAGEOBJ_TEXT])
    feet = [(matrix.f, matrix.d, text) for text in texts if (matrix := text.get_matrix()).f < FOOT]
    if not feet:
        message = "a page has no foot"
        raise ValueError(message)
    baseline, scale, text = max(feet, key=lambda found: found[0])
    size = c_float()
    raw.FPDFTextObj_GetFontSize(text, size)
    return Spot(page.get_width() / 2, baseline - LINE_HEIGHT * scale * size.value, scale * size.value)


def foot_font(letters: Iterable[str]) -> bytes:
    """Return the house's sans serif with these letters alone, in its regular weight."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- 0.1 s, for issues alone
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415 -- as above

    font = TTFont(_FACE.path, recalcTimestamp=False)
    _take_out_other(font, letters)
    instantiateVariableFont(font, {"wght": 400}, inplace=True)
    return _saved(font)


def _cut(font_file: bytes, letters: Iterable[str]) -> FootFont:
    """Cut a font to the letters of one line."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- as above

    font = TTFont(BytesIO(font_file), recalcTimestamp=False)
    _take_out_other(font, letters)
    numbers = {chr(point): font.getGlyphID(name) for point, name in font.getBestCmap().items()}
    widths = {number: font["hmtx"][font.getGlyphName(number)][0] for number in numbers.values()}
    return FootFont(_saved(font), numbers, widths)


def _take_out_other(font: TTFont, letters: Iterable[str]) -> None:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 -- as above

    cutter = Subsetter(Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True))
    cutter.populate(unicodes=map(ord, letters))
    cutter.subset(font)


def _saved(font: TTFont) -> bytes:
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def stamp_pdf(pdf: bytes, spots: Sequence[Spot], font_file: bytes, line: str, identifier: str) -> bytes:
    """Return the PDF with this line in the foot of each page; tagged as an artifact, as heads and feet are.

    `font_file` comes from `foot_font`, and has all letters of the line.
    """
    import pikepdf  # noqa: PLC0415 -- 0.2 s, for issues alone

    font = _cut(font_file, line)
    with pikepdf.open(BytesIO(pdf)) as file:
        embedded = _embed(file, font)
        for page, spot in zip(file.pages, spots, strict=True):
            page.Resources.Font[_FONT] = embedded
            own = page.obj.Contents
            streams = list(own) if isinstance(own, pikepdf.Array) else [own]
            before, after = file.make_stream(b"q\n"), file.make_stream(_drawn(font, spot, line))
            page.obj.Contents = pikepdf.Array([before, *streams, after])
        xmp = file.Root.Metadata.read_bytes()
        named = _IDENTIFIER.format(escape(identifier)).encode()
        file.Root.Metadata.write(xmp.replace(_RDF_END, named + _RDF_END))
        stream = BytesIO()
        file.save(stream, deterministic_id=True)
    return stream.getvalue()


def _drawn(font: FootFont, spot: Spot, line: str) -> bytes:
    left = spot.centre - font.width(line) * spot.size / 2000
    codes = "".join(f"{font.glyphs[letter]:04X}" for letter in line)
    return (
        f"\nQ /Artifact <</Type /Pagination /Subtype /Footer>> BDC q BT {_INK} {_FONT} {spot.size:.3f} Tf"
        f" 1 0 0 1 {left:.3f} {spot.baseline:.3f} Tm <{codes}> Tj ET Q EMC\n"
    ).encode()


def _embed(file: pikepdf.Pdf, font: FootFont) -> pikepdf.Object:
    """Add the font to the file: composite, by numbers of glyphs, with the letters that these stand for."""
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415 -- as above

    name = Name(f"/{_prefix(font)}+SourceSans3")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([-200, -300, 1200, 1000]),
        ItalicAngle=0,
        Ascent=984,
        Descent=-273,
        CapHeight=660,
        StemV=80,
        FontFile2=file.make_stream(font.file, Length1=len(font.file)),
    )
    widths = Array([part for number, width in sorted(font.widths.items()) for part in (number, Array([width]))])
    by_glyph = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=file.make_indirect(descriptor),
        W=widths,
        CIDToGIDMap=Name.Identity,
    )
    whole = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([file.make_indirect(by_glyph)]),
        ToUnicode=file.make_stream(_to_unicode(font)),
    )
    return file.make_indirect(whole)


def _prefix(font: FootFont) -> str:
    """Return six capitals that tell this cut of the font from others: PDF 32000-1, 9.6.4."""
    from hashlib import sha256  # noqa: PLC0415 -- as above

    return "".join(chr(ord("A") + byte % 26) for byte in sha256(font.file).digest()[:6])


def _to_unicode(font: FootFont) -> bytes:
    """Write which letter each glyph stands for, at most a hundred in a block: PDF 32000-1, 9.10.3."""
    rows = [
        f"<{number:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for letter, number in sorted(font.glyphs.items(), key=lambda item: item[1])
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    mapped = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode()
