"""The cells of the wall: who refuses an option, who likes it best, and their names in the room that there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negsim.charts.style import LEAST
from negsim.charts.words import clean, width_of, wrap
from negsim.language.model.issues import Issue
from negsim.language.short_names import short_actor, short_option
from negsim.language.words import option_label
from negsim.questions.acceptance.find import Acceptance
from negsim.questions.zone.result import Findings

ACROSS = 6  # cells of a line
SHORTER = (32, 24, 16)  # characters of a name, where it has none that is short
WHOLE = 80  # and where there is room
NO, YES, BEST = "✕", "✓", "◆"
RULE = "°"  # behind the name of whoever refuses only through a rule


@dataclass(frozen=True)
class WallCell:
    """One option, or a run of options that everybody takes alike."""

    options: tuple[str, ...]
    label: str
    short: str
    refused_by: tuple[str, ...]  # of those asked
    ruled_out_for: tuple[str, ...]  # of these, those who refuse it only through a rule
    liked_by: tuple[str, ...]  # who like it best of what they can live with
    is_possible: bool

    @property
    def takes(self) -> tuple[object, ...]:
        """How everybody takes it."""
        return self.refused_by, self.ruled_out_for, self.liked_by, self.is_possible

    @property
    def is_green(self) -> bool:
        """Whether it can be had, and nobody asked refuses it."""
        return self.is_possible and not self.refused_by


@dataclass(frozen=True)
class WallRow:
    """One issue."""

    issue: Issue
    cells: tuple[WallCell, ...]

    @property
    def lines(self) -> int:
        """How many lines of the wall it takes."""
        return -(-len(self.cells) // ACROSS)

    @property
    def is_closed(self) -> bool:
        """Whether somebody refuses each of its options."""
        return not any(cell.is_green for cell in self.cells)


def wall_row(findings: Findings, acceptance: Acceptance, issue: Issue) -> WallRow:
    """Give an issue with its options; of many in order, those that everybody takes alike are one cell."""
    cells: list[WallCell] = []
    asked = [actor.id for actor in findings.scenario.actors if actor.consent.kind != "never"]
    for option in issue.options:
        how = {actor: acceptance.stance(actor, issue.id, option.id) for actor in asked}
        cell = WallCell(
            (option.id,),
            clean(option_label(issue, option.id)),
            clean(short_option(issue, option.id)),
            tuple(actor for actor in asked if how[actor] in ("own_lines", "rules")),
            tuple(actor for actor in asked if how[actor] == "rules"),
            tuple(actor for actor in asked if how[actor] == "wanted"),
            acceptance.is_possible(issue.id, option.id),
        )
        last = cells[-1] if cells else None
        if issue.is_ordered and last and _alike(last, cell) and len(issue.options) > ACROSS:
            first = option_label(issue, last.options[0]) if issue.range is None else last.options[0]
            label = clean(f"{first} to {option_label(issue, option.id)}")
            cells[-1] = WallCell(
                (*last.options, option.id),
                label,
                label,
                cell.refused_by,
                cell.ruled_out_for,
                cell.liked_by,
                cell.is_possible,
            )
        else:
            cells.append(cell)
    return WallRow(issue, tuple(cells))


def _alike(one: WallCell, other: WallCell) -> bool:
    return one.takes == other.takes


def refusers(findings: Findings, cell: WallCell, room: float, lines: int) -> str:
    """Name who refuses; where there is no room for so many, who does not."""
    named = _named(findings, cell.refused_by, room, lines, cell.ruled_out_for)
    if named is not None:
        return named
    asked = [a.id for a in findings.scenario.actors if a.consent.kind != "never"]
    others = [actor for actor in asked if actor not in cell.refused_by]
    if not others:
        return f"all {len(asked)}"
    rest = _named(findings, others, room - width_of("all but ", LEAST, bold=True), lines)
    many = len(others) >= len(cell.refused_by) or rest is None or cell.ruled_out_for
    return _counted(findings, cell.refused_by, room) if many else f"all but {rest}"


def names(findings: Findings, actors: Sequence[str], room: float) -> str:
    """Name actors where there is room for all; else say how many they are of how many."""
    return _named(findings, actors, room, 1) or _counted(findings, actors, room)


def in_full(findings: Findings, actors: Sequence[str], ruled: Sequence[str] = ()) -> str:
    """Name actors, whatever room that takes."""
    return ", ".join(
        clean(short_actor(findings.scenario.actor[actor], WHOLE)) + RULE * (actor in ruled)
        for actor in actors
    )


def _named(
    findings: Findings, actors: Sequence[str], room: float, lines: int, ruled: Sequence[str] = ()
) -> str | None:
    """Name actors in so many lines; None where they have no room."""
    for most in SHORTER:
        names = (
            clean(short_actor(findings.scenario.actor[actor], most)) + RULE * (actor in ruled)
            for actor in actors
        )
        words = ", ".join(names)
        if len(wrap(words, room, LEAST, bold=True)) <= lines:
            return words
    return None


def _counted(findings: Findings, actors: Sequence[str], room: float) -> str:
    asked = sum(actor.consent.kind != "never" for actor in findings.scenario.actors)
    return f"{len(actors)} of {asked}" if room > 0.4 else str(len(actors))
