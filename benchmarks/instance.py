"""An instance in the forms that are measured: a scenario for negsim, plain tables for everything else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.families import Family, scenario
from negsim.language.load import loads
from negsim.solve.tables.formula import tabulate
from negsim.space.space import compile_scenario


def write(family: Family, folder: Path) -> dict[str, Path]:
    """Write a family's instance into a folder: `yaml` for negsim, `json` for the peers, `txt` for the C program."""
    text = scenario(family)
    paths = {kind: folder / f"{family.name}.{kind}" for kind in ("yaml", "json", "txt")}
    paths["yaml"].write_text(text)
    plain = tables(text)
    paths["json"].write_text(json.dumps(plain))
    paths["txt"].write_text(" ".join(map(str, _numbers(plain))))
    return paths


def tables(text: str) -> dict[str, Any]:
    """A scenario without conditional actors, quota or symbolic clauses, as integer tables."""
    problem = compile_scenario(loads(text, "instance.yaml")).problem
    forbids = [*problem.broken, *problem.barred]
    actors = []
    for actor in problem.actors:
        forbids += actor.crossed
        worths = [(table.scope, table.values) for table in actor.tables]
        for bonus in actor.bonuses:
            held = tabulate(bonus.formula, problem.sizes)
            worths.append((held.scope, held.values * bonus.worth))
        actors.append(
            {
                "threshold": actor.threshold,
                "scale": actor.scale,
                "offset": actor.offset,
                "reservation": [
                    actor.reservation_value.numerator,
                    actor.reservation_value.denominator,
                ],
                "tables": [_table(scope, values) for scope, values in worths],
            }
        )
    return {
        "sizes": list(problem.sizes),
        "actors": actors,
        "forbids": [
            _table(held.scope, held.values.astype(int))
            for held in (tabulate(formula, problem.sizes) for formula in forbids)
        ],
    }


def _table(scope: tuple[int, ...], values: Any) -> dict[str, list[int]]:
    flat = [int(v) for v in np.asarray(values).reshape(-1).tolist()]
    return {"scope": list(scope), "values": flat}


def _numbers(plain: dict[str, Any]) -> list[int]:
    numbers = [len(plain["sizes"]), *plain["sizes"], len(plain["actors"])]
    numbers += [actor["threshold"] for actor in plain["actors"]]
    rows = [(a, t) for a, actor in enumerate(plain["actors"]) for t in actor["tables"]]
    rows += [(-1, t) for t in plain["forbids"]]
    numbers.append(len(rows))
    for actor, table in rows:
        numbers += [actor, len(table["scope"]), *table["scope"], *table["values"]]
    return numbers
