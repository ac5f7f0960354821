"""Walk-away values that no package whatever reaches: then the file is at fault, and not the talks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from negsim.language.model.actors import Actor
from negsim.solve.tables.gains import utility_of_total
from negsim.solve.tables.largest import largest_total
from negsim.space.compiler import worths_of
from negsim.space.space import Space


@dataclass(frozen=True)
class OutOfReach:
    """An actor that no package contents.

    Parameters
    ----------
    actor : Actor
    asked : Fraction
        Its reservation value: points where it has points, else a utility.
    largest : Fraction
        What the best package is worth to it, feasible or not, on the same scale.
    """

    actor: Actor
    asked: Fraction
    largest: Fraction

    @property
    def says(self) -> str:
        """Both numbers, in words."""
        return f"it asks for {_short(self.asked)}, and the best package is worth {_short(self.largest)}"


def out_of_reach(space: Space) -> Iterator[OutOfReach]:
    """Give the actors whose reservation value exceeds the utility of every package, feasible or not."""
    for actor, compiled in zip(space.scenario.actors, space.problem.actors, strict=True):
        largest = largest_total(compiled, space.problem.sizes)
        if largest < compiled.threshold:
            asked, best = compiled.reservation_value, utility_of_total(compiled, largest)
            if actor.uses_points:
                worths = worths_of(actor, space.scenario.issue)
                span = worths.most - worths.fewest
                asked, best = (worths.fewest + value * span for value in (asked, best))
            yield OutOfReach(actor, asked, best)


def _short(value: Fraction) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")
