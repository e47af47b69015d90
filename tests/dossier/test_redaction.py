"""A delegation's answers, re-serialised without what is internal."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from responsegen.dossier.reading import SourceFile, check_files, read_dossier
from responsegen.dossier.redaction import without_internal

ROOT = Path(__file__).parents[2]
SHIPPED = read_dossier(ROOT).files


def test_internal_and_comments_are_left_out_and_scalars_keep_their_form() -> None:
    position = (
        b"country: NO   # Norway\nforce_size: 30 000-50 000\ninternal:\n  notes: secret\nsanctions: {lng: support}\n"
    )
    assert without_internal(position) == b"country: NO\nforce_size: 30 000-50 000\nsanctions: {lng: support}\n"


@pytest.mark.parametrize("path", sorted((ROOT / "positions").glob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_left_holds_every_other_key_and_is_still_a_valid_position(path: Path) -> None:
    extract = without_internal(path.read_bytes())
    assert {*yaml.safe_load(path.read_bytes())} - {"internal"} == {*yaml.safe_load(extract)}
    files = [
        SourceFile(file.path, extract if file.path == f"positions/{path.name}" else file.content) for file in SHIPPED
    ]
    assert not [problem for problem in check_files(files).problems if problem.is_error]
