from __future__ import annotations

from itertools import product

from hypothesis import given, settings

from negsim.solve.kernels.milp import best_for_the_worst_off, in_zone
from negsim.solve.listing.engine import answer
from negsim.solve.tables.formula import magnitude
from negsim.solve.tables.problem import Problem
from tests.solve.problems import contested, problems


@settings(max_examples=30)
@given(contested().filter(lambda p: p.quota is None))
def test_the_search_finds_a_deal_where_there_is_one_and_the_best_for_the_worst_off(
    p: Problem,
) -> None:
    assert all(magnitude(table.values) < 10 for one in p.actors for table in one.tables)
    found, wanted = best_for_the_worst_off(p), answer(p)
    assert found.is_closed == (wanted.zone_size == 0)
    if found.package is not None:
        assert in_zone(p, found.package)
    assert found.smallest_gain == wanted.floor


@given((problems() | contested()).filter(lambda p: p.quota is None))
def test_a_package_is_checked_by_the_definition(p: Problem) -> None:
    found = sum(in_zone(p, x) for x in product(*map(range, p.sizes)))
    assert found == answer(p).zone_size
