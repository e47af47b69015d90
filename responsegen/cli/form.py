"""How problems can be written."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """For people, for programs, for a forge's review page, for code scanners."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
