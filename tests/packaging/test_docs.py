"""What README and the other pages say is there: files, headings, commands, options, and what the tour prints."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag

import click
import pytest

from responsegen.cli.program import COMMANDS, program
from responsegen.dossier.model import Attribution, Kind, Release, ReservationKind
from tests.cli.conftest import run

CHECKOUT = Path(__file__).parents[2]
PAGES = {
    path.relative_to(CHECKOUT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/*.md"))
}
README = PAGES["README.md"]
ROOM = CHECKOUT / "responsegen"
TOUR = README.partition("## A tour")[2].partition("\n## ")[0]


def headings(page: str) -> set[str]:
    found = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file_and_a_heading_that_is_there(page: str) -> None:
    for link in re.findall(r'(?:\]\(|src=")([^)"]+)', PAGES[page]):
        target, fragment = urldefrag(link)
        if not target.startswith(("http:", "https:")):
            path = (CHECKOUT / page).parent / target if target else CHECKOUT / page
            assert path.exists(), link
            assert not fragment or fragment in headings(path.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_module_and_folder_that_is_named_is_there(page: str) -> None:
    named = re.findall(r"`([\w./*-]+(?:\.(?:py|j2|css|docx|svg|lock|toml)|/))`", PAGES.get(page, ""))
    made = {"build/", "templates/"}  # by whoever has a dossier
    for name in {*named} - made:
        assert any(any(place.glob(name)) for place in (CHECKOUT, ROOM)), name


def test_the_map_has_every_room() -> None:
    rooms = {f"{path.name}/" for path in ROOM.iterdir() if (path / "__init__.py").exists()} | {"problem.py"}
    assert {*re.findall(r"^\| `([\w./]+)` \|", README, re.MULTILINE)} - {"joint-answer.json"} >= rooms


def commands(page: str) -> Iterator[str]:
    """Every command on a page that is meant to be typed as it stands."""
    yield from re.findall(r"`((?:\./run|responsegen) [^`]+)`", page)
    for block in re.findall(r"^```(?:sh|console)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        for line in re.findall(r"^(?:\$ )?(?:\./run|responsegen) .*", block, re.MULTILINE):
            yield re.sub(r"\s+(?:[12]?>|#|\|) .*", "", line.removeprefix("$ "))


TYPED = sorted(
    {(page, command) for page, text in PAGES.items() if page != "CHANGELOG.md" for command in commands(text)}
)


@pytest.mark.parametrize(("page", "command"), TYPED)
def test_every_command_and_option_that_is_named_is_there(page: str, command: str) -> None:
    assert page
    first, *words = shlex.split(command.replace("…", "").replace("[", "").replace("]", ""))
    names = [word for word in words if not word.startswith("-")]
    if first == "./run" and names[:1] in (["test"], ["bench"]):
        return
    assert names[0] in (*COMMANDS, "COMMAND") if names else words
    found = program.get_command(click.Context(program, info_name=first), names[0]) if names else None
    known = {option for known in (program, found) if known for parameter in known.params for option in parameter.opts}
    assert {word.partition("=")[0] for word in words if word.startswith("-")} <= known | {"--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_of_commands_has_each_with_each_of_its_options(name: str) -> None:
    section = re.search(rf"^## {name}\n(.*?)^## ", PAGES["docs/commands.md"], re.MULTILINE | re.DOTALL)
    assert section
    found = program.get_command(click.Context(program), name)
    assert found
    options = [max(each.opts, key=len) for each in found.params if isinstance(each, click.Option)]
    named = {*re.findall(r"--[a-z-]+", section[1]), "--dossier"}  # which the page names for all
    assert [option for option in options if option not in named] == []


def test_the_tour_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Pen-holder")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "pen-holder@example.org")
    monkeypatch.chdir(tmp_path)
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", TOUR, re.MULTILINE | re.DOTALL):
        if language == "yaml":
            Path("positions/DK.yaml").write_text(block, encoding="utf-8")
            continue
        for step in block.removeprefix("$ ").split("\n$ "):
            command, _, shown = step.partition("\n")
            first, *words = shlex.split(command)
            if first == "cd":
                monkeypatch.chdir(words[0])
            elif first == "git":
                subprocess.run(command, shell=True, check=True)  # noqa: S602 -- what README says
            elif words[0] != "build":  # which other tests do
                printed = re.escape(shown.strip()).replace(r"\.\.\.", "(?s:.*)")
                assert re.search(rf"^{printed}", run(*words).output, re.MULTILINE), command


@pytest.mark.parametrize("words", [Attribution, Kind, Release, ReservationKind])
def test_the_glossary_explains_the_words_of_the_files(words: type[Kind]) -> None:
    for word in words:
        assert re.search(rf"(\*\*|`|\b){word}\b", PAGES["docs/glossary.md"]), word


def test_readme_is_two_screens() -> None:
    assert len(README.splitlines()) <= 130
