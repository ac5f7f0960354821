"""The page of results: tables and a chart."""

from __future__ import annotations

import os
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.__main__ import Row
    from benchmarks.brief import Brief
    from benchmarks.cluster import Grown
    from benchmarks.explore import Explored
    from benchmarks.gate import Gate
    from benchmarks.studio import Answered

HEAD = """# Benchmarks

Measured by `python -m benchmarks`, from a checkout, each section in one run on {cores} cores ({machine}), one program
at a time; `--only SECTION` measures one of them again. It needs a C compiler, makes two environments in `.bench/` for
the other programs, and writes this page; the instances are drawn from the seeds in `benchmarks/families.py`. Seconds
are wall time with the start of the program, reading and writing; megabytes are the peak of its memory. Every program is
stopped at {limit} s or {memory} GB. Ratios travel to other machines, seconds do not.

An instance is named after its kind and its number of packages. *Sparse* interactions tie up to three neighbouring
issues, *dense* ones any; *adversarial* principals want opposite things, with fine scores. All programs that count the
zone or find its floor (what the worst-off principal gains in the egalitarian solution) found the same.
"""

LISTED = """negsim answers everything that `run` reports. pandas, polars and DuckDB list and filter all packages and
leave the frontier to paretoset (which compiles itself at its first call) or pymoo; clingo counts the zone; CP-SAT finds
the floor alone; NegMAS lists all outcomes, their frontier, Nash and Kalai points (additive utilities only, no rules);
the C program counts the zone, acceptances and coalitions on one thread. The first column is an instance of four
packages: what starting costs.
"""

SWEPT = """*Frontier and solutions*: existence, the frontier with the number of its packages, every solution with its
ties. *Zone*: its exact size, with the frequency of every option, by the sweep alone; *out of reach* is what outgrows
memory. Both without start and reading. *All of `run`*: the whole command, with everybody's acceptances and all
coalitions; *off by*: half the 95% interval of the zone, where that would take more than about ten seconds to
count and is estimated; all else but coalitions is exact all the same. *`run --exact`* counts everything. Width is
that of the order of issues, in bits.
"""


COUNTED = """The C program counts the zone, acceptances and coalitions; so does negsim's *counting alone*, by its
enumerating engine in one process, start and reading included. `negsim run` finds the frontier, all solutions and the
frequencies of options besides.
"""

EXPLAINED = """Minimal corrections with what each opens and its witness, and minimal conflicts, of red lines and
walk-away values, without start and reading, in one process and in two (`--jobs 2`). The numbers behind the name are
that of red lines of each of three principals and the seed. Of more than 1,000 corrections those with fewest steps are
looked at closely, and of conflicts 10,000 are listed.
"""

VOTED = """Each member votes on an issue of its own, so that the zone is the set of winning coalitions. *eu_27*: the
Council of the European Union, 15 of 27 states with 65% of the residents, or all but three states; *eu_27_alone*: 20
states with 65%, where nobody proposed it that may; *fund_24*: a board of the shape of the Monetary Fund's, 24 chairs
with votes in hundredths of a per cent, and 85%. `auto` is what `negsim run` takes by itself.
"""

STUDIO = """From a change on the page of `negsim studio` to the frame in which its answer stands, in Chromium: a list of
an actor, at random, is set to another value, twenty times for each shipped scenario, each time once the pictures of the
answer before are drawn. Reading and splicing the file, answering, telling and drawing headline, knots or zone, and all
else of page one are included; the pictures below follow. *A key*: from a key in the text to the next frame, at most.
`python -m benchmarks.studio` measures it alone.
"""

EXPLORED = """The file that `negsim explore` writes, opened in Chromium: *ready* is from its packed model to the first
answer, *a change* from a change of one thing (a red line, a walk-away value, a weight, an option, whose consent is
asked) to its answer, {count} of them at random. Up to two million feasible packages are listed; beyond, all are counted
as pairs of two halves. Of these the answer is whether there is a deal, how many packages, who accepts how many, and
option by option; *with all that follows* is what each could ask for, whom packages suit two by two, and what the ideas
of fairness pick. `python -m benchmarks.explore` measures it alone.
"""

