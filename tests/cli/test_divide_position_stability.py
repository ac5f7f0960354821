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
from negsim.document.result import Result, told
from negsim.errors import columns

GOLDEN = Path(__file__).parent / "golden"
HARBOUR_MOVES = [
    "--moves",
    "nights=port",
    "--moves",
    "fee=port+ships",
    "--moves",
    "mud=port:forward",
]


@pytest.mark.parametrize(
    "arguments",
    [
        ["divide", "panama_canal_1974"],
        ["position", "emission_standards_1994"],
        ["position", "harbour"],
        ["stability", "elmira_1991"],
        ["stability", "elmira_1991", "--from", "status_quo"],
        ["stability", "harbour", "--variant", "quiet_machines", "--from", "nash", *HARBOUR_MOVES],
    ],
    ids=" ".join,
)
def test_the_text_is_the_golden_one(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 0
    out = capsys.readouterr().out.partition("\nMore: ")[0]
    shown = [part for part in arguments if part not in HARBOUR_MOVES]
    golden = GOLDEN / f"{'.'.join(part.removeprefix('--') for part in shown)}.txt"
    if os.environ.get("NEGSIM_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text("utf-8")


def test_json_is_what_python_gives(capsys: pytest.CaptureFixture[str]) -> None:
    asked: dict[tuple[str, ...], Result] = {
        ("divide", "panama_canal_1974"): negsim.load("panama_canal_1974").divide(),
        ("position", "harbour"): negsim.load("harbour").position(),
        ("stability", "elmira_1991"): negsim.load("elmira_1991").stability(),
        ("stability", "elmira_1991", "--from", "status_quo"): negsim.load("elmira_1991").stability(
            "status_quo"
        ),
    }
    for arguments, found in asked.items():
        assert main([*arguments, "--format", "json"]) == 0
        out = capsys.readouterr().out
        assert out == found.to_json()
        assert json.loads(out)["scenario"] == arguments[1]


@pytest.mark.parametrize(
    ("arguments", "head", "rows"),
    [
        (["divide", "panama_canal_1974"], "issue,points_us,points_panama,won_by,share_us", 10),
        (["position", "harbour"], "issue,mean,mean_option,median,median_option,condorcet", 3),
        (["stability", "elmira_1991"], "order,works,council,nash,gmr,smr,seq,stable_ministry", 12),
        (
            ["stability", "elmira_1991", "--from", "status_quo"],
            "from,actor,changes,change,gmr,smr,seq,reply,after",
            1,
        ),
    ],
)
def test_csv_has_a_row_for_each_finding(
    capsys: pytest.CaptureFixture[str], arguments: list[str], head: str, rows: int
) -> None:
    assert main([*arguments, "--format", "csv"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(head)
    assert len(list(csv.DictReader(io.StringIO(out)))) == rows


@pytest.mark.parametrize("room", [60, 80, 100])
def test_no_line_is_wider_than_the_room(room: int) -> None:
    long = negsim.loads(
        """
negsim: 1
scenario: long
title: "Хто отримує що, якщо все це треба поділити між двома, що довго не розмовляли між собою"
issues:
  meadow_on_the_river_bank: {ask: "Хто отримує луку на березі річки, яку ніхто не косив десять років?",
    options: {anna_with_a_long_name: Анна, bohdan_with_a_long_name: Богдан}, tags: [moved by anna_with_a_long_name]}
  mill: {ask: Mill, options: {anna_with_a_long_name: Anna, bohdan_with_a_long_name: Bohdan},
    tags: [moved by bohdan_with_a_long_name]}
  depth: {ask: Depth, ordered: true, options: {a: дуже довга назва першого варіанту угоди, b: ще довша назва другого}}
actors:
  anna_with_a_long_name: {name: Анна з дуже довгим прізвищем та ще довшим титулом, influence: 10, preferences: {
    depth: {weight: 1, ladder: a < b},
    meadow_on_the_river_bank: {weight: 3, ladder: bohdan_with_a_long_name < anna_with_a_long_name},
    mill: {weight: 1, ladder: bohdan_with_a_long_name < anna_with_a_long_name}}}
  bohdan_with_a_long_name: {preferences: {
    meadow_on_the_river_bank: {weight: 1, ladder: anna_with_a_long_name < bohdan_with_a_long_name},
    mill: {weight: 1, ladder: anna_with_a_long_name = bohdan_with_a_long_name}}}
"""
    )
    panama, elmira = negsim.load("panama_canal_1974"), negsim.load("elmira_1991")
    start = "meadow_on_the_river_bank=bohdan_with_a_long_name,mill=anna_with_a_long_name,depth=a"
    found: list[Result] = [
        panama.divide(),
        long.divide(),
        long.position(),
        negsim.load("harbour").position(),
        elmira.stability(),
        elmira.stability("status_quo"),
        long.stability(),
        long.stability(start),
    ]
    for one in found:
        lines = [click.unstyle(line) for line in section_lines(told(one), room)]
        assert [line for line in lines if columns(line) > room] == []


@pytest.mark.parametrize("command", ["divide", "position"])
def test_what_cannot_be_asked_of_a_scenario_ends_with_status_2(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    scenario = "panama_canal_1974" if command == "position" else "ukraine_2025"
    assert main([command, scenario]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "mend: " in captured.err
