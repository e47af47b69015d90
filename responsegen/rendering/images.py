"""Read and write pictures as `data:` addresses, and leave in a PNG or JPEG nothing that is not the picture itself.

Cameras and programs put more beside it: positions, names, dates, small copies of it.
"""

from __future__ import annotations

import re
import warnings
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from lxml import etree

from responsegen.rendering.tree import Element

if TYPE_CHECKING:
    from PIL.Image import Image

SVG: Final = "image/svg+xml"
PNG: Final = b"\x89PNG\r\n\x1a\n"
JPEG: Final = b"\xff\xd8"
JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
SCAN, END = 0xDA, 0xD9
ASIDE: Final = {*range(0xE0, 0xF0), 0xFE}  # what applications add, and comments
MARKER: Final = re.compile(rb"\xff+([^\x00\xff])")
NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]|\Z")  # other than what stands among the dots
ORIENTATION, UPRIGHT = 0x0112, 1
MODES: Final = {"L", "RGB"}
BLANKS: Final = re.compile(r"\s+")


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


CLEANED: Final[Mapping[str, Callable[[bytes], bytes]]] = {"image/png": cleaned_png, "image/jpeg": cleaned_jpeg}


def cleaned(kind: str, content: bytes) -> bytes:
    """Return a picture with nothing beside it; what is neither PNG nor JPEG as it is. Raises ValueError."""
    return CLEANED[kind](content) if kind in CLEANED else content


def data_uri(kind: str, content: bytes) -> str:
    """Write the address of a content of this media type."""
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def embedded(address: str) -> tuple[str, bytes]:
    """Return the media type (`image/svg+xml`) and the bytes. Raises ValueError where the address is no base64."""
    kind, _, content = address.removeprefix("data:").partition(",")
    if kind.endswith(";base64"):
        return kind.partition(";")[0], b64decode(BLANKS.sub("", content), validate=True)
    return kind.partition(";")[0], unquote_to_bytes(content)


def drawing(address: str) -> Element | None:
    """Return the tree of an SVG; None for any other picture. Raises ValueError where it is no XML."""
    kind, content = embedded(address)
    return tree_of(content) if kind == SVG else None


def tree_of(svg: bytes, *, with_comments: bool = True) -> Element:
    """Return the tree of an SVG. Raises ValueError where it is no XML in UTF-8."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=not with_comments
    )
    try:
        return etree.fromstring(svg.decode().encode(), parser)
    except UnicodeDecodeError as error:
        message = "a text that is not saved as UTF-8"
        raise ValueError(message) from error
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from error
