"""Patching a file makes it say what another tree says, and leaves every line as it is that says the same."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from responsegen.dossier.nodes import Mapping, same
from responsegen.dossier.yaml_tree import read_tree
from responsegen.editing.patching import patched


def tree(text: str) -> Mapping:
    report: list[object] = []
    found = read_tree("f", text.encode(), report)  # type: ignore[arg-type]
    assert found, report
    return found


FILE = """\
# The position of Sweden
country: SE   # by its code
sanctions:
  # as agreed in the cabinet
  lng: support  # for now
  oil: {stance: oppose, comment: "Not yet"}

troops:
  conditions:
    - need: airlift
    - {event: ceasefire}  # the second
reservations: [{on: lng, kind: general}]
note: |
  Two lines
  of text

duration:
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lng: support  #", "lng: oppose  #"),
        ("lng: support  # for now\n", "lng: {stance: support, comment: 'So: yes'}  # for now\n"),
        ('oil: {stance: oppose, comment: "Not yet"}', 'oil: {stance: oppose, comment: "Not yet", proposes: Later}'),
        ('oil: {stance: oppose, comment: "Not yet"}', "oil: oppose"),
        (
            '  oil: {stance: oppose, comment: "Not yet"}\n',
            '  oil: {stance: oppose, comment: "Not yet"}\n  gas: support\n',
        ),
        ("  lng: support  # for now\n", ""),
        (
            "    - {event: ceasefire}  # the second\n",
            "    - {event: ceasefire}  # the second\n    - with: [FR, UK]\n",
        ),
        ("    - need: airlift\n", ""),
        ("    - need: airlift\n", "    - need: intelligence\n"),
        ("[{on: lng, kind: general}]", "[{on: lng, kind: general}, {on: oil, kind: scrutiny}]"),
        ("  Two lines\n  of text\n\nduration:", "  Two lines\n  of text\n\nduration: 3 months"),
        ("duration:\n", "duration:\ndate: 2025-02-16\n"),
        ("reservations: [{on: lng, kind: general}]\n", ""),
    ],
)
def test_one_change_changes_one_place(old: str, new: str) -> None:
    assert FILE.count(old) == 1
    wanted = FILE.replace(old, new)
    assert (
        patched(FILE.encode(), tree(FILE), tree(wanted)).decode().splitlines() == wanted.replace("'", '"').splitlines()
    )


def test_the_order_of_new_keys_is_theirs() -> None:
    old, new = "country: SE\nstatus: draft\n", "country: SE\nb: 1\nc: 2\nstatus: draft\nd: {e: [1, 2]}\n"
    assert patched(old.encode(), tree(old), tree(new)).decode() == new


def test_line_breaks_and_the_mark_of_a_byte_order_stay() -> None:
    old, new = "country: SE\r\nlng: support\r\n", "country: SE\r\nlng: oppose\r\noil: support\r\n"
    made = patched(old.encode("utf-8-sig"), tree(old), tree(new))
    assert made == new.encode("utf-8-sig")


def test_a_list_in_a_list_loses_its_first_item() -> None:
    old, new = "k:\n- - a\n  - b\n- c\n", "k:\n- - b\n- c\n"
    assert same(tree(patched(old.encode(), tree(old), tree(new)).decode()), tree(new))


VALUES = st.recursive(
    st.text(st.sampled_from("ab1: #-\"'{}[],\nœ&*!|>%@`"), min_size=1, max_size=12).filter(str.strip)
    | st.sampled_from(["no", "null", "~", "true", "30 000", "- x", "a: b", "x #1"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcde"), inner, max_size=4),
    max_leaves=12,
)
FILES = st.dictionaries(st.sampled_from("klmnop"), VALUES, min_size=1, max_size=5)


@example(old={"e": ["no"]}, new={"e": ["1", "no"]}, style={"default_style": "'"})
@example(old={"m": {"a": "1"}}, new={"k": "1", "m": {"a": "1", "b": "1"}}, style={"default_style": "'"})
@given(
    old=FILES,
    new=FILES,
    style=st.sampled_from([{"default_style": "'"}, {"default_flow_style": True}, {"default_flow_style": False}]),
)
def test_whatever_is_patched_says_what_was_wanted(
    old: dict[str, object], new: dict[str, object], style: dict[str, Any]
) -> None:
    before, after = (yaml.safe_dump(value, sort_keys=False, allow_unicode=True, **style) for value in (old, new))
    made = patched(before.encode(), tree(before), tree(after))
    assert same(tree(made.decode()), tree(after))
