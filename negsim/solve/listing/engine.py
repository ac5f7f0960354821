"""The enumerating engine: every question answered by walking through all packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Answer, Conflicts, Criterion, Layer, SolvedFrontier, SolvedSolution
from negsim.solve.listing.counts import PackageCounts, just
from negsim.solve.listing.explain import explain
from negsim.solve.listing.frontier import FrontierWalk, scouted
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import Block, Progress, Scan, Window
from negsim.solve.listing.walks import Elsewhere, Stretch, Walks
from negsim.solve.tables.bargaining import floor, solutions
from negsim.solve.tables.bits import Words
from negsim.solve.tables.conflicts import Names, by_position, suspected
from negsim.solve.tables.efficient import Archive, row_keys
from negsim.solve.tables.problem import Problem

CRITERIA: tuple[Criterion, ...] = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
LISTED = 20  # packages listed per solution


def answer(
    problem: Problem,
    *,
    suspects: frozenset[Layer] = frozenset(),
    names: Names | None = None,
    progress: Progress | None = None,
    elsewhere: Elsewhere | None = None,
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
    elsewhere
        Who walks through large spaces, in parts; this process where absent.

    Notes
    -----
    One walk counts and finds the frontier of the zone; an empty zone takes three more, of the packages that are to be
    explained, and packages that tie one more. Memory does not grow with the number of packages, but with the frontier
    and the distinct sets of violated constraints.
    """
    scan = Scan(problem)
    walks = Walks(problem, progress, elsewhere)
    counts, archive = PackageCounts(problem), Archive(len(problem.principals))
    for counted, efficient in walks.walk(scan, _count, scouted(scan, _zone)):
        counts.merge(counted)
        archive.merge(efficient)
    if counts.feasible and not counts.zone:
        walks.planned = 4
        for efficient in walks.walk(scan, _feasible_frontier, scouted(scan, _selected)):
            archive.merge(efficient)
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
        found = explain(whole, layers, names or by_position, walks)
    return Answer(
        engine="enumerate",
        total=problem.total,
        feasible=counts.feasible,
        accepted_by=tuple(counts.accepted.values()),
        red_line_accepted_by=tuple(counts.red_line_accepted.values()),
        needed_by=counts.needed_by,
        coalitions=counts.coalitions,
        zone_size=counts.zone,
        red_line_zone_size=counts.red_line_zone,
        table_size=counts.table_zone,
        read_two_ways=counts.read_two_ways,
        left_open=just(counts.left_open),
        ratification=counts.ratification(scan),
        option_counts=counts.option_counts(scan),
        frontier=SolvedFrontier(
            "zone" if counts.zone else "feasible",
            archive.vectors,
            tuple(int(count) for count in archive.counts),
        ),
        solutions=_solutions(scan, archive, picked, walks),
        floor=floor(principals, archive.vectors[picked["egalitarian"]]) if picked else None,
        conflicts=found,
    )


def _count(stretch: Stretch) -> tuple[PackageCounts, Archive]:
    """Count everything, and gather the frontier of the zone."""
    counts = PackageCounts(stretch.scan.problem)
    frontier = FrontierWalk(stretch.scan, _zone, stretch.sought)
    for window in stretch.windows():
        counts.add(window)
        if counts.last_zone:
            frontier.add(window)
    return counts, frontier.archive


def _feasible_frontier(stretch: Stretch) -> Archive:
    """Gather the frontier of all feasible packages."""
    frontier = FrontierWalk(stretch.scan, _selected, stretch.sought)
    for window in stretch.windows():
        frontier.add(window)
    return frontier.archive


def _zone(window: Window) -> Words:
    return window.zone


def _selected(window: Window) -> Words:
    return window.selected


def _picked(problem: Problem, archive: Archive) -> Mapping[Criterion, NDArray[np.bool_]]:
    principals = [problem.actors[a] for a in problem.principals]
    return solutions(principals, archive.vectors, under_quota=problem.quota is not None)


def _solutions(
    scan: Scan,
    archive: Archive,
    picked: Mapping[Criterion, NDArray[np.bool_]],
    walks: Walks,
) -> Mapping[Criterion, SolvedSolution]:
    """The first packages of each criterion. A vector that one package has is known; others take another walk."""
    sizes = scan.problem.sizes
    if not picked:
        return {name: SolvedSolution((), 0) for name in CRITERIA}
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
        name: SolvedSolution(tuple(package_at(i, sizes) for i in found[name]), ties[name])
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
