"""`negsim validate`: is the file sound, and what in it is idle, unsupported or surprising."""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from negsim.cli.options import ScenarioName, format_option
from negsim.language.phrases import counted

WHOLE = 10**9  # columns that no line fills


@click.command("validate")
@click.argument(
    "names", metavar="SCENARIO|REGISTER...", nargs=-1, required=True, type=ScenarioName()
)
@click.option(
    "--fix",
    type=click.Choice(["anchors"]),
    help="Of registers, whose texts lie beside: move the anchors of passages that moved.",
)
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], fix: str | None, form: str) -> None:
    """Say whether scenarios and registers of claims are sound, and what in them is idle, unsupported or surprising.

    Faults end with status 2. Warnings do not: a file may have its reasons. Anchors of claims are held against the texts
    that their documents name, where these are at hand.
    """
    from negsim.cli.frame import flag
    from negsim.cli.options import read
    from negsim.cli.progress import announce
    from negsim.cli.terminal.layout import width
    from negsim.cli.terminal.section import section_lines
    from negsim.document.plain import to_json
    from negsim.document.result import told
    from negsim.errors import InputError, NegsimError
    from negsim.language.load import is_register, load_register
    from negsim.language.shipped import locate
    from negsim.questions.validate import Validated, lint
    from negsim.questions.validate.registers import lint_register

    # Where no person reads, lines stay whole, for programs that look for places in them.
    room = width() if sys.stdout.isatty() else WHOLE
    status, results = 0, []
    for name in names:
        try:
            if is_register(locate(name)):
                if fix:
                    _move_anchors(name)
                register = load_register(name)
                found = Validated.of_register(name, register, lint_register(register))
            else:
                if fix:
                    what = f"{name} is a scenario: anchors stand in registers"
                    raise InputError.one(what, "name the register that it loads")
                scenario = read(name)
                found = Validated.of_scenario(name, scenario, lint(scenario, announce))
            named = tuple(warning.named(flag) for warning in found.warnings)
            found = replace(found, warnings=named)
        except NegsimError as given:
            error = given.named(flag)
            status = error.exit_status
            found = Validated.of_error(name, error)
            if form == "text":
                count = counted(len(error.faults), "fault")
                click.echo(f"{error}\n\n{name}: {count}.", err=True)
        results.append(found)
        if form == "text" and found.is_sound:
            click.echo("\n".join(section_lines(told(found), room)))
    if form == "json":
        click.echo(to_json([found.to_dict() for found in results]), nl=False)
    ctx.exit(status)


def _move_anchors(name: str) -> None:
    """Write a register anew where anchored passages moved, and say of which claims."""
    from negsim.files import write_text
    from negsim.language.load import load_register
    from negsim.language.yaml.text import read_text
    from negsim.sources.standing import moved_anchors, passages

    register = load_register(name)
    written = read_text(name)
    text, moved = moved_anchors(register, written, name, passages(register))
    if text != written:
        write_text(name, text)
        what = f"the anchors of {', '.join(moved)}" if moved else "the fingerprint of the text"
        click.echo(f"wrote {name}: {what} as the text is now", err=True)
