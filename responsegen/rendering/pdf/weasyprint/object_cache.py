"""Make the bytes of a PDF's objects once, and pack them as zlib usually does.

No issue of pydyf tells of it; this can go when it does so itself.
"""

from __future__ import annotations

import zlib
from functools import cached_property
from types import SimpleNamespace

import pydyf

# In place of its level 9, which takes three times as long for one byte in a hundred.
pydyf.zlib = SimpleNamespace(compress=zlib.compress, compressobj=lambda **_: zlib.compressobj())


class Settled(pydyf.Object):  # type: ignore[misc] # pydyf comes without types
    """An object that does not change any more."""

    data: bytes = b""
    compressible: bool = True

    def __init__(self, settled: pydyf.Object) -> None:
        """Take the place of an object."""
        super().__init__()
        self.number, self.generation = settled.number, settled.generation
        self.data, self.compressible = settled.data, settled.compressible


class Last(pydyf.Stream):  # type: ignore[misc] # as above
    """A stream that is added while the file is written: it is asked for its bytes twice."""

    data = cached_property(pydyf.Stream.data.fget)


def settle(pdf: pydyf.PDF) -> None:
    """Put a file's objects into bytes, which pydyf 0.13 makes and packs twice, the second time for a hash.

    From now on none of them may be changed.
    """
    pdf.objects[:] = [object_ if object_.free == "f" else Settled(object_) for object_ in pdf.objects]
    add_object = pdf.add_object

    def add_last(last: pydyf.Object) -> None:
        if isinstance(last, pydyf.Stream):
            last.__class__ = Last
        add_object(last)

    pdf.add_object = add_last
