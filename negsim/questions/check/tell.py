"""What was checked, in words: what failed, with what was found instead; how firmly the rest holds."""

from __future__ import annotations

from negsim.document.cells import share as share_cell
from negsim.document.cells import words
from negsim.document.content import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.result import told
from negsim.language.labels import number_label
from negsim.language.phrases import counted
from negsim.questions.check.result import Breach, Checked, Outcome


@told.register
def tell(found: Checked) -> Section:
    """Say which expectations and laws fail, with what was found instead, and in which draws the others break."""
    blocks = said(_laws(found))
    inner = present(_failed(found), _broken_laws(found), _drawn(found))
    return Section("check", "Expectations and laws", tuple(blocks), "", inner, answer(found))


def answer(found: Checked) -> Said:
    """Say how many expectations hold."""
    if not found.expectations:
        return Said("NOTHING IS EXPECTED", ": the file states no expectation.")
    failed = sum(not one.held for one in found.expectations)
    count = counted(len(found.expectations), "expectation")
    if failed:
        return Said(f"{failed} OF {count.upper()} FAILED", ".")
    lead = "THE EXPECTATION HOLDS" if len(found.expectations) == 1 else f"{count.upper()} HOLD"
    broken = sum(one.drawn is not None and one.drawn.share < 1 for one in found.expectations)
    if not broken:
        drawn = found.expectations[0].drawn
        more = (
            "" if drawn is None else f", in each of {counted(drawn.draws, 'draw')} of the numbers"
        )
        return Said(lead, f"{more}.")
    which = (
        "it does"
        if len(found.expectations) == 1
        else f"{broken} of them {'does' if broken == 1 else 'do'}"
    )
    return Said(lead, f" at the best values; {which} not in every draw of the numbers.")


def name(found: Checked, one: Outcome) -> str:
    """Say what is expected: in the file's words, else by its place in the list."""
    number = found.expectations.index(one) + 1
    stack = f" (variant {'+'.join(one.variant)})" if one.variant else ""
    return f"{one.say or f'expectation {number}'}{stack}"


def _laws(found: Checked) -> str:
    tried = [law for law in found.laws if law.left_out is None]
    if not tried:
        return ""
    idle = len(found.laws) - len(tried)
    rest = f"; {idle} speak{'s' if idle == 1 else ''} of nothing in it" if idle else ""
    failed = sum(not law.held for law in tried)
    count = counted(len(tried), "law")
    verdict = f"{failed} of {count} failed" if failed else f"{count} hold"
    return f"{verdict}, tried on {found.extent}{rest}."


def _failed(found: Checked) -> Section:
    facts = tuple(
        Fact(
            prose(
                Span(f"{one.where}: " if one.where is not None else "", "soft"), name(found, one)
            ),
            prose(f"Found: {'; '.join(one.found)}."),
        )
        for one in found.expectations
        if not one.held
    )
    blocks = (Facts(facts, is_stacked=True),) if facts else ()
    return Section("failed", "What fails", blocks)


def _broken_laws(found: Checked) -> Section:
    facts = tuple(
        Fact(prose(f"law {law.number}, {law.name.replace('_', ' ')}"), prose(f"Found: {law.found}"))
        for law in found.laws
        if law.found is not None
    )
    blocks = (Facts(facts, is_stacked=True),) if facts else ()
    return Section("broken-laws", "Laws that fail", blocks)


def _drawn(found: Checked) -> Section:
    title = "Whether it holds for other numbers"
    asked = [(one, one.drawn) for one in found.expectations if one.drawn is not None]
    left = [
        prose(f"{name(found, one)}: not asked of the draws, which would take {one.left_out}")
        for one in found.expectations
        if one.left_out
    ]
    rest: list[Block] = [Bullets(tuple(left))] if left else []
    if not asked:
        return Section("check-in-draws", title, tuple(rest))
    columns = (Column("", room=5), Column("holds in", "right", 1.5))
    rows = tuple((words(name(found, one)), share_cell(drawn.share)) for one, drawn in asked)
    caption = "In which share of the draws each expectation holds"
    blocks: list[Block] = [Table("check-in-draws", caption, columns, rows, len(rows))]
    facts = tuple(
        Fact(prose(name(found, one)), prose(_breach(found, drawn.breach)))
        for one, drawn in asked
        if drawn.breach is not None
    )
    if facts:
        blocks += [*said("The first draw that breaks each:"), Facts(facts, is_stacked=True)]
    remark = f"{counted(asked[0][1].draws, 'draw')} of every number that has a range"
    return Section("check-in-draws", title, (*blocks, *rest), remark)


def _breach(found: Checked, breach: Breach) -> str:
    scenario = found.scenario
    numbers = "; ".join(
        f"{number_label(scenario, path)} {value:.4g}" for path, value in breach.numbers.items()
    )
    where = f" Farthest from their best values: {numbers}." if numbers else ""
    return f"Draw {breach.draw}: {'; '.join(breach.found)}.{where}"
