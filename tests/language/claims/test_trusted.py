"""What a variant's `trust` drops, by status and by the grade of the claims that carry a line."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from negsim.errors import InputError
from negsim.language.load import load
from negsim.language.overlay.apply import apply
from negsim.language.writer import write_yaml
from tests.language.claims.made_up import made_up
from tests.oracle import evidence

REGISTER = """
document: {id: minutes}
claims:
  said: {grade: C, kind: red_line, about: port, says: x, bears_on: {depth: fifteen}}
  aimed: {grade: B, kind: aim, about: port, says: x, bears_on: {depth: fifteen}}
  told: {grade: A, kind: framing, about: port, says: x, bears_on: {depth: fifteen}}
"""
SCENARIO = """
negsim: VERSION
scenario: harbour
claims: [minutes.yaml]
issues: {depth: {ordered: true, options: {ten: "10", twelve: "12", fifteen: "15"}}}
actors:
  port:
    red_lines:
      stated: {require: {depth: fifteen}, from: [said, told]}
      hardened: {require: {depth: fifteen}, from: aimed}
      stretched: {require: {depth: twelve}, from: [said, told]}
      assumed: {require: {depth: fifteen}, from: "assumption: x"}
      mixed:
        readings: {mild: none, strict: {require: {depth: fifteen}}, other: {require: {depth: twelve}}}
        from: "assumption: x"
variants:
  said: {trust: {TRUST}}
  strict: {read: strict}
  both: {read: strict, trust: {TRUST}}
"""


def _standing(tmp_path: Path, trust: str, *variants: str, version: str = "1.1") -> list[str]:
    (tmp_path / "minutes.yaml").write_text(REGISTER)
    text = SCENARIO.replace("TRUST", trust).replace("VERSION", version)
    (tmp_path / "harbour.yaml").write_text(text)
    scenario = load(tmp_path / "harbour.yaml", variants or ["said"])
    return [line.id for line in scenario.actor["port"].red_lines]


@pytest.mark.parametrize(
    ("trust", "standing"),
    [
        ("status: stated", ["stated", "mixed"]),
        ("status: [hardened, stated]", ["stated", "hardened", "mixed"]),
        ("status: stretched", ["stretched", "mixed"]),
        ("status: assumed", ["assumed", "mixed"]),
        ("assumptions: false", ["stated", "hardened", "stretched", "mixed"]),
        ("grade: C", ["stated", "hardened", "mixed"]),
        ("grade: B", ["hardened", "mixed"]),
        ("grade: A", ["mixed"]),
        ("grade: C, status: [stated, assumed]", ["stated", "mixed"]),
        ("assumptions: false, status: [stated, assumed]", ["stated", "mixed"]),
    ],
)
def test_a_line_falls_if_any_key_says_so_and_one_that_draws_no_line_stays(
    tmp_path: Path, trust: str, standing: list[str]
) -> None:
    assert _standing(tmp_path, trust) == standing


def test_in_files_of_version_1_a_grade_is_that_of_any_claim_named(tmp_path: Path) -> None:
    assert _standing(tmp_path, "grade: A", version="1") == ["stated", "stretched"]
    kept = _standing(tmp_path, "assumptions: false", version="1")
    assert kept == ["stated", "hardened", "stretched"]


def test_a_line_is_judged_in_the_reading_that_this_variant_or_an_earlier_one_chose(
    tmp_path: Path,
) -> None:
    assert "mixed" in _standing(tmp_path, "status: stated", "said", "strict")
    assert "mixed" not in _standing(tmp_path, "status: stated", "both")
    assert "mixed" not in _standing(tmp_path, "status: stated", "strict", "said")


def test_a_status_is_a_word_of_version_1_1(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"write `negsim: 1\.1`"):
        _standing(tmp_path, "status: stated", version="1")
    with pytest.raises(InputError, match=r"did you mean stated\?"):
        _standing(tmp_path, "status: statd")
    with pytest.raises(InputError, match=r"`status` in variant 'said' is empty"):
        _standing(tmp_path, "status: []")


def test_a_variant_with_a_status_is_written_as_it_is_read(tmp_path: Path) -> None:
    _standing(tmp_path, "status: stated")
    scenario = load(tmp_path / "harbour.yaml")
    (tmp_path / "again.yaml").write_text(write_yaml(scenario.to_plain()))
    assert load(tmp_path / "again.yaml").variants == scenario.variants


@pytest.mark.parametrize("status", ["stated", ["hardened", "assumed"], "stretched"])
def test_trust_keeps_what_the_definition_says(tmp_path: Path, status: Any) -> None:
    for seed in range(200, 225):
        draft = made_up(random.Random(seed))
        document = {
            **draft.document,
            "negsim": "1.1",
            "variants": {"v": {"trust": {"status": status}}},
        }
        draft = type(draft)(document, draft.registers)
        scenario = apply(draft.load(tmp_path), ["v"])
        claims = evidence.claims_of(list(draft.registers.values()))
        for actor in scenario.actors:
            lines = evidence.lines(draft.document["actors"][actor.id])
            wanted = [
                name
                for name, (clause, sources) in lines.items()
                if evidence.line_status(document, claims, actor.id, clause, sources)[0]
                in (None, *([status] if isinstance(status, str) else status))
            ]
            assert [line.id for line in actor.red_lines] == wanted, f"seed {seed}"
