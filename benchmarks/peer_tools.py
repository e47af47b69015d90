"""The peers, and which of their tools are on this machine."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ratios import PEERS, peer

INSTALLED_APART = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
FIND_PANDOC = "import pypandoc; print(pypandoc.get_pandoc_path())"


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to both formats, and the tools that it takes."""

    name: str
    program: str
    needs: tuple[str, ...]
    forms: str  # of the content that it begins with, as in `benchmarks.peer_content`


ALL = (
    Peer("docxtpl + LibreOffice", "docxtpl", ("docxtpl", "LibreOffice"), "json"),
    Peer("pandoc + typst", "pandoc-typst", ("pandoc", "typst"), "html"),
    Peer("pandoc + WeasyPrint", "pandoc-weasyprint", ("pandoc",), "page,html"),
    Peer("typst + python-docx", "typst-python-docx", ("pandoc", "typst", "python-docx"), "json,typ"),
)


def find_tools() -> dict[str, str]:
    """The tools that are here, by name, each with its path or the interpreter that can import it."""
    python = str(PEERS / "bin/python")
    found = {
        name: python
        for name in ("docxtpl", "typst", "python-docx")
        if _prints(python, f"import {_module(name)}") is not None
    }
    found["pandoc"] = (_prints(python, FIND_PANDOC) or "").strip() or _new_enough(peer("pandoc"))
    found["LibreOffice"] = peer("soffice") or peer("libreoffice") or shutil.which(INSTALLED_APART) or ""
    return {name: path for name, path in found.items() if path}


def _module(tool: str) -> str:
    return {"python-docx": "docx"}.get(tool, tool)


def _prints(*command: str) -> str | None:
    """What a short Python program prints; None where it fails or there is no such interpreter."""
    interpreter, program = command
    if not Path(interpreter).exists():
        return None
    done = subprocess.run((interpreter, "-P", "-c", program), capture_output=True, text=True, check=False)
    return None if done.returncode else done.stdout


def _new_enough(pandoc: str | None) -> str:
    """This pandoc, if it can write typst."""
    if pandoc is None:
        return ""
    formats = subprocess.run((pandoc, "--list-output-formats"), capture_output=True, text=True, check=True)
    return pandoc if "typst" in formats.stdout.split() else ""


def is_complete(peer: Peer, tools: dict[str, str]) -> bool:
    """Whether all its tools are here; says in one sentence which are not."""
    ways = {"LibreOffice": "install it, so that soffice is on PATH"}
    missing = [f"{name} ({ways.get(name, '`./run bench` installs it')})" for name in peer.needs if name not in tools]
    if missing:
        print(f"{peer.name} is left out, for want of {' and '.join(missing)}.")
    return not missing
