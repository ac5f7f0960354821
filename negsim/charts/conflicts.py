"""The knots: actors as columns, their demands as boxes, and a line through the boxes that exclude one another."""

from __future__ import annotations

from itertools import pairwise

from matplotlib.patches import PathPatch
from matplotlib.path import Path

from negsim.charts.headlines import answer, name_of, names_of, path_in_words
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import BODY, DASHES, INK, LEAD, MUTED, SERIES, SMALL
from negsim.charts.words import fit, joined
from negsim.questions.zone.result import Conflict, Findings
from negsim.space.members import Member

KNOTS = 8
BOXES = 7  # of one column
_RULES = ""


def draw(findings: Findings) -> Picture:
    """Draw the smallest conflicts, at most eight."""
    ordered = sorted(findings.conflicts, key=lambda c: (len(c.members), c.paths))
    shown = _shown(ordered)
    page = Page(findings, _title(findings, ordered), _lead(ordered, shown), _alt(findings, shown))
    if not shown:
        page.note(
            "No demands exclude one another: some package crosses no red line of anyone asked"
            if findings.zone.is_open
            else "There is no conflict to show",
        )
        return page.picture
    columns = _columns(findings, shown)
    _Board(page, findings, columns, shown).draw()
    return page.picture


def _shown(ordered: list[Conflict]) -> list[Conflict]:
    """Take conflicts as long as their boxes find room in the columns."""
    chosen: list[Conflict] = []
    for conflict in ordered:
        tried = [*chosen, conflict]
        owners: dict[str | None, set[str]] = {}
        for member in (m for c in tried for m in c.members):
            owners.setdefault(member.actor, set()).add(member.path)
        if len(tried) > KNOTS or (chosen and max(map(len, owners.values())) > BOXES):
            break
        chosen = tried
    return chosen


def _columns(findings: Findings, shown: list[Conflict]) -> dict[str, list[Member]]:
    members = {m.path: m for conflict in shown for m in conflict.members}
    columns: dict[str, list[Member]] = {}
    for actor in findings.space.actors:
        owned = [m for m in members.values() if m.actor == actor]
        if owned:
            columns[actor] = sorted(owned, key=lambda m: m.path)
    rules = [m for m in members.values() if m.actor is None]
    if rules:
        columns[_RULES] = sorted(rules, key=lambda m: m.path)
    return columns


def _title(findings: Findings, ordered: list[Conflict]) -> str:
    if not ordered:
        return answer(findings)
    if len(ordered) > 1:
        actors = [
            a
            for a in findings.space.actors
            if any(m.actor == a for c in ordered for m in c.members)
        ]
        between = f", between {names_of(findings, actors)}" if 1 < len(actors) < 5 else ""
        return f"No deal: {len(ordered):,} sets of demands, each enough to prevent one{between}"
    members = ordered[0].members
    if len(members) == 1:
        return f"No deal: {path_in_words(findings, members[0].path)} alone leaves no package"
    named = joined([path_in_words(findings, member.path) for member in members[:4]])
    more = f" and {len(members) - 4} more" if len(members) > 4 else ""
    return f"No deal: {named}{more} exclude one another"


def _lead(ordered: list[Conflict], shown: list[Conflict]) -> str:
    text = "Each line joins demands that leave no package together, though any fewer of them would."
    if len(shown) < len(ordered):
        text += f" {len(shown)} of {len(ordered):,} knots are shown, the smallest."
    if any(m.is_assumed for c in shown for m in c.members):
        text += " No claim supports the dashed boxes."
    return text


def _alt(findings: Findings, shown: list[Conflict]) -> str:
    parts = []
    for number, conflict in enumerate(shown, start=1):
        said = [
            f"{path_in_words(findings, m.path)} ({m.says}; {_grounds(m)})" for m in conflict.members
        ]
        parts.append(f"Knot {number}: {joined(said)}.")
    return " ".join(parts) or "Nothing stands against anything."


def _grounds(member: Member) -> str:
    if member.layer == "rules":
        return f"because {member.because}" if member.because else "a rule"
    parts = []
    if member.reading is not None:
        parts.append(f"meant as “{member.reading.replace('_', ' ')}”")
    if member.claims:
        parts.append(" ".join(claim.id for claim in member.claims[:6]))
    parts.append(member.rests)
    return " · ".join(parts)


