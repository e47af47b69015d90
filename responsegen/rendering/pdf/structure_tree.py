"""Make the PDF's structure tree from the page's own tree (ISO 32000-1, clauses 14.7 and 14.8).

WeasyPrint 70 tags page by page, so that a table over three pages becomes three tables (its issue 2903). Here one
element of the page becomes one element of the structure, whatever pages it is drawn on. This can go when WeasyPrint
closes that issue, 2508 (the scope of header cells) and 1836 (page headers and footers as artifacts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure.boxes import Box, MarginBox, ReplacedBox
from weasyprint.layout.absolute import AbsolutePlaceholder

from responsegen.rendering.grid import reasons
from responsegen.rendering.page_elements import INLINE

if TYPE_CHECKING:
    import weasyprint
    from weasyprint.document import Page
    from weasyprint.pdf.stream import Stream


# Standard structure types (ISO 32000-1, 14.8.4). An element that is not here gives its content to the one around it.
ROLES = {
    "section": "Sect",
    "header": "Div",
    "nav": "Div",
    **{heading: heading.upper() for heading in ("h1", "h2", "h3", "h4")},
    "p": "P",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LBody",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figure": "Div",
    "img": "Figure",
    "figcaption": "Caption",
    "blockquote": "BlockQuote",
    "aside": "Div",
    "a": "Link",
    "ins": "Span",
    "del": "Span",
}
NAMED = {"ins": "inserted", "del": "deleted"}  # what bold and strike-through say to the eye alone
ROLES_IN_CONTENTS = {"ol": "TOC", "li": "TOCI"}
TABLE_PARTS = frozenset({"caption", "thead", "tbody", "tr", "th", "td"})
SCOPES = {"row": "/Row", "col": "/Column"}  # ISO 32000-1, table 349


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a page that belongs to an element: a content that is marked by a number there, a link, or both."""

    element: Element
    part: str  # "footnote-call", "marker"; "" for what the element itself holds
    is_content: bool
    link: int | None  # which of the page's links
    bounds: tuple[float, ...] | None = None  # of a picture, in points


