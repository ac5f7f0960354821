from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

import negsim
from negsim.cli import main
from negsim.cli.commands.run import AFTER
from negsim.cli.terminal.answer import answer_text
from negsim.errors import columns

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "harbour"],
        ["run", "harbour", "--variant", "quiet_machines"],
        ["run", "ukraine_2025"],
        ["run", "ukraine_2025", "--variant", "as_first_coded+moratorium_swap"],
        ["run", "ukraine_2025", "--variant", "as_first_coded+korean_armistice"],
        ["explain", "harbour"],
        ["explain", "harbour", "--suspect", "rules"],
        ["validate", "ukraine_2025"],
        ["check", "harbour", "elmira_1991"],
    ],
    ids=" ".join,
)
def test_the_text_is_the_golden_one(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 0
    folder = str(Path(__file__).parents[2])
    # What to type next grows with the commands that there are.
    out = capsys.readouterr().out.replace(folder + os.sep, "").partition("\nMore: ")[0]
    name = ".".join(part.removeprefix("--") for part in arguments)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("NEGSIM_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text("utf-8")


def test_the_last_line_says_what_to_type_next_with_the_same_variants(
    capsys: pytest.CaptureFixture[str],
) -> None:
    changes = ["--variant", "quiet_machines", "--set", "port.reservation_value=0.4"]
    assert main(["run", "harbour", *changes]) == 0
    last = " ".join(capsys.readouterr().out.partition("More: ")[2].split())
    typed = f"negsim explain harbour {' '.join(changes)}"
    assert last == f"{typed}, run -v, readings, compare, run --out brief/"


def test_json_is_what_python_gives(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "harbour", "--variant", "quiet_machines", "--format", "json"]) == 0
    assert capsys.readouterr().out == negsim.load("harbour").run("quiet_machines").to_json()


def test_set_changes_a_number_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    change = ["--set", "port.reservation_value=0.9", "--variant", "quiet_machines"]
    assert main(["run", "harbour", "--format", "json", *change]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["variant"] == ["quiet_machines", "port.reservation_value=0.9"]


def test_suspects_may_be_widened(capsys: pytest.CaptureFixture[str]) -> None:
    wide = ["--suspect", "rules", "--suspect", "reservations"]
    assert main(["run", "harbour", "--format", "json", *wide]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["conflicts"]["suspects"] == ["red_lines", "reservations", "rules"]


def test_csv_lists_the_zone_and_says_what_the_limit_left_off(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["run", "harbour", "--variant", "quiet_machines", "--format", "csv"]
    assert main([*arguments, "--limit", "5"]) == 0
    captured = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(captured.out)))
    assert len(rows) == 5
    assert list(rows[0])[:5] == ["depth", "fee", "nights", "mud", "utility_port"]
    assert float(rows[0]["gain_port"]) >= 0
    size = negsim.load("harbour").run("quiet_machines").zone.size
    assert captured.err == (
        f"5 of {size} packages of the zone written, {size - 5} left off;"
        f" --limit {size} writes all\n"
    )


def test_out_writes_a_brief_and_says_what_to_open(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "a" / "brief"
    assert main(["run", "harbour", "--out", str(folder)]) == 0
    captured = capsys.readouterr()
    assert "NO DEAL" in captured.out
    for name in ("result.json", "zone.csv", "report.html", "report.docx", "tables.xlsx"):
        assert f"wrote {folder / name}\n" in captured.err
    assert f"wrote {folder / 'charts' / 'zone.png'}\n" in captured.err
    assert captured.err.endswith(f"Open {folder / 'report.html'} to read it.\n")
    assert json.loads((folder / "result.json").read_text("utf-8"))["scenario"] == "harbour"


def test_a_file_in_the_way_of_the_folder_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "brief").write_text("mine")
    assert main(["run", "harbour", "--out", str(tmp_path / "brief")]) == 2
    assert "is a file, not a folder" in capsys.readouterr().err
    assert (tmp_path / "brief").read_text() == "mine"


HOSTILE = """
negsim: 1
scenario: hostile
title: "[/x] $a$ <b>bold</b> \\e[31mred\\e[0m {long} Київ والسلام 協定"
issues:
  a: {{ask: "[x] {long}?", options: {{x: "{word}", y: "$y$ [/red] <b> Київ", z: "السلام الدائم"}}}}
  b: {{ask: "\\u202eB", options: {{x: X, y: Y}}}}
actors:
  one: {{name: "{long}", red_lines: {{no_x: {{forbid: {{a: x}}}}, no_y: {{forbid: {{a: y}}}}}}}}
  two: {{name: "[b]Two[/b]", red_lines: {{no_z: {{forbid: {{a: z}}}}}},
        preferences: {{b: {{weight: 1, scores: {{x: 0, y: 1}}}}}}}}
variants:
  open: {{say: "{long}", drop: [two.no_z]}}
"""


@pytest.mark.parametrize("variant", ["", "open"])
def test_text_survives_any_label(variant: str) -> None:
    text = HOSTILE.format(long="many words " * 20, word="W" * 200)
    said = answer_text(negsim.loads(text).run(variant), AFTER, is_all=True)
    bold = said.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert "\x1b" not in bold
    assert "\u202e" not in bold
    assert "\\x1b[31mred" in bold
    assert "[/x] $a$ <b>bold</b>" in bold
    assert max(map(columns, bold.splitlines())) <= 100


SMALL = """
negsim: 1
scenario: small
title: Small
issues: {{a: {{ask: Which?, options: {{x: X, y: Y}}}}}}
{rest}
"""


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("actors: {one: {}}", "A DEAL IS POSSIBLE: all 2 feasible packages suit everyone"),
        (
            "actors: {one: {red_lines: {no_x: {forbid: {a: x}}}}}",
            "A DEAL IS POSSIBLE: 1 of the 2 feasible packages suits everyone whose consent it needs.",
        ),
        (
            (
                "rules: {r: {forbid: {a: x}, because: a}, s: {forbid: {a: y}, because: b}}\n"
                "actors: {one: {}}"
            ),
            "NOTHING CAN BE SIGNED: the rules leave none of 2 packages, before anyone is asked.",
        ),
        (
            (
                "actors: {one: {reservation_value: 1, preferences: {a: {weight: 1, scores:"
                " {x: 0, y: .5}}}}}"
            ),
            "NO DEAL as the demands are read: all 2 feasible packages keep to every red line that",
        ),
        (
            (
                "actors: {one: {red_lines: {x: {forbid: {a: x}}}}, two: {red_lines: {y: {forbid:"
                " {a: y}}}}, three: {}}\nagreement: {at_least: 2}"
            ),
            "suit enough of those who vote",
        ),
    ],
)
def test_the_answer_comes_in_one_sentence(rest: str, said: str) -> None:
    text = answer_text(negsim.loads(SMALL.format(rest=rest)).run(), AFTER)
    joined = " ".join(text.replace("\x1b[1m", "").replace("\x1b[0m", "").split())
    assert said in joined


def test_colour_only_repeats_and_is_left_off_where_nobody_sees_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["run", "harbour"]) == 0
    assert "\x1b" not in capsys.readouterr().out
