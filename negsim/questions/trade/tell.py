"""Exchanges in words: who gives what for what, what it does to others, and where a single text would lead."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from negsim.document.content import Said
from negsim.language.model.numbers import format_number
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, gain, listed
from negsim.language.words import option_label
from negsim.questions.trade.find import Swap, Trades
from negsim.questions.trade.single_text import Step

NONE = Said(
    "NO TRADE",
    ": no change of two or three issues leaves nobody worse off and somebody better.",
)
EVEN = "everybody gains; the gains nearest to one another first"
REVISIONS = "each revision better for every principal"
TOLERABLE = "that leave nobody worse off whose consent they need"


def start_in_words(found: Trades) -> list[str]:
    """Say whether the package that trades start from is allowed, in the zone, and whose red lines it crosses."""
    told = []
    if not found.start_feasible:
        told.append("The rules do not allow this package.")
    elif found.start_in_zone:
        told.append("This package is in the zone.")
    if found.start_crosses:
        told.append(f"It crosses {', '.join(found.start_crosses)}.")
    return told


def how_many(found: Trades) -> str:
    """Say how many exchanges there are."""
    return (
        f"{counted(found.found, 'exchange')} across two or three issues,"
        f" {found.feasible:,} of them coherent; the largest smallest gain first."
    )


def swap_in_words(scenario: Scenario, one: Swap) -> list[str]:
    """Say what each gives and gets, who pays for it beside them, and where the new package lies."""
    lines = []
    for actor in one.counts:
        parts = one.alone[actor]
        gives = [issue for issue, change in parts.items() if change < 0]
        gets = [issue for issue, change in parts.items() if change > 0]
        text = f"{scenario.actor[actor].name} {gain(one.change[actor])}"
        moves = [
            f"{verb} on {listed(issues)}"
            for verb, issues in (("gives", gives), ("gets", gets))
            if issues
        ]
        lines.append(f"{text}: {', '.join(moves)}" if moves else text)
    if one.hurts:
        names = [f"{scenario.actor[a].name} {gain(one.change[a])}" for a in one.hurts]
        lines.append(f"At the cost of others: {', '.join(names)}")
    if not one.is_feasible:
        lines.append("The rules do not allow it.")
    if one.in_zone:
        lines.append("In the zone.")
    elif one.crosses:
        lines.append(f"Crosses {', '.join(one.crosses)}.")
    elif one.is_feasible:
        lines.append("Crosses no red line; worth less than no deal to somebody.")
    return lines


def gains_of(scenario: Scenario, one: Swap) -> str:
    """Say what each gains that counts."""
    return ", ".join(f"{scenario.actor[a].name} {gain(one.change[a])}" for a in one.counts)


def revision_gains(scenario: Scenario, one: Step) -> str:
    """Say what each principal gains by a revision."""
    principals = [a.id for a in scenario.actors if a.consent.kind == "always"]
    return ", ".join(f"{scenario.actor[a].name} {gain(one.change[a])}" for a in principals)


def path_end(found: Trades) -> str:
    """Say where a single text ends, or why it goes nowhere."""
    if not found.path:
        end = "no feasible change of it makes every principal better off"
        return f"A single text that starts here stays here: {end}."
    if found.is_efficient:
        return "Then nothing that crosses no further red line is better for one and worse for none."
    return "Then nothing that crosses no further red line is better for all, though something is for some."


def changes_in_words(scenario: Scenario, changes: Mapping[str, tuple[Any, Any]]) -> str:
    """Say what becomes what."""
    return "; ".join(
        f"{issue}: “{label(scenario, issue, before)}” becomes “{label(scenario, issue, after)}”"
        for issue, (before, after) in changes.items()
    )


def label(scenario: Scenario, issue: str, option: str | float) -> str:
    """Give the words for an option of a package."""
    key = option if isinstance(option, str) else format_number(Fraction(str(option)))
    return option_label(scenario.issue[issue], key)
