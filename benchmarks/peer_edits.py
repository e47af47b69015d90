"""Have a peer make the documents of an edited dossier: `peer_edits DOSSIER FOLDER FORMS NAMES PROGRAM …`.

A peer cannot read positions or merge them, and begins with content that is ready to be set. After an edit nobody has
that: so we read, check, merge and compose for it, as fast as we can and on every core, write no more than it needs
(FORMS, as in `benchmarks.peer_content`; NAMES of documents, the largest first; both with commas), and run its PROGRAM.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path, PurePath

from benchmarks.peer_content import Page, prepare
from responsegen.building.merge import merge
from responsegen.documents.compose import compose
from responsegen.documents.words import FILTERS
from responsegen.rendering.templates import TemplateFolders, render_html


def main(dossier: str, content: str, forms: str, names: str, *program: str) -> int:
    """Write the content, run the program, and return how it ended."""
    folder, templates = Path(content), TemplateFolders.of(Path(dossier))
    merged = merge(Path(dossier))
    wanted = {PurePath(each.path).name: each for each in compose(merged.dossier, merged.answer)}
    begun: list[Future[None]] = []
    # By fork where there is such a thing: these processes start at once, and draw what has been read here.
    way = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context(way)) as pool:
        for name in names.split(","):
            document = wanted[name]
            text = render_html(document.template, document.content, document.furniture, templates, FILTERS)
            pandoc = os.environ.get("PANDOC")
            prepare(Page(name, text), folder, forms.split(","), pandoc, lambda *each: begun.append(pool.submit(*each)))
    for each in begun:
        each.result()
    return subprocess.run(program, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
