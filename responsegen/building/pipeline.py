"""Build a dossier: read, merge, compose, render, stage, replace."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from responsegen.building import manifest
from responsegen.building.attachments import attachments
from responsegen.building.build_key import build_key
from responsegen.building.document import Job, Rendered, Renderer
from responsegen.building.jobs import render_all
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.manifest import Manifest
from responsegen.building.merge import Merged, merge
from responsegen.building.output_folder import CACHE, FORMATS, MANIFEST, OutputFailed, refusal
from responsegen.building.page_cache import PageCache
from responsegen.building.print_checks import fitting
from responsegen.building.reuse import BuildInputs
from responsegen.building.toolchain import program
from responsegen.building.transaction import OutputChange, Staging, staging
from responsegen.building.workers import warm_up
from responsegen.documents.compose import compose
from responsegen.documents.synthesis import SynthesisContent
from responsegen.documents.version import Version
from responsegen.dossier.schema import schemas
from responsegen.history.revision import commit_of
from responsegen.rendering.templates import TemplateFolders


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, and what it did to the output folder."""

    merged: Merged
    documents: tuple[Rendered, ...]
    change: OutputChange
    put_aside: Mapping[str, str]  # the new name, "response (edited).docx", of each output that somebody had edited
    commit: str | None  # that holds the inputs, "2f09ef5a81c0 with uncommitted changes"; None where git does not tell


@dataclass(frozen=True, slots=True)
class Progress:
    """Whom a build tells how it goes on."""

    say: Callable[[str], None]  # a sentence for people
    rendered: Callable[[Rendered, int, int], None]  # this document, how many so far, and how many in all


def build(  # noqa: PLR0913 -- what the command was given
    folder: Path,
    output: Path,
    jobs: int,
    progress: Progress,
    earlier: Version | None = None,
    *,
    again: bool = False,
    cache: bool = True,
) -> Built:
    """Make every output of a dossier with at most so many processes, and put them in place: all of them, or none.

    The synthesis also says what has changed since an earlier version, if one is given. What is there as this
    user built it is kept, unless all is to be built `again`; what was edited is put aside and said. Drawn pages go to a
    `cache`, unless that is unwanted. Raises InvalidDossier, RenderingFailed or OutputFailed, and leaves the outputs of
    the last good build as they were.
    """
    if reason := refusal(output, folder):
        raise OutputFailed(f"{output.name} {reason}")
    with staging(output, progress.say) as new:
        warm_up(jobs)
        # Before anything is read: what changes later is seen later.
        state = build_key(folder) if earlier is None else None
        merged = merge(folder)
        fits = fitting(folder, merged.dossier)
        documents = compose(merged.dossier, merged.answer, since=earlier, fitting=fits)
        if earlier and not any(isinstance(document.content, SynthesisContent) for document in documents):
            progress.say("this dossier orders no synthesis, so no document can show what has changed.")
        guard = LeakGuard(merged.dossier, earlier.dossier if earlier else None)
        pages = PageCache(output / CACHE if cache else None, program())
        if again:
            shutil.rmtree(output / CACHE, ignore_errors=True)
        render = Renderer(TemplateFolders.of(folder), new.folder, guard, pages)
        orders = [Job(document, attachments(document, merged)) for document in documents]
        inputs = BuildInputs(orders, merged.files, render)
        written = {} if os.path.lexists(output / MANIFEST) else _write_data(new, merged)
        manifest.refuse_foreign(
            output, written | dict.fromkeys(f"{one.path}{form}" for one in documents for form in FORMATS)
        )
        reused = inputs.reusable(Manifest({}, {}, {}) if again else manifest.trusted_manifest(output), output)
        there = {document.path for document in reused}
        due = [order for order in orders if order.document.path not in there]
        beside: list[tuple[dict[str, str], str | None]] = []  # what this process makes while others make the documents

        def meanwhile() -> None:
            for order in due:
                guard.seal(order.document)
            beside.append((written or _write_data(new, merged), commit_of(folder, merged.files)))

        rendered = (*reused, *render_all(due, jobs, render, progress.rendered, meanwhile))
        ((data, commit),) = beside
        pages.trim()
        outputs = {path: digest for document in rendered for path, digest in document.outputs.items()}
        outputs |= data
        made = {document.path: inputs.made(document.path, document.templates) for document in rendered}
        state = None if merged.warnings else state
        whole = Manifest(outputs, inputs.by_path, made, merged.dossier.exercise, state, commit)
        new.write(MANIFEST, whole.text())
        return Built(merged, rendered, new.replace(), new.put_aside, commit)


def _write_data(new: Staging, merged: Merged) -> dict[str, str]:
    """Write what other programs read, and return the sha256 of each file by its path."""
    texts = {"joint-answer.json": merged.joint_answer_json, **schemas(merged.dossier)}
    return {path: digest for name, text in texts.items() for path, digest in new.write(name, text).items()}