class _Board:
    """Boxes in columns, and lines through them."""

    def __init__(
        self,
        page: Page,
        findings: Findings,
        columns: dict[str, list[Member]],
        shown: list[Conflict],
    ) -> None:
        self.page, self.findings, self.columns, self.shown = page, findings, columns, shown
        count = len(columns)
        self.gap = max(0.6, 1.5 - 0.15 * count) if count > 1 else 1.2
        self.width = min(4.8, (page.width - self.gap * (count - 1)) / count)
        spread = count * self.width + (count - 1) * self.gap
        self.start = page.left + (page.width - spread) / 2
        self.head = 0.5
        most = max(len(owned) for owned in columns.values())
        self.pitch = min(1.9, (page.height - self.head) / most)
        self.height = self.pitch - min(0.3, self.pitch * 0.18)
        self.boxes: dict[str, tuple[int, float, float]] = {}  # path -> column, left, top

    def draw(self) -> None:
        page = self.page
        for number, (actor, owned) in enumerate(self.columns.items()):
            x = self.start + number * (self.width + self.gap)
            name = name_of(self.findings, actor) if actor else "Rules"
            page.block(
                x + self.width / 2, page.top, name, self.width, 0.42, 13, bold=True, align="center"
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
        page.box(
            x,
            y,
            width,
            height,
            fill="white",
            edge=INK,
            line=1.4,
            dash=dash,
            zorder=3,
            round_by=min(0.08, height / 6),
        )
        grade = 0.4 if height > 0.6 else 0.3
        if member.grade is not None:
            size = 15 if height > 0.6 else 10
            page.block(
                x + width - 0.14 - grade / 2,
                y + 0.06,
                member.grade,
                grade,
                0.3,
                size,
                bold=True,
                align="center",
            )
            if height > 0.6:
                page.block(
                    x + width - 0.14 - grade / 2,
                    y + 0.32,
                    "grade",
                    0.6,
                    0.14,
                    6.5,
                    align="center",
                    color=MUTED,
                )
        room = width - 0.3 - (grade + 0.1 if member.grade is not None else 0)
        inner = height - 0.14
        name = member.path if member.layer == "rules" else member.id.replace("_", " ")
        used = page.block(x + 0.15, y + 0.07, name, room, inner * 0.3, BODY, bold=True)
        grounds = fit(_grounds(member), room, max(0.12, inner * 0.24), SMALL)
        says = fit(
            member.says,
            room,
            max(0.12, inner - used - grounds.height - 0.04),
            14 if height > 1.2 else LEAD if height > 0.9 else BODY,
        )
        page.lines(x + 0.15, y + 0.08 + used, says)
        if used + says.height + grounds.height <= inner + 0.02:
            page.lines(x + 0.15, y + height - 0.07 - grounds.height, grounds, color=MUTED)

    def _port(self, path: str, number: int, *, right: bool) -> tuple[float, float]:
        """Where a knot's line meets a box: every knot at its own height."""
        _, x, y = self.boxes[path]
        through = [k for k, conflict in enumerate(self.shown) if path in conflict.paths]
        place = (through.index(number) + 1) / (len(through) + 1)
        return x + (self.width if right else 0), y + self.height * place

    def _knot(self, number: int, conflict: Conflict) -> None:
        color = SERIES[number % len(SERIES)]
        dash = DASHES[(number // 2) % len(DASHES)] if len(self.shown) > 1 else "-"
        paths = sorted(conflict.paths, key=lambda path: (self.boxes[path][0], self.boxes[path][2]))
        if len(paths) == 1:
            x, y = self._port(paths[0], number, right=True)
            self._tag(x, y, number, color)
            return
        for one, other in pairwise(paths):
            same = self.boxes[one][0] == self.boxes[other][0]
            start = self._port(one, number, right=True)
            end = self._port(other, number, right=same)
            bend = self.gap * (0.45 if same else 0.5)
            inner = (start[0] + bend, start[1]), (end[0] + (bend if same else -bend), end[1])
            codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
            self.page.axes.add_patch(
                PathPatch(
                    Path([start, *inner, end], codes),
                    facecolor="none",
                    edgecolor=color,
                    linewidth=3,
                    linestyle=dash,
                    capstyle="round",
                    zorder=2,
                )
            )
            for x, y in (start, end):
                self._tag(x, y, number, color)

    def _tag(self, x: float, y: float, number: int, color: str) -> None:
        """Number the places where a knot's line meets its boxes, so that no line need be followed."""
        self.page.dot(x, y, color=color, size=13, zorder=6)
        words = str(number + 1)
        size = 8.0
        self.page.axes.text(
            x,
            y + size * 0.36 / 72,
            words,
            size=size,
            color="white" if color not in {"#E69F00", "#56B4E9", "#CC79A7"} else INK,
            weight="bold",
            ha="center",
            va="baseline",
            parse_math=False,
            zorder=7,
        )


KIND = Kind(
    "conflicts",
    "Which demands exclude one another, and what do they rest on?",
    draw,
    applies=lambda findings, _: bool(findings.conflicts),
)
