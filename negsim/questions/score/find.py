"""How drafts stand: what each breaks, who refuses it, what it is worth to whom, and what comes nearest to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import numpy as np

from negsim.errors import TooLarge
from negsim.language.model.scenario import Scenario
from negsim.questions.score.parts import SHEET, UtilityParts, parts_of
from negsim.questions.score.result import (
    ActorScore,
    Amendment,
    BodyVote,
    Neighbour,
    Scored,
    Scores,
)
from negsim.solve.ahead import Told
from negsim.solve.answer import Package
from negsim.solve.kernels.better_for_all import n_better_for_all
from negsim.solve.kernels.nearest import nearest
from negsim.solve.kernels.one_package import Verdict, verdict
from negsim.solve.kernels.refusals import LineSteps
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import COMPARED_WITH_ONE
from negsim.solve.sweep.ranking import nearest_to
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import utilities
from negsim.solve.tables.problem import Formula
from negsim.space.compiler import Compiler
from negsim.space.space import Space, compile_scenario

Progress = Callable[[int, int], None]


def score(
    scenario: Scenario,
    packages: Sequence[Mapping[str, str]],
    names: Sequence[str | None] | None = None,
    *,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Scores:
    """Say how packages stand with each actor, and which package of the zone changes least in each.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    packages : sequence of mapping
        Issue to option id, of every issue; see `negsim.language.named_packages`.
    names : sequence, optional
        What their file calls them.
    progress : callable, optional
        Called with the number of packages of the scenario done, and of how many.
    told : callable, optional
        Called beforehand with the number of packages to go through, and about how many seconds that takes.

    Notes
    -----
    Everything is exact. Where the space is too large to go through, what is better for all and what is nearest is found
    issue by issue; it is None where that cannot be done.
    """
    space = compile_scenario(scenario)
    drafts = [space.package(package) for package in packages]
    known = Scorer(space)
    called = names or [None] * len(drafts)
    expected = estimate(space.problem)
    if told is not None and expected.seconds <= COMPARED_WITH_ONE:
        told(expected.packages, expected.seconds)
    better = n_better_for_all(space.problem, drafts, progress)
    near = _nearest(space, known, drafts, progress)
    return Scores(
        space,
        tuple(
            known.scored(draft, number, neighbour, name)
            for draft, number, neighbour, name in zip(drafts, better, near, called, strict=True)
        ),
    )


class Scorer:
    """Says how packages of a space stand; what many of them share is made ready once."""

    def __init__(self, space: Space) -> None:
        self.space = space
        scenario, compiler = space.scenario, Compiler(space.scenario)
        self._steps = LineSteps(space.problem)
        self._parts: list[UtilityParts] = [
            parts_of(actor, scenario.issue) for actor in scenario.actors
        ]
        self._wishes: list[dict[str, Formula]] = [
            {wish.id: compiler.read_by(actor.id).satisfied(wish.clause) for wish in actor.wishes}
            for actor in scenario.actors
        ]
        self._verdicts: dict[Package, Verdict] = {}

    def verdict(self, package: Package) -> Verdict:
        """Say what a package crosses, whose consent it needs, and whether it is in the zone."""
        if package not in self._verdicts:
            self._verdicts[package] = verdict(self.space.problem, package)
        return self._verdicts[package]

    def scored(
        self,
        package: Package,
        better_for_all: int | None,
        neighbour: Neighbour | None = None,
        name: str | None = None,
    ) -> Scored:
        """Say how a package stands with each actor."""
        space, found = self.space, self.verdict(package)
        values = utilities(space.problem, package)
        actors = {
            actor: self._actor(package, a, found, value)
            for a, (actor, value) in enumerate(zip(space.actors, values, strict=True))
        }
        refused = zip(space.actors, found.is_refused, strict=True)
        return Scored(
            name=name,
            positions=package,
            package=space.words(package),
            breaks=tuple(space.rules[r] for r in found.broken),
            is_excluded=found.is_barred,
            needs=tuple(actor for actor, one in actors.items() if one.needed),
            in_zone=found.in_zone,
            in_table_zone=found.in_table_zone,
            bodies=self._bodies(found),
            actors=actors,
            refused_by=tuple(actor for actor, refuses in refused if refuses),
            steps=self._steps.of_all(space.problem, package, found),
            better_for_all=better_for_all,
            nearest=neighbour,
        )

    def _bodies(self, found: Verdict) -> dict[str, BodyVote]:
        """Give the votes of every body that a package needs."""
        return {
            f"{actor.id}.{body.id}": BodyVote(int(cast.yes), int(cast.of), cast.passes)
            for a, actor in enumerate(self.space.scenario.actors)
            if found.is_needed[a]
            for body, cast in zip(actor.ratification, found.ballots[a], strict=True)
        }

    def _actor(self, package: Package, a: int, found: Verdict, utility: Fraction) -> ActorScore:
        crossed = found.crossed[a]
        return ActorScore(
            needed=found.is_needed[a],
            accepts=not crossed and not found.is_below[a],
            crosses=tuple(self.space.red_lines[a][k] for k in crossed),
            steps=self._steps.of(package, a, crossed),
            utility=utility,
            reservation_value=self.space.problem.actors[a].reservation_value,
            parts=self._taken_apart(package, a),
        )

    def _taken_apart(self, package: Package, a: int) -> dict[str, Fraction]:
        known, chosen = self._parts[a], dict(zip(self.space.issues, package, strict=True))
        parts = {issue: values[chosen[issue]] for issue, values in known.options.items()}
        for wish, (fails, is_met) in known.wishes.items():
            held = holds(self._wishes[a][wish], package)
            parts[f"wishes.{wish}"] = is_met if held else fails
        return parts | ({SHEET: known.sheet} if known.sheet else {})


def _nearest(
    space: Space, known: Scorer, drafts: Sequence[Package], progress: Progress | None
) -> list[Neighbour | None]:
    """Give what is nearest to each draft that is not in the zone itself."""
    problem = space.problem
    outside = list(dict.fromkeys(d for d in drafts if not known.verdict(d).in_zone))
    found: dict[Package, Neighbour | None] = {}
    if outside and estimate(problem).seconds > COMPARED_WITH_ONE:
        for draft in outside:
            try:
                swept = nearest_to(problem, draft)
            except TooLarge:
                break
            found[draft] = None if swept is None else _neighbour(space, draft, *swept)
    elif outside:
        for draft, one in zip(outside, nearest(problem, outside, progress), strict=True):
            found[draft] = (
                None if one is None else _neighbour(space, draft, one.package, one.in_zone)
            )
    return [found.get(draft) for draft in drafts]


def _neighbour(space: Space, draft: Package, package: Package, in_zone: bool) -> Neighbour:
    changed = [i for i, option in enumerate(package) if option != draft[i]]
    return Neighbour(
        package=space.words(package),
        in_zone=in_zone,
        changes=tuple(
            Amendment(space.issues[i], space.options[i][draft[i]], space.options[i][package[i]])
            for i in changed
        ),
        steps=sum(
            int(space.problem.axes[i].away(np.array([draft[i]]), package[i])[0]) for i in changed
        ),
    )
