"""Under which readings of ambiguous demands one package is in the zone: counted, not tried one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from math import prod
from typing import Any

from negsim.solve.answer import Package
from negsim.solve.kernels.one_package import Verdict, verdict
from negsim.solve.tables.consent import Assembly, agreed
from negsim.solve.tables.formula import holds
from negsim.space.compiler import Compiler
from negsim.space.space import Space

MOST_OUTVOTABLE = 12  # actors whose votes may be missing, whose sets are all looked at


@dataclass(frozen=True)
class Meant:
    """What readings make of a package.

    Parameters
    ----------
    combinations : int
        Of one reading per red line that has readings, of actors that are not advisory.
    let_in : int or None
        In how many of them the package is in the zone; None where votes leave too many sets of actors.
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
    for a in problem.asked:
        actor = space.scenario.actors[a]
        own = compiler.read_by(actor.id)
        every[a] = passing[a] = 1
        for k, line in enumerate(actor.red_lines):
            if not line.has_readings:
                passing[a] *= k not in found.crossed[a]
                continue
            kept = {one.id: not holds(own.violated(one.clause), package) for one in line.readings}
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
    needed = frozenset(a for a in problem.asked if found.is_needed[a])
    is_asked = problem.quota is None
    must = [a for a in needed if is_asked or problem.actors[a].consent == "when"]
    open_ones = [
        a
        for a in problem.asked
        if a not in must and (a in problem.voters or problem.actors[a].consent == "always")
    ]
    idle = prod(every[a] for a in problem.asked if a not in must and a not in open_ones)
    times = idle * prod(passing[a] for a in must)
    if len(open_ones) > MOST_OUTVOTABLE:
        return None
    assembly = Assembly.of(problem)
    sets = chain.from_iterable(combinations(open_ones, n) for n in range(len(open_ones) + 1))
    return times * sum(
        prod(passing[a] if a in agreeing else every[a] - passing[a] for a in open_ones)
        for agreeing in map(frozenset, sets)
        if agreed(assembly, agreeing.union(must), needed)
    )
