"""Fill a document that has taken from word.docx the parts that may go out, each by a closed list of its elements.

Whatever else Word or LibreOffice keep in such a file stays behind: text, heads, comments, properties, fonts, pictures.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from responsegen.dossier import catalogue
from responsegen.problem import Problem
from responsegen.rendering.docx.context import TEMPLATE
from responsegen.rendering.docx.pages import room_on, turned
from responsegen.rendering.docx.wordml import Xml, w
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.templates import TemplateFolders

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import _Relationship


OFFICE = RELATIONSHIP_TYPE.STYLES.rpartition("/")[0]
ADVICE = "Save it in Word as .docx, or take the shipped one anew"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The elements that may stand in the parts of a Word file, at any depth; none of them holds text.
_WORD = (
    # characters and paragraphs
    "rPr rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
    " lang eastAsianLayout pPr pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl"
    " numId suppressLineNumbers pBdr tabs tab suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct"
    " autoSpaceDE autoSpaceDN bidi adjustRightInd ind contextualSpacing mirrorIndents suppressOverlap jc"
    " textDirection textAlignment textboxTightWrap outlineLvl"
    " top left start bottom right end between bar insideH insideV tl2br tr2bl"
    # the page
    " body sectPr pgSz pgMar pgBorders lnNumType pgNumType cols col docGrid vAlign rtlGutter footnotePr pos numFmt"
    " numStart numRestart"
    # styles and tables
    " docDefaults rPrDefault pPrDefault latentStyles lsdException style name basedOn next link autoRedefine hidden"
    " uiPriority semiHidden unhideWhenUsed qFormat locked tblStylePr tblPr tblStyleRowBandSize tblStyleColBandSize"
    " tblW tblCellSpacing tblInd tblBorders tblLayout tblCellMar tblLook tblpPr tblOverlap bidiVisual trPr cantSplit"
    " tblHeader trHeight tcPr tcW tcBorders noWrap tcMar tcFitText hideMark"
    # lists and fonts
    " abstractNum num abstractNumId nsid multiLevelType tmpl styleLink numStyleLink lvl lvlRestart isLgl suff"
    " lvlText lvlJc lvlOverride startOverride font altName panose1 charset family notTrueType pitch sig"
    # settings
    " zoom mirrorMargins gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
    " doNotHyphenateCaps characterSpacingControl noLineBreaksAfter noLineBreaksBefore compat compatSetting"
    " themeFontLang clrSchemeMapping decimalSymbol listSeparator"
)
_THEME = (
    "themeElements clrScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink srgbClr"
    " sysClr scrgbClr hslClr prstClr schemeClr tint shade alpha hueMod satMod satOff lumMod lumOff fontScheme"
    " majorFont minorFont latin ea cs font fmtScheme fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst noFill"
    " solidFill gradFill gsLst gs lin path fillToRect tileRect pattFill fgClr bgClr ln prstDash round bevel miter"
    " headEnd tailEnd effectStyle effectLst outerShdw innerShdw glow softEdge reflection scene3d camera rot lightRig"
    " sp3d bevelT bevelB contourClr extrusionClr"
)
KNOWN = {qn(f"w:{name}") for name in _WORD.split()} | {qn(f"a:{name}") for name in _THEME.split()}
ROOTS = {  # of the parts that may go out, by the last word of their relationship's type
    "styles": "w:styles",
    "numbering": "w:numbering",
    "settings": "w:settings",
    "fontTable": "w:fonts",
    "theme": "a:theme",
}
REFUSED = {  # what acts, or leads out, by the last word of its relationship's type
    "vbaProject": ("macros", "In Word, save it as .docx without macros"),
    "attachedTemplate": ("an attached template", "In Word, choose Developer, Document Template, and attach Normal"),
    "mailMergeSource": ("a mail merge", "In Word, choose Mailings, Start Mail Merge, Normal Word Document"),
    "oleObject": ("an embedded object", "Delete it"),
    "package": ("an embedded file", "Delete it"),
    "control": ("a control", "Delete it"),
    "aFChunk": ("another document in it", "Delete it"),
}


@lru_cache(maxsize=1)  # all documents of a build begin with the same file
def closed_parts(word_template: bytes) -> Mapping[str, bytes]:
    """Return the parts by kind; of the document itself the page of its last section, and nothing else.

    Raises RenderingFailed where the file is no Word document, lacks a part that is needed, or holds what is refused.
    """
    try:
        package = Package.open(io.BytesIO(word_template))
        problems = tuple(_refused(package.iter_rels()))
        main = package.main_document_part
        related = {kind_of(relation): relation for relation in main.rels.values() if not relation.is_external}
        blobs = {kind: related[kind].target_part.blob for kind in ROOTS.keys() & related} | {"document": main.blob}
        parts = {kind: _closed(kind, blob) for kind, blob in blobs.items()}
    except (MemoryError, RenderingFailed):
        raise
    except Exception as error:  # a broken file makes zipfile, zlib, lxml and python-docx raise whatever they like
        raise no_document(found=f"{error.args[0] if error.args else error}") from error
    for needed in {"styles", "numbering"} - parts.keys():
        problems += (catalogue.BAD_WORD_TEMPLATE.at(TEMPLATE, f"a part for {needed}", "none", ADVICE),)
    if problems:
        raise RenderingFailed(*problems)
    return parts


def no_document(found: str) -> RenderingFailed:
    """Return the error for a file that no document can be made from."""
    return RenderingFailed(catalogue.BAD_WORD_TEMPLATE.at(TEMPLATE, "a Word document", found, ADVICE))


def kind_of(relation: _Relationship) -> str:
    """Return the last word of a relationship's type."""
    return relation.reltype.rpartition("/")[2]


