"""Who can live with which option, who cannot and through what, and which it would rather have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from negsim.errors import TooLarge
from negsim.language.model.actors import Actor
from negsim.language.model.issues import Issue
from negsim.language.model.scores import option_values
from negsim.solve.listing.scan import Scan, Window
from negsim.solve.patience import is_soon_walked
from negsim.solve.sweep.asks import Ask, rules, without_reservation
from negsim.solve.sweep.asks import acceptance as accepts
from negsim.solve.sweep.count import size_of
from negsim.solve.sweep.sample import Counting
from negsim.solve.sweep.zone import zone_size
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.formula import conjunction
from negsim.solve.tables.problem import ActorTables as Party
from negsim.solve.tables.problem import Problem
from negsim.space.space import Space

Refusal = Literal["own_lines", "rules", "others"]
Stance = Literal["own_lines", "rules", "others", "tolerated", "wanted"]
Counts = Mapping[str, Mapping[str, int]]  # issue -> option -> packages
Options = tuple[tuple[int, ...], ...]  # per issue and option, packages


@dataclass(frozen=True, eq=False)
class Acceptance:
    """Packages counted by option, and by who accepts them.

    Parameters
    ----------
    feasible : mapping
        Issue to option to the number of feasible packages that have it.
    accepted : mapping
        Actor to the same, of the packages that it accepts.
    red_line_accepted : mapping
        Actor to the same, of the packages that cross none of its red lines.
    unopposed : mapping
        Actor to the same, of the packages that cross none of its red lines or do not need its consent.
    by_itself : mapping
        Actor to the same of all packages, feasible or not, that cross none of its red lines.
    left_by_others, left_to_it : mapping
        Actor to the same: of the packages that red lines would let through if it had none; and of these, that cross
        none of its own. An actor is missing where they cannot be counted.
    wanted : mapping
        Actor to issue to the options that it scores best; none where it scores all alike, or none.
    """

    feasible: Counts
    accepted: Mapping[str, Counts]
    red_line_accepted: Mapping[str, Counts]
    unopposed: Mapping[str, Counts]
    by_itself: Mapping[str, Counts]
    left_by_others: Mapping[str, Counts]
    left_to_it: Mapping[str, Counts]
    wanted: Mapping[str, Mapping[str, frozenset[str]]]

    def is_possible(self, issue: str, option: str) -> bool:
        """Whether any feasible package has the option."""
        return self.feasible[issue][option] > 0

    def refusal(self, actor: str, issue: str, option: str) -> Refusal | None:
        """Say through what an actor cannot have an option, by red lines alone; None where it can.

        Returns
        -------
        {"own_lines", "rules", "others"} or None
            "own_lines": every package with the option, feasible or not, crosses a red line of the actor's. "rules":
            every feasible one does, though others would not. "others": every one does that the red lines of all
            others let through, though other feasible ones do not, and though they let through packages with
            another option that the actor can live with. Where there are none of those either, see
            `is_alone_against_others`: then it is not for this option that it can live with nothing.
        """
        if not self.by_itself[actor][issue][option]:
            return "own_lines"
        if not self.is_possible(issue, option):
            return None
        if not self.red_line_accepted[actor][issue][option]:
            return "rules"
        if actor not in self.left_to_it:
            return None
        left = self.left_to_it[actor][issue]
        is_crowded = self.left_by_others[actor][issue][option] and not left[option]
        return "others" if is_crowded and any(left.values()) else None

    def is_alone_against_others(self, actor: str) -> bool | None:
        """Whether others' red lines let packages through, each crossing one of this actor's; None: not known."""
        if actor not in self.left_to_it:
            return None
        left, to_it = (
            any(next(iter(counts[actor].values())).values())
            for counts in (self.left_by_others, self.left_to_it)
        )
        return left and not to_it

    def stance(self, actor: str, issue: str, option: str) -> Stance:
        """Say through what an actor cannot have an option, or that it can live with it, or likes it best of these."""
        best = "wanted" if option in self.wanted[actor][issue] else "tolerated"
        return self.refusal(actor, issue, option) or best  # type: ignore[return-value]

    def livable(self, actor: str, issue: str) -> tuple[str, ...]:
        """List the options of an issue that an actor can live with, in the file's order."""
        return tuple(o for o, count in self.red_line_accepted[actor][issue].items() if count)


def acceptance(space: Space) -> Acceptance:
    """Count by option and by actor.

    Notes
    -----
    One walk; memory does not grow with the number of packages. Where a walk would take long, issue by issue: then
    only `accepted` may be an estimate.
    """
    names, problem = space.actors, space.problem
    counted = _walked(problem) if is_soon_walked(problem) else _swept(problem)
    alone = [_counts(problem.sizes, Ask(actor.crossed)) for actor in problem.actors]

    def named(found: Sequence[Options | None]) -> Mapping[str, Counts]:
        pairs = zip(names, found, strict=True)
        return {actor: _named(space, one) for actor, one in pairs if one is not None}

    return Acceptance(
        feasible=_named(space, counted.feasible),
        accepted=named(counted.accepted),
        red_line_accepted=named(counted.kept),
        unopposed=named(counted.unopposed),
        by_itself=named(alone),
        left_by_others=named(counted.left_by_others),
        left_to_it=named(counted.left_to_it),
        wanted={
            actor.id: {issue.id: _best(actor, issue) for issue in space.scenario.issues}
            for actor in space.scenario.actors
        },
    )


