"""Where one package stands: what it crosses, whether it is in the zone, and how many packages are better.

Nothing is listed but the zone's packages, and these only for the ranking by the product of gains.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Package
from negsim.solve.listing.estimate import estimate
from negsim.solve.listing.scan import Progress, Scan
from negsim.solve.patience import COMPARED_WITH_ONE
from negsim.solve.sweep.asks import Ask, rules, total
from negsim.solve.sweep.count import size_of
from negsim.solve.sweep.voting import zone_terms
from negsim.solve.tables import bits
from negsim.solve.tables.consent import is_enough
from negsim.solve.tables.formula import WORD, holds
from negsim.solve.tables.gains import gains
from negsim.solve.tables.gains import total as total_of
from negsim.solve.tables.problem import ActorTables, Problem, QuotaRule

NEARLY = 1e-9  # floats nearer to 1 than this are multiplied again as integers


@dataclass(frozen=True)
class Cast:
    """The votes of a body for one package: those of voters who accept, of how many, and whether they are enough."""

    yes: Fraction
    of: Fraction
    passes: bool


@dataclass(frozen=True)
class Verdict:
    """What one package comes to.

    Parameters
    ----------
    broken : tuple of int
        Rules that it breaks.
    is_barred : bool
        Whether a variant has taken it off the table.
    crossed : tuple of tuple of int
        Per actor, the red lines that it crosses.
    is_below : tuple of bool
        Per actor, whether it is worth less than the reservation value.
    is_needed : tuple of bool
        Per actor, whether the package needs its consent.
    ballots : tuple of tuple of Cast
        Per actor, of each body that is asked where its consent is needed.
    in_zone : bool
    in_table_zone : bool
        Whether it would be in the zone without any ratification.
    """

    broken: tuple[int, ...]
    is_barred: bool
    crossed: tuple[tuple[int, ...], ...]
    is_below: tuple[bool, ...]
    is_needed: tuple[bool, ...]
    ballots: tuple[tuple[Cast, ...], ...]
    in_zone: bool
    in_table_zone: bool

    @property
    def is_refused(self) -> tuple[bool, ...]:
        """Per actor, whether the package needs its consent and it does not accept, or a body of it does not pass."""
        return tuple(
            needed and (below or bool(crossed) or not all(one.passes for one in ballots))
            for needed, below, crossed, ballots in zip(
                self.is_needed, self.is_below, self.crossed, self.ballots, strict=True
            )
        )

    @property
    def is_feasible(self) -> bool:
        """Whether it breaks no rule and is on the table."""
        return not self.broken and not self.is_barred


def verdict(problem: Problem, package: Package) -> Verdict:
    """Say what a package crosses, whose consent it needs, and whether it is in the zone."""
    broken = tuple(r for r, rule in enumerate(problem.broken) if holds(rule, package))
    is_barred = any(holds(formula, package) for formula in problem.barred)
    crossed = tuple(
        tuple(k for k, line in enumerate(actor.crossed) if holds(line, package))
        for actor in problem.actors
    )
    is_below = tuple(gain < 0 for gain in gains(problem, package))
    is_needed = tuple(_is_needed(actor, package) for actor in problem.actors)
    accepting = {a for a in range(len(problem.actors)) if not crossed[a] and not is_below[a]}
    needed = [a for a, flag in enumerate(is_needed) if flag]
    on_the_table = not broken and not is_barred
    in_zone = on_the_table and is_enough(problem, accepting, needed)
    return Verdict(
        broken,
        is_barred,
        crossed,
        is_below,
        is_needed,
        tuple(
            tuple(_cast(body, accepting) for body in actor.bodies)
            if a in problem.consenting
            else ()
            for a, actor in enumerate(problem.actors)
        ),
        in_zone,
        in_zone or (on_the_table and is_enough(problem.without_bodies(), accepting, needed)),
    )


def _cast(body: QuotaRule, accepting: Collection[int]) -> Cast:
    yes = sum((number for a, number in body.votes if a in accepting), Fraction(0))
    of = sum((number for _, number in body.votes), Fraction(0))
    return Cast(yes, of, yes >= body.at_least)


def _is_needed(actor: ActorTables, package: Package) -> bool:
    if actor.consent == "when":
        return actor.needed is not None and holds(actor.needed, package)
    return actor.consent == "always"


@dataclass(frozen=True)
class RankPlace:
    """How many packages are better than one, and how many just as good, itself among them."""

    better: int
    equal: int


@dataclass(frozen=True)
class PackageStanding:
    """How a feasible package ranks; None where there is nothing to rank, or where counting is out of reach.

    Parameters
    ----------
    smallest_gain : Fraction
        What the principal gains that gains least.
    by_floor : Place or None
        By that, among the feasible packages.
    by_floor_in_zone : Place or None
        By that, among the zone; None where it is not in it.
    by_nash : Place or None
        By the product of gains, of the principals that can gain, among the packages of the zone in which no
        principal loses; None where it is none of them.
    """

    smallest_gain: Fraction
    by_floor: RankPlace | None
    by_floor_in_zone: RankPlace | None
    by_nash: RankPlace | None


def standing(
    problem: Problem,
    package: Package,
    *,
    in_zone: bool,
    best: Sequence[int] | None,
    progress: Progress | None = None,
) -> PackageStanding:
    """Say how a feasible package ranks by its smallest gain and by the product of gains, exactly.

    Parameters
    ----------
    problem
        Whose package.
    package
        A feasible one.
    in_zone
        Whether it is in the zone.
    best
        Per principal, its largest total in the zone's packages in which no principal loses; None where there are none.
    progress
        Called with the number of packages done, and of how many.

    Notes
    -----
    Whether the smallest gain exceeds a value is one comparison of an integer per principal, so that packages are
    counted by bits, 64 at a step, or issue by issue where there are too many to go through; then `by_nash` is out of
    reach. Products are compared as floats, and as integers where these are too near to tell.
    """
    own = gains(problem, package)
    least = min(own[a] for a in problem.principals)
    above = [_total_above(problem.actors[a], least) for a in problem.principals]
    reaching = [_total_reaching(problem.actors[a], least) for a in problem.principals]
    if estimate(problem).seconds > COMPARED_WITH_ONE:
        return _swept(problem, least, above, reaching, in_zone)
    loses = any(own[a] < 0 for a in problem.principals)
    product = None
    if in_zone and not loses and best is not None:
        product = _Product(problem, package, best)
    counts = np.zeros(4, dtype=object)
    scan = Scan(problem)
    for window in scan.windows(progress):
        better = equal = window.selected
        for a, more, enough in zip(problem.principals, above, reaching, strict=True):
            better = better & scan.totals[a].at_least(window.rows, more)
            equal = equal & scan.totals[a].at_least(window.rows, enough)
        counts[0] += bits.popcount(better)
        counts[1] += bits.popcount(equal)
        if in_zone:
            counts[2] += bits.popcount(better & window.zone)
            counts[3] += bits.popcount(equal & window.zone)
        if product is not None:
            chosen = window.zone
            if problem.quota is not None:
                for a in problem.principals:
                    chosen = chosen & window.reaches(a)
            block = window.block(chosen)
            if len(block):
                product.add([block.totals(a) for a in problem.principals])
    return PackageStanding(
        least,
        RankPlace(counts[0], counts[1] - counts[0]),
        RankPlace(counts[2], counts[3] - counts[2]) if in_zone else None,
        None if product is None else RankPlace(product.better, product.equal),
    )


def _swept(
    problem: Problem, least: Fraction, above: list[int], reaching: list[int], in_zone: bool
) -> PackageStanding:
    def asks(wanted: list[int]) -> Ask:
        sums = (
            total(problem.actors[a], t) for a, t in zip(problem.principals, wanted, strict=True)
        )
        return Ask((), tuple(sums))

    def place(terms: list[tuple[int, Ask]]) -> RankPlace | None:
        try:
            better, as_good = (
                sum(k * _size(problem, each + asks(wanted)) for k, each in terms)
                for wanted in (above, reaching)
            )
        except TooLarge:
            return None
        return RankPlace(better, as_good - better)

    return PackageStanding(
        least,
        place([(1, rules(problem))]),
        place(zone_terms(problem)) if in_zone else None,
        None,
    )


def _size(problem: Problem, asked: Ask) -> int:
    return size_of(asked.diagram(problem.sizes)).packages


def _total_reaching(actor: ActorTables, gain: Fraction) -> int:
    """The least total whose gain is at least some gain."""
    wanted = (gain + actor.reservation_value) * actor.scale - actor.offset
    return -floor(-wanted)


def _total_above(actor: ActorTables, gain: Fraction) -> int:
    """The least total whose gain is more than some gain."""
    return floor((gain + actor.reservation_value) * actor.scale - actor.offset) + 1


class _Product:
    """Counts packages whose product of gains is larger than that of one, or the same."""

    def __init__(self, problem: Problem, package: Package, best: Sequence[int]) -> None:
        self.better = self.equal = 0
        # Per principal that can gain: its place, what turns its totals into gains as integers, and its own gain so.
        self.terms: list[tuple[int, int, int, int]] = []
        for place, a in enumerate(problem.principals):
            actor = problem.actors[a]
            factor = actor.reservation_value.denominator
            shift = actor.offset * factor - actor.reservation_value.numerator * actor.scale
            if best[place] * factor + shift > 0:
                self.terms.append((place, factor, shift, total_of(actor, package) * factor + shift))
        self.own = prod(term[3] for term in self.terms)

    def add(self, totals: Sequence[NDArray[Any]]) -> None:
        """Count some packages, given the totals of each principal."""
        columns = [_scaled(totals[place], factor, shift) for place, factor, shift, _ in self.terms]
        is_positive = np.ones(len(totals[0]), dtype=bool)
        for column in columns:
            is_positive &= np.asarray(column > 0, dtype=bool)
        columns = [column[is_positive] for column in columns]
        n_positive = int(is_positive.sum())
        if self.own == 0:
            self.better += n_positive
            self.equal += len(is_positive) - n_positive
            return
        ratio = np.ones(n_positive)
        for column, term in zip(columns, self.terms, strict=True):
            ratio *= np.asarray(column / term[3], dtype=float)
        is_near = ~(np.abs(ratio - 1) > NEARLY) | ~np.isfinite(ratio)
        self.better += int((ratio[~is_near] > 1).sum())
        products = np.ones(int(is_near.sum()), dtype=object)
        for column in columns:
            products = products * column[is_near].astype(object)
        self.better += int((products > self.own).sum())
        self.equal += int((products == self.own).sum())


def _scaled(totals: NDArray[Any], factor: int, shift: int) -> NDArray[Any]:
    bound = max(abs(int(end)) for end in (totals.max(initial=0), totals.min(initial=0)))
    if max(bound, 1) * factor + abs(shift) >= WORD:
        totals = totals.astype(object)
    return totals * factor + shift
