"""How a build shows that it goes on, on terminals of every width and where there is none."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from responsegen.cli.progress import progress
from responsegen.cli.watch import log

if TYPE_CHECKING:
    from collections.abc import Callable

NO_TERMINAL = "Rendered response (1 of 2)\nRendered fiches/SE (2 of 2)\n"


class Document(NamedTuple):
    """As much of a rendered document as is shown."""

    path: str


class Terminal(io.StringIO):
    """What a terminal of so many columns is sent."""

    columns = 80

    def isatty(self) -> bool:
        """Unlike other streams in memory."""
        return True

    def fileno(self) -> int:
        """Whatever `get_terminal_size` is told."""
        return 2


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Terminal]:
    def make(columns: int) -> Terminal:
        made = Terminal()
        made.columns = columns
        monkeypatch.setattr(sys, "stderr", made)
        monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((made.columns, 24)))
        return made

    return make


def render(narrowed: Callable[[], None] = lambda: None) -> None:
    with progress(quiet=False) as shown:
        shown.rendered(Document("response"), 1, 2)  # type: ignore[arg-type] # its path is all that is asked for
        narrowed()
        shown.rendered(Document("fiches/SE"), 2, 2)  # type: ignore[arg-type] # as above


@pytest.mark.parametrize(
    ("columns", "last"),
    [
        (120, "Rendering [####################] 2 of 2 fiches/SE"),
        (60, "Rendering [####################] 2 of 2 fiches/SE"),
        (40, "2 of 2 fiches/SE"),
        (20, "2 of 2 fiches/SE"),
        (10, "2 of 2 fi"),
        (1, ""),
    ],
)
def test_the_line_fits_the_terminal_and_is_gone_at_the_end(
    columns: int, last: str, terminal: Callable[[int], Terminal]
) -> None:
    sent = terminal(columns)
    render()
    *shown, after, end = sent.getvalue().split("\r")
    assert all(len(line) < max(columns, 1) or not line for line in shown)
    assert [line.strip() for line in shown][-1] == last
    assert (after.strip(), end) == ("", "")
    assert "\n" not in sent.getvalue()


def test_a_terminal_that_is_made_narrower_is_asked_each_time(terminal: Callable[[int], Terminal]) -> None:
    sent = terminal(120)
    render(lambda: setattr(sent, "columns", 20))
    assert max(map(len, sent.getvalue().split("\r")[-4:])) < 20


def test_where_there_is_no_terminal_each_document_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    render()
    assert capsys.readouterr().err == NO_TERMINAL


def test_what_watch_tells_breaks_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("time.strftime", lambda _: "18:02:40 ")
    sent = Terminal()
    monkeypatch.setattr(sys, "stdout", sent)
    log("Built in 0.9 s; documents that differ: response, synthesis, fiches/DK and fiches/SE. Points: all 12 open.")
    assert sent.getvalue() == (
        "18:02:40 Built in 0.9 s; documents that differ: response, synthesis, fiches/DK\n"
        "         and fiches/SE. Points: all 12 open.\n"
    )


def test_in_a_pipe_it_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    log(" ".join(["word"] * 40))
    assert capsys.readouterr().out.count("\n") == 1
