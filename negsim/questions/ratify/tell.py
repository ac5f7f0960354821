"""Ratification in words: what becomes of the table's deal at home, whose votes it lacks, and what they would cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from negsim.document.cells import count, words, worth
from negsim.document.content import (
    Block,
    Bullets,
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
from negsim.document.notes import keys
from negsim.document.result import told
from negsim.errors import spelled
from negsim.language.labels import demand_label
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, listed, points
from negsim.language.words import option_in_words, option_label
from negsim.questions.ratify.result import Price, Ratifying, TableDeal
from negsim.questions.ratify.voters import power, tied_hands
from negsim.questions.score.result import Neighbour
from negsim.questions.score.tell import body_name

SETS = 5  # sets of voters told of per body


@told.register
def tell(found: Ratifying) -> Section:
    """Tell what becomes at home of what suits all at the table."""
    sections = present(
        *(_deal(found.scenario, found.deal) if found.deal is not None else ()),
        _bodies(found),
        _savings(found),
        *_cheapest(found),
        _levers(found),
        power(found),
        *(tied_hands(found.scenario, found.tightness) if found.tightness is not None else ()),
    )
    return Section("ratify", "Who has to say yes at home", (), "", sections, answer(found))


def answer(found: Ratifying) -> Said:
    """Say how much of what suits all at the table is ratified too."""
    zone = found.findings.zone
    if not found.bodies:
        return Said("NOBODY RATIFIES", ": no actor's yes needs another's at home.")
    table = counted(zone.table_size, "package")
    if not zone.table_size:
        return Said("NO DEAL", " at the table already: nothing suits all there.")
    suits = "suits" if zone.table_size == 1 else "suit"
    of = f": of {table} that {suits} all at the table, "
    if not zone.size:
        return Said("NO DEAL", f"{of}none is ratified.")
    if zone.size == zone.table_size:
        return Said(
            "A DEAL IS POSSIBLE", f": all of {table} that {suits} all at the table pass at home."
        )
    are = "is" if zone.size == 1 else "are"
    return Said("A DEAL IS POSSIBLE", f"{of}{spelled(zone.size)} {are} ratified too.")


def _deal(scenario: Scenario, deal: TableDeal) -> Iterator[Section]:
    """Show the package that the table would make, its votes at home, and what the missing ones could be had for."""
    one = deal.scored
    package = Facts(
        tuple(
            Fact(
                prose(issue.ask), prose(option_in_words(scenario, issue.id, one.package[issue.id]))
            )
            for issue in scenario.issues
        ),
        is_whole=True,
    )
    yield Section(
        "ratify-deal",
        "What the table would agree on",
        (package, *said(_votes(scenario, deal))),
        "of what suits all there, who gains least gains most",
    )
    items = tuple(_wanted(scenario, voter, price) for voter, price in deal.prices.items())
    blocks: list[Block] = [Bullets(items)] if items else []
    yield Section("ratify-prices", "For what their votes could be had", tuple(blocks))
    if one.nearest is not None and one.nearest.in_zone and one.nearest.changes:
        yield _amended(scenario, one.nearest)


def with_votes(section: Section, scenario: Scenario, deal: TableDeal | None) -> Section:
    """Give a section of a first page with the votes that the table's deal lacks, and for what they could be had."""
    if deal is None or not deal.missing:
        return section
    lead = "The egalitarian deal of the table, by these weights, fails at home: "
    items = tuple(_wanted(scenario, voter, price) for voter, price in deal.prices.items())
    bullets: tuple[Block, ...] = (Bullets(items),) if items else ()
    return replace(
        section, blocks=(*section.blocks, *said(lead + _votes(scenario, deal)), *bullets)
    )


def _votes(scenario: Scenario, deal: TableDeal) -> str:
    """Say how each body votes on it, how many votes are missing, and whose would do."""
    sentences: list[str] = []
    for path, vote in deal.scored.bodies.items():
        name = body_name(scenario, path)
        has = f"{name} gives it {vote.yes:,} of {vote.of:,} votes"
        if vote.passes:
            sentences.append(f"{has}, which is enough.")
            continue
        missing = deal.missing[path]
        are = "is" if missing == 1 else "are"
        sentences.append(f"{has}: {missing:,} {are} missing.")
        sets = deal.saved_by[path]
        if not sets:
            sentences.append("No three of those who refuse have as many.")
            continue
        votes = scenario.bodies[path].votes
        has_votes = {voter: int(own.best) for voter, own in votes}
        told_sets = [
            listed([f"{scenario.actor[v].name} ({has_votes[v]:,})" for v in voters])
            for voters in sets[:SETS]
        ]
        more = f"; {counted(len(sets) - SETS, 'other way')}" if len(sets) > SETS else ""
        sentences.append(f"They would come from {_either(told_sets)}{more}.")
    return " ".join(sentences)


