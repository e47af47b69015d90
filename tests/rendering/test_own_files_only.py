"""Whatever a template names, nothing is read but the package's and the dossier's own files, and nothing is fetched."""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

import pytest

from responsegen.rendering.docx import write_docx
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse, write_html
from responsegen.rendering.pdf import write_pdf
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.rendering.conftest import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><title>T</title>
<meta name="dcterms.created" content="2025-02-16T18:00:00+01:00"/>
<style>body {{ font-family: "Source Sans 3" }} {css}</style></head>
<body><main><h1>A</h1><p>text</p>{body}</main></body></html>"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'

IN_STYLE = [
    '@import "{}";',
    "@import url({});",
    "@im\\port '{}';",
    "h1 {{ background: url({}) }}",
    'h1 {{ background: u\\72l("{}") }}',
    'h1::before {{ content: url("{}") }}',
    "p {{ list-style: url({}); display: list-item }}",
    "p {{ border-image: url({}) 1 }}",
    "@page {{ background: url({}) }}",
    '@font-face {{ font-family: "Source Sans 3"; src: url({}) }}',
    # what WeasyPrint passes over and a browser does not
    "@media screen {{ body {{ background: url({}) }} }}",
    "@media screen {{ @font-face {{ font-family: X; src: local(X), url({}) }} }}",
    "@supports (display: grid) {{ p {{ background: url({}) }} }}",
    "p:hover {{ background: url({}) }}",
    "p.absent {{ cursor: url({}), auto }}",
    "p {{ --picture: url({}); background: var(--picture) }}",
    'p {{ --picture: "{}"; background: src(var(--picture)) }}',
    'p {{ background: src("{}") }}',
    'p {{ background: image-set("{}" 1x) }}',
    "p {{ background: -webkit-image-set(url({}) 1x) }}",
    'p {{ background: image("{}") }}',
    "p {{ background: cross-fade(url({}) 50%, red) }}",
    'p {{ background: paint("{}") }}',
    'a {{ background: attr(href type(<url>)); content: "{}" }}'.replace("<", "").replace(">", ""),
    "a {{ background: attr(href url); --x: url({}) }}",
    '@namespace svg "{}";',
    "@document url({}) {{ p {{ color: red }} }}",
    '@property --x {{ syntax: "*"; inherits: false; initial-value: url({}) }}',
    "@\\69mport '{}';",
    "p {{ background: url( {} x ) }}",
    "p {{ background: url({}",
    "p {{ background: u/**/rl({}); background: \\55 RL({}) }}",
    "p {{ background: url('data:text/html,{}') }}",
    "p {{ background: url(data:image/svg+xml,%3Csvg%20xmlns=%27urn:x%27%3E%3Cimage%20href=%27{}%27/%3E%3C/svg%3E) }}",
]
TINY = "data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27/%3E".replace(" ", "%20")
COMMENTS = [
    ("/* no boots */ h1 { color: red }", " h1 { color: red }"),
    ("h1 { color: red /* no boots */ }", "h1 { color: red  }"),
    ("h1/* no */p > em { color: red }", "h1/**/p > em { color: red }"),
    ('h1::after { content: "/* said */" } /* no boots', 'h1::after { content: "/* said */" } '),
    ("h1 { color: /* two\nlines */red } /* and\nmore */ em { color: red }", "h1 { color: red }  em { color: red }"),
]
IN_BODY = [
    '<figure><img src="{}" alt="A"/></figure>',
    '<figure><img src="data:image/png;base64,AA==" srcset="{}" alt="A"/></figure>',
    '<p><object data="{}"></object></p>',
    '<p><embed src="{}"></embed></p>',
    '<p><iframe src="{}"></iframe></p>',
    '<p><a href="#" rel="attachment" data="{}">A</a></p>',
    '<link rel="attachment" href="{}"></link>',
    '<link rel="stylesheet" href="{}"></link>',
    '<base href="{}"></base>',
    '<p style="background: url({})">A</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="{}"></use></svg>',
    '<p xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{}"></xi:include></p>',
]
IN_DRAWING = [
    '<image href="{}" width="9" height="9"/>',
    '<image xlink:href="{}" width="9" height="9"/>',
    '<use href="{}#a"/>',
    '<use xlink:href="{}#a"/>',
    '<filter id="f"><feImage href="{}"/></filter><rect width="9" height="9" filter="url(#f)"/>',
    '<rect width="9" height="9" fill="url({}#a)"/>',
    '<rect width="9" height="9" style="fill: url(\'{}#a\')"/>',
    '<style>@import "{}";</style>',
    "<style>@import url({});</style>",
    '<image href="data:image/svg+xml,%3Csvg xmlns=%27urn:x%27%3E%3Cimage href=%27{}%27/%3E%3C/svg%3E"/>',
]
MARKUP = [
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "{}">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    '<?xml-stylesheet href="{}"?><svg xmlns="http://www.w3.org/2000/svg"></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><?xml-stylesheet href="{}"?></svg>',
]


