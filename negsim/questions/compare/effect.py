"""What a brief should say of a variant: the change in the answer, and the reason for it that can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from negsim.language.labels import all_asked, demand, demands, line
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, listed, points
from negsim.language.words import clause_in_words, option_in_words
from negsim.questions.compare.changes import Change, issues_of, touched
from negsim.questions.zone.result import Choice, Conflict, Findings
from negsim.space.members import Member

NAMED = 3  # conflicts, options or changes that a sentence names


def in_words(
    base: Findings, other: Findings, changes: Sequence[Change], effect: str, gone: int
) -> tuple[str, ...]:
    """Say what a variant changes in the answer, and why.

    Parameters
    ----------
    base, other : Findings
        Without and with the variant.
    changes : sequence of Change
        What it changes in the scenario.
    effect : str
        As in `negsim.questions.compare.result.Row`.
    gone : int
        Knots of the base that are gone.
    """
    if effect == "base":
        return (_state(other), *_conflicts(other))
    if effect == "opens":
        return tuple(_opens(base, other, changes))
    if effect == "closes":
        return tuple(_closes(base, other, changes))
    if other.zone.is_open:
        return tuple(_stays_open(base, other, changes, effect))
    if effect == "other_conflicts":
        return tuple(_other_conflicts(base, other, changes, gone))
    return tuple(_same_conflicts(base, other, changes, effect))


def _state(findings: Findings) -> str:
    if findings.zone.is_open:
        return f"A deal is possible: {counted(findings.zone.size, 'package')}{_floor(findings)}."
    if not findings.feasible:
        return "Nothing can be signed: the rules leave no package."
    if findings.zone.red_line_size:
        kept = counted(findings.zone.red_line_size, "package")
        keep = "keeps" if findings.zone.red_line_size == 1 else "keep"
        return f"No deal: {kept} {keep} every red line, and none is worth enough to all."
    return "No deal: the red lines alone exclude one another."


def _conflicts(findings: Findings) -> Iterator[str]:
    conflicts = findings.conflicts
    if len(conflicts) == 1:
        yield f"What collides: {conflict_in_words(findings.scenario, conflicts[0])}."
    elif conflicts:
        yield f"{len(conflicts):,} sets of demands collide: {_several(findings, conflicts)}."


def conflict_in_words(scenario: Scenario, conflict: Conflict) -> str:
    """Name the members of a conflict, each with its grade, or that nothing supports it."""
    told = [_member(scenario, member) for member in conflict.members]
    return f"{told[0]} by itself" if len(told) == 1 else " against ".join(told)


def _member(scenario: Scenario, member: Member) -> str:
    name = demand(scenario, member.path)
    if member.grade is not None:
        return f"{name} [grade {member.grade}]"
    return f"{name} [no source]" if member.is_assumed else name


def _several(findings: Findings, conflicts: Iterable[Conflict]) -> str:
    ordered = sorted(conflicts, key=lambda c: (len(c.members), c.paths))
    text = "; ".join(conflict_in_words(findings.scenario, one) for one in ordered[:NAMED])
    return text + (f"; and {len(ordered) - NAMED:,} more" if len(ordered) > NAMED else "")


def _opens(base: Findings, other: Findings, changes: Sequence[Change]) -> Iterator[str]:
    yield f"It opens a way: {counted(other.zone.size, 'package')}{_floor(other)}."
    loosened = [
        change
        for change in changes
        if any(touched(change, conflict, base.scenario) for conflict in base.conflicts)
        and change.kind != "options"
    ]
    if loosened:
        yield f"What stood in the way gives: {_some(_changes(base, other, loosened))}."
    backbone = other.zone.backbone
    if backbone and other.zone.size > 1:
        yield f"Every deal then has {_options(other, backbone)}."


def _closes(base: Findings, other: Findings, changes: Sequence[Change]) -> Iterator[str]:
    yield f"It closes the way: there were {counted(base.zone.size, 'package')}."
    yield from _conflicts(other)
    bearing = [
        change
        for change in changes
        if any(touched(change, conflict, other.scenario) for conflict in other.conflicts)
    ]
    if bearing:
        yield f"What brings this about: {_some(_changes(base, other, bearing))}."
    elif changes and not other.feasible:
        yield "What it takes off the table leaves nothing that the rules allow."


def _stays_open(
    base: Findings, other: Findings, changes: Sequence[Change], effect: str
) -> Iterator[str]:
    before, after = base.zone, other.zone
    packages = counted(after.size, "package")
    if effect == "none":
        yield f"{_unchanged(changes)}: {packages}, and how many each accepts is the same."
        return
    if effect == "same_zone":
        if not _is_nested(other, changes):
            # As many, and each option in as many of them: that they are the same is not looked into.
            each = "" if after.size == 1 else ", each option in as many of them"
            yield f"A deal stays possible, with {packages} as before{each}."
            return
        yield f"A deal stays possible, with the same {packages}."
        taken = base.feasible - other.feasible
        if taken > 0:
            yield f"It takes {counted(taken, 'package')} away, and none that all would accept."
        return
    size = f"{before.size:,} to {packages}"
    word = "grows" if after.size > before.size else "shrinks"
    if after.size == before.size:
        yield f"A deal stays possible, with {packages} as before, though not the same."
    else:
        yield f"A deal stays possible: the zone {word} from {size}."
    if base.floor is not None and other.floor is not None and base.floor != other.floor:
        moved = "more" if other.floor > base.floor else "less"
        yield (
            f"The worst-off gains {moved} over its walk-away: {points(other.floor)} points of 100 where it"
            f" was {points(base.floor)}."
        )
    fixed = {i: o for i, o in after.backbone.items() if before.backbone.get(i) != o}
    freed = [i for i in before.backbone if i not in after.backbone]
    if fixed:
        yield f"What every deal now has: {_options(other, fixed)}."
    if freed:
        yield f"No longer the same in every deal: {all_asked(other.scenario, freed)}."


def _unchanged(changes: Sequence[Change]) -> str:
    """Say that nothing that is counted changes; and of a variant that leaves all that decides as it is, why."""
    if changes:
        return "Nothing that is counted changes"
    return "No demand, weight, walk-away value, rule or option becomes another"


def _same_conflicts(
    base: Findings, other: Findings, changes: Sequence[Change], effect: str
) -> Iterator[str]:
    collide = "the same demands collide" if other.conflicts else "there is nothing to sign"
    if effect == "none":
        yield f"{_unchanged(changes)}: how many each accepts is the same, and {collide}."
        return
    yield f"There is no deal, as before: {collide}."
    if other.conflicts:
        yield from _why_untouched(base, other, changes)
        yield from _ways_out(base, other, changes)


def _why_untouched(base: Findings, other: Findings, changes: Sequence[Change]) -> Iterator[str]:
    """Say why a conflict stands: what was changed is not what the conflict is about."""
    conflicts, scenario = other.conflicts, other.scenario
    beside = [c for c in changes if not any(touched(c, k, scenario) for k in conflicts)]
    about = [c for c in changes if c not in beside]
    options = _unique(issue for c in beside if c.kind == "options" for issue in c.issues)
    if options:
        speak = sorted(
            {issue for conflict in conflicts for issue in issues_of(conflict, scenario)},
            key=[one.id for one in scenario.issues].index,
        )
        over = f"They collide over {_some([f'“{scenario.issue[i].ask}”' for i in speak])}; it"
        yield f"{over} takes options of {all_asked(scenario, options)} off the table."
    asked_less = _unique(c.actor or "" for c in beside if c.kind == "consent")
    if asked_less:
        names = listed([scenario.actor[actor].name for actor in asked_less])
        yield f"Whether {names} must agree makes no difference: no demand that collides is theirs."
    weighed = [c for c in beside if c.kind in {"weighing", "reservation_value"}]
    if weighed and all(m.layer != "reservations" for c in conflicts for m in c.members):
        who = _unique(scenario.actor[c.actor or ""].name for c in weighed)
        weighs = "weighs" if len(who) == 1 else "weigh"
        yield f"How {listed(who)} {weighs} things plays no part: red lines are not weighed."
    elif weighed:
        yield f"It changes {_some(_changes(base, other, weighed))}, on which nothing that collides rests."
    moved = _unique(_named(base, other, c) for c in beside if c.kind in {"red_line", "rule"})
    if moved:
        have = "has" if len(moved) == 1 else "have"
        yield f"It changes {_some(moved)}, which {have} no part in what collides."
    if about:
        yield f"{_capital(_some(_changes(base, other, about)))}; they collide all the same."


def _ways_out(base: Findings, other: Findings, changes: Sequence[Change]) -> Iterator[str]:
    before = {c.drop: c for c in base.corrections}
    after = {c.drop: c for c in other.corrections}
    if before.keys() != after.keys() or not after:
        return
    same = all((before[d].opens, before[d].zone) == (after[d].opens, after[d].zone) for d in after)
    if same:
        yield "What would open a way is the same, and would open as many packages."
    else:
        moved = [
            f"{after[drop].zone:,} without {demands(other.scenario, drop, ' and ')} (before:"
            f" {before[drop].zone:,})"
            for drop in after
            if before[drop].zone != after[drop].zone
        ]
        if moved:
            yield f"What would open a way is the same, and would leave other packages: {_some(moved)}."
    removed = base.feasible - other.feasible
    refused = [
        actor.name
        for actor in base.scenario.actors
        if actor.consent.kind == "always"
        and other.scenario.actor[actor.id].consent.kind == "always"
        and base.accepted_by[actor.id] == other.accepted_by[actor.id]
    ]
    if removed > 0 and refused and same and only_takes_off(changes):
        yield (
            f"Of the {counted(removed, 'package')} that it takes away, {listed(refused)} would have"
            " accepted none."
        )


def _is_nested(other: Findings, changes: Sequence[Change]) -> bool:
    """Whether what is done can only take packages from a zone, or only add some: as many are then the same."""
    if only_takes_off(changes):
        return True
    return other.scenario.agreement is None and all(
        change.does == "drops"
        if change.kind in {"red_line", "rule"}
        else change.kind == "consent"
        and other.scenario.actor[change.actor or ""].consent.kind == "never"
        for change in changes
    )


def only_takes_off(changes: Sequence[Change]) -> bool:
    """Whether packages are taken off the table and nothing else happens: who accepts as many has lost none of them."""
    return all(change.kind == "options" for change in changes)


def _other_conflicts(
    base: Findings, other: Findings, changes: Sequence[Change], gone: int
) -> Iterator[str]:
    knots, before = len(base.independent), {c.paths: c for c in base.conflicts}
    after = {c.paths: c for c in other.conflicts}
    if gone:
        knot = "the knot is" if knots == 1 else f"{gone:,} of {knots:,} knots {_is(gone)}"
        yield f"There is still no deal: {knot} gone, and others stand."
    else:
        yield "There is still no deal, and not for the same reasons alone."
    left = [conflict for paths, conflict in before.items() if paths not in after]
    new = [conflict for paths, conflict in after.items() if paths not in before]
    stay = [conflict for paths, conflict in after.items() if paths in before]
    if left:
        undone = [c for c in changes if any(touched(c, k, base.scenario) for k in left)]
        by = f" ({_some(_changes(base, other, undone))})" if undone else ""
        yield f"Gone{by}: {_several(base, left)}."
    if stay:
        yield f"Still there: {_several(other, stay)}."
    if new:
        brought = [c for c in changes if any(touched(c, k, other.scenario) for k in new)]
        by = f" ({_some(_changes(base, other, brought))})" if brought else ""
        yield f"New{by}: {_several(other, new)}."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _changes(base: Findings, other: Findings, changes: Iterable[Change]) -> list[str]:
    return [_change(base, other, change) for change in changes]


def _change(base: Findings, other: Findings, change: Change) -> str:
    """Say what becomes of what."""
    scenario = other.scenario
    if change.kind == "options":
        return f"options of {all_asked(scenario, change.issues)} are off the table"
    if change.kind == "consent" and change.actor is not None:
        return f"{scenario.actor[change.actor].name} is {change.says}"
    if change.kind == "red_line" and change.actor is not None:
        owner = scenario.actor[change.actor].name
        if change.does == "reads" and scenario.red_lines[change.path].clause is None:
            return f"{owner} means no red line by “{line(base.scenario, change.path)}”"
        if change.does == "reads":
            return f"{owner} means {line(scenario, change.path)}"
        if change.does == "changes":
            return f"{owner}'s line becomes {line(scenario, change.path)}"
    verb = {"adds": "is added", "drops": "is dropped"}.get(change.does, "changes")
    return f"{_named(base, other, change)} {verb}"


def _named(base: Findings, other: Findings, change: Change) -> str:
    """Name what a change is about."""
    scenario = base.scenario if change.does == "drops" else other.scenario
    owner, _, rest = change.path.partition(".")
    if change.kind in {"red_line", "rule"}:
        return f"“{demand(scenario, change.path)}”"
    if change.kind == "agreement":
        return "how many must agree"
    name = scenario.actor[owner].name
    if change.kind == "reservation_value":
        return f"the walk-away value of {name}"
    kind, _, id = rest.partition(".")  # noqa: A001 (as paths have it)
    if kind == "wishes":
        wish = next(one for one in scenario.actor[owner].wishes if one.id == id)
        return f"the wish of {name} “{clause_in_words(wish.clause, scenario)}”"
    return f"how {name} weighs “{scenario.issue[id].ask}”"


def _options(findings: Findings, package: Choice) -> str:
    scenario = findings.scenario
    return listed(
        [
            f"“{option_in_words(scenario, issue, option)}” ({scenario.issue[issue].ask})"
            for issue, option in package.items()
        ]
    )


def _floor(findings: Findings) -> str:
    if findings.floor is None:
        return ""
    return f", the worst-off gaining {points(findings.floor)} points of 100 over its walk-away"


def _some(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return listed([*names[:NAMED], f"{rest:,} more"] if rest > 0 else names)


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
