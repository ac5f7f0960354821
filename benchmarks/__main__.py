"""Measure everything and write docs/reference/benchmarks.md: `python -m benchmarks [--quick]`.

Needs a C compiler. Makes two virtual environments in .bench/ the first time: one for the peers, one for NegMAS alone,
which is under the AGPL and never imported by negsim.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.families import Family, growth
from benchmarks.instance import write
from benchmarks.measure import Measured, measure
from benchmarks.page import page

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
BENCH = ROOT / ".bench"
PEERS = ["numpy", "pandas", "polars", "duckdb", "ortools", "clingo", "paretoset", "pymoo"]

PLAIN = Family("plain_1e6", 10, 4, 3, 0)
LISTED = [
    Family("sparse_1e4", 7, 4, 3, 5, forbidden=2),
    Family("sparse_1e6", 10, 4, 3, 6, forbidden=3),
    Family("dense_1e6", 10, 4, 3, 12, forbidden=3, kind="dense"),
    Family("adversarial_1e6", 10, 4, 2, 4, decimals=4, reservation_value=0.2, kind="adversarial"),
    Family("sparse_2e7", 12, 4, 3, 8, forbidden=3),
]
COUNTED = [Family(f"count_1e9_{seed}", 15, 4, 4, 8, forbidden=4, seed=seed) for seed in (1, 2, 3)]
SWEPT = [
    *(Family(f"p3_1e12_{seed}", 20, 4, 3, 12, forbidden=6, seed=seed) for seed in (1, 2, 3)),
    *(
        Family(f"p4_1e12_{seed}", 20, 4, 4, 12, forbidden=6, reservation_value=0.45, seed=seed)
        for seed in (1, 2, 3)
    ),
    *(Family(f"p3_1e18_{seed}", 30, 4, 3, 12, forbidden=6, seed=seed) for seed in (1, 2, 3)),
    Family("adversarial_1e12", 20, 4, 2, 12, decimals=4, reservation_value=0.2, kind="adversarial"),
    Family("dense_1e12", 20, 4, 3, 8, kind="dense"),
    Family("p6_1e12", 20, 4, 6, 12, forbidden=6, reservation_value=0.45),
]
BASE = Family("grow", 20, 4, 3, 12, forbidden=6)
GROWING = {
    "issues": growth(BASE, "issues", [8, 12, 16, 20, 24, 30]),
    "options": growth(BASE, "options", [2, 3, 4, 5, 6]),
    "principals": growth(replace(BASE, reservation_value=0.45), "principals", [2, 3, 4, 5]),
    "interactions": growth(replace(BASE, kind="dense"), "interactions", [0, 4, 8, 12, 16]),
}


@dataclass(frozen=True)
class Row:
    """One program on one instance."""

    family: Family
    program: str
    measured: Measured


def environment(name: str, packages: list[str]) -> str:
    """The Python of a virtual environment that has some packages, made if it is not there."""
    folder = BENCH / name
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"making {folder.relative_to(ROOT)}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *packages], check=True)
    return str(python)


def negsim(path: Path, engine: str) -> list[str]:
    """The command line, as a user calls it."""
    return [
        str(Path(sys.executable).parent / "negsim"), "run", str(path), "--format", "json",
        "--engine", engine,
    ]  # fmt: skip


def compared(family: Family, folder: Path, peers: str, negmas: str, mark: str) -> Iterator[Row]:
    """Everything that can answer an instance by listing it."""
    paths = write(family, folder)
    columns, searching = str(HERE / "peers" / "columns.py"), str(HERE / "peers" / "searching.py")
    for engine in ("enumerate", "sweep"):
        yield Row(family, f"negsim {engine}", measure(negsim(paths["yaml"], engine)))
    for tool in ("pandas+paretoset", "polars+paretoset", "polars+pymoo", "duckdb+paretoset"):
        yield Row(family, tool, measure([peers, columns, tool, str(paths["json"])]))
    for tool in ("clingo", "cpsat"):
        yield Row(family, tool, measure([peers, searching, tool, str(paths["json"])]))
    if not family.interactions:
        points = str(HERE / "peers" / "negmas_points.py")
        yield Row(family, "NegMAS", measure([negmas, points, str(paths["json"])]))
    yield Row(family, "C", measure([mark], paths["txt"]))


def counted(family: Family, folder: Path, mark: str) -> Iterator[Row]:
    """Counting alone."""
    paths = write(family, folder)
    for engine in ("enumerate", "sweep"):
        yield Row(family, f"negsim {engine}", measure(negsim(paths["yaml"], engine)))
    yield Row(family, "C", measure([mark], paths["txt"]))


def swept(family: Family, folder: Path, peers: str | None) -> Iterator[Row]:
    """What nobody lists."""
    paths = write(family, folder)
    parts = str(HERE / "parts.py")
    yield Row(family, "parts", measure([sys.executable, parts, str(paths["yaml"])]))
    if peers is not None:
        yield Row(family, "negsim run", measure(negsim(paths["yaml"], "sweep")))
        searching = str(HERE / "peers" / "searching.py")
        yield Row(family, "cpsat", measure([peers, searching, "cpsat", str(paths["json"])]))


def told(rows: Iterator[Row]) -> list[Row]:
    """The rows, each said as it is done."""
    found = []
    for row in rows:
        found.append(row)
        ended = row.measured.why_not or f"{row.measured.seconds:.2f} s"
        print(f"{row.family.name:24} {row.program:20} {ended}", file=sys.stderr)
    return found


def main() -> None:
    """Measure, and write the page."""
    quick = "--quick" in sys.argv
    peers, negmas = environment("peers", PEERS), environment("negmas", ["negmas"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mark = str(folder / "split")
        compiler = ["cc", "-O3", "-march=native", "-o", mark, str(HERE / "split.c")]
        subprocess.run(compiler, check=True)
        small = Family("start", 2, 2, 2, 0)
        starts = told(compared(small, folder, peers, negmas, mark))
        listed = [
            row
            for family in ([PLAIN, *LISTED[:2]] if quick else [PLAIN, *LISTED])
            for row in told(compared(family, folder, peers, negmas, mark))
        ]
        counts = [
            row
            for family in (COUNTED[:1] if quick else COUNTED)
            for row in told(counted(family, folder, mark))
        ]
        sweeps = [
            row
            for family in (SWEPT[::3] if quick else SWEPT)
            for row in told(swept(family, folder, peers))
        ]
        grown = {
            key: [row for family in families for row in told(swept(family, folder, None))]
            for key, families in GROWING.items()
        }
    page(
        ROOT / "docs" / "reference",
        machine=f"{platform.machine()}, Python {platform.python_version()}",
        starts=starts,
        listed=listed,
        counts=counts,
        sweeps=sweeps,
        grown=grown,
    )


if __name__ == "__main__":
    main()
