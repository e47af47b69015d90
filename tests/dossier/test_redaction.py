"""A delegation's answers, re-serialised without what is internal."""

from __future__ import annotations

from pathlib import Path

import yaml

from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import check_files, read_dossier
from responsegen.dossier.redaction import without_internal

ROOT = Path(__file__).parents[2]
SHIPPED = read_dossier(ROOT).files


def test_what_is_for_the_desk_alone_is_left_out_and_scalars_keep_their_form() -> None:
    position = (
        b"country: NO   # Norway\nclearance: {by: minister, date: 2025-02-16, of: 3f2a}\nforce_size: 30 000-50 000\n"
        b"internal:\n  notes: secret\nreceived: {file: NO.docx, sha256: 9a, date: 2025-02-16}\n"
        b"sanctions: {lng: support}\n"
    )
    assert without_internal(position) == b"country: NO\nforce_size: 30 000-50 000\nsanctions: {lng: support}\n"


def test_what_is_left_holds_every_other_key_and_is_still_a_valid_position() -> None:
    extracts = {file: without_internal(file.content) for file in SHIPPED if file.path.startswith("positions/")}
    assert len(extracts) > 20
    for file, extract in extracts.items():
        assert {*yaml.safe_load(file.content)} - {"internal"} == {*yaml.safe_load(extract)}, file.path
    files = [SourceFile(file.path, extracts.get(file, file.content)) for file in SHIPPED]
    assert not [problem for problem in check_files(files).problems if problem.is_error]
