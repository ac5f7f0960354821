"""A diff in words: what became of each element, and what that alone does to the answer."""

from __future__ import annotations

from typing import Any

from negsim.document.content import Block, Fact, Facts, Said, Section, Span, prose
from negsim.document.lists import present
from negsim.document.result import told
from negsim.language.model.numbers import NumberText, parse_number
from negsim.language.phrases import counted, points
from negsim.language.writer import write_flow
from negsim.questions.diff.result import Changed, Diff, InShort

_LONGEST = 160  # signs of a value that is shown whole


@told.register
def tell(found: Diff) -> Section:
    """Say what two files have differently: first what decides the answer, then what is only said."""
    deciding = [one for one in found.changes if one.outcome is not None]
    others = [one for one in found.changes if one.outcome is None]
    inner = [
        Section(
            "diff-deciding", "What can change the answer, one at a time", _facts(found, deciding)
        ),
        Section("diff-others", "What else differs", _facts(found, others)),
    ]
    remark = f"{found.scenario.id} and {found.other.id}"
    return Section("diff", "Two files", (), remark, present(*inner), answer(found))


def answer(found: Diff) -> Said:
    """Say how many elements differ, and both answers."""
    if not found.changes:
        return Said("THEY SAY THE SAME", ".")
    differ = counted(len(found.changes), "element")
    if found.first == found.second:
        return Said("THE SAME ANSWER", f": {in_short(found.first)}. {differ} differ.")
    return Said(
        "ANOTHER ANSWER",
        f": {in_short(found.first)} in the first, {in_short(found.second)} in the second. {differ} differ.",
    )


def in_short(outcome: InShort) -> str:
    """Say an answer in a few words."""
    if not outcome.is_open:
        return f"no deal, {counted(len(outcome.conflicts), 'minimal conflict')}"
    about = "" if outcome.is_exact else "about "
    floor = "" if outcome.floor is None else f", floor {points(outcome.floor)} points of 100"
    return f"a zone of {about}{counted(outcome.zone, 'package')}{floor}"


def _facts(found: Diff, changes: list[Changed]) -> tuple[Block, ...]:
    if not changes:
        return ()
    facts = tuple(_fact(found, one) for one in changes)
    return (Facts(facts, is_stacked=True, total=len(facts), what=("difference", "differences")),)


def _fact(found: Diff, one: Changed) -> Fact:
    remarks = [prose(Span(text, "soft")) for text in (effect(found, one),) if text]
    parts = _told(one)
    return Fact(prose(Span(one.path, "typed")), prose(parts[0]), (*map(prose, parts[1:]), *remarks))


def _told(one: Changed) -> list[str]:
    if one.change == "added":
        return [f"added: {value(one.second)}" if one.second != {} else "added"]
    if one.change == "removed":
        return [f"no longer there: {value(one.first)}" if one.first != {} else "no longer there"]
    if not one.parts:
        return [f"{value(one.first)} → {value(one.second)}"]
    return [part_in_words(*part) for part in one.parts]


def part_in_words(path: str, first: Any, second: Any) -> str:
    """Say what became of a part of an element.

    Examples
    --------
    >>> part_in_words("order of readings", ["mild", "strict"], ["strict", "mild"])
    'the base case is now “strict”, no longer “mild”: the readings are the same in another order'
    >>> part_in_words("weight", "5", "3"), part_in_words("say", None, "No."), part_in_words("", 1, 2)
    ('weight: 5 → 3', 'say: No. (new)', '1 → 2')
    """
    if path == "order of readings" and first[0] != second[0]:
        old, new = (str(one[0]).replace("_", " ") for one in (first, second))
        return f"the base case is now “{new}”, no longer “{old}”: the readings are the same in another order"
    if path.startswith("order of"):
        return f"the {path.removeprefix('order of ')} stand in another order: {', '.join(second)}"
    where = f"{path}: " if path else ""
    if first is None:
        return f"{where}{value(second)} (new)"
    if second is None:
        return f"{where}{value(first)} (gone)"
    return f"{where}{value(first)} → {value(second)}"


def value(plain: Any) -> str:
    """Write a value in the language's own words, cut where it is long."""
    text = plain if isinstance(plain, str) else write_flow(_unquoted(plain))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _unquoted(plain: Any) -> Any:
    """Give texts that are numbers as numbers."""
    if isinstance(plain, dict):
        return {key: _unquoted(item) for key, item in plain.items()}
    if isinstance(plain, list):
        return [_unquoted(item) for item in plain]
    is_number = isinstance(plain, str) and parse_number(plain) is not None
    return NumberText(plain) if is_number else plain


def effect(found: Diff, one: Changed) -> str:
    """Say what a difference by itself does to the first file's answer."""
    if one.outcome is None:
        return one.because or ""
    if one.outcome == found.first:
        if found.first.is_open:
            return "by itself leaves as many packages, with the same floor"
        return "by itself leaves no deal, the same demands colliding"
    text = in_short(one.outcome)
    if one.outcome.is_open is not found.first.is_open:
        return f"{'opens' if one.outcome.is_open else 'closes'} the zone by itself: {text}"
    return f"by itself: {text}"
