"""Exchanges in words: who gives what for what, what it does to others, and where a single text would lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase
from typing import Any

from negsim.document.content import (
    Block,
    Fact,
    Facts,
    Paragraph,
    Rest,
    Said,
    Section,
    Span,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.result import told
from negsim.language.labels import changes_in_words, demands
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, gain, listed
from negsim.language.words import option_in_words
from negsim.questions.trade.result import Revision, Swap, Trades

CHOSEN = {
    "egalitarian": "No package was named, and the file has no status quo: this is the egalitarian package of the zone.",
    "nearest": (
        "No package was named, the file has no status quo, and the zone is empty: this is the package nearest to a"
        " deal, which the fewest steps over red lines let through."
    ),
}
EVEN = 3  # even trades told
_WHAT = ("exchange", "exchanges")


@told.register
def tell(found: Trades) -> Section:
    """Say what can be exchanged from a package on, what is exchanged evenly, and where a single text would lead."""
    keeping = [one for one in found.swaps if one.is_feasible and not one.anew]
    anew = [one for one in found.swaps if one.is_feasible and one.anew]
    where = ", within the zone" if found.start_in_zone else ""
    inner = present(
        _start(found),
        _swaps(
            found,
            keeping,
            found.keeping,
            "swaps",
            f"the largest smallest gain first{where}; in points of 100",
        ),
        _even(found),
        _path(found),
        replace(
            _swaps(
                found,
                anew,
                found.feasible - found.keeping,
                "crossing",
                "that are no trades to their holders; gains in points of 100",
            ),
            title="Trades over red lines",
            is_detail=True,
        ),
    )
    return Section("trades", "Trades", sections=inner, said=answer(found))


def answer(found: Trades) -> Said:
    """Say how many exchanges there are, and how many of them cross no red line anew."""
    exchanges = counted(found.found, "exchange")
    if found.start_in_zone:
        if not found.found:
            return Said(
                "NO TRADE",
                ": no change of two or three issues stays in the zone, leaves nobody worse off and somebody better.",
            )
        them = "them" if found.found > 1 else "it"
        return Said(
            exchanges.upper(), f" of two or three issues; all would still sign each of {them}."
        )
    if not found.found:
        return Said(
            "NO TRADE",
            ": no change of two or three issues leaves nobody worse off and somebody better.",
        )
    if not found.feasible:
        return Said("NO TRADE", f": the rules allow none of {exchanges} of two or three issues.")
    allowed = "" if found.feasible == found.found else f", {found.feasible:,} of them feasible"
    if not found.keeping:
        return Said(
            "NO TRADE THAT LEAVES RED LINES ALONE",
            f": of {exchanges} of two or three issues{allowed}, each crosses a red line that this package keeps, or"
            " goes further across one.",
        )
    anew = (
        f"{found.keeping:,} cross no red line anew"
        if found.keeping < found.feasible
        else "none crosses a red line anew"
    )
    return Said(exchanges.upper(), f" of two or three issues{allowed}; {anew}.")


def _start(found: Trades) -> Section:
    scenario, package = found.scenario, found.start.package
    facts = tuple(
        Fact(prose(i.ask), prose(option_in_words(scenario, i.id, package[i.id])))
        for i in scenario.issues
    )
    blocks: list[Block] = [Facts(facts, is_whole=True)]
    if found.chosen is not None:
        blocks.insert(0, Paragraph(prose(Span(CHOSEN[found.chosen], "soft")), "remark"))
    if not found.start_feasible:
        blocks += said("The rules do not allow this package.")
    elif found.start_in_zone:
        blocks += said("This package is in the zone.")
    if found.start_crosses:
        blocks += said(f"It crosses {demands(scenario, found.start_crosses)}.")
    return Section("from", "The package that it starts from", tuple(blocks), is_setting=True)


def _swaps(found: Trades, swaps: Sequence[Swap], total: int, id: str, remark: str) -> Section:  # noqa: A002
    facts = []
    for one in swaps:
        first, *others = _swap(found, one)
        term = prose(Span(_changes(found.scenario, one.changes), "strong"))
        facts.append(Fact(term, prose(first), tuple(prose(text) for text in others)))
    blocks = (Facts(tuple(facts), True, total, _WHAT, Rest.MORE),) if facts else ()
    return Section(id, "Trades", blocks, remark)


def _swap(found: Trades, one: Swap) -> list[str]:
    """Say what each gives and gets, who pays for it beside them, and where the new package lies."""
    scenario, lines = found.scenario, []
    letter = dict(zip(one.changes, ascii_lowercase, strict=False))
    for actor in one.counts:
        parts = one.alone[actor]
        gives = [letter[issue] for issue, change in parts.items() if change < 0]
        gets = [letter[issue] for issue, change in parts.items() if change > 0]
        moves = [
            f"{verb} on {listed(issues)}"
            for verb, issues in (("gives", gives), ("gets", gets))
            if issues
        ]
        if moves:
            lines.append(
                f"{scenario.actor[actor].name} {gain(one.change[actor])}: {', '.join(moves)}."
            )
    if one.hurts:
        lines.append(f"At the cost of others: {_gains(scenario, one.hurts, one)}.")
    if one.anew:
        lines.append(f"Crosses, as the package does not: {demands(scenario, one.anew)}.")
    kept = [path for path in found.start_crosses if path not in one.crosses]
    if kept:
        lines.append(f"Crosses no longer: {demands(scenario, kept)}.")
    if one.in_zone and not found.start_in_zone:
        lines.append("In the zone.")
    elif not one.in_zone and not one.crosses:
        lines.append("Crosses no red line; worth less than no deal to somebody.")
    return lines


def _changes(scenario: Scenario, changes: Mapping[str, tuple[Any, Any]]) -> str:
    """Say what becomes of which issue, a letter each."""
    return "; ".join(
        f"({letter}) {changes_in_words(scenario, {issue: change})}"
        for letter, (issue, change) in zip(ascii_lowercase, changes.items(), strict=False)
    )


def _even(found: Trades) -> Section:
    facts = tuple(
        Fact(
            prose(changes_in_words(found.scenario, one.changes)),
            prose(_gains(found.scenario, one.counts, one)),
        )
        for one in found.equal[:EVEN]
    )
    blocks = (Facts(facts, True, found.evenly, _WHAT),) if facts else ()
    remark = "everybody gains; the gains nearest to one another first, in points of 100"
    return Section("even", "Even trades", blocks, remark)


def _gains(scenario: Scenario, actors: Iterable[str], one: Swap | Revision) -> str:
    return ", ".join(f"{scenario.actor[a].name} {gain(one.change[a])}" for a in actors)


def _path(found: Trades) -> Section:
    """Say where a single text leads, revision by revision."""
    scenario = found.scenario
    principals = [a.id for a in scenario.actors if a.consent.kind == "always"]
    facts = tuple(
        Fact(
            prose(f"{number}. {changes_in_words(scenario, one.changes)}"),
            prose(_gains(scenario, principals, one)),
        )
        for number, one in enumerate(found.path, start=1)
    )
    blocks: list[Block] = [Facts(facts, True, is_whole=True)] if facts else []
    blocks += said(path_end(found))
    remark = "each revision better for every principal, in points of 100, and none further across a red line"
    return Section("single-text", "A single text", tuple(blocks), remark)


def path_end(found: Trades) -> str:
    """Say where a single text ends, or why it goes nowhere."""
    where = " of the zone" if found.start_in_zone else " that goes no further across a red line"
    if not found.path:
        return (
            f"A text that starts here stays here: no package{where} is better for every principal."
        )
    if found.is_efficient:
        return f"Then no package{where} is better for one principal and worse for none."
    return f"Then no package{where} is better for every principal, though some is for one and worse for none."
