"""A small dossier to try the commands on, and a way to run them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from responsegen.building import pipeline, workers
from responsegen.cli.program import program
from tests.building import played
from tests.conftest import CHECKOUT

DOSSIER = """\
title: Exercise on a bridge
reference: RG 0002/25
revision: 1
as_of: 2025-02-16T18:00+01:00
exercise: true
meeting: {place: Paris, date: 2025-02-17}
from: Pen-holder
to: Delegations
addressee: US
delegations: [SE, DK, UK]
silence_procedure: {deadline: 2025-02-17T09:00+01:00}
questions:
  - number: 1
    text: Should a bridge be built, and with how many hands?
    wording: verbatim
    topics: [bridge, hands, crew]
topics:
  bridge:
    title: Bridge
    kind: options
    rule: consensus
    options:
      stone: {label: Stone, text: The bridge is of stone.}
      wood: {label: Wood, text: The bridge is of wood.}
      steel: {label: Steel, text: The bridge is of steel.}
  hands: {title: Number of hands, kind: range, unit: personnel, rule: consensus}
  crew: {title: Crew, kind: contribution, rule: opt-in, required: hands}
scenarios:
  full: {label: Full support, need: all, events: all}
documents:
  response: {release: addressee, attribution: anonymous}
  fiche: {release: delegation, attribution: named, marking: LIMITE}
"""
POSITIONS = {
    "SE": """\
country: SE
status: cleared
cleared_by: ambassador
date: 2025-02-16
bridge: {stone: support, wood: support, steel: support}
hands: 20000-40000
crew: {stance: yes, pledge: 600-1000, ready: 30 days}
""",
    "UK": """\
country: UK
status: cleared
cleared_by: minister
date: 2025-02-16
bridge: {stone: support, wood: oppose, steel: accept}
hands: at least 30000
crew: {stance: no}
""",
    "DK": """\
country: DK
status: cleared
cleared_by: official
date: 2025-02-16
bridge: {stone: accept, wood: support, steel: undecided}
hands: 10000-35000
crew: {stance: undecided}
""",
}


def write_dossier(folder: Path) -> None:
    (folder / "positions").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(DOSSIER)
    for code, position in POSITIONS.items():
        (folder / f"positions/{code}.yaml").write_text(position)


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small dossier without problems, which is also where commands are started."""
    folder = tmp_path / "bridge"
    write_dossier(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture(scope="session")
def players() -> Iterator[list[workers.Workers]]:
    """Workers that play, and stay for the next test that plays: they take longer to begin than to play."""
    idle: list[workers.Workers] = []
    yield idle
    for those in idle:
        those.end()


@pytest.fixture
def playing(monkeypatch: pytest.MonkeyPatch, players: list[workers.Workers]) -> pytest.MonkeyPatch:
    """Let builds be played: each format of a document holds what it is composed of."""
    monkeypatch.setenv("PYTHONPATH", str(CHECKOUT))
    monkeypatch.setattr(workers, "PRELOADED", played.__name__)
    monkeypatch.setattr(workers, "idle", players)
    monkeypatch.setattr(pipeline, "Renderer", played.ComposedRenderer)
    return monkeypatch


def run(*arguments: str | os.PathLike[str]) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(program, [os.fspath(argument) for argument in arguments], prog_name="responsegen")
