"""Take everything out of a PNG or JPEG that is not the picture itself: positions, names, dates, small copies of it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

PNG: Final = b"\x89PNG\r\n\x1a\n"
JPEG: Final = b"\xff\xd8"
JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
SCAN, END = 0xDA, 0xD9
ASIDE: Final = {*range(0xE0, 0xF0), 0xFE}  # what applications add, and comments
MARKER: Final = re.compile(rb"\xff+([^\x00\xff])")
NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]|\Z")  # other than what stands among the dots
ORIENTATION, UPRIGHT = 0x0112, 1
MODES: Final = {"L", "RGB"}


@lru_cache(maxsize=8)  # a seal stands in every document
def cleaned_png(content: bytes) -> bytes:
    """Write the picture anew from its dots. Raises ValueError where it cannot be read."""
    picture, written = _read(content, "PNG"), BytesIO()
    drawn = {key: picture.info[key] for key in ("transparency",) if key in picture.info}
    picture.info = {}
    picture.save(written, "PNG", **drawn)
    return written.getvalue()


@lru_cache(maxsize=8)
def cleaned_jpeg(content: bytes) -> bytes:
    """Keep what draws the picture. Raises ValueError where it cannot be read, or the rest matters to how it looks."""
    picture = _read(content, "JPEG")
    cleaned = b"".join(_segments(content))
    message = ""
    if picture.getexif().get(ORIENTATION, UPRIGHT) != UPRIGHT:
        message = "a photograph on its side, with a note to turn it: turn it and save it anew"
    elif picture.mode not in MODES or _read(cleaned, "JPEG").tobytes() != picture.tobytes():
        message = "a JPEG in CMYK or RGB: save it anew as a usual JPEG, for the screen"
    if message:
        raise ValueError(message)
    return cleaned


def _segments(content: bytes) -> Iterator[bytes]:
    yield JPEG + JFIF
    at, marker = len(JPEG), 0
    while marker != END and (found := MARKER.match(content, at)):
        marker, at = found[1][0], found.end()
        if marker != END:
            at += int.from_bytes(content[at : at + 2])
        if marker == SCAN and (dots := NEXT_MARKER.search(content, at)):
            at = dots.start()
        if marker not in ASIDE:
            yield bytes((0xFF, marker)) + content[found.end() : at]


def _read(content: bytes, kind: str) -> Image:
    from PIL import Image, ImageFile  # noqa: PLC0415 -- few dossiers have bitmaps

    before = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint sets it for the whole process
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)  # of 90 million dots and more
            picture = Image.open(BytesIO(content), formats=[kind])
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(*error.args) from error
    except Exception as error:  # Pillow raises many kinds over what it cannot read
        if isinstance(error, MemoryError):
            raise
        message = f"no {kind} that can be read, or not all of one"
        raise ValueError(message) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    return picture


CLEANED: Mapping[str, Callable[[bytes], bytes]] = {"image/png": cleaned_png, "image/jpeg": cleaned_jpeg}
