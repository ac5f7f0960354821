"""What the criteria pick is the same without the rest of the frontier, and told where that is too large."""

from __future__ import annotations

import pytest

from benchmarks.families import Family, scenario
from negsim.language.load import loads
from negsim.solve.answer import Criterion
from negsim.solve.kernels.milp import best_for_the_worst_off
from negsim.solve.listing.engine import answer as enumerated
from negsim.solve.sweep import deals, picked
from negsim.solve.sweep.engine import answer as swept
from negsim.solve.sweep.picked import Picked
from negsim.solve.tables.bargaining import solutions
from negsim.solve.tables.problem import Problem
from negsim.space.space import compile_scenario

SEEDS = (1, 2, 3, 4)


def problem_of(seed: int) -> Problem:
    family = Family("many", 7, 3, 3 + seed % 3, 4, forbidden=2, reservation_value=0.4, seed=seed)
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
