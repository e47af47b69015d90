"""Make the bytes of a PDF's objects, and the names of its pages, once.

No issue of pydyf tells of either; this can go when it does so itself.
"""

from __future__ import annotations

import pydyf

# pydyf 0.13 makes all names whenever WeasyPrint's tags ask for one: of a paper of 2 000 pages, half a million times.
_all_names = pydyf.PDF.page_references.fget


def page_names(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """Return the references of all pages that the file has by now."""
    known: tuple[bytes, ...] = vars(pdf).get("_page_names", ())
    if len(known) != pdf.pages["Count"]:
        known = vars(pdf)["_page_names"] = _all_names(pdf)
    return known


def make_once() -> None:
    """Let every file of this process keep the names of its pages."""
    pydyf.PDF.page_references = property(page_names)


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
