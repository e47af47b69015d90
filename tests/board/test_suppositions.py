"""Suppositions in an address: what a query means, and the command that tries the same."""

import shlex

import pytest

from responsegen.board.suppositions import Question


@pytest.mark.parametrize(
    ("query", "changes", "at"),
    [
        ("", (), ""),
        ("HU.sanctions.lng=abstain", ("HU.sanctions.lng=abstain",), ""),
        ("HU=silent&need.air-defence=no&at=HU", ("HU=silent", "need.air-defence=no"), "HU"),
        ("DE.force_size=at+least+20000", ("DE.force_size=at least 20000",), ""),
        ("as_of=2025-02-17T09%3A00%2B01%3A00", ("as_of=2025-02-17T09:00+01:00",), ""),
        ("SE.lng={stance: oppose, comment: a=b}", ("SE.lng={stance: oppose, comment: a=b}",), ""),
        ("HU.lng=&change=&at=", (), ""),  # fields that were left blank
        ("change=SE.troops.pledge%3D2000", ("SE.troops.pledge=2000",), ""),
        ("change=nonsense", ("nonsense",), ""),
        ("who=HU&on=sanctions.lng", (), "HU.sanctions.lng"),
        ("who=HU&on=", (), "HU"),
        ("a=1&a=1&a=2", ("a=1", "a=2"), ""),
        ("%FF=%FF", ("\ufffd=\ufffd",), ""),
        ("x", ("x",), ""),  # as the command refuses it, which a blank field is not
        ("HU.sanctions.lng&HU=silent&&at=HU", ("HU.sanctions.lng", "HU=silent"), "HU"),
    ],
)
def test_a_query_says_what_is_supposed_and_what_is_asked_about(query: str, changes: tuple[str, ...], at: str) -> None:
    found = Question.of(query)
    assert (found.changes, found.at) == (changes, at)
    assert Question.of(found.address(at).partition("?")[2]) == found


def test_the_command_is_quoted_for_a_shell() -> None:
    changes = ("DE.force_size=at least 20000", "SE.x={comment: it's $HOME; rm -rf /}")
    command = Question(changes).command
    assert shlex.split(command) == ["responsegen", "what-if", *changes]
    assert Question().command == ""


@pytest.mark.parametrize(
    ("new", "left"),
    [
        ("HU.a.b=oppose", ("HU.a=abstain", "SE.a.b=oppose", "HU.a.b=oppose")),
        ("HU.a=support", ("SE.a.b=oppose", "HU.a=support")),
        ("HU=silent", ("SE.a.b=oppose", "HU=silent")),
        ("H=1", ("HU.a=abstain", "HU.a.b=support", "SE.a.b=oppose", "H=1")),
    ],
)
def test_a_new_supposition_takes_the_place_of_what_it_contradicts(new: str, left: tuple[str, ...]) -> None:
    asked = Question(("HU.a=abstain", "HU.a.b=support", "SE.a.b=oppose"))
    assert asked.with_changes((new,)).changes == left
