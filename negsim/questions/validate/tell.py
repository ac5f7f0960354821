"""Whether a file is sound, in words: what is wrong or surprising with its place, then how much was read."""

from __future__ import annotations

from negsim.document.content import Block, Fact, Facts, Section, prose
from negsim.document.lists import said
from negsim.document.result import told
from negsim.errors import Fault
from negsim.language.phrases import counted
from negsim.questions.validate.result import Validated


@told.register
def tell(found: Validated) -> Section:
    """Say what is wrong or surprising, and where; then whether the file is sound, and what it holds."""
    named = [(fault, "fault") for fault in found.faults]
    named += [(fault, "warning") for fault in found.warnings]
    facts = tuple(_fact(fault, kind) for fault, kind in named)
    blocks: list[Block] = [Facts(facts, is_stacked=True)] if facts else []
    blocks += said(None if found.left_out is None else f"Not looked at: {found.left_out}.")
    blocks += said(f"{found.name}: {_verdict(found)}")
    return Section("validated", found.name, tuple(blocks), is_named=True)


def _fact(fault: Fault, kind: str) -> Fact:
    place = "" if fault.where is None else f"{fault.where}: "
    mend = prose() if fault.mend is None else prose(f"mend: {fault.mend}")
    return Fact(prose(f"{place}{kind}: {fault.what}"), mend)


def _verdict(found: Validated) -> str:
    if not found.is_sound:
        return f"{counted(len(found.faults), 'fault')}."
    warned = len(found.warnings)
    verdict = f"sound, with {counted(warned, 'warning')}" if warned else "sound"
    read = ", ".join(
        counted(number, what.replace("_", " ").removesuffix("s"))
        for what, number in found.counts.items()
        if number
    )
    stand = ", ".join(f"{number} {became}" for became, number in found.passages.items())
    return f"{verdict}. {read}." + (f" Passages in the text: {stand}." if stand else "")
