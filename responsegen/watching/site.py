"""Prepare the pages that a browser is shown: those of the last build, an index, the board, and small scripts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from responsegen.building.manifest import listed_outputs
from responsegen.building.output_folder import FORMATS
from responsegen.documents.words import capital, moment, name_of
from responsegen.dossier.model import Dossier, Release
from responsegen.dossier.states import STATES
from responsegen.problem import Problem
from responsegen.rendering.page_elements import IN_PAGE
from responsegen.watching.live_board import HERE, Contents, LiveBoard, Paper, drawn

# No output has a path that begins with a dot.
SCRIPT, STATE = ".reload.js", ".state"
OWN_FILES = {f".{name}": HERE / name for name in ("board.css", "board.js", "reload.js")}
INDEX, BOARD, HTML = "", "board", ".html"
KINDS = {
    **FORMATS,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
}
OLDER = "Not built; this is the last good state."
RELEASES = {
    Release.ADDRESSEE: "for the addressee",
    Release.PARTICIPANTS: "for all delegations",
    Release.INTERNAL: "internal",
    Release.DELEGATION: "for the delegation",
}


@dataclass(slots=True)
class Site:
    """The last build as a browser is shown it, and the board; files on disk are never changed."""

    output: Path
    board: LiveBoard
    words: str = ""  # what readers of every page have to know: "Not built. positions/SE.yaml:12:9: …"
    stand: str = "Nothing has been built yet."  # of all papers

    def begin(self) -> None:
        """Take a change of the files into the board, before their papers are built."""
        self.board.refresh()
        self.stand = "The papers are being built anew; these are of the last good build."
        if self.board.problems:
            self.words = f"{OLDER} {self.board.told(self.board.problems)}"

    def end(self, wrong: tuple[Problem, ...] | str, when: str) -> None:
        """Say how the build has ended: what is wrong, or nothing."""
        told = wrong if isinstance(wrong, str) else self.board.told(wrong)
        self.words = f"{OLDER} {told}" if told else ""
        self.stand = (
            f"These papers are of the last good build. {told}"
            if told
            else f"Built at {when} from the files as they are."
        )

    def answer(self, path: str, query: str, asking: str) -> tuple[HTTPStatus, str, bytes]:
        """Return what is shown under this path, and its kind by the end of a name; `asking` is the page that asks."""
        if path == INDEX:
            return HTTPStatus.OK, HTML, self._reloading(path, self._index())
        if path == BOARD:
            return HTTPStatus.OK, HTML, self.board.page(query, self.words).encode()
        if path in OWN_FILES:
            return HTTPStatus.OK, PurePosixPath(path).suffix, OWN_FILES[path].read_bytes()
        if path == STATE:
            return HTTPStatus.OK, ".json", self._state(asking)
        content, suffix = self._output(path), PurePosixPath(path).suffix
        if content is None:
            return HTTPStatus.NOT_FOUND, HTML, self._missing(path)
        return HTTPStatus.OK, suffix, self._reloading(path, content) if suffix == HTML else content

    def _missing(self, path: str) -> bytes:
        """Make the page that says so; once there is a file of this name, it gives way to it."""
        words = f"The last build has made no {path}."
        page = drawn("index", page=Contents("Not found", words))
        return self._reloading(path, page.encode())

    def _state(self, path: str) -> bytes:
        """Tell a page what it asks for time and again: whether it is still the same, and what its readers must know."""
        if path == BOARD:
            return json.dumps({"digest": self.board.digest(self.words), "words": self.words}).encode()
        content = self._index() if path == INDEX else self._output(path)
        return json.dumps({"digest": _digest(content), "words": self.words}).encode()

    def _output(self, path: str) -> bytes | None:
        """Read a document that the last build has listed; a link out of the folder counts as absent."""
        file = self.output / path
        try:
            listed = file.suffix in FORMATS and path in self._listed()
            return file.read_bytes() if listed and file.resolve().is_relative_to(self.output.resolve()) else None
        except (OSError, RuntimeError):
            return None

    def _listed(self) -> Collection[str]:
        """List the outputs of the last build; where all delegations look on, those that all may see."""
        listed = listed_outputs(self.output)
        if not self.board.public:
            return listed
        orders = self._dossier.documents.values() if self._dossier else ()
        shown = {order.id for order in orders if order.release in {Release.ADDRESSEE, Release.PARTICIPANTS}}
        return [path for path in listed if path.partition(".")[0].removesuffix("-marked") in shown]

    @property
    def _dossier(self) -> Dossier | None:
        return self.board.state.read if self.board.state else None

    def _reloading(self, path: str, content: bytes) -> bytes:
        """Add the script that loads the page anew after a build."""
        digest = _digest(content if path == INDEX else self._output(path))
        script = f'<script src="/{SCRIPT}" data-page="{escape(path)}" data-digest="{digest}"></script>'
        before, end, after = content.rpartition(b"</body>")
        # The page's own policy would stop the script; the server sends the same one, which lets this script alone run.
        return before.replace(IN_PAGE.encode(), b"", 1) + script.encode() + end + after

    def _index(self) -> bytes:
        dossier, listed = self._dossier, self._listed()
        found = [PurePosixPath(name) for name in documents(listed)]
        alone = [_paper(dossier, path, listed) for path in found if len(path.parts) == 1]
        folders = dict.fromkeys(f"{path.parent}" for path in found if len(path.parts) > 1)
        tables = [("Papers", alone)] if alone else []
        tables += [(f.capitalize(), [_paper(dossier, p, listed) for p in found if f"{p.parent}" == f]) for f in folders]
        page = Contents(
            dossier.title if dossier else "Documents of the last build",
            marks=f"{dossier.reference}, positions as of {moment(dossier.as_of)}" if dossier else "",
            exercise=bool(dossier and dossier.exercise),
            stand=self.stand,
            link=f"/{BOARD}",
            tables=tables,
        )
        return drawn("index", page=page).encode()


def documents(outputs: Iterable[str]) -> tuple[str, ...]:
    """Name the documents that these outputs are of: those that stand alone, then all in protocol order."""
    paths = map(PurePosixPath, outputs)
    return tuple(map(str, sorted({path.with_suffix("") for path in paths if path.suffix in FORMATS}, key=_place)))


def _place(document: PurePosixPath) -> tuple[int, int, str]:
    state = STATES.get(document.name)
    return len(document.parts), state.rank if state else len(STATES), f"{document}"


def _paper(dossier: Dossier | None, document: PurePosixPath, listed: Collection[str]) -> Paper:
    """Name a paper, or the delegation that it is for; say whom it is for, or how the delegation stands."""
    links = tuple(_links(f"{document}", listed))
    if dossier and document.name in dossier.delegations and len(document.parts) > 1:
        return Paper(name_of(dossier, document.name), _stands(dossier, document.name), links)
    order = dossier.documents.get(document.name.removesuffix("-marked")) if dossier else None
    about = ", ".join(filter(None, (RELEASES[order.release], order.marking))) if order else ""
    name = document.name if len(document.parts) > 1 else capital(document.name.replace("-", " "))
    return Paper(name, about, links)


def _stands(dossier: Dossier, delegation: str) -> str:
    own, speaker = dossier.stated_positions.get(delegation), dossier.spoken_for.get(delegation)
    if speaker:
        return f"{name_of(dossier, speaker, article=True)} speaks for it"
    return str(own.status) if own else "no reply"


def _links(document: str, listed: Collection[str]) -> Iterator[tuple[str, str]]:
    for suffix in FORMATS:
        if f"{document}{suffix}" in listed:
            yield suffix[1:].upper(), f"/{quote(f'{document}{suffix}')}"


def _digest(content: bytes | None) -> str:
    return "" if content is None else sha256(content).hexdigest()
