"""What templates may call is a closed list, and nothing that it makes differs from one build to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.rendering.conftest import FURNITURE

if TYPE_CHECKING:
    from pathlib import Path

UNSAFE = "expected what the sandbox allows (got access to attribute '{}' of '{}' object is unsafe.)"
BARE = "expected what the sandbox allows (got {} without ())"
LIST = "expected what the sandbox allows (got a list without | list or | join(', '))"
NO_NAME = "nothing here is called '{}'"
BLOCK = "{% block b %}{% endblock %}"
REFUSED = {
    # The clock, the time zone and the language of the machine.
    "{{ furniture.as_of.now() }}": UNSAFE.format("now", "datetime"),
    "{{ furniture.as_of.date().today() }}": UNSAFE.format("today", "date"),
    "{{ furniture.as_of.utcnow() }}": UNSAFE.format("utcnow", "datetime"),
    "{{ furniture.as_of.fromtimestamp(0) }}": UNSAFE.format("fromtimestamp", "datetime"),
    "{{ furniture.as_of.astimezone() }}": UNSAFE.format("astimezone", "datetime"),
    "{{ furniture.as_of.timestamp() }}": UNSAFE.format("timestamp", "datetime"),
    "{{ furniture.as_of.strftime('%s') }}": UNSAFE.format("strftime", "datetime"),
    "{{ furniture.as_of | attr('now') }}": UNSAFE.format("now", "datetime"),
    "{{ furniture.as_of['now']() }}": UNSAFE.format("now", "datetime"),
    "{{ (furniture.as_of | list)[0] }}": "'datetime.datetime' object is not iterable",
    "{{ '{:%s}'.format(furniture.as_of) }}": UNSAFE.format("format", "str"),
    "{{ ('{:%s}' | safe).format(furniture.as_of) }}": UNSAFE.format("format", "Markup"),
    "{{ '{a:%s}'.format_map({'a': furniture.as_of}) }}": UNSAFE.format("format_map", "str"),
    # Chance.
    "{{ [1, 2] | random }}": "there is no filter 'random'",
    "{{ [[1, 2]] | map('random') | list }}": "there is no filter 'random'",
    "{{ lipsum() }}": NO_NAME.format("lipsum"),
    # What is the same object, and where something lies in memory.
    "{{ 1 is sameas 1 }}": "there is no test 'sameas'",
    "{{ furniture.as_of.isoformat }}": BARE.format("isoformat"),
    "{{ furniture.as_of['isoformat'] | string }}": BARE.format("isoformat"),
    "{{ [furniture.as_of] | map(attribute='isoformat') | join }}": BARE.format("isoformat"),
    "{{ range ~ '' }}": BARE.format("safe_range"),
    "{{ '%s' % asset }}": BARE.format("asset"),
    "{{ [''.join] }}": BARE.format("join"),
    "{{ [''.join] | pprint }}": BARE.format("join"),
    "{% for _ in [1] %}{{ loop.cycle }}{% endfor %}": BARE.format("cycle"),
    "{{ self.b ~ '' }}" + BLOCK: BARE.format("a block"),
    "{{ [1, 2] | map('string') }}": LIST,
    "{{ cycler('a') }}": NO_NAME.format("cycler"),
    "{{ joiner() }}": NO_NAME.format("joiner"),
    # Whatever else is not on the list.
    "{{ {}.fromkeys('ab') }}": UNSAFE.format("fromkeys", "dict"),
    "{{ [1].append(2) }}": UNSAFE.format("append", "list"),
    "{{ (1).to_bytes(9) }}": UNSAFE.format("to_bytes", "int"),
    "{{ 'a'.encode() }}": UNSAFE.format("encode", "str"),
}
MADE = {
    "{{ 'x' | center(3) }}{{ 'x'.rjust(3, '-') }}{{ '7'.zfill(3) }}{{ 'a'.startswith('a') }}": " x --x007True",
    "{{ {'a': [1]} | tojson }}{{ {'a': 1}.items() | list }}{{ {'a': 1}.get('a') }}": "{\"a\": [1]}[('a', 1)]1",
    "{{ [1, 2, 3] | batch(2, 0) | list }}{{ [1, 1] | unique | list }}": "[[1, 2], [3, 0]][1]",
    "{{ ['a'] | map('upper') | join }}{{ [1, 2] | select('odd') | list }}": "A[1]",
    "{{ [furniture] | map(attribute='marking') | join }}{{ [furniture] | join(attribute='marking') }}": "LIMITELIMITE",
    "{{ 'abc' | reverse }}{{ [1, 2] | reverse | list }}{{ {'a': 1} | items | list }}": "cba[2, 1][('a', 1)]",
    "{{ '%03d' % 7 }}{{ '%s' | format('<') }}{{ ('<b>' | safe).striptags() }}": "007&lt;",
    "{{ furniture.as_of.isoformat() }} {{ furniture.as_of.date() }} {{ (furniture.as_of - furniture.as_of).days }}": (
        "2025-02-16T18:00:00+00:00 2025-02-16 0"
    ),
    "{% for n in range(3) %}{{ loop.cycle('a', 'b') }}{{ loop.changed(1) }}{% endfor %}": "aTruebFalseaFalse",
    "{% for n in [1, [2]] recursive %}{{ loop(n) if n is iterable else n }}{% endfor %}": "12",
    "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}x{% endcall %}{{ m }}": "<x>&lt;Macro 'm'&gt;",
    "{% set n = namespace(s=1) %}{% set n.s = n.s + 1 %}{{ n.s }}{{ dict(a=1) }}{{ 3 - 1 }}": "2{'a': 1}2",
    "{% extends 'y.html.j2' %}{% block b %}{{ super() }}, too{% endblock %}": "block, too",
    "{% import 'y.html.j2' as y %}{{ y.m() }}{% from 'y.html.j2' import m %}{{ m() }}": "mm",
}


def made(folder: Path, source: str) -> str:
    (folder / "templates").mkdir()
    (folder / "templates/x.html.j2").write_text(source, "utf-8")
    other = "{% block b %}block{% endblock %}{% macro m() %}m{% endmacro %}"
    (folder / "templates/y.html.j2").write_text(other, "utf-8")
    return render_html("x.html.j2", (), FURNITURE, TemplateFolders.of(folder), {}).replace("&#39;", "'")


@pytest.mark.parametrize("source", REFUSED)
def test_what_could_differ_from_build_to_build_is_refused_where_it_stands(tmp_path: Path, source: str) -> None:
    with pytest.raises(RenderingFailed) as caught:
        made(tmp_path, source)
    (problem,) = caught.value.problems
    assert str(problem).startswith("templates/x.html.j2:1:1: error: ")
    assert REFUSED[source] in str(problem)


@pytest.mark.parametrize("source", MADE)
def test_what_is_on_the_list_does_what_it_does_in_any_template(tmp_path: Path, source: str) -> None:
    assert made(tmp_path, source) == MADE[source]
