"""From the outputs and inputs of a build to manifest.json: what was made of what, by which programs."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from responsegen import __version__
from responsegen.building.fingerprint import fingerprint
from responsegen.building.output_folder import could_be_there, is_output_path
from responsegen.building.program import libraries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from responsegen.dossier.files import SourceFile
    from responsegen.rendering.templates import TemplateFolders

NAME = "manifest.json"
FORMAT = 1
# What reading it may come to where somebody has changed or cut it.
DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Made:
    """Of what a document was made."""

    made_of: str  # the fingerprint of its content, its attachments, its templates and the program
    templates: tuple[str, ...]  # every template, style and asset that its rendering asked for
    kept_back: str  # the fingerprint of what it was found not to repeat


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build made of what; outputs and inputs are sha256 by path."""

    outputs: Mapping[str, str]
    inputs: Mapping[str, str]
    documents: Mapping[str, Made]
    state: str | None = None  # in which the next build has nothing to do; None where it has to look

    def text(self) -> str:
        """The text of manifest.json. No date, and no path of this machine."""
        documents = {path: asdict(made) for path, made in sorted(self.documents.items())}
        return _json(
            {
                "format": FORMAT,
                "made_with": {"responsegen": __version__, **libraries()},
                "state": self.state and self.seal(self.state),
                "outputs": dict(sorted(self.outputs.items())),
                "inputs": dict(sorted(self.inputs.items())),
                "documents": documents,
            }
        )

    def left(self, output: Path, paths: Iterable[str]) -> bool:
        """Whether these outputs are still as the build left them."""
        try:
            return all(digest_of(output / path) == self.outputs[path] for path in paths)
        except OSError:
            return False

    def seal(self, state: str) -> str:
        """The state together with what was made in it, so that neither can be changed alone."""
        return fingerprint((state, sorted(self.outputs.items()), sorted(self.documents.items())))


def last_manifest(output: Path) -> Manifest:
    """The manifest of the last build, with its state sealed; one of nothing where it is missing or damaged."""
    with suppress(*DAMAGED):
        read = json.loads(_content(output / NAME))
        documents = {path: _made(**made) for path, made in read["documents"].items()}
        return Manifest(_listed(read), read["inputs"], documents, read["state"])
    return Manifest({}, {}, {})


def _made(made_of: str, templates: list[str], kept_back: str) -> Made:
    """Raises ValueError, TypeError or AttributeError where somebody has damaged it."""
    if not all(map(could_be_there, templates)):
        message = "a template that could not be looked for"
        raise ValueError(message)
    return Made(made_of, tuple(templates), kept_back)


def inputs(files: Iterable[SourceFile], templates: TemplateFolders) -> Mapping[str, str]:
    """The sha256 of every input by path: the dossier's files, and each template, style and asset in effect.

    One of the dossier's own is `templates/response.html.j2`, a packaged one `responsegen/templates/response.html.j2`.
    Raises RenderingFailed where one of them cannot be used.
    """
    digests = {file.path: sha256(file.content).hexdigest() for file in files}
    packaged = templates.folders[-1].resolve()
    for name in templates.names():
        path = templates.find(name)
        label = "responsegen/templates" if path.is_relative_to(packaged) else "templates"
        digests[f"{label}/{name}"] = digest_of(path)
    return digests


def listed_outputs(output: Path) -> Mapping[str, str]:
    """The outputs of the last build, as its manifest lists them; none where it is missing or was tampered with."""
    with suppress(*DAMAGED):
        return _listed(json.loads(_content(output / NAME)))
    return {}


def _listed(read: Any) -> Mapping[str, str]:  # noqa: ANN401 -- whatever stands in the file
    outputs = {path: digest for path, digest in read["outputs"].items() if isinstance(digest, str)}
    return {path: digest for path, digest in outputs.items() if could_be_there(path) and is_output_path(path)}


def obsolete(output: Path, outputs: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the last build left and this one does not make: to be removed; and to be kept, since people edited it."""
    old = {path: digest for path, digest in listed_outputs(output).items() if path not in outputs}
    there = {path: digest for path, digest in old.items() if (output / path).is_file()}
    untouched = tuple(path for path, digest in there.items() if digest_of(output / path) == digest)
    return untouched, tuple(path for path in there if path not in untouched)


def digest_of(file: Path) -> str:
    """The sha256 of a file's bytes."""
    return sha256(_content(file)).hexdigest()


def _content(file: Path) -> bytes:
    """The bytes of a plain file. Raises OSError for anything else: reading a pipe could wait for ever."""
    if not file.is_file():
        raise FileNotFoundError(file)
    return file.read_bytes()


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
