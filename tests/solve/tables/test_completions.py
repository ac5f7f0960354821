from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.errors import TooLarge
from negsim.solve.tables.completions import largest, least, least_difference, smallest
from negsim.solve.tables.gains import total
from negsim.solve.tables.problem import Problem, ScopeTable
from tests.solve.problems import problems


@given(st.data(), problems())
def test_the_least_difference_is_that_of_the_worst_completion(
    data: st.DataObject, problem: Problem
) -> None:
    sizes = problem.sizes
    issues = data.draw(st.sets(st.integers(0, len(sizes) - 1), min_size=1))
    better, worse = (
        {i: data.draw(st.integers(0, sizes[i] - 1)) for i in sorted(issues)} for _ in range(2)
    )
    for actor in problem.actors:
        differences = []
        for package in product(*map(range, sizes)):
            both = [tuple(c.get(i, o) for i, o in enumerate(package)) for c in (better, worse)]
            differences.append(total(actor, both[0]) - total(actor, both[1]))
        found, completion = least_difference(actor, sizes, better, worse)
        assert found == min(differences)
        both = [tuple(c.get(i, o) for i, o in enumerate(completion)) for c in (better, worse)]
        assert total(actor, both[0]) - total(actor, both[1]) == found


@given(problems())
def test_the_largest_total_is_that_of_the_best_package(problem: Problem) -> None:
    for actor in problem.actors:
        totals = [total(actor, package) for package in product(*map(range, problem.sizes))]
        most, package = largest(actor, problem.sizes)
        assert most == total(actor, package) == max(totals)


@given(st.data(), problems())
def test_the_smallest_total_is_that_of_the_worst_package_where_a_formula_holds(
    data: st.DataObject, problem: Problem
) -> None:
    issues = data.draw(st.sets(st.integers(0, len(problem.sizes) - 1), min_size=1, max_size=2))
    scope = tuple(sorted(issues))
    shape = tuple(problem.sizes[i] for i in scope)
    cells = data.draw(st.lists(st.booleans(), min_size=prod(shape), max_size=prod(shape)))
    where = ScopeTable(scope, np.array(cells, dtype=bool).reshape(shape))
    packages = list(product(*map(range, problem.sizes)))
    inside = [p for p in packages if where.values[tuple(p[i] for i in scope)]]
    for actor in problem.actors:
        found = smallest(actor, problem.sizes, where)
        if found is None:
            assert not inside
        else:
            assert found[1] in inside
            assert found[0] == total(actor, found[1]) == min(total(actor, p) for p in inside)
        everywhere = smallest(actor, problem.sizes)
        assert everywhere is not None
        assert everywhere[0] == min(total(actor, package) for package in packages)


def test_tables_that_tie_too_many_issues_together_are_refused() -> None:
    table = ScopeTable(tuple(range(25)), np.broadcast_to(np.int64(1), (2,) * 25))
    with pytest.raises(TooLarge, match="tie too many issues together"):
        least([table], (2,) * 25)
