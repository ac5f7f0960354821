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
    found = solve.run_on(gather(standing(yaml.load(HARBOUR, Loader=yaml.CBaseLoader))))
    assert found["packages"] == {
        "total": 18,
        "feasible": 15,
        "needed_by": {"port": 15, "ships": 15},
    }
    assert found["accepted_by"] == {"port": 6, "ships": 10}
    assert found["zone"]["backbone"] == {"fee": 250}
    assert found["zone"]["size"] == 3
    # The port has 1/4 + .6 - .5 = .35 with fifteen, the ships 1/2 - 1/2 = 0.
    assert found["floor"] == 0
    [fairest] = found["solutions"]["egalitarian"]
    assert fairest["package"] == {"depth": "fifteen", "fee": 250, "noise": "allowed"}
    assert fairest["gains"] == {"port": 0.35, "ships": 0}


TREATY = """
negsim: 1.1
issues:
  status:
    ordered: least to most
    may_stay_open: true
    options:
      none: a
      law: b
      full: c
      special: {label: d, read_as: {capital: law, districts: full}}
  aid: {range: {from: 0, to: 2, step: 1}}
status_quo: {status: none, aid: 0}
actors:
  capital:
    red_lines: {not_full: {require: {status: at most law}}}
    preferences: {status: {weight: 1, ladder: full < law < none}, aid: {weight: 1, scores: {0: 1, 2: 0}}}
    ratification: {house: {votes: {hawks: 40, doves: 60}, needs: majority}}
  districts:
    reservation_value: 0.5
    red_lines: {some: {require: {status: at least law}}}
    preferences: {status: {weight: 1, position: full}}
  hawks: {consent: never, red_lines: {cheap: {require: {aid: at most 0}}}}
  doves: {consent: never, red_lines: {peace: {forbid: {status: special, aid: 2}}}}
"""


def test_a_treaty_by_hand() -> None:
    """The districts want `law` at least and reach 1/2 with it: `law` and `special` are left. `special` at 2 falls.

    Leaving it open has no place in the order, so that it crosses what requires one. The capital reads `special` as
    `law`, which is worth 1/2; the status quo, as which leaving it open counts, 1. Doves alone are a majority.
    """
    found = solve.run_on(gather(standing(yaml.load(TREATY, Loader=yaml.CBaseLoader))))
    assert found["packages"]["total"] == 15
    assert found["red_line_accepted_by"] == {
        "capital": 9, "districts": 9, "hawks": 5, "doves": 14
    }  # fmt: skip
    assert found["zone"]["options"]["status"] == {
        "none": 0, "law": 3, "full": 0, "special": 2, "left_open": 0
    }  # fmt: skip
    assert (found["zone"]["size"], found["zone"]["table_size"]) == (5, 6)
    assert found["zone"]["read_two_ways"] == 2
    assert found["zone"]["left_open"] == {"0": 5}
    assert found["ratification"] == {
        "capital.house": {"passes": 14, "stops": 1, "pivots": {"hawks": 0, "doves": 1}}
    }
    shown = {tuple(one["package"].values()): one for one in found["solutions"]["utilitarian"]}
    assert shown["special", 0]["utilities"]["capital"] == 0.75
    assert shown["special", 0]["utilities"]["districts"] == 1


def test_steps_count_from_what_an_actor_reads() -> None:
    facts = gather(standing(yaml.load(TREATY, Loader=yaml.CBaseLoader)))
    places = {tuple(package.values()): k for k, package in enumerate(facts.packages)}
    out_of = {
        option: facts.steps("districts.some", places[option, 0])
        for option in ("none", "law", "full", "special", "left_open")
    }
    assert out_of == {"none": 1, "law": 0, "full": 0, "special": 0, "left_open": 1}
    assert facts.steps("capital.not_full", places["left_open", 0]) == 1


@pytest.mark.parametrize("seed", range(40))
def test_columns_give_the_facts_that_packages_give(seed: int) -> None:
    draft = random_draft(random.Random(seed), version="1.1" if seed % 2 else "1")
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
        assert yaml.load(to_yaml(document), Loader=yaml.CBaseLoader) == document
