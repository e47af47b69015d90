"""No page of a paper of the exercise is more than a quarter empty, but the last and those before a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.rendering.fill import too_empty

if TYPE_CHECKING:
    from pathlib import Path

FICHES = ("DE", "HU", "SE")


@pytest.mark.parametrize("paper", ["brief", "response", *(f"fiches/{d}" for d in FICHES)])
def test_no_page_is_more_than_a_quarter_empty(paper: str, shipped_build: Path) -> None:
    page = html.fromstring((shipped_build / f"{paper}.html").read_text("utf-8"))
    assert too_empty((shipped_build / f"{paper}.pdf").read_bytes(), page) == []
