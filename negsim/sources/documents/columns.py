"""Lines of a page in the order in which one reads them: column by column, between what goes over all of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

_FEWEST = 4  # lines of a column, or it may be a table
_NARROWEST = 15  # characters of a column's usual line
_FILLED = 0.5  # of a column's width that its usual line takes; cells of tables take less
_CROSSING = (
    0.25  # of all lines that may go over the gap between columns: headings, notes, page numbers
)


@dataclass(frozen=True)
class PdfLine:
    """A line, or a piece of one, and where it stands; the height is 0 where nobody knows.

    Parameters
    ----------
    text : str
    left, right, bottom, height : float
        In points, from the lower left corner.
    margin : float
        Where lines of its column end; 0 where it stands in none.
    """

    text: str
    left: float
    right: float
    bottom: float
    height: float
    margin: float = 0.0


def in_columns(lines: Sequence[PdfLine]) -> list[PdfLine] | None:
    """Put pieces of lines into the order of columns; None where the page has none.

    Notes
    -----
    Columns are parted by a strip that few lines cross, with several lines on either side, side by side, that fill
    what they stand in: so cells of a table are none. What crosses the strip stands between what is above and what is
    below it. Where most letters are of a script that runs to the left, the right column comes first.
    """
    gap = _gap(lines)
    if gap is None:
        return None
    return _ordered(lines, gap, is_leftward=_runs_to_the_left(lines))


def _ordered(lines: Sequence[PdfLine], gap: float, *, is_leftward: bool) -> list[PdfLine]:
    found: list[PdfLine] = []
    left: list[PdfLine] = []
    right: list[PdfLine] = []

    def flush() -> None:
        for side in (right, left) if is_leftward else (left, right):
            further = _gap(side)
            if further is not None:
                found.extend(_ordered(side, further, is_leftward=is_leftward))
            elif side:
                margin = max(line.right for line in side)
                found.extend(replace(line, margin=margin) for line in _downwards(side))
            side.clear()

    for line in _downwards(lines):
        if line.left < gap < line.right:
            flush()
            found.append(line)
        else:
            (left if line.right <= gap else right).append(line)
    flush()
    return found


def _downwards(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Give lines from above; those on one line keep their order."""
    step = median(line.height for line in lines) / 2
    return sorted(lines, key=lambda line: -round(line.bottom / step))


def _gap(lines: Sequence[PdfLine]) -> float | None:
    """Find the middle of the widest strip that parts columns."""
    if len(lines) < 2 * _FEWEST:
        return None
    least = 0.6 * median(line.height for line in lines)
    best: tuple[int, float, float] | None = None
    lefts = sorted({line.left for line in lines})
    for edge in sorted({line.right for line in lines}):
        # From where lines end to where the next begin; lines that cross it are counted.
        after = next((left for left in lefts if left >= edge + least), None)
        if after is None:
            break
        middle = (edge + after) / 2
        crossing = sum(line.left < middle < line.right for line in lines)
        if crossing > _CROSSING * len(lines) or (best and (crossing, edge - after) >= best[:2]):
            continue
        sides = (
            [line for line in lines if line.right <= middle],
            [line for line in lines if line.left >= middle],
        )
        if all(_is_column(side) or _gap(side) is not None for side in sides) and _are_side_by_side(
            *sides
        ):
            best = (crossing, edge - after, middle)
    return None if best is None else best[2]


def _is_column(lines: Sequence[PdfLine]) -> bool:
    """Whether lines are text that fills a column."""
    if len(lines) < _FEWEST:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    return (
        median(len(line.text.strip()) for line in lines) >= _NARROWEST
        and median(line.right - line.left for line in lines) >= _FILLED * width
    )


def _are_side_by_side(first: Sequence[PdfLine], second: Sequence[PdfLine]) -> bool:
    """Whether two columns stand beside one another for most of the shorter one's height."""
    tops = [max(line.bottom + line.height for line in side) for side in (first, second)]
    bottoms = [min(line.bottom for line in side) for side in (first, second)]
    shorter = min(top - bottom for top, bottom in zip(tops, bottoms, strict=True))
    return min(tops) - max(bottoms) > shorter / 2


def _runs_to_the_left(lines: Sequence[PdfLine]) -> bool:
    letters = [
        unicodedata.bidirectional(sign) for line in lines for sign in line.text if sign.isalpha()
    ]
    return sum(one in {"R", "AL"} for one in letters) > len(letters) / 2
