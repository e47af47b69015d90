"""How long the same content takes with other tools, as PDF and DOCX: the synthesis, and all documents.

Run it from the checkout: `./run bench` (which installs the peers in an environment of their own), or, as that does,
`.venv/bin/python -m benchmarks.peers [ROUNDS]`. What is wanted: after one line was edited each takes at least 1.05
times as long for the synthesis, and 1.8 times while `watch` runs. Two things are measured of each peer: all it takes
from an edited line (`benchmarks.peer_edits` reads and merges for it), and the setting alone, of content that is ready.
Ours reads, checks and merges the positions each time, and writes HTML and data, too.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.peer_content import FORMS, Page, now, prepare, write_template
from benchmarks.peer_outputs import facts
from benchmarks.peer_tools import ALL, Peer, find_tools, is_complete
from benchmarks.ratios import CHECKOUT, EDITS, ENVIRONMENT, PEERS, Run, Watch, compare, copy_dossier, edit_a_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROGRAM = (sys.executable, "-P", "-m", "responsegen", "build", "--quiet", "--dossier")
WATCH = (sys.executable, "-P", "-m", "responsegen", "watch", "--dossier")
PROGRAMS = CHECKOUT / "benchmarks/peer_programs.py"
OTHER_DOCUMENTS = re.compile(r"(?m)^  (response|brief|fiche): \{release: .*\n")
OURS = "ours"
REPEATABLE = "same bytes when made again"


def main(rounds: int = 3) -> None:
    """Print what each takes for the synthesis and for all documents, and what each leaves out."""
    tools = find_tools()
    peers = [each for each in ALL if is_complete(each, tools)]
    with TemporaryDirectory() as place:
        folder = Path(place)
        whole, alone, content = folder / "whole", folder / "synthesis", folder / "content"
        for dossier in (whole, alone):
            copy_dossier(dossier)
        order = alone / "dossier.yaml"
        order.write_text(OTHER_DOCUMENTS.sub("", order.read_text(encoding="utf-8")), encoding="utf-8")
        content.mkdir()
        for dossier in (whole, alone):
            Run((*PROGRAM, str(dossier))).seconds()
        pages = sorted((whole / "build").rglob("*.html"), key=lambda page: page.stat().st_size, reverse=True)
        for page in pages:
            prepare(Page(page.stem, page.read_text(encoding="utf-8")), content, FORMS, tools.get("pandoc"), now)
        write_template(content / "template.docx")
        makers = {each.name: _Maker(each, content, folder / each.program, tools) for each in peers}
        for maker in makers.values():
            maker.run("synthesis").seconds()  # LibreOffice makes its profile once
        outputs = {OURS: alone / "build"} | {name: maker.out for name, maker in makers.items()}
        names = [page.stem for page in pages]
        theirs = folder / "theirs"  # a watch that saw what others edit would work beside them
        shutil.copytree(alone, theirs)
        edited = {dossier: Run((*PROGRAM, str(dossier)), partial(edit_a_line, dossier)) for dossier in (whole, alone)}
        anew = {
            dossier: Run((*PROGRAM, str(dossier)), partial(shutil.rmtree, dossier / "build"))
            for dossier in (whole, alone)
        }

        print(f"From an edited line to all {len(names)} documents, as PDF and DOCX")
        others = {name: maker.run_from(whole, *names) for name, maker in makers.items()}
        compare(OURS, {OURS: edited[whole]} | others, rounds)

        for edit, change in EDITS.items():
            others = {name: maker.run_from(theirs, "synthesis", edit=change) for name, maker in makers.items()}

            print(f"From an edited line to the synthesis, as PDF and DOCX: {edit}")
            compare(OURS, {OURS: Run((*PROGRAM, str(alone)), partial(change, alone))} | others, rounds)

            print(f"From a save to the synthesis while `watch` runs, as PDF and DOCX: {edit}")
            watch = Watch((*WATCH, str(alone)), alone / "build", partial(change, alone))
            try:
                watch.seconds()  # the first save of all takes as long as a build of its own
                compare(OURS, {OURS: watch} | others, rounds)
            finally:
                watch.end()

        print(f"All {len(names)} documents from nothing, as PDF and DOCX; others have the content ready")
        others = {name: maker.run(*names) for name, maker in makers.items()}
        compare(OURS, {OURS: anew[whole]} | others, rounds)

        print("The synthesis after an edit, as PDF and DOCX; others have the content ready")
        others = {name: maker.run("synthesis") for name, maker in makers.items()}
        compare(OURS, {OURS: edited[alone]} | others, rounds)

        _print_facts(outputs, {OURS: anew[alone]} | others)


@dataclass(frozen=True, slots=True)
class _Maker:
    peer: Peer
    content: Path
    out: Path
    tools: dict[str, str]

    def run(self, *names: str) -> Run:
        """The run that makes these documents of content that is ready; what was made before is gone first."""
        return Run(self._program(names), self._clear, self._environment())

    def run_from(self, dossier: Path, *names: str, edit: Callable[[Path], None] = edit_a_line) -> Run:
        """The run that makes these documents of a dossier, after one line of it has been edited."""
        begin = (sys.executable, "-P", "-m", "benchmarks.peer_edits", str(dossier), str(self.content))
        command = (*begin, self.peer.forms, ",".join(names), *self._program(names))
        return Run(command, partial(self._edit, edit, dossier), self._environment())

    def _program(self, names: Sequence[str]) -> tuple[str, ...]:
        program = (str(PEERS / "bin/python"), "-P", str(PROGRAMS), self.peer.program)
        return (*program, str(self.content), str(self.out), *names)

    def _environment(self) -> dict[str, str]:
        paths = {"PANDOC": self.tools.get("pandoc", ""), "SOFFICE": self.tools.get("LibreOffice", "")}
        return {**ENVIRONMENT, **paths, "OUR_PYTHON": sys.executable}

    def _edit(self, edit: Callable[[Path], None], dossier: Path) -> None:
        edit(dossier)
        self._clear()

    def _clear(self) -> None:
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()


def _print_facts(outputs: dict[str, Path], again: dict[str, Run]) -> None:
    """Print what is in each synthesis, looked up in the files, and whether a second run makes the same ones."""
    columns: dict[str, dict[str, str]] = {}
    for name, out in outputs.items():
        pdf, docx = out / "synthesis.pdf", out / "synthesis.docx"
        found = facts(pdf, docx)
        before = {path.suffix: path.read_bytes() for path in (pdf, docx)}
        again[name].seconds()
        for path in (pdf, docx):
            same = path.read_bytes() == before[path.suffix]
            found[f"{path.suffix[1:].upper()}: {REPEATABLE}"] = "yes" if same else "no"
        columns[name] = found
    print("What is in the synthesis of each, looked up in its files")
    print(f"{'':<38}" + "".join(f"{name:>23}" for name in columns))
    for fact in columns[OURS]:
        print(f"{fact:<38}" + "".join(f"{found[fact]:>23}" for found in columns.values()))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
