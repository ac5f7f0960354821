"""What groups of an exercise agreed, in words."""

from __future__ import annotations

from negsim.document.content import Said
from negsim.language.phrases import counted
from negsim.lesson.debrief import Debrief, Result


def answer(found: Debrief) -> Said:
    """Say how many groups signed, and how good their deals are."""
    signed, groups = len(found.signed), len(found.results)
    valid = sum(bool(one.in_zone) for one in found.results)
    best = sum(bool(one.is_efficient) for one in found.results)
    lead = f"{signed} OF {counted(groups, 'GROUP', 'GROUPS')} SIGNED A DEAL"
    if not signed:
        could = "and none could have" if not found.findings.zone.is_open else "though one was there"
        return Said(f"NONE OF {counted(groups, 'GROUP', 'GROUPS')} SIGNED A DEAL", f", {could}.")
    if not valid:
        return Said(lead, ", none of them one that everybody it needs should have signed.")
    could = "could be signed by everybody it needs" if valid == 1 else "could be signed"
    if best == valid:
        left = "it leaves nothing" if valid == 1 else "all of these leave nothing"
    elif best:
        left = f"{best} of these {'leaves' if best == 1 else 'leave'} nothing"
    else:
        left = "it leaves something" if valid == 1 else "each of these leaves something"
    return Said(lead, f"; {valid} {could}, and {left} on the table.")


def verdict(one: Result) -> str:
    """Say in a few words what a group's line comes to."""
    if one.signed is None:
        return "no deal"
    if not one.is_feasible:
        return "cannot be carried out"
    if not one.in_zone:
        return "somebody should not have signed"
    if one.is_efficient:
        return "nothing left on the table"
    return "somebody could have had more, and nobody less"