SPREAD = """Seconds in one process without Dask, and on so many workers of a Dask scheduler on this machine of {cores}
cores, so that four can be no sooner than two. All gave the same to the byte. Of a sweep only minimal corrections are
shared out. `python -m benchmarks.cluster` measures it alone.
"""

BRIEFS = """`negsim run SCENARIO --out DIR`, the median of {times} runs: report, Word, workbook and charts, on one
processor and on two (`ukraine_2025` is large enough to be shared out). Behind it the seconds of its parts in one
process, those that take longest first; *pages* draws all pictures and writes all files. `python -m benchmarks.brief`
measures it alone.
"""

GATE = """All of `.ci/run` in a fresh clone, with its environment made anew: {minutes:.0f} min {seconds:.0f} s,
{tests:,} tests. The other steps go on beside the tests, one after another. What the tests themselves cost, part by
part, is told in [how it is tested](../explanation/testing.md). `python -m benchmarks.gate` measures it alone.
"""

# The sections of the page, in their order, by what they are measured as.
SECTIONS = {
    "listed": "Spaces that can be listed",
    "counted": "Counting 10⁹ packages for 4 actors",
    "voted": "Winning coalitions of large councils",
    "swept": "Spaces that nobody lists",
    "explained": "Why nothing is left of 10¹² packages",
    "grown": "Growth",
    "spread": "On the workers of a cluster",
    "explored": "A change on the page of `explore`, and its answer",
    "studio": "A change in the studio, and its answer",
    "briefs": "A brief",
    "gate": "The gate",
}


def page(folder: Path, *, machine: str, measured: Mapping[str, Any]) -> None:
    """Write `benchmarks.md` and `benchmarks.svg`; sections that were not measured stay as they are."""
    from benchmarks.measure import GIGABYTES, SECONDS

    path = folder / "benchmarks.md"
    texts = _sections(path) if path.exists() else {}
    write = {
        "listed": lambda rows: LISTED + "\n" + _wide(rows),
        "counted": lambda rows: COUNTED + "\n" + _wide(rows),
        "voted": lambda rows: VOTED + "\n" + _voted(rows),
        "swept": lambda rows: SWEPT + "\n" + _swept(rows),
        "explained": lambda rows: EXPLAINED + "\n" + _explained(rows),
        "grown": _growth,
        "spread": _spread,
        "explored": _explored,
        "studio": lambda found: STUDIO + "\n" + _answered(found),
        "briefs": _briefs,
        "gate": _gate,
    }
    for name, found in measured.items():
        if name in ("listed", "counted", "voted", "swept", "explained"):
            _agree(found)
        texts[SECTIONS[name]] = write[name](found)
    if "grown" in measured:
        _chart(folder / "benchmarks.svg", measured["grown"])
    head = HEAD.format(cores=os.cpu_count(), machine=machine, limit=SECONDS, memory=GIGABYTES)
    parts = [
        f"## {title}\n\n{texts[title].strip()}\n" for title in SECTIONS.values() if title in texts
    ]
    path.write_text("\n".join([head, *parts]), "utf-8")


def _sections(path: Path) -> dict[str, str]:
    """The sections of the page that is there, by their titles."""
    _, *parts = path.read_text("utf-8").split("\n## ")
    return {title: text for title, _, text in (part.partition("\n") for part in parts)}


def _agree(rows: Sequence[Row]) -> None:
    """No figure of one instance differs from program to program."""
    zones: dict[str, set[int]] = {}
    floors: dict[str, list[float]] = {}
    for row in rows:
        found = row.measured.found or {}
        zone = found.get("zone")
        if isinstance(zone, Mapping):
            zone = zone["size"] if found["exact"] else None
        if isinstance(zone, int):
            zones.setdefault(row.family.name, set()).add(zone)
        is_proved = found.get("proved", True)
        if isinstance(found.get("floor"), float) and is_proved:
            floors.setdefault(row.family.name, []).append(found["floor"])
    assert all(len(sizes) == 1 for sizes in zones.values()), zones
    assert all(max(some) - min(some) < 1e-6 for some in floors.values()), floors


