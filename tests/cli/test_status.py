"""Where things stand, on terminals of any width, in pipes, and for programs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from responsegen.cli.program import program
from tests.cli.conftest import DOSSIER, run
from tests.cli.forking import Forks
from tests.conftest import CHECKOUT

AT_80_COLUMNS = """\
Exercise on a bridge
RG 0002/25 REV 1 EXERCISE, as of 16 February 2025, 18.00 (UTC+1)
Wanted for the meeting in Paris on 17 February 2025
Silence procedure: ends 17 February 2025, 09.00 (UTC+1)
Answered: 3 of 3 delegations

Question 1: Should a bridge be built, and with how many hands?
~ Bridge           1 agreed, 1 open, 1 not agreed; blocked by UK; waits for DK
+ Number of hands  agreed: between 30 000 and 35 000 personnel
  Crew             yes 1, no 1, undecided 1
    Full support   600 to 1 000 attainable, 600 to 1 000 assured; 29 400 short
                   of 30 000

Points: 2 agreed, 1 open, 1 not agreed
Ask next: DK (1 open point)
"""


def shown(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "responsegen", *arguments]
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)} | environment
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


def test_not_agreed_is_an_outcome_and_no_failure(dossier: Path) -> None:
    found = run("status", "--dossier", dossier)
    assert (found.stdout, found.stderr, found.exit_code) == (AT_80_COLUMNS, "", 0)


def test_who_has_not_answered_is_shown_as_such(dossier: Path) -> None:
    (dossier / "positions/UK.yaml").unlink()
    file = dossier / "positions/SE.yaml"
    file.write_text(file.read_text().replace("status: cleared", "status: draft"))
    found = run("status").stdout
    assert "Answered: 1 of 3 delegations\nDrafts: SE\nOutstanding: UK\n" in found
    assert "? Bridge           all 3 open; waits for DK, SE and UK\n" in found


def test_after_the_deadline_silence_is_said_to_be_consent(dossier: Path) -> None:
    file = dossier / "dossier.yaml"
    file.write_text(file.read_text().replace("as_of: 2025-02-16T18:00", "as_of: 2025-02-17T18:00"))
    (dossier / "positions/UK.yaml").unlink()
    found = run("status").stdout
    assert "Silence procedure: ended 17 February 2025, 09.00 (UTC+1); silence is consent\n" in found
    assert "~ Bridge           2 agreed, 1 open; waits for DK\n" in found


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 200])
def test_lines_fit_the_terminal_and_lose_no_word(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("status", "--dossier", CHECKOUT).stdout.splitlines()
    assert max(map(len, lines)) <= max(columns, 40)
    assert any(line.startswith("Points: ") for line in lines)


def test_a_pipe_gets_plain_letters_without_colour(dossier: Path) -> None:
    output = shown(dossier, "status").stdout
    assert output.decode("ascii") == AT_80_COLUMNS


def test_a_terminal_gets_colour_unless_somebody_does_not_want_it(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured = "\x1b[33m~\x1b[0m Bridge"
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coloured in colour_run(dossier)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in colour_run(dossier)


def colour_run(dossier: Path) -> str:
    from click.testing import CliRunner  # noqa: PLC0415 -- only here a terminal is played

    return CliRunner().invoke(program, ["status", "--dossier", str(dossier)], color=True).stdout


def test_json_on_the_terminal_is_what_a_build_writes(shipped_build: Path) -> None:
    output = shown(CHECKOUT, "status", "--format", "json", PYTHONIOENCODING="ascii").stdout
    assert output == (shipped_build / "joint-answer.json").read_bytes()
    assert json.loads(output)["format"] == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="commands are run in forks")
def test_a_terminal_that_lacks_letters_gets_them_spelled_out(dossier: Path) -> None:
    file = dossier / "dossier.yaml"
    file.write_text(file.read_text().replace("title: Exercise on a bridge", "title: Ζωή à Київ"), encoding="utf-8")
    with Forks(os.environ) as forks:
        for coding in ("ascii", "latin-1", "cp1252", "utf-8"):
            found = forks.run("status", folder=str(dossier), before=["printing", coding])
            assert found.returncode == 0
            first = found.stdout.encode("utf-8", "surrogateescape").splitlines()[0]
            assert first == "Ζωή à Київ".encode(coding, errors="backslashreplace")


DECIDED = """\
topics:
  arch: {title: Arch, kind: options, rule: qualified-majority, options: {a: {label: Arch, text: It has an arch.}}}
  paint: {title: Paint, kind: options, rule: unanimity, options: {a: {label: Red, text: It is red.}}}
  wood: {title: Wood, kind: range, unit: percent, rule: simple-majority}
  hands: {title: Hands, kind: range, unit: personnel, rule: consensus}
  crew: {title: Crew, kind: contribution, rule: opt-in, required: hands}
"""
DE, FR = (
    "crew: {stance: yes, pledge: 1000, ready: 0 days, sustain: 30 days}\n",
    "crew: {stance: yes, pledge: 1000, ready: 60 days}\n",
)
SAID = {
    "DE": f"{DE}arch: abstain\nwood: 20-25\nhands: 2000\n",
    "FR": f"{FR}arch: abstain\nwood: 20-50\nhands: 2000\n",
    "IT": "arch: support\nwood: 20-50\nhands: undecided\n",
    "MT": "arch: support\nwood: 30-50\nhands: 2000\n",
}
STANDING = """\
x Arch            1 not agreed; could carry it: DE or FR
+ Paint           1 agreed, by silence alone
? Wood            a choice is to be made: between 20 and 25 percent or between 30 and 50 percent
? Hands           open: possibly 2 000 personnel; waits for IT
  Crew            yes 2, outstanding 2
    Full support  2 000 attainable (1 000 at once), 2 000 assured; 1 000 short of 2 000 proposed

Points: 1 agreed, 1 open, 1 not agreed, 1 a choice to be made
"""


def test_a_line_says_no_more_than_is_known(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who could carry a majority is no veto; nor is a choice, silence, or what all promise an agreed force."""
    monkeypatch.setenv("COLUMNS", "120")
    head = DOSSIER.partition("topics:\n  bridge")[0].replace("[SE, DK, UK]", "[DE, FR, IT, MT]")
    after = head.replace("as_of: 2025-02-16", "as_of: 2025-02-17").replace("[bridge,", "[arch, paint, wood,")
    scenarios = f"scenarios:{DOSSIER.partition('scenarios:')[2]}"
    (dossier / "dossier.yaml").write_text(f"{after}{DECIDED}{scenarios}")
    for file in (dossier / "positions").iterdir():
        file.unlink()
    for d, answers in SAID.items():
        lines = f"country: {d}\nstatus: cleared\ncleared_by: minister\ndate: 2025-02-16\n{answers}"
        (dossier / f"positions/{d}.yaml").write_text(lines)
    assert STANDING in run("status").stdout
