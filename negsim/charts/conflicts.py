"""The knots: actors as columns, their demands as boxes, and a line through the boxes that exclude one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.patches import PathPatch
from matplotlib.path import Path

from negsim.charts.headlines import answer, name_of, names_of, no_part
from negsim.charts.kind import Kind
from negsim.charts.knot_lines import draw_lines, look_of, tag
from negsim.charts.knot_rows import LEAST, KnotRows, grounds
from negsim.charts.output import SLIDE, Picture, sheet
from negsim.charts.page import Page
from negsim.charts.style import BODY, INK, LEAD, MARGIN, MUTED
from negsim.charts.words import fit, height_of, joined, wrap
from negsim.questions.zone.demands import says
from negsim.questions.zone.result import Conflict, Findings
from negsim.space.members import Member

KNOTS = 8  # that lines can be followed of; more are drawn as rows of dots
_RULES = ""
_ABOUT = 2.35  # inches of title, lead and source line
_TAG = 0.24  # inches that a number on a line takes


def draw(findings: Findings) -> Picture:
    """Draw every conflict: as lines through boxes where these are few, else demand by demand as rows of dots."""
    ordered = sorted(findings.conflicts, key=lambda c: (len(c.members), c.paths))
    columns = _columns(findings, ordered)
    said = _title(findings, ordered), _lead(findings, ordered), _alt(findings, ordered)
    if not ordered:
        page = Page(findings, *said, least=LEAST)
        page.note(
            "Some package crosses no red line of anyone asked."
            if findings.zone.red_line_size
            else "No minimal conflict was found to show."
        )
        return page.picture
    if sheet().is_narrow:
        page = Page(findings, *said, least=LEAST)
        page.end(draw_lines(page, findings, columns, ordered))
        return page.picture
    if len(ordered) > KNOTS:
        rows = KnotRows(findings, columns, ordered)
        page = Page(findings, *said, height=max(SLIDE[1], rows.height + _ABOUT), least=LEAST)
        rows.draw(page)
        return page.picture
    board = _Board(findings, columns, ordered)
    page = Page(findings, *said, height=max(SLIDE[1], board.least + _ABOUT), least=LEAST)
    board.draw(page)
    return page.picture


def _columns(findings: Findings, ordered: Sequence[Conflict]) -> dict[str, list[Member]]:
    members = {m.path: m for conflict in ordered for m in conflict.members}
    columns: dict[str, list[Member]] = {}
    for actor in findings.space.actors:
        owned = [m for m in members.values() if m.actor == actor]
        if owned:
            columns[actor] = owned
    rules = [m for m in members.values() if m.actor is None]
    if rules:
        columns[_RULES] = rules
    return columns


def _title(findings: Findings, ordered: Sequence[Conflict]) -> str:
    if not ordered:
        return answer(findings)
    actors = [
        a for a in findings.space.actors if any(m.actor == a for c in ordered for m in c.members)
    ]
    names = names_of(findings, actors) if actors else "the rules"
    if len(ordered) > 1:
        between = f", between {names}" if 1 < len(actors) < 5 else ""
        return f"No deal: {len(ordered):,} sets of demands, each enough to prevent one{between}"
    if len(ordered[0].members) == 1:
        return f"No deal: one demand alone leaves no package ({names})"
    whose = f"demands of {names}" if actors else names
    return f"No deal: {whose} exclude one another"


def _lead(findings: Findings, ordered: Sequence[Conflict]) -> str:
    if not ordered:
        return ""
    is_lines = len(ordered) <= KNOTS or sheet().is_narrow
    what = "line" if is_lines else "column of dots"
    has_rules = any(m.layer == "rules" for c in ordered for m in c.members)
    given = "options" if has_rules else "rules and options"
    text = f"Each {what} joins demands that together leave no package, the {given} given; any fewer of them leave some."
    if any(m.is_assumed for c in ordered for m in c.members):
        boxes = "in dashed boxes" if is_lines else "in grey"
        text += f" What stands {boxes} no claim supports."
    return " ".join(filter(None, (text, no_part(findings, [c.members for c in ordered]))))


def _alt(findings: Findings, ordered: Sequence[Conflict]) -> str:
    if len(ordered) <= KNOTS:
        knots = (
            f"Knot {number}: {joined([_told(findings, m) for m in conflict.members])}."
            for number, conflict in enumerate(ordered, start=1)
        )
        return " ".join(knots) or "There is no knot to show."
    members = [m for some in _columns(findings, ordered).values() for m in some]
    number_of = {member.path: number for number, member in enumerate(members, start=1)}
    demands = (f"{number_of[m.path]}, {_told(findings, m)}" for m in members)
    knots = (
        joined([str(number) for number in sorted(number_of[path] for path in conflict.paths)])
        for conflict in ordered
    )
    return f"Demands: {'; '.join(demands)}. Knots: {'; '.join(knots)}."


def _told(findings: Findings, member: Member) -> str:
    whose = name_of(findings, member.actor) if member.actor else "a rule"
    return f"{whose}: {says(findings, member, None)} ({grounds(member)})"


class _Board:
    """Boxes in columns, and lines through them."""

    def __init__(
        self, findings: Findings, columns: dict[str, list[Member]], shown: Sequence[Conflict]
    ) -> None:
        self.findings, self.columns, self.shown = findings, columns, shown
        count, width = len(columns), SLIDE[0] - 2 * MARGIN
        self.gap = max(0.6, 1.5 - 0.15 * count) if count > 1 else 1.2
        self.width = min(5.4, (width - self.gap * (count - 1)) / count)
        spread = count * self.width + (count - 1) * self.gap
        self.start = MARGIN + (width - spread) / 2
        self.head = 0.55
        self.most = max(len(owned) for owned in columns.values())
        members = [m for owned in columns.values() for m in owned]
        self.tall = max(map(self._needs, members))
        self.least = self.head + self.most * (self.tall + 0.2)
        self.boxes: dict[str, tuple[int, float, float]] = {}  # path -> column, left, top
        self.lanes: dict[tuple[int, float], int] = {}  # column, height -> lines that pass there

    def _needs(self, member: Member) -> float:
        """Inches that a box takes at least: all its words, and a place for each line that meets it."""
        words = wrap(says(self.findings, member, None), self.width - 0.3, BODY)
        small = wrap(grounds(member), self.width - 0.3, LEAST)
        through = sum(member.path in conflict.paths for conflict in self.shown)
        tall = 0.2 + height_of(len(words), BODY) + 0.06 + height_of(len(small), LEAST)
        return max(tall, (through + 1) * _TAG)

    def draw(self, page: Page) -> None:
        self.page = page
        most = 3.0 if self.most == 1 else 2.3
        self.pitch = min(max(most, self.tall + 0.2), (page.height - self.head) / self.most)
        self.height = self.pitch - min(0.3, max(0.14, self.pitch * 0.14))
        members = [m for owned in self.columns.values() for m in owned]
        self.size = min(fit(*self._words(member)).size for member in members)
        for number, (actor, owned) in enumerate(self.columns.items()):
            x = self.start + number * (self.width + self.gap)
            name = name_of(self.findings, actor) if actor else "Rules"
            page.block(
                x + self.width / 2, page.top, name, self.width, 0.44, 13, bold=True, align="center"
            )
            room = page.height - self.head
            lift = (room - self.pitch * len(owned)) * (0.3 if len(owned) < 4 else 0.5)
            for place, member in enumerate(owned):
                top = page.top + self.head + max(0, lift) + place * self.pitch
                self.boxes[member.path] = (number, x, top)
                self._box(member, x, top)
        for number, conflict in enumerate(self.shown):
            self._knot(number, conflict)

    def _box(self, member: Member, x: float, y: float) -> None:
        page, width, height = self.page, self.width, self.height
        dash = (0, (4, 2)) if member.is_assumed else "-"
        round_by = min(0.08, height / 6)
        look = {"fill": "white", "edge": INK, "dash": dash, "zorder": 3, "round_by": round_by}
        page.box(x, y, width, height, line=1.4, **look)  # type: ignore[arg-type]
        small = fit(grounds(member), width - 0.3, height, LEAST, least=LEAST)
        words, across, room, _ = self._words(member)
        page.lines(x + 0.15, y + 0.08, fit(words, across, room, self.size))
        page.lines(x + 0.15, y + height - 0.07 - small.height, small, color=MUTED)

    def _words(self, member: Member) -> tuple[str, float, float, float]:
        """Give what a box says, its room, and the size of the letters if it had the board for itself."""
        small = fit(grounds(member), self.width - 0.3, self.height, LEAST, least=LEAST)
        room = self.height - 0.2 - small.height
        large = 18 if room > 1.5 else 14 if room > 0.9 else LEAD
        return says(self.findings, member, None), self.width - 0.3, room, large

    def _port(self, path: str, number: int, *, right: bool) -> tuple[float, float]:
        """Where a knot's line meets a box: every knot at its own height."""
        _, x, y = self.boxes[path]
        through = [k for k, conflict in enumerate(self.shown) if path in conflict.paths]
        place = (through.index(number) + 1) / (len(through) + 1)
        return x + (self.width if right else 0), y + self.height * place

    def _knot(self, number: int, conflict: Conflict) -> None:
        color, dash = look_of(number)
        paths = sorted(conflict.paths, key=lambda path: (self.boxes[path][0], self.boxes[path][2]))
        if len(paths) == 1:
            x, y = self._port(paths[0], number, right=True)
            tag(self.page, x, y, number, color)
            return
        for one, other in pairwise(paths):
            same = self.boxes[one][0] == self.boxes[other][0]
            start = self._port(one, number, right=True)
            end = self._port(other, number, right=same)
            if same:
                bend = self.gap * 0.45
                inner = [(start[0] + bend, start[1]), (end[0] + bend, end[1])]
                places = [start, *inner, end]
            else:
                places = self._between(start, end, self.boxes[one][0], self.boxes[other][0])
            codes = [Path.MOVETO, *[Path.CURVE4] * (len(places) - 1)]
            self.page.axes.add_patch(
                PathPatch(
                    Path(places, codes),
                    facecolor="none",
                    edgecolor=color,
                    linewidth=3,
                    linestyle=dash,
                    capstyle="round",
                    zorder=2,
                )
            )
            for x, y in (start, end):
                tag(self.page, x, y, number, color)

    def _between(
        self, start: tuple[float, float], end: tuple[float, float], first: int, last: int
    ) -> list[tuple[float, float]]:
        """Lead a line past the columns between two boxes: above, below or between the boxes there, never behind one."""
        stops = [start]
        for column in range(first + 1, last):
            x = self.start + column * (self.width + self.gap)
            part = (x + self.width / 2 - start[0]) / (end[0] - start[0])
            free = self._free(column, start[1] + part * (end[1] - start[1]))
            stops += [(x, free), (x + self.width, free)]
        stops.append(end)
        places = [start]
        for (x, y), (u, v) in pairwise(stops):
            middle = (x + u) / 2
            places += [(middle, y), (middle, v), (u, v)]
        return places

    def _free(self, column: int, wanted: float) -> float:
        """Give the height nearest to one at which a column has no box, each line that takes it a little apart."""
        tops = sorted(y for place, _, y in self.boxes.values() if place == column)
        space = self.pitch - self.height
        lanes = [tops[0] - space / 2, *(y + self.height + space / 2 for y in tops)]
        lane = min(lanes, key=lambda y: (abs(y - wanted), y))
        taken = self.lanes.get((column, lane), 0)
        self.lanes[column, lane] = taken + 1
        return lane + (taken % 3 - 1) * min(0.05, space / 4) if taken else lane


KIND = Kind(
    "conflicts",
    "Which demands exclude one another, and what do they rest on?",
    draw,
    applies=lambda findings, _: bool(findings.conflicts),
    instead="zone",
)
