"""What a command does not need is not imported: that is most of the time that a short command takes."""

import json
import subprocess
import sys

from tests.conftest import CHECKOUT

COMMANDS = ["--help", "check", "explain sanctions", "what-if SE=silent", "fix", "schema", "status --format json"]
LOADED_BY_EACH = """
import json, os, sys
printed = os.dup(1)
os.dup2(2, 1)
from responsegen.cli.program import program
loaded = {}
for command in sys.argv[1:]:
    assert not program.main(command.split(), standalone_mode=False), command
    loaded[command] = list(sys.modules)
os.write(printed, json.dumps(loaded).encode())
"""


def test_a_command_that_writes_no_document_loads_nothing_that_does() -> None:
    begin = [sys.executable, "-c", LOADED_BY_EACH, *COMMANDS]
    run = subprocess.run(begin, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    loaded = json.loads(run.stdout)
    assert list(loaded) == COMMANDS
    slow = {"docx", "filelock", "fontTools", "jinja2", "lxml", "pydyf", "resvg_py", "weasyprint"}
    assert {command: found for command in COMMANDS if (found := slow.intersection(loaded[command]))} == {}
    assert "responsegen.cli" in loaded["--help"]
