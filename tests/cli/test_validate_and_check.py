from __future__ import annotations

import json
from pathlib import Path

import pytest

from negsim.cli import main

WRONG = """negsim: 1
scenario: wrong
title: Wrong
issues: {a: {ask: Which?, options: {x: X, y: Y}}}
actors: {one: {red_lines: {no_x: {forbid: {a: x}}}}}
variants: {free: {drop: [one.no_x]}}
expect:
  - {say: It is shut., zone: empty}
  - {say: It is open., zone: open}
  - {say: So it is without., variant: free, every_package: {a: x}}
"""


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG)
    return str(path)


def test_a_failed_expectation_ends_with_1_and_says_what_was_found(
    capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    assert main(["check", wrong, "--no-laws"]) == 1
    assert " ".join(capsys.readouterr().out.split()) == (
        "Wrong 2 OF 3 EXPECTATIONS FAILED. WHAT FAILS"
        f" {wrong}:8:5: It is shut. Found: the zone is open: 1 package."
        f" {wrong}:10:5: So it is without. (variant free)"
        " Found: a package of the zone has a: y (Y)."
    )


def test_check_as_json_tells_each_expectation(
    capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    assert main(["check", wrong, "harbour", "--no-laws", "--format", "json"]) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert [one["held"] for one in first["expectations"]] == [False, True, False]
    assert first["held"] is False
    assert second["held"] is True


def test_warnings_do_not_change_the_status_and_faults_do(
    capsys: pytest.CaptureFixture[str], wrong: str, tmp_path: Path
) -> None:
    assert main(["validate", wrong]) == 0
    out = capsys.readouterr().out
    assert f"{wrong}:5:28: warning: one.red_lines.no_x rests on nothing named" in out
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text(WRONG.replace("{a: x}}}}}", "{a: z}}}}}"))
    assert main(["validate", str(faulty), wrong]) == 2
    captured = capsys.readouterr()
    assert captured.err.endswith(f"\n\n{faulty}: 1 fault.\n")
    assert "sound, with 1 warning" in captured.out


def test_validate_as_json_tells_places(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    assert main(["validate", wrong, "no_such", "--format", "json"]) == 2
    sound, missing = json.loads(capsys.readouterr().out)
    assert sound["warnings"][0]["line"] == 5
    assert sound["sound"] is True
    assert missing["sound"] is False
    assert missing["faults"][0]["what"] == "no file and no shipped scenario: 'no_such'"


def test_a_broken_law_ends_with_1_and_says_what_was_found(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small = tmp_path / "small.yaml"
    small.write_text(WRONG.partition("expect:")[0])
    monkeypatch.setattr(
        "negsim.solve.listing.scan.Window.red_line_accepts", lambda window, _: window.selected
    )
    assert main(["check", str(small)]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "law 12, the zone agrees with the definition Found: the package " in out
    assert " laws failed, tried on all of it" in out


def test_laws_are_told_in_json_by_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = tmp_path / "bare.yaml"
    bare.write_text(
        "negsim: 1\nscenario: bare\nissues: {a: {options: {x: X, y: Y}}}\nactors: {p: {}}\n",
        encoding="utf-8",
    )
    assert main(["check", str(bare), "--format", "json", "--seed", "3"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in told["laws"]] == list(range(1, len(told["laws"]) + 1))
    assert told["laws_tried_on"] == "all of it"
    left_out = {one["number"]: one["left_out"] for one in told["laws"] if one["left_out"]}
    assert left_out[14] == "there is no red line"


REGISTER = """document: {id: minutes}
claims:
  c1: {grade: A, says: x, bears_on: {a: at least}, date: 2025-01-02}
  c2: {grade: A, says: x, supersedes: c1, date: 2025-01-01, anchor: {from: 0, to: 3, sha256: abc}}
"""


def test_registers_are_validated_as_scenarios_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "minutes.yaml"
    path.write_text(REGISTER)
    assert main(["validate", str(path), "harbour", "--format", "json"]) == 0
    register, scenario = json.loads(capsys.readouterr().out)
    assert register["counts"] == {"documents": 1, "claims": 2, "conflicts": 0, "silences": 0}
    assert [(one["line"], one["what"]) for one in register["warnings"]] == [
        (3, "`bears_on` of claim 'c1' has no test of an issue: 'at least'"),
        (4, "the anchor of claim 'c2' has no SHA-256: 'abc'"),
        (4, "claim 'c2' of 2025-01-01 supersedes a later one, 'minutes.c1' of 2025-01-02"),
    ]
    assert scenario["counts"]["claims"] == 9
    path.write_text(REGISTER.replace("grade: A", "grade: G", 1))
    assert main(["validate", str(path)]) == 2
    assert f"{path}:3:15: the grade of claim 'c1' is A or B" in capsys.readouterr().err


def test_the_schema_of_registers_is_one_option_away(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--register"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "negsim register of claims"
