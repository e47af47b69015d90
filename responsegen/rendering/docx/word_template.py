"""Fill a document that has taken from word.docx the parts that may go out, each by a closed list of its elements.

Whatever else Word or LibreOffice keep in such a file stays behind: text, heads, comments, properties, fonts, pictures.
"""

from __future__ import annotations

import io
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml
from lxml import etree

from responsegen.dossier import catalogue
from responsegen.problem import Problem
from responsegen.rendering.docx.context import NO, TEMPLATE
from responsegen.rendering.docx.pages import turned, width_between_margins
from responsegen.rendering.docx.wordml import child, value, w
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.templates import TemplateFolders
from responsegen.rendering.tree import Element as Xml

if TYPE_CHECKING:
    from docx.document import Document


OFFICE = RELATIONSHIP_TYPE.STYLES.rpartition("/")[0]
NARROWEST = 1440  # twips between the margins, an inch: a table has up to nine columns
ADVICE = "Save it in Word as .docx, or take the shipped one anew"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LARGEST = 16 * 1024 * 1024  # bytes of all parts together that are read
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)

_BORDERS = "top left start bottom right end between bar insideH insideV tl2br tr2bl"
_TEXT = (
    "rPr rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
    " lang eastAsianLayout specVanish pPr pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl"
    " numId suppressLineNumbers pBdr tabs tab suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct"
    " autoSpaceDE autoSpaceDN bidi adjustRightInd ind contextualSpacing mirrorIndents suppressOverlap jc"
    f" textDirection textAlignment textboxTightWrap outlineLvl {_BORDERS}"
)
_SECTION = (
    "sectPr pgSz pgMar pgBorders lnNumType pgNumType cols col docGrid vAlign textDirection bidi rtlGutter footnotePr"
    f" pos numFmt numStart numRestart {_BORDERS}"
)
_STYLES = (
    "docDefaults rPrDefault pPrDefault latentStyles lsdException style name basedOn next link autoRedefine hidden"
    " uiPriority semiHidden unhideWhenUsed qFormat locked tblStylePr tblPr tblStyleRowBandSize tblStyleColBandSize"
    " tblW tblCellSpacing tblInd tblBorders tblLayout tblCellMar tblLook tblpPr tblOverlap bidiVisual trPr cantSplit"
    f" tblHeader trHeight tcPr tcW tcBorders noWrap tcMar tcFitText vAlign hideMark {_TEXT}"
)
_NUMBERING = (
    "abstractNum num abstractNumId nsid multiLevelType tmpl name styleLink numStyleLink lvl start numFmt lvlRestart"
    f" isLgl suff lvlText lvlJc lvlOverride startOverride {_TEXT}"
)
_SETTINGS = (
    "zoom mirrorMargins gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
    " doNotHyphenateCaps characterSpacingControl noLineBreaksAfter noLineBreaksBefore footnotePr pos numFmt numStart"
    " numRestart compat compatSetting themeFontLang clrSchemeMapping decimalSymbol listSeparator"
)
_FONTS = "font altName panose1 charset family notTrueType pitch sig"
_THEME = (
    "themeElements clrScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink srgbClr"
    " sysClr scrgbClr hslClr prstClr schemeClr tint shade alpha hueMod satMod satOff lumMod lumOff fontScheme"
    " majorFont minorFont latin ea cs font fmtScheme fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst noFill"
    " solidFill gradFill gsLst gs lin path fillToRect tileRect pattFill fgClr bgClr ln prstDash round bevel miter"
    " headEnd tailEnd effectStyle effectLst outerShdw innerShdw glow softEdge reflection scene3d camera rot lightRig"
    " sp3d bevelT bevelB contourClr extrusionClr"
)


