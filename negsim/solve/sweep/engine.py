"""The sweeping engine: every question of `run` answered without listing packages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import numpy as np

from negsim.solve.answer import (
    Answer,
    Beforehand,
    Conflicts,
    Layer,
    SolvedFrontier,
)
from negsim.solve.listing.counts import just
from negsim.solve.listing.scan import Progress
from negsim.solve.listing.walks import Elsewhere
from negsim.solve.sweep.agreements import Agreements
from negsim.solve.sweep.asks import Ask, acceptance, reservations, rules, without
from negsim.solve.sweep.beside import left_open, ratification, read_two_ways
from negsim.solve.sweep.count import Size
from negsim.solve.sweep.deals import feasible_of, frontier_of, picked, solved_of
from negsim.solve.sweep.effort import ABLE, EXACT, MANY, SOON, Effort
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.nearest import Openings
from negsim.solve.sweep.picked import is_any
from negsim.solve.sweep.sample import Counting
from negsim.solve.sweep.threads import side_by_side
from negsim.solve.sweep.violated import minimal_violated_sets
from negsim.solve.sweep.zone import zone_frontier, zone_size
from negsim.solve.tables.blame import Layout
from negsim.solve.tables.conflicts import Names, by_position, conflicts, suspected
from negsim.solve.tables.consent import coalitions
from negsim.solve.tables.formula import negate, truth
from negsim.solve.tables.problem import ActorTables, Problem, ScopeTable

T = TypeVar("T")
# Parts of a result that can be told to be exact one by one, named as results name them.
PARTS = (
    "packages",
    "accepted_by",
    "red_line_accepted_by",
    "coalitions",
    "zone",
    "zone.red_line_size",
    "zone.table_size",
    "zone.read_two_ways",
    "zone.left_open",
    "ratification",
    "solutions",
    "frontier",
    "floor",
    "conflicts",
)


def answer(
    problem: Problem,
    *,
    suspects: frozenset[Layer] = frozenset(),
    names: Names | None = None,
    progress: Progress | None = None,
    elsewhere: Elsewhere | None = None,
    beforehand: Callable[[Beforehand], None] | None = None,
    exact: bool = False,
) -> Answer:
    """Everything `run` reports of a problem, by sweeping over the issues: the same as by enumeration, to the bit.

    Parameters
    ----------
    problem
        What to answer.
    suspects
        Layers of constraints that are suspect whatever the finding.
    names
        The text of a suspect, by which conflicts and corrections are ordered; their positions where absent.
    progress
        Told now and then how many packages are settled, and of how many.
    elsewhere
        Who looks at minimal corrections where there are many; absent, this process.
    beforehand
        Told what is known before the zone and what suits whom are counted.
    exact
        Whether everything is counted exactly however long that takes; otherwise what would take more than about ten
        seconds is estimated.

    Raises
    ------
    TooLarge
        Where the issues are tied too densely, or what must be held outgrows memory.
    """
    effort = EXACT if exact else SOON
    done = _Steps(problem, progress)
    principals = [problem.actors[a] for a in problem.principals]
    picking = None if exact or beforehand is None else picked(problem)
    if picking is not None and beforehand is not None:
        solved, least = solved_of(problem, principals, picking)
        beforehand(Beforehand(solved, least, Conflicts(("red_lines",), (), (), 0)))
        beforehand = None
    efficient = done.take(lambda: frontier_of(problem, picking, exact=exact))
    is_open = bool(len(efficient.vectors))
    lenient = without(problem, reservations(problem))
    base, tally = rules(problem), _Tally(problem, effort)
    has_bodies = bool(problem.voters)
    is_agreed = problem.quota is None and not has_bodies and len(problem.consenting) > 1
    agreements = Agreements(
        problem, tally.counter("coalitions"), with_options=is_agreed and is_open
    )
    red_line_zone = done.take(lambda: tally.zone(lenient, "zone.red_line_size")).packages
    count = tally.count
    feasible = done.take(lambda: count(base, "packages"))
    actors = problem.actors
    frontier = efficient if is_open else feasible_of(problem, exact=exact)
    layers = suspected(
        feasible=feasible, red_line_zone=red_line_zone, zone=int(is_open), asked=suspects
    )
    explained = (
        Conflicts(layers, (), (), 0)
        if is_open
        else done.take(
            lambda: explain(
                problem, layers, names or by_position, tally.counter("conflicts"), elsewhere
            )
        )
    )
    solved, least = solved_of(problem, principals, efficient if is_open else None)
    if beforehand is not None:
        beforehand(Beforehand(solved, least, explained))
    zone = done.take(
        lambda: (
            (agreements.of_all() if is_agreed and is_open else None)
            or tally.zone(problem, "zone", is_open=is_open)
        )
    )
    keeping = [
        done.take(partial(count, base + acceptance(lenient.actors[a]), "red_line_accepted_by"))
        for a in range(len(actors))
    ]
    tally.counter("accepted_by")
    accepting = side_by_side(
        lambda actor: done.take(partial(count, base + acceptance(actor), "accepted_by")), actors
    )
    together = {}
    for members in coalitions(problem):
        if members == problem.consenting and is_agreed:
            together[members] = zone.packages
        else:
            # Where both are estimated they are by other draws.
            more = done.take(partial(agreements.of, members))
            together[members] = max(more, zone.packages) if is_agreed else more
    table = zone.packages
    if has_bodies:
        unratified = problem.without_bodies()
        found = done.take(lambda: tally.zone(unratified, "zone.table_size"))
        table = max(found.packages, zone.packages)
    ratified = done.take(
        lambda: ratification(problem, zone.packages, tally.counter("ratification"))
    )
    two_ways, open_ones = done.take(lambda: tally.of_zone(problem, zone.packages))
    return Answer(
        engine="sweep",
        total=problem.total,
        feasible=feasible,
        accepted_by=tuple(accepting),
        red_line_accepted_by=tuple(keeping),
        needed_by=tuple(tally.needed(actor, feasible) for actor in actors),
        coalitions=together,
        zone_size=zone.packages,
        red_line_zone_size=red_line_zone,
        table_size=table,
        read_two_ways=two_ways,
        left_open=open_ones,
        ratification=ratified,
        option_counts=zone.options,
        frontier=SolvedFrontier(
            "zone" if is_open else "feasible",
            np.zeros((0, len(principals))) if frontier is None else frontier.vectors,
            () if frontier is None else tuple(int(count) for count in frontier.counts),
            is_whole=isinstance(frontier, Pareto),
        ),
        solutions=solved,
        floor=least,
        conflicts=explained,
        zone_interval=zone.interval,
        exact_parts=tally.exact_parts(("frontier",) * (not isinstance(frontier, Pareto))),
    )


class _Steps:
    """Tells of progress in packages, as all engines do: with every question answered, its share of them."""

    def __init__(self, problem: Problem, progress: Progress | None) -> None:
        self.progress, self.total = progress, problem.total
        has_bodies = bool(problem.voters)
        self.n_steps = 7 + has_bodies + 2 * len(problem.actors) + len(coalitions(problem))
        self.n_steps -= problem.quota is None and not has_bodies and len(problem.consenting) > 1
        self.done = 0

    def take(self, step: Callable[[], T]) -> T:
        found = step()
        self.done += 1
        if self.progress is not None:
            done = min(self.done, self.n_steps)
            self.progress(self.total * done // self.n_steps, self.total)
        return found


class _Tally:
    """Counts exactly where that can be done, else estimates, and keeps in mind which."""

    def __init__(self, problem: Problem, effort: Effort) -> None:
        self.problem = problem
        self._countings: defaultdict[str, Counting] = defaultdict(partial(Counting, effort))
        # What a correction opens is asked of many: each by itself is soon counted.
        self._countings["conflicts"] = Counting(ABLE if effort.may_estimate else effort)

    def counter(self, part: str) -> Counting:
        """What counts for a part of the answer."""
        return self._countings[part]

    def count(self, asked: Ask, part: str) -> int:
        """How many packages there are of what is asked."""
        return self.counter(part).packages(asked.diagram(self.problem.sizes))

    def needed(self, actor: ActorTables, feasible: int) -> int:
        """How many feasible packages need an actor's consent."""
        if actor.needed is None:
            return feasible if actor.consent == "always" else 0
        return self.count(rules(self.problem) + Ask((negate(actor.needed),)), "packages")

    def of_zone(self, problem: Problem, zone: int) -> tuple[int, Mapping[int, int]]:
        """How many packages of the zone are read two ways, and how many leave how many issues open."""
        two_ways = 0
        if zone and truth(problem.two_ways) is not False:
            two_ways = min(zone, read_two_ways(problem, self.counter("zone.read_two_ways")))
        if not zone:
            return 0, {}
        at_least = {0: zone, **left_open(problem, self.counter("zone.left_open"))}
        return two_ways, just({k: min(zone, n) for k, n in at_least.items()})

    def zone(self, problem: Problem, part: str, *, is_open: bool | None = None) -> Size:
        """A zone's size; an estimate is kept from saying that a zone is empty which is not, or the other way round."""
        empty = Size(0, tuple((0,) * n for n in problem.sizes))
        if is_open is False:
            return empty
        found = zone_size(problem, self.counter(part))
        if found.interval is None:
            return found
        if part == "zone":
            self._say_estimated()
        if is_open is None and not is_any(problem) and not len(zone_frontier(problem).vectors):
            return empty
        low, high = found.interval
        packages = max(1, found.packages)
        options = _certain_options(problem, packages, found.options)
        return Size(packages, options, (max(1, low), high))

    def _say_estimated(self) -> None:
        """What is the size of the zone itself is as much of an estimate."""
        problem = self.problem
        alike = ["zone.left_open"]
        if problem.voters:
            alike.append("ratification")  # told by what the zone would be otherwise
        else:
            alike += ["zone.table_size"] + ["coalitions"] * (problem.quota is None)
        for part in alike:
            self.counter(part).has_estimated = True

    def exact_parts(self, untold: Sequence[str] = ()) -> tuple[str, ...] | None:
        """What is exact although something is not, or is not told; None where everything is."""
        estimated = [part for part, one in self._countings.items() if one.has_estimated]
        estimated += untold
        return tuple(part for part in PARTS if part not in estimated) if estimated else None


