"""Write a line into the foot of every page of a DOCX; change nothing else."""

from __future__ import annotations

import re
import zipfile
from html import escape
from io import BytesIO
from typing import Final

BLANK: Final = "\N{NO-BREAK SPACE}"


def stamp_docx(docx: bytes, line: str, identifier: str) -> bytes:
    """Return the DOCX with this line in each foot. Raises ValueError where it has no empty line there."""
    content, written = BytesIO(), 0
    with zipfile.ZipFile(BytesIO(docx)) as package, zipfile.ZipFile(content, "w") as made:
        for entry in package.infolist():
            member = package.read(entry)
            if entry.filename.startswith("word/footer"):
                member, count = re.subn(f"(<w:t[^>]*>){BLANK}(</w:t>)".encode(), _line(line), member)
                written += count
            elif entry.filename == "docProps/core.xml":
                named = f"<dc:identifier>{escape(identifier)}</dc:identifier></cp:coreProperties>"
                member = member.replace(b"</cp:coreProperties>", named.encode())
            made.writestr(entry, member, compresslevel=9)
    if not written:
        message = "no foot has a line for the copy"
        raise ValueError(message)
    return content.getvalue()


def _line(line: str) -> bytes:
    return rb"\g<1>" + escape(line, quote=False).replace("\\", r"\\").encode() + rb"\g<2>"
