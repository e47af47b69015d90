"""What one user sealed is recognised by that user alone, and nothing fails where there can be no key."""

import os
from pathlib import Path

import pytest

from responsegen.building.seal import fits, seal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights and folders are those of POSIX")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of a user who has never built anything."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def test_what_was_sealed_is_recognised_and_nothing_else(state: Path) -> None:
    sealed = seal(b"manifest")
    assert fits(sealed, b"manifest")
    assert not fits(sealed, b"another")
    assert not fits(b"", b"")
    assert [path.name for path in state.rglob("*")] == ["responsegen", "key"]


def test_the_key_is_its_users_alone(state: Path) -> None:
    seal(b"manifest")
    assert (state / "responsegen/key").stat().st_mode & 0o777 == 0o600
    assert (state / "responsegen").stat().st_mode & 0o777 == 0o700


def test_who_only_looks_makes_no_key(state: Path) -> None:
    assert not fits(b"seal", b"manifest")
    assert not state.exists()


@pytest.mark.parametrize("damage", ["cut", "read by others", "gone", "a folder"])
def test_a_key_that_is_of_no_use_fits_nothing(state: Path, damage: str) -> None:
    sealed, key = seal(b"manifest"), state / "responsegen/key"
    if damage == "cut":
        key.write_bytes(key.read_bytes()[:-1])
    elif damage == "read by others":
        key.chmod(0o640)
    else:
        key.unlink()
        if damage == "a folder":
            key.mkdir()
    assert not fits(sealed, b"manifest")
    assert fits(seal(b"manifest"), b"manifest") == (damage != "a folder")


@pytest.mark.parametrize("where", ["", "relative/state", "a file"])
def test_without_a_folder_for_it_there_is_no_key_and_no_error(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / where) if where == "a file" else where)
    assert seal(b"manifest") == b""
    assert not fits(b"", b"manifest")
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]


def test_the_usual_place_is_below_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    seal(b"manifest")
    assert (tmp_path / ".local/state/responsegen/key").is_file()
