"""What a fiche says of one delegation: where it stands apart, what it alone holds up, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.attribution import Attributor
from responsegen.documents.fiche import FicheContent, fiche
from responsegen.dossier.model import Attribution
from tests.consensus import builders as build

if TYPE_CHECKING:
    from collections.abc import Mapping

FIVE = ("BE", "DE", "FR", "HU", "PL")


def of(delegation: str, said: Mapping[str, str], electorate: tuple[str, ...] = FIVE, **speaks_for: str) -> FicheContent:
    """The fiche where delegations answered one topic with the options `lng` and `oil`: `{"DE": "support oppose"}`."""
    positions = [
        build.position(
            code,
            {"sanctions": build.stances(dict(zip(("lng", "oil"), stances.split(), strict=False)))},
            speaks_for=speaks_for.get(code, ""),
        )
        for code, stances in said.items()
    ]
    dossier = build.dossier([build.options(electorate=electorate, ids="lng oil")], positions, FIVE)
    return fiche(dossier, joint_answer(dossier), delegation, Attributor(Attribution.NAMED, {}))


FOUR_FOR_BOTH = dict.fromkeys(("BE", "DE", "FR", "PL"), "support support")


@pytest.mark.parametrize(
    ("hungary", "alone", "differs", "missing"),
    [
        ("support support", "", "", ""),
        ("oppose support", "sanctions (lng)", "sanctions (lng)", ""),
        ("oppose oppose", "sanctions (lng, oil)", "sanctions (lng, oil)", ""),
        ("abstain support", "", "", ""),
        ("undecided support", "sanctions (lng)", "", ""),
        ("support", "sanctions (oil)", "", "sanctions (oil)"),
    ],
)
def test_who_alone_holds_up_a_point_reads_it_in_its_fiche(hungary: str, alone: str, differs: str, missing: str) -> None:
    content = of("HU", FOUR_FOR_BOTH | {"HU": hungary})
    said = tuple("; ".join(points) for points in (content.alone, content.differs, content.missing))
    assert said == (alone, differs, missing)


def test_two_against_hold_it_up_together_and_not_alone() -> None:
    content = of("HU", FOUR_FOR_BOTH | {"PL": "oppose support", "HU": "oppose support"})
    assert content.alone == ()
    assert len(content.differs) == 1


def test_a_delegation_without_a_position_misses_everything() -> None:
    content = of("HU", FOUR_FOR_BOTH)
    assert content.state == "No position has been received."
    assert not content.has_position
    assert content.missing == ("sanctions",)


def test_a_delegation_outside_the_electorate_misses_nothing() -> None:
    assert of("HU", FOUR_FOR_BOTH, ("BE", "DE", "FR", "PL")).missing == ()


def test_a_delegation_that_is_spoken_for_reads_what_was_said_for_it() -> None:
    content = of("HU", FOUR_FOR_BOTH, BE="HU")
    assert (
        content.state == "No position of its own; Belgium answers for it, save on contributions and offers of its own."
    )
    assert content.missing == ()
    assert content.has_position
