"""`negsim chart`: one of the pictures, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from negsim.charts.kinds import KINDS
from negsim.cli.drafts import draft_options, drafts
from negsim.cli.options import with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario

_FORMER = {
    "acceptance": "wall",
    "compare": "openings",
    "packages": "terms",
}  # what kinds were called before
_WIDEST = max(map(len, KINDS))
_EPILOG = "\b\nThe kinds:\n" + "\n".join(
    f"  {name:<{_WIDEST}}  {kind.question}" for name, kind in KINDS.items()
)


class _Kind(click.Choice[str]):
    """A kind of chart, by the name that it had before too."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(_FORMER.get(value, value), param, ctx)


@click.command("chart", epilog=_EPILOG)
@click.argument("kind", metavar="KIND", type=_Kind(list(KINDS)))
@with_scenario
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file ending in .png, .svg or .pdf; KIND.SCENARIO.svg where absent.",
)
@click.option(
    "--actors",
    metavar="A,B",
    help="For the zone: whose utilities to show; the principals' where absent.",
)
@draft_options
@click.option(
    "--dpi",
    type=click.IntRange(20, 600),
    default=150,
    show_default=True,
    help="Dots per inch of PNG; the picture is 13⅓ × 7½ inches.",
)
def command(
    kind: str,
    scenario: Scenario,
    output: Path | None,
    actors: str | None,
    written: tuple[str, ...],
    files: tuple[Path, ...],
    dpi: int,
) -> None:
    """Draw a picture of what was found, for a slide, and print in words what it shows.

    The words are stored in the file too, for those who cannot see it. Drafts are for `score`; without any it shows the
    egalitarian deal, or the nearest miss.
    """
    from negsim.charts.kinds import draw
    from negsim.charts.output import format_of, page_path, save, unshown_in_words
    from negsim.cli.results import find
    from negsim.cli.terminal.again import another
    from negsim.cli.terminal.layout import width, wrap
    from negsim.document.drawn import alt_text
    from negsim.errors import InputError

    path = output if output is not None else Path(f"{kind}.{scenario.id}.svg")
    form = format_of(path)
    if actors is not None and kind != "zone":
        raise InputError.one(f"--actors is for the zone, not for {kind}", "leave it out")
    if (written or files) and kind != "score":
        raise InputError.one(f"drafts are for the chart 'score', not for {kind}", "leave them out")
    packages, names = drafts(scenario, written, files)
    findings = find(scenario)
    material: object = None
    if packages:
        from negsim.questions.score import score

        material = score(scenario, packages, names)
    if actors is not None:
        from negsim.questions.acceptance.cloud import cloud

        material = cloud(findings, tuple(name.strip() for name in actors.split(",")))
    picture = draw(kind, findings, material)
    if picture.note:
        other = another(kind=KINDS[kind].instead, output=None, dpi=None, actors=None)
        said = (
            f"Nothing to draw, and no file written: {picture.note.removesuffix('.')}. Type: {other}"
        )
        click.echo("\n".join(wrap(said, width())))
        return
    save(picture, path, form, dpi=dpi)
    click.echo("\n".join(wrap(alt_text(picture), width())))
    for number, _ in enumerate(picture.pages, start=1):
        click.echo(f"wrote {page_path(path, number)}", err=True)
    unshown = "" if form == "svg" else unshown_in_words(picture.pages)
    if unshown:
        click.echo(unshown, err=True)
