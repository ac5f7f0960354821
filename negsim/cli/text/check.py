"""What `negsim check` says: what failed, with what was found instead; then how much held."""

from __future__ import annotations

from negsim.cli.terminal.layout import width, wrap
from negsim.language.phrases import counted
from negsim.questions.check.find import Checked


def checked_text(checked: Checked) -> str:
    """Put what was checked into words."""
    room = width()
    lines: list[str] = []
    for number, one in enumerate(checked.expectations, start=1):
        if one.held:
            continue
        place = f"{one.where}: " if one.where is not None else ""
        stack = f" (variant {'+'.join(one.variant)})" if one.variant else ""
        lines += wrap(f"{place}failed: {one.say or f'expectation {number}'}{stack}", room)
        for found in one.found:
            lines += wrap(f"found: {found}", room, "      ", "             ")
    for law in checked.laws:
        if law.found is not None:
            title = law.name.replace("_", " ")
            lines += wrap(f"failed: law {law.number}, {title}", room)
            lines += wrap(f"found: {law.found}", room, "      ", "             ")
    lines += wrap(f"{checked.scenario}: {_verdict(checked)}", room)
    return "\n".join(lines)


def _verdict(checked: Checked) -> str:
    sentences = [_held("expectation", [one.held for one in checked.expectations])]
    if not checked.expectations:
        sentences = ["the file states no expectation."]
    tried = [law.held for law in checked.laws if law.left_out is None]
    if tried:
        idle = len(checked.laws) - len(tried)
        rest = f"; {idle} speak{'s' if idle == 1 else ''} of nothing in it" if idle else ""
        sentences.append(_held("law", tried, f", tried on {checked.extent}{rest}"))
    return " ".join(sentences)


def _held(what: str, results: list[bool], more: str = "") -> str:
    failed = results.count(False)
    counts = counted(len(results), what)
    if failed:
        return f"{failed} of {counts} failed{more}."
    return f"{counts} {'holds' if len(results) == 1 else 'hold'}{more}."
