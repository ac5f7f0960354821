"""The same words with short names: options quoted by the name that the file gives them, or cut at a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from negsim.document.content import Block, Bullets, Facts, Paragraph, Prose, Section, Table
from negsim.language.model.scenario import Scenario
from negsim.language.short_names import short_option
from negsim.language.words import option_label

MOST = 26  # letters of an option that has no short name


def abridged(section: Section, scenario: Scenario) -> Section:
    """Quote options, and name actors and issues, in few words wherever no two are then called the same.

    Parameters
    ----------
    section : Section
    scenario : Scenario
        Whose options and actors it speaks of.
    """
    names = _names(scenario)

    def change(text: str) -> str:
        for long, short in names.items():
            text = text.replace(long, short)
        return text

    return _changed(section, change)


def _names(scenario: Scenario) -> dict[str, str]:
    """Long names to short ones, the longest first, so that none is taken for a part of another."""
    pairs = [
        (f"“{option_label(issue, one.id)}”", f"“{short_option(issue, one.id, MOST)}”")
        for issue in scenario.issues
        if issue.range is None
        for one in issue.options
    ]
    pairs += [(one.name, one.short) for one in scenario.actors if one.short]
    pairs += [(one.ask, one.short) for one in scenario.issues if one.short]
    pairs = list(dict.fromkeys(pairs))
    often = Counter(short for _, short in pairs)
    clear = [(long, short) for long, short in pairs if often[short] == 1 and len(short) < len(long)]
    return dict(sorted(clear, key=lambda pair: -len(pair[0])))


def _changed(section: Section, change: Callable[[str], str]) -> Section:
    return replace(
        section,
        blocks=tuple(_block(one, change) for one in section.blocks),
        sections=tuple(_changed(one, change) for one in section.sections),
    )


def _block(block: Block, change: Callable[[str], str]) -> Block:
    def words(some: Prose) -> Prose:
        return tuple(replace(span, text=change(span.text)) for span in some)

    match block:
        case Paragraph():
            return replace(block, words=words(block.words))
        case Bullets():
            return replace(block, items=tuple(map(words, block.items)))
        case Facts():
            facts = (
                replace(
                    one,
                    term=words(one.term),
                    says=words(one.says),
                    remarks=tuple(map(words, one.remarks)),
                )
                for one in block.facts
            )
            return replace(block, facts=tuple(facts))
        case Table():
            rows = (
                tuple(replace(cell, words=words(cell.words)) for cell in row) for row in block.rows
            )
            return replace(block, rows=tuple(rows))
        case _:
            return block
