"""Measure everything and write docs/reference/benchmarks.md: `python -m benchmarks [--quick] [--only SECTION]`.

With --only listed, counted, voted, explained, swept, grown, spread, explored, studio, briefs or gate, that section
alone is measured. Each is written into the page that is there as soon as it is measured.

Needs a C compiler. Makes two virtual environments in .bench/ the first time: one for the peers, one for NegMAS alone,
which is under the AGPL and never imported by negsim.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import brief, cluster, councils, explore, gate, studio
from benchmarks.councils import COUNCILS, Council
from benchmarks.families import Family, growth, scenario
from benchmarks.instance import write
from benchmarks.measure import Measured, measure
from benchmarks.page import page
from benchmarks.texts import SECTIONS
from negsim.language.load import load, loads
from negsim.language.shipped import locate, shipped_names

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
EXPLAINED = [
    Family(
        f"empty_1e12_{lines}_{seed}",
        *(20, 4, 3, 12),
        forbidden=6,
        red_lines=lines,
        reservation_value=0.75,
        seed=seed,
    )
    for lines, seed in ((4, 1), (8, 1), (12, 1), (16, 1), (16, 2), (20, 1), (20, 2), (24, 2))
]
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

    family: Family | Council
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
    """Counting."""
    paths = write(family, folder)
    for engine in ("enumerate", "sweep"):
        yield Row(family, f"negsim {engine}", measure(negsim(paths["yaml"], engine)))
    both = [*negsim(paths["yaml"], "enumerate"), "--jobs", "2"]
    yield Row(family, "negsim enumerate --jobs 2", measure(both))
    alone = [sys.executable, str(HERE / "counting.py"), str(paths["yaml"])]
    yield Row(family, "negsim enumerate, counting alone", measure(alone))
    yield Row(family, "C", measure([mark], paths["txt"]))


def voted(council: Council, folder: Path) -> Iterator[Row]:
    """Winning coalitions of a council, by either engine and by the one that negsim takes by itself."""
    path = folder / f"{council.name}.yaml"
    path.write_text(councils.scenario(council))
    for engine in ("auto", "enumerate", "sweep"):
        yield Row(council, f"negsim {engine}", measure(negsim(path, engine)))


def swept(family: Family, folder: Path, peers: str | None) -> Iterator[Row]:
    """What nobody lists."""
    paths = write(family, folder)
    parts = str(HERE / "parts.py")
    yield Row(family, "parts", measure([sys.executable, parts, str(paths["yaml"])]))
    if peers is not None:
        run = negsim(paths["yaml"], "sweep")
        yield Row(family, "negsim run", measure(run))
        yield Row(family, "negsim run --exact", measure([*run, "--exact"]))
        searching = str(HERE / "peers" / "searching.py")
        yield Row(family, "cpsat", measure([peers, searching, "cpsat", str(paths["json"])]))


def explained(family: Family, folder: Path) -> Iterator[Row]:
    """Why nothing is left of what nobody lists."""
    paths = write(family, folder)
    for jobs in ("1", "2"):
        why = [sys.executable, str(HERE / "explaining.py"), str(paths["yaml"]), jobs]
        yield Row(family, jobs, measure(why))


def told(rows: Iterator[Row]) -> list[Row]:
    """The rows, each said as it is done."""
    found = []
    for row in rows:
        found.append(row)
        ended = row.measured.why_not or f"{row.measured.seconds:.2f} s"
        print(f"{row.family.name:24} {row.program:20} {ended}", file=sys.stderr)
    return found


def sections(names: Collection[str], *, quick: bool) -> dict[str, Any]:
    """Measure some sections of the page."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mark = str(folder / "split")
        compiler = ["cc", "-O3", "-march=native", "-o", mark, str(HERE / "split.c")]
        subprocess.run(compiler, check=True)
        if "listed" in names:
            peers, negmas = environment("peers", PEERS), environment("negmas", ["negmas"])
            small = Family("start", 2, 2, 2, 0)
            families = [small, PLAIN, *(LISTED[:2] if quick else LISTED)]
            found["listed"] = [
                row
                for family in families
                for row in told(compared(family, folder, peers, negmas, mark))
            ]
        if "spread" in names:
            found["spread"] = cluster.measured()
        if "explored" in names:
            made = {one.name: loads(scenario(one), f"{one.name}.yaml") for one in COUNTED}
            pages = {"ukraine_2025": load(locate("ukraine_2025")), **made}
            found["explored"] = list(explore.measured(pages, 20 if quick else 200))
        if "studio" in names:
            found["studio"] = studio.measured(shipped_names(), 5 if quick else 20, seed=1)
        if "briefs" in names:
            found["briefs"] = brief.measured(times=1 if quick else brief.TIMES)
        if "gate" in names:
            found["gate"] = gate.measured()
        if "counted" in names:
            found["counted"] = [
                row
                for family in (COUNTED[:1] if quick else COUNTED)
                for row in told(counted(family, folder, mark))
            ]
        if "voted" in names:
            found["voted"] = [
                row
                for council in (COUNCILS[:1] if quick else COUNCILS)
                for row in told(voted(council, folder))
            ]
        if "explained" in names:
            found["explained"] = [
                row
                for family in (EXPLAINED[:2] if quick else EXPLAINED)
                for row in told(explained(family, folder))
            ]
        if "swept" in names:
            peers = environment("peers", PEERS)
            found["swept"] = [
                row
                for family in (SWEPT[::3] if quick else SWEPT)
                for row in told(swept(family, folder, peers))
            ]
        if "grown" in names:
            found["grown"] = {
                key: [row for family in families for row in told(swept(family, folder, None))]
                for key, families in GROWING.items()
            }
    return found


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few instances of each section")
    parser.add_argument("--only", choices=list(SECTIONS), help="measure one section alone")
    wanted = parser.parse_args()
    for name in [wanted.only] if wanted.only else list(SECTIONS):
        page(
            ROOT / "docs" / "reference",
            machine=f"{platform.machine()}, Python {platform.python_version()}",
            measured=sections([name], quick=wanted.quick),
        )


if __name__ == "__main__":
    main()
