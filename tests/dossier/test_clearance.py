"""What a clearance covers: an answer that is changed since counts as a draft's, and nothing else does."""

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.dossier.clearance import fingerprint_of
from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import Reading, check_files

SE = "positions/SE.yaml"


def read(files: dict[str, bytes]) -> Reading:
    return check_files([SourceFile(path, content) for path, content in files.items()])


@pytest.fixture
def cleared(small: dict[str, bytes]) -> dict[str, bytes]:
    """The small dossier, in which Sweden's position was cleared as it stands."""
    dossier = read(small).dossier
    assert dossier
    of = fingerprint_of(dossier.positions["SE"])
    record = f"clearance: {{by: ambassador, date: 2025-02-16, of: {of}}}\n"
    return small | {SE: small[SE] + record.encode()}


def stale(files: dict[str, bytes]) -> set[tuple[str, str | None]]:
    dossier = read(files).dossier
    assert dossier
    return set(dossier.positions["SE"].stale)


def changed(files: dict[str, bytes], before: str, after: str) -> dict[str, bytes]:
    assert before in files[SE].decode()
    return files | {SE: files[SE].replace(before.encode(), after.encode())}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("force_size: 30000-50000", "force_size: 30k to 50k"),
        ("  shadow-fleet: support", "  # to be told to nobody\n  shadow-fleet: {stance: support}"),
        ("  red_lines: [No troops without air defence.]", "  red_lines: [None.]"),
        (
            "duration: {acceptable: 24-60 months, preferred: 36 months}",
            "duration: {preferred: 3 years, acceptable: 2-5 years}",
        ),
        ("speaker: Prime Minister", "speaker: Foreign Minister"),
    ],
)
def test_what_says_the_same_stays_cleared(cleared: dict[str, bytes], before: str, after: str) -> None:
    assert stale(changed(cleared, before, after)) == set()


@pytest.mark.parametrize(
    ("before", "after", "uncovered"),
    [
        ("force_size: 30000-50000", "force_size: 30000-40000", {("force_size", None)}),
        ("  shadow-fleet: support", "  shadow-fleet: oppose", {("sanctions", "shadow-fleet")}),
        (
            "  shadow-fleet: support",
            "  shadow-fleet: {stance: support, comment: Soon.}",
            {("sanctions", "shadow-fleet")},
        ),
        ("  air-defence: essential", "  air-defence: desirable", {("us_requirements", "air-defence")}),
        ("quantity: 50000", "quantity: 60000", {("assistance", "artillery")}),
        ("    - force: 20000", "    - force: 25000", {("troops", None)}),
        ("kind: parliamentary", "kind: scrutiny", {("duration", None)}),
    ],
)
def test_what_says_something_else_does_not(
    cleared: dict[str, bytes], before: str, after: str, uncovered: set[tuple[str, str | None]]
) -> None:
    assert stale(changed(cleared, before, after)) == uncovered


def test_it_counts_as_a_drafts_answer_does(cleared: dict[str, bytes]) -> None:
    files = changed(cleared, "  shadow-fleet: support", "  shadow-fleet: oppose")
    dossier = read(files).dossier
    assert dossier
    option = joint_answer(dossier).topics["sanctions"].options["shadow-fleet"]
    assert "SE" in option.columns.outstanding
    assert "SE" not in option.columns.against


def test_a_draft_has_nothing_that_could_be_changed(cleared: dict[str, bytes]) -> None:
    files = changed(
        changed(cleared, "status: cleared", "status: draft"), "shadow-fleet: support", "shadow-fleet: oppose"
    )
    assert stale(files) == set()
