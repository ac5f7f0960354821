"""A sheet of a workbook: a title, a sentence on what it holds, columns, and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["text", "count", "worth", "gain", "share"]
Value = str | int | float | Fraction | bool | None
LIMIT = 10_000  # rows of a sheet


@dataclass(frozen=True)
class Column:
    """A column.

    Parameters
    ----------
    head : str
        Its heading.
    width : float
        In letters.
    kind : {"text", "count", "worth", "gain", "share"}
        How its numbers are written: whole, with three decimals, with their sign, as a percentage.
    """

    head: str
    width: float = 14
    kind: Kind = "text"


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    Parameters
    ----------
    name : str
        On its tab: at most 31 letters.
    says : str
        What it holds, in a sentence or two.
    columns : sequence of Column
    rows : iterable of sequence
        A value per column; None stays empty.
    held : int
        How many columns on the left stay in sight.
    total : int or None
        How many rows there are in all, where that is known without going through them.
    more : str
        Where to find the rows that are cut off.
    """

    name: str
    says: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    held: int = 1
    total: int | None = None
    more: str = ""


def text(head: str, width: float = 14) -> Column:
    """Make a column of words."""
    return Column(head, width)


def count(head: str, width: float = 12) -> Column:
    """Make a column of whole numbers."""
    return Column(head, width, "count")


def per_actor(names: Iterable[str], what: str, kind: Kind) -> Iterator[Column]:
    """Make a column for each actor."""
    for name in names:
        yield Column(f"{name}: {what}", 12, kind)
