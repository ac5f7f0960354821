"""Variants in words: how many do what, and what each comes to in a line."""

from __future__ import annotations

from negsim.document.content import Said
from negsim.language.phrases import counted
from negsim.questions.compare.find import Comparison, Row

FLOOR = "floor: what the worst-off principal gains over its walk-away in the fairest deal"
_EFFECTS = (
    ("opens", ("opens a way", "open a way")),
    ("closes", ("closes it", "close it")),
    ("zone", ("leaves another zone", "leave another zone")),
    ("other_conflicts", ("leaves none, for other reasons", "leave none, for other reasons")),
    ("same_conflicts", ("leaves none, for the same reasons", "leave none, for the same reasons")),
    ("none", ("changes nothing at all in that", "change nothing at all in that")),
)


def answer(comparison: Comparison) -> Said:
    """Say whether there is a deal as things stand, and what the variants do to that."""
    base, *others = comparison.rows
    was = "A DEAL IS POSSIBLE" if base.findings.zone.is_open else "NO DEAL"
    found = [(sum(row.effect == effect for row in others), words) for effect, words in _EFFECTS]
    parts = [
        f"{number:,} {one if number == 1 else many}" for number, (one, many) in found if number
    ]
    of = f" Of {counted(len(others), 'variant')}: {'; '.join(parts)}." if others else ""
    return Said(was, f" as things stand.{of}")


def in_short(row: Row) -> str:
    """Say what collides, or what every deal has."""
    findings = row.findings
    if findings.zone.is_open:
        backbone = findings.zone.backbone
        if len(backbone) == len(findings.scenario.issues):
            return "one package"
        named = [f"{issue} {option}" for issue, option in list(backbone.items())[:3]]
        rest = f" and {len(backbone) - 3} more" if len(backbone) > 3 else ""
        return ", ".join(named) + rest if named else "no issue is the same in all"
    if not findings.feasible:
        return "nothing can be signed"
    ordered = sorted(findings.conflicts, key=lambda c: (len(c.members), c.paths))
    if not ordered:
        return ""
    first = " × ".join(ordered[0].paths)
    return first + (f"; {len(ordered) - 1:,} more" if len(ordered) > 1 else "")
