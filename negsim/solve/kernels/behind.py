"""What stands behind a conflict of red lines: the rules, and what variants fix, without which it would be none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from negsim.errors import TooLarge
from negsim.solve.answer import Suspect
from negsim.solve.sweep.diagram import Diagram
from negsim.solve.tables.blame import Juries, Layout, too_many_sets
from negsim.solve.tables.formula import conjunction, negate
from negsim.solve.tables.problem import Formula, Problem

MOST_NEEDS = 6  # conditional actors of whom it matters whether they are needed or only vote


@dataclass(frozen=True)
class Behind:
    """What a conflict hangs on beside its red lines.

    Parameters
    ----------
    rules : tuple of int
        Positions in `problem.broken`.
    barred : tuple of int
        Positions in `problem.barred`: what variants fix or exclude.
    """

    rules: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()


def behind(problem: Problem, conflict: Collection[Suspect]) -> Behind | None:
    """An inclusion-minimal set of rules, and of what variants bar, with which a conflict of red lines leaves nothing.

    Parameters
    ----------
    problem
    conflict
        Red lines that no feasible package keeps, enough of those needed being asked.

    Returns
    -------
    Nothing behind it where the lines alone leave no package, feasible or not. None where that cannot be told issue by
    issue. Rules are taken out first, so that together with the lines they are a minimal conflict over all packages
    that variants leave.

    Notes
    -----
    A conflict is taken apart by dropping one rule after another (deletion; Chinneck & Dravnieks 1991); whether
    anything is left is asked of a decision diagram over the issues that the clauses name.
    """

    def is_closed(rules: Iterable[int], barred: Iterable[int]) -> bool:
        also = [*(problem.broken[r] for r in rules), *(problem.barred[b] for b in barred)]
        return all(_is_empty(problem, [*lines, *also]) for lines in keeping)

    try:
        keeping = list(_keeping(problem, conflict))
        if is_closed((), ()):
            return Behind()
        every = range(len(problem.barred))
        rules = _least(range(len(problem.broken)), lambda left: is_closed(left, every))
        return Behind(rules, _least(every, lambda left: is_closed(rules, left)))
    except TooLarge:
        return None


def _keeping(problem: Problem, conflict: Collection[Suspect]) -> Iterator[list[Formula]]:
    """What may not be, once for each set of actors whose acceptance would be enough: where they cross a line.

    And where others are needed than it is supposed, where it matters whether somebody is needed or only votes.
    """
    layout = Layout(problem)
    juries = Juries(layout)
    if len(layout.need_bit) > MOST_NEEDS:
        raise too_many_sets()
    for needed in map(frozenset, _subsets(tuple(layout.need_bit))):
        supposed = [_otherwise(problem, a, is_needed=a in needed) for a in layout.need_bit]
        crossed: dict[int, list[Formula]] = {}
        for line in conflict:
            actor = problem.actors[line.actor]
            where = actor.crossed[line.number]
            if actor.needed is not None and line.actor not in layout.need_bit:
                where = conjunction([actor.needed, where])
            crossed.setdefault(line.actor, []).append(where)
        owners = juries.beside(needed).intersection(crossed)
        always = [where for a, lines in crossed.items() if a not in owners for where in lines]
        for chosen in juries.of(needed, owners):
            yield [*supposed, *always, *(where for a in sorted(chosen) for where in crossed[a])]


def _subsets(some: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(some, n) for n in range(len(some) + 1))


def _otherwise(problem: Problem, actor: int, *, is_needed: bool) -> Formula:
    """Where it is not so that a conditional actor is needed, or that it is not."""
    needed = problem.actors[actor].needed
    assert needed is not None
    return negate(needed) if is_needed else needed


def _is_empty(problem: Problem, hard: Sequence[Formula]) -> bool:
    return Diagram(problem.sizes, hard, ()).is_empty


def _least(places: Sequence[int], is_enough: Callable[[list[int]], bool]) -> tuple[int, ...]:
    """The places that are left when each is dropped, in order, that can be."""
    left = list(places)
    for place in places:
        fewer = [other for other in left if other != place]
        if is_enough(fewer):
            left = fewer
    return tuple(left)
