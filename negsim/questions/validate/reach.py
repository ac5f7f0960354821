"""Walk-away values that no package whatever reaches: then the file is at fault, and not the talks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from negsim.errors import TooLarge
from negsim.language.model.actors import Actor
from negsim.solve.tables.completions import largest
from negsim.solve.tables.gains import total, utility_of_total
from negsim.solve.tables.problem import ActorTables as Compiled
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
    """Give the actors whose reservation value exceeds the utility of every package, feasible or not.

    Those whose wishes tie too many issues together for that to be told are passed over.
    """
    for actor, compiled in zip(space.scenario.actors, space.problem.actors, strict=True):
        most = _most(compiled, space.problem.sizes)
        if most is not None and most < compiled.threshold:
            asked, best = compiled.reservation_value, utility_of_total(compiled, most)
            if actor.uses_points:
                worths = worths_of(actor, space.scenario.issue)
                span = worths.most - worths.fewest
                asked, best = (worths.fewest + value * span for value in (asked, best))
            yield OutOfReach(actor, asked, best)


def _most(actor: Compiled, sizes: Sequence[int]) -> int | None:
    """Give the largest total, or one that is large enough; None where it cannot be told."""
    package = [0] * len(sizes)
    for table in actor.tables:
        if len(table.scope) == 1:
            package[table.scope[0]] = int(table.values.argmax())
    reached = total(actor, package)
    if reached >= actor.threshold:
        return reached
    try:
        return largest(actor, sizes)[0]
    except TooLarge:
        return None


def _short(value: Fraction) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")
