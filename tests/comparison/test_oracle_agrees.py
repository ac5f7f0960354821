"""negsim and the oracle, which share no line of code, find the same in every made-up scenario."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import negsim
from negsim.testing.documents import MadeUp
from negsim.testing.own_model import packages
from negsim.testing.strategies import scenarios
from tests.comparison.agreement import differences, disagreements, written
from tests.oracle import solve

SEEDS = range(24)  # `python -m tests.comparison.long` takes as many as one has time for
AT_ONCE = 4


@pytest.mark.parametrize("first", SEEDS[::AT_ONCE])
def test_negsim_finds_what_the_definitions_say(first: int, tmp_path: Path) -> None:
    told = [
        line
        for seed in range(first, first + AT_ONCE)
        for line in disagreements(seed, tmp_path, most_packages=120)
    ]
    assert not told, "\n".join(told[:20])


def test_many_actors_are_shown_in_pairs_all_but_one_and_all(tmp_path: Path) -> None:
    rng = random.Random(11)
    document: dict[str, Any] = {
        "negsim": "1",
        "scenario": "crowd",
        "issues": {name: {"options": dict.fromkeys("abc", "as is")} for name in ("one", "two")},
        "actors": {
            f"actor_{k}": {
                "red_lines": {"line": {"forbid": {rng.choice(("one", "two")): rng.choice("abc")}}},
                "consent": rng.choice(["always", "always", {"when": {"one": "a"}}, "never"]),
            }
            for k in range(14)
        },
    }
    found = negsim.load(written(MadeUp(document), tmp_path)).run().to_dict()
    wanted = solve.run(document)
    assert len(wanted["coalitions"]) < 2**10
    assert differences(found, wanted) == []


@pytest.mark.parametrize(
    ("found", "wanted", "told"),
    [
        ({"a": 1}, {"a": 2}, ".a: 1, not 2"),
        ({}, {"a": 2}, ".a is missing"),
        ({"a": [1]}, {"a": [1, 2]}, ".a: [1], not [1, 2]"),
        ({"a": True}, {"a": 1}, ".a: True, not 1"),
        ({"a": None}, {"a": 0}, ".a: None, not 0"),
        ({"a": 0.1 + 0.2}, {"a": 0.3}, None),
        ({"zone": {"options": {"x": 1}}}, {"zone": {"options": {}}}, ".zone.options.x is too much"),
    ],
)
def test_differences_are_seen(found: object, wanted: object, told: str | None) -> None:
    assert differences(found, wanted) == ([] if told is None else [told])


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)
@given(st.data())
def test_strategies_draw_what_can_be_read(data: st.DataObject) -> None:
    study = data.draw(scenarios())
    found = study.run().to_dict()
    assert found["zone"]["size"] <= found["zone"]["red_line_size"] <= found["packages"]["feasible"]
    package = data.draw(packages(study.base))
    status_quo = "{" + ", ".join(f"{issue}: {option}" for issue, option in package.items()) + "}"
    actor = study.base.actors[0].id
    as_good = study.run(sets={f"{actor}.reservation_value": "{as_good_as: " + status_quo + "}"})
    assert as_good.accepted_by[actor] <= as_good.red_line_accepted_by[actor]
