"""From the outputs and inputs of a build to manifest.json: what was made of what, by which programs."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

from responsegen import __version__
from responsegen.building.replacement import is_output_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from responsegen.dossier.files import SourceFile
    from responsegen.rendering.templates import TemplateFolders

NAME = "manifest.json"
FORMAT = 1
# What decides the bytes of an output, besides the inputs.
LIBRARIES = (
    *("fontpkg-source-sans-3", "fontpkg-source-serif-4", "jinja2", "lxml", "pydyf", "python-docx", "resvg-py"),
    "weasyprint",
)


def manifest(outputs: Mapping[str, str], inputs: Mapping[str, str]) -> str:
    """The text of manifest.json; both mappings are from paths to sha256. No date, and no path of this machine."""
    return _json(
        {
            "format": FORMAT,
            "made_with": {"responsegen": __version__, **{name: version(name) for name in LIBRARIES}},
            "outputs": dict(sorted(outputs.items())),
            "inputs": dict(sorted(inputs.items())),
        }
    )


def inputs(files: Iterable[SourceFile], templates: TemplateFolders) -> Mapping[str, str]:
    """The sha256 of every input by path: the dossier's files, and each template, style and asset in effect.

    One of the dossier's own is `templates/response.html.j2`, a packaged one `responsegen/templates/response.html.j2`.
    """
    digests = {file.path: sha256(file.content).hexdigest() for file in files}
    packaged = templates.folders[-1].resolve()
    for name in _names(templates):
        path = templates.find(name)
        label = "responsegen/templates" if path.is_relative_to(packaged) else "templates"
        digests[f"{label}/{name}"] = digest_of(path)
    return digests


def listed_outputs(output: Path) -> Mapping[str, str]:
    """The outputs of the last build, as its manifest lists them; none where it is missing or was tampered with."""
    try:
        listed = json.loads((output / NAME).read_bytes())["outputs"]
        paths = {path: digest for path, digest in listed.items() if isinstance(digest, str) and is_output_path(path)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return paths


def obsolete(output: Path, outputs: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the last build left and this one does not make: to be removed; and to be kept, since people edited it."""
    old = {path: digest for path, digest in listed_outputs(output).items() if path not in outputs}
    there = {path: digest for path, digest in old.items() if (output / path).is_file()}
    untouched = tuple(path for path, digest in there.items() if digest_of(output / path) == digest)
    return untouched, tuple(path for path in there if path not in untouched)


def digest_of(file: Path) -> str:
    """The sha256 of a file's bytes."""
    return sha256(file.read_bytes()).hexdigest()


def _names(templates: TemplateFolders) -> Iterator[str]:
    paths = (path.relative_to(folder) for folder in templates.folders for path in folder.rglob("*") if path.is_file())
    visible = {path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts)}
    return iter(sorted(visible))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
