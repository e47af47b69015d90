"""What of a dossier is fixed, what is left, and that nothing else changes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import check_files
from responsegen.editing.fixes import Fixes, fix_files, unified

SMALL = Path(__file__).parents[1] / "dossier/small"
FILES = {path.relative_to(SMALL).as_posix(): path.read_text() for path in sorted(SMALL.rglob("*.yaml"))}


def fixes(changes: Mapping[str, str | None], chosen: list[str] | None = None) -> Fixes:
    files = [SourceFile(path, text.encode()) for path, text in {**FILES, **changes}.items() if text is not None]
    return fix_files(files, (), [file.path for file in files] if chosen is None else chosen)


def sweden(old: str, new: str) -> Fixes:
    text = FILES["positions/SE.yaml"]
    assert old in text
    return fixes({"positions/SE.yaml": text.replace(old, new)})


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        ("country: SE", "country: se"),
        ("country: SE", "country: Sweden"),
        ("country: SE", 'country: "Sweden"'),
        ("[FR, UK]", "[FR, GB]"),
        ("[FR, UK]", "[france, the United Kingdom]"),
        ("speaks_for: [FI]", "speaks for: [FI]"),
        ("status: cleared", "Status: Cleared"),
        ("cleared_by: ambassador", "cleared-by: ambasador"),
        ("stance: conditional", "stance: condtional"),
        ("need: air-defence", "need: air_defence"),
        ("need: air-defence", "need: air-defense"),
        ("event: ceasefire", "Event: Ceasefire"),
        ("on: duration", "on: Duration"),
        ("kind: parliamentary", "kind: parlamentary"),
        ("date: 2025-02-16", "date: 16 February 2025"),
        ("by: 2025-06-30", "by: 30.6.2025"),
        ("conflicts: false", "conflicts: no"),
        ("duration: {", "Duraton: {"),
        ("oil-price-cap: {", "oil_price_cap: {"),
        ("status: firm", "status: FIRM"),
    ],
)
def test_a_mistake_with_one_reading_is_fixed_and_nothing_else_is_touched(right: str, slip: str) -> None:
    found = sweden(right, slip)
    (file,) = found.files
    assert file.after.content.decode().replace('"SE"', "SE") == FILES["positions/SE.yaml"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("force_size: 30000-50000", "force_size: 30.000"),
        ("date: 2025-02-16", "date: 6.2.2025"),
        ("country: SE", "country: NO"),
        ("[FR, UK]", "[FR, US]"),
        ("status: cleared", "status: final"),
        ("need: air-defence", "need: air-defence-2"),
        ("event: ceasefire", "event: peace"),
        ("conflicts: false", 'conflicts: "no"'),
        ("  notes:", "  note: a\n  notes:"),  # the right key is there already
    ],
)
def test_what_has_two_readings_or_none_is_left_to_a_person(right: str, wrong: str) -> None:
    found = sweden(right, wrong)
    assert found.files == ()
    assert [problem for problem in found.problems if problem.is_error]


@pytest.mark.parametrize("slip", ["force: 20'000", 'force: "20’000"'])
def test_a_number_is_written_as_the_documents_write_it(slip: str) -> None:
    found = sweden("force: 20000", slip)
    assert "- force: 20 000\n" in found.files[0].after.content.decode().replace('"', "")
    assert found.problems == ()


def test_mistakes_below_a_mistake_are_fixed_too() -> None:
    found = sweden("troops:\n  stance: conditional", "Troops:\n  Stance: Conditional")
    assert found.files[0].mistakes == 3
    assert found.problems == ()


@pytest.mark.parametrize("name", ["se.yaml", "SE.YAML", "Sweden.yml"])
def test_a_file_is_renamed_after_its_delegation(name: str) -> None:
    found = fixes({"positions/SE.yaml": None, f"positions/{name}": FILES["positions/SE.yaml"]})
    (file,) = found.files
    assert file.after == SourceFile("positions/SE.yaml", FILES["positions/SE.yaml"].encode())
    assert found.problems == ()


def test_gb_becomes_uk_inside_and_outside() -> None:
    found = fixes({"positions/GB.yaml": "country: GB  # a comment\nstatus: draft\n"})
    assert [*unified(found.files)] == [
        "rename positions/GB.yaml to positions/UK.yaml",
        "--- positions/GB.yaml",
        "+++ positions/UK.yaml",
        "@@ -1,2 +1,2 @@",
        "-country: GB  # a comment",
        "+country: UK  # a comment",
        " status: draft",
    ]


@pytest.mark.parametrize(("name", "country"), [("NO.yml", "SE"), ("FI.yaml", "DK")])
def test_a_file_that_contradicts_its_name_is_left_to_a_person(name: str, country: str) -> None:
    found = fixes({f"positions/{name}": f"country: {country}\nstatus: draft\n"})
    assert found.files == ()


def test_no_file_is_renamed_over_another() -> None:
    found = fixes({"positions/se.yaml": FILES["positions/SE.yaml"]})
    assert found.files == ()
    assert any(problem.is_error for problem in found.problems)


def test_only_the_chosen_files_are_fixed() -> None:
    slips = {"positions/SE.yaml": FILES["positions/SE.yaml"].replace("cleared\n", "Cleared\n"), "positions/GB.yaml": ""}
    found = fixes(slips | {"positions/GB.yaml": "country: GB\nstatus: draft\n"}, ["positions/SE.yaml"])
    assert [file.after.path for file in found.files] == ["positions/SE.yaml"]


def test_dossier_yaml_is_fixed_too() -> None:
    slips = FILES["dossier.yaml"].replace("rule: unanimity", "rule: Unanimity").replace("[EU, NO, UK]", "[EU, NO, GB]")
    found = fixes({"dossier.yaml": slips.replace("marking: LIMITE", "marking: Limite")})
    assert found.files[0].after.content.decode() == FILES["dossier.yaml"]
    assert found.problems == ()


def test_a_fixed_dossier_has_nothing_left_to_fix() -> None:
    broken = {path: text.replace("UK", "GB").replace("support", "suport") for path, text in FILES.items()}
    found = fixes(broken)
    assert found.files
    again = fix_files([m.after for m in found.files], (), [m.after.path for m in found.files])
    assert again.files == ()
    assert {p for p in found.problems if p.is_error} == set()
    assert check_files([m.after for m in found.files]).problems == again.problems


FIRST = Path(__file__).parent / "first_edition"
FIRST_EDITION = {path.relative_to(FIRST).as_posix(): path.read_text() for path in sorted(FIRST.rglob("*.yaml"))}


def brought_up_to_date(changes: Mapping[str, tuple[str, str]]) -> tuple[Fixes, dict[str, str]]:
    """Fix the starter as the first edition had it, with a change of some files."""
    texts = dict(FIRST_EDITION)
    for path, (old, new) in changes.items():
        assert old in texts[path]
        texts[path] = texts[path].replace(old, new)
    files = [SourceFile(path, text.encode()) for path, text in texts.items()]
    found = fix_files(files, (), list(texts))
    return found, texts | {fix.after.path: fix.after.content.decode() for fix in found.files}


def test_a_dossier_of_the_first_edition_is_brought_up_to_date() -> None:
    found, texts = brought_up_to_date({})
    assert found.problems == ()
    assert "synthesis: {release: participants, attribution: named, marking: LIMITE}" in texts["dossier.yaml"]


def test_constructive_abstention_gets_the_basis_that_the_first_edition_took_unanimity_to_have() -> None:
    found, texts = brought_up_to_date(
        {
            "dossier.yaml": ("[DK, EE, LV, LT, FI, SE]", "[EU]"),
            "positions/FI.yaml": ("measures: support ", "measures: constructive-abstention "),
        }
    )
    assert found.problems == ()
    assert "    basis: cfsp-unanimity            # or: consensus" in texts["dossier.yaml"]
    assert "constructive-abstention" in texts["positions/FI.yaml"]


def test_who_decides_in_a_group_of_members_and_others_is_left_to_a_person() -> None:
    found, texts = brought_up_to_date({"dossier.yaml": ("[DK, EE, LV, LT, FI, SE]", "[FI, SE, NO]")})
    (problem,) = found.problems
    assert str(problem) == (
        "dossier.yaml:43:11: error: unanimity counts Member States only: NO would be left out. "
        'Write "rule: consensus", or name those who decide under "electorate:"'
    )
    assert "rule: unanimity" in texts["dossier.yaml"]
