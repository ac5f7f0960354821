from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from click import unstyle

import negsim
from negsim.cli import main
from negsim.cli.terminal.answer import answer_text
from negsim.errors import columns
from negsim.solve.kernels import combinations

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "harbour"],
        [
            "compare",
            "ukraine_2025",
            "--variant",
            "as_first_coded",
            "--variants",
            "private_us,aid_cut+istanbul_swap",
        ],
        ["readings", "harbour"],
        ["readings", "ukraine_2025"],
        ["room", "harbour"],
        ["room", "ukraine_2025", "--variant", "as_first_coded+moratorium_swap"],
    ],
    ids=" ".join,
)
def test_the_text_is_the_golden_one(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 0
    # What to type next grows with the commands that there are.
    out = capsys.readouterr().out.partition("\nMore: ")[0]
    name = ".".join(part.removeprefix("--").replace(",", ".") for part in arguments)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("NEGSIM_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text("utf-8")


@pytest.mark.parametrize("command", ["compare", "readings", "room"])
def test_json_is_what_python_gives(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "harbour", "--format", "json"]) == 0
    assert capsys.readouterr().out == getattr(negsim.load("harbour"), command)().to_json()


@pytest.mark.parametrize("command", ["compare", "readings", "room"])
def test_csv_has_a_head_and_rows_of_the_same_width(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, "harbour", "--format", "csv"]) == 0
    head, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert rows
    assert {len(row) for row in rows} == {len(head)}


def test_rows_are_those_asked_for_and_the_rest_applies_to_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["--variants", "moratorium_swap, aid_cut+istanbul_swap", "--variant", "private_us"]
    change = ["--set", "nato.reservation_value=0.2", "--format", "json"]
    assert main(["compare", "ukraine_2025", *asked, *change]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["with"] == ["private_us", "nato.reservation_value=0.2"]
    assert [row["variant"] for row in result["rows"]] == [
        [],
        ["moratorium_swap"],
        ["aid_cut", "istanbul_swap"],
    ]


def test_an_unknown_variant_is_the_users_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "harbour", "--variants", "quiet_machine"]) == 2
    assert "quiet_machines" in capsys.readouterr().err


def test_the_limit_of_sets_can_be_lifted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["readings", "ukraine_2025"]) == 0
    out = capsys.readouterr().out
    assert "-v shows more: all that each may mean; what settles it if several" in out
    assert len(out.splitlines()) < 60
    assert main(["readings", "ukraine_2025", "-v"]) == 0
    out = capsys.readouterr().out
    assert "  · 1b + 2b + 3b + 6b + 7a" in out
    assert "shows more" not in out


def test_a_meaning_is_told_apart_from_a_concession(capsys: pytest.CaptureFixture[str]) -> None:
    """What was misread costs nobody anything; what somebody takes is a retreat, and stands under `levers`."""
    assert main(["readings", "ukraine_2025", "--variant", "as_first_coded"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "if it was misread: nobody gives anything up" in text
    assert "Ukraine may have meant no red line" in text
    assert "WAYS TO TAKE THE WORDS" not in text
    assert main(["levers", "ukraine_2025", "--variant", "as_first_coded"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "takes 1 step over its red lines" in text
    assert " least" not in text.replace("at least", "")
    assert "costs" not in text


def test_no_line_is_wider_than_a_hundred_columns() -> None:
    study = negsim.load("minsk_2015")
    texts = [
        answer_text(study.compare(), (), is_all=True),
        answer_text(study.readings(), (), is_all=True),
        answer_text(study.room(), ()),
    ]
    assert max(columns(unstyle(line)) for text in texts for line in text.splitlines()) <= 100


def test_what_is_out_of_reach_is_said_and_not_guessed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(combinations, "MOST_WORK", 1)
    monkeypatch.setattr(combinations, "LISTED", 1)
    assert main(["readings", "ukraine_2025", "-v"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "972 combinations in all: too many kinds of packages to count" in text
    assert "There are more than these; the search was stopped." in text
    assert "What leaves a deal: not listed, there are too many sets that do the opposite" in text
    assert main(["readings", "ukraine_2025", "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["open"] is None
    assert result["complete"] == {"closing": False, "opening": False}
