"""Numbers as cells: counts, gains and shares, each with its value behind the words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from negsim.document.content import Cell, Column, Span, Table, prose
from negsim.document.plain import number as rounded
from negsim.language.phrases import gain as gain_in_words
from negsim.language.phrases import percent
from negsim.questions.draws.tell import share as share_in_words
from negsim.questions.zone.result import Deal, Findings


def words(text: str, *notes: str, voice: str = "plain") -> Cell:
    """Give a cell of words."""
    voices = {"plain": "plain", "strong": "strong", "soft": "soft", "typed": "typed"}
    assert voice in voices
    return Cell(prose(Span(text, voice, notes)))  # type: ignore[arg-type]


def count(value: int | None, bar: float | None = None) -> Cell:
    """Give a cell of a whole number; an empty one where there is none."""
    if value is None:
        return Cell(())
    return Cell(prose(f"{value:,}"), value, "count", bar)


def number(value: Fraction | float | None, bar: float | None = None) -> Cell:
    """Give a cell of a number with three decimals."""
    if value is None:
        return Cell(())
    exact = rounded(value) if isinstance(value, Fraction) else value
    return Cell(prose(f"{float(value):.3f}"), exact, "number", bar)


def gain(value: Fraction | None, bar: float | None = None) -> Cell:
    """Give a cell of a gain, with its sign."""
    if value is None:
        return Cell(())
    return Cell(prose(gain_in_words(value)), rounded(value), "gain", bar)


def part(value: int, whole: int) -> Cell:
    """Give a cell of a part as a percentage of the whole, with a bar."""
    if not whole:
        return Cell(())
    return Cell(prose(percent(value, whole)), value / whole, "share", value / whole)


def share(value: float, *, is_barred: bool = True) -> Cell:
    """Give a cell of a share, with a bar."""
    return Cell(prose(share_in_words(value)), value, "share", value if is_barred else None)


def gains_table(findings: Findings, deal: Deal, remarks: Mapping[str, str]) -> Table:
    """Give what every actor gains by a deal, the largest gain as the whole of a bar."""
    most = max([*deal.gains.values(), Fraction(1, 10**9)])
    columns = [Column("", room=3), Column("gain", "right")]
    has_remarks = any(remarks.values())
    if has_remarks:
        columns.append(Column("", room=1.5))
    rows = []
    for actor in findings.scenario.actors:
        value = deal.gains[actor.id]
        row = [words(actor.name), gain(value, max(0.0, float(value / most)))]
        if has_remarks:
            row.append(words(remarks[actor.id], voice="soft"))
        rows.append(tuple(row))
    return Table(
        "gains",
        "What each gains by the fairest deal",
        tuple(columns),
        tuple(rows),
        len(rows),
        ("actor", "actors"),
    )
