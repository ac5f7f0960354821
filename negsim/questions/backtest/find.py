"""Whether a file has room for what really happened, for how much else, and whether it names the knot of history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.questions.backtest.by_reading import meant
from negsim.questions.backtest.history import history
from negsim.questions.backtest.result import Against, Backtest, BacktestRow
from negsim.questions.compare.result import LeftOut
from negsim.questions.compare.stacks import named_stacks
from negsim.questions.zone.find import Engine, run
from negsim.questions.zone.result import Findings
from negsim.solve.ahead import Told, foresee_answers
from negsim.solve.answer import Suspect
from negsim.solve.kernels.one_package import standing, verdict
from negsim.space.members import member
from negsim.space.space import compile_scenario

Progress = Callable[[int, int], None]


def backtest(
    scenario: Scenario,
    stacks: Iterable[Sequence[str]] | None = None,
    variants: Sequence[str] = (),
    sets: Sequence[str] = (),
    *,
    engine: Engine = "auto",
    progress: Progress | None = None,
    told: Told | None = None,
) -> Backtest:
    """Hold a scenario against what really happened, as written and under each of its variants.

    Parameters
    ----------
    scenario : Scenario
        As written, without variants, with an `outcome`.
    stacks : iterable of sequences of str, optional
        The rows after the base, each a stack of variants; absent, each variant of the file by itself, then the stacks
        that its expectations name.
    variants, sets : sequence of str
        Applied to every row, the base too: variants before those of the row, single changes last.
    engine
        As for `negsim.questions.zone.find.run`.
    progress : callable, optional
        Called with the number of rows done, and of how many.
    told : callable, optional
        Called once, before the work begins, with the packages that are gone through, and about how many seconds that
        takes.

    Raises
    ------
    InputError
        Where the file has no `outcome`, or variants that were asked for cannot be applied.
    """
    asked = None if stacks is None else [tuple(stack) for stack in stacks if stack]
    base = apply(scenario, variants, sets)
    stood: list[tuple[tuple[str, ...], Scenario]] = [((), base)]
    left_out = []
    for stack in _stacks(scenario, variants) if asked is None else asked:
        try:
            stood.append((stack, apply(scenario, [*variants, *stack], sets)))
        except InputError as error:
            if asked is not None:
                raise
            left_out.append(LeftOut(stack, error.faults[0].what))
    foresee_answers((compile_scenario(other).problem for _, other in stood), told, engine=engine)
    rows = []
    for done, (stack, other) in enumerate(stood, 1):
        rows.append(_row(stack, run(other, engine=engine)))
        if progress is not None:
            progress(done, len(stood))
    space = rows[0].findings.space
    happened = history(space)
    return Backtest(base, happened, tuple(rows), meant(space, happened.positions), tuple(left_out))


def _stacks(scenario: Scenario, variants: Sequence[str]) -> list[tuple[str, ...]]:
    alone = [(variant.id,) for variant in scenario.variants if variant.id not in variants]
    return alone + named_stacks(scenario, variants)


def _row(stack: tuple[str, ...], findings: Findings) -> BacktestRow:
    space = findings.space
    happened = history(space)
    found = verdict(space.problem, happened.positions)
    scenario, zone = findings.scenario, findings.zone.size
    against = []
    for a, crossed in enumerate(found.crossed):
        suspects = [Suspect("red_lines", a, k) for k in crossed]
        if found.is_below[a]:
            suspects.append(Suspect("reservations", a, 0))
        against += [Against(member(scenario, each), found.is_needed[a]) for each in suspects]
    against += [Against(member(scenario, Suspect("rules", -1, r)), True) for r in found.broken]
    stands = None
    if found.is_feasible:
        best = _best(findings)
        stands = standing(space.problem, happened.positions, in_zone=found.in_zone, best=best)
    return BacktestRow(
        variant=stack,
        findings=findings,
        agrees=happened.agrees(in_zone=found.in_zone, zone=zone),
        is_feasible=found.is_feasible,
        in_zone=found.in_zone,
        standing=stands,
        against=tuple(against),
        blocked=happened.blocked,
    )


def _best(findings: Findings) -> list[int] | None:
    """The largest total of each principal in the zone, where no principal loses."""
    problem, frontier = findings.space.problem, findings.answer.frontier
    if frontier.among != "zone":
        return None
    least = [problem.actors[a].threshold for a in problem.principals]
    fair = frontier.vectors[(frontier.vectors >= least).all(axis=1)]
    return [int(column.max()) for column in fair.T] if len(fair) else None
