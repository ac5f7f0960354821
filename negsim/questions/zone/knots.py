"""The knots of an empty zone in words: who excludes whom, what undoes each, and what it takes to undo them all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from negsim.document.cells import count, words
from negsim.document.content import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Paragraph,
    Prose,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.notes import keys
from negsim.errors import spelled
from negsim.language.model.conditions import Condition
from negsim.language.overlay.files import file_of
from negsim.language.phrases import counted, in_letters, listed
from negsim.language.words import condition_in_words
from negsim.questions.zone.deals import in_a_line
from negsim.questions.zone.demands import (
    clause_says,
    common_question,
    gives,
    instead,
    misread,
    says,
    standing,
    who,
)
from negsim.questions.zone.rests_on import Foundation, Turn
from negsim.questions.zone.result import Correction, Findings
from negsim.questions.zone.ways import Knot, Opened, Way, fewest_steps_first, knots
from negsim.space.members import Member

WAYS = 4  # ways out of one knot named in a sentence
SETS = 24  # sets of demands of one knot named in a sentence
STEP = "a step is one option along an issue"


def closed(found: Findings, base: Foundation, opened: Sequence[Opened] = ()) -> tuple[Section, ...]:
    """Tell of an empty zone: its knots, then what would undo them, what nobody need give up first.

    Parameters
    ----------
    found : Findings
    base : Foundation
    opened : sequence of Opened
        What some ways out open, where that is known.
    """
    every = knots(found)
    if not every:
        return ()
    undone = _undone if len(every) == 1 else _all_undone
    return present(knots_section(found), undone(found, every, base, opened))


def knots_section(found: Findings) -> Section:
    """Name the demands of every knot, all of them; where there are several, what undoes each as well."""
    every = knots(found)
    if not every:
        return Section("knots", "The knot")
    if len(every) > 1:
        each = tuple(_knot(found, place, one) for place, one in enumerate(every, start=1))
        remark = f"{in_letters(len(every))} of them, each enough by itself to prevent a deal"
        return Section("knots", "The knots", (), remark, each)
    (knot,) = every
    ask = common_question(found, knot.members)
    alone = "this alone leaves nothing" if len(knot.members) == 1 else ""
    return Section(
        "knots", "The knot", (demand_facts(found, knot, ask), *together(knot)), ask or alone
    )


def _knot(found: Findings, place: int, knot: Knot) -> Section:
    """Name the demands of one knot of several, and what undoes it: what was misread first, then what is given up."""
    ask = common_question(found, knot.members)
    alone = "This alone leaves nothing" if len(knot.members) == 1 else "These exclude one another"
    blocks: list[Block] = [demand_facts(found, knot, ask), *together(knot)]
    meant = [misread(found, turn, ask) for turn in (knot.meant or ())[:WAYS]]
    if len(knot.meant or ()) > WAYS:
        meant.append(
            f"{len(knot.meant or ()) - WAYS:,} other sets of sentences were meant otherwise"
        )
    told = [f"{'; or if '.join(meant)} (nobody gives way)"] if meant else []
    told += [gives(found, way.members, way.correction, ask) for way in knot.ways[:WAYS]]
    left = len(knot.ways) - len(knot.ways[:WAYS])
    more = (
        f"; or in {counted(left, 'other way')}, told under “Conflicts and ways out”" if left else ""
    )
    blocks.append(Paragraph(prose(f"Undone if {'; or if '.join(told)}{more}.")))
    return Section(f"knot-{place}", f"{place}. {ask or alone}", tuple(blocks), is_named=True)


def demand_facts(found: Findings, knot: Knot, ask: str | None, *, evidence: bool = False) -> Facts:
    """Name the demands of a knot, all of them, and the rules that it hangs on.

    Parameters
    ----------
    found : Findings
    knot : Knot
    ask : str or None
        The question that all of them answer, where it stands over them.
    evidence : bool
        Whether what claims say for each is shown as well.
    """
    letters = _letters(knot)
    facts = [
        Fact(
            prose(Span(letters.get(one.path, "") + who(found, one), "strong")),
            (*prose(says(found, one, ask), Span(f" ({one.path})", "id")), *_grounds(found, one)),
            (*_comes_to(found, one, ask), *(_claims(one) if evidence else ())),
        )
        for one in knot.members
    ]
    facts += [
        Fact(
            prose(Span("By rule", "strong")),
            (
                *prose(says(found, rule, None), Span(f" ({rule.path})", "id")),
                *_grounds(found, rule),
            ),
        )
        for rule in knot.rules
    ]
    if knot.barred:
        facts.append(Fact(prose(Span("As fixed", "strong")), prose(_barred(found, knot))))
    return Facts(tuple(facts), is_whole=True)


def _claims(member: Member) -> Iterator[Prose]:
    """Give what the claims of a demand say, and who says it."""
    for claim in member.claims:
        speaker = listed(list(claim.speaker))
        yield prose(
            f"{speaker}: {claim.says}" if speaker else claim.says,
            Span(f" (grade {claim.grade})", "soft"),
            Span(f" ({claim.id})", "id"),
        )


def _letters(knot: Knot) -> dict[str, str]:
    """Letters for the demands of a knot, where it takes several sets of them to tell it."""
    if len(knot.conflicts) < 2 or len(knot.members) > 26:
        return {}
    return {one.path: f"{chr(97 + place)}) " for place, one in enumerate(knot.members)}


def together(knot: Knot) -> list[Block]:
    """Say which of the demands of a knot exclude one another, where not all of them do together."""
    letters, number = _letters(knot), len(knot.conflicts)
    if not letters or number > SETS:
        text = f"{number:,} sets of these exclude one another; the results as JSON have them all."
        return said(text if number > 1 else None)
    sets = sorted(sorted(letters[path][0] for path in one.paths) for one in knot.conflicts)
    return said(f"What excludes one another: {'; '.join(map(listed, sets))}.")


def _undone(
    found: Findings, every: Sequence[Knot], base: Foundation, opened: Sequence[Opened]
) -> Section:
    """Say what undoes the only knot, and so opens the zone."""
    (knot,) = every
    ask = common_question(found, knot.members)
    blocks = _misread_first(found, base, ask)
    shown = knot.ways[: 2 * WAYS]
    ways = [(way, f"if {gives(found, way.members, way.correction, ask)}") for way in shown]
    if opened:
        blocks.append(_facts_of_ways(found, ways, opened))
    else:
        blocks += _table_of_ways(found, ways)
    left = found.corrections_total - len(shown)
    if left > 0:
        text = f"And {counted(left, 'other way', 'other ways')} to undo it, told under “Conflicts and ways out”."
        blocks += said(text, "remark")
    return Section("openings", "What would undo it", tuple(blocks), f"fewest steps first; {STEP}")


def _all_undone(
    found: Findings, every: Sequence[Knot], base: Foundation, opened: Sequence[Opened]
) -> Section:
    """Say what it takes to undo all knots."""
    number = in_letters(len(every))
    every_one = "Both" if len(every) == 2 else f"All {number}"
    text = f"{every_one} must be undone, one way for each."
    blocks: list[Block] = [Paragraph(prose(Span(text, "strong")))]
    blocks += _misread_first(found, base, None)
    first = fewest_steps_first(found)[0]
    text = f"fewest steps if {gives(found, first.members, first, None)}"
    if opened:
        blocks.append(_facts_of_ways(found, [(Way(first.members, first), text)], opened))
    else:
        blocks.append(Paragraph(prose(f"{_capital(text)}: {effect(found, first)}.")))
    return Section("openings", "What would undo them", tuple(blocks), STEP)


def _misread_first(found: Findings, base: Foundation, ask: str | None) -> list[Block]:
    """Say what other readings of now's sentences open the zone, so that nobody gives anything up."""
    turns = base.turns or ()
    if not turns:
        if base.turns is None or not base.is_ambiguous:
            return []
        return said("However these sentences are read, one or all of them, there is no deal.")
    if len(turns[0]) == 1:
        told = [prose(f"if {misread(found, turn, ask)}", *_typed(found, turn)) for turn in turns]
        joined = [
            span
            for place, each in enumerate(told)
            for span in (prose(", or ") if place else ()) + each
        ]
        return [Paragraph(prose("Nobody gives way ", *joined, "."))]
    number, left = in_letters(len(turns[0])), len(turns) - 1
    every = "both" if len(turns[0]) == 2 else "all"
    text = f"Nobody gives way if these {number} sentences are {every} meant so"
    other = "other set" if left == 1 else "other sets"
    text += f" ({in_letters(left)} {other} of {number} would do as well):" if left else ":"
    facts = tuple(
        Fact(prose(who(found, one.member)), prose(instead(found, one), *_typed(found, (one,))))
        for one in turns[0]
    )
    return [Paragraph(prose(text)), Facts(facts, is_whole=True)]


