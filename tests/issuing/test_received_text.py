"""A received file is read in a process of its own, and whatever becomes of that process is told in a sentence."""

import sys
from pathlib import Path

import pytest

from responsegen.issuing import received_text
from responsegen.issuing.received_text import BROKEN, read_received
from responsegen.rendering.written_text import NotReadable, read_text


def test_it_reads_what_this_process_would_read(shipped_build: Path) -> None:
    content = (shipped_build / "fiches/SE.docx").read_bytes()
    assert read_received(content) == read_text(content)


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        ("sys.stdout.write('\"it is none\"')", "it is none"),
        ("import os; os.abort()", BROKEN),
        ("raise MemoryError", BROKEN),
    ],
)
def test_what_ends_it_ends_nothing_else(does: str, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", f"import sys; sys.stdin.buffer.read(); {does}"]
    monkeypatch.setattr(received_text, "own_process", lambda _: command)
    with pytest.raises(NotReadable) as refused:
        read_received(b"%PDF-")
    assert str(refused.value) == sentence
