"""Look up in one document's PDF and DOCX what is in them, and word each fact for a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pikepdf
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
CLAIMS = {"PDF/A": r'pdfaid:part(?:="|>)(\d)', "PDF/UA": r'pdfuaid:part(?:="|>)(\d)'}


def facts(pdf: Path, docx: Path) -> dict[str, str]:
    """What readers get, and with a screen reader, too."""
    return _of_pdf(pdf) | _of_docx(docx)


def _of_pdf(path: Path) -> dict[str, str]:
    with pikepdf.open(path) as pdf:
        elements = list(_elements(pdf))
        heads = [each for each in elements if each.S == "/TH"]
        figures = [each for each in elements if each.S == "/Figure"]
        metadata = pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in pdf.Root else ""
        claims = [f"{name}-{part[1]}" for name, claim in CLAIMS.items() if (part := re.search(claim, metadata))]
        return {
            "PDF: structure elements (tags)": str(len(elements)),
            "PDF: header cells with a scope": f"{sum(map(_has_scope, heads))} of {len(heads)}",
            "PDF: footnotes that are tagged": str(sum(each.S in {"/Note", "/FENote"} for each in elements)),
            "PDF: charts with alternative text": f"{sum('/Alt' in each for each in figures)} of {len(figures)}",
            "PDF: standards it claims": ", ".join(claims) or "none",
            "PDF: language": str(pdf.Root.get("/Lang", "none")),
        }


def _elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every structure element that hangs on the tree; none where there is no tree."""
    waiting = [pdf.Root.StructTreeRoot] if "/StructTreeRoot" in pdf.Root else []
    while waiting:
        node = waiting.pop()
        if "/S" in node:
            yield node
        below = node.get("/K", [])
        below = list(below) if isinstance(below, pikepdf.Array) else [below]
        waiting += [each for each in below if isinstance(each, pikepdf.Dictionary) and ("/S" in each or "/K" in each)]


def _has_scope(cell: pikepdf.Dictionary) -> bool:
    attributes = cell.get("/A", [])
    attributes = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return any(isinstance(each, pikepdf.Dictionary) and "/Scope" in each for each in attributes)


def _of_docx(path: Path) -> dict[str, str]:
    with ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    pictures = list(body.iter(PROPERTIES))
    words = " ".join("".join(p.itertext(f"{W}t")) for p in body.iter(f"{W}p")).split()
    return {
        "DOCX: words": str(len(words)),
        "DOCX: footnotes": str(sum(1 for _ in body.iter(f"{W}footnoteReference"))),
        "DOCX: charts with alternative text": f"{sum(bool(each.get('descr')) for each in pictures)} of {len(pictures)}",
        "DOCX: head rows that repeat": str(sum(1 for _ in body.iter(f"{W}tblHeader"))),
    }
