from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.errors import TooLarge
from negsim.solve.tables.completions import largest, least, least_difference
from negsim.solve.tables.gains import total
from negsim.solve.tables.problem import Problem, Table
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


def test_tables_that_tie_too_many_issues_together_are_refused() -> None:
    table = Table(tuple(range(25)), np.broadcast_to(np.int64(1), (2,) * 25))
    with pytest.raises(TooLarge, match="tie too many issues together"):
        least([table], (2,) * 25)
