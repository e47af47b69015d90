"""The joint answer as a whole: who took part, and topics in order."""

from __future__ import annotations

from responsegen.consensus.answer import NeedsOutcome, OptionsOutcome, RangeOutcome
from responsegen.consensus.joint_answer import joint_answer
from tests.consensus.builders import contribution, dossier, needs, offers, options, outcome_of, position, ranges, span


def test_participation_tells_files_drafts_the_spoken_for_and_the_missing_apart() -> None:
    case = dossier(
        [options()],
        [position("DK", speaks_for="SE EE"), position("DE", {"force_size": span(10)}, status="draft")],
        ["DK", "DE", "EE", "HU", "SE"],
        count_drafts=True,
    )
    took_part = joint_answer(case).participation
    assert took_part.answered == ("DK",)
    assert took_part.drafts == ("DE",)
    assert list(took_part.spoken_for.items()) == [("EE", "DK"), ("SE", "DK")]
    assert took_part.outstanding == ("HU",)


def test_topics_keep_the_dossiers_order_whatever_depends_on_what() -> None:
    case = dossier([offers(), contribution(required="force_size"), needs(), ranges(), options()])
    assert list(joint_answer(case).topics) == ["assistance", "troops", "us_requirements", "force_size", "sanctions"]


def test_nothing_said_is_no_result() -> None:
    """An empty dossier yields an answer in which everything is open and nobody is counted."""
    case = dossier([options(), needs(), ranges()])
    assert outcome_of(case, "sanctions", OptionsOutcome).status == "open"
    assert outcome_of(case, "us_requirements", NeedsOutcome).status == "open"
    assert outcome_of(case, "force_size", RangeOutcome).status == "open"
