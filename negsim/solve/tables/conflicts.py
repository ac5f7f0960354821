"""Why a zone is empty: minimal corrections from the blames that packages bear, minimal conflicts from these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Conflicts, Layer, Package, SolvedCorrection, Suspect
from negsim.solve.tables.bargaining import leximin, nearly_best
from negsim.solve.tables.blame import Blames, Layout, minimal_sets
from negsim.solve.tables.efficient import is_efficient, row_keys
from negsim.solve.tables.gains import gain_ratios
from negsim.solve.tables.hitting import Unfinished, minimal_hitting_sets
from negsim.solve.tables.problem import Problem
from negsim.solve.tables.steps import FAR, Steps

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

LISTED_CORRECTIONS = 1000
LISTED_CONFLICTS = 10_000
MOST_STEPS = 1_000_000  # of the search for conflicts
ORDER: tuple[Layer, ...] = ("red_lines", "reservations", "rules")

Names = Callable[[Suspect], str]
Element = TypeVar("Element", bound="SupportsRichComparison")
Group = tuple[tuple[Element, ...], ...]


class Consequences(Protocol):
    """What is counted of packages once some suspects are dropped."""

    @property
    def layout(self) -> Layout:
        """What the bits of a mask mean."""

    def n_opened(self, drop: int, suspect: int) -> int:
        """How many packages violate a subset of a set, among the suspects of some layers."""

    def n_within(self, drop: int) -> int:
        """How many packages are let through once these constraints are gone."""


class Nearest(Protocol):
    """Which package stands for each correction."""

    def prepare(self, drops: Sequence[int], *, in_full: bool) -> None:
        """Hear of which corrections will be asked: everything, or the steps in all."""

    def total_steps(self, drop: int) -> int:
        """Steps in all that the witness of a correction takes."""

    def witness(self, drop: int) -> Package:
        """The package chosen for a correction."""

    def steps(self, drop: int) -> Mapping[int, int | None]:
        """Steps that the witness takes, per actor with red lines in the correction."""


def by_position(suspect: Suspect) -> str:
    """A name for each suspect that orders them as they stand in the problem."""
    return f"{suspect.layer} {suspect.actor + 1:06} {suspect.number:06}"


def suspected(
    *, feasible: int, red_line_zone: int, zone: int, asked: frozenset[Layer]
) -> tuple[Layer, ...]:
    """The layers of constraints that are blamed: no more than explain the finding, and what was asked for."""
    layers: set[Layer] = {"red_lines", *asked}
    if red_line_zone and not zone:
        layers.add("reservations")
    if not feasible:
        layers.add("rules")
    return tuple(layer for layer in ORDER if layer in layers)


def independent(conflicts: Iterable[tuple[Element, ...]]) -> tuple[Group[Element], ...]:
    """The minimal conflicts in groups that share no member: connected components, sorted, each sorted.

    Nothing is acceptable because of each group by itself: what opens the zone is one correction of every group.

    Examples
    --------
    >>> independent([("a", "b"), ("c", "d"), ("a", "e")])
    ((('a', 'b'), ('a', 'e')), (('c', 'd'),))
    """
    groups: list[list[tuple[Element, ...]]] = []
    for conflict in conflicts:
        members = set(conflict)
        joined = [group for group in groups if any(not members.isdisjoint(one) for one in group)]
        apart = [group for group in groups if group not in joined]
        groups = [*apart, [conflict, *chain.from_iterable(joined)]]
    return tuple(sorted(tuple(sorted(group)) for group in groups))


@dataclass
class Nearby:
    """The packages found so far that bear just one correction's blame and take fewest steps."""

    steps: int
    vectors: NDArray[Any]  # totals of the principals, rows distinct
    packages: NDArray[Any]  # the first package of each


Near = Mapping[int, Nearby]  # by correction


