"""Drafting held against the definition on made-up files, and its rules one by one on small ones."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.cli import main
from negsim.language.load import load
from negsim.language.model.scenario import Scenario
from negsim.language.yaml.text import read_text
from negsim.questions.draft import Draft, draft, written_anew
from tests.language.claims.made_up import made_up
from tests.oracle.drafting import draft as defined

SCENARIO = """\
# Mine, and I want to keep it.
negsim: 1   # of the language
scenario: harbour
claims: [minutes.yaml, letters.yaml]
issues:
  depth: {ordered: true, options: {ten: "10", twelve: "12", fifteen: "15"}}
  noise: {options: {loud: loud, quiet: quiet}}
actors:
  port:
    name: Port Authority
    red_lines:
      c4: {require: {depth: at least twelve}, from: "assumption: ours"}   # not theirs
  town: {reservation_value: 0.2, from: [c9]}
  lines: {preferences: {depth: {points: {ten: 0, twelve: 1, fifteen: 2}, from: "assumption: x"}}}
"""
MINUTES = """
document: {id: minutes}
claims:
  c1: {grade: B, kind: aim, about: "port  AUTHORITY", says: "It is: deep, he says.", bears_on: {depth: fifteen}}
  c4: {grade: B, kind: red_line, about: port, says: x, bears_on: {depth: fifteen}}
  c5: {grade: B, kind: ruling, about: [port, town], says: y, bears_on: {depth: "fifteen"}}
  c6: {grade: B, kind: demand, about: [lines, x], says: y, bears_on: {depth: fifteen}}
  c7: {grade: B, kind: demand, about: [lines, town], says: y, bears_on: {mud: sea}}
  c8: {grade: B, about: town, says: y, bears_on: {noise: quiet, mud: sea, depth: twelf}}
  c9: {grade: B, kind: framing, says: y}
  c10: {grade: B, kind: framing, says: y, status: background}
  c11: {grade: B, kind: framing, says: y, status: proposed, supersedes: c1}
  c12: {grade: B, kind: aim, about: nobody, says: y, supersedes: letters.d2}
"""
LETTERS = """
document: {id: letters}
claims:
  c1: {grade: B, kind: concern, about: town, says: y, bears_on: {noise: loud}}
  d2: {grade: B, kind: aim, about: town, says: y, bears_on: {noise: loud}}
  d3: {grade: B, kind: expectation, about: lines, says: y, bears_on: {noise: loud}}
  d4: {grade: B, kind: capability, about: lines, says: y, bears_on: {noise: loud}}
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    (tmp_path / "minutes.yaml").write_text(MINUTES, encoding="utf-8")
    (tmp_path / "letters.yaml").write_text(LETTERS, encoding="utf-8")
    path = tmp_path / "harbour.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path


def test_each_kind_becomes_what_the_contract_says_under_the_name_that_is_free(
    harbour: Path,
) -> None:
    assert json.loads(draft(load(harbour)).to_json()) == {
        "added": {
            "port": {"red_lines": ["c4_2"], "wishes": ["minutes_c1"]},
            "town": {"red_lines": ["c5"], "wishes": ["c8", "letters_c1"]},
            "lines": {"expects": ["d3"]},
        },
        "unused": {
            "c6": "points",
            "c7": "points",
            "c10": "background",
            "c11": "proposed",
            "c12": "no actor",
            "d2": "superseded",
            "d4": "capability",
        },
    }


def test_what_is_drafted_stands_as_it_would_be_written(harbour: Path) -> None:
    port = draft(load(harbour)).additions()["actors"]["port"]
    assert port["red_lines"]["c4_2"] == {
        "say": "x",
        "require": {"depth": "fifteen"},
        "from": ["c4", "c5"],
    }
    assert port["wishes"]["minutes_c1"] == {
        "say": "It is: deep, he says.",
        "weight": "medium",
        "require": {"depth": "fifteen"},
        "from": "minutes.c1",
    }


def _reread(path: Path, target: Path) -> tuple[Draft, Scenario, str]:
    found = draft(load(path))
    text = written_anew(found, read_text(path), str(path), str(target))
    target.write_text(text, encoding="utf-8")
    return found, load(target), text


