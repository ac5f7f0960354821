"""The enumerating engine: every question answered by walking through all packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve import bits
from negsim.solve.answer import Answer, Conflicts, Criterion, Frontier, Layer, Solution
from negsim.solve.bargaining import floor, solutions
from negsim.solve.bits import Words
from negsim.solve.conflicts import Names, by_position, suspected
from negsim.solve.consent import coalitions
from negsim.solve.efficient import Archive, row_keys
from negsim.solve.explain import explain
from negsim.solve.frontier import FrontierWalk
from negsim.solve.problem import Problem
from negsim.solve.scan import Block, Progress, Scan, Window, package_at

CRITERIA: tuple[Criterion, ...] = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
LISTED = 20  # packages listed per solution


def answer(
    problem: Problem,
    *,
    suspects: frozenset[Layer] = frozenset(),
    names: Names | None = None,
    progress: Progress | None = None,
) -> Answer:
    """Everything `run` reports of a problem, by enumeration.

    Parameters
    ----------
    problem
        What to answer.
    suspects
        Layers of constraints that are suspect whatever the finding.
    names
        The text of a suspect, by which conflicts and corrections are ordered; their positions where absent.
    progress
        Told now and then how many packages are done, and of how many (more, once it is known that more walks are due).

    Notes
    -----
    One walk counts and finds the frontier of the zone; an empty zone takes three more, of the packages that are to be
    explained, and packages that tie one more. Memory does not grow with the number of packages, but with the frontier
    and the distinct sets of violated constraints.
    """
    scan = Scan(problem)
    counts = _Counts(problem)
    walks = _Walks(problem.total, progress)
    frontier = FrontierWalk(scan, lambda window: window.zone)
    for window in scan.windows(walks.next()):
        counts.add(window)
        if counts.last_zone:
            frontier.add(window)
    if counts.feasible and not counts.zone:
        walks.planned = 4
        frontier = FrontierWalk(scan, lambda window: window.selected)
        for window in scan.windows(walks.next()):
            frontier.add(window)
    archive = frontier.archive
    archive.settle()
    picked = _picked(problem, archive) if counts.zone else {}
    principals = [problem.actors[a] for a in problem.principals]
    layers = suspected(
        feasible=counts.feasible,
        red_line_zone=counts.red_line_zone,
        zone=counts.zone,
        asked=suspects,
    )
    if counts.zone:
        found = Conflicts(layers, (), (), 0)
    else:
        whole = Scan(problem, "allowed") if "rules" in layers else scan
        found = explain(whole, layers, names or by_position, [walks.next(), walks.next()])
    return Answer(
        engine="enumerate",
        total=problem.total,
        feasible=counts.feasible,
        accepted_by=tuple(counts.accepted),
        red_line_accepted_by=tuple(counts.red_line_accepted),
        coalitions=counts.coalitions,
        zone_size=counts.zone,
        red_line_zone_size=counts.red_line_zone,
        option_counts=counts.option_counts(scan),
        frontier=Frontier(
            "zone" if counts.zone else "feasible",
            archive.vectors,
            tuple(int(count) for count in archive.counts),
        ),
        solutions=_solutions(scan, archive, picked, walks),
        floor=floor(principals, archive.vectors[picked["egalitarian"]]) if picked else None,
        conflicts=found,
    )


class _Walks:
    """Tells of the progress of several walks as if they were one, as many as are known to be needed."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.total, self.progress = total, progress
        self.begun, self.planned = 0, 1

    def next(self) -> Progress | None:
        if self.progress is None:
            return None
        told, before = self.progress, self.begun
        self.begun += 1
        self.planned = max(self.planned, self.begun)
        return lambda done, total: told(before * total + done, self.planned * total)


