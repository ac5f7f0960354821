"""Parquet: every feasible package, with utilities, gains, who accepts it, and whether it is in the zone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from negsim.document.plain import number
from negsim.document.rows import beside
from negsim.errors import InputError, TooLarge
from negsim.language.model.scenario import Scenario
from negsim.solve.listing.scan import Block, Scan
from negsim.solve.tables.gains import gain_of_total, utility_of_total
from negsim.space.listing import option_values
from negsim.space.space import Space, compile_scenario

MOST_ROWS = 50_000_000


def write_parquet(scenario: Scenario, path: Path) -> int:
    """Write the feasible packages, in package order, and give how many there are.

    Columns are the issues, then ``utility_ACTOR``, ``gain_ACTOR`` and ``accepts_ACTOR`` of every actor, then
    ``in_zone``; with a dot in front where an issue is called so.

    Raises
    ------
    InputError
        The extra that writes Parquet is not installed.
    TooLarge
        There are too many packages to list.
    """
    pa, pq = _libraries()
    space = compile_scenario(scenario)
    if space.problem.total > MOST_ROWS:
        raise TooLarge.one(
            f"{space.problem.total:,} packages are too many for a table",
            f"fix some options with a variant; at most {MOST_ROWS:,} are listed",
        )
    schema = _schema(space, pa)
    rows = 0
    with pq.ParquetWriter(path, schema) as writer:
        for columns, count in _batches(space):
            writer.write_table(pa.table(columns, schema=schema))
            rows += count
    return rows


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError.one(
            "Parquet needs pyarrow, which is not installed", "pip install 'negsim[parquet]'"
        ) from None
    return pa, pq


def _schema(space: Space, pa: Any) -> Any:
    fields = [
        (issue.id, _kind(space, place, pa)) for place, issue in enumerate(space.scenario.issues)
    ]
    for prefix, kind in (
        ("utility", pa.float64()),
        ("gain", pa.float64()),
        ("accepts", pa.bool_()),
    ):
        fields += [(beside(f"{prefix}_{actor}", space.issues), kind) for actor in space.actors]
    return pa.schema([*fields, (beside("in_zone", space.issues), pa.bool_())])


def _kind(space: Space, issue: int, pa: Any) -> Any:
    values = option_values(space, issue)
    if all(isinstance(value, int) for value in values):
        return pa.int64()
    return pa.string() if isinstance(values[0], str) else pa.float64()


def _batches(space: Space) -> Iterator[tuple[dict[str, Any], int]]:
    for block in Scan(space.problem).blocks():
        if len(block):
            yield _columns(space, block), len(block)


def _columns(space: Space, block: Block) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for place, issue in enumerate(space.issues):
        values = option_values(space, place)
        columns[issue] = [values[option] for option in block.options(place).tolist()]
    for prefix, worth in (("utility", utility_of_total), ("gain", gain_of_total)):
        for place, actor in enumerate(space.problem.actors):
            distinct, inverse = np.unique(block.totals(place), return_inverse=True)
            numbers = np.array(
                [number(worth(actor, int(total))) for total in distinct], dtype=float
            )
            columns[beside(f"{prefix}_{space.actors[place]}", space.issues)] = numbers[
                inverse.reshape(-1)
            ]
    for place, name in enumerate(space.actors):
        columns[beside(f"accepts_{name}", space.issues)] = block.accepts(place)
    columns[beside("in_zone", space.issues)] = block.where(block.window.zone)
    return columns
