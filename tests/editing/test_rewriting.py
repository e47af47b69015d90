"""A value is changed in its place, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsegen.dossier.nodes import Items, Mapping, Node, Scalar
from responsegen.dossier.yaml_tree import extents, read_tree
from responsegen.editing.fixes import rewritten
from responsegen.problem import Place

FILE = """\
# Kept: as it is.
country: GB   # and this
troops: {stance: "suport", note: '𝔘 ist da', with: [GB, 'GB'],   sustain: 2 years }
text: >-
  GB is not
  changed here.
"GB": GB
"""


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_comments_layout_quotation_marks_and_line_breaks_stay(line_break: str, mark: str) -> None:
    values = {
        Place("f", 2, 10): "UK",
        Place("f", 3, 18): "support",
        Place("f", 3, 53): "UK",
        Place("f", 3, 57): "UK",
        Place("f", 7, 1): "uk",
        Place("f", 7, 7): "no longer GB",
    }
    content = (mark + FILE.replace("\n", line_break)).encode()
    after = """\
# Kept: as it is.
country: UK   # and this
troops: {stance: "support", note: '𝔘 ist da', with: [UK, 'UK'],   sustain: 2 years }
text: >-
  GB is not
  changed here.
"uk": no longer GB
"""
    assert rewritten(content, values).decode() == mark + after.replace("\n", line_break)


def scalars(node: Node) -> list[Scalar]:
    match node:
        case Scalar():
            return [node]
        case Items(items=items):
            return [scalar for item in items for scalar in scalars(item)]
        case Mapping(entries=entries):
            return [s for key, value in entries.values() for s in (key, *scalars(value))]


WORDS = st.text(st.sampled_from("abcä𝔘ß–’ "), min_size=1, max_size=6).map(lambda text: f"x{text}x")


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "'", '"']), WORDS), min_size=1, max_size=6))
def test_every_key_and_value_is_found_where_the_reader_says_that_it_stands(lines: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{number}{key}: {q}{value}{q}  # {key}\n" for number, (key, q, value) in enumerate(lines))
    tree = read_tree("f", text.encode(), [])
    assert tree
    found_at = extents(text)
    found = scalars(tree)
    assert len(found) == 2 * len(lines)
    for scalar in found:
        start, stop, _ = found_at[scalar.place.line, scalar.place.column, Scalar]
        assert text[start:stop].strip("'\"") == scalar.text