@dataclass
class _Counts:
    """What is counted in one walk over the feasible packages."""

    problem: Problem
    feasible: int = 0
    zone: int = 0
    red_line_zone: int = 0
    last_zone: int = 0
    accepted: list[int] = field(default_factory=list)
    red_line_accepted: list[int] = field(default_factory=list)
    coalitions: dict[tuple[int, ...], int] = field(default_factory=dict)
    _by_class: dict[int, NDArray[np.int64]] = field(default_factory=dict)
    _by_column: NDArray[np.int64] | None = None

    def __post_init__(self) -> None:
        self.accepted = [0] * len(self.problem.actors)
        self.red_line_accepted = [0] * len(self.problem.actors)
        self.coalitions = dict.fromkeys(coalitions(self.problem), 0)
        self._by_class = {i: np.zeros(n, dtype=np.int64) for i, n in enumerate(self.problem.sizes)}

    def add(self, window: Window) -> None:
        problem = self.problem
        self.feasible += bits.popcount(window.selected)
        accepted: dict[int, Words] = {}
        for a in range(len(problem.actors)):
            keeps = window.red_line_accepts(a)
            accepted[a] = keeps & window.reaches(a)
            self.red_line_accepted[a] += bits.popcount(keeps)
            self.accepted[a] += bits.popcount(accepted[a])
        content = {
            a: accepted[a]
            if problem.actors[a].consent == "always"
            else accepted[a] | (window.selected & ~window.needed(a))
            for a in problem.consenting
        }
        self._count_coalitions(content)
        self.last_zone = bits.popcount(window.zone)
        self.zone += self.last_zone
        self.red_line_zone += bits.popcount(window.red_line_zone)
        if self.last_zone:
            self._count_options(window)

    def _count_coalitions(self, content: Mapping[int, Words]) -> None:
        """Count the packages that suit all members of each set, the sets' common beginnings shared."""
        shared: dict[tuple[int, ...], Words] = {}
        for members in self.coalitions:
            before = shared.get(members[:-1])
            if before is None:
                before = content[members[0]]
                for a in members[1:-1]:
                    before = before & content[a]
                shared[members[:-1]] = before
            both = before & content[members[-1]]
            self.coalitions[members] += bits.popcount(both)
            if len(members) < len(content):
                shared[members] = both

    def _count_options(self, window: Window) -> None:
        halves = window.scan.halves
        per_row = bits.row_counts(window.zone)
        for issue in range(halves.cut):
            options = halves.domains[issue][window.rows.place(issue)]
            np.add.at(self._by_class[issue], options, per_row)
        if self._by_column is None:
            self._by_column = np.zeros(halves.n_right, dtype=np.int64)
        rows = window.zone[per_row > 0]
        self._by_column += bits.unpack(rows, halves.n_right).sum(axis=0, dtype=np.int64)

    def option_counts(self, scan: Scan) -> tuple[tuple[int, ...], ...]:
        """Per issue and option, how many packages of the zone have it."""
        counts = {issue: found.copy() for issue, found in self._by_class.items()}
        if self._by_column is not None:
            for issue, options in scan.halves.columns.items():
                np.add.at(counts[issue], options, self._by_column)
        return tuple(tuple(int(n) for n in counts[i]) for i in range(len(counts)))


def _picked(problem: Problem, archive: Archive) -> Mapping[Criterion, NDArray[np.bool_]]:
    principals = [problem.actors[a] for a in problem.principals]
    return solutions(principals, archive.vectors, under_quota=problem.quota is not None)


def _solutions(
    scan: Scan,
    archive: Archive,
    picked: Mapping[Criterion, NDArray[np.bool_]],
    walks: _Walks,
) -> Mapping[Criterion, Solution]:
    """The first packages of each criterion. A vector that one package has is known; others take another walk."""
    sizes = scan.problem.sizes
    if not picked:
        return {name: Solution((), 0) for name in CRITERIA}
    ties = {name: int(archive.counts[mask].sum()) for name, mask in picked.items()}
    found: dict[Criterion, list[int]] = {name: [] for name in picked}
    shared = np.zeros(len(archive.vectors), dtype=bool)
    for name, mask in picked.items():
        if (archive.counts[mask] == 1).all():
            found[name] = sorted(int(i) for i in archive.first[mask])[:LISTED]
        else:
            shared |= mask
    if shared.any():
        open_names = [name for name in picked if not found[name] and ties[name]]
        for block in _with_vectors(scan, archive.vectors[shared], walks.next()):
            places = _place_in(archive.vectors, block.vectors(scan.problem.principals))
            for name in open_names:
                hits = block.index[(places >= 0) & picked[name][places]]
                found[name] += [int(i) for i in hits[: LISTED - len(found[name])]]
            if all(len(found[name]) == min(LISTED, ties[name]) for name in open_names):
                break
    return {
        name: Solution(tuple(package_at(i, sizes) for i in found[name]), ties[name])
        for name in picked
    }


def _with_vectors(scan: Scan, vectors: NDArray[Any], progress: Progress | None) -> Iterator[Block]:
    """Blocks of the zone's packages that reach, for every principal, the least of some vectors."""
    least = vectors.min(axis=0)
    for window in scan.windows(progress):
        if not window.zone.any():
            continue
        chosen = window.zone
        for a, wanted in zip(scan.problem.principals, least, strict=True):
            chosen = chosen & scan.totals[a].at_least(window.rows, int(wanted))
        if chosen.any():
            yield window.block(chosen)


def _place_in(vectors: NDArray[Any], rows: NDArray[Any]) -> NDArray[np.intp]:
    """Position of each row among distinct sorted vectors, -1 where it is none of them."""
    keys = row_keys(np.concatenate([vectors, rows]))
    known, asked = keys[: len(vectors)], keys[len(vectors) :]
    places = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known[places] == asked, places, -1)
