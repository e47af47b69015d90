"""Keep in register.json what was issued: each paper and copy, its recipient, and what it says."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from io import StringIO
from typing import Final, TypeVar

from responsegen.dossier.files import text_cell

JSON_FILE: Final = "register.json"
CSV_FILE: Final = "register.csv"
_FORMAT: Final = 1
_HEAD: Final = (
    *("exercise", "reference", "revision", "document", "format"),
    *("copy", "of", "recipient", "file", "sha256", "code"),
)
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Copy:
    """One numbered copy of a paper."""

    number: int  # from 1
    of: int
    recipient: str
    path: str  # below the folder of the issue: "copies/response 03.pdf"
    sha256: str

    @property
    def foot(self) -> str:
        """Return what the foot of each page says: `Copy 3 of 31 – Embassy of the United States`."""
        return copy_foot(self.number, self.of, self.recipient)


def copy_foot(number: int, of: int, recipient: str) -> str:
    """Word the foot of a numbered copy."""
    return f"Copy {number} of {of} – {recipient}"


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One paper in one format, as it was issued."""

    path: str  # below the folder of the issue: "fiches/SE.pdf"
    sha256: str
    code: str  # the fingerprint of its text: "7Q4K-2M9P"
    passages: tuple[str, ...]  # the digest of each paragraph (DOCX) or line (PDF), in their order
    copies: tuple[Copy, ...] = ()

    @property
    def document(self) -> str:
        """Return the paper without its format: `fiches/SE`."""
        return self.path.rpartition(".")[0]

    @property
    def form(self) -> str:
        """Return its format: `pdf`."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Register:
    """One revision that was issued."""

    reference: str  # "RG 0001/25"
    revision: int
    exercise: bool
    issued: datetime
    commit: str | None  # that holds the inputs; None outside of a repository
    inputs: Mapping[str, str]  # sha256 by path of the files that it was made from
    papers: tuple[IssuedPaper, ...]

    @property
    def name(self) -> str:
        """Return what papers are cited by: `RG 0001/25 REV 1`."""
        return f"{self.reference} REV {self.revision}" if self.revision else self.reference

    def to_json(self) -> str:
        """Return the text of register.json."""
        content = {"format": _FORMAT, **asdict(self), "issued": self.issued.isoformat()}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def to_csv(self) -> str:
        """Return the text of register.csv: a line for each paper, and one for each of its copies."""
        stream = StringIO()
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(_HEAD)
        writer.writerows(self._rows())
        return stream.getvalue()

    def _rows(self) -> Iterator[tuple[str | int, ...]]:
        for paper in self.papers:
            exercise = "EXERCISE" if self.exercise else ""
            head = (exercise, text_cell(self.reference), self.revision, paper.document, paper.form)
            yield (*head, "", "", "", paper.path, paper.sha256, paper.code)
            for copy in paper.copies:
                named = (copy.number, copy.of, text_cell(copy.recipient))
                yield (*head, *named, copy.path, copy.sha256, paper.code)


class DamagedRegister(Exception):  # noqa: N818 -- said as one says it: "raises DamagedRegister"
    """The file is no register of an issue."""


def read_register(content: bytes) -> Register:
    """Read register.json. Raises DamagedRegister where it is none, or of a later format."""
    try:
        read = json.loads(content)
        if read["format"] != _FORMAT:
            raise DamagedRegister
        return Register(
            _a(str, read["reference"]),
            _a(int, read["revision"]),
            _a(bool, read["exercise"]),
            datetime.fromisoformat(read["issued"]),
            None if read["commit"] is None else _a(str, read["commit"]),
            {_a(str, path): _a(str, digest) for path, digest in read["inputs"].items()},
            tuple(map(_paper, _a(list, read["papers"]))),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedRegister from error


def _paper(read: Mapping[str, object]) -> IssuedPaper:
    path, sha256, code = (_a(str, read[name]) for name in ("path", "sha256", "code"))
    passages = tuple(_a(str, digest) for digest in _a(list, read["passages"]))
    return IssuedPaper(path, sha256, code, passages, tuple(map(_copy, _a(list, read["copies"]))))


def _copy(read: Mapping[str, object]) -> Copy:
    recipient, path, sha256 = (_a(str, read[name]) for name in ("recipient", "path", "sha256"))
    return Copy(_a(int, read["number"]), _a(int, read["of"]), recipient, path, sha256)


def _a(kind: type[_Kind], value: object) -> _Kind:
    if not isinstance(value, kind):
        raise DamagedRegister
    return value
