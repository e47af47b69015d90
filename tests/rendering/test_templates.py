"""Templates: the dossier's own before the packaged ones, data never executed, errors with file and line."""

from __future__ import annotations

import pickle
from dataclasses import replace
from types import CodeType
from typing import TYPE_CHECKING, Any

import pytest

from responsegen.documents.attribution import Attributor
from responsegen.documents.response import ResponseContent
from responsegen.dossier.model import Attribution
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.sandbox import Sandbox
from responsegen.rendering.templates import TemplateFolders, compile_ahead, render_html
from tests.rendering.conftest import FURNITURE

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = (
    "expected a template that comes to an end (got templates, macros or brackets within each other, too deep to follow)"
)
MISTAKES = [
    ("\n{% if %}", "x.html.j2:2", "a template that Jinja can read"),
    ("\n\n{{ document | shout }}", "x.html.j2:3", "error: there is no filter 'shout'"),
    ("\n{{ nothing }}", "x.html.j2:2", "error: nothing here is called 'nothing'"),
    ("\n{{ furniture.tittle }}", "x.html.j2:2", "error: furniture has no 'tittle'; did you mean 'title'?"),
    (
        "\n{% if furniture.tittle %}{% endif %}",
        "x.html.j2:2",
        "error: furniture has no 'tittle'; did you mean 'title'?",
    ),
    (
        "{% from 'part.html.j2' import lnie %}\n{{ lnie(1) }}",
        "x.html.j2:2",
        "error: the template 'part.html.j2' (imported on line 1 in 'x.html.j2') does not export the",
    ),
    ("\n{{ furniture.as_of.yaer }}", "x.html.j2:2", "error: a datetime has no 'yaer'; did you mean 'year'?"),
    ("\n{{ 'x'.uper() }}", "x.html.j2:2", "error: a text has no 'uper'; did you mean 'upper'?"),
    ("\n{{ {'size': 1}.sise }}", "x.html.j2:2", "error: a mapping has no 'sise'; did you mean 'size'?"),
    ("\n{{ [1][3] }}", "x.html.j2:2", "error: a list has no element 3"),
    ("\n{{ none.x }}", "x.html.j2:2", "error: what is empty here has no 'x'"),
    ("\n{% for a in [1] %}{{ loop.frist }}{% endfor %}", "x.html.j2:2", "loop has no 'frist'; did you mean 'first'?"),
    ("\n{{ dokument }}", "x.html.j2:2", "error: nothing here is called 'dokument'; did you mean 'document'?"),
    ("{% macro point(p) %}{% endmacro %}\n{{ pont(1) }}", "x.html.j2:2", "called 'pont'; did you mean 'point'?"),
    ("{% for answer in [1] %}\n{{ anwser }}{% endfor %}", "x.html.j2:2", "called 'anwser'; did you mean 'answer'?"),
    ("\n{{ 1 | joinned }}", "x.html.j2:2", "error: there is no filter 'joinned'; did you mean 'join'?"),
    ("\n{% if 1 is od %}{% endif %}", "x.html.j2:2", "error: there is no test 'od'; did you mean 'odd'?"),
    (
        "{% import 'part.html.j2' as part %}\n{{ part.lnie(1) }}",
        "x.html.j2:2",
        "error: templates/part.html.j2 has no 'lnie'; did you mean 'line'?",
    ),
    ("{% include 'y.html.j2' %}", "x.html.j2:1", "expected a file templates/y.html.j2"),
    ("{% extends 'y.html.j2' %}", "x.html.j2:1", "expected a file templates/y.html.j2"),
    ("\n{{ ''.__class__.__mro__ }}", "x.html.j2:2", "what the sandbox allows"),
    ("\n{{ document.append(1) }}", "x.html.j2:2", "what the sandbox allows"),
    ("\n{% for i in range(1000000000) %}{% endfor %}", "x.html.j2:2", "what the sandbox allows (got Range too big"),
    ("{% include 'x.html.j2' %}", "x.html.j2:1", ENDLESS),
    ("{% extends 'x.html.j2' %}", "x.html.j2:1", ENDLESS),
    ("{% import 'x.html.j2' as x %}", "x.html.j2:1", ENDLESS),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "x.html.j2:1", ENDLESS),
    ("{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}", "x.html.j2:1", ENDLESS),
    ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "x.html.j2:1", ENDLESS),
    ("\n{{ 'abc' | wordwrap(0) }}", "x.html.j2:2", "a template that can be rendered (got invalid width 0"),
    ("\n{{ namespace.__init__.__globals__ }}", "x.html.j2:2", "what the sandbox allows"),
    ("\n{{ '{0.__class__.__mro__}'.format('') }}", "x.html.j2:2", "what the sandbox allows"),
    ("\n{{ '{a.__class__}'.format_map({'a': 1}) }}", "x.html.j2:2", "what the sandbox allows"),
    ("\n{{ '' | attr('__class__') }}", "x.html.j2:2", "what the sandbox allows"),
    ("{% include ['/etc/passwd', '../x'] %}", "x.html.j2:1", "expected a file templates/../x"),
    ("{{ asset('.') }}", "x.html.j2:1", "expected a file templates/assets/."),
    ("\n{{ document | broken }}", "x.html.j2:2", "ZeroDivisionError"),
    ("\n{{ asset('crest.svg') }}", "x.html.j2:2", "expected a file templates/assets/crest.svg"),
    ("\n{{ asset('../../secret') }}", "x.html.j2:2", "expected a file templates/assets/../../secret"),
    (
        "{% import 'part.html.j2' as part %}\n{{ part.line(1) }}",
        "part.html.j2:3",
        "error: nothing here is called 'absent'",
    ),
]
FILTERS = {"broken": lambda _: 1 // 0}
PART = "{% macro line(x) %}\n\n{{ absent }}{% endmacro %}"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "templates" / "assets").mkdir(parents=True)
    (tmp_path / "templates" / "part.html.j2").write_text(PART)
    (tmp_path / "secret").write_text("secret")
    return tmp_path


