"""What people write instead of the words of the files, and what they are asked whether they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.dossier.delegations import everyone, state
from responsegen.dossier.model import (
    ClearedBy,
    Firmness,
    Kind,
    Necessity,
    PositionStatus,
    ReservationKind,
    RuleName,
    Stance,
    Willingness,
    Word,
)
from responsegen.dossier.nodes import Scalar
from responsegen.dossier.readers import word_of
from responsegen.dossier.states import CODE_BY_NAME, STATES
from responsegen.problem import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from responsegen.dossier.readers import Reader
    from responsegen.dossier.reading import Reading
    from responsegen.problem import Problem

    Check = Callable[[Mapping[str, bytes | None]], Reading]

A_RESERVATION = 'A reservation stands under "reservations:", beside a stance'
WORDS: list[tuple[type[Word], str, str]] = [
    (RuleName, "QMV", '"qualified-majority"'),
    (RuleName, "qmv", '"qualified-majority"'),
    (RuleName, "unanimous", '"unanimity"'),
    (RuleName, "majority", '"qualified-majority", "reinforced-qualified-majority" or "simple-majority"'),
    (RuleName, "optin", '"opt-in"'),
    (RuleName, "lottery", ""),
    (Kind, "option", '"options"'),
    (Kind, "troops", '"contribution"'),
    (Stance, "for", '"support"'),
    (Stance, "in favour", '"support"'),
    (Stance, "In Favour", '"support"'),
    (Stance, "against", '"oppose"'),
    (Stance, "agree", '"support" or "accept"'),
    (Stance, "yes", '"support" or "accept"'),
    (Stance, "no", '"oppose"'),
    (Stance, "abstention", '"abstain"'),
    (Stance, "tbc", '"undecided"'),
    (Stance, "suport", '"support"'),
    (Stance, "fiddlesticks", ""),
    (Necessity, "must have", '"essential"'),
    (Necessity, "nice to have", '"desirable"'),
    (Necessity, "no", '"not-needed" or "oppose"'),
    (Necessity, "for", ""),
    (Willingness, "depends", '"conditional"'),
    (Willingness, "maybe", '"conditional", "considering" or "undecided"'),
    (Willingness, "would consider", '"considering"'),
    (PositionStatus, "final", '"cleared"'),
    (PositionStatus, "provisional", '"draft"'),
    (ClearedBy, "prime minister", '"minister"'),
    (ClearedBy, "permanent representative", '"ambassador"'),
    (ReservationKind, "parliamentary scrutiny", '"parliamentary"'),
    (ReservationKind, "scrutiny reservation", '"scrutiny"'),
    (Firmness, "confirmed", '"firm"'),
]
STATES_AS_WRITTEN = [
    ("Turkey", '"TR"'),
    ("Holland", '"NL"'),
    ("the Netherlands", '"NL"'),
    ("Czech Republic", '"CZ"'),
    ("Great Britain", '"UK"'),
    ("Macedonia", '"MK"'),
    ("Moldavia", '"MD"'),
    ("Deutschland", '"DE"'),
    ("SWE", '"SE"'),
    ("United States of America", '"US"'),
    ("Swedn", '"SE"'),
    ("Irak", '"IQ" or "IR"'),
    ("Slovania", '"SI" or "SK"'),
    ("Utopia", ""),
]


def asked(read: Reader[object], written: str) -> str:
    """The advice about this word, without what all such advice says."""
    problems: list[Problem] = []
    assert not read(Scalar(Place("x.yaml"), written, plain=True), problems)
    return problems[0].advice.removeprefix("Did you mean ").removesuffix("?")


@pytest.mark.parametrize(("words", "written", "meant"), WORDS)
def test_a_word_that_people_write_is_asked_for_by_the_name_that_it_has_here(
    words: type[Word], written: str, meant: str
) -> None:
    assert asked(word_of(words), written) == meant


@pytest.mark.parametrize(("written", "meant"), STATES_AS_WRITTEN)
def test_a_state_is_known_by_other_names(written: str, meant: str) -> None:
    assert asked(state, written) == meant


@pytest.mark.parametrize(("written", "meant"), [("eu", '"EU"'), ("European Union", '"EU"'), ("Nato", '"NATO"')])
def test_so_are_the_two_that_stand_for_many(written: str, meant: str) -> None:
    assert asked(everyone("US"), written) == meant


@pytest.mark.parametrize("written", ["reserve", "reservation", "scrutiny reservation", "Scrutiny", "parliamentary"])
@pytest.mark.parametrize("words", [Stance, Necessity, Willingness])
def test_a_reservation_is_no_stance(words: type[Word], written: str) -> None:
    assert asked(word_of(words), written) == A_RESERVATION


@pytest.mark.parametrize(
    "line",
    ["force_size: 30000-50000", "  shadow-fleet: support", "  air-defence: essential", "  stance: conditional"],
    ids=["a range", "an option", "a need", "a contribution"],
)
def test_nor_is_it_an_answer_to(line: str, small: dict[str, bytes], check: Check) -> None:
    key, _, _ = line.rpartition(": ")
    text = small["positions/SE.yaml"].decode().replace(line, f"{key}: scrutiny reservation")
    sentence = f'(got "scrutiny reservation"). {A_RESERVATION}'
    assert any(problem.message.endswith(sentence) for problem in check({"positions/SE.yaml": text.encode()}).problems)


@pytest.mark.parametrize("words", Word.__subclasses__())
def test_no_other_name_is_a_word_of_the_same_list(words: type[Word]) -> None:
    assert not {other for word in words for other in word.others} & set(words)


def test_no_state_has_the_name_of_another() -> None:
    assert all(CODE_BY_NAME[each.name.casefold()] == each.code for each in STATES.values())
