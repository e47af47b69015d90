"""A checkout where git is set to end lines as Windows does."""

from pathlib import Path
from shutil import copy

from tests.history.repository import commit, git

CHECKOUT = Path(__file__).parents[2]
FILES = ("run", ".ci/run", "dossier.yaml", "templates/document.css", "templates/word.docx")


def test_a_checkout_has_the_same_bytes_whatever_core_autocrlf_says(tmp_path: Path) -> None:
    for name in (".gitattributes", *FILES):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        copy(CHECKOUT / name, tmp_path / name)
    commit(tmp_path)
    for name in FILES:
        (tmp_path / name).unlink()
    git(tmp_path, "-c", "core.autocrlf=true", "checkout", "--", *FILES)
    assert [name for name in FILES if (tmp_path / name).read_bytes() != (CHECKOUT / name).read_bytes()] == []
