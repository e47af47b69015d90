"""What `check` says of a dossier, in every form, and with which exit code."""

import json
from pathlib import Path

import pytest

from responsegen.dossier.catalogue import CATALOGUE
from tests.cli.conftest import run


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.fixture
def broken(dossier: Path) -> Path:
    """Two errors and a warning, in files that are read in another order than they are printed."""
    edit(dossier / "positions/UK.yaml", "wood: oppose", "wood: opose")
    edit(dossier / "positions/DK.yaml", "stone: accept", "ston: accept")
    edit(dossier / "positions/SE.yaml", ", ready: 30 days", "")
    return dossier


def test_a_dossier_in_order_is_said_to_be(dossier: Path) -> None:
    found = run("check", "--dossier", dossier)
    assert found.stdout == "In order: 1 question, 3 topics, 3 positions and 3 delegations.\n"
    assert (found.stderr, found.exit_code) == ("", 0)


def test_warnings_are_said_and_lived_with(dossier: Path) -> None:
    edit(dossier / "positions/SE.yaml", ", ready: 30 days", "")
    found = run("check")
    assert found.stdout == "In order, with 1 warning: 1 question, 3 topics, 3 positions and 3 delegations.\n"
    assert found.stderr.startswith("positions/SE.yaml:7:29: warning: ")
    assert found.exit_code == 0


def test_all_problems_are_said_in_one_pass_by_file_and_line(broken: Path) -> None:
    found = run("check", "--dossier", broken)
    places = [line.split(": ")[:2] for line in found.stderr.splitlines()]
    assert places == [
        ["positions/DK.yaml:5:10", "error"],
        ["positions/SE.yaml:7:29", "warning"],
        ["positions/UK.yaml:5:32", "error"],
    ]
    assert 'Did you mean "oppose"?' in found.stderr
    assert (found.stdout, found.exit_code) == ("`responsegen fix` can fix 1 of them.\n", 1)


NAMED = [
    (("positions/UK.yaml",), ["positions/UK.yaml:5:32"], "`responsegen fix` can fix it.\n", 1),
    (
        ("positions/SE.yaml",),
        ["positions/SE.yaml:7:29"],
        "In order, with 1 warning: positions/SE.yaml. 2 problems elsewhere: `responsegen check`.\n",
        0,
    ),
    (("dossier.yaml",), [], "In order: dossier.yaml. 3 problems elsewhere: `responsegen check`.\n", 0),
]


@pytest.mark.parametrize(("files", "places", "words", "code"), NAMED)
def test_only_the_problems_of_the_files_that_are_named_are_told(
    broken: Path, files: tuple[str, ...], places: list[str], words: str, code: int
) -> None:
    found = run("check", *files, "--dossier", broken)
    assert [line.partition(": ")[0] for line in found.stderr.splitlines()] == places
    assert (found.stdout, found.exit_code) == (words, code)


def test_what_is_wrong_with_the_dossier_is_told_with_any_of_its_files(broken: Path) -> None:
    edit(broken / "dossier.yaml", "kind: options", "kind: option")
    found = run("check", broken / "positions/SE.yaml")
    assert found.stderr.startswith("dossier.yaml:")
    assert found.exit_code == 1
    assert "nowhere.yaml is no file of the dossier" in run("check", "nowhere.yaml").stderr


@pytest.mark.parametrize("command", ["check", "status", "build"])
def test_every_command_says_the_same_problems_with_the_same_code(broken: Path, command: str) -> None:
    found = run(command, "--dossier", broken)
    assert found.stderr == run("check").stderr
    assert found.stdout == ("`responsegen fix` can fix 1 of them.\n" if command == "check" else "")
    assert found.exit_code == 1
    assert not (broken / "build").exists()


def test_a_single_slip_and_nothing_but_slips_are_said_to_be_mendable(dossier: Path) -> None:
    edit(dossier / "positions/UK.yaml", "wood: oppose", "wood: opose")
    assert run("check", "--dossier", dossier).stdout == "`responsegen fix` can fix it.\n"
    edit(dossier / "positions/SE.yaml", "stone: support", "stone: suport")
    assert run("check", "--dossier", dossier).stdout == "`responsegen fix` can fix all of them.\n"


def test_as_json_every_part_of_a_problem_can_be_had(broken: Path) -> None:
    found = run("check", "--dossier", broken, "--format", "json")
    problems = json.loads(found.stderr)["problems"]
    assert [problem["file"] for problem in problems] == [
        "positions/DK.yaml",
        "positions/SE.yaml",
        "positions/UK.yaml",
    ]
    assert problems[2] | {"expected": "", "message": ""} == {
        "file": "positions/UK.yaml",
        "line": 5,
        "column": 32,
        "code": problems[2]["code"],
        "severity": "error",
        "expected": "",
        "found": '"opose"',
        "advice": 'Did you mean "oppose"?',
        "message": "",
    }
    assert (found.stdout, found.exit_code) == ("", 1)