def _cell(row: Row) -> str:
    if row.measured.found is None:
        return row.measured.why_not
    return f"{row.measured.seconds:.2f} s, {row.measured.megabytes:,.0f} MB"


def _answered(found: Sequence[Answered]) -> str:
    lines = ["| scenario | median | slowest | a key |", "|---|---|---|---|"]
    for one in found:
        times = (statistics.median(one.changes), max(one.changes), max(one.keys))
        lines.append(f"| {one.name} | " + " | ".join(f"{time:.0f} ms" for time in times) + " |")
    return "\n".join(lines) + "\n"


def _wide(rows: Sequence[Row]) -> str:
    names = list(dict.fromkeys(row.family.name for row in rows))
    programs = list(dict.fromkeys(row.program for row in rows))
    cells = {(row.program, row.family.name): _cell(row) for row in rows}
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    lines += [
        f"| {program} | " + " | ".join(cells.get((program, name), "–") for name in names) + " |"
        for program in programs
    ]
    return "\n".join(lines) + "\n"


def _voted(rows: Sequence[Row]) -> str:
    lines = [
        "| council | packages | winning coalitions | auto | enumerate | sweep |",
        "|---|---|---|---|---|---|",
    ]
    for name in dict.fromkeys(row.family.name for row in rows):
        mine = [row for row in rows if row.family.name == name]
        counts = {row.measured.found["zone"]["size"] for row in mine if row.measured.found}
        wins = " or ".join(f"{count:,}" for count in sorted(counts)) or "–"
        cells = [name, f"{mine[0].family.packages:,}", wins, *map(_cell, mine)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _parts(row: Row) -> list[str]:
    found = row.measured.found
    if found is None:
        return [row.measured.why_not, "–", "–", "–"]
    zone = "out of reach"
    if found["zone"] is not None:
        zone = f"{found['zone']:,} in {found['zone_seconds']:.2f} s"
    return [
        f"{found['frontier_seconds']:.2f} s",
        f"{found['vectors']:,}",
        zone,
        f"{found['width']:.0f}",
    ]


COLUMNS = (
    "instance",
    "frontier and solutions",
    "distinct vectors",
    "zone",
    "width",
    "all of `run`",
    "off by",
    "`run --exact`",
    "CP-SAT, floor alone",
)


def _swept(rows: Sequence[Row]) -> str:
    lines = [
        "| " + " | ".join(COLUMNS) + " |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name in dict.fromkeys(row.family.name for row in rows):
        mine = {row.program: row for row in rows if row.family.name == name}
        run, exact = mine["negsim run"], mine["negsim run --exact"]
        told = "out of reach" if exact.measured.why_not == "failed" else _cell(exact)
        cells = [name, *_parts(mine["parts"]), _cell(run), _off_by(run), told, _cell(mine["cpsat"])]
        if not (mine["cpsat"].measured.found or {}).get("proved", True):
            cells[-1] += " (not proved)"
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _off_by(row: Row) -> str:
    """How far an estimate may be off, in per cent of it."""
    found = row.measured.found
    if found is None:
        return "–"
    zone = found["zone"]
    if "interval" not in zone:
        return "exact"
    low, high = zone["interval"]
    return f"{100 * (high - low) / 2 / max(1, zone['size']):.1f}%"


def _explained(rows: Sequence[Row]) -> str:
    lines = [
        "| instance | corrections | conflicts | one process | memory | two processes |",
        "|---|---|---|---|---|---|",
    ]
    for alone, both in zip(rows[::2], rows[1::2], strict=True):
        found, memory = alone.measured.found, f"{alone.measured.megabytes:,.0f} MB"
        numbers = [f"{found[key]:,}" if found else "–" for key in ("corrections", "conflicts")]
        cells = [alone.family.name, *numbers, _took(alone), memory, _took(both)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _took(row: Row) -> str:
    found = row.measured.found
    return row.measured.why_not if found is None else f"{found['seconds']:.2f} s"


def _spread(found: Sequence[Grown]) -> str:
    from benchmarks.cluster import WORKERS

    assert all(one.are_same for one in found)
    head = "".join(f" {count} worker{'s' if count > 1 else ''} |" for count in WORKERS)
    lines = [f"| | alone |{head}", "|---|--:|" + "--:|" * len(WORKERS)]
    for one in found:
        cells = [f"{seconds:.1f}" for seconds in (one.alone, *one.on_workers)]
        lines.append(f"| {one.name} | {' | '.join(cells)} |")
    return SPREAD.format(cores=os.cpu_count()) + "\n" + "\n".join(lines)


def _explored(found: Sequence[Explored]) -> str:
    head = (
        "| scenario | packages | kB | ready, s | a change, median ms | nine in ten | slowest"
        " | with all that follows, median ms | nine in ten | slowest |"
    )
    lines = [head, "|---|" + "--:|" * 9]
    for one in found:
        numbers = [
            time
            for took in (one.changes, one.whole)
            for time in (statistics.median(took), took[len(took) * 9 // 10], took[-1])
        ]
        size = f"{one.packages:,} | {one.kilobytes:,.0f} | {one.ready / 1000:.1f}"
        lines.append(f"| {one.name} | {size} | {' | '.join(f'{n:,.0f}' for n in numbers)} |")
    return EXPLORED.format(count=len(found[0].changes)) + "\n" + "\n".join(lines)


def _briefs(found: Sequence[Brief]) -> str:
    from benchmarks.brief import TIMES

    lines = [
        "| scenario | packages | pictures | one processor | two | of it, in one process |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for one in found:
        took = [f"{run.seconds:.1f} s" for run in one.took]
        longest = sorted(one.parts.items(), key=lambda item: -item[1])[:5]
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in longest)
        cells = [one.scenario, f"{one.packages:,}", str(one.pictures), *took, parts]
        lines.append(f"| {' | '.join(cells)} |")
    return BRIEFS.format(times=TIMES) + "\n" + "\n".join(lines)


def _gate(found: Gate) -> str:
    minutes, seconds = divmod(round(found.seconds), 60)
    lines = ["| step | seconds |", "|---|--:|"]
    steps = sorted(found.steps.items(), key=lambda item: -item[1])
    lines += [f"| {name} | {took:.0f} |" for name, took in steps]
    told = GATE.format(minutes=minutes, seconds=seconds, tests=found.tests)
    return told + "\n" + "\n".join(lines)


def _growth(grown: Mapping[str, Sequence[Row]]) -> str:
    tables = [_grown(key, rows) for key, rows in grown.items()]
    return "\n".join(
        ["![How the time for frontier and solutions grows](benchmarks.svg)\n", *tables]
    )


def _grown(key: str, rows: Sequence[Row]) -> str:
    lines = [
        f"| {key} | frontier and solutions | distinct vectors | zone | width | memory |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        memory = f"{row.measured.megabytes:,.0f} MB"
        cells = [str(getattr(row.family, key)), *_parts(row), memory]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _chart(path: Path, grown: Mapping[str, Sequence[Row]]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    plt.rcParams["svg.hashsalt"] = "benchmarks"
    figure, axes = plt.subplots(1, len(grown), figsize=(10, 2.8), sharey=True, layout="constrained")
    for axis, (key, rows) in zip(axes, grown.items(), strict=True):
        ended = [row for row in rows if row.measured.found is not None]
        for part, label, style in (
            ("frontier_seconds", "frontier and solutions", "o-"),
            ("zone_seconds", "zone, exactly", "s--"),
        ):
            points = [
                (getattr(row.family, key), row.measured.found[part])
                for row in ended
                if row.measured.found is not None and part in row.measured.found
            ]
            if points:
                axis.plot(*zip(*points, strict=True), style, label=label, markersize=4)
        axis.set_xlabel(key)
        axis.set_yscale("log")
        axis.grid(visible=True, alpha=0.3)
    axes[0].set_ylabel("seconds")
    axes[0].legend(fontsize=8)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
