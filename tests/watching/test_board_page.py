"""The board as a browser gets it: valid, safe whatever stands in texts and addresses, and kept up to date."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from responsegen.watching.live_board import NO_BOARD, LiveBoard
from responsegen.watching.site import Site
from tests.board.conftest import DOSSIER, POSITIONS, parsed

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
BLOCKS = {"p", "ul", "ol", "dl", "div", "table", "form", "section", "h1", "h2", "h3", "h4", "pre", "details", "article"}
CHILDREN = {
    "ul": {"li"},
    "dl": {"dt", "dd"},
    "table": {"caption", "colgroup", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "select": {"option"},
    "colgroup": {"col"},
}
INTERACTIVE = {"a", "button", "input", "select", "details"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in parsed().files:
        path = tmp_path / file.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.content)
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Site:
    site = Site(folder / "build", LiveBoard(folder))
    site.begin()
    site.end((), "18.00")
    return site


def page(site: Site, query: str = "") -> str:
    return site.answer("board", query, "")[2].decode()


def root(html: str) -> ET.Element:
    assert html.startswith("<!DOCTYPE html>\n")
    return ET.fromstring(html.partition("\n")[2])  # noqa: S314 -- our own page


def mistakes(element: ET.Element, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Find what HTML does not allow: elements in the wrong place, names without a thing, scripts in the page."""
    tag = element.tag
    if "p" in above and tag in BLOCKS:
        yield f"{tag} in p"
    if {"a", "button"}.intersection(above) and tag in INTERACTIVE:
        yield f"{tag} in {above}"
    if "form" in above and tag == "form":
        yield "form in form"
    if above and tag not in CHILDREN.get(above[-1], {tag}):
        yield f"{tag} in {above[-1]}"
    yield from (f"{name} of {tag}" for name in element.attrib if name.startswith("on") or name == "style")
    if tag == "style" or (tag == "script" and (element.text or not element.attrib["src"].startswith("/."))):
        yield "what only the server may say"
    for each in element:
        yield from mistakes(each, (*above, tag))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "BE.bridge.wood=abstain&at=BE.bridge.wood",
        "at=BE",
        "at=tolls",
        "at=tolls.cars&basis.tolls=no-legal-act",
        "at=FR.crew",
        "at=nothing",
        "BE.bridge=nonsense",
        f"{quote(EVIL)}={quote(EVIL)}&at={quote(EVIL)}",
    ],
)
def test_the_page_is_valid(site: Site, query: str) -> None:
    found = root(page(site, query))
    assert list(mistakes(found)) == []
    ids = [element.attrib["id"] for element in found.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    pointed = {e.attrib[name] for e in found.iter() for name in ("aria-labelledby", "for") if name in e.attrib}
    pointed |= {e.attrib["href"][1:] for e in found.iter("a") if e.attrib["href"].startswith("#")}
    assert pointed <= set(ids)
    named = [e for e in found.iter("button") if not (e.attrib.get("aria-label") or "".join(e.itertext()).strip())]
    assert named == []


def test_no_text_of_a_dossier_or_an_address_is_taken_for_html(folder: Path, site: Site) -> None:
    evil = EVIL.replace('"', '\\"')
    dossier = DOSSIER.replace("Stone,", f'"{evil}",').replace("title: Bridge", f'title: "{evil}"')
    dossier = dossier.replace("Exercise on a bridge", f'"{evil}"').replace("The ice is gone", f'"{evil}"')
    (folder / "dossier.yaml").write_text(dossier.replace("label: Alone", f'label: "{evil}"'))
    said = (folder / "positions/BE.yaml").read_text()
    for text in ("It burns.", "Canary red line of BE.", "Canary note of BE."):
        said = said.replace(text, f'"{evil}"')
    (folder / "positions/BE.yaml").write_text(said)
    site.begin()
    assert site.board.problems == ()
    asked = quote(EVIL)
    for query in (
        "",
        "at=BE.bridge.wood",
        "at=bridge.stone",
        "at=BE",
        f"BE.bridge.stone={asked}",
        f"at={asked}",
        f"change={asked}",
    ):
        shown = page(site, query)
        assert "<script>" not in shown
        assert "<img" not in shown
        assert list(mistakes(root(shown))) == []
    assert "<img" not in site.answer("", "", "")[2].decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "BE.bridge.stone=suport",
            'stone=suport:1:17: error: expected support, accept, abstain, oppose or undecided (got "suport"). Did you',
        ),
        ("XX.bridge=support", "XX.bridge=support:1:1: error: expected a delegation"),
        ("x", 'x:1:1: error: expected a change such as SE.sanctions=oppose (got "x")'),
        ("change=nonsense", 'nonsense:1:1: error: expected a change such as SE.sanctions=oppose (got "nonsense")'),
        ("BE.bridge={a", "BE.bridge={a:1:"),
        ("BE.bridge=support&BE.bridge=oppose", '"BE.bridge=support" changes the same thing'),
    ],
)
def test_a_supposition_that_does_not_fit_gets_the_sentence_of_the_command(
    site: Site, query: str, sentence: str
) -> None:
    found = root(page(site, query))
    told = ["".join(e.itertext()) for e in found.iter("p") if e.attrib.get("class") == "problem"]
    assert sentence in " ".join(told)
    assert [e for e in found.iter("tr") if "moved" in e.attrib.get("class", "")] == []


