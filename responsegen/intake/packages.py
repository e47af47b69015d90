"""Open the files that arrive: only what is known is taken out of them, and never more than there is room for."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from posixpath import join, normpath, split
from typing import Final
from xml.etree import ElementTree as ET

from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem

MAX_FILE: Final = 20_000_000  # bytes
MAX_UNPACKED: Final = 80_000_000
_MOST_PARTS: Final = 2_000
_DEEPEST: Final = 300
WANTED: Final = "a questionnaire as .docx or .odt, a workbook as .xlsx or .ods, or an e-mail as .eml"
OLE, _PDF, _ZIP = b"\xd0\xcf\x11\xe0", b"%PDF", b"PK\x03\x04"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MACROS: Final = ("vbaproject.bin", "macrosheets/", "basic/", "scripts/")
_OBJECTS: Final = ("/embeddings/", "/activex/", "objectreplacements/")
_DEFINITIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")
KINDS: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}
_TYPES: Final = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_FOLDERS: Final = {"word": "docx", "xl": "xlsx"}  # in which the main part of a package stands
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
_SAVED: Final = {  # where a package says when it was saved
    "docProps/core.xml": "{http://purl.org/dc/terms/}modified",
    "meta.xml": f"{DC}date",
}
_AS_WORD, _AS_EXCEL, _FILLED_IN = "Save it as .docx", "Save it as .xlsx", "Send the Word file that was filled in"
OTHERS: Final = {
    ".doc": ("an older Word file", _AS_WORD),
    ".rtf": ("a file in Rich Text Format", _FILLED_IN),
    ".docm": ("a Word file with macros", _AS_WORD),
    ".dotx": ("a Word template", _AS_WORD),
    ".dotm": ("a Word template with macros", _AS_WORD),
    ".fodt": ("an OpenDocument text in one piece", "Save it as .odt"),
    ".pages": ("a file of Pages", "Export it as Word, .docx"),
    ".xls": ("an older Excel file", _AS_EXCEL),
    ".xlsm": ("a workbook with macros", _AS_EXCEL),
    ".xlsb": ("a binary workbook", _AS_EXCEL),
    ".csv": ("a table as text", "Send the workbook, as .xlsx"),
    ".numbers": ("a file of Numbers", "Export it as Excel, .xlsx"),
    ".msg": ("a message of Outlook", "Save its attachment, or the message as .eml"),
    ".p7m": ("a signed or encrypted message", "Save its attachment, and send that"),
    ".pdf": ("a PDF", _FILLED_IN),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic"), ("a picture", _FILLED_IN)),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz"), ("an archive", "Send the files that are in it")),
}
_ANEW: Final = "Open it, save it anew, and send that"


class NotReceivedError(Exception):
    """A file that nothing is taken from; the problem says why, and what to send instead."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem)
        self.problem = problem


def refuse(file: str, found: str, advice: str = "", expected: str = WANTED) -> NotReceivedError:
    """Return the error for a file that cannot be received."""
    return NotReceivedError(catalogue.NOT_RECEIVED.at(Place(file), expected, found, advice))


