"""One panel of the zone picture: a cloud, the walk-away lines, the zone, and what is marked by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axis import Axis
from numpy.typing import NDArray

from negsim.charts.headlines import name_of
from negsim.charts.page import Page
from negsim.charts.style import (
    BODY,
    CLOSED_HATCH,
    CLOUD,
    DEEP_ZONE,
    FAINT,
    INK,
    LEAST,
    PALE_ZONE,
    SMALL,
    ZONE,
)
from negsim.charts.words import counted, fit, height_of, width_of
from negsim.questions.acceptance.cloud import PairCloud, Side
from negsim.questions.packages import Candidate
from negsim.questions.zone.result import Findings

TALL = 3.0  # inches of a cloud on a narrow sheet
HALO = "#FFFFFFD9"
Span = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Mark:
    """A package that is shown by name."""

    candidate: Candidate
    name: str
    symbol: str
    color: str


class Panel:
    """One pair's cloud, its walk-away lines and its marks."""

    def __init__(
        self,
        page: Page,
        findings: Findings,
        pair: PairCloud,
        lacking: Mapping[str, str],
        *,
        is_small: bool,
        is_drawn: bool,
    ) -> None:
        self.page, self.findings, self.pair = page, findings, pair
        self.lacking = lacking  # actor -> colour of the packages that lack its yes alone
        self.is_small, self.is_drawn = is_small, is_drawn

    def draw(
        self, x: float, y: float, width: float, height: float, marks: list[Mark], *, is_named: bool
    ) -> None:
        """Draw it into a box; marks are named beside them where that is asked for and there is room."""
        caption = 0.36
        self.page.block(
            x + 0.62, y, self._caption(), width - 0.75, caption, SMALL, color=self._color
        )
        self.x, self.y = x + 0.62, y + caption + 0.06
        self.width, self.height = width - 0.82, height - caption - 0.78
        self._draw(marks, is_named=is_named)
        self._x_label(f"Worth to {name_of(self.findings, self.pair.x.actor)}")
        if self.pair.y is None:
            self.axes.set_ylabel("packages", size=BODY)
        else:
            self._y_label(f"Worth to {name_of(self.findings, self.pair.y.actor)}")

    def below(self, y: float, marks: list[Mark]) -> float:
        """Draw it across a narrow sheet, what its axes are above it and below, and give where it ends."""
        page, pair = self.page, self.pair
        upwards = (
            "packages" if pair.y is None else f"worth to {name_of(self.findings, pair.y.actor)}"
        )
        y += page.block(page.left, y, self._caption(), page.width, 0.8, BODY, color=self._color)
        y += (
            page.block(page.left, y + 0.04, f"↑ {upwards}", page.width, 0.6, SMALL, bold=True) + 0.1
        )
        self.x, self.y = page.left + 0.42, y
        self.width, self.height = page.width - 0.5, TALL
        self._draw(marks, is_named=False)
        end = y + self.height + 0.22
        words = f"→ worth to {name_of(self.findings, pair.x.actor)}"
        return end + page.block(self.x, end, words, self.width, 0.6, SMALL, bold=True)

    def _draw(self, marks: list[Mark], *, is_named: bool) -> None:
        """Draw what is within the axes."""
        self.axes = self.page.plot(self.x, self.y, self.width, self.height)
        self.span_x = self._span(self.pair.x, axis=0, marks=marks)
        _in_points(self.axes.xaxis)
        if self.pair.y is None:
            self._histogram(self.pair.x)
            return
        self.span_y = self._span(self.pair.y, axis=1, marks=marks)
        _in_points(self.axes.yaxis)
        self.axes.set_xlim(*self.span_x)
        self.axes.set_ylim(*self.span_y)
        self._cloud(self.pair.y)
        self._walk_away(self.pair.y)
        self.axes.locator_params(nbins=4 if self.is_small else 8)
        self.axes.tick_params(labelsize=LEAST, length=2, pad=2)
        self._mark(self.pair.y, marks, is_named=is_named)

    @property
    def _color(self) -> str:
        return DEEP_ZONE if self.findings.zone.is_open else "#9C4400"

    def _caption(self) -> str:
        pair, size = self.pair, self.findings.zone.size
        about = "about " if self.is_drawn else ""
        if pair.y is None:
            return f"{about}{pair.above:,} at or above the walk-away, {size:,} in the zone"
        if not pair.above and not self.is_drawn:
            return "No package is as good as no deal for both"
        above = f"{about}{counted(pair.above, 'package')} at least as good as no deal for both"
        return f"{above}; {f'{size:,} suit' if size else 'none suits'} all"

    def _span(self, side: Side, axis: int, marks: list[Mark]) -> Span:
        """Crop the scale to what is on it."""
        cells = np.flatnonzero(self.pair.feasible.any(axis=1 - axis))
        step = (side.high - side.low) / self.pair.feasible.shape[0]
        inside = [side.low + step * int(cells[0]), side.low + step * (int(cells[-1]) + 1)]
        inside.append(float(side.reservation_value))
        if self.pair.y is not None:
            inside += [float(worth) for worth in self.pair.frontier[:, axis]]
        inside += [float(mark.candidate.deal.utilities[side.actor]) for mark in marks]
        room = max((max(inside) - min(inside)) * 0.05, 0.01)
        return min(inside) - room, max(inside) + room

    def _histogram(self, side: Side) -> None:
        counts = self.pair.feasible[:, 0]
        edges = np.linspace(side.low, side.high, len(counts) + 1)
        groups = max(1, len(counts) // 40)
        starts = edges[:-1:groups]
        sums = np.add.reduceat(counts, np.arange(0, len(counts), groups))
        zone = np.add.reduceat(self.pair.zone[:, 0], np.arange(0, len(counts), groups))
        step = (side.high - side.low) / len(counts) * groups
        self.axes.bar(starts, sums, step * 0.92, align="edge", color=FAINT, zorder=2)
        self.axes.bar(starts, zone, step * 0.92, align="edge", color=DEEP_ZONE, zorder=3)
        self.axes.axvline(float(side.reservation_value), color=INK, lw=1.6, ls=(0, (5, 2)))
        self.axes.set_xlim(*self.span_x)

    def _cloud(self, y_side: Side) -> None:
        pair, x_side = self.pair, self.pair.x
        extent = (x_side.low, x_side.high, y_side.low, y_side.high)
        room = (
            max(self.span_x[0], float(x_side.reservation_value)),
            max(self.span_y[0], float(y_side.reservation_value)),
        )
        from matplotlib.patches import Rectangle

        is_open = self.findings.zone.is_open
        self.axes.add_patch(
            Rectangle(
                room,
                max(0.0, self.span_x[1] - room[0]),
                max(0.0, self.span_y[1] - room[1]),
                facecolor=PALE_ZONE if is_open else "none",
                edgecolor=ZONE if is_open else FAINT,
                linewidth=0,
                hatch=None if is_open else CLOSED_HATCH,
                alpha=0.6,
                zorder=0,
            )
        )
        if pair.feasible_points is None:
            self._image(pair.feasible, (0.5, 0.5, 0.5), (0.22, 0.45), extent, 1)
        else:
            self._dots(pair.feasible_points, CLOUD, 6 if self.is_small else 16, 1)
        for actor, color in self.lacking.items():
            if actor in pair.lacking_points:
                self._dots(pair.lacking_points[actor], color, 10 if self.is_small else 20, 1.5)
            elif actor in pair.lacking:
                rgb = tuple(int(color[k : k + 2], 16) / 255 for k in (1, 3, 5))
                self._image(pair.lacking[actor], rgb, (0.8, 1.0), extent, 1.5)
        if pair.zone_points is None:
            self._image(pair.zone, (0.0, 0.42, 0.31), (0.65, 1.0), extent, 2)
        else:
            self._dots(pair.zone_points, DEEP_ZONE, 14 if self.is_small else 26, 2, ring=0.5)
        frontier = pair.frontier
        if len(frontier) > 1:
            self.axes.plot(frontier[:, 0], frontier[:, 1], color=INK, lw=0.8, zorder=3)

    def _image(
        self,
        counts: NDArray[np.int64],
        color: tuple[float, ...],
        ends: tuple[float, float],
        extent: tuple[float, float, float, float],
        zorder: float,
    ) -> None:
        """Draw cells of one colour, the more packages the denser: the rarest are the faintest on a dark page too."""
        most = int(counts.max())
        if not most:
            return
        level = np.log1p(counts) / np.log1p(most)
        image = np.zeros((*counts.shape, 4))
        image[..., :3] = color
        image[..., 3] = (counts > 0) * (ends[0] + (ends[1] - ends[0]) * level)
        self.axes.imshow(
            image.transpose(1, 0, 2),
            extent=extent,
            origin="lower",
            aspect="auto",
            interpolation="nearest",
            zorder=zorder,
        )
        self.axes.set_xlim(*self.span_x)
        self.axes.set_ylim(*self.span_y)

    def _dots(
        self, points: NDArray[Any], color: str, size: float, zorder: float, ring: float = 0
    ) -> None:
        if len(points):
            self.axes.scatter(
                points[:, 0],
                points[:, 1],
                s=size,
                facecolor=color,
                edgecolor="white",
                linewidths=ring,
                zorder=zorder,
                rasterized=len(points) > 300,
            )

    def _walk_away(self, y_side: Side) -> None:
        dash = (0, (5, 2))
        self.axes.axvline(
            float(self.pair.x.reservation_value), color=INK, lw=1.4, ls=dash, zorder=4
        )
        self.axes.axhline(float(y_side.reservation_value), color=INK, lw=1.4, ls=dash, zorder=4)

    def _x_label(self, words: str) -> None:
        fitted = fit(words, self.width, 0.36, BODY, bold=True)
        self.page.lines(
            self.x + self.width / 2,
            self.y + self.height + 0.24,
            fitted,
            align="center",
            bold=True,
        )

    def _y_label(self, words: str) -> None:
        fitted = fit(words, self.height, height_of(2, LEAST), BODY, bold=True)
        self.page.axes.text(
            self.x - 0.42,
            self.y + self.height / 2,
            "\n".join(fitted.lines),
            size=fitted.size,
            weight="bold",
            rotation=90,
            ha="center",
            va="center",
            parse_math=False,
        )

    def _mark(self, y_side: Side, marks: list[Mark], *, is_named: bool) -> None:
        taken: list[Box] = []
        places = []
        for mark in marks:
            utilities = mark.candidate.deal.utilities
            x, y = self._place(float(utilities[self.pair.x.actor]), float(utilities[y_side.actor]))
            self.page.dot(x, y, mark.symbol, color=mark.color, size=8 if self.is_small else 11)
            places.append((x, y))
            taken.append((x - 0.09, y - 0.09, x + 0.09, y + 0.09))
        if is_named:
            for mark, (x, y) in zip(marks, places, strict=True):
                self._name(mark, x, y, taken)

    def _place(self, u: float, v: float) -> tuple[float, float]:
        """Give the place of two utilities on the page."""
        across = (u - self.span_x[0]) / (self.span_x[1] - self.span_x[0])
        down = (self.span_y[1] - v) / (self.span_y[1] - self.span_y[0])
        return self.x + across * self.width, self.y + down * self.height

    def _name(self, mark: Mark, x: float, y: float, taken: list[Box]) -> None:
        """Write a mark's name beside it, over no other and as little of the zone as can be.

        Where there is no room, that is left to the key.
        """
        fitted = fit(mark.name, 2.3, height_of(2, SMALL), SMALL, least=SMALL)
        width = max(width_of(line, fitted.size) for line in fitted.lines)
        height = fitted.height
        gap = 0.13
        offsets = [
            (dx, dy)
            for reach in (gap, 3 * gap, 6 * gap)
            for dx, dy in (
                (reach, -height / 2),
                (-reach - width, -height / 2),
                (-width / 2, -reach - height),
                (-width / 2, reach),
                (reach, -reach - height),
                (reach, reach),
                (-reach - width, -reach - height),
                (-reach - width, reach),
            )
        ]
        boxes = [(x + dx, y + dy, x + dx + width, y + dy + height) for dx, dy in offsets]
        free = [
            box
            for box in boxes
            if self._is_inside(box) and not any(_overlap(box, other) for other in taken)
        ]
        if not free:
            return
        box = min(free, key=self._covered)
        taken.append(box)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        self.page.line([x, middle[0]], [y, middle[1]], color=INK, width=0.6, zorder=4)
        self.page.box(
            box[0] - 0.03, box[1] - 0.02, width + 0.06, height + 0.04, fill=HALO, zorder=4.5
        )
        self.page.lines(box[0], box[1], fitted)

    def _is_inside(self, box: Box) -> bool:
        return (
            box[0] >= self.x
            and box[2] <= self.x + self.width
            and box[1] >= self.y
            and box[3] <= self.y + self.height
        )

    def _covered(self, box: Box) -> int:
        """Count the zone's points under a box."""
        points = self.pair.zone_points
        if points is None:
            return 0
        places = (self._place(float(u), float(v)) for u, v in points)
        dot = (0.05, 0.05)
        return sum(
            _overlap(box, (u - dot[0], v - dot[1], u + dot[0], v + dot[1])) for u, v in places
        )


def _in_points(axis: Axis) -> None:
    """Count in points of 100, whatever the points of an actor's own sheet are."""
    axis.set_major_formatter(lambda value, _: f"{100 * value:.3g}".replace("-", "−"))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
