"""What an actor would sign, listed and swept, against looking at every package."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings

from negsim.solve.kernels import wants as module
from negsim.solve.kernels.one_package import verdict
from negsim.solve.kernels.wants import Wants, wants
from negsim.solve.tables.problem import Problem
from tests.solve.definitions import total
from tests.solve.problems import problems


@settings(max_examples=settings().max_examples // 2)
@given(problems())
def test_what_each_would_sign_is_as_defined(p: Problem) -> None:
    found = {x: verdict(p, x) for x in product(*(range(n) for n in p.sizes))}
    feasible = [x for x, one in found.items() if one.is_feasible]
    everybody = range(len(p.actors))
    wanted = []
    for a in everybody:
        keeping = [x for x in feasible if not found[x].crossed[a]]
        accepted = [x for x in keeping if not found[x].is_below[a]]
        best = max(keeping, key=lambda x: total(p.actors[a], x), default=None)
        least = min(accepted, key=lambda x: total(p.actors[a], x), default=None)
        wanted.append(Wants(len(accepted), best, least))
    assert wants(p, everybody) == (len(feasible), tuple(wanted))
    assert [module._swept(p, p.actors[a]) for a in everybody] == wanted
