"""Any text in the place of a value, and any text in that of a file, is read or reported."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossier.fuzzing import FILES, TARGETS

EXAMPLES = int(os.environ.get("EXAMPLES", "60"))  # `EXAMPLES=100000 ./run test -k any_input` takes its time

ALPHABET = st.sampled_from("0123456789 .,:-–+%_/TZ'\"#&*!|>[]{}?\n\t\u00a0\u202f٣³kM½\u0301")
WORDS = st.sampled_from(["at least", "up to", "months", "days", "troops", "open-ended", "2025-02-16", "18:00"])
VALUE = st.lists(ALPHABET | WORDS | st.characters(), max_size=30).map("".join)
LINES = st.sampled_from([line for content in FILES.values() for line in content.decode().splitlines()])
FILE = st.lists(LINES | VALUE, max_size=25).map("\n".join)


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=EXAMPLES)
@given(text=VALUE | FILE)
def test_any_input_is_read_or_reported(target: str, text: str) -> None:
    TARGETS[target](text.encode("utf-8", "surrogatepass"))
