"""Option-steps against their definition."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.tables import formula as formulas_module
from negsim.solve.tables import steps
from negsim.solve.tables.formula import collapse
from negsim.solve.tables.problem import Formula, Linear, Table, constant
from negsim.solve.tables.steps import FAR, Steps
from tests.solve import definitions
from tests.solve.problems import formulas

SIZES = (4, 3, 5)
PACKAGES = list(product(*map(range, SIZES)))
COLUMNS = dict(enumerate(np.array(PACKAGES).T))


def fewest(crossed: Formula, is_ordered: tuple[bool, ...]) -> list[int]:
    good = [y for y in PACKAGES if not definitions.holds(crossed, y)]
    return [
        min(
            (
                sum(
                    abs(a - b) if o else int(a != b)
                    for a, b, o in zip(x, y, is_ordered, strict=True)
                )
                for y in good
            ),
            default=FAR,
        )
        for x in PACKAGES
    ]


ordered = st.tuples(st.booleans(), st.booleans(), st.booleans())


@given(formulas(SIZES), ordered)
def test_steps_of_a_table_are_the_fewest(crossed: Formula, is_ordered: tuple[bool, ...]) -> None:
    found = Steps(crossed, SIZES, is_ordered)
    assert isinstance(found.crossed, Table)
    assert found.at(COLUMNS).tolist() == fewest(crossed, is_ordered)


@given(formulas(SIZES), ordered)
def test_steps_of_a_formula_too_large_for_a_table_are_the_fewest(
    crossed: Formula, is_ordered: tuple[bool, ...]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "collapse", lambda f, sizes: collapse(f, sizes, 3))
        found = Steps(crossed, SIZES, is_ordered)
    assert found.at(COLUMNS).tolist() == fewest(crossed, is_ordered)


def test_a_sum_over_many_issues_is_walked_not_tabulated() -> None:
    n, size = 12, 11
    assert size**n > formulas_module.TABLE_CELLS
    dear = Linear(tuple((i, np.arange(size)) for i in range(n)), 31, None)
    found = Steps(dear, (size,) * n, (True,) * n)
    packages = np.array([[10] * n, [0] * n, [3] * n, [2] * 5 + [3] * 7])
    assert found.at(dict(enumerate(packages.T))).tolist() == [90, 0, 6, 1]


def test_a_line_that_nothing_keeps_is_far_from_everywhere() -> None:
    found = Steps(constant(True), SIZES, (True, True, True)).at(COLUMNS)
    assert set(found.tolist()) == {FAR}
