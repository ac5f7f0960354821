"""Under which readings of ambiguous demands one package is in the zone: counted, not tried one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from math import prod
from typing import Any

from negsim.solve.answer import Package
from negsim.solve.kernels.one_package import Verdict, verdict
from negsim.solve.tables.consent import is_enough
from negsim.solve.tables.formula import holds
from negsim.space.compiler import Compiler
from negsim.space.space import Space

MOST_OUTVOTABLE = 12  # principals under a quota, whose sets are all looked at


@dataclass(frozen=True)
class Meant:
    """What readings make of a package.

    Parameters
    ----------
    combinations : int
        Of one reading per red line that has readings, of actors that are not advisory.
    let_in : int or None
        In how many of them the package is in the zone; None where the quota leaves too many sets of principals.
    lines : mapping
        Path of each such red line to its readings, and whether the package keeps to it so read.
    """

    combinations: int
    let_in: int | None
    lines: Mapping[str, Mapping[str, bool]]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "combinations": self.combinations,
            "in_zone": self.let_in,
            "keeps_to": {path: dict(readings) for path, readings in self.lines.items()},
        }


def meant(space: Space, package: Package) -> Meant:
    """Say in how many combinations of readings a package is in the zone.

    Notes
    -----
    Each red line's readings are passed or not whatever the others are, so the combinations multiply.
    """
    problem, compiler = space.problem, Compiler(space.scenario)
    found = verdict(problem, package)
    lines: dict[str, dict[str, bool]] = {}
    every: dict[int, int] = {}
    passing: dict[int, int] = {}
    for a in problem.consenting:
        actor = space.scenario.actors[a]
        every[a] = passing[a] = 1
        for k, line in enumerate(actor.red_lines):
            if not line.has_readings:
                passing[a] *= k not in found.crossed[a]
                continue
            kept = {
                one.id: not holds(compiler.violated(one.clause), package) for one in line.readings
            }
            lines[f"{actor.id}.{line.id}"] = kept
            every[a] *= len(kept)
            passing[a] *= sum(kept.values())
        if found.is_below[a]:
            passing[a] = 0
    return Meant(prod(every.values()), _let_in(space, found, every, passing), lines)


def _let_in(
    space: Space, found: Verdict, every: Mapping[int, int], passing: Mapping[int, int]
) -> int | None:
    problem = space.problem
    if not found.is_feasible:
        return 0
    others = [a for a in problem.consenting if a not in problem.principals]
    times = prod(passing[a] if found.is_needed[a] else every[a] for a in others)
    principals = problem.principals
    if problem.quota is None:
        return times * prod(passing[a] for a in principals)
    if len(principals) > MOST_OUTVOTABLE:
        return None
    sets = chain.from_iterable(combinations(principals, n) for n in range(len(principals) + 1))
    return times * sum(
        prod(passing[a] if a in agreeing else every[a] - passing[a] for a in principals)
        for agreeing in map(frozenset, sets)
        if is_enough(problem, agreeing)
    )
