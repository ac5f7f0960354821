"""Numbers whose common denominator outgrows a machine word are answered exactly all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.testing.documents import MadeUp
from tests.comparison.agreement import answers, definitions, differences, written

DENOMINATORS = ("999983", "999979", "999961", "999959")


def wide_open(reservation: str) -> dict[str, Any]:
    """Two actors whose part-worths share no denominator, and one to whom what it lets through is worth nothing."""
    scores = [{"a": "0", "b": f"1/{n}", "c": f"{n}/1000003"} for n in DENOMINATORS]
    document: dict[str, Any] = {
        "negsim": "1",
        "scenario": "awkward",
        "issues": {f"issue_{k}": {"options": dict.fromkeys("abc", "as is")} for k in range(2)},
        "actors": {
            f"actor_{k}": {
                "reservation_value": reservation,
                "red_lines": {
                    "line": {"readings": {"mild": "none", "strict": {"require": {"issue_0": "a"}}}}
                },
                "preferences": {
                    "issue_0": {"weight": f"1/{DENOMINATORS[k]}", "scores": scores[k]},
                    "issue_1": {"weight": f"1/{DENOMINATORS[k + 1]}", "scores": scores[k + 1]},
                },
            }
            for k in range(2)
        },
    }
    document["actors"]["idle"] = {
        "red_lines": {"line": {"forbid": {"issue_1": "c"}}},
        "preferences": {"issue_1": {"weight": "1", "scores": {"a": "0", "b": "0", "c": "1"}}},
    }
    return document


@pytest.mark.parametrize("reservation", ["0", "1/999953", "0.5", "1"])
def test_long_denominators_are_answered_exactly(reservation: str, tmp_path: Path) -> None:
    draft = MadeUp(wide_open(reservation))
    study = negsim.load(written(draft, tmp_path))
    assert differences(answers(study, []), definitions(draft, [])) == []
