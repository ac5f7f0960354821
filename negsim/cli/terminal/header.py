"""How a text begins, and where it sends the reader next."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from negsim.cli.terminal.layout import wrap
from negsim.errors import columns
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.files import as_asked
from negsim.language.phrases import day
from negsim.language.shipped import shipped_folder


def header(scenario: Scenario, room: int) -> list[str]:
    """Give the title, the date of the positions, and the variants in force."""
    dated = f"positions as of {day(scenario.as_of)}" if scenario.as_of else ""
    lines = wrap(scenario.title, room)
    gap = room - columns(lines[-1]) - columns(dated)
    if scenario.as_of and gap < 2:
        # where there is little room the day alone says enough
        dated = day(scenario.as_of)
        gap = room - columns(lines[-1]) - columns(dated)
    if dated and gap >= 2:
        lines[-1] += " " * gap + dated
    elif dated:
        lines.append(dated)
    for name in scenario.applied:
        variant = scenario.variant.get(name)
        say = f": {variant.say}" if variant is not None and variant.say else ""
        lines += wrap(f"with {name}{say}", room, "", "     ")
    return lines


def more(scenario: Scenario, commands: Sequence[str], room: int) -> list[str]:
    """Give the next command to type in full, then what else to put in its place, of the commands that there are."""
    from negsim.cli.frame import COMMANDS

    names = [one for one in commands if one.partition(" ")[0] in COMMANDS]
    if not names:
        return []
    first, *others = names
    name, _, options = first.partition(" ")
    words = ["negsim", name, _typed(scenario), *_overlay(scenario), options]
    typed = " ".join(word for word in words if word)
    return wrap(", ".join((typed, *others)), room, "More: ")


def _typed(scenario: Scenario) -> str:
    """Give what to type for a scenario: its name where it is shipped, else its file."""
    is_shipped = scenario.path == str(shipped_folder("scenarios") / f"{scenario.id}.yaml")
    return scenario.id if is_shipped else shlex.quote(scenario.path or scenario.id)


def _overlay(scenario: Scenario) -> list[str]:
    variants = as_asked(scenario)
    changes = [name for name in scenario.applied if name not in scenario.variant]
    stacked = ["--variant", shlex.quote("+".join(variants))] if variants else []
    return stacked + [word for change in changes for word in ("--set", shlex.quote(change))]
