from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import click
import pytest

import negsim
from negsim.cli import main
from negsim.cli.terminal.section import section_lines
from negsim.document.result import told
from negsim.errors import columns
from negsim.questions.levers.result import Levers
from negsim.questions.trace.result import Trace
from negsim.questions.trade.result import Trades

GOLDEN = Path(__file__).parent / "golden"
OPEN = ["--variant", "quiet_machines"]


def asked(command: str, *variants: str) -> Levers | Trades | Trace:
    """What Python gives for the harbour."""
    study = negsim.load("harbour", variants)
    if command == "levers":
        return study.levers()
    return study.trade() if command == "trade" else study.trace()


@pytest.mark.parametrize(
    "arguments",
    [
        ["levers", "harbour"],
        ["levers", "harbour", *OPEN],
        ["levers", "harbour", "--variant", "quiet_machines+rich_port"],
        ["levers", "ukraine_2025", "--variant", "as_first_coded+korean_armistice"],
        ["trade", "harbour"],
        ["trade", "harbour", *OPEN, "--from", "nash"],
        ["trace", "harbour"],
        ["trace", "harbour", *OPEN],
        ["trace", "ukraine_2025"],
    ],
    ids=" ".join,
)
def test_the_text_is_the_golden_one(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 0
    out = capsys.readouterr().out.partition("\nMore: ")[0]
    name = ".".join(part.removeprefix("--") for part in arguments)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("NEGSIM_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text("utf-8")


@pytest.mark.parametrize("command", ["levers", "trade", "trace"])
def test_json_is_what_python_gives(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "harbour", *OPEN, "--format", "json"]) == 0
    out = capsys.readouterr().out
    found = asked(command, "quiet_machines")
    assert out == found.to_json()
    assert json.loads(out)["variant"] == ["quiet_machines"]


@pytest.mark.parametrize(
    ("command", "head"),
    [
        ("levers", "rank,kind,what,moves,zone,floor"),
        ("trade", "rank,swap,change_port,change_ships,change_villages,smallest,spread"),
        ("trace", "path,kind,status,grade,claims,assumptions"),
    ],
)
def test_csv_has_a_row_for_each_finding(
    capsys: pytest.CaptureFixture[str], command: str, head: str
) -> None:
    assert main([command, "harbour", "--format", "csv"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(head)
    found = asked(command)
    assert len(list(csv.DictReader(io.StringIO(out)))) == len(found.rows())


def test_a_start_that_is_no_package_ends_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trade", "harbour", "--from", "depht=ten"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "did you mean depth?" in captured.err


@pytest.mark.parametrize("command", ["trade", "stability"])
def test_without_flags_a_package_is_chosen_and_that_is_said(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, "ukraine_2025"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "No package was named" in text
    assert "this is the package nearest to a deal" in text
    assert main([command, "ukraine_2025", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["chosen"] == "nearest"


@pytest.fixture(scope="module")
def found() -> tuple[Levers, Trades, Trace]:
    study = negsim.load("ukraine_2025", ["as_first_coded", "korean_accepted"])
    return study.levers(), study.trade("egalitarian"), study.trace()


@pytest.mark.parametrize("room", [60, 100])
def test_no_line_is_wider_than_the_room(found: tuple[Levers, Trades, Trace], room: int) -> None:
    harbour = negsim.load("harbour")
    texts = [
        "\n".join(section_lines(told(found[0]), room)),
        "\n".join(section_lines(told(found[1]), room)),
        "\n".join(section_lines(told(found[2]), room)),
        "\n".join(section_lines(told(harbour.levers("quiet_machines+rich_port")), room)),
    ]
    for text in texts:
        shown = click.unstyle(text).partition("\nMore: ")[0]
        assert [line for line in shown.splitlines() if columns(line) > room] == []


def test_a_limit_cuts_what_is_told_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["levers", "harbour", "--limit", "1"]) == 0
    out = capsys.readouterr().out
    assert (
        "The first of 4 changes is shown. negsim levers harbour --limit 1 -v lists them all." in out
    )
    assert main(["levers", "harbour", "--limit", "0"]) == 0
    assert "is shown" not in capsys.readouterr().out
