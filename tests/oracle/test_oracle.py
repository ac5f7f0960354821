"""The oracle is held against figures found elsewhere, and its fast path against its slow one."""

from __future__ import annotations

import random

import pytest
import yaml

from negsim.testing.documents import random_draft
from negsim.testing.yaml_text import to_yaml
from tests.oracle import solve
from tests.oracle.facts import gather
from tests.oracle.variants import standing
from tests.oracle.wide import gather_wide

HARBOUR = """
issues:
  depth: {ordered: true, options: {ten: a, twelve: b, fifteen: c}}
  fee: {range: {from: 0, to: 500, step: 250}}
  noise: {options: {allowed: a, banned: b}}
rules:
  deep_needs_night: {if: {depth: fifteen}, then: {noise: allowed}}
actors:
  port:
    reservation_value: 0.5
    red_lines:
      deep: {require: {depth: at least twelve}}
    preferences:
      depth: {weight: 1, ladder: ten < twelve << fifteen}
      fee: {weight: 3, scores: {0: 0, 250: .8, 500: 1}}
  ships:
    reservation_value: {points: 5}
    preferences:
      fee: {points: {0: 10, 500: 0}}
"""


def test_harbour_by_hand() -> None:
    """Port, by (depth, fee): twelve 1/12 + 3/4 of 0, .8, 1; fifteen 1/4 + the same. Ships take 250 or less."""
    found = solve.run_on(gather(standing(yaml.load(HARBOUR, Loader=yaml.BaseLoader))))
    assert found["packages"] == {"total": 18, "feasible": 15}
    assert found["accepted_by"] == {"port": 6, "ships": 10}
    assert found["zone"]["backbone"] == {"fee": 250}
    assert found["zone"]["size"] == 3
    # The port has 1/4 + .6 - .5 = .35 with fifteen, the ships 1/2 - 1/2 = 0.
    assert found["floor"] == 0
    [fairest] = found["solutions"]["egalitarian"]
    assert fairest["package"] == {"depth": "fifteen", "fee": 250, "noise": "allowed"}
    assert fairest["gains"] == {"port": 0.35, "ships": 0}


@pytest.mark.parametrize("seed", range(40))
def test_columns_give_the_facts_that_packages_give(seed: int) -> None:
    draft = random_draft(random.Random(seed))
    for stack in draft.stacks:
        stands = standing(draft.document, stack, list(draft.registers.values()))
        slow, fast = gather(stands), gather_wide(stands)
        assert [slow.packages[k] for k in slow.feasible] == list(fast.packages)
        for name, actor in slow.actors.items():
            other = fast.actors[name]
            assert [actor.utility[k] for k in slow.feasible] == other.utility
            assert [actor.crossed[k] for k in slow.feasible] == other.crossed
            assert [actor.needed[k] for k in slow.feasible] == other.needed
            assert actor.reservation == other.reservation


def test_generated_documents_survive_being_written() -> None:
    for seed in range(100):
        document = random_draft(random.Random(seed)).document
        assert yaml.load(to_yaml(document), Loader=yaml.BaseLoader) == document
