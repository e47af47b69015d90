"""A small dossier for the board, which nobody changes."""

from collections.abc import Mapping

import pytest

from responsegen.board.verdicts import Standing, standing_of
from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import Trees, _parsed
from responsegen.dossier.what_if import ReadDossier

DOSSIER = """\
title: Exercise on a bridge
reference: RG 0002/25
as_of: 2025-02-16T18:00+01:00
exercise: true
from: Pen-holder
to: Delegations
addressee: US
delegations: [BE, DK, DE, FR, SE, UK]
silence_procedure: {deadline: 2025-02-17T09:00+01:00}
questions:
  - {number: 1, text: Should a bridge be built?, wording: verbatim, topics: [bridge, tolls, span, support]}
topics:
  bridge:
    title: Bridge
    kind: options
    rule: consensus
    options:
      stone: {label: Stone, text: The bridge is of stone.}
      wood: {label: Wood, text: The bridge is of wood., fallback: Canary fallback text.}
  tolls:
    title: Tolls
    kind: options
    rule: qualified-majority
    electorate: [BE, DK, DE, FR, SE]
    options:
      cars: {label: Cars, text: Cars pay.}
  span: {title: Span, kind: range, unit: months, rule: consensus}
  support:
    title: Support
    kind: needs
    rule: consensus
    options:
      crane: {label: Crane, text: A crane is needed., term: short}
  crew: {title: Crew, kind: contribution, rule: opt-in, required: hands}
  hands: {title: Hands, kind: range, unit: personnel, rule: consensus}
  gifts: {title: Gifts, kind: offers, rule: opt-in, options: {nails: {label: Nails, unit: boxes}}}
events: {thaw: The ice is gone}
scenarios:
  alone: {label: Alone, need: [], events: all}
  full: {label: Full support, need: all, events: all}
documents:
  response: {release: addressee, attribution: anonymous}
  synthesis: {release: participants, attribution: named, marking: LIMITE}
"""
POSITIONS = {
    "BE": """\
bridge: {stone: support, wood: {stance: oppose, comment: It burns.}}
tolls: support
span: 12-36 months
support: {crane: essential}
crew: {stance: conditional, pledge: 300-500, ready: 30 days, conditions: [{need: crane}, {event: thaw}]}
hands: at least 400
gifts: {nails: {quantity: 12, status: firm}}
internal:
  red_lines: [{on: bridge.wood, text: Canary red line of BE.}, Canary line on everything.]
  notes: Canary note of BE.
""",
    "DK": """\
bridge: support
tolls: oppose
span: 40 months
support: {crane: desirable}
crew: {stance: yes, pledge: 200, ready: 10 days}
hands: 300-900
reservations: [{on: bridge.stone, kind: parliamentary, text: The Folketing has to be heard.}]
""",
    "DE": """\
bridge: {stone: support, wood: abstain}
tolls: undecided
span: abstain
crew: no
""",
    "FR": """\
bridge: {stone: oppose, wood: {stance: oppose, comment: Canary draft comment.}}
span: 7-8 months
crew: {stance: yes, pledge: 77777, ready: 10 days}
gifts: {nails: {quantity: 88888, status: firm}}
reservations: [{on: bridge.stone, kind: general, text: Canary draft reservation.}]
""",
    "SE": """\
bridge: {stone: accept, wood: accept}
tolls: support
hands: 100-500
""",
}


def parsed(positions: Mapping[str, str] = POSITIONS, dossier: str = DOSSIER) -> Trees:
    """Parse these files; FR's is a draft."""
    cleared, draft = "status: cleared\ncleared_by: minister\n", "status: draft\n"
    files = [SourceFile("dossier.yaml", dossier.encode())]
    for code, said in positions.items():
        head = f"country: {code}\ndate: 2025-02-16\n{draft if code == 'FR' else cleared}"
        files.append(SourceFile(f"positions/{code}.yaml", f"{head}{said}".encode()))
    return _parsed(files, ())


@pytest.fixture(scope="session")
def read() -> ReadDossier:
    """The dossier as it was read."""
    return ReadDossier.of(parsed())


@pytest.fixture(scope="session")
def recorded(read: ReadDossier) -> Standing:
    """Where everything stands without a supposition."""
    return standing_of(read)
