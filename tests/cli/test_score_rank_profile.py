from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

import negsim
from negsim.cli import main
from negsim.errors import columns

GOLDEN = Path(__file__).parent / "golden"
DRAFT = "depth=fifteen,fee=200,nights=quiet,mud=dyke"
Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("score.harbour", ["score", "harbour", "--package", DRAFT]),
        (
            "score.harbour.variant.quiet_machines",
            [
                *("score", "harbour", "--variant", "quiet_machines"),
                *("--package", "depth=twelve,fee=200,nights=none,mud=sea"),
            ],
        ),
        ("rank.harbour", ["rank", "harbour"]),
        ("rank.ukraine_2025", ["rank", "ukraine_2025", "--limit", "5"]),
        ("profile.harbour", ["profile", "harbour", "-v"]),
        ("profile.ukraine_2025.nato", ["profile", "ukraine_2025", "nato"]),
    ],
)
def test_the_text_is_the_golden_one(capsys: Captured, name: str, arguments: list[str]) -> None:
    assert main(arguments) == 0
    # What to type next grows with the commands that there are.
    out = capsys.readouterr().out.partition("\nMore: ")[0]
    assert max(map(columns, out.splitlines())) <= 100
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("NEGSIM_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text("utf-8")


def test_json_is_what_python_gives(capsys: Captured) -> None:
    study = negsim.load("harbour")
    for arguments, found in (
        (["score", "harbour", "--package", DRAFT], study.score(DRAFT)),
        (["rank", "harbour", "--limit", "2"], study.rank(limit=2)),
        (["profile", "harbour", "port"], study.profile("port")),
    ):
        for form, written in (("json", found.to_json()), ("csv", found.to_csv())):
            assert main([*arguments, "--format", form]) == 0
            assert capsys.readouterr().out == written


def test_drafts_of_files_stand_beside_those_that_are_typed(
    capsys: Captured, tmp_path: Path
) -> None:
    path = tmp_path / "drafts.jsonl"
    path.write_text('{"id": "b", "seed": 1, "deal": ["ten", "fee=0", "nights=none", "sea"]}\n')
    arguments = ["score", "harbour", "--package", DRAFT, "--packages", str(path)]
    assert main([*arguments, "--format", "json"]) == 0
    captured = capsys.readouterr()
    one, two = json.loads(captured.out)["packages"]
    assert ("name" in one, two["name"]) == (False, "b")
    assert captured.err == f"{path}: passed over 'seed'\n"


def test_a_draft_is_asked_for(capsys: Captured) -> None:
    assert main(["score", "harbour"]) == 2
    assert "name a draft: --package ISSUE=OPTION,… or --packages FILE" in capsys.readouterr().err


def test_faults_name_the_option_of_the_command_line(capsys: Captured) -> None:
    assert main(["score", "harbour", "--package", "depth=twelv,fee=0,nights=none,mud=sea"]) == 2
    assert capsys.readouterr().err == (
        "--package names no option of issue 'depth': 'twelv'\n"
        "      mend: use one of ten, twelve, fifteen (did you mean twelve?)\n"
    )


def test_rank_takes_a_criterion_a_condition_and_a_limit(capsys: Captured) -> None:
    arguments = ["--by", "villages", "--within", "{depth: ten}", "--limit", "3", "--format", "json"]
    assert main(["rank", "harbour", *arguments]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["by"], found["of"], len(found["packages"])) == ("villages", 62, 3)
    assert all(one["package"]["depth"] == "ten" for one in found["packages"])


def test_run_lists_the_nearest_of_an_empty_zone_and_says_so(capsys: Captured) -> None:
    assert main(["run", "harbour", "--format", "csv", "--limit", "4"]) == 0
    captured = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(captured.out)))
    assert [row["zone"] for row in rows] == ["false"] * 4
    assert captured.err == (
        "The zone is empty: 4 of 215 feasible packages written, the nearest first; --limit 215"
        " writes all\n"
    )
    assert main(["rank", "harbour", "--format", "csv", "--limit", "4"]) == 0
    assert capsys.readouterr().out == captured.out
