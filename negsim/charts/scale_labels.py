"""What stands at the places of a scale: its options in words, or in numbers that a list tells."""

from __future__ import annotations

from negsim.charts.output import sheet
from negsim.charts.page import Page
from negsim.charts.style import LEAST, MUTED, SMALL
from negsim.charts.words import Fitted, clean, fit, fit_all, height_of, is_whole, width_of
from negsim.language.model.issues import Issue
from negsim.language.short_names import short_option
from negsim.language.words import option_label

LABELS = 0.46  # inches of options, at most
NUMBER = 0.3  # inches of the number of an option


class Labels:
    """Options at their places, as many as there is room for; on a narrow sheet, where they have none, in a list.

    Parameters
    ----------
    issue : Issue
    room : float
        Inches of the scale.
    """

    def __init__(self, issue: Issue, room: float) -> None:
        count = len(issue.options)
        step = room / count
        self.room, self.unit, self.shown = room, "", list(range(count))
        self.listed: list[Fitted] = []
        if issue.range is not None:
            widest = max(width_of(clean(option.id), SMALL) for option in issue.options)
            least = max(0.5, widest + 0.05)
            every = next(k for k in range(1, count + 1) if step * k >= least or k == count)
            last = count - 1
            self.shown = [k for k in self.shown[::every] if k == 0 or k <= last - every]
            self.shown += [last] if last not in self.shown else []
            self.unit = issue.range.unit or ""
            labels = [issue.options[k].id for k in self.shown]
            self.fitted = fit_all(labels, max(step * every - 0.05, 0.4), 0.16, SMALL)
            return
        whole = [clean(option_label(issue, option.id)) for option in issue.options]
        most = height_of(5, LEAST) if sheet().is_narrow else LABELS
        self.fitted = fit_all(whole, step - 0.08, most, SMALL)
        if all(map(is_whole, whole, self.fitted)):
            return
        if sheet().is_narrow:
            self.shown = self.shown[:: max(1, round(NUMBER / step))]
            self.fitted = [fit(str(k + 1), NUMBER, 0.2, SMALL) for k in self.shown]
            self.listed = [fit(words, room - NUMBER, 1.0, SMALL) for words in whole]
        elif any(one.lines[-1].endswith("…") for one in self.fitted):
            short = [clean(short_option(issue, option.id)) for option in issue.options]
            self.fitted = fit_all(short, step - 0.08, LABELS, SMALL)

    @property
    def height(self) -> float:
        """Inches."""
        tall = max(one.height for one in self.fitted)
        tall += sum((one.height + 0.02 for one in self.listed), 0.0)
        return tall + (height_of(1, LEAST) if self.unit else 0) + 0.03

    def draw(self, page: Page, places: list[float], y: float, *, is_above: bool = False) -> None:
        """Write them from a place down, the list below what stands at the places, or above it."""
        if is_above:
            y = self._list(page, y)
        tall = max(one.height for one in self.fitted)
        for k, one in zip(self.shown, self.fitted, strict=True):
            page.centred(places[k], y + (tall - one.height if is_above else 0.0), one)
        y += tall
        if self.unit:
            middle = (places[0] + places[-1]) / 2
            unit = fit(self.unit, self.room, 0.15, LEAST)
            page.lines(middle, y, Fitted(unit.lines[:1], unit.size), color=MUTED, align="center")
        if not is_above:
            self._list(page, y)

    def _list(self, page: Page, y: float) -> float:
        for k, one in enumerate(self.listed):
            page.block(page.left, y, str(k + 1), NUMBER, 0.2, SMALL, color=MUTED)
            y += page.lines(page.left + NUMBER, y, one) + 0.02
        return y
