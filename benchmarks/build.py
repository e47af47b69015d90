"""How long a build takes, against plain WeasyPrint writing the same HTML files to PDF one after another.

Run it from the checkout: `.venv/bin/python -m benchmarks.build [ROUNDS]`. What is wanted, on two cores: at most
0.55 for all documents in all formats, and 0.30 after an edit. Plain WeasyPrint has the machine's fonts, makes no DOCX
and no tags.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ratios import Run, compare, copy_dossier, edit_a_line

PROGRAM = (sys.executable, "-P", "-m", "responsegen", "build", "--dossier")
PLAIN = "plain WeasyPrint, PDF only"
WRITE_EACH = """
import sys, weasyprint
for path in sys.argv[1:]:
    weasyprint.HTML(path).write_pdf(path + ".pdf")
"""


def main(rounds: int = 3) -> None:
    """Print one line a kind of build."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "dossier"
        copy_dossier(folder)
        build = (*PROGRAM, str(folder))
        first = Run(build)
        first.seconds()
        pages = Path(place) / "pages"
        shutil.copytree(folder / "build", pages)
        files = [str(path) for path in sorted(pages.rglob("*.html"))]
        compare(
            PLAIN,
            {
                PLAIN: Run((sys.executable, "-c", WRITE_EACH, *files)),
                "all documents, PDF, DOCX and HTML": Run(build, lambda: shutil.rmtree(folder / "build")),
                "nothing to do": first,
                "one line of a position edited": Run(build, lambda: edit_a_line(folder)),
            },
            rounds,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