def rendered(dossier: Path, source: str, document: object = ()) -> str:
    (dossier / "templates" / "x.html.j2").write_text(source, "utf-8")
    return render_html("x.html.j2", document, FURNITURE, TemplateFolders.of(dossier), FILTERS)


@pytest.mark.parametrize(("source", "place", "sentence"), MISTAKES)
def test_a_mistake_in_a_template_is_told_with_its_file_and_line(
    dossier: Path, source: str, place: str, sentence: str
) -> None:
    with pytest.raises(RenderingFailed) as caught:
        rendered(dossier, source, document=[])
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"templates/{place}:1: error: ")
    assert "responsegen." not in str(problem)
    assert sentence in str(problem)


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"\nGr\xfc\xdfe", "0xFC in line 2"), ("{{ 1 }}".encode("utf-16"), "0xFF in line 1")],
    ids=["Latin-1", "UTF-16"],
)
def test_a_template_that_is_not_utf_8_is_told_by_its_name(dossier: Path, content: bytes, found: str) -> None:
    (dossier / "templates" / "y.html.j2").write_bytes(content)
    with pytest.raises(RenderingFailed) as caught:
        rendered(dossier, "\n{% include 'y.html.j2' %}")
    assert str(caught.value) == (
        f"templates/x.html.j2:2:1: error: expected templates/y.html.j2 saved as UTF-8 (got the byte {found})"
    )


def test_data_is_printed_and_never_executed(dossier: Path) -> None:
    data = "{{ 7 * 7 }} {% include 'x' %} <b>&amp;</b> \"quoted\""
    said = rendered(dossier, "{{ document }}", document=data)
    assert said == "{{ 7 * 7 }} {% include &#39;x&#39; %} &lt;b&gt;&amp;amp;&lt;/b&gt; &#34;quoted&#34;"


def test_a_template_of_the_dossier_takes_the_place_of_the_packaged_one(dossier: Path) -> None:
    packaged = rendered(dossier, "{% extends 'base.html.j2' %}")
    assert "EXERCISE" in packaged
    assert "font-family" in packaged
    (dossier / "templates" / "document.css").write_text("p { color: red }")
    assert "font-family" not in rendered(dossier, "{% extends 'base.html.j2' %}")
    (dossier / "templates" / "base.html.j2").write_text("own")
    assert rendered(dossier, "{% extends 'base.html.j2' %}") == "own"


def test_a_link_out_of_the_folder_is_not_followed(dossier: Path) -> None:
    (dossier / "templates" / "assets" / "crest.svg").symlink_to(dossier / "secret")
    with pytest.raises(RenderingFailed, match=r"expected a file templates/assets/crest\.svg"):
        rendered(dossier, "{{ asset('crest.svg') }}")


