"""What a command does not need is not imported: that is most of the time that a short command takes."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command",
    [
        ["--help"],
        ["check"],
        ["explain", "sanctions"],
        ["what-if", "SE=silent"],
        ["fix"],
        ["schema"],
        ["status", "--format", "json"],
    ],
)
def test_a_command_that_writes_no_document_loads_nothing_that_does(command: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "responsegen", *command],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "responsegen.cli" in loaded
    assert loaded.isdisjoint({"docx", "filelock", "fontTools", "jinja2", "lxml", "pydyf", "resvg_py", "weasyprint"})
