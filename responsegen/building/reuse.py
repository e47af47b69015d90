"""Find the documents that need not be made again, since they would come out the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from responsegen.building.fingerprint import fingerprint
from responsegen.building.jobs import FORMATS, Job, Rendered
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.manifest import Made, Manifest, digest_of
from responsegen.building.toolchain import libraries, sources
from responsegen.dossier.files import SourceFile
from responsegen.rendering import html
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.templates import TemplateFolders


class BuildInputs:
    """What documents are made of, read before any is made: the next build sees what changes in the meantime."""

    def __init__(
        self, jobs: Sequence[Job], inputs: Mapping[str, str], templates: TemplateFolders, guard: LeakGuard
    ) -> None:
        """Take all documents, the sha256 of every input by path, and what all documents have in common."""
        self._jobs = {job.document.path: job for job in jobs}
        self._contents = {path: fingerprint((job.document, job.attachments)) for path, job in self._jobs.items()}
        self._inputs = inputs
        self.templates = templates
        self.guard = guard
        self._program = fingerprint((sources(), libraries()))

    def made(self, path: str, templates: tuple[str, ...]) -> Made:
        """Return what this document is made of if it asks for these templates, styles and assets."""
        digests = [self._digest(name) for name in templates]
        return Made(
            made_of=fingerprint((self._program, self._contents[path], templates, digests)),
            templates=templates,
            kept_back=self.guard.seal(self._jobs[path].document),
        )

    def _digest(self, name: str) -> str | None:
        for folder in ("templates", "responsegen/templates"):
            if digest := self._inputs.get(f"{folder}/{name}"):
                return digest
        try:
            return digest_of(self.templates.find(name))  # one that is no input by itself: its name begins with a dot
        except RenderingFailed:
            return None


def inputs_of(files: Iterable[SourceFile], templates: TemplateFolders) -> Mapping[str, str]:
    """Return the sha256 of every input by path: the dossier's files, and each template, style and asset in effect.

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


def reusable(jobs: Sequence[Job], build_inputs: BuildInputs, last: Manifest, output: Path) -> tuple[Rendered, ...]:
    """Return the documents that are there as the last build made them, of what they would be made of now.

    Raises RenderingFailed where one of them repeats what has come to be kept back since then.
    """
    return tuple(there for job in jobs if (there := _reusable(job, build_inputs, last, output)))


def _reusable(job: Job, build_inputs: BuildInputs, last: Manifest, output: Path) -> Rendered | None:
    path = job.document.path
    before = last.documents.get(path)
    outputs = {name: last.outputs[name] for form in FORMATS if (name := f"{path}.{form}") in last.outputs}
    if before is None or len(outputs) < len(FORMATS) or not last.left(output, outputs):
        return None
    now = build_inputs.made(path, before.templates)
    if now.made_of != before.made_of:
        return None
    if now.kept_back != before.kept_back:
        name = f"{path}.html"
        page = html.parse((output / name).read_text(encoding="utf-8"), name)
        build_inputs.guard.refuse_leaks(job.document, page, job.attachments)
    return Rendered(path, outputs, before.templates)
