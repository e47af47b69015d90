"""Make the PDF's structure tree anew from the page's own tree (ISO 32000-1, clauses 14.7 and 14.8).

WeasyPrint 70 tags page by page, so that a table over three pages becomes three tables (its issue 2903). What it has
drawn is kept; here one element of the page becomes one element of the structure, whatever pages it is on. This can go
when WeasyPrint closes that issue, 2508 (the scope of header cells) and 1836 (page headers and footers as artifacts).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pydyf

from responsegen.rendering.pdf.marks import Mark, marks_of, referenced

if TYPE_CHECKING:
    import weasyprint


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
}
ROLES_IN_CONTENTS = {"ol": "TOC", "li": "TOCI"}
TABLE_PARTS = frozenset({"caption", "thead", "tbody", "tr", "th", "td"})
SCOPES = {"row": "/Row", "col": "/Column"}  # ISO 32000-1, table 349


class Structure:
    """The tree under construction; `owners` says which element each marked content belongs to."""

    def __init__(self, root: Element, pdf: pydyf.PDF, spare: list[pydyf.Dictionary]) -> None:
        """Take the page's tree, and dictionaries of the file that may be used again."""
        self._pdf, self._spare = pdf, spare
        self._pages = pdf.page_references
        self._around = {child: parent for parent in root.iter() for child in parent}
        self._document = self._new("Document", None)
        self._elements = {root: self._document}
        self._items: dict[Element, pydyf.Dictionary] = {}  # li or dt → LI, which holds label and body
        self._head_pages: dict[Element, int] = {}  # thead → the page on which it is read; on others it is repeated
        self._notes: list[pydyf.Dictionary] = []
        self.owners: dict[tuple[int, int], pydyf.Dictionary] = {}
        self.links: list[tuple[pydyf.Dictionary, pydyf.Dictionary]] = []

    def add(self, mark: Mark) -> None:
        """Give one mark to its element; text that is only repeated, and dots, are left without an owner."""
        if mark.annotation is not None:
            self._add_link(self._owner(mark), mark.page, mark.annotation)
        elif mark.mcid is not None and not mark.is_leader and not self._is_repeated(mark):
            self._add_content(self._owner(mark), mark, mark.mcid)

    def finish(self, root: pydyf.Dictionary) -> None:
        """Hang the finished tree under the file's StructTreeRoot."""
        root["K"] = pydyf.Array([self._document.reference])
        self._document["P"] = root.reference
        if self._notes:
            names = pydyf.Array()
            for note in sorted(self._notes, key=lambda note: note["ID"].data):
                names += [note["ID"], note.reference]
            root["IDTree"] = pydyf.Dictionary({"Names": names})

    def _is_repeated(self, mark: Mark) -> bool:
        """Return whether this is a table head drawn again on a further page."""
        element: Element | None = mark.element
        while element is not None and element.tag != "thead":
            element = self._around.get(element)
        return element is not None and self._head_pages.setdefault(element, mark.page) != mark.page

    def _owner(self, mark: Mark) -> pydyf.Dictionary:
        match mark.part:
            case "footnote-call":
                reference = self._new("Reference", self._element(self._around[mark.element]))
                self._element(mark.element)  # the note is read right after its mark
                return reference
            case "footnote-marker":
                return self._new("Lbl", self._element(mark.element))
            case "marker" | "before" if mark.element.tag == "li":
                return self._new("Lbl", self._item(mark.element))
            case _:
                return self._element(mark.element)

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
        return self._elements[element]

    def _made(self, element: Element) -> pydyf.Dictionary:
        role = self._role(element)
        if role is None:
            return self._element(self._around[element])
        made = self._new(role, self._parent(element, role), element)
        if role == "Note":
            self._notes.append(made)
            made["ID"] = pydyf.String(f"note-{len(self._notes):04}")  # ISO 14289-1, 7.9: every Note has its own ID
        return made

    def _role(self, element: Element) -> str | None:
        if element.tag == "span":
            return "Note" if "footnote" in element.get("class", "").split() else None
        roles = ROLES | ROLES_IN_CONTENTS if self._in_contents(element) else ROLES
        return roles.get(element.tag)

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
        if not self._spare:
            self._pdf.add_object(pydyf.Dictionary())
            self._spare.append(self._pdf.objects[-1])
        made = self._spare.pop()
        made.update(values)
        return made

    def _add_content(self, owner: pydyf.Dictionary, mark: Mark, mcid: int) -> None:
        page = self._pages[mark.page]
        if owner.setdefault("Pg", page) == page:
            owner["K"].append(mcid)
        else:
            owner["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mcid}))
        if mark.bounds:
            owner["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(mark.bounds), "Placement": "/Block"})
        self.owners[mark.page, mcid] = owner

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


def tag_document(root: Element, document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Replace the structure tree of a finished, not yet written PDF; what belongs to nothing becomes an artifact."""
    marks = tuple(marks_of(document, pdf))
    old_root = referenced(pdf, pdf.catalog["StructTreeRoot"])
    parent_tree = referenced(pdf, old_root["ParentTree"])
    pages = [len(mcids) for mcids in parent_tree["Nums"][1 : 2 * len(document.pages) : 2]]

    structure = Structure(root, pdf, _emptied(pdf))
    for mark in marks:
        structure.add(mark)

    numbers = pydyf.Array()
    for page, size in enumerate(pages):
        owners = [structure.owners.get((page, mcid)) for mcid in range(size)]
        numbers += [page, pydyf.Array([owner.reference if owner else b"null" for owner in owners])]
        _make_artifacts(_contents(pdf, page), (mcid for mcid, owner in enumerate(owners) if owner is None))
    for annotation, owner in sorted(structure.links, key=lambda link: link[0]["StructParent"]):
        numbers += [annotation["StructParent"], owner.reference]
    parent_tree["Nums"] = numbers
    structure.finish(old_root)


def _emptied(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    """Empty and return the old structure's objects: new elements take their numbers, so that none is left over."""
    old = [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") in ("/StructElem", "/OBJR")]
    for element in old:
        element.clear()
    return old[::-1]


def _contents(pdf: pydyf.PDF, page: int) -> pydyf.Stream:
    return referenced(pdf, referenced(pdf, pdf.page_references[page])["Contents"])


def _make_artifacts(stream: pydyf.Stream, mcids: Iterable[int]) -> None:
    """Turn `/Span <</MCID 7>> BDC` into `/Artifact <</Type /Pagination>> BDC`."""
    wanted = set(mcids)
    for i, operand in enumerate(stream.stream):
        if isinstance(operand, dict) and operand.get("MCID") in wanted:
            wanted.remove(operand["MCID"])
            stream.stream[i - 1 : i + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
    if wanted:
        msg = f"marked content {sorted(wanted)} is not in the page's own stream"
        raise ValueError(msg)
