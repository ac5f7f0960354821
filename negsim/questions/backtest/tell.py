"""What a back-test comes to, in words: did it go as the file has it, how much is that worth, what stood against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from negsim.document.cells import count, words
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Prose,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.notes import claim_keys
from negsim.document.plain import number as rounded
from negsim.document.result import told
from negsim.language.labels import demand, line
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Variant
from negsim.language.phrases import counted, day, listed, percent
from negsim.language.words import option_label
from negsim.questions.backtest.result import Against, Backtest, BacktestRow, PlaceAmong

WIDE = Fraction(
    1, 10
)  # of the feasible packages: a zone that holds this many would have held most things
CAUTION = (
    "Whoever writes a file of the past knows how it ended. Where it agrees with history that is a check of"
    " consistency, no proof; where it does not, something in it is wrong or missing."
)
KEY = (
    "share: of the feasible packages, in the zone. lift: one over it, how many times likelier the outcome"
    " was to be in the zone than a feasible package drawn at random. floor: its rank by what the worst-off"
    " principal gains, in the zone where it is in it, else among the feasible. Nash: its rank in the zone"
    " by the product of gains. 1 is best."
)
_WHAT = {
    "signed": "what was signed",
    "turned_down": "what was turned down",
    "no_deal": "what came of it",
}
_TITLES = {
    "signed": "What was signed",
    "turned_down": "What was turned down",
    "no_deal": "What came of it: nothing was agreed",
}


@told.register
def tell(found: Backtest) -> Section:
    """Hold what really happened against the zone: as written, and under each variant."""
    inner = present(
        _outcome(found),
        _rows(found),
        _against(found),
        _readings(found),
        _knots(found),
    )
    blocks = tuple(said(CAUTION, "remark"))
    return Section("backtest", "Held against history", blocks, "", inner, answer(found))


def tell_all(found: Sequence[Backtest]) -> Section:
    """Tell of several scenarios, each in a few lines."""
    agree = sum(one.stacks[0].agrees for one in found)
    inner = tuple(_in_short(one, place) for place, one in enumerate(found, start=1))
    blocks = (*said(KEY, "remark"), *said(CAUTION, "remark"))
    lead = Said(f"{agree} OF {len(found)} AS IT WENT", ", as the files are written.")
    return Section("backtests", "Held against history", blocks, "", inner, lead)


def _in_short(found: Backtest, place: int) -> Section:
    as_of = f" ({day(found.as_of)})" if found.as_of else ""
    blocks = (_table(found, f"backtest-{place}"), *_knot_facts(found))
    name = f"backtest-{place}"
    title = f"{found.base.title}{as_of}"
    return Section(name, title, blocks, said=answer(found), is_named=True)


def answer(found: Backtest) -> Said:
    """Say whether the file, as written, agrees with history, and how much that is worth."""
    row, end = found.stacks[0], found.history.end
    zone, feasible = row.findings.zone.size, row.findings.feasible
    lead = "AS IT WENT" if row.agrees else "A MISS"
    about = "" if row.findings.answer.zone_interval is None else "about "
    of = f"{about}{counted(zone, 'package')} of {feasible:,} ({percent(zone, feasible)})"
    if end == "no_deal":
        text = (
            "nothing was agreed, and the zone is empty."
            if row.agrees
            else f"nothing was agreed, and yet the zone has {of}."
        )
        return Said(lead, f": {text}")
    what = _WHAT[end]
    if row.in_zone:
        return Said(lead, f": {what} is in the zone, which has {of}.{_worth(row)}")
    has = f"the zone, which has {of}" if zone else "the zone, which is empty"
    return Said(lead, f": {what} is outside {has}: {refused(found, row)}.")


def refused(found: Backtest, row: BacktestRow) -> str:
    """Say who or what keeps the outcome out of the zone."""
    counting = [one.member for one in row.against if one.counts]
    rules = [demand(row.findings.scenario, one.path) for one in counting if one.layer == "rules"]
    if rules:
        return f"it breaks {listed(rules)}"
    if not row.is_feasible:
        return "the variant takes it off the table"
    names = dict.fromkeys(found.base.actor[m.actor].name for m in counting if m.actor is not None)
    if not names:
        return "nobody refuses it"
    scenario = row.findings.scenario
    demands = [line(scenario, m.path) for m in counting if m.layer == "red_lines"]
    refuses = f"{listed(list(names))} {'refuses' if len(names) == 1 else 'refuse'} it"
    asks = f", asking for {'; '.join(demands)}" if demands else ", as worth less than no deal"
    return refuses + asks


def _worth(row: BacktestRow) -> str:
    if row.share is not None and row.share >= WIDE:
        return " So wide a zone would have held most things, and proves little."
    assert row.lift is not None
    return (
        f" A feasible package drawn at random would be in it once in {float(row.lift):,.0f} times."
    )


def knot(row: BacktestRow) -> str | None:
    """Say whether the minimal conflicts of an empty zone name an issue over which the talks stuck."""
    if row.on_blocked is None:
        return None
    scenario, conflicts = row.findings.scenario, row.findings.conflicts
    if not conflicts:
        stuck = listed(_asked(scenario, row.blocked))
        return f"nothing is feasible; history says that {stuck} blocked it"
    named = {issue for conflict in conflicts for issue in row.issues(conflict)}
    blocked = [issue for issue in row.blocked if issue in named]
    others = listed(_asked(scenario, sorted(named - set(blocked))))
    if not blocked:
        none = " or ".join(_asked(scenario, row.blocked))
        return f"no minimal conflict speaks of {none}; the knot is about {others}"
    n, of = row.on_blocked, len(conflicts)
    if n < of:
        which = f"{n:,} of {of:,} minimal conflicts {'speaks' if n == 1 else 'speak'}"
    elif of == 1:
        which = "the minimal conflict speaks"
    else:
        which = f"{'both' if of == 2 else f'all {of:,}'} minimal conflicts speak"
    also = f" (and of {others})" if others else " alone"
    enough = "would be enough" if row.alone_opens else "alone would not be enough"
    return f"{which} of {listed(_asked(scenario, blocked))}{also}; giving way there {enough}"


def _asked(scenario: Scenario, issues: Sequence[str]) -> list[str]:
    return [f"“{scenario.issue[issue].short or scenario.issue[issue].ask}”" for issue in issues]


def _name(found: Backtest, row: BacktestRow) -> Prose:
    """Call a stack by what the file says of its variants; the screen shows what one types as well."""
    if not row.variant:
        return prose("as written")
    variants = found.base.variant
    names = [_called(variants[name]) if name in variants else name for name in row.variant]
    return prose(" And: ".join(names), Span(f" ({row.name})", "id"))


def _called(variant: Variant) -> str:
    return variant.short or variant.say or variant.id.replace("_", " ")


def _names(found: Backtest, rows: Sequence[BacktestRow]) -> Prose:
    parts: list[Span] = []
    for place, row in enumerate(rows):
        parts += [Span("; " if place else ""), *_name(found, row)]
    return prose(*parts)


def _outcome(found: Backtest) -> Section:
    outcome = dict(found.base.outcome or ())
    facts = tuple(
        Fact(
            prose(issue.ask),
            prose(option_label(issue, str(outcome[issue.id]))),
            (prose("over this the talks stuck"),) if issue.id in found.history.blocked else (),
        )
        for issue in found.base.issues
    )
    return Section("backtest-outcome", _TITLES[found.history.end], (Facts(facts),))


def _rows(found: Backtest) -> Section:
    blocks = (_table(found, "backtest-rows"), *said(KEY, "remark"))
    return Section("backtest-rows", "As written, and under each variant", blocks)


def _table(found: Backtest, name: str) -> Table:
    columns = (
        Column("", room=4),
        Column("outcome", room=2),
        Column("zone", "right"),
        Column("share", "right"),
        Column("lift", "right"),
        Column("floor", "right", 1.5),
        Column("Nash", "right", 1.5),
    )
    rows = tuple(_cells(found, row) for row in found.stacks)
    caption = f"{found.base.title}: the outcome, as written and under each variant"
    what = ("row", "rows")
    sheet = "Held against history"
    return Table(name, caption, columns, rows, len(rows), what, sheet=sheet)


def _cells(found: Backtest, row: BacktestRow) -> tuple[Cell, ...]:
    findings, standing = row.findings, row.standing
    where = "in the zone" if row.in_zone else "outside" if row.is_feasible else "not feasible"
    floor, of = None, findings.feasible
    if standing is not None:
        floor = standing.by_floor
        if standing.by_floor_in_zone is not None:
            floor, of = standing.by_floor_in_zone, findings.zone.size
    zone = count(findings.zone.size) if findings.zone.is_open else Cell(prose("none"), 0, "count")
    share, lift = Cell(()), Cell(())
    if row.share is not None:
        share = Cell(prose(_percent(row.share)), rounded(row.share), "share")
    if row.lift is not None:
        lift = Cell(prose(f"{float(row.lift):,.1f}"), rounded(row.lift), "number")
    nash = _rank(None if standing is None else standing.by_nash, findings.zone.size)
    return Cell(_name(found, row)), words(where), zone, share, lift, _rank(floor, of), nash


def _percent(share: Fraction) -> str:
    text = f"{100 * float(share):.2f}%"
    return "<0.01%" if share and text == "0.00%" else text


def _rank(place: PlaceAmong | None, of: int) -> Cell:
    return Cell(()) if place is None else words(f"{place.better + 1:,} of {of:,}")


def _against(found: Backtest) -> Section:
    title = "What stands against the outcome"
    if not any(row.against for row in found.stacks):
        return Section("against", title)
    together: dict[tuple[Prose, ...], list[BacktestRow]] = {}
    for row in found.stacks:
        together.setdefault(tuple(_demands(found, row.against)), []).append(row)
    facts = tuple(
        Fact(_names(found, rows), demands[0], demands[1:])
        for demands, rows in together.items()
        if demands
    )
    alone = together.get((), [])
    barred = [row for row in alone if not row.is_feasible]
    clear = [row for row in alone if row.is_feasible]
    items = []
    if barred:
        items.append(prose("Off the table: ", *_names(found, barred), "."))
    if clear:
        items.append(prose("Nothing stands against it: ", *_names(found, clear), "."))
    unasked = dict.fromkeys(
        f"{_who(found, one)}: {one.member.says}"
        for row in found.stacks
        for one in row.against
        if not one.counts
    )
    if unasked:
        items.append(prose(f"Against it where their consent is not needed: {'; '.join(unasked)}."))
    blocks: list[Block] = [Facts(facts, is_stacked=True)] if facts else []
    blocks += [Bullets(tuple(items))] if items else []
    return Section("against", title, tuple(blocks))


def _demands(found: Backtest, against: Sequence[Against]) -> Iterator[Prose]:
    for one in against:
        if not one.counts:
            continue
        member = one.member
        meant = f", meant as “{member.reading.replace('_', ' ')}”" if member.reading else ""
        graded = f"grade {member.grade}" if member.grade else member.rests
        keys = claim_keys(member.claims)
        who = _who(found, one)
        yield prose(f"{who}: {member.says}{meant} (", Span(graded, notes=keys), ")")


def _who(found: Backtest, one: Against) -> str:
    actor = one.member.actor
    return "a rule" if actor is None else found.base.actor[actor].name


def _readings(found: Backtest) -> Section:
    title, meant = "Which readings let it in", found.meant
    if not meant.lines or meant.let_in == meant.combinations:
        return Section("let-in", title)
    blocks: list[Block] = []
    if meant.let_in is not None:
        blocks += said(
            f"As written, {meant.let_in:,} of {counted(meant.combinations, 'combination')} of readings"
            " leave the outcome in the zone."
        )
    facts = []
    for path, readings in meant.lines.items():
        barring = [_reading(name) for name, keeps in readings.items() if not keeps]
        if not barring:
            continue
        keeping = [_reading(name) for name, keeps in readings.items() if keeps]
        lets = f"; {listed(keeping)} would not" if keeping else ""
        actor = found.base.actor[path.split(".")[0]].name
        term = prose(f"{actor}: {line(found.base, path)}", Span(f" ({path})", "id"))
        bars = "bars" if len(barring) == 1 else "bar"
        facts.append(Fact(term, prose(f"{listed(barring)} {bars} it{lets}")))
    blocks += [Facts(tuple(facts), is_stacked=True)] if facts else []
    return Section("let-in", title, tuple(blocks))


def _reading(name: str) -> str:
    return f"“{name.replace('_', ' ')}”"


def _knots(found: Backtest) -> Section:
    title = "Does the knot name what history says blocked it?"
    if not found.history.blocked:
        return Section("history-knots", title)
    none = said("No row has an empty zone, so there is no knot to compare.")
    return Section("history-knots", title, tuple(_knot_facts(found) or none))


def _knot_facts(found: Backtest) -> list[Block]:
    together: dict[str, list[BacktestRow]] = {}
    for row in found.stacks:
        text = knot(row)
        if text is not None:
            together.setdefault(text, []).append(row)
    facts = tuple(Fact(_names(found, rows), prose(f"{text}.")) for text, rows in together.items())
    return [Facts(facts, is_stacked=True)] if facts else []
