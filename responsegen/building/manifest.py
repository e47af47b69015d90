"""Keep in manifest.json what was made of what, by which programs, and tell what a build left from what it did not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from responsegen.about import __version__
from responsegen.building.output_folder import MANIFEST, SEAL, OutputFailed, is_output_path
from responsegen.building.seal import fits
from responsegen.building.toolchain import libraries
from responsegen.dossier.json_schema import NAME

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
    exercise: bool = False
    state: str | None = None  # in which the next build has nothing to do; None where it has to look
    commit: str | None = None  # that holds the inputs, or "2f09ef5a81c0 with uncommitted changes"

    def text(self) -> str:
        """Return the text of manifest.json: no date, and no path of this machine."""
        content = {
            "format": FORMAT,
            "exercise": self.exercise,
            "made_with": {"responsegen": __version__, **libraries()},
            "commit": self.commit,
            "state": self.state,
            "outputs": dict(sorted(self.outputs.items())),
            "inputs": dict(sorted(self.inputs.items())),
            "documents": {path: asdict(made) for path, made in sorted(self.documents.items())},
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def left(self, output: Path, paths: Iterable[str]) -> bool:
        """Tell whether these outputs are still as the build left them."""
        try:
            return all(digest_of(output / path) == self.outputs[path] for path in paths)
        except OSError:
            return False


def trusted_manifest(output: Path) -> Manifest:
    """Read the manifest of the last build; one of nothing where this user did not build it on this machine."""
    with suppress(*DAMAGED):
        content = content_of(output / MANIFEST)
        if fits(seal_of(output), content):
            read = json.loads(content)
            documents = {
                path: Made(made["made_of"], tuple(made["templates"]), made["kept_back"])
                for path, made in read["documents"].items()
            }
            return Manifest(_listed(content), read["inputs"], documents, read["exercise"], read["state"])
    return Manifest({}, {}, {})


def listed_outputs(output: Path) -> Mapping[str, str]:
    """Return the outputs of the last build, as its manifest lists them; none without a manifest of a build."""
    with suppress(*DAMAGED):
        return _listed(content_of(output / MANIFEST))
    return {}


def refuse_foreign(output: Path, paths: Mapping[str, str | None]) -> None:
    """Raise OutputFailed for a folder that holds a file under one of these paths, and no manifest of a build.

    Where the sha256 of what is to be written is known, the same file may be there: `schema` may have written it.
    """
    there = (
        path for path, digest in sorted({**paths, MANIFEST: None}.items()) if not is_as_built(output / path, digest)
    )
    first = next(there, None)
    if first is None:
        return
    try:
        _listed(content_of(output / MANIFEST))
    except DAMAGED as error:
        what = "is no manifest of a build" if first == MANIFEST else "lies there without the manifest of a build"
        raise OutputFailed(
            f"{output.name}/{first} {what}, so it may be somebody's own: move it away, or name another folder with"
            " --output. Nothing was written"
        ) from error


def _listed(manifest: bytes) -> Mapping[str, str]:
    """Return the outputs that a manifest lists. Raises one of DAMAGED for any other file."""
    read = json.loads(manifest)
    made_with, outputs = read["made_with"], read["outputs"]
    if not isinstance(made_with["responsegen"], str):
        raise TypeError
    digests = {path: digest for path, digest in outputs.items() if isinstance(digest, str)}
    return {path: digest for path, digest in digests.items() if is_output_path(path)}


def is_as_built(file: Path, *digests: str | None) -> bool:
    """Tell whether a build left this file, or nobody has: it has one of these digests, or there is none.

    A checkout may have changed the ends of its lines. Schemas are made anew by `init`, `new` and `schema`, too.
    """
    if not os.path.lexists(file):
        return True
    if file.is_symlink() or not file.is_file():
        return False
    content = content_of(file)
    same = any(sha256(text).hexdigest() in digests for text in (content, content.replace(b"\r\n", b"\n")))
    return same or (file.name.endswith(".schema.json") and f'"$id": "{NAME}'.encode() in content)


def seal_of(output: Path) -> bytes:
    """Return the seal beside the manifest; an empty one where there is none."""
    with suppress(OSError):
        return content_of(output / SEAL)
    return b""


def digest_of(file: Path) -> str:
    """Return the sha256 of a file's bytes."""
    return sha256(content_of(file)).hexdigest()


def content_of(file: Path) -> bytes:
    """Return the bytes of a plain file. Raises OSError for anything else: reading a pipe could wait for ever."""
    if not file.is_file():
        raise FileNotFoundError(file)
    return file.read_bytes()
