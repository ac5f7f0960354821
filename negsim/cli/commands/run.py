"""`negsim run`: is there a deal, what is in it, who accepts what, and why not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negsim.cli.options import (
    all_option,
    engine_option,
    exact_option,
    format_option,
    offered,
    overlay_options,
    scenario_argument,
    spread_options,
    suspect_option,
)

if TYPE_CHECKING:
    from negsim.document.content import Section
    from negsim.questions.zone.result import Findings

AFTER = ("explain", "run -v", "readings", "compare", "run --out brief/")


@click.command("run")
@scenario_argument()
@overlay_options
@format_option("text", "json", "csv")
@engine_option
@exact_option
@suspect_option
@all_option
@spread_options
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="At most so many packages of the zone as CSV, and in the workbook.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write it all into this folder too: results, charts, the report, Word and Excel.",
)
def command(
    name: str,
    variants: Sequence[str],
    sets: Sequence[str],
    form: str,
    engine: Any,
    is_exact: bool,
    suspects: tuple[Any, ...],
    is_all: bool,
    jobs: int,
    scheduler: str | None,
    limit: int,
    out: Path | None,
) -> None:
    """Say whether there is a deal, what is in it, who accepts what, and why there is none if so.

    An empty zone is a finding, not a failure: the exit status is 0. As CSV: its packages, one a row; of an empty zone
    the nearest.
    """
    from negsim.cli.results import brief_ahead, find, write_answers, write_brief
    from negsim.spread import Spread
    from negsim.study import Study

    study = Study(*offered(name, variants), tuple(sets))
    scenario = study.scenario
    with brief_ahead(out, jobs) as others:
        findings = find(
            scenario,
            engine=engine,
            exact=is_exact,
            suspects=suspects,
            spread=Spread(jobs, scheduler),
            is_read=form == "text",
        )
        if out is not None:
            write_answers(findings, out, limit)
        _print(findings, form, limit, is_all=is_all)
        if out is not None:
            write_brief(study, findings, out, limit, engine, exact=is_exact, spread=others)


def _print(findings: Findings, form: str, limit: int, *, is_all: bool) -> None:
    from negsim.cli.results import print_packages

    if form == "json":
        click.echo(findings.to_json(), nl=False)
        return
    if form == "csv":
        print_packages(findings, limit)
        return
    from negsim.cli.terminal.answer import answer_text
    from negsim.questions.zone.rests_on import foundation

    moot = () if foundation(findings).is_ambiguous else ("readings",)
    first = ("ratify",) if findings.ratification else ()
    after = (*first, *(one for one in AFTER if one not in moot))
    if is_all:
        click.echo(answer_text(findings, after, is_all=True, section=_told(findings)))
    else:
        click.echo(_on_one_screen(findings, after))


def _on_one_screen(findings: Findings, after: Sequence[str]) -> str:
    """The answer in as few words as a screen asks for; in a file there is room for all of them.

    How much is in the coding, and whose votes are missing, are told where these take no time beside it.
    """
    from negsim.cli.terminal.answer import answer_text
    from negsim.cli.terminal.layout import height
    from negsim.questions.brief import TERSEST, on_one_screen
    from negsim.questions.codings import at_a_glance
    from negsim.questions.ratify import deal_at_home

    coded, deal = at_a_glance(findings), deal_at_home(findings)
    text, screen = "", height()
    for terse in range(TERSEST + 1 if sys.stdout.isatty() else 1):
        section = on_one_screen(findings, coded, deal, terse=terse)
        to_type = after[: after.index("run -v") + 1] if terse else after
        text = answer_text(findings, to_type, section=section, screen=screen)
        if len(text.splitlines()) <= screen:
            break
    return text


def _told(findings: Findings) -> Section:
    """All of the answer, with the same beside it."""
    from dataclasses import replace

    from negsim.document.result import told
    from negsim.questions.codings import at_a_glance, with_first_page
    from negsim.questions.ratify import deal_at_home, with_votes

    section, found = told(findings), at_a_glance(findings)
    deal = deal_at_home(findings)

    def whole(part: Section) -> Section:
        if part.id == "ratified":
            return with_votes(part, findings.scenario, deal)
        return with_first_page(part, found) if part.id == "rests" and found is not None else part

    return replace(section, sections=tuple(map(whole, section.sections)))