def test_for_a_forge_files_are_named_from_the_top_of_the_checkout(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken.parent)
    lines = run("check", "--dossier", "bridge", "--format", "github").stderr.splitlines()
    assert lines[0].startswith("::error file=bridge/positions/DK.yaml,line=5,col=10,title=RG")
    assert lines[1].startswith("::warning file=bridge/positions/SE.yaml,line=7,col=29,title=RG")
    assert len(lines) == 3


def test_as_sarif_every_problem_has_its_rule_and_region(broken: Path) -> None:
    found = json.loads(run("check", "--dossier", broken, "--format", "sarif").stderr)
    (log,) = found["runs"]
    assert found["version"] == "2.1.0"
    assert [result["level"] for result in log["results"]] == ["error", "warning", "error"]
    rules = log["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in log["results"]] == [r["ruleId"] for r in log["results"]]
    assert log["columnKind"] == "unicodeCodePoints"
    (location,) = log["results"][0]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "positions/DK.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 5, "startColumn": 10},
    }
    assert log["originalUriBaseIds"] == {"%SRCROOT%": {"uri": f"{broken.as_uri()}/"}}


def test_as_sarif_a_file_elsewhere_is_named_in_whole(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a folder").mkdir()
    monkeypatch.chdir(tmp_path / "a folder")
    (log,) = json.loads(run("check", "--dossier", broken, "--format", "sarif").stderr)["runs"]
    place = log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": f"{broken.as_uri()}/positions/DK.yaml"}
    assert log["originalUriBaseIds"]["%SRCROOT%"]["uri"].endswith("/a%20folder/")


def test_as_sarif_every_code_is_explained_even_if_there_is_nothing_to_say(dossier: Path) -> None:
    (log,) = json.loads(run("check", "--dossier", dossier, "--format", "sarif").stderr)["runs"]
    assert log["results"] == []
    rules = {rule["id"]: rule for rule in log["tool"]["driver"]["rules"]}
    assert sorted(rules) == sorted(CATALOGUE)
    assert rules["RG061"]["shortDescription"]["text"] == "A pledge without a date"
    assert rules["RG061"]["help"]["text"].startswith("Without `ready` the pledge is counted from the day")
    assert rules["RG061"]["defaultConfiguration"] == {"level": "warning"}


def test_as_sarif_columns_are_counted_in_letters_of_any_script(dossier: Path) -> None:
    edit(dossier / "positions/SE.yaml", "bridge: {stone: support", "bridge: {stone: {comment: 𝔸, stance: suport}")
    (log,) = json.loads(run("check", "--dossier", dossier, "--format", "sarif").stderr)["runs"]
    assert [r["locations"][0]["physicalLocation"]["region"]["startColumn"] for r in log["results"][1:]] == [
        38
    ]  # the first: no font has 𝔸


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_the_forms_for_programs_can_be_read_even_if_there_is_nothing_to_say(dossier: Path, form: str) -> None:
    found = run("check", "--dossier", dossier, "--format", form)
    assert json.loads(found.stderr)
    assert (found.stdout, found.exit_code) == ("", 0)


@pytest.mark.parametrize("start", [".", "positions", "dossier.yaml"])
def test_the_dossier_is_found_at_or_above_here_or_by_its_file(
    dossier: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    if start.endswith(".yaml"):
        assert run("check", "--dossier", dossier / start).exit_code == 0
    else:
        monkeypatch.chdir(dossier / start)
        assert run("check").exit_code == 0


def test_without_a_dossier_the_usage_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("check")
    assert "there is no dossier.yaml here or in any folder above: name the dossier's folder" in found.stderr
    assert found.exit_code == 2
    found = run("check", "--dossier", tmp_path)
    assert f"there is no dossier.yaml in {tmp_path}: name the dossier's folder with --dossier DIR" in found.stderr
    assert found.exit_code == 2


def test_a_dossier_under_another_name_is_named(dossier: Path) -> None:
    (dossier / "dossier.yaml").rename(dossier / "dossier.yml")
    found = run("check")
    assert found.stderr.splitlines()[-1] == (
        "Error: there is no dossier.yaml here or in any folder above, but dossier.yml: rename it to dossier.yaml"
    )
    assert found.exit_code == 2


def test_what_stands_in_a_file_never_steers_the_terminal(dossier: Path) -> None:
    (dossier / "positions/\x1b[2J.yaml").write_text("country: SE\n")
    assert "\x1b" not in run("check").stderr
