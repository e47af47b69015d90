"""The board in a real browser: by keyboard, by mouse, without its script, and on a phone."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from responsegen.watching.live_board import LiveBoard
from responsegen.watching.serving import ANY_PORT, serving
from responsegen.watching.site import Site
from tests.board.conftest import parsed
from tests.conftest import CHECKOUT
from tests.watching.browser import CHROMIUM, Browser, browser

pytestmark = [
    pytest.mark.waits,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to walk through the board with"),
]
FIRST = ".board thead button"
OPEN, CLOSED = "document.querySelector('#answer')", "!document.querySelector('#answer')"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("board")
    (folder / "positions").mkdir()
    for file in parsed().files:
        (folder / file.path).write_bytes(file.content)
    site = Site(folder / "build", LiveBoard(folder))
    site.begin()
    site.end((), "18.00")
    return site


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with serving(site, ANY_PORT) as address:
        yield f"{address}board"


@pytest.fixture(scope="module")
def walker() -> Iterator[Browser]:
    with browser() as found:
        yield found


def supposed(walker: Browser) -> str:
    return unquote(urlsplit(walker.run("location.href")).query)


def focused(walker: Browser) -> str:
    found: str = walker.run("document.activeElement.value ?? document.activeElement.id")
    return found


def test_by_keyboard_alone(walker: Browser, address: str) -> None:
    walker.open(address)
    walker.run("window.kept = true")
    walker.run(f"document.querySelector('{FIRST}').focus()")
    walker.press("ArrowDown", "ArrowDown")
    assert focused(walker) == "BE.bridge.wood"
    assert walker.text("#reading") == "BE: against, and in the way"
    walker.press("ArrowRight", "ArrowLeft", "Enter")
    walker.wait(OPEN)
    assert (walker.text("#asked"), focused(walker)) == ("Belgium: Wood", "asked")
    walker.press("Tab", "Tab", "Tab", "Tab")
    assert walker.run("document.activeElement.innerText") == "abstain"
    walker.press("Enter")
    walker.wait(CLOSED)
    assert supposed(walker) == "BE.bridge.wood=abstain"
    assert focused(walker) == "BE.bridge.wood"
    assert "Belgium, Wood: abstain" in walker.text("#supposed")
    assert "not agreed → open" in walker.text("#moves")
    walker.press("ArrowDown", "Enter")  # a second supposition
    walker.wait(OPEN)
    walker.press("Escape")
    walker.wait(CLOSED)
    assert focused(walker) == "BE.tolls.cars"
    assert walker.run("document.querySelectorAll('.board [tabindex=\"0\"]').length") == 1
    assert walker.run("window.kept")  # it was never loaded anew
    walker.run("history.back()")
    walker.wait(OPEN)


def test_by_mouse(walker: Browser, address: str) -> None:
    walker.open(address)
    walker.run("window.kept = true")
    walker.click('.board button[value="DK.tolls.cars"]')
    walker.wait(OPEN)
    walker.click("#answer .group:first-of-type .choice")
    walker.wait(CLOSED)
    walker.click('.board button[value="tolls"]')
    walker.wait(OPEN)
    assert walker.text("#asked") == "Tolls (tolls)"
    walker.click("#answer .close")
    walker.wait(CLOSED)
    walker.click("summary")
    assert walker.text("#command") == "responsegen what-if DK.tolls.cars=support"
    walker.click("ul.supposed .choice")
    walker.wait("!document.querySelector('ul.supposed')")
    assert focused(walker) == "what"
    assert supposed(walker) == ""
    assert walker.run("window.kept")


def test_without_its_script(walker: Browser, address: str) -> None:
    walker.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        walker.open(f"{address}?need.crane=no")
        walker.click('.board button[value="DK.tolls.cars"]')
        walker.wait(OPEN)
        assert supposed(walker) == "need.crane=no&at=DK.tolls.cars"
        walker.click("#answer .choice")
        walker.wait(CLOSED)
        assert supposed(walker) == "need.crane=no&DK.tolls.cars=support"
        assert "Denmark, Cars: support" in walker.text("#supposed")
    finally:
        walker.ask("Emulation.setScriptExecutionDisabled", value=False)


def test_an_edit_is_shown_and_what_is_supposed_stays(walker: Browser, address: str, site: Site) -> None:
    walker.open(f"{address}?DK.tolls.cars=support")
    walker.run("window.kept = true")
    position = Path(site.board.folder / "positions/BE.yaml")
    good = position.read_text()
    position.write_text(good.replace("stance: oppose", "stance: opose"))
    site.begin()
    walker.wait("document.querySelector('#trouble').innerText.includes('positions/BE.yaml:5:41: error')")
    position.write_text(good.replace("stance: oppose", "stance: support"))
    site.begin()
    site.end((), "18.02")
    walker.wait("document.querySelector('[value=\"BE.bridge.wood\"]').title === 'BE: for'")
    assert supposed(walker) == "DK.tolls.cars=support"
    assert "Denmark, Cars: support" in walker.text("#supposed")
    assert walker.text("#trouble") == ""
    assert walker.run("window.kept")
    position.write_text(good)
    site.begin()
    site.end((), "18.03")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a board with many delegations and points."""
    site = Site(tmp_path_factory.mktemp("build"), LiveBoard(CHECKOUT))
    site.begin()
    with serving(site, ANY_PORT) as address:
        yield f"{address}board"


SMALL = """[...document.querySelectorAll('button, .choice, input, select')].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width && Math.min(box.width, box.height) < 24;
}).map((each) => each.outerHTML)"""


@pytest.mark.parametrize("width", [320, 390, 640, 1024, 1280])  # a phone, twice enlarged, a tablet, a laptop
def test_nothing_stands_beyond_the_edge_and_targets_are_large_enough(walker: Browser, large: str, width: int) -> None:
    walker.ask("Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=1, mobile=False)
    try:
        for query in ("?IT.enforcement=support&at=IT.enforcement.enforcement-office", "?at=HU"):
            walker.open(f"{large}{query}")
            assert walker.run("document.documentElement.scrollWidth") <= width
            assert walker.run(SMALL) == []
    finally:
        walker.ask("Emulation.clearDeviceMetricsOverride")
