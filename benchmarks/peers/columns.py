"""pandas, polars or DuckDB: list all packages, sum up, filter; the frontier by paretoset or pymoo where asked.

Usage: columns.py {pandas|polars|duckdb}[+paretoset|+pymoo] INSTANCE.json
"""

import json
import sys
from math import prod
from pathlib import Path

import numpy as np


def main(tool, path):
    """Print what a tool finds in an instance."""
    tool, _, filtering = tool.partition("+")
    plain = json.loads(Path(path).read_text())
    totals = {"pandas": by_pandas, "polars": by_polars, "duckdb": by_duckdb}[tool](plain)
    found = {"zone": len(totals)}
    if filtering:
        found["frontier"] = int(frontier(totals, filtering).sum())
    gains = [
        (totals[:, a] + actor["offset"]) / actor["scale"]
        - actor["reservation"][0] / actor["reservation"][1]
        for a, actor in enumerate(plain["actors"])
    ]
    found["floor"] = float(np.min(gains, axis=0).max()) if len(totals) else None
    print(json.dumps(found))


def frontier(totals, filtering):
    """Which rows no other dominates."""
    if filtering == "paretoset":
        from paretoset import paretoset

        return paretoset(totals, sense=["max"] * totals.shape[1], distinct=False)
    from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

    first = NonDominatedSorting().do(-totals, only_non_dominated_front=True)
    mask = np.zeros(len(totals), dtype=bool)
    mask[first] = True
    return mask


def strides(sizes):
    """How far apart, in package order, the options of each issue lie."""
    return [prod(sizes[i + 1 :]) for i in range(len(sizes))]


def by_pandas(plain):
    """The totals of the zone, a package a row."""
    import pandas as pd

    sizes = plain["sizes"]
    grids = np.indices(sizes, dtype=np.int8).reshape(len(sizes), -1)
    frame = pd.DataFrame({f"i{k}": column for k, column in enumerate(grids)})

    def look(table):
        shape = [sizes[i] for i in table["scope"]]
        values = np.array(table["values"], dtype=np.int64).reshape(shape)
        return values[tuple(frame[f"i{i}"].to_numpy() for i in table["scope"])]

    is_open = np.ones(len(frame), dtype=bool)
    for table in plain["forbids"]:
        is_open &= look(table) == 0
    for a, actor in enumerate(plain["actors"]):
        frame[f"t{a}"] = sum(look(table) for table in actor["tables"])
        is_open &= (frame[f"t{a}"] >= actor["threshold"]).to_numpy()
    return frame.loc[is_open, [f"t{a}" for a in range(len(plain["actors"]))]].to_numpy()


def by_polars(plain):
    """The totals of the zone, a package a row."""
    import polars as pl

    sizes = plain["sizes"]
    places = strides(sizes)

    def look(table):
        index = pl.lit(0, dtype=pl.Int64)
        for i in table["scope"]:
            index = index * sizes[i] + pl.col(f"i{i}")
        return pl.lit(pl.Series(table["values"], dtype=pl.Int64)).gather(index)

    rows = pl.LazyFrame({"p": pl.Series(range(1))}).select(
        pl.int_range(0, prod(sizes), dtype=pl.Int64).alias("p")
    )
    rows = rows.select(
        [
            ((pl.col("p") // s) % n).alias(f"i{k}")
            for k, (s, n) in enumerate(zip(places, sizes, strict=True))
        ]
    )
    totals = [
        pl.sum_horizontal([look(t) for t in actor["tables"]]).alias(f"t{a}")
        for a, actor in enumerate(plain["actors"])
    ]
    broken = [look(t).alias(f"f{k}") for k, t in enumerate(plain["forbids"])]
    rows = rows.select([*totals, *broken])
    for k in range(len(broken)):
        rows = rows.filter(pl.col(f"f{k}") == 0)
    for a, actor in enumerate(plain["actors"]):
        rows = rows.filter(pl.col(f"t{a}") >= actor["threshold"])
    return rows.select([f"t{a}" for a in range(len(plain["actors"]))]).collect().to_numpy()


def by_duckdb(plain):
    """The totals of the zone, a package a row."""
    import duckdb

    sizes = plain["sizes"]

    def look(table):
        index = "0"
        for i in table["scope"]:
            index = f"({index}) * {sizes[i]} + i{i}"
        return f"({table['values']}::BIGINT[])[{index} + 1]"

    options = ", ".join(
        f"(p // {s}) % {n} AS i{k}"
        for k, (s, n) in enumerate(zip(strides(sizes), sizes, strict=True))
    )
    totals = ", ".join(
        " + ".join(look(t) for t in actor["tables"]) + f" AS t{a}"
        for a, actor in enumerate(plain["actors"])
    )
    broken = " AND ".join([f"{look(t)} = 0" for t in plain["forbids"]] or ["true"])
    keeps = " AND ".join(f"t{a} >= {x['threshold']}" for a, x in enumerate(plain["actors"]))
    query = (
        f"SELECT * FROM (SELECT {totals} FROM (SELECT {options} FROM range({prod(sizes)}) r(p))"
        f" WHERE {broken}) WHERE {keeps}"
    )
    found = duckdb.sql(query).fetchnumpy()
    return np.column_stack([np.asarray(found[f"t{a}"]) for a in range(len(plain["actors"]))])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
