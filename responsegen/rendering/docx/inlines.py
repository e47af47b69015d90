"""Write text with inline elements as runs of Word: formatting, links, footnotes and fields; blanks fold as in HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

from responsegen.rendering.docx.context import Context
from responsegen.rendering.docx.controls import content_control
from responsegen.rendering.docx.wordml import Xml, culture, field, paragraph, run, text_run, w
from responsegen.rendering.tree import BLANKS, Element, classes, words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is formatted, beyond its paragraph's style."""

    style: str | None = None
    bold: bool = False
    italic: bool = False
    raised: str | None = None  # "superscript", "subscript"
    language: str | None = None
    change: str = ""  # "ins", "del": a tracked change

    def properties(self) -> list[Xml]:
        """Return the run properties, in the schema's order."""
        return [
            *([w("rStyle", val=self.style)] if self.style else []),
            *([w("b")] if self.bold else []),
            *([w("i")] if self.italic else []),
            *([w("vertAlign", val=self.raised)] if self.raised else []),
            *([w("lang", val=culture(self.language))] if self.language else []),
        ]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text still to be folded, or finished runs."""

    look: Look
    link: Element | None
    text: str = ""
    runs: tuple[Xml, ...] = ()
    is_break: bool = False


FORMATS: dict[str, Callable[[Look], Look]] = {  # of the elements that have one
    "strong": lambda look: replace(look, bold=True),
    "em": lambda look: replace(look, italic=not look.italic),
    "sub": lambda look: replace(look, raised="subscript"),
    "sup": lambda look: replace(look, raised="superscript"),
}
CHANGES = {"ins", "del"}
STYLES = {"code": "code", "ins": "ins", "del": "del", "a": "Hyperlink"}
FIELDS = {"page-number": "PAGE", "page-count": "NUMPAGES"}


def nodes(element: Element) -> list[str | Element]:
    """Return what stands directly in an element: its text, and its children with the text between them."""
    found: list[str | Element] = [element.text or ""]
    for child in element:
        found += [child, child.tail or ""]
    return [node for node in found if not isinstance(node, str) or node]


@dataclass(frozen=True, slots=True)
class Inlines:
    """Writes runs into one part of the package: the text, a header, or the footnotes."""

    context: Context
    part: Part  # links out of the document are related to it
    notes: Footnotes | None  # None where no footnote may stand

    def runs(self, content: Iterable[str | Element], look: Look = Look()) -> list[Xml]:
        """Return the runs, hyperlinks and bookmarks for text and inline elements."""
        pieces = [piece for node in content for piece in self._pieces(node, look, None)]
        made: list[Xml] = []
        for link, linked in groupby(_folded(pieces), key=lambda piece: piece.link):
            runs = [one for piece in linked for one in self._written(piece)]
            made += runs if link is None else [self._hyperlink(link, runs)]
        return made

    def _pieces(self, node: str | Element, look: Look, link: Element | None) -> Iterator[Piece]:
        if isinstance(node, str):
            yield Piece(look, link, node)
            return
        kinds = classes(node)
        if control := self.context.controls.get(node.get("id", "")):
            made = content_control(control, next(self.context.numbers), words(node))
            yield Piece(look, link, runs=(made,))
            return
        if node.get("id"):
            yield Piece(replace(look, change=""), link, runs=tuple(self.context.bookmark(node)))
        if node.tag == "br":
            yield Piece(look, link, runs=(run(w("br")),), is_break=True)
        elif "footnote" in kinds and self.notes is not None:
            yield Piece(look, link, runs=(self.notes.add(self.context, node, look.change),))
        elif instruction := next((FIELDS[kind] for kind in kinds if kind in FIELDS), None):
            yield Piece(look, link, runs=tuple(field(instruction, "1", look.properties())))
        else:
            look = self._look(node, look)
            for child in nodes(node):
                yield from self._pieces(child, look, node if node.tag == "a" else link)

    def _look(self, element: Element, look: Look) -> Look:
        if change := FORMATS.get(element.tag):
            look = change(look)
        if self.context.tracked and element.tag in CHANGES:
            return replace(look, change=element.tag)
        wanted = (*reversed(classes(element)), *([STYLES[element.tag]] if element.tag in STYLES else []))
        style = self.context.styles.known("character", *wanted)
        return replace(look, style=style or look.style, language=element.get("lang", look.language))

    def _written(self, piece: Piece) -> tuple[Xml, ...]:
        runs = piece.runs or (text_run(piece.text, piece.look.properties()),)
        return (self.context.change(piece.look.change, *runs),) if piece.look.change else runs

    def _hyperlink(self, link: Element, runs: list[Xml]) -> Xml:
        target = link.get("href", "")
        if target.startswith("#"):
            return w("hyperlink", *runs, anchor=self.context.anchors[target[1:]], history=1)
        element = w("hyperlink", *runs, history=1)
        element.set(qn("r:id"), self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return element


def _folded(pieces: list[Piece]) -> Iterator[Piece]:
    """Fold blanks over the borders of elements; none at the beginning, the end, or after a line break."""
    kept: list[Piece] = []
    after_blank = True
    for piece in pieces:
        if piece.runs:
            after_blank = piece.is_break or (after_blank and not kept)
            kept.append(piece)
            continue
        text = BLANKS.sub(" ", piece.text)
        text = text.removeprefix(" ") if after_blank else text
        if text:
            after_blank = text.endswith(" ")
            kept.append(replace(piece, text=text))
    if kept and not kept[-1].runs:
        kept[-1] = replace(kept[-1], text=kept[-1].text.removesuffix(" "))
    return (piece for piece in kept if piece.runs or piece.text)


class Footnotes:
    """Takes the footnotes in the order of their marks; `close` writes them out."""

    def __init__(self, document: Document) -> None:
        """Begin with the two separators."""
        self._part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        self._count = 0
        self.root = oxml_parser.makeelement(qn("w:footnotes"), nsmap={"w": nsmap["w"], "r": nsmap["r"]})  # for links
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            self.root.append(w("footnote", w("p", run(w(kind))), type=kind, id=number))

    def add(self, context: Context, element: Element, change: str = "") -> Xml:
        """Write a footnote's text into the part; the run with its mark. In a tracked change, its text is one, too."""
        self._count += 1
        mark = context.styles["character", "footnote reference"]
        style = context.styles["paragraph", "footnote text"]
        said = Inlines(context, self._part, notes=None).runs(nodes(element), Look(change=change))
        runs = [run(w("footnoteRef"), properties=[w("rStyle", val=mark)]), text_run(" "), *said]
        self.root.append(w("footnote", paragraph(style, runs), id=self._count))
        return run(w("footnoteReference", id=self._count), properties=[w("rStyle", val=mark)])

    def close(self) -> None:
        """Put the finished XML into the package."""
        self._part._blob = serialize_part_xml(self.root)  # noqa: SLF001 -- the only way to give a plain part content