def table_of_ways(
    found: Findings,
    ways: Sequence[tuple[str, Correction]],
    caption: str,
    total: int,
    rest: str = "",
) -> Table:
    """List ways in words, each with the option-steps that it takes, and how many packages it opens.

    Parameters
    ----------
    found : Findings
    ways : sequence of (str, Correction)
        Those that are shown.
    caption : str
    total : int
        How many there are.
    rest : str
        Where those are told that are not shown.
    """
    suit = "suit all" if found.space.problem.quota is None else "suit enough"
    columns = (
        Column("given up", room=6),
        Column("steps", "right", form="count"),
        Column(f"packages then {suit}", "right", 1.5, form="count", short=suit),
    )
    rows = tuple((words(text), steps_cell(one), count(one.zone)) for text, one in ways)
    return Table("openings", caption, columns, rows, total, ("way", "ways"), rest)


def _table_of_ways(found: Findings, ways: Sequence[tuple[Way, str]]) -> list[Block]:
    told = [(_capital(text), way.correction) for way, text in ways]
    caption = "What can be given up, the fewest steps first"
    table = table_of_ways(found, told, caption, len(told))
    blocks: list[Block] = [replace(table, is_whole=True)]
    if any(not way.correction.zone for way, _ in ways):
        whom = "somebody needed" if found.space.problem.quota is None else "too many who vote"
        blocks += said(
            f"Where none suit, those that then cross no line are worth less than no deal to {whom}."
        )
    return blocks


