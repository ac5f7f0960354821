"""Values drawn: as floats where many are weighed at once, exactly where one draw is run by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.actors import Actor
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Ladder
from negsim.language.model.ranges import Climb, Kind, Visit, changed, visit_actor, visit_scenario
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario

MICRO = 10**6  # draws are kept to 6 places


@dataclass(frozen=True)
class Draws:
    """Values drawn, as whole numbers over a denominator per path.

    Parameters
    ----------
    count : int
        How many draws.
    values : mapping
        Path to numerators of shape (count,), or (count, groups - 2) for a ladder, or the number of a reading.
    denominators : mapping
        Path to what the numerators are over; 1,000,000 where absent.
    """

    count: int
    values: Mapping[str, NDArray[Any]]
    denominators: Mapping[str, int]

    def floats(self, path: str, best: Fraction) -> NDArray[np.float64]:
        """The values of a number, or its best one everywhere where it is not drawn, of shape (count,)."""
        found = self.values.get(path)
        if found is None:
            return np.full(self.count, float(best))
        return np.asarray(found, dtype=np.float64) / self.denominators.get(path, MICRO)

    def integers(self, path: str, best: Fraction) -> tuple[NDArray[Any], int]:
        """The values of a number as integers of shape (count,), exactly, and what they are over."""
        found = self.values.get(path)
        if found is None:
            return np.full(self.count, best.numerator, dtype=object), best.denominator
        return found.astype(object), self.denominators.get(path, MICRO)

    def exact(self, path: str, draw: int) -> Fraction | None:
        """One value of a number, exactly; None where it is not drawn."""
        found = self.values.get(path)
        return (
            None
            if found is None
            else Fraction(int(found[draw]), self.denominators.get(path, MICRO))
        )

    def climbed(self, path: str, ladder: Ladder) -> NDArray[np.float64]:
        """The scores of a ladder's groups, worst first, of shape (groups, count)."""
        found = self.values.get(path)
        if found is None:
            scores = ladder.scores()
            bests = [float(scores[group[0]]) for group in ladder.groups]
            return np.repeat(np.array(bests)[:, None], self.count, axis=1)
        ends = np.zeros((1, self.count)), np.ones((1, self.count))
        return np.concatenate([ends[0], found.T / MICRO, ends[1]])

    def visit(self, draw: int) -> Visit:
        """What puts the values of one draw in the place of numbers, exactly."""

        def visit(path: str, _: Kind, quantity: Quantity) -> Quantity:
            value = self.exact(path, draw)
            return Quantity.plain(quantity.best if value is None else value)

        return visit

    def actor(self, actor: Actor, draw: int) -> Actor:
        """One actor with every number, and every reading, as drawn."""
        drawn = visit_actor(actor, self.visit(draw), self._climb(draw))
        lines = []
        for line in drawn.written_red_lines:
            found = self.values.get(f"{actor.id}.{line.id}") if is_mixed(line) else None
            if found is not None:
                line = changed(line, readings=line.all_readings, reading=int(found[draw]))  # noqa: PLW2901
            lines.append(line)
        return changed(drawn, written_red_lines=tuple(lines))

    def scenario(self, scenario: Scenario, draw: int) -> Scenario:
        """The scenario as drawn: what `run` would be asked in this draw."""
        drawn = visit_scenario(scenario, self.visit(draw), self._climb(draw))
        return changed(drawn, actors=tuple(self.actor(actor, draw) for actor in scenario.actors))

    def columns(self, paths: Sequence[str]) -> NDArray[np.float64]:
        """What is drawn at some paths, a row per draw."""
        return np.column_stack([self.values[path].astype(float) for path in paths])

    def part(self, start: int, stop: int) -> Draws:
        """Some of the draws."""
        cut = {path: values[start:stop] for path, values in self.values.items()}
        return Draws(min(stop, self.count) - start, cut, self.denominators)

    def _climb(self, draw: int) -> Climb:
        def climb(path: str, _: Ladder) -> Sequence[Fraction] | None:
            found = self.values.get(path)
            if found is None:
                return None
            between = [Fraction(int(value), MICRO) for value in found[draw]]
            return [Fraction(0), *between, Fraction(1)]

        return climb


def is_mixed(line: RedLine) -> bool:
    """Whether its readings are drawn where readings are mixed: it has several, and no variant chose among them."""
    return len(line.all_readings) > 1 and not line.is_chosen


def picked(draws: Draws, places: NDArray[np.intp]) -> Draws:
    """Some of the draws, by their places in ascending order."""
    if len(places) == draws.count:
        return draws
    values = {path: found[places] for path, found in draws.values.items()}
    return Draws(len(places), values, draws.denominators)
