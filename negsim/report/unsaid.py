"""What nobody has said: silences of the sources, and red lines that nobody has drawn."""

from __future__ import annotations

from negsim.document.content import Block, Bullets, Paragraph, Section, Span, prose
from negsim.language.claims.provenance import SilenceUse, elements, gaps
from negsim.language.phrases import counted
from negsim.questions.codings.tell import silence_in_words
from negsim.questions.trace.result import Trace
from negsim.report.material import Material

LINES = 3
SILENCES = 4


def unsaid(material: Material) -> Section:
    """Give the little of it that belongs on the first page: what could turn the answer, and what most rests on."""
    found = material.parts["trace"]
    blocks: list[Block] = []
    if isinstance(found, Trace) and found.pivotal:
        blocks.append(Paragraph(prose("A red line on any of these would leave nothing:")))
        told = dict.fromkeys(silence_in_words(found.scenario, one) for one in found.pivotal)
        blocks.append(Bullets(tuple(prose(one) for one in list(told)[:LINES])))
    silences = _foremost(material)
    blocks.append(Bullets(tuple(prose(gap.silence.says) for gap in silences[:SILENCES])))
    rest = len(silences) - SILENCES
    if rest > 0:
        text = f"And {counted(rest, 'more silence')}; the annex lists them."
        blocks.append(Paragraph(prose(Span(text, "soft")), "remark"))
    if not silences:
        blocks.pop()
    return Section("unsaid", "What nobody has said", tuple(blocks))


def _foremost(material: Material) -> list[SilenceUse]:
    """Silences on weights and walk-away values first, then those that most elements fill by assumption."""
    foremost = {(one.document, one.id) for one in material.foundation.silences}
    found = gaps(material.scenario, elements(material.scenario))
    return sorted(
        found,
        key=lambda gap: (
            (gap.silence.document, gap.silence.id) not in foremost,
            -len(gap.cited_by),
        ),
    )
