"""`negsim studio` before it serves: what is missing is said in a line or two, and nothing is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from negsim.cli import main


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["studio", "--no-browser", *arguments]) == 2
    return capsys.readouterr().err


def test_where_an_installation_left_the_server_out_one_line_installs_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negsim.cli.commands.studio.find_spec", lambda _: None)
    assert refused(capsys, str(tmp_path)) == (
        "the studio needs starlette and uvicorn, which this installation has left out\n"
        "      mend: pip install starlette uvicorn\n"
    )


def test_a_file_that_is_not_there_and_a_room_without_one_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = refused(capsys, str(tmp_path / "mine.yaml"))
    assert gone.startswith("there is no file or folder '")
    assert "mend: negsim new" in gone
    assert refused(capsys, "--share", str(tmp_path)) == (
        "a room is held over one scenario\n      mend: name its file\n"
    )