class Structure:
    """The tree under construction; `owners` says, by page, which element each marked content belongs to."""

    def __init__(self, root: Element, pdf: pydyf.PDF) -> None:
        """Take the page's tree, and the file."""
        self._pdf = pdf
        self._pages = pdf.page_references
        self._around = {child: parent for parent in root.iter() for child in parent}
        self._document = self._new("Document", None)
        self._elements = {root: self._document}
        self._items: dict[Element, pydyf.Dictionary] = {}  # li or dt → LI, which holds label and body
        self._identified: list[pydyf.Dictionary] = []
        self.owners: list[list[pydyf.Dictionary]] = [[] for _ in self._pages]
        self.links: list[tuple[pydyf.Dictionary, pydyf.Dictionary]] = []

    def add(self, page: int, mark: Mark, annotation: pydyf.Dictionary | None) -> None:
        """Give what is marked to its element."""
        if annotation:
            self._add_link(self._owner(mark), page, annotation)
        if mark.is_content:
            self._add_content(self._owner(mark), page, mark)

    def finish(self, numbers: pydyf.Array) -> bytes:
        """Return the reference of the finished tree, in which each marked content and link finds its element."""
        tree = self._object({"Nums": numbers})
        root = self._object({"Type": "/StructTreeRoot", "K": pydyf.Array([self._document.reference])})
        root["ParentTree"] = tree.reference
        self._document["P"] = root.reference
        if self._identified:
            names = pydyf.Array()
            for made in sorted(self._identified, key=lambda made: made["ID"].data):
                names += [made["ID"], made.reference]
            root["IDTree"] = pydyf.Dictionary({"Names": names})
        return bytes(root.reference)

    def _owner(self, mark: Mark) -> pydyf.Dictionary:
        element = mark.element
        match mark.part:
            case "footnote-call":
                reference = self._new("Reference", self._element(self._around[element]))
                self._element(element)  # the note is read right after its mark
                return reference
            case "footnote-marker":
                return self._new("Lbl", self._element(element))
            case "marker" | "before" if element.tag == "li":
                return self._new("Lbl", self._item(element))
            case _:
                return self._element(element)

    def _element(self, element: Element) -> pydyf.Dictionary:
        """Return the structure element of a page's element, or of the nearest around it that has one."""
        if element.tag in TABLE_PARTS:
            self._element(self._around[element])  # a table brings all its parts
        if element not in self._elements:
            self._elements[element] = self._made(element)
            if element.tag == "table":  # blank cells have no content of their own, and still are cells
                for part in element.iter():
                    if part.tag in TABLE_PARTS:
                        self._element(part)
                for reason, head in reasons(element):
                    name = self._named(self._elements[head], "head")
                    self._elements[reason].setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Headers"] = pydyf.Array(
                        [name]
                    )
        return self._elements[element]

    def _made(self, element: Element) -> pydyf.Dictionary:
        role = self._role(element)
        if role is None:
            return self._element(self._around[element])
        made = self._new(role, self._parent(element, role), element)
        if role == "Note":
            self._named(made, "note")  # ISO 14289-1, 7.9: every Note has its own ID
        return made

    def _named(self, made: pydyf.Dictionary, kind: str) -> pydyf.String:
        """Return the ID of a structure element, which has one from now on."""
        if "ID" not in made:
            self._identified.append(made)
            made["ID"] = pydyf.String(f"{kind}-{len(self._identified):04}")
        return made["ID"]

    def _role(self, element: Element) -> str | None:
        if "footnote" in element.get("class", "").split():
            return "Note"
        roles = ROLES | ROLES_IN_CONTENTS if self._in_contents(element) else ROLES
        spoken_otherwise = element.tag in INLINE and not {"title", "lang"}.isdisjoint(element.attrib)
        return roles.get(element.tag, "Span" if spoken_otherwise else None)

    def _parent(self, element: Element, role: str) -> pydyf.Dictionary:
        if role in {"LBody", "Lbl"}:
            return self._item(element)
        around = self._element(self._around[element])
        return self._new("Reference", around) if role == "Link" and self._in_contents(element) else around

    def _item(self, element: Element) -> pydyf.Dictionary:
        """Return the list item that label and body stand in: li has its own, dd shares that of the dt before it."""
        around = self._around[element]
        if element.tag == "dd":
            siblings = list(around)
            terms = [term for term in siblings[: siblings.index(element)] if term.tag == "dt"]
            element = terms[-1] if terms else element
        if element not in self._items:
            self._items[element] = self._new("LI", self._element(around))
        return self._items[element]

    def _in_contents(self, element: Element) -> bool:
        around: Element | None = element
        while around is not None and around.tag != "nav":
            around = self._around.get(around)
        return around is not None

    def _new(self, role: str, parent: pydyf.Dictionary | None, element: Element | None = None) -> pydyf.Dictionary:
        made = self._object({"Type": "/StructElem", "S": f"/{role}", "K": pydyf.Array()})
        if parent is not None:
            made["P"] = parent.reference
            parent["K"].append(made.reference)
        if element is not None:
            made.update(_attributes(element, role))
        return made

    def _object(self, values: dict[str, object]) -> pydyf.Dictionary:
        made = pydyf.Dictionary(values)
        self._pdf.add_object(made)
        return made

    def _add_content(self, owner: pydyf.Dictionary, page: int, mark: Mark) -> None:
        here, number = self._pages[page], len(self.owners[page])
        if owner.setdefault("Pg", here) == here:
            owner["K"].append(number)
        else:
            owner["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": here, "MCID": number}))
        if mark.bounds:
            bounds = pydyf.Array(mark.bounds)
            owner["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": bounds, "Placement": "/Block"})
        self.owners[page].append(owner)

    def _add_link(self, owner: pydyf.Dictionary, page: int, annotation: pydyf.Dictionary) -> None:
        owner.setdefault("Pg", self._pages[page])
        area = self._object({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._pages[page]})
        owner["K"].append(area.reference)
        self.links.append((annotation, owner))


