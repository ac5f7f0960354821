"""`negsim diff`: what two scenario files have differently, and what each difference does to the answer."""

from __future__ import annotations

import click

from negsim.cli.options import ScenarioName, format_option


@click.command("diff")
@click.argument("first", metavar="SCENARIO", type=ScenarioName())
@click.argument("second", metavar="SCENARIO", type=ScenarioName())
@format_option("text", "json", "csv")
def command(first: str, second: str, form: str) -> None:
    """Tell two scenario files' differences, element by element, and what each does to the answer.

    Layout, comments and how a value is written make no difference.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.language.load import load
    from negsim.language.shipped import locate
    from negsim.questions.diff import diff

    one, other = load(locate(first)), load(locate(second))
    with progress("diff", "differences") as update:
        found = diff(one, other, progress=update, told=announce)
    show(found, form, ("run", "explain"))