def _refused(relations: Iterable[_Relationship]) -> Iterator[Problem]:
    """Yield one problem for each part that acts, and for each relationship that leads out of the file."""
    expected = "a Word file that holds nothing active and leads nowhere"
    for relation in relations:
        kind = kind_of(relation)
        if kind in REFUSED:
            yield catalogue.ACTIVE_WORD_TEMPLATE.at(TEMPLATE, expected, *REFUSED[kind])
        elif relation.is_external:
            found = f'a link ({kind}) to "{relation.target_ref[:60]}"'
            yield catalogue.ACTIVE_WORD_TEMPLATE.at(TEMPLATE, expected, found, "Delete what leads there")


def _closed(kind: str, part: bytes) -> bytes:
    """Return a part with known elements alone. Raises RenderingFailed where it is no part of this kind."""
    root, wanted = parse_xml(part), ROOTS.get(kind, "w:document")
    if root.tag != qn(wanted):
        raise no_document(found=f"<{etree.QName(root).localname}> for <{wanted}>")
    made = etree.Element(root.tag, nsmap={one: nsmap[one] for one in ("a" if kind == "theme" else "wr")})
    _copy(root, made)
    for notes in made.iter(qn("w:footnotePr")) if kind == "settings" else ():
        notes.extend(w("footnote", id=number) for number in (-1, 0))  # the two separators that `inlines` writes
    return DECLARATION + etree.tostring(made, encoding="UTF-8")


def _copy(old: Xml, new: Xml) -> None:
    """Copy known elements, and attributes of their namespace (in a theme: of none). None of them holds text."""
    space = "" if old.tag.startswith(f"{{{nsmap['a']}}}") else f"{{{nsmap['w']}}}"
    for name, said in cast("Mapping[str, str]", old.attrib).items():
        if name.startswith(space) and "}" not in name.removeprefix(space) and "}rsid" not in name:
            new.set(name, said)
    for part in old.iterchildren():  # quicker than to have lxml match hundreds of names
        if part.tag in KNOWN:
            _copy(part, etree.SubElement(new, part.tag))


def open_template(word_template: bytes) -> Document:
    """Return the document that is filled: the shipped package, with those parts of the template that may go out.

    Raises RenderingFailed where the template is no Word document, lacks something, or has no room on its page.
    """
    parts = closed_parts(word_template)
    section = parse_xml(parts["document"]).find(f"{qn('w:body')}/{qn('w:sectPr')}")
    try:
        if section is None:
            raise no_document(found="no section")
        for landscape in (False, True):
            room_on(turned(section, landscape=landscape))
    except ValueError as error:
        expected = "a page with a size and margins"
        raise RenderingFailed(catalogue.BAD_WORD_TEMPLATE.at(TEMPLATE, expected, str(error), ADVICE)) from error
    document = docx.Document(io.BytesIO(TemplateFolders.of().word()))
    document.element.body.replace(document.element.body.sectPr, section)
    for kind in ROOTS.keys() & parts:
        part = document.part.part_related_by(f"{OFFICE}/{kind}")
        if isinstance(part, XmlPart):
            part._element = parse_xml(parts[kind])  # noqa: SLF001 -- python-docx fills parts, but exchanges none
        else:
            part._blob = parts[kind]  # noqa: SLF001 -- as above
    return document
