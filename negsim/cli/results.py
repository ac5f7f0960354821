"""Running with progress, and the files that `--out` writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import click

from negsim.analysis.run import Engine, Findings, run
from negsim.analysis.tables import CONFLICT_COLUMNS, conflict_rows, zone_columns, zone_rows
from negsim.cli.progress import announce, progress
from negsim.files import make_folder, write_text
from negsim.language.scenario import Scenario
from negsim.solve.choose import Choice

Writer = Callable[[Findings, Path, int], None]  # findings, folder, limit of rows


def find(scenario: Scenario, *, engine: Engine = "auto", suspects: Iterable[Any] = ()) -> Findings:
    """Run a scenario, say which engine answers where that is a question, and show how far it is."""
    with progress("run", "packages") as update:
        return run(scenario, engine=engine, suspects=suspects, progress=update, told=say_choice)


def say_choice(choice: Choice) -> None:
    """Say which engine answers, and why, where that is a question; and that it will take long, where it will."""
    if not choice.is_obvious:
        click.echo(f"--engine {choice.engine}: {choice.because}.", err=True)
    announce(choice.packages, choice.seconds or 0.0)


def zone_csv(findings: Findings, limit: int) -> str:
    """Write the zone's packages as CSV, one a row, with utilities and gains."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(zone_columns(findings.space))
    writer.writerows(islice(zone_rows(findings), limit))
    return text.getvalue()


def conflicts_csv(findings: Findings) -> str:
    """Write the minimal conflicts as CSV, one member a row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CONFLICT_COLUMNS)
    writer.writerows(conflict_rows(findings))
    return text.getvalue()


def say_left_off(findings: Findings, limit: int) -> None:
    """Say how many packages of the zone the limit left off."""
    rest = findings.zone.size - limit
    if rest > 0:
        click.echo(
            f"{limit:,} of {findings.zone.size:,} packages of the zone written,"
            f" {rest:,} left off; --limit {findings.zone.size} writes all",
            err=True,
        )


def write_folder(findings: Findings, folder: Path, *, limit: int) -> None:
    """Write what `--out` asks for; each file appears whole or not at all."""
    make_folder(folder)
    for name, write in WRITERS.items():
        write(findings, folder / name, limit)
        click.echo(f"wrote {folder / name}", err=True)


def _write_result(findings: Findings, path: Path, _: int) -> None:
    write_text(path, findings.to_json())


def _write_zone(findings: Findings, path: Path, limit: int) -> None:
    write_text(path, zone_csv(findings, limit))
    say_left_off(findings, limit)


# What `--out` writes: a file of the folder, and who writes it.
WRITERS: dict[str, Writer] = {
    "result.json": _write_result,
    "zone.csv": _write_zone,
}
