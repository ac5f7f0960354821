"""Which stacks of variants are compared: those that expectations name, and the smallest that open the zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.questions.zone.find import Engine, run
from negsim.solve.listing.scan import Scan
from negsim.solve.patience import is_soon_walked
from negsim.space.space import compile_scenario
from negsim.spread import Spread

Stack = tuple[str, ...]
LARGEST = 3  # variants of a stack that is looked for
LISTED = 5  # stacks


def named_stacks(scenario: Scenario, variants: Sequence[str] = ()) -> list[Stack]:
    """Give the stacks of two variants or more that the file's expectations name, of none that is in force already."""
    named = dict.fromkeys(one.variant for one in scenario.expectations if len(one.variant) > 1)
    return [stack for stack in named if not set(stack) & set(variants)]


def opening_stacks(
    scenario: Scenario,
    variants: Sequence[str],
    sets: Sequence[str],
    engine: Engine = "auto",
    spread: Spread | None = None,
) -> tuple[Stack, ...] | None:
    """Find the smallest stacks of two or three variants that open the zone, where no variant does alone.

    Returns
    -------
    tuple of tuple of str, or None
        Sets of variants in the file's order, all of the smallest size that opens, the first five; those that cannot be
        applied are passed over. None where none opens.
    """
    names = [one.id for one in scenario.variants if one.id not in variants]
    for size in range(2, LARGEST + 1):
        stacks = _applied(scenario, combinations(names, size), variants, sets)
        found = list(islice(_opening(stacks, engine, spread or Spread()), LISTED))
        if found:
            return tuple(found)
    return None


def _applied(
    scenario: Scenario, stacks: Iterator[Stack], variants: Sequence[str], sets: Sequence[str]
) -> Iterator[tuple[Stack, Scenario]]:
    for stack in stacks:
        try:
            yield stack, apply(scenario, [*variants, *stack], sets)
        except InputError:
            continue


def _opening(
    stacks: Iterator[tuple[Stack, Scenario]], engine: Engine, spread: Spread
) -> Iterator[Stack]:
    """Those that open, in their order; no more are asked than it takes, but for what others do at the same time."""
    at_once = spread.parts if spread.is_elsewhere else 1
    while batch := list(islice(stacks, at_once)):
        opens = spread.map(_is_open, [(scenario, engine) for _, scenario in batch])
        yield from (stack for (stack, _), is_open in zip(batch, opens, strict=True) if is_open)


def _is_open(task: tuple[Scenario, Engine]) -> bool:
    scenario, engine = task
    problem = compile_scenario(scenario).problem
    if engine != "sweep" and is_soon_walked(problem):
        return any(bool(window.zone.any()) for window in Scan(problem).windows())
    return run(scenario, engine=engine).zone.is_open
