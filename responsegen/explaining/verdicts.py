"""Verdicts in words."""

from __future__ import annotations

from responsegen.consensus.answer import Status

STATUS_WORDS = {
    Status.AGREED: "agreed",
    Status.AGREED_WITH_RESERVATIONS: "agreed with reservations",
    Status.OPEN: "open",
    Status.NOT_AGREED: "not agreed",
    Status.MIXED: "mixed",
}