# Each kind of part: its root element, and which elements may stand at any depth below it.
DOCUMENT = ("w:document", f"body {_SECTION}")
KINDS = {  # by the last word of their relationship's type
    "styles": ("w:styles", _STYLES),
    "numbering": ("w:numbering", _NUMBERING),
    "settings": ("w:settings", _SETTINGS),
    "fontTable": ("w:fonts", _FONTS),
    "theme": ("a:theme", _THEME),
}
# What acts, leads out, or would turn up in another shape, by the names of elements, relationships and files.
REFUSED = {
    "vbaProject": ("macros", "In Word, save it as .docx without macros"),
    "oleObject": ("an embedded object", "Delete it"),
    "package": ("an embedded file", "Delete it"),
    "activeX": ("a control", "Delete it"),
    "control": ("a control", "Delete it"),
    "aFChunk": ("another document in it", "Delete it"),
    "altChunk": ("another document in it", "Delete it"),
    "subDoc": ("another document in it", "Delete it"),
    "attachedTemplate": ("an attached template", "In Word, choose Developer, Document Template, and attach Normal"),
    "mailMerge": ("a mail merge", "In Word, choose Mailings, Start Mail Merge, Normal Word Document"),
    "documentProtection": ("a protection against changes", "In Word, choose Review, Restrict Editing, Stop Protection"),
    "writeProtection": ("a protection against changes", "In Word, save it without a password and not as read-only"),
    "numPicBullet": ("a picture as a bullet", "Choose a character instead"),
    "blip": ("a picture in its theme", "In Word, choose Design, Themes, and one without pictures"),
}


@lru_cache(maxsize=1)  # all documents of a build begin with the same file
def closed_parts(word_template: bytes) -> Mapping[str, bytes]:
    """Return the parts by kind; of the document itself the page of its last section, and nothing else.

    Raises RenderingFailed where the file is no Word document, lacks a part that is needed, or holds what is refused.
    """
    try:
        package = _Package(word_template)
        problems = [*package.refused()]
        main = package.related("").get("officeDocument", "word/document.xml")
        related = package.related(main)
        roots = {"document": package.root(main)}
        roots |= {kind: package.root(related[kind]) for kind in KINDS if kind in related}
    except MemoryError:
        raise
    except Exception as error:  # a broken file makes zipfile, zlib and lxml raise whatever they like
        said = isinstance(error, ValueError | KeyError | RuntimeError | BadZipFile)
        words = f"{error.args[0] if isinstance(error, KeyError) else error}"
        raise no_document(words if said else f"{type(error).__name__}: {words}") from error
    problems += [found for kind, root in roots.items() for found in _refused_in(root, related.get(kind, main))]
    if problems:
        raise RenderingFailed(*problems)
    for needed in ("styles", "numbering"):
        if needed not in roots:
            raise RenderingFailed(catalogue.BAD_WORD_TEMPLATE.at(TEMPLATE, f"a part for {needed}", "none", ADVICE))
    return {kind: DECLARATION + etree.tostring(_closed(kind, root), encoding="UTF-8") for kind, root in roots.items()}


def no_document(found: str) -> RenderingFailed:
    """Return the error for a file that no document can be made from."""
    return RenderingFailed(catalogue.BAD_WORD_TEMPLATE.at(TEMPLATE, "a Word document", found, ADVICE))


