"""The Content-Security-Policy of every HTML that is issued: nothing in it runs, and nothing is fetched."""

from __future__ import annotations

from typing import Final

POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
IN_PAGE: Final = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"/>'
