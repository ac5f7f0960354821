"""A deal in words: who is asked for it, who could break it, and what other ideas of fairness pick."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from negsim.document.cells import gain, words
from negsim.document.content import Column, Table
from negsim.language.phrases import listed
from negsim.questions.zone.result import Deal, Findings
from negsim.solve.tables.formula import holds

THIN = 0.1  # gain of the worst-off below which a deal is called thin
FAIREST = "who gains least gains most (egalitarian)"
OTHERS = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "utilitarian": "utilitarian",
}


def is_needed(findings: Findings, deal: Deal, actor: str) -> bool:
    """Say whether a deal needs an actor's consent."""
    part = findings.space.problem.actors[findings.space.actors.index(actor)]
    if part.consent == "when":
        return part.needed is not None and holds(part.needed, deal.positions)
    return part.consent == "always"


def role(findings: Findings, deal: Deal, actor: str) -> str:
    """Say that an actor is not asked for a deal; nothing where it is."""
    consent = findings.scenario.actor[actor].consent.kind
    if consent == "never":
        return "not asked"
    if consent == "when" and not is_needed(findings, deal, actor):
        return "not asked for this one"
    return ""


def breakers(findings: Findings, deal: Deal) -> str:
    """Say how thin a deal is, and who would be the first to leave it."""
    names = {actor.id: actor.name for actor in findings.scenario.actors}
    over = [actor for actor in findings.frontier.over if actor in deal.gains]
    least = min(deal.gains[actor] for actor in over)
    worst = listed([names[actor] for actor in over if deal.gains[actor] == least])
    if least < 0:
        # Only under a quota: somebody is outvoted.
        text = f"{worst} would lose by it, and can be outvoted."
    elif least == 0:
        text = f"{worst}, with nothing to gain over no deal, could break it as well as sign it."
    elif least < THIN:
        text = f"A thin deal: {worst}, with only {float(least):.3f} to gain, could break it first."
    else:
        text = f"{worst}, with {float(least):.3f} to gain, could break it first."
    others = [
        names[actor]
        for actor in findings.space.actors
        if actor not in over and is_needed(findings, deal, actor) and deal.gains[actor] < least
    ]
    if others:
        text += f" {listed(others)}, asked for this one too, would gain still less."
    return text


def none_of(criterion: str) -> str:
    """Say that a bargaining solution has no package."""
    return (
        f"{OTHERS[criterion]}: none, since no package leaves every principal at least as well off."
    )


def same_package(findings: Findings, fairest: Deal) -> str:
    """Name the other solutions that pick the fairest package too; nothing where none does."""
    same = [name for key, name in OTHERS.items() if fairest in findings.solutions[key].deals]
    if not same:
        return ""
    return f"{listed(same)} {'picks' if len(same) == 1 else 'pick'} the same package."


def gains_table(findings: Findings, deal: Deal, remarks: Mapping[str, str]) -> Table:
    """Give what every actor gains by a deal, the largest gain as the whole of a bar."""
    most = max([*deal.gains.values(), Fraction(1, 10**9)])
    columns = [Column("", room=3), Column("gain", "right")]
    has_remarks = any(remarks.values())
    if has_remarks:
        columns.append(Column("", room=1.5))
    rows = []
    for actor in findings.scenario.actors:
        value = deal.gains[actor.id]
        row = [words(actor.name), gain(value, max(0.0, float(value / most)))]
        if has_remarks:
            row.append(words(remarks[actor.id], voice="soft"))
        rows.append(tuple(row))
    return Table(
        "gains",
        "What each gains by the fairest deal",
        tuple(columns),
        tuple(rows),
        len(rows),
        ("actor", "actors"),
    )
