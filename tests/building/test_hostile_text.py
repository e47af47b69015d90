"""Text that looks like code of any kind is shown as text, the same in every output, or refused with its place."""

from __future__ import annotations

import zipfile
from shutil import copytree
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from responsegen.building.document import Job, Renderer
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.merge import merge
from responsegen.documents.compose import compose
from responsegen.dossier.reading import read_dossier
from responsegen.rendering.templates import TemplateFolders
from tests.conftest import CHECKOUT
from tests.rendering.reading import W, squashed

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = {
    "Jinja": "{{ 7 * 7 }} {% include '/etc/passwd' %} {# gone #} {{ document.__class__ }}",
    "a range's own place": "{value} {0} {0.__class__} %s %(x)s ${HOME} $(id) `id`",
    "HTML": "<script>alert(1)</script> <b>bold</b> <img src=x onerror=alert(1)> </p></main>",
    "entities": "&lt;i&gt; &amp;amp; &nbsp; &#x41; &xxe;",
    "CSS": "</style><style>* { display: none } @import url(http://x/) /* gone",
    "XML": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> <?xml version="1.0"?> <![CDATA[ gone ]]>',
    "a Word field": '{ INCLUDETEXT "C:\\secret.docx" } DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" MERGEFIELD x',
    "WordprocessingML": "</w:t></w:r><w:fldSimple w:instr='DATE'/><w:r><w:t>",
    "a formula": "=HYPERLINK(1+1,'x') +1+1 -1+1 @SUM(A1) =cmd|' /C calc'!A0",
    "a link": "javascript:alert(1) file:///etc/passwd http://x/?a=1&b=2 [a](b) **a**",
    "PDF": "(a\\)b) Tj ET endstream endobj %%EOF /JavaScript <</S/URI>>",
    "a placeholder": "\\1 \\g<0> \\n \\u202e \\x00 None null undefined NaN",
    "an escape": "a\\b 'c' \"d\" `e` | & ; > /dev/null",
}
SHORT = "'{{ 7 * 7 }} <b>&amp;</b> {value} =1+1'"  # for titles and labels
DOCUMENTS = """documents:
  response: {release: addressee, attribution: named}
  synthesis: {release: participants, attribution: named}
"""


def written(folder: Path, hostile: str) -> Path:
    """A dossier with this text in every place where people write."""
    copytree(CHECKOUT / "tests/dossier/small", folder)
    quoted = "'" + hostile.replace("'", "''") + "'"
    text = (folder / "dossier.yaml").read_text().partition("documents:")[0] + DOCUMENTS
    text = text.replace("Shadow fleet", SHORT).replace("title: Sanctions", f"title: {SHORT}")
    text = text.replace("What else is needed?", quoted).replace("The cap is lowered.", quoted)
    (folder / "dossier.yaml").write_text(text)
    position = (folder / "positions/SE.yaml").read_text()
    for words in ("The Riksdag has to be consulted.", "Mechanised infantry.", "Call again in the evening.", "We may."):
        position = position.replace(words, quoted)
    (folder / "positions/SE.yaml").write_text(position)
    return folder


def made(folder: Path, output: Path, path: str) -> None:
    merged = merge(folder)
    (document,) = (d for d in compose(merged.dossier, merged.answer) if d.path == path)
    Renderer(TemplateFolders.of(folder), output, LeakGuard(merged.dossier))(Job(document, ()))


def folded(text: str) -> str:
    return squashed(text).translate(str.maketrans("“”‘’", "\"\"''"))


def test_text_that_looks_like_code_is_shown_as_text_in_every_output(tmp_path: Path) -> None:
    folder = written(tmp_path / "dossier", " ¦ ".join(SHOWN.values()))
    path = "response"
    made(folder, tmp_path, path)
    page = etree.fromstring((tmp_path / f"{path}.html").read_bytes(), etree.HTMLParser())
    with zipfile.ZipFile(tmp_path / f"{path}.docx") as package:
        word = etree.fromstring(package.read("word/document.xml"))
    with pypdfium2.PdfDocument(tmp_path / f"{path}.pdf") as document:
        pdf = "".join(part.get_textpage().get_text_range() for part in document)
    said = {
        "html": "".join(page.itertext()),
        "docx": "".join(piece.text or "" for piece in word.iter(f"{W}t", f"{W}noBreakHyphen")),
        "pdf": pdf,
    }
    for name, hostile in (*SHOWN.items(), ("in a title", SHORT.strip("'"))):
        for form, text in said.items():
            assert folded(hostile) in folded(text), (path, form, name)
    fields = {" ".join((field.text or "").split()[:1]) for field in word.iter(f"{W}instrText")}
    assert fields <= {"PAGE", "NUMPAGES", "TOC", "PAGEREF", "REF", ""}
    assert not list(word.iter(f"{W}fldSimple"))
    assert page.find(".//script") is None
    with pikepdf.open(tmp_path / f"{path}.pdf") as opened:
        assert not [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/JS" in o]


def off_the_page(page: pypdfium2.PdfPage) -> list[str]:
    """The letters that are drawn where no paper is."""
    texts, (width, height) = page.get_textpage(), page.get_size()
    boxes = {number: texts.get_charbox(number) for number in range(texts.count_chars())}
    return [
        texts.get_text_range(number, 1)
        for number, (left, bottom, right, top) in boxes.items()
        if left < 0 or bottom < 0 or right > width or top > height
    ]


def test_the_longest_word_stays_on_the_paper(tmp_path: Path) -> None:
    made(written(tmp_path / "dossier", "q" * 250), tmp_path, "response")
    with pypdfium2.PdfDocument(tmp_path / "response.pdf") as document:
        assert "q" * 20 in "".join(page.get_textpage().get_text_range() for page in document)
        assert [letter for page in document for letter in off_the_page(page)] == []


REFUSED = {
    "a bidi override": ('"a\\u202eb"', "U+202E"),
    "a bidi isolate": ('"a\\u2067b"', "U+2067"),
    "a control character": ('"a\\x07b"', "U+0007"),
    "an escape sequence": ('"a\\e[2Jb"', "U+001B"),
    "a NUL": ('"a\\0b"', "U+0000"),
    "a lone surrogate": ('"a\\ud800b"', "the code of a character after the backslash"),
    "a noncharacter": ('"a\\uffffb"', "U+FFFF"),
    "a word of 251 letters": ("a" * 251, "expected words of at most 250 letters (got one of 251)"),
    "a word of 100 000 letters": ("a" * 100_000, "(got 100000 characters)"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize(
    "words", ["Call again in the evening.", "Mechanised infantry.", "The Riksdag has to be consulted."]
)
def test_text_that_cannot_be_shown_is_refused_with_its_place(tmp_path: Path, name: str, words: str) -> None:
    hostile, sentence = REFUSED[name]
    copytree(CHECKOUT / "tests/dossier/small", tmp_path / "dossier")
    position = tmp_path / "dossier/positions/SE.yaml"
    lines = position.read_text().splitlines()
    (line,) = (number for number, text in enumerate(lines, 1) if words in text)
    position.write_text(position.read_text().replace(words, hostile))
    said = [str(problem) for problem in read_dossier(tmp_path / "dossier").problems if problem.is_error]
    assert said
    assert said[0].startswith(f"positions/SE.yaml:{line}:")
    assert sentence in said[0]