class Watch:
    """What was opened and connected to while it was switched on; an audit hook stays for good."""

    installed = on = False
    seen: ClassVar[list[str]] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if Watch.on and event in {"open", "socket.connect", "socket.getaddrinfo"}:
        Watch.seen.append(f"{event} {arguments}")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that redirects to a file, and must never be asked."""

    class Redirect(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

    with HTTPServer(("127.0.0.1", 0), Redirect) as listening:
        Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/x"
        listening.shutdown()


@pytest.fixture
def addresses(tmp_path: Path, server: str) -> Iterator[list[str]]:
    """Addresses of a secret, in every form; whatever reads it, or asks the server, is noticed."""
    secret = tmp_path / "secret-x.png"
    secret.write_bytes(b"\x89PNG\r\n\x1a\n secret")
    if not Watch.installed:
        sys.addaudithook(_note)
        Watch.installed = True
    Watch.on, Watch.seen = True, []
    yield [secret.as_uri(), str(secret), os.path.relpath(secret), server, server.removeprefix("http:"), "ftp://h/x"]
    Watch.on = False
    assert [seen for seen in Watch.seen if "secret-x" in seen or seen.startswith("socket")] == []


def test_a_style_sheet_may_show_what_stands_in_it() -> None:
    css = "p {{ background: url({}) }} a[href^='http'] {{ color: red }} @media screen {{ p:hover {{ color: red }} }}"
    parse(PAGE.format(css=css.format(TINY), body=""), "x.html")
    parse(PAGE.format(css=css.format(f'"{TINY}"').replace("url", "u\\72l"), body=""), "x.html")


@pytest.mark.parametrize(("css", "issued"), COMMENTS)
def test_what_a_style_sheet_says_aside_is_not_issued(css: str, issued: str) -> None:
    assert f"color: red }} {issued}</style>" in write_html(
        parse(PAGE.format(css=f"p {{ color: red }} {css}", body=""), "x.html")
    )


def refused(css: str = "", body: str = "") -> list[str]:
    """The problems of a page, which must have one before any output of it is made."""
    with pytest.raises(RenderingFailed) as caught:
        write_pdf(parse(PAGE.format(css=css, body=body), "x.html"), "x.html")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("css", IN_STYLE)
def test_a_style_sheet_reads_nothing_else(css: str, addresses: list[str]) -> None:
    for address in addresses[:1] + addresses[3:4]:
        assert refused(css.format(address, address))[0].startswith("x.html:4:")


@pytest.mark.parametrize("body", IN_BODY)
def test_an_element_reads_nothing_else(body: str, addresses: list[str]) -> None:
    for address in addresses:
        assert refused(body=body.format(address))[0].startswith("x.html:5:1: error: expected ")


def drawing(svg: str) -> str:
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<figure><img src="{address}" alt="A"/><figcaption>A</figcaption></figure>'


@pytest.mark.parametrize("inner", IN_DRAWING)
def test_a_drawing_reads_nothing_else(inner: str, addresses: list[str]) -> None:
    for address in addresses:
        said = refused(body=drawing(SVG.format(inner.format(address))))
        assert said[0].startswith("x.html:5:1: error: expected a drawing of what every program draws alike (got ")


@pytest.mark.parametrize("svg", MARKUP)
def test_the_markup_of_a_drawing_reads_nothing_else(svg: str, addresses: list[str]) -> None:
    for address in addresses:
        said = refused(body=drawing(svg.format(address)))
        assert said[0].startswith("x.html:5:1: error: expected a ")


@pytest.mark.parametrize("svg", [" ", "not a picture", "<svg>", "<html/>\x00"])
def test_a_drawing_that_is_none_is_told_as_such(svg: str) -> None:
    (said,) = refused(body=drawing(svg))
    assert said.startswith("x.html:5:1: error: expected a picture in SVG, PNG or JPEG")


def test_a_drawing_may_use_its_own_parts(word_template: bytes) -> None:
    inner = (
        '<defs><rect id="a" width="4" height="4"/></defs><use href="#a"/><use xlink:href="#a" style="fill: url(#b)"/>'
        "<style>.a, #b > rect {{ fill: rgb(1, 2, 3) }}</style>"
    )
    page = parse(PAGE.format(css="", body=drawing(SVG.format(inner.format()))), "x.html")
    assert write_docx(page, FURNITURE, word_template, "x.html").startswith(b"PK")


OUTSIDE = [
    "/etc/passwd",
    "../secret",
    "../../secret",
    "assets/../../secret",
    "link",
    "out/secret",
    "file:///etc/passwd",
]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "dossier"
    (folder / "templates/assets").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    (folder / "secret").write_text("secret")
    for place in (folder / "templates", folder / "templates/assets"):
        (place / "link").symlink_to(tmp_path / "secret")
        (place / "out").symlink_to(tmp_path)
    return folder


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize(
    "source",
    ["{{% include '{}' %}}", "{{% import '{}' as x %}}", "{{% extends '{}' %}}", "{{{{ asset('{}') }}}}"],
    ids=["include", "import", "extends", "asset"],
)
def test_a_template_names_nothing_outside_its_folder(dossier: Path, name: str, source: str) -> None:
    (dossier / "templates/x.html.j2").write_text(source.format(name))
    with pytest.raises(RenderingFailed, match=r"templates/x\.html\.j2:1:1: error: expected a file templates/"):
        render_html("x.html.j2", (), FURNITURE, TemplateFolders.of(dossier), {})


def test_templates_that_are_a_link_out_of_the_dossier_are_not_read(dossier: Path, tmp_path: Path) -> None:
    (dossier / "templates").rename(tmp_path / "elsewhere")
    (dossier / "templates").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RenderingFailed) as caught:
        TemplateFolders.of(dossier)
    assert f"{caught.value}" == "templates:1:1: error: expected a folder of the dossier (got a link out of it)"
