"""Find the documents that need not be made again, since they would come out the same."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from responsegen.building.document import Job, Rendered, Renderer
from responsegen.building.fingerprint import fingerprint
from responsegen.building.manifest import Made, Manifest, digest_of
from responsegen.building.output_folder import FORMATS
from responsegen.building.toolchain import program
from responsegen.dossier.files import SourceFile
from responsegen.rendering import html
from responsegen.rendering.failure import RenderingFailed


class BuildInputs:
    """What documents are made of, read before any is made: the next build sees what changes in the meantime."""

    def __init__(self, jobs: Iterable[Job], files: Iterable[SourceFile], render: Renderer) -> None:
        """Take all documents, the dossier's files as they were read, and what all documents have in common.

        `by_path` has the sha256 of every input: the dossier's files, and each template, style and asset in effect. One
        of the dossier's own is `templates/response.html.j2`, a packaged one `responsegen/templates/response.html.j2`.
        Raises RenderingFailed where one of them cannot be used.
        """
        self._jobs = {job.document.path: job for job in jobs}
        self._contents = {path: fingerprint((job.document, job.attachments)) for path, job in self._jobs.items()}
        self._render = render
        self._templates: dict[str, str] = {}
        self.by_path = {file.path: sha256(file.content).hexdigest() for file in files}
        packaged = render.templates.folders[-1].resolve()
        for name in render.templates.names():
            path = render.templates.find(name)
            label = "responsegen/templates" if path.is_relative_to(packaged) else "templates"
            self.by_path[f"{label}/{name}"] = self._templates[name] = digest_of(path)

    def made(self, path: str, templates: tuple[str, ...]) -> Made:
        """Return what this document is made of if it asks for these templates, styles and assets."""
        kept_back = self._render.guard.seal(self._jobs[path].document)
        return Made(self._made_of(path, templates), templates, kept_back)

    def reusable(self, last: Manifest, output: Path) -> tuple[Rendered, ...]:
        """Return the documents that are there as the last build made them, of what they would be made of now.

        Raises RenderingFailed where one of them repeats what has come to be kept back since then.
        """
        return tuple(there for job in self._jobs.values() if (there := self._reusable(job, last, output)))

    def _made_of(self, path: str, templates: tuple[str, ...]) -> str:
        digests = [self._digest(name) for name in templates]
        return fingerprint((program(), self._contents[path], templates, digests))

    def _digest(self, name: str) -> str | None:
        if name not in self._templates:
            with suppress(RenderingFailed):  # its name begins with a dot, so it is no input by itself
                return digest_of(self._render.templates.find(name))
        return self._templates.get(name)

    def _reusable(self, job: Job, last: Manifest, output: Path) -> Rendered | None:
        path = job.document.path
        before = last.documents.get(path)
        outputs = {name: last.outputs[name] for suffix in FORMATS if (name := f"{path}{suffix}") in last.outputs}
        if before is None or len(outputs) < len(FORMATS) or not last.left(output, outputs):
            return None
        if self._made_of(path, before.templates) != before.made_of:
            return None
        if self._render.guard.seal(job.document) != before.kept_back:
            name = f"{path}.html"
            page = html.read_page((output / name).read_text(encoding="utf-8"), name)
            self._render.guard.refuse_leaks(job.document, page, job.attachments)
        return Rendered(path, outputs, before.templates)
