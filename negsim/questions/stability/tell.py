"""Whether packages hold, in words: who could better itself alone, and what kind of answer it would meet."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from negsim.document.content import Said
from negsim.language.model.numbers import format_number
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, gain, listed
from negsim.language.words import option_label
from negsim.questions.stability.find import Signed, Stability
from negsim.questions.stability.one_package import Changes, Improvement, Standing, Turn
from negsim.solve.kernels.stability import Concept

CONCEPT_NAMES: Mapping[Concept, str] = {"nash": "Nash", "seq": "SEQ", "smr": "SMR", "gmr": "GMR"}
EXPLAINED = (
    "Nash: whoever can change something gains nothing by it. SEQ: who would gain is answered by"
    " others, who gain by answering. SMR: who would gain can be answered, at whatever cost to those"
    " who answer, and cannot better its lot again. GMR: who would gain can be answered."
)


def answer(found: Stability) -> Said:
    """Say which packages hold, or whether the first one named does."""
    if found.everywhere is None:
        return verdict(found, found.signed[0])
    every = found.everywhere
    if not every.feasible:
        return Said(
            "NOTHING CAN BE SIGNED", ": the rules and what the variants fix leave no package."
        )
    strong, weak = every.equilibria["seq"], every.equilibria["gmr"]
    if not weak:
        return Said(
            "NOTHING HOLDS",
            f": in each of {counted(every.feasible, 'package')} somebody can better itself alone,"
            " and nobody can answer.",
        )
    text = (
        f": of {counted(every.feasible, 'package')} {every.equilibria['nash']:,} hold because nobody"
        " gains by a change of its own (Nash)"
    )
    if strong > every.equilibria["nash"]:
        text += f", {strong:,} with answers that gain those who give them (SEQ)"
    if weak > strong:
        text += f", {weak:,} with any answers whatever (GMR)"
    head, comma, last = text.rpartition(", ")
    text = f"{head}, and {last}." if comma else f"{text}."
    return Said("WHAT HOLDS", text)


def verdict(found: Stability, one: Signed) -> Said:
    """Say whether a package holds, and whom it has to fear."""
    if one.holds["nash"]:
        return Said("IT HOLDS", ": nobody who can change something by itself gains by it.")
    if one.holds["seq"]:
        return Said(
            "IT HOLDS", ": who would gain by a change is answered by others, who gain by answering."
        )
    if one.holds["gmr"]:
        cannot = " and cannot better its lot again" if one.holds["smr"] else ""
        return Said(
            "IT HOLDS ONLY BY THREATS",
            f": who would gain by a change can be answered{cannot}, but some answers cost those who"
            " would have to give them.",
        )
    free = [_name(found.scenario, a) for a, s in one.actors.items() if not s.holds["gmr"]]
    return Said(
        "IT DOES NOT HOLD",
        f": {listed(free)} can gain by a change that nobody can answer.",
    )


def may_change(found: Stability) -> list[tuple[str, str]]:
    """Say who can change what: an actor's name, and the issues."""
    told = []
    for actor in found.scenario.actors:
        issues = [
            one.issue + ("" if one.direction == "both" else f" ({one.direction} only)")
            for one in found.controls
            if actor.id in one.actors
        ]
        if issues:
            told.append((actor.name, ", ".join(issues)))
    return told


def standing_in_words(one: Standing) -> str:
    """Say what an actor could do by itself, and what holds it back."""
    if not one.moves:
        return "can change nothing from here."
    could = f"could bring about {counted(one.moves, 'other package')}"
    if not one.improvements:
        return f"{could}, and gains by none (Nash)."
    better = f"{could}, {one.improvements:,} of them better for it"
    if one.moves == one.improvements == 1:
        better = f"{could}, which is better for it"
    if one.holds["seq"]:
        return f"{better}; others answer, and gain by that (SEQ)."
    if one.holds["smr"]:
        return f"{better}; others can answer, at a cost, and it cannot better its lot again (SMR)."
    if one.holds["gmr"]:
        return f"{better}; others can answer, at a cost, but it may better its lot again (GMR)."
    if one.unanswered == one.improvements == 1:
        return f"{better}, and nobody can answer."
    return f"{better}, and {one.unanswered:,} that nobody can answer."


def improvement_in_words(scenario: Scenario, one: Improvement) -> str:
    """Say what an actor would change, and what it gains."""
    text = f"{changes_in_words(scenario, one.changes)} ({gain(one.change)})"
    return f"{text}, which keeps {listed(one.keeps)}" if one.keeps else text


def reply_in_words(scenario: Scenario, actor: str, one: Improvement) -> str:
    """Say what the others would answer, where that leaves the actor, and what it costs them."""
    if one.reply_is is None or one.after is None:
        return "Nobody can answer so that it would be no better off."
    turns = ", then ".join(_turn(scenario, turn) for turn in one.reply)
    name = _name(scenario, actor)
    if one.loses:
        left = f"{listed(one.loses)} is crossed, which {name} never trades"
    elif one.after:
        left = f"{name} is left with {gain(one.after)} against the package signed"
    else:
        left = f"{name} is left with just what the package signed gave it"
    tail = {
        "seq": "Whoever answers gains by it",
        "smr": "Not all who answer gain by it, but there is no way out of it",
        "gmr": "Not all who answer gain by it, and there is a way out of it",
        "nash": "",
    }[one.reply_is]
    return f"Answer: {turns}; {left}. {tail}."


def changes_in_words(scenario: Scenario, changes: Changes) -> str:
    """Say what becomes of which issue."""
    return "; ".join(
        f"{issue}: “{_label(scenario, issue, before)}” becomes “{_label(scenario, issue, after)}”"
        for issue, (before, after) in changes.items()
    )


def package_in_words(scenario: Scenario, package: Mapping[str, Any]) -> str:
    """Give a package by the labels of its options."""
    return "; ".join(f"{issue}: {_label(scenario, issue, o)}" for issue, o in package.items())


def _turn(scenario: Scenario, one: Turn) -> str:
    return (
        f"{_name(scenario, one.actor)} changes {changes_in_words(scenario, one.changes)}"
        f" ({gain(one.change)})"
    )


def _name(scenario: Scenario, actor: str) -> str:
    return scenario.actor[actor].name


def _label(scenario: Scenario, issue: str, option: str | float) -> str:
    key = option if isinstance(option, str) else format_number(Fraction(str(option)))
    return option_label(scenario.issue[issue], key)
