"""What `negsim check` says: what failed, with what was found instead; then how much held."""

from __future__ import annotations

from negsim.analysis.check import Checked
from negsim.cli.text.layout import width, wrap
from negsim.language.phrases import counted


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
            lines += wrap(f"failed: {law.name}", room)
            lines += wrap(f"found: {law.found}", room, "      ", "             ")
    lines += wrap(f"{checked.scenario}: {_verdict(checked)}", room)
    return "\n".join(lines)


def _verdict(checked: Checked) -> str:
    parts = []
    for what, results in (
        ("expectation", [one.held for one in checked.expectations]),
        ("law", [law.held for law in checked.laws]),
    ):
        failed = results.count(False)
        if failed:
            parts.append(f"{failed} of {counted(len(results), what)} failed")
        elif results:
            verb = "holds" if len(results) == 1 else "hold"
            parts.append(f"{counted(len(results), what)} {verb}")
    return ", ".join(parts) + "." if parts else "nothing to check: the file states no expectation."
