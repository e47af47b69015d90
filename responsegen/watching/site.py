"""Prepare the pages that a browser is shown: those of the last build, an index, and a small script."""

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
from responsegen.dossier.states import STATES
from responsegen.rendering.page_elements import IN_PAGE

# No output has a path that begins with a dot.
SCRIPT, STATE = ".reload.js", ".state"
INDEX, HTML = "", ".html"
KINDS = {**FORMATS, ".js": "text/javascript; charset=utf-8", ".json": "application/json"}
RELOAD = """\
"use strict";
const { page, digest } = document.currentScript.dataset;
const bar = document.createElement("p");
bar.setAttribute("role", "status");
bar.style.cssText = "position: sticky; top: 0; margin: 0; padding: .6em 1em; background: #7a1f1f; color: #fff; "
  + "font: 16px/1.4 sans-serif; z-index: 9";
addEventListener("beforeprint", () => bar.remove());

function tell(words) {
  bar.textContent = words;
  if (words) document.body.prepend(bar); else bar.remove();
}

async function look() {
  try {
    const answer = await fetch("/.state?page=" + encodeURIComponent(page));
    const state = await answer.json();
    if (state.digest !== digest) return location.reload();
    tell(state.words);
  } catch {
    tell("The watch has ended: this page is no longer kept up to date.");
  }
  setTimeout(look, 500);
}
look();
"""
STYLE = "body { font: 18px/1.5 sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em } a { margin-right: .6em }"


@dataclass(slots=True)
class Site:
    """The last build as a browser is shown it; files on disk are never changed."""

    output: Path
    words: str = ""  # what readers of every page have to know: "Not built: …"

    def answer(self, path: str, asking: str) -> tuple[HTTPStatus, str, bytes]:
        """Return what is shown under this path, and its kind by the end of a name; `asking` is the page that asks."""
        if path == INDEX:
            return HTTPStatus.OK, HTML, self._reloading(path, self._index())
        if path == SCRIPT:
            return HTTPStatus.OK, ".js", RELOAD.encode()
        if path == STATE:
            return HTTPStatus.OK, ".json", self._state(asking)
        content, suffix = self._output(path), PurePosixPath(path).suffix
        if content is None:
            return HTTPStatus.NOT_FOUND, HTML, self._missing(path)
        return HTTPStatus.OK, suffix, self._reloading(path, content) if suffix == HTML else content

    def _missing(self, path: str) -> bytes:
        """Make the page that says so; once there is a file of this name, it gives way to it."""
        words = f"The last build has made no {path}."
        return self._reloading(path, _html("Not found", f'<p>{escape(words)}</p><p><a href="/">All documents</a></p>'))

    def _state(self, path: str) -> bytes:
        """Tell a page what it asks for time and again: whether it is still the same, and what its readers must know."""
        content = self._index() if path == INDEX else self._output(path)
        return json.dumps({"digest": _digest(content), "words": self.words}).encode()

    def _output(self, path: str) -> bytes | None:
        """Read a document that the last build has listed; a link out of the folder counts as absent."""
        file = self.output / path
        try:
            listed = file.suffix in FORMATS and path in listed_outputs(self.output)
            return file.read_bytes() if listed and file.resolve().is_relative_to(self.output.resolve()) else None
        except (OSError, RuntimeError):
            return None

    def _reloading(self, path: str, content: bytes) -> bytes:
        """Add the script that loads the page anew after a build."""
        digest = _digest(content if path == INDEX else self._output(path))
        script = f'<script src="/{SCRIPT}" data-page="{escape(path)}" data-digest="{digest}"></script>'
        before, end, after = content.rpartition(b"</body>")
        # The page's own policy would stop the script; the server sends the same one, which lets this script alone run.
        return before.replace(IN_PAGE.encode(), b"", 1) + script.encode() + end + after

    def _index(self) -> bytes:
        listed = listed_outputs(self.output)
        items = "".join(f"<li>{escape(name)}: {''.join(_links(name, listed))}</li>" for name in documents(listed))
        return _html(
            "Documents of the last build", f"<ul>{items}</ul>" if items else "<p>Nothing has been built yet.</p>"
        )


def documents(outputs: Iterable[str]) -> tuple[str, ...]:
    """Name the documents that these outputs are of: those that stand alone, then all in protocol order."""
    paths = map(PurePosixPath, outputs)
    return tuple(map(str, sorted({path.with_suffix("") for path in paths if path.suffix in FORMATS}, key=_place)))


def _place(document: PurePosixPath) -> tuple[int, int, str]:
    state = STATES.get(document.name)
    return len(document.parts), state.rank if state else len(STATES), f"{document}"


def _links(document: str, listed: Collection[str]) -> Iterator[str]:
    for suffix in FORMATS:
        if f"{document}{suffix}" in listed:
            yield f'<a href="/{quote(f"{document}{suffix}")}">{suffix[1:].upper()}</a>'


def _html(title: str, body: str) -> bytes:
    page = f"""\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"/><title>{title}</title><style>{STYLE}</style></head>
<body><h1>{title}</h1>{body}</body>
</html>
"""
    return page.encode()


def _digest(content: bytes | None) -> str:
    return "" if content is None else sha256(content).hexdigest()
