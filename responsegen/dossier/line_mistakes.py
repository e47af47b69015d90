"""Find what a person did wrong in the lines around a place that YAML cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from responsegen.dossier import catalogue, lookalikes
from responsegen.problem import Place, Problem

LINE_BREAK: Final = re.compile("\r\n|\r|\n")
A_TAB: Final = "a tab"
_QUOTED: Final = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
_KEY: Final = rf"(?:{_QUOTED}|[^\s\"'\[\]{{}}#,:][^#,\[\]{{}}]*?)"
_BLOCK: Final = re.compile(rf"\s*(?P<dashes>(?:-[ \t]+)*)(?:{_KEY}[ \t]*:(?:[ \t]+|$))?(?P<value>.*?)\s*$")
_FLOW: Final = re.compile(rf"[\[{{,]\s*(?:{_KEY}[ \t]*:[ \t]+)?(?P<value>(?:{_QUOTED})?[^\[\]{{}},]*)")
_QUOTED_WHOLE: Final = re.compile(rf"(?P<quoted>{_QUOTED})(?P<rest>[ \t]*(?!#)\S.*)?")
_HEADER_OF_BLOCK: Final = re.compile(r"(?:.*[:\-][ \t]+|[ \t]*)[|>][-+1-9]{0,2}(?:[ \t]+#.*)?[ \t]*$")
_INNER_COLON: Final = re.compile(r":(?=\s|$)")
_BRACKET_AND_MORE: Final = re.compile(r"(?:\[[^\[\]{}:]*\]|\{[^\[\]{}:]*\})[ \t]*(?![,#])\S.*")
_NO_BLANK: Final = re.compile(r"[A-Za-z_][\w-]*:(?=[^\s/:\\])")
_AFTER_FLOW_VALUE: Final = re.compile(r"[\]}]|,\s*[\w-]+:\s")
_OF_YAML: Final = "%@`*&!|>?,]}:"  # what no text may begin with, unless it stands in quotation marks
_CURVED: Final = "\u201c\u201d\u201e\u2018\u2019\u201a"
_AFTER_KEY: Final = re.compile(
    rf"\s*(?:-[ \t]+)*(?:[\w-]+(?P<colon>[:{lookalikes.COLONS}](?:[ \t]*[{lookalikes.BLANKS}]+)?)"
    rf"|-(?P<blank>[{lookalikes.BLANKS}]+))"
)
MOST_QUOTED: Final = 2000  # characters of a line that are looked at: people write shorter ones
WORD_AFTER: Final = "#(?=[^\\W_])"  # a comment that is meant has a blank after its sign
BEHIND: Final = re.compile(rf"[ \t]+{WORD_AFTER}")


@dataclass(frozen=True, slots=True)
class _Value:
    """A value as it stands in its line."""

    text: str
    place: Place
    ends: bool  # whether it is certain where it ends
    alone: bool = True  # on its line, and not between brackets

    def at(self, offset: int) -> Place:
        return Place(self.place.file, self.place.line, self.place.column + offset)


def quotation(text: str) -> str:
    """Put a text between quotation marks of YAML, as it is."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def line_mistakes(file: str, text: str, near: Sequence[int]) -> list[Problem]:
    """Return the mistakes in the layout, and those in the first of the lines, counted from 1, that has any."""
    lines = LINE_BREAK.split(text)
    texts = _lines_of_blocks(lines)
    layout = [
        problem
        for number, line in enumerate(lines, 1)
        if number not in texts
        for problem in _in_layout(file, number, line)
    ]
    if any(problem.place.line <= max(near, default=0) for problem in layout):
        return layout
    for number in _with_lines_above(near, lines):
        if number not in texts and len(lines[number - 1]) <= MOST_QUOTED:
            found = [problem for value in _values(file, number, lines[number - 1]) for problem in _in_value(value)]
            if found:
                return [*layout, *found]
    return [*layout, *_never_closed(file, lines, near)]


def _never_closed(file: str, lines: Sequence[str], near: Sequence[int]) -> list[Problem]:
    """Find the quotation mark further up that is closed by one further down, which was to open another text."""
    last = max(near, default=0)
    for number in range(last - 1, 0, -1):
        for value in _values(file, number, lines[number - 1][:MOST_QUOTED]):
            mark = value.text[0]
            if mark in "\"'" and not _QUOTED_WHOLE.match(value.text):
                return [] if any(mark in line for line in lines[number : last - 1]) else [_not_closed(value)]
    return []


def _not_closed(value: _Value) -> Problem:
    return catalogue.NOT_YAML.at(value.place, "a closing quotation mark for the one opened here")


def _with_lines_above(near: Sequence[int], lines: Sequence[str]) -> list[int]:
    """Add to each line the next one above that is not empty: what is wrong there shows below."""
    numbers: list[int] = []
    for number in near:
        above = (n for n in range(number - 1, max(0, number - 20), -1) if lines[n - 1].strip())
        numbers += (n for n in (number, next(above, 0)) if 0 < n <= len(lines))
    return [*dict.fromkeys(numbers)]


