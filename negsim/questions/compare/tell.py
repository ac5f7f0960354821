"""Variants in words: what each comes to in a line, what collides as things stand, and what to say of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from negsim.document.cells import count, words, worth
from negsim.document.content import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Rest,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.result import sheets, told
from negsim.language.phrases import counted
from negsim.language.short_names import short_variant
from negsim.questions.compare.result import Comparison, Effect, VariantRow
from negsim.questions.zone.knots import knots_section

FLOOR = "Floor: what the worst-off principal gains over its walk-away in the egalitarian package, in points of 100."
KNOTS = 4
NAME = 60  # characters of what a variant says; all of it stands with what to say of it
_EFFECTS: tuple[tuple[Effect, str, str], ...] = (
    ("opens", "opens a way", "open a way"),
    ("closes", "closes it", "close it"),
    ("zone", "leaves other packages", "leave other packages"),
    ("same_zone", "leaves as many packages", "leave as many packages"),
    (
        "other_conflicts",
        "leaves none, since others of the demands collide",
        "leave none, since others of the demands collide",
    ),
    ("same_conflicts", "leaves none, since the same collide", "leave none, since the same collide"),
    ("none", "changes nothing that is counted", "change nothing that is counted"),
)


@told.register
def tell(found: Comparison) -> Section:
    """Set the variants side by side, say what collides as things stand, and what a brief should say of each."""
    rows = found.stacks
    inner = present(
        _renamed(knots_section(found.stacks[0].findings)),
        Section("each-variant", "What to say of each", _each(rows[1:]), is_detail=True),
        _left_out(found),
    )
    blocks: list[Block] = [_table(found), *said(FLOOR, "remark")]
    return Section("variants", "Variants", tuple(blocks), "", inner, answer(found))


def answer(found: Comparison) -> Said:
    """Say whether there is a deal as things stand, and what the variants do to that."""
    base, *others = found.stacks
    was = "A DEAL IS POSSIBLE" if base.findings.zone.is_open else "NO DEAL"
    single = [row for row in others if len(row.variant) == 1]
    text = " as things stand."
    if single:
        parts = []
        for effect, one, many in _EFFECTS:
            times = sum(row.effect == effect for row in single)
            if times:
                parts.append(f"{times:,} {one if times == 1 else many}")
        text += f" Of {counted(len(single), 'variant')}: {'; '.join(parts)}."
    opening = [row for row in others if len(row.variant) > 1 and row.effect == "opens"]
    is_open = base.findings.zone.is_open or any(row.effect == "opens" for row in single)
    if opening and is_open:
        stacks = counted(len(opening), "stack")
        text += f" {stacks} {'opens' if len(opening) == 1 else 'open'} a way too."
    elif opening:
        alone = " None alone opens a way, but" if single else ""
        text += f"{alone} together these do: {'; '.join(_name(row) for row in opening)}."
    elif not is_open and found.is_searched and len(single) > 1:
        text += " Nor do two or three of them together open one."
    return Said(was, text)


def in_short(row: VariantRow, base: VariantRow) -> str:
    """Say in a few words what every deal has in common, or how it stands with what collides."""
    findings, knots = row.findings, len(base.findings.independent)
    if findings.zone.is_open:
        same, issues = len(findings.zone.backbone), len(findings.scenario.issues)
        if findings.zone.size == 1:
            return "one package"
        if not same:
            return "the same on no issue in every deal"
        return f"the same on {same} of {counted(issues, 'issue')} in every deal"
    if not findings.feasible:
        return "nothing can be signed"
    if row is base or base.findings.zone.is_open:
        return counted(len(findings.independent), "knot")
    before = {conflict.paths for conflict in base.findings.conflicts}
    new = [one for one in findings.conflicts if one.paths not in before]
    parts = []
    if row.knots_gone:
        of = f"{row.knots_gone:,} of {knots:,} knots" if knots > 1 else "the knot"
        parts.append(f"{of} gone")
    if new:
        more = counted(len(new), "other set of demands", "other sets of demands")
        parts.append(f"{more} {'collides' if len(new) == 1 else 'collide'}")
    if not parts:
        return (
            "the same demands collide"
            if row.effect != "other_conflicts"
            else "fewer sets of demands collide"
        )
    return ", ".join(parts)


def _table(found: Comparison) -> Table:
    base, rows = found.stacks[0], _widest_first(found.stacks)
    floors = [row.findings.floor for row in rows if row.findings.floor is not None]
    best = max(floors, default=None)
    cells = []
    for row in rows:
        zone, floor = row.findings.zone, row.findings.floor
        bar = None if floor is None or not best or best <= 0 else max(0.0, float(floor / best))
        size = count(zone.size) if zone.is_open else Cell(prose("no deal"), 0, "count")
        cells.append(
            (
                words(_name(row)),
                size,
                worth(floor, bar),
                words(in_short(row, base).removesuffix(" in every deal")),
            )
        )
    columns = (
        Column("", room=4),
        Column("packages", "right"),
        Column("floor", "right", 1.5),
        Column("what every deal has, or what collides", room=3),
    )
    caption = "The variants of the file, each by itself, and stacks of them"
    what = ("row", "rows")
    return Table("variants", caption, columns, tuple(cells), len(rows), what, Rest.FULL)


def _widest_first(stacks: Sequence[VariantRow]) -> list[VariantRow]:
    """Set those that leave a deal behind what is as things stand, the widest first, and those that leave none last."""
    base, *others = stacks
    return [base, *sorted(others, key=lambda one: -one.findings.zone.size)]


@sheets.register
def in_full(found: Comparison, most: int) -> tuple[Table, ...]:  # noqa: ARG001 (all are listed)
    """List all that is found of each, a stack a row."""
    columns = (
        Column("variant"),
        Column("what is different"),
        Column("zone"),
        Column("packages in the zone", "right"),
        Column("floor", "right"),
        Column("feasible packages", "right"),
        Column("keep to the red lines", "right"),
        Column("what to say of it"),
        Column("what collides"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            words(row.name),
            words(row.say or ""),
            words("open" if row.findings.zone.is_open else "empty"),
            count(row.findings.zone.size),
            worth(row.findings.floor),
            count(row.findings.feasible),
            count(row.findings.zone.red_line_size),
            words(" ".join(row.says)),
            words("; ".join(" × ".join(one.paths) for one in row.findings.conflicts[:KNOTS])),
        )
        for row in found.stacks
    ]
    for one in found.left_out:
        rest = [words("") for _ in columns[2:]]
        rows.append((words("+".join(one.variant)), words(f"not tried alone: {one.because}"), *rest))
    caption = "What each variant of the file comes to by itself, and stacks of them"
    return (Table("variants", caption, columns, tuple(rows), len(rows), sheet="Variants"),)


def _renamed(section: Section) -> Section:
    """Give the knots of the base names of their own, for a report that tells of them elsewhere too."""
    blocks = tuple(
        replace(block, id=f"base-{block.id}") if isinstance(block, Table) else block
        for block in section.blocks
    )
    inner = tuple(_renamed(one) for one in section.sections)
    return replace(section, id=f"base-{section.id}", blocks=blocks, sections=inner, is_detail=True)


def _each(rows: Sequence[VariantRow]) -> tuple[Block, ...]:
    facts = []
    for row in rows:
        term = [Span(row.say or row.name, "strong"), Span(f" ({row.name})", "id")]
        first, *others = row.says
        facts.append(Fact(tuple(term), prose(first), tuple(prose(text) for text in others)))
    return (Facts(tuple(facts), is_stacked=True),) if facts else ()


def _left_out(found: Comparison) -> Section:
    facts = tuple(Fact(prose("+".join(one.variant)), prose(one.because)) for one in found.left_out)
    title = "Written for a stack, so left out"
    return Section("left-out", title, (Facts(facts),) if facts else (), is_detail=True)


def _name(row: VariantRow) -> str:
    """Call a stack by what the file says of its variants, by ids where it says nothing."""
    if not row.variant:
        return "as things stand"
    known = [row.findings.scenario.variant.get(name) for name in row.variant]
    if len(known) == 1 and known[0] is not None and known[0].say:
        return short_variant(known[0], NAME)
    names = [
        name if one is None else short_variant(one)
        for name, one in zip(row.variant, known, strict=True)
    ]
    return " + ".join(names)
