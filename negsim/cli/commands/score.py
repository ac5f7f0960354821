"""`negsim score`: how drafts of one's own stand with each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from negsim.cli.drafts import draft_options, drafts
from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("score")
@with_scenario
@draft_options
@format_option("text", "json", "csv")
@all_option
def command(
    scenario: Scenario, written: tuple[str, ...], files: tuple[Path, ...], form: str, is_all: bool
) -> None:
    """Say of drafts whether they could be signed, who refuses them and why, and what each is worth to whom.

    Beside them stands the package of the zone that changes least in each; where the zone is empty, the nearest miss.
    As CSV: one draft a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.score import score

    if not written and not files:
        raise click.UsageError("name a draft: --package ISSUE=OPTION,… or --packages FILE")
    packages, names = drafts(scenario, written, files)
    with progress("score", "packages") as update:
        found = score(scenario, packages, names, progress=update, told=announce)
    show(found, form, ("rank", "profile", "trade"), most=None, is_all=is_all)