def test_the_file_written_anew_keeps_comments_and_order_and_says_1_1(harbour: Path) -> None:
    _, again, text = _reread(harbour, harbour.parent / "more.yaml")
    assert again.version == "1.1"
    lines = text.splitlines()
    assert lines[:2] == ["# Mine, and I want to keep it.", "negsim: 1.1   # of the language"]
    assert any(line.endswith("# not theirs") for line in lines)
    kept = iter(text.replace("negsim: 1.1", "negsim: 1"))
    # What stood in braces is written on lines where something is added to it; else nothing is lost.
    assert all(sign in kept for sign in SCENARIO if sign not in "{,}")
    assert draft(again).added == ()


def test_a_file_written_elsewhere_finds_its_registers(harbour: Path) -> None:
    (harbour.parent / "sub").mkdir()
    _, again, text = _reread(harbour, harbour.parent / "sub" / "more.yaml")
    assert "claims: [../minutes.yaml, ../letters.yaml]" in text
    assert len(again.claim) == 14


@pytest.mark.parametrize("first", range(0, 24, 12))
def test_drafts_agree_with_the_definition_and_the_file_with_the_drafts(
    first: int, tmp_path: Path
) -> None:
    reasons = set()
    for seed in range(first, first + 12):
        made = made_up(random.Random(seed))
        _doubt(random.Random(seed), made.registers)
        path = made.write(tmp_path)
        found, again, _ = _reread(path, tmp_path / "more.yaml")
        wanted, document = defined(made.document, list(made.registers.values()))
        assert json.loads(found.to_json()) == wanted, f"seed {seed}"
        reasons.update(wanted["unused"].values())
        assert again == found.drafted, f"seed {seed}"
        answer = negsim.load(tmp_path / "more.yaml").run()
        made.document = document
        assert answer.to_dict() == negsim.load(made.write(tmp_path)).run().to_dict(), f"seed {seed}"
    assert reasons >= {"no actor", "superseded", "proposed"}


def _doubt(rng: random.Random, registers: dict[str, Any]) -> None:
    """Add claims that nothing cites, some proposed, background or superseded."""
    for register in registers.values():
        claims = register["claims"]
        for name in list(claims):
            more = {
                **claims[name],
                "status": rng.choice(["confirmed", "disputed", "background", "proposed"]),
            }
            if rng.random() < 0.3:
                more["supersedes"] = rng.choice([one for one in claims if one != f"{name}x"])
            claims[f"{name}x"] = more


def test_an_actor_named_by_an_option_s_reader_gets_no_test_of_that_option(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        "document: {id: r}\nclaims: {c1: {grade: A, kind: aim, about: [a, b], says: x,"
        " bears_on: {status: special | none, noise: quiet}}}"
    )
    path = tmp_path / "s.yaml"
    path.write_text(
        "negsim: 1.1\nscenario: s\nclaims: [r.yaml]\nissues:\n"
        "  status: {options: {none: no, own: yes, special: {label: s, read_as: {a: own}}}}\n"
        "  noise: {options: {loud: l, quiet: q}}\nactors: {a: {}, b: {weights: unknown}}"
    )
    actors = draft(load(path)).additions()["actors"]
    assert actors["a"]["wishes"]["c1"]["require"] == {"noise": "quiet"}
    assert actors["b"]["wishes"]["c1"] == {
        "say": "x",
        "require": {"status": "special | none", "noise": "quiet"},
        "from": "c1",
    }


def test_the_command_prints_yaml_or_writes_the_file_anew(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draft", str(harbour)]) == 0
    shown = capsys.readouterr().out
    assert "    red_lines:\n" in shown
    assert "#   c6: a wish of an actor whose preferences are points: nobody says how many" in shown
    assert main(["draft", str(harbour), "-o", str(harbour)]) == 0
    out = capsys.readouterr()
    assert out.err == f"wrote {harbour}\n"
    assert out.out.startswith("# 2 red lines, 3 wishes and 1 forecast of 3 actors, from 6 claims.")
    assert main(["draft", str(harbour), "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "actor,becomes,id,claims,says,why"
    assert main(["run", str(harbour)]) == 0


def test_a_file_that_1_1_refuses_is_not_written(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SCENARIO.replace('"assumption: ours"', '"assumption [s9]: ours"')
    harbour.write_text(text, encoding="utf-8")
    assert main(["draft", str(harbour), "-o", str(harbour)]) == 2
    assert "with what is drafted, red line 'c4' cites no silence" in capsys.readouterr().err
    assert harbour.read_text("utf-8") == text
