"""The smallest changes in words: what each asks of whom, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from negsim.document.cells import count, words, worth
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Prose,
    Rest,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.notes import claim_keys
from negsim.document.result import told
from negsim.language.labels import all_asked, demand, demands, line, reading
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, gain, listed, points, tenths
from negsim.language.words import option_in_words, option_label
from negsim.questions.levers.changes import Declared, RetreatDetail
from negsim.questions.levers.drafting import floor_in_words, tell_left_open, tell_spelled_out
from negsim.questions.levers.result import Levers, RankedChange
from negsim.space.members import Member


@told.register
def tell(found: Levers) -> Section:
    """Rank the smallest changes, then take each kind apart."""
    inner = present(
        _ranking(found),
        _lists(found),
        _retreats(found),
        _walk_aways(found),
        *(_declared(found.scenario, one, n) for n, one in enumerate(found.declared, start=1)),
        tell_left_open(found.scenario, found.before, found.staying),
        tell_spelled_out(found.scenario, found.before, found.spelled),
    )
    return Section("levers", "Levers", sections=inner, said=answer(found))


def answer(found: Levers) -> Said:
    """Say how many changes would open the zone, or raise its floor."""
    before, does = found.before, len(list(worth_telling(found)))
    if before.size:
        floor = floor_in_words(before.floor)
        text = f": {counted(before.size, 'package')}, the worst-off gaining {floor} points of 100."
        raises = (
            f" {counted(does, 'change')} would raise that."
            if does
            else " No change looked at raises that."
        )
        return Said("A DEAL IS POSSIBLE", text + raises)
    if not found.retreats:
        return Said(
            "NOTHING CAN BE SIGNED", ": the rules leave no package, and no retreat opens a way."
        )
    if does:
        first = "" if does == 1 else ", those with the fewest steps first"
        return Said(
            "NO DEAL",
            f" as the demands are read. {counted(does, 'change')} would open a way{first}.",
        )
    return Said(
        "NO DEAL",
        " as the demands are read. No loss or other reading of red lines, and no lever of the file, opens a way alone.",
    )


_GIVES: Mapping[str, tuple[str, ...]] = {
    "declared": ("lever",),
    "reading": ("reading",),
    "left open": ("issue",),
    "step": ("step",),
    "retreat": ("step",),
    "retreat and declared": ("step",),
    "reservation": ("value",),
    "drop": ("demand",),
}


def worth_telling(found: Levers) -> Iterator[RankedChange]:
    """Leave out the loss of demands where less of the same demands does as much."""
    known: dict[tuple[str, ...], Fraction] = {}
    for one in found.ranked:
        paths = tuple(member.path for member in members(found, one))
        floor = Fraction(0) if one.floor is None else one.floor
        if one.kind == "drop" and known.get(paths, floor - 1) >= floor:
            continue
        if "lever" not in one.what:
            known[paths] = max(floor, known.get(paths, floor))
        yield one


def _ranking(found: Levers) -> Section:
    columns = (
        Column("change", room=6),
        Column("what gives", "right"),
        Column("packages in the zone", "right", short="packages"),
        Column("floor", "right"),
        Column("against it", room=2),
    )
    rows = tuple(
        (
            words(in_words(found, one)),
            _moves(one),
            count(one.zone),
            worth(one.floor),
            _against(members(found, one)),
        )
        for one in worth_telling(found)
    )
    title = f"What would {'raise the floor' if found.before.size else 'open a way'}"
    caption = "The smallest changes, those of the fewest steps or demands first, then by the floor"
    table = Table(
        "levers", caption, columns, rows, len(rows), ("change", "changes"), Rest.FULL, "Levers"
    )
    remark = "those of the fewest steps or demands first, then the highest floor; floors in points of 100"
    return Section("lever-ranking", title, (table,) if rows else (), remark)


def _moves(one: RankedChange) -> Cell:
    """Say how much of what gives: demands are not steps, though both are counted."""
    if not one.moves:
        return Cell(prose("nothing"), 0, "count")
    return Cell(prose(counted(one.moves, *_GIVES[one.kind])), one.moves, "count")


def _against(members: Sequence[Member]) -> Cell:
    """Name the claims that a change goes against, as notes."""
    keys = tuple(dict.fromkeys(key for member in members for key in claim_keys(member.claims)))
    text = "" if keys or not any(member.is_assumed for member in members) else "assumption only"
    return Cell(prose(Span(text, notes=keys))) if text else Cell((Span("", notes=keys),))


def in_words(found: Levers, one: RankedChange) -> str:
    """Say what a change is: what somebody meant, what somebody took or gave up, what is put on the table."""
    scenario, what = found.scenario, one.what
    if one.kind == "reading":
        return "; ".join(_meant(scenario, path, name) for path, name in what["read"].items())
    if one.kind == "step":
        owner = scenario.actor[what["line"].partition(".")[0]].name
        return f"{owner} takes one step beyond its line: {line(scenario, what['line'])}"
    if one.kind == "reservation":
        lower = found.alone[what["actor"]]
        assert lower is not None
        name = scenario.actor[what["actor"]].name
        less, now = tenths(lower.to), tenths(lower.start)
        return f"{name} settles for a walk-away value of {less} points of 100 instead of {now}"
    if one.kind == "drop":
        return "; ".join(
            f"{scenario.actor[path.partition('.')[0]].name} gives up: {line(scenario, path)}"
            for path in what["drop"]
        )
    if one.kind == "declared":
        return found.lever_in_words(what["lever"])
    if one.kind == "left open":
        stay = "stays open" if len(what["left_open"]) == 1 else "stay open"
        return f"{all_asked(scenario, what['left_open'])} {stay}, and the rest is signed"
    detail = found.told_in_full(what["steps"])
    retreat = f"{steps_in_words(scenario, what['steps'])}{_taking(scenario, detail)}"
    if one.kind == "retreat and declared":
        return f"{found.lever_in_words(what['lever'])}, and {retreat}"
    return retreat


def _meant(scenario: Scenario, path: str, name: str) -> str:
    """Say that a demand was meant otherwise than it is read: nobody gives anything up."""
    owner = scenario.actor[path.partition(".")[0]].name
    meant = reading(scenario, path, name)
    instead = "where it says" if meant == "no red line" else "instead of"
    return f"{owner} meant {_quoted(meant)} {instead} {_quoted(line(scenario, path))}"


def _quoted(says: str) -> str:
    """Quote what is said in words of its own; what is said by labels quotes these."""
    return says if "“" in says or says == "no red line" else f"“{says}”"


def members(found: Levers, one: RankedChange) -> Sequence[Member]:
    """Give the demands that a change goes against."""
    what = one.what
    if one.kind == "reading":
        return next(r.against for r in found.readings if r.read == what["read"])
    if one.kind == "step":
        return next(s.against for s in found.steps if s.line == what["line"])
    if one.kind == "drop":
        return next(d.against for d in found.drops if list(d.drop) == what["drop"])
    if one.kind == "reservation":
        lower = found.alone[what["actor"]]
        return () if lower is None else (lower.against,)
    if "steps" in what:
        return found.told_in_full(what["steps"]).against
    return ()


def steps_in_words(scenario: Scenario, steps: Mapping[str, int]) -> str:
    """Say who takes how many steps."""
    moves = [
        f"{scenario.actor[actor].name} takes {counted(n, 'step')} over its red lines"
        for actor, n in steps.items()
        if n
    ]
    return listed(moves) or "nobody moves"


def _taking(scenario: Scenario, detail: RetreatDetail) -> str:
    issues: dict[str, None] = {}
    for member in detail.against:
        clause = scenario.red_lines[member.path].clause
        issues.update(dict.fromkeys(clause.issues() if clause is not None else ()))
    package = detail.witness.package
    labels = [
        f"“{option_in_words(scenario, i, package[i])}” ({scenario.issue[i].ask})" for i in issues
    ]
    text = listed(labels[:4]) + (f" and {len(labels) - 4} more" if len(labels) > 4 else "")
    return f", as far as {text}" if text else ""


def _lists(found: Levers) -> Section:
    """Say of each list what would have to be given up of it: a way out is one from each."""
    scenario = found.scenario
    facts = tuple(
        Fact(
            prose(Span(f"Of list {number}, one of", "strong")),
            prose(demands(scenario, ways[0], " and ")),
            tuple(prose(demands(scenario, way, " and ")) for way in ways[1:]),
        )
        if len(ways) > 1
        else Fact(
            prose(Span(f"Of list {number}, all", "strong")),
            prose(demands(scenario, ways[0], " and ")),
        )
        for number, ways in enumerate(found.lists, start=1)
    )
    blocks = (Facts(facts),) if facts else ()
    return Section(
        "ways-out-by-levers",
        "What would have to be given up",
        blocks,
        "a way out is one from each list",
    )


def _retreats(found: Levers) -> Section:
    scenario = found.scenario
    facts = tuple(
        Fact(
            prose(Span(_capital(steps_in_words(scenario, one.steps)), "strong")),
            prose(f"{packages_of(one)}."),
            tuple(prose(Span(f"{text}.", "soft")) for text in moves(scenario, one)),
        )
        for one in found.details
    )
    total = len([one for one in found.retreats if any(one.steps)])
    blocks: list[Block] = []
    if facts:
        blocks.append(Facts(facts, True, total, ("retreat", "retreats"), Rest.JSON))
    for path in found.unkeepable:
        blocks += said(f"Every package crosses {demand(scenario, path)}: no step keeps it.")
    remark = "over red lines, in steps along the issues"
    return Section(
        "retreats", "The retreats of fewest steps", tuple(blocks), remark, is_detail=True
    )


def packages_of(one: RetreatDetail) -> str:
    """Say how many packages take just these steps, and how many of them are worth it to all."""
    packages, good = counted(one.packages, "package"), one.above_reservation
    worth = "at least what no deal is worth to them"
    if good == one.packages:
        return (
            f"{packages}, {'which gives' if good == 1 else 'which give'} all who are asked {worth}"
        )
    if not good:
        return f"{packages}, none of which gives all who are asked {worth}"
    return f"{packages}, of which {good:,} {'gives' if good == 1 else 'give'} all who are asked {worth}"


def moves(scenario: Scenario, one: RetreatDetail) -> Iterator[str]:
    """Say where a retreat leaves each who moves, in its own measure, and where it would be with its lines kept."""
    for actor, move in one.moves.items():
        name = scenario.actor[actor].name
        left = _over(move.gain)
        if move.cost is None:
            yield f"{name} is left {left}"
        elif not move.cost:
            yield f"{name} is left {left}, as the nearest package that keeps its lines would leave it"
        else:
            kept = _over(move.gain + move.cost)
            yield f"{name}, in its own measure, is left {left}; the nearest package that keeps its lines: {kept}"


def _over(value: Fraction) -> str:
    if value < 0:
        return f"{points(-value)} below no deal"
    return f"{points(value)} above no deal"


def _walk_aways(found: Levers) -> Section:
    """Say which walk-away values would have to fall, and how far."""
    scenario = found.scenario
    lowered = {actor: one for actor, one in found.alone.items() if one is not None}
    items: list[Prose] = []
    if not lowered and found.together:
        names = [scenario.actors[a].name for a in found.space.problem.consenting]
        falls = [
            f"{name} by {tenths(fall)}"
            for name, fall in zip(names, found.together[0].falls, strict=True)
            if fall
        ]
        items.append(prose(f"Nobody's alone. Together, for one: {listed(falls)}."))
    for actor, one in lowered.items():
        items.append(
            prose(
                f"{scenario.actor[actor].name} alone: from {tenths(one.start)} to {tenths(one.to)}."
            )
        )
    remark = "that would have to fall, red lines kept; in points of 100"
    blocks = (Bullets(tuple(items)),) if items else ()
    return Section("walk-aways", "Walk-away values", blocks, remark)


def _declared(scenario: Scenario, one: Declared, number: int) -> Section:
    """Say what a lever of the file does by itself, beside the smallest retreats, and what stands against it."""
    items = [prose(text) for text in _alone(one)]
    for beside in one.beside[:4]:
        if beside.zone == beside.zone_before and beside.floor == beside.floor_before:
            continue
        items.append(
            prose(
                f"If {steps_in_words(scenario, beside.steps)}: {beside.zone_before:,} to"
                f" {counted(beside.zone, 'package')}, floor {floor_in_words(beside.floor_before)} to"
                f" {floor_in_words(beside.floor)}."
            )
        )
    if one.witness is None:
        items.append(prose("No package that uses it comes into reach."))
    else:
        moved = [
            f"{scenario.actor[actor].name} {gain(change)}"
            for actor, change in one.change.items()
            if change
        ]
        chosen = listed(
            [_chosen(scenario, one, issue, value) for issue, value in one.chosen.items()]
        )
        worth = f"; by itself: {', '.join(moved)}" if moved else ""
        items.append(prose(f"Best used with {chosen}{worth}."))
        if one.against:
            items.append(prose(Span("Claims bear on its issues.", notes=claim_keys(one.against))))
        elif scenario.all_claims:
            items.append(prose("No claim bears on its issues."))
    title = one.lever.say or one.id
    return Section(
        f"lever-{number}", title, (Bullets(tuple(items)),), "a lever of the file", is_named=True
    )


def _alone(one: Declared) -> list[str]:
    if not one.zone and not one.zone_before:
        return ["Alone it opens nothing."]
    before = f"{counted(one.zone_before, 'package')}, floor {floor_in_words(one.floor_before)}"
    after = f"{counted(one.zone, 'package')}, floor {floor_in_words(one.floor)}"
    opens = f"Alone it opens {after}."
    lines = [f"Alone: {before} without it; {after} with it." if one.zone_before else opens]
    if one.zone_using and one.floor_using != one.floor:
        used = (
            f"{counted(one.zone_using, 'package')} of them, floor {floor_in_words(one.floor_using)}"
        )
        lines.append(f"Used in {used}.")
    return lines


def _chosen(scenario: Scenario, one: Declared, issue: str, value: object) -> str:
    new = {brought.issue.id: brought.issue for brought in one.lever.issues}
    labels = {(o.issue, o.id): o.label for o in one.lever.options}
    text, spec = str(value), new.get(issue) or scenario.issue[issue]
    if (issue, text) in labels:
        label = labels[issue, text]
    elif spec.range is not None:
        label = f"{text} {spec.range.unit}" if spec.range.unit else text
    else:
        label = option_label(spec, text)
    return f"“{label}” ({spec.ask})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
