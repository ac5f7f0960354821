"""`negsim score`: how drafts of one's own stand with each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from negsim.cli.options import format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("score")
@with_scenario
@click.option(
    "--package",
    "written",
    multiple=True,
    metavar="ISSUE=OPTION,…",
    help="A draft: an option of every issue; may be repeated.",
)
@click.option(
    "--packages",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Drafts: YAML, JSON, a JSON a line, CSV, or the spreadsheet that groups fill in.",
)
@format_option("text", "json", "csv")
def command(
    scenario: Scenario, written: tuple[str, ...], files: tuple[Path, ...], form: str
) -> None:
    """Say of drafts whether they could be signed, who refuses them and why, and what each is worth to whom.

    Beside them stands the package of the zone that changes least in each; where the zone is empty, the nearest miss.
    As CSV: one draft a row.
    """
    from negsim.cli.progress import progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.score import score

    packages, names = drafts(scenario, written, files)
    with progress("score", "packages") as update:
        found = score(scenario, packages, names, progress=update)
    show(found, form, ("rank", "profile", "trade"), most=None)


def drafts(
    scenario: Scenario, written: tuple[str, ...], files: tuple[Path, ...]
) -> tuple[list[dict[str, str]], list[str | None]]:
    """Read drafts that are typed, and those of files; with what their files call them."""
    from negsim.interop.drafts import read_drafts
    from negsim.language.named_packages import package_named

    if not written and not files:
        raise click.UsageError("name a draft: --package ISSUE=OPTION,… or --packages FILE")
    packages = [package_named(scenario, one) for one in written]
    names: list[str | None] = [None] * len(packages)
    for path in files:
        found = read_drafts(str(path), scenario)
        packages += [draft.package for draft in found.drafts]
        names += [draft.name for draft in found.drafts]
        for note in found.notes:
            click.echo(note, err=True)
    return packages, names
