"""How far reservation values would have to fall for the zone to open, no red line being crossed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import Block, Scan
from negsim.solve.sweep.asks import without_reservation
from negsim.solve.tables.efficient import Archive
from negsim.solve.tables.formula import WORD, magnitude
from negsim.solve.tables.gains import utility_of_total
from negsim.solve.tables.problem import Problem


@dataclass(frozen=True)
class Fall:
    """How far one reservation value alone would have to fall."""

    to: Fraction
    package: Package  # the first that this lets through


@dataclass(frozen=True)
class JointFall:
    """Falls of several reservation values that together let a package through, none of them larger than needed."""

    falls: tuple[Fraction, ...]  # per actor that is not advisory
    packages: int
    first: Package


def fall_alone(problem: Problem, actor: int) -> Fall | None:
    """How far an actor's reservation value must fall if all others stay; None where no fall would do.

    The zone must be empty.
    """
    humble = without_reservation(problem.actors[actor])
    actors = (*problem.actors[:actor], humble, *problem.actors[actor + 1 :])
    best: tuple[int, int] | None = None
    for window in Scan(replace(problem, actors=actors)).windows():
        block = window.block(window.zone)
        if len(block):
            totals = block.totals(actor)
            place = int(totals.argmax())
            if best is None or int(totals[place]) > best[0]:
                best = int(totals[place]), int(block.index[place])
    if best is None:
        return None
    return Fall(utility_of_total(humble, best[0]), package_at(best[1], problem.sizes))


def falls_together(problem: Problem) -> tuple[JointFall, ...]:
    """The Pareto-minimal falls, over all packages that cross no red line of an actor whose consent they need.

    Smallest sum first. Everyone's consent counts: a quota is left out of account.
    """
    unanimous = replace(problem, quota=None)
    units = [
        lcm(actor.scale, actor.reservation_value.denominator)
        for actor in (problem.actors[a] for a in problem.consenting)
    ]
    archive = Archive(len(units))
    for window in Scan(unanimous).windows():
        # Actors whose consent counts may come down; who only votes accepts what it accepts.
        kept = {
            a: window.red_line_accepts(a) if a in problem.consenting else window.accepts(a)
            for a in problem.asked
        }
        block = window.block(window.agreed(kept))
        if len(block):
            archive.add(-_shortfalls(block, units), block.index)
    archive.settle()
    found = [
        JointFall(
            tuple(Fraction(-int(n), unit) for n, unit in zip(row, units, strict=True)),
            int(count),
            package_at(int(first), problem.sizes),
        )
        for row, count, first in zip(archive.vectors, archive.counts, archive.first, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (sum(one.falls), one.falls)))


def _shortfalls(block: Block, units: list[int]) -> NDArray[Any]:
    problem = block.window.scan.problem
    columns = []
    for a, unit in zip(problem.consenting, units, strict=True):
        actor, totals = problem.actors[a], block.totals(a)
        factor = unit // actor.scale
        wanted = int(actor.reservation_value * unit) - actor.offset * factor
        if max(magnitude(totals), 1) * factor + abs(wanted) >= WORD:
            totals = totals.astype(object)
        short = np.maximum(wanted - totals * factor, 0)
        columns.append(short if actor.consent == "always" else short * block.needed(a))
    return np.stack(columns, axis=1)
