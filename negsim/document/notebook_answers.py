"""What a notebook shows of sources, of draws and of futures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from negsim.document.notebook import SHOWN, heading, table, text
from negsim.language.model.scenario import Scenario

if TYPE_CHECKING:
    from negsim.questions.trace.find import Trace


def trace_html(found: Trace) -> str:
    """Show which conclusions fall with which source, and what nobody has said."""
    from negsim.questions.trace import tell as words

    without = (
        (words.disbelieved(one), ", ".join(one.dropped), words.left_without(one))
        for one in words.telling(found)
    )
    pivotal = _list(words.pivotal_in_words(found, one) for one in found.pivotal[:SHOWN])
    return _answered(
        found.scenario,
        words.answer(found),
        f"<p>{text(words.flips(found))}</p>"
        + _list(words.source_set(found, one) for one in found.flips_by_claims[:SHOWN])
        + table(("if one does not believe", "red lines that fall", "what is left"), without)
        + (f"<h4>Red lines nobody has drawn</h4>{pivotal}" if pivotal else ""),
    )


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{text(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _answered(scenario: Scenario, said: str, parts: str, total: int = 0) -> str:
    more = f"<p>and {total - SHOWN:,} more</p>" if total > SHOWN else ""
    return f"{heading(scenario)}<p><b>{text(said)}</b></p>{parts}{more}"
