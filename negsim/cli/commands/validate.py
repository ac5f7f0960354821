"""`negsim validate`: is the file sound, and what in it is idle, unsupported or surprising."""

from __future__ import annotations

import sys

import click

from negsim.cli.options import ScenarioName, format_option
from negsim.language.phrases import counted

WHOLE = 10**9  # columns that no line fills


@click.command("validate")
@click.argument(
    "names", metavar="SCENARIO|REGISTER...", nargs=-1, required=True, type=ScenarioName()
)
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], form: str) -> None:
    """Say whether scenarios and registers of claims are sound, and what in them is idle, unsupported or surprising.

    Faults end with status 2. Warnings do not: a file may have its reasons.
    """
    from negsim.cli.options import read
    from negsim.cli.terminal.layout import width
    from negsim.cli.terminal.section import section_lines
    from negsim.document.plain import to_json
    from negsim.document.result import told
    from negsim.errors import NegsimError
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
                register = load_register(name)
                found = Validated.of_register(name, register, lint_register(register))
            else:
                scenario = read(name)
                found = Validated.of_scenario(name, scenario, lint(scenario))
        except NegsimError as error:
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
