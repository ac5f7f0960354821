"""Two coders in words: how far they agree, what they have differently, and what that does to the answer."""

from __future__ import annotations

from typing import Any

from negsim.document.cells import number, share, words
from negsim.document.content import Block, Bullets, Cell, Column, Said, Section, Table, prose
from negsim.document.lists import present, said
from negsim.document.result import told
from negsim.language.model.evidence import CODED
from negsim.language.phrases import counted, listed
from negsim.questions.agree.result import Answered, Found, TwoCoders

_FIELDS = {
    "kind": "what sort of claim",
    "grade": "how good the attribution is",
    "speaker": "who says it",
    "about": "whom it is about",
    "bears_on": "what it bears on",
}


@told.register
def tell(found: TwoCoders) -> Section:
    """Say how far two coders agree, field by field, where not, and which differences turn the answer."""
    inner = [
        Section("coders-fields", "How far they agree", (_fields(found),)),
        Section("coders-differ", "What they have differently", tuple(_differences(found))),
        Section("coders-alone", "What one has alone", tuple(_alone(found))),
    ]
    if found.answer is not None:
        inner.append(Section("coders-answer", "What it does to the answer", _turning(found.answer)))
    remark = f"{found.first.path} and {found.second.path}"
    return Section("coders", "Two coders", (), remark, present(*inner), answer(found))


def answer(found: TwoCoders) -> Said:
    """Say whether the answer is the same; without a scenario, how many matched claims are coded alike."""
    differing = {one.claim for one in found.differences}
    alike = found.matched - len(differing)
    coded = f"{alike} of {counted(found.matched, 'claim')} that both have are coded alike."
    if found.answer is None:
        return Said(f"{alike} OF {found.matched} ALIKE", f": {coded}")
    if found.answer.is_same:
        return Said(
            "THE SAME ANSWER", f" under either coding: {_found(found.answer.first)}. {coded}"
        )
    under = f"under the first {_found(found.answer.first)}, under the second {_found(found.answer.second)}"
    return Said("THE ANSWER HANGS ON THE CODING", f": {under}. {coded}")


def _found(found: Found) -> str:
    if found.is_open:
        return "a deal is possible"
    tied = counted(len(found.conflicts), "knot")
    return f"there is no deal, with {tied}" if found.conflicts else "there is no deal"


def _fields(found: TwoCoders) -> Table:
    columns = (
        Column("field", room=2),
        Column("equal", "right"),
        Column("Krippendorff's alpha", "right", short="alpha"),
    )
    rows = tuple(
        (
            words(_FIELDS[field]),
            Cell(()) if (equal := found.share_equal[field]) is None else share(float(equal)),
            number(found.alpha[field]),
        )
        for field in CODED
    )
    caption = f"Agreement over {counted(found.matched, 'claim')} that both have"
    return Table("coders-fields", caption, columns, rows, len(rows), ("field", "fields"))


def _differences(found: TwoCoders) -> list[Block]:
    if not found.differences:
        return said("Nothing, in claims that both have.")
    columns = (
        Column("claim"),
        Column("field", room=1.5),
        Column("first", room=2.5),
        Column("second", room=2.5),
    )
    rows = tuple(
        (
            words(
                one.claim if one.claim == one.other else f"{one.claim} ({one.other})", voice="typed"
            ),
            words(one.field.replace("_", " "), voice="soft"),
            words(in_words(one.first)),
            words(in_words(one.second)),
        )
        for one in found.differences
    )
    caption = "Fields that the two coders have differently"
    what = ("difference", "differences")
    return [Table("coders-differ", caption, columns, rows, len(rows), what, sheet="Two coders")]


def _alone(found: TwoCoders) -> list[Block]:
    blocks: list[Block] = []
    for who, names in (("first", found.only_first), ("second", found.only_second)):
        if names:
            blocks += said(f"Only the {who} has {listed(list(names))}.")
    return blocks


def _turning(found: Answered) -> tuple[Block, ...]:
    if not found.turned_by:
        upto = "" if found.most is None else f" of up to {counted(found.most, 'difference')}"
        return tuple(said(f"No set{upto} of their differences turns the first's answer."))
    items = tuple(prose(listed([difference(name) for name in names])) for names in found.turned_by)
    blocks: list[Block] = [*said("Each of these, taken from the second, turns the first's answer:")]
    blocks.append(Bullets(items, what=("set", "sets")))
    if found.most is not None:
        blocks += said(
            f"Sets of more than {counted(found.most, 'difference')} were not tried: there are too many."
        )
    return tuple(blocks)


def difference(name: str) -> str:
    """Say one difference in words.

    Examples
    --------
    >>> difference("c29.bears_on"), difference("-c07"), difference("+k31")
    ('what c29 bears on', 'c07 left out', 'k31 added')
    """
    if name[0] in "+-":
        return f"{name[1:]} {'added' if name[0] == '+' else 'left out'}"
    claim, _, field = name.partition(".")
    return {
        "kind": f"the kind of {claim}",
        "grade": f"the grade of {claim}",
        "speaker": f"the speaker of {claim}",
        "about": f"whom {claim} is about",
        "bears_on": f"what {claim} bears on",
    }[field]


def in_words(value: Any) -> str:
    """Write what a field says in a few words."""
    if value is None:
        return "absent"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {in_words(item)}" for key, item in value.items())
    if isinstance(value, list):
        return " | ".join(in_words(item) for item in value)
    return str(value)
