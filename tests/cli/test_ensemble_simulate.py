"""`negsim ensemble` and `negsim simulate` as people and scripts meet them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click import unstyle

import negsim
from negsim.cli import main
from negsim.cli.terminal.answer import answer_text
from negsim.errors import columns
from negsim.questions.ensemble import drivers
from negsim.questions.ensemble import find as ensemble
from negsim.questions.ensemble.tally import tally

QUIET = ("--variant", "quiet_machines")


@pytest.fixture(autouse=True)
def few_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for few points where drivers are not what is looked at."""
    monkeypatch.setattr(drivers, "CELLS", 10_000)


def test_json_is_what_python_gives(capsys: pytest.CaptureFixture[str]) -> None:
    study = negsim.load("harbour")
    assert main(["ensemble", "harbour", *QUIET, "--draws", "40", "--format", "json"]) == 0
    assert capsys.readouterr().out == study.ensemble("quiet_machines", draws=40).to_json()
    assert main(["simulate", "harbour", "--futures", "40", "--format", "json"]) == 0
    assert capsys.readouterr().out == study.simulate(futures=40).to_json()


@pytest.mark.parametrize("command", ["ensemble", "simulate"])
def test_csv_has_a_head_and_rows_of_the_same_width(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    count = "--draws" if command == "ensemble" else "--futures"
    assert main([command, "harbour", *QUIET, count, "30", "--format", "csv"]) == 0
    head, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert rows
    assert all(len(row) == len(head) for row in rows)


def test_no_line_is_wider_than_a_hundred_columns() -> None:
    found = [
        negsim.load("harbour", ["quiet_machines"]).ensemble(draws=10),
        negsim.load("ukraine_2025").simulate(futures=4),
    ]
    texts = [answer_text(one, ("run",), is_all=True) for one in found]
    assert max(columns(unstyle(line)) for text in texts for line in text.splitlines()) <= 100


def test_the_answer_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ensemble", "harbour", "--draws", "20"]) == 0
    assert "NO DEAL IN ANY DRAW: whatever the numbers" in capsys.readouterr().out
    assert main(["simulate", "harbour", "--futures", "20"]) == 0
    out = capsys.readouterr().out
    assert "IT OPENS IN " in out
    assert "Not ripe: the walk-away value of Shipping lines never falls." in out


def test_mixed_readings_open_what_no_number_does(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["ensemble", "harbour", "--draws", "100", "--format", "json"]
    assert main([*arguments, "--readings", "all"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["readings"] == "all"
    # It stays empty just where both demands keep their first reading: 0.6 times a half.
    assert said["zone_open"] <= 0.7 + 0.08
    assert said["zone_open"] >= 0.5
    assert "ships.new_ships_come_in" in {one["path"] for one in said["drivers"]}


def test_what_was_stopped_is_told_and_taken_up_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["ensemble", "harbour", *QUIET, "--draws", "400", "--format", "json"]
    assert main(arguments) == 0
    whole = capsys.readouterr().out
    kept = ["--resume", str(tmp_path / "kept.npz")]
    seen: list[object] = []

    def interrupted(task: object) -> object:
        seen.append(task)
        if len(seen) > 14:
            raise KeyboardInterrupt
        return tally(task)  # type: ignore[arg-type]

    monkeypatch.setattr(ensemble, "tally", interrupted)
    assert main([*arguments, *kept]) == 130
    stopped = capsys.readouterr()
    assert json.loads(stopped.out)["draws"] == 200
    assert "stopped after 200 of 400 draws" in stopped.err
    monkeypatch.setattr(ensemble, "tally", tally)
    assert main([*arguments, *kept]) == 0
    assert capsys.readouterr().out == whole


def test_what_cannot_be_is_the_users_fault(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["ensemble", "harbour", "--draws", "0"]) == 2
    capsys.readouterr()
    target = tmp_path / "timeless.yaml"
    text = Path(negsim.load("harbour").base.path).read_text(encoding="utf-8")
    head, _, rest = text.partition("\ntimeline:")
    claims = Path(negsim.load("harbour").base.path).parents[1] / "seeds" / "harbour_minutes.yaml"
    target.write_text(
        head.replace("../seeds/harbour_minutes.yaml", str(claims))
        + "\nlevers:"
        + rest.partition("\nlevers:")[2],
        encoding="utf-8",
    )
    assert main(["simulate", str(target)]) == 2
    assert "scenario 'harbour' has no timeline" in capsys.readouterr().err
