"""Make the bytes of a PDF's objects once.

No issue of pydyf tells of it; this can go when it does so itself.
"""

from __future__ import annotations

import pydyf


class Settled(pydyf.Object):  # type: ignore[misc] # pydyf comes without types
    """An object that does not change any more."""

    data: bytes = b""
    compressible: bool = True

    def __init__(self, settled: pydyf.Object) -> None:
        """Take the place of an object."""
        super().__init__()
        self.number, self.generation = settled.number, settled.generation
        self.data, self.compressible = settled.data, settled.compressible


def settle(pdf: pydyf.PDF) -> None:
    """Put a file's objects into bytes, which pydyf 0.13 makes and packs twice, the second time for a hash.

    From now on none of them may be changed.
    """
    pdf.objects[:] = [object_ if object_.free == "f" else Settled(object_) for object_ in pdf.objects]
