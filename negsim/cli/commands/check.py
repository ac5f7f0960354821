"""`negsim check`: do the expectations of a file hold, and the laws of the model on it."""

from __future__ import annotations

import click

from negsim.cli.options import ScenarioName, format_option, overlay_options


@click.command("check")
@click.argument("names", metavar="SCENARIO...", nargs=-1, required=True, type=ScenarioName())
@overlay_options
@format_option("text", "json")
@click.option(
    "--laws/--no-laws",
    default=True,
    show_default=True,
    help="Try the laws of the preference model on the scenario, by changing it in ways that must not matter.",
)
@click.option(
    "--draws",
    type=click.IntRange(0, 1_000_000),
    default=0,
    show_default=True,
    help="Ask every expectation of so many draws of the file's numbers too.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Which draws, and which changes the laws are tried with.",
)
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    variants: tuple[str, ...],
    sets: tuple[str, ...],
    form: str,
    laws: bool,
    draws: int,
    seed: int,
) -> None:
    """Say which expectations of the files hold, and what was found instead where one does not.

    Then the same of the laws of the preference model, such as that the order of issues changes nothing. Ends with
    status 1 where something fails. Variants given here are applied after those that expectations name. With --draws:
    in which share of the draws each holds, and the first draw that breaks it, which is no failure.
    """
    from random import Random

    from negsim.cli.options import offered
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import answer_text
    from negsim.document.plain import to_json
    from negsim.questions.check import check

    # All are read first: a fault in the last file is told before anything is computed.
    read = [offered(name, variants) for name in names]
    results = []
    for scenario, asked in read:
        with progress("check", "expectations and laws") as update:
            checked = check(
                scenario,
                asked,
                sets,
                laws=laws,
                draws=draws,
                seed=seed,
                rng=Random(seed),  # noqa: S311 (no secret hangs on it)
                progress=update,
                told=announce,
            )
        results.append(checked)
        if form == "text":
            click.echo(("\n" if len(results) > 1 else "") + answer_text(checked, (), most=None))
    if form == "json":
        click.echo(to_json([checked.to_dict() for checked in results]), nl=False)
    ctx.exit(0 if all(checked.held for checked in results) else 1)
