"""The zone's packages one by one, in package order, without pandas: for CSV, spreadsheets and DataFrames alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import numpy as np

from negsim.document.plain import number
from negsim.document.rows import beside
from negsim.solve.answer import Answer
from negsim.solve.listing.scan import Block, Scan
from negsim.solve.patience import reach
from negsim.solve.tables.gains import gain_of_total, gains, utilities, utility_of_total
from negsim.space.space import Space


class _Enough(Exception):
    """As many packages have been looked at as somebody waits for."""


def zone_columns(space: Space) -> list[str]:
    """Name the columns of a table of packages: issues, then utility and gain of every actor."""
    worths = [f"{what}_{actor}" for what in ("utility", "gain") for actor in space.actors]
    return [*space.issues, *(beside(name, space.issues) for name in worths)]


def zone_rows(space: Space, given: Answer) -> Iterator[tuple[Any, ...]]:
    """Give the zone's packages, columns as in `zone_columns`; walk only as far as they are asked for.

    Of a space that would take hours to be gone through: those among the first packages, as many as can be looked at
    while somebody waits; where none is among them, and of a space larger still, those that bargaining solutions pick.
    """
    if not given.zone_size:
        return
    last = reach(space.problem)
    if last == 0:
        yield from _picked(space, given)
        return

    def stop(done: int, _: int) -> None:
        if last is not None and done >= last:
            raise _Enough

    windows = Scan(space.problem).windows(stop)
    is_found = False
    with suppress(_Enough):
        for window in windows:
            block = window.block(window.zone)
            if len(block):
                is_found = True
                yield from zip(*_columns(space, block), strict=True)
    if not is_found:
        yield from _picked(space, given)


def left_off(size: int, written: int, limit: int) -> str | None:
    """Say how many packages of the zone are not among those written, and where they are; None where all are."""
    if size <= written:
        return None
    said = f"{written:,} of {size:,} packages of the zone written, {size - written:,} left off"
    if written < limit:
        return f"{said}, beyond the packages that were gone through"
    return f"{said}; `limit` {size} writes all"


def option_values(space: Space, issue: int) -> list[str | int | float]:
    """Give an issue's options as packages show them: ids, or numbers on numeric issues."""
    spec = space.scenario.issues[issue]
    if spec.range is None:
        return [option.id for option in spec.options]
    return [int(value) if value.denominator == 1 else number(value) for value in spec.range.values]


def _picked(space: Space, given: Answer) -> Iterator[tuple[Any, ...]]:
    """Give what bargaining solutions pick, in package order."""
    for package in sorted({one for found in given.solutions.values() for one in found.packages}):
        worths = (*utilities(space.problem, package), *gains(space.problem, package))
        yield (*space.words(package).values(), *map(number, worths))


def _columns(space: Space, block: Block) -> list[list[Any]]:
    columns = []
    for i in range(len(space.issues)):
        values = option_values(space, i)
        columns.append([values[option] for option in block.options(i).tolist()])
    for worth in (utility_of_total, gain_of_total):
        for a, actor in enumerate(space.problem.actors):
            # Few totals differ, and each is rounded from its fraction, so that tables and JSON agree.
            distinct, inverse = np.unique(block.totals(a), return_inverse=True)
            numbers = [number(worth(actor, int(total))) for total in distinct]
            columns.append([numbers[place] for place in inverse.reshape(-1).tolist()])
    return columns
