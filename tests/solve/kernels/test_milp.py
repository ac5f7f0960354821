from __future__ import annotations

import subprocess
import sys

from hypothesis import given

from negsim.solve.kernels.milp import best_for_the_worst_off
from negsim.solve.kernels.one_package import verdict
from negsim.solve.listing.engine import answer
from negsim.solve.tables.formula import magnitude
from negsim.solve.tables.problem import Problem
from tests.solve.problems import contested


@given(contested().filter(lambda p: p.quota is None).map(Problem.without_bodies))
def test_the_search_finds_a_deal_where_there_is_one_and_the_best_for_the_worst_off(
    p: Problem,
) -> None:
    assert all(magnitude(table.values) < 10 for one in p.actors for table in one.tables)
    found, wanted = best_for_the_worst_off(p), answer(p)
    assert found.is_closed == (wanted.zone_size == 0)
    if found.package is not None:
        assert verdict(p, found.package).in_zone
    assert found.smallest_gain == wanted.floor


def test_the_search_says_nothing_on_standard_output() -> None:
    """HiGHS says its name once in a process, so this one is its own."""
    code = (
        "from negsim import load; from negsim.solve.kernels.milp import best_for_the_worst_off;"
        "from negsim.space.space import compile_scenario;"
        "assert best_for_the_worst_off(compile_scenario(load('harbour').base).problem).is_closed"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ""