@dataclass(frozen=True, slots=True)
class Package:
    """A file of an office program, unpacked."""

    file: str  # "SE.docx", or "mail.eml: SE.docx"
    kind: str  # docx, odt, xlsx or ods
    parts: Mapping[str, bytes]
    sha256: str
    sent: date | None = None  # by mail

    def xml(self, part: str) -> ET.Element:
        """Parse one part. Raises NotReceivedError."""
        return _xml(self.file, self.parts[part])

    @property
    def day(self) -> date | None:
        """The day on which it was sent, or else says that it was saved last."""
        if self.sent:
            return self.sent
        for part, element in _SAVED.items():
            if part in self.parts and (found := next(self.xml(part).iter(element), None)) is not None:
                with suppress(ValueError):
                    return date.fromisoformat((found.text or "")[:10])
        return None

    def packed(self) -> bytes:
        """Pack the checked parts again, for a reader that takes whole files."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as package:
            for name, part in self.parts.items():
                package.writestr(name, part)
        return content.getvalue()


def unpack(file: str, content: bytes, sent: date | None = None) -> Package:
    """Take a file apart. Raises NotReceivedError."""
    name = file.lower().rpartition(": ")[2]
    suffix = f".{name.rpartition('.')[2]}"
    if name.startswith(("~$", ".~lock.")):
        raise refuse(file, "what an office program leaves beside an open file", "Close it, and send the file itself")
    if len(content) > MAX_FILE:
        raise refuse(file, "more", "Take pictures out of it", f"a file of at most {MAX_FILE // 1_000_000} MB")
    _refuse_others(file, suffix, content)
    if suffix[1:] not in KINDS or not content.startswith(_ZIP):
        raise refuse(file, "another kind of file" if content else "an empty file")
    parts = _parts(file, content)
    kind, main = _main_part(file, parts)
    _refuse_active(file, kind, parts)
    if b"purl.oclc.org/ooxml" in parts[main][:4000]:
        raise refuse(file, "a file as Strict Open XML", f"Save it as .{kind}, without that")
    return Package(file, kind, {**parts, KINDS[kind]: parts[main]}, sha256(content).hexdigest(), sent)


def _refuse_others(file: str, suffix: str, content: bytes) -> None:
    """Refuse by its name or its first bytes what is known to be a file of another kind. Raises NotReceivedError."""
    is_old = content.startswith(OLE)
    if is_old and _ENCRYPTED in content:
        raise refuse(file, "a file with a password", "Save it without one")
    if is_old and suffix not in OTHERS:
        suffix = ".xls" if suffix in (".xlsx", ".ods") else ".doc"
    elif content.startswith(_PDF):
        suffix = suffix if suffix in OTHERS else ".pdf"
    if suffix in OTHERS:
        raise refuse(file, *OTHERS[suffix])


def _main_part(file: str, parts: Mapping[str, bytes]) -> tuple[str, str]:
    """Find out what a package is, and where its main part stands: office programs in the web call it otherwise."""
    if kind := _TYPES.get(parts.get("mimetype", b"").strip()):
        main = KINDS[kind]
    else:
        main = next((path for _, kind, path in related(file, parts, "") if kind == "officeDocument"), "")
        kind = _FOLDERS.get(main.partition("/")[0])
    if kind is None or main not in parts:
        raise refuse(file, "another kind of file")
    return kind, main


def related(file: str, parts: Mapping[str, bytes], path: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, kind and path of what a part refers to within its package; the whole package has the path ""."""
    folder, name = split(path)
    relations = join(folder, "_rels", f"{name}.rels")
    for found in _xml(file, parts[relations]) if relations in parts else ():
        target = found.get("Target", "")
        inside = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        yield found.get("Id", ""), found.get("Type", "").rpartition("/")[2], inside


def _refuse_active(file: str, kind: str, parts: Mapping[str, bytes]) -> None:
    named = " /".join(("", *parts)).lower()
    if any(part in named for part in _MACROS) or b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise refuse(file, "a file with macros", f"Save it as .{kind}, without them")
    if any(part in named for part in _OBJECTS):
        raise refuse(file, "a file that holds objects of other programs", "Take them out, and save it anew")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise refuse(file, "a file with a password", "Save it without one")


def _parts(file: str, content: bytes) -> dict[str, bytes]:
    """Unpack everything but pictures, as far as there is room: what a package says of its own sizes is not believed."""
    found: dict[str, bytes] = {}
    room = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            if len(members) > _MOST_PARTS:
                raise refuse(file, "more", _ANEW, f"a file of at most {_MOST_PARTS} parts")
            for member in members:
                if member.flag_bits & 1:
                    raise refuse(file, "a file with a password", "Save it without one")
                if member.filename in found:
                    raise refuse(file, "a damaged file", _ANEW)
                if "media/" in member.filename or member.filename.startswith(("Pictures/", "Thumbnails/")):
                    continue
                if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise refuse(file, "a damaged file", _ANEW)
                with package.open(member) as part:
                    found[member.filename] = part.read(room + 1)
                room -= len(found[member.filename])
                if room < 0:
                    raise refuse(file, "more", _ANEW, f"a file that unpacks to at most {MAX_UNPACKED // 1_000_000} MB")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise refuse(file, "a damaged file", _ANEW) from error
    if any(sign in part for part in found.values() for sign in _DEFINITIONS):
        raise refuse(file, "a file with definitions of its own", _ANEW)
    return found


def _xml(file: str, part: bytes) -> ET.Element:
    """Parse one part, in UTF-8."""
    try:
        text = part.decode("utf-8-sig")
        root = ET.fromstring(text)  # noqa: S314 -- parts with a document type are refused
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise refuse(file, "a damaged file", _ANEW) from error
    deepest = [root]
    for _ in range(_DEEPEST):
        deepest = [child for element in deepest for child in element]
        if not deepest:
            return root
    raise refuse(file, "one that is nested too deep", _ANEW)
