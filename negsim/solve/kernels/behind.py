"""What stands behind a conflict of red lines: the rules, and what variants fix, without which it would be none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from negsim.errors import TooLarge
from negsim.solve.answer import Suspect
from negsim.solve.sweep.diagram import Diagram
from negsim.solve.tables.blame import Juries, Layout
from negsim.solve.tables.formula import conjunction
from negsim.solve.tables.problem import Formula, Problem


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
    if Layout(problem).need_bit:  # whom a package needs decides whose votes are waited for
        return None
    keeping = list(_keeping(problem, conflict))

    def is_closed(rules: Iterable[int], barred: Iterable[int]) -> bool:
        also = [*(problem.broken[r] for r in rules), *(problem.barred[b] for b in barred)]
        return all(_is_empty(problem, [*lines, *also]) for lines in keeping)

    try:
        if is_closed((), ()):
            return Behind()
        every = range(len(problem.barred))
        rules = _least(range(len(problem.broken)), lambda left: is_closed(left, every))
        return Behind(rules, _least(every, lambda left: is_closed(rules, left)))
    except TooLarge:
        return None


def _keeping(problem: Problem, conflict: Collection[Suspect]) -> Iterable[list[Formula]]:
    """Where lines of the conflict are crossed, once for each set of actors whose acceptance would be enough."""
    crossed: dict[int, list[Formula]] = {}
    for line in conflict:
        actor = problem.actors[line.actor]
        where = actor.crossed[line.number]
        needed = where if actor.needed is None else conjunction([actor.needed, where])
        crossed.setdefault(line.actor, []).append(needed)
    juries = Juries(Layout(problem))
    owners = juries.beside(frozenset()).intersection(crossed)
    always = [where for a, lines in crossed.items() if a not in owners for where in lines]
    for chosen in juries.of(frozenset(), owners):
        yield [*always, *(where for a in sorted(chosen) for where in crossed[a])]


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
