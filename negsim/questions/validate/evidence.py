"""What is to be said of a scenario's evidence: claims that do not fit it, and demands that say more than theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negsim.errors import Fault, Where, quoted
from negsim.language.claims.bearing import misfits
from negsim.language.claims.carried import Carried, carried
from negsim.language.claims.provenance import Element, elements
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Claim, Register, grade
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.read.context import Context
from negsim.language.read.evidence import cited_silences, silence_fault
from negsim.questions.validate.readings import lopsided_readings
from negsim.questions.validate.registers import repeated_documents

_CARE = ("red_line", "preference", "wish", "forecast", "reservation_value")


def evidence_warnings(scenario: Scenario) -> Iterator[Fault]:
    """Give every warning about claims and what rests on them."""
    found = elements(scenario)
    yield from _unsourced(scenario, found)
    yield from _unused_claims(scenario, found)
    for register in scenario.registers:
        for claim in register.claims:
            yield from misfits(claim, scenario.issue, register.where)
        yield from _absent_documents(scenario, register)
    yield from repeated_documents(scenario.registers)
    yield from _doubtful_claims(scenario, found)
    if scenario.version == "1":
        yield from _unknown_silences(scenario, found)
    for actor in scenario.actors:
        for line in actor.red_lines:
            yield from _of_line(scenario, actor, line)
    yield from lopsided_readings(scenario)


def some_of(names: Sequence[str], limit: int = 6) -> str:
    """Name some things, and say how many more there are."""
    shown = ", ".join(names[:limit])
    return shown if len(names) <= limit else f"{shown} and {len(names) - limit} more"


def _place(scenario: Scenario, path: str) -> Where | None:
    """Find where an element stands; a line that a ladder draws stands with its preference."""
    actor, _, rest = path.partition(".")
    names = (path, f"{actor}.red_lines.{rest}", f"{actor}.preferences.{rest}")
    return next((scenario.where[name] for name in names if name in scenario.where), None)


def _unsourced(scenario: Scenario, found: Sequence[Element]) -> Iterator[Fault]:
    """One warning for all: where a file names no evidence at all, forty would say no more."""
    drawn = {
        f"{actor.id}.{line.id}"
        for actor in scenario.actors
        for line in actor.red_lines
        if line.from_ladder
    }
    unsourced = [
        f"{one.path.replace('.', '.red_lines.')}" if one.kind == "red_line" else one.path
        for one in found
        if one.kind in _CARE and one.status == "unsourced" and one.path not in drawn
    ]
    if unsourced:
        what = f"{len(unsourced)} elements rest on nothing named: {some_of(unsourced)}"
        if len(unsourced) == 1:
            what = f"{unsourced[0]} rests on nothing named"
        yield Fault(
            next((scenario.where[path] for path in unsourced if path in scenario.where), None),
            what,
            'add `from:` with claims, or with "assumption: why"',
        )


def _unused_claims(scenario: Scenario, found: Sequence[Element]) -> Iterator[Fault]:
    used = {claim for one in found for claim in one.cited}
    replaced = _superseded(scenario)
    for register in scenario.registers:
        idle = [
            claim.id
            for claim in register.claims
            if claim.full_id not in used
            and claim.standing not in ("background", "proposed")
            and claim.full_id not in replaced
        ]
        if idle:
            what = "1 claim bears" if len(idle) == 1 else f"{len(idle)} claims bear"
            yield Fault(
                scenario.where.get("claims"),
                f"{what} on nothing in this scenario: {some_of(idle)} of {register.path}",
                "cite them where they matter, or mark them `status: background` as a record of what was weighed",
            )


def _superseded(scenario: Scenario) -> dict[str, Claim]:
    """Give each claim that another, which is more than proposed, takes the place of."""
    return {
        earlier: claim
        for claim in scenario.all_claims
        if claim.standing != "proposed"
        for earlier in claim.supersedes
    }


def _absent_documents(scenario: Scenario, register: Register) -> Iterator[Fault]:
    """Names of claims in documents that no register of the scenario holds."""
    named = [
        (f"conflicts.{one.id}", f"conflict {one.id!r}", one.between) for one in register.conflicts
    ]
    named += [(f"claims.{one.id}", f"claim {one.id!r}", one.supersedes) for one in register.claims]
    for path, subject, claims in named:
        for name in claims:
            if name.rpartition(".")[0] not in scenario.document:
                yield Fault(
                    register.where[path],
                    f"{subject} names {quoted(name)}, and no register of {scenario.id!r} holds that document",
                    "add the register to `claims:`, or leave it: it counts for nothing here",
                )


def _doubtful_claims(scenario: Scenario, found: Sequence[Element]) -> Iterator[Fault]:
    """Claims in use that are disputed, background, or superseded."""
    replaced = _superseded(scenario)
    users: dict[str, list[str]] = {}
    for one in found:
        for name in one.cited:
            users.setdefault(name, []).append(one.path)
    for claim in scenario.all_claims:
        if claim.full_id not in users:
            continue
        paths = users[claim.full_id]
        rests = f"{some_of(paths)} {'rests' if len(paths) == 1 else 'rest'} on it"
        if claim.standing == "disputed":
            what, mend = (
                "is disputed",
                "settle it in the register, or say what the demand rests on beside it",
            )
        elif claim.standing == "background":
            what, mend = (
                "is background, not meant to be cited",
                "cite another, or confirm it in the register",
            )
        elif claim.full_id in replaced:
            later = replaced[claim.full_id]
            what, mend = (
                f"is superseded by {later.full_id!r}",
                f"cite {later.id}, or say why the earlier one counts",
            )
        else:
            continue
        yield Fault(_place(scenario, paths[0]), f"claim {claim.id!r} {what}, and {rests}", mend)


def _unknown_silences(scenario: Scenario, found: Sequence[Element]) -> Iterator[Fault]:
    """In files of version 1 what 1.1 calls a fault: an assumption that cites a silence which no register has."""
    context = Context(scenario.path)
    context.take_registers(scenario.registers)
    for one in found:
        for text in one.assumptions:
            for name in cited_silences(text):
                fault = silence_fault(
                    name, one.path, context.silences, has_registers=bool(scenario.claims)
                )
                if fault is not None:
                    yield Fault(_place(scenario, one.path), *fault)


def _of_line(scenario: Scenario, actor: Actor, line: RedLine) -> Iterator[Fault]:
    """How a red line stands to its claims, where there is something to say against it."""
    found = carried(scenario, actor.id, line)
    path = f"{actor.id}.{line.id}"
    named = grade(line.sources, scenario.all_claims)
    grades = "" if found.grade == named else f"; {_grades(scenario, found, named)}"
    if found.status == "hardened":
        kinds = " and ".join(dict.fromkeys(_article(one.kind) for one in found.carried_by))
        what = f"is hardened: what carries it is {kinds}, which no source calls a red line{grades}"
        mend = "make it a wish, give it the reading `none` as well, or cite who draws it"
    elif found.status == "stretched":
        what = f"is stretched: none of its claims says as much as it demands{grades}"
        mend = "demand what they say, give `bears_on` its due in the register, or call it an assumption"
    elif found.status == "undecided":
        what = "may or may not be carried by its claims: the puzzle is too long to search"
        mend = "take it apart into several red lines"
    elif found.status is not None and grades:
        what = f"is carried by less than it names: {grades.removeprefix('; ')}"
        mend = "cite what carries it by itself, and what only touches on it elsewhere"
    else:
        return
    yield Fault(_place(scenario, path), f"{path} {what}", mend)


def _grades(scenario: Scenario, found: Carried, named: str | None) -> str:
    told = f"so it has no grade, though it names a claim of grade {named}"
    if found.grade is not None:
        told = f"its grade is {found.grade}, of what carries it, and not {named}, of a claim that only touches on it"
    asks = any(one.trust is not None and one.trust.grade for one in scenario.variants)
    if scenario.version == "1" and asks:
        told += "; `trust: {grade: …}` goes by the latter in version 1"
    return told


def _article(kind: str) -> str:
    words = kind.replace("_", " ")
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
