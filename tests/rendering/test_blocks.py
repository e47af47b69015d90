"""A block begins a page in PDF and in Word, and so does what follows it; the foot has room for one line more."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pypdfium2
import pytest

from responsegen.rendering.docx import write_docx
from responsegen.rendering.html import parse
from responsegen.rendering.pdf import write_pdf
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.rendering.conftest import FURNITURE, SAMPLE

BLOCKS = """{% extends "base.html.j2" %}
{% block content %}
<section class="block"><h1>Front</h1></section>
<section class="block"><h2>Agreed</h2><p>Points.</p><section><h3>Further</h3></section></section>
<section><h2>Sources</h2></section>
<p>They are public.</p>
{% endblock %}"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> TemplateFolders:
    folder = tmp_path_factory.mktemp("templates")
    (folder / "blocks.html.j2").write_text(BLOCKS, encoding="utf-8")
    return TemplateFolders((folder, *TemplateFolders.of().folders))


def pages(folders: TemplateFolders, foot: str = "") -> list[str]:
    html = render_html("blocks.html.j2", SAMPLE, replace(FURNITURE, foot=foot), folders, {})
    with pypdfium2.PdfDocument(write_pdf(parse(html, "x.html"), "x.html")) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_block_begins_a_page_in_the_pdf(folders: TemplateFolders) -> None:
    said = pages(folders, "Copy 3 of 31 – Embassy of the United States")
    assert [
        [word for word in ("Front", "Agreed", "Further", "Sources", "public") if word in page] for page in said
    ] == [
        ["Front"],
        ["Agreed", "Further"],
        ["Sources", "public"],
    ]
    assert all(page.count("Copy 3 of 31 – Embassy of the United States") == 1 for page in said)


def test_a_block_begins_a_page_in_word(folders: TemplateFolders, word_template: bytes) -> None:
    furniture = replace(FURNITURE, foot="Working copy")
    html = render_html("blocks.html.j2", SAMPLE, furniture, folders, {})
    document = docx.Document(io.BytesIO(write_docx(parse(html, "x.html"), furniture, word_template, "x.html")))
    begun = [paragraph.text for paragraph in document.paragraphs if paragraph.paragraph_format.page_break_before]
    assert begun == ["Front", "Agreed", "Sources"]
    foot = document.sections[0].footer.paragraphs
    assert [(paragraph.text, paragraph.style.name) for paragraph in foot][1] == ("Working copy", "foot")
