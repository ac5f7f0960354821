"""Running with progress, and the files that `--out` writes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negsim.cli.frame import flag
from negsim.cli.progress import announce, progress
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted
from negsim.questions.zone.find import Engine, Findings, run
from negsim.solve.choose import EngineChoice
from negsim.spread import Spread

if TYPE_CHECKING:
    from negsim.report.folder import Written
    from negsim.solve.answer import Beforehand
    from negsim.space.space import Space
    from negsim.study import Study


def find(
    scenario: Scenario,
    *,
    engine: Engine = "auto",
    exact: bool = False,
    suspects: Iterable[Any] = (),
    spread: Spread | None = None,
    is_read: bool = False,
) -> Findings:
    """Run a scenario, say which engine answers where that is a question, and show how far it is.

    Where a person reads the answer on a screen and it takes a while, what is known is said before the rest is counted.
    """
    is_shared = spread is not None and spread.is_elsewhere
    with progress("run", "packages") as update:
        chosen: list[EngineChoice] = []

        def say(choice: EngineChoice) -> None:
            chosen.append(choice)
            say_choice(choice, is_shared=is_shared)
            if choice.crowd and not exact:
                click.echo(_crowded(choice.crowd), err=True)

        def say_beforehand(space: Space, known: Beforehand) -> None:
            from negsim.cli.beforehand import in_lines

            if not chosen[-1].is_obvious:
                click.echo("\n".join(in_lines(space, known)), err=True)

        found = run(
            scenario,
            engine=engine,
            exact=exact,
            suspects=suspects,
            progress=update,
            told=say,
            spread=spread,
            beforehand=say_beforehand if is_read and sys.stderr.isatty() else None,
        )
    say_estimated(found)
    return found


def say_estimated(found: Findings) -> None:
    """Say which counts are estimates, where any is, and how to have them counted."""
    if found.exact:
        return
    from negsim.solve.sweep.engine import PARTS

    frontier = "the frontier, "
    if found.frontier.size is None:
        frontier = ""
        click.echo(
            "The efficient packages are too many to be found: what the ideas of fairness pick is found without them.",
            err=True,
        )
    if len(found.answer.exact_parts or ()) < len(PARTS) - (found.frontier.size is None):
        click.echo(
            "What would take long to count is estimated: how many packages suit everyone, or each coalition; whether"
            f" there is a deal, {frontier}every deal named and the floor are exact. --exact counts it all, however"
            " long that takes.",
            err=True,
        )


def _crowded(principals: int) -> str:
    return (
        f"With {principals} principals efficient packages may be too many to be found: the frontier is then left out,"
        " and what the ideas of fairness pick is found without it. --exact insists on all."
    )


def say_choice(choice: EngineChoice, *, is_shared: bool = False) -> None:
    """Say which engine answers, and why, where that is a question; and that it will take long, where it will."""
    if not choice.is_obvious:
        click.echo(f"--engine {choice.engine}: {choice.because}.", err=True)
    if is_shared and not choice.can_be_shared:
        sooner = (
            "others help a sweep with minimal corrections only, where there are many"
            if choice.engine == "sweep"
            else "others would not make this one sooner"
        )
        click.echo(f"Answered in one process: {sooner}.", err=True)
    announce(choice.packages, choice.seconds or 0.0)


def write_answers(findings: Findings, folder: Path, limit: int) -> None:
    """Write what was found into a folder, and say of each file that it is there."""
    from negsim.report import folder as files

    for one in files.write_answers(findings, folder, limit):
        _say_written(one)


@contextmanager
def brief_ahead(out: Path | None, jobs: int) -> Iterator[Spread]:
    """Let the processes that a brief is worth begin while its first question is answered."""
    from negsim.report.processes import processes

    jobs = 1 if out is None else processes(jobs)
    with Spread(jobs).ahead(_prepare, "negsim.report.side_by_side") as spread:
        yield spread


def _prepare() -> None:
    import negsim.report.side_by_side  # noqa: F401 (what workers will need)


def write_brief(
    study: Study,
    findings: Findings,
    folder: Path,
    limit: int,
    engine: Engine,
    *,
    exact: bool,
    spread: Spread,
) -> None:
    """Write the report and all that goes with it into a folder, and say where to begin."""
    from negsim.report import folder as files
    from negsim.report.parts import Asked, Settings
    from negsim.report.side_by_side import make

    with progress("brief", "parts") as update:
        settings = Settings(engine=engine, exact=exact)
        asked = Asked(study.base, study.variants, study.sets, settings, findings)
        material = make(asked, spread, update)
        written = files.write_brief(material, folder, limit)
        first = next(written)  # all pictures are drawn before the first file is written
    for one in chain([first], written):
        _say_written(one)
    click.echo(f"Open {folder / 'report.html'} to read it.", err=True)


def _say_written(one: Written) -> None:
    click.echo(f"wrote {one.path}", err=True)
    if one.says is not None:
        click.echo(_typed(one.says), err=True)


def _typed(says: str) -> str:
    """Call the number of packages asked for as the command line does."""
    return says.replace("`limit`", flag("limit"))


def print_packages(findings: Findings, limit: int) -> None:
    """Print the zone's packages as CSV; of an empty zone, the nearest. What is left off, and that, goes to stderr."""
    from negsim.questions.rank import rank

    if findings.zone.is_open:
        text, left_off = findings.zone_csv(limit)
        click.echo(text, nl=False)
        if left_off is not None:
            click.echo(_typed(left_off), err=True)
        return
    with progress("rank", "packages") as update:
        found = rank(findings.scenario, limit=limit, progress=update)
    for part in found.csv_parts():
        click.echo(part, nl=False)
    packages = counted(found.of, "feasible package")
    more = f"; --limit {found.of} writes all" if len(found) < found.of else ""
    click.echo(
        f"The zone is empty: {len(found):,} of {packages} written, the nearest first{more}",
        err=True,
    )
