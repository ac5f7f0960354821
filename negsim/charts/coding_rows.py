"""What a coding takes each red line for: which lines tell most, their choices in words, and a row per choice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import numpy as np

from negsim.charts.page import Box, Page
from negsim.charts.style import GREEN, PALE, PALE_ZONE
from negsim.language.model.red_lines import AS_WRITTEN, GIVEN_UP, RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import percent
from negsim.language.short_names import cut, short_issue, short_line
from negsim.language.words import clause_in_words
from negsim.questions.codings.curve import CodingZone, Curve, CurveLine, Knot
from negsim.questions.codings.result import NOT_A_LINE

Stretch = tuple[float, float]  # where it begins, how wide it is
BETWEEN = 0.3  # inches of codings that leave a deal and those that leave none
ROWS = 24  # choices
DOTS = 60  # codings that are drawn as dots, one by one
NEAR = 0.06  # inches from dot to dot, on a narrow sheet, below which they are no dots
CELLS = 480  # of a strip, where codings are more
SUBJECT = 44  # of an issue
FINE = 80  # of these in an inch, at most: as many as a screen shows, so that none falls through
LONG = 64  # characters of what a line could be
NOW = "as coded now"
STRIP = "#7A7A7A"  # seen on a white page and on a dark one
ALIKE = 3  # words with which two of these begin


def deciding(found: Curve) -> list[int]:
    """The lines with several choices whose choices part the open codings most, as many as there is room for."""
    shares = {d: _spread(found, d) for d, line in enumerate(found.lines) if len(line.choices) > 1}
    chosen: list[int] = []
    rows = 0
    for d in sorted(shares, key=lambda d: (-shares[d], d)):
        rows += len(found.lines[d].choices)
        if chosen and rows > ROWS:
            break
        chosen.append(d)
    return sorted(chosen)


def _spread(found: Curve, d: int) -> float:
    """How far apart the shares of open codings are, choice by choice."""
    shares = []
    for choice in range(len(found.lines[d].choices)):
        taken = [bool(one.size) for one in found.zones if one.chosen[d] == choice]
        shares.append(sum(taken) / max(1, len(taken)))
    return max(shares) - min(shares)


def subject(scenario: Scenario, line: CurveLine, most: int = SUBJECT) -> str:
    """Name what a line is about: as the file does in short, else the issues of its readings."""
    if line.line.short:
        return line.line.short
    issues = _issues(line.line)
    if any(_issues(other) == issues for other in line.actor.red_lines if other != line.line):
        return short_line(
            line.line, scenario, max(most, LONG)
        )  # another line of its is about the same
    return "; ".join(short_issue(scenario.issue[issue], most) for issue in issues)


def _issues(line: RedLine) -> list[str]:
    """Give the issues of all its readings."""
    clauses = [reading.clause for reading in line.readings if reading.clause is not None]
    return list(dict.fromkeys(issue for clause in clauses for issue in clause.issues()))


def told_apart(scenario: Scenario, line: CurveLine, most: int = LONG) -> tuple[str, ...]:
    """Say in a few words what a red line is, choice by choice; of what begins like the first, what is different."""
    said = [_in_words(scenario, line, choice).split() for choice in line.choices]
    told = []
    for number, words in enumerate(said):
        pairs = zip(words, said[0], strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        whole = " ".join(words)
        if number and same > ALIKE and len(whole) > most:
            whole = f"… {' '.join(words[same:])}"
        told.append(cut(whole, most))
    return tuple(told)


def _in_words(scenario: Scenario, line: CurveLine, choice: str) -> str:
    if choice == NOT_A_LINE:
        return "a wish, no red line"
    if choice == GIVEN_UP:
        return "given up"
    readings = line.line.readings
    reading = readings[0] if choice == AS_WRITTEN else next(r for r in readings if r.id == choice)
    if reading.clause is None:
        return reading.say or "a wish, no red line"
    said = reading.say or (line.line.say if len(readings) == 1 else None)
    return said or clause_in_words(reading.clause, scenario, ask=False)


def beside(found: Curve, left: float, room: float) -> tuple[Stretch, Stretch]:
    """Share a width among the codings that leave a deal and those that leave none."""
    n_open, n_closed = len(found.open), len(found.closed)
    if not n_open or not n_closed:
        return (left, room * bool(n_open)), (left, room * bool(n_closed))
    share = min(0.62, max(0.38, n_open / (n_open + n_closed)))
    whole = room - BETWEEN
    return (left, whole * share), (left + whole * share + BETWEEN, whole * (1 - share))


def heads(found: Curve) -> tuple[tuple[str, str], tuple[str, str]]:
    """Say how many codings leave a deal and how many none, and what is drawn of both."""
    near = "about " if found.is_drawn else ""
    parts = [percent(len(some), len(found.zones)) for some in (found.open, found.closed)]
    ties = "what ties them, the fewest knots first; dark where nothing else does"
    if not found.knots():
        ties = "red lines leave a deal there, walk-away values none"
    wide = "packages in the zone of each, the widest first"
    return (f"{near}{parts[0]} leave a deal", wide), (f"{near}{parts[1]} leave none", ties)


def curve_of(
    page: Page, zones: Sequence[CodingZone], place: Stretch, top: float, base: float
) -> None:
    """Draw how many packages every coding leaves, the widest first, from a height down to a base."""
    x, width = place
    most, step = zones[0].size, width / len(zones)
    edges: list[float] = [x]
    heights: list[float] = [base]
    for k, one in enumerate(zones):
        y = base - (base - top) * one.size / most
        edges += [x + k * step, x + (k + 1) * step]
        heights += [y, y]
    page.axes.fill(
        [*edges, x + width],
        [*heights, base],
        facecolor=PALE_ZONE,
        edgecolor=GREEN,
        linewidth=1.4,
        zorder=2,
    )


def knot_bar(page: Page, zones: Sequence[CodingZone], knot: Knot, box: Box) -> None:
    """Mark the codings that a knot ties, dark where no other does."""
    page.box(*box, fill=PALE, zorder=0.5)
    strip(page, [knot in one.knots for one in zones], box, "#EFB48F")
    strip(page, [one.knots == (knot,) for one in zones], box, "#A34700")


def place_of(zones: Sequence[CodingZone], coding: tuple[int, ...], where: Stretch) -> float | None:
    """Give the place of a coding among some; None where it is not one of these."""
    x, width = where
    places = (k for k, one in enumerate(zones) if one.chosen == coding)
    number = next(places, None)
    return None if number is None else x + (number + 0.5) * width / len(zones)


def taken_in(
    page: Page, zones: Sequence[CodingZone], d: int, choice: int, box: Box, ink: str
) -> None:
    """Mark in a box, from left to right, the codings that take a line for a choice: by dots while these are few."""
    x, y, width, height = box
    taken = [one.chosen[d] == choice for one in zones]
    step = width / len(zones)
    if len(zones) > DOTS or (page.sheet.is_narrow and step < NEAR):
        inset = height * 0.16
        strip(page, taken, (x, y + inset, width, height - 2 * inset), ink)
        return
    size = min(7, height * 72 * 0.55, step * 72 * 0.8)
    for k, is_taken in enumerate(taken):
        color = ink if is_taken else "#E0E0E0"
        small = size if is_taken else size * 0.5
        page.dot(x + (k + 0.5) * step, y + height / 2, color=color, size=small)


def strip(page: Page, taken: Sequence[bool], box: Box, ink: str) -> None:
    """Draw a row of codings as an image: the denser, the more of those at a place."""
    x, y, width, height = box
    n = min(CELLS, len(taken), round(FINE * width))
    edges = np.arange(n + 1) * len(taken) // n
    sums = np.concatenate([[0], np.cumsum(taken)])
    share = (sums[edges[1:]] - sums[edges[:-1]]) / (edges[1:] - edges[:-1])
    image = np.zeros((1, n, 4))
    image[..., :3] = [int(ink[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    image[0, :, 3] = share  # one colour, so that the rarest is the faintest on a dark page too
    axes = page.axes
    limits = axes.get_xlim(), axes.get_ylim()
    axes.imshow(
        image,
        extent=(x, x + width, y + height, y),
        aspect="auto",
        interpolation="none",
        zorder=1,
    )
    axes.set_xlim(*limits[0])
    axes.set_ylim(*limits[1])
