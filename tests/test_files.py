from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from negsim.errors import OutputError
from negsim.files import make_folder, write_bytes, write_text, writing


def test_a_file_is_written_with_the_bytes_given(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "line\nКиїв\n")
    assert (tmp_path / "a.txt").read_bytes() == "line\nКиїв\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="rights are otherwise there")
def test_a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    os.umask(mask)
    write_text(tmp_path / "new", "x")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o666 & ~mask
    (tmp_path / "new").chmod(0o600)
    write_text(tmp_path / "new", "y")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600


def test_a_full_disk_leaves_what_stood_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "zone.csv"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"zone\.csv' was not written: the disk is full"):
        write_text(target, "new")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["zone.csv"]


def test_work_that_stops_midway_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), writing(tmp_path / "a.png") as beside:  # noqa: PT012
        beside.write_bytes(b"half")
        assert beside.suffix == ".png"
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_a_folder_and_a_file_in_the_way_are_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no such folder"):
        write_bytes(tmp_path / "no" / "a", b"")
    with pytest.raises(OutputError, match="it is a folder"):
        write_bytes(tmp_path, b"")
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        make_folder(tmp_path / "file")
    with pytest.raises(OutputError, match="part of the path is a file"):
        make_folder(tmp_path / "file" / "deeper")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_goes_on_pointing_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device there")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write_text("/dev/null", "gone")
    assert not Path("/dev/null").is_file()
