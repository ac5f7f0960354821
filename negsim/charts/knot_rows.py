"""Knots too many for lines: demands as rows, knots as columns of dots, as many blocks of them as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negsim.charts.headlines import name_of
from negsim.charts.output import SLIDE
from negsim.charts.page import Page
from negsim.charts.style import BODY, FAINT, INK, MARGIN, MUTED
from negsim.charts.words import fit, height_of, wrap
from negsim.errors import TooLarge
from negsim.questions.zone.demands import says, standing
from negsim.questions.zone.result import Conflict, Findings
from negsim.space.members import Member

LEAST = 9.0  # points: nothing in this picture is smaller
TALLEST = 200.0  # inches
_WORDS = 7.2  # inches of the demands
_STEP = 0.27  # inches from knot to knot


Numbered = tuple[int, Conflict]  # the first is 1


def owned(
    columns: Mapping[str, Sequence[Member]], block: Sequence[Numbered]
) -> list[tuple[str, list[Member]]]:
    """Give the demands that take part in some knot of a block, actor by actor."""
    part = {path for _, conflict in block for path in conflict.paths}
    found = [(actor, [m for m in some if m.path in part]) for actor, some in columns.items()]
    return [(actor, some) for actor, some in found if some]


def grounds(member: Member) -> str:
    """Say in a few words how firmly a demand stands."""
    return "; ".join(standing(member)) or "stated"


class KnotRows:
    """Demands below one another, actor by actor, and a column of dots for each knot."""

    def __init__(
        self, findings: Findings, columns: dict[str, list[Member]], shown: Sequence[Conflict]
    ) -> None:
        self.findings, self.columns = findings, columns
        across = int((SLIDE[0] - 2 * MARGIN - _WORDS - 0.2) / _STEP)
        numbered = list(enumerate(shown, start=1))
        self.blocks = [numbered[k : k + across] for k in range(0, len(numbered), across)]
        self.height = sum(map(self._tall, self.blocks))
        if self.height > TALLEST:
            raise TooLarge.one(
                f"{len(shown):,} knots are too many for a picture",
                "explain lists them all, as JSON and as rows",
            )

    def _row(self, member: Member) -> float:
        return 0.12 + height_of(len(wrap(self._words(member), _WORDS - 0.2, BODY)), BODY)

    def _words(self, member: Member) -> str:
        return f"{says(self.findings, member, None)} ({grounds(member)})"

    def _tall(self, block: Sequence[Numbered]) -> float:
        rows = (m for _, some in owned(self.columns, block) for m in some)
        return 0.5 + 0.3 * len(owned(self.columns, block)) + sum(map(self._row, rows))

    def draw(self, page: Page) -> None:
        """Draw all blocks below the head of a page."""
        y = page.top
        for block in self.blocks:
            self._block(page, block, y)
            y += self._tall(block)

    def _block(self, page: Page, block: Sequence[Numbered], y: float) -> None:
        places = {n: MARGIN + _WORDS + (k + 0.8) * _STEP for k, (n, _) in enumerate(block)}
        for number, x in places.items():
            page.block(x, y, str(number), _STEP, 0.2, LEAST, bold=True, align="center")
        y += 0.24
        ends: dict[int, list[float]] = {}
        for actor, some in owned(self.columns, block):
            name = name_of(self.findings, actor) if actor else "Rules"
            page.block(MARGIN, y + 0.04, name, page.width, 0.24, BODY, bold=True)
            y += 0.3
            for member in some:
                tall = self._row(member)
                page.line([MARGIN, page.right], [y] * 2, color=FAINT, width=0.5)
                words = fit(self._words(member), _WORDS - 0.2, tall, BODY, least=LEAST)
                page.lines(MARGIN + 0.1, y + 0.05, words, color=MUTED if member.is_assumed else INK)
                for number, conflict in block:
                    if member.path in conflict.paths:
                        page.dot(places[number], y + tall / 2, size=8)
                        ends.setdefault(number, []).append(y + tall / 2)
                y += tall
        for number, met in ends.items():
            page.line([places[number]] * 2, [min(met), max(met)], width=1.4)