def _certain_options(
    problem: Problem, packages: int, estimated: Sequence[Sequence[int]]
) -> tuple[tuple[int, ...], ...]:
    """Estimated frequencies of options, certain in this: which are none, and which are all.

    An option that no package drawn has is looked for in the zone itself.
    """
    certain = []
    seen: set[tuple[int, int]] = set()
    for issue, counts in enumerate(estimated):
        occurs = [
            count > 0 or _has_option(problem, issue, option, seen)
            for option, count in enumerate(counts)
        ]
        if sum(occurs) == 1:
            certain.append(tuple(packages * int(is_there) for is_there in occurs))
            continue
        top = max(1, packages - 1)
        certain.append(
            tuple(
                min(max(1, count), top) if is_there else 0
                for count, is_there in zip(counts, occurs, strict=True)
            )
        )
    return tuple(certain)


def _has_option(problem: Problem, issue: int, option: int, seen: set[tuple[int, int]]) -> bool:
    """Whether a package of the zone has an option; what else those have that show it is noted as seen."""
    if (issue, option) not in seen:
        others = ScopeTable((issue,), np.arange(problem.sizes[issue]) != option)
        narrowed = replace(problem, barred=(*problem.barred, others))
        if len(problem.principals) >= MANY and is_any(narrowed):
            return True
        found = zone_frontier(narrowed)
        columns = found.vectors.T if len(found.vectors) else ()
        best = [column == column.max() for column in columns]
        best = best or [np.ones(len(found.vectors), dtype=bool)]
        for packages in found.first_packages(best, 1):
            seen.update(enumerate(packages[0]) if packages else ())
    return (issue, option) in seen


def explain(
    problem: Problem,
    layers: tuple[Layer, ...],
    names: Names,
    counted: Counting | None = None,
    elsewhere: Elsewhere | None = None,
) -> Conflicts:
    """Minimal corrections and conflicts, by sweeps over sets of violated constraints."""
    layout = Layout(problem)
    corrections = minimal_violated_sets(problem, layout, layers)
    opened = Openings(problem, layout, layers, counted or Counting(ABLE), elsewhere)
    return conflicts(opened, layers, corrections, opened, names)
