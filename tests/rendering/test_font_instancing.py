"""Fonts cut by HarfBuzz look as those cut by WeasyPrint's own means do, and cost nothing."""

import pypdfium2
import pytest
import weasyprint.pdf.fonts

from responsegen.rendering.html import parse
from responsegen.rendering.pdf import write_pdf
from responsegen.rendering.pdf.weasyprint import font_instancing

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><title>Weights</title>
<meta name="dcterms.created" content="2025-02-16T18:00:00+00:00"/>
<style>
body { font-family: "Source Serif 4", "Source Sans 3" }
.small { font-size: 7pt }
.large { font-size: 30pt; font-weight: 300 }
.sans { font-family: "Source Sans 3" }
</style></head>
<body><main>
<h1>Weights and sizes</h1>
<p>Round glasses <em>give ½ a view</em>, <strong>bold ones a whole</strong>.</p>
<p class="small">Small letters are wider, <em>and further apart</em>.</p>
<p class="large">Large ones are fine.</p>
<p class="sans">Quick <em>brown</em> <strong>foxes <em>jump</em></strong>: ΆβΓ їжак Ğő</p>
</main></body></html>"""


def drawn() -> list[bytes]:
    """The pixels of each page."""
    with pypdfium2.PdfDocument(write_pdf(parse(PAGE, "weights.html"), "weights.html")) as document:
        return [bytes(page.render(scale=3).buffer) for page in document]


def test_every_pixel_is_as_weasyprint_alone_would_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    by_harfbuzz = drawn()
    monkeypatch.setattr(font_instancing, "PIN", "hb_not_there")
    assert drawn() == by_harfbuzz


def test_fonttools_has_no_instance_to_make(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(weasyprint.pdf.fonts, "instantiateVariableFont")  # a call would end in a warning, which fails
    assert drawn()
    monkeypatch.setattr(font_instancing, "PIN", "hb_not_there")
    with pytest.raises(Exception, match="Unable to instantiate"):
        drawn()
