"""The register of an issue: written and read back, and refused where it is something else."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest

from responsegen.issuing.register import Copy, DamagedRegister, IssuedPaper, Register, read_register

EMBASSY = Copy(1, 2, "=Embassy, of the United States", "copies/response 001.pdf", "ab")
PAPER = IssuedPaper("response.pdf", "cd", "7Q4K-2M9P", ("0123456789ab",), (EMBASSY,))
REGISTER = Register(
    reference="RG 0001/25",
    revision=1,
    exercise=True,
    issued=datetime(2025, 2, 17, 8, tzinfo=UTC),
    commit="2f09ef5a81c0",
    inputs={"dossier.yaml": "ef"},
    papers=(PAPER,),
)


def test_what_is_written_is_read_back() -> None:
    assert read_register(REGISTER.to_json().encode()) == REGISTER


def test_a_spreadsheet_takes_no_recipient_for_a_formula() -> None:
    head, paper, copy = REGISTER.to_csv().splitlines()
    assert head.startswith("exercise,reference,revision,document,format,copy,of,recipient,file,sha256,code")
    assert paper == "EXERCISE,RG 0001/25,1,response,pdf,,,,response.pdf,cd,7Q4K-2M9P"
    assert copy == (
        'EXERCISE,RG 0001/25,1,response,pdf,1,2,"\'=Embassy, of the United States",copies/response 001.pdf,ab,7Q4K-2M9P'
    )


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\uff1d1+1"])
def test_no_cell_is_taken_for_a_formula(name: str) -> None:
    copy = replace(EMBASSY, recipient=name)
    text = replace(REGISTER, reference=name, papers=(replace(PAPER, copies=(copy,)),)).to_csv()
    cells = [cell for row in csv.reader(StringIO(text, newline="")) for cell in row]
    assert cells.count(f"'{name}") == 3
    assert name not in cells


TAMPERED = [
    ('"revision": 1', '"revision": "1"'),
    ('"0123456789ab"', "12"),
    ('"passages": [', '"passages": 7, "more": ['),
    ('"inputs": {', '"inputs": [], "more": {'),
    ('"of": 2', '"of": [2]'),
    ('"issued": "2025', '"issued": "25'),
]


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[1]", b'{"format": 2}', b"\xff", REGISTER.to_json().replace('"papers"', '"sheets"').encode()]
    + [REGISTER.to_json().replace(before, after).encode() for before, after in TAMPERED],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedRegister):
        read_register(content)
