"""`negsim validate`: is the file sound, and what in it is idle, unsupported or surprising."""

from __future__ import annotations

import click

from negsim.cli.options import ScenarioName, format_option


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
    from negsim.cli.terminal.layout import folded
    from negsim.cli.text.validate import entry, fault_entry, register_entry, validated_text
    from negsim.document.plain import to_json
    from negsim.errors import NegsimError
    from negsim.language.load import is_register, load_register
    from negsim.language.shipped import locate
    from negsim.questions.validate.find import lint
    from negsim.questions.validate.registers import lint_register

    status, results = 0, []
    for name in names:
        try:
            if is_register(locate(name)):
                register = load_register(name)
                results.append(register_entry(name, register, lint_register(register)))
            else:
                scenario = read(name)
                results.append(entry(name, scenario, lint(scenario)))
        except NegsimError as error:
            status = error.exit_status
            results.append(fault_entry(name, error))
            if form == "text":
                count = len(error.faults)
                told = "1 fault" if count == 1 else f"{count} faults"
                click.echo(f"{error}\n\n{name}: {told}.", err=True)
            continue
        if form == "text":
            click.echo(folded(validated_text(results[-1])))
    if form == "json":
        click.echo(to_json(results), nl=False)
    ctx.exit(status)
