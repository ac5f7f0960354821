"""The walk through all packages: order, choice, and what is told of each."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.listing import halves
from negsim.solve.listing.estimate import estimate
from negsim.solve.listing.numbering import index_of, package_at
from negsim.solve.listing.scan import Scan
from negsim.solve.tables.gains import gains, utilities
from negsim.solve.tables.problem import AllOf, Problem, constant
from tests.solve import definitions
from tests.solve.definitions import Definitions
from tests.solve.problems import actor, options, problem, problems, worth


@given(problems(), st.sampled_from(["feasible", "allowed"]), st.sampled_from([4, 2**14]))
def test_blocks_list_the_packages_in_order_with_all_that_holds_of_them(
    p: Problem, among: Any, columns: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(halves, "COLUMNS", columns)
        patch.setattr(halves, "CELLS", 16)
        scan = Scan(p, among)
        listed = []
        for block in scan.blocks():
            packages = [tuple(int(o) for o in row) for row in block.packages()]
            assert [package_at(i, p.sizes) for i in block.index] == packages
            listed += packages
            for a, one in enumerate(p.actors):
                totals = [definitions.total(one, x) for x in packages]
                assert block.totals(a).tolist() == totals
                assert block.reaches(a).tolist() == [
                    definitions.gain(one, x) >= 0 for x in packages
                ]
                assert block.needed(a).tolist() == [definitions.needs(p, a, x) for x in packages]
            for place, (a, k) in enumerate(scan.lines):
                crossed = [definitions.holds(p.actors[a].crossed[k], x) for x in packages]
                assert (
                    (block.crossed[:, place // 64] >> np.uint64(place % 64)) & np.uint64(1)
                ).tolist() == crossed
            for r, rule in enumerate(p.broken):
                broken = [definitions.holds(rule, x) for x in packages]
                assert ((block.broken[:, 0] >> np.uint64(r)) & np.uint64(1)).tolist() == broken
    wanted = Definitions(p)
    assert listed == (wanted.feasible if among == "feasible" else wanted.allowed)


@given(problems())
def test_acceptance_of_feasible_packages_agrees_with_the_definition(p: Problem) -> None:
    wanted = Definitions(p)
    for block in Scan(p).blocks():
        packages = [tuple(int(o) for o in row) for row in block.packages()]
        for a in range(len(p.actors)):
            assert block.accepts(a).tolist() == [wanted.accepts(a, x) for x in packages]
            assert block.red_line_accepts(a).tolist() == [
                wanted.accepts(a, x, reservations=False) for x in packages
            ]


@given(problems())
def test_utilities_and_gains_are_exact(p: Problem) -> None:
    for x in list(product(*map(range, p.sizes)))[:20]:
        assert list(gains(p, x)) == [definitions.gain(a, x) for a in p.actors]
        assert list(utilities(p, x)) == [
            definitions.gain(a, x) + a.reservation_value for a in p.actors
        ]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30), st.data())
def test_index_and_package_are_each_others_inverse(sizes: list[int], data: st.DataObject) -> None:
    package = tuple(data.draw(st.integers(0, n - 1)) for n in sizes)
    assert package_at(index_of(package, sizes), sizes) == package


def test_a_space_beyond_any_word_is_walked_where_most_of_it_is_barred() -> None:
    sizes = (10,) * 30
    fixed = tuple(options(i, 10, *range(1, 10)) for i in range(2, 30))
    blocks = list(Scan(problem(sizes, actor(), barred=fixed)).blocks())
    index = [int(i) for block in blocks for i in block.index]
    assert index == [k * 10**28 for k in range(100)]


def test_rules_on_one_half_leave_its_rows_and_columns_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "COLUMNS", 9)
    same = np.eye(3, dtype=bool)
    rules = tuple(AllOf((options(i, 3, k), options(i + 1, 3, k))) for i in (0, 2) for k in range(3))
    scan = Scan(problem((3, 3, 3, 3), actor(), broken=rules))
    assert scan.halves.n_right == 6
    assert len(scan.halves.rows(0, 9)) == 6
    listed = [tuple(x) for block in scan.blocks() for x in block.packages().tolist()]
    assert listed == [
        x for x in product(range(3), repeat=4) if not same[x[0], x[1]] and not same[x[2], x[3]]
    ]


def test_nothing_feasible_gives_no_blocks() -> None:
    for rule in (constant(True), options(0, 3, 0, 1, 2)):
        assert list(Scan(problem((3, 4), actor(), broken=(rule,))).blocks()) == []


def test_what_is_impossible_by_itself_is_not_part_of_the_estimate() -> None:
    whole = problem((10,) * 8, actor(worth(0, *range(10))))
    less = problem((10,) * 8, actor(worth(0, *range(10))), barred=(options(0, 10, *range(9)),))
    assert estimate(whole).packages == 10**8
    assert estimate(less).packages == 10**7
    assert estimate(less).seconds < estimate(whole).seconds
    assert estimate(problem((1000,) * 20, actor())).packages == 10**60
