"""docs/files.md names every key and word of both kinds of file, and its examples are read by the real reader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from responsegen.dossier.dates import calendar_date, instant
from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import Dossier
from responsegen.dossier.quantities import DAYS, MONTHS, PERSONNEL, MisreadError
from responsegen.dossier.reading import check_files
from responsegen.dossier.schema import dossier_schema, positions_schema
from responsegen.dossier.states import STATES

PAGE = (Path(__file__).parents[2] / "docs/files.md").read_text(encoding="utf-8")
_, _, REST = PAGE.partition("\n## dossier.yaml\n")
PARTS = dict(zip(("dossier.yaml", "positions/SE.yaml"), REST.split("\n## positions/SE.yaml\n"), strict=True))


def example(part: str) -> str:
    """The examples of one part of the page, put together."""
    return "".join(re.findall(r"^```yaml\n(.*?)^```$", PARTS[part], re.MULTILINE | re.DOTALL))


def examples() -> Dossier:
    reading = check_files([SourceFile(path, example(path).encode()) for path in PARTS])
    assert [str(problem) for problem in reading.problems] == []
    assert reading.dossier
    return reading.dossier


def schema(part: str) -> object:
    return json.loads(dossier_schema() if part == "dossier.yaml" else positions_schema(examples()))


def named(schema: object) -> Iterator[str]:
    """Every key, and every word of a closed list, that a schema knows."""
    match schema:
        case {"enum": list(words)}:
            yield from (word for word in words if word)
        case dict():
            yield from schema.get("properties", {})
            for key, value in schema.items():
                if key != "not":
                    yield from named(value)
        case list():
            for value in schema:
                yield from named(value)


def test_the_examples_together_are_a_dossier_without_a_problem_and_leave_no_topic_out() -> None:
    dossier = examples()
    assert set(dossier.positions["SE"].answers) == set(dossier.topics)


@pytest.mark.parametrize("part", PARTS)
def test_every_key_and_word_that_the_schema_knows_is_on_the_page_and_in_code(part: str) -> None:
    own = set() if part == "dossier.yaml" else _ids(examples())
    described = set(re.findall("`([^`]*)`", PARTS[part].replace("```", "")))
    assert sorted(set(named(schema(part))) - described - own - set(STATES) - {"GR", "GB", "EU", "NATO", "all"}) == []


@pytest.mark.parametrize("part", PARTS)
def test_every_key_stands_in_an_example(part: str) -> None:
    words = set(re.findall(r"([\w-]+):", example(part)))
    keys = {key for found in _properties(schema(part)) for key in found}
    assert sorted(keys - words - _ids(examples()) - {"scrutiny", "general", "linguistic", "substantive"}) == []


def _properties(schema: object) -> Iterator[dict[str, object]]:
    if isinstance(schema, dict):
        known = schema.get("properties", {})
        yield {key: value for key, value in known.items() if not value.get("deprecated")}
    if isinstance(schema, dict | list):
        for value in schema.values() if isinstance(schema, dict) else schema:
            yield from _properties(value)


def _ids(dossier: Dossier) -> set[str]:
    options = {id_: set(getattr(topic, "options", {})) for id_, topic in dossier.topics.items()}
    whole = {f"{topic}.{option}" for topic, found in options.items() for option in found}
    return set(options).union(*options.values(), whole, dossier.events, dossier.parties)


READERS = {
    "number": PERSONNEL.number,
    "range": PERSONNEL.interval,
    "duration": DAYS.number,
    "range of durations": MONTHS.interval,
    "date": calendar_date,
    "moment": instant,
}


@pytest.mark.parametrize("value", READERS)
def test_every_form_of_a_value_that_is_named_is_read(value: str) -> None:
    (row,) = re.findall(rf"^\| {value} \| (.*) \|$", PAGE, re.MULTILINE)
    forms = re.findall("`([^`]*)`", row)
    assert forms
    for form in forms:
        READERS[value](form)


@pytest.mark.parametrize("value", ["date", "moment"])
def test_which_years_there_are_is_said(value: str) -> None:
    (row,) = re.findall(rf"^\| {value} \| (.*) \|$", PAGE, re.MULTILINE)
    first, last = re.findall(r"years (\d{4}) to (\d{4})", row)[0]
    (form, *_) = re.findall("`([^`]*)`", row)
    for year in (first, last):
        READERS[value](form.replace("2025", year))
    for year in (int(first) - 1, int(last) + 1):
        with pytest.raises(MisreadError):
            READERS[value](form.replace("2025", f"{year}"))
