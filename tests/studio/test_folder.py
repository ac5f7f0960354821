"""Files are changed step by step, nothing is lost, and what others do to them is a step too."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from negsim.errors import InputError, OutputError
from negsim.studio import folder as folders
from negsim.studio.folder import Folder, Gone, Stale

TEXT = "title: A  # of the town\nissues: {depth: {ask: How deep?}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8", newline="")
    found = Folder(tmp_path)
    yield found
    found.close()


def titled(folder: Folder, title: str) -> str:
    """Give the file a title, and its fingerprint."""
    seen = folder.read("a.yaml").fingerprint
    command = {"do": "set", "path": ["title"], "value": title}
    return folder.change("a.yaml", seen, [command], f"called it {title}").fingerprint


def text(folder: Folder) -> str:
    return (folder.root / "a.yaml").read_text("utf-8")


def test_every_step_can_be_taken_back_and_done_again_after_a_restart(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8", newline="")
    texts = [TEXT]
    folder = Folder(tmp_path)
    for title in "BCD":
        titled(folder, title)
        texts.append(text(folder))
    for step in (2, 1, 0):
        folder.close()
        folder = Folder(tmp_path)
        folder.undo("a.yaml", folder.read("a.yaml").fingerprint)
        assert text(folder) == texts[step]
    with pytest.raises(InputError, match="there is nothing to undo"):
        folder.undo("a.yaml", folder.read("a.yaml").fingerprint)
    folder.redo("a.yaml", folder.read("a.yaml").fingerprint)
    assert text(folder) == texts[1]
    steps, here = folder.history("a.yaml")
    assert [one.say for one in steps] == ["called it B", "called it C", "called it D"]
    folder.back("a.yaml", folder.read("a.yaml").fingerprint, steps[2].id)
    assert (text(folder), here) == (texts[3], steps[0].id)
    folder.close()


def test_what_another_program_wrote_is_a_step_of_its_own_and_never_written_over(
    folder: Folder,
) -> None:
    seen = titled(folder, "B")
    (folder.root / "a.yaml").write_text("title: Theirs\n", "utf-8")
    with pytest.raises(Stale, match=r"'a.yaml' has changed since you saw it"):
        folder.change("a.yaml", seen, [{"do": "set", "path": ["title"], "value": "Mine"}], "")
    assert text(folder) == "title: Theirs\n"
    steps, _ = folder.history("a.yaml")
    assert [one.kind for one in steps] == ["edit", "outside"]
    folder.undo("a.yaml", folder.read("a.yaml").fingerprint)
    assert text(folder) == TEXT.replace("title: A", "title: B")


def test_a_step_that_was_written_down_but_not_written_is_finished(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(folders, "write_bytes", kill)
        with pytest.raises(Killed):
            titled(folder, "B")
    assert text(folder) == TEXT
    folder.close()
    again = Folder(folder.root)
    assert again.read("a.yaml").text == TEXT.replace("title: A", "title: B")
    again.close()


def test_a_full_disk_changes_nothing_and_is_said(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folder.read("a.yaml").fingerprint

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("negsim.files.os.fsync", full)
        with pytest.raises(OutputError, match="was not written: the disk is full"):
            titled(folder, "B")
    assert text(folder) == TEXT
    assert folder.read("a.yaml").fingerprint == before
    assert folder.history("a.yaml")[1] == 0
    titled(folder, "C")
    assert text(folder) == TEXT.replace("title: A", "title: C")


def test_a_folder_that_cannot_be_written_is_only_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8")
    (tmp_path / ".studio").write_text("in the way of the journal", "utf-8")
    folder = Folder(tmp_path)
    leaf = folder.read("a.yaml")
    assert leaf.text == TEXT
    with pytest.raises(OutputError, match="the journal beside the files cannot be written"):
        folder.change("a.yaml", leaf.fingerprint, [{"do": "text", "text": "x: 1"}], "")
    assert (tmp_path / "a.yaml").read_text("utf-8") == TEXT


def test_a_file_that_is_gone_is_said_to_be_and_can_be_put_back(folder: Folder) -> None:
    seen = titled(folder, "B")
    last = text(folder)
    (folder.root / "a.yaml").unlink()
    with pytest.raises(Gone, match=r"'a.yaml' is gone from the folder; what it last said is kept"):
        folder.read("a.yaml")
    assert folder.restore("a.yaml").text == last
    (folder.root / "a.yaml").unlink()
    command = {"do": "set", "path": ["title"], "value": "C"}
    assert folder.change("a.yaml", seen, [command], "").text == last.replace("B", "C")


def test_two_studios_do_not_write_one_folder(folder: Folder) -> None:
    titled(folder, "B")
    second = Folder(folder.root)
    assert "another studio has this folder open" in str(second.why_read_only)
    second.close()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../a.yaml",
        "x/../../a.yaml",
        "/etc/passwd",
        ".studio/journal.sqlite",
        "a\\b",
        "C:a",
        "a\n",
        "a//b",
        "x\0",
    ],
)
def test_no_name_leads_out_of_the_folder(folder: Folder, name: str) -> None:
    with pytest.raises(InputError, match="is no name of a file in this folder"):
        folder.read(name)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder: Folder) -> None:
    (folder.root / "out.yaml").symlink_to(Path(__file__))
    assert "out.yaml" not in folder.names()
    with pytest.raises(InputError, match="is no name of a file in this folder"):
        folder.read("out.yaml")


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret.yaml", "x/../../secret.yaml"])
def test_no_edit_makes_the_studio_open_a_file_outside(folder: Folder, name: str) -> None:
    seen = folder.read("a.yaml").fingerprint
    for command in (
        {"do": "set", "path": ["claims"], "value": [name]},
        {"do": "text", "text": f"claims: {name}\n"},
    ):
        with pytest.raises(InputError, match="lies outside this folder, and is not opened"):
            folder.change("a.yaml", seen, [command], "")
    assert text(folder) == TEXT
    inside = {"do": "set", "path": ["claims"], "value": ["claims/minutes.yaml"]}
    assert "claims/minutes.yaml" in folder.change("a.yaml", seen, [inside], "").text
