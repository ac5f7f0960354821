"""Who would gain by going back on which clause of a package alone, whoever could do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial

from negsim.questions.stability.result import Tempted
from negsim.solve.answer import Package
from negsim.solve.kernels.one_package import verdict
from negsim.solve.tables.gains import utilities
from negsim.space.space import Space

Rank = tuple[bool, Fraction]  # whether no red line of its own is crossed, and its utility


def tempted(space: Space, package: Package) -> tuple[Tempted, ...]:
    """Say per issue, and per actor whose consent a package needs, which change of that issue alone it likes best.

    Parameters
    ----------
    space : Space
    package : tuple of int
        The package that is signed.

    Returns
    -------
    tuple of Tempted
        Changes of one issue to another feasible package that the actor prefers, as `stability` has it: what crosses
        none of its red lines comes before what crosses one, then utility. The largest gain first, then the file's
        order; of options as good, the first.
    """
    problem = space.problem
    needed = [a for a in problem.consenting if verdict(problem, package).is_needed[a]]
    before = _ranks(space, package)
    found = []
    for issue, size in enumerate(problem.sizes):
        others = [(*package[:issue], option, *package[issue + 1 :]) for option in range(size)]
        ranks = {
            other: _ranks(space, other)
            for other in others
            if other != package and verdict(problem, other).is_feasible
        }
        for a in needed:
            best = max(ranks, key=partial(_rank, ranks, a), default=package)
            if best == package or ranks[best][a] <= before[a]:
                continue
            name = space.issues[issue]
            found.append(
                Tempted(
                    actor=space.actors[a],
                    changes={name: (space.words(package)[name], space.words(best)[name])},
                    change=ranks[best][a][1] - before[a][1],
                    loses=tuple(space.actors[b] for b in needed if ranks[best][b] < before[b]),
                )
            )
    return tuple(sorted(found, key=lambda one: -one.change))


def _rank(ranks: Mapping[Package, Sequence[Rank]], actor: int, package: Package) -> Rank:
    return ranks[package][actor]


def _ranks(space: Space, package: Package) -> list[Rank]:
    crossed = verdict(space.problem, package).crossed
    worth = utilities(space.problem, package)
    return [(not lines, utility) for lines, utility in zip(crossed, worth, strict=True)]
