"""What a kind of chart is: the question it answers, what it needs, when it has something to show, how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from negsim.charts.output import Picture
from negsim.charts.style import styled
from negsim.questions.zone.result import Findings


def always(findings: Findings, needed: Any) -> bool:  # noqa: ARG001 (every kind is asked in the same way)
    """Say that there is always something to show."""
    return True


@dataclass(frozen=True)
class Kind:
    """A kind of chart.

    Parameters
    ----------
    name : str
        As one types it.
    question : str
        What it answers, for the help and for reports.
    draw : callable
        Of findings, and of what `needs` gives where it is there; gives the picture, on whatever sheet is drawn on:
        on a telephone's narrow one things stand below one another, and all pages are one.
    needs : callable, optional
        Of findings: what the chart shows beside them, None where the question does not arise.
    applies : callable, optional
        Of findings and of what is needed: whether there is anything to show, for whoever draws all kinds that apply.
    part : str
        The part of a report's material that is what `needs` gives, so that it need not be asked for again.
    instead : str
        The kind that has something to show where this one has not.
    """

    name: str
    question: str
    draw: Callable[..., Picture]
    needs: Callable[[Findings], Any] | None = None
    applies: Callable[[Findings, Any], bool] = always
    part: str = ""
    instead: str = "wall"

    def picture(self, findings: Findings, needed: Any = None, **settings: Any) -> Picture:
        """Draw it, with what it needs where that is at hand, else asking for it."""
        if self.needs is not None and needed is None:
            needed = self.needs(findings)
        with styled():
            if self.needs is None:
                return self.draw(findings, **settings)
            return self.draw(findings, needed, **settings)
