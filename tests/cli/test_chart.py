from __future__ import annotations

from pathlib import Path

import pytest

from negsim.charts.kinds import KINDS
from negsim.cli import main


def test_a_chart_is_written_and_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "zone.svg"
    assert main(["chart", "zone", "harbour", "--variant", "quiet_machines", "-o", str(path)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("A deal is possible: 8 packages")
    assert told.err == f"wrote {path}\n"
    assert path.read_bytes().startswith(b"<?xml")


def test_the_help_tells_each_kind_from_its_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chart", "--help"]) == 0
    told = capsys.readouterr().out
    assert [name for name, kind in KINDS.items() if f"  {kind.question}" not in told] == []


def test_without_a_file_it_is_named_after_kind_and_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["chart", "conflicts", "harbour"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["conflicts.harbour.svg"]


def test_a_chart_with_nothing_to_show_says_so_with_the_command_that_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["chart", "knot", "harbour", "--variant", "quiet_machines", "-o", "a.png"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert told == (
        "Nothing to draw, and no file written: No demands exclude one another: some package crosses no red line"
        " of anyone asked. Type: negsim chart zone harbour --variant quiet_machines"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_zone_of_other_actors_can_be_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "a.pdf")
    assert main(["chart", "zone", "harbour", "--actors", "villages, port", "-o", path]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "utilities of Villages on the bank and Port authority" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["zone", "harbour", "-o", "a.gif"],
            "no picture can be written as 'a.gif'\n      mend: let",
        ),
        (["zone", "harbour", "--actors", "prt,ships"], "there is no actor 'prt'\n      mend: use"),
        (["ladder", "harbour", "--actors", "port"], "--actors is for the zone, not for ladder"),
        (["zones", "harbour"], "'zones' is not one of"),
    ],
)
def test_faults_are_told_and_nothing_is_written(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["chart", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_help_names_every_kind_and_its_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chart", "--help"]) == 0
    told = capsys.readouterr().out
    for name, kind in KINDS.items():
        assert name in told
        assert kind.question in told
