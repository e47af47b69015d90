"""What a browser on this machine is shown: the documents of the last build, kept up to date, and nothing else."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from socket import create_server
from urllib.parse import quote, urlsplit

import pytest

from responsegen.rendering.page_elements import IN_PAGE
from responsegen.watching.live_board import LiveBoard
from responsegen.watching.serving import ANY_PORT, SERVED, serving
from responsegen.watching.site import Site

pytestmark = pytest.mark.waits

NO_DOCUMENTS = ("joint-answer.json", "positions.schema.json", ".seal", "notes.html.bak")
PAGE = "<!DOCTYPE html>\n<html><body><p>One</p></body></html>\n"


def listed(output: Path, *paths: str) -> None:
    (output / "manifest.json").write_text(
        json.dumps({"made_with": {"responsegen": ""}, "outputs": dict.fromkeys(paths, "")})
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    output = tmp_path / "build"
    (output / "fiches").mkdir(parents=True)
    for path in ("response.html", "response.pdf", "fiches/SE.html", "unlisted.html", ".lock"):
        (output / path).write_text(PAGE)
    (tmp_path / "outside.html").write_text(PAGE)
    (output / "link.html").symlink_to(tmp_path / "outside.html")
    for path in NO_DOCUMENTS:
        (output / path).write_text("One")
    listed(output, "response.html", "response.pdf", "fiches/SE.html", "link.html", "gone.html", *NO_DOCUMENTS)
    return Site(output, LiveBoard(tmp_path))


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serving(site, ANY_PORT) as address:
        yield address


def get(address: str, path: str, **headers: str) -> tuple[HTTPResponse, str]:
    with closing(HTTPConnection(urlsplit(address).netloc)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response, response.read().decode()


def state(address: str, page: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(get(address, f"/.state?page={quote(page)}")[1])
    return found


def digest(page: str) -> str:
    (found,) = re.findall(r'data-digest="(\w*)"', page)
    return str(found)


def test_the_index_names_every_document_in_every_format_and_in_protocol_order(address: str, site: Site) -> None:
    formats = ("docx", "html", "pdf")
    listed(site.output, *(f"{name}.{suffix}" for name in ("fiches/AT", "fiches/BE", "response") for suffix in formats))
    _, page = get(address, "/")
    assert re.findall(r'<th scope="row">([^<]+)', page) == ["Response", "BE", "AT"]
    links = [link for link in re.findall(r'href="([^"]+)"', page) if "response" in link]
    assert links == ["/response.html", "/response.pdf", "/response.docx"]


def test_a_page_is_what_lies_on_the_disk_and_one_script_more(address: str, site: Site) -> None:
    response, page = get(address, "/fiches/SE.html")
    assert re.sub("<script .*</script>", "", page) == PAGE == (site.output / "fiches/SE.html").read_text()
    assert response.headers["Content-Security-Policy"] == SERVED
    assert response.headers["Cache-Control"] == "no-store"
    assert get(address, re.findall(r'src="([^"]+)"', page)[0])[0].headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    [
        "/unlisted.html",
        "/gone.html",
        "/link.html",
        "/.lock",
        "/manifest.json",
        *(f"/{path}" for path in NO_DOCUMENTS),
        "/../outside.html",
        "/%2e%2e/outside.html",
        "//etc/passwd",
        "/fiches/../.lock",
        "/fiches",
    ],
)
def test_what_the_last_build_has_not_listed_and_what_lies_outside_is_not_there(address: str, path: str) -> None:
    response, page = get(address, path)
    assert response.status == 404
    assert "One" not in page


@pytest.mark.parametrize(("host", "status"), [("localhost", 200), ("127.0.0.1", 200), ("evil.example", 421)])
def test_only_who_asks_for_this_machine_by_name_is_answered(address: str, host: str, status: int) -> None:
    """A page from elsewhere could otherwise read the documents through a name of its own that points here."""
    port = urlsplit(address).port
    assert get(address, "/", Host=f"{host}:{port}")[0].status == status


@pytest.mark.parametrize("path", ["/", "/board", "/board?SE=silent", "/.state?page=board", "/.board.css"])
def test_a_page_from_elsewhere_is_refused_whatever_it_asks_for(address: str, path: str) -> None:
    assert get(address, path)[0].status == 200
    assert get(address, path, Origin=address.removesuffix("/"))[0].status == 200
    assert get(address, path, Origin="http://evil.example")[0].status == 421
    assert get(address, path, Origin="null")[0].status == 421


def test_a_fault_of_the_program_is_said_in_the_page(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LiveBoard, "page", lambda *_: {}["<b>"])
    response, page = get(address, "/board")
    assert response.status == 500
    assert "This is a fault in the program, not in your files: KeyError: '&lt;b&gt;'" in page
    assert get(address, "/")[0].status == 200


def test_nothing_but_reading_is_possible(address: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        with closing(HTTPConnection(urlsplit(address).netloc)) as connection:
            connection.request(method, "/board")
            assert connection.getresponse().status == 501


@pytest.mark.parametrize("path", ["", "response.html"])
def test_a_page_learns_that_it_has_changed_and_only_then(address: str, site: Site, path: str) -> None:
    shown = digest(get(address, f"/{path}")[1])
    assert state(address, path) == {"digest": shown, "words": ""}
    (site.output / "fiches/SE.html").write_text(PAGE.replace("One", "Two"))
    assert state(address, path)["digest"] == shown
    (site.output / "response.html").write_text(PAGE.replace("One", "Two"))
    listed(site.output, "response.html")
    assert state(address, path)["digest"] == digest(get(address, f"/{path}")[1]) != shown


def test_a_page_that_is_missing_gives_way_once_it_is_there(address: str, site: Site) -> None:
    assert state(address, "new.html")["digest"] == digest(get(address, "/new.html")[1]) == ""
    (site.output / "new.html").write_text(PAGE)
    listed(site.output, "new.html")
    assert state(address, "new.html")["digest"] != ""


def test_a_name_in_an_address_is_shown_as_text(address: str) -> None:
    _, page = get(address, "/%3Cscript%3Ealert(1)%22%3C/script%3E.html")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&quot;" in page


def test_a_build_that_failed_is_told_on_every_page(address: str, site: Site) -> None:
    site.words = "Not built"
    assert state(address, "response.html")["words"] == "Not built"


def test_nothing_has_to_be_built_yet(tmp_path: Path) -> None:
    with serving(Site(tmp_path, LiveBoard(tmp_path)), ANY_PORT) as address:
        assert "Nothing has been built yet." in get(address, "/")[1]


def test_the_policy_of_a_page_gives_way_to_that_of_the_server_under_which_one_script_runs(
    address: str, site: Site
) -> None:
    (site.output / "response.html").write_text(f"<html><head>{IN_PAGE}</head><body></body></html>")
    response, page = get(address, "/response.html")
    assert "http-equiv" not in page
    assert "default-src 'none'; script-src 'self'; connect-src 'self';" in response.headers["Content-Security-Policy"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_server_listens_on_the_loopback_address_alone(address: str) -> None:
    assert urlsplit(address).hostname == "127.0.0.1"


def test_a_port_that_is_taken_is_refused_and_without_a_port_another_is_found(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(OSError, match="in use"), serving(site, taken):
            pass
        monkeypatch.setattr("responsegen.watching.serving.USUAL_PORT", taken)
        with serving(site, ANY_PORT) as address:
            assert urlsplit(address).port != taken
