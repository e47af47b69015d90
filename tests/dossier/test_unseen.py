"""What nobody sees in a text is refused at its place; what the languages of the documents need is not."""

from __future__ import annotations

import sys
from unicodedata import category, normalize

import pytest

from responsegen.dossier.nodes import Scalar
from responsegen.dossier.yaml_tree import read_tree
from responsegen.problem import Place, Problem

UNSEEN = {
    "a blank of no width": "\u200b",
    "a joiner": "\u200d",
    "a non-joiner": "\u200c",
    "a word joiner": "\u2060",
    "a mark of direction": "\u200e",
    "an override of direction": "\u202e",
    "an isolate": "\u2066",
    "a tag": "\U000e0041",
    "a variation that no letter has": "\U000e0100",
    "a grapheme joiner": "\u034f",
    "a filler": "\u3164",
    "a filler of half the width": "\uffa0",
    "an invisible operator": "\u2064",
    "an annotation": "\ufff9",
    "a byte order mark": "\ufeff",
    "a private character": "\ue000",
    "no character": "\ufdd0",
    "a line separator": "\u2028",
    "a bell": "\x07",
    "an escape": "\x1b",
    "an escape of one byte": "\x9b",
}
SEEN = (
    "Łódź – «\u00a0très\u202fbien\u00a0», „gut“\u2009–\u2003naïve\u0301 Ελλάδα ἀρχή Україна Міні\u00adстр №\u20111 €½²"
)


@pytest.mark.parametrize("case", UNSEEN)
def test_what_nobody_sees_is_refused_at_its_place(case: str) -> None:
    character = UNSEEN[case]
    for text, place in ((f"title: a{character}b\n", 9), (f'title: "a\\U{ord(character):08x}b"\n', 8)):
        report: list[Problem] = []
        read_tree("dossier.yaml", text.encode(), report)
        expected = f"there is a character that cannot be seen, U+{ord(character):04X}. Delete it"
        assert [str(p) for p in report] == [f"dossier.yaml:1:{place}: error: {expected}"]


def test_what_the_languages_of_the_documents_need_is_taken() -> None:
    report: list[Problem] = []
    tree = read_tree("dossier.yaml", f"title: {SEEN}\n".encode(), report)
    assert report == []
    assert tree
    assert tree.entries["title"][1] == Scalar(Place("dossier.yaml", 1, 8), normalize("NFC", SEEN), plain=True)


def test_of_all_control_and_format_characters_four_are_taken() -> None:
    strange = [c for c in map(chr, range(sys.maxunicode + 1)) if category(c) in ("Cc", "Cf")]
    assert [c for c in strange if not _report(c)] == ["\t", "\n", "\r", "\u00ad"]


def _report(character: str) -> list[Problem]:
    report: list[Problem] = []
    read_tree("dossier.yaml", f"title: |\n  a{character}\n".encode(), report)
    return report
