"""How far sides go on an issue, as bars on its scale, and the gap that they leave."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from negsim.charts.headlines import short_name_of, short_names_of
from negsim.charts.output import sheet
from negsim.charts.page import EDGE, Page
from negsim.charts.scale_labels import Labels
from negsim.charts.style import (
    AGAINST,
    BLUE,
    BODY,
    CLOSED,
    FAINT,
    INK,
    LEAST,
    MARGIN,
    MUTED,
    PALE_AGAINST,
    REFUSED_HATCH,
    SMALL,
)
from negsim.charts.words import Fitted, clean, counted, fit, fit_all, height_of, is_whole, width_of
from negsim.language.phrases import in_letters
from negsim.language.short_names import short_option
from negsim.language.words import option_label
from negsim.questions.knot.find import KnotScale, KnotSide, Laid, Tangle
from negsim.questions.zone.demands import caveats, says
from negsim.questions.zone.result import Findings
from negsim.space.members import Member

NAMES = 2.75  # inches of the sides on a slide
BESIDE = 2.1  # and on a narrower sheet; on the narrowest they stand above their bars
ASK = 0.28  # inches of a question
LABELS = 0.36  # inches of options
ROW = (0.36, 0.8)  # inches of a side
FOOT = 0.24  # inches of the gap's name
TICKS = 12  # options that are named, at most
_FILLS = (BLUE, INK, "#5B5B5B", "#004D7A", "#8A6D00")


@dataclass(frozen=True)
class Lane(ABC):
    """A strip across the page; its least and most height in inches, and whether a knot begins with it."""

    findings: Findings
    is_first: bool

    @property
    @abstractmethod
    def least(self) -> float:
        """Inches below which nothing is readable."""

    @property
    @abstractmethod
    def most(self) -> float:
        """Inches above which it would look empty."""

    @abstractmethod
    def draw(self, page: Page, y: float, height: float) -> float:
        """Draw it, and give where it ends."""


def lanes(findings: Findings, found: Tangle) -> Iterator[Lane]:
    """Give the strips of all knots: a scale per issue, what no scale shows, and the rules that join the issues."""
    for number, knot in enumerate(found.knots, start=1):
        is_first, several = True, len(found.knots) > 1
        for scale in knot.scales:
            yield ScaleLane(
                findings, is_first, scale, f"{number}  " if several and is_first else ""
            )
            is_first = False
        words = tuple(_beside(findings, knot))
        if words:
            yield WordsLane(findings, is_first, words)


def _beside(findings: Findings, knot: Laid) -> Iterator[tuple[str, str]]:
    for one in knot.others:
        whose = "A rule" if one.actor is None else short_name_of(findings, one.actor)
        said = (*([says(findings, one, None)]), *_standing(one))
        yield whose, "; ".join(said)
    if not knot.collides:
        for rule in knot.knot.rules:
            yield "joined by a rule", rule.because or rule.says


def _standing(member: Member) -> list[str]:
    """Say in a few words who said it, how firmly, and what there is against it."""
    if member.layer == "rules":
        return [member.because] if member.because else []
    told = []
    speakers = list(dict.fromkeys(name for claim in member.claims for name in claim.speaker))
    grade = f"grade {member.grade}" if member.grade is not None else ""
    if speakers:
        told.append(f"said by {speakers[0]}" + (f" ({grade})" if grade else ""))
    elif grade:
        told.append(grade)
    elif member.status == "assumed":
        told.append("assumed, without a source")
    return [*told, *(one for one in caveats(member) if one not in member.assumptions)]


@dataclass(frozen=True)
class WordsLane(Lane):
    """Demands that no scale shows, and rules: whose each is, and what it says."""

    rows: tuple[tuple[str, str], ...]

    @property
    def least(self) -> float:
        """A line or two for each."""
        text = 0.6 if self._above else 0.5 if sheet().is_bare else 0.36
        return (self._above + text) * len(self.rows) + 0.1

    @property
    def most(self) -> float:
        """Three lines for each."""
        return (self._above + (0.8 if self._above else 0.56)) * len(self.rows) + 0.1

    @property
    def _above(self) -> float:
        """Inches of whose it is, where that stands above what it says."""
        return 0.0 if names() else 0.2

    def draw(self, page: Page, y: float, height: float) -> float:
        """Draw a line for each."""
        each = (height - 0.1) / len(self.rows)
        x = page.left + (names() or 0.14)
        for whose, says_ in self.rows:
            room = (x - page.left if names() else page.width) - 0.2
            named = (self._above or each) - 0.03
            named = page.block(page.left, y, whose, room, named, BODY, bold=True)
            top, deep = y + self._above, each - self._above
            used = page.block(x, top, says_, page.right - x, deep - 0.03, BODY)
            used = used if self._above else max(used, named)
            deep = max(used, 0.24) + 0.06 if sheet().is_bare else deep
            page.line([x - 0.08] * 2, [top, top + deep - 0.06], color=AGAINST, width=2)
            y = top + deep
        return y + 0.1


@dataclass(frozen=True)
class ScaleLane(Lane):
    """An issue as a scale, a row for each side, and the gap where they leave one."""

    scale: KnotScale
    mark: str

    @property
    def least(self) -> float:
        """Names in one line, and what they rest on in another."""
        return (
            self._ask.height
            + 0.06
            + self._labelled
            + self._row[0] * len(self.scale.sides)
            + self._foot
        )

    @property
    def most(self) -> float:
        """Bars as thick as a finger."""
        rows = self._row[1] * len(self.scale.sides)
        return self._ask.height + 0.06 + self._labelled + rows + self._foot + 0.2

    @property
    def _row(self) -> tuple[float, float]:
        if sheet().is_narrow:
            return 0.74, 0.74
        return (0.57, 0.62) if sheet().is_bare else ROW

    @property
    def _labelled(self) -> float:
        """Inches of options: words of a narrow column take more lines."""
        if not sheet().is_narrow:
            return LABELS
        return Labels(self.scale.issue, sheet().width - 2 * EDGE).height

    @property
    def _ask(self) -> Fitted:
        issue = self.scale.issue
        ask = self.mark + issue.ask + (f" ({issue.axis})" if issue.axis else "")
        room = sheet().width - 2 * (EDGE if sheet().is_bare else MARGIN)
        lines = 3 if sheet().is_narrow else 1
        return fit(ask, room, height_of(lines, BODY + 1), BODY + 1, bold=True)

    @property
    def _foot(self) -> float:
        return 0.1 if self.scale.shared else FOOT

    def draw(self, page: Page, y: float, height: float) -> float:
        """Draw it."""
        count = len(self.scale.issue.options)
        color = INK if self.scale.shared else CLOSED
        ask = self._ask
        page.lines(page.left, y, ask, bold=True, color=color)
        left = page.left + names()
        step = (page.right - left) / count
        y_labels = y + ask.height + 0.06
        top = y_labels + self._labels(page, left, step, y_labels) + 0.05
        page.line([left, page.right], [top - 0.02] * 2, color=FAINT, width=1)
        each = min(self._row[1] + 0.1, (y + height - self._foot - top) / len(self.scale.sides))
        for number, side in enumerate(self.scale.sides):
            self._side(page, side, left, step, top + number * each, each)
        bottom = top + each * len(self.scale.sides)
        self._gap(page, left, step, top, bottom)
        return bottom + self._foot + 0.06

    def _labels(self, page: Page, left: float, step: float, y: float) -> float:
        """Write the options over their places, and give how high they are."""
        issue = self.scale.issue
        count = len(issue.options)
        if sheet().is_narrow:
            labels = Labels(issue, step * count)
            labels.draw(page, [left + (k + 0.5) * step for k in range(count)], y, is_above=True)
            return labels.height
        every = max(1, -(-count // TICKS))
        shown = [k for k in range(count) if k % every == 0 and (k <= count - 1 - every or k == 0)]
        shown += [count - 1] if count - 1 not in shown else []
        room = step * every
        texts = [clean(option_label(issue, issue.options[k].id)) for k in shown]
        most = self._labelled
        fitted = fit_all(texts, room - 0.08, most, BODY, bold=every == 1)
        words = [word for text in texts for word in text.split()]
        is_broken = any(width_of(word, LEAST, bold=every == 1) > room - 0.08 for word in words)
        if is_broken or any(one.lines[-1].endswith("…") for one in fitted):
            texts = [
                issue.options[k].id
                if issue.range is not None
                else clean(short_option(issue, issue.options[k].id, 60))
                for k in shown
            ]
            fitted = fit_all(texts, room - 0.08, most, BODY, bold=every == 1)
        height = max(one.height for one in fitted)
        for k, one in zip(shown, fitted, strict=True):
            x = left + (k + 0.5) * step
            page.centred(x, y + height - one.height, one, bold=every == 1)
        return height

    def _side(
        self, page: Page, side: KnotSide, left: float, step: float, y: float, height: float
    ) -> None:
        fill = _FILLS[self.findings.space.actors.index(side.actors[0]) % len(_FILLS)]
        is_above = names() == 0
        room = page.width if is_above else names() - 0.2
        bar = 0.26 if is_above else min(0.42, height - 0.08)
        said = height - bar - 0.04 if is_above else height
        name = short_names_of(self.findings, side.actors)
        used = page.block(
            page.left, y + 0.02, name, room, max(height_of(1, BODY), said * 0.5), BODY, bold=True
        )
        left_over = said - used - 0.02
        rests = self._rests(side, room, left_over)
        if rests:
            used += page.block(
                page.left, y + 0.02 + used, rests, room, left_over, LEAST, color=MUTED
            )
        if is_above:  # so that the gap does not run through the words
            page.box(page.left, y, room, used + 0.03, fill="white", zorder=4)
        top = y + used + 0.05 if is_above else y + (min(height, 0.6) - bar) / 2
        if self.scale.gap is None:
            for k in range(len(self.scale.issue.options)):
                if k not in side.options and step > 0.15:
                    page.box(
                        left + k * step + 0.03,
                        top,
                        step - 0.06,
                        bar,
                        fill=PALE_AGAINST,
                        edge=AGAINST,
                        line=0.3,
                        hatch=REFUSED_HATCH,
                    )
        if not side.options:
            page.block(
                left + 0.1,
                top,
                "accepts none of these",
                4,
                bar,
                BODY,
                bold=True,
                color=CLOSED,
                middle=True,
            )
        for run in runs(side.options):
            start, end = left + run[0] * step + 0.03, left + (run[-1] + 1) * step - 0.03
            page.box(start, top, end - start, bar, fill=fill, zorder=2)
            words = "accepts any of these" if len(run) > 1 else "accepts this"
            if len(side.options) == 1:
                words = "accepts only this"
            if height_of(1, LEAST) * 2 > bar and width_of(words, LEAST) > end - start - 0.2:
                words = words.removeprefix("accepts ")
            fitted = fit(words, end - start - 0.2, bar, BODY)
            is_first = len(run) == len(side.options) or run[0] == side.options[0]
            if is_first and is_whole(words, fitted):  # rather nothing than a part of a word
                middle = top + (bar - fitted.height) / 2
                page.lines(start + 0.12, middle, fitted, color="white")

    def _rests(self, side: KnotSide, room: float, height: float) -> str:
        """Say what a side's lines rest on, as much of it as has room: rather nothing than a part of a word."""
        if len(side.members) > 2:
            told = [counted(len(side.members), "red line")]
        else:
            told = list(dict.fromkeys(one for member in side.members for one in _standing(member)))
        for some in (told, told[1:], told[:1]):
            words = "; ".join(some)
            if words and not fit(words, room, height, LEAST).lines[-1].endswith("…"):
                return words
        return ""

    def _gap(self, page: Page, left: float, step: float, top: float, bottom: float) -> None:
        gap = self.scale.gap
        if gap is None:
            if not self.scale.shared:
                page.block(
                    left,
                    bottom + 0.03,
                    "no option suits them all",
                    page.right - left,
                    FOOT,
                    SMALL,
                    bold=True,
                    color=CLOSED,
                )
            return
        before, behind = gap
        x, end = left + (before + 1) * step - 0.09, left + behind * step + 0.09
        page.box(
            x,
            top,
            end - x,
            bottom - top + 0.02,
            fill="white",
            edge=AGAINST,
            line=0.9,
            hatch="////",
            zorder=3,
        )
        steps = behind - before
        said = "one step" if steps == 1 else f"{in_letters(steps)} steps"
        words = f"the gap: {said}"
        middle = min(max((x + end) / 2, left + 0.8), page.right - 0.8)
        page.block(
            middle, bottom + 0.05, words, 3, FOOT, SMALL, bold=True, color=CLOSED, align="center"
        )


def names() -> float:
    """Give the inches that the names of sides have on the sheet: none where they stand above their bars."""
    if sheet().is_narrow:
        return 0.0
    return BESIDE if sheet().is_bare else NAMES


def runs(places: Sequence[int]) -> list[list[int]]:
    """Split positions into runs without holes.

    Examples
    --------
    >>> runs((0, 1, 3))
    [[0, 1], [3]]
    """
    return [
        [place for _, place in some]
        for _, some in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0])
    ]
