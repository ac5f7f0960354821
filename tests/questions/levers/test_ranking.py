"""Of what opens a zone alike, the order is that of the definition."""

from __future__ import annotations

from itertools import pairwise

import negsim
from negsim.questions.levers.changes import Drop, OneStep, Reread
from negsim.questions.levers.relaxed import GivingWay
from negsim.space.space import compile_scenario
from tests.questions.changing import made_up

TIED = """
negsim: 1
scenario: tied
issues:
  a: {ask: A?, ordered: true, options: {x: x, y: y, z: z}}
  b: {ask: B?, options: {x: x, y: y}}
actors:
  p:
    red_lines:
      first: {require: {a: x}}
      other: {require: {a: x}}
      wide: {forbid: {b: y, a: z}}
    preferences: {a: {weight: 3, ladder: z < y < x}, b: {weight: 1, ladder: x < y}}
  q:
    red_lines: {last: {require: {a: z}}, lax: {readings: {hard: {require: {b: x}}, soft: none}}}
    preferences: {a: {weight: 1, ladder: x < y < z}}
"""


def by_definition(one: Drop | Reread | OneStep) -> tuple[object, ...]:
    """Fewest demands; the highest floor, none last; the widest zone; the text of the paths; the reading."""
    floor = one.floor if one.floor is not None else -(10**12)
    paths = [member.path for member in one.against]
    return len(paths), -floor, -one.zone, paths, str(getattr(one, "read", ""))


def test_demands_that_give_way_are_ranked_by_number_floor_zone_and_name() -> None:
    """Each of the four decides somewhere: a change of the order is noticed."""
    decided = set()
    shipped = [negsim.load("harbour", some).scenario for some in ((), ("quiet_machines",))]
    tried = [negsim.loads(TIED).scenario, *shipped, *made_up(range(60))]
    for scenario in tried:
        giving = GivingWay(scenario, compile_scenario(scenario).problem)
        lists = (
            giving.drops(),
            giving.single_drops(),
            giving.rereadings(),
            giving.single_rereadings(),
            giving.single_steps(),
        )
        for found in lists:
            keys = [by_definition(one) for one in found]
            assert keys == sorted(keys, key=lambda key: key[:4])
            for before, after in pairwise(keys):
                decided.add(next((k for k in range(4) if before[k] != after[k]), 4))
    assert {0, 1, 2, 3} <= decided
