"""The fingerprint of what a paper says: what it passes over, and what it does not."""

import pytest

from responsegen.issuing.text_code import code_in, code_of, plain
from responsegen.rendering.written_text import Passage


def code(*passages: str) -> str:
    return code_of([Passage(text) for text in passages])


@pytest.mark.parametrize(
    "again",
    [
        ("The force is deployed for 36 months.", "It is ﬁrst reviewed after six."),
        ("The force is de\u00adployed for 36\u00a0months.", "It is first re\u2010viewed after six."),
        ("The force is deployed", "for 36 months.", "It is first reviewed after six."),
        ("The  force is deployed for 36 months.", "It is first re-\nviewed after six."),
    ],
)
def test_forms_of_letters_blanks_hyphens_and_breaks_change_nothing(again: tuple[str, ...]) -> None:
    assert code(*again) == code("The force is deployed for 36 months.", "It is first reviewed after six.")


@pytest.mark.parametrize(
    "other",
    [
        "The force is deployed for 38 months.",
        "The force is deployed for 36 month.",
        "the force is deployed for 36 months.",
    ],
)
def test_a_letter_changes_it(other: str) -> None:
    assert code(other) != code("The force is deployed for 36 months.")


def test_it_is_eight_letters_that_nobody_confuses() -> None:
    found = code("The force is deployed for 36 months.")
    assert code_in(f"Copy 3 of 31 – Embassy · {found}") == found
    assert len(found) == 9
    assert not {*found} & {*"ILOU"}
    assert plain("–") == "–"
