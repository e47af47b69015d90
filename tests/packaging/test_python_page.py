"""The public Python interface is what docs/python.md shows: its examples run, and have the types that they need."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import responsegen
from tests.cli.conftest import run

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs/python.md").read_text(encoding="utf-8")
EXAMPLES = doctest.DocTestParser().get_examples(
    "\n".join(re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
)


def test_the_examples_print_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "exercise", "--example")
    run("init", "my-dossier")
    asked = Path("my-dossier/dossier.yaml")
    documents, _, _ = asked.read_text(encoding="utf-8").partition("\ndocuments:\n")
    asked.write_text(f"{documents}\ndocuments: {{response: {{release: addressee, attribution: anonymous}}}}\n", "utf-8")
    page = doctest.DocTest(EXAMPLES, {}, "docs/python.md", None, None, None)
    assert doctest.DocTestRunner().run(page).failed == 0  # what differs is on stdout
    assert sorted(path.name for path in Path().iterdir()) == ["exercise", "my-dossier"]
    assert not Path("exercise/build/manifest.json").exists()


def test_the_examples_are_typed(tmp_path: Path) -> None:
    notebook = tmp_path / "notebook.py"
    notebook.write_text("".join(example.source for example in EXAMPLES), encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(notebook)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout == "Success: no issues found in 1 source file\n"


def test_every_name_that_is_exported_is_there_and_on_the_page() -> None:
    assert [name for name in responsegen.__all__ if not hasattr(responsegen, name)] == []
    assert [name for name in responsegen.__all__ if not re.search(rf"\b{name}\b", PAGE)] == []


def test_importing_the_package_loads_nothing() -> None:
    names = "import sys; before = {*sys.modules}; import responsegen; print({*sys.modules} - before)"
    loaded = subprocess.run([sys.executable, "-c", names], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert loaded.stdout == "{'responsegen'}\n"


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe", b"title: [", b"- a\n- b\n", b"questions: {a: &b *b}", b"\0"])
def test_whatever_is_in_a_file_is_a_problem_and_no_other_error(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "positions").mkdir()
    for name in ("dossier.yaml", "positions/SE.yaml", "positions/\u00e9t\u00e9.yaml"):
        (tmp_path / name).write_bytes(broken)
    assert any(problem.severity is responsegen.Severity.ERROR for problem in responsegen.problems(str(tmp_path)))
    with pytest.raises(responsegen.InvalidDossier) as raised:
        responsegen.read(tmp_path)
    assert {*raised.value.problems} <= {*responsegen.problems(tmp_path)}


def test_only_a_dossier_that_knows_its_files_can_be_supposed_otherwise(tmp_path: Path) -> None:
    run("init", tmp_path / "dossier")
    dossier = responsegen.read(tmp_path / "dossier")
    assert responsegen.suppose(dossier, "SE=silent") == responsegen.suppose(dossier, ["SE=silent"])
    plain = responsegen.Dossier(**{name: getattr(dossier, name) for name in responsegen.Dossier.__dataclass_fields__})
    with pytest.raises(TypeError, match="read or suppose has returned"):
        responsegen.suppose(plain, ["SE=silent"])
