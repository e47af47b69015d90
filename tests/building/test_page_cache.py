"""Drawn pages are kept for this user alone, used only as they were kept, and never more of them than there is room."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from responsegen.building import page_cache
from responsegen.building.page_cache import PageCache


def kept(folder: Path) -> Path:
    PageCache(folder, "program").put("key", b"pages")
    (file,) = folder.iterdir()
    return file


def test_what_was_kept_is_there_for_the_same_program_alone(tmp_path: Path) -> None:
    file = kept(tmp_path / ".cache")
    assert PageCache(tmp_path / ".cache", "program").get("key") == b"pages"
    assert PageCache(tmp_path / ".cache", "another").get("key") is None
    assert PageCache(tmp_path / ".cache", "program").get("another") is None
    if os.name == "posix":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (file.parent, file)] == [0o700, 0o600]


def change(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"pages", b"pagez"))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def take_another(file: Path) -> None:
    PageCache(file.parent, "program").put("other", b"other pages")
    other = next(each for each in file.parent.iterdir() if each != file)
    file.write_bytes(other.read_bytes())


def put_a_folder_there(file: Path) -> None:
    file.unlink()
    file.mkdir()


def move_behind_a_link(file: Path) -> None:
    there = file.parent.rename(file.parent.with_name("elsewhere"))
    file.parent.symlink_to(there)


@pytest.mark.parametrize("spoil", [change, cut, take_another, put_a_folder_there, move_behind_a_link])
def test_what_is_not_as_it_was_kept_is_drawn_anew(tmp_path: Path, spoil: object) -> None:
    file = kept(tmp_path / ".cache")
    assert callable(spoil)
    spoil(file)
    assert PageCache(tmp_path / ".cache", "program").get("key") is None


def test_what_was_of_no_use_for_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = PageCache(tmp_path / ".cache", "program")
    for number in range(4):
        cache.put(f"{number}", b"x" * 100)
        (new,) = (file for file in (tmp_path / ".cache").iterdir() if file.stat().st_mtime > 1_000)
        os.utime(new, (number, number))
    assert cache.get("0")  # of use now
    monkeypatch.setattr(page_cache, "MOST", 400)
    cache.trim()
    assert [bool(cache.get(f"{number}")) for number in range(4)] == [True, False, False, True]


def test_without_a_folder_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    PageCache().put("key", b"pages")
    assert PageCache().get("key") is None
    assert not [*tmp_path.iterdir()]
