"""`negsim new`: a first scenario or register to start from, or a copy of a shipped one."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import click

from negsim.cli.options import shipped_completions

_RESERVED = set("not at least most between and sum count true false null".split())


@click.command("new")
@click.argument("name", required=False, shell_complete=shipped_completions)
@click.option(
    "--example",
    is_flag=True,
    help="Copy the shipped scenario NAME with its registers; without NAME, list them.",
)
@click.option(
    "--spreadsheet",
    is_flag=True,
    help="Write NAME.xlsx instead, a form for a workshop to fill in and `negsim import` to read.",
)
@click.option(
    "--register",
    is_flag=True,
    help="Write NAME.yaml as a register of claims instead, to be filled from a document.",
)
def command(name: str | None, example: bool, spreadsheet: bool, register: bool) -> None:
    """Write NAME.yaml, a small scenario that runs and explains the language as it goes.

    NAME may be a path. Nothing that stands is written over.
    """
    from negsim.errors import InputError

    if register and (example or spreadsheet):
        raise InputError.one("--register goes with a name alone", "negsim new --register NAME")
    if spreadsheet:
        if name is None or example:
            raise InputError.one(
                "an empty form needs a name of its own", "negsim new --spreadsheet talks"
            )
        _write_form(name)
        return
    if example:
        if name is None:
            _list_examples()
        else:
            _copy_example(name)
        return
    if name is None:
        raise InputError.one(
            "no name for the new scenario", "negsim new my_talks, or negsim new --example"
        )
    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    template, then = ("register", "validate") if register else ("first", "run")
    text = files("negsim.cli").joinpath("templates", f"{template}.yaml").read_text("utf-8")
    _write(path, text.format(id=scenario_id(path.stem), file=_typed(path)))
    click.echo(f"wrote {path}. Next: negsim {then} {_typed(path)}")


def scenario_id(stem: str) -> str:
    """Make an id of a file's name: lower case, digits and underscores, a letter first.

    Examples
    --------
    >>> scenario_id("My talks 2"), scenario_id("2025"), scenario_id("Київ")
    ('my_talks_2', 's_2025', 'scenario')
    """
    cleaned = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")
    if not cleaned:
        return "scenario"
    return f"s_{cleaned}" if not cleaned[0].isalpha() or cleaned in _RESERVED else cleaned


def _typed(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))


def _write(path: Path, text: str) -> None:
    from negsim.files import write_text

    _refuse_to_write_over(path)
    write_text(path, text)


def _refuse_to_write_over(path: Path) -> None:
    from negsim.errors import InputError, quoted

    if path.exists() or path.is_symlink():
        raise InputError.one(
            f"{quoted(str(path), 200)} is there already", "choose another name, or remove it first"
        )


def _write_form(name: str) -> None:
    """Write an empty form as a workbook."""
    from negsim.files import write_bytes
    from negsim.interop.write.form_rows import empty_rows
    from negsim.interop.write.spreadsheet import form_workbook

    path = Path(name if name.endswith(".xlsx") else f"{name}.xlsx")
    _refuse_to_write_over(path)
    write_bytes(path, form_workbook(empty_rows(), path.stem))
    scenario = path.with_suffix(".yaml")
    click.echo(
        f"wrote {path}. Fill it in, then: negsim import {_typed(path)} -o {_typed(scenario)}"
    )


def _list_examples() -> None:
    from negsim.language.load import load
    from negsim.language.shipped import locate, shipped_names

    names = shipped_names()
    room = max(map(len, names))
    for name in names:
        click.echo(f"{name:{room}}  {load(locate(name)).title}")
    click.echo("\nCopy one with its registers: negsim new --example NAME", err=True)


def _copy_example(name: str) -> None:
    """Copy a scenario and the registers that it names, so that the copy finds them."""
    from negsim.errors import InputError, quoted
    from negsim.language.shipped import shipped_copy

    copies = {Path(beside): text for beside, text in shipped_copy(name).items()}
    for path in copies:
        if path.exists():
            raise InputError.one(
                f"{quoted(str(path))} is there already", "copy into another folder"
            )
    for path, content in copies.items():
        _write(path, content)
        click.echo(f"wrote {path}")
    click.echo(f"Next: negsim run {name}.yaml")
