"""The libraries of the engine are looked for where the system has them, not where the program was started."""

from __future__ import annotations

import ctypes.util
import sys
from pathlib import Path

import pytest

from responsegen.rendering import pdf


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_no_library_is_loaded_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    places: list[Path] = []
    monkeypatch.setattr(pdf, "import_module", lambda _: places.append(Path.cwd()))
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.chdir(tmp_path)
    pdf.load_engine()
    assert places == [Path(pdf.__file__).parent]
    assert Path.cwd() == tmp_path


def test_on_linux_no_compiler_is_asked_for_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[str | None] = []
    monkeypatch.setattr(pdf, "import_module", lambda _: found.append(ctypes.util.find_library("c")))
    monkeypatch.setattr(sys, "platform", "linux")
    pdf.load_engine()
    assert found == [None]
