"""What each wants: how much of its weight lies on every issue, and how it grades the options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from negsim.charts.headlines import name_of, short_name_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture, bound
from negsim.charts.page import Mark, Page, evenly
from negsim.charts.style import (
    AGAINST,
    BLUE,
    BODY,
    FAINT,
    LEAD,
    LEAST,
    MUTED,
    REFUSED_HATCH,
    SMALL,
    thinned,
)
from negsim.charts.words import fit_all
from negsim.language.model.issues import Issue
from negsim.language.short_names import short_issue
from negsim.questions.profile.find import profile
from negsim.questions.profile.result import ActorProfile, Profiles
from negsim.questions.zone.result import Findings

ACTORS = 7  # of one page
ROW = (0.4, 0.9)  # inches of an issue
HEAD = 0.45  # inches of names
KEY = 0.24  # inches
NAMES = 2.3  # inches
LABEL = 70  # letters of an issue
LINE = 0.4  # inches of a bar and of the squares below it, on a narrow sheet
SQUARES = 11  # options of an issue that are drawn
SAYS = "As the model has it; most numbers are an analyst's, not a party's own."
NOTHING = "weighs nothing"


@dataclass(frozen=True)
class Weighed:
    """An issue as one row; or all wishes, which have no options to grade."""

    label: str
    issue: str | None
    shares: tuple[Fraction, ...]  # per actor


def profiled(findings: Findings) -> Profiles:
    """Say what each wants."""
    return profile(findings.scenario)


def draw(findings: Findings, found: Profiles) -> Picture:
    """Draw a column per actor and a row per issue: the share of weight as a bar, options shaded by their scores.

    Parameters
    ----------
    findings : Findings
        For the source line.
    found : Profiles
        From `negsim.questions.profile.find`.
    """
    title, alt = _title(findings, found), _alt(findings, found)
    everyone = list(found.actors)
    rows = _rows(found, everyone)
    page = Page(findings, title, SAYS, alt)
    if not rows:
        page.note("Nobody weighs anything: red lines alone decide.")
        return page.picture
    most = max(max(row.shares) for row in rows)
    if page.sheet.is_narrow:
        page.end(_list(page, findings, found, rows, most))
        return page.picture
    columns = evenly(everyone, ACTORS)
    room = page.height - KEY
    tables = [
        (actors, some) for actors in columns for some in evenly(rows, int((room - HEAD) / ROW[0]))
    ]
    fits = int(room / (HEAD + ROW[0] * len(tables[0][1])))
    pages: list[Picture] = []
    for together in evenly(tables, fits):
        about = alt if not pages else "What goes on from the page before."
        page = Page(findings, title, SAYS, about)
        _key(page)
        spare = room - HEAD * len(together)
        height = min(ROW[1], spare / sum(len(some) for _, some in together))
        y = page.top
        for actors, some in together:
            _table(page, findings, found, actors, some, (y, height), most)
            y += HEAD + height * len(some)
        pages.append(page.picture)
    return bound(pages)


def _table(
    page: Page,
    findings: Findings,
    found: Profiles,
    actors: Sequence[str],
    rows: Sequence[Weighed],
    place_of: tuple[float, float],
    most: Fraction,
) -> None:
    """Draw actors and issues from a place down, each row of a height."""
    y, height = place_of
    each = (page.width - NAMES) / len(actors)
    names = [name_of(findings, actor) for actor in actors]
    heads = fit_all(names, each - 0.15, 0.34, SMALL, bold=True)
    if any(head.lines[-1].endswith("…") for head in heads):
        names = [short_name_of(findings, actor) for actor in actors]
        heads = fit_all(names, each - 0.15, 0.34, SMALL, bold=True)
    for place, head in enumerate(heads):
        page.lines(page.left + NAMES + place * each, y - 0.02, head, bold=True)
    for number, row in enumerate(rows):
        y = place_of[0] + HEAD + number * height
        page.line([page.left, page.right], [y - 0.03] * 2, color=FAINT, width=0.4)
        page.block(page.left, y, row.label, NAMES - 0.15, height - 0.08, SMALL)
        for place, actor in enumerate(actors):
            x = page.left + NAMES + place * each
            _cell(page, found, row, actor, (x, y, each - 0.15, height - 0.08), most)


def _list(
    page: Page, findings: Findings, found: Profiles, rows: Sequence[Weighed], most: Fraction
) -> float:
    """Draw actors below one another, each with the issues that it weighs; give where the last ends."""
    y = page.top
    y += _key(page, y)
    for place, actor in enumerate(found.actors):
        weighed = [row for row in rows if row.shares[place]]
        page.line([page.left, page.right], [y + 0.1] * 2, color=FAINT, width=0.8)
        name = name_of(findings, actor)
        y += page.block(page.left, y + 0.16, name, page.width, 0.6, LEAD, bold=True) + 0.2
        if not weighed:
            y += page.block(page.left, y, NOTHING, page.width, 0.4, BODY, color=MUTED)
        for row in weighed:
            y += page.block(page.left, y, row.label, page.width, 0.6, BODY) + 0.03
            _cell(page, found, row, actor, (page.left, y, page.width, LINE), most)
            y += (LINE if row.issue is not None else LINE / 2) + 0.08
    return y


def _cell(
    page: Page,
    found: Profiles,
    row: Weighed,
    actor: str,
    box: tuple[float, float, float, float],
    most: Fraction,
) -> None:
    """Draw a bar for the share, and below it a square per option, the stronger the better."""
    x, y, width, height = box
    own = row.shares[list(found.actors).index(actor)]
    if not own:
        return
    tall = height * 0.42
    across = max(0.02, (width - 0.42) * float(own / most))
    page.box(x, y, across, tall, fill=BLUE)
    text = f"{float(100 * own):.0f}%"
    at = x + across + 0.05
    page.block(at, y, text, 0.4, tall, LEAST + 1, middle=True)
    if row.issue is None:
        return
    issue = found.scenario.issue[row.issue]
    grades = _grades(issue, found.actors[actor])
    refused = found.actors[actor].refuses.get(issue.id, {})
    side = min(0.3, width / len(grades))
    for place, (option, grade) in enumerate(grades):
        left, top = x + place * side, y + tall + 0.04
        page.box(
            left,
            top,
            side - 0.02,
            height * 0.36,
            fill=thinned(BLUE, float(grade)),
            edge=MUTED,
            line=0.4,
        )
        if refused.get(option) == "own_lines":
            page.box(
                left, top, side - 0.02, height * 0.36, edge=AGAINST, line=0.8, hatch=REFUSED_HATCH
            )


def _grades(issue: Issue, one: ActorProfile) -> list[tuple[str, Fraction]]:
    """Give options with how good each is, 0 the worst and 1 the best; of many some that are evenly spaced."""
    scores = one.scores[issue.id]
    low, high = min(scores.values()), max(scores.values())
    options = list(scores)
    if len(options) > SQUARES:
        last = len(options) - 1
        options = [options[round(k * last / (SQUARES - 1))] for k in range(SQUARES)]
    span = high - low
    return [(option, (scores[option] - low) / span if span else Fraction(1)) for option in options]


def _rows(found: Profiles, actors: Sequence[str]) -> list[Weighed]:
    """Give the issues that somebody weighs, in the file's order, and the wishes of all as one row."""
    rows = []
    for issue in found.scenario.issues:
        shares = tuple(found.actors[a].shares.get(issue.id, Fraction(0)) for a in actors)
        if any(shares):
            rows.append(Weighed(short_issue(issue, LABEL), issue.id, shares))
    wishes = tuple(
        sum(
            (s for name, s in found.actors[a].shares.items() if name.startswith("wishes.")),
            Fraction(0),
        )
        for a in actors
    )
    if any(wishes):
        rows.append(Weighed("wishes over several issues", None, wishes))
    return rows


