"""Hold what the writers of one DOCX share: styles by name, list numbers, bookmarks, and where an error stands."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn

from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.docx.controls import Control
from responsegen.rendering.docx.wordml import Xml, child, find, restyle, value, w
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.pdf.kept_pages import KeptPages
from responsegen.rendering.tree import Element

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
        self._measured: dict[tuple[str, ...], int] = {}  # looked up for every cell: a tenth of the time

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

    def number(self, style: str) -> Xml | None:
        """Return a copy of what numbers the paragraphs of a style; None where nothing does."""
        found = find(self._by_id[style], "pPr", "numPr")
        return None if found is None else deepcopy(found)

    def numbering(self, style: str) -> tuple[str, str]:
        """Return list and level (w:numId, w:ilvl) of a paragraph style. Raises ValueError where it does not number."""
        level = find(self._by_id[style], "pPr", "numPr", "ilvl")
        return value(child(self._by_id[style], "pPr", "numPr", "numId")), "0" if level is None else value(level)

    def derived(self, style: str, name: str, wanted: Xml) -> str:
        """Return the id of a paragraph style like this one, with one property more: `Table Text Right`."""
        made = f"{style}{name}"
        if made not in self._by_id:
            base = self._by_id[style]
            number = self.number(style)
            properties = [wanted] if number is None else [number, wanted]
            self._by_id[made] = w(
                "style",
                w("name", val=f"{value(child(base, 'name'))} {name}"),
                w("basedOn", val=style),
                w("uiPriority", val=99),
                w("pPr", *sorted(properties, key=lambda one: one.tag != qn("w:keepNext"))),
                type="paragraph",
                customStyle=1,
                styleId=made,
            )
            base.addnext(self._by_id[made])
        return made

    def base(self, style: str, on: str) -> None:
        """Base a style on another than the template does."""
        child(self._by_id[style], "basedOn").set(qn("w:val"), on)

    def hide_unused(self, used: Iterable[Xml]) -> None:
        """Show in Word's gallery only those styles that these parts of the document use."""
        named = {value(one) for part in used for one in part.iter(*map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle")))}
        for style, element in self._by_id.items():
            for shown in element.findall(qn("w:qFormat")) if style not in named else ():
                shown.addprevious(w("semiHidden"))  # python-docx does the same in ten times the time
                shown.addprevious(w("unhideWhenUsed"))
                element.remove(shown)

    def measure(self, style: str, *path: str, attribute: str = "val", otherwise: int) -> int:
        """Return a number that the style with this id says (`"rPr", "sz"`), or one that it is based on."""
        wanted = (style, *path)
        if wanted not in self._measured:
            said = (value(found, attribute) for found in self._found(style, path))
            self._measured[wanted] = next((int(number) for number in said if number.isdigit()), otherwise)
        return self._measured[wanted]

    def keeps_with_next(self, style: str) -> bool:
        """Return whether paragraphs in the style with this id stay with what follows them."""
        return next((value(found) not in {"0", "false"} for found in self._found(style, ("pPr", "keepNext"))), False)

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
    controls: Mapping[str, Control]  # by the id of what they take the place of
    used: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    last_ordinal: int = 0
    kept: KeptPages | None = None  # its pictures
    tracked: Mapping[str, str] = field(default_factory=dict)  # author and date of tracked changes; empty where none are

    def keep_with_next(self, paragraph: Xml) -> None:
        """Let no page end between a finished paragraph and what follows it."""
        style = child(paragraph, "pPr", "pStyle")
        if not self.styles.keeps_with_next(value(style)):
            kept = self.styles.derived(value(style), "Kept", w("keepNext"))
            number = self.styles.number(kept)  # LibreOffice takes none from a style that its list does not name
            restyle(
                paragraph, kept, *([] if number is None or find(paragraph, "pPr", "numPr") is not None else [number])
            )

    def change(self, kind: str, *content: Xml) -> Xml:
        """Return a tracked change: `ins` or `del`, with the runs that came or went (ISO/IEC 29500-1, 17.13.5)."""
        for text in content if kind == "del" else ():
            for said in text.iter(qn("w:t")):
                said.tag = qn("w:delText")
        return w(kind, *content, id=next(self.numbers), **self.tracked)

    def bookmark(self, element: Element) -> list[Xml]:
        """Return the bookmark of an element with an id, to stand at its beginning."""
        anchor = element.get("id")
        if anchor is None:
            return []
        self.used.add(anchor)
        number = next(self.numbers)
        return [w("bookmarkStart", id=number, name=self.anchors[anchor]), w("bookmarkEnd", id=number)]

    def ordinal(self, style: str, said: str) -> list[Xml] | None:
        """Return what makes the style with this id write `Question 3:` by itself; None where it writes otherwise."""
        numbered, level = self.styles.numbering(style)
        numbering = self.document.part.numbering_part.element
        in_list = f"w:abstractNum[@w:abstractNumId=../w:num[@w:numId={numbered}]/w:abstractNumId/@w:val]"
        for written in numbering.xpath(f"{in_list}/w:lvl[@w:ilvl={level}]/w:lvlText/@w:val"):
            if found := re.fullmatch(re.escape(written).replace(f"%{int(level) + 1}", "([0-9]+)"), said):
                number, expected = int(found[1]), self.last_ordinal + 1
                self.last_ordinal = number
                return [] if number == expected else [self.restarted(style, number)]
        return None

    def restarted(self, style: str, start: int) -> Xml:
        """Return a list that begins at `start` and numbers as its style does: the w:numPr of its items.

        Raises RenderingFailed where it does not number.
        """
        numbering = self.document.part.numbering_part.element
        try:
            numbered, level = self.styles.numbering(style)
            made = numbering.add_num(numbering.num_having_numId(int(numbered)).abstractNumId.val)
        except (KeyError, ValueError, InvalidXmlError) as error:
            raise RenderingFailed(
                catalogue.BAD_WORD_TEMPLATE.at(TEMPLATE, f'numbering in the style "{style}"')
            ) from error
        made.add_lvlOverride(int(level)).add_startOverride(start)
        return w("numPr", w("ilvl", val=level), w("numId", val=made.numId))


def bookmarks(root: Element, controls: Container[str] = ()) -> dict[str, str]:
    """Return a bookmark for every id but those of controls.

    It has letters, digits and underscores, at most 40 of them (ISO/IEC 29500-1, 17.13.6.2).
    """
    found: dict[str, str] = {}
    for element in root.iter():
        if (anchor := element.get("id")) and anchor not in controls:
            plain = re.sub(r"\W", "_", anchor, flags=re.ASCII)[:34]
            found[anchor] = plain if plain not in found.values() else f"{plain}_{len(found)}"
    return found
