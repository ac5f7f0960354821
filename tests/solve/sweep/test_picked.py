"""What the criteria pick is the same without the rest of the frontier, and told where that is too large."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import pytest

from benchmarks.families import Family, scenario
from negsim.errors import TooLarge
from negsim.language.load import loads
from negsim.solve.answer import Criterion
from negsim.solve.kernels.milp import best_for_the_worst_off
from negsim.solve.listing.engine import answer as enumerated
from negsim.solve.sweep import deals, picked
from negsim.solve.sweep.engine import answer as swept
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.picked import Picked
from negsim.solve.sweep.together import Together
from negsim.solve.sweep.zone import single
from negsim.solve.tables.bargaining import solutions
from negsim.solve.tables.problem import Problem
from negsim.space.space import compile_scenario

SEEDS = (1, 2, 3, 4)


def problem_of(seed: int, principals: int = 0) -> Problem:
    many = principals or 3 + seed % 3
    family = Family("many", 7, 3, many, 4, forbidden=2, reservation_value=0.4, seed=seed)
    return compile_scenario(loads(scenario(family), "many.yaml")).problem


@pytest.mark.parametrize(("seed", "beam"), [(1, 4), (2, 4), (3, 4), (4, 16), (4, 4096)])
def test_the_criteria_pick_the_same_without_the_rest_of_the_frontier(
    seed: int, beam: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of however little use the search is: what is looked at beyond it is then more.
    monkeypatch.setattr(picked, "BEAM", beam)
    problem = problem_of(seed)
    whole = enumerated(problem)
    principals = [problem.actors[a] for a in problem.principals]
    assert whole.zone_size > 0
    found = Picked(problem)
    solved, floor = deals.solved_of(problem, principals, found)
    assert (solved, floor) == (dict(whole.solutions), whole.floor)
    masks = solutions(principals, found.vectors, under_quota=False)
    names: list[Criterion] = ["egalitarian", "kalai_smorodinsky", "utilitarian", "nash"]
    for name, corner in zip(names, found.corners[-4:], strict=True):
        own = {*map(tuple, corner.vectors.tolist())}
        assert {*map(tuple, found.vectors[masks[name]].tolist())} <= own


@pytest.mark.parametrize("patience", [1e4, 1e5, 1e6])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_picked_is_the_same_where_corners_are_soon_too_large(
    seed: int, patience: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picked, "BEAM", 16)
    problem = problem_of(seed, 5)
    whole = enumerated(problem)
    principals = [problem.actors[a] for a in problem.principals]
    monkeypatch.setattr(picked, "PATIENCE", patience)
    try:
        found = Picked(problem)
    except TooLarge:
        assert patience < 1e6, "then everything is small enough"
        return
    assert deals.solved_of(problem, principals, found) == (dict(whole.solutions), whole.floor)


@pytest.mark.parametrize(
    ("crowded", "nothing", "asked"),
    [
        (None, None, Fraction(1, 16)),
        (None, Fraction(1, 16), Fraction(1, 32)),
        (None, Fraction(1, 512), Fraction(0)),
        (None, Fraction(0), None),
        (Fraction(1, 16), None, Fraction(1, 8)),
        (Fraction(0), Fraction(1, 512), Fraction(1, 1024)),
    ],
)
def test_between_too_many_and_nothing_the_next_corner_lies(
    crowded: Fraction | None, nothing: Fraction | None, asked: Fraction | None
) -> None:
    assert picked._between(crowded, nothing) == asked


@pytest.mark.parametrize("seed", SEEDS)
def test_no_factors_ask_for_more_than_a_product_as_large_has(seed: int) -> None:
    problem = problem_of(seed)
    found = Picked(problem)
    masks = solutions(found.actors, found.vectors, under_quota=False)
    best = found.vectors[masks["nash"]][0]
    everyone = range(found.n)
    gains = {k: found._gain(k, best[k]) for k in everyone}
    assert min(gains.values()) > 0
    several = found._shares(best, everyone)
    assert len(several) > 1
    for factors in several:
        assert prod(factors[k] * gains[k] for k in everyone) >= 1
        row = found._row_of(factors, Fraction(found.n))
        assert sum(w * int(t) for w, t in zip(row.weights, best, strict=True)) >= row.least


@pytest.mark.parametrize("seed", SEEDS)
def test_what_sums_reach_together_leaves_nothing_out_that_is_efficient(seed: int) -> None:
    problem = problem_of(seed)
    asked = single(problem)
    assert asked is not None
    diagram, n = asked.diagram(problem.sizes), len(problem.principals)
    together = Together(diagram, n)
    assert len(together.least) > n + 1
    free, bound = Pareto(diagram, n), Pareto(diagram, n, together=together)
    assert free.vectors.tolist() == bound.vectors.tolist()
    assert free.counts.tolist() == bound.counts.tolist()
    assert sum(map(len, bound.kept)) <= sum(map(len, free.kept))


def test_the_floor_is_that_of_a_solver_for_integer_programs() -> None:
    problem = problem_of(SEEDS[0])
    principals = [problem.actors[a] for a in problem.principals]
    _, floor = deals.solved_of(problem, principals, Picked(problem))
    assert floor == best_for_the_worst_off(problem).smallest_gain


def test_a_frontier_that_is_too_large_is_left_untold_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = problem_of(SEEDS[1])
    whole = swept(problem)
    monkeypatch.setattr(deals, "COMPARISONS", 0.0)
    found = swept(problem)
    assert whole.frontier.size is not None
    assert found.frontier.size is None
    assert found.exact_parts is not None
    assert "frontier" not in found.exact_parts
    assert {"solutions", "floor", "zone"} <= set(found.exact_parts)
    for told in ("solutions", "floor", "zone_size", "option_counts", "coalitions"):
        assert getattr(found, told) == getattr(whole, told)
