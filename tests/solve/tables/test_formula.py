"""Formulas against their definition, package by package."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.tables.formula import (
    collapse,
    conjunction,
    disjunction,
    evaluate,
    fix,
    grid,
    holds,
    key,
    negate,
    scope_of,
    truth,
)
from negsim.solve.tables.problem import AllOf, AnyOf, Formula, Linear, ScopeTable, constant
from tests.solve import definitions
from tests.solve.problems import HUGE, formulas, options

SIZES = (3, 1, 4, 2)
PACKAGES = list(product(*map(range, SIZES)))


def where(formula: Formula) -> list[bool]:
    return [definitions.holds(formula, x) for x in PACKAGES]


@given(formulas(SIZES))
def test_a_formula_holds_where_its_definition_says(formula: Formula) -> None:
    columns = dict(enumerate(np.array(PACKAGES).T))
    found = np.broadcast_to(evaluate(formula, columns), (len(PACKAGES),))
    assert found.tolist() == where(formula)
    assert [holds(formula, x) for x in PACKAGES] == where(formula)
    every = evaluate(formula, grid(range(len(SIZES)), SIZES))
    assert np.broadcast_to(every, SIZES).ravel().tolist() == where(formula)


@given(formulas(SIZES), st.sampled_from([1, 4, 10, 2**16]))
def test_collapsing_a_formula_changes_nothing(formula: Formula, cells: int) -> None:
    smaller = collapse(formula, SIZES, cells)
    assert where(smaller) == where(formula)
    assert set(scope_of(smaller)) <= set(scope_of(formula))
    if cells >= len(PACKAGES):
        assert isinstance(smaller, ScopeTable)


@given(formulas(SIZES), formulas(SIZES))
def test_negation_conjunction_and_disjunction(one: Formula, two: Formula) -> None:
    assert where(negate(one)) == [not held for held in where(one)]
    assert where(conjunction([one, two])) == where(AllOf((one, two)))
    assert where(disjunction([one, two])) == where(AnyOf((one, two)))


@given(formulas(SIZES))
def test_fixing_issues_one_by_one_ends_in_the_truth(formula: Formula) -> None:
    for package in PACKAGES[::5]:
        rest = formula
        for issue, option in enumerate(package):
            rest = fix(rest, issue, option)
            assert issue not in scope_of(rest)
            assert definitions.holds(rest, package) == definitions.holds(formula, package)
        assert truth(collapse(rest, SIZES)) == definitions.holds(formula, package)


@given(formulas(SIZES))
def test_equal_keys_mean_equal_formulas(formula: Formula) -> None:
    rests = [fix(formula, 0, option) for option in range(SIZES[0])]
    for one, two in product(rests, rests):
        if key(one) == key(two):
            assert where(one) == where(two)


def test_sums_beyond_a_machine_word_are_exact() -> None:
    terms = tuple((i, np.array([0, HUGE + 1], dtype=object)) for i in (0, 1))
    exactly = Linear(terms, 2 * HUGE + 2, 2 * HUGE + 2)
    assert [holds(exactly, x) for x in product(range(2), repeat=2)] == [False, False, False, True]
    word = tuple((i, np.array([0, 2**61])) for i in (0, 1, 2, 3))
    assert holds(Linear(word, 2**63, None), (1, 1, 1, 1))


def test_constants_are_folded() -> None:
    some = options(0, 3, 1)
    assert conjunction([constant(True), some]) is some
    assert disjunction([constant(False), some]) is some
    assert truth(conjunction([some, constant(False)])) is False
    assert truth(disjunction([some, constant(True)])) is True
    assert truth(conjunction([])) is True
    assert truth(disjunction([])) is False
