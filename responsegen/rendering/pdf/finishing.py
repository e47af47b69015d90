"""Finish what WeasyPrint has drawn: check its fonts, and declare its conformance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pydyf

from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.fonts import FAMILIES
from responsegen.rendering.pdf.joining import add_margins
from responsegen.rendering.pdf.weasyprint.object_cache import settle

if TYPE_CHECKING:
    import weasyprint


# ISO 14289-1, clause 5; ISO 19005-3, clause 6.6.2.3, asks for a description of every schema that is not its own.
PDF_UA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END = b"</rdf:RDF>"


def declare_pdf_ua(pdf: pydyf.PDF) -> None:
    """Add the declaration to the one RDF block that is there (readers ignore a second one)."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (xmp,) = metadata.stream
    before, end, after = xmp.partition(END)
    if not end:
        msg = "WeasyPrint's XMP metadata have no RDF block"
        raise ValueError(msg)
    metadata.stream = [before + PDF_UA + end + after]


def finish(document: weasyprint.Document, pdf: pydyf.PDF, name: str) -> None:
    """Say what the file is, and let it change no more.

    Raises RenderingFailed for fonts that are not ours.
    """
    if problems := tuple(_foreign_fonts(document, name)):
        raise RenderingFailed(*problems)
    declare_pdf_ua(pdf)
    if "AF" in pdf.catalog:  # WeasyPrint 70 names each attachment twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"
    add_margins(document, pdf)
    settle(pdf)


def _foreign_fonts(document: weasyprint.Document, name: str) -> Iterator[Problem]:
    """Fonts that are not ours mean that a family name is wrong or a glyph was looked for elsewhere."""
    for font in document.fonts.values():
        if font.family not in FAMILIES:
            yield catalogue.NO_GLYPH.at(Place(name), f"only {' and '.join(sorted(FAMILIES))}", font.family)
        for codepoint in font.missing:
            yield catalogue.NO_GLYPH.at(Place(name), f"characters that {font.family} can draw", f"U+{codepoint:04X}")
