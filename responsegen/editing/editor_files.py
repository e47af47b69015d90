"""Give the files by which VS Code completes and checks a dossier's files, and lists what `check` finds."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from responsegen.dossier.files import BUILD, DISTRIBUTION_FILE, DOSSIER_FILE, POSITIONS, SUFFIXES
from responsegen.dossier.model import Dossier
from responsegen.dossier.schema import DISTRIBUTION_SCHEMA, DOSSIER_SCHEMA, POSITIONS_SCHEMA, schemas

SETTINGS: Final = ".vscode/settings.json"
PROBLEM: Final = r"^(.+?):(\d+):(\d+): (error|warning): (.*) \[(RG\d+)\]$"  # a line of `check`
_READER: Final = {
    "owner": "responsegen",
    "source": "responsegen",
    "fileLocation": ["relative", "${workspaceFolder}"],
    "pattern": {"regexp": PROBLEM, "file": 1, "line": 2, "column": 3, "severity": 4, "message": 5, "code": 6},
}
_CHECK: Final = {
    "label": "responsegen: check",
    "type": "process",
    "command": "responsegen",
    "args": ["check"],
    "group": {"kind": "build", "isDefault": True},
    "problemMatcher": _READER,
}
VSCODE: Final[Mapping[str, object]] = {
    SETTINGS: {
        "yaml.schemas": {
            f"./{BUILD}/{DOSSIER_SCHEMA}": DOSSIER_FILE,
            f"./{BUILD}/{POSITIONS_SCHEMA}": [f"{POSITIONS}/*{suffix}" for suffix in SUFFIXES],
            f"./{BUILD}/{DISTRIBUTION_SCHEMA}": DISTRIBUTION_FILE,
        }
    },
    ".vscode/extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
    ".vscode/tasks.json": {"version": "2.0.0", "tasks": [_CHECK]},
}


def editor_files(folder: Path, dossier: Dossier) -> dict[str, bytes]:
    """Return each of them, by path, that can be put into this folder in the place of nothing."""
    made = {path: f"{json.dumps(content, indent=2)}\n" for path, content in VSCODE.items()}
    made |= {f"{BUILD}/{name}": text for name, text in schemas(dossier).items()}
    return {path: text.encode() for path, text in made.items() if _has_room(folder / path)}


def _has_room(file: Path) -> bool:
    if file.parent.is_symlink():
        return False
    try:
        file.lstat()
    except FileNotFoundError:
        return os.access(file.parent, os.W_OK) or not os.path.lexists(file.parent)
    except OSError:  # its folder is none, or may not be looked into
        return False
    return False
