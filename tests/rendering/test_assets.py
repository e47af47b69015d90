"""Only the picture goes out: what a camera, a drawing program or a person has put beside it stays at home."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from responsegen.rendering.drawings import asset_address
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse
from responsegen.rendering.images import cleaned_jpeg, cleaned_png

SECRET = b"no boots"
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>T</title></head><body>
<main><h1>T</h1><figure><img src="{}" alt="A"/></figure></main></body></html>"""


def picture(mode: str = "RGB") -> Image.Image:
    made = Image.new(mode, (9, 7))
    made.putdata([(i * 3 % 256,) * len(made.getbands()) if len(made.getbands()) > 1 else i * 3 % 2 for i in range(63)])
    return made


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112], made[0x010E] = orientation, SECRET.decode()
    return made


def png(mode: str = "RGB", **more: object) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET.decode())
    texts.add_itxt("Comment", SECRET.decode())
    texts.add_text("Comment", SECRET.decode(), zip=True)
    texts.add(b"tIME", struct.pack(">HBBBBB", 2025, 2, 16, 18, 0, 0))
    texts.add(b"prVt", SECRET)
    buffer = BytesIO()
    picture(mode).save(buffer, "PNG", pnginfo=texts, exif=exif(), icc_profile=SECRET, dpi=(300, 300), **more)
    return buffer.getvalue()


def jpeg(mode: str = "RGB", orientation: int = 1, **more: object) -> bytes:
    buffer = BytesIO()
    picture(mode).save(
        buffer, "JPEG", exif=exif(orientation), comment=SECRET, icc_profile=SECRET, dpi=(300, 300), **more
    )
    return buffer.getvalue()


def shown(address: str) -> bytes:
    return b64decode(address.partition(",")[2])


