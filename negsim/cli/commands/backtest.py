"""`negsim backtest`: files of the past held against what really happened."""

from __future__ import annotations

import click

from negsim.cli.options import ScenarioName, format_option, overlay_options


@click.command("backtest")
@click.argument("names", metavar="[SCENARIO]...", nargs=-1, type=ScenarioName())
@overlay_options
@click.option(
    "--variants",
    "rows",
    metavar="A,B+C",
    default="all",
    show_default=True,
    help="The rows after the base: variants, or stacks of them, with commas between.",
)
@format_option("text", "json", "csv")
def command(
    names: tuple[str, ...],
    variants: tuple[str, ...],
    sets: tuple[str, ...],
    rows: str,
    form: str,
) -> None:
    """Say whether what really happened was in the zone, how wide that was, and what stood against it.

    Without names: every shipped scenario that has an `outcome`. Each is tried as written, then under each of its
    variants and the stacks that its expectations name. As CSV: one row per scenario and variant.
    """
    from negsim.cli.options import offered, rows_asked
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.cli.terminal.header import more
    from negsim.cli.terminal.layout import width
    from negsim.cli.terminal.section import section_lines
    from negsim.errors import InputError
    from negsim.language.shipped import shipped_names
    from negsim.questions.backtest import backtest, backtests_csv, backtests_json
    from negsim.questions.backtest.history import history
    from negsim.questions.backtest.tell import tell_all
    from negsim.space.space import compile_scenario

    # All are read first: a fault in the last file is told before anything is computed.
    given = [offered(name, variants) for name in names or shipped_names()]
    read = [(*rows_asked(scenario, rows), asked) for scenario, asked in given]
    if names:
        for scenario, *_ in read:
            history(compile_scenario(scenario))
    else:
        read = [one for one in read if one[0].outcome is not None]
    if not read:
        raise InputError.one(
            "no shipped scenario has an `outcome`", "name a file that has one: negsim backtest FILE"
        )
    found = []
    for scenario, stacks, asked in read:
        with progress(f"backtest {scenario.id}", "variants") as update:
            found.append(backtest(scenario, stacks, asked, sets, progress=update, told=announce))
    if form == "json":
        click.echo(backtests_json(found), nl=False)
    elif form == "csv":
        click.echo(backtests_csv(found), nl=False)
    elif len(found) == 1:
        show(found[0], form, ("run", "compare", "trace"), most=None)
    else:
        lines = section_lines(tell_all(found), width())
        click.echo("\n".join([*lines, "", *more(found[0].base, ("backtest",), width())]))
