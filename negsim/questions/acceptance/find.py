"""Who can live with which option, and which it would rather have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from negsim.language.model.actors import Actor
from negsim.language.model.issues import Issue
from negsim.language.model.scores import option_values
from negsim.questions.zone.result import Findings
from negsim.solve.listing.scan import Scan, Window
from negsim.solve.patience import is_soon_walked
from negsim.solve.sweep.asks import Ask, rules
from negsim.solve.sweep.asks import acceptance as accepts
from negsim.solve.sweep.sample import Counting
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.formula import conjunction
from negsim.solve.tables.problem import ActorTables as Party

Attitude = Literal["refused", "tolerated", "wanted"]
Counts = Mapping[str, Mapping[str, int]]  # issue -> option -> packages
Options = tuple[tuple[int, ...], ...]  # per issue and option, packages


@dataclass(frozen=True, eq=False)
class Acceptance:
    """Feasible packages counted by option, and by who accepts them.

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
    wanted : mapping
        Actor to issue to the options that it scores best; none where it scores all alike, or none.

    Notes
    -----
    An option is *refused* by an actor where it stands in feasible packages and each of these crosses one of the
    actor's red lines: by the option itself, or by what the rules tie to it.
    """

    feasible: Counts
    accepted: Mapping[str, Counts]
    red_line_accepted: Mapping[str, Counts]
    unopposed: Mapping[str, Counts]
    wanted: Mapping[str, Mapping[str, frozenset[str]]]

    def is_possible(self, issue: str, option: str) -> bool:
        """Whether any feasible package has the option."""
        return self.feasible[issue][option] > 0

    def attitude(self, actor: str, issue: str, option: str) -> Attitude:
        """Say whether an actor refuses an option, can live with it, or likes it best of those it can live with."""
        kept = self.red_line_accepted[actor][issue]
        if kept[option] == 0:
            return "refused"
        return "wanted" if option in self.wanted[actor][issue] else "tolerated"

    def livable(self, actor: str, issue: str) -> tuple[str, ...]:
        """List the options of an issue that an actor can live with, in the file's order."""
        return tuple(o for o, count in self.red_line_accepted[actor][issue].items() if count)


def acceptance(findings: Findings) -> Acceptance:
    """Count by option and by actor.

    Notes
    -----
    One walk; memory does not grow with the number of packages. Where a walk would take long, issue by issue: then
    only `accepted` may be an estimate.
    """
    space = findings.space
    n = len(space.actors)
    is_walked = is_soon_walked(space.problem)
    named = [
        _named(findings, counts)
        for counts in (_walked(findings) if is_walked else _swept(findings))
    ]
    return Acceptance(
        feasible=named[-1],
        accepted=dict(zip(space.actors, named[n : 2 * n], strict=True)),
        red_line_accepted=dict(zip(space.actors, named[:n], strict=True)),
        unopposed=dict(zip(space.actors, named[2 * n : 3 * n], strict=True)),
        wanted={
            actor.id: {issue.id: _best(actor, issue) for issue in space.scenario.issues}
            for actor in space.scenario.actors
        },
    )


def _walked(findings: Findings) -> list[Options]:
    """Per actor what crosses none of its lines, then what it accepts, then what it does not oppose; last, all."""
    scan, n = Scan(findings.space.problem), len(findings.space.actors)
    tallies = [_Tally(scan) for _ in range(3 * n + 1)]
    for window in scan.windows():
        tallies[-1].add(window, window.selected)
        for a in range(n):
            kept = window.red_line_accepts(a)
            tallies[a].add(window, kept)
            tallies[n + a].add(window, kept & window.reaches(a))
            tallies[2 * n + a].add(window, kept | (window.selected & ~window.needed(a)))
    return [tally.by_option() for tally in tallies]


def _swept(findings: Findings) -> list[Options]:
    """The same, without listing packages."""
    problem = findings.space.problem
    base, actors = rules(problem), problem.actors
    kept = [base + Ask(actor.crossed) for actor in actors]
    accepted = [base + accepts(actor) for actor in actors]
    unopposed = [base + _opposed(actor) for actor in actors]
    return [_counts(problem.sizes, asked) for asked in (*kept, *accepted, *unopposed, base)]


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


def _named(findings: Findings, counts: Options) -> Counts:
    space = findings.space
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
