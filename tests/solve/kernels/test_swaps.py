"""What a few changed issues are worth, against the definitions."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given

from negsim.solve.kernels.swaps import columns_of, nearby, needed_at, totals_at
from negsim.solve.tables.problem import Problem
from tests.solve.definitions import needs, total
from tests.solve.problems import contested, problems


@given(problems() | contested())
def test_totals_and_consent_are_those_of_the_definition(p: Problem) -> None:
    every = list(product(*map(range, p.sizes)))
    columns = columns_of(np.array(every))
    for a, actor in enumerate(p.actors):
        assert totals_at(actor, columns).tolist() == [total(actor, x) for x in every]
        assert needed_at(actor, columns).tolist() == [needs(p, a, x) for x in every]


@given(problems())
def test_nearby_are_all_that_differ_in_so_many_issues_fewest_first(p: Problem) -> None:
    first = tuple(0 for _ in p.sizes)
    found = [tuple(row) for batch in nearby(p, first, (1, 2)) for row in batch.tolist()]
    differing = [sum(o > 0 for o in x) for x in found]
    assert differing == sorted(differing)
    every = product(*map(range, p.sizes))
    assert sorted(found) == [x for x in every if 1 <= sum(o > 0 for o in x) <= 2]
