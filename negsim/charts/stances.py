"""Through what somebody cannot have an option, the same in every picture: marks that survive black and white, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negsim.charts.headlines import names_of
from negsim.charts.page import Page
from negsim.charts.style import (
    AGAINST,
    CROWDED_HATCH,
    FAINT,
    MUTED,
    PALE_AGAINST,
    REFUSED_HATCH,
    RULED_HATCH,
    TOLERATED,
    WANTED,
)
from negsim.charts.words import joined
from negsim.questions.acceptance.find import Acceptance, Stance, acceptance
from negsim.questions.zone.result import Findings

THROUGH: Mapping[Stance, str] = {
    "own_lines": "by its own red lines",
    "rules": "only through a rule",
    "others": "only with what others insist on",
}
KEY: Mapping[Stance, str] = {
    "own_lines": "refused by its own red lines",
    "rules": "only through a rule",
    "others": "only with what others insist on",
    "tolerated": "can live with",
    "wanted": "likes best",
}
LOOKS: Mapping[Stance, tuple[str, str, str | None]] = {  # filling, edge, hatch
    "own_lines": (PALE_AGAINST, AGAINST, REFUSED_HATCH),
    "rules": ("white", AGAINST, RULED_HATCH),
    "others": (TOLERATED, MUTED, CROWDED_HATCH),
    "tolerated": (TOLERATED, FAINT, None),
    "wanted": (WANTED, WANTED, None),
}


def counted_by_option(findings: Findings) -> Acceptance:
    """Count by option and by actor."""
    return acceptance(findings.space)


def chip(page: Page, x: float, y: float, width: float, height: float, how: Stance) -> None:
    """Draw how somebody stands to an option."""
    fill, edge, hatch = LOOKS[how]
    page.box(x, y, width, height, fill=fill, edge=edge, line=0.5, hatch=hatch)


def refuses(name: str, by_stance: Mapping[Stance, Sequence[str]]) -> list[str]:
    """Say which options somebody refuses and through what; nothing where none.

    Examples
    --------
    >>> refuses("NATO", {"own_lines": ["peace", "war"], "rules": [], "others": ["talks"]})
    ['NATO refuses “peace” and “war” by its own red lines, “talks” only with what others insist on']
    """
    told = [
        f"{joined([f'“{label}”' for label in labels])} {THROUGH[stance]}"
        for stance, labels in by_stance.items()
        if labels
    ]
    return [f"{name} refuses {', '.join(told)}"] if told else []


def against_others(findings: Findings, found: Acceptance) -> str:
    """Say who can live with nothing that others' red lines let through, whatever the option; nothing where none is."""
    actors = [a.id for a in findings.scenario.actors if found.is_alone_against_others(a.id)]
    if not actors:
        return ""
    each = " each" if len(actors) > 1 else ""
    return (
        f"With what all others insist on, {names_of(findings, actors)} can{each} live with nothing,"
        " whatever the option."
    )
