"""The demands that exclude one another, what each rests on, and who would have to do what to open a way."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.language.model.issues import Issue
from negsim.language.phrases import counted, listed
from negsim.language.words import option_label, question
from negsim.questions.zone.rests_on import with_reading
from negsim.questions.zone.result import Conflict, Correction, Findings
from negsim.solve.tables.formula import holds
from negsim.space.members import Member
from negsim.space.space import compile_scenario

# Kinds of claims that say by themselves that something is not to be traded.
_STRETCHED = "its claims say less than this"


def smallest_first(findings: Findings) -> list[Conflict]:
    """List the minimal conflicts, those of the fewest demands first."""
    return sorted(findings.conflicts, key=lambda conflict: len(conflict.members))


def common_question(findings: Findings, conflict: Conflict) -> str | None:
    """Give the question that all members answer, where they are red lines on one issue."""
    issues: set[str] = set()
    for member in conflict.members:
        line = findings.scenario.red_lines.get(member.path)
        if line is None or line.clause is None or len(line.clause.issues()) != 1:
            return None
        issues.update(line.clause.issues())
    if len(issues) != 1 or len(conflict.members) < 2:
        return None
    return question(findings.scenario.issue[issues.pop()])


def says(findings: Findings, conflict: Conflict, member: Member) -> str:
    """Say what a member demands, without the question where all of the conflict answer the same one."""
    ask = common_question(findings, conflict)
    return member.says if ask is None else member.says.removeprefix(ask).strip()


def several(conflicts: Sequence[Conflict]) -> str:
    """Say how many conflicts there are, where there are several."""
    if len(conflicts) < 2:
        return ""
    return f"{len(conflicts):,} sets of demands, each enough to prevent a deal"


def order(findings: Findings, member: Member) -> tuple[int, str]:
    """Sort members by the order of their actors in the file; rules come last."""
    actors = findings.space.actors
    return (len(actors) if member.actor is None else actors.index(member.actor), member.path)


def who(findings: Findings, member: Member) -> str:
    """Name the actor whose constraint it is."""
    return "A rule" if member.actor is None else findings.scenario.actor[member.actor].name


def marks(member: Member) -> list[str]:
    """Say in a few words each where a demand comes from: its path, its reading, its claims, its grade."""
    if member.layer == "rules":
        return [f"{member.path}, because: {member.because}" if member.because else member.path]
    parts = [member.path]
    if member.reading is not None:
        parts.append(f"meant as '{member.reading}'")
    if member.claims:
        parts.append(" ".join(claim.id for claim in member.claims))
    if member.grade is not None:
        parts.append(f"grade {member.grade}")
    return parts


def caveats(member: Member) -> list[str]:
    """Say what there is to hold against a demand as we have put it; nothing of a rule."""
    if member.layer == "rules":
        return []
    told = []
    if member.rests == "hardened" and member.line is not None:
        kind = min(claim.kind for claim in member.line.carried_by)
        article = "an" if kind[0] in "aeiou" else "a"
        told.append(f"{article} {kind} in the source, made a red line")
    if member.rests == "stretched":
        told.append(_STRETCHED)
    if member.status == "unsourced":
        told.append("resting on nothing named")
    return [*told, *member.assumptions]


def standing(member: Member) -> list[str]:
    """Say in a few words each how firmly a demand stands: its grade, how it is read, what there is against it."""
    if member.layer == "rules":
        return [f"a rule, because: {member.because}" if member.because else "a rule"]
    told = []
    if member.grade is not None:
        partly = ", partly assumed" if member.status == "partly assumed" else ""
        told.append(f"grade {member.grade}{partly}")
    elif member.status == "assumed":
        told.append("assumed, without a source")
    if member.reading is not None:
        told.append(f"meant as “{member.reading.replace('_', ' ')}”")
    return [*told, *(one for one in caveats(member) if one not in member.assumptions)]


def opens(findings: Findings, correction: Correction) -> str:
    """Say how many steps a way out takes, and how many packages it lets through."""
    where = "above every walk-away" if "reservations" not in findings.suspects else "in the zone"
    packages = f"{counted(correction.opens, 'package')} opened"
    if correction.opens >= correction.zone:
        packages += f", {correction.zone:,} of them {where}"
    else:
        packages += f", {correction.zone:,} {where}"
    taken = steps(correction)
    return f"{counted(taken, 'step')}; {packages}" if taken else packages


def steps(correction: Correction) -> int:
    """Give the option-steps that all actors take together."""
    return sum(taken for taken in correction.steps.values() if taken is not None)


def cheapest_first(findings: Findings) -> list[Correction]:
    """List the minimal corrections, those with the fewest steps first."""
    return sorted(findings.corrections, key=lambda c: (steps(c), len(c.drop), -c.zone))


def in_words(findings: Findings, correction: Correction) -> str:
    """Say who would have to do what: the options of the nearest package that this opens."""
    by_actor: dict[str | None, list[Member]] = {}
    for member in sorted(correction.members, key=lambda m: order(findings, m)):
        by_actor.setdefault(member.actor, []).append(member)
    parts = []
    for actor, members in by_actor.items():
        if actor is None:
            parts.append(f"without {listed([member.path for member in members])}")
            continue
        name = findings.scenario.actor[actor].name
        lines = [member for member in members if member.layer == "red_lines"]
        does = []
        if lines:
            does.append(f"took {_accepted(findings, correction, lines)}")
        if len(lines) < len(members):
            does.append("settled for less than no deal is worth")
        parts.append(f"if {name} {' and '.join(does)}")
    return ", and ".join(parts)


def _accepted(findings: Findings, correction: Correction, lines: Sequence[Member]) -> str:
    """Name the options that the lines dropped stood against, and a reading that would allow them."""
    scenario = findings.scenario
    issues: dict[str, None] = {}
    for member in lines:
        clause = scenario.red_lines[member.path].clause
        issues.update(dict.fromkeys(clause.issues() if clause is not None else ()))
    package = correction.witness.package
    labels = [
        with_question(scenario.issue[i], option_label(scenario.issue[i], str(package[i])))
        for i in issues
    ]
    text = listed(labels[:4]) + (f" and {len(labels) - 4} more" if len(labels) > 4 else "")
    readings = [
        f"'{member.id}' meant as '{reading}'"
        for member in lines
        for reading in _allowing(findings, correction, member)[:1]
    ]
    return f"{text} ({listed(readings)})" if readings else f"{text} ({_ids(lines)})"


def with_question(issue: Issue, label: str) -> str:
    """Quote an option's label, with the question where a word or two would not tell what is meant."""
    return f"“{label}”" if len(label.split()) > 2 else f"“{label}” ({issue.ask})"


def _ids(lines: Sequence[Member]) -> str:
    return ", ".join(member.id for member in lines)


def _allowing(findings: Findings, correction: Correction, member: Member) -> list[str]:
    """Name the other readings of a red line which the witness does not cross."""
    scenario = findings.scenario
    assert member.actor is not None
    actor = scenario.actor[member.actor]
    place = findings.space.actors.index(actor.id)
    names = []
    for number, reading in enumerate(scenario.red_lines[member.path].readings):
        if reading.id not in member.other_readings:
            continue
        line = scenario.red_lines[member.path]
        problem = compile_scenario(with_reading(scenario, actor, line, number)).problem
        position = [other.id for other in actor.red_lines].index(line.id)
        if not holds(problem.actors[place].crossed[position], correction.witness.positions):
            names.append(reading.id)
    return names
