"""One row per variant: its zone, floor and conflicts, what it changes against the base, and what to say of that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.questions.compare.changes import changes
from negsim.questions.compare.effect import in_words
from negsim.questions.compare.result import Comparison, Effect, LeftOut, VariantRow
from negsim.questions.compare.stacks import Stack, named_stacks, opening_stacks
from negsim.questions.zone.find import Engine, run
from negsim.questions.zone.result import Findings
from negsim.solve.ahead import Told, foresee_answers
from negsim.space.space import compile_scenario
from negsim.spread import Spread

Progress = Callable[[int, int], None]
# What of the findings must be alike for nothing to be changed.
_COUNTED = (
    "packages accepted_by red_line_accepted_by coalitions zone ratification solutions frontier floor"
    " conflicts"
).split()


def compare(
    scenario: Scenario,
    stacks: Iterable[Sequence[str]] | None = None,
    variants: Sequence[str] = (),
    sets: Sequence[str] = (),
    *,
    engine: Engine = "auto",
    exact: bool = False,
    spread: Spread | None = None,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Comparison:
    """Say what each variant comes to, beside the base.

    Parameters
    ----------
    scenario : Scenario
        As written, without variants.
    stacks : iterable of sequences of str, optional
        The rows after the base, each a stack of variants. Absent, every variant of the file by itself, in its order;
        the stacks that its expectations name; and, where none of these opens the zone, the smallest stacks that do.
    variants, sets : sequence of str
        Applied to every row, the base too: variants before those of the row, single changes last.
    engine, exact
        As for `negsim.questions.zone.find.run`.
    spread : Spread, optional
        Where the rows are worked on; this process where absent. The result is the same.
    progress : callable, optional
        Called with the number of rows done, and of how many.
    told : callable, optional
        Called once, before the work begins, with the packages that are gone through, and about how many seconds that
        takes.

    Raises
    ------
    InputError
        A stack that was asked for and cannot be applied.
    """
    where = spread or Spread()
    asked = None if stacks is None else [tuple(stack) for stack in stacks]
    wanted = asked
    if wanted is None:
        wanted = [(variant.id,) for variant in scenario.variants if variant.id not in variants]
        wanted += named_stacks(scenario, variants)
    stood: list[tuple[Stack, Scenario]] = [((), apply(scenario, variants, sets))]
    left_out = []
    for stack in wanted:
        try:
            other = apply(scenario, [*variants, *stack], sets)
        except InputError as error:
            if asked is not None:
                raise
            left_out.append(LeftOut(stack, error.faults[0].what))
            continue
        if stack:
            stood.append((stack, other))

    def row_done(done: int) -> None:
        if progress is not None:
            progress(done, len(stood))

    foresee_answers((compile_scenario(other).problem for _, other in stood), told, engine=engine)
    found = where.map(_run, [(other, engine, exact) for _, other in stood], row_done)
    opening: tuple[Stack, ...] | None = ()
    if asked is None and not any(one.zone.is_open for one in found):
        opening = opening_stacks(scenario, variants, sets, engine, where)
        more = [(stack, apply(scenario, [*variants, *stack], sets)) for stack in opening or ()]
        stood += more
        found += where.map(_run, [(other, engine, exact) for _, other in more])
    base = found[0]
    rows = [VariantRow((), base, (), "base", 0, in_words(base, base, (), "base", 0))]
    rows += [
        _row(base, stack, findings)
        for (stack, _), findings in zip(stood[1:], found[1:], strict=True)
    ]
    return Comparison(base.scenario, tuple(rows), tuple(left_out), opening, asked is None)


def _run(task: tuple[Scenario, Engine, bool]) -> Findings:
    scenario, engine, exact = task
    return run(scenario, engine=engine, exact=exact)


def _row(base: Findings, stack: Stack, findings: Findings) -> VariantRow:
    found = changes(base.scenario, findings.scenario)
    effect, gone = effect_of(base, findings), knots_gone(base, findings)
    says = in_words(base, findings, found, effect, gone)
    return VariantRow(stack, findings, found, effect, gone, says)


def knots_gone(base: Findings, other: Findings) -> int:
    """Count the base's groups of conflicts in which no conflict of another lies within one of the group's."""
    if other.zone.is_open:
        return len(base.independent)
    still = [set(conflict.paths) for conflict in other.conflicts]
    return sum(
        not any(conflict <= set(one.paths) for one in group for conflict in still)
        for group in base.independent
    )


def effect_of(base: Findings, other: Findings) -> Effect:
    """Say in a word what other findings are beside those of the base."""
    if base.zone.is_open != other.zone.is_open:
        return "opens" if other.zone.is_open else "closes"
    if _counted(base) == _counted(other):
        return "none"
    if other.zone.is_open:
        is_same = (base.zone, base.floor) == (other.zone, other.floor)
        return "same_zone" if is_same else "zone"
    is_same = [c.paths for c in base.conflicts] == [c.paths for c in other.conflicts]
    return "same_conflicts" if is_same else "other_conflicts"


def _counted(findings: Findings) -> dict[str, Any]:
    told = findings.to_dict()
    return {key: told[key] for key in _COUNTED if key in told}
