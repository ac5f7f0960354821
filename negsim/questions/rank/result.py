"""Packages in an order, with how each stands; many of them cost a few bytes each until they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from negsim.document.plain import number
from negsim.document.result import Result
from negsim.document.rows import Row, beside
from negsim.language.model.scenario import Scenario
from negsim.questions.score.find import Scorer
from negsim.questions.score.result import Scored
from negsim.solve.kernels.better_for_all import n_better_for_all
from negsim.solve.kernels.ranking import InOrder
from negsim.solve.listing.numbering import package_at
from negsim.solve.tables.gains import gain_of_total, totals, utility_of_total
from negsim.solve.tables.problem import Formula
from negsim.solve.tables.steps import FAR
from negsim.space.listing import option_values, zone_columns
from negsim.space.space import Space

CRITERIA: tuple[Literal["nearest", "floor", "nash", "utilitarian"], ...] = (
    "nearest",
    "floor",
    "nash",
    "utilitarian",
)
CHUNK = 2**14  # packages written at a time


@dataclass(frozen=True, eq=False)
class Ranking(Result):
    """Feasible packages, the best first. Everything is exact.

    Parameters
    ----------
    space : Space
        The scenario, with its variants applied.
    by : str
        The criterion, or the actor.
    ranked : InOrder
        In positions.
    within : formula or None
        What was asked of them beside being feasible.

    Examples
    --------
    >>> import negsim
    >>> ranking = negsim.load("harbour").rank(limit=3)
    >>> ranking.of, [one.refused_by for one in ranking.packages]
    (215, [('villages',), ('villages',), ('villages',)])
    """

    space: Space
    by: str
    ranked: InOrder
    within: Formula | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    @property
    def of(self) -> int:
        """How many packages there are to be ranked."""
        return self.ranked.of

    def __len__(self) -> int:
        return len(self.ranked.index)

    @cached_property
    def packages(self) -> tuple[Scored, ...]:
        """How each of those listed stands with each actor, as `score` says it."""
        sizes = self.space.problem.sizes
        packages = [package_at(index, sizes) for index in self.ranked.index]
        known = Scorer(self.space)
        better = n_better_for_all(self.space.problem, packages)
        return tuple(
            known.scored(package, number) for package, number in zip(packages, better, strict=True)
        )

    @property
    def n_in_zone(self) -> int:
        """How many of those listed are in the zone."""
        return int(self.ranked.in_zone.sum())

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim rank --format json` writes, numbers still exact."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "by": self.by,
            "of": self.of,
            "packages": [one.to_dict() for one in self.packages],
        }

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the CSV: the package, utility and gain of every actor, and how it stands."""
        ours = (beside(name, self.space.issues) for name in ("zone", "refused_by", "steps"))
        return (*zone_columns(self.space), *ours)

    def rows(self) -> Sequence[Row]:
        """Give the packages, one a row, in their order."""
        return [
            dict(zip(self.columns, row, strict=True))
            for start in range(0, len(self), CHUNK)
            for row in zip(*self._columns_from(start), strict=True)
        ]

    def to_csv(self) -> str:
        """Write what `--format csv` writes."""
        return "".join(self.csv_parts())

    def csv_parts(self) -> Iterator[str]:
        """Give the CSV piece by piece, so that a million rows need no more memory than a few."""
        yield ",".join(self.columns) + "\n"
        for start in range(0, len(self), CHUNK):
            # Ids, numbers and names of columns need no quotes.
            columns = (_written(column) for column in self._columns_from(start))
            yield "".join(f"{','.join(row)}\n" for row in zip(*columns, strict=True))

    def _columns_from(self, start: int) -> list[Sequence[Any]]:
        """Give the columns of a stretch of rows, numbers rounded as results show them."""
        chosen = slice(start, start + CHUNK)
        found, space = self.ranked, self.space
        options = _options(found.index[chosen], space.problem.sizes)
        columns: list[Sequence[Any]] = [
            _picked(option_values(space, issue), places) for issue, places in options.items()
        ]
        own = [totals(actor, options) for actor in space.problem.actors]
        for worth in (utility_of_total, gain_of_total):
            for actor, column in zip(space.problem.actors, own, strict=True):
                distinct, inverse = np.unique(column, return_inverse=True)
                numbers = [number(worth(actor, int(one))) for one in distinct]
                columns.append(_picked(numbers, inverse.reshape(-1)))
        columns.append(found.in_zone[chosen].tolist())
        columns.append(_names(found.refusing[chosen], space.actors))
        columns.append([None if step == FAR else step for step in found.steps[chosen].tolist()])
        return columns


def _picked(values: Sequence[Any], places: NDArray[Any]) -> list[Any]:
    return [values[place] for place in places.tolist()]


def _written(column: Sequence[Any]) -> list[str]:
    """Write each value as CSV has it; few of them differ."""
    texts = {
        value: ""
        if value is None
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
        for value in set(column)
    }
    return [texts[value] for value in column]


def _options(index: NDArray[Any], sizes: Sequence[int]) -> dict[int, NDArray[np.intp]]:
    """The options of packages that are named by their places in package order, a column an issue."""
    return {
        issue: ((index // prod(sizes[issue + 1 :])) % size).astype(np.intp)
        for issue, size in enumerate(sizes)
    }


def _names(refusing: NDArray[np.bool_], actors: Sequence[str]) -> list[str]:
    """Who refuses each, with a space between; few sets of them differ."""
    distinct, which = np.unique(refusing, axis=0, return_inverse=True)
    said = [" ".join(a for a, one in zip(actors, row, strict=True) if one) for row in distinct]
    return _picked(said, which.reshape(-1))