def test_a_warning_takes_nothing_away_of_what_moves(site: Site) -> None:
    found = root(page(site, "FR.status=cleared"))
    told = ["".join(e.itertext()) for e in found.iter("p") if e.attrib.get("class") == "problem"]
    assert told
    assert [e for e in found.iter("tr") if "moved" in e.attrib.get("class", "")]
    assert [e for e in found.iter("div") if e.attrib.get("id") == "moves"]


def test_an_error_in_a_file_leaves_the_last_good_state_and_is_told_with_its_place(folder: Path, site: Site) -> None:
    position = folder / "positions/BE.yaml"
    good = position.read_text()
    before, digest = page(site), site.board.digest(site.words)
    position.write_text(good.replace("wood: {stance: oppose", "wood: {stance: opose"))
    site.begin()
    wrong = 'positions/BE.yaml:5:41: error: expected support, accept, abstain, oppose or undecided (got "opose")'
    assert site.words.startswith(f"Not built; this is the last good state. {wrong}")
    shown = page(site, "DK.bridge=abstain")
    assert wrong in re.sub("&#34;|&quot;", '"', shown)
    assert "Denmark, Bridge: abstain" in shown
    assert site.board.digest(site.words) != digest
    site.end(site.board.problems, "18.01")
    assert wrong in site.answer(".state", "", "board")[2].decode().replace('\\"', '"')
    position.write_text(good.replace("wood: {stance: oppose", "wood: {stance: support"))
    site.begin()
    site.end((), "18.02")
    assert site.words == ""
    assert "BE: for" in page(site)
    assert page(site) != before


def test_a_folder_that_goes_away_does_not_end_the_board(folder: Path, site: Site) -> None:
    (folder / "dossier.yaml").unlink()
    site.begin()
    assert "dossier.yaml:1:1: error: expected the file dossier.yaml (got none) [RG001]" in site.words
    assert "Delegations by points" in page(site)


def test_before_the_files_were_ever_right_the_page_says_what_is_wrong(folder: Path) -> None:
    (folder / "dossier.yaml").write_text("title: [\n")
    site = Site(folder / "build", LiveBoard(folder))
    site.begin()
    assert "dossier.yaml:" in page(site)
    assert list(mistakes(root(page(site)))) == []


def test_the_screen_in_the_room_shows_nothing_internal(folder: Path) -> None:
    site = Site(folder / "build", LiveBoard(folder, public=True))
    site.begin()
    for query in (
        "",
        "at=BE",
        "at=FR.bridge.wood",
        "FR.status=cleared&FR.cleared_by=minister&at=FR",
        "count_drafts=true",
    ):
        shown = page(site, query)
        assert "Canary" not in shown
        assert "not for delegations" not in shown
        assert "LIMITE" in shown
        assert "EXERCISE" in shown
    position = folder / "positions/BE.yaml"
    position.write_text(position.read_text().replace("  notes: Canary", "  nots: Canary"))
    site.begin()
    assert site.words == "Not built; this is the last good state. positions/BE.yaml:14:3: error [RG014]"


def test_where_no_paper_names_delegations_neither_does_the_screen_in_the_room(folder: Path) -> None:
    (folder / "dossier.yaml").write_text(DOSSIER.replace("attribution: named", "attribution: anonymous"))
    site = Site(folder / "build", LiveBoard(folder, public=True))
    site.begin()
    assert NO_BOARD in page(site)
    assert "BE" not in page(site)


def test_the_index_names_delegations_and_says_where_the_papers_stand(folder: Path, site: Site) -> None:
    output = folder / "build"
    output.mkdir()
    paths = ["response.pdf", "synthesis.pdf", "fiches/SE.pdf", "fiches/FR.pdf", "fiches/UK.pdf"]
    listed = ", ".join(f'"{path}": ""' for path in paths)
    (output / "manifest.json").write_text(f'{{"made_with": {{"responsegen": ""}}, "outputs": {{{listed}}}}}')
    found = root(site.answer("", "", "")[2].decode())
    rows = [[re.sub(r"\s+", " ", "".join(cell.itertext())).strip() for cell in row] for row in found.iter("tr")]
    assert rows == [
        ["Response", "for the addressee", "PDF"],
        ["Synthesis", "for all delegations, LIMITE", "PDF"],
        ["France", "draft", "PDF"],
        ["Sweden", "cleared", "PDF"],
        ["United Kingdom", "no reply", "PDF"],
    ]
    assert "Built at 18.00 from the files as they are." in "".join(found.itertext())
    site.board.public = True
    shown = site.answer("", "", "")[2].decode()
    assert "Sweden" not in shown
    assert site.answer("fiches/SE.pdf", "", "")[0] == 404


def test_the_files_stay_as_they_are(folder: Path, site: Site) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    page(site, "BE=silent&DK.bridge=oppose&title=x")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert {*POSITIONS} == {path.stem for path in folder.glob("positions/*.yaml")}
