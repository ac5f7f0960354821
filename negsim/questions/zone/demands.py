"""Demands in words: whose each is, what it says, what else it may mean, and what is taken if it is given up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from negsim.language.labels import clause_label, crossed_on
from negsim.language.model.conditions import Clause
from negsim.language.phrases import listed
from negsim.language.short_names import short_actor, short_issue, short_option
from negsim.questions.zone.deals import option_quoted
from negsim.questions.zone.rests_on import Meaning, Turn
from negsim.questions.zone.result import Correction, Findings
from negsim.questions.zone.ways import in_order
from negsim.space.members import Member

OPTION = 44  # letters of an option in a picture


def common_question(found: Findings, members: Iterable[Member]) -> str | None:
    """Give the question that all members answer, where they are two or more red lines on one issue."""
    some = list(members)
    issues: set[str] = set()
    for member in some:
        line = found.scenario.red_lines.get(member.path)
        if line is None or line.clause is None or len(line.clause.issues()) != 1:
            return None
        issues.update(line.clause.issues())
    return found.scenario.issue[issues.pop()].ask if len(issues) == 1 and len(some) > 1 else None


def who(found: Findings, member: Member) -> str:
    """Name the actor whose constraint it is."""
    return "A rule" if member.actor is None else found.scenario.actor[member.actor].name


def says(found: Findings, member: Member, ask: str | None) -> str:
    """Say what a member demands, without the question where that stands over it."""
    if member.layer == "reservations":
        return "nothing worth less to it than no deal"
    if member.layer == "rules":
        return member.says
    line = found.scenario.red_lines[member.path]
    return clause_says(found, line.clause, ask) if line.said is None else f"“{line.said}”"


def clause_says(found: Findings, clause: Clause | None, ask: str | None) -> str:
    """Say what a clause demands, without the question where that stands over it."""
    words = clause_label(clause, found.scenario)
    return words if ask is None else words.removesuffix(f" ({ask})")


def meaning(found: Findings, meant: Meaning, ask: str | None = None) -> str:
    """Say what other readings of a demand, any one of which will do, demand."""
    line = found.scenario.red_lines[meant.member.path]
    readings = {reading.id: reading for reading in line.readings}
    told = []
    for name in meant.readings:
        reading = readings[name]
        drawn = clause_says(found, reading.clause, ask) if reading.clause else "no red line"
        told.append(f"“{reading.say}”" if reading.say else drawn)
    return ", or ".join(dict.fromkeys(told))


def instead(found: Findings, meant: Meaning) -> str:
    """Say what a demand would mean, and instead of what; the question once, where both answer the same."""
    now = says(found, meant.member, None)
    clause = found.scenario.red_lines[meant.member.path].clause
    ask = None
    if clause is not None and len(clause.issues()) == 1:
        ask = found.scenario.issue[clause.issues()[0]].ask
    return f"{meaning(found, meant, ask)} instead of {now}"


def misread(found: Findings, turn: Turn, ask: str | None) -> str:
    """Say who meant what, if it was misread."""
    by_actor: dict[str, list[str]] = {}
    for one in turn:
        told = meaning(found, one, ask)
        if ask is None and told == "no red line":
            told += f" where it is read as {says(found, one.member, None)}"
        by_actor.setdefault(who(found, one.member), []).append(told)
    alike: dict[str, list[str]] = {}
    for actor, told_of in by_actor.items():
        alike.setdefault(listed(told_of), []).append(actor)
    return listed([f"{listed(names)} meant {what}" for what, names in alike.items()])


def gives(
    found: Findings,
    members: Iterable[Member],
    correction: Correction,
    ask: str | None,
    *,
    is_short: bool = False,
) -> str:
    """Say who took what: the options of the nearest package on the issues of the demands given up.

    Parameters
    ----------
    is_short : bool
        Whether actors, options and issues go by the short names of pictures.
    """
    package = correction.witness.package
    by_actor: dict[str | None, list[Member]] = {}
    for member in in_order(found, members):
        by_actor.setdefault(member.actor, []).append(member)
    alike: dict[str, list[str]] = {}
    rules = []
    for actor, some in by_actor.items():
        if actor is None:
            rules += [f"the rule were dropped: {one.says}" for one in some]
            continue
        lines = [member for member in some if member.layer == "red_lines"]
        does = []
        if lines:
            taken = [
                _option_in_short(found, issue, correction)
                if is_short
                else option_quoted(
                    found.scenario,
                    issue,
                    package[issue],
                    ask=found.scenario.issue[issue].ask != ask,
                )
                for issue in _given_up(found, correction, lines)
            ]
            does.append(f"took {listed(taken)}")
        if len(lines) < len(some):
            does.append("settled for less than no deal is worth")
        one = found.scenario.actor[actor]
        alike.setdefault(" and ".join(does), []).append(short_actor(one) if is_short else one.name)
    return listed([*(f"{listed(names)} {does}" for does, names in alike.items()), *rules])


def _given_up(found: Findings, correction: Correction, lines: Sequence[Member]) -> list[str]:
    """Name the issues on which the nearest package has what lines stand against."""
    scenario, package = found.scenario, correction.witness.package
    issues: dict[str, None] = {}
    for member in lines:
        clause = scenario.red_lines[member.path].clause
        if clause is not None:
            against = crossed_on(scenario, clause, package, member.actor or "")
            issues.update(dict.fromkeys(against))
    return list(issues)


def _option_in_short(found: Findings, issue: str, correction: Correction) -> str:
    """Quote an option of the nearest package, and its issue, by their names for pictures."""
    scenario, option = found.scenario, correction.witness.package[issue]
    asked = scenario.issue[issue]
    if asked.range is None:
        label = f"“{short_option(asked, str(option), OPTION)}”"
    else:
        label = option_quoted(scenario, issue, option, ask=False)
    return f"{label} ({short_issue(asked)})"


def standing(member: Member) -> list[str]:
    """Say in a few words each how firmly a demand stands: its grade, and what there is against it."""
    if member.layer == "rules":
        return [f"because: {member.because}" if member.because else "no reason is given"]
    told = [member.says] if member.layer == "reservations" else []
    if member.grade is not None:
        partly = ", partly assumed" if member.status == "partly assumed" else ""
        told.append(f"grade {member.grade}{partly}")
    elif member.status == "assumed":
        told.append("assumed, without a source")
    return [*told, *(one for one in caveats(member) if one not in member.assumptions)]


def caveats(member: Member) -> list[str]:
    """Say what there is to hold against a demand as we have put it; nothing of a rule."""
    if member.layer == "rules":
        return []
    told = []
    if member.rests == "hardened" and member.line is not None:
        kind = min(claim.kind for claim in member.line.carried_by).replace("_", " ")
        article = "an" if kind[0] in "aeiou" else "a"
        told.append(f"{article} {kind} made a red line")
    if member.rests == "stretched":
        told.append("its claims say less than this")
    if member.status == "unsourced":
        told.append("resting on nothing named")
    return [*told, *member.assumptions]