PICTURES = {
    **{f"PNG {mode}": (png(mode), "png") for mode in ("1", "L", "LA", "RGB", "RGBA", "I;16")},
    "PNG with a palette": (png("P", transparency=0), "png"),
    "PNG that moves": (png(save_all=True, append_images=[picture().rotate(180)]), "png"),
    "PNG and more behind it": (png() + SECRET, "png"),
    "JPEG": (jpeg(), "jpeg"),
    "JPEG in grey": (jpeg("L"), "jpeg"),
    "JPEG, progressive": (jpeg(progressive=True), "jpeg"),
    "JPEG with restarts": (jpeg(restart_marker_rows=1), "jpeg"),
    "JPEG and more behind it": (jpeg() + SECRET + jpeg(), "jpeg"),
    "JPEG with notes of Photoshop": (jpeg()[:2] + b"\xff\xed\x00\x0a" + SECRET + jpeg()[2:], "jpeg"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_only_the_picture_itself_goes_out(kind: str) -> None:
    content, suffix = PICTURES[kind]
    address = asset_address("templates/assets/crest.any", content)
    issued = shown(address)
    assert address.startswith(f"data:image/{suffix};base64,")
    assert SECRET not in issued
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(issued)) as after:
        assert (before.convert("RGBA").tobytes(), before.size) == (after.convert("RGBA").tobytes(), after.size)
        assert not after.getexif()
        assert not {"icc_profile", "comment", "Comment"} & after.info.keys()
    assert asset_address("templates/assets/crest.any", issued) == address
    parse(PAGE.format(address), "x.html")


@pytest.mark.parametrize("kind", ["PNG RGB", "JPEG"])
def test_a_picture_that_a_template_brings_itself_holds_nothing_else(kind: str) -> None:
    content, suffix = PICTURES[kind]
    address = asset_address("x", content)
    with_more = f"data:image/{suffix};base64,{b64encode(content).decode()}"
    for bad in (with_more, f"{address}!{SECRET.decode()}", address.replace(";base64", f";{SECRET.decode()};base64")):
        with pytest.raises(RenderingFailed, match=r"x\.html:3:1: error: expected a"):
            parse(PAGE.format(bad), "x.html")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9">\n{}\n</svg>'
REFUSED = [
    # in the drawing                                             what is said
    ("<foreignObject><p>a</p></foreignObject>", "<foreignObject>"),
    ("<switch><g/></switch>", "<switch>"),
    ('<filter id="a"/>', "<filter>"),
    ("<script>alert(1)</script>", "<script>"),
    ('<rect><animate attributeName="x" to="9"/></rect>', "<animate>"),
    ('<set attributeName="x" to="9"/>', "<set>"),
    ('<mask id="a"/>', "<mask>"),
    ('<pattern id="a"/>', "<pattern>"),
    ('<marker id="a"/>', "<marker>"),
    ('<a href="#a"><rect/></a>', "<a>"),
    ('<textPath href="#a">b</textPath>', "<textPath>"),
    ('<use href="other.svg#a"/>', 'href="other.svg#a"'),
    ('<use xlink:href="https://example.org/#a"/>', 'href="https://example.org/#a"'),
    ('<use href="data:image/svg+xml,x#a"/>', 'href="data:image/svg+xml,x#a"'),
    ('<image href="https://example.org/a.png"/>', 'href="https://example.org/a.png"'),
    ('<image href="data:image/svg+xml;base64,AA=="/>', 'href="data:image/svg+xml;base64,AA=="'),
    ('<rect onclick="a()"/>', 'the attribute onclick="a()"'),
    ('<rect filter="url(#a)"/>', 'the attribute filter="url(#a)"'),
    ('<rect fill="url(https://example.org/#a)"/>', 'fill="url(https://example.org/#a)"'),
    ('<rect fill="u\\72l(#a)"/>', 'fill="u\\72l(#a)"'),
    ('<rect fill="var(--a)"/>', 'fill="var(--a)"'),
    ('<rect style="mix-blend-mode: multiply"/>', "the property mix-blend-mode"),
    ('<rect style="fill: url(b.svg#a)"/>', '"b.svg#a"'),
    ("<style>@import 'a.css';</style>", "@import in <style>"),
    ("<style>@media print { rect { fill: red } }</style>", "@media in <style>"),
    ("<style>rect:hover { fill: red }</style>", "a selector in <style> of more than names, classes and ids"),
    ("<style>rect { animation: a 1s }</style>", "the property animation"),
]


@pytest.mark.parametrize(("inner", "found"), REFUSED)
def test_a_drawing_that_programs_draw_differently_is_refused_at_its_line(inner: str, found: str) -> None:
    with pytest.raises(RenderingFailed) as caught:
        asset_address("templates/assets/crest.svg", SVG.format(inner).encode())
    said = "templates/assets/crest.svg:2:1: error: expected a drawing of what every program draws alike"
    assert f"{said} (got {found}). Save it as a plain SVG" in str(caught.value)


DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
NO_PICTURES = [
    *(
        (beginning, "(got another kind of file)")
        for beginning in (b"GIF89a", b"%PDF-1.7", b"\x1f\x8b", b"\xff\xfe", b"hello")
    ),
    (b"<svg>\xff</svg>", "(got a text that is not saved as UTF-8)"),
    (b"<html/>", "(got <html> in place of <svg> with the namespace http://www.w3.org/2000/svg)"),
    (f"{DOCTYPE}{SVG.format('')}".encode(), "(got <!DOCTYPE svg PUBLIC"),
    (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("<text>&a;</text>").encode(), "(got <!DOCTYPE svg>)"),
    (b"<?xml-stylesheet href='a.css'?>" + SVG.format("").encode(), "an instruction, <?xml-stylesheet"),
    *((png()[:length], "(got no PNG that can be read, or not all of one)") for length in (8, 60, -30)),
    (png().replace(b"IDATx", b"IDATy"), "(got no PNG that can be read, or not all of one)"),
    *((jpeg()[:length], "(got no JPEG that can be read, or not all of one)") for length in (2, 300, -2)),
    (jpeg(orientation=6), "(got a photograph on its side, with a note to turn it: turn it and save it anew)"),
    (jpeg("CMYK"), "(got a JPEG in CMYK or RGB: save it anew as a usual JPEG, for the screen)"),
]


@pytest.mark.parametrize(("content", "found"), NO_PICTURES)
def test_what_is_no_picture_that_can_go_out_is_refused_by_name(content: bytes, found: str) -> None:
    with pytest.raises(RenderingFailed) as caught:
        asset_address("templates/assets/crest.any", content)
    assert str(caught.value).startswith("templates/assets/crest.any:1:1: error: expected a ")
    assert found in str(caught.value)


def test_nothing_hides_behind_the_dots_of_a_png() -> None:
    made = cleaned_png(png())
    at = made.index(b"IDAT") - 4
    (length,) = struct.unpack_from(">I", made, at)
    packed = made[at + 8 : at + 8 + length]
    for hidden in (packed + SECRET, zlib.compress(zlib.decompress(packed) + SECRET)):
        chunk = b"IDAT" + hidden
        more = made[:at] + struct.pack(">I", len(hidden)) + chunk + struct.pack(">I", zlib.crc32(chunk)) + made[-12:]
        assert cleaned_png(more) == made


def test_a_picture_of_too_many_dots_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 60)
    with pytest.raises(RenderingFailed, match=r"\(got Image size \(63 pixels\) exceeds limit of 60 pixels"):
        asset_address("x", png("L"))


def test_what_drawing_programs_note_beside_the_drawing_is_left_out() -> None:
    drawing = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- no boots --><svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" viewBox="0 0 9 9" inkscape:version="no boots">
<sodipodi:namedview inkscape:window="no boots"><inkscape:grid/></sodipodi:namedview><metadata>no boots</metadata>
<!-- no boots --><style>/* no boots */ .a { fill: red }</style>
<g inkscape:label="no boots"><path class="a" d="M0 0h9v9z"/></g></svg><!-- no boots -->"""
    address = asset_address("templates/assets/crest.svg", drawing.encode())
    issued = shown(address).decode()
    assert "boots" not in issued
    assert "inkscape" not in issued
    assert '<g><path class="a" d="M0 0h9v9z"/></g>' in issued
    parse(PAGE.format(address), "x.html")


def test_a_bitmap_in_a_drawing_is_cleaned_too() -> None:
    content, suffix = PICTURES["JPEG"]
    inner = f'<image width="9" height="7" href="data:image/{suffix};base64,{b64encode(content).decode()}"/>'
    address = asset_address("templates/assets/crest.svg", SVG.format(inner).encode())
    assert asset_address("x", cleaned_jpeg(content)).encode() in shown(address)
    parse(PAGE.format(address), "x.html")
