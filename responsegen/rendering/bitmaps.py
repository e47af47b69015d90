"""Take everything out of a PNG or JPEG that is not the picture itself: positions, names, dates, small copies of it."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final

MOST_DOTS: Final = 64_000_000  # three times a page of A3 at 300 dots to the inch
CUT_OFF: Final = "a picture that ends too early"

PNG: Final = b"\x89PNG\r\n\x1a\n"
CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by kind of colour: grey, RGB, palette, and the first two with alpha
OF_PALETTE: Final = 3
ALL_AT_ONCE: Final = ((0, 0, 1, 1),)
INTERLACED: Final = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2)),
    (0, 1, 1, 2),
)

JPEG: Final = b"\xff\xd8"
JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
FRAMES: Final = {0xC0, 0xC1, 0xC2}  # baseline, extended and progressive: those that browsers draw
SCAN, END, TABLES = 0xDA, 0xD9, {0xC4, 0xDB, 0xDD}
EXIF, ADOBE = 0xE1, 0xEE
ASIDE: Final = {*range(0xE0, 0xF0), 0xFE}  # what applications add, and comments
MARKER: Final = re.compile(rb"\xff+([^\x00\xff])")
NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # other than what stands among the dots
ORIENTATION, UPRIGHT = 0x0112, 1


def cleaned_png(content: bytes) -> bytes:
    """Keep what draws the picture. Raises ValueError where it cannot be read, or hides something in its dots."""
    if not content.startswith(PNG):
        message = "no PNG"
        raise ValueError(message)
    first: dict[bytes, bytes] = {}
    dots = []
    for kind, body in _chunks(content):
        if kind == b"IDAT":
            dots.append(body)
        else:
            first.setdefault(kind, body)
    try:
        header = struct.unpack(">IIBBBBB", first[b"IHDR"])
        size = _size_of_dots(*header)
    except (KeyError, struct.error) as error:
        message = "a PNG without a header that can be read"
        raise ValueError(message) from error
    packed = b"".join(dots)
    unpacking = zlib.decompressobj()
    try:
        length = len(unpacking.decompress(packed, size + 1))
    except zlib.error as error:
        message = "dots that cannot be read"
        raise ValueError(message) from error
    if length < size or not (unpacking.eof or length > size):
        raise ValueError(CUT_OFF)
    if length > size or unpacking.unused_data:
        message = "data behind the picture's dots"
        raise ValueError(message)
    kept = [(b"IHDR", first[b"IHDR"])]
    if header[3] == OF_PALETTE:
        kept.append((b"PLTE", first.get(b"PLTE", b"")))
    if b"tRNS" in first:
        kept.append((b"tRNS", first[b"tRNS"]))
    return PNG + b"".join(_chunk(*each) for each in (*kept, (b"IDAT", packed), (b"IEND", b"")))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while True:
        try:
            length, kind = struct.unpack_from(">I4s", content, at)
            body = content[at + 8 : at + 8 + length]
            (check,) = struct.unpack_from(">I", content, at + 8 + length)
        except struct.error as error:
            raise ValueError(CUT_OFF) from error
        if kind == b"IEND":
            return
        if kind in {b"IHDR", b"PLTE", b"tRNS", b"IDAT"}:
            if check != zlib.crc32(kind + body):
                message = "a PNG that is damaged"
                raise ValueError(message)
            yield kind, body
        at += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _size_of_dots(
    width: int, height: int, depth: int, colour: int, _packing: int, _filter: int, interlaced: int
) -> int:
    """Return how many bytes all rows take, unpacked. Raises ValueError for what is no picture, or too large a one."""
    if not width or not height or colour not in CHANNELS:
        message = f"a picture of {width} × {height} dots"
        raise ValueError(message)
    if width * height > MOST_DOTS:
        message = f"{width} × {height} dots, more than {MOST_DOTS:,}".replace(",", " ")
        raise ValueError(message)
    bits, size = depth * CHANNELS[colour], 0
    for left, top, across, down in INTERLACED if interlaced else ALL_AT_ONCE:
        wide, high = -((left - width) // across), -((top - height) // down)
        if wide > 0 and high > 0:
            size += high * (1 + (wide * bits + 7) // 8)
    return size


def cleaned_jpeg(content: bytes) -> bytes:
    """Keep what draws the picture. Raises ValueError where it cannot be read, or the rest matters to how it looks."""
    if not content.startswith(JPEG):
        message = "no JPEG"
        raise ValueError(message)
    kept = [JPEG, JFIF]
    at = len(JPEG)
    while found := MARKER.match(content, at):
        marker, at = found[1][0], found.end()
        if marker == END:
            return b"".join((*kept, b"\xff\xd9"))
        length = int.from_bytes(content[at : at + 2])
        segment = content[at : at + length]
        if len(segment) != length or length < 2:  # noqa: PLR2004 -- it counts itself
            raise ValueError(CUT_OFF)
        _refuse_what_matters(marker, segment[2:])
        at += length
        if marker == SCAN:
            end = NEXT_MARKER.search(content, at)
            segment += content[at : end.start() if end else at]
            at = end.start() if end else len(content)
        if marker not in ASIDE:
            kept.append(bytes((0xFF, marker)) + segment)
    raise ValueError(CUT_OFF)


def _refuse_what_matters(marker: int, body: bytes) -> None:
    """Raise ValueError for what cannot be kept, and cannot be left out without changing how the picture looks."""
    message = ""
    if marker == EXIF and _orientation(body) != UPRIGHT:
        message = "a photograph on its side, with a note to turn it: turn it and save it anew"
    elif marker in FRAMES and (body[5:6] not in {b"\x01", b"\x03"} or body[6::3][:3] == b"RGB"):
        message = "a JPEG in CMYK or RGB: save it anew as a usual JPEG, for the screen"
    elif marker in FRAMES and int.from_bytes(body[1:3]) * int.from_bytes(body[3:5]) not in range(1, MOST_DOTS):
        message = f"a picture of {int.from_bytes(body[3:5])} × {int.from_bytes(body[1:3])} dots"
    elif marker == ADOBE and body.startswith(b"Adobe") and body[11:12] != b"\x01":
        message = "a JPEG in CMYK or RGB: save it anew as a usual JPEG, for the screen"
    elif marker not in ASIDE | FRAMES | TABLES | {SCAN}:
        message = "a JPEG of a kind that few programs draw: save it anew as a usual JPEG"
    if message:
        raise ValueError(message)


def _orientation(exif: bytes) -> int:
    """Return how the picture is to be turned; 1 is not at all."""
    if not exif.startswith(b"Exif\x00\x00"):
        return UPRIGHT
    tiff = exif[6:]
    order = ">" if tiff.startswith(b"MM") else "<"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, first)
        for at in range(first + 2, first + 2 + 12 * entries, 12):
            tag, value = struct.unpack_from(f"{order}H6xH", tiff, at)
            if tag == ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return UPRIGHT


CLEANED: Mapping[str, Callable[[bytes], bytes]] = {"image/png": cleaned_png, "image/jpeg": cleaned_jpeg}
