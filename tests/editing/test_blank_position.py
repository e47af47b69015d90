"""A new position file answers nothing, can be read, and still can be once every answer is taken out of its comment."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import Dossier, OptionsTopic
from responsegen.dossier.reading import check_files, read_dossier
from responsegen.dossier.schema import positions_schema
from responsegen.dossier.yaml_tree import BLANK, read_tree
from responsegen.editing.blank_position import WIDTH, blank_position
from tests.dossier.as_editors_read import as_editors_read

CHECKOUT = Path(__file__).parents[2]
FOLDERS = (CHECKOUT, CHECKOUT / "examples/public-record", CHECKOUT / "tests/dossier/small")
DOSSIER_FILES = {folder: SourceFile("dossier.yaml", (folder / "dossier.yaml").read_bytes()) for folder in FOLDERS}


def dossier_in(folder: Path) -> Dossier:
    dossier = read_dossier(folder).dossier
    assert dossier
    return dossier


DOSSIERS = {folder: dossier_in(folder) for folder in FOLDERS}
CASES = [(folder, delegation) for folder in FOLDERS for delegation in ("SE", "NO", "UK")]


def with_answers_uncommented(text: str) -> str:
    """What somebody gets who takes one # away from every line, as editors do for a block."""
    return "".join(re.sub("^# ?|^#(?=#)", "", line) for line in text.splitlines(keepends=True)[1:])


@pytest.mark.parametrize(("folder", "delegation"), CASES)
def test_a_new_file_is_read_without_a_problem_and_answers_nothing(folder: Path, delegation: str) -> None:
    text = blank_position(DOSSIERS[folder], delegation)
    reading = check_files([DOSSIER_FILES[folder], SourceFile(f"positions/{delegation}.yaml", text.encode())])
    assert reading.dossier
    assert [problem for problem in reading.problems if problem.place.file != "dossier.yaml"] == []
    position = reading.dossier.positions[delegation]
    assert (position.status, position.answers, position.reservations) == ("draft", {}, ())


@pytest.mark.parametrize(("folder", "delegation"), CASES)
def test_with_every_answer_uncommented_it_still_answers_nothing_and_says_so(folder: Path, delegation: str) -> None:
    text = with_answers_uncommented(blank_position(DOSSIERS[folder], delegation))
    file = SourceFile(f"positions/{delegation}.yaml", text.encode())
    reading = check_files([DOSSIER_FILES[folder], file])
    assert reading.dossier, reading.problems
    told = {problem.code for problem in reading.problems if problem.place.file == file.path}
    assert "RG015" in told  # blank values
    assert not reading.dossier.positions[delegation].has_spoken  # so that silence stays silence
    tree = read_tree(file.path, file.content, [])
    assert tree
    assert {*DOSSIERS[folder].topics} <= {*tree.entries}
    validator = Draft202012Validator(json.loads(positions_schema(DOSSIERS[folder])))
    assert [error.message for error in validator.iter_errors(as_editors_read(tree))] == []


@pytest.mark.parametrize(("folder", "delegation"), CASES)
def test_every_word_that_a_topic_allows_stands_beside_it(folder: Path, delegation: str) -> None:
    text = blank_position(DOSSIERS[folder], delegation)
    for topic in DOSSIERS[folder].topics.values():
        before, _, _ = text.partition(f"\n# {topic.id}:")
        block = before.rpartition("\n\n")[2]
        assert topic.title in block
        if isinstance(topic, OptionsTopic):
            assert "support" in block
            assert ("constructive-abstention" in block) == topic.knows_constructive_abstention
        outside = topic.rule != "opt-in" and delegation not in topic.electorate
        assert (f"{delegation} is not in the electorate" in block) == outside


def test_the_texts_of_all_questions_are_there_and_lines_fit_an_editor() -> None:
    dossier = DOSSIERS[CHECKOUT]
    text = blank_position(dossier, "SE")
    unwrapped = " ".join(line.removeprefix("## ") for line in text.splitlines())
    assert [question.number for question in dossier.questions if question.text not in unwrapped] == []
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.startswith("# yaml-language-server: $schema=../build/positions.schema.json\n")


def test_a_whole_file_reads_as_it_should() -> None:
    assert blank_position(DOSSIERS[CHECKOUT / "tests/dossier/small"], "NO") == (
        Path(__file__).with_name("blank-position.yaml").read_text(encoding="utf-8")
    )


def quoted(words: str) -> str:
    return json.dumps(f"x{words}", ensure_ascii=False)


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="".join(BLANK))))
def test_whatever_a_question_or_label_holds_the_file_can_be_read(words: str) -> None:
    small = DOSSIER_FILES[CHECKOUT / "tests/dossier/small"].content.decode()
    asked = small.replace("label: Shadow fleet", f"label: {quoted(words[:250])}").replace(
        "text: What else is needed?", f"text: {quoted(words)}"
    )
    file = SourceFile("dossier.yaml", asked.encode())
    dossier = check_files([file]).dossier
    assert dossier
    text = blank_position(dossier, "SE")
    reading = check_files([file, SourceFile("positions/SE.yaml", text.encode())])
    assert [str(problem) for problem in reading.problems if problem.is_error] == []
