from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import negsim
from negsim.cli import main
from negsim.errors import columns
from negsim.language.shipped import shipped_names

CASE = """
negsim: 1
scenario: quay
title: Двое, порт и $5 <b>[x]</b>
as_of: 2025-01-18
issues:
  depth: {ask: How deep?, options: {ten: ten, twelve: "[bold]12 $m$"}, tags: [blocked]}
  fee: {ask: What fee?, range: {from: 0, to: 4, step: 1}}
actors:
  port: {name: Порт, red_lines: {deep: {readings: {mild: {forbid: {fee: 0}}, strict: {require: {depth: twelve}}}}}}
  ships: {name: "Ships [/x]"}
variants:
  stuck: {say: Both dig in., read: {port.deep: strict}, add: {ships.red_lines.ten: {require: {depth: ten}}}}
outcome: {depth: twelve, fee: 1}
"""

PRINTED = """\
Двое, порт и $5 <b>[x]</b>                                               positions as of 18 Jan 2025

AS IT WENT: what was signed is in the zone, which has 8 packages of 10 (80.0%). So wide a zone would
have held most things, and proves little.

Whoever writes a file of the past knows how it ended. Where it agrees with history that is a check
of consistency, no proof; where it does not, something in it is wrong or missing.

WHAT WAS SIGNED
  How deep?  [bold]12 $m$
             over this the talks stuck
  What fee?  1

AS WRITTEN, AND UNDER EACH VARIANT
                outcome      zone   share  lift    floor    Nash
  as written    in the zone     8  80.00%   1.2   1 of 8  1 of 8
  Both dig in.  outside      none   0.00%        1 of 10
  share: of the feasible packages, in the zone. lift: one over it, how many times likelier the
  outcome was to be in the zone than a feasible package drawn at random. floor: its rank by what the
  worst-off principal gains, in the zone where it is in it, else among the feasible. Nash: its rank
  in the zone by the product of gains. 1 is best.

WHAT STANDS AGAINST THE OUTCOME
  Both dig in.
      Ships [/x]: How deep? “ten” (unsourced)
  · Nothing stands against it: as written.

DOES THE KNOT NAME WHAT HISTORY SAYS BLOCKED IT?
  Both dig in.
      the minimal conflict speaks of “How deep?” alone; giving way there would be enough.
"""


@pytest.fixture
def quay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("quay.yaml").write_text(CASE, "utf-8")
    return "quay.yaml"


def test_one_case_is_told_in_full(quay: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", quay]) == 0
    out = capsys.readouterr().out
    assert out.partition("\nMore: ")[0] == PRINTED
    assert all(columns(line) <= 100 for line in out.splitlines())


def test_several_cases_are_told_in_a_table(quay: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", quay, quay, "--variant", "stuck"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("0 OF 2 AS IT WENT, as the files are written.\n")
    assert out.count("A MISS: what was signed is outside the zone, which is empty:") == 2
    assert "More: negsim backtest quay.yaml --variant stuck" in out


def test_rows_may_be_chosen(quay: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", quay, "--variants", ",", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["backtest", quay, "--variants", "stuc"]) == 2
    assert "scenario 'quay' has no variant 'stuc'" in capsys.readouterr().err


def test_json_and_csv_hold_every_case(quay: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", quay, quay, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["scenarios"]
    assert found == 2 * json.loads(negsim.load(quay).backtest().to_json())["scenarios"]
    assert main(["backtest", quay, quay, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["scenario"], row["variant"]) for row in rows] == 2 * [
        ("quay", "base"),
        ("quay", "stuck"),
    ]


def test_a_scenario_without_an_outcome_is_told_before_anything_is_run(
    quay: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backtest", quay, "harbour"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "scenario 'harbour' has no `outcome` to test against\n      mend: add `outcome:` with one option of"
        " every issue: what was signed, or what was turned down\n"
    )


def test_without_names_every_shipped_case_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negsim.language.shipped.shipped_names", lambda: ("harbour",))
    assert main(["backtest"]) == 2
    assert capsys.readouterr().err.startswith("no shipped scenario has an `outcome`\n")
    assert "harbour" in shipped_names()