@dataclass(frozen=True, eq=False)
class _Counted:
    """Packages by option; all but the feasible ones per actor."""

    feasible: Options
    kept: Sequence[Options]
    accepted: Sequence[Options]
    unopposed: Sequence[Options]
    left_by_others: Sequence[Options | None]
    left_to_it: Sequence[Options | None]


def _walked(problem: Problem) -> _Counted:
    scan, n = Scan(problem), len(problem.actors)
    feasible = _Tally(scan)
    kept, accepted, unopposed, left, to_it = ([_Tally(scan) for _ in range(n)] for _ in range(5))
    for window in scan.windows():
        feasible.add(window, window.selected)
        keeping = {a: window.red_line_accepts(a) for a in range(n)}
        asked = {a: keeping[a] for a in problem.asked}
        for a in range(n):
            kept[a].add(window, keeping[a])
            accepted[a].add(window, keeping[a] & window.reaches(a))
            unopposed[a].add(window, keeping[a] | (window.selected & ~window.needed(a)))
            others = window.agreed({**asked, a: window.selected})
            left[a].add(window, others)
            to_it[a].add(window, others & keeping[a])

    def by_option(tallies: list[_Tally]) -> list[Options]:
        return [tally.by_option() for tally in tallies]

    return _Counted(feasible.by_option(), *map(by_option, (kept, accepted, unopposed, left, to_it)))


def _swept(problem: Problem) -> _Counted:
    """The same, without listing packages."""
    base, sizes = rules(problem), problem.sizes
    others = [_others(problem, a) for a in range(len(problem.actors))]
    return _Counted(
        _counts(sizes, base),
        [_counts(sizes, base + Ask(actor.crossed)) for actor in problem.actors],
        [_counts(sizes, base + accepts(actor)) for actor in problem.actors],
        [_counts(sizes, base + _opposed(actor)) for actor in problem.actors],
        [None if one is None else one[0] for one in others],
        [None if one is None else one[1] for one in others],
    )


def _others(problem: Problem, a: int) -> tuple[Options, Options] | None:
    """What red lines let through if an actor had none, and of that what crosses none of its own; None: out of reach."""
    own = problem.actors[a].crossed
    actors = [without_reservation(actor) for actor in problem.actors]
    actors[a] = replace(actors[a], crossed=())
    without = replace(problem, actors=tuple(actors))
    try:
        left, to_it = (zone_size(without, size_of, Ask(lines)) for lines in ((), own))
    except TooLarge:
        return None
    return left.options, to_it.options


def _opposed(actor: Party) -> Ask:
    """What an actor's red lines stand against, where its consent is needed."""
    if actor.consent == "never":
        return Ask(())
    if actor.needed is None:
        return Ask(actor.crossed)
    return Ask(tuple(conjunction([actor.needed, line]) for line in actor.crossed))


def _counts(sizes: tuple[int, ...], asked: Ask) -> Options:
    return Counting()(asked.diagram(sizes)).options


class _Tally:
    """Counts packages by option: rows and columns apart, put together at the end."""

    def __init__(self, scan: Scan) -> None:
        self._halves = scan.halves
        sizes = scan.problem.sizes
        self._left = [np.zeros(sizes[i], dtype=np.int64) for i in range(scan.halves.cut)]
        self._right = np.zeros(scan.halves.n_right, dtype=np.int64)

    def add(self, window: Window, words: Words) -> None:
        halves = self._halves
        words = np.broadcast_to(words, window.selected.shape)
        per_row = bits.row_counts(words)
        for issue, counts in enumerate(self._left):
            options = halves.domains[issue][window.rows.place(issue)]
            np.add.at(counts, options, per_row)
        self._right += bits.unpack(words, halves.n_right).sum(axis=0, dtype=np.int64)

    def by_option(self) -> Options:
        sizes = self._halves.sizes
        counts = [*self._left, *(np.zeros(n, dtype=np.int64) for n in sizes[self._halves.cut :])]
        for issue, options in self._halves.columns.items():
            np.add.at(counts[issue], options, self._right)
        return tuple(tuple(map(int, found)) for found in counts)


def _named(space: Space, counts: Options) -> Counts:
    return {
        issue: dict(zip(options, found, strict=True))
        for issue, options, found in zip(space.issues, space.options, counts, strict=True)
    }


def _best(actor: Actor, issue: Issue) -> frozenset[str]:
    for preference in actor.preferences:
        if preference.issue == issue.id:
            values = option_values(issue, preference)
            if len(set(values)) == 1:
                return frozenset()
            best = max(values)
            return frozenset(
                option.id
                for option, value in zip(issue.options, values, strict=True)
                if value == best
            )
    return frozenset()
