"""Who refuses each package, and how many option-steps it takes until all who are needed keep their red lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package
from negsim.solve.kernels.one_package import Verdict
from negsim.solve.listing.scan import Block, Scan
from negsim.solve.tables.problem import Problem, QuotaRule
from negsim.solve.tables.steps import FAR, Steps


def fewest_steps(body: QuotaRule, steps: Mapping[int, int]) -> int:
    """Fewest option-steps of voters whose yes would make a body pass; `FAR` where no yes that can be had would.

    Parameters
    ----------
    body
        Whose votes are wanted.
    steps
        Per voter, the steps that it is away: 0 of one who accepts, or refuses for its reservation value alone, `FAR` of
        one who has a red line that cannot be kept. One who accepts already must not be among those who are away.

    Examples
    --------
    >>> body = QuotaRule(((0, Fraction(3)), (1, Fraction(2)), (2, Fraction(2))), Fraction(4))
    >>> fewest_steps(body, {0: 5, 1: 1, 2: 2}), fewest_steps(body, {0: FAR, 1: FAR, 2: 2}) == FAR
    (3, True)
    """
    # The fewest steps for every number of votes that can be had; more than are wanted are as good as those.
    best = {Fraction(0): 0}
    for voter, votes in body.votes:
        if steps[voter] >= FAR:
            continue
        for had, taken in sorted(best.items(), reverse=True):
            more = min(had + votes, body.at_least)
            best[more] = min(best.get(more, FAR), taken + steps[voter])
    return best.get(body.at_least, FAR)


class LineSteps:
    """Option-steps out of every red line of a problem, made ready once for many packages."""

    def __init__(self, problem: Problem) -> None:
        self.lines = [
            [Steps.of(problem, a, k) for k in range(len(actor.crossed))]
            for a, actor in enumerate(problem.actors)
        ]

    def of(self, package: Package, actor: int, crossed: Sequence[int]) -> int | None:
        """Give the steps out of some red lines of an actor, together; None where one of them cannot be kept at all."""
        columns = {issue: np.array([option]) for issue, option in enumerate(package)}
        steps = [int(self.lines[actor][line].at(columns)[0]) for line in crossed]
        return None if FAR in steps else sum(steps)

    def of_all(self, problem: Problem, package: Package, found: Verdict) -> int | None:
        """Give the steps of all that a package needs, together with those that its bodies take; None where one cannot.

        Parameters
        ----------
        problem, package
        found : Verdict
            What the package comes to.
        """
        away = {a: self.of(package, a, found.crossed[a]) for a in range(len(problem.actors))}
        known = {a: FAR if steps is None else steps for a, steps in away.items()}
        needed = [a for a, flag in enumerate(found.is_needed) if flag]
        taken = sum(known[a] for a in needed)
        for a in needed:
            for body, cast in zip(problem.actors[a].bodies, found.ballots[a], strict=True):
                if not cast.passes:
                    taken += fewest_steps(body, known)
        return None if taken >= FAR else taken


class Refusals:
    """Who refuses, package by package.

    Parameters
    ----------
    scan
        Of the packages.

    Notes
    -----
    Who is not needed does not refuse. Under a quota every principal counts as needed. An actor of whom a body does not
    pass refuses too.
    """

    def __init__(self, scan: Scan) -> None:
        self.scan, self.problem = scan, scan.problem
        self._away = LineSteps(scan.problem)
        self._bodies = [
            (a, body) for a in self.problem.consenting for body in self.problem.actors[a].bodies
        ]

    def of(self, block: Block) -> NDArray[np.bool_]:
        """Give who refuses: of shape (packages, actors)."""
        found = np.zeros((len(block), len(self.problem.actors)), dtype=bool)
        for a in self.problem.consenting:
            found[:, a] = ~block.accepts(a)
        for (a, _), stops in zip(self._bodies, self._stopped(block), strict=True):
            found[:, a] |= stops
        for a in self.problem.consenting:
            if self.problem.actors[a].consent == "when":
                found[:, a] &= block.needed(a)
        return found

    def _stopped(self, block: Block) -> list[NDArray[np.bool_]]:
        """Where each body does not pass."""
        window = block.window
        ballots = [one for a in self.problem.consenting for one in window.scan.assembly.bodies[a]]
        return [~block.where(window.passed(one, window.accepted)) for one in ballots]

    def steps(self, block: Block, refusing: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Give the option-steps of all who refuse, and of the bodies that stop a package; `FAR` where one cannot."""
        own = {
            a: self.steps_of(a, block, refusing[:, a] | (a in self.problem.voters))
            for a in self.problem.asked
        }
        away = np.zeros(len(block), dtype=np.int64)
        for a in self.problem.consenting:
            away += np.where(refusing[:, a], own[a], 0)
        for (a, body), stops in zip(self._bodies, self._stopped(block), strict=True):
            rows = np.flatnonzero(refusing[:, a] & stops)
            if len(rows):
                away[rows] += _body_steps(body, {v: own[v][rows] for v, _ in body.votes})
        return np.minimum(away, FAR)

    def steps_of(self, actor: int, block: Block, wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The steps out of an actor's red lines, where they are wanted."""
        away = np.zeros(len(block), dtype=np.int64)
        for k, steps in enumerate(self._away.lines[actor]):
            line = self.scan.first_line[actor] + k
            rows = np.flatnonzero(wanted & block.where(block.window.crossed(line)))
            if len(rows):
                options = {i: block.options(i)[rows] for i in steps.scope}
                away[rows] += steps.at(options) if options else FAR
        return np.minimum(away, FAR)


def _body_steps(body: QuotaRule, own: Mapping[int, NDArray[np.int64]]) -> NDArray[np.int64]:
    """The fewest steps of voters that make a body pass, package by package; few cases differ."""
    voters = list(own)
    distinct, which = np.unique(
        np.stack([own[voter] for voter in voters], axis=1), axis=0, return_inverse=True
    )
    fewest = [fewest_steps(body, dict(zip(voters, row, strict=True))) for row in distinct.tolist()]
    return np.array(fewest, dtype=np.int64)[which.reshape(-1)]
