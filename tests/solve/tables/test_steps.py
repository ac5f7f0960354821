"""Option-steps against their definition."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.tables import formula as formulas_module
from negsim.solve.tables import steps
from negsim.solve.tables.formula import tabulate
from negsim.solve.tables.problem import NOWHERE, Axis, Formula, Linear, Not, ScopeTable, constant
from negsim.solve.tables.steps import FAR, Steps
from tests.solve import definitions
from tests.solve.problems import axes_along, formulas

SIZES = (4, 3, 5)
PACKAGES = list(product(*map(range, SIZES)))
COLUMNS = dict(enumerate(np.array(PACKAGES).T))


def fewest(crossed: Formula, axes: tuple[Axis, ...]) -> list[int]:
    good = [y for y in PACKAGES if not definitions.holds(crossed, y)]
    return [
        min(
            (sum(map(definitions.apart, x, y, axes)) for y in good),
            default=FAR,
        )
        for x in PACKAGES
    ]


@st.composite
def axes(draw: st.DrawFn) -> tuple[Axis, ...]:
    """Axes on which some options may be read as others, and the last may stand outside the order."""
    found = []
    for size in SIZES:
        own = draw(st.integers(1, size))
        places = [*range(own), *(draw(st.integers(0, own - 1)) for _ in range(own, size))]
        if draw(st.booleans()):
            places[-1] = NOWHERE
        if draw(st.booleans()):
            places = list(range(size))
        found.append(Axis(np.array(places), draw(st.booleans())))
    return tuple(found)


def as_read(formula: Formula, axes: tuple[Axis, ...]) -> Formula:
    """The formula for who takes options of one place for one option."""
    table = tabulate(formula, SIZES)
    firsts = [[axis.places.tolist().index(place) for place in axis.places] for axis in axes]
    index = np.ix_(*(firsts[i] for i in table.scope)) if table.scope else ()
    return ScopeTable(table.scope, table.values[index])


@given(formulas(SIZES), axes())
def test_steps_of_a_table_are_the_fewest(crossed: Formula, axes: tuple[Axis, ...]) -> None:
    read = as_read(crossed, axes)
    found = Steps(read, SIZES, axes)
    assert isinstance(found.crossed, ScopeTable)
    assert found.at(COLUMNS).tolist() == fewest(read, axes)


@given(formulas(SIZES), axes())
def test_steps_of_a_formula_too_large_for_a_table_are_the_fewest(
    crossed: Formula, axes: tuple[Axis, ...]
) -> None:
    read = as_read(crossed, axes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "collapse", lambda f, sizes: Not(Not(f)) if f.scope else f)
        found = Steps(read, SIZES, axes)
    assert found.at(COLUMNS).tolist() == fewest(read, axes)


def test_a_sum_over_many_issues_is_walked_not_tabulated() -> None:
    n, size = 12, 11
    assert size**n > formulas_module.TABLE_CELLS
    dear = Linear(tuple((i, np.arange(size)) for i in range(n)), 31, None)
    found = Steps(dear, (size,) * n, axes_along((True,) * n, (size,) * n))
    packages = np.array([[10] * n, [0] * n, [3] * n, [2] * 5 + [3] * 7])
    assert found.at(dict(enumerate(packages.T))).tolist() == [90, 0, 6, 1]


def test_a_line_that_nothing_keeps_is_far_from_everywhere() -> None:
    found = Steps(constant(True), SIZES, axes_along((True, True, True), SIZES)).at(COLUMNS)
    assert set(found.tolist()) == {FAR}
