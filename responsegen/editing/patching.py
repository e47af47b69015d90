"""Change a YAML file into one that says what another tree says: what is not changed keeps its layout and comments."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from responsegen.dossier.line_mistakes import LINE_BREAK, quotation
from responsegen.dossier.nodes import Items, Node, Scalar, same, value_at
from responsegen.dossier.nodes import Mapping as Keyed
from responsegen.dossier.yaml_tree import Extent, extents, read_tree
from responsegen.problem import Place, Problem

WIDTH: Final = 110  # of a line; what is longer is laid out one entry a line
_DEEPER: Final = 2


def patched(content: bytes, old: Keyed, new: Keyed) -> bytes:
    """Return the file that says what `new` says; `old` is what it says now."""
    text = content.decode("utf-8-sig")
    patch = _Patch(text, extents(text))
    patch.mapping(old, new, patch.extents[old.place.line, old.place.column, Keyed].start)
    changes = sorted(patch.changes, key=lambda change: change[:2])
    for start, stop, written in changes[::-1]:  # of those at one place, the last comes first, and ends up behind
        text = text[:start] + written + text[stop:]
    made = text.encode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8")
    if not same(read_tree("", made, []), new):
        message = "a file says something else than what was written into it"
        raise AssertionError(message)
    return made


@dataclass(frozen=True, slots=True)
class _Patch:
    """The changes of one file: where each begins and ends, and what stands there then."""

    text: str
    extents: Mapping[tuple[int, int, type[Node]], Extent]
    changes: list[tuple[int, int, str]] = field(default_factory=list)

    def mapping(self, old: Keyed, new: Keyed, behind: int) -> None:
        """Change the values of keys, take keys out, and put new ones behind those that they follow.

        What cannot be done piece by piece is written anew, `behind` the key.
        """
        gone = [key for key in old.entries if key not in new.entries]
        firsts = [self._of(old.entries[key][0]).start for key in gone]
        is_flow = self._of(old).is_flow
        if len(gone) == len(old.entries) or (gone and is_flow) or any(map(self._is_behind_something, firsts)):
            self._replace(old, new, behind)
            return
        for start, key in zip(firsts, gone, strict=True):
            self._remove_lines(start, self._of(old.entries[key][1]).stop)
        kept = [key for key in old.entries if key not in gone]
        for key in kept:  # what comes into them stands before what comes behind them
            self._value(*old.entries[key], new.entries[key][1])
        before = kept[0]
        for key, (_, value) in new.entries.items():
            if key in old.entries:
                before = key
            else:
                self._insert(self._of(old.entries[before][1]).stop, old, f"{key}:", value)

    def items(self, old: Items, new: Items, behind: int) -> None:
        """Change the items of a list, take some out, and add others; or write it anew, `behind` its key."""
        before, after = ([*map(flow, items.items)] for items in (old, new))
        steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        shrinks = any(a2 - a1 > b2 - b1 for _, a1, a2, b1, b2 in steps)
        begins_anew = any(step == "insert" and a1 == 0 for step, a1, *_ in steps)
        shares_a_line = self._is_behind_something(self._of(old).start)  # "- - a": the first item's line is not its own
        if begins_anew or (shrinks and (self._of(old).is_flow or shares_a_line)):
            self._replace(old, new, behind)
            return
        for step, a1, a2, b1, b2 in steps:
            if step == "equal":
                continue
            kept = min(a2 - a1, b2 - b1)
            for one, other in zip(old.items[a1 : a1 + kept], new.items[b1 : b1 + kept], strict=True):
                self._value(one, one, other)
            for item in old.items[a1 + kept : a2]:
                self._remove_lines(self._of(item).start, self._of(item).stop)
            for item in new.items[b1 + kept : b2]:
                self._insert(self._of(old.items[a1 + kept - 1]).stop, old, "-", item)

    def _value(self, key: Node, old: Node, new: Node) -> None:
        if same(old, new):
            return
        behind = self._of(key).stop if key is not old else self._of(old).start
        match old, new:
            case Keyed(), Keyed() if old.entries and new.entries:
                self.mapping(old, new, behind)
            case Items(), Items() if old.items and new.items:
                self.items(old, new, behind)
            case _:
                self._replace(old, new, behind)

    def _replace(self, old: Node, new: Node, behind: int) -> None:
        """Write a value in the place of another, on the line of its key."""
        extent = self._of(old)
        start = extent.start
        if LINE_BREAK.search(self.text, behind, start):
            start = self.text.index(":", behind) + 1
        blank = "" if self.text[start - 1] in " [{" or start == 0 else " "
        self.changes.append((start, extent.stop, blank + flow(new)))

    def _insert(self, stop: int, into: Keyed | Items, mark: str, value: Node) -> None:
        if self._of(into).is_flow:
            self.changes.append((stop, stop, f", {mark} {flow(value)}" if mark != "-" else f", {flow(value)}"))
            return
        end = self._line_end(stop)
        indent = into.place.column - 1
        self.changes.append((end, end, f"{self._break}{' ' * indent}{mark}{self._laid_out(value, indent, mark)}"))

    def _laid_out(self, value: Node, indent: int, mark: str) -> str:
        """Write a new value behind its key: on the same line if it fits there, else one entry a line below."""
        on_one_line = flow(value)
        if mark == "-" and isinstance(value, Keyed) and len(value.entries) == 1:
            on_one_line = on_one_line[1:-1]  # a key alone needs no braces behind a dash
        if indent + len(mark) + 1 + len(on_one_line) <= WIDTH or isinstance(value, Scalar) or mark == "-":
            return f" {on_one_line}"
        inner = indent + _DEEPER
        entries = (
            [(f"{key}:", said) for key, (_, said) in value.entries.items()]
            if isinstance(value, Keyed)
            else [("-", item) for item in value.items]
        )
        return "".join(f"{self._break}{' ' * inner}{mark}{self._laid_out(said, inner, mark)}" for mark, said in entries)

    def _remove_lines(self, start: int, stop: int) -> None:
        first = self._line_start(start)
        end = self._line_end(stop)
        after = LINE_BREAK.match(self.text, end)
        self.changes.append((first, after.end() if after else end, ""))

    def _is_behind_something(self, start: int) -> bool:
        return bool(self.text[self._line_start(start) : start].strip())

    def _line_start(self, position: int) -> int:
        return max((found.end() for found in LINE_BREAK.finditer(self.text, 0, position)), default=0)

    def _line_end(self, position: int) -> int:
        found = LINE_BREAK.search(self.text, position)
        return found.start() if found else len(self.text)

    @property
    def _break(self) -> str:
        found = LINE_BREAK.search(self.text)
        return found[0] if found else "\n"

    def _of(self, node: Node) -> Extent:
        return self.extents[node.place.line, node.place.column, type(node)]


def flow(node: Node) -> str:
    """Write a value on one line."""
    match node:
        case Scalar():
            return scalar(node.text)
        case Items():
            return f"[{', '.join(map(flow, node.items))}]"
        case Keyed():
            return f"{{{', '.join(f'{key}: {flow(value)}' for key, (_, value) in node.entries.items())}}}"


def scalar(text: str) -> str:
    """Write a single value, in quotation marks where it would else be read as something else."""
    said = text.strip()
    if "\n" in said:
        return json.dumps(said, ensure_ascii=False)
    wanted = Scalar(Place(""), said, plain=True)
    report: list[Problem] = []
    read = read_tree("", f"below: {said}\nbeside: [{said}]".encode(), report)
    is_plain = (
        not report
        and same(value_at(read, "below"), wanted)
        and same(value_at(read, "beside"), Items(wanted.place, (wanted,)))
    )
    return said if is_plain and not wanted.is_blank else quotation(said)
