"""What `negsim explain` says: every conflict with its evidence in words, every way out with a package that shows it."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import fit, heading, table, width, wrap
from negsim.cli.text.knot import grounds
from negsim.language.phrases import counted
from negsim.language.words import option_label
from negsim.questions.explain.find import Explanation
from negsim.questions.explain.tell import in_words, order, who
from negsim.questions.zone.result import Correction, Findings
from negsim.space.members import Member

_LAYERS = {"red_lines": "red lines", "reservations": "walk-away values", "rules": "rules"}


def explain_text(explanation: Explanation, limit: int | None) -> str:
    """Put an explanation into words.

    Parameters
    ----------
    explanation : Explanation
        What to tell.
    limit : int or None
        At most so many conflicts, and so many ways out; None for all.
    """
    findings, room = explanation.findings, width()
    sections = [header(findings.scenario, room), _answer(findings, room)]
    for place, conflict in enumerate(explanation.conflicts[:limit], start=1):
        sections.append(_conflict(findings, place, conflict.members, room))
    sections.append(_rest(len(explanation.conflicts), limit, "conflict"))
    for place, correction in enumerate(explanation.corrections[:limit], start=1):
        sections.append(_correction(findings, place, correction, room))
    sections.append(_rest(findings.corrections_total, limit, "way out", "ways out"))
    sections.append(more(findings.scenario, ("run", "readings", "trace"), room))
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _answer(findings: Findings, room: int) -> list[str]:
    suspects = ", ".join(_LAYERS[layer] for layer in findings.suspects)
    if not findings.conflicts:
        size = counted(findings.zone.size, "package")
        if findings.zone.is_open:
            return wrap(f"Nothing to explain: the zone is open, {size}.", room)
        return wrap(f"No conflict among {suspects}.", room)
    said = (
        f"{counted(len(findings.conflicts), 'minimal conflict')} among {suspects}, and"
        f" {counted(findings.corrections_total, 'smallest way out', 'smallest ways out')}."
        " All of a conflict together leave nothing; without any one of it, something is left."
    )
    return wrap(said, room)


def _conflict(findings: Findings, place: int, members: tuple[Member, ...], room: int) -> list[str]:
    weakest = max((m.grade for m in members if m.grade is not None), default=None)
    grade = f"  weakest grade {weakest}" if weakest is not None else ""
    lines = [heading(f"CONFLICT {place}") + grade]
    for member in sorted(members, key=lambda m: order(findings, m)):
        lines += wrap(f"{who(findings, member)}: {member.says}", room, "  ", "    ")
        lines += [f"    {line.strip()}" for line in grounds(member, room - 4)]
        for claim in member.claims:
            speaker = ", ".join(claim.speaker)
            told = f"{claim.id} ({speaker}, grade {claim.grade}): {claim.says}"
            lines += wrap(told, room, "      ", "        ")
    return lines


def _correction(findings: Findings, place: int, correction: Correction, room: int) -> list[str]:
    scenario = findings.scenario
    lines = [heading(f"WAY OUT {place}") + "  without " + ", ".join(correction.drop)]
    lines = [lines[0]] if len(lines[0]) < room else wrap(lines[0], room, "", "  ")
    if any(member.actor is not None for member in correction.members):
        lines += wrap(in_words(findings, correction), room, "  ")
    steps = [
        f"{scenario.actor[actor].name}"
        f" {'cannot keep it by any step' if taken is None else counted(taken, 'step')}"
        for actor, taken in correction.steps.items()
    ]
    opened = (
        f"{counted(correction.opens, 'package')} opened, {correction.zone:,} of them in the zone"
        if correction.opens >= correction.zone
        else f"{counted(correction.opens, 'package')} opened, {correction.zone:,} in the zone"
    )
    lines += wrap("; ".join([*steps, opened]) + ". The nearest:", room, "  ")
    asks = fit((issue.ask for issue in scenario.issues), room // 2 - 4)
    package = correction.witness.package
    rows = [(issue.ask, option_label(issue, str(package[issue.id]))) for issue in scenario.issues]
    lines += [f"    {line}" for line in table(rows, (asks, room - asks - 6))]
    return lines


def _rest(total: int, limit: int | None, one: str, many: str | None = None) -> list[str]:
    left = total - (total if limit is None else min(limit, total))
    return [f"… and {counted(left, one, many)} more: --limit 0 shows all"] if left else []
