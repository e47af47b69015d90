"""Hold what the writers of one DOCX share: styles by name, list numbers, bookmarks, and where an error stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.docx.wordml import child, find, value, w
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.tree import Element
from responsegen.rendering.tree import Element as Xml

if TYPE_CHECKING:
    from docx.document import Document


TEMPLATE = Place("templates/word.docx")


class Styles:
    """The template's styles: a kind ("paragraph", "character", "table") and a name give the id that Word writes."""

    def __init__(self, document: Document) -> None:
        """Read them once; Word does not tell small letters from capitals in names of styles."""
        self._elements = {
            (value(style, "type"), value(name).lower()): style
            for style in document.styles.element.iterchildren(qn("w:style"))
            for name in style.iterchildren(qn("w:name"))
        }
        self._by_id = {value(style, "styleId"): style for style in self._elements.values()}
        self._measured: dict[tuple[str, ...], int] = {}

    def known(self, kind: str, *names: str) -> str | None:
        """Return the id of the first of these styles that the template has."""
        for name in names:
            if (style := self._elements.get((kind, name.lower()))) is not None:
                return value(style, "styleId")
        return None

    def __getitem__(self, wanted: tuple[str, str]) -> str:
        """Return the id of a style that has to be there.

        Raises RenderingFailed where the template has lost it.
        """
        kind, name = wanted
        if found := self.known(kind, name):
            return found
        raise RenderingFailed(
            catalogue.BAD_WORD_TEMPLATE.at(
                TEMPLATE, f'a {kind} style named "{name}"', advice="Add it in Word, or start anew"
            )
        )

    def numbering(self, style: str) -> str:
        """Return the w:numId by which the paragraph style with this id numbers. Raises ValueError where it does not."""
        return value(child(self._by_id[style], "pPr", "numPr", "numId"))

    def measure(self, style: str, *path: str, attribute: str = "val", otherwise: int) -> int:
        """Return a number that the style with this id says (`"rPr", "sz"`), or one that it is based on."""
        wanted = (style, *path)
        if wanted not in self._measured:
            said = (value(found, attribute) for found in self._found(style, path))
            self._measured[wanted] = next((int(number) for number in said if number.isdigit()), otherwise)
        return self._measured[wanted]

    def _found(self, style: str, path: Iterable[str]) -> Iterator[Xml]:
        """Yield these elements of the style with this id, of that which it is based on, and so on."""
        seen: set[str] = set()
        while style not in seen and (element := self._by_id.get(style)) is not None:
            seen.add(style)  # in a template, styles may be based on each other
            if (found := find(element, *path)) is not None:
                yield found
            based_on = find(element, "basedOn")
            style = "" if based_on is None else value(based_on)


@dataclass(slots=True)
class Context:
    """One document while it is written."""

    name: str  # "synthesis.html", in messages
    document: Document
    styles: Styles
    anchors: dict[str, str]  # id in the page → bookmark in Word
    used: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def bookmark(self, element: Element) -> list[Xml]:
        """Return the bookmark of an element with an id, to stand at its beginning."""
        anchor = element.get("id")
        if anchor is None:
            return []
        self.used.add(anchor)
        number = next(self.numbers)
        return [w("bookmarkStart", id=number, name=self.anchors[anchor]), w("bookmarkEnd", id=number)]

    def restarted(self, style: str, start: int) -> Xml:
        """Return a list that begins at `start` and numbers as its style does: the w:numPr of its items.

        Raises RenderingFailed where it does not number.
        """
        numbering = self.document.part.numbering_part.element
        by_id = {value(number, "numId"): number for number in numbering.iterchildren(qn("w:num"))}
        try:
            abstract = value(child(by_id[self.styles.numbering(style)], "abstractNumId"))
            new = max(map(int, by_id)) + 1
        except (KeyError, ValueError) as error:
            raise RenderingFailed(
                catalogue.BAD_WORD_TEMPLATE.at(TEMPLATE, f'numbering in the style "{style}"')
            ) from error
        override = w("lvlOverride", w("startOverride", val=start), ilvl=0)
        [*by_id.values()][-1].addnext(w("num", w("abstractNumId", val=abstract), override, numId=new))
        return w("numPr", w("ilvl", val=0), w("numId", val=new))


def bookmarks(root: Element) -> dict[str, str]:
    """Return a bookmark for every id: letters, digits and underscores, at most 40 (ISO/IEC 29500-1, 17.13.6.2)."""
    found: dict[str, str] = {}
    for element in root.iter():
        if anchor := element.get("id"):
            plain = re.sub(r"\W", "_", anchor, flags=re.ASCII)[:34]
            found[anchor] = plain if plain not in found.values() else f"{plain}_{len(found)}"
    return found
