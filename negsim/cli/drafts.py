"""Drafts of packages that a command is given: typed, or in files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from negsim.language.model.scenario import Scenario

P = ParamSpec("P")
R = TypeVar("R")


def draft_options(function: Callable[P, R]) -> Callable[P, R]:
    """Take `--package` and `--packages`, as `written` and `files`."""
    for option in (
        click.option(
            "--packages",
            "files",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Drafts: YAML, JSON, a JSON a line, CSV, or the spreadsheet that groups fill in.",
        ),
        click.option(
            "--package",
            "written",
            multiple=True,
            metavar="ISSUE=OPTION,…",
            help="A draft: an option of every issue; may be repeated.",
        ),
    ):
        function = option(function)
    return function


def drafts(
    scenario: Scenario, written: tuple[str, ...], files: tuple[Path, ...]
) -> tuple[list[dict[str, str]], list[str | None]]:
    """Read drafts that are typed, and those of files; with what their files call them."""
    from negsim.interop.drafts import read_drafts
    from negsim.language.named_packages import package_named

    packages = [package_named(scenario, one) for one in written]
    names: list[str | None] = [None] * len(packages)
    for path in files:
        found = read_drafts(str(path), scenario)
        packages += [draft.package for draft in found.drafts]
        names += [draft.name for draft in found.drafts]
        for note in found.notes:
            click.echo(note, err=True)
    return packages, names
