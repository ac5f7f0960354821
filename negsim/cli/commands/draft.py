"""`negsim draft`: from claims to the demands that they carry themselves."""

from __future__ import annotations

import click

from negsim.cli.options import format_option, scenario_argument


@click.command("draft")
@scenario_argument()
@click.option(
    "-o",
    "--out",
    "out",
    metavar="FILE",
    help="Write the file anew with what is added, comments and order kept; may be SCENARIO itself.",
)
@format_option("text", "json", "csv")
def command(name: str, out: str | None, form: str) -> None:
    """Draft red lines, wishes and forecasts from claims that no element cites yet.

    Nothing that is written is changed. Without -o what is added is printed, as it would stand in the file.
    """
    from negsim.cli.terminal.draft import drafted_text
    from negsim.files import write_text
    from negsim.language.load import load
    from negsim.language.shipped import locate
    from negsim.language.yaml.text import read_text
    from negsim.questions.draft import draft, written_anew

    path = str(locate(name))
    found = draft(load(path))
    if out is not None:
        write_text(out, written_anew(found, read_text(path), path, out))
        click.echo(f"wrote {out}", err=True)
    if form == "json":
        click.echo(found.to_json(), nl=False)
    elif form == "csv":
        click.echo(found.to_csv(), nl=False)
    else:
        click.echo(drafted_text(found, is_written=out is not None), nl=False)
