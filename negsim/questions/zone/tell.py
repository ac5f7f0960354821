"""The answer in a sentence, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from negsim.document.content import Said, Section
from negsim.document.result import told
from negsim.errors import spelled
from negsim.language.claims.provenance import Counts
from negsim.language.model.evidence import Silence
from negsim.language.overlay.files import file_of
from negsim.language.phrases import counted, listed
from negsim.questions.zone.rests_on import Foundation
from negsim.questions.zone.result import Findings

_DEMANDS = {
    "stated": "stated in the sources",
    "hardened": "hardened from aims, positions or demands",
    "stretched": "stretched beyond what their sources say",
    "assumed": "assumed",
    "unsourced": "resting on nothing named",
    "undecided": "too intricate to hold against their sources",
}
_DIRECTIONS = ("preference, wish or forecast", "preferences, wishes and forecasts")


@told.register
def tell(found: Findings) -> Section:
    """Say whether there is a deal."""
    return Section("zone", "The answer", said=answer(found))


def needed(findings: Findings) -> str:
    """Say whose consent a package needs."""
    if findings.space.problem.quota is not None:
        return "enough of those whose votes count"
    return "everyone whose consent it needs"


def answer(findings: Findings) -> Said:
    """Say whether there is a deal, how many, and what kind of answer that is."""
    total, feasible, zone = findings.total, findings.feasible, findings.zone
    of = f"{counted(total, 'package')}, {spelled(feasible)} of them coherent"
    if feasible == total:
        of = counted(total, "package")
    if zone.is_open:
        same = len(zone.backbone)
        all_with = ""
        if zone.size > 1 and same:
            issues = counted(len(findings.scenario.issues), "issue")
            all_with = f", all with the same answer on {same} of {issues}"
        acceptable = "is acceptable" if zone.size == 1 else "are acceptable"
        return Said(
            "A DEAL IS POSSIBLE",
            f": {_how_many(findings)} {acceptable} to {needed(findings)}{all_with}. ({of}.)",
        )
    if not feasible:
        return Said(
            "NOTHING CAN BE SIGNED",
            f": of {counted(total, 'package')} the rules and what the variants fix leave none,"
            " before anyone is asked.",
        )
    if not zone.red_line_size:
        return Said(
            "NO DEAL",
            f" as the demands stand. {of}, none acceptable to {needed(findings)}. Weighing plays no"
            " part in this: the red lines alone forbid them all.",
        )
    keep = "keeps" if zone.red_line_size == 1 else "keep"
    return Said(
        "NO DEAL",
        f" as the demands stand. {of}; {counted(zone.red_line_size, 'package')} {keep} to every red"
        f" line, yet none is worth as much to {needed(findings)} as no deal at all.",
    )


def in_the_way(findings: Findings) -> str | None:
    """Say how many demands stand in the way, and which of them no source supports; None where none does."""
    members = {m.path: m for c in findings.conflicts for m in c.members if m.layer != "rules"}
    if not members:
        return None
    assumed = [path for path, member in members.items() if member.is_assumed]
    what = counted(len(members), "demand") + " in the way"
    if assumed:
        return f"{what}; without a source: {listed(assumed)}."
    return f"{what}, {'each' if len(members) > 1 else 'it'} with a source."


def turns(findings: Findings, base: Foundation) -> Iterator[str]:
    """Say which single other readings would turn an empty zone into an open one, one a sentence."""
    if findings.zone.is_open:
        return
    for turn in base.turns or ():
        text = f"It opens if {turn.path} is meant as '{turn.reading}'"
        if turn.variant is not None:
            file = file_of(findings.scenario, turn.variant)
            text += f" (--variant {turn.variant if file is None else f'{file}:{turn.variant}'})"
        yield f"{text}."


def closing_turns(findings: Findings, base: Foundation) -> list[str]:
    """Name the single other readings under any one of which an open zone is empty."""
    if not findings.zone.is_open:
        return []
    return [f"{turn.path} '{turn.reading}'" for turn in base.turns or ()]


def consent(kind: str) -> str:
    """Say that an actor is not asked, or not always; nothing of a principal."""
    return {"always": "", "when": "asked in some", "never": "not asked"}[kind]


def silent(silence: Silence) -> str:
    """Say what the source does not."""
    return f"The source is silent: {silence.says}"


def elements(found: Counts) -> str:
    """Say how many red lines, directions and numbers there are, and how many of each have a source."""
    demands = [
        f"{found.demands[key]} {say}" for key, say in _DEMANDS.items() if found.demands.get(key)
    ]
    lines = sum(found.demands.values())
    sourced = [
        f"{with_source} of {counted(of, *what)} with a source"
        for (with_source, of), what in (
            (found.directions, _DIRECTIONS),
            (found.numbers, ("number", "numbers")),
        )
        if of
    ]
    if not lines and not sourced:
        return "Nobody's demands, wishes or walk-away values are stated."
    told = [] if not lines else [f"{counted(lines, 'red line')}: {listed(demands)}"]
    return f"{'; '.join((*told, *sourced))}."


def _how_many(findings: Findings) -> str:
    """The size of the zone, and that it is an estimate where it is one."""
    size = counted(findings.zone.size, "package")
    interval = findings.answer.zone_interval
    if interval is None:
        return size
    return f"about {size} (95%: {interval[0]:,} to {interval[1]:,})"
