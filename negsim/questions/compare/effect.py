"""What a brief should say of a variant: the change in the answer, and the reason for it that can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from negsim.language.model.scenario import Scenario
from negsim.language.words import option_label
from negsim.questions.compare.changes import Change, touched
from negsim.questions.zone.result import Conflict, Findings
from negsim.space.members import Member

NAMED = 3  # conflicts, options or changes that a sentence names


def in_words(
    base: Findings, other: Findings, changes: Sequence[Change], effect: str
) -> tuple[str, ...]:
    """Say what a variant changes in the answer, and why.

    Parameters
    ----------
    base, other : Findings
        Without and with the variant.
    changes : sequence of Change
        What it changes in the scenario.
    effect : str
        As in `negsim.questions.compare.find.Row`.
    """
    if effect == "base":
        return (_state(other), *_conflicts(other))
    if effect == "opens":
        return tuple(_opens(base, other, changes))
    if effect == "closes":
        return tuple(_closes(base, other, changes))
    if other.zone.is_open:
        return tuple(_stays_open(base, other))
    if effect == "other_conflicts":
        return tuple(_other_conflicts(base, other, changes))
    return tuple(_same_conflicts(base, other, changes, effect))


def _state(findings: Findings) -> str:
    if findings.zone.is_open:
        return f"A deal is possible: {_packages(findings.zone.size)}{_floor(findings)}."
    if not findings.feasible:
        return "Nothing can be signed: the rules leave no package."
    if findings.zone.red_line_size:
        kept = _packages(findings.zone.red_line_size)
        return f"No deal: {kept} keep every red line, and none is worth enough to all."
    return "No deal: the red lines alone exclude one another."


def _conflicts(findings: Findings) -> Iterator[str]:
    conflicts = findings.conflicts
    if not conflicts:
        return
    if len(conflicts) == 1:
        yield f"What collides: {conflict_in_words(conflicts[0])}."
        return
    smallest = sorted(conflicts, key=lambda c: (len(c.members), c.paths))
    named = "; ".join(conflict_in_words(conflict) for conflict in smallest[:NAMED])
    rest = f"; and {len(conflicts) - NAMED:,} more" if len(conflicts) > NAMED else ""
    yield f"{len(conflicts):,} sets of demands collide: {named}{rest}."


def conflict_in_words(conflict: Conflict) -> str:
    """Name the members of a conflict, each with its claims and grade, or that it is assumed."""
    if len(conflict.members) == 1:
        return f"{_member(conflict.members[0])} by itself"
    return " against ".join(_member(member) for member in conflict.members)


def _member(member: Member) -> str:
    if member.layer == "rules":
        return f"{member.path} (a rule)"
    parts = [" ".join(claim.id for claim in member.claims)] if member.claims else []
    if member.grade is not None:
        parts.append(f"grade {member.grade}")
    if member.is_assumed:
        parts.append("no source")
    return f"{member.path} ({', '.join(parts)})"


def _opens(base: Findings, other: Findings, changes: Sequence[Change]) -> Iterator[str]:
    yield f"It opens the zone: {_packages(other.zone.size)}{_floor(other)}."
    loosened = [
        change
        for change in changes
        if any(touched(change, conflict, base.scenario) for conflict in base.conflicts)
        and change.kind != "options"
    ]
    if loosened:
        named = _some([_change(other.scenario, change) for change in loosened])
        yield f"What stood in the way is loosened: {named}."
    yield from _every_deal(other)


def _closes(base: Findings, other: Findings, changes: Sequence[Change]) -> Iterator[str]:
    yield f"It closes the zone, which had {_packages(base.zone.size)}."
    yield from _conflicts(other)
    bearing = [
        change
        for change in changes
        if any(touched(change, conflict, other.scenario) for conflict in other.conflicts)
    ]
    if bearing:
        yield f"What brings this about: {_some([_change(other.scenario, c) for c in bearing])}."
    elif changes and not other.feasible:
        yield "What it takes off the table leaves nothing that the rules allow."


def _every_deal(findings: Findings) -> Iterator[str]:
    backbone, issues = findings.zone.backbone, findings.scenario.issue
    if backbone and findings.zone.size > 1:
        named = [
            f"“{option_label(issues[issue], str(option))}” ({issue})"
            for issue, option in backbone.items()
        ]
        yield f"Every deal then has {_listed(named)}."


def _stays_open(base: Findings, other: Findings) -> Iterator[str]:
    before, after = base.zone, other.zone
    if (before, base.floor) == (after, other.floor):
        yield f"It changes nothing: the zone is the same, with {_packages(after.size)}."
        return
    size = f"{before.size:,} to {_packages(after.size)}"
    word = "grows" if after.size > before.size else "shrinks"
    if after.size == before.size:
        yield f"A deal stays possible, with {_packages(after.size)} as before, though not the same."
    else:
        yield f"A deal stays possible: the zone {word} from {size}."
    if base.floor is not None and other.floor is not None and base.floor != other.floor:
        moved = "more" if other.floor > base.floor else "less"
        yield (
            f"The worst-off gains {moved} over its walk-away: {float(other.floor):.3f} where it was"
            f" {float(base.floor):.3f}."
        )
    fixed = {i: o for i, o in after.backbone.items() if before.backbone.get(i) != o}
    freed = [i for i in before.backbone if i not in after.backbone]
    issues = other.scenario.issue
    if fixed:
        named = [f"“{option_label(issues[i], str(o))}” ({i})" for i, o in fixed.items()]
        yield f"What every deal now has: {_listed(named)}."
    if freed:
        yield f"No longer the same in every deal: {_listed(freed)}."


def _same_conflicts(
    base: Findings, other: Findings, changes: Sequence[Change], effect: str
) -> Iterator[str]:
    one = len(other.conflicts) == 1
    if not other.conflicts:
        yield "It changes nothing: there is no deal, as before."
        return
    stands = (
        f"the same minimal conflict stands, {conflict_in_words(other.conflicts[0])}"
        if one
        else f"the same {len(other.conflicts):,} minimal conflicts stand"
    )
    if effect == "none":
        yield f"It changes nothing: {stands}."
    else:
        yield f"There is no deal, as before: {stands}."
    yield from _why_untouched(other, changes)
    yield from _ways_out(base, other)


def _why_untouched(other: Findings, changes: Sequence[Change]) -> Iterator[str]:
    """Say why a conflict stands: what was changed is not what the conflict is about."""
    conflicts, scenario = other.conflicts, other.scenario
    where = "it" if len(conflicts) == 1 else "them"
    beside = [c for c in changes if not any(touched(c, k, scenario) for k in conflicts)]
    about = [c for c in changes if c not in beside]
    options = _unique(issue for c in beside if c.kind == "options" for issue in c.issues)
    if options:
        asked = _listed([f"“{scenario.issue[issue].ask}”" for issue in options])
        yield (
            f"It takes options of {asked} off the table: no demand in {where} speaks of these, and"
            " taking options away lifts no demand."
        )
    asked_less = _unique(c.actor or "" for c in beside if c.kind == "consent")
    if asked_less:
        names = _listed([scenario.actor[actor].name for actor in asked_less])
        yield f"Whether {names} must agree makes no difference: no demand in {where} is theirs."
    weighed = _unique(c.path for c in beside if c.kind in {"weighing", "reservation_value"})
    if weighed and all(m.layer != "reservations" for c in conflicts for m in c.members):
        yield f"How it weighs things ({_some(weighed)}) plays no part: red lines are not weighed."
    elif weighed:
        yield f"It changes {_some(weighed)}, on which nothing in {where} rests."
    demands = _unique(c.path for c in beside if c.kind in {"red_line", "rule"})
    if demands:
        have = "has" if len(demands) == 1 else "have"
        yield f"It changes {_some(demands)}, which {have} no part in {where}."
    if about:
        named = _some([_change(scenario, change) for change in about])
        yield f"{_capital(named)}; the collision stands all the same."


def _ways_out(base: Findings, other: Findings) -> Iterator[str]:
    before = {c.drop: c for c in base.corrections}
    after = {c.drop: c for c in other.corrections}
    if before.keys() != after.keys() or not after:
        return
    same = all((before[d].opens, before[d].zone) == (after[d].opens, after[d].zone) for d in after)
    removed = base.feasible - other.feasible
    if same:
        yield "The ways out are the same too, and open as many packages."
    else:
        moved = [
            f"without {_listed(drop)} {after[drop].zone:,} (before: {before[drop].zone:,})"
            for drop in after
            if before[drop].zone != after[drop].zone
        ]
        if moved:
            yield f"The ways out are the same, and leave another zone: {_some(moved)}."
    refused = [
        actor.name
        for actor in base.scenario.actors
        if actor.consent.kind == "always"
        and other.scenario.actor[actor.id].consent.kind == "always"
        and base.accepted_by[actor.id] == other.accepted_by[actor.id]
    ]
    if removed > 0 and refused and same and _only_takes_off(base, other):
        yield (
            f"Of the {_packages(removed)} that it takes away, {_listed(refused)} would have accepted"
            " none."
        )


def _only_takes_off(base: Findings, other: Findings) -> bool:
    """Whether the actors are the same, so that who accepts less has lost just what was taken away."""
    return base.scenario.actors == other.scenario.actors


def _other_conflicts(base: Findings, other: Findings, changes: Sequence[Change]) -> Iterator[str]:
    yield f"There is still no deal, for {'other' if _disjoint(base, other) else 'partly other'} reasons."
    before, after = {c.paths: c for c in base.conflicts}, {c.paths: c for c in other.conflicts}
    gone = [conflict for paths, conflict in before.items() if paths not in after]
    new = [conflict for paths, conflict in after.items() if paths not in before]
    stay = [conflict for paths, conflict in after.items() if paths in before]
    if gone:
        undone = [c for c in changes if any(touched(c, k, base.scenario) for k in gone)]
        by = f" ({_some([_change(other.scenario, c) for c in undone])})" if undone else ""
        yield f"Gone{by}: {_several(gone)}."
    if stay:
        yield f"Still there: {_several(stay)}."
    if new:
        brought = [c for c in changes if any(touched(c, k, other.scenario) for k in new)]
        by = f" ({_some([_change(other.scenario, c) for c in brought])})" if brought else ""
        yield f"New{by}: {_several(new)}."


def _disjoint(base: Findings, other: Findings) -> bool:
    return not {c.paths for c in base.conflicts} & {c.paths for c in other.conflicts}


def _several(conflicts: Iterable[Conflict]) -> str:
    ordered = sorted(conflicts, key=lambda c: (len(c.members), c.paths))
    text = "; ".join(conflict_in_words(conflict) for conflict in ordered[:NAMED])
    return text + (f"; and {len(ordered) - NAMED:,} more" if len(ordered) > NAMED else "")


def _change(scenario: Scenario, change: Change) -> str:
    if change.kind == "options":
        asked = _listed([f"“{scenario.issue[issue].ask}”" for issue in change.issues])
        return f"options of {asked} are off the table"
    if change.kind == "red_line":
        verb = {"adds": "is added", "drops": "is dropped", "changes": "is changed"}
        if change.does == "reads":
            return f"{change.path} is {change.says.split(':', 1)[0]}"
        return f"{change.path} {verb[change.does]}"
    if change.kind == "consent" and change.actor is not None:
        return f"{scenario.actor[change.actor].name} is {change.says}"
    verb = {"adds": "added", "drops": "dropped"}
    return f"{change.path} is {verb.get(change.does, 'changed')}"


def _floor(findings: Findings) -> str:
    if findings.floor is None:
        return ""
    return f", the worst-off gaining {float(findings.floor):.3f} over its walk-away"


def _packages(number: int) -> str:
    return f"{number:,} package{'' if number == 1 else 's'}"


def _some(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return _listed([*names[:NAMED], f"{rest:,} more"] if rest > 0 else names)


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