def _lines_of_blocks(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are text after a | or a >, where every character is welcome."""
    inside: set[int] = set()
    deeper_than = -1  # the indentation of the line with the sign; -1: in no such text
    for number, line in enumerate(lines, 1):
        indentation = len(line) - len(line.lstrip(" "))
        if deeper_than >= 0 and (indentation > deeper_than or not line.strip()):
            inside.add(number)
            continue
        may_be = "|" in line or ">" in line
        deeper_than = indentation if may_be and _HEADER_OF_BLOCK.match(line[:MOST_QUOTED]) else -1
    return inside


def _in_layout(file: str, number: int, line: str) -> Iterator[Problem]:
    """Find other blanks, tabs and colons where the layout depends on those of the keyboard."""
    start = line[: len(line) - len(line.lstrip())]
    for index, character in enumerate(start):
        if character == "\t" and len(start) < len(line) and line[len(start)] != "#":
            yield catalogue.NOT_YAML.at(Place(file, number, index + 1), "blanks for indentation", A_TAB)
            return
        if character in lookalikes.BLANKS:
            yield lookalike(Place(file, number, index + 1), start[index:], lookalikes.plain(start[index:]))
            return
    found = _AFTER_KEY.match(line)
    group = "colon" if found and found["colon"] else "blank"
    if found and found[group] != ":":
        meant = ": " if group == "colon" else " "
        yield lookalike(Place(file, number, found.start(group) + 1), found[group], meant)


def lookalike(place: Place, written: str, meant: str) -> Problem:
    """Name the first of the characters in this place that look like others."""
    character = next(each for each in written if lookalikes.plain(each) != each)
    sentence = f"there is {lookalikes.named(character)}"
    return catalogue.LOOKALIKE.says(place, sentence, "Write the one of the keyboard").edited(place, written, meant)


def _values(file: str, number: int, line: str) -> Iterator[_Value]:
    """Yield the values of a line: the one after its key, or those between brackets."""
    block = _BLOCK.match(line)
    if block is None:
        return
    if block["value"][:1] not in {"[", "{"} or _BRACKET_AND_MORE.fullmatch(block["value"]):
        if block["value"]:
            yield _Value(block["value"], Place(file, number, block.start("value") + 1), ends=True)
        return
    for cell in _FLOW.finditer(line, block.start("value")):
        if text := cell["value"].rstrip():
            ends = bool(_AFTER_FLOW_VALUE.match(line, cell.end()))
            yield _Value(text, Place(file, number, cell.start("value") + 1), ends, alone=False)


def _in_value(value: _Value) -> Iterator[Problem]:
    text = value.text
    if text[0] in "\"'":
        yield from _after_quotation(value)
        return
    if text[0] in _CURVED and lookalikes.plain(text[-1]) == lookalikes.plain(text[0]):
        yield lookalike(value.place, text, quotation(text[1:-1]))
        return
    if (comment := BEHIND.search(text)) and comment.start():
        yield cut_short(value.at(comment.end() - 1))
        text = text[: comment.start()].rstrip()
    if _is_of_yaml(text):
        expected = f"quotation marks around a text that starts with {text[0]}"
        yield _quoted_whole(catalogue.NOT_YAML.at(value.place, expected), value)
    elif text.startswith("- "):
        return  # a list on the line of its key
    elif colon := _INNER_COLON.search(text):
        problem = catalogue.NOT_YAML.at(
            value.at(colon.start()), "quotation marks around the text", advice="A colon and a blank end a key"
        )
        is_text = value.alone and " " in text[: colon.start()].strip() and value.place.column > 1
        yield _quoted_whole(problem, value) if is_text else problem
    elif missing := _NO_BLANK.match(text):
        place = value.at(missing.end() - 1)
        yield catalogue.NOT_YAML.at(place, "a blank after the colon").edited(place, ":", ": ")


def _is_of_yaml(text: str) -> bool:
    if text[0] in "|>":
        return not re.fullmatch(r"[|>][-+1-9]{0,2}", text)
    if text[0] in "?:":
        return text[1:2].strip() == ""
    return text[0] in _OF_YAML or bool(_BRACKET_AND_MORE.fullmatch(text))


def _quoted_whole(problem: Problem, value: _Value) -> Problem:
    return problem.edited(value.place, value.text, quotation(value.text)) if value.ends else problem


def _after_quotation(value: _Value) -> Iterator[Problem]:
    """Find a text that goes on after its closing quotation mark, or that has none."""
    text, mark = value.text, value.text[0]
    found = _QUOTED_WHOLE.fullmatch(text)
    if found is None:
        yield _not_closed(value)
    elif found["rest"]:
        inside = text[1:-1] if text[-1] == mark and text.count(mark) > 2 else text  # noqa: PLR2004 -- open and close
        place = value.at(found.end("quoted"))
        advice = (
            "Inside '…' an apostrophe is written twice" if mark == "'" else 'Inside "…" a quotation mark is written \\"'
        )
        problem = catalogue.NOT_YAML.at(place, "nothing after the closing quotation mark", advice=advice)
        certain = value.ends and "\\" not in text and not ('"' in inside and "'" in inside)
        yield problem.edited(value.place, text, quotation(inside)) if certain else problem


def cut_short(place: Place) -> Problem:
    """Warn of a text that ends at a #."""
    sentence = "the rest of the line is a comment; put the text in quotation marks"
    return catalogue.CUT_SHORT.says(place, sentence, "If a comment is meant, write a blank after the #")


def further(place: Place, text: str, before: int, index: int) -> Place:
    """Find where a character stands, from the place of one before it."""
    breaks = [found.end() for found in LINE_BREAK.finditer(text, before, index)]
    column = index - breaks[-1] + 1 if breaks else place.column + index - before
    return Place(place.file, place.line + len(breaks), column)
