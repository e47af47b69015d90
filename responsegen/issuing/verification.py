"""Tell which issued paper and copy a received file is, and whether it says what was issued."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from hashlib import sha256
from typing import Final

from responsegen.issuing.register import Copy, IssuedPaper, Register
from responsegen.issuing.text_code import code_in, code_of, digest_of, plain
from responsegen.rendering.written_text import Passage, WrittenText

_COPY: Final = re.compile(r"Copy[0-9]+of[0-9]+–")  # as `copy_foot` words it, without blanks


class Finding(Enum):
    """What came of a comparison."""

    UNCHANGED = "unchanged"  # the bytes are those that were issued
    SAME_TEXT = "same text"  # it was saved again, annotated or printed
    ALTERED = "altered"
    OF_ANOTHER_KIND = "of another kind"  # its foot names a paper of another format, with which it cannot be compared
    FOREIGN = "not issued here"


@dataclass(frozen=True, slots=True)
class Difference:
    """Passages that follow each other and read otherwise than issued."""

    issued: range  # which of the issued passages, from 0; empty where something was added
    received: tuple[Passage, ...]  # what stands there now; empty where something was taken out


@dataclass(frozen=True, slots=True)
class Verification:
    """What a received file is."""

    finding: Finding
    register: Register | None = None
    paper: IssuedPaper | None = None
    copy: Copy | None = None  # as its bytes say, or else its foot
    has_strange_foot: bool = False  # that names a copy, but none of these, or several
    differences: tuple[Difference, ...] = ()


def verify(content: bytes, registers: Sequence[Register], read: Callable[[bytes], WrittenText]) -> Verification:
    """Hold a received file against all that was issued. Raises NotReadable where `read` finds no text to compare."""
    digest = sha256(content).hexdigest()
    for register in registers:
        for paper in register.papers:
            copy = next((copy for copy in paper.copies if copy.sha256 == digest), None)
            if copy or paper.sha256 == digest:
                return Verification(Finding.UNCHANGED, register, paper, copy)
    received = read(content)
    issued = [(r, paper) for r in registers for paper in r.papers if paper.form == received.form]
    code = code_of(received.passages)
    for register, paper in issued:
        if paper.code == code:
            return Verification(Finding.SAME_TEXT, register, paper, *_copy_in_foot(paper, received))
    digests = tuple(digest_of(passage) for passage in received.passages)
    for register, paper in sorted(issued, key=lambda found: -_likeness(found[1], received, digests))[:1]:
        if _likeness(paper, received, digests) > 1 / 2:
            those = tuple(_differences(paper.passages, received.passages, digests))
            return Verification(Finding.ALTERED, register, paper, *_copy_in_foot(paper, received), those)
    named = code_in(received.foot)
    for register, paper in ((r, paper) for r in registers for paper in r.papers if paper.code == named):
        return Verification(Finding.OF_ANOTHER_KIND, register, paper, *_copy_in_foot(paper, received))
    return Verification(Finding.FOREIGN)


def _likeness(paper: IssuedPaper, received: WrittenText, digests: Sequence[str]) -> float:
    """Return the share of its passages that the file holds; more than all where its foot names the paper."""
    held = len({*paper.passages} & {*digests}) / max(len({*paper.passages}), 1)
    return held + (code_in(received.foot) == paper.code)


def _copy_in_foot(paper: IssuedPaper, received: WrittenText) -> tuple[Copy | None, bool]:
    """Return the one copy that the feet name; also whether they name another, or several."""
    foot = plain(received.foot)
    named = [copy for copy in paper.copies if plain(copy.foot) in foot]
    copy = named[0] if len(named) == 1 else None
    return copy, _COPY.search(foot.replace(plain(copy.foot), "") if copy else foot) is not None


def _differences(issued: Sequence[str], received: Sequence[Passage], digests: Sequence[str]) -> list[Difference]:
    matcher = SequenceMatcher(None, issued, digests, autojunk=False)
    return [
        Difference(range(start, stop), tuple(received[begin:end]))
        for tag, start, stop, begin, end in matcher.get_opcodes()
        if tag != "equal"
    ]
