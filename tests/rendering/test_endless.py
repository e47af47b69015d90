"""A layout without an end is stopped, and told with the document's name; one of a long paper is given its time."""

from __future__ import annotations

import logging
import signal
from base64 import b64encode
from itertools import count
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from responsegen.rendering import alarm
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.html import parse
from responsegen.rendering.pdf import ending, write_pdf

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no alarm on Windows"),
    pytest.mark.timeout(60),
]
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><title>T</title>
<meta name="dcterms.created" content="2025-02-16T18:00:00+01:00"/>
<style>body {{ font-family: "Source Sans 3" }} {css}</style></head>
<body><main><h1>A</h1><p>{words}</p>{body}</main></body></html>"""
LEVELS = "".join(f'<g id="l{i + 1}">' + f'<use href="#l{i}"/>' * 10 + "</g>" for i in range(8))
DOUBLING = "".join(f"--v{i + 1}: var(--v{i}) var(--v{i});" for i in range(40))
ENDLESS = {
    "margins that leave no room": ("@page { margin: 500mm }", ""),
    "a page as small as a letter": ("@page { size: 1mm 1mm }", ""),
    "a hundred thousand columns": ("main { columns: 100000 }", ""),
    "variables, each twice the one before": (f"body {{ --v0: a; {DOUBLING} }} p {{ font-family: var(--v40) }}", ""),
    "drawings within drawings": ("", f'<defs><rect id="l0" width="1" height="1"/>{LEVELS}</defs><use href="#l8"/>'),
}


def page(css: str = "", drawn: str = "") -> Element:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{drawn}</svg>'
    picture = f'<img src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}" alt="A"/>'
    body = f"<figure>{picture}<figcaption>A</figcaption></figure>" if drawn else ""
    return parse(PAGE.format(css=css, words="text with words " * 2000, body=body), "x.html")


@pytest.mark.parametrize(("css", "drawn"), ENDLESS.values(), ids=list(ENDLESS))
def test_a_layout_without_an_end_is_stopped(css: str, drawn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = page(css, drawn)
    size = round(len(etree.tostring(endless)) / 1000)
    monkeypatch.setattr(ending, "SECONDS", 0.2)
    monkeypatch.setattr(ending, "SECONDS_PER_KILOBYTE", 0)
    handler = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(RenderingFailed) as caught:
        write_pdf(endless, "x.html")
    (said,) = (str(problem) for problem in caught.value.problems if problem.code == "RG925")
    found = f"more than 0 seconds of the processor for {size} kB"
    assert said == (
        f"x.html:1:1: error: expected a layout that comes to an end (got {found})"
        ". Look in the style sheet at margins, columns and variables, and in drawings at <use>"
    )
    assert signal.getsignal(signal.SIGVTALRM) == handler
    assert not logging.getLogger("weasyprint").handlers[1:]


def test_a_layout_that_fills_the_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending, "MEMORY", 10_000_000)
    monkeypatch.setattr(ending, "MEMORY_PER_KILOBYTE", 0)
    css, _ = ENDLESS["variables, each twice the one before"]
    with pytest.raises(RenderingFailed, match=r"\(got more than 10 megabytes of memory for [0-9]+ kB\)"):
        write_pdf(page(css), "x.html")


class Clinging:
    """What will not go."""

    def __del__(self) -> None:
        """Take for ever."""
        for _ in count():
            pass


def test_an_alarm_where_python_lets_nothing_be_raised_rings_again_without_a_word() -> None:
    def endless() -> None:
        Clinging()
        for _ in count():
            pass

    with (
        pytest.raises(RuntimeError, match="more than 0 seconds of the"),
        alarm.watched_over(0, 0, RuntimeError),
    ):
        endless()


def test_an_alarm_that_comes_when_all_is_done_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def as_if_it_rang_now(timer: int, *seconds: float) -> tuple[float, float]:
        if (timer, seconds) == (signal.ITIMER_VIRTUAL, (0,)):
            signal.raise_signal(signal.SIGVTALRM)
        return set_timer(timer, *seconds)

    set_timer, handler = signal.setitimer, signal.getsignal(signal.SIGVTALRM)
    monkeypatch.setattr(signal, "setitimer", as_if_it_rang_now)
    with alarm.watched_over(0, 0, RuntimeError):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    assert signal.getsignal(signal.SIGVTALRM) == handler


def test_a_long_paper_is_given_more_time_than_it_takes() -> None:
    of_three_thousand_delegations, shipped = (8_200, 186), (280, 2.4)
    for kilobytes, seconds in (of_three_thousand_delegations, shipped):
        assert ending.seconds_for(kilobytes) > 5 * seconds
