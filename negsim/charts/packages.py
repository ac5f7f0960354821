"""The deal sheet: a few packages side by side, only where they differ, and what each actor gains by them."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.charts.headlines import candidate_name, gain, name_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import (
    AGAINST,
    BODY,
    FAINT,
    GREEN,
    INK,
    LEAD,
    MUTED,
    PALE_ZONE,
    REFUSED_HATCH,
    SMALL,
)
from negsim.charts.words import clean, counted, fit, fit_all, height_of, joined, width_of
from negsim.language.words import option_label
from negsim.questions.packages import Candidate
from negsim.questions.packages.find import shortlist as find
from negsim.questions.zone.result import Findings

ASK = 2.5  # inches of the questions and names
ISSUES = 12
ACTORS = 9


def draw(findings: Findings, shortlist: Sequence[Candidate]) -> Picture:
    """Draw one column per package.

    Parameters
    ----------
    findings : Findings
    shortlist : sequence of Candidate
        From `negsim.questions.packages.find`; at most five are drawn.
    """
    chosen = list(shortlist)[:5]
    page = Page(
        findings,
        _title(findings, chosen),
        _lead(findings, chosen),
        _alt(findings, chosen),
    )
    if not chosen:
        page.note(
            "There is no package to show: none is feasible, and nothing would let one through."
        )
        return page.picture
    _Sheet(page, findings, chosen).draw()
    return page.picture


def _differing(findings: Findings, chosen: Sequence[Candidate]) -> list[str]:
    issues = list(findings.space.issues)
    if len(chosen) == 1:
        return issues
    return [i for i in issues if len({one.deal.package[i] for one in chosen}) > 1]


def _title(findings: Findings, chosen: Sequence[Candidate]) -> str:
    if not chosen:
        return "No package to lay on the table"
    if chosen[0].why == "miss":
        if len(chosen) == 1:
            return "No deal yet: the nearest miss, and what it would take"
        return f"No deal yet: the {len(chosen)} nearest misses, and what each would take"
    if findings.zone.size == 1:
        return "The only deal there is"
    first = chosen[0].deal
    floor = min(first.gains[actor] for actor in findings.frontier.over)
    least = [a for a in findings.frontier.over if first.gains[a] == floor]
    return (
        f"In the egalitarian deal {joined([name_of(findings, a) for a in least])}"
        f" gain{'s' if len(least) == 1 else ''} least: {float(floor):.3f} over no deal"
    )


def _lead(findings: Findings, chosen: Sequence[Candidate]) -> str:
    if len(chosen) < 2:
        return "What it says, and what each actor gains over having no deal."
    same = len(findings.space.issues) - len(_differing(findings, chosen))
    text = "Only where they differ, and what each actor gains over having no deal."
    if same:
        verb = "is" if same == 1 else "are"
        text += f" {counted(same, 'issue')} {verb} settled alike in all of them."
    return text


def _alt(findings: Findings, chosen: Sequence[Candidate]) -> str:
    parts = []
    for one in chosen:
        says = [
            f"{findings.scenario.issue[i].ask} “{_label(findings, i, one)}”"
            for i in _differing(findings, chosen)
        ]
        gains = ", ".join(
            f"{actor.name} {gain(one.deal, actor.id)}" for actor in findings.scenario.actors
        )
        parts.append(f"{candidate_name(findings, one)}: {'; '.join(says)}. Gains: {gains}.")
    return " ".join(parts)


def _label(findings: Findings, issue: str, candidate: Candidate) -> str:
    position = candidate.deal.positions[findings.space.issues.index(issue)]
    spec = findings.scenario.issue[issue]
    return clean(option_label(spec, spec.options[position].id))


class _Sheet:
    def __init__(self, page: Page, findings: Findings, chosen: Sequence[Candidate]) -> None:
        self.page, self.findings, self.chosen = page, findings, chosen
        self.width = min(3.6, (page.width - ASK) / len(chosen))
        self.left = page.left + ASK
        self.right = self.left + self.width * len(chosen)

    def draw(self) -> None:
        page = self.page
        names = [candidate_name(self.findings, one) for one in self.chosen]
        heads = fit_all(names, self.width - 0.2, 0.6, LEAD + 1, bold=True)
        head = max(one.height for one in heads)
        for number, fitted in enumerate(heads):
            x = self.left + number * self.width
            if number == 0 and self.chosen[0].why == "solution" and len(self.chosen) > 1:
                page.box(
                    x - 0.04,
                    page.top - 0.05,
                    self.width - 0.06,
                    head + 0.1,
                    fill=PALE_ZONE,
                    zorder=0,
                )
            page.lines(x + 0.04, page.top, fitted, bold=True)
        y = page.top + head + 0.1
        actors = [a.id for a in self.findings.scenario.actors][:ACTORS]
        issues = _differing(self.findings, self.chosen)
        room = page.bottom - y
        each = min(0.42, max(0.24, room * 0.45 / len(actors)))
        bars = each * len(actors) + 0.34
        y = self._issues(issues, y, room - bars) + 0.05
        self._gains(actors, y, each)
        self._alike(issues, y + bars + 0.1)

    def _alike(self, issues: list[str], y: float) -> None:
        """Say below, where there is room, what all of them share."""
        same = [i for i in self.findings.space.issues if i not in issues]
        if not same or self.page.bottom - y < 0.4:
            return
        said = [
            f"{clean(self.findings.scenario.issue[i].ask)} {_label(self.findings, i, self.chosen[0])}"
            for i in same
        ]
        words = f"Alike in all: {' · '.join(said)}"
        page = self.page
        fitted = fit(words, page.width, page.bottom - y, BODY)
        if not fitted.lines[-1].endswith("…"):
            page.lines(page.left, y, fitted, color=MUTED)

    def _issues(self, issues: list[str], y: float, room: float) -> float:
        """Draw a row per issue, and give where they end."""
        page = self.page
        shown = issues[:ISSUES]
        if not shown:
            return y + page.block(self.left, y, "They say the same.", 4, 0.3, BODY, color=MUTED)
        rest = len(issues) - len(shown)
        height = min(0.62, (room - (0.2 if rest else 0)) / len(shown))
        asks = fit_all(
            [self.findings.scenario.issue[issue].ask for issue in shown],
            ASK - 0.2,
            height - 0.08,
            BODY,
        )
        labels = [_label(self.findings, i, one) for i in shown for one in self.chosen]
        fitted = fit_all(labels, self.width - 0.2, height - 0.08, LEAD)
        for row, issue in enumerate(shown):
            top = y + row * height
            page.line([page.left, self.right], [top, top], color=FAINT, width=0.5)
            page.lines(page.left, top + 0.05, asks[row], color=MUTED)
            base = self.chosen[0].deal.package[issue]
            for number, one in enumerate(self.chosen):
                is_other = number > 0 and one.deal.package[issue] != base
                page.lines(
                    self.left + number * self.width + 0.04,
                    top + 0.05,
                    fitted[row * len(self.chosen) + number],
                    color=INK if number == 0 or is_other else MUTED,
                    bold=False,
                )
                if is_other:
                    x = self.left + number * self.width - 0.04
                    page.line([x, x], [top + 0.05, top + height - 0.05], color=INK, width=2)
        if rest:
            page.block(
                self.left,
                y + len(shown) * height,
                f"and {counted(rest, 'issue')} more on which they differ",
                5,
                0.18,
                SMALL,
                color=MUTED,
            )
        return y + len(shown) * height + (0.2 if rest else 0)

    def _gains(self, actors: list[str], y: float, each: float) -> None:
        page = self.page
        page.line([page.left, self.right], [y, y], color=INK, width=1)
        left_out = len(self.findings.scenario.actors) - len(actors)
        words = "Gain over no deal" + (f" ({left_out} actors left out)" if left_out else "")
        page.block(page.left, y + 0.07, words, ASK - 0.1, 0.2, BODY, bold=True)
        values = [float(one.deal.gains[a]) for one in self.chosen for a in actors]
        low, high = min([0.0, *values]), max([0.0, *values])
        span = (high - low) or 1.0
        number_room = width_of("+0.000", SMALL) + 0.08
        room = self.width - 0.3 - number_room * (2 if low < 0 else 1)
        names = fit_all(
            [self._named(actor) for actor in actors], ASK - 0.2, max(each, height_of(1, 6.5)), BODY
        )
        for row, actor in enumerate(actors):
            top = y + 0.32 + row * each
            fitted = names[row]
            page.lines(page.left, top + (each - fitted.height) / 2, fitted)
            for number, one in enumerate(self.chosen):
                value = float(one.deal.gains[actor])
                x = self.left + number * self.width + 0.04 + (number_room if low < 0 else 0)
                zero = x - low / span * room
                end = zero + value / span * room
                thick = min(0.2, each * 0.62)
                is_loss = value < 0
                page.box(
                    min(zero, end),
                    top + (each - thick) / 2,
                    abs(end - zero),
                    thick,
                    fill="white" if is_loss else GREEN,
                    edge=AGAINST if is_loss else "none",
                    hatch=REFUSED_HATCH if is_loss else None,
                )
                page.line([zero, zero], [top, top + each], color=MUTED, width=0.8)
                figure = fit(gain(one.deal, actor), 1, 0.2, min(SMALL, each * 34))
                page.lines(
                    end + (-0.05 if is_loss else 0.05),
                    top + (each - figure.height) / 2,
                    figure,
                    color=AGAINST if is_loss else INK,
                    align="right" if is_loss else "left",
                )

    def _named(self, actor: str) -> str:
        spec = self.findings.scenario.actor[actor]
        return spec.name + (" (not asked)" if spec.consent.kind == "never" else "")


KIND = Kind(
    "packages",
    "What do the best packages say, and who gains what?",
    draw,
    needs=find,
    applies=lambda findings, _: findings.zone.is_open or bool(findings.corrections),
)
