"""How long work will take: told before it begins, and refused where nobody meant it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from negsim.errors import TooLarge, spelled
from negsim.solve.choose import Engine, choose, in_words
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import MEANT
from negsim.solve.tables.problem import Problem

Told = Callable[[int, float], None]  # packages to go through, and about how many seconds that takes


def foresee_walks(problem: Problem, told: Told | None = None, *, walks: int = 1) -> None:
    """Tell how long it takes to go through every package so many times.

    Raises
    ------
    TooLarge
        Where once takes longer than anybody means to wait.
    """
    expected = estimate(problem)
    if expected.seconds > MEANT:
        raise TooLarge.one(
            f"{spelled(expected.packages)} packages are too many to go through one by one: that would"
            f" take {in_words(expected.seconds)}",
            "fix some options with a variant, or coarsen the ranges",
        )
    if told is not None:
        told(expected.packages * walks, expected.seconds * walks)


def foresee_answers(
    problems: Iterable[Problem], told: Told | None, *, engine: Engine = "auto", times: int = 1
) -> None:
    """Tell how long it takes to answer each of some problems, so many times, as `run` would.

    What is answered issue by issue counts for nothing, and what neither engine answers is told when its turn comes.
    """
    if told is None:
        return
    packages, seconds = 0, 0.0
    for problem in problems:
        try:
            choice = choose(problem, engine)
        except TooLarge:
            continue
        if choice.engine == "enumerate":
            packages += choice.packages * times
            seconds += (choice.seconds or 0.0) * times
    told(packages, seconds)