class _Package:
    """A zip file from anybody: only what is asked for is unpacked, and never more than a limit."""

    def __init__(self, content: bytes) -> None:
        self._zip = ZipFile(io.BytesIO(content))
        self._left = LARGEST
        names = Counter(name.lower() for name in self._zip.namelist())
        if twice := next((name for name, count in names.items() if count > 1), ""):
            message = f"two files {twice} in it"
            raise ValueError(message)

    def root(self, name: str) -> Xml:
        """Return the tree of one part."""
        with self._zip.open(name) as packed:
            content = packed.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            message = f"more than {LARGEST // 1024**2} MB in it"
            raise ValueError(message)
        root = etree.fromstring(content, PARSER)
        if root.getroottree().docinfo.internalDTD is not None:
            message = f"a document type in {name}"
            raise ValueError(message)
        return root

    def related(self, part: str) -> dict[str, str]:
        """Return the parts that a part (the package itself: "") is related to, by the kind of relationship."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self._zip.namelist():
            return {}
        found = _relationships(self.root(listed))
        return {kind: posixpath.normpath(posixpath.join("/", folder, target))[1:] for kind, target, _ in found}

    def refused(self) -> Iterator[Problem]:
        """Yield one problem for each part that acts, and each relationship that leads out of the file."""
        for name in self._zip.namelist():
            yield from _refusals(posixpath.basename(name), name)
            for kind, target, is_outside in _relationships(self.root(name)) if name.endswith(".rels") else ():
                known = [*_refusals(kind, name)]
                if is_outside and not known:
                    known = [_problem(f'a link to "{target[:60]}" in {name}', "Delete what leads there")]
                yield from known


def _relationships(root: Xml) -> Iterator[tuple[str, str, bool]]:
    """Yield each kind and target, and whether the target is outside of the file."""
    for found in root.iterchildren("{*}Relationship"):
        kind = found.get("Type", "").rpartition("/")[2]
        yield kind, found.get("Target", ""), found.get("TargetMode", "Internal") != "Internal"


def _refusals(name: str, where: str) -> Iterator[Problem]:
    for refused, (found, advice) in REFUSED.items():
        if name.lower().startswith(refused.lower()):
            yield _problem(f"{found} in {where}", advice)


def _problem(found: str, advice: str) -> Problem:
    return catalogue.ACTIVE_WORD_TEMPLATE.at(
        TEMPLATE, "a Word file that holds nothing active and leads nowhere", found, advice
    )


def _refused_in(root: Xml, part: str) -> Iterator[Problem]:
    for element in root.iter(*(f"{{*}}{name}" for name in REFUSED)):
        if value(element, "enforcement").lower() not in NO:
            yield from _refusals(etree.QName(element).localname, part)


def _closed(kind: str, root: Xml) -> Xml:
    """Return a copy with known elements alone. Raises RenderingFailed where it is no part of this kind."""
    wanted, names = KINDS.get(kind, DOCUMENT)
    prefix = wanted[0]
    if root.tag != qn(wanted):
        raise no_document(found=f"<{etree.QName(root).localname}> for <{wanted}>")
    made = etree.Element(root.tag, nsmap={one: nsmap[one] for one in ("wr" if prefix == "w" else "a")})
    _copy(root, made, frozenset(qn(f"{prefix}:{name}") for name in names.split()))
    for notes in made.iter(qn("w:footnotePr")) if kind == "settings" else ():
        notes.extend(w("footnote", id=number) for number in (-1, 0))  # the two separators that `inlines` writes
    return made


def _copy(old: Xml, new: Xml, known: AbstractSet[str]) -> None:
    """Copy known elements, and attributes of their namespace (in a theme: of none). None of them holds text."""
    space = "" if old.tag.startswith(f"{{{nsmap['a']}}}") else f"{{{nsmap['w']}}}"
    for name, said in cast("Mapping[str, str]", old.attrib).items():
        if name.startswith(space) and "}" not in name.removeprefix(space) and "}rsid" not in name:
            new.set(name, said)
    for part in old.iterchildren(*known):
        _copy(part, etree.SubElement(new, part.tag), known)


def open_template(word_template: bytes) -> Document:
    """Return the document that is filled: the shipped package, with those parts of the template that may go out.

    Raises RenderingFailed where the template is no Word document, lacks something, or has no room on its page.
    """
    parts = closed_parts(word_template)
    body = parse_xml(parts["document"]).find(qn("w:body"))
    if body is None:
        raise no_document(found="no <w:body>")
    section = body.find(qn("w:sectPr"))
    if found := _unfit(section):
        raise RenderingFailed(
            catalogue.BAD_WORD_TEMPLATE.at(TEMPLATE, "a page with a size, and room between its margins", found, ADVICE)
        )
    document = docx.Document(io.BytesIO(_shipped()))
    document.element.body.replace(document.element.body.sectPr, section)
    for kind in KINDS.keys() & parts:
        part = document.part.part_related_by(f"{OFFICE}/{kind}")
        if isinstance(part, XmlPart):
            part._element = parse_xml(parts[kind])  # noqa: SLF001 -- python-docx fills parts, but exchanges none
        else:
            part._blob = parts[kind]  # noqa: SLF001 -- as above
    return document


@lru_cache
def _shipped() -> bytes:
    return TemplateFolders.of().word()


def _unfit(section: Xml | None) -> str:
    """Return what is wrong with the page of a template; empty where nothing is."""
    if section is None:
        return "no section"
    try:
        widths = [width_between_margins(turned(section, landscape=landscape)) for landscape in (False, True)]
        size, margins = child(section, "pgSz"), child(section, "pgMar")
        height = min(int(value(size, side)) for side in ("w", "h"))
        distance = max(int(value(margins, end)) for end in ("header", "footer"))
    except ValueError as error:
        return f"{error}"
    if distance > height // 4:
        return f"a head or foot {distance} twips from the edge"
    return f"{min(widths)} twips" if min(widths) < NARROWEST else ""
