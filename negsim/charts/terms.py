"""The term sheet: what is agreed in every package first, then the few points that are still open, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from negsim.charts.headlines import candidate_name, name_of, short_name_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture, bound
from negsim.charts.page import Page
from negsim.charts.style import (
    AGAINST,
    BODY,
    FAINT,
    GREEN,
    INK,
    LEAD,
    LEAST,
    MUTED,
    PALE_ZONE,
    REFUSED_HATCH,
    SMALL,
)
from negsim.charts.words import clean, counted, fit, fit_all, height_of, joined, width_of
from negsim.language.phrases import points
from negsim.language.short_names import short_issue
from negsim.language.words import option_label
from negsim.questions.packages import Candidate
from negsim.questions.packages.find import shortlist as find
from negsim.questions.zone.result import Findings

ASK = 2.6  # inches of questions and names on a slide
ASK_BESIDE = (2.2, 1.75)  # and on a narrower sheet, beside a few packages and beside more
FEW = 3
COLUMNS = 5
ROW = (0.33, 0.8)  # inches of a term
BAR = (0.2, 0.75)  # inches of an actor
POINTS = "Gain over no deal, points of 100"


def draw(findings: Findings, shortlist: Sequence[Candidate]) -> Picture:
    """Draw the sheet: terms that all packages share in one list, the others a column a package, and the gains.

    Parameters
    ----------
    findings : Findings
    shortlist : sequence of Candidate
        From `negsim.questions.packages.find`; at most five are drawn.
    """
    chosen = list(shortlist)[:COLUMNS]
    title, lead, alt = _title(findings, chosen), _lead(findings, chosen), _alt(findings, chosen)
    page = Page(findings, title, lead, alt)
    if not chosen:
        page.note(
            "There is no package to show: none is feasible, and nothing would let one through."
        )
        return page.picture
    if page.sheet.is_narrow:
        page.end(_list(page, findings, chosen))
        return page.picture
    sheet = _Sheet(page, findings, chosen)
    pages = [page]
    left = sheet.terms()
    while left:
        page = Page(findings, title, lead, "What goes on from the page before.")
        pages.append(page)
        sheet = _Sheet(page, findings, chosen)
        left = sheet.more(left)
    return bound([one.picture for one in pages])


def _differing(findings: Findings, chosen: Sequence[Candidate]) -> list[str]:
    return [
        issue
        for issue in findings.space.issues
        if len({one.deal.package[issue] for one in chosen}) > 1
    ]


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
        f" gain{'s' if len(least) == 1 else ''} least: {points(floor)} points of 100 over no deal"
    )


def _lead(findings: Findings, chosen: Sequence[Candidate]) -> str:
    if len(chosen) < 2:
        return "What it says, and what each gains over no deal."
    still = len(_differing(findings, chosen))
    same = len(findings.space.issues) - still
    every = len(findings.zone.backbone) if findings.zone.is_open else 0
    alike = f"{counted(same, 'issue')} alike" if same else "nothing alike"
    alike += f", {every} as in every deal there is" if 0 < every < same else ""
    return f"{len(chosen)} of the packages: {alike}; {counted(still, 'issue')} still open."


def _alt(findings: Findings, chosen: Sequence[Candidate]) -> str:
    if not chosen:
        return "No package."
    differing = _differing(findings, chosen)
    same = [i for i in findings.space.issues if i not in differing]
    parts = [f"Alike: {'; '.join(_term(findings, i, chosen[0]) for i in same)}."] if same else []
    for one in chosen:
        says = "; ".join(_term(findings, i, one) for i in differing)
        gains = ", ".join(
            f"{actor.name} {points(one.deal.gains[actor.id])}" for actor in findings.scenario.actors
        )
        told = f"{says}. " if says and len(chosen) > 1 else ""
        parts.append(f"{candidate_name(findings, one)}: {told}Gains, in points of 100: {gains}.")
    return " ".join(parts)


def _term(findings: Findings, issue: str, candidate: Candidate) -> str:
    return f"{findings.scenario.issue[issue].ask} “{_label(findings, issue, candidate)}”"


def _label(findings: Findings, issue: str, candidate: Candidate) -> str:
    position = candidate.deal.positions[findings.space.issues.index(issue)]
    spec = findings.scenario.issue[issue]
    return clean(option_label(spec, spec.options[position].id))


def _list(page: Page, findings: Findings, chosen: Sequence[Candidate]) -> float:
    """Write one package below another, each open issue once with what each says of it; give where it ends."""
    y, only = page.top, len(chosen) == 1
    letters = [chr(ord("A") + k) for k in range(len(chosen))]
    differing = [] if only else _differing(findings, chosen)

    def head(words: str) -> None:
        nonlocal y
        page.line([page.left, page.right], [y + 0.06] * 2, color=FAINT, width=0.8)
        y += page.block(page.left, y + 0.1, words, page.width, 0.6, LEAD, bold=True) + 0.14

    def say(words: str, color: str = INK, mark: str = "") -> None:
        nonlocal y
        page.block(page.left, y, mark, 0.9, 0.3, BODY, bold=True)
        room = width_of(mark, BODY, bold=True) + 0.12 if mark else 0.0
        size = SMALL if color == MUTED else BODY
        y += page.block(page.left + room, y, words, page.width - room, 2.0, size, color=color)

    if not only:
        for letter, one in zip(letters, chosen, strict=True):
            say(candidate_name(findings, one), mark=letter)
    same = [issue for issue in findings.space.issues if issue not in differing]
    if same:
        head("What it says" if only else "Alike in all of these")
    for issue in same:
        say(findings.scenario.issue[issue].ask, MUTED)
        say(_label(findings, issue, chosen[0]))
    if differing:
        head("Still open")
    for issue in differing:
        say(findings.scenario.issue[issue].ask, MUTED)
        labels = [_label(findings, issue, one) for one in chosen]
        for label in dict.fromkeys(labels):
            holders = [a for a, b in zip(letters, labels, strict=True) if b == label]
            say(label, mark=" ".join(holders))
    head(POINTS)
    sheet = _Sheet(page, findings, chosen)
    values = [float(one.deal.gains[a]) for one in chosen for a in sheet.actors]
    low, high = min(0.0, *values), max(0.0, *values)
    side = width_of("−100", SMALL) + 0.1
    left = page.left + (0.0 if only else 0.25) + (side if low < 0 else 0.0)
    scale = (page.right - side - left) / ((high - low) or 1.0)
    for actor in sheet.actors:
        say(name_of(findings, actor))
        for letter, one in zip(letters, chosen, strict=True):
            page.block(
                page.left, y, "" if only else letter, 0.3, 0.2, SMALL, bold=True, color=MUTED
            )
            sheet.bar(one.deal.gains[actor], left - low * scale, scale, y, BAR[0])
            y += BAR[0]
        y += 0.06
    return y


class _Sheet:
    def __init__(self, page: Page, findings: Findings, chosen: Sequence[Candidate]) -> None:
        self.page, self.findings, self.chosen = page, findings, chosen
        self.ask = ASK_BESIDE[len(chosen) > FEW] if page.sheet.is_bare else ASK
        self.width = (page.width - self.ask) / max(len(chosen), 2)
        self.left = page.left + self.ask
        self.actors = [actor.id for actor in findings.scenario.actors]

    def terms(self) -> list[str]:
        """Draw as much as the page holds, and give the issues left over; with them, where any is, the gains."""
        page = self.page
        differing = _differing(self.findings, self.chosen)
        same = [i for i in self.findings.space.issues if i not in differing]
        room = page.bottom - page.top
        bars = 0.32 + BAR[0] * len(self.actors)
        y = page.top + self._agreed(same, room - bars - ROW[0] * len(differing) - 0.95)
        if not differing:
            if page.bottom - y < bars:
                return ["gains"]
            self._gains(y + 0.05)
            return []
        y += self._heads(y)
        fits = int((page.bottom - y - bars) / ROW[0])
        if fits >= len(differing):
            height = min(ROW[1], (page.bottom - y - bars) / len(differing))
            height = min(height, 0.4) if page.sheet.is_bare else height
            self._open(differing, y, height)
            self._gains(y + height * len(differing) + 0.05)
            return []
        fits = max(1, int((page.bottom - y) / ROW[0]))
        self._open(differing[:fits], y, min(ROW[1], (page.bottom - y) / len(differing[:fits])))
        return [*differing[fits:], "gains"]

    def more(self, left: list[str]) -> list[str]:
        """Go on with issues left over, and end with the gains."""
        page = self.page
        y = page.top + self._heads(page.top)
        issues = [one for one in left if one != "gains"]
        bars = 0.32 + BAR[0] * len(self.actors)
        fits = min(len(issues), max(0, int((page.bottom - y - bars) / ROW[0])))
        if issues:
            if not fits:
                fits = max(1, int((page.bottom - y) / ROW[0]))
                self._open(issues[:fits], y, ROW[0])
                return [*issues[fits:], "gains"]
            self._open(issues[:fits], y, ROW[0])
            y += ROW[0] * fits
            if fits < len(issues):
                return [*issues[fits:], "gains"]
        self._gains(y + 0.05)
        return []

    def _agreed(self, same: list[str], room: float) -> float:
        """List what all share, in two columns, and give the height."""
        if not same:
            return 0.0
        page = self.page
        only = len(self.chosen) == 1
        head = "What it says" if only else "Alike in all of these"
        used = (
            page.block(page.left, page.top - 0.02, head, page.width, 0.25, LEAD, bold=True) + 0.04
        )
        columns = 2 if len(same) > 3 and not page.sheet.is_bare else 1
        rows = -(-len(same) // columns)
        each = min(0.36 if columns == 2 else 0.4, max(0.2, (room - used) / rows))
        width = page.width / columns
        name = 2.8 if columns == 2 or page.sheet.is_bare else self.ask
        asks = fit_all(
            [self._asked(i, name - 0.15, each) for i in same], name - 0.15, each - 0.03, SMALL
        )
        labels = fit_all(
            [_label(self.findings, i, self.chosen[0]) for i in same],
            width - name - 0.4,
            each - 0.03,
            BODY,
        )
        page.box(
            page.left - 0.08,
            page.top + used - 0.04,
            page.width + 0.16,
            rows * each + 0.08,
            fill=PALE_ZONE if self.chosen[0].why != "miss" else "#F3F3F3",
            zorder=0,
        )
        for number, _ in enumerate(same):
            column, row = divmod(number, rows)
            x, y = page.left + column * width, page.top + used + row * each
            page.lines(x, y + 0.01, asks[number], color=MUTED)
            page.lines(x + name, y + 0.01, labels[number])
        return used + rows * each + 0.16

    def _asked(self, issue: str, width: float, height: float) -> str:
        """Give the question whole where it has room, else its short name."""
        spec = self.findings.scenario.issue[issue]
        whole = fit(spec.ask, width, height - 0.03, SMALL)
        return short_issue(spec) if whole.lines[-1].endswith("…") else spec.ask

    def _heads(self, y: float) -> float:
        page = self.page
        if len(self.chosen) < 2:
            return 0.0
        names = [candidate_name(self.findings, one) for one in self.chosen]
        heads = fit_all(names, self.width - 0.2, 0.56, BODY, bold=True)
        page.block(page.left, y, "Still open", self.ask - 0.2, 0.25, LEAD, bold=True)
        for number, fitted in enumerate(heads):
            page.lines(self.left + number * self.width + 0.04, y, fitted, bold=True)
        return max(0.22, *(one.height for one in heads)) + 0.06

    def _open(self, issues: Sequence[str], y: float, height: float) -> None:
        page = self.page
        asks = fit_all(
            [self._asked(i, self.ask - 0.2, height) for i in issues],
            self.ask - 0.2,
            height - 0.02,
            SMALL,
        )
        labels = [_label(self.findings, i, one) for i in issues for one in self.chosen]
        fitted = fit_all(labels, self.width - 0.2, height - 0.02, BODY)
        for row, issue in enumerate(issues):
            top = y + row * height
            page.line([page.left, page.right], [top, top], color=FAINT, width=0.5)
            page.lines(page.left, top + 0.015, asks[row], color=MUTED)
            base = self.chosen[0].deal.package[issue]
            for number, one in enumerate(self.chosen):
                x = self.left + number * self.width
                is_other = number > 0 and one.deal.package[issue] != base
                place = row * len(self.chosen) + number
                color = INK if number == 0 or is_other else MUTED
                page.lines(x + 0.04, top + 0.015, fitted[place], color=color)
                if is_other:
                    page.line([x - 0.04] * 2, [top + 0.05, top + height - 0.05], width=2)

    def _gains(self, y: float) -> None:
        page = self.page
        most = 0.32 if page.sheet.is_bare else BAR[1]
        each = min(most, (page.bottom - y - 0.3) / len(self.actors))
        page.line([page.left, page.right], [y, y], color=INK, width=1)
        page.block(page.left, y + 0.05, POINTS, page.width, 0.22, SMALL, bold=True)
        values = [float(one.deal.gains[a]) for one in self.chosen for a in self.actors]
        low, high = min([0.0, *values]), max([0.0, *values])
        span = (high - low) or 1.0
        figure = width_of("−100", SMALL) + 0.1
        across = self.width - 0.3 - figure * (2 if low < 0 else 1)
        names = fit_all(
            [self._named(actor) for actor in self.actors],
            self.ask - 0.2,
            max(height_of(1, BODY), each),
            BODY,
        )
        for row, actor in enumerate(self.actors):
            top = y + 0.29 + row * each
            page.lines(page.left, top + (each - names[row].height) / 2, names[row])
            for number, one in enumerate(self.chosen):
                x = self.left + number * self.width + 0.04 + (figure if low < 0 else 0)
                self.bar(one.deal.gains[actor], x - low / span * across, across / span, top, each)
        page.end(y + 0.29 + each * len(self.actors))

    def bar(self, gained: Fraction, zero: float, scale: float, top: float, each: float) -> None:
        """Draw a gain from where none is, so many inches for all of what can be had."""
        page, value = self.page, float(gained)
        end = zero + value * scale
        thick = min(0.4, each * 0.62)
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
        words = fit(points(gained), 1, 0.2, SMALL)
        page.lines(
            end + (-0.05 if is_loss else 0.05),
            top + (each - words.height) / 2,
            words,
            color=AGAINST if is_loss else INK,
            align="right" if is_loss else "left",
        )

    def _named(self, actor: str) -> str:
        spec = self.findings.scenario.actor[actor]
        whole = spec.name + (" (not asked)" if spec.consent.kind == "never" else "")
        if width_of(whole, LEAST) <= self.ask - 0.2:
            return whole
        return short_name_of(self.findings, actor) + (
            " (not asked)" if spec.consent.kind == "never" else ""
        )


KIND = Kind(
    "terms",
    "What is agreed, what is still open, and who gains what?",
    draw,
    needs=find,
    applies=lambda findings, _: findings.zone.is_open or bool(findings.corrections),
)
