"""Write problems for code scanners in SARIF 2.1.0, which OASIS has standardised."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from responsegen.about import __version__
from responsegen.cli import problem_page
from responsegen.dossier.catalogue import CATALOGUE, Fault
from responsegen.problem import Problem

Object: TypeAlias = dict[str, object]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
BASE = "%SRCROOT%"  # the name that forges know for the top of the checkout


def sarif(problems: Sequence[tuple[Problem, Path]]) -> Object:
    """Write the log of one run; each problem comes with its file, and every code that there is as a rule."""
    codes = sorted(CATALOGUE)
    page = problem_page.entries()
    rules = [_rule(CATALOGUE[code], page[code]) for code in codes]
    driver = {"name": "responsegen", "version": __version__, "rules": rules}
    here = Path.cwd()
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"uri": f"{here.as_uri().rstrip('/')}/"}},
        "results": [
            {
                "ruleId": problem.code,
                "ruleIndex": codes.index(problem.code),
                "level": problem.severity.value,
                "message": {"text": problem.message},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": _address(file.absolute(), here),
                            "region": {"startLine": problem.place.line, "startColumn": problem.place.column},
                        }
                    }
                ],
            }
            for problem, file in problems
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(fault: Fault, said: problem_page.Entry) -> Object:
    return {
        "id": fault.code,
        "shortDescription": {"text": said.title},
        "fullDescription": {"text": said.explanation},
        "help": {"text": said.explanation},
        "defaultConfiguration": {"level": fault.severity.value},
    }


def _address(file: Path, here: Path) -> Object:
    """Name the file as seen from the current folder, in a forge the top of the checkout; whole if it is elsewhere."""
    if not file.is_relative_to(here):
        return {"uri": file.as_uri()}
    return {"uri": quote(file.relative_to(here).as_posix()), "uriBaseId": BASE}
