"""Who could agree with whom: a matrix of pairs, what each accepts alone, and what is left if one is not asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log10
from typing import Any

from negsim.charts.headlines import name_of, names_of, short_name_of, short_names_of
from negsim.charts.kind import Kind
from negsim.charts.output import SLIDE, Picture
from negsim.charts.page import Page
from negsim.charts.style import (
    AGAINST,
    BODY,
    CLOSED,
    FAINT,
    INK,
    LEAST,
    MUTED,
    PALE_AGAINST,
    REFUSED_HATCH,
    SMALL,
    thinned,
)
from negsim.charts.words import (
    Fitted,
    clean,
    counted,
    fit,
    fit_all,
    height_of,
    is_whole,
    joined,
    width_of,
)
from negsim.questions.zone.result import Coalition, Findings

NAMES = 2.3  # inches
BESIDE_NARROW = 1.2  # inches of names, and the greatest height of a cell, on a narrow sheet
NUMBER = 0.3  # where names have no room there and are told above
FEWEST = 0.4  # inches across of a cell beside names
NUMBERS = 0.3  # of what is over the steps then
LOW = 0.42
CELL = (0.24, 1.3)  # inches, least and greatest height
WIDE = 2.6  # inches, greatest width
BESIDE = 1.5  # inches of what is left if one is not asked
HEAD = 0.5
KEY = 0.3
SETS = 4  # of three and more that are named
_SHADE = "#56B4E9"
LEAD = "Feasible packages that suit both, wherever they are asked; on the steps, what each accepts alone."


def draw(findings: Findings) -> Picture:
    """Draw a cell per pair of actors: how many packages suit both; hatched where none does.

    Parameters
    ----------
    findings : Findings
    """
    blocking = blockers(findings)
    actors = [a.id for a in findings.scenario.actors if a.consent.kind != "never"]
    unasked = [a.id for a in findings.scenario.actors if a.consent.kind == "never"]
    lead = f"{LEAD} Not asked: {short_names_of(findings, unasked)}." if unasked else LEAD
    said = _title(findings, blocking), lead, _alt(findings, blocking)
    page = Page(findings, *said)
    if not findings.feasible:
        page.note("There is no feasible package, so that nobody can accept any.")
        return page.picture
    if len(actors) < 2:
        words = f"{name_of(findings, actors[0])} alone is asked: it accepts"
        page.note(f"{words} {counted(findings.accepted_by[actors[0]], 'feasible package')}.")
        return page.picture
    sets = [one for one in blocking if len(one.members) > 2]
    foot = KEY + 0.22 * min(len(sets), SETS + 1)
    if page.sheet.is_narrow:
        y = _Matrix(page, findings, actors, LOW * len(actors)).draw()
        for one in sets:
            words = f"✕ No package suits {names_of(findings, one.members)}, though any fewer do."
            y += page.block(page.left, y, words, page.width, 2.0, SMALL, color=CLOSED) + 0.04
        page.end(y)
        return page.picture
    more = HEAD + CELL[0] * len(actors) + foot - page.height
    if more > 0:
        page = Page(findings, *said, height=SLIDE[1] + more)
    _Matrix(page, findings, actors, page.height - HEAD - foot).draw()
    y = page.bottom - foot + KEY
    for number, one in enumerate(sets[: SETS + 1]):
        words = f"✕ No package suits {names_of(findings, one.members)}, though any fewer of them share some."
        if number == SETS:
            words = f"✕ And {counted(len(sets) - SETS, 'further set')} of three and more."
        page.block(page.left, y + 0.22 * number, words, page.width, 0.22, SMALL, color=CLOSED)
    return page.picture


class _Matrix:
    """Steps down from the left: whoever stands in a row meets those before it."""

    def __init__(self, page: Page, findings: Findings, actors: list[str], room: float) -> None:
        self.page, self.findings, self.actors = page, findings, actors
        self.counts: Mapping[frozenset[str], int] = {
            frozenset(one.members): one.accept for one in findings.coalitions
        }
        count = len(actors)
        self.height = min(CELL[1], room / count)
        self.names = BESIDE_NARROW if page.sheet.is_narrow else NAMES
        self.has_beside = (
            not page.sheet.is_narrow
            and count > 2
            and all(frozenset(actors) - {actor} in self.counts for actor in actors)
        )
        beside = BESIDE + 0.2 if self.has_beside else 0.0
        self.width = min(WIDE, (page.width - self.names - beside) / count)
        self.left, self.top = page.left + self.names, page.top + HEAD
        self.is_named = self.width >= 0.95
        self.rows = self._fitted()
        has_room = self.width >= FEWEST and all(map(is_whole, self._numbered(), self.rows))
        if page.sheet.is_narrow and not has_room:
            self._listed()

    def draw(self) -> float:
        """Draw it, and give where its key ends."""
        page, count = self.page, len(self.actors)
        self._names()
        for row, one in enumerate(self.actors):
            self._cell(row, row, self.findings.accepted_by[one], is_alone=True)
            for column, other in enumerate(self.actors[:row]):
                suits = self.counts.get(frozenset((one, other)))
                if suits is not None:
                    self._cell(row, column, suits, is_alone=False)
        if self.has_beside:
            x = self.left + self.width * count + 0.2
            page.block(
                x,
                page.top,
                "all together, if it were not asked",
                BESIDE,
                HEAD - 0.1,
                SMALL,
                color=MUTED,
            )
            everyone = frozenset(self.actors)
            for row, one in enumerate(self.actors):
                suits = self.counts[everyone - {one}]
                color = INK if suits else MUTED
                top = self.top + row * self.height
                page.block(
                    x,
                    top,
                    f"{suits:,}",
                    BESIDE,
                    self.height,
                    BODY,
                    color=color,
                    bold=bool(suits),
                    middle=True,
                )
        return self._key(self.top + self.height * count + 0.1)

    def _numbered(self) -> list[str]:
        names = [clean(short_name_of(self.findings, actor)) for actor in self.actors]
        if self.is_named:
            return names
        return [f"{k}  {name}" for k, name in enumerate(names, start=1)]

    def _fitted(self) -> list[Fitted]:
        return fit_all(self._numbered(), self.names - 0.15, self.height - 0.03, BODY)

    def _listed(self) -> None:
        """Leave numbers alone beside the steps, and tell above them whose these are."""
        page, y = self.page, self.page.top
        for number, actor in enumerate(self.actors, start=1):
            name = short_name_of(self.findings, actor)
            page.block(page.left, y, str(number), NUMBER, 0.2, BODY)
            y += page.block(page.left + NUMBER, y, name, page.width - NUMBER, 1.0, BODY) + 0.02
        self.rows = [fit(str(number), NUMBER, 0.2, BODY) for number, _ in enumerate(self.actors, 1)]
        self.names, self.is_named = NUMBER, False
        self.left, self.top = page.left + NUMBER, y + NUMBERS
        self.width = min(WIDE, (page.width - NUMBER) / len(self.actors))

    def _names(self) -> None:
        page = self.page
        for row, fitted in enumerate(self.rows):
            top = self.top + row * self.height
            page.line([page.left, self.left], [top, top], color=FAINT, width=0.4)
            page.lines(page.left, top + (self.height - fitted.height) / 2, fitted)
        for column, actor in enumerate(self.actors):
            name = short_name_of(self.findings, actor)
            words = name if self.is_named else str(column + 1)
            head = fit(words, self.width - 0.08, HEAD - 0.06, SMALL)
            middle = self.left + (column + 0.5) * self.width
            page.lines(middle, self.top - 0.04 - head.height, head, align="center", color=MUTED)

    def _cell(self, row: int, column: int, suits: int, *, is_alone: bool) -> None:
        page = self.page
        x, y = self.left + column * self.width, self.top + row * self.height
        box = (x + 0.02, y + 0.02, self.width - 0.04, self.height - 0.04)
        if not suits:
            page.box(*box, fill=PALE_AGAINST, edge=AGAINST, line=0.4, hatch=REFUSED_HATCH)
            page.dot(
                x + self.width / 2,
                y + self.height / 2,
                color="white",
                edge="white",
                size=min(20, self.height * 60),
                zorder=2,
            )
        elif is_alone:
            page.box(*box, edge=MUTED, line=0.8)
        else:
            share = log10(suits + 1) / log10(self.findings.feasible + 1)
            page.box(*box, fill=thinned(_SHADE, 0.12 + 0.7 * share))
        room = self.width - 0.06
        size = BODY if self.height > 0.3 else LEAST
        words = next(
            (
                w
                for w in (f"{suits:,}", _rounded(suits))
                if width_of(w, size, bold=not suits) <= room
            ),
            "",
        ) or ("" if width_of(_rounded(suits), LEAST) > room else _rounded(suits))
        if words and self.height >= height_of(1, LEAST):
            page.block(
                x + self.width / 2,
                y,
                words,
                room,
                self.height,
                size,
                bold=not suits,
                color=CLOSED if not suits else MUTED if is_alone else INK,
                align="center",
                middle=True,
            )

    def _key(self, y: float) -> float:
        page = self.page
        refused = {"fill": PALE_AGAINST, "edge": AGAINST, "line": 0.4, "hatch": REFUSED_HATCH}
        looks: list[tuple[str, dict[str, Any]]] = [
            ("accepts alone", {"edge": MUTED}),
            ("suit both, the stronger the more", {"fill": thinned(_SHADE, 0.6)}),
            ("not one package suits both", refused),
        ]

        def chip(look: dict[str, Any]) -> Callable[[float, float], None]:
            return lambda x, y: page.box(x, y + 0.02, 0.34, 0.16, **look)

        return y + page.key(y, [(words, chip(look)) for words, look in looks]) + KEY - 0.2


def _rounded(count: int) -> str:
    """Write a count in few letters.

    Examples
    --------
    >>> _rounded(982), _rounded(485312), _rounded(14_745_600)
    ('982', '485k', '15m')
    """
    for size, letter in ((1_000_000, "m"), (1_000, "k")):
        if count >= size:
            return f"{round(count / size):,}{letter}"
    return str(count)


def blockers(findings: Findings) -> tuple[Coalition, ...]:
    """List the sets that share no package, while all their parts that were counted do."""
    empty = [c for c in findings.coalitions if c.accept == 0]
    return tuple(
        c for c in empty if not any(set(other.members) < set(c.members) for other in empty)
    )


def _title(findings: Findings, blocking: tuple[Coalition, ...]) -> str:
    alone = [
        actor.id
        for actor in findings.scenario.actors
        if actor.consent.kind != "never" and findings.accepted_by[actor.id] == 0
    ]
    if not findings.feasible:
        return "No deal: the rules leave no package at all"
    if alone:
        verb = "accepts" if len(alone) == 1 else "accept"
        return f"{names_of(findings, alone)} {verb} no feasible package, alone or with others"
    if blocking:
        sets = [names_of(findings, c.members) for c in blocking[:2]]
        more = f", nor do {counted(len(blocking) - 2, 'other set')}" if len(blocking) > 2 else ""
        return f"{', and neither do '.join([f'{sets[0]} share no package', *sets[1:]])}{more}"
    if not findings.coalitions:
        return "One actor alone is asked"
    scarcest = min(findings.coalitions, key=lambda c: (c.accept, len(c.members)))
    return (
        f"Every set of actors shares some package; scarcest, {counted(scarcest.accept, 'package')}"
        f" for {names_of(findings, scarcest.members)}"
    )


def _alt(findings: Findings, blocking: tuple[Coalition, ...]) -> str:
    alone = [
        f"{actor.name} {findings.accepted_by[actor.id]:,}"
        for actor in findings.scenario.actors
        if actor.consent.kind != "never"
    ]
    parts = [f"Of {counted(findings.feasible, 'feasible package')} each accepts: {joined(alone)}."]
    parts += [f"No package suits {names_of(findings, c.members)}." for c in blocking[:10]]
    if findings.coalitions:
        everyone = max(findings.coalitions, key=lambda c: len(c.members))
        parts.append(f"All together: {everyone.accept:,}.")
    return " ".join(parts)


KIND = Kind(
    "coalitions",
    "Who could agree with whom, and who blocks?",
    draw,
    applies=lambda findings, _: bool(findings.coalitions),
    instead="profile",
)
