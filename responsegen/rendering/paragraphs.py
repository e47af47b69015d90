"""Keep paragraphs, lines, lists and ranges of figures together, wherever a template prints a text.

A line may end behind any dash, and no character forbids it everywhere: a browser may give the one that Unicode has for
it (U+2060) a width, PDF would hand it out with the text, and Word may draw it as a box. So a range stands in an element
in which no line ends. Word knows no such element: there a line may end behind the dash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby

from responsegen.documents.words import NBSP, unbroken

DASH = "\N{EN DASH}"
NUMBER = r"\d+(?:[\u00a0.,]\d+)*k?"
RANGE = re.compile(rf"(?<![\w{DASH}])(?:{NUMBER}{DASH}{NUMBER}|[a-z]{DASH}[a-z])(?![\w{DASH}])")
TEXT = re.compile(r"<(?:title|style)>.*?</(?:title|style)>|<[^>]*>|[^<]+", re.DOTALL)


def as_read(html: str, languages: Mapping[str, str]) -> str:
    """Return a page as it is read: languages of texts marked, ranges and units whole, its lines ended."""
    return with_line_breaks(with_languages_marked(with_ranges_whole(with_texts_marked(html, languages))))


def _in_text(html: str, change: Callable[[str], str]) -> str:
    """Change the text of a page; its attributes, title and styles stay as they are."""
    return TEXT.sub(lambda found: found[0] if found[0][0] == "<" else change(found[0]), html)


def with_ranges_whole(html: str) -> str:
    """Return the page with `<span class="whole">24–60</span>`, and a no-break space between a number and its unit."""
    return _in_text(html, lambda text: RANGE.sub(r'<span class="whole">\g<0></span>', unbroken(text)))


_GREEK, _CYRILLIC = "\u0370-\u03ff\u1f00-\u1fff", "\u0400-\u052f"
OTHER_SCRIPT = re.compile("|".join(rf"[{of}]{{2,}}(?:[\s,.;:’'–-]+[{of}]+)*" for of in (_GREEK, _CYRILLIC)))
LANGUAGES = (("el", _GREEK), ("uk", "ґєіїҐЄІЇ"), ("ru", "ыэёЫЭЁ"), ("bg", _CYRILLIC))  # by letters that it has


def with_texts_marked(html: str, languages: Mapping[str, str]) -> str:
    """Return the page with `<span lang="de">Nicht jetzt.</span>` wherever it prints a text of which that is known."""
    parts = {said: language for text, language in languages.items() for _, said in _blocks(text.strip()) if said}
    if not parts:
        return html
    longest_first = sorted(parts, key=len, reverse=True)
    known = re.compile(rf"(?<!\w)(?:{'|'.join(f'({_as_printed(said)})' for said in longest_first)})(?!\w)\.?")

    def marked(found: re.Match[str]) -> str:
        return f'<span lang="{parts[longest_first[(found.lastindex or 1) - 1]]}">{found[0]}</span>'

    return _in_text(html, lambda text: known.sub(marked, text))


_PRINTED = {"'": "(?:&#x27;|&#39;|’)", '"': "(?:&quot;|&#34;)", " ": f"[ {NBSP}]", NBSP: f"[ {NBSP}]"}


def _as_printed(text: str) -> str:
    """Match a text as papers print it: typeset, its first letter small or not, but for its full stop."""
    letters = [
        _PRINTED.get(letter, re.escape(escape(letter))) for letter in _ENDS.sub(LINE, text).removesuffix(".") or text
    ]
    if text[0].isalpha():
        letters[0] = f"[{text[0].lower()}{text[0].upper()}]"
    return "".join(letters)


def with_languages_marked(html: str) -> str:
    """Return the page with `<span lang="el">Κύπρος</span>`: its letters tell what language such a text is in."""
    if not OTHER_SCRIPT.search(html):
        return html
    page = re.search(r'<html lang="(\w+)', html)

    def marked(found: re.Match[str]) -> str:
        language = next(language for language, letters in LANGUAGES if re.search(f"[{letters}]", found[0]))
        return found[0] if page and page[1] == language else f'<span lang="{language}">{found[0]}</span>'

    return _in_text(html, lambda text: OTHER_SCRIPT.sub(marked, text))


LINE = "\N{LINE SEPARATOR}"  # stands for the end of a line until the page is whole: only then is it known what is text
_ENDS = re.compile(r"[ \t]*(?:\n[ \t]*)+")
_ITEM = re.compile(r"\s*[-–•*][ \t]+(.*)", re.DOTALL)
_NEXT_ITEM = re.compile(r"\n(?=[ \t]*[-–•*][ \t])")


def with_lines_marked(printed: object) -> object:
    """Return a value that a template prints, the ends of its lines marked; what is HTML already stays as it is."""
    if isinstance(printed, str) and "\n" in printed and not hasattr(printed, "__html__"):
        return _ENDS.sub(LINE, printed.strip()) if printed.strip() else printed
    return printed


def with_line_breaks(html: str) -> str:
    """Return the page with a `<br/>` for each marked end of a line in its text, and a blank for one in an attribute.

    Where a paragraph or list has just ended, a new line has begun, and a break there would leave one empty.
    """
    if LINE in html:
        html = TEXT.sub(lambda found: found[0].replace(LINE, " " if found[0][0] == "<" else "<br/>"), html)
    return re.sub(r"(</(?:p|ul)>)<br/>", r"\1", html)


class Html(str):
    """Text that is HTML already, which Jinja knows by this method."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the same text."""
        return str(self)


def paragraphs(text: str, within: str = "") -> Html:
    """Make a text paragraphs, and lists of lines that begin with a dash: the filter for cells and other blocks.

    A text of one paragraph stays a text. `within` names the element that all text is put into, such as em.
    """
    blocks = [*_blocks(text.strip())]
    if len(blocks) == 1 and not blocks[0][0]:
        return Html(_dressed(blocks[0][1], within))
    made = ""
    for is_item, group in groupby(blocks, key=lambda block: block[0]):
        each = "".join(_in("li" if is_item else "p", _dressed(said, within)) for _, said in group)
        made += _in("ul", each) if is_item else each
    return Html(made)


def _blocks(text: str) -> Iterator[tuple[bool, str]]:
    """Yield each paragraph and each item of a list, and whether it is an item."""
    for paragraph in re.split(r"\n\s*\n", text):
        for part in _NEXT_ITEM.split(paragraph):
            item = _ITEM.fullmatch(part)
            yield item is not None, item[1] if item else part


def _dressed(text: str, within: str) -> str:
    said = escape(_ENDS.sub(LINE, text))
    return _in(within, said) if within else said


def _in(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>"
