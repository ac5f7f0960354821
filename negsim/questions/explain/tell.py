"""Why there is no deal, in full: every knot with its evidence and all that undoes it, and every way out of them all."""

from __future__ import annotations

from negsim.document.cells import count, words
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.result import sheets, told
from negsim.language.phrases import counted, in_letters, listed
from negsim.language.words import option_in_words
from negsim.questions.explain.result import Explanation
from negsim.questions.packages.tell import issue_columns, options_of
from negsim.questions.zone.deals import needed
from negsim.questions.zone.demands import caveats, common_question, gives, misread, who
from negsim.questions.zone.knots import STEP, demand_facts, effect, steps_cell, together
from negsim.questions.zone.result import Findings
from negsim.questions.zone.ways import Knot, fewest_steps_first, in_order, knots
from negsim.space.members import Member

SHOWN = 3  # ways out whose nearest package is shown
_LAYERS = {"red_lines": "red lines", "reservations": "walk-away values", "rules": "rules"}
_KINDS = {"red_lines": "red line", "reservations": "walk-away value", "rules": "rule"}


@told.register
def tell(found: Explanation) -> Section:
    """Tell every knot with its evidence and what undoes it, then every way out of them all."""
    findings = found.findings
    each = tuple(_knot(findings, place, one) for place, one in enumerate(knots(findings), 1))
    parts = present(*each, _all_undone(findings), _ways(findings), _nearest(findings))
    return Section("conflicts", "Conflicts and ways out", (), "", parts, answer(findings))


def answer(findings: Findings) -> Said:
    """Say how many knots there are, of how many sets of demands, and how many ways out of them all."""
    if not findings.conflicts:
        if findings.zone.is_open:
            size = counted(findings.zone.size, "package")
            suits = "suits" if findings.zone.size == 1 else "suit"
            return Said(
                "A DEAL IS POSSIBLE",
                f": {size} {suits} {needed(findings, are_several=findings.zone.size > 1)}. As the demands"
                " are read, no set of them excludes every package.",
            )
        return Said("NO DEAL", ", and no set of demands that can be named is to blame.")
    blamed = listed([_LAYERS[layer] for layer in findings.suspects])
    every = knots(findings)
    number = counted(sum(len(knot.members) for knot in every), "demand")
    of = f"{in_letters(len(every))} {'knot' if len(every) == 1 else 'knots'} of {number}"
    each = "" if len(every) == 1 else ", each enough by itself"
    out = "out" if len(every) == 1 else "out of all of them"
    ways = counted(findings.corrections_total, "smallest way", "smallest ways")
    is_all = findings.answer.conflicts.all_conflicts
    more = "" if is_all else " There are more than a search could list."
    lead = "A DEAL IS POSSIBLE" if findings.zone.is_open else "NO DEAL"
    return Said(lead, f": {of} among {blamed}{each}; {ways} {out}.{more}")


def _knot(findings: Findings, place: int, knot: Knot) -> Section:
    """Show the demands of a knot, what claims say for each, and all that undoes it."""
    ask = common_question(findings, knot.members)
    alone = "this alone leaves nothing" if len(knot.members) == 1 else ""
    is_only = len(findings.independent) == 1
    ways = [f"{misread(findings, turn, ask)} (nobody gives way)" for turn in knot.meant or ()]
    if not is_only:
        ways += [gives(findings, way.members, way.correction, ask) for way in knot.ways]
    blocks: list[Block] = [demand_facts(findings, knot, ask, evidence=True), *together(knot)]
    if ways:
        blocks.append(Paragraph(prose(Span("Undone if", "strong"))))
        blocks.append(Bullets(tuple(prose(way) for way in ways)))
    title = "The knot" if is_only else f"Knot {place}"
    return Section(f"knot-in-full-{place}", title, tuple(blocks), ask or alone)


def _all_undone(findings: Findings) -> Section:
    """Say that one way of each knot is to be taken, and which of them take the fewest steps."""
    name, several = "all-undone", len(findings.independent)
    if several < 2 or not findings.corrections:
        return Section(name, "")
    first = fewest_steps_first(findings)[0]
    number = "Both" if several == 2 else f"All {in_letters(several)}"
    text = (
        f"Fewest steps if {gives(findings, first.members, first, None)}: {effect(findings, first)}."
    )
    remark = f"one way for each; {STEP}"
    return Section(name, f"{number} must be undone", tuple(said(text)), remark)


