"""A PDF's objects are made once, and the file is the same."""

from io import BytesIO

import pydyf

from responsegen.rendering.pdf.weasyprint.object_cache import settle


class Counted(pydyf.Stream):  # type: ignore[misc] # pydyf comes without types
    """A stream that knows how often it was packed."""

    times = 0

    @property
    def data(self) -> bytes:
        """See pydyf, and count."""
        self.times += 1
        packed: bytes = pydyf.Stream.data.fget(self)
        return packed


def file_with(stream: pydyf.Stream) -> pydyf.PDF:
    pdf = pydyf.PDF()
    pdf.add_object(stream)
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Contents": stream.reference}))
    gone = pydyf.Dictionary()
    pdf.add_object(gone)
    gone.free = "f"
    return pdf


def written(pdf: pydyf.PDF) -> bytes:
    output = BytesIO()
    pdf.write(output, b"1.7", identifier=True, compress=True)
    return output.getvalue()


def test_a_stream_is_packed_once_and_the_file_is_the_same() -> None:
    content = ["0 0 1 rg", *("10 10 50 50 re f",) * 99]
    usual, once = Counted(content, compress=True), Counted(content, compress=True)
    as_pydyf_has_it = written(file_with(usual))
    pdf = file_with(once)
    settle(pdf)
    assert written(pdf) == as_pydyf_has_it
    assert (usual.times, once.times) == (2, 1)