def _attributes(element: Element, role: str) -> dict[str, object]:
    """Return what a structure element says of itself beyond its type: alternative text, language, spans and scope."""
    said: dict[str, object] = {}
    if alt := element.get("alt"):
        said["Alt"] = pydyf.String(alt)
    if language := element.get("lang"):
        said["Lang"] = pydyf.String(language)
    if element.tag in NAMED:
        said["Alt"] = pydyf.String(f"{NAMED[element.tag]}: {''.join(element.itertext())}")
    if meaning := element.get("title"):
        said["ActualText"] = pydyf.String(meaning)
    table = pydyf.Dictionary({"O": "/Table"})
    if element.tag == "th":
        table["Scope"] = SCOPES[element.get("scope", "col")]
    table |= {key: int(span) for key in ("ColSpan", "RowSpan") if (span := element.get(key.lower())) not in {None, "1"}}
    if len(table) > 1:
        said["A"] = table
    if role == "L" and element.tag != "dl":
        numbering = "/Decimal" if element.tag == "ol" else "/Disc"
        said["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
    return said


def add_tags(pdf: pydyf.PDF, document: weasyprint.Document, _version: str, streams: list[Stream]) -> None:
    """Tag a document that is drawn, as WeasyPrint asks for it."""
    root: Element = document._html.etree_element  # noqa: SLF001 -- there is no public name
    structure, heads, numbers = Structure(root, pdf), Heads(root), pydyf.Array()
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        for mark in page.marks if hasattr(page, "marks") else marks_on(page, stream, heads):
            structure.add(number, mark, None if mark.link is None else page.links[mark.link][3].link_annotation)
        numbers += [number, pydyf.Array(owner.reference for owner in structure.owners[number])]
    for number, (annotation, owner) in enumerate(structure.links, start=len(streams)):
        annotation["StructParent"] = number
        numbers += [number, owner.reference]
    pdf.catalog["StructTreeRoot"] = structure.finish(numbers)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class Heads:
    """The heads of tables: each is read on the first page that shows it, and only repeated on further ones."""

    def __init__(self, root: Element) -> None:
        """Take the page's tree."""
        self._head = {part: head for head in root.iter("thead") for part in head.iter()}
        self._read_on: dict[Element, Page] = {}

    def repeats(self, element: Element, page: Page) -> bool:
        """Return whether this is in the head of a table that was read on an earlier page."""
        head = self._head.get(element)
        return head is not None and self._read_on.setdefault(head, page) is not page


def marks_on(page: Page, stream: Stream, heads: Heads) -> Sequence[Mark]:
    """Return what is to be read on a page that is drawn, and number it in this order; the rest becomes artifacts.

    WeasyPrint has numbered the boxes that it drew text or a picture for, page by page (MCID). Text that is only
    repeated, and dots, are not read.
    """
    mcids = {box: tag["mcid"] for box, tag in stream._tags.items()}  # noqa: SLF001 -- there is no public name
    links = {id(box): number for number, (*_, box) in enumerate(page.links)}
    marks, read = [], dict[int, int]()
    for box, is_leader in _drawn(page._page_box):  # noqa: SLF001 -- as above
        mcid = mcids.get(box)
        is_content = mcid is not None and not is_leader and not heads.repeats(box.element, page)
        link = links.get(id(box))
        if is_content or link is not None:
            bounds = _bounds(box, page.height) if isinstance(box, ReplacedBox) else None
            marks.append(Mark(box.element, box.element_tag.partition("::")[2], is_content, link, bounds))
        if is_content and mcid is not None:
            read[mcid] = len(read)
    _number_anew(stream, read)
    return marks


def _drawn(box: Box, *, is_leader: bool = False) -> Iterator[tuple[Box, bool]]:
    """Yield boxes outside the margins as WeasyPrint tags them, in its order, and whether each is part of a leader."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001 -- what the placeholder stands for has no public name
    if isinstance(box, MarginBox):
        return
    is_leader = is_leader or box.is_leader
    if box.element is not None:
        yield box, is_leader
    for child in getattr(box, "children", ()):
        yield from _drawn(child, is_leader=is_leader)


def _bounds(box: Box, page_height: float) -> tuple[float, float, float, float]:
    """Return bounds in points from the bottom, as PDF has them; WeasyPrint has CSS pixels (0.75 pt) from the top."""
    left, top = box.content_box_x(), box.content_box_y()
    return left * 0.75, (page_height - top - box.height) * 0.75, (left + box.width) * 0.75, (page_height - top) * 0.75


def _number_anew(stream: pydyf.Stream, numbers: dict[int, int]) -> None:
    """Number marked content in the order of the tree; what has no number becomes an artifact.

    `/Span <</MCID 7>> BDC` turns into `/Artifact <</Type /Pagination>> BDC`.
    """
    for i, operand in enumerate(stream.stream):
        if isinstance(operand, dict) and "MCID" in operand:
            number = numbers.pop(operand["MCID"], None)
            if number is None:
                stream.stream[i - 1 : i + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
            else:
                operand["MCID"] = number
    if numbers:
        msg = f"marked content {sorted(numbers)} is not in the page's own stream"
        raise ValueError(msg)
