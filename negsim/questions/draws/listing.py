"""Which packages could ever matter: the one walk through all of them, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.language.model.conditions import Clause
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.stage import Stage
from negsim.questions.draws.values import Draws, is_mixed
from negsim.questions.draws.versions import is_varied, rules_of
from negsim.questions.draws.votes import is_drawn
from negsim.solve.listing.scan import Scan
from negsim.solve.tables import problem as solve
from negsim.solve.tables.formula import conjunction
from negsim.space.compiler import Compiler

MOST = 2_000_000  # packages that are listed at most


def stage(
    scenario: Scenario, varied: Draws, *, mixed: bool = False, blockers: bool = True
) -> Stage:
    """List the packages that could matter.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    varied : Draws
        Any draws of what varies: which numbers, not which values, counts here.
    mixed : bool
        Whether readings are drawn.
    blockers : bool
        Whether what one actor alone keeps out is listed too.

    Raises
    ------
    TooLarge
        Where there are more than 2,000,000.
    """
    problem = _loosest(scenario, varied, mixed=mixed)
    found: list[list[NDArray[np.intp]]] = [[] for _ in range(1 + len(problem.consenting))]
    seen = 0
    for window in Scan(problem).windows():
        kept = {a: window.red_line_accepts(a) for a in problem.asked}
        who = [window.agreed(kept)]
        for b in problem.consenting if blockers else ():
            unasked = window.scan.assembly.unasked(b)
            who.append(window.agreed({**kept, b: window.selected}, unasked))
        for some, words in zip(found, who, strict=False):
            block = window.block(words)
            if len(block):
                seen += len(block)
                some.append(block.packages())
        if seen > MOST:
            raise TooLarge.one(
                f"more than {MOST:,} packages could matter: too many to weigh in every draw",
                "fix some options with a variant, or coarsen the ranges",
            )
    nothing = np.zeros((0, len(problem.sizes)), dtype=np.intp)
    core, *waiting = [np.concatenate([nothing, *some]) for some in found]
    return Stage(scenario, core, waiting if blockers else ())


def _loosest(scenario: Scenario, varied: Draws, *, mixed: bool) -> solve.Problem:
    """The problem in which only what keeps packages out in every draw does."""
    compiler = Compiler(scenario)
    exact = compiler.problem()
    broken: list[solve.Formula] = []
    barred: list[solve.Formula] = []
    for clause, path, is_barred in rules_of(scenario):
        if not is_varied(clause, path, varied):
            formula = compiler.violated(clause)
            (barred if path.split(".")[0] != "rules" else broken).append(
                compiler.satisfied(clause) if is_barred else formula
            )
    actors = []
    for actor, held in zip(scenario.actors, exact.actors, strict=True):
        lines, own = [], compiler.read_by(actor.id)
        for line in actor.red_lines:
            is_free = mixed and is_mixed(line)
            readings = line.readings if is_free else (line.readings[line.reading],)
            name = f"{actor.id}.{line.id}"
            loose = (is_free and line.firm is not None) or any(
                r.clause is None or is_varied(r.clause, f"{name}.{r.id}" if r.id else name, varied)
                for r in readings
            )
            parts = [] if loose else [own.violated(r.clause) for r in readings]
            lines.append(solve.constant(False) if loose else conjunction(parts))
        needed = held.needed
        if actor.consent.when is not None:
            clause = Clause(kind="forbid", condition=actor.consent.when)
            if is_varied(clause, f"{actor.id}.consent", varied):
                needed = solve.constant(False)
        bodies = tuple(
            rule
            for body, rule in zip(actor.ratification, held.bodies, strict=True)
            if not is_drawn(f"{actor.id}.ratification.{body.id}", body, varied)
        )
        actors.append(replace(held, crossed=tuple(lines), needed=needed, bodies=bodies))
    return replace(exact, broken=tuple(broken), barred=tuple(barred), actors=tuple(actors))
