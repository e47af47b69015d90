"""What a template can make much of little with is refused before it fills the memory, with file and line."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from responsegen.rendering import growth, sandbox
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.rendering.conftest import FURNITURE

if TYPE_CHECKING:
    from pathlib import Path

MOST = 5_000_000  # a tenth of what is allowed, so that it is made in no time
LONG = f"a text of more than {MOST} letters"
LARGE = "{% set large = 'x' * 1000000 %}"
TEXT = "{% set n = namespace(s='x') %}"
MUCH = [
    # A width, or how many of something.
    ("{{ 'x' | center(30000000) }}", "a width of 30000000"),
    ("{{ 'x'.center(30000000) }}", "a width of 30000000"),
    ("{{ 'x'.ljust(30000000) }}", "a width of 30000000"),
    ("{{ 'x'.rjust(30000000, '-') }}", "a width of 30000000"),
    ("{{ 'x'.zfill(30000000) }}", "a width of 30000000"),
    ("{{ 'x' | indent(30000000, true) }}", "a width of 30000000"),
    ("{{ 'x' | indent(width=30000000, first=true) }}", "a width of 30000000"),
    ("{{ [1] | tojson(indent=30000000) }}", "a width of 30000000"),
    ("{{ [1] | batch(30000000, 0) | list }}", "a width of 30000000"),
    ("{{ [1] | slice(30000000, 0) | list }}", "a width of 30000000"),
    ("{{ 1 | round(30000000, 'ceil') }}", "a width of 30000000"),
    ("{{ (1).to_bytes(30000000, 'big') }}", "a width of 30000000"),
    ("{{ [1] | map('center', 30000000) | list }}", "a width of 30000000"),
    # Widths within a text that says how others are set.
    ('{{ "{:>999999999}".format(1) }}', "a width of 999999999"),
    ('{{ "{:.999999999f}".format(1.5) }}', "a width of 999999999"),
    ('{{ "{:>{}}".format(1, 999999999) }}', "a width of 999999999"),
    ('{{ "{a:>999999999}".format_map({"a": 1}) }}', "a width of 999999999"),
    ('{{ ("{:>999999999}" | safe).format(1) }}', "a width of 999999999"),
    ('{{ "%999999999d" % 1 }}', "a width of 999999999"),
    ('{{ "%.999999999f" % 1.5 }}', "a width of 999999999"),
    ('{{ "%(a)-999999999s" % {"a": 1} }}', "a width of 999999999"),
    ('{{ "%*d" % (999999999, 1) }}', "a width of 999999999"),
    ('{{ "%*d" | format(999999999, 1) }}', "a width of 999999999"),
    ('{{ ("%999999999d" | safe) % 1 }}', "a width of 999999999"),
    ('{{ "%999999999d" | format(1) }}', "a width of 999999999"),
    ('{{ furniture.as_of.strftime("%999999999d") }}', "a width of 999999999"),
    # Something short in many places of something long.
    (LARGE + "{{ large | replace('x', large) }}", LONG),
    (LARGE + "{{ large.replace('', large) }}", LONG),
    (LARGE + "{{ range(1000) | join(large) }}", LONG),
    (LARGE + "{{ large.join(['a'] * 1000) }}", LONG),
    (LARGE + "{{ ''.join([large] * 1000) }}", LONG),
    (LARGE + "{{ ([large] * 1000) | join }}", LONG),
    (LARGE + "{{ ('a ' * 1000) | wordwrap(2, wrapstring=large) }}", LONG),
    (LARGE + "{{ ('a\\n' * 1000) | indent(large) }}", LONG),
    ("{{ ('\\t' * 1000).expandtabs(1000000) }}", LONG),
    (LARGE + "{{ large.translate({120: large}) }}", LONG),
    (LARGE + "{{ ('%s' * 1000) % (1000 * (large,)) }}", LONG),
    (LARGE + "{{ ('%(a)s' * 1000) % {'a': large} }}", LONG),
    (LARGE + "{{ ('{0}' * 1000).format(large) }}", LONG),
    (LARGE + "{% for _ in range(1000) %}{{ large }}{% endfor %}", LONG),
    (LARGE + "{% set t %}{% for _ in range(1000) %}{{ large }}{% endfor %}{% endset %}", LONG),
    (LARGE + "{% macro m() %}{% for _ in range(1000) %}{{ large }}{% endfor %}{% endmacro %}{{ m() }}", LONG),
    # Twice as much each time.
    (TEXT + "{% for _ in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}", LONG),
    (
        "{% set n = namespace(s=[1]) %}{% for _ in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
        "a text or list of 1048576 parts",
    ),
    (TEXT + "{% for _ in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}", LONG),
    (TEXT + "{% for _ in range(99) %}{% set n.s %}{{ n.s }}{{ n.s }}{% endset %}{% endfor %}", LONG),
    ("{{ ([[0]] * 1000) | sum(start=[]) }}", "a sum of what are no numbers"),
    # Numbers.
    ("{% set n = namespace(s=9) %}{% for _ in range(99) %}{% set n.s = n.s * n.s %}{% endfor %}", "a number of "),
    ("{{ ('f' * 1000000) | int(0, 16) }}", "a number of 1000000 digits"),
    ("{{ (1).from_bytes(('f' * 1000000).encode(), 'big') }}", "a number of "),
]


def refused(tmp_path: Path, source: str) -> str:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/x.html.j2").write_text(f"\n{source}\n", "utf-8")
    with pytest.raises(RenderingFailed) as caught:
        render_html("x.html.j2", (), FURNITURE, TemplateFolders.of(tmp_path), {})
    return str(caught.value)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(("source", "found"), MUCH)
def test_much_of_little_is_refused_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, found: str
) -> None:
    monkeypatch.setattr(growth, "MOST", MOST)
    said = refused(tmp_path, source)
    assert said.startswith(f"templates/x.html.j2:2:1: error: expected what the sandbox allows (got {found}")


LITTLE = [
    ("{{ 'x' | center(3) }}{{ 'x'.rjust(3, '-') }}{{ '7'.zfill(3) }}", " x --x007"),
    ("{{ 'a\\nb' | indent(2, true) }}{{ 'a\\nb' | indent('- ') }}", "  a\n  ba\n- b"),
    ("{{ {'a': [1]} | tojson }}{{ [1, 2] | batch(3, 0) | list }}", '{"a": [1]}[[1, 2, 0]]'),
    ("{{ 2.345 | round(1) }} | {{ '12' | int }} | {{ 'ff' | int(0, 16) }}", "2.3 | 12 | 255"),
    ("{{ 'ab' | replace('b', 'c') }}{{ 'ab'.replace('a', 'c') }}", "accb"),
    (
        "{{ range(3) | join(', ') }} {{ '-'.join(['a', 'b']) }} {{ ['<', '<b>' | safe] | join('&') }}",
        "0, 1, 2 a-b &lt;&amp;<b>",
    ),
    ("{{ [furniture] | join(' ', attribute='marking') }}", "LIMITE"),
    ("{{ 'a b' | wordwrap(1) }} {{ 'a\tb'.expandtabs(4) }} {{ 'a'.translate({97: 'b'}) }}", "a\nb a   b b"),
    ("{{ '%03d %s' % (7, 'x') }} {{ '%(a)5s' % {'a': 1} }} {{ '%s' | format('<') }}", "007 x     1 &lt;"),
    (
        "{{ '{:>3} {a}'.format(7, a='x') }} {{ '{a}'.format_map({'a': 1}) }} {{ ('{}' | safe).format('<') }}",
        "  7 x 1 &lt;",
    ),
    ("{{ furniture.as_of.strftime('%d.%m.%Y') }} {{ [1, 2] | sum }} {{ [0.5] | sum(start=1) }}", "16.02.2025 3 1.5"),
    (
        "{{ 7 % 3 }} {{ 7 // 2 }} {{ 3 * 4 }} {{ [1] + [2] }} {{ (1,) + (2,) }} {{ 'a' + 'b' }} {{ 'a' ~ 1 }}",
        "1 3 12 [1, 2] (1, 2) ab a1",
    ),
    ("{% set b = '<b>' | safe %}{{ 'a' ~ b ~ '<' }}{% set x %}<{{ '<' }}{% endset %}{{ x }}", "a<b>&lt;<&lt;"),
]


@pytest.mark.parametrize("within", ["{}", "{{% block b %}}{}{{% endblock %}}", "{{% for _ in [1] %}}{}{{% endfor %}}"])
@pytest.mark.parametrize(("source", "made"), LITTLE)
def test_what_templates_do_with_little_is_as_ever(tmp_path: Path, source: str, made: str, within: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/x.html.j2").write_text(within.format(source), "utf-8")
    assert render_html("x.html.j2", (), FURNITURE, TemplateFolders.of(tmp_path), {}) == made


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no alarm on Windows")
@pytest.mark.timeout(60)
def test_many_texts_that_are_each_allowed_are_refused_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_MEMORY", 100_000_000)
    said = refused(tmp_path, "{{ range(100000) | map('center', 1000000) | list | length }}")
    assert said == (
        "templates/x.html.j2:2:1: error: expected what the sandbox allows"
        " (got more than 100 megabytes of memory for one document: does a loop come to an end?)"
    )