def _either(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"{', or from '.join(ways)}"


def _wanted(scenario: Scenario, voter: str, price: Price) -> Prose:
    """Say why a voter refuses, and what would have to be given for its yes."""
    actor = scenario.actor[voter]
    lines = [line for line in actor.red_lines if f"{voter}.{line.id}" in price.crosses]
    parts: list[str | Span] = [Span(actor.name, "strong"), ": "]
    for place, line in enumerate(lines):
        parts += [
            " and " if place else "what it asks for, ",
            Span(demand_label(line, scenario), notes=keys(line.sources, scenario.claim)),
        ]
    if lines:
        away = (
            ", which no package keeps"
            if price.steps is None
            else f", {counted(price.steps, 'step')} away"
        )
        parts.append(away)
    if price.short:
        parts.append(
            f"{'; and ' if lines else ''}something worth {points(price.short)} points of 100 to it, so much is"
            " missing to its walk-away value"
        )
    return prose(*parts, ".")


def _amended(scenario: Scenario, near: Neighbour) -> Section:
    facts = []
    for change in near.changes:
        issue = scenario.issue[change.issue]
        before, after = option_label(issue, change.of), option_label(issue, change.to)
        facts.append(Fact(prose(issue.ask), prose(after, Span(f", not {before}", "soft"))))
    return Section(
        "ratify-amended",
        "What would pass with the fewest changes",
        (Facts(tuple(facts)),),
        f"{counted(near.steps, 'step')} in all; it suits all at the table too",
    )


def _bodies(found: Ratifying) -> Section:
    columns = (
        Column("", room=2),
        Column("votes needed", "right", form="count", short="needs"),
        Column("of", "right", form="count"),
        Column("packages that it passes", "right", form="count", short="passes"),
        Column("of the table's that it throws out", "right", form="count", short="throws out"),
        Column("that it alone stops", "right", form="count", short="alone"),
        Column("votes missing there", room=2, short="missing"),
    )
    rows = tuple(
        (
            words(body_name(found.scenario, path)),
            count(one.needs),
            count(one.of),
            count(one.passes),
            count(one.thrown_out),
            count(one.stops),
            words(_missing(one.missing), voice="soft"),
        )
        for path, one in found.bodies.items()
    )
    caption = "What each body makes of what suits all at the table"
    table = Table(
        "ratify-bodies",
        caption,
        columns,
        rows,
        len(rows),
        ("body", "bodies"),
        sheet="Bodies",
    )
    return Section("ratify-bodies", "What each body does", (table,) if rows else ())


def _missing(missing: Mapping[int, int] | None) -> str:
    if not missing:
        return ""
    if len(missing) == 1:
        return spelled(next(iter(missing)))
    return f"{spelled(min(missing))} to {spelled(max(missing))}"


def _savings(found: Ratifying) -> Section:
    """List whose yes would save how much, and for how little."""
    columns = (
        Column("whose yes", room=2),
        Column("in", room=2),
        Column("votes", "right", form="count"),
        Column("would save", "right", form="count"),
        Column("steps at least", "right", form="count", short="steps"),
        Column("worth missing there", "right", form="worth", short="short of"),
    )
    rows = []
    total = 0
    for path, one in found.bodies.items():
        savings = one.savings or ()
        total += len(savings)
        for saving in savings[:SETS]:
            steps = [price.steps for price in saving.prices.values()]
            known = [own for own in steps if own is not None]
            short = sum(price.short for price in saving.prices.values())
            rows.append(
                (
                    words(listed([found.scenario.actor[v].name for v in saving.voters])),
                    words(body_name(found.scenario, path)),
                    count(saving.votes),
                    count(saving.packages),
                    count(sum(known) if len(known) == len(steps) else None),
                    worth(short) if short else words(""),
                )
            )
    caption = (
        "Whose yes would save how many packages that a body throws out, and at what price at least"
    )
    what, rest = ("set of voters", "sets of voters"), Rest.JSON
    table = Table(
        "ratify-savings", caption, columns, tuple(rows), total, what, rest, sheet="Pivots"
    )
    remark = (
        "three voters at most; steps out of their red lines, and what is missing to their walk-away values, in"
        " points of 100"
    )
    title = "Whose votes would save what is thrown out"
    return Section("ratify-savings", title, (table,) if rows else (), remark)


def _cheapest(found: Ratifying) -> Iterator[Section]:
    """Show the package for which the votes that save most in a body would cost least, and what they would cost."""
    scenario = found.scenario
    for place, (path, one) in enumerate(found.bodies.items(), start=1):
        if not one.savings:
            continue
        saving = one.savings[0]
        names = listed([scenario.actor[voter].name for voter in saving.voters])
        facts = [
            Fact(
                prose(issue.ask),
                prose(option_in_words(scenario, issue.id, saving.cheapest[issue.id])),
            )
            for issue in scenario.issues
        ]
        items = tuple(_wanted(scenario, voter, price) for voter, price in saving.prices.items())
        yield Section(
            f"ratify-cheapest-{place}",
            f"Where {names} would cost least",
            (Facts(tuple(facts), is_whole=True), Bullets(items)),
            f"of what {body_name(scenario, path)} throws out",
        )


def _levers(found: Ratifying) -> Section:
    levers = found.levers or {}
    columns = (
        Column("put on the table", room=3),
        Column("suit all at the table", "right", form="count", short="at the table"),
        Column("pass at home too", "right", form="count", short="at home"),
    )
    zone = found.findings.zone
    rows = (
        (words("nothing more", voice="soft"), count(zone.table_size), count(zone.size)),
        *((words(one.say), count(one.table_size), count(one.size)) for one in levers.values()),
    )
    table = Table(
        "ratify-levers",
        "What each lever of the file does at the table and at home",
        columns,
        rows,
        len(rows),
        ("lever", "levers"),
        sheet="Levers at home",
    )
    is_there = bool(levers) and bool(found.bodies)
    return Section("ratify-levers", "What could be offered", (table,) if is_there else ())
