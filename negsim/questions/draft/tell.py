"""A draft in words: what claims become, for whom, and why others become nothing."""

from __future__ import annotations

from negsim.document.cells import words
from negsim.document.content import Cell, Column, Said, Section, Span, Table, prose
from negsim.document.lists import present
from negsim.document.notes import claim_keys
from negsim.document.result import told
from negsim.language.phrases import counted, listed
from negsim.language.words import clause_in_words
from negsim.questions.draft.result import Draft, Drafted

_BECOMES = {"red_lines": "red line", "wishes": "wish", "expects": "forecast"}
_WHY = {
    "proposed": "only proposed",
    "background": "marked as background",
    "superseded": "superseded by a later claim",
    "no actor": "about no actor of the file",
    "points": "a wish of an actor whose preferences are points: nobody says how many",
    "no issue": "bears on no issue of the file",
}


@told.register
def tell(found: Draft) -> Section:
    """Say what was drafted, and what was not."""
    inner = [Section("drafted", "What is added", (_added(found),))] if found.added else []
    if found.unused:
        inner.append(Section("not-drafted", "Claims of which nothing comes", (_unused(found),)))
    remark = "from claims that no element cites yet; nothing that is written is changed"
    return Section("draft", "Draft", (), remark, present(*inner), answer(found))


def answer(found: Draft) -> Said:
    """Say how many demands how many claims become."""
    if not found.added:
        return Said("NOTHING TO ADD", ": no claim that nothing cites yet becomes a demand.")
    kinds = [
        counted(number, what, {"wish": "wishes"}.get(what))
        for section, what in _BECOMES.items()
        if (number := sum(one.section == section for one in found.added))
    ]
    claims = {claim.full_id for one in found.added for claim in one.claims}
    actors = {one.actor for one in found.added}
    return Said(
        f"{listed(kinds).upper()}",
        f" of {counted(len(actors), 'actor')}, from {counted(len(claims), 'claim')}."
        " Weights of wishes are ours until a claim has them.",
    )


def why(reason: str) -> str:
    """Say why nothing comes of a claim."""
    kind = reason.replace("_", " ")
    return _WHY.get(reason, f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}: no demand")


def _added(found: Draft) -> Table:
    columns = (
        Column("whose"),
        Column("becomes"),
        Column("what it demands", room=3),
        Column("named", room=1),
    )
    rows = tuple(_row(found, one) for one in found.added)
    what = ("demand", "demands")
    return Table("drafted", "What claims become", columns, rows, len(rows), what, sheet="Draft")


def _row(found: Draft, one: Drafted) -> tuple[Cell, ...]:
    scenario = found.scenario
    weight = f", weight {one.weight}" if one.weight else ""
    return (
        words(scenario.actor[one.actor].name),
        words(f"{_BECOMES[one.section]}{weight}", voice="soft"),
        Cell(prose(Span(clause_in_words(one.clause, scenario), notes=claim_keys(one.claims)))),
        words(one.id, voice="typed"),
    )


def _unused(found: Draft) -> Table:
    columns = (Column("claim"), Column("why", room=3))
    rows = tuple(
        (words(name, voice="typed"), words(why(one))) for name, one in found.unused.items()
    )
    caption = "Claims that nothing cites, and of which nothing comes"
    return Table("not-drafted", caption, columns, rows, len(rows), ("claim", "claims"))
