"""`negsim agree`: two coders of one document, and what their differences do to the answer."""

from __future__ import annotations

import click

from negsim.cli.options import ScenarioName, format_option


@click.command("agree")
@click.argument("first", metavar="REGISTER", type=click.Path())
@click.argument("second", metavar="REGISTER", type=click.Path())
@click.option(
    "--scenario",
    "name",
    metavar="SCENARIO",
    type=ScenarioName(),
    help="Draft and run this scenario under either coding, and say which differences turn the answer.",
)
@format_option("text", "json", "csv")
def command(first: str, second: str, name: str | None, form: str) -> None:
    """Say how far two codings of one document agree, field by field, and where not.

    As CSV: what differs, one field a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.layout import width
    from negsim.cli.terminal.section import section_lines
    from negsim.document.result import told
    from negsim.language.load import load, load_register
    from negsim.language.shipped import locate
    from negsim.questions.agree import agree

    one, other = load_register(first), load_register(second)
    scenario = None if name is None else load(locate(name))
    with progress("agree", "sets of differences") as update:
        found = agree(one, other, scenario, progress=update, told=announce)
    if form == "json":
        click.echo(found.to_json(), nl=False)
    elif form == "csv":
        click.echo(found.to_csv(), nl=False)
    else:
        click.echo("\n".join(section_lines(told(found), width(), {})))