class Witnesses:
    """Picks, per correction, the package that bears just its blame and is nearest to keeping every line.

    Fewest option-steps in all over its red lines (those that no package keeps left out), then leximin of the
    principals' gains, then package order. Packages are to be offered in package order.
    """

    def __init__(self, problem: Problem, layout: Layout) -> None:
        self.problem, self.layout = problem, layout
        self._steps: dict[Suspect, Steps] = {}
        self.near: dict[int, Nearby] = {}

    def _steps_of(self, line: Suspect) -> Steps:
        if line not in self._steps:
            self._steps[line] = Steps.of(self.problem, line.actor, line.number)
        return self._steps[line]

    def _lines(self, drop: int) -> Iterator[Suspect]:
        return (s for s in self.layout.members(drop) if s.layer == "red_lines")

    def offer(self, drop: int, packages: NDArray[Any], vectors: NDArray[Any]) -> None:
        """Consider packages (n, issues), with the principals' totals (n, principals), for a correction."""
        columns = dict(enumerate(packages.T))
        steps = np.zeros(len(packages), dtype=np.int64)
        for line in self._lines(drop):
            away = self._steps_of(line).at(columns)
            steps += np.where(away == FAR, 0, away)
        least = int(steps.min())
        kept = steps == least
        self._consider(drop, least, packages[kept], vectors[kept])

    def merge(self, others: Near) -> None:
        """Consider what is nearest among packages that come after all offered so far."""
        for drop, near in others.items():
            self._consider(drop, near.steps, near.packages, near.vectors)

    def _consider(
        self, drop: int, least: int, packages: NDArray[Any], vectors: NDArray[Any]
    ) -> None:
        """Keep the best of some packages that take as many steps each, and of those found before."""
        near = self.near.get(drop)
        if near is not None and least > near.steps:
            return
        if near is not None and least == near.steps:
            packages = np.concatenate([near.packages, packages])
            vectors = np.concatenate([near.vectors, vectors])
        _, place = np.unique(row_keys(vectors), return_index=True)
        place.sort()
        packages, vectors = packages[place], vectors[place]
        smallest = self._gains(vectors).min(axis=1, initial=np.inf)
        kept = nearly_best(smallest)
        packages, vectors = packages[kept], vectors[kept]
        # Never one that another beats by less than a tie: a sweep does not even see it.
        kept = is_efficient(vectors)
        self.near[drop] = Nearby(least, vectors[kept], packages[kept])

    def _gains(self, vectors: NDArray[Any]) -> NDArray[Any]:
        gains = np.zeros(vectors.shape)
        for place, actor in enumerate(self.problem.principals):
            gains[:, place] = gain_ratios(self.problem.actors[actor], vectors[:, place])
        return gains

    def prepare(self, drops: Sequence[int], *, in_full: bool) -> None:
        """Nothing is left to do: packages were offered."""

    def total_steps(self, drop: int) -> int:
        """Steps in all that the witness of a correction takes."""
        return self.near[drop].steps

    def witness(self, drop: int) -> Package:
        """The package chosen for a correction."""
        near = self.near[drop]
        best = int(np.flatnonzero(leximin(self._gains(near.vectors)))[0])
        return tuple(int(option) for option in near.packages[best])

    def steps(self, drop: int) -> Mapping[int, int | None]:
        """Steps that the witness takes, per actor with red lines in the correction; None if one cannot be kept."""
        columns = {i: np.array([o]) for i, o in enumerate(self.witness(drop))}
        found: dict[int, int | None] = {}
        for line in self._lines(drop):
            away = int(self._steps_of(line).at(columns)[0])
            so_far = found.get(line.actor, 0)
            found[line.actor] = None if away == FAR or so_far is None else so_far + away
        return found


def corrections_of(blames: Blames, layers: Sequence[Layer]) -> list[int]:
    """The inclusion-minimal violated sets, as masks; just the empty set where a package violates nothing suspect."""
    suspect = blames.layout.of_layers(layers)
    sets = {found for _, found in blames.violated(suspect)}
    return minimal_sets(sets, blames.layout.n_bits)


def conflicts(
    blames: Consequences,
    layers: Sequence[Layer],
    corrections: Sequence[int],
    witnesses: Nearest,
    names: Names,
) -> Conflicts:
    """Put together what is reported of minimal corrections and conflicts.

    Parameters
    ----------
    blames
        All blames, of every layer, over the packages that the layers range over.
    layers
        The layers suspected.
    corrections
        The minimal corrections, as masks.
    witnesses
        To which every package that bears just a correction's blame has been offered.
    names
        The text of a suspect, by which everything is ordered.
    """
    if 0 in corrections:
        return Conflicts(tuple(layers), (), (), 0)
    layout, suspect = blames.layout, blames.layout.of_layers(layers)

    def named(mask: int) -> tuple[tuple[str, Suspect], ...]:
        return tuple(sorted((names(member), member) for member in layout.members(mask)))

    listed = sorted(corrections, key=named)
    if len(listed) > LISTED_CORRECTIONS:
        witnesses.prepare(listed, in_full=False)
        listed = sorted(listed, key=witnesses.total_steps)[:LISTED_CORRECTIONS]
        listed.sort(key=named)
    witnesses.prepare(listed, in_full=True)
    hitting, are_all = _hitting(corrections)
    found = sorted(named(mask) for mask in hitting[:LISTED_CONFLICTS])
    return Conflicts(
        suspects=tuple(layers),
        minimal_conflicts=tuple(tuple(member for _, member in members) for members in found),
        minimal_corrections=tuple(
            SolvedCorrection(
                drop=tuple(member for _, member in named(mask)),
                opens=blames.n_opened(mask, suspect),
                zone=blames.n_within(mask),
                steps=witnesses.steps(mask),
                witness=witnesses.witness(mask),
            )
            for mask in listed
        ),
        total=len(corrections),
        all_conflicts=are_all and len(hitting) <= LISTED_CONFLICTS,
    )


def _hitting(corrections: Sequence[int]) -> tuple[list[int], bool]:
    """The minimal hitting sets, and whether the search for them came to its end."""
    found: list[int] = []
    try:
        for mask in islice(
            minimal_hitting_sets(corrections, most_steps=MOST_STEPS), LISTED_CONFLICTS + 1
        ):
            found.append(mask)  # noqa: PERF402 (what was found until the search stops is kept)
    except Unfinished:
        return found, False
    return found, True
