"""Which number, if known better, would settle it: Sobol indices, and the value of knowing each element."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negsim.language.claims.provenance import Element, elements
from negsim.questions.draws.numbers import LadderGaps, MixedReadings, Simplex, Unknown, Unknowns
from negsim.questions.draws.sampling import Progress, Unit, points
from negsim.questions.draws.stage import Stage
from negsim.questions.draws.values import MICRO, Draws
from negsim.questions.ensemble.region import open_region
from negsim.questions.ensemble.result import Driver, OpenRegion, OpenWhere
from negsim.solve.choose import in_words
from negsim.solve.patience import BESIDE_DRAWS

Floats = NDArray[np.float64]
BINS = 16
RESAMPLES = 200
Z = 1.96  # of a 95% interval
CELLS = 25_000_000  # packages times draws that the question may take
LEAST = 64  # points of a group
AT_A_TIME = 1024  # points between one word and the next on how far it is
POINTS = "points at which it is seen which number decides"
LISTED = 20
OPENS = "zone_open"
PURPOSE = 2  # of the points, beside those of draws (0) and of what knowing is worth (1)


@dataclass(frozen=True)
class Index:
    """How much of the variance a group of numbers makes: by itself (first), and with all its interactions (total)."""

    total: float
    total_interval: tuple[float, float]
    first: float
    first_interval: tuple[float, float]


@dataclass(frozen=True)
class Deciding:
    """Which numbers decide: drivers of the zone or of the margin, those that matter most first, and a region."""

    of: str | None = None
    drivers: tuple[Driver, ...] = ()
    region: OpenRegion | None = None
    left_out: str = ""  # why it was not looked into, in a sentence


def deciding(
    core: Stage, unknown: Unknowns, asked: int, seed: int, progress: Progress | None = None
) -> Deciding:
    """Find the elements whose numbers decide whether the zone is open, and where it is.

    Where it is open in nearly all draws, or in nearly none: how much the best package leaves to the worst-off.

    Parameters
    ----------
    core : Stage
        The packages that could matter.
    unknown : Unknowns
    asked : int
        Draws that were asked for: so much work is put into this question too.
    seed : int
    progress : callable, optional
        Told how many points are done, of how many.
    """
    held = {a.id for a in core.scenario.actors if a.consent.kind == "never"}
    parts = Unknowns(tuple(part for part in unknown.parts if part.actor not in held))
    if not len(core) or not parts.width:
        return Deciding()
    groups = len(parts.elements) + 2
    long = core.seconds(groups * LEAST)
    if long > BESIDE_DRAWS:
        told = f"Which numbers decide it was not looked into: that would take {in_words(long)}."
        return Deciding(left_out=told)
    draws = parts.draws(points(parts.width, Unit(0, 0, _power(core, 1, 4 * asked, 4096)), seed, 1))
    outcome = core.outcome(draws, blockers=False)
    of = OPENS if 0.01 <= outcome.is_open.mean() <= 0.99 else "margin"

    def answer(cube: Floats) -> Floats:
        found = []
        for start in range(0, len(cube), AT_A_TIME):
            one = core.outcome(parts.draws(cube[start : start + AT_A_TIME]), blockers=False)
            found.append(one.is_open.astype(float) if of == OPENS else one.margin)
            if progress is not None:
                progress(min(start + AT_A_TIME, len(cube)), len(cube), "", POINTS)
        return np.concatenate(found)

    size = _power(core, groups, asked, 1024)
    indices = sobol_indices(parts.columns, answer, size, seed)
    resting = {element.path: element for element in elements(core.scenario)}
    drivers = [
        _driver(path, index, parts, draws, outcome.is_open, resting)
        for path, index in indices.items()
    ]
    drivers.sort(key=lambda one: (-round(one.effect, 9), one.path))
    region = _region(parts, draws, outcome.is_open)
    return Deciding(of if drivers else None, tuple(drivers[:LISTED]), region)


def _power(core: Stage, groups: int, asked: int, most: int) -> int:
    """The power of two next to what is asked for, as far as it can be afforded; 64 at least."""
    cells = BESIDE_DRAWS / core.seconds(1) * len(core) if len(core) else CELLS
    afforded = max(LEAST, int(min(CELLS, cells)) // (groups * len(core)))
    wanted = 1 << (max(LEAST, min(asked, most)) - 1).bit_length()
    return min(wanted, 1 << (afforded.bit_length() - 1))


def _driver(
    path: str,
    index: Index,
    parts: Unknowns,
    draws: Draws,
    is_open: NDArray[np.bool_],
    resting: Mapping[str, Element],
) -> Driver:
    values = draws.columns([name for p in parts.parts if p.element == path for name in paths_of(p)])
    return Driver(
        path=path,
        effect=index.total,
        interval=index.total_interval,
        first=index.first,
        first_interval=index.first_interval,
        information=value_of_knowing(values, is_open),
        is_at_least=values.shape[1] > 1,
        evidence=_evidence(path, resting),
    )


def paths_of(part: Unknown) -> tuple[str, ...]:
    """Where the values of a part stand."""
    return part.weights if isinstance(part, Simplex) else (part.path,)


def _evidence(path: str, resting: Mapping[str, Element]) -> Element | None:
    """What an element, or the longest path above it that rests on something, rests on."""
    parts = path.split(".")
    above = (".".join(parts[:k]) for k in range(len(parts), 0, -1))
    return next((resting[name] for name in above if name in resting), None)


def _region(unknown: Unknowns, draws: Draws, is_open: NDArray[np.bool_]) -> OpenRegion | None:
    """Describe where the zone is open by single numbers: ladders and readings have no limits that one could say."""
    single = [p for p in unknown.parts if not isinstance(p, (LadderGaps, MixedReadings, Simplex))]
    if not single:
        return None
    found = open_region(draws.columns([part.path for part in single]) / MICRO, is_open)
    if found is None:
        return None
    return OpenRegion(
        limits=tuple(
            OpenWhere(single[limit.column].path, limit.at_least, limit.at_most)
            for limit in found.limits
        ),
        density=found.density,
        coverage=found.coverage,
        mass=found.mass,
    )


def sobol_indices(
    columns: Sequence[str], answer: Callable[[Floats], Floats], size: int, seed: int
) -> dict[str, Index]:
    """Sobol indices of groups of numbers, with bootstrapped 95% intervals.

    Parameters
    ----------
    columns : sequence of str
        The group of each dimension of the unit cube.
    answer : callable
        Given points of shape (n, dimensions), one number for each.
    size : int
        A power of two; ``size * (groups + 2)`` points are asked for.
    seed : int

    Returns
    -------
    dict
        Group to its index; empty where the answer does not vary.

    Notes
    -----
    On points of a randomized Halton sequence: first-order indices after Saltelli et al. 2010, total ones after Jansen
    1999; intervals are 1.96 standard deviations over 200 resamples. Two points of every draw differ in one group alone,
    so that groups of several numbers, and a single group, are no special cases.
    """
    groups = list(dict.fromkeys(columns))
    if not groups:
        return {}
    width = len(columns)
    cube = points(2 * width, Unit(0, 0, size), seed, PURPOSE)
    rng = np.random.default_rng(np.random.SeedSequence((seed, PURPOSE, 1)))
    first, second = cube[:, :width], cube[:, width:]
    of_group = np.array([groups.index(name) for name in columns])
    mixed = [np.where(of_group == k, second, first) for k in range(len(groups))]
    values = answer(np.concatenate([first, second, *mixed])).reshape(len(groups) + 2, size)
    if np.ptp(values[:2]) == 0:
        return {}
    picks = np.concatenate([np.arange(size)[None], rng.integers(size, size=(RESAMPLES, size))])
    a, b = values[0][picks], values[1][picks]
    spread = np.concatenate([a, b], axis=1).var(axis=1)
    found = {}
    for name, other in zip(groups, values[2:], strict=True):
        c = other[picks]
        total = _estimate(((a - c) ** 2).mean(axis=1) / 2, spread)
        found[name] = Index(*total, *_estimate((b * (c - a)).mean(axis=1), spread))
    return found


def _estimate(parts: Floats, spread: Floats) -> tuple[float, tuple[float, float]]:
    """The index of all points, which stand first, and its interval over the resamples that vary at all."""
    shares = parts[spread > 0] / spread[spread > 0]
    half = Z * float(shares.std())
    return float(shares[0]), (float(shares[0]) - half, float(shares[0]) + half)


def value_of_knowing(values: Floats, is_open: NDArray[np.bool_]) -> float:
    """How much less often one would be wrong about the zone if these numbers were known: expected value of information.

    Without them one says what is likelier, and errs in the rarer case. With them one says what is likelier among draws
    that are alike in them. Expected value of partial perfect information (Howard 1966; by grouping draws, Strong and
    Oakley 2013); several numbers are brought to one by a linear fit. What is likelier is learnt on one half of the
    draws and tried on the other, so that noise is worth nothing. A lower bound: what the groups and the fit cannot
    tell apart, knowing would.

    Parameters
    ----------
    values : array
        Of shape (draws, numbers).
    is_open : array of bool

    Returns
    -------
    float
        Share of draws, 0 or more.
    """
    n = len(is_open)
    if n < 4 * BINS or is_open.all() or not is_open.any():
        return 0.0
    hits = is_open.astype(float)
    if values.shape[1] == 1:
        score = values[:, 0]
    else:
        design = np.column_stack([np.ones(n), values])
        score = design @ np.linalg.lstsq(design, hits, rcond=None)[0]
    rank = np.empty(n, dtype=np.intp)
    rank[np.lexsort((np.arange(n), score))] = np.arange(n)
    group = _groups(score, rank * BINS // n)
    first = np.arange(n) < n // 2
    wrong = 0.0
    for learn in (first, ~first):
        common = hits[learn].mean() >= 0.5
        says = np.full(group.max() + 1, common)
        seen = np.bincount(group[learn], minlength=len(says))
        opened = np.bincount(group[learn], hits[learn], minlength=len(says))
        says[seen > 0] = opened[seen > 0] * 2 >= seen[seen > 0]
        wrong += float((says[group[~learn]] != is_open[~learn]).sum())
    rarer = min(hits.mean(), 1 - hits.mean())
    return max(0.0, float(rarer - wrong / n))


def _groups(score: Floats, bins: NDArray[np.intp]) -> NDArray[np.intp]:
    """The groups: bins of equal size, but each value by itself where there are few, as for readings."""
    distinct, place = np.unique(score, return_inverse=True)
    return place.reshape(-1) if len(distinct) <= BINS else bins
