from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from negsim.errors import TooLarge
from negsim.solve import choose as choosing
from negsim.solve.choose import EngineChoice, answer, choose, width
from negsim.solve.patience import ENUMERATED
from negsim.solve.sweep import diagram
from negsim.solve.tables.problem import Problem, ScopeTable
from tests.solve.problems import actor, options, problem, worth


def tied(n: int) -> Problem:
    """A space whose every issue is tied to every other."""
    pairs = [
        ScopeTable((i, j), np.arange(16).reshape(4, 4) * (i + j) % 7)
        for i in range(n)
        for j in range(i + 1, n)
    ]
    return problem((4,) * n, actor(*pairs))


def test_a_small_space_is_gone_through() -> None:
    found = choose(problem((3, 4), actor(worth(0, 0, 1, 2))))
    assert (found.engine, found.is_obvious, found.packages) == ("enumerate", True, 12)


def test_a_large_space_is_swept_over_where_few_issues_are_tied() -> None:
    loose = problem((4,) * 30, actor(*(worth(i, 0, 1, 2, 3) for i in range(30))))
    found = choose(loose)
    assert found.engine == "sweep"
    assert not found.is_obvious
    assert found.because.endswith("taken issue by issue, nothing stays open")
    assert width(loose) == 0


def test_a_dense_space_that_is_too_large_is_refused_with_an_estimate() -> None:
    with pytest.raises(
        TooLarge, match=r"too many to go through, about \d+ years, and the issues are tied too"
    ):
        choose(tied(30))
    assert choose(tied(30), "sweep") == EngineChoice("sweep", "asked for", 4**30, None, True)


def test_a_dense_space_that_can_be_gone_through_is() -> None:
    found = choose(tied(16))
    assert found.engine == "enumerate"
    assert found.seconds is not None
    assert found.seconds > ENUMERATED


def test_a_sweep_tells_of_so_many_principals_that_their_frontier_may_be_left_out() -> None:
    def of(principals: int) -> Problem:
        everyone = [actor(*(worth(i, 0, 1, 2, 3) for i in range(30))) for _ in range(principals)]
        return problem((4,) * 30, *everyone)

    assert [choose(of(n)).crowd for n in (6, 7, 10)] == [0, 7, 10]
    assert choose(of(7), "sweep").crowd == 7
    assert choose(of(7), "enumerate").crowd == 0
    assert choose(replace(of(7), quota=())).crowd == 0


def test_a_sweep_that_outgrows_memory_is_done_by_going_through_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    p = tied(4)
    monkeypatch.setattr(diagram, "CELLS", 10)
    chosen = EngineChoice("sweep", "a guess", p.total, None, is_obvious=False)
    assert answer(p, chosen).engine == "enumerate"
    asked = choose(p, "sweep")
    with pytest.raises(TooLarge, match="tied to one another too densely"):
        answer(p, asked)


@pytest.mark.parametrize("engine", ["enumerate", "sweep"])
def test_what_is_asked_for_is_taken(engine: choosing.Engine) -> None:
    p = problem((3, 4), actor(worth(0, 0, 1, 2)))
    chosen = choose(p, engine)
    assert (chosen.engine, answer(p, chosen).engine) == (engine, engine)


def opposed(n: int, *, size: int = 5, red_line: bool = False) -> Problem:
    """Two rules that exclude one another on the first of many issues."""
    rules = (options(0, size, *range(1, size)), options(0, size, *range(size - 1)))
    lines = (options(0, size, 0),) if red_line else ()
    return problem((size,) * n, actor(crossed=lines), broken=rules)


@pytest.mark.parametrize("n", [12, 70, 200])
def test_rules_that_leave_nothing_in_a_large_space_are_told_without_a_walk(n: int) -> None:
    p = opposed(n, size=10, red_line=True)
    chosen = choose(p)
    assert chosen.engine == "sweep"
    found = answer(p, chosen).conflicts
    assert found.suspects == ("red_lines", "rules")
    assert [[s.layer for s in c] for c in found.minimal_conflicts] == [
        ["red_lines", "rules"],
        ["rules", "rules"],
    ]
    assert [one.opens for one in found.minimal_corrections] == [10 ** (n - 1)] * 2


def test_rules_that_leave_nothing_in_a_small_space_are_gone_through() -> None:
    assert choose(opposed(6)).engine == "enumerate"


def test_a_large_space_of_which_rules_leave_a_little_is_gone_through() -> None:
    few = problem((5,) * 12, actor(), broken=tuple(options(i, 5, 1, 2, 3, 4) for i in range(6)))
    assert choose(few).engine == "enumerate"
    assert choose(few, suspects=frozenset({"rules"})).engine == "sweep"


def test_what_cannot_be_numbered_is_not_walked_through() -> None:
    p = opposed(400)
    with pytest.raises(TooLarge, match=r"about 10\^279 packages are too many to be numbered"):
        answer(p, choose(p, "enumerate"))