def _key(page: Page, y: float | None = None) -> float:
    """Draw what bars and squares mean, at the foot of the page if nowhere else, and give the height."""

    def grades(x: float, y: float) -> None:
        for place, grade in enumerate((Fraction(0), Fraction(1, 2), Fraction(1))):
            fill = thinned(BLUE, float(grade))
            page.box(x + place * 0.12, y + 0.02, 0.1, 0.13, fill=fill, edge=MUTED, line=0.4)

    def refused(x: float, y: float) -> None:
        page.box(x + 0.1, y + 0.02, 0.14, 0.13, edge=AGAINST, line=0.8, hatch=REFUSED_HATCH)

    marks: list[Mark] = [
        ("share of all its weight", lambda x, y: page.box(x, y + 0.02, 0.34, 0.13, fill=BLUE)),
        ("an option, in the file's order: the stronger the better", grades),
        ("refused by its own red lines", refused),
    ]
    return page.key(page.bottom - 0.16 if y is None else y, marks)


def _favourite(found: Profiles, one: ActorProfile) -> str | None:
    """Name what an actor weighs most; None where it weighs nothing."""
    if not one.shares:
        return None
    top = max(one.shares, key=lambda name: one.shares[name])
    if top in found.scenario.issue:
        return short_issue(found.scenario.issue[top])
    return "a wish over several issues"


def _title(findings: Findings, found: Profiles) -> str:
    principals = [a for a in found.actors if findings.scenario.actor[a].consent.kind == "always"]
    said = [
        f"{name_of(findings, actor)} “{favourite}”"
        for actor in principals[:2]
        if (favourite := _favourite(found, found.actors[actor])) is not None
    ]
    return f"What weighs most: {', '.join(said)}" if said else "Red lines alone decide"


def _alt(findings: Findings, found: Profiles) -> str:
    parts = []
    for actor, one in found.actors.items():
        order = sorted(one.shares, key=lambda name: -one.shares[name])[:3]
        said = [
            f"{_name(found, name)} {float(100 * one.shares[name]):.0f}%"
            for name in order
            if one.shares[name]
        ]
        weighs = ", ".join(said) or "nothing"
        parts.append(f"{name_of(findings, actor)} weighs {weighs}.")
    return " ".join(parts)


def _name(found: Profiles, element: str) -> str:
    if element in found.scenario.issue:
        issue: Issue = found.scenario.issue[element]
        return f"“{short_issue(issue)}”"
    return "a wish over several issues"


KIND = Kind(
    "profile",
    "What does each want, as the model has it?",
    draw,
    needs=profiled,
    applies=lambda _, found: any(one.shares for one in found.actors.values()),
    part="profile",
)
