"""What an answer hangs on, in words: sources, what nobody has said, and red lines that nobody has drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from negsim.document.cells import count, words
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Prose,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.notes import claim_keys, document_name, keys
from negsim.document.result import told
from negsim.language.claims.provenance import Element, SilenceUse, gaps
from negsim.language.claims.provenance import elements as all_elements
from negsim.language.labels import demand
from negsim.language.model.evidence import Claim
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted
from negsim.questions.codings.tell import silent_section
from negsim.questions.trace.result import Trace, Without
from negsim.questions.zone.tell import elements

OPTIONS = 4  # of a red line that nobody has drawn, before the rest is counted
NOT_SHUT = (
    "No loss of sources would prevent it: red lines that lose theirs are dropped, and fewer red lines"
    " never leave fewer packages. What could prevent it is a red line that nobody has stated."
)
_KINDS = {"document": "", "speaker": "", "reporter": "all that came through"}


@told.register
def tell(found: Trace) -> Section:
    """Say what falls with which source, what nobody has drawn or said, and what nothing uses."""
    used = len(found.uses) - len(found.unused)
    blocks = said(elements(found.counts))
    if found.uses:
        blocks += said(f"{used} of {counted(len(found.uses), 'claim')} are used.")
    inner = present(
        _flips(found),
        _without(found),
        replace(
            silent_section("not-drawn", found.scenario, found.pivotal),
            is_detail=not found.findings.zone.is_open,
        ),
        _demands(found),
        silences(found.scenario),
        _unused(found),
    )
    remark = "sources, silences, and red lines that nobody has drawn"
    return Section(
        "hangs-on", "What the answer hangs on", tuple(blocks), remark, inner, answer(found)
    )


def answer(found: Trace) -> Said:
    """Say how many claims it takes to turn the answer, or that none can."""
    zone = found.findings.zone
    if zone.is_open:
        return Said("A DEAL IS POSSIBLE", f": {counted(zone.size, 'package')}. {NOT_SHUT}")
    if not found.flips_by_claims:
        return Said("NO DEAL", ", and no loss of claims alone would leave one.")
    size = len(found.flips_by_claims[0])
    proves = f"{counted(size, 'claim')} {'proves' if size == 1 else 'prove'} unfounded"
    return Said("NO DEAL", f", but one is possible if {proves}.")


def _flips(found: Trace) -> Section:
    """List the smallest sets of claims, and of claims and assumptions, whose loss opens the zone."""
    blocks: list[Block] = _sets(found, found.flips_by_claims)
    further = [one for one in found.flips_by_sources if one not in found.flips_by_claims]
    if further:
        lead = "Or, assumptions being given up as well:" if blocks else "Assumptions given up:"
        blocks += said(lead) + _sets(found, further)
    remark = "the zone opens if all that one line names proves unfounded"
    return Section("flips", "Sources that would turn the answer", tuple(blocks), remark)


def _sets(found: Trace, sets: Sequence[tuple[str, ...]]) -> list[Block]:
    items = tuple(prose(*_source_set(found, names)) for names in sets)
    what = ("smallest set", "smallest sets")
    return [Bullets(items, total=len(items), what=what)] if items else []


def _source_set(found: Trace, names: Sequence[str]) -> Iterator[Span]:
    for place, name in enumerate(names):
        yield Span(" and " if place else "")
        claim = found.scenario.claim.get(name)
        text = (
            f"“{claim.says.rstrip('.')}”" if claim is not None else _assumed(found.scenario, name)
        )
        yield Span(text, notes=() if claim is None else (name,))


def _assumed(scenario: Scenario, name: str) -> str:
    """Name an assumption as it is written, and a demand that names no source by what it says."""
    path = name.removesuffix(" (no source named)")
    return f"“{name}”" if path == name else f"“{demand(scenario, path)}” (no source named)"


def _without(found: Trace) -> Section:
    rows = tuple(
        (
            words(disbelieved(found.scenario, one)),
            count(one.claims),
            count(len(one.dropped)),
            words(left_without(one)),
        )
        for one in found.without
        if one.dropped
    )
    title = "If it is not believed"
    if not rows:
        return Section("disbelieved", title)
    columns = (
        Column("what is not believed", room=3),
        Column("claims lost", "right"),
        Column("red lines that fall", "right"),
        Column("what is left of the zone", room=2),
    )
    caption = "The answer without a source, a grade, or our assumptions"
    return Section("disbelieved", title, (Table("disbelieved", caption, columns, rows, len(rows)),))


def disbelieved(scenario: Scenario, one: Without) -> str:
    """Name what is not believed."""
    if one.kind == "assumptions":
        return "our assumptions"
    if one.kind == "grade":
        return "claims of grade F" if one.name == "F" else f"claims of grade {one.name} and worse"
    if one.kind == "document":
        return document_name(scenario.document[one.name])
    return f"{_KINDS[one.kind]} {one.name}".strip()


def left_without(one: Without) -> str:
    """Say what is left of the zone, and whether that turns the answer."""
    zone = counted(one.zone, "package") if one.zone else "still empty"
    return f"{zone} (turns the answer)" if one.flips else zone


def _demands(found: Trace) -> Section:
    """List demands and walk-away values, with how each stands to its claims."""
    scenario = found.scenario
    rows = tuple(
        (
            words(demand(scenario, one.path)),
            words(_stands(one)),
            Cell(prose(Span(_rests(one), notes=keys(one.sources, scenario.claim)))),
        )
        for one in found.elements
        if one.kind in {"red_line", "reservation_value"}
    )
    title = "Demands and walk-away values"
    if not rows:
        return Section("demands", title)
    columns = (Column("", room=5), Column("how it stands"), Column("rests on", room=2))
    caption = "How demands stand to what their claims say"
    what = ("demand", "demands")
    table = Table("demands", caption, columns, rows, len(rows), what)
    remark = "how each stands to what its claims say; the results as CSV list everything else"
    return Section("demands", title, (table,), remark, is_detail=True)


def _stands(one: Element) -> str:
    if one.line is not None:
        return one.line.status or "draws no line"
    return one.status


def _rests(one: Element) -> str:
    if one.grade is not None:
        return f"grade {one.grade}"
    return "" if one.sources else "nothing named"


def silences(scenario: Scenario) -> Section:
    """List what the documents do not say, document by document, and what stands in for it."""
    found = gaps(scenario, all_elements(scenario))
    several = len({gap.silence.document for gap in found}) > 1
    items = tuple(_silence(scenario, gap, several=several) for gap in found)
    blocks = (Bullets(items, total=len(items), what=("silence", "silences")),) if items else ()
    title, remark = "What the documents do not say", "and what stands in for it in this model"
    if items and not several:
        (document,) = {gap.silence.document for gap in found}
        remark += f"; {document_name(scenario.document[document])}"
    return Section("silences", title, blocks, remark, is_detail=True)


def _silence(scenario: Scenario, gap: SilenceUse, *, several: bool) -> Prose:
    document = document_name(scenario.document[gap.silence.document])
    where = f"{document}; {filled(gap)}" if several else filled(gap)
    return prose(gap.silence.says, Span(f" ({where})", "soft"))


def filled(gap: SilenceUse) -> str:
    """Say what fills a silence."""
    if not gap.cited_by:
        return "filled by nothing"
    return f"filled by assumption in {counted(len(gap.cited_by), 'element')}"


def _unused(found: Trace) -> Section:
    items = tuple(map(_claim, found.unused))
    blocks = (Bullets(items, total=len(items), what=("claim", "claims")),) if items else ()
    return Section("unused", "Claims that nothing uses", blocks, is_detail=True)


def _claim(claim: Claim) -> Prose:
    return prose(Span(claim.says, notes=claim_keys([claim])))