def test_an_asset_becomes_part_of_the_page(dossier: Path) -> None:
    (dossier / "templates" / "assets" / "crest.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    address = rendered(dossier, "{{ asset('crest.svg') }}")
    assert address == "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="


OWN_FILES = [
    # file                       what is in it                                          what is said of it
    (
        "document.css",
        "p {}\n h1 { background: url(https://x.eu/a) }",
        "document.css:2:19: error: expected only what stands",
    ),
    (
        "document.css",
        "@media screen { p { background: src('a') } }",
        "document.css:1:33: error: expected a function that",
    ),
    (
        "document.css",
        "@import 'print.css';",
        "document.css:1:1: error: expected a rule that fetches nothing (got @import)",
    ),
    ("assets/crest.svg", "<svg xmlns='http://www.w3.org/2000/svg'>\n<script/></svg>", "assets/crest.svg:2:1: error: "),
    (
        "assets/crest.svg",
        "GIF89a",
        "assets/crest.svg:1:1: error: expected a picture in SVG, PNG or JPEG (got another kind of file)",
    ),
]


@pytest.mark.parametrize(("file", "content", "said"), OWN_FILES)
def test_a_fault_in_a_style_sheet_or_asset_is_told_at_its_place_in_it(
    dossier: Path, file: str, content: str, said: str
) -> None:
    (dossier / "templates" / file).write_text(content)
    with pytest.raises(RenderingFailed) as caught:
        rendered(dossier, "\n{% include 'document.css' %}{{ asset('crest.svg') }}")
    assert str(caught.value).startswith(f"templates/{said}")


def test_a_missing_template_names_those_that_are_there(dossier: Path) -> None:
    folders = TemplateFolders.of(dossier)
    with pytest.raises(RenderingFailed, match=r"templates/nota\.html\.j2"):
        render_html("nota.html.j2", (), FURNITURE, folders, {})
    with pytest.raises(RenderingFailed, match=r"There are: .*word\.docx"):
        folders.find("letter.docx")


def test_what_is_compiled_ahead_goes_along_to_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = TemplateFolders.of()
    compile_ahead("document.css", folders, {})
    sent: TemplateFolders = pickle.loads(pickle.dumps(folders))  # noqa: S301 -- it was made here
    monkeypatch.setattr("responsegen.rendering.templates.COMPILED", {})  # as in a process that has just begun
    monkeypatch.setattr(Sandbox, "_parse", None)  # compiling begins with it, and would fail
    assert "font-family" in render_html("document.css", (), FURNITURE, sent, {})
    with pytest.raises(TypeError):
        Sandbox({}).from_string("{{ document }} leaves")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ document.tittle }}", "document has no 'tittle'; did you mean 'furniture.title'?"),
        ("{{ document['chair_summary'] }}", "document has no 'chair_summary'; did you mean 'chairs_summary'?"),
        ("{{ document.questions.frase }}", "a group of delegations has no 'frase'; did you mean 'phrase'?"),
        ("{{ document + 1 }}", "TypeError: unsupported operand type(s) for +: document and 'int'"),
    ],
)
def test_a_document_is_called_what_templates_call_it(dossier: Path, source: str, said: str) -> None:
    nobody = Attributor(Attribution.NAMED, {}).who(())
    content: Any = ResponseContent({}, nobody, nobody, (), exercise=True, named=True)  # type: ignore[arg-type]
    with pytest.raises(RenderingFailed) as caught:
        rendered(dossier, source, content)
    assert said in str(caught.value)


def test_what_a_worker_has_compiled_serves_the_next_build(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (dossier / "templates/x.html.j2").write_text("one")
    compiled: list[str | None] = []
    compile_source = Sandbox.compile

    def count(self: Sandbox, source: str, name: str | None, filename: str | None) -> CodeType:
        compiled.append(name)
        return compile_source(self, source, name, filename)

    monkeypatch.setattr(Sandbox, "compile", count)
    for _ in range(2):  # each with what this process has sent, which is nothing
        assert render_html("x.html.j2", None, FURNITURE, replace(TemplateFolders.of(dossier), compiled={}), {}) == "one"
    assert compiled == ["x.html.j2"]
    (dossier / "templates/x.html.j2").write_text("two")
    assert render_html("x.html.j2", None, FURNITURE, TemplateFolders.of(dossier), {}) == "two"


def test_to_compile_a_template_works_nothing_out(dossier: Path) -> None:
    (dossier / "templates/x.html.j2").write_text("{{ 1 | asked }}{% if 1 | asked %}{% endif %}{{ '%s' % (2 | asked) }}")
    asked: list[int] = []
    compile_ahead("x.html.j2", TemplateFolders.of(dossier), {"asked": asked.append})
    assert asked == []
