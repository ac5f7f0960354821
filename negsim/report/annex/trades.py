"""What can be exchanged from what holds without a deal."""

from __future__ import annotations

from negsim.document.content import Block, Bullets, Fact, Facts, Section, Span, prose
from negsim.document.lists import Unanswered, said, unanswered
from negsim.questions.trade.find import Trades
from negsim.questions.trade.tell import (
    EVEN,
    NONE,
    REVISIONS,
    TOLERABLE,
    changes_in_words,
    gains_of,
    how_many,
    path_end,
    revision_gains,
    start_in_words,
    swap_in_words,
)
from negsim.report.material import Material
from negsim.report.packages import deal_facts

TITLE = "Trades"
SWAPS = 5
EVEN_SWAPS = 3


def trades(material: Material) -> Section:
    """Tell what can be exchanged from the status quo on, and where a single text would lead."""
    found = material.trades
    if isinstance(found, Unanswered):
        return unanswered("trades", TITLE, found)
    if found is None:
        return Section("trades", TITLE)
    start: list[Block] = [
        deal_facts(material.findings, found.start.package, material.findings.space.issues)
    ]
    for text in start_in_words(found):
        start += said(text)
    inner = [
        Section("trades-from", "From", tuple(start)),
        _swaps(found),
        _even(found),
        _path(found),
    ]
    present = tuple(section for section in inner if not section.is_empty)
    return Section(
        "trades", TITLE, (), "exchanges across issues, from what holds without a deal", present
    )


def _swaps(found: Trades) -> Section:
    title = "Trades across two or three issues"
    if not found.found:
        return Section("swaps", title, tuple(said(NONE.opening + NONE.rest)))
    facts = tuple(
        Fact(
            prose(Span(f"{changes_in_words(found.scenario, one.changes)}.", "strong")),
            prose("; ".join(text.rstrip(".") for text in swap_in_words(found.scenario, one)) + "."),
        )
        for one in found.swaps[:SWAPS]
    )
    blocks = (*said(how_many(found)), Facts(facts, is_stacked=True))
    return Section("swaps", title, blocks, TOLERABLE)


def _even(found: Trades) -> Section:
    facts = tuple(
        Fact(
            prose(Span(f"{changes_in_words(found.scenario, one.changes)}.", "strong")),
            prose(f"{gains_of(found.scenario, one)}."),
        )
        for one in found.equal[:EVEN_SWAPS]
    )
    blocks = (Facts(facts, is_stacked=True),) if facts else ()
    return Section("even-swaps", "Even trades", blocks, EVEN)


def _path(found: Trades) -> Section:
    items = tuple(
        prose(
            f"{changes_in_words(found.scenario, one.changes)}. ",
            Span(f"{revision_gains(found.scenario, one)}.", "soft"),
        )
        for one in found.path
    )
    blocks: list[Block] = [Bullets(items, is_numbered=True)] if items else []
    blocks += said(path_end(found))
    return Section("single-text", "A single text", tuple(blocks), REVISIONS if items else "")
