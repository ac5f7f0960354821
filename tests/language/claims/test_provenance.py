"""How much of a scenario has a source, counted as the definition counts it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from negsim.language.claims.provenance import counts
from negsim.language.load import loads
from negsim.testing.yaml_text import to_yaml
from tests.language.claims.made_up import made_up
from tests.oracle import evidence


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_demands_directions_and_numbers_are_counted_as_the_definition_counts(
    first: int, tmp_path: Path
) -> None:
    for seed in range(first, first + 20):
        draft = made_up(random.Random(seed))
        found = counts(draft.load(tmp_path)).to_dict()
        wanted = evidence.elements(draft.document, list(draft.registers.values()))
        assert found == wanted, f"seed {seed}"


ACTOR: dict[str, Any] = {
    "reservation_value": "0.4",
    "preferences": {"depth": {"weight": "1", "scores": {"ten": "0", "twelve": "0.5", "fifteen": "1"}}},
}  # fmt: skip


def _numbers(**actor: Any) -> tuple[int, int]:
    issues = {
        "depth": {"options": {name: name for name in ("ten", "twelve", "fifteen")}},
        "noise": {"options": {"loud": "loud", "quiet": "quiet"}},
    }
    actors = {"port": {"consent": "always"}, "ships": {**ACTOR, **actor}}
    document = {"negsim": "1.1", "scenario": "x", "issues": issues, "actors": actors}
    return counts(loads(to_yaml(document))).numbers


@pytest.mark.parametrize(
    ("actor", "of"),
    [
        ({}, 3),  # the weight, the score between the ends, the reservation value
        ({"reservation_value": {"as_good_as": {"depth": "ten", "noise": "loud"}}}, 2),
        ({"weights": "unknown", "preferences": {"depth": {"ladder": "ten < twelve < fifteen"}}}, 3),
        ({"preferences": {"noise": {"weight": "1", "ladder": "loud < quiet"}}}, 2),
        ({"preferences": {"depth": {"weight": "1", "ladder": "ten = twelve < fifteen"}}}, 2),
        ({"preferences": {"noise": {"points": {"loud": "0", "quiet": "-3 +- 1"}}},
          "wishes": {"w": {"points": "0", "require": {"depth": "ten"}}},
          "reservation_value": {"points": "-1"}}, 2),
        ({"wishes": {"w": {"weight": "high", "require": {"depth": "ten"}}}}, 4),
    ],
)  # fmt: skip
def test_each_number_is_counted_once(actor: dict[str, Any], of: int) -> None:
    assert _numbers(**actor) == (0, of)
