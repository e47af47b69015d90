"""The board for the room: nothing internal, nothing of a draft, whatever is supposed."""

from dataclasses import fields, is_dataclass

import pytest

from responsegen.board import board, may_be_public
from responsegen.board.suppositions import Question
from responsegen.board.verdicts import standing_of
from responsegen.dossier.redaction import for_participants
from responsegen.dossier.what_if import ReadDossier
from tests.board.conftest import DOSSIER, POSITIONS, parsed

SECRETS = ("Canary", "77777", "77 777", "88888", "88 888")


@pytest.fixture(scope="module")
def public(read: ReadDossier) -> ReadDossier:
    return ReadDossier.of(for_participants(parsed(), read))


def texts(value: object) -> list[str]:
    """List every text in what is shown."""
    if isinstance(value, str):
        return [value.replace("\N{NO-BREAK SPACE}", " ")]
    if is_dataclass(value):
        return [text for each in fields(value) for text in texts(getattr(value, each.name))]
    if isinstance(value, dict):
        return [text for pair in value.items() for text in texts(pair)]
    return [text for each in value for text in texts(each)] if isinstance(value, tuple | list) else []


@pytest.mark.parametrize(
    "at", ["", "BE", "FR", "bridge", "BE.bridge.wood", "FR.bridge.wood", "FR.crew", "FR.gifts.nails"]
)
@pytest.mark.parametrize(
    "supposed",
    ["", "FR.status=cleared&FR.cleared_by=minister", "count_drafts=true", "FR.span=7-8 months", "FR.crew.ready=3 days"],
)
def test_no_red_line_note_fallback_or_draft_is_shown(public: ReadDossier, supposed: str, at: str) -> None:
    question = Question.of(supposed)
    shown = board(public, standing_of(public), Question(question.changes, at), public=True)
    found = [text for text in texts(shown) if any(secret in text for secret in SECRETS)]
    assert found == []
    assert shown.marking == "LIMITE"


def test_without_public_the_same_texts_are_there(read: ReadDossier) -> None:
    """Else the test above would test nothing."""
    shown = [
        text
        for at in ("BE", "FR.bridge.wood", "FR.crew")
        for text in texts(board(read, standing_of(read), Question((), at), public=False))
    ]
    assert all(
        any(secret in text for text in shown) for secret in ("Canary red line", "Canary draft comment", "77 777")
    )


@pytest.mark.parametrize("as_of", ["2025-02-16T18:00+01:00", "2025-02-18T18:00+01:00"])
def test_the_verdicts_are_those_of_all_files(as_of: str) -> None:
    """A draft is no silence, also after the silence procedure has ended."""
    trees = parsed(dossier=DOSSIER.replace("2025-02-16T18:00+01:00", as_of))
    read = ReadDossier.of(trees)
    cut = ReadDossier.of(for_participants(trees, read))
    assert standing_of(cut).verdicts == standing_of(read).verdicts
    assert standing_of(cut).answer.participation == standing_of(read).answer.participation


def test_what_was_changed_since_it_was_cleared_is_a_drafts() -> None:
    clearance = "clearance: {by: minister, date: 2025-02-16, of: 000000}\n"
    trees = parsed(POSITIONS | {"SE": clearance + "bridge: {stone: oppose, wood: {stance: oppose, comment: Canary}}\n"})
    read = ReadDossier.of(trees)
    cut = ReadDossier.of(for_participants(trees, read))
    assert standing_of(cut).verdicts == standing_of(read).verdicts
    for supposed in ((), ("count_drafts=true",)):
        assert "Canary" not in " ".join(
            texts(board(cut, standing_of(cut), Question(supposed, "SE.bridge.wood"), public=True))
        )


@pytest.mark.parametrize(("attribution", "may"), [("named", True), ("grouped", False), ("anonymous", False)])
def test_who_gets_no_names_on_paper_gets_none_on_a_screen(attribution: str, *, may: bool) -> None:
    told = DOSSIER.replace("attribution: named", f"attribution: {attribution}") + "groups: {North: [DK, SE]}\n"
    assert may_be_public(ReadDossier.of(parsed(dossier=told))) is may