def _facts_of_ways(
    found: Findings, ways: Sequence[tuple[Way, str]], opened: Sequence[Opened]
) -> Facts:
    """Tell ways with what each takes and opens; below each what every deal then holds, where that is known."""
    zones = {one.correction.drop: one for one in opened}
    facts = tuple(
        Fact(
            prose(Span(_capital(text), "strong")),
            prose(f"{_capital(effect(found, way.correction))}."),
            _remarks(found, zones.get(way.correction.drop)),
        )
        for way, text in ways
    )
    return Facts(facts, is_stacked=True)


def steps_cell(correction: Correction) -> Cell:
    """Give the option-steps that all take together: words where no number does it, nothing where none is taken."""
    if None in correction.steps.values():
        return words("none does it")
    return count(sum(taken or 0 for taken in correction.steps.values()) or None)


def _remarks(found: Findings, opened: Opened | None) -> tuple[Prose, ...]:
    """Say what every deal would hold once a way is taken."""
    if opened is None or opened.size < 2 or not opened.backbone:
        return ()
    text = in_a_line(found.scenario, opened.backbone)
    return (prose(Span("Every deal would hold: ", "strong"), f"{text}."),)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _typed(found: Findings, turn: Turn) -> Prose:
    """What to type to read it so."""
    names = [one.variant for one in turn if one.variant is not None]
    if not names:
        return ()
    files = {name: file_of(found.scenario, name) for name in names}
    typed = "+".join(name if files[name] is None else f"{files[name]}:{name}" for name in names)
    return prose(Span(f" (variant {typed})", "id"))


def effect(found: Findings, correction: Correction) -> str:
    """Say how many steps a way out takes, and how many packages then suit."""
    taken = [number for number in correction.steps.values() if number is not None]
    steps = f"{counted(sum(taken), 'step')}, " if sum(taken) else ""
    if len(taken) < len(correction.steps):
        steps = "no number of steps does it, "
    opens, zone = correction.opens, correction.zone
    enough = "everyone needed" if found.space.problem.quota is None else "enough of those who vote"
    if zone:
        suit = "suits" if zone == 1 else "suit"
        return f"{steps}and {counted(zone, 'package')} {suit} {enough}"
    that = (
        "the one package that crosses"
        if opens == 1
        else f"none of the {spelled(opens)} packages that cross"
    )
    worth = "is not worth" if opens == 1 else "is worth"
    return f"{steps}but {that} no red line {worth} as much as no deal to {enough}"


def _barred(found: Findings, knot: Knot) -> str:
    """Say what the variants in force fix and exclude that a knot hangs on: of that, what its issues are told."""
    scenario = found.scenario
    clauses = [scenario.red_lines[one.path].clause for one in knot.members]
    clauses += [rule.clause for rule in scenario.rules if f"rules.{rule.id}" in _paths(knot.rules)]
    issues = {issue for clause in clauses if clause is not None for issue in clause.issues()}
    told = []
    for place in knot.barred:
        is_fixed = place < len(scenario.fixed)
        condition = (*scenario.fixed, *scenario.excluded)[place]
        if is_fixed and len(condition.alternatives) == 1:
            condition = _on(condition, issues)
        words = condition_in_words(condition, scenario)
        told.append(words if is_fixed else f"not {words}")
    return "; ".join(told)


def _on(condition: Condition, issues: Collection[str]) -> Condition:
    """Leave out the tests of a condition on other issues, all of which hold apart from these."""
    (only,) = condition.alternatives
    if only.sum is not None or only.count is not None:
        return condition
    tests = tuple(test for test in only.tests if test[0] in issues)
    return Condition(alternatives=(only.model_copy(update={"tests": tests}),))


def _paths(members: Iterable[Member]) -> set[str]:
    return {one.path for one in members}


def _grounds(found: Findings, member: Member) -> Prose:
    """Say behind a demand how firmly it stands."""
    told = "; ".join(standing(member))
    if not told:
        return ()
    return prose(Span(f" ({told})", "soft", keys(member.sources, found.scenario.claim)))


def _comes_to(found: Findings, member: Member, ask: str | None) -> Iterator[Prose]:
    """Say what a demand comes to, where its author said it in words of its own."""
    line = found.scenario.red_lines.get(member.path)
    if line is not None and line.said is not None:
        yield prose(Span(f"that is, {clause_says(found, line.clause, ask)}", "soft"))
