"""Serve a site to browsers on this machine alone, for as long as it is wanted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote

from responsegen.watching.site import HTML, KINDS, Site

HERE = "127.0.0.1"
USUAL_PORT, ANY_PORT = 8000, 0
# As the policy of every issued page, but that scripts, forms and the style of the board are the server's own.
SERVED = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; "
    "font-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Server(ThreadingHTTPServer):
    """Answers on the loopback address only."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # Windows would let two programs have the same port

    def __init__(self, site: Site, port: int) -> None:
        """Take the port. Raises OSError where that is not possible."""
        super().__init__((HERE, port), Answer)
        self.site = site
        # A page from elsewhere that has its own name point here is refused.
        self.names = {f"{name}:{self.server_port}" for name in (HERE, "localhost")}

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that goes away in the middle of an answer is nobody's concern."""


class Answer(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server

    def do_GET(self) -> None:
        """Show a page of the site, or say how it stands."""
        names, origin = self.server.names, self.headers.get("Origin")
        if self.headers.get("Host") not in names or (origin and origin.removeprefix("http://") not in names):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path, _, query = self.path.partition("?")
        asking = parse_qs(query).get("page", [""])[0]
        try:
            status, suffix, content = self.server.site.answer(unquote(path).removeprefix("/"), query, asking)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the browser hears of it
            what = f"This is a fault in the program, not in your files: {type(error).__name__}: {error}"
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR, explain=what)
            return
        self.send_response(status)
        self.send_header("Content-Type", KINDS[suffix])
        self.send_header("Content-Length", f"{len(content)}")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        if suffix == HTML:
            self.send_header("Content-Security-Policy", SERVED)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for the dossier."""


@contextmanager
def serving(site: Site, port: int) -> Iterator[str]:
    """Show a site at the address that is handed on; `ANY_PORT` is the usual port, or another where that is taken.

    Raises OSError where a port that was named cannot be had.
    """
    with _server(site, port) as server:
        Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        try:
            yield f"http://{HERE}:{server.server_port}/"
        finally:
            server.shutdown()


def _server(site: Site, port: int) -> Server:
    if port != ANY_PORT:
        return Server(site, port)
    try:
        return Server(site, USUAL_PORT)
    except OSError:
        return Server(site, ANY_PORT)