def _ways(findings: Findings) -> Section:
    """List every way out of all knots, the fewest steps first."""
    name, title = "ways-out", "What would have to give"
    if not findings.corrections:
        return Section(name, title)
    is_weighed = "reservations" in findings.suspects
    columns = (
        Column("what it takes", room=5),
        Column("steps", "right"),
        Column("packages that then cross nothing blamed", "right", short="cross none"),
        *(() if is_weighed else (Column("packages that then suit", "right", short="suit"),)),
    )
    rows = []
    for one in fewest_steps_first(findings):
        text = gives(findings, one.members, one, None)
        start = words(text[:1].upper() + text[1:])
        zone = () if is_weighed else (count(one.zone),)
        rows.append((start, steps_cell(one), count(one.opens), *zone))
    caption = "What would have to give, the fewest steps first"
    what = ("way out", "ways out")
    total = findings.corrections_total
    table = Table(name, caption, columns, tuple(rows), total, what)
    is_only = len(findings.independent) == 1
    of = "" if is_only else "of all knots together, one way of each; "
    return Section(name, title, (table,), f"{of}{STEP}", is_detail=not is_only)


def _nearest(findings: Findings) -> Section:
    """Show the nearest package that each of the first ways lets through, issue by issue."""
    name, title = "nearest", "The nearest package of each"
    shown = fewest_steps_first(findings)[:SHOWN]
    if not shown:
        return Section(name, title)
    scenario = findings.scenario
    heads = [f"way {place}" if len(shown) > 1 else "" for place in range(1, len(shown) + 1)]
    columns = (Column("", room=1.6), *(Column(head, room=1.6) for head in heads))
    rows = tuple(
        (
            words(issue.ask, voice="soft"),
            *(
                words(option_in_words(scenario, issue.id, one.witness.package[issue.id]))
                for one in shown
            ),
        )
        for issue in scenario.issues
    )
    caption = "The nearest package that each of these ways lets through"
    table = Table(name, caption, columns, rows, len(rows), is_whole=True)
    is_detail = len(findings.independent) > 1
    return Section(
        name, title, (table,), "of the ways above, as they are listed", is_detail=is_detail
    )


@sheets.register
def listings(found: Explanation, most: int) -> tuple[Table, ...]:  # noqa: ARG001 (all are listed)
    """List the minimal conflicts, a demand a row; and the minimal corrections, each with its nearest package."""
    return _conflicts_sheet(found.findings), _ways_sheet(found.findings)


def _conflicts_sheet(findings: Findings) -> Table:
    several = len(findings.scenario.registers) > 1

    def row(place: int, knot: int, one: Member) -> tuple[Cell, ...]:
        held = one.because or "" if one.layer == "rules" else "; ".join(caveats(one))
        return (
            count(knot),
            count(place),
            words(who(findings, one)),
            words(_KINDS[one.layer]),
            words(one.says),
            words((one.reading or "").replace("_", " ")),
            words(one.path),
            words(one.rests),
            words(one.grade or ""),
            words(" ".join(claim.full_id if several else claim.id for claim in one.claims)),
            words(held),
        )

    rows = []
    place = 0
    for number, knot in enumerate(knots(findings), start=1):
        for conflict in knot.conflicts:
            place += 1
            rows += [row(place, number, one) for one in in_order(findings, conflict.members)]
    says = (
        "Smallest sets of demands that cannot stand together, a demand a row; without any one demand of"
        " its set, the others of that set could stand. Knots share no demand"
    )
    return Table(
        "sheet-conflicts",
        says if rows else "No demands exclude one another",
        (
            Column("knot", "right", form="count"),
            Column("set", "right", form="count"),
            Column("whose"),
            Column("kind"),
            Column("demand"),
            Column("meant as"),
            Column("path"),
            Column("rests on"),
            Column("grade"),
            Column("claims"),
            Column("what there is to hold against it"),
        ),
        tuple(rows),
        len(rows),
        sheet="Conflicts",
    )


def _ways_sheet(findings: Findings) -> Table:
    scenario = findings.scenario
    moving = [
        actor
        for actor in scenario.actors
        if any(actor.id in one.steps for one in findings.corrections)
    ]
    rows = tuple(
        (
            words(gives(findings, one.members, one, None)),
            words(", ".join(one.drop)),
            count(sum(taken or 0 for taken in one.steps.values())),
            *(count(one.steps.get(actor.id)) for actor in moving),
            count(one.opens),
            count(one.zone),
            *options_of(scenario, one.witness.package),
        )
        for one in fewest_steps_first(findings)
    )
    says = (
        "The smallest sets of demands whose loss lets packages through, fewest steps first. The package"
        f" beside each is the nearest that it lets through; {STEP}"
    )
    return Table(
        "sheet-ways",
        says if rows else "No smallest set of demands is to be given up",
        (
            Column("it opens if …"),
            Column("without"),
            Column("steps in all", "right", form="count"),
            *(Column(f"steps of {actor.name}", "right", form="count") for actor in moving),
            Column("packages that keep to the rest", "right", form="count"),
            Column("packages in the zone then", "right", form="count"),
            *issue_columns(scenario),
        ),
        rows,
        findings.corrections_total,
        ("way out", "ways out"),
        "those with the fewest steps are listed",
        sheet="Ways out",
    )
