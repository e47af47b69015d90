"""Say what may keep the drawn pages and pictures of a document for another time."""

from typing import Protocol


class KeptPages(Protocol):
    """Keeps what blocks of pages and pictures come to, by what they are made of."""

    def get(self, key: str) -> bytes | None:
        """Return what was kept under this key, where it still is."""

    def put(self, key: str, content: bytes) -> None:
        """Keep this, as long as there is room."""

    def refused(self, reason: str) -> None:
        """Hear why a document of several blocks was laid out as a whole."""
