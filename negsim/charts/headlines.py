"""The sentences that stand over pictures, and the names they use."""

from __future__ import annotations

from collections.abc import Iterable

from negsim.charts.words import counted, joined
from negsim.language.short_names import cut, short_actor, short_line
from negsim.language.words import clause_in_words
from negsim.questions.packages import Candidate
from negsim.questions.zone.result import Findings
from negsim.questions.zone.tell import rounded
from negsim.space.members import Member

SAYS = 60  # letters of a demand
SOLUTIONS = {
    "egalitarian": "egalitarian",
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "utilitarian": "utilitarian",
}


def answer(findings: Findings) -> str:
    """Say whether there is a deal, and how many."""
    zone = findings.zone
    if zone.is_open:
        suits = "suits" if zone.size == 1 else "suit"
        size, interval = counted(zone.size, "package"), findings.answer.zone_interval
        if interval is not None:
            size = f"about {counted(rounded(zone.size, *interval)[0], 'package')}"
        return (
            f"A deal is possible: {size} {suits} everyone whose consent is needed"
            if findings.scenario.agreement is None
            else f"A deal is possible: {size} {suits} enough of those asked"
        )
    if not findings.feasible:
        return "No deal: the rules leave no package at all"
    if findings.scenario.agreement is not None:
        return "No deal: no package suits enough of those asked"
    if zone.red_line_size:
        cross = "crosses" if zone.red_line_size == 1 else "cross"
        return (
            f"No deal: {counted(zone.red_line_size, 'package')} {cross} no red line,"
            " but none is worth enough to all"
        )
    return "No deal: the red lines alone exclude one another"


def name_of(findings: Findings, actor: str) -> str:
    """Name an actor."""
    return findings.scenario.actor[actor].name


def short_name_of(findings: Findings, actor: str) -> str:
    """Name an actor in a few words where the file gives them, else by its name."""
    return short_actor(findings.scenario.actor[actor], 80)


def short_names_of(findings: Findings, actors: Iterable[str]) -> str:
    """Name actors in a few words each, as a sentence does."""
    return joined([short_name_of(findings, actor) for actor in actors])


def names_of(findings: Findings, actors: Iterable[str]) -> str:
    """Name actors, as a sentence does."""
    return joined([name_of(findings, actor) for actor in actors])


def no_part(findings: Findings, knots: Iterable[Iterable[Member]]) -> str:
    """Say who has no part in any of some knots: by name where these are few; nothing where all have."""
    within = {member.actor for members in knots for member in members}
    others = [a.id for a in findings.scenario.actors if a.id not in within]
    if not within - {None} or not others:
        return ""
    whom = short_names_of(findings, others) if len(others) < 4 else f"The {len(others)} others"
    return f"{whom} {'has' if len(others) == 1 else 'have'} no part in it."


def path_in_words(findings: Findings, path: str) -> str:
    """Name a demand: by what it lets through, or why it is there, and whose it is."""
    scenario = findings.scenario
    owner, _, rest = path.partition(".")
    if path in scenario.red_lines:
        says = short_line(scenario.red_lines[path], scenario, SAYS)
        said = says if "“" in says else f"“{says}”"
        return f"{said} ({short_name_of(findings, owner)})"
    for rule in scenario.rules:
        if owner == "rules" and rule.id == rest:
            says = rule.because or clause_in_words(rule.clause, scenario, ask=False)
            return f"the rule “{cut(says, SAYS)}”"
    if rest == "reservation_value":
        return f"the walk-away of {short_name_of(findings, owner)}"
    return f"“{rest.replace('_', ' ')}” ({name_of(findings, owner)})"


def candidate_name(findings: Findings, candidate: Candidate) -> str:
    """Name a package of the shortlist: the solutions that pick it, or what would let it through."""
    if candidate.criteria:
        names = joined([SOLUTIONS[criterion] for criterion in candidate.criteria])
        return names[0].upper() + names[1:]
    if candidate.correction is not None:
        drop = candidate.correction.drop
        named = joined([path_in_words(findings, path) for path in drop[:3]])
        return f"Without {named}" + (f" and {len(drop) - 3} more" if len(drop) > 3 else "")
    return "Next by its smallest gain"
