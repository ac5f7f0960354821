"""The page of results: tables and a chart."""

from __future__ import annotations

import os
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.texts import (
    BRIEFS,
    COUNTED,
    EXPLAINED,
    EXPLORED,
    FLOOR,
    GATE,
    HEAD,
    LISTED,
    MARK,
    PARTLY,
    SECTIONS,
    SPREAD,
    STUDIO,
    SWEPT,
    VOTED,
)

if TYPE_CHECKING:
    from benchmarks.__main__ import Row
    from benchmarks.brief import Brief
    from benchmarks.cluster import Grown
    from benchmarks.explore import Explored
    from benchmarks.gate import Gate
    from benchmarks.studio import Answered


def page(folder: Path, *, machine: str, measured: Mapping[str, Any]) -> None:
    """Write `benchmarks.md` and `benchmarks.svg`; sections that were not measured stay as they are."""
    from benchmarks.measure import GIGABYTES, SECONDS

    path = folder / "benchmarks.md"
    texts = _sections(path) if path.exists() else {}
    write = {
        "listed": lambda rows: LISTED + "\n" + _wide(rows) + _sooner(rows, PARTLY),
        "counted": lambda rows: COUNTED + "\n" + _wide(rows) + _sooner(rows, MARK),
        "voted": lambda rows: VOTED + "\n" + _voted(rows),
        "swept": lambda rows: SWEPT + "\n" + _swept(rows) + _sooner(rows, FLOOR),
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


def _sooner(rows: Sequence[Row], because: str) -> str:
    """Name the instances on which another program came to its end before any of negsim's."""
    best: dict[str, float] = {}
    others: dict[str, dict[str, float]] = {}
    for row in rows:
        if row.measured.found is None or row.program == "parts":
            continue
        if row.program.startswith("negsim"):
            known = best.get(row.family.name, row.measured.seconds)
            best[row.family.name] = min(known, row.measured.seconds)
        else:
            others.setdefault(row.program, {})[row.family.name] = row.measured.seconds
    won = {
        program: [name for name, seconds in took.items() if seconds < best.get(name, 0.0)]
        for program, took in others.items()
    }
    said = [
        f"{program} on {'all' if len(names) == len(best) else ', '.join(names)}"
        for program, names in won.items()
        if names
    ]
    return f"\nSooner than negsim: {'; '.join(said)}. {because}\n" if said else ""


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
