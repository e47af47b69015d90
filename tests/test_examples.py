"""Every dossier that ships is valid, and the real votes among them end as they were announced to have ended."""

from pathlib import Path

import pytest

import responsegen
from responsegen.consensus.answer import ContributionOutcome, OptionOutcome, OptionsOutcome
from tests.conftest import CHECKOUT

EXAMPLES = sorted(path.parent for path in CHECKOUT.glob("examples/*/dossier.yaml"))
VOTES = CHECKOUT / "examples/council-votes"
MEANT = {
    "council-votes": ["RG073"],  # figures of 2024 and 2026 were not to be had, and those of 2025 are said to be used
    "public-record": ["RG040"],  # no government gave a number of troops: there is nothing to add up under scenarios
}


@pytest.mark.parametrize("folder", [CHECKOUT, *EXAMPLES], ids=lambda folder: folder.name)
def test_nothing_is_wrong_with_it(folder: Path) -> None:
    found = responsegen.problems(folder)
    assert [problem.code for problem in found] == MEANT.get(folder.name, []), found


@pytest.mark.parametrize("folder", [CHECKOUT, *EXAMPLES], ids=lambda folder: folder.name)
def test_it_says_of_itself_whether_it_is_invented(folder: Path) -> None:
    dossier = responsegen.read(folder)
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("positions/*.yaml"))]
    assert texts
    assert all(("\ninvented: true\n" in text) is dossier.exercise for text in texts)
    assert not dossier.exercise or all(text.startswith("# EXERCISE: invented") for text in texts)


def test_the_public_record_reads_no_statement_as_more_than_it_is() -> None:
    troops = responsegen.merge(responsegen.read(CHECKOUT / "examples/public-record")).topics["troops"]
    assert isinstance(troops, ContributionOutcome)
    assert {word: " ".join(who) for word, who in troops.by_stance.items() if who} == {
        "conditional": "NL UK",
        "considering": "IE FR FI SE",
        "no": "PL SK",
        "undecided": "BG CZ DK DE EE ES IT LV LT NO",
        "outstanding": "BE EL HR CY LU HU MT AT PT RO SI",
    }
    assert troops.pledges == {}


# What was announced: how it ended, how many were in favour, and what the reasons say of population and blocking.
ANNOUNCED = {
    "nature_restoration": ("agreed", 20, "20 of 27 members are in favour (15 needed), with 66.09 % of the population"),
    "platform_work": ("not-agreed", 23, "while the four that are not are enough to block (4 needed)"),
    "climate_target": ("agreed", 21, "21 of 27 members are in favour (15 needed)"),
    "russian_gas": ("agreed", 24, "24 of 27 members are in favour (15 needed)"),
}
BLOCKED_PLATFORM_WORK = ("DE", "EE", "EL", "FR")


def vote(topic: str, *changes: str) -> OptionOutcome:
    """What became of the one point of a topic, the votes as reported or changed."""
    answer = responsegen.merge(responsegen.suppose(responsegen.read(VOTES), changes))
    outcome = answer.topics[topic]
    assert isinstance(outcome, OptionsOutcome)
    (found,) = outcome.options.values()
    return found


def test_real_votes_end_as_was_announced() -> None:
    for topic, (status, in_favour, because) in ANNOUNCED.items():
        found = vote(topic)
        assert (found.status, len(found.columns.for_)) == (status, in_favour), topic
        assert because in found.because, topic
        assert found.columns.outstanding == (), topic
    assert sum(map(len, (found := vote("platform_work")).columns.sides.values())) == 27
    assert found.blocked_by == BLOCKED_PLATFORM_WORK


@pytest.mark.parametrize(
    ("topic", "changes", "status", "carried_by"),
    [
        ("nature_restoration", ["AT.nature_restoration=oppose"], "not-agreed", ("AT",)),  # until its minister shifted
        ("nature_restoration", ["SK.nature_restoration=oppose"], "not-agreed", ("SK",)),  # who shifted as well
        *(("platform_work", [f"{d}.platform_work=support"], "agreed", None) for d in BLOCKED_PLATFORM_WORK),
        ("russian_gas", ["basis.russian_gas=restrictive-measures"], "not-agreed", ("HU", "SK")),  # as Hungary holds
    ],
)
def test_who_could_have_turned_a_real_vote(
    topic: str, changes: list[str], status: str, carried_by: tuple[str, ...] | None
) -> None:
    found = vote(topic, *changes)
    assert found.status == status
    assert carried_by is None or carried_by in found.unblocked_by
